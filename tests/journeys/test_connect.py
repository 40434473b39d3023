"""The page on connecting one's own database does what it says."""

import re
import sqlite3
from pathlib import Path

import pytest

from journeys.choir import Choir, Said

PAGE = Path(__file__).resolve().parents[2] / "docs" / "connect.md"


@pytest.fixture
def club(tmp_path: Path) -> Choir:
    """The page's two files, as a newcomer makes them."""
    with sqlite3.connect(tmp_path / "club.db") as database:
        database.executescript(block("sql"))
    database.close()
    (tmp_path / "lofte.yaml").write_text(block("yaml"), "utf8")
    return Choir(tmp_path, {"CLUB_URL": f"sqlite:///{tmp_path / 'club.db'}"})


def block(language: str) -> str:
    """The page's block of code in a language."""
    found = re.search(rf"```{language}\n(.*?)```", PAGE.read_text("utf8"), re.DOTALL)
    assert found is not None
    return found[1]


def well(said: Said) -> str:
    """What was said by a command that ended well."""
    assert said.code == 0, said.out + said.err
    return said.out


def test_the_declaration_has_no_finding_and_fits_the_database(club: Choir) -> None:
    assert "nothing found" in well(club.lofte("check"))
    assert "members" in well(club.lofte("inspect"))


def test_the_first_status_is_true_and_nothing_is_done_in_observe_mode(club: Choir) -> None:
    said = club.lofte("status")
    assert said.code == 1
    assert re.search(r"broken\s+retention\.membership", said.out)
    assert "delete register.members: 1 row" in well(club.lofte("sweep", "--explain"))
    well(club.lofte("sweep"))
    assert re.search(r"broken\s+retention\.membership", club.lofte("status").out)


def test_once_trusted_the_rule_runs_and_the_promise_is_kept(club: Choir) -> None:
    well(club.lofte("sweep", "--mode", "automatic", "register.members"))
    well(club.lofte("sweep"))
    assert re.search(r"kept\s+retention\.membership", club.lofte("status").out)
    well(club.lofte("verify"))
