"""Open a database of the organisation, and find out what is in it.

In:   a URL (the secret read from the environment just now), a name for messages.       Out:  `Database`, its Catalog.
Never: prints a URL with its password, keeps a connection between commands, creates anything.

The idea in one read: one engine for one system, short-lived connections. SQLAlchemy's inspector reads tables,
columns, keys and links in a few queries; its types become the few kinds that the needs must tell apart. What goes
wrong is told as what failed for the person who runs the command: which system, what the database said (its code,
never a value), what to do.
Law:  GDPR Art. 32.
Kept true by: tests/conformance/test_inspection.py, tests/conformance/test_failures.py.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy import types
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.engine.interfaces import ReflectedIndex
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    IntegrityError,
    InterfaceError,
    OperationalError,
    SAWarning,
    SQLAlchemyError,
)

from lofte.catalog import Catalog, ColumnInfo, ColumnKind, ForeignKey, TableInfo
from lofte.diagnostics import LofteError
from lofte.systems.sql.dialect import Dialect, add_functions, dialect_of

KNOWN = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
PATIENCE = 10
"""Seconds to wait for a connection, and for a lock of SQLite."""
RULES = {"23502": "NOT NULL", "23503": "FOREIGN KEY", "23505": "UNIQUE", "23514": "CHECK"}
"""By PostgreSQL's number, the rule that was broken."""
OVERTAKEN = ("40001", "40P01")
"""PostgreSQL's numbers of a transaction that lost against another one."""

LATER = "run the same command again later: nothing was half done, and it goes on where it was"
RIGHTS = "give the account the right to read, update and delete in the tables that the declaration names"
RUNS = "see that it runs and that its URL in the environment is right, then run the same command again"
AGAIN = "run the same command again; if it fails again, report it with the error's number"


class SystemFailedError(LofteError):
    """A system did not do what was asked. `system` names it; nothing of it was half done."""

    def __init__(self, system: str, message: str, *, help: str) -> None:
        super().__init__(f"system `{system}`: {message}", help=help)
        self.system = system


class OvertakenError(SystemFailedError):
    """Somebody else changed the same rows in the meantime; nothing was done, and it can be tried again at once."""


@dataclass(frozen=True, slots=True)
class Database:
    """One SQL system, ready to be asked."""

    name: str
    engine: Engine
    dialect: Dialect

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One snapshot; nothing can be written."""
        with self._transaction(writing=False) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction, committed at the end of the block, or as if it had not been."""
        with self._transaction(writing=True) as connection:
            yield connection

    @contextmanager
    def _transaction(self, *, writing: bool) -> Iterator[Connection]:
        with failures(self.name), self.engine.connect() as connection:
            self.dialect.prepare(connection, writing=writing)
            yield connection
            if writing:
                connection.commit()

    def catalog(self) -> Catalog:
        """What is in the database."""
        with failures(self.name), warnings.catch_warnings():
            # What the library cannot describe (an index on an expression, a type of the database's own) is no fault.
            warnings.simplefilter("ignore", SAWarning)
            return inspect(self.engine)

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


def open_database(name: str, url: str) -> Database:
    """The database at `url`; nothing is connected yet, and a file that is not there is not created."""
    try:
        parsed = sa.make_url(url)
    except (ArgumentError, ValueError):
        # The library's own words may quote a part of the URL, and with it of the password.
        raise SystemFailedError(
            name, "its URL cannot be read", help="write it as `postgresql://user:password@host/database`"
        ) from None
    kind = parsed.get_backend_name()
    if kind not in KNOWN:
        raise SystemFailedError(name, f"`{kind}` is no database that is known", help="use postgresql or sqlite")
    parsed = parsed.set(drivername=KNOWN[kind])
    if kind == "sqlite":
        engine = sa.create_engine(_existing(parsed), connect_args={"timeout": PATIENCE}, hide_parameters=True)
        add_functions(engine)
    else:
        waiting = {"connect_timeout": PATIENCE}
        engine = sa.create_engine(parsed, connect_args=waiting, hide_parameters=True, pool_pre_ping=True)
    return Database(name, engine, dialect_of(engine.dialect.name))


def _existing(url: sa.URL) -> sa.URL:
    """The same file of SQLite, opened only if it is there."""
    if url.database in (None, "", ":memory:") or "uri" in url.query:
        return url
    return url.set(database=f"file:{quote(url.database)}").update_query_dict({"uri": "true", "mode": "rw"})


@contextmanager
def failures(name: str) -> Iterator[None]:
    """Tell a database's failures as ours: which system, why, what to do; no statement and no value."""
    try:
        yield
    except IntegrityError as error:
        raise SystemFailedError(
            name,
            f"the database refused a change: {_said(error)}",
            help="its rule is against the plan: see `lofte explain plan`, and say in the declaration how to scrub it",
        ) from None
    except DBAPIError as error:
        why, what_to_do = _failed(error)
        kind = OvertakenError if _state(error) in OVERTAKEN else SystemFailedError
        raise kind(name, why, help=what_to_do) from None
    except SQLAlchemyError as error:
        raise SystemFailedError(name, f"it cannot be asked: {type(error).__name__}", help="see `--debug`") from error


