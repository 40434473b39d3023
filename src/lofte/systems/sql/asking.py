"""Ask which rows are due, and why a row is there, exactly.

In:   an open Database with its bound tables, predicates, what our records know.
Out:  keys, truths, values of rows.
Never: changes a row; takes a person for another because of how a database compares texts.

The idea in one read: in two passes. The first asks loosely: every row that may be due, streamed, with an index
where there is one. The second takes a few thousand keys at a time, reads how the people in question are spelled in
just these rows, learns what our records know of just these people, and asks exactly. Where our records know nothing
that could matter, the first pass is exact and the second is left out. So cost follows the rows that are due and the
exceptions, and a million consents never travel.
Law:  GDPR Art. 5(1)(e).
Kept true by: tests/differential/, tests/conformance/test_asking.py.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, Protocol
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause
from sqlalchemy.engine import Connection

from lofte.catalog import ColumnKind
from lofte.facts import Identifier, RowKey, normal
from lofte.graph import BoundSystem, BoundTable
from lofte.needs.facts import Known
from lofte.periods import midnight
from lofte.predicate import Hop, Predicate, atoms_of, decided, factored, facts_named, simplified
from lofte.systems.sql.compile import Compiler, Spelled, Surroundings
from lofte.systems.sql.database import Database
from lofte.systems.sql.dialect import Zones, key_text, read_instant
from lofte.systems.sql.loosely import loosened, people_asked_of, rows_asked_of

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
AT_ONCE = 5_000
"""Rows decided, and changed, in one transaction."""

Key = tuple[Any, ...]
"""The values of a row's key, as the database gives them."""


class Learning(Protocol):
    """What our records know, as far as a question needs it."""

    def loosely(self) -> Known:
        """All facts by which a need may fall."""
        ...

    def is_silent(self, fact: str) -> bool:
        """Whether no record of this kind exists at all."""
        ...

    def about(self, identifiers: Iterable[Identifier], rows: Iterable[RowKey]) -> Known:
        """Everything about these people and rows."""
        ...


