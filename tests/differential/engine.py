"""Run the real engine on a `World`: compile its declaration, fill a database and our records, sweep, read back.

In:   a `World`, the URL of an empty database for each system, a workspace.       Out:  the world after the sweep.
Never: decides anything itself.

The idea in one read: this is the one place where the oracle's forms become the engine's. A declaration is compiled, and
its tables are bound, once; then many worlds with those tables are swept. What our records hold is written into the real
store in one transaction, past its acts, which have tests of their own. The engine answers for the rows and for what it
carried.
Law:  none of its own.
Kept true by: tests/differential/test_engine.py
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from differential.declared import declaration_yaml
from differential.stored import create, dump, in_order, load, metadata
from lofte.compiler import compile_declaration
from lofte.declaration import read
from lofte.diagnostics import Diagnostic, Severity
from lofte.executor import Execution, run_plan
from lofte.facts import RowKey
from lofte.graph import BoundSystem, bind_system
from lofte.knowledge import Knowledge
from lofte.model import Model
from lofte.promises.retention import plan_sweep
from lofte.records import Records, SetClock, tables
from lofte.systems.sql.asking import SqlSystem
from lofte.systems.sql.database import Database, open_database
from oracle.world import CarriedConsent, Ghost, Moment, Place, World

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
FORGOTTEN = (
    *(tables.carried_consents, tables.carried_events, tables.releases, tables.told_events, tables.holds),
    *(tables.restrictions, tables.objections, tables.consents, tables.aliases, tables.subjects),
)


@dataclass(frozen=True)
class Engine:
    """An organisation's declaration, compiled and bound to databases; `sweep` takes any world with its tables."""

    model: Model
    databases: Mapping[str, Database]
    bound: Mapping[str, BoundSystem]
    records: Records

    def sweep(self, world: World) -> World:
        """The world after the engine has swept the databases on the world's day."""
        engines = {name: database.engine for name, database in self.databases.items()}
        load(world, engines)
        remember(self.records, world)
        plan = plan_sweep(self.model, self.bound.values(), world.today, "0" * 64)
        systems = {name: SqlSystem(self.databases[name], bound) for name, bound in self.bound.items()}
        knowledge = Knowledge(self.records, world.today, world.zone, systems=tuple(systems.values()))
        outcome = run_plan(Execution(plan, systems, {}, self.records, knowledge, silent))
        assert outcome.complete, [step.not_run for step in outcome.steps if step.not_run]
        ghosts, consents = carried(self.records, world)
        known = replace(world.records, ghosts=ghosts, carried_consents=consents)
        return replace(world, rows=dump(world, engines), records=known)


def silent(_step: str, _rows: int) -> None:
    """Nobody looks on."""


@contextmanager
def engine_of(world: World, urls: Mapping[str, str], workspace: Path) -> Iterator[Engine]:
    """The engine for a world's declaration, on databases whose tables are made anew."""
    model = compiled(declaration_yaml(world))
    for url in (sa.make_url(one) for one in urls.values()):
        if url.get_backend_name() == "sqlite" and url.database:
            Path(url.database).touch()  # the engine makes no file where it finds none
    with ExitStack() as open_things:
        databases = {name: open_database(name, url) for name, url in urls.items()}
        for database in databases.values():
            open_things.callback(database.close)
            with database.engine.begin() as connection:
                old = sa.MetaData()
                old.reflect(connection)
                old.drop_all(connection)
        create(world, {name: database.engine for name, database in databases.items()})
        bound = {name: bound_system(model, name, database) for name, database in databases.items()}
        records = open_things.enter_context(Records.open(None, workspace, clock=SetClock(LONG_AGO)))
        yield Engine(model, databases, bound, records)


def compiled(text: str) -> Model:
    """The model of a declaration in which nothing is at fault."""
    declaration, faults = read({"case.yaml": text.encode()}, "case.yaml")
    assert declaration is not None, faults
    model, more = compile_declaration(declaration)
    assert_sound((*faults, *more))
    assert model is not None
    return model


def bound_system(model: Model, name: str, database: Database) -> BoundSystem:
    """A system bound to its database without a fault."""
    bound, faults = bind_system(model, name, database.catalog())
    assert_sound(faults)
    assert bound is not None
    return bound


def assert_sound(found: tuple[Diagnostic, ...]) -> None:
    """No fault at all: the generator makes only what a compiler accepts."""
    errors = [f"{one.code}: {one.message}" for one in found if one.severity is Severity.ERROR]
    assert not errors, errors


