"""Closed questions about one row, as data: what the needs compile to and what a database is asked.

In:   nothing; these are the forms, with their negation and simplification.       Out:  `Predicate` trees.
Never: holds a value of a person (facts about people are named, and bound when the statement runs), knows a dialect.

The idea in one read: a predicate is true or false for a row, never unknown: an empty column makes its atom false, and
negation is written out (`negate`) so that no database is asked for NOT of something that may be NULL. A predicate is
read in a *context*: a row. `Reach` goes from it to other rows and is true when one of them satisfies `inner`;
there, the row it started from is one level out, and `Outer(1, …)` speaks of it. What only our own records know is a
*fact* with a name (`withdrawn:newsletter`); `Person` and `RowFact` ask whether this row's identifier, or its key,
is among it, and facts that are empty vanish when the predicate is simplified.
Law:  none of its own.
Kept true by: tests/unit/test_predicate.py, tests/differential/.

>>> print(show(negate(all_of(Filled("email"), Before("closed_on", date(2024, 11, 22))))))
(email is empty or (closed_on is empty or closed_on >= 2024-11-22))
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never


@dataclass(frozen=True, slots=True)
class Constant:
    """True or false."""

    value: bool


@dataclass(frozen=True, slots=True)
class All:
    """Every part is true."""

    parts: tuple[Predicate, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """Some part is true."""

    parts: tuple[Predicate, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """`part` is false. Only ever around an atom that is true or false, made by `negate`."""

    part: Predicate


@dataclass(frozen=True, slots=True)
class Filled:
    """The column is not NULL, and not one of the texts that count as empty."""

    column: str
    but: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Is:
    """The column, as text, is one of the values."""

    column: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Before:
    """The column is filled and its local date lies before `day`."""

    column: str
    day: date


@dataclass(frozen=True, slots=True)
class ColumnLater:
    """Column `column` is filled, and `than` is empty or earlier, both as instants."""

    column: str
    than: str


@dataclass(frozen=True, slots=True)
class TimeTest:
    """The time of a fact beside a column of a row `outer` levels out: `later` than it, or else as late or later (`>=`).

    An empty column is earlier than every fact when `if_empty`, else no fact compares with it.
    """

    column: str
    outer: int
    later: bool
    if_empty: bool


@dataclass(frozen=True, slots=True)
class Person:
    """The person whose identifier (of category `kind`) stands in `column` is among fact `fact`, at a time as tested.
    """

    column: str
    kind: str
    fact: str
    time: TimeTest | None = None
    before: date | None = None
    """The fact's local date lies before this day."""
    since: date | None = None
    """The fact's local date is this day or later."""


@dataclass(frozen=True, slots=True)
class RowFact:
    """This row's key is among fact `fact` (of this table), dated before a day, since a day, or without a date, if
    said.
    """

    fact: str
    before: date | None = None
    since: date | None = None
    undated: bool = False


@dataclass(frozen=True, slots=True)
class ColumnAfterFact:
    """The key of the row `outer` levels out is among `fact`, and `column` here is filled with a local date after the
    fact's.
    """

    fact: str
    column: str
    outer: int = 0


@dataclass(frozen=True, slots=True)
class Hop:
    """One step to other rows: those of `table` whose column `theirs` equals column `ours` of the row before."""

    table: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Reach:
    """Some row at the end of `hops` satisfies `inner`; no hops is the row itself. `inner` is one level further in."""

    hops: tuple[Hop, ...]
    inner: Predicate


@dataclass(frozen=True, slots=True)
class Outer:
    """`inner`, said of the row `levels` out."""

    levels: int
    inner: Predicate


@dataclass(frozen=True, slots=True)
class SameRow:
    """This row and the row `levels` out are one; both are rows of one table."""

    levels: int


Predicate = (
    Constant
    | All
    | Any
    | Not
    | Filled
    | Is
    | Before
    | ColumnLater
    | Person
    | RowFact
    | ColumnAfterFact
    | Reach
    | Outer
    | SameRow
)

TRUE = Constant(True)
FALSE = Constant(False)


def all_of(*parts: Predicate) -> Predicate:
    """The conjunction, flattened, without repeats and constants."""
    return _joined(All, FALSE, TRUE, parts)


def any_of(*parts: Predicate) -> Predicate:
    """The disjunction, flattened, without repeats and constants."""
    return _joined(Any, TRUE, FALSE, parts)


def negate(predicate: Predicate) -> Predicate:
    """The opposite, with the negation pushed down to the atoms."""
    match predicate:
        case Constant(value):
            return Constant(not value)
        case All(parts):
            return any_of(*map(negate, parts))
        case Any(parts):
            return all_of(*map(negate, parts))
        case Not(part):
            return part
        case Outer(levels, inner):
            return outer(levels, negate(inner))
        case Reach(hops, inner) if not hops:
            return reach((), negate(inner))
        case _:
            return Not(predicate)


def outer(levels: int, inner: Predicate) -> Predicate:
    """`inner` said of the row `levels` out; constants stay what they are."""
    match inner:
        case Constant():
            return inner
        case All(parts):
            return all_of(*(outer(levels, part) for part in parts))
        case Any(parts):
            return any_of(*(outer(levels, part) for part in parts))
        case Outer(further, innermost):
            return Outer(levels + further, innermost)
        case _:
            return Outer(levels, inner)


