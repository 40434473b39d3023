"""The one place that knows how databases differ: times, texts, lists of values, locks.

In:   column expressions, dates, lists of values.       Out:  SQLAlchemy expressions for SQLite and PostgreSQL.
Never: puts a value into the text of a statement; every value is bound.

The idea in one read: days are compared as half-open instants, so that an index on the column serves: `column <
midnight`. SQLite keeps times as text, and text of many shapes; there the comparison is made twice, on the text (two
days too generous, for the index) and on the local date that a function of ours reads from it. A list of facts
travels as one JSON parameter, whatever its length, and is unpacked by the database.
Law:  none.
Kept true by: tests/conformance/, tests/differential/.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Date,
    DateTime,
    FromClause,
    Text,
    Uuid,
    and_,
    any_,
    bindparam,
    cast,
    collate,
    event,
    false,
    func,
    literal,
    literal_column,
    or_,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.types import TypeEngine

from lofte.catalog import ColumnInfo, ColumnKind
from lofte.periods import local_date, midnight

FactRow = tuple[tuple[str, ...], str | None, datetime | date | None]
"""A row's key values (none for a fact of a person), the person's identifier as it is spelled, the time."""

ARRAYS: Mapping[ColumnKind, TypeEngine[Any]] = {
    ColumnKind.INTEGER: BigInteger(),
    ColumnKind.TEXT: Text(),
    ColumnKind.UUID: Uuid(),
}
"""Kinds of keys that PostgreSQL takes as an array."""
VISIBLE = " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f"
"""What counts as blank at the ends of an identifier, as Python's `strip` has it for ASCII."""

LOCK_PATIENCE = 5
"""Seconds to wait for a lock of PostgreSQL: whoever works in the database goes before us."""

WORLD_WIDE = timedelta(days=2)
"""What the date in a text and the local date may differ by at most: from UTC+14 to UTC-12 it is 26 hours."""

ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
"""How a text with a time must begin: texts of this form stand in the order of their days, which an index needs."""


@dataclass(frozen=True, slots=True)
class Zones:
    """`stored`: of times without one; `local`: in which days are counted."""

    stored: str
    local: str


class Dialect(Protocol):
    """What the statements need that databases do differently."""

    def before(self, value: ColumnElement[Any], info: ColumnInfo, day: date, zones: Zones) -> ColumnElement[bool]:
        """`value` is filled and its local date lies before `day`; never NULL."""
        ...

    def undated(self, value: ColumnElement[Any], info: ColumnInfo, zones: Zones) -> ColumnElement[bool]:
        """`value` is filled, and not with a time; never NULL."""
        ...

    def instant(self, value: ColumnElement[Any], info: ColumnInfo, zones: Zones) -> ColumnElement[Any]:
        """`value` as something that compares with the time of a fact."""
        ...

    def local_date(self, value: ColumnElement[Any], info: ColumnInfo, zones: Zones) -> ColumnElement[Any]:
        """`value` as something that compares with the day of a fact."""
        ...

    def day(self, day: date) -> Any:
        """A day as it is bound beside the day of a fact."""
        ...

    def facts(self, rows: Sequence[FactRow], width: int, zones: Zones) -> FromClause:
        """The facts as a table with columns k0…, `person`, `at`, `day`."""
        ...

    def among(self, value: ColumnElement[Any], kind: ColumnKind, values: Sequence[Any]) -> ColumnElement[bool]:
        """`value` is one of these, as the database gave them; however many they are, they travel as one."""
        ...

    def plain(self, value: ColumnElement[Any]) -> ColumnElement[str]:
        """A text in the normal form of ASCII identifiers: without blanks at the ends, in lower case."""
        ...

    def visible(self, value: ColumnElement[Any]) -> ColumnElement[bool]:
        """Whether a text has more than blanks; NULL where there is none."""
        ...

    def beyond_ascii(self, value: ColumnElement[Any]) -> ColumnElement[bool]:
        """Whether a text has a character that `plain` does not know."""
        ...

    def prepare(self, connection: Connection, *, writing: bool) -> None:
        """Begin a transaction as this work needs it: on one snapshot, with short waits for locks for writing."""
        ...


