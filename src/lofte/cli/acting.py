"""`lofte consent`, `objection`, `restriction`, `hold`, `event`: record what people say and decide.

In:   the options.       Out:  one line with the record's id; when it is printed, the act is in force.
Never: prints whom an identifier is of; records under a name that is not declared, or of a row that is not there.

The idea in one read: each is one act in our own store. It is printed as recorded only when no batch that could have
missed it is running. `list` shows what is in force, each with its id, of which the first letters are enough.
Law:  GDPR Art. 7, 17(3), 18, 21.
Kept true by: tests/journeys/test_acts.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from lofte.cli import options
from lofte.cli.exits import ExitCode
from lofte.cli.session import day_of, moment, setting, who

if TYPE_CHECKING:
    from lofte.app.acting import Acting, Kind, Named
    from lofte.app.setting import Setting
    from lofte.model import Model
    from lofte.records import Recorded

Activity = Annotated[str | None, typer.Option("--activity", help="For one activity.  [all]")]
RowOption = Annotated[
    str | None, typer.Option("--row", metavar="SYSTEM.TABLE:KEY", help="A row, as programme.mentees:17.")
]
Channel = Annotated[str, typer.Option("--channel", help="How it reached us: letter, email, phone, form ...")]
Id = Annotated[str, typer.Argument(metavar="ID", help="The record's id, or how it begins; `list` shows it.")]
Every = Annotated[bool, typer.Option("--all", help="Also what is no longer in force.")]


def give_consent(
    consent: Annotated[str, typer.Argument(help="The consent's name in the declaration.")],
    identifier: options.Identifier = None,
    at: options.At = None,
    channel: Channel = "operator",
    declaration: options.Declaration = None,
    workspace: options.Workspace = None,
    by: options.By = None,
) -> int:
    """Record that a person gave a consent."""
    return _consent(consent, "given", identifier, at, channel, declaration, workspace, by)


def withdraw_consent(
    consent: Annotated[str, typer.Argument(help="The consent's name in the declaration.")],
    identifier: options.Identifier = None,
    at: options.At = None,
    channel: Channel = "operator",
    declaration: options.Declaration = None,
    workspace: options.Workspace = None,
    by: options.By = None,
) -> int:
    """Record that a person withdrew a consent."""
    return _consent(consent, "withdrawn", identifier, at, channel, declaration, workspace, by)


def make_objection(
    identifier: options.Identifier = None,
    activity: Annotated[
        str | None, typer.Option("--activity", help="An activity, or `direct-marketing`.  [all processing]")
    ] = None,
    at: options.At = None,
    channel: Channel = "operator",
    declaration: options.Declaration = None,
    workspace: options.Workspace = None,
    by: options.By = None,
) -> int:
    """Record that a person objects; marketing stops at once, the rest is held until it is decided."""
    with _acting(declaration, workspace, by) as (acting, when):
        return _recorded("objection", acting.make_objection(identifier or [], activity, when(at), channel))


def decide_objection(
    objection: Id,
    decision: Annotated[Literal["upheld", "rejected"], typer.Argument(help="upheld or rejected.")],
    at: options.At = None,
    declaration: options.Declaration = None,
    workspace: options.Workspace = None,
    by: options.By = None,
) -> int:
    """Uphold or reject an objection."""
    with _acting(declaration, workspace, by) as (acting, when):
        name = acting.decide_objection(objection, upheld=decision == "upheld", at=when(at))
        return _recorded(f"objection {decision}:", name)


def set_restriction(
    ground: Annotated[
        str,
        typer.Option("--ground", help="accuracy-contested, unlawful, needed-for-claims or objection-pending."),
    ],
    identifier: options.Identifier = None,
    activity: Activity = None,
    at: options.At = None,
    declaration: options.Declaration = None,
    workspace: options.Workspace = None,
    by: options.By = None,
) -> int:
    """Restrict processing: the data are kept and not used."""
    with _acting(declaration, workspace, by) as (acting, when):
        return _recorded("restriction", acting.restrict(identifier or [], activity, ground, when(at)))


def lift_restriction(
    restriction: Id,
    at: options.At = None,
    declaration: options.Declaration = None,
    workspace: options.Workspace = None,
    by: options.By = None,
) -> int:
    """End a restriction; the person is told before (Art. 18(3))."""
    with _acting(declaration, workspace, by) as (acting, when):
        return _recorded("restriction lifted:", acting.lift_restriction(restriction, when(at)))


def place_hold(
    reason: Annotated[str, typer.Argument(help="A reason that the declaration has under `holds`.")],
    identifier: options.Identifier = None,
    row: RowOption = None,
    activity: Annotated[
        list[str] | None, typer.Option("--activity", help="For this activity; may be repeated.  [all]")
    ] = None,
    owner: Annotated[
        str | None, typer.Option("--owner", metavar="ROLE", help="Who answers for it.  [declared]")
    ] = None,
    review: Annotated[
        str | None, typer.Option("--review", metavar="DATE", help="When it is looked at again.  [declared]")
    ] = None,
    day: options.Day = None,
    declaration: options.Declaration = None,
    workspace: options.Workspace = None,
    by: options.By = None,
) -> int:
    """Keep a person's data, or one row, whatever the clock says; with an owner and a review date."""
    from datetime import UTC

    from lofte.app.setting import today_of

    with _acting(declaration, workspace, by) as (acting, _):
        found = setting(declaration, workspace)
        today = found.day(day_of(day), today_of(acting.model, datetime.now(UTC)))
        of = _there(acting.model, found, acting.whom(identifier or [], row))
        return _recorded("hold", acting.place_hold(reason, of, activity or [], owner, day_of(review), today))


