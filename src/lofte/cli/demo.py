"""`lofte demo`: see it work, on invented people.

In:   the options.       Out:  a story in chapters; in a terminal the pages at the end.
Never: touches a database that the demonstration did not make.

The idea in one read: one command builds an organisation and does with it what an organisation would do, in order, and
says after each step what became of it. Every planted case is checked, and the command fails when one is not met.
Kept true by: tests/journeys/test_demo.py.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from lofte.cli import options
from lofte.cli.exits import ExitCode
from lofte.cli.session import day_of

FOLDER = Path("demo-workspace")


def demo(
    organisation: Annotated[Literal["mittliv"], typer.Argument(help="Which organisation.")] = "mittliv",
    scale: Annotated[int, typer.Option("--scale", min=0, max=1000, help="So many times two hundred people.")] = 1,
    day: options.Day = None,
    workspace: Annotated[
        Path, typer.Option("--workspace", "-w", help="Where to build it; an earlier demonstration there is replaced.")
    ] = FOLDER,
    seed: Annotated[int, typer.Option("--seed", help="Another number, other people.")] = 1,
    sqlite: Annotated[bool, typer.Option("--sqlite", help="Without PostgreSQL: all databases as files.")] = False,
    language: options.Language = None,
    pages: Annotated[bool, typer.Option("--pages/--no-pages", help="Leave the pages running, in a terminal.")] = True,
) -> int:
    """Build an invented organisation's databases, keep its promises, and prove it."""
    assert organisation == "mittliv"
    from lofte.cli.story import Story
    from lofte.demo.workspace import built

    today = day_of(day) or datetime.now(UTC).astimezone().date()
    with built(workspace, today, seed=seed, scale=scale, sqlite=sqlite) as made:
        well = Story(made, language or "en").told(stay=pages and sys.stdout.isatty())
    return ExitCode.WELL if well else ExitCode.NOT_KEPT
