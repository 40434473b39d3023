"""Change the choir's declaration, and publish it in a process that is killed before or after its n-th commit.

In:   a `Choir`.       Out:  how the process ended.
Never: a hook in the product (see `killing`).

The idea in one read: what a process runs must be found by its module's name, so it stands here.
Kept true by: tests/journeys/test_publish.py, tests/journeys/test_publish_killed.py
"""

from __future__ import annotations

import multiprocessing
import signal
from typing import Any

from journeys.choir import Choir
from journeys.killing import PRELOADED, Commits

LONGER = ("plus: 3 months", "plus: 6 months")
SECOND = ("version: 1, in-force: 2026-01-01", "version: 2, in-force: 2027-01-01")


def declared(choir: Choir, *changes: tuple[str, str]) -> None:
    """Change lines of the choir's declaration."""
    path = choir.folder / "lofte.yaml"
    text = path.read_text("utf8")
    for before, after in changes:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    path.write_text(text, "utf8")


def publishes(choir: Choir, kill_at: int = 0, *, after: bool = False) -> int | None:
    """Publish in a process of its own: None when it was killed, else how often it committed."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    reader, writer = context.Pipe(duplex=False)
    process = context.Process(target=_publish, args=(choir, kill_at, after, writer))
    process.start()
    writer.close()
    process.join()
    if process.exitcode == -signal.SIGKILL:
        return None
    assert process.exitcode == 0, process.exitcode
    return int(reader.recv())


def _publish(choir: Choir, kill_at: int, after: bool, told: Any) -> None:
    commits = Commits(kill_at, after)
    commits.watch()
    said = choir.lofte("publish")
    assert said.code == 0, said.err
    told.send(len(commits.seen))