def lift_hold(
    hold: Id,
    declaration: options.Declaration = None,
    workspace: options.Workspace = None,
    by: options.By = None,
) -> int:
    """End a hold."""
    with _acting(declaration, workspace, by) as (acting, _):
        return _recorded("hold lifted:", acting.lift_hold(hold))


def tell_event(
    event: Annotated[str, typer.Argument(help="An event of the declaration, or ACTIVITY.judged-ended.")],
    identifier: options.Identifier = None,
    row: RowOption = None,
    at: options.At = None,
    declaration: options.Declaration = None,
    workspace: options.Workspace = None,
    by: options.By = None,
) -> int:
    """Tell that an event has happened, to a person or a row."""
    with _acting(declaration, workspace, by) as (acting, when):
        of = _there(acting.model, setting(declaration, workspace), acting.whom(identifier or [], row))
        return _recorded("event", acting.tell_event(event, of, when(at)))


def undo_event(
    telling: Id,
    declaration: options.Declaration = None,
    workspace: options.Workspace = None,
    by: options.By = None,
) -> int:
    """Take a telling back; an earlier one of the same event counts again."""
    with _acting(declaration, workspace, by) as (acting, _):
        return _recorded("event undone:", acting.undo_event(telling))


def listing(kind: Kind) -> Callable[..., int]:
    """The command `list` of a kind of record."""

    def listed(
        identifier: options.Identifier = None,
        every: Every = False,
        form: options.Format = "text",
        declaration: options.Declaration = None,
        workspace: options.Workspace = None,
    ) -> int:
        with _acting(declaration, workspace, None) as (acting, _):
            _show(kind, acting.listed(kind, identifier or [], every=every), form)
        return ExitCode.WELL

    listed.__doc__ = f"List every {kind} in force, each with its id."
    return listed


def _consent(
    consent: str,
    event: Literal["given", "withdrawn"],
    identifier: list[str] | None,
    at: str | None,
    channel: str,
    declaration: Path | None,
    workspace: Path | None,
    by: str | None,
) -> int:
    from lofte.cli.paper import say

    with _acting(declaration, workspace, by) as (acting, when):
        acting.record_consent(identifier or [], consent, event, when(at), channel)
        say(f"recorded: consent {consent} {event}")
    return ExitCode.WELL


@contextmanager
def _acting(
    declaration: Path | None, workspace: Path | None, by: str | None
) -> Iterator[tuple[Acting, Callable[[str | None], datetime]]]:
    """The store open for acts, and how a typed moment is read."""
    from lofte.app.acting import Acting
    from lofte.app.declaring import declared_at
    from lofte.app.opening import opened_records

    found = setting(declaration, workspace)
    model = declared_at(found.declaration).sound()
    with opened_records(found) as records:
        yield Acting(model, records, who(by)), lambda text: moment(text, model)


def _there(model: Model, found: Setting, of: Named) -> Named:
    """A person, or a row that is there; of one whose system does not answer it is told that nobody has seen it."""
    from lofte.app.looking import unseen
    from lofte.cli.paper import say
    from lofte.demo.server import serving
    from lofte.facts import RowKey

    if isinstance(of, RowKey):
        with serving(found.environment):
            why = unseen(model, found, of)
        if why is not None:
            say(f"nobody has seen whether the row is there, because {why}", "bold red")
            say("help: when its system answers, see that a row has this key; if not, take this back", "red")
    return of


def _recorded(what: str, name: str) -> int:
    from lofte.cli.paper import say

    say(f"recorded: {what} {name}")
    return ExitCode.WELL


def _show(kind: Kind, records: tuple[Recorded, ...], form: Literal["text", "json"]) -> None:
    from lofte.cli.paper import as_json, say, table

    if form == "json":
        as_json([_as_json(record) for record in records])
    elif not records:
        say(f"no {kind} is recorded" if kind != "event" else "no event is recorded")
    else:
        rows = [
            (one.id[:12], one.about, _whose(one), f"{one.since:%Y-%m-%d}", one.state, _details(one)) for one in records
        ]
        table("", ("id", kind, "of", "since", "state", "more"), rows)


def _whose(record: Recorded) -> str:
    if record.row is not None:
        return f"{record.row.system}.{record.row.table}:{','.join(record.row.values)}"
    return f"person {(record.subject or '')[:8]}"


def _details(record: Recorded) -> str:
    return ", ".join(f"{name}: {value}" for name, value in record.details.items() if value)


def _as_json(record: Recorded) -> dict[str, object]:
    return {
        "id": record.id,
        "kind": record.kind,
        "about": record.about,
        "subject": record.subject,
        "row": None if record.row is None else _whose(record),
        "since": record.since.isoformat(),
        "state": record.state,
        "in_force": record.in_force,
        "recorded_by": record.recorded_by,
        **record.details,
    }
