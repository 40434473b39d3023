"""Put the plain rows and facts of a test into a real database, and ask it.

In:   a `World`, a database.       Out:  the keys of the rows of which a question is true.
Never: answers itself; `plain` does.

The idea in one read: `Told` is what our records know, as a plain list of members; the tables are those of which `plain`
draws questions.
Kept true by: every test of this folder that asks a question.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from sqlalchemy.engine import Connection

from conformance.plain import Here, Member, Row, World, truth
from lofte.facts import Facts, Identifier, RowKey
from lofte.needs.facts import Known, Times
from lofte.periods import midnight
from lofte.predicate import (
    Predicate,
)
from lofte.systems.sql.compile import Compiler, Spelled, Surroundings
from lofte.systems.sql.database import Database
from lofte.systems.sql.dialect import Zones

ZONES = Zones("Europe/Stockholm", "Europe/Stockholm")
WITHIN_A_TEST = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
DDL = (
    "create table people (id integer primary key, email text, opened date, closed date, boss_id integer)",
    "create table notes (id integer primary key, word text, opened date, closed date, person_id integer)",
)
TEXTS = (("people", "email", "email"), ("notes", "word", "email"))


@dataclass(frozen=True)
class Told(Known):
    """What is known, as a plain list."""

    members: tuple[Member, ...] = ()

    def of_person(self, name: str, identifier: Identifier) -> Times:
        return tuple(
            one.moment for one in self.members if (one.name, one.row, one.person) == (name, None, identifier.value)
        )

    def of_row(self, name: str, row: RowKey) -> Times:
        return tuple(one.moment for one in self.members if one.name == name and _row(one) == row)

    def of_person_in_row(self, name: str, row: RowKey) -> Iterator[tuple[Identifier | None, date]]:
        for one in self.members:
            if one.name == name and _row(one) == row:
                assert isinstance(one.moment, date)
                yield Identifier("email", one.person) if one.person else None, one.moment

    def rows(self, name: str, system: str, table: str) -> tuple[RowKey, ...]:
        found = (_row(one) for one in self.members if one.name == name)
        return tuple(dict.fromkeys(row for row in found if row and (row.system, row.table) == (system, table)))

    def people(self, name: str) -> Iterator[Identifier]:
        found = {one.person for one in self.members if one.name == name and one.row is None and one.person}
        return (Identifier("email", person) for person in found)

    def is_empty(self, name: str) -> bool:
        return all(one.name != name for one in self.members)


def _row(member: Member) -> RowKey | None:
    return RowKey.of("club", member.row[0], [str(member.row[1])]) if member.row else None


def told(world: World) -> Told:
    return Told(Facts(), midnight(date(2030, 1, 1), "UTC"), members=world.members)


def around(database: Database, zones: Zones = ZONES) -> Surroundings:
    catalog = database.catalog()
    keys = {name: info.primary_key for name, info in catalog.tables.items()}
    return Surroundings("club", catalog, keys, database.dialect, zones)


def asked(connection: Connection, compiler: Compiler, question: Predicate, table: str) -> list[Any]:
    source = compiler.table(table)
    query = sa.select(source.c.id).where(compiler.where(question, table, source)).order_by(source.c.id)
    return [row[0] for row in connection.execute(query)]


def spelled(world: World) -> Spelled:
    people = {
        (table, column, kind): frozenset(str(row[column]) for row in world.tables[table] if row[column] is not None)
        for table, column, kind in TEXTS
    }
    return Spelled(told(world), people)


def fill(connection: Connection, world: World) -> None:
    for table in ("notes", "people"):
        connection.exec_driver_sql(f"delete from {table}")
    for table, rows in world.tables.items():
        for row in rows:
            target = sa.table(table, *(sa.column(name, _type(name)) for name in row))
            connection.execute(sa.insert(target).values(row))


def _type(name: str) -> sa.types.TypeEngine[Any]:
    return sa.Date() if name in ("opened", "closed") else sa.Integer() if name.endswith("id") else sa.Text()


ROWS: list[Row] = [
    {"id": 1, "email": None, "opened": None, "closed": None, "boss_id": None},
    {"id": 2, "email": " B@Example.org", "opened": date(2024, 2, 29), "closed": date(2024, 3, 1), "boss_id": 1},
    {"id": 3, "email": "", "opened": date(2024, 3, 1), "closed": None, "boss_id": 2},
    {"id": 4, "email": "gone", "opened": date(2024, 3, 1), "closed": date(2024, 3, 1), "boss_id": 9},
]
MEMBERS = (
    Member("told:a", None, "b@example.org", datetime(2024, 2, 29, 22, 59, tzinfo=UTC)),
    Member("told:a", ("people", 3), None, None),
    Member("told:b", ("people", 2), None, datetime(2024, 2, 29, 23, tzinfo=UTC)),
    Member("released:c", ("people", 2), "b@example.org", date(2024, 2, 29)),
    Member("released:c", ("people", 4), None, date(2024, 3, 1)),
)


def truly(question: Predicate, world: World, table: str = "people") -> list[Any]:
    return [row["id"] for row in world.tables[table] if truth(question, (Here(table, row),), world)]
