"""From a rule of retention and the dates of its events to the last day on which it still keeps.

In:   a `Rule`, the local dates of a row's events.       Out:  a date, or None where no date is known.
Never: decides whether a need stands (the predicates do, where the row is); reads a clock.

The idea in one read: an answer to a person says until when. A rule ends with its first end, or its last where it
says so; an event that has not happened leaves its part open, and an open part makes `last` open. The day told is
the last on which the data are kept: one day before they are due. So `plus` keeps through the anniversary and
`at-most` up to the day before it.
Law:  GDPR Art. 13(2)(a), 15(1)(d).
Kept true by: tests/unit/needs/test_endings.py, tests/differential/.

>>> last_day_of(Until(("case.closed",), plus=Period(years=2)), {"case.closed": date(2024, 2, 29)}, "x")
datetime.date(2026, 2, 28)
>>> last_day_of(AtMost((Ceiling(Period(months=1), "case.closed"),)), {"case.closed": date(2024, 1, 31)}, "x")
datetime.date(2024, 2, 28)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import assert_never

from lofte.grammar import AtMost, ByStatute, Ceiling, Combine, Combined, Criterion, Rule, Until
from lofte.needs.clocks import judged_ended
from lofte.periods import Period, after
from lofte.statutes import STATUTES, last_day

DAY = timedelta(days=1)
Dates = Mapping[str, date | None]
"""Events of a row with their local dates; None or absent: has not happened."""


def last_day_of(
    rule: Rule | None, dates: Dates, activity: str, fiscal_year_ends: tuple[int, int] = (12, 31)
) -> date | None:
    """The last day on which the rule keeps a row with these events; None while it is open."""
    match rule:
        case None:
            return None
        case Until(events, combine, plus, ceilings):
            ends = [_passed(dates.get(event), plus) for event in events]
            return _first([_combined(combine, ends), *_ceilings(ceilings, dates)])
        case AtMost(ceilings):
            return _first(_ceilings(ceilings, dates))
        case ByStatute(key, ceilings):
            statute = STATUTES.get(key)
            event = dates.get(statute.event) if statute else None
            kept = last_day(statute, event, fiscal_year_ends) if statute and event else None
            return _first([kept, *_ceilings(ceilings, dates)])
        case Criterion(_, _, ceilings):
            judged = dates.get(judged_ended(activity))
            return _first([judged - DAY if judged else None, *_ceilings(ceilings, dates)])
        case Combined(rules, combine):
            return _combined(combine, [last_day_of(part, dates, activity, fiscal_year_ends) for part in rules])
        case _:
            assert_never(rule)


def events_of(rule: Rule | None, activity: str) -> tuple[str, ...]:
    """The events that the rule counts from, each once."""
    match rule:
        case None:
            return ()
        case Until(events, _, _, ceilings):
            return tuple(dict.fromkeys((*events, *_after(ceilings))))
        case AtMost(ceilings):
            return _after(ceilings)
        case ByStatute(key, ceilings):
            own = (STATUTES[key].event,) if key in STATUTES else ()
            return tuple(dict.fromkeys((*own, *_after(ceilings))))
        case Criterion(_, _, ceilings):
            return (judged_ended(activity), *_after(ceilings))
        case Combined(rules, _):
            return tuple(dict.fromkeys(event for part in rules for event in events_of(part, activity)))
        case _:
            assert_never(rule)


def _passed(event: date | None, plus: Period | None) -> date | None:
    return None if event is None else after(event, plus or Period())


def _ceilings(ceilings: tuple[Ceiling, ...], dates: Dates) -> list[date | None]:
    starts = [(ceiling, dates.get(ceiling.after or "")) for ceiling in ceilings]
    return [None if start is None else after(start, ceiling.period) - DAY for ceiling, start in starts]


def _after(ceilings: tuple[Ceiling, ...]) -> tuple[str, ...]:
    return tuple(ceiling.after for ceiling in ceilings if ceiling.after is not None)


def _combined(combine: Combine | None, ends: list[date | None]) -> date | None:
    match combine:
        case Combine.FIRST:
            return _first(ends)
        case Combine.LAST:
            known = [end for end in ends if end is not None]
            return max(known) if known and len(known) == len(ends) else None
        case None:
            return None


def _first(ends: Iterable[date | None]) -> date | None:
    return min((end for end in ends if end is not None), default=None)
