"""`lofte publish`, `lofte versions` and `lofte diff`: freeze the policy, read what it said, and say what changed.

In:   the options.       Out:  the version that is published; versions; a text of a past day; changes in meaning.
Never: publishes by itself; changes a version that is there.

The idea in one read: publishing is one act with one entry in the ledger, and saying it again does nothing. What
changed since the version before is shown as it is stored, the weightiest first. A comparison takes a published
version by its number or a declaration by its path, on either side.
Law:  GDPR Art. 5(2), 12(1), 13(3), 14(4).
Kept true by: tests/journeys/test_publish.py, tests/journeys/test_diff.py.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from lofte.cli import options
from lofte.cli.exits import ExitCode
from lofte.cli.session import day_of, setting, who

if TYPE_CHECKING:
    from datetime import date

    from lofte.app.publishing import Comparison, Publication
    from lofte.records import Published


def publish(
    declaration: options.Declaration = None,
    workspace: options.Workspace = None,
    by: options.By = None,
    language: options.Language = None,
    form: options.Format = "text",
) -> int:
    """Freeze the policy as a version: its texts, its meaning, and what changed since the version before."""
    from lofte.app import publishing
    from lofte.cli.paper import as_json

    made = publishing.publish(setting(declaration, workspace), who(by))
    if form == "json":
        as_json(_publication_as_json(made))
    else:
        _show_publication(made, language or "en")
    return ExitCode.WELL


def versions(
    context: typer.Context,
    day: options.Day = None,
    declaration: options.Declaration = None,
    workspace: options.Workspace = None,
    form: options.Format = "text",
) -> int:
    """List the published versions of the policy; `show` gives the text of one."""
    from datetime import UTC, datetime

    from lofte.app.publishing import in_force_until, published_versions
    from lofte.cli.paper import as_json, say, table

    if context.invoked_subcommand is not None:
        _refuse_before(context)
        return ExitCode.WELL
    found = setting(declaration, workspace)
    every = published_versions(found)
    today = day_of(day or found.environment.get("LOFTE_DAY")) or datetime.now(UTC).astimezone().date()
    ends = {one.number: in_force_until(every, one) for one in every}
    if form == "json":
        as_json([_version_as_json(one, ends[one.number]) for one in every])
    elif not every:
        say("no version is published yet; `lofte publish` freezes the first")
    else:
        rows = [
            (
                one.version,
                str(one.since),
                str(ends[one.number] or ""),
                _standing(one, ends[one.number], today),
                one.digest[:16],
            )
            for one in every
        ]
        table("Published versions", ("version", "in force from", "until", "today", "digest"), rows)
    return ExitCode.WELL


def show_version(
    version: Annotated[str | None, typer.Argument(help="The version, as `policy.version` named it.")] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The version that was in force on this day.")
    ] = None,
    shown: Annotated[
        Literal["markdown", "html", "model", "changes"],
        typer.Option("--form", help="The text, the page, the meaning as JSON, or what it changed."),
    ] = "markdown",
    language: options.Language = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Write to this file.  [the screen]")] = None,
    declaration: options.Declaration = None,
    workspace: options.Workspace = None,
) -> int:
    """Print a published version as it was frozen, by its number or by a day."""
    import sys

    from lofte.app.publishing import version_asked
    from lofte.cli.paper import say

    found = setting(declaration, workspace)
    published = version_asked(found, version, day_of(on))
    text = _shown(found, published, shown, language)
    if out is None:
        sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
    else:
        out.write_text(text, "utf8")
        say(f"written to {out}")
    return ExitCode.WELL


def diff(
    old: Annotated[str, typer.Argument(help="A published version, or the path of a declaration.")],
    new: Annotated[str | None, typer.Argument(help="The same.  [the declaration]")] = None,
    every: Annotated[bool, typer.Option("--all", help="Also list what changes for nobody.")] = False,
    language: options.Language = None,
    declaration: options.Declaration = None,
    workspace: options.Workspace = None,
    form: options.Format = "text",
) -> int:
    """Say in meaning what differs: whom it touches, what it weighs and why, which consents it asks for."""
    from lofte.app.declaring import declared_at
    from lofte.app.publishing import compared, side_of
    from lofte.cli.paper import as_json
    from lofte.difference import difference_json

    found = setting(declaration, workspace)
    before = side_of(found, old)
    after = declared_at(found.declaration).sound() if new is None else side_of(found, new)
    told = compared(before, after)
    if form == "json":
        as_json(difference_json(told.difference, told.old, told.new))
    else:
        _show_changes(told, language or "en", every=every)
    return ExitCode.WELL


def _refuse_before(context: typer.Context) -> None:
    """Options before `show` would be read by nobody."""
    from lofte.app.setting import UnreadableError

    given = [name for name in context.params if str(context.get_parameter_source(name)).endswith("COMMANDLINE")]
    if given:
        raise UnreadableError(
            f"options stand before `{context.invoked_subcommand}`",
            help=f"write them after it: `{context.invoked_subcommand} ...`",
        )


def _shown(found: object, published: Published, shown: str, language: str | None) -> str:
    """What was asked for of a version."""
    from html import escape

    from lofte.app.naming import UnknownNameError
    from lofte.app.publishing import changes_of, texts_of
    from lofte.app.setting import Setting
    from lofte.cli.paper import json_text
    from lofte.documents.html import page_around
    from lofte.web.style import stylesheet

    assert isinstance(found, Setting)
    if shown == "model":
        return published.model
    if shown == "changes":
        return json_text(changes_of(published))
    texts = texts_of(found, published)
    languages = sorted({known for known, _ in texts}, key=lambda known: (known != "sv", known))
    chosen = language or languages[0]
    text = texts.get((chosen, shown))
    if text is None:
        raise UnknownNameError(
            f"version `{published.version}` was not published in `{chosen}`", help=f"it is in: {', '.join(languages)}"
        )
    return page_around(text, escape(published.version), chosen, stylesheet()) if shown == "html" else text


def _show_publication(made: Publication, language: str) -> None:
    from lofte.cli.paper import say

    one = made.published
    if not made.is_new:
        say(f"version {one.version} is published already, and nothing has changed since", "bold")
        return
    if made.since_before is not None:
        _show_changes(made.since_before, language, every=False)
        say()
    elif made.before is not None:
        say(
            f"what changed since version {made.before.version} cannot be told: this Löfte cannot read its model",
            "yellow",
        )
    say(f"published: version {one.version}, in force from {one.since}", "bold green")
    if one.in_force is not None and one.in_force != one.since:
        say(
            f"the declaration says {one.in_force}, which had been: a later version begins when it is published",
            "yellow",
        )
    say(f"digest {one.digest}", "dim")


def _show_changes(told: Comparison, language: str, *, every: bool) -> None:
    import sys

    from lofte.difference import changes_document
    from lofte.documents import markdown

    sys.stdout.write(markdown(changes_document(told.difference, told.old, told.new, language, every=every)))


def _standing(one: Published, until: date | None, today: date) -> str:
    if until is not None and until <= one.since:
        return "never in force"
    if today < one.since:
        return "to come"
    return "in force" if until is None or today < until else "earlier"


def _version_as_json(one: Published, until: date | None) -> dict[str, object]:
    return {
        "version": one.version,
        "digest": one.digest,
        "since": one.since,
        "until": until,
        "in_force": one.in_force,
        "published_at": one.published_at.isoformat(),
        "published_by": one.published_by,
    }


def _publication_as_json(made: Publication) -> dict[str, object]:
    from lofte.app.publishing import changes_of

    one = made.published
    return {
        "published": made.is_new,
        **_version_as_json(one, None),
        "before": made.before.version if made.before else None,
        "changes": changes_of(one),
    }
