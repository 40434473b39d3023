"""Read the events out of rules, conditions and bindings, and say of a rule what can end it.

In:   the values of `lofte.grammar`.       Out:  names of events; whether a rule is sure to end.
Never: decides whether an event exists.

The idea in one read: a rule is a small tree; the questions that the compiler asks of it are walks over that tree.
Law:  GDPR Art. 5(1)(e).
Kept true by: tests/unit/compiler/test_rules.py.

>>> rule = Until(("case.closed",), ceilings=(Ceiling(Period(months=12), "last-contact"),))
>>> events_of(rule), is_sure_to_end(rule, lambda event: event == "last-contact")
(('case.closed', 'last-contact'), True)
"""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from lofte.grammar import AtMost, ByStatute, Ceiling, Combine, Combined, Criterion, Rule, Until
from lofte.periods import Period
from lofte.vocabulary import STATUTES

__all__ = ["Ceiling", "Period", "events_of", "is_sure_to_end", "statutes_of"]


def events_of(rule: Rule) -> tuple[str, ...]:
    """Every event that the rule counts from, without repeats, in the order written."""
    return tuple(dict.fromkeys(_events(rule)))


def _events(rule: Rule) -> tuple[str, ...]:
    match rule:
        case Until(events=events, ceilings=ceilings):
            return events + _starts(ceilings)
        case AtMost(ceilings):
            return _starts(ceilings)
        case ByStatute(statute, ceilings):
            return ((STATUTES[statute].event,) if statute in STATUTES else ()) + _starts(ceilings)
        case Criterion(ceilings=ceilings):
            return _starts(ceilings)
        case Combined(rules=rules):
            return tuple(event for inner in rules for event in _events(inner))
        case _:
            assert_never(rule)


def _starts(ceilings: tuple[Ceiling, ...]) -> tuple[str, ...]:
    return tuple(ceiling.after for ceiling in ceilings if ceiling.after is not None)


def is_sure_to_end(rule: Rule, is_sure: Callable[[str], bool]) -> bool:
    """Whether the rule ends for every row, when `is_sure` says of an event that it comes to every row.

    A ceiling counted from an event that need not happen ends nothing; a review by a person counts as an end.
    """
    match rule:
        case Until(events=events, combine=combine, ceilings=ceilings):
            ended = [is_sure(event) for event in events]
            return _of(ended, combine) or _ceiling_ends(ceilings, is_sure)
        case AtMost(ceilings):
            return _ceiling_ends(ceilings, is_sure)
        case ByStatute(statute, ceilings):
            known = statute in STATUTES and is_sure(STATUTES[statute].event)
            return known or _ceiling_ends(ceilings, is_sure)
        case Criterion(review=review, ceilings=ceilings):
            return review is not None or _ceiling_ends(ceilings, is_sure)
        case Combined(rules, combine):
            return _of([is_sure_to_end(inner, is_sure) for inner in rules], combine)
        case _:
            assert_never(rule)


def _of(ended: list[bool], combine: Combine | None) -> bool:
    return any(ended) if combine is Combine.FIRST else bool(ended) and all(ended)


def _ceiling_ends(ceilings: tuple[Ceiling, ...], is_sure: Callable[[str], bool]) -> bool:
    return any(is_sure(event) for event in _starts(ceilings))


def statutes_of(rule: Rule) -> tuple[str, ...]:
    """The statutes that the rule names."""
    match rule:
        case ByStatute(statute):
            return (statute,)
        case Combined(rules=rules):
            return tuple(statute for inner in rules for statute in statutes_of(inner))
        case Until() | AtMost() | Criterion():
            return ()
        case _:
            assert_never(rule)
