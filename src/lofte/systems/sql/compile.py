"""From a predicate to the WHERE of a statement.

In:   a `Predicate`, the table it is said of, what is known of its facts, a dialect.
Out:  an SQLAlchemy expression.
Never: puts a value into the text; makes an atom that can be NULL (so that NOT of it is its opposite).

The idea in one read: a stack of contexts, the innermost last: each is a table under an alias of its own, or one
fact. `Reach` becomes EXISTS over its hops and pushes the last of them, `Outer` pushes a context from further out
again. A fact becomes IN over the list of its members where its time plays no part beside a column, which a database
hashes, else EXISTS. A predicate can also be asked *loosely*: then it is true of all rows of which it is true, and
perhaps of more, and needs to know only the people for whom a need may fall.
Law:  none.
Kept true by: tests/differential/, tests/conformance/test_compile.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, assert_never

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause

from lofte.catalog import Catalog, ColumnInfo, ColumnKind
from lofte.facts import Identifier, RowKey, normal
from lofte.needs.facts import Known
from lofte.predicate import (
    All,
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
    simplified,
)
from lofte.predicate import (
    Any as AnyOf,
)
from lofte.systems.sql.dialect import Dialect, FactRow, Zones, key_text
from lofte.systems.sql.written import Columns, Condition, every, exists, opposite, some

TRUTHS = frozenset({"yes", "true", "1"})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a question is asked: one system's catalog, its dialect and zones."""

    system: str
    catalog: Catalog
    keys: dict[str, tuple[str, ...]]
    dialect: Dialect
    zones: Zones


@dataclass(frozen=True, slots=True)
class Spelled:
    """What is known, with the spellings under which people stand in the rows in question; None: asked loosely.

    `people` maps (table, column, kind) to the identifiers as they are spelled; `rows` maps a table to the keys in
    question.
    """

    known: Known
    people: dict[tuple[str, str, str], frozenset[str]] | None = None
    rows: dict[str, frozenset[str]] | None = None

    def short(self, predicate: Predicate) -> Predicate:
        """The same question about these rows: what nobody and nothing among them has is left out."""
        return simplified(predicate, self.known.is_empty)


@dataclass(frozen=True, slots=True)
class _Context:
    """One level: a table under an alias, or a fact. `path` are the hops from the first table, None for a fact."""

    source: FromClause
    table: str = ""
    path: tuple[Hop, ...] | None = ()

    @property
    def c(self) -> Any:
        """The columns of a fact; those of a table are made when they are named."""
        return self.source.c if self.path is None and not self.table else Columns(self.source)


