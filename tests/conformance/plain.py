"""Say of rows in memory whether a predicate is true, and draw predicates of every form.

In:   a `Predicate`, a `World` of rows and facts.       Out:  true or false.
Never: shares code with what joins predicates or compiles them to SQL.

The idea in one read: a row is a dict, a context is a row or a fact, and a question is answered by looking. Questions
are drawn *raw*, with NOT around anything; `made` puts the same question together by the functions under test. What
may be asked where (a fact's time only of a fact, *the same row* only of rows of one table) is known from the stack of
contexts.
Kept true by: tests/unit/test_predicate.py, tests/conformance/test_compile.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import assert_never
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from lofte.predicate import (
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
    negate,
    outer,
    reach,
)

LOCAL = ZoneInfo("Europe/Stockholm")
Cell = str | int | date | None
Row = dict[str, Cell]

PEOPLE = ("a@example.org", "B@example.org ", "b@example.org", "", " ", "gone", None)
DAYS = tuple(date.fromisoformat(day) for day in ("2024-02-28", "2024-02-29", "2024-03-01", "2024-03-31"))
MOMENTS = (
    datetime(2024, 2, 28, 23, tzinfo=UTC),
    datetime(2024, 2, 28, 22, 59, tzinfo=UTC),
    datetime(2024, 3, 31, 22, tzinfo=UTC),
)
TIMES = ("opened", "closed")
HOPS = {
    "people": (Hop("people", "boss_id", "id"), Hop("notes", "id", "person_id"), Hop("notes", "email", "word")),
    "notes": (Hop("people", "person_id", "id"),),
}
OF_ROWS_OR_PEOPLE, OF_BOTH = ("told:a", "told:b"), ("released:c",)


@dataclass(frozen=True)
class Member:
    """One member of a fact: a person, a row `(table, id)`, or a person in a row (None: everyone in it)."""

    name: str
    row: tuple[str, int] | None
    person: str | None
    moment: datetime | date | None


@dataclass(frozen=True)
class World:
    """Rows by table, and what is known of them."""

    tables: dict[str, list[Row]]
    members: tuple[Member, ...] = ()


@dataclass(frozen=True)
class Here:
    """One context: a row of a table, or a member of a fact."""

    table: str = ""
    row: Row | None = None
    member: Member | None = None


def truth(predicate: Predicate, stack: tuple[Here, ...], world: World) -> bool:  # noqa: C901 - one arm a form
    """The answer, by looking."""
    here = stack[-1]
    match predicate:
        case Constant(value):
            return value
        case All(parts):
            return all(truth(part, stack, world) for part in parts)
        case Any(parts):
            return any(truth(part, stack, world) for part in parts)
        case Not(part):
            return not truth(part, stack, world)
        case Filled() | Is() | Before() | ColumnLater() | Undated():
            assert here.row is not None
            return _of_row(predicate, here.row)
        case Reach(hops, inner):
            return any(truth(inner, (*stack, end), world) for end in _ends(here, hops, world))
        case Outer(levels, inner):
            return truth(inner, (*stack, stack[-1 - levels]), world)
        case SameRow(levels):
            return here.table == stack[-1 - levels].table and here.row is stack[-1 - levels].row
        case Fact(_, _, _, inner):
            return any(truth(inner, (*stack, Here(member=one)), world) for one in _members(predicate, stack, world))
        case FactDated(before, since):
            day = day_of(_moment(here))
            return day is not None and (before is None or day < before) and (since is None or day >= since)
        case FactOpen():
            return _moment(here) is None
        case FactLater(level):
            mine, other = day_of(_moment(here)), day_of(_moment(stack[-1 - level]))
            return mine is not None and other is not None and mine > other
        case BesideFact():
            assert here.row is not None
            return _beside(predicate, here.row[predicate.column], _moment(stack[-1 - predicate.level]))
        case _:
            assert_never(predicate)


def day_of(moment: Cell | datetime) -> date | None:
    if isinstance(moment, datetime):
        return moment.astimezone(LOCAL).date()
    return moment if isinstance(moment, date) else None


def instant_of(moment: Cell | datetime) -> datetime | None:
    if isinstance(moment, datetime):
        return moment
    return datetime.combine(moment, time(), LOCAL) if isinstance(moment, date) else None


def _moment(here: Here) -> datetime | date | None:
    assert here.member is not None
    return here.member.moment


def _of_row(atom: Filled | Is | Before | ColumnLater | Undated, row: Row) -> bool:
    value = row[atom.column]
    match atom:
        case Filled(_, but, visible):
            blank = isinstance(value, str) and not value.strip()
            return value is not None and str(value) not in but and not (visible and blank)
        case Is(_, values):
            return value is not None and str(value) in values
        case Before(_, day):
            return isinstance(value, date) and value < day
        case Undated():
            return False
        case ColumnLater(_, than):
            mine, other = instant_of(value), instant_of(row[than])
            return mine is not None and (other is None or other < mine)


def _beside(atom: BesideFact, value: Cell, moment: datetime | date | None) -> bool:
    if value is None or moment is None:
        return False
    match atom.than:
        case Than.LATER_DATE:
            mine, other = day_of(value), day_of(moment)
            return mine is not None and other is not None and mine > other
        case Than.AS_EARLY:
            at, then = instant_of(value), instant_of(moment)
            return at is not None and then is not None and at <= then
        case Than.EARLIER:
            at, then = instant_of(value), instant_of(moment)
            return at is not None and then is not None and at < then
        case _:
            assert_never(atom.than)


def _ends(here: Here, hops: tuple[Hop, ...], world: World) -> Iterator[Here]:
    if not hops:
        yield here
        return
    assert here.row is not None
    ours = here.row[hops[0].ours]
    for row in world.tables.get(hops[0].table, []):
        if ours is not None and row[hops[0].theirs] == ours:
            yield from _ends(Here(hops[0].table, row), hops[1:], world)


def _members(fact: Fact, stack: tuple[Here, ...], world: World) -> Iterator[Member]:
    here = stack[-1]
    key = None
    if fact.row is not None:
        there = stack[-1 - fact.row]
        assert there.row is not None
        key = (there.table, there.row["id"])
    person = None
    if fact.person is not None:
        assert here.row is not None
        raw = here.row[fact.person.column]
        if raw is None:
            return
        person = str(raw).strip().casefold()
    for member in world.members:
        everyone = member.person is None and key is not None
        if (
            member.name == fact.name
            and member.row == key
            and (fact.person is None or everyone or member.person == person)
        ):
            yield member


# What may be drawn

ROWS_OF_PEOPLE = st.fixed_dictionaries(
    {
        "email": st.sampled_from(PEOPLE),
        "opened": st.sampled_from([None, *DAYS]),
        "closed": st.sampled_from([None, *DAYS]),
        "boss_id": st.sampled_from([None, 1, 2]),
    }
)
ROWS_OF_NOTES = st.fixed_dictionaries(
    {
        "word": st.sampled_from([None, "a@example.org", "gone", "x"]),
        "opened": st.sampled_from([None, *DAYS]),
        "closed": st.sampled_from([None, *DAYS]),
        "person_id": st.sampled_from([None, 1, 2]),
    }
)
KEYS = st.sampled_from([("people", 1), ("people", 2), ("notes", 1)])
KNOWN = st.sampled_from([None, *DAYS, *MOMENTS])
MEMBERS = st.one_of(
    st.builds(Member, st.sampled_from(OF_ROWS_OR_PEOPLE), KEYS, st.none(), KNOWN),
    st.builds(
        Member,
        st.sampled_from(OF_ROWS_OR_PEOPLE),
        st.none(),
        st.sampled_from(["a@example.org", "b@example.org"]),
        KNOWN,
    ),
    st.builds(
        Member,
        st.sampled_from(OF_BOTH),
        KEYS,
        st.sampled_from(["a@example.org", "b@example.org", None]),
        st.sampled_from(DAYS),
    ),
)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Two people and up to two notes."""
    people = [{"id": number, **draw(ROWS_OF_PEOPLE)} for number in (1, 2)]
    notes = [{"id": number, **draw(ROWS_OF_NOTES)} for number in range(1, draw(st.integers(0, 2)) + 1)]
    return World({"people": people, "notes": notes}, tuple(draw(st.lists(MEMBERS, max_size=5, unique=True))))


