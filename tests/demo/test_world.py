"""Due yesterday, today and tomorrow mean what the specification of the needs says they mean."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lofte.demo.world import Due, event_day
from lofte.periods import Period
from oracle.paper import plus

PERIODS = ("0 days", "6 months", "12 months", "18 months", "24 months", "2 years")


@given(
    day=st.dates(date(2020, 1, 1), date(2040, 12, 31)),
    text=st.sampled_from(PERIODS),
    ceiling=st.booleans(),
    due=st.sampled_from(Due),
)
def test_a_row_is_over_from_its_due_day_on_and_as_late_as_can_be(
    day: date, text: str, *, ceiling: bool, due: Due
) -> None:
    number, unit = text.split()
    event = event_day(due, day, Period(**{unit: int(number)}), ceiling=ceiling)
    first_over = day + timedelta(days=(Due.YESTERDAY, Due.TODAY, Due.TOMORROW).index(due) - 1)

    def over(on: date) -> bool:
        end = plus(event, text)
        return end <= on if ceiling else end < on

    if due is Due.TOMORROW:
        assert not over(day)
    else:
        assert over(first_over)
        assert not over(first_over - timedelta(days=1)) or is_month_end(first_over)


def is_month_end(day: date) -> bool:
    """At a month's end some days are nobody's anniversary, and a row is due as near as the calendar allows."""
    return (day + timedelta(days=3)).day <= 6


@pytest.mark.parametrize(
    ("due", "ceiling", "event"),
    [
        (Due.YESTERDAY, False, date(2024, 11, 20)),
        (Due.TODAY, False, date(2024, 11, 21)),
        (Due.TOMORROW, False, date(2024, 11, 22)),
        (Due.YESTERDAY, True, date(2024, 11, 21)),
        (Due.TODAY, True, date(2024, 11, 22)),
        (Due.TOMORROW, True, date(2024, 11, 23)),
    ],
)
def test_two_years_before_a_plain_day(due: Due, *, ceiling: bool, event: date) -> None:
    assert event_day(due, date(2026, 11, 22), Period(years=2), ceiling=ceiling) == event
