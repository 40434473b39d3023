"""The brake stops what grows too fast, and nothing else."""

import pytest

from journeys.choir import READERS, REHEARSALS, SINGERS, Choir, singers
from lofte.app import sweeping


@pytest.fixture(autouse=True)
def low_brake(monkeypatch: pytest.MonkeyPatch) -> None:
    """A brake at ten rows, so that a test needs no thousand."""
    monkeypatch.setattr(sweeping, "BRAKE_ROWS", 10)


def withdrawn(choir: Choir) -> None:
    choir.lofte("consent", "withdraw", "newsletter", "-i", "email:reader1@example.org", "--at", "2026-11-20")


def test_a_step_above_the_brake_stops_and_the_others_run(choir: Choir) -> None:
    choir.add(SINGERS, *singers(range(5, 20)))
    withdrawn(choir)
    choir.trust("automatic")
    said = choir.lofte("sweep")
    assert said.code == 1
    assert "register.singers:delete: the brake: 17 rows at once" in said.out
    assert len(choir.ids(SINGERS)) == 19
    assert choir.ids(REHEARSALS) == [3, 4]
    assert choir.ids(READERS) == [2]


def test_what_hangs_on_a_braked_table_may_go_but_nothing_that_it_hangs_on(choir: Choir) -> None:
    choir.add(REHEARSALS, *({"id": number, "singer_id": 1, "note": "was there"} for number in range(5, 20)))
    choir.trust("automatic")
    assert choir.lofte("sweep").code == 1
    assert choir.ids(SINGERS) == [1, 2, 3, 4]


def test_the_brake_lets_go_when_somebody_approves(choir: Choir) -> None:
    choir.add(SINGERS, *singers(range(5, 20)))
    choir.trust("automatic")
    assert choir.lofte("sweep").code == 1
    assert choir.lofte("sweep", "--approve").code == 0
    assert choir.lofte("sweep").code == 0
    assert choir.ids(SINGERS) == [3, 4]


def test_the_brake_knows_how_much_the_last_sweep_did(choir: Choir) -> None:
    choir.add(SINGERS, *singers(range(5, 13)))
    choir.trust("automatic")
    assert choir.lofte("sweep").code == 0  # ten singers
    choir.add(SINGERS, *singers(range(20, 69)))
    assert choir.lofte("sweep").code == 0  # forty-nine: less than five times ten
    assert choir.ids(SINGERS) == [3, 4]


def test_a_braked_sweep_again_stops_again(choir: Choir) -> None:
    choir.add(SINGERS, *singers(range(5, 20)))
    choir.trust("automatic")
    assert [choir.lofte("sweep").code for _ in range(2)] == [1, 1]
    assert len(choir.ids(SINGERS)) == 19