@dataclass(frozen=True, slots=True)
class Compiler:
    """Compiles predicates said of rows of one table."""

    surroundings: Surroundings
    spelled: Spelled | None
    """None when no facts are asked, only tables named."""
    _count: list[int] = field(default_factory=lambda: [0], repr=False)

    def where(self, predicate: Predicate, table: str, source: FromClause) -> Condition:
        """The predicate, said of the rows of `source`."""
        return self._compile(predicate, (_Context(source, table),))

    def table(self, name: str) -> FromClause:
        """A table of the system under an alias of its own."""
        info = self.surroundings.catalog.tables[name]
        return self._alias(sa.table(name, *(sa.column(column) for column in info.columns)))

    def _alias(self, table: FromClause) -> FromClause:
        self._count[0] += 1
        return table.alias(f"t{self._count[0]}")

    def _compile(self, predicate: Predicate, stack: tuple[_Context, ...]) -> Condition:  # noqa: C901 - one arm a form
        here = stack[-1]
        match predicate:
            case Constant(value):
                return sa.true() if value else sa.false()
            case All(parts):
                return every([self._compile(part, stack) for part in parts])
            case AnyOf(parts):
                return some([self._compile(part, stack) for part in parts])
            case Not(part):
                return opposite(self._compile(part, stack))
            case Filled() | Is() | Before() | ColumnLater() | Undated():
                return self._of_row(predicate, here)
            case Reach(hops, inner):
                return self._reach(hops, inner, stack)
            case Outer(levels, inner):
                return self._compile(inner, (*stack, stack[-1 - levels]))
            case SameRow(levels):
                return self._same(here, stack[-1 - levels])
            case Fact():
                return self._fact(predicate, stack)
            case FactDated(before, since):
                limits = [here.c.day < self._day(before)] if before else []
                limits += [here.c.day >= self._day(since)] if since else []
                return sa.and_(here.c.day.is_not(None), *limits)
            case FactOpen():
                return sa.and_(here.c.at.is_(None))
            case FactLater(level):
                other = stack[-1 - level].c.day
                return sa.and_(here.c.day.is_not(None), other.is_not(None), here.c.day > other)
            case BesideFact():
                return self._beside(predicate, here, stack[-1 - predicate.level])
            case _:
                assert_never(predicate)

    def _of_row(self, atom: Filled | Is | Before | ColumnLater | Undated, here: _Context) -> Condition:
        value, info = here.c[atom.column], self._info(here, atom.column)
        match atom:
            case Filled(_, but, visible):
                tests = [value.is_not(None)]
                if but:
                    tests.append(sa.not_(key_text(value).in_(but)))
                if visible and info.kind is ColumnKind.TEXT:
                    tests.append(self.surroundings.dialect.visible(value))
                return sa.and_(*tests)
            case Is(_, values):
                return sa.and_(value.is_not(None), _among(value, info, values))
            case Before(_, day):
                return self.surroundings.dialect.before(value, info, day, self.surroundings.zones)
            case Undated():
                return self.surroundings.dialect.undated(value, info, self.surroundings.zones)
            case ColumnLater(_, than):
                other, zones = here.c[than], self.surroundings.zones
                mine = self.surroundings.dialect.instant(value, info, zones)
                theirs = self.surroundings.dialect.instant(other, self._info(here, than), zones)
                return sa.and_(value.is_not(None), sa.or_(other.is_(None), sa.func.coalesce(theirs < mine, sa.false())))

    def _reach(self, hops: tuple[Hop, ...], inner: Predicate, stack: tuple[_Context, ...]) -> Condition:
        before = stack[-1]
        if not hops:
            return self._compile(inner, (*stack, before))
        reached: list[FromClause] = []
        tests: list[Condition] = []
        for hop in hops:
            there = self._alias(sa.table(hop.table))
            path = None if before.path is None else (*before.path, hop)
            after = _Context(there, hop.table, path)
            tests.append(after.c[hop.theirs] == before.c[hop.ours])
            before = after
            reached.append(there)
        tests.append(self._compile(inner, (*stack, before)))
        return exists(reached, tests)

    def _same(self, here: _Context, other: _Context) -> Condition:
        return sa.and_(*(here.c[column] == other.c[column] for column in self.surroundings.keys[here.table]))

    def _fact(self, fact: Fact, stack: tuple[_Context, ...]) -> Condition:
        here = stack[-1]
        of = stack[-1 - fact.row] if fact.row is not None else None
        keys = self.surroundings.keys[of.table] if of else ()
        assert self.spelled is not None, "facts are asked of what is known"
        if self.spelled.people is None and fact.person is not None:
            return self._loosely(fact, here, of)
        members = self._members(fact, here, of)
        if not members:
            return sa.false()
        source = self.surroundings.dialect.facts(members, len(keys), self.surroundings.zones)
        mine: list[ColumnElement[Any]] = [key_text(of.c[key]) for key in keys] if of else []
        mine += [self._identifier(fact.person, here)] if fact.person else []
        theirs: list[ColumnElement[Any]] = [source.c[f"k{at}"] for at in range(len(keys))]
        theirs += [source.c.person] if fact.person else []
        inner = self._compile(fact.inner, (*stack, _Context(source, path=None)))
        filled = [value.is_not(None) for value in mine]
        if _stands_alone(fact.inner):
            listed = sa.select(*theirs).where(inner)
            left = mine[0] if len(mine) == 1 else sa.tuple_(*mine)
            return sa.and_(*filled, left.in_(listed))
        agree = [one == other for one, other in zip(mine, theirs, strict=True)]
        return every([*filled, exists([source], [*agree, inner])])

    def _members(self, fact: Fact, here: _Context, of: _Context | None) -> list[FactRow]:
        assert self.spelled is not None
        known = self.spelled.known
        spellings: Iterable[str] = ()
        if fact.person is not None:
            assert self.spelled.people is not None
            spellings = self.spelled.people.get((here.table, fact.person.column, fact.person.kind), ())
        if of is None:
            assert fact.person is not None
            kind = fact.person.kind
            return [((), raw, moment) for raw in spellings for moment in known.of_person(fact.name, normal(kind, raw))]
        rows = self._rows(fact.name, of.table)
        if fact.person is None:
            return [(row.values, None, moment) for row in rows for moment in known.of_row(fact.name, row)]
        by_identifier = _by_identifier(fact.person.kind, spellings)
        found: list[FactRow] = []
        for row in rows:
            for identifier, day in known.of_person_in_row(fact.name, row):
                raws = spellings if identifier is None else by_identifier.get(identifier, ())
                found += [(row.values, raw, day) for raw in raws]
        return found

    def _rows(self, name: str, table: str) -> Sequence[RowKey]:
        assert self.spelled is not None
        rows = self.spelled.known.rows(name, self.surroundings.system, table)
        wanted = self.spelled.rows.get(table) if self.spelled.rows is not None else None
        return rows if wanted is None else [row for row in rows if row.key in wanted]

    def _loosely(self, fact: Fact, here: _Context, of: _Context | None) -> Condition:
        """True of every row of which the fact may be true: by a spelling that we can compare, or cannot."""
        assert fact.person is not None
        assert self.spelled is not None
        if of is not None:
            members = [(row.values, None, None) for row in self._rows(fact.name, of.table)]
            if not members:
                return sa.false()
            keys = self.surroundings.keys[of.table]
            source = self.surroundings.dialect.facts(members, len(keys), self.surroundings.zones)
            mine = [key_text(of.c[key]) for key in keys]
            theirs = [source.c[f"k{at}"] for at in range(len(keys))]
            left = mine[0] if len(mine) == 1 else sa.tuple_(*mine)
            return sa.and_(*(value.is_not(None) for value in mine), left.in_(sa.select(*theirs)))
        kind = normal(fact.person.kind, "").kind
        people = [((), one.value, None) for one in self.spelled.known.people(fact.name) if one.kind == kind]
        if not people:
            return sa.false()
        source = self.surroundings.dialect.facts(people, 0, self.surroundings.zones)
        dialect = self.surroundings.dialect
        text = self._identifier(fact.person, here)
        plain = dialect.plain(text).in_(sa.select(dialect.plain(source.c.person)))
        return sa.and_(text.is_not(None), sa.or_(plain, dialect.beyond_ascii(text)))

    def _identifier(self, person: PersonAt, here: _Context) -> ColumnElement[Any]:
        """What identifies the person, as text: a customer's number may be a number in the database."""
        value = here.c[person.column]
        return value if self._info(here, person.column).kind is ColumnKind.TEXT else key_text(value)

    def _beside(self, atom: BesideFact, here: _Context, fact: _Context) -> Condition:
        value, info = here.c[atom.column], self._info(here, atom.column)
        dialect, zones = self.surroundings.dialect, self.surroundings.zones
        match atom.than:
            case Than.LATER_DATE:
                test = dialect.local_date(value, info, zones) > fact.c.day
            case Than.AS_EARLY:
                test = dialect.instant(value, info, zones) <= fact.c.at
            case Than.EARLIER:
                test = dialect.instant(value, info, zones) < fact.c.at
            case _:
                assert_never(atom.than)
        return sa.and_(value.is_not(None), sa.func.coalesce(test, sa.false()))

    def _day(self, day: Any) -> Any:
        return self.surroundings.dialect.day(day)

    def _info(self, here: _Context, column: str) -> ColumnInfo:
        return self.surroundings.catalog.tables[here.table].columns[column]


def _stands_alone(inner: Predicate) -> bool:
    """Whether it asks nothing of a row, so that the list of a fact's members can be taken whole."""
    match inner:
        case Constant() | FactDated() | FactOpen():
            return True
        case All(parts) | AnyOf(parts):
            return all(map(_stands_alone, parts))
        case Not(part):
            return _stands_alone(part)
        case _:
            return False


def _among(value: ColumnElement[Any], info: ColumnInfo, values: tuple[str, ...]) -> Condition:
    match info.kind:
        case ColumnKind.TEXT:
            return value.in_(values)
        case ColumnKind.BOOLEAN:
            truths = {one.lower() in TRUTHS for one in values}
            return sa.or_(*(value.is_(sa.true()) if truth else value.is_(sa.false()) for truth in truths))
        case _:
            return key_text(value).in_(values)


def _by_identifier(kind: str, spellings: Iterable[str]) -> dict[Identifier, list[str]]:
    found: dict[Identifier, list[str]] = {}
    for raw in spellings:
        found.setdefault(normal(kind, raw), []).append(raw)
    return found
