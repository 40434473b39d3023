"""`lofte status` and `lofte verify`: how every promise stands, and whether the record of what was done is as it was.

In:   the options.       Out:  every promise by its id; *verified*, or the first bad entry.
Never: changes anything; says kept of what was not looked at.

The idea in one read: `status` counts in the databases what is due and what is late, and answers each promise once,
with what was found; it ends with 1 when a promise is broken. `verify` reads every entry, every hash and every
checkpoint, in the store and outside it, and holds every published version against its entry. With a public key that
was kept elsewhere nobody who holds the workspace can pass off another ledger.
Law:  GDPR Art. 5(2).
Kept true by: tests/journeys/test_status.py, tests/journeys/test_verify.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from lofte.cli import options
from lofte.cli.exits import ExitCode
from lofte.cli.session import opened, setting

if TYPE_CHECKING:
    from lofte.app.opening import Workplace
    from lofte.app.proving import Frozen
    from lofte.documents.standing import Standing
    from lofte.ledger import Verdict
    from lofte.model import Model
    from lofte.promises.standing import Evidence

STYLES = {"kept": "green", "at-risk": "yellow", "broken": "bold red", "not-provable": "dim"}


def status(
    day: options.Day = None,
    declaration: options.Declaration = None,
    workspace: options.Workspace = None,
    language: options.Language = None,
    form: options.Format = "text",
) -> int:
    """Say of every promise whether it is kept, with what was found."""
    from lofte.app.standing import evidence_of
    from lofte.cli.paper import as_json, progress
    from lofte.promises.standing import standing

    with opened(declaration, workspace, day) as (_, place):
        with progress("counting"):
            evidence = evidence_of(place)
        told = standing(place.model, evidence, language or "en")
        if form == "json":
            as_json(_status_as_json(place, evidence, told))
        else:
            _show_status(place, evidence, told)
        broken = any(one.state.value == "broken" for one in told.promises)
        if evidence.misfits:
            return ExitCode.NOT_COMPILED
        if evidence.not_asked:
            return ExitCode.WORLD_FAILED
        return ExitCode.NOT_KEPT if broken else ExitCode.WELL


def verify(
    declaration: options.Declaration = None,
    workspace: options.Workspace = None,
    public_key: Annotated[
        str | None, typer.Option("--public-key", metavar="KEY", help="The key to verify with.  [the workspace's own]")
    ] = None,
    form: options.Format = "text",
) -> int:
    """Check the ledger entry by entry, and the published versions against it; name the first bad one.

    Covered is what the ledger says: what was done, when, by which plan, with which counts; and a payload, while it is
    there, is the one that was bound to its entry. Not covered: whether a payload is still there, because payloads are
    erased in time; and our other records (consents, objections, holds ...), which who can write their database can
    change unseen.
    """
    from lofte.app.proving import verified, versions_verified
    from lofte.cli.paper import as_json, say
    from lofte.ledger import Unsigned, Verified

    found = setting(declaration, workspace)
    told, key = verified(found, public_key)
    frozen = versions_verified(found) if isinstance(told, Verified) else None
    well = frozen is not None and frozen.bad is None
    match told:
        case _ if form == "json":
            as_json({"verified": well, "public_key": key, **_as_json(told), **_versions_as_json(frozen)})
        case Verified() if frozen is not None and frozen.bad is not None:
            say(f"not verified: {frozen.bad}", "bold red")
        case Verified(size, root):
            say(f"verified: {size} {'entry is' if size == 1 else 'entries are'} as written", "bold green")
            if frozen is not None and frozen.versions:
                some = f"{frozen.versions} published versions are"
                say(f"{'1 published version is' if frozen.versions == 1 else some} as published", "bold green")
            say(f"root {root.hex()}", "dim")
            say(f"key  {key}", "dim")
        case _:
            say(f"not verified: {told}", "bold red")
            if isinstance(told, Unsigned):
                say("help: see that it is the key which you kept when this workspace was made; if it is,", "red")
                say("  another ledger was put in the place of yours. The workspace's own is in `ledger.pub`", "red")
    return ExitCode.WELL if well else ExitCode.NOT_KEPT


def _as_json(told: Verdict) -> dict[str, object]:
    from lofte.ledger import Unsigned, Verified

    if isinstance(told, Verified):
        return {"size": told.size, "root": told.root.hex()}
    if isinstance(told, Unsigned):
        return {"first_bad_entry": None, "before": None, "why": str(told)}
    return {"first_bad_entry": told.index, "before": told.until, "why": told.why}


def _versions_as_json(frozen: Frozen | None) -> dict[str, object]:
    """What is known of the versions; nothing while the ledger is not verified."""
    if frozen is None:
        return {}
    if frozen.bad is None:
        return {"versions": frozen.versions}
    return {"versions": frozen.versions, "first_bad_version": frozen.bad.version, "why": frozen.bad.why}


def _show_status(place: Workplace, evidence: Evidence, told: Standing) -> None:
    from lofte.cli.paper import say, table

    for one in sorted(told.promises, key=lambda one: ("broken", "at-risk", "not-provable", "kept").index(one.state)):
        due = f"  (by {one.due_on})" if one.due_on else ""
        say(f"{one.state:<13} {one.promise}: {one.evidence}{due}", STYLES[one.state])
    say()
    rows = [
        (f"{one.system}.{one.table}", *(str(number) for number in numbers))
        for one in evidence.tables
        if any(numbers := (_most(one.due), _most(one.overdue), _most(one.unproven), one.unowned, one.skeleton))
    ]
    if rows:
        table("Rows to know of", ("table", "due", "overdue", "unproven", "unowned", "skeleton"), rows, range(1, 6))
    for name, why in evidence.not_asked.items():
        say(f"not asked: {name}, because {why}", "bold red")
    for rule, mode in sorted(place.records.modes().items()):
        say(f"{rule} is swept by {'approval' if mode == 'approve' else mode}", "dim")
    decided = decisions(place.model)
    if decided:
        say(
            f"{len(decided)} decisions stand over what was published; `--format json` gives each with its reason", "dim"
        )
    counts = ", ".join(f"{number} {state}" for state, number in told.counts().items() if number)
    say(f"{len(told.promises)} promises on {told.on}: {counts}", "bold")


def _most(numbers: Mapping[str, int]) -> int:
    """A row may be due for several activities; the largest number is told."""
    return max(numbers.values(), default=0)


def _status_as_json(place: Workplace, evidence: Evidence, told: Standing) -> dict[str, object]:
    from dataclasses import asdict

    return {
        "on": told.on,
        "counts": told.counts(),
        "promises": [
            {
                "promise": one.promise,
                "state": one.state,
                "sentence": one.sentence,
                "evidence": one.evidence,
                "due_on": one.due_on,
            }
            for one in told.promises
        ],
        "tables": [asdict(one) for one in evidence.tables],
        "not_asked": dict(evidence.not_asked),
        "modes": dict(place.records.modes()),
        "decisions": decisions(place.model),
    }


def decisions(model: Model) -> list[dict[str, object]]:
    """Everything that was decided over what was published, with its reason and its line."""
    from dataclasses import fields

    found: list[dict[str, object]] = []
    for section in fields(model):
        things = getattr(model, section.name)
        named = things if isinstance(things, Mapping) else {"": things}
        for name, thing in named.items():
            for key, told in getattr(thing, "told", {}).items():
                if told.because:
                    path = ".".join(part for part in (section.name, name, key) if part)
                    found.append({"of": path, "because": told.because, "declared": str(told.span)})
    return found