def inspect(engine: Engine) -> Catalog:
    """Tables, columns, keys and links of a database."""
    inspector = sa.inspect(engine)
    columns = inspector.get_multi_columns()
    keys, links = inspector.get_multi_pk_constraint(), inspector.get_multi_foreign_keys()
    unique = inspector.get_multi_unique_constraints()
    # The indexes that SQLite makes for a rule of its own are the surest word on what is unique.
    indexes = inspector.get_multi_indexes(include_auto_indexes=engine.dialect.name == "sqlite")
    tables = {}
    for place in sorted(columns, key=lambda place: place[1]):
        name = place[1]
        key = tuple(keys[place]["constrained_columns"]) if place in keys else ()
        alone = [tuple(item["column_names"]) for item in unique.get(place, [])]
        alone += [
            tuple(str(column) for column in item["column_names"])
            for item in indexes.get(place, [])
            if item.get("unique") and None not in item["column_names"] and not _is_partial(item)
        ]
        tables[name] = TableInfo(
            name,
            {str(item["name"]): _column(item, engine.dialect.name) for item in columns[place]},
            key,
            tuple(
                ForeignKey(
                    tuple(item["constrained_columns"]),
                    item["referred_table"],
                    tuple(item["referred_columns"]) or _key_of(item["referred_table"], keys),
                )
                for item in links.get(place, [])
            ),
            tuple(one for one in dict.fromkeys(alone) if one != key),
        )
    return Catalog(engine.dialect.name, tables)


def _is_partial(index: ReflectedIndex) -> bool:
    """Whether an index is of some rows only, so that it promises nothing of the others."""
    return any(name.endswith("_where") for name in index.get("dialect_options", {}))


def _key_of(table: str, keys: object) -> tuple[str, ...]:
    assert isinstance(keys, dict)
    return next((tuple(key["constrained_columns"]) for (_, name), key in keys.items() if name == table), ())


def _column(item: object, dialect: str) -> ColumnInfo:
    assert isinstance(item, dict)
    kind = _kind(item["type"], dialect)
    length = getattr(item["type"], "length", None)
    generated = item.get("computed") is not None or bool((item.get("identity") or {}).get("always"))
    return ColumnInfo(str(item["name"]), kind, bool(item["nullable"]), generated, length)


def _kind(of: object, dialect: str) -> ColumnKind:
    match of:
        case types.Date():
            return ColumnKind.DATE
        case types.DateTime(timezone=True):
            return ColumnKind.INSTANT
        case types.DateTime():
            return ColumnKind.NAIVE
        case types.Boolean():
            return ColumnKind.BOOLEAN
        case types.Integer():
            return ColumnKind.INTEGER
        case types.Numeric() | types.Float():
            return ColumnKind.NUMBER
        case types.Uuid():
            return ColumnKind.UUID
        case types.LargeBinary():
            return ColumnKind.BINARY
        case types.CHAR() | types.Enum() if dialect == "postgresql":
            return ColumnKind.OTHER  # a CHAR is not equal to the text that it is read as, blanks and all
        case types.String():
            return ColumnKind.TEXT
        case _:
            return ColumnKind.OTHER


def _said(error: IntegrityError) -> str:
    """What the database refused, without the row that it may print after *DETAIL*."""
    diagnosis = getattr(error.orig, "diag", None)
    if diagnosis is not None and diagnosis.table_name:
        column = f".{diagnosis.column_name}" if diagnosis.column_name else ""
        rule = f" by `{diagnosis.constraint_name}`" if diagnosis.constraint_name else ""
        return f"{RULES.get(diagnosis.sqlstate, 'a rule')} of `{diagnosis.table_name}{column}`{rule}"
    found = re.match(r"(NOT NULL|UNIQUE|FOREIGN KEY|CHECK) constraint failed(?:: ([\w.]+))?", str(error.orig))
    rule, place = (found[1], found[2]) if found else ("a rule", None)
    place = place or _table_of(error)
    return f"{rule} of `{place}`" if place else rule


def _state(error: DBAPIError) -> str | None:
    """The database's own word for what went wrong."""
    return getattr(error.orig, "sqlstate", None) or getattr(error.orig, "sqlite_errorname", None)


def _failed(error: DBAPIError) -> tuple[str, str]:
    """Why, and what to do."""
    state, table = _state(error), _table_of(error)
    which = f"table `{table}`" if table else "a table"
    match state:
        case _ if state in OVERTAKEN:
            return f"somebody else goes on changing the same rows of {which}", LATER
        case "55P03" | "SQLITE_BUSY" | "SQLITE_LOCKED":
            return f"{which} is locked by somebody else, and waiting was in vain", LATER
        case "42501" | "SQLITE_READONLY":
            return f"its account may not do this in {which}", RIGHTS
        case "SQLITE_CANTOPEN":
            return "its file is not there or may not be opened", "see that its URL in the environment is right"
        case None if isinstance(error, OperationalError | InterfaceError) or error.connection_invalidated:
            return "it does not answer", RUNS
        case None:
            return f"what it answered cannot be read ({type(error.orig).__name__})", AGAIN
        case _ if error.connection_invalidated:
            return "it does not answer", RUNS
        case _:
            return f"the database answered with error {state}" + (f" in {which}" if table else ""), AGAIN


def _table_of(error: DBAPIError) -> str | None:
    """The table that the statement changes, or that the database says it may not be looked at."""
    refused = re.search(r"permission denied for (?:table|relation|view) (\S+)", str(error.orig))
    found = refused or re.match(r'\s*(?:DELETE FROM|UPDATE|INSERT INTO)\s+("[^"]+"|\w+)', error.statement or "")
    return found[1].strip('"') if found else None
