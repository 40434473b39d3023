"""Describe once each option that several commands have.

In:   nothing.       Out:  annotated types, for the parameters of commands.
Never: reads a value.

The idea in one read: an option means the same wherever it stands, and has the same words in every `--help`. What is in
brackets at the end of a help is what counts when the option is left out.
Kept true by: tests/journeys/test_help.py.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

Declaration = Annotated[
    Path | None,
    typer.Option(
        "--declaration", "-d", envvar="LOFTE_DECLARATION", help="The declaration: a file or a folder.  [lofte.yaml]"
    ),
]
Workspace = Annotated[
    Path | None,
    typer.Option(
        "--workspace",
        "-w",
        envvar="LOFTE_WORKSPACE",
        help="The folder of our own records.  [.lofte beside the declaration]",
    ),
]
Day = Annotated[
    str | None,
    typer.Option("--day", envvar="LOFTE_DAY", metavar="DATE", help="The day that counts, as 2026-11-22.  [today]"),
]
Format = Annotated[Literal["text", "json"], typer.Option("--format", help="For people, or for programs.")]
CheckFormat = Annotated[
    Literal["text", "json", "sarif"],
    typer.Option("--format", help="For people, for programs, or for tools that gather findings (SARIF 2.1.0)."),
]
Language = Annotated[Literal["sv", "en"] | None, typer.Option("--language", help="Swedish or English.")]
By = Annotated[
    str | None,
    typer.Option(
        "--by", envvar="LOFTE_BY", metavar="ROLE", help="Who does this: a role or a person.  [the account's name]"
    ),
]
At = Annotated[
    str | None,
    typer.Option("--at", metavar="TIME", help="When it happened, as 2026-11-22 or 2026-11-22T14:05.  [now]"),
]
Identifier = Annotated[
    list[str] | None,
    typer.Option(
        "--identifier", "-i", metavar="KIND:VALUE", help="Who it is, as email:anna@example.org; may be repeated."
    ),
]
