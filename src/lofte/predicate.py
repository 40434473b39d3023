"""Closed questions about one row, as data: what the needs compile to and what a database is asked.

In:   nothing; these are the forms, with their negation and simplification.       Out:  `Predicate` trees.
Never: holds a value of a person (facts about people are named, and bound when the statement runs), knows a dialect.

The idea in one read: a predicate is true or false for a row, never unknown: an empty column makes its atom false, and
negation is written out (`negate`) so that no database is asked for NOT of something that may be NULL. A predicate is
read in a *context*: a row. `Reach` goes from it to other rows and is true when one of them satisfies `inner`;
there, the row it started from is one level out. `Outer(n, inner)` speaks of the row `n` levels out, as a context of
its own on top of the others. What only our own records know is a *fact* with a name (`withdrawn:newsletter`):
`Fact` asks whether this row's key or person is among it, and facts without members vanish when the predicate is
simplified.
Law:  none of its own.
Kept true by: tests/unit/test_predicate.py, tests/differential/.

>>> print(show(negate(all_of(Filled("email"), Before("closed_on", date(2024, 11, 22))))))
(email is empty or (closed_on is empty or closed_on >= 2024-11-22))
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import assert_never


@dataclass(frozen=True, slots=True)
class Constant:
    """True or false."""

    value: bool


@dataclass(frozen=True, slots=True)
class All:
    """Every part is true."""

    parts: tuple[Predicate, ...]
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash(("All", self.parts)))

    def __hash__(self) -> int:
        return self._hash


@dataclass(frozen=True, slots=True)
class Any:
    """Some part is true."""

    parts: tuple[Predicate, ...]
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash(("Any", self.parts)))

    def __hash__(self) -> int:
        return self._hash


@dataclass(frozen=True, slots=True)
class Not:
    """`part` is false. Only ever around an atom that is true or false, made by `negate`."""

    part: Predicate
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash(("Not", self.part)))

    def __hash__(self) -> int:
        return self._hash


@dataclass(frozen=True, slots=True)
class Filled:
    """The column is not NULL, not one of the texts that count as empty, and, if `visible`, not blank."""

    column: str
    but: tuple[str, ...] = ()
    visible: bool = False


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
class PersonAt:
    """The person whose identifier, of data category `kind`, stands in `column` of this row."""

    column: str
    kind: str


@dataclass(frozen=True, slots=True)
class Fact:
    """Our records hold the fact `name` for the row `row` levels out, for the person at this row, or for both together.

    `inner` is said of the fact, one level further in: its time (`FactDated`, `FactOpen`), or a column beside it.
    """

    name: str
    row: int | None = None
    person: PersonAt | None = None
    inner: Predicate = Constant(True)
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash(("Fact", self.name, self.row, self.person, self.inner)))

    def __hash__(self) -> int:
        return self._hash


@dataclass(frozen=True, slots=True)
class FactDated:
    """This fact has a time, and its local date lies before `before`, and is `since` or later, where these are given."""

    before: date | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class FactOpen:
    """This fact has no time."""


@dataclass(frozen=True, slots=True)
class FactLater:
    """This fact's local date is later than that of the fact `level` levels out."""

    level: int


class Than(StrEnum):
    """How a column compares with the time of a fact."""

    LATER_DATE = "has a later date than"
    AS_EARLY = "is as early as"
    """As an instant: not later."""
    EARLIER = "is earlier than"
    """As an instant."""


@dataclass(frozen=True, slots=True)
class BesideFact:
    """`column` is filled and compares so with the time of the fact `level` levels out."""

    column: str
    than: Than
    level: int


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
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash(("Reach", self.hops, self.inner)))

    def __hash__(self) -> int:
        return self._hash


@dataclass(frozen=True, slots=True)
class Outer:
    """`inner`, said of the row `levels` out."""

    levels: int
    inner: Predicate
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash(("Outer", self.levels, self.inner)))

    def __hash__(self) -> int:
        return self._hash


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
    | Fact
    | FactDated
    | FactOpen
    | FactLater
    | BesideFact
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
        case _:
            return Outer(levels, inner)


def reach(hops: tuple[Hop, ...], inner: Predicate) -> Predicate:
    """Some row at the end of `hops` satisfies `inner`; nothing satisfies what is false."""
    if inner == FALSE:
        return FALSE
    if not hops:
        return _without_level(inner, 0)
    # What is said of the row that one starts from is said there: a database can then use its index.
    parts = inner.parts if isinstance(inner, All) else (inner,)
    own = [(part, said) for part in parts if (said := _of_the_start(part)) is not None]
    if not own:
        return Reach(hops, inner)
    rest = all_of(*(part for part in parts if all(part != moved for moved, _ in own)))
    return all_of(*(said for _, said in own), reach(hops, rest))


