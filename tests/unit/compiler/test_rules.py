"""Rules are walked whole: every event, every statute in them is found, and what can end them."""

from __future__ import annotations

import pytest

from lofte.compiler.rules import events_of, is_sure_to_end, statutes_of
from lofte.grammar import AtMost, ByStatute, Ceiling, Combine, Combined, Criterion, Rule, Text, Until
from lofte.periods import Period

YEAR = Ceiling(Period(years=1), "last-contact")
STARTLESS = Ceiling(Period(years=1), None)
WORDS = Text((("sv", "så länge det behövs"),))


@pytest.mark.parametrize(
    ("rule", "events"),
    [
        (Until(("case.closed",)), ("case.closed",)),
        (Until(("case.closed", "booked"), ceilings=(YEAR,)), ("case.closed", "booked", "last-contact")),
        (Until((), plus=Period(years=2)), ()),
        (AtMost((YEAR,)), ("last-contact",)),
        (AtMost((STARTLESS,)), ()),
        (ByStatute("se-bfl-7-2"), ("booked",)),
        (ByStatute("unheard-of"), ()),
        (Criterion(WORDS, ceilings=(YEAR,)), ("last-contact",)),
        (Combined((Until(("a.b",)), Until(("a.b", "c.d"))), Combine.LAST), ("a.b", "c.d")),
    ],
)
def test_every_event_of_a_rule_is_found_once(rule: Rule, events: tuple[str, ...]) -> None:
    assert events_of(rule) == events


@pytest.mark.parametrize(
    ("rule", "ends"),
    [
        (Until(("case.closed",)), False),
        (Until(("collected",)), True),
        (Until(("case.closed", "collected"), Combine.FIRST), True),
        (Until(("case.closed", "collected"), Combine.LAST), False),
        (Until((), plus=Period(years=2)), False),
        (Until(("case.closed",), ceilings=(YEAR,)), True),
        (Until(("case.closed",), ceilings=(Ceiling(Period(years=1), "case.closed"),)), False),
        (AtMost((YEAR,)), True),
        (AtMost((STARTLESS,)), False),
        (ByStatute("se-bfl-7-2"), False),
        (ByStatute("se-patient"), True),
        (ByStatute("se-bfl-7-2", (YEAR,)), True),
        (Criterion(WORDS), False),
        (Criterion(WORDS, Period(months=6)), True),
        (Combined((AtMost((YEAR,)), Until(("a.b",))), Combine.FIRST), True),
        (Combined((AtMost((YEAR,)), Until(("a.b",))), Combine.LAST), False),
        (Combined((AtMost((YEAR,)), Until(("a.b",))), None), False),
    ],
)
def test_a_rule_is_sure_to_end_only_when_what_it_waits_for_comes(rule: Rule, ends: bool) -> None:
    assert is_sure_to_end(rule, {"collected", "last-contact"}.__contains__) is ends


def test_statutes_are_found_inside_combinations() -> None:
    rule = Combined((ByStatute("se-aml"), Combined((ByStatute("se-bfl-7-2"),), Combine.LAST)), Combine.FIRST)
    assert statutes_of(rule) == ("se-aml", "se-bfl-7-2")
