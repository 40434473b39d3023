"""Run a plan: journal first, then batch by batch, so that it can be killed anywhere and run again.

In:   a `Plan`, the systems it names, our records.       Out:  an `Outcome` that answers for every step.
Never: makes a plan, changes a row that is not journalled, says done of a system that did not answer.

The idea in one read: all keys that the plan is for are found on one snapshot of each system and written to the
journal before the first of them is touched, because the path to a row may be gone later. Each batch then holds our
records' shared lock, learns what they know now, asks of each row once more, changes it, and reads back from the
rows what is done. A run that broke off is taken up where it was: what is already gone counts as gone. A system that
does not answer stops its own steps, which are *not run, because*; the others go on.
Law:  GDPR Art. 5(2), 17(1), 24.
Kept true by: tests/journeys/test_kill.py, tests/differential/.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from lofte.carrying import Carrying
from lofte.diagnostics import LofteError
from lofte.facts import CarriedConsent, CarriedEvent, ReleaseFact, RowKey
from lofte.knowledge import Knowledge
from lofte.ledger import Json
from lofte.plan import Action, Plan, Step
from lofte.records import Records, Run
from lofte.spending import as_text, fallen, fallen_among, read_release
from lofte.systems.sql.asking import Key, SqlSystem
from lofte.systems.sql.changing import Done, Due, carried_by, change, done, due_of_step
from lofte.systems.sql.database import OvertakenError, SystemFailedError

JOURNALLED = "journalled"
"""The last thing journalled: from then on the run is resumed and not begun again."""
RELEASED = ":released"
"""After a system's name: under this the releases are journalled that the run carries out there."""
TRIES = 5
"""How often a batch is begun before its system counts as failed, when others keep changing the same rows."""

Progress = Callable[[str, int], None]
"""Told after each batch: the step's id and the rows dealt with."""


class PlanGrewError(LofteError):
    """More is due than was approved; nothing was touched."""


@dataclass(frozen=True, slots=True)
class StepOutcome:
    """What became of a step: rows and cells that are done, or why it was not run."""

    step: str
    action: Action
    table: str
    rows: int = 0
    cells: Mapping[str, int] = field(default_factory=dict)
    not_run: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a plan. `complete` only when every step was run to its end."""

    plan: str
    day: date
    run: int
    steps: tuple[StepOutcome, ...]
    resumed: bool = False

    @property
    def complete(self) -> bool:
        """Whether every step was run."""
        return all(step.not_run is None for step in self.steps)

    @property
    def rows(self) -> int:
        """Rows deleted or anonymised."""
        return sum(step.rows for step in self.steps if step.action is not Action.SCRUB)

    @property
    def cells(self) -> int:
        """Cells emptied in rows that stay."""
        return sum(sum(step.cells.values()) for step in self.steps if step.action is Action.SCRUB)


@dataclass(frozen=True)
class Execution:
    """One run of one plan."""

    plan: Plan
    systems: Mapping[str, SqlSystem]
    failed: dict[str, str]
    """Why a system's steps are not run; those that could not be opened, or rest on one, stand here from the start."""
    records: Records
    knowledge: Knowledge
    progress: Progress

    def begin(self, run: Run, allowed: Mapping[str, int] | None) -> None:
        """Find and journal every key on one snapshot of each system."""
        counts: dict[str, int] = {}
        for name, system in self.systems.items():
            if name in self.failed:
                continue
            with self._stopping(name), system.database.reading() as connection:
                for step in self.plan.of_system(name):
                    counts[step.id] = 0
                    for number, due in enumerate(due_of_step(system, connection, step, self.knowledge)):
                        counts[step.id] += len(due)
                        self.records.journal(run, step.id, number, _journalled(system, step, due))
                for number, carried_out in enumerate(fallen(self.plan, system, connection, self.knowledge)):
                    self.records.journal(run, name + RELEASED, number, [as_text(one) for one in carried_out])
        grown = [step for step, found in counts.items() if allowed is not None and found > allowed.get(step, 0)]
        if grown:
            raise PlanGrewError(
                f"more is due than was approved in {', '.join(f'`{step}`' for step in grown)}; nothing was touched",
                help="look at the plan again with `lofte sweep --explain`, and approve it",
            )
        self.records.journal(run, JOURNALLED, 0, [])

    def abandon(self, run: Run) -> None:
        """End a run that broke off and whose plan is no longer the plan; what is due is found anew.

        What it carried from rows that still speak for themselves is forgotten.
        """
        for step in self.plan.steps:
            system = self.systems.get(step.system)
            batches = [batch for batch in self.records.batches(run, step.id) if not batch.committed]
            if system is None or not batches:
                continue
            with self._stopping(step.system), system.database.reading() as connection:
                for batch in batches:
                    still = carried_by(system, connection, step, _read(system, step, batch.keys))
                    self.records.forget_carried([event for event, _ in still])
        self.records.end_run(run, {"abandoned": "its plan is no longer the plan"}, state="failed")

    def steps(self, run: Run) -> Iterator[StepOutcome]:
        """Do what is journalled, in the plan's order."""
        for step in self.plan.steps:
            rows, cells = 0, dict[str, int]()
            if step.system not in self.failed:
                with self._stopping(step.system):
                    for what, count in self._batches(run, step):
                        if what == "rows":
                            rows += count
                        else:
                            cells[what] = cells.get(what, 0) + count
            yield StepOutcome(step.id, step.action, step.path, rows, cells, self.failed.get(step.system))

    def _batches(self, run: Run, step: Step) -> Iterator[tuple[str, int]]:
        system = self.systems[step.system]
        for batch in self.records.batches(run, step.id):
            counts: Sequence[tuple[str, str, int]] = batch.counts
            if not batch.committed:
                due = _read(system, step, batch.keys)
                counts = _counts(step, self._tried(system, step, due))
                self.records.commit_batch(run, step.id, batch.number, counts)
                self.progress(step.id, len(due))
            for _, what, count in counts:
                yield what.removeprefix(f"{step.action} "), count

    def _tried(self, system: SqlSystem, step: Step, due: Due) -> Done:
        """One batch, begun again when somebody else changed the same rows while it decided."""
        for _ in range(TRIES - 1):
            with suppress(OvertakenError):
                return self._batch(system, step, due)
        return self._batch(system, step, due)

    def _batch(self, system: SqlSystem, step: Step, due: Due) -> Done:
        """One batch, one transaction. No act that it may have missed is acknowledged before it ends."""
        carrying = Carrying(self.systems, self.records, self.knowledge)
        concerned = carrying.concerned(system, step, due)
        with self.records.batch() as at_work:
            with system.database.writing() as connection:
                events = [event for event, _ in carried_by(system, connection, step, due)]
                if events:
                    self.records.carry(events)
                    self.knowledge.changed()
                said = carrying.said(system, connection, step, due, concerned)
                change(system, connection, step, due, self.knowledge)
                finished = done(system, connection, step, due)
                # What rows still say, after all, they were saved with: that was carried for nothing.
                still = [event for event, _ in carried_by(system, connection, step, due)] if events else []
                saying = carrying.said(system, connection, step, due, concerned)
                if lost := [one for place, one in said.items() if place not in saying]:
                    self.records.carry(consents=lost)
                at_work.confirm()
            self._tidy(system, step, finished, still, saying.values())
        return finished

    def _tidy(
        self,
        system: SqlSystem,
        step: Step,
        finished: Done,
        events: list[CarriedEvent],
        consents: Iterable[CarriedConsent],
    ) -> None:
        """Forget what was carried from rows that speak for themselves, and what was known of rows that are gone."""
        self.records.forget_carried(events, consents)
        if events:
            self.knowledge.changed()
        if step.action is Action.DELETE and finished.rows:
            table = system.bound.tables[step.table]
            self.records.end_releases([system.row_key(table, key) for key in finished.rows])

    def spend(self, run: Run) -> None:
        """At the end of each system that did all of its part: what was released there has been carried out."""
        for name, system in self.systems.items():
            if name in self.failed:
                continue
            with self._stopping(name):
                for batch in self.records.batches(run, name + RELEASED):
                    if not batch.committed:
                        self._spend(system, [read_release(text) for text in batch.keys])
                        self.records.commit_batch(run, name + RELEASED, batch.number, [])

    def _spend(self, system: SqlSystem, releases: list[ReleaseFact]) -> None:
        with self.records.batch(), system.database.reading() as connection:
            for release in fallen_among(self.plan, system, connection, self.knowledge, releases):
                self.records.spend_releases([release.row], release.activity, release.subject)

    def _stopping(self, system: str) -> _Stopping:
        return _Stopping(system, self.failed)


