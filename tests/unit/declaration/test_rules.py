"""How long: every production of the grammar, and what is said of what is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lofte.declaration import Declaration
from lofte.declaration.form import Choices, Silence, Thing, Things, Written
from lofte.grammar import AtMost, ByStatute, Ceiling, Combine, Combined, Criterion, Rule, Text, Until, When
from lofte.periods import Period

Seeing = Callable[[str], list[tuple[str, str, str | None, str]]]
Reading = Callable[[str], Declaration]


def activity(declaration: Declaration) -> Thing:
    activities = declaration.root.fields["activities"].value
    assert isinstance(activities, Things)
    thing = activities.items["a"].value
    assert isinstance(thing, Thing)
    return thing


def keep(declaration: Declaration) -> Written:
    return activity(declaration).fields["keep"]


ENDED = Until(("programme.ended",))
RULES: dict[str, Rule] = {
    "{until: programme.ended}": ENDED,
    "{until: programme.ended, plus: 2 years}": Until(("programme.ended",), plus=Period(years=2)),
    "{until: {first: [a.b, c.d]}, plus: 1 month}": Until(("a.b", "c.d"), Combine.FIRST, Period(months=1)),
    "{until: {last: [a.b, c.d]}}": Until(("a.b", "c.d"), Combine.LAST),
    "{until: a.b, at-most: 18 months after collected}": Until(
        ("a.b",), ceilings=(Ceiling(Period(months=18), "collected"),)
    ),
    "{until: a.b, at-most: [1 year after c.d, 3 weeks after e.f]}": Until(
        ("a.b",), ceilings=(Ceiling(Period(years=1), "c.d"), Ceiling(Period(weeks=3), "e.f"))
    ),
    "{plus: 2 years}": Until((), plus=Period(years=2)),
    "{at-most: 2 years}": AtMost((Ceiling(Period(years=2), None),)),
    "{at-most: 12 months after a.b}": AtMost((Ceiling(Period(months=12), "a.b"),)),
    "{statute: se-bfl-7-2}": ByStatute("se-bfl-7-2"),
    "{statute: se-bfl-7-2, at-most: 7 years}": ByStatute("se-bfl-7-2", (Ceiling(Period(years=7), None),)),
    "{criterion: så länge det behövs}": Criterion(Text((("sv", "så länge det behövs"),))),
    "{criterion: {en: as needed}, review: 6 months}": Criterion(Text((("en", "as needed"),)), Period(months=6)),
    "{first: [{until: programme.ended}, {until: a.b}]}": Combined((ENDED, Until(("a.b",))), Combine.FIRST),
    "{last: [{until: programme.ended}, {first: [{until: a.b}, {at-most: 1 day after c.d}]}]}": Combined(
        (ENDED, Combined((Until(("a.b",)), AtMost((Ceiling(Period(days=1), "c.d"),))), Combine.FIRST)), Combine.LAST
    ),
    "[{until: programme.ended}, {until: a.b}]": Combined((ENDED, Until(("a.b",))), None),
}


@pytest.mark.parametrize(("written", "rule"), RULES.items(), ids=RULES)
def test_a_rule_is_read_as_it_is_written(written: str, rule: Rule, declared: Reading) -> None:
    assert keep(declared(f"activities: {{a: {{keep: {written}}}}}")).value == rule


def test_the_events_and_periods_of_a_rule_keep_their_places(declared: Reading) -> None:
    places = keep(
        declared("activities:\n  a:\n    keep: {until: a.b, plus: 2 years, at-most: 3 years after c.d}")
    ).places
    assert {text: str(span) for text, span in places.items()} == {
        "a.b": "example.yaml:3:19",
        "2 years": "example.yaml:3:30",
        "3 years": "example.yaml:3:48",
        "c.d": "example.yaml:3:48",
    }


@pytest.mark.parametrize("written", ["{until: undecided}", "{until: a.b, plus: undecided}", "{at-most: undecided}"])
def test_an_honest_word_inside_a_rule_makes_the_rule_silent(written: str, declared: Reading) -> None:
    assert keep(declared(f"activities: {{a: {{keep: {written}}}}}")).silence is Silence.UNDECIDED


def test_a_bracket_keeps_what_stood_in_it(declared: Reading) -> None:
    written = keep(declared("activities: {a: {keep: {undecided: {until: a.b}}}}"))
    assert (written.value, written.silence) == (Until(("a.b",)), Silence.UNDECIDED)
    empty = keep(declared("activities: {a: {keep: {undecided: }}}"))
    assert (empty.value, empty.silence) == (None, Silence.UNDECIDED)
    placeholder = keep(declared("activities: {a: {keep: {undecided: XX months}}}"))
    assert (placeholder.value, placeholder.silence) == (None, Silence.UNDECIDED)


def test_a_condition_is_read_with_its_negation(declared: Reading) -> None:
    basis = activity(declared("activities: {a: {basis: {contract: performance, when: not a.b}}}")).fields["basis"]
    assert isinstance(basis.value, Choices)
    assert basis.value.items[0].when == When("a.b", negated=True)


def test_what_is_no_rule_is_told(seen: Seeing) -> None:
    text = """\
activities:
  one: {keep: 2 years}
  two: {keep: {until: [a.b, c.d]}}
  three: {keep: {until: a.b, statute: x}}
  four: {keep: {untl: a.b}}
  five: {keep: {first: {until: a.b}}}
  six: {keep: {until: A B}}
  seven: {keep: {until: a.b, plus: soon}}
"""
    beside = "beside `statute` may stand `at-most` and `statute`; combine two rules with `first` or `last`"
    several = "write `until: EVENT`, `until: {first: [EVENT, EVENT]}` or `until: {last: [EVENT, EVENT]}`"
    known = "known here: `at-most`, `criterion`, `first`, `last`, `plus`, `statute` and `until`"
    assert seen(text) == [
        (
            "not-a-rule",
            "`keep` of activity `one` is no rule: a rule says until when",
            "write `{until: EVENT, plus: PERIOD}`, or `{at-most: PERIOD after EVENT}`",
            "2 years",
        ),
        (
            "not-a-rule",
            "`keep` of activity `two` is no rule: several events need `first` or `last`",
            several,
            "[a.b, c.d]",
        ),
        ("not-a-rule", "`keep` of activity `three` is no rule: `until` stands beside `statute`", beside, "until"),
        ("unknown-key", "unknown key `untl` in a rule of activity `four`", known, "untl"),
        (
            "not-a-rule",
            "`first` of activity `five` is no rule: there are not several to combine",
            "write `first` or `last` and a list of two rules or more",
            "{until: a.b}",
        ),
        (
            "not-an-event",
            "`A B` is no event",
            "an event is `object.happened`, such as `programme.ended`, in lower case with hyphens",
            "A B",
        ),
        (
            "not-a-period",
            "`soon` is no period",
            "a period is a whole number and a unit: `30 days`, `18 months`, `2 years`",
            "soon",
        ),
    ]