class PostgreSQL:
    """PostgreSQL through psycopg."""

    def before(self, value: ColumnElement[Any], info: ColumnInfo, day: date, zones: Zones) -> ColumnElement[bool]:
        match info.kind:
            case ColumnKind.DATE:
                limit: Any = bindparam(None, day, type_=Date())
            case ColumnKind.NAIVE:
                here = midnight(day, zones.local).astimezone(ZoneInfo(zones.stored)).replace(tzinfo=None)
                limit = bindparam(None, here, type_=DateTime())
            case _:
                limit = bindparam(None, midnight(day, zones.local), type_=DateTime(timezone=True))
        return and_(value.is_not(None), value < limit)

    def undated(self, value: ColumnElement[Any], info: ColumnInfo, zones: Zones) -> ColumnElement[bool]:  # noqa: ARG002
        return false()

    def instant(self, value: ColumnElement[Any], info: ColumnInfo, zones: Zones) -> ColumnElement[Any]:
        match info.kind:
            case ColumnKind.INSTANT:
                return value
            case ColumnKind.DATE:
                return func.timezone(zones.local, cast(value, DateTime()))
            case _:
                return func.timezone(zones.stored, cast(value, DateTime()))

    def local_date(self, value: ColumnElement[Any], info: ColumnInfo, zones: Zones) -> ColumnElement[Any]:
        if info.kind is ColumnKind.DATE:
            return value
        return cast(func.timezone(zones.local, self.instant(value, info, zones)), Date())

    def day(self, day: date) -> Any:
        return bindparam(None, day, type_=Date())

    def facts(self, rows: Sequence[FactRow], width: int, zones: Zones) -> FromClause:
        packed = cast(bindparam(None, _packed(rows, zones), type_=Text()), JSONB)
        each = func.jsonb_array_elements(packed).table_valued("value", name="fact")
        item = each.c.value.cast(JSONB)
        keys = [item.op("->>")(literal_column(str(at))).label(f"k{at}") for at in range(width)]
        return select(
            *keys,
            item.op("->>")(literal_column(str(width))).label("person"),
            cast(item.op("->>")(literal_column(str(width + 1))), DateTime(timezone=True)).label("at"),
            cast(item.op("->>")(literal_column(str(width + 2))), Date()).label("day"),
        ).subquery()

    def among(self, value: ColumnElement[Any], kind: ColumnKind, values: Sequence[Any]) -> ColumnElement[bool]:
        if kind not in ARRAYS:
            return value.in_(values)
        return value == any_(bindparam(None, list(values), type_=ARRAY(ARRAYS[kind])))

    def plain(self, value: ColumnElement[Any]) -> ColumnElement[str]:
        # Under the collation "C" only A to Z have a lower case.
        return func.lower(collate(func.btrim(value, VISIBLE), "C"))

    def visible(self, value: ColumnElement[Any]) -> ColumnElement[bool]:
        return func.btrim(value, VISIBLE) != ""

    def beyond_ascii(self, value: ColumnElement[Any]) -> ColumnElement[bool]:
        # In UTF-8 the lengths tell, at a tenth of what the pattern costs; elsewhere only the pattern does.
        longer = func.octet_length(value) != func.char_length(value)
        elsewhere = func.current_setting("server_encoding") != "UTF8"
        return or_(longer, and_(elsewhere, value.op("~")(literal("[^\x01-\x7f]"))))

    def prepare(self, connection: Connection, *, writing: bool) -> None:
        # One snapshot for writing too: who is in a row is learnt by one statement and acted on by another.
        mode = "" if writing else " read only"
        connection.execute(text(f"set transaction isolation level repeatable read{mode}"))
        if writing:
            connection.execute(text(f"set local lock_timeout = '{LOCK_PATIENCE}s'"))