def simplified(predicate: Predicate, empty: Callable[[str], bool]) -> Predicate:
    """The same question when the facts for which `empty` answers yes have no members."""

    seen: dict[Predicate, Predicate] = {}

    def walk(part: Predicate) -> Predicate:
        if part not in seen:
            seen[part] = afresh(part)
        return seen[part]

    def afresh(part: Predicate) -> Predicate:
        match part:
            case Fact(name=name, inner=inner):
                return FALSE if empty(name) or (kept := walk(inner)) == FALSE else replace(part, inner=kept)
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
        case Fact(name=name, inner=inner):
            return facts_named(inner) | {name}
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
        case Not(Filled(column, but, _)):
            return f"{column} is empty" + (f" or {but[0]!r}" if but else "")
        case Not(Before(column, day)):
            return f"({column} is empty or {column} >= {day})"
        case Not(part):
            return f"not {show(part)}"
        case Filled(column, but, _):
            return f"{column} is filled" + (f" and not {but[0]!r}" if but else "")
        case Is(column, values):
            return f"{column} is {' or '.join(map(repr, values))}"
        case Before(column, day):
            return f"{column} < {day}"
        case ColumnLater(column, than):
            return f"{column} later than {than}"
        case Fact(name, row, person, inner):
            who = " and ".join(([f"the person in {person.column}"] if person else []) + ["the row"] * (row is not None))
            return f"{who} among «{name}»" + (f" {show(inner)}" if inner != TRUE else "")
        case FactDated(before, since):
            return " ".join([f"before {before}"] * (before is not None) + [f"since {since}"] * (since is not None))
        case FactOpen():
            return "without a time"
        case FactLater():
            return "later than that"
        case BesideFact(column, than):
            return f"{column} {than} it"
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
    kept = _resolved([part for part in flat if not _absorbed(part, flat, dual)], form, dual)
    if not kept:
        return neutral
    return kept[0] if len(kept) == 1 else form(tuple(kept))


def _absorbed(part: Predicate, flat: dict[Predicate, None], dual: type[All | Any]) -> bool:
    """`a or (a and b)` is `a`; `a and (a or b)` is `a`."""
    return isinstance(part, dual) and any(single in flat for single in part.parts)


def _of_the_start(predicate: Predicate) -> Predicate | None:
    """What `predicate` says at the start of a `Reach`, when it speaks of nothing but the start."""
    match predicate:
        case Outer(1, inner) if _is_closed(inner, 0):
            return inner
        case All(parts) | Any(parts):
            said = [_of_the_start(part) for part in parts]
            known = [part for part in said if part is not None]
            if len(known) != len(parts):
                return None
            return all_of(*known) if isinstance(predicate, All) else any_of(*known)
        case _:
            return None


def _is_closed(predicate: Predicate, depth: int) -> bool:
    """Whether it speaks of nothing further out than the row that it is said of."""
    match predicate:
        case All(parts) | Any(parts):
            return all(_is_closed(part, depth) for part in parts)
        case Not(inner):
            return _is_closed(inner, depth)
        case Outer(levels, inner):
            return levels <= depth and _is_closed(inner, depth + 1)
        case Reach(_, inner):
            return _is_closed(inner, depth + 1)
        case Fact(_, row, _, inner):
            return (row or 0) <= depth and _is_closed(inner, depth + 1)
        case SameRow(level) | BesideFact(level=level) | FactLater(level=level):
            return level <= depth
        case _:
            return True


def _resolved(parts: list[Predicate], form: type[All | Any], dual: type[All | Any]) -> list[Predicate]:
    """`(a and b) or (not a and b)` is `b`, and so with *and* and *or* exchanged."""
    for at, one in enumerate(parts):
        for other in parts[at + 1 :]:
            ours = one.parts if isinstance(one, dual) else (one,)
            theirs = other.parts if isinstance(other, dual) else (other,)
            odd = [part for part in ours if part not in theirs]
            if len(odd) == 1 and len(ours) == len(theirs) and negate(odd[0]) in theirs:
                rest = [part for part in ours if part != odd[0]]
                merged = all_of(*rest) if dual is All else any_of(*rest)
                left = [part for part in parts if part not in (one, other)]
                again = all_of(merged, *left) if form is All else any_of(merged, *left)
                return list(again.parts) if isinstance(again, form) else [again]
    return parts


def _without_level(predicate: Predicate, depth: int) -> Predicate:
    """`predicate` without the context `depth` levels out, which was the row one level further out itself."""

    def nearer(level: int) -> int:
        return level - 1 if level > depth else level

    match predicate:
        case All(parts):
            return all_of(*(_without_level(part, depth) for part in parts))
        case Any(parts):
            return any_of(*(_without_level(part, depth) for part in parts))
        case Not(part):
            return negate(_without_level(part, depth))
        case Outer(levels, inner):
            spoken = _without_level(inner, depth + 1)
            return outer(nearer(levels), spoken) if nearer(levels) else _without_level(spoken, 0)
        case Reach(hops, inner):
            return Reach(hops, _without_level(inner, depth + 1))
        case Fact(_, row, _, inner):
            return replace(predicate, row=None if row is None else nearer(row), inner=_without_level(inner, depth + 1))
        case BesideFact(level=level) | FactLater(level=level):
            return replace(predicate, level=nearer(level))
        case SameRow(levels):
            return SameRow(nearer(levels)) if nearer(levels) else TRUE
        case _:
            return predicate