@dataclass
class _Stopping:
    """Turns the failure of a system into the reason why its steps are not run."""

    system: str
    failed: dict[str, str]

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> bool:
        if isinstance(error, SystemFailedError):
            self.failed[self.system] = str(error)
            return True
        return False


def run_plan(execution: Execution, allowed: Mapping[str, int] | None = None) -> Outcome:
    """Run the plan, or take up its run that broke off; refused while another sweep is at work.

    `allowed` are the most rows a step may take, by id; None is no limit. Raises PlanGrewError before anything is
    touched.
    """
    records, plan = execution.records, execution.plan
    with records.sweeping():
        run = records.open_run()
        if run is not None and run.plan != plan.digest:
            execution.abandon(run)
            run = None
        resumed = run is not None
        if run is None:
            run = records.start_run(plan.digest, day=plan.day, declaration=plan.declaration)
        if not records.batches(run, JOURNALLED):
            # Nothing of a run without its mark was touched: its keys are found again.
            records.forget_journal(run)
            try:
                execution.begin(run, allowed)
            except LofteError as error:
                records.end_run(run, {"abandoned": type(error).__name__}, state="failed")
                raise
        unreachable = dict(execution.failed)
        steps = tuple(execution.steps(run))
        execution.spend(run)
        outcome = Outcome(plan.digest, plan.day, run.number, steps, resumed)
        if execution.failed == unreachable:
            records.end_run(run, _as_json(outcome), state="done" if outcome.complete else "failed")
    return outcome


def _journalled(system: SqlSystem, step: Step, due: Due) -> list[str]:
    table = system.bound.tables[step.table]
    keys = sorted((system.row_key(table, key).key, sorted(columns)) for key, columns in due.items())
    return [json.dumps(key, ensure_ascii=False) for key in keys]


def _read(system: SqlSystem, step: Step, keys: Iterable[str]) -> dict[Key, frozenset[str]]:
    table = system.bound.tables[step.table]
    found = {}
    for text in keys:
        key, columns = json.loads(text)
        found[system.key_of(table, RowKey(step.system, step.table, key))] = frozenset(columns)
    return found


def _counts(step: Step, finished: Done) -> list[tuple[str, str, int]]:
    counts = [(step.path, f"{step.action} rows", len(finished.rows))]
    return counts + [(step.path, f"{step.action} {column}", count) for column, count in sorted(finished.cells.items())]


def _as_json(outcome: Outcome) -> Json:
    return {
        "steps": [
            {"step": step.step, "rows": step.rows, "cells": dict(step.cells), "not-run": step.not_run}
            for step in outcome.steps
        ]
    }
