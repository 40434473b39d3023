"""Find what makes a table lose data or never let go of them: four questions asked of each table.

In:   a Model.       Out:  diagnostics.
Never: looks at a database (links that lead to another table, and what it brings, are the graph's).

The idea in one read: an activity that ends at an event needs that event at every table that it serves; a column needs
an activity that needs it; the columns that say who a person is need every activity that concerns that person, or the
row would lose its person; and a need in a shared table needs some way to end for rows that are there for another.
Law:  GDPR Art. 5(1)(c), 5(1)(e).
Kept true by: tests/unit/compiler/test_checks.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from lofte.compiler.parts import Case, cases, concerns, data_in, holds_in
from lofte.compiler.rules import events_of, is_sure_to_end
from lofte.diagnostics import Diagnostic, Severity
from lofte.grammar import EraseKind, KnownBy, ThroughPath
from lofte.model import BoundColumn, DeclaredTable, Model, Party, ProcessingActivity, Serves, System
from lofte.vocabulary import EVENTS, LegalBasis, consent_event

ENDING_BASES: Final = frozenset({LegalBasis.CONSENT, LegalBasis.LEGITIMATE_INTERESTS})
"""What a person ends alone: by withdrawing, by objecting."""

ALWAYS_COMES: Final = frozenset({"collected", "last-contact"})
"""What happens to every row, when nothing else does."""


def table_faults(model: Model) -> tuple[Diagnostic, ...]:
    """All that the checks find, table by table."""
    return tuple(
        fault
        for system in model.systems.values()
        for table in system.tables.values()
        for check in CHECKS
        for fault in check(model, system, table)
    )


def needed_events(model: Model, table: DeclaredTable) -> dict[str, tuple[Serves, ...]]:
    """The events that a row of the table must have, with the activities whose needs begin or end at them."""
    found: dict[str, tuple[Serves, ...]] = {}
    for serves in table.serves:
        for event in _events_of(model.activities[serves.activity]):
            if not of_person(event):
                found[event] = (*found.get(event, ()), serves)
    return found


def of_person(event: str) -> bool:
    """Whether the event is a person's, the same for all rows: our records know it, no table has to bring it."""
    known = EVENTS.get(event)
    return bool(known and known.of_person) or consent_event(event) is not None or event.endswith(".judged-ended")


def _events_of(activity: ProcessingActivity) -> tuple[str, ...]:
    ends = events_of(activity.keep) if activity.keep is not None else ()
    begins = tuple(entry.when.event for entry in activity.basis if entry.when is not None)
    return tuple(dict.fromkeys((*ends, *begins)))


def unbound_events(model: Model, system: System, table: DeclaredTable, brought: frozenset[str]) -> Iterator[Diagnostic]:
    """The events that `table` needs and that are not among those `brought` to it, its own and the inherited."""
    for event, users in needed_events(model, table).items():
        if event not in brought and event in model.events:
            # One line mends it for all, so one fault: at the need that has the fewest other events to end at.
            serves = min(users, key=lambda one: len(_events_of(model.activities[one.activity])))
            yield event_unbound(model.activities[serves.activity], serves, system, table, event)


def event_unbound(
    activity: ProcessingActivity, serves: Serves, system: System, table: DeclaredTable, event: str
) -> Diagnostic:
    """The fault of an event that nothing brings to a table."""
    ends = activity.keep is not None and event in events_of(activity.keep)
    return Diagnostic(
        "event-unbound",
        Severity.ERROR,
        f"`{activity.name}` {'ends' if ends else 'begins'} at `{event}`, "
        f"which nothing brings to table `{system.name}.{table.name}`",
        serves.span or table.span,
        help=f"add under `events`: `{event}: PATH`, or `{event}: recorded` if people will tell it",
        path=f"systems.{system.name}.tables.{table.name}.events",
    )


def _unbound(model: Model, system: System, table: DeclaredTable) -> Iterator[Diagnostic]:
    # A table whose one person is behind a link takes that table's events, and only the database says which table it is.
    if not (len(table.parties) == 1 and isinstance(table.parties[0].person, ThroughPath)):
        yield from unbound_events(model, system, table, frozenset(table.events))


def _columns_without_need(model: Model, system: System, table: DeclaredTable) -> Iterator[Diagnostic]:
    served = [model.activities[serves.activity] for serves in table.serves]
    if not served:
        return
    for column in table.columns.values():
        for category in data_in(column):
            if category in model.data and not any(_needs(model, activity, category) for activity in served):
                yield _column_without_need(system, table, column, category, served)


def _needs(model: Model, activity: ProcessingActivity, category: str) -> bool:
    return activity.data is not None and model.covers(activity.data, category)


def _column_without_need(
    system: System, table: DeclaredTable, column: BoundColumn, category: str, served: list[ProcessingActivity]
) -> Diagnostic:
    names = ", ".join(activity.name for activity in served)
    among = " or ".join(f"`{activity.name}`" for activity in served)
    return Diagnostic(
        "column-without-need",
        Severity.ERROR,
        f"column `{table.name}.{column.name}` holds `{category}`, which no activity in `for: [{names}]` needs",
        column.at("is"),
        help=f"add `{category}` to the data of {among}, another activity to `for`, or another category here; "
        "a mistake in this file never erases",
        path=f"systems.{system.name}.tables.{table.name}.columns.{column.name}",
    )


