"""Say which of two rules of retention keeps longer, where that can be known.

In:   two rules.       Out:  `LONGER`, `SHORTER`, `SAME` or `OTHER`: the second rule against the first.
Never: guesses; two rules that no days decide are `OTHER`.

The idea in one read: a rule is a day that is made of other days: *three months after A, or B, whichever comes first*
is the least of A + 3 months and B. So a rule is a tree of least and greatest over days after an event, and one such
tree is never later than another when that follows from its parts whatever the events' days are. A statute is its own
formula; what a person judges by a text is a day that nobody knows, the same one for the same text.
Law:  GDPR Art. 5(1)(e), 13(2)(a).
Kept true by: tests/unit/difference/test_retention.py

>>> year, longer = Until(("contract.ended",), plus=Period(years=1)), Until(("contract.ended",), plus=Period(months=24))
>>> compared(year, longer), compared(year, Until(("contract.ended",), plus=Period(months=12)))
(<Length.LONGER: 'longer'>, <Length.SAME: 'same'>)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import assert_never

from lofte.grammar import AtMost, ByStatute, Ceiling, Combine, Combined, Criterion, Rule, Until
from lofte.periods import Period, after
from lofte.statutes import STATUTES

_DAYS = tuple(
    start + timedelta(days=number) for start in (date(1999, 1, 1), date(2095, 1, 1)) for number in range(9 * 366)
)
"""Leap days, a century without one, and all lengths of months in every order: what is so for each is so for all."""
_FISCAL_SLACK = Period(years=2)
"""Between a booking and 31 December of the year in which its fiscal year ends lie less than two years."""


class Length(StrEnum):
    """How the second rule keeps, against the first."""

    LONGER = "longer"
    SHORTER = "shorter"
    SAME = "same"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class _Day:
    """A period after an event; the event is empty where the text gives no start."""

    event: str
    period: Period


@dataclass(frozen=True, slots=True)
class _Fiscal:
    """31 December of so many years after the calendar year in which the fiscal year of the event ended."""

    event: str
    years: int


@dataclass(frozen=True, slots=True)
class _Judged:
    """A day that nobody can calculate; equal only to itself."""

    by: str


@dataclass(frozen=True, slots=True)
class _Of:
    """The first or the last of several days."""

    which: Combine
    days: tuple[_End, ...]


_End = _Day | _Fiscal | _Judged | _Of


def compared(old: Rule, new: Rule) -> Length:
    """How `new` keeps, against `old`."""
    before, now = _end(old), _end(new)
    longer, shorter = _never_later(before, now), _never_later(now, before)
    if longer and shorter:
        return Length.SAME
    return Length.LONGER if longer else Length.SHORTER if shorter else Length.OTHER


def never_longer(one: Period | None, other: Period | None) -> bool:
    """Whether `one` ends on or before the day on which `other` ends, from whatever day both are counted."""
    return _within(one or Period(), other or Period())


def events_of(rule: Rule) -> frozenset[str]:
    """The events that a rule counts from."""
    match rule:
        case Until(events=events, ceilings=ceilings):
            return frozenset(events) | _starts(ceilings)
        case AtMost(ceilings=ceilings) | Criterion(ceilings=ceilings):
            return _starts(ceilings)
        case ByStatute(statute=key, ceilings=ceilings):
            return _starts(ceilings) | ({STATUTES[key].event} if key in STATUTES else frozenset())
        case Combined(rules=rules):
            return frozenset(event for one in rules for event in events_of(one))
        case _:
            assert_never(rule)


def counts_fiscal_years(rule: Rule) -> bool:
    """Whether the day depends on when the controller's fiscal year ends."""
    match rule:
        case ByStatute(statute=key):
            return key in STATUTES and STATUTES[key].fiscal_year
        case Combined(rules=rules):
            return any(counts_fiscal_years(one) for one in rules)
        case Until() | AtMost() | Criterion():
            return False
        case _:
            assert_never(rule)


def _starts(ceilings: tuple[Ceiling, ...]) -> frozenset[str]:
    return frozenset(ceiling.after for ceiling in ceilings if ceiling.after)


def _end(rule: Rule) -> _End:
    match rule:
        case Until(events=events, combine=combine, plus=plus, ceilings=ceilings):
            days = tuple(_Day(event, plus or Period()) for event in events or ("",))
            return _capped(_of(combine, days), ceilings)
        case AtMost(ceilings=ceilings):
            # It may end earlier, and nobody says when.
            return _capped(_Judged("at most"), ceilings)
        case ByStatute(statute=key, ceilings=ceilings):
            return _capped(_statute(key), ceilings)
        case Criterion(text=text, review=review, ceilings=ceilings):
            return _capped(_Judged(f"{text.by_language} {review}"), ceilings)
        case Combined(rules=rules, combine=combine):
            # A list that says neither first nor last contradicts itself.
            return _of(combine, tuple(_end(one) for one in rules)) if combine else _Judged(repr(rules))
        case _:
            assert_never(rule)


def _statute(key: str) -> _End:
    statute = STATUTES.get(key)
    if statute is None:
        return _Judged(key)
    if statute.fiscal_year:
        return _Fiscal(statute.event, statute.years)
    return _Day(statute.event, statute.period)


def _capped(end: _End, ceilings: tuple[Ceiling, ...]) -> _End:
    return _of(Combine.FIRST, (end, *(_Day(ceiling.after or "", ceiling.period) for ceiling in ceilings)))


def _of(which: Combine, days: tuple[_End, ...]) -> _End:
    return days[0] if len(days) == 1 else _Of(which, days)


def _never_later(one: _End, other: _End) -> bool:
    """Whether `one` is never later than `other`, whatever the days of the events; False where that does not follow."""
    if one == other:
        return True
    if isinstance(one, _Of) and one.which is Combine.LAST:
        return all(_never_later(day, other) for day in one.days)
    if isinstance(other, _Of) and other.which is Combine.FIRST:
        return all(_never_later(one, day) for day in other.days)
    ways = [_never_later(day, other) for day in one.days] if isinstance(one, _Of) else []
    ways += [_never_later(one, day) for day in other.days] if isinstance(other, _Of) else []
    return any(ways) or _single_never_later(one, other)


def _single_never_later(one: _End, other: _End) -> bool:
    match one, other:
        case (_Day(event=event, period=period), _Day(event=same, period=longer)) if event == same:
            return _within(period, longer)
        case (_Fiscal(event=event, years=years), _Fiscal(event=same, years=more)) if event == same:
            return years <= more
        case (_Day(event=event, period=period), _Fiscal(event=same, years=years)) if event == same:
            return _within(period, Period(years=years))
        case (_Fiscal(event=event, years=years), _Day(event=same, period=period)) if event == same:
            return _within(Period(years=years + _FISCAL_SLACK.years), period)
        case _:
            return False


@cache
def _within(one: Period, other: Period) -> bool:
    if (one.years * 12 + one.months, one.whole_days) == (other.years * 12 + other.months, other.whole_days):
        return True
    if one.years * 12 + one.months <= other.years * 12 + other.months and one.whole_days <= other.whole_days:
        return True
    return all(after(day, one) <= after(day, other) for day in _DAYS)
