"""`lofte serve`: show the policy and how its promises stand, as pages.

In:   the options.       Out:  pages at an address, until Ctrl-C.
Never: writes; listens to the world unless it is told to.

The idea in one read: the pages ask for a document or for the standing of the promises; both are made afresh, so that a
change of the declaration or of the databases shows at once. What was counted is kept for a minute, because a visitor
must not be able to make the databases count all day.
Law:  GDPR Art. 5(2), 12(1).
Kept true by: tests/journeys/test_serve.py.
"""

from __future__ import annotations

from typing import Annotated

import typer

from lofte.cli import options
from lofte.cli.exits import ExitCode
from lofte.cli.session import day_of, setting


def serve(
    host: Annotated[str, typer.Option("--host", help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; 0 takes a free one.")] = 8000,
    day: options.Day = None,
    declaration: options.Declaration = None,
    workspace: options.Workspace = None,
) -> int:
    """Show the policy and the state of its promises as pages, until Ctrl-C."""
    from lofte.cli.paper import say
    from lofte.demo.server import serving
    from lofte.web.serving import served, site_of

    found = setting(declaration, workspace)
    with serving(found.environment), served(site_of(found, day_of(day)), host, port) as (address, wait):
        say(f"{address}/  (Ctrl-C ends it)", "bold")
        wait()
    return ExitCode.WELL
