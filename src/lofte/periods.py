"""From a period and a day to the day on which it ends, and back to the cut-off of a day.

In:   a `Period`, local dates, a time zone name.       Out:  local dates, and instants at local midnights.
Never: reads a clock; counts in instants (retention counts days).

The idea in one read: `after(day, period)` adds years and months first, clamped to the end of the month, then
weeks and days. A row is due when `after(event, period) < today`; a database can use an index only if the event stands
alone, so `cutoff(period, today)` is the exact inverse on dates: `after(event, period) < today` if and only
if `event < cutoff(period, today)`. Addition never decreases when the day does not, so the inverse exists; the
cut-off is found from a first guess by stepping over at most a few days. A local date becomes an instant as the
first moment of that date in the zone (`midnight`), so that `instant < midnight(cutoff)` is the same question for a
column that holds times.
Law:  GDPR Art. 5(1)(e); bokföringslagen (1999:1078) 7 kap. 2 §.
Kept true by: tests/unit/test_periods.py (the inverse, on every generated date).

>>> from datetime import date
>>> after(date(2024, 1, 31), Period(months=1))
datetime.date(2024, 2, 29)
>>> cutoff(Period(years=2), date(2026, 11, 22))
datetime.date(2024, 11, 22)
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

FAR_PAST = date(1, 1, 1)
FAR_FUTURE = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Period:
    """A calendar period. `hours` stay hours for clocks of law; retention rounds them up to whole days."""

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0
    hours: int = 0

    def __str__(self) -> str:
        parts = (
            (self.years, "year"),
            (self.months, "month"),
            (self.weeks, "week"),
            (self.days, "day"),
            (self.hours, "hour"),
        )
        return " ".join(f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in parts if n) or "0 days"

    @property
    def whole_days(self) -> int:
        """Weeks, days and hours as days, hours rounded up."""
        return self.weeks * 7 + self.days + -(-self.hours // 24)


def after(day: date, period: Period) -> date:
    """`day + period`; beyond the calendar's last day it is that day."""
    month = day.year * 12 + day.month - 1 + period.years * 12 + period.months
    year, month = divmod(month, 12)
    if year > FAR_FUTURE.year:
        return FAR_FUTURE
    first = date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    try:
        return first + timedelta(days=period.whole_days)
    except OverflowError:
        return FAR_FUTURE


def cutoff(period: Period, today: date) -> date:
    """The first day *c* such that `after(c, period) >= today`: whatever lies before *c* has passed."""
    guess = _back(today, period)
    while guess > FAR_PAST and after(guess, period) >= today:
        guess -= timedelta(days=1)
    while after(guess, period) < today:
        guess += timedelta(days=1)
    return guess


def accounting_last_day(booked: date, fiscal_year_ends: tuple[int, int]) -> date:
    """31 December of the seventh year after the calendar year in which the fiscal year of `booked` ended.

    `fiscal_year_ends` is (month, day). Source: bokföringslagen 7 kap. 2 §.
    """
    later = booked > _day_in(booked.year, fiscal_year_ends)
    return date(min(booked.year + later + 7, FAR_FUTURE.year), 12, 31)


def accounting_cutoff(today: date, fiscal_year_ends: tuple[int, int]) -> date:
    """The first day *c* such that `accounting_last_day(c) >= today`."""
    year = today.year - 7
    return _day_in(year - 1, fiscal_year_ends) + timedelta(days=1) if year > FAR_PAST.year else FAR_PAST


def midnight(day: date, zone: str) -> datetime:
    """The first moment of a local date, as an instant in UTC; not before the calendar's first moment."""
    try:
        return datetime.combine(day, time(0), ZoneInfo(zone)).astimezone(UTC)
    except OverflowError:
        return datetime.min.replace(tzinfo=UTC)


def local_date(instant: datetime, zone: str) -> date:
    """The local date of an instant; a time without a zone is taken as local.

    Databases write *never* as the calendar's last moment: where the zone would lead beyond it, its own date is taken.
    """
    try:
        return instant.date() if instant.tzinfo is None else instant.astimezone(ZoneInfo(zone)).date()
    except OverflowError:
        return instant.date()


def _back(today: date, period: Period) -> date:
    months = today.year * 12 + today.month - 1 - period.years * 12 - period.months
    year, month = divmod(months, 12)
    if year < FAR_PAST.year:
        return FAR_PAST
    first = date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))
    try:
        return first - timedelta(days=period.whole_days)
    except OverflowError:
        return FAR_PAST


def _day_in(year: int, ends: tuple[int, int]) -> date:
    month, day = ends
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))
