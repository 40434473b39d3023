"""The forms of a question about a row, as frozen values.

In:   nothing; `making` joins them so that they are short.       Out:  the classes, TRUE, FALSE, the union `Predicate`.
Never: decides whether a predicate is true (a database does, by `lofte.systems.sql.compile`).

The idea in one read: a predicate is read in a *context*: a row. `Reach` goes from it to other rows and is true when
one of them satisfies `inner`; there, the row it started from is one level out. `Outer(n, inner)` speaks of the row
`n` levels out, as a context of its own on top of the others. What only our own records know is a *fact* with a name
(`withdrawn:newsletter`): `Fact` asks whether this row's key or person is among it, and what is said `inner` of it
is said one level further in. A form that holds others remembers its hash, because they nest deep and recur.
Law:  none of its own.
Kept true by: tests/unit/test_predicate.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Constant:
    """True or false."""

    value: bool


@dataclass(frozen=True, slots=True)
class All:
    """Every part is true."""

    parts: tuple[Predicate, ...]
    _hash: int = field(init=False, repr=False, compare=False)
    _opposite: list[Predicate] = field(default_factory=list, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash(("All", self.parts)))

    def __hash__(self) -> int:
        return self._hash

    def opposite(self, make: Callable[[], Predicate]) -> Predicate:
        """The negation, made once."""
        if not self._opposite:
            self._opposite.append(make())
        return self._opposite[0]


@dataclass(frozen=True, slots=True)
class Any:
    """Some part is true."""

    parts: tuple[Predicate, ...]
    _hash: int = field(init=False, repr=False, compare=False)
    _opposite: list[Predicate] = field(default_factory=list, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash(("Any", self.parts)))

    def __hash__(self) -> int:
        return self._hash

    def opposite(self, make: Callable[[], Predicate]) -> Predicate:
        """The negation, made once."""
        if not self._opposite:
            self._opposite.append(make())
        return self._opposite[0]


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
class Undated:
    """The column is filled with something that cannot be read as a time."""

    column: str


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
    | Undated
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
