"""A database answers every form of question as a plain look at the rows does, NULL and NOT included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from sqlalchemy.engine import Connection

from conformance.opening import opened
from conformance.plain import Here, Member, Row, World, made, predicates, truth, worlds
from lofte.facts import Facts, Identifier, RowKey, normal
from lofte.needs.facts import Known, Times
from lofte.periods import midnight
from lofte.predicate import (
    All,
    Before,
    BesideFact,
    ColumnLater,
    Fact,
    FactDated,
    FactLater,
    FactOpen,
    Filled,
    Is,
    Not,
    Outer,
    PersonAt,
    Predicate,
    Than,
    negate,
)
from lofte.systems.sql.compile import Compiler, Spelled, Surroundings
from lofte.systems.sql.database import Database
from lofte.systems.sql.dialect import Zones
from lofte.systems.sql.loosely import loosened

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


@pytest.fixture
def club(database: str) -> Iterator[Database]:
    with opened(database, *DDL) as found:
        yield found


def truly(question: Predicate, world: World, table: str = "people") -> list[Any]:
    return [row["id"] for row in world.tables[table] if truth(question, (Here(table, row),), world)]


def test_a_database_answers_every_question_as_a_plain_look_does(club: Database) -> None:
    surroundings = around(club)

    @WITHIN_A_TEST
    @given(predicates(), worlds())
    def answers_alike(raw: Predicate, world: World) -> None:
        question = made(raw)
        with club.writing() as connection:
            fill(connection, world)
            compiler = Compiler(surroundings, spelled(world))
            assert asked(connection, compiler, question, "people") == truly(raw, world)
            assert asked(connection, compiler, negate(question), "people") == truly(Not(raw), world)

    answers_alike()


def test_a_question_asked_loosely_misses_no_row_of_which_it_is_true(club: Database) -> None:
    surroundings = around(club)

    @WITHIN_A_TEST
    @given(predicates(), worlds())
    def misses_nothing(raw: Predicate, world: World) -> None:
        loose = loosened(made(raw))
        with club.writing() as connection:
            fill(connection, world)
            found = asked(connection, Compiler(surroundings, Spelled(told(world))), loose, "people")
        assert set(truly(raw, world)) <= set(found)

    misses_nothing()


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
AT_EMAIL = PersonAt("email", "email")


ATOMS: list[tuple[Predicate, list[int]]] = [
    (Filled("email"), [2, 3, 4]),
    (Filled("email", ("gone",)), [2, 3]),
    (Filled("email", (), True), [2, 4]),
    (Is("boss_id", ("1", "9")), [2, 4]),
    (Is("email", ("gone",)), [4]),
    (Before("opened", date(2024, 3, 1)), [2]),
    (Before("closed", date(2024, 3, 2)), [2, 4]),
    (ColumnLater("opened", "closed"), [3]),
    (ColumnLater("closed", "opened"), [2]),
    (Fact("told:a", person=AT_EMAIL), [2]),
    (Fact("told:a", row=0), [3]),
    (Fact("told:a", row=0, inner=FactOpen()), [3]),
    (Fact("told:a", row=0, inner=FactDated()), []),
    (Fact("told:a", person=AT_EMAIL, inner=FactDated(before=date(2024, 3, 1))), [2]),
    (Fact("told:b", row=0, inner=FactDated(before=date(2024, 3, 1))), []),
    (Fact("told:b", row=0, inner=FactDated(since=date(2024, 3, 1))), [2]),
    (Fact("released:c", row=0, person=AT_EMAIL), [2, 4]),
    (Fact("released:c", row=0, person=AT_EMAIL, inner=FactDated(since=date(2024, 3, 1))), [4]),
]


def test_what_each_atom_means(club: Database) -> None:
    world = World({"people": ROWS, "notes": []}, MEMBERS)
    with club.writing() as connection:
        fill(connection, world)
        compiler = Compiler(around(club), spelled(world))
        for question, rows in ATOMS:
            assert asked(connection, compiler, question, "people") == rows, question
            rest = [number for number in (1, 2, 3, 4) if number not in rows]
            assert asked(connection, compiler, Not(question), "people") == rest, question
            assert truly(question, world) == rows, question


def test_what_is_compared_with_an_open_time_is_false_and_its_opposite_true(club: Database) -> None:
    members = (Member("told:a", ("people", 2), None, None), Member("told:b", ("people", 2), None, date(2024, 3, 1)))
    world = World({"people": ROWS[1:2], "notes": []}, members)
    later = Fact("told:a", row=0, inner=Outer(1, Fact("told:b", row=0, inner=FactLater(2))))
    not_later = Fact("told:a", row=0, inner=Outer(1, Fact("told:b", row=0, inner=Not(FactLater(2)))))
    with club.writing() as connection:
        fill(connection, world)
        compiler = Compiler(around(club), spelled(world))
        assert asked(connection, compiler, later, "people") == truly(later, world) == []
        assert asked(connection, compiler, not_later, "people") == truly(not_later, world) == [2]


# Times

DAY = date(2024, 3, 1)
FIRST = midnight(DAY, "Europe/Stockholm")
KINDS = {
    "sqlite": {"date": "date", "naive": "datetime", "instant": "text"},
    "postgresql": {"date": "date", "naive": "timestamp", "instant": "timestamptz"},
}


def stored(kind: str, instant: datetime, zone: timedelta) -> str:
    """How a moment is written in a column of a kind; `zone` is what the system's own times are off from UTC."""
    match kind:
        case "naive":
            return (instant + zone).replace(tzinfo=None).isoformat(sep=" ")
        case _:
            return instant.isoformat()


