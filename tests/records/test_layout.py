"""A store of an earlier layout is raised in its place, once, whole or not at all, and is then like a new one."""

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
from sqlalchemy import NullPool, create_engine, inspect

from lofte.facts import Identifier, SubjectId
from lofte.ledger import Verified
from lofte.records import Records, SeededChance, StoreVersionError
from lofte.records import layout as layouts
from lofte.records.tables import VERSION

FIRST = Path(__file__).parent / "layout-1.sql"
"""A store that the first layout's own program made."""
LATER = ("lofte_version_texts", "lofte_versions")
"""What has come since, those that hang on others first."""


def lowered(database: str) -> None:
    """Take a store back to the first layout."""
    run(database, *(f"drop table {table}" for table in LATER), "update lofte_store set version = 1")


def run(database: str, *statements: str) -> None:
    with create_engine(database, poolclass=NullPool).begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def shape(database: str) -> dict[str, Any]:
    """Every table with its columns, keys, links, indexes and checks."""
    found = inspect(create_engine(database, poolclass=NullPool))
    return {
        table: (
            [(column["name"], str(column["type"]), column["nullable"]) for column in found.get_columns(table)],
            found.get_pk_constraint(table)["constrained_columns"],
            sorted(
                (str(link["constrained_columns"]), link["referred_table"]) for link in found.get_foreign_keys(table)
            ),
            sorted(str(index["column_names"]) for index in found.get_indexes(table)),
            sorted(str(unique["column_names"]) for unique in found.get_unique_constraints(table)),
            sorted(str(check["sqltext"]) for check in found.get_check_constraints(table)),
        )
        for table in found.get_table_names()
    }


def version(database: str) -> int:
    with create_engine(database, poolclass=NullPool).connect() as connection:
        return int(connection.execute(sqlalchemy.text("select version from lofte_store")).scalar_one())


def test_a_raised_store_is_laid_out_like_a_new_one_and_keeps_what_it_held(
    records: Records, anna: SubjectId, reopened: Callable[..., Records], database: str
) -> None:
    records.set_mode("newsletter", "approve", set_by="officer")
    new = shape(database)
    lowered(database)
    assert shape(database) != new
    again = reopened()
    assert shape(database) == new
    assert version(database) == VERSION
    assert again.subject_of(Identifier("email", "anna@example.org")) == anna
    verdict = again.verify()
    assert isinstance(verdict, Verified)
    assert verdict.size == 1
    assert again.versions() == ()


def test_a_store_that_the_first_layouts_program_made_is_raised(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir(mode=0o700)
    with sqlite3.connect(old / "records.sqlite") as connection:
        connection.executescript(FIRST.read_text("utf8"))
    connection.close()
    with Records.open(None, old) as raised, Records.open(None, new):
        assert raised.subject_of(Identifier("email", "anna@example.org")) is not None
    assert shape(f"sqlite:///{old / 'records.sqlite'}") == shape(f"sqlite:///{new / 'records.sqlite'}")


def test_many_that_come_at_once_raise_it_once(records: Records, database: str, workspace: Path) -> None:
    lowered(database)
    names: list[str] = []

    def opens(number: int) -> None:
        with Records.open(database, workspace, chance=SeededChance(str(number))) as opened:
            names.append(opened.name)

    threads = [threading.Thread(target=opens, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert names == [records.name] * 6
    assert version(database) == VERSION


def test_a_step_that_breaks_off_leaves_the_earlier_layout_whole(
    records: Records, reopened: Callable[..., Records], database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lowered(database)
    before, step = shape(database), layouts.STEPS[1]

    def breaks_off(connection: sqlalchemy.Connection) -> None:
        step(connection)
        raise KeyboardInterrupt

    monkeypatch.setattr(layouts, "STEPS", {1: breaks_off})
    with pytest.raises(KeyboardInterrupt):
        reopened()
    assert (shape(database), version(database)) == (before, 1)
    monkeypatch.undo()
    reopened()
    assert version(database) == VERSION


@pytest.mark.parametrize(("found", "told"), [(VERSION + 1, "use the newer Löfte"), (0, "which no step leads from")])
def test_a_layout_that_no_step_leads_from_is_refused(found: int, told: str) -> None:
    with pytest.raises(StoreVersionError, match=told):
        layouts.has_to_be_raised(found)


def test_there_is_a_step_from_every_earlier_layout() -> None:
    assert sorted(layouts.STEPS) == list(range(1, VERSION))
    assert not layouts.has_to_be_raised(VERSION)