def predicates(stack: tuple[str, ...] = ("people",), depth: int = 3) -> st.SearchStrategy[Predicate]:
    """Raw questions of a context; `stack` names the tables, an empty name is a fact."""
    atoms = _of_fact(stack) if not stack[-1] else _of_a_row(stack)
    if depth == 0:
        return st.one_of(*atoms)
    inner = st.deferred(lambda: predicates(stack, depth - 1))
    forms: list[st.SearchStrategy[Predicate]] = [
        *atoms,
        st.builds(lambda parts: All(tuple(parts)), st.lists(inner, max_size=3)),
        st.builds(lambda parts: Any(tuple(parts)), st.lists(inner, max_size=3)),
        inner.map(Not),
        *(_outer(stack, level, depth) for level in range(len(stack))),
    ]
    if stack[-1]:
        forms += [_reach(stack, depth), _fact(stack, depth), _reach_of_itself(stack, depth)]
    return st.one_of(*forms)


def _outer(stack: tuple[str, ...], level: int, depth: int) -> st.SearchStrategy[Predicate]:
    return st.deferred(lambda: predicates((*stack, stack[-1 - level]), depth - 1)).map(lambda one: Outer(level, one))


def _reach_of_itself(stack: tuple[str, ...], depth: int) -> st.SearchStrategy[Predicate]:
    return st.deferred(lambda: predicates((*stack, stack[-1]), depth - 1)).map(lambda one: Reach((), one))