def reach(hops: tuple[Hop, ...], inner: Predicate) -> Predicate:
    """Some row at the end of `hops` satisfies `inner`; nothing satisfies what is false."""
    if inner == FALSE:
        return FALSE
    if not hops and (own := _lifted(inner)) is not None:
        return own
    return Reach(hops, inner)


def simplified(predicate: Predicate, empty: Callable[[str], bool]) -> Predicate:
    """The same question when the facts for which `empty` answers yes have no members."""

    def walk(part: Predicate) -> Predicate:
        match part:
            case Person(fact=fact) | RowFact(fact=fact) | ColumnAfterFact(fact=fact):
                return FALSE if empty(fact) else part
            case All(parts):
                return all_of(*map(walk, parts))
            case Any(parts):
                return any_of(*map(walk, parts))
            case Not(inner):
                return negate(walk(inner))
            case Outer(levels, inner):
                return outer(levels, walk(inner))
            case Reach(hops, inner):
                return reach(hops, walk(inner))
            case _:
                return part

    return walk(predicate)


def facts_named(predicate: Predicate) -> frozenset[str]:
    """The names of the facts that the question depends on."""
    match predicate:
        case Person(fact=fact) | RowFact(fact=fact) | ColumnAfterFact(fact=fact):
            return frozenset({fact})
        case All(parts) | Any(parts):
            return frozenset().union(*map(facts_named, parts))
        case Not(inner) | Outer(_, inner) | Reach(_, inner):
            return facts_named(inner)
        case _:
            return frozenset()


def show(predicate: Predicate) -> str:  # noqa: C901 - one arm a form
    """The question in words, for people who read plans."""
    match predicate:
        case Constant(value):
            return "always" if value else "never"
        case All(parts):
            return f"({' and '.join(map(show, parts))})"
        case Any(parts):
            return f"({' or '.join(map(show, parts))})"
        case Not(Filled(column, but)):
            return f"{column} is empty" + (f" or {but[0]!r}" if but else "")
        case Not(Before(column, day)):
            return f"({column} is empty or {column} >= {day})"
        case Not(part):
            return f"not {show(part)}"
        case Filled(column, but):
            return f"{column} is filled" + (f" and not {but[0]!r}" if but else "")
        case Is(column, values):
            return f"{column} is {' or '.join(map(repr, values))}"
        case Before(column, day):
            return f"{column} < {day}"
        case ColumnLater(column, than):
            return f"{column} later than {than}"
        case Person(column, _, fact, time, before, since):
            return f"the person in {column} is among «{fact}»" + _when(time, before, since)
        case RowFact(fact, before, since, undated):
            return f"the row is among «{fact}»" + _when(None, before, since) + (" without a date" if undated else "")
        case ColumnAfterFact(fact, column):
            return f"{column} is later than «{fact}» of the row"
        case Reach(hops, inner):
            path = "".join(f" {hop.table}({hop.theirs} = {hop.ours})" for hop in hops)
            return f"some{path or ' of it'}: {show(inner)}"
        case Outer(_, inner):
            return show(inner)
        case SameRow():
            return "it is this row"
        case _:
            assert_never(predicate)


def _joined(form: type[All | Any], absorbing: Constant, neutral: Constant, parts: tuple[Predicate, ...]) -> Predicate:
    flat: dict[Predicate, None] = {}
    for part in parts:
        for single in part.parts if isinstance(part, form) else (part,):
            if single == absorbing:
                return absorbing
            if single != neutral:
                flat.setdefault(single)
    if any(negate(single) in flat for single in flat if not isinstance(single, All | Any)):
        return absorbing
    dual = All if form is Any else Any
    kept = [part for part in flat if not _absorbed(part, flat, dual)]
    if not kept:
        return neutral
    return kept[0] if len(kept) == 1 else form(tuple(kept))


def _absorbed(part: Predicate, flat: dict[Predicate, None], dual: type[All | Any]) -> bool:
    """`a or (a and b)` is `a`; `a and (a or b)` is `a`."""
    return isinstance(part, dual) and any(single in flat for single in part.parts)


def _lifted(inner: Predicate) -> Predicate | None:
    """What `Reach((), inner)` says, one level further out; None where a part cannot be said there."""
    match inner:
        case Outer(1, own):
            return own
        case Outer(levels, further):
            return Outer(levels - 1, further)
        case Person(time=TimeTest(outer=levels) as time):
            return replace(inner, time=replace(time, outer=levels - 1))
        case ColumnAfterFact(outer=levels) if levels > 0:
            return replace(inner, outer=levels - 1)
        case SameRow(levels):
            return TRUE if levels == 1 else SameRow(levels - 1)
        case Not(part):
            lifted = _lifted(part)
            return None if lifted is None else negate(lifted)
        case All(parts) | Any(parts):
            lifted_parts = [_lifted(part) for part in parts]
            known = [part for part in lifted_parts if part is not None]
            if len(known) != len(parts):
                return None
            return all_of(*known) if isinstance(inner, All) else any_of(*known)
        case Reach():
            return None
        case _:
            return inner


def _when(time: TimeTest | None, before: date | None, since: date | None) -> str:
    if time is not None:
        return f" {'later than' if time.later else 'as late as'} {time.column}"
    if before is not None:
        return f" before {before}"
    return f" since {since}" if since is not None else ""
