"""Hold what a demonstration builds: rows by table, what was told beside them, and what must become of each planted row.

In:   rows, one at a time.       Out:  filled databases, and a `World` that can be kept as JSON.
Never: reads a clock; builds into a database that already has tables.

The idea in one read: a planted case is data. It names a row and its fate, so that the demonstration and the tests check
the same thing after a sweep. What only our own records can know (a consent, a withdrawal, an objection, a hold) is
data as well, a `Told`, for whoever has the records to record. Days are counted from the settable day by `event_day`,
which asks the calendar and not a subtraction, so that month ends and leap days are right.
Law:  GDPR Art. 5(1)(e).
Kept true by: tests/demo/test_world.py.

>>> event_day(Due.TOMORROW, date(2026, 11, 22), Period(years=2))
datetime.date(2024, 11, 22)
>>> event_day(Due.TODAY, date(2026, 11, 22), Period(years=2))
datetime.date(2024, 11, 21)
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal

from pydantic import TypeAdapter
from sqlalchemy import Engine, MetaData, Table, create_engine, func, inspect, select

from lofte.facts import RowKey
from lofte.periods import Period, cutoff

WORLD_FILE = "world.json"
WRITTEN = "gallrad"
"""What a scrubbed column that may not be NULL says instead; the declaration's `erase: {write: gallrad}`."""
NO_PERIOD = Period()
NOON = time(12, tzinfo=UTC)
"""Noon in UTC is the same day in Sweden, whatever the season."""
ROWS_AT_ONCE = 10_000


class WorldError(Exception):
    """The demonstration's databases cannot be built; the message says what to do."""


class Due(StrEnum):
    """From which day on a row may no longer be kept."""

    YESTERDAY = "yesterday"
    TODAY = "today"
    TOMORROW = "tomorrow"


class Fate(StrEnum):
    """What becomes of a row: it is gone, it lives, or it lives and is nobody's."""

    GOES = "goes"
    STAYS = "stays"
    ANONYMISED = "anonymised"


@dataclass(frozen=True, slots=True)
class Expect:
    """A row's fate; of a row that is left, which columns are `empty` afterwards and which are `kept` as they were."""

    fate: Fate
    empty: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


GOES = Expect(Fate.GOES)
STAYS = Expect(Fate.STAYS)


@dataclass(frozen=True, slots=True)
class Planted:
    """One case: a row, the clauses it stands for, and what must be true of it after the day's sweep or the erasure."""

    name: str
    clauses: tuple[str, ...]
    system: str
    table: str
    key: str
    expect: Expect
    after: Literal["sweep", "erasure"] = "sweep"

    @property
    def row(self) -> RowKey:
        """The row as our records name it."""
        return RowKey.of(self.system, self.table, (self.key,))


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """A person said yes; `email` is how the telling knows the person."""

    email: str
    consent: str
    at: datetime
    kind: Literal["consent-given"] = "consent-given"


@dataclass(frozen=True, slots=True)
class ConsentWithdrawn:
    """A person took a yes back."""

    email: str
    consent: str
    at: datetime
    kind: Literal["consent-withdrawn"] = "consent-withdrawn"


@dataclass(frozen=True, slots=True)
class ObjectionMade:
    """A person objected, to an activity or to `direct-marketing`."""

    email: str
    activity: str
    at: datetime
    kind: Literal["objection"] = "objection"


@dataclass(frozen=True, slots=True)
class RestrictionSet:
    """A person's data are kept and not used, for one activity or (None) for all."""

    email: str
    activity: str | None
    at: datetime
    kind: Literal["restriction"] = "restriction"


@dataclass(frozen=True, slots=True)
class HoldPlaced:
    """A row is kept longer, for a declared reason."""

    row: RowKey
    reason: str
    owner: str
    review_on: date
    at: datetime
    kind: Literal["hold"] = "hold"


@dataclass(frozen=True, slots=True)
class EventHappened:
    """Something that no column tells happened to a row."""

    row: RowKey
    event: str
    at: datetime
    kind: Literal["event"] = "event"


Told = ConsentGiven | ConsentWithdrawn | ObjectionMade | RestrictionSet | HoldPlaced | EventHappened


