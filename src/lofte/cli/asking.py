"""`lofte request` and `lofte explain person`: what is held about one person and why, and letting go of it.

In:   the options; the operator has made sure who asks.       Out:  the answer, as a letter or for a program.
Never: another person's data; an answer that is said to be whole when a system was silent.

The idea in one read: identifiers lead from system to system. `access` reads everything aloud with its reasons;
`erasure` lets go of what the right lets go of and answers for the rest. With `--out` the letter is written to a file
that only its owner can read, and the screen shows numbers alone.
Law:  GDPR Art. 12, 15, 17.
Kept true by: tests/journeys/test_requests.py.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from lofte.cli import options
from lofte.cli.exits import ExitCode
from lofte.cli.session import moment, opened, who

if TYPE_CHECKING:
    from lofte.app.opening import Workplace
    from lofte.app.requesting import Answered
    from lofte.facts import RowKey
    from lofte.promises.request import AccessAnswer


def _can_be_written(path: Path | None) -> Path | None:
    """See to it before anything is done: what has been erased cannot be answered for a second time."""
    if path is not None and not os.access(path if path.exists() else path.parent, os.W_OK):
        raise typer.BadParameter(f"nothing can be written in `{path.parent}`; is the folder there, and yours?")
    return path


Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        dir_okay=False,
        callback=_can_be_written,
        help="Write the letter to this file, for nobody else to read.",
    ),
]
Asked = Annotated[
    list[str] | None,
    typer.Option("--asked", metavar="SYSTEM", help="It is done by hand in this system, which is out of reach."),
]
Received = Annotated[str | None, typer.Option("--received", metavar="TIME", help="When the request came.  [now]")]


def access(
    identifier: options.Identifier = None,
    received: Received = None,
    asked: Asked = None,
    out: Out = None,
    day: options.Day = None,
    declaration: options.Declaration = None,
    workspace: options.Workspace = None,
    language: options.Language = None,
    form: options.Format = "text",
) -> int:
    """Answer a request for access: everything held about a person, why, and until when."""
    from lofte.app.letters import access_letter
    from lofte.app.requesting import answer_access

    with opened(declaration, workspace, day) as (_, place):
        done = answer_access(place, identifier or [], moment(received, place.model), asked or [])
        assert done.access is not None
        letter = access_letter(place.model, done.access, language or _first(place))
        return _told(done, letter, {"rows": access_as_json(place, done.access)}, out, form)


def erasure(
    identifier: options.Identifier = None,
    also: Annotated[
        list[str] | None,
        typer.Option("--also", metavar="ACTIVITY", help="Decided in the case: this activity gives way too."),
    ] = None,
    received: Received = None,
    asked: Asked = None,
    out: Out = None,
    day: options.Day = None,
    declaration: options.Declaration = None,
    workspace: options.Workspace = None,
    language: options.Language = None,
    by: options.By = None,
    form: options.Format = "text",
) -> int:
    """Carry out a request for erasure, and answer for what is kept and why."""
    from lofte.app.letters import erasure_letter
    from lofte.app.requesting import answer_erasure
    from lofte.cli.paper import progress

    with opened(declaration, workspace, day) as (_, place), progress("erasing") as told:
        received_at = moment(received, place.model)
        done = answer_erasure(place, identifier or [], received_at, also or [], who(by), told, asked or [])
        assert done.erasure is not None
        letter = erasure_letter(place.model, done.erasure, language or _first(place))
        rows = [
            {
                "row": _row_as_json(place, one.row),
                "became": one.became.value,
                "emptied": one.emptied,
                "kept": one.kept,
                "because": [{"activity": need.activity, "until": need.until} for need in one.because],
            }
            for one in done.erasure.rows
        ]
        return _told(done, letter, {"rows": rows, "released": done.erasure.released}, out, form)


def explain_person(
    identifiers: Annotated[list[str], typer.Argument(metavar="KIND:VALUE...", help="As email:anna@example.org.")],
    day: options.Day = None,
    declaration: options.Declaration = None,
    workspace: options.Workspace = None,
    language: options.Language = None,
    form: options.Format = "text",
) -> int:
    """Say of every row about a person why it is there and until when; no value is shown."""
    from lofte.app.requesting import access_of
    from lofte.cli.paper import as_json, say

    with opened(declaration, workspace, day) as (_, place):
        answer = access_of(place, identifiers)
        if form == "json":
            as_json(
                {"day": answer.day, "rows": access_as_json(place, answer, values=False), "not_asked": answer.not_asked}
            )
        else:
            _show_rows(place, answer, language or "en")
            for step in answer.steps:
                say(f"found on the way: {step}", "dim")
            for name, why in answer.not_asked:
                say(f"not asked: {name}, because {why}", "bold red")
        by_hand = {system.name for system in place.systems.elsewhere}
    silent = {name for name, _ in answer.not_asked}
    return ExitCode.WELL if not silent else ExitCode.NOT_KEPT if silent <= by_hand else ExitCode.WORLD_FAILED


def _row_as_json(place: Workplace, row: RowKey) -> dict[str, object]:
    """Which row it is; a key that is somebody's identifier, perhaps another person's, is not shown."""
    table = place.systems.bound[row.system].tables[row.table]
    key = None if table.person_columns.intersection(table.key) else row.values
    return {"system": row.system, "table": row.table, "key": key}


def access_as_json(place: Workplace, answer: AccessAnswer, *, values: bool = True) -> list[dict[str, object]]:
    """The rows of an answer for a program, without values unless they are asked for."""
    return [
        {
            "row": _row_as_json(place, one.row),
            "data": {datum.column: datum.value if values else datum.category for datum in one.data},
            "needs": [
                {
                    "activity": need.activity,
                    "verdict": need.verdict.value,
                    "until": need.until,
                    "columns": need.columns,
                    "unproven": need.unproven,
                    "declared": str(need.span) if need.span else None,
                }
                for need in one.needs
            ],
            "source": one.source,
            "others": one.others,
            "undecided": one.undecided,
        }
        for one in answer.rows
    ]


def _show_rows(place: Workplace, answer: AccessAnswer, language: str) -> None:
    from lofte.app.letters import because
    from lofte.cli.paper import say
    from lofte.documents.voice import Voice

    voice = Voice(place.model, language)
    if not answer.rows:
        say("nothing is held about this person")
    for row in answer.rows:
        table = f"{row.row.system}.{row.row.table}"
        others = f", beside {row.others} other{'s' if row.others > 1 else ''}" if row.others else ""
        say(f"{table}: {', '.join(datum.column for datum in row.data)}{others}", "bold")
        spans = [need.span for need in row.needs if need.verdict.value != "fallen"]
        for line, span in zip(because(row.needs, voice), spans, strict=True):
            say(f"  {line}  [{span}]")
        if not spans:
            say("  no need keeps it: it goes at the next sweep" if not row.undecided else "  undecided", "yellow")


def _told(
    done: Answered, letter: str, answer: dict[str, object], out: Path | None, form: Literal["text", "json"]
) -> int:
    from lofte.cli.paper import as_json, say

    silent = done.waiting
    down = [name for name in silent if name not in done.by_hand]
    if out is not None:
        _write(out, letter)
    if form == "json":
        as_json(
            {
                "request": done.request.number,
                "due_on": done.request.due_on,
                "complete": done.complete,
                "not_run": silent,
                **(answer if out is None else {}),
            }
        )
    elif out is None:
        say(letter)
    else:
        say(f"request {done.request.number}: the letter is in {out}")
    if down and form == "text":
        say(f"request {done.request.number} stays open, because something is not done:", "bold red")
        for name in down:
            say(f"  in `{name}`: {silent[name]}", "red")
        say("help: when all answer again, run the same command: it does what is left", "red")
    if by_hand := [name for name in silent if name in done.by_hand]:
        if form == "text":
            say(f"request {done.request.number} stays open: this version does not reach {', '.join(by_hand)}", "yellow")
            say(
                "help: do it there by hand, answer the person for it, and run this again with `--asked SYSTEM`",
                "yellow",
            )
        return ExitCode.WORLD_FAILED if down else ExitCode.NOT_KEPT
    return ExitCode.WELL if done.complete else ExitCode.WORLD_FAILED


def _write(path: Path, text: str) -> None:
    """Write a file that only its owner can read."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf8") as file:
        os.fchmod(file.fileno(), 0o600)  # the file may have been there, for others to read
        file.write(text)


def _first(place: Workplace) -> Literal["sv", "en"]:
    return "en" if place.model.policy.languages[:1] == ("en",) else "sv"
