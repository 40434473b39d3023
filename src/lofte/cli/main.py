"""The command `lofte`: every command in one place, each a thin function of a module beside this one.

In:   the arguments.       Out:  the exit code.
Never: imports what only one command needs before that command runs: `--help` is instant.

The idea in one read: a command reads its options, asks `lofte.app` for one thing, prints it and returns an exit code.
Whatever goes wrong is told in one place (`failing`). `--debug` may stand anywhere.
Kept true by: tests/journeys/test_help.py, tests/journeys/test_failing.py, docs/reference/cli.md.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Final

import typer

from lofte.cli import acting, asking, declaring, demo, proving, publishing, serving, sweeping, systems
from lofte.cli.exits import ExitCode
from lofte.cli.failing import report

GROUPS: Final[Mapping[str, tuple[str, Mapping[str, Callable[..., int]]]]] = {
    "explain": (
        "Say why something is there, and until when.",
        {"person": asking.explain_person, "table": systems.explain_table, "plan": systems.explain_plan},
    ),
    "request": (
        "Answer one person: access to what is held, or its erasure.",
        {"access": asking.access, "erasure": asking.erasure},
    ),
    "consent": (
        "Record that a consent was given or withdrawn.",
        {"give": acting.give_consent, "withdraw": acting.withdraw_consent, "list": acting.listing("consent")},
    ),
    "objection": (
        "Record that a person objects, and what was decided.",
        {"make": acting.make_objection, "decide": acting.decide_objection, "list": acting.listing("objection")},
    ),
    "restriction": (
        "Keep a person's data without using them.",
        {"set": acting.set_restriction, "lift": acting.lift_restriction, "list": acting.listing("restriction")},
    ),
    "hold": (
        "Keep data longer, for a declared reason.",
        {"place": acting.place_hold, "lift": acting.lift_hold, "list": acting.listing("hold")},
    ),
    "event": (
        "Tell what no column tells: that something has happened.",
        {"tell": acting.tell_event, "undo": acting.undo_event, "list": acting.listing("event")},
    ),
}
"""Commands under one word, each with its help."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; what `lofte` on a command line does."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in given or bool(os.environ.get("LOFTE_DEBUG"))
    given = [argument for argument in given if argument != "--debug"]
    try:
        code = command_line()(given, prog_name="lofte", standalone_mode=False)
        sys.stdout.flush()
    except typer.Exit as end:
        code = end.exit_code
    except (typer.Abort, KeyboardInterrupt):
        return _interrupted()
    except (BrokenPipeError, SystemExit) as end:
        if not isinstance(end, BrokenPipeError) and not isinstance(end.__context__, BrokenPipeError):
            raise
        # Whoever read our output has gone (the libraries that print end with 1 then); nothing is left to say, also not
        # when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.WELL
    except Exception as error:  # noqa: BLE001 - the outermost edge: everything is told in one way
        show_usage = getattr(error, "show", None)  # what typer says of options, whichever click it carries
        if show_usage is None:
            return report(error, debug=debug)
        show_usage()
        return ExitCode.USAGE
    if code == ExitCode.INTERRUPTED:  # so newer typers tell of Ctrl-C
        return _interrupted()
    return code if isinstance(code, int) else ExitCode.WELL


def _interrupted() -> int:
    sys.stderr.write("\nstopped; nothing is half done, and the same command goes on where it was\n")
    return ExitCode.INTERRUPTED


def command_line() -> Callable[..., object]:
    """Every command, with its options."""
    app = typer.Typer(
        help="Privacy promises that keep themselves: say them, keep them, prove them.",
        no_args_is_help=True,
        invoke_without_command=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback()(_begin)
    app.command()(declaring.check)
    app.command()(declaring.render)
    app.command()(publishing.diff)
    app.command()(publishing.publish)
    versions = typer.Typer(name="versions", invoke_without_command=True, rich_markup_mode=None)
    versions.callback()(publishing.versions)
    versions.command("show")(publishing.show_version)
    app.add_typer(versions)
    app.command()(systems.inspect)
    for name, (help_text, commands) in GROUPS.items():
        group = typer.Typer(name=name, help=help_text, no_args_is_help=True, rich_markup_mode=None)
        for command, function in commands.items():
            group.command(command)(function)
        app.add_typer(group)
    for function in (sweeping.sweep, proving.status, proving.verify, serving.serve, demo.demo):
        app.command()(function)
    return typer.main.get_command(app)


def _begin(
    debug: Annotated[bool, typer.Option("--debug", help="Show where in our code a failure came from.")] = False,  # noqa: ARG001 - `main` reads it, so that it may stand anywhere
    version: Annotated[bool, typer.Option("--version", is_eager=True, help="Print the version, and end.")] = False,
) -> None:
    """Privacy promises that keep themselves: say them, keep them, prove them."""
    if version:
        from importlib.metadata import version as version_of

        sys.stdout.write(f"lofte {version_of('lofte')}\n")
        raise typer.Exit(ExitCode.WELL)
