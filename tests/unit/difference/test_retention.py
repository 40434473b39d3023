"""Which of two rules keeps longer is decided by what they mean."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lofte.difference.retention import Length, compared, counts_fiscal_years, events_of, never_longer
from lofte.grammar import AtMost, ByStatute, Ceiling, Combine, Combined, Criterion, Rule, Text, Until
from lofte.periods import Period, after

YEAR, TWO, MONTH = Period(years=1), Period(years=2), Period(months=1)
ENDED = Until(("contract.ended",))
WORDS = Criterion(Text((("sv", "så länge det behövs"),)))

CASES: dict[str, tuple[Rule, Rule, Length]] = {
    "twelve months and a year": (
        Until(("e",), plus=Period(months=12)), Until(("e",), plus=YEAR), Length.SAME,
    ),
    "thirty days and a month": (Until(("e",), plus=Period(days=30)), Until(("e",), plus=MONTH), Length.OTHER),
    "thirty-one days and a month": (Until(("e",), plus=MONTH), Until(("e",), plus=Period(days=31)), Length.LONGER),
    "365 days and a year": (Until(("e",), plus=Period(days=365)), Until(("e",), plus=YEAR), Length.LONGER),
    "at once and a day after": (ENDED, Until(("contract.ended",), plus=Period(days=1)), Length.LONGER),
    "another event": (Until(("a",)), Until(("b",)), Length.OTHER),
    "one more event that ends it": (Until(("a",)), Until(("a", "b")), Length.SHORTER),
    "one more event to wait for": (Until(("a",)), Until(("a", "b"), Combine.LAST), Length.LONGER),
    "first and last": (Until(("a", "b")), Until(("a", "b"), Combine.LAST), Length.LONGER),
    "a ceiling": (Until(("a",)), Until(("a",), ceilings=(Ceiling(YEAR, "b"),)), Length.SHORTER),
    "a higher ceiling": (
        Until(("a",), ceilings=(Ceiling(YEAR, "b"),)), Until(("a",), ceilings=(Ceiling(TWO, "b"),)), Length.LONGER,
    ),
    "at most, and no longer": (Until(("a",), plus=YEAR), AtMost((Ceiling(YEAR, "a"),)), Length.SHORTER),
    "a higher most": (AtMost((Ceiling(YEAR, "a"),)), AtMost((Ceiling(TWO, "a"),)), Length.LONGER),
    "no start said": (AtMost((Ceiling(YEAR, None),)), AtMost((Ceiling(TWO, None),)), Length.LONGER),
    "the same rules, written in another way": (
        Combined((Until(("a",)), Until(("b",))), Combine.FIRST), Until(("a", "b")), Length.SAME,
    ),
    "one of two rules longer": (
        Combined((Until(("a",)), Until(("b",), plus=YEAR)), Combine.LAST),
        Combined((Until(("a",)), Until(("b",), plus=TWO)), Combine.LAST),
        Length.LONGER,
    ),
    "a contradiction": (
        Combined((Until(("a",)), Until(("b",))), None), Combined((Until(("a",)), Until(("c",))), None), Length.OTHER,
    ),
    "a statute and less than it": (Until(("booked",), plus=YEAR), ByStatute("se-bfl-7-2"), Length.LONGER),
    "a statute and far more": (ByStatute("se-bfl-7-2"), Until(("booked",), plus=Period(years=10)), Length.LONGER),
    "a statute and about as long": (ByStatute("se-bfl-7-2"), Until(("booked",), plus=Period(years=8)), Length.OTHER),
    "a statute of years, and its years": (
        ByStatute("se-claims-general"), Until(("claim.arose",), plus=Period(years=10)), Length.SAME,
    ),
    "an unknown statute": (ByStatute("xx"), ByStatute("yy"), Length.OTHER),
    "words": (WORDS, Criterion(Text((("sv", "ett tag"),))), Length.OTHER),
    "words with a ceiling": (WORDS, Criterion(WORDS.text, ceilings=(Ceiling(YEAR, "a"),)), Length.SHORTER),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_one_rule_against_another(case: str) -> None:
    old, new, length = CASES[case]
    if case == "a statute of years, and its years":
        old = ByStatute("se-claims-general")
        new = Until(tuple(events_of(old)), plus=Period(years=10))
    turned = {Length.LONGER: Length.SHORTER, Length.SHORTER: Length.LONGER}
    assert compared(old, new) is length
    assert compared(new, old) is turned.get(length, length)


periods = st.builds(Period, st.integers(0, 2), st.integers(0, 15), st.integers(0, 3), st.integers(0, 40))
EVENTS = ("a", "b", "c")
ceilings = st.lists(st.builds(Ceiling, periods, st.sampled_from(EVENTS)), max_size=2).map(tuple)
untils = st.builds(
    Until,
    st.lists(st.sampled_from(EVENTS), min_size=1, max_size=3, unique=True).map(tuple),
    st.sampled_from(Combine),
    periods,
    ceilings,
)
rules: st.SearchStrategy[Rule] = st.recursive(
    untils,
    lambda inner: st.builds(Combined, st.lists(inner, min_size=1, max_size=3).map(tuple), st.sampled_from(Combine)),
    max_leaves=4,
)
days = st.dates(date(1990, 1, 1), date(2060, 1, 1))


def ends(rule: Rule, happened: dict[str, date]) -> date:
    """The day that a patient person reads off the rule."""
    if isinstance(rule, Combined):
        found = [ends(one, happened) for one in rule.rules]
        return min(found) if rule.combine is Combine.FIRST else max(found)
    assert isinstance(rule, Until)
    found = [after(happened[event], rule.plus or Period()) for event in rule.events]
    end = min(found) if rule.combine is Combine.FIRST else max(found)
    return min([end, *(after(happened[one.after or ""], one.period) for one in rule.ceilings)])


@given(rules, rules, st.tuples(days, days, days))
def test_what_is_called_longer_is_never_shorter_on_any_days(old: Rule, new: Rule, on: tuple[date, date, date]) -> None:
    happened = dict(zip(EVENTS, on, strict=True))
    before, now = ends(old, happened), ends(new, happened)
    match compared(old, new):
        case Length.LONGER:
            assert now >= before
        case Length.SHORTER:
            assert now <= before
        case Length.SAME:
            assert now == before
        case Length.OTHER:
            pass


@given(rules)
def test_a_rule_is_as_long_as_itself(rule: Rule) -> None:
    assert compared(rule, rule) is Length.SAME


@given(periods, periods, days)
def test_a_period_that_is_never_longer_ends_no_later(one: Period, other: Period, day: date) -> None:
    if never_longer(one, other):
        assert after(day, one) <= after(day, other)


def test_a_thousand_days_are_not_two_years_and_nine_months_or_so() -> None:
    start = date(2026, 1, 1)
    assert start + timedelta(days=1000) == after(start, Period(days=1000))
    assert not never_longer(Period(days=1000), Period(years=2, months=8))


def test_the_events_of_a_rule_are_those_it_counts_from() -> None:
    rule = Combined((Until(("a",), ceilings=(Ceiling(YEAR, "b"),)), ByStatute("se-bfl-7-2")), Combine.FIRST)
    assert events_of(rule) == {"a", "b", "booked"}
    assert events_of(WORDS) == frozenset()
    assert events_of(AtMost((Ceiling(YEAR, "c"),))) == {"c"}
    assert counts_fiscal_years(rule)
    assert not counts_fiscal_years(ENDED)