def _reach(stack: tuple[str, ...], depth: int) -> st.SearchStrategy[Predicate]:
    def onward(first: Hop) -> st.SearchStrategy[Predicate]:
        paths = [(first,), *((first, second) for second in HOPS[first.table])]
        return st.sampled_from(paths).flatmap(
            lambda hops: predicates((*stack, hops[-1].table), depth - 1).map(lambda one: Reach(hops, one))
        )

    return st.sampled_from(HOPS[stack[-1]]).flatmap(onward)


def _fact(stack: tuple[str, ...], depth: int) -> st.SearchStrategy[Predicate]:
    rows = st.sampled_from([level for level in range(len(stack)) if stack[-1 - level]])
    person = st.just(PersonAt("email" if stack[-1] == "people" else "word", "email"))
    inner = st.deferred(lambda: predicates((*stack, ""), depth - 1))
    return st.one_of(
        st.builds(Fact, st.sampled_from(OF_ROWS_OR_PEOPLE), rows, st.none(), inner),
        st.builds(Fact, st.sampled_from(OF_ROWS_OR_PEOPLE), st.none(), person, inner),
        st.builds(Fact, st.sampled_from(OF_BOTH), rows, person, inner),
    )


def _of_fact(stack: tuple[str, ...]) -> list[st.SearchStrategy[Predicate]]:
    days = st.sampled_from([None, *DAYS])
    facts = [level for level in range(1, len(stack)) if not stack[-1 - level]]
    later = [st.builds(FactLater, st.sampled_from(facts))] if facts else []
    return [st.builds(Constant, st.booleans()), st.builds(FactDated, days, days), st.builds(FactOpen), *later]


def _of_a_row(stack: tuple[str, ...]) -> list[st.SearchStrategy[Predicate]]:
    text = "email" if stack[-1] == "people" else "word"
    link = "boss_id" if stack[-1] == "people" else "person_id"
    columns = st.sampled_from([text, link, *TIMES])
    facts = [level for level in range(1, len(stack)) if not stack[-1 - level]]
    same = [level for level in range(1, len(stack)) if stack[-1 - level] == stack[-1]]
    words = st.sampled_from([("a@example.org",), ("gone", "1"), ("2", "x")])
    atoms: list[st.SearchStrategy[Predicate]] = [
        st.builds(Constant, st.booleans()),
        st.builds(Filled, columns),
        st.builds(Filled, st.just(text), st.sampled_from([(), ("gone",), ("gone", "x")]), st.booleans()),
        st.builds(Is, st.sampled_from([text, link]), words),
        st.builds(Before, st.sampled_from(TIMES), st.sampled_from(DAYS)),
        st.builds(Undated, st.sampled_from(TIMES)),
        st.builds(ColumnLater, st.sampled_from(TIMES), st.sampled_from(TIMES)),
    ]
    if facts:
        atoms.append(st.builds(BesideFact, st.sampled_from(TIMES), st.sampled_from(list(Than)), st.sampled_from(facts)))
    if same:
        atoms.append(st.builds(SameRow, st.sampled_from(same)))
    return atoms


def made(raw: Predicate) -> Predicate:
    """The same question, put together by the functions that all questions are made by."""
    match raw:
        case All(parts):
            return all_of(*map(made, parts))
        case Any(parts):
            return any_of(*map(made, parts))
        case Not(part):
            return negate(made(part))
        case Outer(levels, inner):
            return outer(levels, made(inner))
        case Reach(hops, inner):
            return reach(hops, made(inner))
        case Fact(name, row, person, inner):
            return Fact(name, row, person, made(inner))
        case _:
            return raw
