"""The day on which the cases are judged, and the days around it.

In:   shifts in days, rows.       Out:  dates, instants, the columns that are empty.
Never: reads a clock.

The idea in one read: every case is judged on one day; `DUE` runs a test for what fell due yesterday, falls due today
and falls due tomorrow.
Law:  none of its own.
Kept true by: tests/unit/test_oracle_cases.py
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from oracle.world import Row, World

TODAY = date(2027, 3, 1)
ANNA, BO = "email:anna@example.org", "email:bo@example.org"
Sweep = Callable[[World], World]
"""What sweeps a world: the oracle, or the engine on a database."""

DUE = pytest.mark.parametrize(
    ("shift", "gone"), [(-1, True), (0, True), (1, False)], ids=["yesterday", "today", "tomorrow"]
)
"""How many days from today something is due, and whether it is gone after today's sweep."""


def day(shift: int) -> date:
    """So many days from today."""
    return TODAY + timedelta(days=shift)


def noon(when: date) -> datetime:
    """An instant in the middle of that day."""
    return datetime(when.year, when.month, when.day, 11, tzinfo=UTC)


def empty_columns(row: Row) -> set[str]:
    """The columns in which nothing stands."""
    return {column for column, value in row.items() if value is None}
