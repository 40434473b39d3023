"""The choir on real databases."""

from collections.abc import Callable
from pathlib import Path

import pytest

from journeys.choir import Choir, choir_in


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
