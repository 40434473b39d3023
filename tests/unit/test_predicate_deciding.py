"""A question taken apart and put together again says the same of every row."""

from collections.abc import Mapping
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from lofte.predicate import (
    FALSE,
    TRUE,
    All,
    Constant,
    Fact,
    Filled,
    Hop,
    Not,
    Predicate,
    Reach,
    all_of,
    any_of,
    atoms_of,
    decided,
    factored,
    negate,
)
from lofte.predicate import Any as AnyOf

ATOMS: tuple[Predicate, ...] = tuple(map(Filled, "abcd"))
A, B, C, D = ATOMS

questions: st.SearchStrategy[Predicate] = st.recursive(
    st.sampled_from([*ATOMS, TRUE, FALSE]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(lambda parts: all_of(*parts)),
        st.lists(inner, max_size=4).map(lambda parts: any_of(*parts)),
        inner.map(negate),
    ),
    max_leaves=24,
)


def in_each_row(question: Predicate) -> list[bool]:
    """The truth for every combination of atoms, by the plainest reading of the forms."""
    rows = [dict(zip(ATOMS, filled, strict=True)) for filled in product((False, True), repeat=len(ATOMS))]
    return [by_the_letter(question, row) for row in rows]


def by_the_letter(question: Predicate, row: Mapping[Predicate, bool]) -> bool:
    if isinstance(question, Constant):
        return question.value
    if isinstance(question, All):
        return min([True, *(by_the_letter(part, row) for part in question.parts)])
    if isinstance(question, AnyOf):
        return max([False, *(by_the_letter(part, row) for part in question.parts)])
    return not by_the_letter(question.part, row) if isinstance(question, Not) else row[question]


@given(questions)
def test_what_is_shared_is_taken_out_and_the_question_stays_the_same(question: Predicate) -> None:
    assert in_each_row(factored(question)) == in_each_row(question)


@given(questions)
def test_a_question_is_decided_from_its_atoms_alone(question: Predicate) -> None:
    for filled in product((False, True), repeat=len(ATOMS)):
        row = dict(zip(ATOMS, filled, strict=True))
        asked = {atom: row[atom] for atom in atoms_of(question)}
        assert decided(question, asked) is by_the_letter(question, row)


def size(question: Predicate) -> int:
    if isinstance(question, All | AnyOf):
        return sum(map(size, question.parts))
    return size(question.part) if isinstance(question, Not) else 1


@given(questions)
def test_taking_out_never_makes_a_question_longer(question: Predicate) -> None:
    assert size(factored(question)) <= size(question)


def test_what_all_cells_of_a_row_wait_for_is_asked_once() -> None:
    due = any_of(*(all_of(Filled(column), negate(A), negate(B)) for column in "wxyz"))

    assert factored(due) == all_of(negate(A), negate(B), any_of(*map(Filled, "wxyz")))


def test_what_is_shared_far_in_is_taken_out_there() -> None:
    hops = (Hop("people", "person_id", "id"),)
    inner = any_of(all_of(A, B), all_of(A, C))

    assert factored(Reach(hops, inner)) == Reach(hops, all_of(A, any_of(B, C)))
    assert factored(negate(Reach(hops, inner))) == negate(Reach(hops, all_of(A, any_of(B, C))))
    assert factored(Fact("told:x", row=0, inner=inner)) == Fact("told:x", row=0, inner=all_of(A, any_of(B, C)))


def test_a_question_about_other_rows_is_one_atom() -> None:
    there = Reach((Hop("people", "person_id", "id"),), any_of(A, B))

    assert atoms_of(any_of(all_of(there, C), negate(there))) == {there, C}


def test_what_is_known_already_is_not_asked_again_further_in() -> None:
    assert all_of(A, any_of(negate(A), B)) == all_of(A, B)
    assert any_of(negate(A), all_of(A, B), all_of(negate(A), C)) == any_of(negate(A), B)
    assert all_of(negate(A), any_of(A, all_of(A, B))) == FALSE
