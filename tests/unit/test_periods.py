"""Periods count local dates, and the cut-off of a day is the exact inverse of adding a period."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lofte.periods import (
    FAR_FUTURE,
    FAR_PAST,
    Period,
    accounting_cutoff,
    accounting_last_day,
    after,
    cutoff,
    local_date,
    midnight,
)

DAY = timedelta(days=1)
PERIODS = st.builds(
    Period,
    years=st.integers(0, 12),
    months=st.integers(0, 30),
    weeks=st.integers(0, 9),
    days=st.integers(0, 70),
    hours=st.integers(0, 100),
)
DATES = st.dates(date(1900, 1, 1), date(2200, 12, 31))
EDGES = [
    date(year, month, day) for year in (2023, 2024) for month, day in ((1, 30), (1, 31), (2, 28), (3, 1), (12, 31))
]
FISCAL_YEARS = st.sampled_from([(12, 31), (6, 30), (2, 28), (2, 29), (4, 30), (1, 31)])
ZONES = st.sampled_from(["Europe/Stockholm", "UTC", "America/Sao_Paulo", "Asia/Beirut", "Pacific/Kiritimati"])


@pytest.mark.parametrize(
    ("day", "period", "ends"),
    [
        (date(2023, 1, 30), Period(months=1), date(2023, 2, 28)),
        (date(2024, 1, 30), Period(months=1), date(2024, 2, 29)),
        (date(2024, 1, 31), Period(months=1), date(2024, 2, 29)),
        (date(2024, 2, 29), Period(years=1), date(2025, 2, 28)),
        (date(2024, 2, 29), Period(years=4), date(2028, 2, 29)),
        (date(2023, 1, 30), Period(months=1, days=1), date(2023, 3, 1)),
        (date(2026, 3, 28), Period(hours=1), date(2026, 3, 29)),
        (date(2026, 3, 28), Period(hours=24), date(2026, 3, 29)),
        (date(2026, 3, 28), Period(hours=25), date(2026, 3, 30)),
        (date(2026, 12, 31), Period(weeks=1), date(2027, 1, 7)),
        (date(2026, 11, 22), Period(), date(2026, 11, 22)),
    ],
)
def test_months_are_counted_first_and_stop_at_the_end_of_the_month(day: date, period: Period, ends: date) -> None:
    assert after(day, period) == ends


@given(DATES, PERIODS, st.integers(-3, 3))
@example(date(2023, 2, 28), Period(months=1), 0)
@example(date(2025, 2, 28), Period(years=1), 0)
@example(date(2024, 2, 29), Period(years=1), 1)
@example(date(2023, 3, 1), Period(months=1, days=1), -1)
def test_what_lies_before_the_cut_off_and_nothing_else_has_passed(today: date, period: Period, beside: int) -> None:
    event = cutoff(period, today) + beside * DAY
    assert (after(event, period) < today) == (event < cutoff(period, today))


@given(st.sampled_from(EDGES), PERIODS, st.integers(-3, 3))
def test_the_cut_off_is_exact_at_ends_of_months_and_leap_days(event: date, period: Period, beside: int) -> None:
    today = after(event, period) + beside * DAY
    assert (after(event, period) < today) == (event < cutoff(period, today))


@given(DATES, PERIODS)
def test_a_later_day_never_ends_earlier(day: date, period: Period) -> None:
    assert after(day, period) <= after(day + DAY, period)


@given(DATES, FISCAL_YEARS, st.integers(-3, 3))
@example(date(2031, 12, 31), (6, 30), 0)
@example(date(2032, 1, 1), (6, 30), 0)
def test_the_cut_off_of_bookkeeping_is_exact(today: date, ends: tuple[int, int], beside: int) -> None:
    booked = accounting_cutoff(today, ends) + beside * DAY
    assert (accounting_last_day(booked, ends) < today) == (booked < accounting_cutoff(today, ends))


@given(DATES, FISCAL_YEARS)
def test_bookkeeping_is_kept_seven_whole_calendar_years_after_its_fiscal_year(
    booked: date, ends: tuple[int, int]
) -> None:
    year = next(year for year in (booked.year, booked.year + 1) if booked <= _end_of_month(year, ends))
    assert accounting_last_day(booked, ends) == date(year + 7, 12, 31)


def _end_of_month(year: int, ends: tuple[int, int]) -> date:
    month, day = ends
    leap = (date(year, 3, 1) - DAY).day
    return date(year, month, min(day, leap) if month == 2 else day)


def test_what_ends_beyond_the_calendar_ends_on_its_last_day() -> None:
    assert after(date(9990, 1, 1), Period(years=10)) == FAR_FUTURE
    assert after(date(9999, 12, 1), Period(days=31)) == FAR_FUTURE
    assert after(date(2026, 1, 1), Period(days=10**12)) == FAR_FUTURE
    assert accounting_last_day(FAR_FUTURE, (6, 30)) == FAR_FUTURE
    assert accounting_last_day(date(9995, 1, 1), (12, 31)) == FAR_FUTURE


def test_a_period_longer_than_the_calendar_lets_nothing_go() -> None:
    today = date(2026, 11, 22)
    assert cutoff(Period(years=3000), today) == FAR_PAST
    assert cutoff(Period(days=10**12), today) == FAR_PAST
    assert accounting_cutoff(date(5, 1, 1), (12, 31)) == FAR_PAST
    assert accounting_cutoff(date(9, 1, 1), (12, 31)) == date(2, 1, 1)


@pytest.mark.parametrize("zone", ["Europe/Stockholm", "America/New_York"])
def test_the_first_and_the_last_day_of_the_calendar_have_a_midnight(zone: str) -> None:
    assert midnight(FAR_PAST, zone) <= midnight(FAR_PAST + DAY, zone) < midnight(FAR_FUTURE, zone)


def test_the_last_moment_of_the_calendar_has_a_local_date() -> None:
    never = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
    assert local_date(never, "Europe/Stockholm") == FAR_FUTURE
    assert local_date(datetime(1, 1, 1, tzinfo=UTC), "America/New_York") == FAR_PAST


@pytest.mark.parametrize(
    ("day", "instant"),
    [
        (date(2026, 3, 29), datetime(2026, 3, 28, 23, tzinfo=UTC)),
        (date(2026, 3, 30), datetime(2026, 3, 29, 22, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 24, 22, tzinfo=UTC)),
        (date(2026, 10, 26), datetime(2026, 10, 25, 23, tzinfo=UTC)),
    ],
)
def test_midnight_follows_summer_time(day: date, instant: datetime) -> None:
    assert midnight(day, "Europe/Stockholm") == instant


def test_a_day_whose_midnight_was_skipped_begins_when_its_clock_begins() -> None:
    # Beirut went from 00:00 to 01:00 on 27 March 2022.
    assert midnight(date(2022, 3, 27), "Asia/Beirut") == datetime(2022, 3, 26, 22, tzinfo=UTC)
    assert local_date(datetime(2022, 3, 26, 21, 59, 59, tzinfo=UTC), "Asia/Beirut") == date(2022, 3, 26)


@given(st.dates(date(2000, 1, 1), date(2030, 12, 31)), ZONES, st.sampled_from([-1, 0, 1]))
def test_an_instant_lies_before_midnight_exactly_when_its_local_date_does(day: date, zone: str, seconds: int) -> None:
    instant = midnight(day, zone) + timedelta(seconds=seconds)
    assert (instant < midnight(day, zone)) == (local_date(instant, zone) < day)


def test_a_time_without_a_zone_is_local_already() -> None:
    assert local_date(datetime(2026, 1, 1, 0, 30), "America/New_York") == date(2026, 1, 1)  # noqa: DTZ001 - it is meant


def test_a_period_is_told_in_words() -> None:
    assert str(Period(years=1, months=2, weeks=3, days=1, hours=36)) == "1 year 2 months 3 weeks 1 day 36 hours"
    assert str(Period()) == "0 days"
