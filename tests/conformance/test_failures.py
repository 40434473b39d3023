"""A database that fails is told as what failed and what to do, with no value and no password, and nothing half done."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
import sqlalchemy as sa

from conformance.opening import opened
from lofte.systems.sql import database as module
from lofte.systems.sql import dialect
from lofte.systems.sql.database import Database, SystemFailedError, open_database

SECRET = "hemligt-ord"
ANNA = "anna@example.org"
DDL = (
    "create table clubs (id integer primary key, name text not null unique)",
    """create table people (id integer primary key, email text not null unique, age integer check (age > 0),
        club_id integer references clubs (id))""",
    "insert into clubs values (1, 'chess')",
    f"insert into people values (1, '{ANNA}', 30, 1), (2, 'bo@example.org', 30, null)",
)


@pytest.fixture
def club(database: str) -> Iterator[Database]:
    with opened(database, *DDL) as found:
        yield found


@contextmanager
def told(*words: str) -> Iterator[None]:
    """What failed is told with these words, names the system, says what to do, and shows nothing secret."""
    with pytest.raises(SystemFailedError) as caught:
        yield
    error = caught.value
    said = f"{error} {error.help}"
    for word in ("system `club`", *words):
        assert word in said, said
    assert error.help
    assert error.system == "club"
    for hidden in (ANNA, SECRET, "select", "sqlalche.me"):
        assert hidden not in said, said
    assert not str(error).endswith(".")
    assert error.__context__ is None or error.__suppress_context__


def people(club: Database) -> list[tuple[object, ...]]:
    with club.reading() as connection:
        return [tuple(row) for row in connection.execute(sa.text("select id, email, club_id from people order by id"))]


def test_a_url_of_an_unknown_kind_says_which_are_known() -> None:
    with told("`oracle` is no database that is known", "use postgresql or sqlite"):
        open_database("club", f"oracle://anna:{SECRET}@db.example.org/club")


@pytest.mark.parametrize(
    "url", [SECRET, f"postgresql://anna:{SECRET}@db.example.org:{SECRET}/club", f"postgresql//anna:{SECRET}@x", ""]
)
def test_a_url_that_cannot_be_read_is_not_shown(url: str) -> None:
    with told("its URL cannot be read", "postgresql://user:password@host/database"):
        open_database("club", url)


@pytest.mark.parametrize("kind", ["postgres", "postgresql"])
def test_a_server_that_is_down_does_not_answer(kind: str) -> None:
    down = open_database("club", f"{kind}://anna:{SECRET}@127.0.0.1:1/club")
    with told("it does not answer", "see that it runs and that its URL"):
        down.catalog()
    with told("it does not answer"), down.writing():
        pytest.fail("nothing is connected")


def test_a_file_that_is_not_there_is_not_created(tmp_path: Path) -> None:
    path = tmp_path / "club & å?.sqlite"
    url = f"sqlite:///{quote(str(path))}"
    missing = open_database("club", url)
    with told("its file is not there", "see that its URL"):
        missing.catalog()
    assert not path.exists()
    sqlite3.connect(path).close()
    there = open_database("club", url)
    assert there.catalog().tables == {}
    there.close()


def test_a_file_that_is_no_database_says_so(tmp_path: Path) -> None:
    path = tmp_path / "club.sqlite"
    path.write_text(f"{ANNA} is no database at all, " * 100)
    rubbish = open_database("club", f"sqlite:///{path}")
    with told("the database answered with error SQLITE_NOTADB"):
        rubbish.catalog()
    rubbish.close()


def test_a_connection_that_is_cut_does_not_answer_and_the_next_does(
    postgres_database: str,
) -> None:
    with opened(postgres_database, *DDL) as club:
        with told("it does not answer"), club.writing() as connection:
            connection.execute(sa.text("delete from people where id = 2"))
            number = connection.execute(sa.text("select pg_backend_pid()")).scalar_one()
            with club.engine.connect() as other:
                other.execute(sa.text(f"select pg_terminate_backend({number})"))
            connection.execute(sa.text("delete from people where id = 1"))
        assert len(people(club)) == 2


def test_a_locked_table_is_told_and_nothing_is_half_done(club: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.1)
    monkeypatch.setattr(dialect, "LOCK_PATIENCE", 0.1)
    hasty = open_database("club", club.engine.url.render_as_string(hide_password=False))
    before = people(club)
    with club.engine.connect() as holder:
        if club.engine.dialect.name == "sqlite":
            holder.exec_driver_sql("begin immediate")
        else:
            holder.exec_driver_sql("lock table people in share mode")
        with told("is locked by somebody else", "run the same command again later"), hasty.writing() as connection:
            connection.execute(sa.text("update clubs set name = 'go'"))
            connection.execute(sa.text("delete from people"))
        holder.rollback()
    hasty.close()
    assert people(club) == before
    with club.reading() as connection:
        assert connection.execute(sa.text("select name from clubs")).scalar_one() == "chess"


def test_a_locked_table_is_named_where_the_statement_names_it(
    postgres_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialect, "LOCK_PATIENCE", 0.1)
    with opened(postgres_database, *DDL) as club, club.engine.connect() as holder:
        holder.exec_driver_sql("lock table people in share mode")
        with told("table `people` is locked"), club.writing() as connection:
            connection.execute(sa.text("DELETE FROM people"))
        holder.rollback()


@pytest.mark.parametrize(
    ("statement", "sqlite", "postgres"),
    [
        ("UPDATE people SET email = null WHERE id = 1", "NOT NULL of `people.email`", "NOT NULL of `people.email`"),
        (
            f"UPDATE people SET email = '{ANNA}'",
            "UNIQUE of `people.email`",
            "UNIQUE of `people` by `people_email_key`",
        ),
        ("UPDATE people SET age = -1 WHERE id = 1", "CHECK", "CHECK of `people` by `people_age_check`"),
        ("DELETE FROM clubs", "FOREIGN KEY of `clubs`", "FOREIGN KEY of `people` by `people_club_id_fkey`"),
    ],
)
def test_a_change_that_a_rule_refuses_is_told_without_the_row(
    club: Database, statement: str, sqlite: str, postgres: str
) -> None:
    rule = sqlite if club.engine.dialect.name == "sqlite" else postgres
    before = people(club)
    help_ = "say in the declaration how to scrub it"
    with told(f"the database refused a change: {rule}", help_), club.writing() as connection:
        connection.execute(sa.text("update people set club_id = null"))
        connection.execute(sa.text("update people set club_id = 1 where id = 1"))
        connection.execute(sa.text(statement))
    assert people(club) == before


def test_an_account_without_rights_is_told_which_table(postgres_database: str) -> None:
    with opened(postgres_database, *DDL) as club:
        with club.engine.begin() as connection:
            connection.exec_driver_sql("create role reader_of_clubs login")
            connection.exec_driver_sql("grant select, update on clubs to reader_of_clubs")
        url = sa.make_url(postgres_database).set(username="reader_of_clubs").render_as_string(hide_password=False)
        poor = open_database("club", url)
        try:
            assert set(poor.catalog().tables) == {"clubs", "people"}
            for statement in ("DELETE FROM people", "select 1 from people"):
                refused = told("its account may not do this in table `people`", "give the account the right")
                with refused, poor.writing() as connection:
                    connection.execute(sa.text("update clubs set name = 'go'"))
                    connection.execute(sa.text(statement))
        finally:
            poor.close()
            with club.engine.begin() as connection:
                connection.exec_driver_sql("drop owned by reader_of_clubs")
                connection.exec_driver_sql("drop role reader_of_clubs")
        with club.reading() as connection:
            assert connection.execute(sa.text("select name from clubs")).scalar_one() == "chess"


def test_a_table_that_has_gone_since_is_the_databases_answer(club: Database) -> None:
    number = {"sqlite": "SQLITE_ERROR", "postgresql": "42P01"}[club.engine.dialect.name]
    with told(f"the database answered with error {number} in table `guests`"), club.writing() as connection:
        connection.execute(sa.text("DELETE FROM guests"))


def test_reading_changes_nothing(club: Database) -> None:
    with told(), club.reading() as connection:
        connection.execute(sa.text("DELETE FROM people"))
    assert len(people(club)) == 2
    with club.writing() as connection:
        connection.execute(sa.text("DELETE FROM people"))
    assert people(club) == []


def test_reading_sees_one_state_however_long_it_takes(club: Database) -> None:
    if club.engine.dialect.name == "sqlite":
        with club.engine.connect() as connection:
            connection.exec_driver_sql("pragma journal_mode = wal")
    count = sa.text("select count(*) from people")
    with club.reading() as connection:
        before = connection.execute(count).scalar_one()
        with club.writing() as other:
            other.execute(sa.text("DELETE FROM people"))
        assert connection.execute(count).scalar_one() == before == 2
    assert people(club) == []


def test_what_fails_in_the_middle_leaves_no_trace(club: Database) -> None:
    def fails() -> None:
        with club.writing() as connection:
            connection.execute(sa.text("delete from people"))
            raise KeyError("ours")

    with pytest.raises(KeyError):
        fails()
    assert len(people(club)) == 2


def test_a_value_that_cannot_be_read_is_told_apart_from_silence(postgres_database: str) -> None:
    with opened(postgres_database, "create table people (id integer primary key, at timestamp)") as club:
        with club.writing() as connection:
            connection.execute(sa.text("insert into people values (1, 'infinity')"))
        with told("what it answered cannot be read (DataError)"), club.reading() as connection:
            connection.execute(sa.text("select at from people")).all()
