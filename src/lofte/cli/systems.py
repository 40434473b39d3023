"""`lofte inspect` and `lofte explain`: what is where, why, and until when.

In:   the options.       Out:  tables of words, each with its place in the declaration.
Never: changes anything; prints a row.

The idea in one read: `inspect` shows each database and every fault of its binding at once. `explain` answers *why* for
a table, for the plan of a day, and for a person.
Kept true by: tests/journeys/test_systems.py, tests/journeys/test_explain.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from lofte.cli import options
from lofte.cli.exits import ExitCode
from lofte.cli.session import opened, setting

if TYPE_CHECKING:
    from lofte.app.connecting import Systems
    from lofte.app.explaining import ActivityTold, StepTold, TableTold
    from lofte.app.opening import Workplace
    from lofte.graph import BoundSystem
    from lofte.model import Model
    from lofte.plan import Plan


def inspect(
    system: Annotated[str | None, typer.Argument(help="One system.  [all]")] = None,
    declaration: options.Declaration = None,
    workspace: options.Workspace = None,
    language: options.Language = None,
    form: options.Format = "text",
) -> int:
    """Show what is in each database, how it is bound, and everything that nobody has decided."""
    from lofte.app.connecting import connected
    from lofte.app.declaring import declared_at
    from lofte.app.naming import known_name
    from lofte.cli.declaring import diagnostic_as_json, show_diagnostics
    from lofte.cli.paper import as_json
    from lofte.demo.server import serving

    found = setting(declaration, workspace)
    declared = declared_at(found.declaration)
    model = declared.sound()
    only = None if system is None else [known_name(system, tuple(model.systems), "system")]
    with serving(found.environment), connected(model, found, only) as systems:
        if form == "json":
            told = {name: _system_as_json(model, name, systems) for name in _names(systems)}
            as_json({"systems": told, "faults": [diagnostic_as_json(fault) for fault in systems.faults]})
        else:
            for name in _names(systems):
                _show_system(model, name, systems)
            show_diagnostics(systems.faults, declared.sources, language or "en")
            _show_elsewhere(systems)
        return _inspected(systems)


def explain_table(
    table: Annotated[str, typer.Argument(metavar="SYSTEM.TABLE", help="As programme.mentees.")],
    declaration: options.Declaration = None,
    language: options.Language = None,
    form: options.Format = "text",
) -> int:
    """Say why the rows and columns of a table are there, and until when."""
    from dataclasses import asdict

    from lofte.app.declaring import declared_at
    from lofte.app.explaining import table_told
    from lofte.app.naming import known_name
    from lofte.cli.paper import as_json

    model = declared_at(setting(declaration, None).declaration).sound()
    known = [f"{system.name}.{name}" for system in model.systems.values() for name in system.tables]
    system, _, name = known_name(table, known, "table").partition(".")
    told = table_told(model, system, name, language or "en")
    if form == "json":
        as_json(asdict(told))
    else:
        _show_table(told)
    return ExitCode.WELL


def explain_plan(
    declaration: options.Declaration = None,
    workspace: options.Workspace = None,
    day: options.Day = None,
    sql: Annotated[bool, typer.Option("--sql", help="As SQL, every value as a :name.")] = False,
    language: options.Language = None,
    form: options.Format = "text",
) -> int:
    """Say what the day's sweep would do in each table, and because of which lines; no row is read."""
    from dataclasses import asdict

    from lofte.app.explaining import plan_told
    from lofte.app.sweeping import planned
    from lofte.cli.paper import as_json, say

    with opened(declaration, workspace, day) as (_, place):
        plan = planned(place)
        if sql:
            _show_sql(place, plan, form)
        elif form == "json":
            steps = [asdict(step) for step in plan_told(place.model, plan, language or "en")]
            as_json({"digest": plan.digest, "day": plan.day, "declaration": plan.declaration, "steps": steps})
        else:
            say(f"Plan {plan.digest[:12]} for {plan.day}: {len(plan.steps)} steps, in this order", "bold")
            for step in plan_told(place.model, plan, language or "en"):
                show_step(step)
        return ExitCode.WELL if not place.systems.failed else ExitCode.WORLD_FAILED


def show_step(step: StepTold, count: int | None = None) -> None:
    """One step with its reasons."""
    from lofte.cli.paper import say

    rows = "" if count is None else f": {count} {'row' if count == 1 else 'rows'}"
    say()
    say(f"{step.action} {step.table}{rows}", "bold")
    if step.columns:
        say(f"  columns: {', '.join(step.columns)}")
    if step.carries:
        say(f"  written down first, because other rows count from it: {', '.join(step.carries)}")
    for reason in step.because:
        _show_reason(reason)


