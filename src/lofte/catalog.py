"""A database as it was found: tables, columns, keys and links, as data.

In:   nothing; `lofte.systems` makes these by inspection.       Out:  `Catalog` and its parts.
Never: opens a connection, reads a row.

The idea in one read: everything that the graph and the plans must know of a database is read once and kept as plain
values, so that binding, planning and explaining can be tested without one, and so that a plan says what it was made
for.
Law:  GDPR Art. 30, 32 (knowing where data lie).
Kept true by: tests/conformance/test_inspection.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class ColumnKind(StrEnum):
    """What values a column holds, as far as the needs must know."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    INSTANT = "instant"
    """A time with its zone."""
    NAIVE = "naive"
    """A time without one; the system's `time-zone` says which is meant."""
    UUID = "uuid"
    BINARY = "binary"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ColumnInfo:
    """One column."""

    name: str
    kind: ColumnKind
    nullable: bool
    generated: bool = False
    """Computed by the database; it cannot be written."""
    length: int | None = None


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A link that the database itself keeps."""

    columns: tuple[str, ...]
    table: str
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableInfo:
    """One table. `unique` are sets of columns that no two rows agree on, the key apart."""

    name: str
    columns: Mapping[str, ColumnInfo]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()
    unique: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Catalog:
    """One database. `dialect` is SQLAlchemy's name of it: `sqlite`, `postgresql`."""

    dialect: str
    tables: Mapping[str, TableInfo]
