"""MAILIT's applicants: twelve months after a recruitment has closed they are gone, and not a day before.

The declaration is the example's own; one of its databases is made here, with nobody in it who exists. The others are
out of reach, which a sweep says and leaves for the next run.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from journeys.choir import Choir

EXAMPLE = Path(__file__).parents[2] / "examples" / "mailit"
OTHERS_OUT_OF_REACH = 4
RECRUITMENT = """
CREATE TABLE processes (id INTEGER PRIMARY KEY, closed_on DATE);
CREATE TABLE applicants (id INTEGER PRIMARY KEY, process_id INTEGER REFERENCES processes (id), kind TEXT NOT NULL,
                         full_name TEXT, email TEXT, phone TEXT, last_contact_on DATE, consent_at TIMESTAMP);
CREATE TABLE files (id INTEGER PRIMARY KEY, applicant_id INTEGER NOT NULL REFERENCES applicants (id),
                    kind TEXT NOT NULL, content TEXT);
"""


@pytest.fixture
def mailit(tmp_path: Path) -> Choir:
    for path in EXAMPLE.glob("*.yaml"):
        shutil.copy(path, tmp_path)
    with closing(sqlite3.connect(tmp_path / "recruitment.db")) as database:
        database.executescript(RECRUITMENT)
    urls = {"RECRUITMENT_URL": f"sqlite:///{tmp_path / 'recruitment.db'}"}
    return Choir(tmp_path, urls, {"LOFTE_BY": "privacy-officer"})


def _apply(mailit: Choir, number: int, closed_on: str | None) -> None:
    with closing(sqlite3.connect(mailit.folder / "recruitment.db")) as database, database:
        database.execute("INSERT INTO processes VALUES (?, ?)", (number, closed_on))
        applicant = (number, number, "application", f"Applicant {number}", f"a{number}@example.org", "08", None, None)
        database.execute("INSERT INTO applicants VALUES (?, ?, ?, ?, ?, ?, ?, ?)", applicant)
        database.execute("INSERT INTO files VALUES (?, ?, 'cv', 'merits')", (number, number))


def _left(mailit: Choir) -> dict[int, tuple[str | None, str | None, str | None]]:
    """Name, telephone and document of each applicant who is left."""
    question = """SELECT a.id, a.full_name, a.phone, f.content
                  FROM applicants a LEFT JOIN files f ON f.applicant_id = a.id"""
    with closing(sqlite3.connect(mailit.folder / "recruitment.db")) as database:
        return {number: (name, phone, content) for number, name, phone, content in database.execute(question)}


@pytest.mark.clause("MLT-12-c")
@pytest.mark.parametrize(
    ("day", "gone", "kept"),
    [
        ("2026-11-22", "2025-11-21", "2025-11-22"),
        ("2025-03-01", "2024-02-28", "2024-03-01"),
        ("2025-03-01", "2024-02-29", "2024-03-01"),  # no such day a year later: the month's last day
        ("2026-03-01", "2025-02-28", "2025-03-01"),
    ],
)
def test_an_applicant_goes_twelve_months_after_the_recruitment_and_not_before(
    mailit: Choir, day: str, gone: str, kept: str
) -> None:
    for number, closed_on in ((1, gone), (2, kept), (3, None)):
        _apply(mailit, number, closed_on)
    mailit.trust("automatic", "recruitment.applicants", "recruitment.files")
    assert mailit.lofte("sweep", "--day", day).code == OTHERS_OUT_OF_REACH
    assert _left(mailit) == {
        2: ("Applicant 2", None, "merits"),  # the choice is made: a telephone number defends nobody
        3: ("Applicant 3", "08", "merits"),
    }
