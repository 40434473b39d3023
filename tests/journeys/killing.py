"""Do something in a process that is killed before or after its n-th commit.

In:   the work (a sweep of the club, a command), which commit, on which side of it.       Out:  how the process ended.
Never: a hook in the product: commits are counted where SQLAlchemy hands them to the driver.

The idea in one read: a commit counts when its transaction wrote something, in our store or in the organisation's
databases, whichever connection it is. The process has no chance to clean up: it is SIGKILL.
Law:  none of its own.
Kept true by: tests/journeys/test_kill.py, tests/journeys/test_acknowledged.py
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.engine.default import DefaultDialect

from journeys.club import Club
from lofte.systems.sql import asking

FEW = 2
"""Rows in a batch, so that there are several."""
PAUSE = 0.05
"""Seconds before a deletion in a slow sweep."""
WRITES = ("insert", "update", "delete")
# Where `journeys` cannot be found yet, at least what takes its time is there.
PRELOADED = ["lofte.answering", "lofte.compiler", "sqlalchemy.dialects.postgresql", "psycopg", "journeys.killing"]


@dataclass
class Commits:
    """Counts the commits of this process from now on, and kills it at one of them."""

    kill_at: int = 0
    after: bool = False
    seen: list[str] = field(default_factory=list)
    """The database of each commit."""
    _wrote: dict[int, str] = field(default_factory=dict)

    def watch(self) -> None:
        """Begin to count."""
        event.listen(Engine, "before_cursor_execute", self._executed)
        commit = DefaultDialect.do_commit

        def counted(dialect: DefaultDialect, connection: Any) -> None:
            if id(connection) not in self._wrote:
                commit(dialect, connection)  # type: ignore[no-untyped-call]
                return
            self.seen.append(self._wrote.pop(id(connection)))
            self._die(now=not self.after)
            commit(dialect, connection)  # type: ignore[no-untyped-call]
            self._die(now=self.after)

        DefaultDialect.do_commit = counted  # type: ignore[method-assign]

    def _executed(self, connection: Connection, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.lstrip().lower().startswith(WRITES):
            self._wrote[id(connection.connection)] = Path(connection.engine.url.database or "").name

    def _die(self, *, now: bool) -> None:
        if now and len(self.seen) == self.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)


def swept(club: Club, kill_at: int = 0, *, after: bool = False) -> list[str] | None:
    """Sweep in a process of its own: None when it was killed, else the databases of its commits, one after another."""
    return commits_of(club.sweep, kill_at, after=after)


def commits_of(work: Callable[[], object], kill_at: int = 0, *, after: bool = False) -> list[str] | None:
    """Do some work in a process of its own: None when it was killed, else the databases of its commits in turn."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    reader, writer = context.Pipe(duplex=False)
    process = context.Process(target=_do, args=(work, kill_at, after, writer))
    process.start()
    writer.close()
    process.join()
    if process.exitcode == -signal.SIGKILL:
        return None
    assert process.exitcode == 0, process.exitcode
    commits: list[str] = reader.recv()
    return commits


def _do(work: Callable[[], object], kill_at: int, after: bool, told: Any) -> None:
    asking.AT_ONCE = FEW
    commits = Commits(kill_at, after)
    commits.watch()
    work()
    told.send(commits.seen)


def sweep_slowly(club: Club) -> None:
    """Sweep a few rows at a time, and wait before each deletion, so that much can happen in between."""
    asking.AT_ONCE = FEW

    def executing(_connection: Connection, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.lower().startswith("delete from members"):
            time.sleep(PAUSE)

    event.listen(Engine, "before_cursor_execute", executing)
    club.sweep()
