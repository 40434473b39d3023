"""Compile the events: those that are declared, and every other that is used, each with its words.

In:   the view of a Declaration, activities and systems.       Out:  `DeclaredEvent` by name.
Never: decides when an event has happened.

The idea in one read: an event is known when it is declared, when it is the vocabulary's, when it is the giving or the
withdrawal of a consent, or the recorded end of a criterion (`ACTIVITY.judged-ended`). Any other name in a rule, a
condition or a table is a fault at the place where the event stands.
Law:  GDPR Art. 5(1)(e).
Kept true by: tests/unit/compiler/test_events.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lofte.compiler.labels import label_of
from lofte.compiler.rules import events_of
from lofte.compiler.scope import Kind, Scope, nearest
from lofte.compiler.view import View
from lofte.declaration.form import Origin, Written
from lofte.diagnostics import Diagnostic, Severity, Span
from lofte.grammar import Text
from lofte.model import DeclaredEvent, ProcessingActivity, System, Told
from lofte.periods import Period
from lofte.vocabulary import EVENTS, Term, consent_event

JUDGED_ENDED = "judged-ended"

_HAPPENED: Mapping[str, Term] = {
    "given": Term("given", "GDPR Art. 7(1)", "", "du samtycker", "you consent"),
    "withdrawn": Term("withdrawn", "GDPR Art. 7(3)", "", "du återkallar ditt samtycke", "you withdraw your consent"),
    JUDGED_ENDED: Term(
        JUDGED_ENDED,
        "GDPR Art. 5(1)(e)",
        "",
        "vi har bedömt att behovet har upphört",
        "we have judged that the need has ended",
    ),
}


@dataclass(frozen=True, slots=True)
class Use:
    """One event in one place."""

    event: str
    place: Span | None
    path: str


def events(
    root: View, activities: Mapping[str, ProcessingActivity], systems: Mapping[str, System]
) -> dict[str, DeclaredEvent]:
    """The declared events, then the others that are used and known."""
    found = {view.name: _event(view) for view in root.each("events")}
    for use in uses(root, activities, systems):
        if use.event in found:
            continue
        words = words_of(use.event, root.scope)
        if words is None:
            root.faults.append(_unknown(root.scope, use))
        else:
            told = {"label": Told(Origin.DEFAULT)}
            found[use.event] = DeclaredEvent(name=use.event, label=words, means=None, stale_after=None, told=told)
    return found


def _event(view: View) -> DeclaredEvent:
    return DeclaredEvent(
        name=view.name,
        label=view.label(EVENTS.get(view.name), required=True),
        clause=view.clause(),
        means=view.text("means"),
        stale_after=view.value("stale-after", Period),
        told=view.told,
        span=view.span,
    )


def uses(root: View, activities: Mapping[str, ProcessingActivity], systems: Mapping[str, System]) -> Iterator[Use]:
    """Every event in a rule, a condition or a table, with its place."""
    for view in root.each("activities"):
        yield from _uses_of_activity(activities[view.name], view)
    for system in systems.values():
        for table in system.tables.values():
            path = f"systems.{system.name}.tables.{table.name}.events"
            yield from (Use(event, table.event_spans.get(event), path) for event in table.events)


def _uses_of_activity(activity: ProcessingActivity, view: View) -> Iterator[Use]:
    written = view.thing.get("keep")
    if activity.keep is not None:
        for event in events_of(activity.keep):
            yield Use(event, _place(written, event), view.place("keep"))
    basis = view.thing.get("basis")
    for entry in activity.basis:
        if entry.when is not None:
            place = basis.places.get(entry.when.event) if basis else None
            yield Use(entry.when.event, place or entry.span, view.place("basis"))


def _place(written: Written | None, event: str) -> Span | None:
    return written.places.get(event, written.span) if written else None


def words_of(event: str, scope: Scope) -> Text | None:
    """What people read of an event that is not declared; None when there is no such event."""
    if event in EVENTS:
        return label_of(EVENTS[event], scope.languages)
    consent = consent_event(event)
    if consent is not None and scope.knows(Kind.CONSENT, consent[0]):
        return label_of(_HAPPENED[consent[1]], scope.languages)
    name, _, happened = event.rpartition(".")
    if happened == JUDGED_ENDED and scope.knows(Kind.ACTIVITY, name):
        return label_of(_HAPPENED[JUDGED_ENDED], scope.languages)
    return None


def _unknown(scope: Scope, use: Use) -> Diagnostic:
    fault = scope.missing(Kind.EVENT, use.event, use.place, use.path)
    consent = consent_event(use.event)
    if fault.code != "unknown-name" or (fault.help or "").startswith("did you mean"):
        return fault
    near = nearest(use.event, EVENTS)
    if near is not None:
        message = f"did you mean `{near}`?"
    elif consent is not None:
        message = f"there is no consent `{consent[0]}`: name one of `consents`, or an activity that rests on consent"
    else:
        message = "declare it under `events`, with the words that people read after *until*"
    return Diagnostic(fault.code, Severity.ERROR, fault.message, fault.span, help=message, path=fault.path)
