"""Read the events out of rules, conditions and bindings, and say of a rule what can end it.

In:   the values of `lofte.grammar`.       Out:  names of events; whether a rule has a ceiling.
Never: decides whether an event exists.

The idea in one read: a rule is a small tree; the questions that the compiler asks of it are walks over that tree.
Law:  GDPR Art. 5(1)(e).
Kept true by: tests/unit/compiler/test_rules.py.

>>> rule = Until(("case.closed",), ceilings=(Ceiling(Period(months=12), "last-contact"),))
>>> events_of(rule), has_ceiling(rule)
(('case.closed', 'last-contact'), True)
"""

from __future__ import annotations

from typing import assert_never

from lofte.grammar import AtMost, ByStatute, Ceiling, Combine, Combined, Criterion, Rule, Until
from lofte.periods import Period
from lofte.vocabulary import STATUTES

__all__ = ["Ceiling", "Period", "events_of", "has_ceiling", "reviewed", "statutes_of"]


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


def has_ceiling(rule: Rule) -> bool:
    """Whether some ceiling ends the rule whatever else happens."""
    match rule:
        case AtMost(ceilings):
            return bool(_starts(ceilings))
        case Until(ceilings=ceilings) | ByStatute(ceilings=ceilings) | Criterion(ceilings=ceilings):
            return bool(_starts(ceilings))
        case Combined(rules, combine):
            ended = [has_ceiling(inner) for inner in rules]
            return all(ended) if combine is not Combine.FIRST else any(ended)
        case _:
            assert_never(rule)


def reviewed(rule: Rule) -> bool:
    """Whether a person looks again at what the rule keeps."""
    match rule:
        case Criterion(review=review):
            return review is not None
        case Combined(rules=rules):
            return any(reviewed(inner) for inner in rules)
        case Until() | AtMost() | ByStatute():
            return False
        case _:
            assert_never(rule)


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
