"""`lofte sweep`: let go of what nobody needs any longer, as far as each rule is trusted.

In:   the options.       Out:  what was done, what waits and why; for a program as JSON.
Never: runs a rule that is only observed.

The idea in one read: by itself the command does what may be done today. `--explain` only tells, with the numbers of
rows; `--approve` allows exactly that for some days; `--mode` says how far a rule is trusted.
Law:  GDPR Art. 5(1)(e), 24.
Kept true by: tests/journeys/test_sweep.py, tests/journeys/test_brake.py.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from lofte.cli import options
from lofte.cli.exits import ExitCode
from lofte.cli.session import opened, who

if TYPE_CHECKING:
    from lofte.app.opening import Workplace
    from lofte.app.sweeping import Measured, Sweep, Trusted

Mode = Literal["observe", "approve", "automatic"]


def sweep(
    rules: Annotated[
        list[str] | None, typer.Argument(help="With --mode: rules, as programme.mentees, or `all`.")
    ] = None,
    declaration: options.Declaration = None,
    workspace: options.Workspace = None,
    day: options.Day = None,
    explain: Annotated[bool, typer.Option("--explain", help="Only tell what is due, how much, and why.")] = False,
    approve: Annotated[bool, typer.Option("--approve", help="Allow what is due now, and no more, to be done.")] = False,
    days: Annotated[int, typer.Option("--days", min=1, max=30, help="With --approve: for so many days.")] = 2,
    mode: Annotated[Mode | None, typer.Option("--mode", help="Trust the rules named so far, and end.")] = None,
    by: options.By = None,
    language: options.Language = None,
    form: options.Format = "text",
) -> int:
    """Let go of what nobody needs any longer, as far as each rule is trusted. A rule is a table."""
    from lofte.cli.paper import progress

    if explain + approve + (mode is not None) > 1:
        raise typer.BadParameter("--explain, --approve and --mode each do one thing: give one of them")
    with opened(declaration, workspace, day) as (_, place):
        if mode is not None:
            return _set_modes(place, rules or [], mode, who(by), form)
        if rules:
            raise typer.BadParameter("rules are named beside --mode only")
        if explain or approve:
            return _look(place, days if approve else None, who(by), language or "en", form)
        from lofte.app.sweeping import sweep as swept

        with progress("sweeping") as told:
            done = swept(place, told)
        _tell(done, form)
        return _ended(done)


def _set_modes(place: Workplace, rules: list[str], mode: Mode, by: str, form: Literal["text", "json"]) -> int:
    from lofte.app.sweeping import rules_of, set_mode
    from lofte.cli.paper import as_json, say

    if not rules:
        raise typer.BadParameter("name the rules that this is for, as programme.mentees, or `all`")
    named = list(rules_of(place.model)) if rules == ["all"] else rules
    for rule in named:
        set_mode(place, rule, mode, set_by=by)
        if form == "text":
            say(f"{rule}: {mode}")
    if form == "json":
        as_json({"modes": dict.fromkeys(named, mode)})
    return ExitCode.WELL


def _look(place: Workplace, days: int | None, by: str, language: str, form: Literal["text", "json"]) -> int:
    """Measure, tell, and (with `days`) approve."""
    from lofte.app import sweeping
    from lofte.cli.paper import as_json, progress, say

    plan = sweeping.planned(place)
    with progress("measuring") as told:
        found = sweeping.measured(place, plan, told)
    trust = sweeping.trusted(place, plan)
    approval = None
    if days is not None and not found.failed:
        approval = sweeping.approve(place, found, approved_by=by, lasting=timedelta(days=days))
    if form == "json":
        steps = _counted(found, trust)
        approved = {"approval": approval.id, "until": approval.expires_at} if approval else {}
        as_json({"plan": plan.digest, "day": plan.day, "steps": steps, "failed": dict(found.failed), **approved})
    else:
        _show_measured(place, found, trust, language)
        if approval is not None:
            say(f"approved until {approval.expires_at:%Y-%m-%d %H:%M} UTC, at most these numbers", "bold green")
    if days is not None and approval is None:
        say("nothing is approved, because a system does not answer", "bold red")
    return ExitCode.WORLD_FAILED if found.failed else ExitCode.WELL


def _show_measured(place: Workplace, found: Measured, trust: Trusted, language: str) -> None:
    from lofte.app.explaining import plan_told
    from lofte.cli.paper import say
    from lofte.cli.systems import show_step

    say(f"Plan {found.plan.digest[:12]} for {found.plan.day}", "bold")
    due = {step.id for step in found.due()}
    for step in plan_told(place.model, found.plan, language):
        if step.id in due:
            show_step(step, found.counts[step.id])
            if step.id in trust.waiting:
                say(f"  not run by itself: {trust.waiting[step.id]}", "yellow")
    say()
    total = sum(found.counts.values())
    say(f"{total} {'row is' if total == 1 else 'rows are'} due in {len(due)} of {len(found.plan.steps)} steps", "bold")
    show_failed(found.failed)


def _tell(done: Sweep, form: Literal["text", "json"]) -> None:
    from lofte.cli.paper import as_json, say

    if form == "json":
        as_json(_as_json(done))
        return
    if done.outcome is not None:
        show_outcome(done)
    waiting = _waiting(done)
    if waiting:
        say(f"Not run, {len(waiting)} {'step' if len(waiting) == 1 else 'steps'}:", "bold")
        for step, why in waiting.items():
            say(f"  {step}: {why}")
    if done.outcome is None and done.measured is not None and not done.measured.due():
        say("nothing is due in what was asked" if done.failed else "nothing is due", "bold green")
    show_failed(done.failed)


def show_outcome(done: Sweep) -> None:
    """What was done, step by step."""
    from lofte.cli.paper import say, table

    outcome = done.outcome
    assert outcome is not None
    rows = [
        (str(step.action), step.table, str(step.rows), ", ".join(f"{name} {n}" for name, n in step.cells.items()))
        for step in outcome.steps
        if step.rows or step.cells
    ]
    taken_up = ", taken up where it broke off" if outcome.resumed else ""
    if rows:
        table(f"Run {outcome.run} of {outcome.day}{taken_up}", ("did", "table", "rows", "cells"), rows, numbers=(2,))
    rows_gone, cells = outcome.rows, outcome.cells
    rows_told = f"{rows_gone} {'row' if rows_gone == 1 else 'rows'} deleted or anonymised"
    cells_told = f"{cells} {'cell' if cells == 1 else 'cells'} emptied in rows that stay"
    say(f"{rows_told}, {cells_told}{taken_up}", "bold")


def show_failed(failed: object) -> None:
    """The systems that did not answer."""
    from collections.abc import Mapping

    from lofte.cli.paper import say

    assert isinstance(failed, Mapping)
    for name, why in failed.items():
        say(f"not run in `{name}`, because {str(why).removeprefix(f'system `{name}`: ')}", "bold red")
    if failed:
        say("help: when that is mended, run the same command: it does what is left", "red")


def _waiting(done: Sweep) -> dict[str, str]:
    """Why steps did not run: a brake, or less trust; where it was measured only those that have something to do."""
    due = None if done.measured is None else {step.id for step in done.measured.due()}
    ran = {step.step for step in done.outcome.steps} if done.outcome else set()
    braked = {step: f"the brake: {count} rows at once; approve them to go on" for step, count in done.braked.items()}
    rest = {step: why for step, why in done.trusted.waiting.items() if step not in ran and (due is None or step in due)}
    numbers = done.measured.counts if done.measured else {}
    counted = {step: f"{numbers[step]} due; {why}" if step in numbers else why for step, why in rest.items()}
    return braked | counted


def _ended(done: Sweep) -> int:
    if not done.complete:
        return ExitCode.WORLD_FAILED
    return ExitCode.NOT_KEPT if done.braked else ExitCode.WELL


def _counted(found: Measured, trust: Trusted) -> list[dict[str, object]]:
    return [
        {
            "step": step.id,
            "action": step.action.value,
            "table": step.path,
            "mode": trust.modes[step.path],
            "rows": found.counts.get(step.id),
            "waiting": trust.waiting.get(step.id),
        }
        for step in found.plan.steps
    ]


def _as_json(done: Sweep) -> dict[str, object]:
    outcome = done.outcome
    steps = [
        {
            "step": step.step,
            "action": step.action.value,
            "table": step.table,
            "rows": step.rows,
            "cells": dict(step.cells),
            "not_run": step.not_run,
        }
        for step in (outcome.steps if outcome else ())
    ]
    return {
        "plan": done.plan.digest,
        "day": done.plan.day,
        "run": outcome.run if outcome else None,
        "ran": outcome.plan if outcome else None,
        "resumed": outcome.resumed if outcome else False,
        "complete": done.complete,
        "steps": steps,
        "waiting": _waiting(done),
        "braked": dict(done.braked),
        "failed": dict(done.failed),
    }
