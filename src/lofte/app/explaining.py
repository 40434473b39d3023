"""Explain a table and a plan: why each thing is there, until when, and because of which line of the declaration.

In:   a model, a bound table or a plan, the language.       Out:  `TableTold`, `StepTold`: words with places.
Never: reads a row; tells a reason that has no line.

The idea in one read: what the policy says of an activity is said here of the table that serves it, by the same words,
so that a developer and a visitor read the same promise; beside each stands where it is declared.
Law:  GDPR Art. 5(2), 13(2)(a), 30.
Kept true by: tests/journeys/test_explain.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lofte.diagnostics import Span
from lofte.documents.basis import basis_sentences
from lofte.documents.retention import retention_sentence
from lofte.documents.voice import Voice
from lofte.grammar import (
    ByColumn,
    ByPath,
    ByRows,
    EraseKind,
    EventBinding,
    InTable,
    KnownBy,
    PersonPath,
    Recorded,
    RowCondition,
    ThroughPath,
)
from lofte.model import BoundColumn, DeclaredTable, Model, ProcessingActivity, Serves
from lofte.plan import Action, Plan, Step


@dataclass(frozen=True, slots=True)
class ActivityTold:
    """Why an activity keeps something: its purpose, its basis and its rule in words, each with its place."""

    name: str
    purpose: str
    basis: str
    basis_at: Span | None
    keep: str
    keep_at: Span | None
    condition: str = ""


@dataclass(frozen=True, slots=True)
class ColumnTold:
    """What a column holds, which activities need it, and how it is scrubbed."""

    name: str
    data: str
    needed_by: tuple[str, ...]
    erase: str
    at: Span | None


@dataclass(frozen=True, slots=True)
class TableTold:
    """One table: whose rows, which activities, which columns, when things happened, what links mean."""

    path: str
    at: Span | None
    persons: tuple[str, ...]
    activities: tuple[ActivityTold, ...]
    columns: tuple[ColumnTold, ...]
    not_personal: tuple[str, ...]
    events: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str], ...]
    at_end: str


@dataclass(frozen=True, slots=True)
class StepTold:
    """One step: what is done, to which columns, and the activities whose needs are over."""

    id: str
    action: Action
    table: str
    columns: tuple[str, ...]
    because: tuple[ActivityTold, ...]
    carries: tuple[str, ...]


def table_told(model: Model, system: str, table: str, language: str) -> TableTold:
    """One declared table, explained."""
    voice, declared = Voice(model, language), model.systems[system].tables[table]
    return TableTold(
        f"{system}.{table}",
        declared.span,
        tuple(_party(party.name, party.person) for party in declared.parties),
        tuple(_served(serves, voice) for serves in declared.serves),
        tuple(_column(column, declared, voice) for column in declared.columns.values()),
        declared.not_personal,
        tuple((name, event_words(binding)) for name, binding in declared.events.items()),
        tuple((link.column, f"{link.decision}{f' to {link.to}' if link.to else ''}") for link in declared.links),
        "anonymise" if declared.anonymise else "delete",
    )


def plan_told(model: Model, plan: Plan, language: str) -> tuple[StepTold, ...]:
    """Every step of a plan, explained, in order."""
    voice = Voice(model, language)
    return tuple(_step(model, step, voice) for step in plan.steps)


def activity_told(activity: ProcessingActivity, voice: Voice, condition: str = "") -> ActivityTold:
    """An activity's purpose, basis and rule in words."""
    keep = retention_sentence(activity.keep, voice) if activity.keep is not None else ""
    basis = basis_sentences(activity.basis, voice)
    return ActivityTold(
        activity.name, voice.purpose(activity), basis, activity.at("basis"), keep, activity.at("keep"), condition
    )


def event_words(binding: EventBinding) -> str:
    """Where an event is read, as one writes it in the declaration."""
    match binding:
        case ByPath(path, conditions):
            return f"{path}{_conditions(conditions)}"
        case ByRows(combine, path, table, same, conditions):
            return f"{combine} {path} in {table}, same {same}{_conditions(conditions)}"
        case Recorded():
            return "told to Löfte: `lofte event tell`"


def _party(name: str, person: PersonPath) -> str:
    match person:
        case KnownBy(identifiers):
            known = ", ".join(f"{kind} in `{column}`" for kind, column in identifiers)
        case ThroughPath(path):
            known = f"the person that `{path}` leads to"
        case InTable(table, same):
            known = f"everyone in `{table}` with the same `{same}`"
    return f"{name}: {known}" if name else known


def _served(serves: Serves, voice: Voice) -> ActivityTold:
    return activity_told(voice.model.activities[serves.activity], voice, _conditions(serves.conditions))


def _column(column: BoundColumn, table: DeclaredTable, voice: Voice) -> ColumnTold:
    model = voice.model
    categories = categories_of(column)
    needed = tuple(
        serves.activity
        for serves in table.serves
        if any(model.covers(model.activities[serves.activity].data or (), category) for category in categories)
    )
    data = voice.data(categories)
    of = f", of {column.of}" if column.of else ""
    return ColumnTold(column.name, f"{data}{of}", needed, _erasing(column), column.span)


def categories_of(column: BoundColumn) -> tuple[str, ...]:
    """Every data category that the column may hold."""
    match column.data:
        case ByColumn(_, meanings, otherwise):
            return tuple(dict.fromkeys((*(name for _, name in meanings), *((otherwise,) if otherwise else ()))))
        case name:
            return (name,)


def _erasing(column: BoundColumn) -> str:
    return "emptied" if column.erase.kind is EraseKind.EMPTY else f"{column.erase.kind} {column.erase.detail}".strip()


def _conditions(conditions: tuple[RowCondition, ...]) -> str:
    told = (f"{one.column} is {'anything' if one.values is None else ' or '.join(one.values)}" for one in conditions)
    return f", if {' and '.join(told)}" if conditions else ""


def _step(model: Model, step: Step, voice: Voice) -> StepTold:
    columns = tuple(f"{cell.column} ({cell.action})" for cell in step.cells)
    because = tuple(activity_told(model.activities[reason.activity], voice) for reason in step.because)
    carried = dict.fromkeys(_carried(step))
    return StepTold(step.id, step.action, step.path, columns, because, tuple(carried))


def _carried(step: Step) -> Iterator[str]:
    for carry in step.carries:
        yield f"{carry.event} of {carry.reader}"
