"""Read dates and periods as a person with a calendar does.

In:   values of cells, texts such as `2 years`.       Out:  local dates, moments.
Never: imports `lofte.periods`.

The idea in one read: a day plus months is the same day of a later month, or that month's last day; then the weeks and
days are counted on. Whatever a cell holds, it becomes a moment: an instant, and the local date that counts.
Law:  bokföringslagen (1999:1078) 7 kap. 2 §.
Kept true by: tests/unit/test_oracle_cases.py

>>> plus(date(2023, 1, 30), "1 month"), plus(date(2024, 2, 29), "1 year"), plus(date(2024, 1, 1), "25 hours")
(datetime.date(2023, 2, 28), datetime.date(2025, 2, 28), datetime.date(2024, 1, 3))
>>> accounting_last_day(date(2024, 7, 1), (6, 30))
datetime.date(2032, 12, 31)
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from oracle.world import Moment


def plus(day: date, period: str) -> date:
    """The day a period later; at the end of the calendar it is the calendar's last day."""
    number, unit = period.split()
    count = int(number)
    try:
        match unit.removesuffix("s"):
            case "year":
                return months_later(day, 12 * count)
            case "month":
                return months_later(day, count)
            case "week":
                return day + timedelta(days=7 * count)
            case "day":
                return day + timedelta(days=count)
            case "hour":
                return day + timedelta(days=(count + 23) // 24)
            case _:
                raise AssertionError(period)
    except (OverflowError, ValueError):
        return date.max


def months_later(day: date, count: int) -> date:
    """The same day of the month, `count` months later, or the last day of that month."""
    year, month = day.year, day.month
    for _ in range(count):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    if year > date.max.year:
        raise OverflowError
    for number in (day.day, 30, 29, 28):
        if number <= day.day:
            try:
                return date(year, month, number)
            except ValueError:
                continue
    raise AssertionError(day)


def accounting_last_day(booked: date, ends: tuple[int, int]) -> date:
    """31 December of the seventh year after the calendar year in which the fiscal year that contains the day ended."""
    day = booked
    while not is_last_of_fiscal_year(day, ends):
        if day == date.max:
            return day
        day += timedelta(days=1)
    return date(min(day.year + 7, date.max.year), 12, 31)


def is_last_of_fiscal_year(day: date, ends: tuple[int, int]) -> bool:
    """Whether a fiscal year ends on that day; one that ends on 29 February ends on the 28th in a common year."""
    month, number = ends
    next_day = day + timedelta(days=1) if day < date.max else day
    return day.month == month and (day.day == number or (day.day < number and next_day.month != month))


def moment(value: Any, zone: str, own_zone: str) -> Moment | None:
    """What a cell says; `own_zone` is the zone of a time that carries none."""
    if isinstance(value, str):
        value = date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
    if value is None:
        return None
    if isinstance(value, datetime):
        known = value if value.tzinfo is not None else value.replace(tzinfo=ZoneInfo(own_zone))
        return Moment(in_utc(known), known.astimezone(ZoneInfo(zone)).date())
    return Moment(in_utc(datetime.combine(value, time(0), ZoneInfo(zone))), value)


def in_utc(instant: datetime) -> datetime:
    """The instant in UTC, or as it is at the edges of the calendar."""
    try:
        return instant.astimezone(UTC)
    except OverflowError:
        return instant


def general(value: Any, detail: str) -> Any:
    """A cell made general: `year`, `month`, `first N`, `domain`. What already is general stays as it is."""
    match detail.split():
        case ["year"]:
            return date(value.year, 1, 1)
        case ["month"]:
            return date(value.year, value.month, 1)
        case ["first", count]:
            return value[: int(count)]
        case ["domain"]:
            return value.rpartition("@")[2]
        case _:
            raise AssertionError(detail)
