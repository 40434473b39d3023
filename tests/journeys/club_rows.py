"""The tables of the club of the journeys, and the rows in them: one for each thing that a sweep can do.

In:   nothing.       Out:  SQLAlchemy tables, their rows.
Never: a real person.

The idea in one read: beside each row to which something happens stands one to which it happens tomorrow.
Law:  none of its own.
Kept true by: the tests that live in it
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

DAY = date(2026, 3, 1)
ZONE = "Europe/Stockholm"
METADATA = {"house": sa.MetaData(), "post": sa.MetaData()}
MEMBERS = sa.Table(
    "members",
    METADATA["house"],
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("email", sa.Text),
    sa.Column("full_name", sa.Text),
    sa.Column("phone", sa.Text),
    sa.Column("left_on", sa.Date, index=True),
    sa.Column("booked_on", sa.Date),
)
PLAYERS = sa.Table(
    "players",
    METADATA["house"],
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("email", sa.Text),
    sa.Column("role", sa.Text),
    sa.Column("left_on", sa.Date),
)
WAITING = sa.Table(
    "waiting",
    METADATA["house"],
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("email", sa.Text),
    sa.Column("full_name", sa.Text),
)
PAIRS = sa.Table(
    "pairs",
    METADATA["house"],
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("mentor_id", sa.ForeignKey("players.id"), index=True),
    sa.Column("mentee_id", sa.ForeignKey("players.id"), index=True),
    sa.Column("waiting_id", sa.ForeignKey("waiting.id"), index=True),
    sa.Column("score", sa.Integer),
    sa.Column("ended_on", sa.Date),
)
GUESTS = sa.Table(
    "guests",
    METADATA["house"],
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("email", sa.Text),
    sa.Column("full_name", sa.Text),
    sa.Column("left_on", sa.Date),
)
READERS = sa.Table(
    "readers",
    METADATA["post"],
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("email", sa.Text),
    sa.Column("full_name", sa.Text),
    sa.Column("said_yes_at", sa.DateTime(timezone=True)),
    sa.Column("said_no_at", sa.DateTime(timezone=True)),
)
SENDINGS = sa.Table(
    "sendings",
    METADATA["post"],
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("email", sa.Text),
    sa.Column("full_name", sa.Text),
)
YES, NO = datetime(2025, 1, 5, 12, tzinfo=ZoneInfo(ZONE)), datetime(2025, 8, 5, 12, tzinfo=ZoneInfo(ZONE))
LONG_AGO, A_YEAR_AND_MORE = date(2010, 5, 1), date(2024, 6, 1)


def mail(name: str) -> str:
    """An address."""
    return f"{name}@example.org"


def rows() -> dict[sa.Table, list[tuple[Any, ...]]]:
    """What stands in each table."""
    return {
        MEMBERS: [
            (1, mail("scrubbed"), "Scrubbed", "070-1", A_YEAR_AND_MORE, date(2024, 5, 1)),
            (2, mail("gone"), "Gone", "070-2", LONG_AGO, LONG_AGO),
            (3, mail("tomorrow"), "Tomorrow", "070-3", DAY.replace(year=2025), date(2024, 5, 1)),
            (4, mail("active"), "Active", "070-4", None, date(2024, 5, 1)),
            (5, mail("erased"), "Erased", "070-5", None, date(2024, 5, 1)),
            (6, mail("held"), "Held", "070-6", LONG_AGO, LONG_AGO),
            *((n, mail(f"old{n}"), f"Old {n}", None, LONG_AGO, LONG_AGO) for n in range(7, 10)),
        ],
        PLAYERS: [
            (1, mail("stays"), "mentor", None),
            (2, mail("objects"), "mentee", None),
            (3, mail("ended"), "mentor", date(2026, 1, 1)),
            (4, mail("ended4"), "mentee", date(2026, 1, 1)),
            (5, mail("tomorrow5"), "mentor", date(2026, 2, 1)),
        ],
        WAITING: [(n, mail(f"waits{n}"), f"Waits {n}") for n in (1, 2, 3, 4)],
        PAIRS: [
            (1, 1, 2, None, 7, None),
            (2, 3, 4, 1, 8, date(2026, 1, 31)),
            (3, 5, None, 2, 9, date(2026, 2, 1)),
            (4, 3, None, 3, 5, date(2020, 1, 1)),
            (5, 3, 4, 1, 8, date(2026, 1, 2)),
        ],
        GUESTS: [
            (1, mail("guest1"), "Guest 1", date(2025, 1, 1)),
            (2, mail("guest2"), "Guest 2", date(2025, 9, 1)),
            (3, mail("guest3"), "Guest 3", None),
        ],
        READERS: [
            (1, mail("yes"), "Yes", YES, None),
            (2, mail("no"), "No", YES, NO),
            (3, mail("told-us-no"), "Told us", YES, None),
            (4, mail("never"), "Never", None, None),
            (5, mail("forgotten"), "Forgotten", YES, None),
        ],
        SENDINGS: [(n, mail(name), name) for n, name in enumerate(("yes", "no", "nobody-knows", "told-us-no"), 1)],
    }