def _show_reason(told: ActivityTold) -> None:
    from lofte.cli.paper import say

    say(f"  {told.name}: {told.purpose}{told.condition}")
    if told.keep:
        say(f"      {told.keep}  [{told.keep_at}]", "dim")
    if told.basis:
        say(f"      {told.basis}  [{told.basis_at}]", "dim")


def _show_table(told: TableTold) -> None:
    from lofte.cli.paper import say, table

    say(f"{told.path}  [{told.at}]", "bold")
    for person in told.persons:
        say(f"  whose: {person}")
    say(f"  at the end: {told.at_end} the row")
    say()
    say("It is kept while one of these needs it:", "bold")
    for activity in told.activities:
        _show_reason(activity)
    rows = [(one.name, one.data, ", ".join(one.needed_by), one.erase, str(one.at)) for one in told.columns]
    table("Columns", ("column", "data", "needed by", "scrub", "declared"), rows)
    if told.not_personal:
        say(f"not personal: {', '.join(told.not_personal)}")
    if told.events:
        table("Events", ("event", "read at"), told.events)
    if told.links:
        table("Links", ("column", "decision"), told.links)


def _show_sql(place: Workplace, plan: Plan, form: Literal["text", "json"]) -> None:
    from dataclasses import asdict

    from lofte.app.statements import declared_words, statements
    from lofte.cli.paper import as_json, say

    made = statements(plan, place.systems.bound, place.everything_known(), declared_words(place.model))
    if form == "json":
        as_json([asdict(one) for one in made])
        return
    for one in made:
        say(f"-- {one.step}")
        say(f"{one.sql};")
        for name, value in one.names.items():
            say(f"--   :{name} = {value}")
        say()


def _names(systems: Systems) -> tuple[str, ...]:
    unbound = {fault.path.split(".")[1] for fault in systems.faults if fault.path.startswith("systems.")}
    return tuple(sorted({*systems.bound, *systems.failed, *unbound}))


def _inspected(systems: Systems) -> int:
    from lofte.diagnostics import Severity

    if any(fault.severity is Severity.ERROR for fault in systems.faults):
        return ExitCode.NOT_COMPILED
    return ExitCode.WORLD_FAILED if systems.failed else ExitCode.WELL


def _show_system(model: Model, name: str, systems: Systems) -> None:
    from lofte.cli.paper import say, table

    bound = systems.bound.get(name)
    if name in systems.failed:
        say(str(systems.failed[name]), "bold red")
        say(f"help: {systems.failed[name].help}")
        say()
    elif bound is None:
        say(f"system `{name}` cannot be bound; the faults follow", "bold red")
    if bound is not None:
        title = f"system `{name}`: {bound.catalog.dialect}, {_tables(len(bound.catalog.tables))}, times in {bound.zone}"
        table(title, ("table", "persons", "for", "personal columns", "key"), _rows(bound))
        if model.systems[name].not_personal:
            say(f"not personal: {', '.join(model.systems[name].not_personal)}", "dim")
            say()


def _tables(count: int) -> str:
    return "one table" if count == 1 else f"{count} tables"


def _rows(bound: BoundSystem) -> list[tuple[str, str, str, str, str]]:
    return [
        (
            table.name,
            ", ".join(party.name or "one" for party in table.parties) or "nobody",
            ", ".join(served.activity.name for served in table.serves),
            ", ".join(table.columns),
            ", ".join(table.key),
        )
        for table in bound.tables.values()
    ]


def _show_elsewhere(systems: Systems) -> None:
    from lofte.cli.paper import say

    for system in systems.elsewhere:
        kind = system.kind or "of an unknown kind"
        say(f"system `{system.name}` is {kind}: declared and told, not yet reached", "dim")


def _system_as_json(model: Model, name: str, systems: Systems) -> dict[str, object]:
    from lofte.app.explaining import table_told

    bound = systems.bound.get(name)
    return {
        "answers": name not in systems.failed,
        "why_not": str(systems.failed[name]) if name in systems.failed else None,
        "bound": bound is not None,
        "dialect": bound.catalog.dialect if bound else None,
        "tables": {table: table_told(model, name, table, "en").path for table in bound.tables} if bound else {},
        "not_personal": list(model.systems[name].not_personal),
    }