def remember(records: Records, world: World) -> None:
    """Write what the world's records hold into an emptied store."""
    known = world.records
    people: set[str] = set()
    for group in (known.consents, known.objections, known.restrictions, known.holds, known.recorded, known.releases):
        people |= {one.person for one in group if one.person is not None}
    people |= {one.person for one in known.carried_consents}
    with records._writing() as writing:

        def put(table: sa.Table, rows: list[dict[str, Any]]) -> None:
            if rows:
                writing.connection.execute(table.insert(), rows)

        for table in FORGOTTEN:
            writing.connection.execute(table.delete())
        put(tables.subjects, [{"id": person, "created_at": LONG_AGO} for person in sorted(people)])
        put(tables.aliases, [_alias(kind, value, who) for (kind, value), who in _aliases(world, people).items()])
        put(tables.consents, [row for one in known.consents for row in _consents(one.person, one)])
        put(
            tables.objections,
            [
                {**_by(n), "subject": one.person, "activity": one.against, "made_at": LONG_AGO, "state": one.state}
                for n, one in enumerate(known.objections)
            ],
        )
        put(
            tables.restrictions,
            [
                {**_by(n), "subject": one.person, "activity": one.activity, "since": LONG_AGO, "ground": "accuracy"}
                for n, one in enumerate(known.restrictions)
            ],
        )
        put(
            tables.holds,
            [
                {**_by(n), **_object(one.person, one.row), "reason": "claim", "activities": list(one.activities)}
                | {"owner": "privacy", "review_on": world.today, "placed_at": LONG_AGO}
                for n, one in enumerate(known.holds)
            ],
        )
        put(
            tables.told_events,
            [
                {
                    **_by(n),
                    **_object(one.person, one.row),
                    "event": one.event,
                    "happened_at": one.at,
                    "told_at": LONG_AGO,
                }
                for n, one in enumerate(known.recorded)
            ],
        )
        put(
            tables.releases,
            [
                {**_row(one.row), "activity": one.activity, "subject": one.person, "decided_on": one.day}
                | {"spent_at": LONG_AGO if one.spent else None}
                for one in known.releases
            ],
        )
        put(
            tables.carried_events,
            [
                {**_row(one.row), "event": one.event, "carrier": _carrier(one.carrier)}
                | {"happened_at": one.moment.instant if one.moment else None}
                for one in known.ghosts
            ],
        )
        put(tables.carried_consents, _carried_consents(world))


def carried(records: Records, world: World) -> tuple[tuple[Ghost, ...], tuple[CarriedConsent, ...]]:
    """What the engine has carried, in the oracle's form."""
    facts = records.facts()
    keys = {
        _carrier((table, world.key(table, row))): (table, world.key(table, row))
        for table, rows in world.rows.items()
        for row in rows
    }
    ghosts = tuple(
        Ghost(
            keys.get(_carrier_of(one.row), ("", ())),
            one.event,
            keys.get(_named(one.row, one.carrier), ("", (one.carrier,))),
            _moment(one.happened_at, world),
        )
        for one in facts.carried
    )
    consents = tuple(
        CarriedConsent(str(one.subject), one.consent, what, ("", (one.carrier,)), moment)
        for one in facts.carried_consents
        for what, at in (("given", one.given_at), ("withdrawn", one.withdrawn_at))
        if (moment := _moment(at, world)) is not None
    )
    return ghosts, consents


def tidy(world: World) -> dict[str, tuple[dict[str, Any], ...]]:
    """A world's rows in the order in which they are compared."""
    return {name: in_order(world.tables[name], rows) for name, rows in world.rows.items()}


def _by(number: int) -> dict[str, Any]:
    return {"id": str(number), "recorded_by": "privacy"}


def _row(place: Place) -> dict[str, Any]:
    system, _, table = place[0].partition(".")
    return {"system": system, "table_name": table, "row_key": RowKey.of(system, table, map(str, place[1])).key}


def _object(person: str | None, row: Place | None) -> dict[str, Any]:
    nothing = {"subject": None, "system": None, "table_name": None, "row_key": None}
    return {**nothing, **(_row(row) if row is not None else {"subject": person})}


def _carrier(place: Place) -> str:
    row = _row(place)
    return f"{row['system']}.{row['table_name']}:{row['row_key']}"


def _carrier_of(row: RowKey) -> str:
    return f"{row.system}.{row.table}:{row.key}"


def _named(row: RowKey, carrier: str) -> str:
    return carrier if "." in carrier.split(":")[0] else f"{row.system}.{carrier}"


def _moment(at: datetime | None, world: World) -> Moment | None:
    return None if at is None else Moment(at, at.astimezone(ZoneInfo(world.zone)).date())


def _aliases(world: World, people: set[str]) -> dict[tuple[str, str], str]:
    plain = {tuple(person.split(":", 1)): person for person in people if ":" in person}
    return {**{(kind, value): person for (kind, value), person in plain.items()}, **world.records.aliases}


def _alias(kind: str, value: str, person: str) -> dict[str, Any]:
    return {"kind": kind, "value": value, "subject": person, "shared": False, "valid_from": LONG_AGO, "valid_to": None}


def _consents(person: str, one: Any) -> list[dict[str, Any]]:
    return [
        {
            "subject": person,
            "consent": one.name,
            "event": event,
            "at": at,
            "recorded_by": "form",
            "recorded_at": LONG_AGO,
        }
        for event, at in (("given", one.given), ("withdrawn", one.withdrawn))
        if at is not None
    ]


def _carried_consents(world: World) -> list[dict[str, Any]]:
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for one in world.records.carried_consents:
        key = (one.person, one.name, json.dumps(one.carrier, default=str))
        row = dict(zip(("subject", "consent", "carrier"), key, strict=True))
        found.setdefault(key, {**row, "given_at": None, "withdrawn_at": None})[f"{one.what}_at"] = one.moment.instant
    return list(found.values())


__all__ = ["Engine", "compiled", "engine_of", "metadata", "tidy"]
