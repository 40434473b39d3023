"""Sweep: measure the plan, respect how far each rule is trusted, stop at the brake, run, and say what became of it.

In:   a `Workplace`.       Out:  `Sweep`: the plan with its counts and modes, what was run, what waits and why.
Never: runs a rule that is only observed; runs more than was approved; lets a table go before those that hang on it.

The idea in one read: a rule is one table. It is *observed* until somebody trusts it: then its steps run when their plan
is *approved* (this plan, this day, so many rows, until then), or *automatic*, up to a brake. A table's rows can only go
after the rows that hang on them, so a rule waits while one below it is not trusted as far. What is approved is the plan
of all rules that may run, and what runs is that plan or, unapproved, its automatic part.
Law:  GDPR Art. 5(1)(e), 24, 25.
Kept true by: tests/journeys/test_sweep.py, tests/journeys/test_brake.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from lofte.app.naming import known_name
from lofte.app.opening import Workplace
from lofte.diagnostics import LofteError
from lofte.executor import Execution, Outcome, PlanGrewError, Progress, run_plan
from lofte.graph import BoundTable
from lofte.model import Model
from lofte.plan import Plan, Step
from lofte.promises.retention import EMPTIED, plan_sweep
from lofte.records import Approval, RuleMode
from lofte.systems.sql.changing import due_of_step
from lofte.systems.sql.database import SystemFailedError
from lofte.systems.sql.doubles import doubled
from lofte.systems.sql.observing import waiting_on_silence

BRAKE_ROWS = 1_000
BRAKE_TIMES = 5
"""An automatic step stops above so many rows and so many times the last sweep's number."""
APPROVED_FOR = timedelta(days=2)
"""How long an approval holds, unless it is said."""

Counts = Mapping[str, int]
"""Rows by step id."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A plan and how many rows each of its steps is for, by step id; a step of a system that is down has no number."""

    plan: Plan
    counts: Counts
    failed: Mapping[str, str]

    def due(self, steps: Iterable[Step] | None = None) -> tuple[Step, ...]:
        """The steps that have something to do."""
        return tuple(step for step in (self.plan.steps if steps is None else steps) if self.counts.get(step.id))


@dataclass(frozen=True, slots=True)
class Trusted:
    """How far each rule is trusted, and which steps may therefore run. `waiting` says why a step may not."""

    modes: Mapping[str, RuleMode]
    approvable: Plan
    automatic: Plan
    waiting: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sweep:
    """What became of a sweep. `measured` is None when a run that broke off was taken up without measuring again."""

    plan: Plan
    measured: Measured | None
    trusted: Trusted
    outcome: Outcome | None
    approval: Approval | None
    braked: Counts
    failed: Mapping[str, str]

    @property
    def complete(self) -> bool:
        """Whether all that may run has run, in all systems."""
        return not self.failed and (self.outcome is None or self.outcome.complete)


def planned(place: Workplace) -> Plan:
    """What the day's sweep would do in all systems that could be bound."""
    systems = place.systems.sound()
    return plan_sweep(place.model, systems.bound.values(), place.day, place.declared.digest)


def measured(place: Workplace, plan: Plan, progress: Progress | None = None) -> Measured:
    """How many rows each step is for, on one snapshot of each system; nothing is changed."""
    knowledge, counts = place.knowledge, dict[str, int]()
    failed = _unfit(place)
    for name, system in place.systems.ready.items():
        if name in failed:
            continue
        try:
            with system.database.reading() as connection:
                for step in plan.of_system(name):
                    counts[step.id] = sum(map(len, due_of_step(system, connection, step, knowledge)))
                    if progress is not None:
                        progress(step.id, counts[step.id])
        except SystemFailedError as error:
            failed[name] = str(error)
    return Measured(plan, counts, failed)


def _unfit(place: Workplace) -> dict[str, str]:
    """Why nothing may be swept in a system: it does not answer, or has a row in two people's names."""
    failed = {name: str(error) for name, error in place.systems.failed.items()}
    for name, system in place.systems.ready.items():
        try:
            with system.database.reading() as connection:
                found = doubled(system, connection, lambda some: place.records.facts_for(some).subject_of)
        except SystemFailedError as error:
            failed[name] = str(error)
            continue
        for (table, one, other), rows in found.items():
            bear = "row bears" if rows == 1 else "rows bear"
            failed[name] = (
                f"{rows} {bear} the identifiers of two people, in `{one}` and `{other}` of table `{table}`; "
                "see which of the two is right, and correct the row"
            )
    return failed


def trusted(place: Workplace, plan: Plan) -> Trusted:
    """Which steps of the plan may run by the modes of their rules."""
    modes = {step.path: place.records.mode(step.path) for step in plan.steps}
    below = _tables_below(place)
    approvable = _closed({rule for rule, mode in modes.items() if mode != "observe"}, below)
    automatic = _closed({rule for rule, mode in modes.items() if mode == "automatic"}, below)
    waiting = {}
    for step in plan.steps:
        if modes[step.path] == "observe":
            waiting[step.id] = "its rule is only observed"
        elif step.path not in approvable:
            waiting[step.id] = _held_up(step.path, below, approvable)
        elif step.path not in automatic:
            waiting[step.id] = "it waits for an approval"
    return Trusted(modes, _part(plan, approvable), _part(plan, automatic), waiting)


