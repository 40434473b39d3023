"""Thousands of keys travel as one value, whatever kind they are, and find just their rows."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from lofte.catalog import ColumnKind
from lofte.systems.sql.database import Database, open_database

KEYS: list[tuple[ColumnKind, Any, list[Any]]] = [
    (ColumnKind.INTEGER, sa.BigInteger(), [1, 2, -3, 2**53 + 1, 2**63 - 1]),
    (ColumnKind.INTEGER, sa.SmallInteger(), [1, 2, 3]),
    (ColumnKind.TEXT, sa.Text(), ["a", "A", "å", "'; --", "1", "", " a"]),
    (ColumnKind.TEXT, sa.String(9), ["a", '"', "\\", "{}", "NULL"]),
    (ColumnKind.UUID, sa.Uuid(), [uuid.UUID(int=1), uuid.UUID(int=2**127)]),
    (ColumnKind.DATE, sa.Date(), [date(2026, 3, 1), date(1900, 2, 28)]),
    (ColumnKind.NUMBER, sa.Float(), [1.5, -2.25]),
]


@pytest.fixture
def opened(database: str) -> Any:
    found = open_database("house", database)
    yield found
    found.close()


@pytest.mark.parametrize(("kind", "of", "keys"), KEYS)
def test_each_key_finds_its_row_and_no_other(opened: Database, kind: ColumnKind, of: Any, keys: list[Any]) -> None:
    rows = sa.Table("rows", sa.MetaData(), sa.Column("id", of, primary_key=True))
    with opened.engine.connect() as connection:
        rows.create(connection)
        connection.execute(rows.insert(), [{"id": key} for key in keys])
        named = sa.table("rows", sa.column("id"))
        as_given = [key for (key,) in connection.execute(sa.select(named.c.id))]

        for some in (as_given[:1], as_given[1:], as_given, []):
            query = sa.select(named.c.id).where(opened.dialect.among(named.c.id, kind, some))
            assert sorted(connection.execute(query).scalars()) == sorted(some)


def test_more_keys_than_a_statement_has_places_for(opened: Database) -> None:
    many = list(range(70_000))
    rows = sa.Table("rows", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True))
    with opened.engine.connect() as connection:
        rows.create(connection)
        connection.execute(rows.insert(), [{"id": 5}, {"id": 69_999}, {"id": 70_001}])
        query = sa.select(rows.c.id).where(opened.dialect.among(rows.c.id, ColumnKind.INTEGER, many))

        assert set(connection.execute(query).scalars()) == {5, 69_999}
