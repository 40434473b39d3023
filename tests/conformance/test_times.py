"""A time is before a day by its local date, however the database writes it down."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from conformance.asked import around, asked, told
from conformance.opening import opened
from conformance.plain import Member, World
from lofte.periods import midnight
from lofte.predicate import (
    Before,
    BesideFact,
    ColumnLater,
    Fact,
    Not,
    Outer,
    Predicate,
    Than,
    Undated,
    negate,
)
from lofte.systems.sql.compile import Compiler, Spelled
from lofte.systems.sql.dialect import Zones

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

        assert holds(Undated("at")) == (day is None and text not in (None, ""))
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