@dataclass(frozen=True, slots=True)
class SqlSystem:
    """One SQL system bound to the declaration, ready to be asked and changed."""

    database: Database
    bound: BoundSystem

    @property
    def zones(self) -> Zones:
        """Of its times, and of the days that count."""
        return Zones(self.bound.zone, self.bound.local)

    @property
    def surroundings(self) -> Surroundings:
        """Where its questions are asked."""
        keys = {name: info.primary_key for name, info in self.bound.catalog.tables.items()}
        keys |= {name: table.key for name, table in self.bound.tables.items()}
        return Surroundings(self.bound.name, self.bound.catalog, keys, self.database.dialect, self.zones)

    def due(
        self, connection: Connection, table: BoundTable, where: Predicate, learning: Learning
    ) -> Iterator[list[Key]]:
        """The keys of all rows of which `where` is true, some thousands at a time, in one snapshot."""
        is_exact = not facts_named(simplified(where, learning.is_silent))
        for candidates in self.candidates(connection, table, where, learning):
            if is_exact:
                yield candidates
                continue
            told = self.truths(connection, table, {"due": where}, candidates, learning)
            if found := [key for key in candidates if key in told and told[key]["due"]]:
                yield found

    def candidates(
        self, connection: Connection, table: BoundTable, where: Predicate, learning: Learning
    ) -> Iterator[list[Key]]:
        """The keys of all rows of which `where` is true, and perhaps of more; exact when our records are silent."""
        query = self.question(table, where, learning)
        found = connection.execution_options(yield_per=AT_ONCE).execute(query)
        for part in found.partitions(max(1, AT_ONCE // len(table.key))):
            yield [tuple(row) for row in part]

    def question(self, table: BoundTable, where: Predicate, learning: Learning) -> sa.Select[Any]:
        """The statement that finds the candidates."""
        known = learning.loosely()
        # What is silent is left out first: with it a fact may go that the looser question would keep, asking too much.
        loose = factored(simplified(loosened(simplified(where, learning.is_silent)), known.is_empty))
        compiler = Compiler(self.surroundings, Spelled(known))
        source = compiler.table(table.name)
        return sa.select(*(source.c[column] for column in table.key)).where(compiler.where(loose, table.name, source))

    def truths(
        self,
        connection: Connection,
        table: BoundTable,
        questions: Mapping[str, Predicate],
        keys: Sequence[Key],
        learning: Learning,
    ) -> dict[Key, dict[str, bool]]:
        """For each of these rows that is there, whether each question is true of it."""
        learning.loosely()  # read again if an act has been recorded since
        asked = {name: simplified(question, learning.is_silent) for name, question in questions.items()}
        spelled = self.spelled(connection, table, asked.values(), keys, learning)
        asked = {name: spelled.short(question) for name, question in asked.items()}
        atoms = list(dict.fromkeys(atom for question in asked.values() for atom in atoms_of(question)))
        compiler = Compiler(self.surroundings, spelled)
        source = compiler.table(table.name)
        columns = [source.c[column] for column in table.key]
        answers = [
            sa.case((compiler.where(factored(atom), table.name, source), 1), else_=0).label(f"q{at}")
            for at, atom in enumerate(atoms)
        ]
        query = sa.select(*columns, *answers).where(self.among(source, table, keys))
        width = len(table.key)
        # Few rows differ in their atoms: each combination is decided once.
        known: dict[tuple[int, ...], dict[str, bool]] = {}
        told: dict[Key, dict[str, bool]] = {}
        for row in connection.execute(query):
            said = tuple(row[width:])
            if said not in known:
                truths = dict(zip(atoms, map(bool, said), strict=True))
                known[said] = {name: decided(question, truths) for name, question in asked.items()}
            told[tuple(row[:width])] = known[said]
        return told

    def spelled(
        self,
        connection: Connection,
        table: BoundTable,
        questions: Iterable[Predicate],
        keys: Sequence[Key],
        learning: Learning,
    ) -> Spelled:
        """How the people asked about are spelled in these rows, and all that is known of them and of the rows."""
        questions = list(questions)
        people: dict[tuple[str, str, str], set[str]] = {}
        rows: dict[str, set[str]] = {}
        for hops, column, kind in sorted(set().union(*map(people_asked_of, questions)), key=repr):
            place = (hops[-1].table if hops else table.name, column, kind)
            people.setdefault(place, set()).update(self._spellings(connection, table, hops, column, keys))
        for hops in sorted(set().union(*map(rows_asked_of, questions)), key=repr):
            end = hops[-1].table if hops else table.name
            rows.setdefault(end, set()).update(self._row_keys(connection, table, hops, keys))
        identifiers = {normal(kind, raw) for (_, _, kind), raws in people.items() for raw in raws}
        named = {RowKey(self.bound.name, name, key) for name, found in rows.items() for key in found}
        known = learning.about(identifiers, named)
        return Spelled(
            known,
            {place: frozenset(raws) for place, raws in people.items()},
            {name: frozenset(found) for name, found in rows.items()},
        )

    def identifiers(self, connection: Connection, table: BoundTable, keys: Sequence[Key]) -> set[Identifier]:
        """Of whom these rows are, under every identifier that their sites lead to."""
        return {
            normal(site.kind, raw)
            for party in table.parties
            for site in party.sites
            for raw in self._spellings(connection, table, site.hops, site.column, keys)
        }

    def among(self, source: FromClause, table: BoundTable, keys: Sequence[Key]) -> ColumnElement[bool]:
        """The row is one of these."""
        columns = [source.c[column] for column in table.key]
        if len(columns) == 1:
            kind = table.info.columns[table.key[0]].kind
            return self.database.dialect.among(columns[0], kind, [key[0] for key in keys])
        return sa.tuple_(*columns).in_(list(keys))

    def has(self, connection: Connection, table: BoundTable, row: RowKey) -> bool:
        """Whether the row is there, under just the name by which facts know it."""
        source = Compiler(self.surroundings, None).table(table.name)
        same = [key_text(source.c[name]) == text for name, text in zip(table.key, row.values, strict=True)]
        return connection.execute(sa.select(sa.literal(1)).select_from(source).where(*same)).first() is not None

    def row_key(self, table: BoundTable, key: Key) -> RowKey:
        """The name under which our records know a row."""
        return RowKey.of(self.bound.name, table.name, map(_key_text, key))

    def key_of(self, table: BoundTable, row: RowKey) -> Key:
        """A row's key from its name, typed as its columns are."""
        kinds = [table.info.columns[column].kind for column in table.key]
        typed = _typed if self.bound.catalog.dialect == "postgresql" else _loosely_typed
        return tuple(typed(text, kind) for text, kind in zip(row.values, kinds, strict=True))

    def instant(self, value: object) -> datetime | None:
        """A time as the database gives it, as an instant; a date is its first moment in local time."""
        match value:
            case None:
                return None
            case datetime():
                zone = ZoneInfo(self.zones.stored)
                return value if value.tzinfo else value.replace(tzinfo=zone)
            case date():
                return midnight(value, self.zones.local)
            case _:
                micros = read_instant(value, self.zones.stored, self.zones.local)
                return None if micros is None else EPOCH + timedelta(microseconds=micros)

    def _spellings(
        self, connection: Connection, table: BoundTable, hops: tuple[Hop, ...], column: str, keys: Sequence[Key]
    ) -> set[str]:
        tables, joins = self.joined(table.name, hops)
        kind = self.bound.catalog.tables[hops[-1].table if hops else table.name].columns[column].kind
        value = tables[-1].c[column] if kind is ColumnKind.TEXT else key_text(tables[-1].c[column])
        among = self.among(tables[0], table, keys)
        query = sa.select(value).distinct().select_from(joins).where(among, value.is_not(None))
        return {str(raw) for (raw,) in connection.execute(query)}

    def _row_keys(
        self, connection: Connection, table: BoundTable, hops: tuple[Hop, ...], keys: Sequence[Key]
    ) -> set[str]:
        if not hops:
            return {self.row_key(table, key).key for key in keys}
        tables, joins = self.joined(table.name, hops)
        names = self.surroundings.keys[hops[-1].table]
        query = sa.select(*(tables[-1].c[name] for name in names)).distinct().select_from(joins)
        found = connection.execute(query.where(self.among(tables[0], table, keys)))
        return {RowKey.of(self.bound.name, hops[-1].table, map(_key_text, row)).key for row in found}

    def joined(
        self, table: str, hops: tuple[Hop, ...], beside: Compiler | None = None
    ) -> tuple[list[FromClause], FromClause]:
        """The tables along hops and all of them joined, each under an alias of its own, also `beside` another join."""
        compiler = beside or Compiler(self.surroundings, None)
        tables = [compiler.table(table)]
        joins: FromClause = tables[0]
        for hop in hops:
            there = compiler.table(hop.table)
            joins = joins.join(there, there.c[hop.theirs] == tables[-1].c[hop.ours])
            tables.append(there)
        return tables, joins


def _key_text(value: object) -> str:
    return str(value)


def _typed(text: str, kind: ColumnKind) -> object:
    match kind:
        case ColumnKind.INTEGER:
            return int(text)
        case ColumnKind.NUMBER:
            return Decimal(text)
        case ColumnKind.UUID:
            return uuid.UUID(text)
        case ColumnKind.DATE:
            return date.fromisoformat(text)
        case _:
            return text


def _loosely_typed(text: str, kind: ColumnKind) -> object:
    """As SQLite gives it: days and times as they were written, numbers whole where they can be."""
    if kind not in (ColumnKind.INTEGER, ColumnKind.NUMBER, ColumnKind.BOOLEAN):
        return text
    try:
        return int(text) if text.lstrip("-").isdigit() else float(text)
    except ValueError:
        return text  # SQLite keeps a text in a column of numbers
