"""Fixtures of Mitt Liv's journeys: one story that many tests read, and one house that nobody sweeps.

In:   the PostgreSQL server of the run.       Out:  `story`, `unswept`, and databases for both.
Never: a database that two stories share.

The idea in one read: both live as long as the process, since each takes seconds to make and no test changes what
another has looked at. The programme and the partners' register lie on PostgreSQL, the rest on SQLite, as in the
demonstration.
Kept true by: the tests that use them
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy

from journeys.mittliv.house import House
from journeys.mittliv.story import Story, moved_in, written

ON_POSTGRES = ("PROGRAMME_URL", "CRM_URL")


@pytest.fixture(scope="session")
def fresh_postgres(postgres_url: str) -> Iterator[Callable[[], str]]:
    """Call it for the URL of a fresh, empty database; all of them go at the end of the run."""
    numbers = itertools.count(1)
    names: list[str] = []
    server = sqlalchemy.create_engine(postgres_url, isolation_level="AUTOCOMMIT", poolclass=sqlalchemy.NullPool)

    def create() -> str:
        names.append(f"mittliv_{next(numbers)}")
        with server.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {names[-1]} STRATEGY file_copy")
        return sqlalchemy.make_url(postgres_url).set(database=names[-1]).render_as_string(hide_password=False)

    yield create
    with server.connect() as connection:
        for name in names:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory, fresh_postgres: Callable[[], str]) -> Iterator[Story]:
    """A crowd and every planted case, on PostgreSQL and SQLite; chapters are lived as they are asked for."""
    world = written(scale=1)
    placed = {name: fresh_postgres() for name in ON_POSTGRES}
    with moved_in(tmp_path_factory.mktemp("story") / "workspace", placed, world) as house:
        yield Story(house, world)


@pytest.fixture(scope="session")
def unswept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, Story]]:
    """Every planted case on SQLite, where nothing is ever swept."""
    world = written()
    with moved_in(tmp_path_factory.mktemp("unswept") / "workspace", {}, world) as house:
        yield house, Story(house, world)
