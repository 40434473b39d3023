"""Statutes: same keys as the vocabulary, and the inverse of the last day is exact."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lofte import vocabulary
from lofte.statutes import STATUTES, Effect, Statute, first_kept, last_day

YEAR_ENDS = st.sampled_from([(12, 31), (6, 30), (4, 30), (8, 31), (2, 28)])
DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def test_every_statute_of_the_vocabulary_has_its_formula() -> None:
    assert set(STATUTES) == set(vocabulary.STATUTES)


@given(st.sampled_from(list(STATUTES.values())), DAYS, DAYS, YEAR_ENDS)
def test_a_row_is_due_exactly_when_its_event_lies_before_the_first_kept_day(
    statute: Statute, event: date, today: date, ends: tuple[int, int]
) -> None:
    assert (last_day(statute, event, ends) < today) == (event < first_kept(statute, today, ends))


@pytest.mark.parametrize(
    ("booked", "ends", "last"),
    [
        (date(2025, 7, 1), (6, 30), date(2033, 12, 31)),
        (date(2026, 6, 30), (6, 30), date(2033, 12, 31)),
        (date(2026, 7, 1), (6, 30), date(2034, 12, 31)),
        (date(2026, 1, 1), (12, 31), date(2033, 12, 31)),
    ],
)
def test_bookkeeping_runs_to_the_end_of_the_seventh_year_after_the_fiscal_years_calendar_year(
    booked: date, ends: tuple[int, int], last: date
) -> None:
    assert last_day(STATUTES["se-bfl-7-2"], booked, ends) == last


def test_a_limitation_obliges_nobody() -> None:
    assert STATUTES["se-claims-general"].effect is Effect.LIMITS
    assert STATUTES["se-bfl-7-2"].effect is Effect.OBLIGES


def test_a_statute_is_law_from_its_first_day_only() -> None:
    statute = STATUTES["se-whistleblowing"]
    assert statute.is_law_on(statute.valid_from)
    assert not statute.is_law_on(statute.valid_from - timedelta(days=1))