@pytest.mark.parametrize("kind", ["naive", "instant"])
@pytest.mark.parametrize(
    ("zone", "off"),
    [("UTC", timedelta()), ("Europe/Stockholm", timedelta(hours=1)), ("Asia/Tokyo", timedelta(hours=9))],
)
def test_a_moment_before_midnight_is_before_the_day_and_midnight_is_not(
    database: str, kind: str, zone: str, off: timedelta
) -> None:
    with opened(database) as club:
        kinds = KINDS[club.engine.dialect.name]
        moments = [FIRST - timedelta(seconds=1), FIRST, FIRST + timedelta(hours=23), FIRST - timedelta(hours=24)]
        with club.writing() as connection:
            connection.exec_driver_sql(f"create table people (id integer primary key, at {kinds[kind]})")
            for number, moment in enumerate(moments, start=1):
                connection.exec_driver_sql(f"insert into people values ({number}, '{stored(kind, moment, off)}')")
            connection.exec_driver_sql("insert into people values (5, null)")
        surroundings = around(club, Zones(zone, "Europe/Stockholm"))
        with club.reading() as connection:
            compiler = Compiler(surroundings, None)
            assert asked(connection, compiler, Before("at", DAY), "people") == [1, 4]
            assert asked(connection, compiler, Not(Before("at", DAY)), "people") == [2, 3, 5]
            assert asked(connection, compiler, Before("at", DAY + timedelta(days=1)), "people") == [1, 2, 3, 4]
            assert asked(connection, compiler, Before("at", date(2, 1, 1)), "people") == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-03-01", "2024-03-01"),
        (" 2024-03-01\n", "2024-03-01"),
        ("2024-02-29T23:00:00Z", "2024-03-01"),
        ("2024-02-29 22:59:59.999999Z", "2024-02-29"),
        ("2024-03-01T00:30:00+01:00", "2024-03-01"),
        ("2024-03-01 00:30:00+02:00", "2024-02-29"),
        ("2024-03-01T13:30:00+14:00", "2024-03-01"),
        ("2024-02-29T12:30:00-12:00", "2024-03-01"),
        ("2024-03-01 00:00", "2024-03-01"),
        ("2024-03-31T02:30:00", "2024-03-31"),
        ("9999-12-31 23:59:59Z", "9999-12-31"),
        ("0001-01-01 00:00:00", "0001-01-01"),
        ("20240301", None),
        ("2024-W09-5", None),
        ("2024-02-30", None),
        ("2024", None),
        ("1709251200", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_sqlite_reads_the_day_of_a_text_of_any_shape_and_of_rubbish_none(
    sqlite_database: str, text: str | None, day: str | None
) -> None:
    with opened(sqlite_database, "create table people (id integer primary key, at text)") as club:
        with club.writing() as connection:
            connection.execute(sa.text("insert into people values (1, :at)"), {"at": text})
        compiler = Compiler(around(club), None)

        def holds(question: Predicate) -> bool:
            with club.reading() as connection:
                found = asked(connection, compiler, question, "people")
                assert asked(connection, compiler, negate(question), "people") == [n for n in (1,) if n not in found]
                return bool(found)

        if day is None:
            assert not holds(Before("at", date.max))
            assert not holds(ColumnLater("at", "at"))
        else:
            local = date.fromisoformat(day)
            assert not holds(Before("at", local))
            assert local == date.max or holds(Before("at", local + timedelta(days=1)))


def test_a_text_far_from_the_local_zone_is_found_by_the_index_too(sqlite_database: str) -> None:
    with opened(sqlite_database, "create table people (id integer primary key, at text)") as club:
        with club.writing() as connection:
            connection.exec_driver_sql("insert into people values (1, '2024-03-03T00:30:00+14:00')")
        compiler = Compiler(around(club, Zones("UTC", "Pacific/Pago_Pago")), None)
        with club.reading() as connection:
            assert asked(connection, compiler, Before("at", date(2024, 3, 2)), "people") == [1]


@pytest.mark.parametrize("kind", ["date", "naive", "instant"])
def test_a_column_compares_with_the_time_of_a_fact(database: str, kind: str) -> None:
    moment = datetime(2024, 3, 1, 11, tzinfo=UTC)
    moments = [moment - timedelta(days=1), moment, moment + timedelta(minutes=1), moment + timedelta(days=1)]
    members = tuple(Member("told:a", ("people", number), None, moment) for number in (1, 2, 3, 4, 5))
    with opened(database) as club:
        with club.writing() as connection:
            column = KINDS[club.engine.dialect.name][kind]
            connection.exec_driver_sql(f"create table people (id integer primary key, at {column})")
            for number, at in enumerate(moments, start=1):
                value = at.date().isoformat() if kind == "date" else stored(kind, at, timedelta(hours=1))
                connection.exec_driver_sql(f"insert into people values ({number}, '{value}')")
            connection.exec_driver_sql("insert into people values (5, null)")
        # A date is its first moment, so that of the same day is earlier than noon.
        noon_too = [1, 2, 3] if kind == "date" else [1]
        expected = {Than.LATER_DATE: [4], Than.EARLIER: noon_too, Than.AS_EARLY: sorted({*noon_too, 2})}
        with club.reading() as connection:
            compiler = Compiler(around(club), Spelled(told(World({}, members)), {}))
            for than, rows in expected.items():
                question = Fact("told:a", row=0, inner=_beside(than))
                assert asked(connection, compiler, question, "people") == rows, than
                opposite = Fact("told:a", row=0, inner=negate(_beside(than)))
                rest = [number for number in (1, 2, 3, 4, 5) if number not in rows]
                assert asked(connection, compiler, opposite, "people") == rest, than


def _beside(than: Than) -> Predicate:
    return Outer(1, BesideFact("at", than, 1))


@pytest.mark.parametrize("kind", ["integer", "uuid", "text"])
def test_a_person_known_by_a_number_is_found_like_any_other(database: str, kind: str) -> None:
    value = {"integer": "17", "uuid": "8f14e45f-ceea-467f-a0e6-1d1b2c3d4e5f", "text": "K-17"}[kind]
    with opened(database) as club:
        column = "text" if kind == "uuid" and club.engine.dialect.name == "sqlite" else kind
        with club.writing() as connection:
            connection.exec_driver_sql(f"create table people (id integer primary key, number {column})")
            connection.exec_driver_sql(f"insert into people values (1, '{value}'), (2, null)")
        known = told(World({}, (Member("told:a", None, value, None),)))
        at = ("people", "number", "customer-number")
        question = Fact("told:a", person=PersonAt("number", "customer-number"))
        beside = Fact(
            "told:a", person=PersonAt("number", "customer-number"), inner=All((Outer(1, Filled("id")), FactOpen()))
        )
        with club.reading() as connection:
            exact = Compiler(around(club), Spelled(known, {at: frozenset({value})}))
            assert asked(connection, exact, question, "people") == [1]
            assert asked(connection, exact, beside, "people") == [1]
            assert asked(connection, exact, negate(question), "people") == [2]


def test_people_are_compared_by_their_normal_form_and_never_by_how_a_database_compares(club: Database) -> None:
    rows: list[Row] = [
        {**ROWS[0], "id": 1, "email": "Åsa@Example.org"},
        {**ROWS[0], "id": 2, "email": "åsa@example.org "},
    ]
    world = World(
        {"people": rows, "notes": []}, (Member("told:a", None, normal("email", "ÅSA@example.org").value, None),)
    )
    question = Fact("told:a", person=AT_EMAIL)
    with club.writing() as connection:
        fill(connection, world)
        assert asked(connection, Compiler(around(club), spelled(world)), question, "people") == [1, 2]
        loose = Compiler(around(club), Spelled(told(world)))
        assert asked(connection, loose, loosened(question), "people") == [1, 2]


def test_every_value_is_bound_and_every_name_quoted(database: str) -> None:
    strange = 'it\'s "odd"; drop table people'
    quoted = strange.replace('"', '""')
    with opened(database, f'create table "{quoted}" (id integer primary key, "select" text)') as club:
        with club.writing() as connection:
            target = sa.table(strange, sa.column("id"), sa.column("select"))
            connection.execute(sa.insert(target).values({"id": 1, "select": strange}))
        with club.reading() as connection:
            compiler = Compiler(around(club), None)
            assert asked(connection, compiler, Is("select", (strange,)), strange) == [1]
