"""`lofte check` and `lofte render`: look at a declaration, touch nothing.

In:   the options.       Out:  findings, or a text.
Never: opens a database or a workspace.

The idea in one read: every finding with its place, ten at first; for a program all of them. Any text as a page, as
text or as a file for a spreadsheet, to the screen or into a file.
Kept true by: tests/journeys/test_check.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from lofte.cli import options
from lofte.cli.exits import ExitCode
from lofte.cli.session import day_of, setting

if TYPE_CHECKING:
    from lofte.app.declaring import Checked
    from lofte.diagnostics import DatedList, Diagnostic, Span
    from lofte.model import Model

SHOWN = 10
"""So many findings are shown, unless all are asked for."""
_FILES = {"xlsx": ("workbook", "register.xlsx"), "pdf": ("PDF", "policy.pdf")}
"""The forms that only a file can hold: what each is called, and a name for one."""


def check(
    path: Annotated[Path | None, typer.Argument(help="The declaration: a file or a folder.")] = None,
    declaration: options.Declaration = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="Judge by the law of this day.  [today]")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Show every finding, not only the first ten.")] = False,
    language: options.Language = None,
    form: options.CheckFormat = "text",
) -> int:
    """Find what is wrong in the declaration: faults of the language, and what the law says of it."""
    from lofte.app import declaring
    from lofte.cli.paper import as_json

    path = path or setting(declaration, None).declaration
    checked = declaring.check(declaring.declared_at(path), day_of(as_of) or datetime.now(UTC).astimezone().date())
    if form == "json":
        as_json(_as_json(checked))
    elif form == "sarif":
        from lofte.cli.sarif import sarif

        as_json(sarif(checked, Path.cwd(), language or "en"))
    else:
        _show(checked, language or "en", limit=None if every else SHOWN)
    if checked.declared.model is None or checked.declared.errors:
        return ExitCode.NOT_COMPILED
    return ExitCode.NOT_KEPT if checked.has_errors else ExitCode.WELL


def render(
    path: Annotated[Path | None, typer.Argument(help="The declaration: a file or a folder.")] = None,
    declaration: options.Declaration = None,
    language: options.Language = None,
    document: Annotated[
        str, typer.Option("--document", metavar="NAME", help="Which text; `--list` names them.")
    ] = "policy",
    source: Annotated[
        str | None, typer.Option("--source", metavar="NAME", help="Of a notice, and of consents: where one stands.")
    ] = None,
    subject: Annotated[
        str | None, typer.Option("--for", metavar="SUBJECT", help="Only what concerns this category of people.")
    ] = None,
    every: Annotated[bool, typer.Option("--list", help="Say which texts the declaration gives.")] = False,
    form: Annotated[
        Literal["html", "markdown", "text", "csv", "xlsx", "pdf"],
        typer.Option("--form", help="A page, Markdown, plain text or PDF; a register also as CSV or workbook."),
    ] = "html",
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Write to this file.  [the screen]")] = None,
) -> int:
    """Print the policy that the declaration is, or another text or register from it."""
    from lofte.app.declaring import declared_at
    from lofte.app.telling import Wanted, told
    from lofte.cli.paper import say
    from lofte.web.style import stylesheet

    model = declared_at(path or setting(declaration, None).declaration).sound()
    known = [each for each in model.policy.languages if each in ("sv", "en")]
    spoken = language or (known[0] if known else "sv")
    if every:
        return _list(model, spoken)
    style = stylesheet() if form == "html" else ""
    text = told(model, Wanted(document, spoken, form, source, subject), style)
    if out is None:
        _show_text(text, form)
    else:
        out.write_bytes(text)
        say(f"written to {out}")
    return ExitCode.WELL


def _list(model: Model, language: str) -> int:
    from lofte.app.telling import offered
    from lofte.cli.paper import say

    for each in offered(model, language):
        say(f"{each.document}: {each.what} ({each.article})")
        for option, names in each.narrowed_by:
            say(f"    --{option} {' | '.join(names)}", "dim")
    return ExitCode.WELL


def _show_text(text: bytes, form: str) -> None:
    import sys

    from lofte.app.setting import SettingError

    if form not in _FILES:
        sys.stdout.write(text.decode())
        return
    if sys.stdout.isatty():
        what, file = _FILES[form]
        raise SettingError(f"a {what} cannot be shown on the screen", help=f"name a file: `--out {file}`")
    sys.stdout.flush()
    sys.stdout.buffer.write(text)


def show_diagnostics(found: Iterable[Diagnostic], sources: object, language: str, limit: int | None = None) -> None:
    """Print diagnostics with their lines, the first `limit` of them."""
    from collections.abc import Mapping

    from lofte.cli.paper import say
    from lofte.diagnostics import Severity
    from lofte.diagnostics import render as rendered

    assert isinstance(sources, Mapping)
    styles = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
    every = tuple(found)
    for diagnostic in every[:limit]:
        first, *rest = rendered(diagnostic, sources, language).split("\n")
        say(first, f"bold {styles[diagnostic.severity]}")
        for line in rest:
            say(line)
        say()
    if limit is not None and len(every) > limit:
        say(f"... and {len(every) - limit} more: `--all` shows them, and `--format json` gives them to a program")
        say()


def diagnostic_as_json(found: Diagnostic) -> dict[str, object]:
    """One diagnostic for a program."""
    from lofte.diagnostics import basis

    return {
        "code": found.code,
        "severity": found.severity.value,
        "message": found.message,
        "messages": dict(found.messages),
        "help": found.help,
        "article": found.article,
        "path": found.path or None,
        "basis": basis(found.lists),
        "lists": [list_as_json(used) for used in found.lists],
        "place": _place(found.span),
        "related": [{"message": related.message, "place": _place(related.span)} for related in found.related],
    }


def list_as_json(used: DatedList) -> dict[str, object]:
    """A dated list that a finding used, for a program."""
    days = {"listed": used.listed, "read_for": used.read_for, "valid_from": used.valid_from, "valid_to": used.valid_to}
    return {"name": used.name, **{name: day.isoformat() if day else None for name, day in days.items()}}


def _place(span: Span | None) -> dict[str, object] | None:
    if span is None:
        return None
    return {
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }


def _show(checked: Checked, language: str, limit: int | None) -> None:
    from lofte.cli.paper import say
    from lofte.diagnostics import Severity

    show_diagnostics(checked.findings, checked.declared.sources, language, limit)
    for each in checked.accepted:
        accepted = each.accepted
        say(f"accepted until {accepted.review}: {each.finding.code} at {accepted.path}, by {accepted.by}", "dim")
    counts = {kind: sum(found.severity is kind for found in checked.findings) for kind in Severity}
    told = ", ".join(f"{number} {_counted(kind.value, number)}" for kind, number in counts.items() if number)
    well = "green" if not checked.has_errors else "red"
    say(f"{checked.declared.path}: {told or 'nothing found'}, by the law of {checked.as_of}", f"bold {well}")


def _counted(word: str, number: int) -> str:
    return {"info": "note"}.get(word, word) + ("" if number == 1 else "s")


def _as_json(checked: Checked) -> dict[str, object]:
    return {
        "declaration": str(checked.declared.path),
        "as_of": checked.as_of,
        "compiles": checked.declared.model is not None and not checked.declared.errors,
        "findings": [diagnostic_as_json(found) for found in checked.findings],
        "accepted": [
            {
                **diagnostic_as_json(each.finding),
                "because": each.accepted.because,
                "by": each.accepted.by,
                "review": each.accepted.review,
            }
            for each in checked.accepted
        ],
    }
