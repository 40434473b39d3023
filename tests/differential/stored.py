"""Make the tables of a `World` in a real database, fill them, and read them back.

In:   a `World`, an SQLAlchemy engine.       Out:  tables, rows, the same rows read again.
Never: imports `lofte`.

The idea in one read: every encoding of time has its column type: a date, a timestamp with and without zone, a text.
SQLite has no timestamp with a zone: there an instant is a text that names its offset. What is read back is what the
world's cell held, so that worlds can be compared with `==`.
Law:  none of its own.
Kept true by: tests/differential/test_engine.py
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from differential.declared import tables_of
from oracle.world import Column, Row, Table, World


def metadata(world: World, system: str, dialect: str) -> sa.MetaData:
    """The tables of a system as the database will have them."""
    made = sa.MetaData()
    for name, table in tables_of(world, system).items():
        sa.Table(name, made, *(_column(table, column, kind, dialect) for column, kind in table.columns.items()))
    return made


def create(world: World, engines: Mapping[str, sa.Engine]) -> None:
    """Make all tables of all systems."""
    for system, engine in engines.items():
        metadata(world, system, engine.dialect.name).create_all(engine)


def load(world: World, engines: Mapping[str, sa.Engine]) -> None:
    """Put the world's rows where whatever was there before has gone."""
    for system, engine in engines.items():
        made = metadata(world, system, engine.dialect.name)
        with engine.begin() as connection:
            for table in reversed(made.sorted_tables):
                connection.execute(table.delete())
            for table in made.sorted_tables:
                kinds = world.tables[f"{system}.{table.name}"].columns
                rows = [
                    {column: _stored(kinds[column], value, engine.dialect.name) for column, value in row.items()}
                    for row in world.rows[f"{system}.{table.name}"]
                ]
                if rows:
                    connection.execute(table.insert(), rows)


def dump(world: World, engines: Mapping[str, sa.Engine]) -> dict[str, tuple[Row, ...]]:
    """The rows of all tables, in the order of their keys."""
    found: dict[str, tuple[Row, ...]] = {}
    for system, engine in engines.items():
        made = metadata(world, system, engine.dialect.name)
        with engine.connect() as connection:
            for name, table in made.tables.items():
                description = world.tables[f"{system}.{name}"]
                rows = [
                    {column: _read(kind, row[column]) for column, kind in description.columns.items()}
                    for row in connection.execute(table.select()).mappings()
                ]
                found[f"{system}.{name}"] = in_order(description, rows)
    return found


def in_order(table: Table, rows: list[Row] | tuple[Row, ...]) -> tuple[Row, ...]:
    """Rows by their keys."""
    return tuple(sorted(rows, key=lambda row: tuple(str(row[column]) for column in table.key)))


def _column(table: Table, name: str, kind: Column, dialect: str) -> sa.Column[Any]:
    links = [sa.ForeignKey(".".join(table.foreign[name]))] if name in table.foreign else []
    own_key = name in table.key
    return sa.Column(
        name,
        _type(kind.type, dialect),
        *links,
        primary_key=own_key,
        nullable=kind.nullable and not own_key,
        autoincrement=False,
    )


def _type(kind: str, dialect: str) -> sa.types.TypeEngine[Any]:
    match kind:
        case "integer":
            return sa.Integer()
        case "date":
            return sa.Date()
        case "instant" if dialect != "sqlite":
            return sa.DateTime(timezone=True)
        case "naive":
            return sa.DateTime()
        case "time-text" if dialect != "sqlite":
            return sa.DateTime()
        case _:
            return sa.Text()


def _stored(kind: Column, value: Any, dialect: str) -> Any:
    if kind.type == "instant" and dialect == "sqlite" and isinstance(value, datetime):
        return value.isoformat()
    if kind.type == "time-text" and dialect != "sqlite" and isinstance(value, str):
        return datetime.fromisoformat(value)
    return value


def _read(kind: Column, value: Any) -> Any:
    match kind.type, value:
        case "instant", str():
            return datetime.fromisoformat(value)
        case "instant", datetime():
            return value.astimezone(UTC)
        case "time-text", datetime():
            return value.isoformat(sep=" ")
        case _:
            return value