class SQLite:
    """SQLite through the standard library; the connection carries our functions (`add_functions`)."""

    def before(self, value: ColumnElement[Any], info: ColumnInfo, day: date, zones: Zones) -> ColumnElement[bool]:  # noqa: ARG002
        limit = literal(day.isoformat())
        generous = literal((day + WORLD_WIDE).isoformat() if day <= date.max - WORLD_WIDE else "9999-12-31~")
        exact = func.lofte_day(value, zones.stored, zones.local)
        return and_(
            value.is_not(None),
            value < generous,
            func.coalesce(exact < limit, literal_column("0")) == literal_column("1"),
        )

    def undated(self, value: ColumnElement[Any], info: ColumnInfo, zones: Zones) -> ColumnElement[bool]:  # noqa: ARG002
        day = func.lofte_day(value, zones.stored, zones.local)
        return and_(value.is_not(None), self.visible(cast(value, Text())), day.is_(None))

    def instant(self, value: ColumnElement[Any], info: ColumnInfo, zones: Zones) -> ColumnElement[Any]:  # noqa: ARG002
        return func.lofte_instant(value, zones.stored, zones.local)

    def local_date(self, value: ColumnElement[Any], info: ColumnInfo, zones: Zones) -> ColumnElement[Any]:  # noqa: ARG002
        return func.lofte_day(value, zones.stored, zones.local)

    def day(self, day: date) -> Any:
        return literal(day.isoformat())

    def facts(self, rows: Sequence[FactRow], width: int, zones: Zones) -> FromClause:
        each = func.json_each(bindparam(None, _packed(rows, zones), type_=Text())).table_valued("value", name="fact")

        def item(at: int) -> ColumnElement[Any]:
            return func.json_extract(each.c.value, f"$[{at}]")

        keys = [item(at).label(f"k{at}") for at in range(width)]
        at = func.lofte_instant(item(width + 1), "UTC", "UTC").label("at")
        return select(*keys, item(width).label("person"), at, item(width + 2).label("day")).subquery()

    def among(self, value: ColumnElement[Any], kind: ColumnKind, values: Sequence[Any]) -> ColumnElement[bool]:  # noqa: ARG002
        if not all(isinstance(one, int | str) for one in values):
            return value.in_(values)
        listed = func.json_each(bindparam(None, json.dumps(values, ensure_ascii=False), type_=Text()))
        return value.in_(select(listed.table_valued("value", name="listed").c.value))

    def plain(self, value: ColumnElement[Any]) -> ColumnElement[str]:
        return func.lower(func.trim(value, VISIBLE))

    def visible(self, value: ColumnElement[Any]) -> ColumnElement[bool]:
        return func.trim(value, VISIBLE) != ""

    def beyond_ascii(self, value: ColumnElement[Any]) -> ColumnElement[bool]:
        return value.op("glob")(literal("*[^\x01-\x7f]*"))

    def prepare(self, connection: Connection, *, writing: bool) -> None:
        connection.exec_driver_sql(f"pragma query_only = {'off' if writing else 'on'}")
        connection.exec_driver_sql("begin immediate" if writing else "begin")


def dialect_of(name: str) -> Dialect:
    """The dialect by SQLAlchemy's name of it."""
    return PostgreSQL() if name == "postgresql" else SQLite()


def add_functions(engine: Engine) -> None:
    """Give every SQLite connection of the engine our functions, and leave beginning a transaction to `prepare`."""

    @event.listens_for(engine, "connect")
    def connected(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None
        connection.create_function("lofte_day", 3, read_day, deterministic=True)
        connection.create_function("lofte_instant", 3, read_instant, deterministic=True)
        connection.execute("pragma foreign_keys = on")

    @event.listens_for(engine, "checkin")
    def given_back(connection: sqlite3.Connection | None, _: object) -> None:
        if connection is not None:
            connection.execute("pragma query_only = off")


def read_day(value: object, stored: str, local: str) -> str | None:
    """The local date in a text, as ISO text; None when it is none.

    >>> read_day("2024-12-31T23:30:00Z", "Europe/Stockholm", "Europe/Stockholm")
    '2025-01-01'
    """
    moment = _moment(value, stored, local)
    return None if moment is None else local_date(moment, local).isoformat()


def read_instant(value: object, stored: str, local: str) -> int | None:
    """The instant in a text, as microseconds since 1970 in UTC; a date alone is its first moment in `local`."""
    moment = _moment(value, stored, local)
    return None if moment is None else (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def _moment(value: object, stored: str, local: str) -> datetime | None:
    text = value.strip(VISIBLE) if isinstance(value, str) else ""
    begins = ISO_DAY.match(text)
    try:
        if begins is None:
            return None
        if begins.end() == len(text):
            return datetime.combine(date.fromisoformat(text), datetime.min.time(), ZoneInfo(local))
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(stored))


def _packed(rows: Sequence[FactRow], zones: Zones) -> str:
    """The facts as JSON: key values, person, instant, local day."""
    return json.dumps([[*key, person, *_times(moment, zones)] for key, person, moment in rows], ensure_ascii=False)


def _times(moment: datetime | date | None, zones: Zones) -> tuple[str | None, str | None]:
    match moment:
        case None:
            return None, None
        case datetime():
            return moment.astimezone(UTC).isoformat(), moment.astimezone(ZoneInfo(zones.local)).date().isoformat()
        case date():
            return midnight(moment, zones.local).isoformat(), moment.isoformat()


def key_text(value: ColumnElement[Any]) -> ColumnElement[str]:
    """A key value as the text by which facts name rows."""
    return cast(value, Text)
