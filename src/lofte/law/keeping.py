"""Answer of one rule of retention what a rule of law asks: is it vague, does it end, does it keep the books.

In:   a rule of retention as written.       Out:  yes or no, its events, its months.
Never: counts days of rows; the needs do.

The idea in one read: `first` ends when one of its rules does, so one that can be checked is enough; `last` needs
all of them. A list with neither contradicts itself and is judged as `last`, since nothing may be read into it.
Law:  GDPR Art. 5(1)(e); bokföringslagen (1999:1078) 7 kap. 2 §.
Kept true by: tests/unit/law/test_keeping.py.

>>> has_end(Until(("relation.ended",))), has_end(Until(("relation.ended",), plus=Period(years=1)))
(False, True)
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final, assert_never

from lofte.grammar import AtMost, ByStatute, Ceiling, Combine, Combined, Criterion, Rule, Until
from lofte.law.walk import simple_rules
from lofte.periods import Period, accounting_cutoff, accounting_last_day, after

BOOKS: Final = "se-bfl-7-2"
CLOSED: Final = "recruitment.closed"
OPEN_ENDS: Final = frozenset({"objection.made", "objection.upheld", "consent.withdrawn"})
"""What people do or leave undone: no end for those who stay silent."""
SOME_DAY: Final = date(2026, 1, 1)
DAYS_OF_A_MONTH: Final = 30.4


def is_vague(keep: Rule) -> bool:
    """Whether nobody could say of some day that the rule has ended."""
    match keep:
        case Criterion(ceilings=bounds):
            return not bounds
        case Combined(rules=rules, combine=Combine.FIRST):
            return all(is_vague(rule) for rule in rules)
        case Combined(rules=rules):
            return any(is_vague(rule) for rule in rules)
        case Until() | AtMost() | ByStatute():
            return False
        case _:
            assert_never(keep)


def has_end(keep: Rule) -> bool:
    """Whether a day is known, once something has happened, on which it ends whatever people do."""
    match keep:
        case Until(plus=plus, ceilings=bounds, events=events):
            return bool(bounds) or (plus is not None and not set(events) & OPEN_ENDS)
        case Criterion(ceilings=bounds):
            return bool(bounds)
        case AtMost() | ByStatute():
            return True
        case Combined(rules=rules, combine=Combine.FIRST):
            return any(has_end(rule) for rule in rules)
        case Combined(rules=rules):
            return all(has_end(rule) for rule in rules)
        case _:
            assert_never(keep)


def keeps_books(keep: Rule, ends: tuple[int, int]) -> bool:
    """Whether no entry can go before the statute lets it."""
    match keep:
        case ByStatute(statute=statute, ceilings=bounds):
            return statute == BOOKS and not any(_cuts_books(bound, ends) for bound in bounds)
        case Until(events=("booked",), plus=plus, ceilings=bounds) if plus is not None:
            return _outlasts_books(plus, ends) and not any(_cuts_books(bound, ends) for bound in bounds)
        case Combined(rules=rules, combine=Combine.LAST):
            return any(keeps_books(rule, ends) for rule in rules)
        case Combined(rules=rules, combine=Combine.FIRST):
            return all(keeps_books(rule, ends) for rule in rules)
        case Until() | AtMost() | Criterion() | Combined():
            return False
        case _:
            assert_never(keep)


def _cuts_books(bound: Ceiling, ends: tuple[int, int]) -> bool:
    return bound.after != "booked" or not _outlasts_books(bound.period, ends)


def _outlasts_books(period: Period, ends: tuple[int, int]) -> bool:
    """Whether `period` reaches beyond the statute for the entry that waits longest, of the year's first day."""
    first_of_year = accounting_cutoff(SOME_DAY, ends)
    return after(first_of_year, period) > accounting_last_day(first_of_year, ends)


def events_of(keep: Rule | None) -> frozenset[str]:
    """The events until which the rule keeps."""
    return frozenset(event for rule in simple_rules(keep) if isinstance(rule, Until) for event in rule.events)


def combinations_of(keep: Rule | None) -> Iterator[Combined]:
    """Every list of rules inside the rule."""
    if isinstance(keep, Combined):
        yield keep
        for rule in keep.rules:
            yield from combinations_of(rule)


def months_after_closing(keep: Rule | None) -> Iterator[int]:
    """How many months after the recruitment has closed each part of the rule ends."""
    for rule in simple_rules(keep):
        if isinstance(rule, Until) and CLOSED in rule.events and rule.plus is not None:
            yield in_months(rule.plus)
        for ceiling in rule.ceilings:
            if ceiling.after == CLOSED:
                yield in_months(ceiling.period)


def in_months(period: Period) -> int:
    """A period as whole months, weeks and days rounded."""
    return period.years * 12 + period.months + round((period.weeks * 7 + period.days) / DAYS_OF_A_MONTH)