def _identifiers_without_need(model: Model, system: System, table: DeclaredTable) -> Iterator[Diagnostic]:
    for party in table.parties:
        if not isinstance(party.person, KnownBy):
            continue
        for serves in table.serves:
            activity = model.activities[serves.activity]
            lacking = {
                column: category
                for category, column in party.person.identifiers
                for case in cases(table, serves)
                if concerns(activity, table, party, case)
                and not _identified(model, activity, table.columns.get(column), category, case)
            }
            for column, category in lacking.items():
                yield _identifier_without_need(system, table, party, serves, column, category)


def _identified(
    model: Model, activity: ProcessingActivity, column: BoundColumn | None, category: str, case: Case
) -> bool:
    held = holds_in(column, case) if column is not None else category
    return held is None or held not in model.data or _needs(model, activity, held)


def _identifier_without_need(
    system: System, table: DeclaredTable, party: Party, serves: Serves, column: str, category: str
) -> Diagnostic:
    whose = f"`{party.name}`" if party.name else "the person"
    return Diagnostic(
        "identifier-without-need",
        Severity.ERROR,
        f"`{serves.activity}` needs rows of `{system.name}.{table.name}` but not `{column}`, by which {whose} is known",
        serves.span or table.span,
        help=f"add `{category}` to the data of `{serves.activity}`, or take the activity out of `for`; "
        "otherwise a row that only it keeps would lose its person",
        path=f"systems.{system.name}.tables.{table.name}.for.{serves.activity}",
    )


def _needs_without_end(model: Model, system: System, table: DeclaredTable) -> Iterator[Diagnostic]:
    for serves in table.serves:
        activity = model.activities[serves.activity]
        others = [other.activity for other in table.serves if other.activity != serves.activity]
        events = _open_ends(model, activity, others)
        if others and events and not serves.conditions and not _ends_otherwise(activity):
            yield Diagnostic(
                "need-without-end",
                Severity.WARNING,
                f"`{activity.name}` may never end for a row of `{system.name}.{table.name}` "
                f"that is there for `{others[0]}`: `{events[0]}` need not happen to it",
                serves.span or table.span,
                help="say when the need begins (`when:` beside its basis), give it a ceiling "
                f"(`at-most: PERIOD after collected`), or `stale-after` to `{events[0]}`",
                article="GDPR Art. 5(1)(e)",
                path=f"systems.{system.name}.tables.{table.name}.for.{activity.name}",
            )


def _open_ends(model: Model, activity: ProcessingActivity, others: list[str]) -> tuple[str, ...]:
    """The events that end the need, when a row that is there for another activity may see none of them.

    Empty when one of them raises an alarm if it does not come, or ends every one of the others as well.
    """
    if activity.keep is None or is_sure_to_end(activity.keep, lambda event: _is_sure(model, event)):
        return ()
    events = tuple(event for event in events_of(activity.keep) if event in model.events)
    rules = [model.activities[other].keep for other in others]
    shared = (rule is not None and set(events_of(rule)) <= set(events) for rule in rules)
    return () if all(shared) else events


def _is_sure(model: Model, event: str) -> bool:
    """Whether every row sees the event, or an alarm is raised when it does not come."""
    happened = consent_event(event)
    alarmed = event in model.events and model.events[event].stale_after is not None
    return alarmed or event in ALWAYS_COMES or (happened is not None and happened[1] == "given")


def _ends_otherwise(activity: ProcessingActivity) -> bool:
    """A condition begins the need, or the person ends it; with no basis told there is another finding."""
    return not activity.basis or any(entry.when is not None or entry.basis in ENDING_BASES for entry in activity.basis)


def _anonymise_remains(model: Model, system: System, table: DeclaredTable) -> Iterator[Diagnostic]:
    """What would still tell who a row was about after it has been anonymised."""
    if not table.anonymise:
        return
    for column in table.columns.values():
        if column.erase.kind in (EraseKind.KEEP, EraseKind.PSEUDONYM) and _tells_who(model, column):
            yield Diagnostic(
                "anonymise-remains",
                Severity.ERROR,
                f"rows of `{table.name}` are anonymised, but column `{column.name}` would still tell of whom they were",
                column.at("erase"),
                help="let it be emptied (`erase: empty`), or delete the rows (`erase: delete` at the table)",
                article="GDPR Art. 4(1), 5(1)(e)",
                path=f"systems.{system.name}.tables.{table.name}.columns.{column.name}",
            )


def _tells_who(model: Model, column: BoundColumn) -> bool:
    found = (model.data[category] for category in data_in(column) if category in model.data)
    return any(category.identifies or category.free_text or category.recording for category in found)


Check = Callable[[Model, System, DeclaredTable], Iterator[Diagnostic]]

CHECKS: Final[tuple[Check, ...]] = (
    _unbound,
    _columns_without_need,
    _identifiers_without_need,
    _needs_without_end,
    _anonymise_remains,
)