@dataclass(frozen=True, slots=True)
class World:
    """What was built; `urls` is from environment variable to database, `asks` is who asks for access and erasure."""

    day: date
    seed: int
    scale: int
    urls: Mapping[str, str]
    asks: str
    planted: tuple[Planted, ...]
    told: tuple[Told, ...]
    rows: Mapping[str, int]


class Filling:
    """Rows that wait to be inserted, with what is planted and told on the way. Keys are given here, from 1 up."""

    def __init__(self, day: date) -> None:
        self.day = day
        self.rows: dict[Table, list[dict[str, Any]]] = defaultdict(list)
        self.planted: list[Planted] = []
        self.told: list[Told] = []

    def add(self, table: Table, **values: Any) -> Any:
        """Add a row and give its key: a number, or for a text key the first letters of its table and a number."""
        rows = self.rows[table]
        (key,) = table.primary_key.columns
        number = len(rows) + 1
        given = f"{table.name[:3]}_{number:06x}" if key.type.python_type is str else number
        rows.append({key.name: given, **values})
        return given

    def plant(self, table: Table, key: Any, name: str, clauses: str, expect: Expect, *, erasure: bool = False) -> None:
        """Say what must become of a row; `clauses` are ids with spaces between."""
        system = str(table.metadata.info["system"])
        case = (name, tuple(clauses.split()), system, table.name, str(key), expect)
        self.planted.append(Planted(*case, after="erasure" if erasure else "sweep"))

    def tell(self, *told: Told) -> None:
        """Add what only our own records can know."""
        self.told.extend(told)


def event_day(due: Due, day: date, period: Period = NO_PERIOD, *, ceiling: bool = False) -> date:
    """The day of an event whose rule makes its row due on the given day.

    `until` and `plus` keep through the anniversary; a ceiling is due on it.
    """
    seen_from = day + timedelta(days=1) if ceiling else day
    match due:
        case Due.YESTERDAY:
            return cutoff(period, seen_from - timedelta(days=1)) - timedelta(days=1)
        case Due.TODAY:
            return cutoff(period, seen_from) - timedelta(days=1)
        case Due.TOMORROW:
            return cutoff(period, seen_from)


def noon(day: date) -> datetime:
    """A moment that is on this day in Sweden and in UTC."""
    return datetime.combine(day, NOON)


def keep(workspace: Path, world: World) -> None:
    """Write the world beside its databases."""
    (workspace / WORLD_FILE).write_bytes(TypeAdapter(World).dump_json(world, indent=1))


def kept_world(workspace: Path) -> World:
    """Read the world that was built in this workspace."""
    return TypeAdapter(World).validate_json((workspace / WORLD_FILE).read_bytes())


def insert(url: str, tables: MetaData, filling: Filling) -> dict[str, int]:
    """Create the tables of one system in an empty database and insert their rows; give the number of rows by table."""
    engine = create_engine(url)
    try:
        if inspect(engine).get_table_names():
            raise WorldError(
                f"the database of `{tables.info['system']}` already has tables; "
                "the demonstration builds only into empty ones, so choose another workspace"
            )
        tables.create_all(engine)
        return _fill(engine, tables, filling)
    finally:
        engine.dispose()


def _fill(engine: Engine, tables: MetaData, filling: Filling) -> dict[str, int]:
    with engine.begin() as connection:
        for table in tables.sorted_tables:
            rows = filling.rows[table]
            for start in range(0, len(rows), ROWS_AT_ONCE):
                connection.execute(table.insert(), _alike(table, rows[start : start + ROWS_AT_ONCE]))
            key = next(iter(table.primary_key.columns))
            if engine.dialect.name == "postgresql" and rows and key.type.python_type is int:
                sequence = func.pg_get_serial_sequence(table.name, key.name)
                connection.execute(select(func.setval(sequence, len(rows))))
    return {f"{tables.info['system']}.{table.name}": len(filling.rows[table]) for table in tables.sorted_tables}


def _alike(table: Table, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every row with every column but those with a default, since many rows are inserted by one statement."""
    nothing: dict[str, Any] = {column.name: None for column in table.columns if column.default is None}
    return [nothing | row for row in rows]
