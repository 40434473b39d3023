"""Run Mitt Liv's databases through the real engine: look at every cell, sweep, ask, erase, count.

In:   databases that were built, our own records, a model.       Out:  cells, outcomes, answers, numbers.
Never: decides a fate; knows a row that is expected to go.

The idea in one read: a `House` is one workspace with six databases and one store of records, on a settable day. What
it does is what the commands do, without their words. `due` asks which rows and cells a sweep would take, by the
sweep's own steps and without touching anything, so that one world serves many changed declarations.
Law:  none of its own.
Kept true by: the tests that live in it
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Self, assert_never

from sqlalchemy import create_engine, select

from lofte.answering import Answering, Person, Systems
from lofte.demo import world as demo
from lofte.demo.mittliv.tables import DATABASES
from lofte.executor import Execution, Outcome, run_plan
from lofte.facts import RowKey, SubjectId, normal
from lofte.graph import bind_system
from lofte.knowledge import Knowledge
from lofte.model import Model
from lofte.model_json import model_digest
from lofte.periods import midnight
from lofte.plan import Action, Plan
from lofte.predicate import TRUE
from lofte.promises.request import ErasureAnswer
from lofte.promises.retention import cells_of, plan_sweep, sweep_steps
from lofte.promises.standing import Evidence, TableAudit
from lofte.records import ConsentRecord, Records, SeededChance, SetClock
from lofte.systems.sql.asking import SqlSystem
from lofte.systems.sql.auditing import audits
from lofte.systems.sql.changing import due_of_step
from lofte.systems.sql.database import Database, open_database

ZONE = "Europe/Stockholm"
BY = "privacy-officer"
Table = tuple[str, str]
"""System and table."""
Cells = Mapping[Table, Mapping[RowKey, Mapping[str, Any]]]
"""Every row of every table, bound or not."""


@dataclass(frozen=True, slots=True)
class WouldGo:
    """What a sweep would do to a row: the action, and the columns that it would empty."""

    action: Action
    columns: frozenset[str] = frozenset()


class House:
    """One workspace. Close it, or use it in a `with`."""

    def __init__(self, folder: Path, urls: Mapping[str, str], model: Model, day: date) -> None:
        self.folder, self.urls, self.model, self.day = folder, urls, model, day
        self._stack = ExitStack()
        clock = SetClock(midnight(day, ZONE) + timedelta(hours=9))
        self.records = self._stack.enter_context(
            Records.open(None, folder, clock=clock, chance=SeededChance(folder.name))
        )
        self.databases = {str(DATABASES[name].info["system"]): self._opened(name, url) for name, url in urls.items()}
        self.systems = self.bound_by(model)

    def _opened(self, variable: str, url: str) -> Database:
        database = open_database(str(DATABASES[variable].info["system"]), url)
        self._stack.callback(database.close)
        return database

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *reason: object) -> None:
        self._stack.close()

    def bound_by(self, model: Model) -> dict[str, SqlSystem]:
        """The systems bound by this model; every one of them must fit."""
        return {name: self.bound_system(model, name) for name in self.databases}

    def bound_system(self, model: Model, name: str) -> SqlSystem:
        """One system bound by this model."""
        database = self.databases[name]
        bound, faults = bind_system(model, name, database.catalog())
        assert bound is not None, faults
        return SqlSystem(database, bound)

    def tell(self, told: tuple[demo.Told, ...]) -> None:
        """Record what only our own records can know."""
        for one in told:
            self._tell(one)

    def subject(self, email: str) -> SubjectId:
        """The person with this address, known from now on."""
        return self.records.ensure_subject([normal("email", email)])

    def _tell(self, told: demo.Told) -> None:
        records = self.records
        match told:
            case demo.ConsentGiven():
                self.consent(told.email, told.consent, given=True, at=told.at)
            case demo.ConsentWithdrawn():
                self.consent(told.email, told.consent, given=False, at=told.at)
            case demo.ObjectionMade():
                records.make_objection(self.subject(told.email), told.activity, at=told.at, recorded_by=BY)
            case demo.RestrictionSet():
                whose = self.subject(told.email)
                records.restrict(whose, told.activity, since=told.at, ground="asked", recorded_by=BY)
            case demo.HoldPlaced():
                records.place_hold(told.reason, told.row, owner=told.owner, review_on=told.review_on, recorded_by=BY)
            case demo.EventHappened():
                records.tell_event(told.event, told.row, happened_at=told.at, recorded_by=BY)
            case _:
                assert_never(told)

    def consent(self, email: str, consent: str, *, given: bool, at: Any, channel: str | None = None) -> None:
        """Record a giving or a withdrawal."""
        event = ConsentRecord(self.subject(email), consent, "given" if given else "withdrawn", at, channel=channel)
        self.records.record_consent(event, recorded_by=BY)

    def knowledge(self, day: date, **more: Any) -> Knowledge:
        """What our records know, for a day."""
        return Knowledge(self.records, day, ZONE, **{"systems": tuple(self.systems.values()), **more})

    def plan(self, day: date | None = None, *systems: str) -> Plan:
        """The sweep's plan, for all systems or some."""
        bound = [one.bound for name, one in self.systems.items() if not systems or name in systems]
        return plan_sweep(self.model, bound, day or self.day, model_digest(self.model))

    def sweep(self, day: date | None = None, *systems: str, plan: Plan | None = None) -> Outcome:
        """Sweep on a day."""
        plan = plan or self.plan(day, *systems)
        return run_plan(Execution(plan, self.systems, {}, self.records, self.knowledge(plan.day), lambda *_: None))

    def answering(self, model: Model | None = None, *systems: str) -> Answering:
        """What answers requests; by another model, in some systems."""
        opened = {name: self.bound_system(model, name) for name in systems} if model else self.systems
        of = model or self.model
        return Answering(of, Systems(opened, {}), self.records, self.day, model_digest(of))

    def erased(self, answering: Answering, person: Person) -> ErasureAnswer:
        """A case of erasure, opened and carried out."""
        at, subject = midnight(self.day, ZONE), self.records.ensure_subject(person.identifiers)
        request = self.records.open_request("erasure", subject, received_at=at, due_on=self.day, state="open")
        going = answering.letting_go(person, frozenset())
        return answering.erase(person, request, going, by=BY, progress=lambda *_: None)

    def evidence(self, *systems: str) -> Evidence:
        """What status is judged by, counted in these systems."""
        return Evidence(self.day, tuple(self._audits(systems)))

    def _audits(self, systems: tuple[str, ...]) -> Iterator[TableAudit]:
        late = self.day - timedelta(days=31)
        for system in map(self.systems.__getitem__, systems):
            now = cells_of(self.model, system.bound, self.day), self.knowledge(self.day)
            then = cells_of(self.model, system.bound, late), self.knowledge(late, as_it_was=True)
            with system.database.reading() as connection:
                yield from audits(system, connection, now, then)

    def due(self, place: Table, model: Model | None = None, on: date | None = None) -> dict[RowKey, WouldGo]:
        """What a sweep would do in one table, by this model and on this day; nothing is touched."""
        day = on or self.day
        name, table = place
        system = self.systems[name] if model is None else self.bound_system(model, name)
        found: dict[RowKey, WouldGo] = {}
        with system.database.reading() as connection:
            for step in sweep_steps(cells_of(model or self.model, system.bound, day), {table: TRUE}):
                for due in due_of_step(system, connection, step, self.knowledge(day)):
                    for key, columns in due.items():
                        row = system.row_key(system.bound.tables[table], key)
                        found[row] = WouldGo(step.action, frozenset(columns))
        return found

    def cells(self) -> Cells:
        """Every cell of every table."""
        return {
            (str(tables.info["system"]), table.name): dict(self._rows(variable, table.name))
            for variable, tables in DATABASES.items()
            for table in tables.sorted_tables
        }

    def _rows(self, variable: str, table: str) -> Iterator[tuple[RowKey, Mapping[str, Any]]]:
        tables = DATABASES[variable]
        engine = create_engine(self.urls[variable])
        try:
            with engine.connect() as connection:
                for row in connection.execute(select(tables.tables[table])).mappings():
                    (key,) = tables.tables[table].primary_key.columns
                    yield RowKey.of(str(tables.info["system"]), table, [str(row[key.name])]), dict(row)
        finally:
            engine.dispose()

    def write(self, place: Table, statement: Any) -> None:
        """Change the organisation's own data, as its people do."""
        with self.databases[place[0]].engine.begin() as connection:
            connection.execute(statement)


def table_of(place: Table) -> Any:
    """The table as the demonstration declares it."""
    tables = next(tables for tables in DATABASES.values() if tables.info["system"] == place[0])
    return tables.tables[place[1]]


def missed_in_plan(planted: demo.Planted, due: Mapping[RowKey, WouldGo]) -> str:
    """In what the plan differs from a planted row's fate; empty when it does not."""
    planned = due.get(planted.row)
    action, columns = (planned.action, planned.columns) if planned else (None, frozenset())
    gone = {demo.Fate.GOES: Action.DELETE, demo.Fate.ANONYMISED: Action.ANONYMISE}.get(planted.expect.fate)
    if gone is not None:
        return "" if action is gone else f"would not be {gone}d"
    if action not in (None, Action.SCRUB):
        return f"would be {action}d"
    left, lost = set(planted.expect.empty) - columns, set(planted.expect.kept) & columns
    return " ".join([*(f"would keep {one}" for one in sorted(left)), *(f"would lose {one}" for one in sorted(lost))])