def approve(place: Workplace, found: Measured, *, approved_by: str, lasting: timedelta = APPROVED_FOR) -> Approval:
    """Allow the plan of all rules that may be approved, with the rows measured just now as the most."""
    plan = trusted(place, found.plan).approvable
    if not plan.steps:
        raise LofteError(
            "there is nothing to approve: every rule is only observed",
            help="`lofte sweep --mode approve SYSTEM.TABLE` lets a rule run once its plan is approved",
        )
    counts = {step.id: found.counts.get(step.id, 0) for step in plan.steps}
    expires_at = place.records.clock.now() + lasting
    return place.records.approve(
        plan.digest, day=place.day, counts=counts, expires_at=expires_at, approved_by=approved_by
    )


def set_mode(place: Workplace, rule: str, mode: RuleMode, *, set_by: str) -> None:
    """Trust a rule more, or less; raises UnknownNameError for a rule that is none."""
    known = known_name(rule, rules_of(place.model), "rule (a table with personal data)")
    place.records.set_mode(known, mode, set_by=set_by)


def rules_of(model: Model) -> tuple[str, ...]:
    """Every rule: each table with personal data, as `system.table`."""
    return tuple(f"{system.name}.{table}" for system in model.systems.values() for table in system.tables)


def sweep(place: Workplace, progress: Progress) -> Sweep:
    """Run what may run. Raises PlanGrewError, with nothing touched, when more is due than was approved."""
    plan = planned(place)
    trust = trusted(place, plan)
    approval = place.records.approval_of(trust.approvable.digest, day=place.day) if trust.approvable.steps else None
    if approval is not None:
        failed = _unfit(place)
        outcome = _run(place, trust.approvable, approval.counts, failed, progress)
        return Sweep(plan, None, trust, outcome, approval, {}, failed)
    if not trust.automatic.steps:
        found = measured(place, plan, progress)
        return Sweep(plan, found, trust, None, None, {}, found.failed)
    limits = _limits(place, trust.automatic)
    broken_off = place.records.open_run()
    if broken_off is not None and broken_off.plan != trust.automatic.digest:
        # It may be what the brake left of the plan; measured again, that is the same plan and is taken up.
        return _braked(place, plan, trust, limits, progress)
    failed = _unfit(place)
    try:
        outcome = _run(place, trust.automatic, limits, failed, progress)
    except PlanGrewError:
        return _braked(place, plan, trust, limits, progress)
    return Sweep(plan, None, trust, outcome, None, {}, failed)


def _braked(place: Workplace, plan: Plan, trust: Trusted, limits: Counts, progress: Progress) -> Sweep:
    """Run the automatic rules that stay below the brake, and tell which do not."""
    found = measured(place, plan, progress)
    counts = {step.id: found.counts.get(step.id, 0) for step in trust.automatic.steps}
    stopped = {step: count for step, count in counts.items() if count > limits[step]}
    rules = {step.path for step in trust.automatic.steps if step.id not in stopped}
    part = _part(plan, _closed(rules - {step.path for step in plan.steps if step.id in stopped}, _tables_below(place)))
    failed = dict(found.failed)
    outcome = _run(place, part, limits, failed, progress) if part.steps else None
    return Sweep(plan, found, trust, outcome, None, stopped, failed)


def _run(place: Workplace, plan: Plan, allowed: Counts, failed: dict[str, str], progress: Progress) -> Outcome:
    place.refuse_another_day()
    ready = {name: system for name, system in place.systems.ready.items() if name not in failed}
    failed |= waiting_on_silence(place.model, ready.values(), failed)
    outcome = run_plan(Execution(plan, ready, failed, place.records, place.knowledge, progress), allowed)
    run = next(run for run in reversed(place.records.runs()) if run.number == outcome.run)
    rows = {(step.table, step.step): step.rows for step in outcome.steps if step.not_run is None}
    place.records.note_sweep(run, rows)
    return outcome


def _limits(place: Workplace, plan: Plan) -> Counts:
    """The most rows that each automatic step may take before somebody has to look."""
    last = place.records.last_sweep()
    return {step.id: max(BRAKE_ROWS, BRAKE_TIMES * last.get((step.path, step.id), 0)) for step in plan.steps}


def _part(plan: Plan, rules: frozenset[str]) -> Plan:
    """The plan for some rules alone: what it does, and the releases that are carried out by it."""
    return replace(
        plan,
        steps=tuple(step for step in plan.steps if step.path in rules),
        spends=tuple(one for one in plan.spends if f"{one.system}.{one.table}" in rules),
    )


def _tables_below(place: Workplace) -> Mapping[str, frozenset[str]]:
    """For each table the tables whose rows hang on its rows, or are emptied before these go."""
    return {table.path: _below(table) for system in place.systems.bound.values() for table in system.tables.values()}


def _below(table: BoundTable) -> frozenset[str]:
    found = {dependant.back[0].table for dependant in table.dependants}
    found |= {link.table for link in table.incoming if link.decision in EMPTIED}
    return frozenset(f"{table.system}.{name}" for name in found if name != table.name)


def _closed(rules: Iterable[str], below: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Those of the rules below which, all the way down, every rule is among them."""
    left = frozenset(rules)
    while True:
        kept = frozenset(rule for rule in left if below.get(rule, frozenset()) <= left)
        if kept == left:
            return kept
        left = kept


def _held_up(rule: str, below: Mapping[str, frozenset[str]], trusted_rules: frozenset[str]) -> str:
    first = sorted(below[rule] - trusted_rules)
    return f"rows of {', '.join(f'`{name}`' for name in first)} hang on it, and that rule is not trusted as far"
