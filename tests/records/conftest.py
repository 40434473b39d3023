"""A fresh store for each test, on SQLite and on PostgreSQL, with a clock that stands still and seeded chance.

In:   the fixtures `database` and `tmp_path`.       Out:  `records`; `reopened` for one more handle on its store.
Never: the system's clock or random source in a test that compares what is stored.

The idea in one read: two handles on one store stand for two processes wherever a real process is not the point.
Kept true by: the tests that use it.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lofte.facts import Identifier, SubjectId
from lofte.records import Records, SeededChance, SetClock

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOON)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return tmp_path / "workspace"


@pytest.fixture
def reopened(database: str, workspace: Path, clock: SetClock) -> Iterator[Callable[..., Records]]:
    """Open the test's store once more; all handles are closed after the test."""
    with ExitStack() as handles:

        def reopen(patience: timedelta = timedelta(seconds=20)) -> Records:
            chance = SeededChance(f"handle {len(opened)}")
            opened.append(Records.open(database, workspace, clock=clock, chance=chance, patience=patience))
            return handles.enter_context(opened[-1])

        opened: list[Records] = []
        yield reopen


@pytest.fixture
def records(reopened: Callable[..., Records]) -> Records:
    return reopened()


@pytest.fixture
def anna(records: Records) -> SubjectId:
    return records.ensure_subject([Identifier("email", "anna@example.org")])


@pytest.fixture
def berit(records: Records) -> SubjectId:
    return records.ensure_subject([Identifier("email", "berit@example.org")])
