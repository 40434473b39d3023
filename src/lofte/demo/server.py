"""Start the demonstration's PostgreSQL again for a command that works on its workspace.

In:   the workspace's environment.       Out:  a block in which the server answers.
Never: starts anything for a workspace that no demonstration made.

The idea in one read: a demonstration keeps two databases in a PostgreSQL of its own and notes in its workspace where
their folder is. A later command on that workspace finds the note here; a server that already runs is used.
Kept true by: tests/journeys/test_demo.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from lofte.demo_postgres import DemoPostgresError, kept_postgres
from lofte.diagnostics import LofteError

FOLDER = "LOFTE_DEMO_POSTGRES"
"""What the workspace's environment calls the server's folder."""


@contextmanager
def serving(environment: Mapping[str, str]) -> Iterator[None]:
    """Have the workspace's own PostgreSQL answer, if it has one."""
    folder = environment.get(FOLDER)
    if not folder:
        yield
        return
    server = kept_postgres(Path(folder))
    try:
        server.__enter__()
    except DemoPostgresError as reason:
        raise LofteError(str(reason), help="build it again with `lofte demo mittliv`") from reason
    try:
        yield
    finally:
        server.__exit__(None, None, None)
