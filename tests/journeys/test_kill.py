"""A sweep that is killed at any commit and run again leaves what an unbroken one leaves, and tells the same of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from journeys.club import Club, build, everything, ledger
from journeys.killing import swept

Told = tuple[dict[str, list[tuple[Any, ...]]], list[tuple[Any, ...]]]
"""Every cell and record, and what the ledger says."""


@dataclass(frozen=True)
class Ground:
    """Where clubs are copied from one that was built once."""

    fresh: Callable[[], Club]
    cheap: bool
    """A club is made by copying files."""

    def told(self, club: Club) -> Told:
        return everything(club), ledger(club)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def ground(request: pytest.FixtureRequest, tmp_path: Path) -> Ground:
    """A club for each call, all alike: SQLite files, or databases of PostgreSQL for both systems and our records."""
    if request.param == "sqlite":
        return Ground(lambda: _files(tmp_path), cheap=True)
    server = str(request.getfixturevalue("postgres_url"))
    return Ground(lambda: _databases(server, tmp_path), cheap=False)


def _files(folder: Path) -> Club:
    first = folder / "first"

    def club(place: Path) -> Club:
        return Club(f"sqlite:///{place / 'house.db'}", f"sqlite:///{place / 'post.db'}", place / "records")

    if not first.exists():
        first.mkdir()
        build(club(first))
    place = folder / "club"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(first, place)
    return club(place)


def _databases(server: str, folder: Path) -> Club:
    def club(name: str, place: Path) -> Club:
        house, post, store = (_url(server, f"{name}_{part}") for part in PARTS)
        return Club(house, post, place, store)

    with _administering(server) as run:
        if not (first := folder / "first").exists():
            for part in PARTS:
                run(f"drop database if exists first_{part} with (force)")
                run(f"create database first_{part}")
            build(club("first", first))
        for part in PARTS:
            run(f"drop database if exists club_{part} with (force)")
            run(f"create database club_{part} template first_{part} strategy file_copy")
    shutil.rmtree(folder / "club", ignore_errors=True)
    shutil.copytree(first, folder / "club")
    return club("club", folder / "club")


PARTS = ("house", "post", "store")


def _url(server: str, database: str) -> str:
    return sa.make_url(server).set(database=database).render_as_string(hide_password=False)


@contextmanager
def _administering(server: str) -> Iterator[Callable[[str], Any]]:
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        yield connection.exec_driver_sql


def compare(ground: Ground, chosen: Callable[[int, str, bool], bool]) -> None:
    """Kill at each commit that is chosen, by its number, its database and the side of it; run the command again."""
    club = ground.fresh()
    commits = swept(club)
    unbroken = ground.told(club)
    swept(club)
    twice = ground.told(club)
    assert commits is not None
    assert len(unbroken[1]) == 2
    assert twice[0] == unbroken[0]
    for at, database in enumerate(commits, start=1):
        for after in (side for side in (False, True) if chosen(at, database, side)):
            club = ground.fresh()
            assert swept(club, at, after=after) is None, f"there was no commit {at} to be killed at"
            assert swept(club) is not None
            # The last commit ends the run: whoever runs the command after it begins a new one, with nothing to do.
            expected = twice if at == len(commits) and after else unbroken
            assert ground.told(club) == expected, f"killed {'after' if after else 'before'} commit {at}, in {database}"


def is_theirs(database: str) -> bool:
    """Whether a commit is in the organisation's own databases."""
    return database.endswith(("house", "post", "house.db", "post.db"))


@pytest.mark.timeout(900)
def test_killed_on_either_side_of_a_commit_and_run_again_a_sweep_is_as_if_it_had_not_been(ground: Ground) -> None:
    # To be killed before a commit of our own is to be killed after the one that stands before it; of these every
    # third is tried on files, and all of them by `make soak`.
    every = 3
    compare(ground, lambda at, database, after: is_theirs(database) or (ground.cheap and after and at % every == 0))


@pytest.mark.soak
def test_killed_on_either_side_of_any_commit_on_any_store(ground: Ground) -> None:
    compare(ground, lambda _at, _database, _after: True)
