"""The choir and the club on real databases."""

from collections.abc import Callable
from pathlib import Path

import pytest

from journeys.choir import Choir, choir_in
from journeys.club import Club, build


@pytest.fixture
def choir(tmp_path: Path) -> Choir:
    """The choir, on two SQLite files."""
    return choir_in(tmp_path, f"sqlite:///{tmp_path / 'register.db'}", f"sqlite:///{tmp_path / 'post.db'}")


@pytest.fixture
def choir_on_postgres(tmp_path: Path, new_postgres_database: Callable[[], str]) -> Choir:
    """The choir, its register in PostgreSQL and its readers in SQLite."""
    return choir_in(tmp_path, new_postgres_database(), f"sqlite:///{tmp_path / 'post.db'}")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def any_choir(request: pytest.FixtureRequest) -> Choir:
    """The choir, once on SQLite and once with a PostgreSQL."""
    made: Choir = request.getfixturevalue("choir" if request.param == "sqlite" else "choir_on_postgres")
    return made


@pytest.fixture
def club(tmp_path: Path) -> Club:
    """The club, on SQLite files."""
    made = Club(f"sqlite:///{tmp_path / 'house.db'}", f"sqlite:///{tmp_path / 'post.db'}", tmp_path / "records")
    build(made)
    return made


@pytest.fixture
def club_on_postgres(tmp_path: Path, new_postgres_database: Callable[[], str]) -> Club:
    """The club, its databases in PostgreSQL."""
    made = Club(new_postgres_database(), new_postgres_database(), tmp_path / "records")
    build(made)
    return made


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def any_club(request: pytest.FixtureRequest) -> Club:
    """The club, once on SQLite and once on PostgreSQL."""
    made: Club = request.getfixturevalue("club" if request.param == "sqlite" else "club_on_postgres")
    return made
