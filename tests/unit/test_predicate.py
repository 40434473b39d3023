"""Joining, negating and shortening a question never changes its answer, for any row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conformance.plain import Here, World, made, predicates, truth, worlds
from lofte.predicate import (
    FALSE,
    TRUE,
    All,
    Any,
    Before,
    BesideFact,
    ColumnLater,
    Constant,
    Fact,
    FactDated,
    FactLater,
    FactOpen,
    Filled,
    Hop,
    Is,
    Not,
    Outer,
    PersonAt,
    Predicate,
    Reach,
    SameRow,
    Than,
    Undated,
    all_of,
    any_of,
    facts_named,
    negate,
    outer,
    reach,
    show,
    simplified,
)

A, B, C, D = Filled("a"), Filled("b"), Filled("c"), Filled("d")
TO_BOSS, TO_NOTES = Hop("people", "boss_id", "id"), Hop("notes", "id", "person_id")


def answers(predicate: Predicate, world: World) -> list[bool]:
    return [truth(predicate, (Here("people", row),), world) for row in world.tables["people"]]


def parts_of(predicate: Predicate) -> Iterator[Predicate]:
    yield predicate
    match predicate:
        case All(parts) | Any(parts):
            for part in parts:
                yield from parts_of(part)
        case Not(inner) | Outer(_, inner) | Reach(_, inner):
            yield from parts_of(inner)
        case Fact(inner=inner):
            yield from parts_of(inner)
        case _:
            pass


@given(predicates(), worlds())
def test_a_question_that_is_put_together_has_the_answer_of_its_parts(raw: Predicate, world: World) -> None:
    assert answers(made(raw), world) == answers(raw, world)


@given(predicates(), worlds())
def test_the_opposite_is_true_exactly_where_the_question_is_not(raw: Predicate, world: World) -> None:
    assert answers(negate(made(raw)), world) == [not answer for answer in answers(raw, world)]


@given(predicates(), worlds(), st.sets(st.sampled_from(["told:a", "told:b", "released:c"])))
def test_leaving_out_facts_that_nobody_has_changes_no_answer(raw: Predicate, world: World, nobodys: set[str]) -> None:
    world = replace(world, members=tuple(one for one in world.members if one.name not in nobodys))
    short = simplified(made(raw), nobodys.__contains__)
    assert answers(short, world) == answers(raw, world)
    assert not facts_named(short) & nobodys


@given(predicates())
def test_not_stands_around_atoms_only_and_no_constant_is_left_inside(raw: Predicate) -> None:
    assert_short(made(raw))
    assert_short(simplified(made(raw), lambda name: name == "told:a"))


def assert_short(question: Predicate) -> None:
    for part in parts_of(question):
        match part:
            case Not(inner):
                assert not isinstance(inner, Constant | All | Any | Not | Outer), question
                assert not (isinstance(inner, Reach) and not inner.hops), question
            case All(parts) | Any(parts):
                assert len(set(parts)) == len(parts) > 1, question
                assert not any(isinstance(one, Constant | type(part)) for one in parts), question
            case Outer(_, inner):
                assert not isinstance(inner, Constant | All | Any), question
            case _:
                pass


@settings(max_examples=200)
@given(
    st.recursive(
        st.sampled_from([A, B, C]),
        lambda inner: st.one_of(
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: All(tuple(parts))),
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: Any(tuple(parts))),
            inner.map(Not),
        ),
        max_leaves=12,
    )
)
def test_a_question_of_three_atoms_keeps_its_truth_table(raw: Predicate) -> None:
    rows = [dict(zip("abc", cells, strict=True)) for cells in product([None, 1], repeat=3)]
    stacks = [(Here("t", dict(row)),) for row in rows]
    world = World({})
    assert [truth(made(raw), stack, world) for stack in stacks] == [truth(raw, stack, world) for stack in stacks]


@pytest.mark.parametrize(
    ("question", "short"),
    [
        (all_of(), TRUE),
        (any_of(), FALSE),
        (all_of(A, TRUE), A),
        (all_of(A, FALSE, B), FALSE),
        (any_of(A, TRUE, B), TRUE),
        (any_of(A, FALSE), A),
        (all_of(A, B, A), All((A, B))),
        (all_of(all_of(A, B), C), All((A, B, C))),
        (any_of(any_of(A, B), C), Any((A, B, C))),
        (all_of(A, Not(A)), FALSE),
        (any_of(Not(A), B, A), TRUE),
        (any_of(A, all_of(A, B)), A),
        (all_of(A, any_of(A, B)), A),
        (any_of(all_of(A, B), all_of(Not(A), B)), B),
        (all_of(any_of(A, B), any_of(Not(A), B)), B),
        (any_of(all_of(A, B, C), all_of(Not(A), B, C)), All((B, C))),
        (any_of(all_of(A, B), all_of(Not(A), C)), Any((All((A, B)), All((Not(A), C))))),
        (
            any_of(all_of(A, B), all_of(A, C), all_of(Not(B), D)),
            Any((All((A, B)), All((A, C)), All((Not(B), D)))),
        ),
        (negate(all_of(A, Not(B))), Any((Not(A), B))),
        (negate(TRUE), FALSE),
        (outer(1, TRUE), TRUE),
        (outer(1, all_of(A, B)), All((Outer(1, A), Outer(1, B)))),
        (negate(Outer(2, A)), Outer(2, Not(A))),
    ],
)
def test_what_says_no_more_is_left_out(question: Predicate, short: Predicate) -> None:
    assert question == short


@pytest.mark.parametrize(
    ("inner", "moved"),
    [
        (FALSE, FALSE),
        (A, Reach((TO_BOSS,), A)),
        (outer(1, A), All((A, Reach((TO_BOSS,), TRUE)))),
        (all_of(outer(1, A), B), All((A, Reach((TO_BOSS,), B)))),
        (outer(1, any_of(A, B)), All((Any((A, B)), Reach((TO_BOSS,), TRUE)))),
        (Outer(1, Outer(1, A)), Reach((TO_BOSS,), Outer(1, Outer(1, A)))),
        (outer(1, Fact("told:a", row=0)), All((Fact("told:a", row=0), Reach((TO_BOSS,), TRUE)))),
        (outer(1, Fact("told:a", row=1)), Reach((TO_BOSS,), Outer(1, Fact("told:a", row=1)))),
        (
            outer(1, Fact("told:a", row=0, inner=Outer(2, A))),
            Reach((TO_BOSS,), Outer(1, Fact("told:a", row=0, inner=Outer(2, A)))),
        ),
        (
            outer(1, Reach((TO_NOTES,), Outer(1, A))),
            All((Reach((TO_NOTES,), Outer(1, A)), Reach((TO_BOSS,), TRUE))),
        ),
        (outer(1, Outer(0, SameRow(1))), All((Outer(0, SameRow(1)), Reach((TO_BOSS,), TRUE)))),
        (outer(1, SameRow(1)), Reach((TO_BOSS,), Outer(1, SameRow(1)))),
        (any_of(outer(1, A), B), Reach((TO_BOSS,), Any((Outer(1, A), B)))),
    ],
)
def test_what_is_said_of_the_start_alone_is_said_there(inner: Predicate, moved: Predicate) -> None:
    assert reach((TO_BOSS,), inner) == moved


@pytest.mark.parametrize(
    ("inner", "same"),
    [
        (A, A),
        (outer(1, A), A),
        (outer(2, A), outer(1, A)),
        (SameRow(1), TRUE),
        (SameRow(2), SameRow(1)),
        (Reach((TO_NOTES,), outer(1, A)), Reach((TO_NOTES,), outer(1, A))),
        (Reach((TO_NOTES,), outer(2, A)), Reach((TO_NOTES,), outer(1, A))),
        (Reach((TO_NOTES,), outer(3, A)), Reach((TO_NOTES,), outer(2, A))),
        (Fact("told:a", row=1, inner=Outer(2, A)), Fact("told:a", row=0, inner=Outer(1, A))),
        (Fact("told:a", row=2, inner=FactLater(3)), Fact("told:a", row=1, inner=FactLater(2))),
        (BesideFact("a", Than.EARLIER, 2), BesideFact("a", Than.EARLIER, 1)),
        (Not(SameRow(1)), FALSE),
        (Outer(2, SameRow(1)), Outer(1, SameRow(1))),
    ],
)
def test_no_step_is_no_level(inner: Predicate, same: Predicate) -> None:
    assert reach((), inner) == same


def test_the_facts_that_a_question_depends_on_are_named() -> None:
    inner = Fact("spent:b", row=1, inner=Outer(1, Fact("told:c", row=0)))
    question = all_of(A, Not(Fact("told:a", row=0)), reach((TO_BOSS,), any_of(B, inner)))
    assert facts_named(question) == {"told:a", "spent:b", "told:c"}
    assert facts_named(A) == frozenset()


def test_equal_questions_have_one_hash_and_different_forms_of_the_same_parts_are_different() -> None:
    one, other = All((A, Not(B))), All((Filled("a"), Not(Filled("b"))))
    assert one == other
    assert hash(one) == hash(other)
    assert len({All((A, B)), Any((A, B)), Reach((), A), Outer(1, A), Not(A), Fact("a"), Fact("b")}) == 7
    assert repr(Not(A)) == "Not(part=Filled(column='a', but=(), visible=False))"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (TRUE, "always"),
        (FALSE, "never"),
        (All((A, B)), "(a is filled and b is filled)"),
        (Any((A, Not(B))), "(a is filled or b is empty)"),
        (Filled("a", ("gone",)), "a is filled and not 'gone'"),
        (Not(Filled("a", ("gone", "-"))), "(a is empty or 'gone' or '-')"),
        (Is("a", ("x", "y")), "a is 'x' or 'y'"),
        (Not(Is("a", ("x",))), "not a is 'x'"),
        (Before("a", date(2026, 1, 2)), "a < 2026-01-02"),
        (Not(Before("a", date(2026, 1, 2))), "(a is empty or a >= 2026-01-02)"),
        (ColumnLater("a", "b"), "a later than b"),
        (Undated("a"), "a is filled and holds no time"),
        (Fact("told:e", row=0), "the row among «told:e»"),
        (Fact("told:e", person=PersonAt("a", "email")), "the person in a among «told:e»"),
        (
            Fact("released:e", row=0, person=PersonAt("a", "email"), inner=FactDated(since=date(2026, 1, 2))),
            "the person in a and the row among «released:e» since 2026-01-02",
        ),
        (FactDated(before=date(2026, 1, 2), since=date(2025, 1, 2)), "before 2026-01-02 since 2025-01-02"),
        (FactDated(), "with a time"),
        (FactOpen(), "without a time"),
        (FactLater(2), "later than that"),
        (BesideFact("a", Than.AS_EARLY, 1), "a is as early as it"),
        (Reach((TO_BOSS, TO_NOTES), A), "some people(id = boss_id) notes(person_id = id): a is filled"),
        (Reach((), A), "some of it: a is filled"),
        (Outer(1, A), "a is filled"),
        (SameRow(1), "it is this row"),
    ],
)
def test_every_form_is_told_in_words(question: Predicate, words: str) -> None:
    assert show(question) == words


def test_nobody_is_among_a_fact_without_members() -> None:
    told = Fact("told:a", row=0)
    question = any_of(all_of(A, told), all_of(B, Not(told)), reach((TO_BOSS,), told))
    assert simplified(question, lambda name: name == "told:a") == B
    assert simplified(question, lambda name: name == "told:b") == question
    assert simplified(Fact("told:b", row=0, inner=outer(1, told)), lambda name: name == "told:a") == FALSE
