"""Tell the demonstration in chapters: say the promises, keep them, prove them.

In:   a demonstration that is built.       Out:  a story on the screen; whether every planted case was met.
Never: does anything that a command of this program could not do.

The idea in one read: each chapter is a use case of `lofte.app`, with the command that does the same. What must become
of every planted row was written down by hand when it was planted; after the sweep, and again after the erasure, all of
them are looked up in the databases and compared.
Kept true by: tests/journeys/test_demo.py.
"""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from lofte.app.declaring import check, declared_at
from lofte.app.explaining import plan_told
from lofte.app.letters import access_letter, because, erasure_letter
from lofte.app.opening import Workplace, workplace
from lofte.app.proving import verified
from lofte.app.requesting import Answered, answer_access, answer_erasure
from lofte.app.standing import evidence_of
from lofte.app.sweeping import approve, measured, planned, rules_of, set_mode, sweep, trusted
from lofte.cli.paper import console, progress, say, table
from lofte.cli.proving import STYLES
from lofte.cli.sweeping import show_outcome
from lofte.cli.systems import show_step
from lofte.demo.fates import Looked, Missed, look, missed
from lofte.demo.mittliv.tables import DATABASES
from lofte.demo.workspace import Built
from lofte.demo.world import Planted
from lofte.diagnostics import Severity
from lofte.documents import render
from lofte.documents.voice import Voice
from lofte.ledger import Verified
from lofte.plan import Action, Because
from lofte.promises.request import AccessAnswer, ErasedRow, ErasureAnswer
from lofte.promises.standing import standing
from lofte.web.serving import served, site_of
from lofte.web.style import stylesheet
from lofte.web.words import MARKDOWN_PATHS, POLICY_PATHS, PROMISES_PATHS

BY = "privacy-officer"
WHEN = re.compile(r", due (yesterday|today|tomorrow)\b")
Moment = Literal["sweep", "erasure"]


@dataclass
class Story:
    """One demonstration as it is told; `met` until something is not as it must be."""

    built: Built
    language: str
    met: bool = True
    chapters: int = field(default=0)

    def told(self, *, stay: bool) -> bool:
        """Tell all of it; `stay` leaves the pages running at the end. Whether everything was as it must be."""
        self._people()
        self._say_the_promises()
        with workplace(self.built.setting, self.built.world.day) as place:
            before = self._look()
            self._keep_the_promises(place)
            self._check("sweep", before, self._look())
            self._again(place)
            self._answer(place)
            self._prove(place)
        self._pages(stay=stay)
        return self.met

    def _people(self) -> None:
        world = self.built.world
        with self._chapter("An organisation, and its people", "lofte inspect"):
            counts = Counter[str]()
            for name, rows in world.rows.items():
                counts[name.partition(".")[0]] += rows
            kinds = [
                (name, _kind(self.built.setting.environment, name), str(number)) for name, number in counts.items()
            ]
            table("", ("system", "database", "rows"), kinds, numbers=(2,))
            clauses = {clause for planted in world.planted for clause in planted.clauses}
            say(
                f"{sum(counts.values())} rows about invented people. {len(world.planted)} rows are planted, for "
                f"{len(clauses)} clauses of the policy: due yesterday, today, tomorrow. The day is {world.day}."
            )

    def _say_the_promises(self) -> None:
        with self._chapter("What the policy promises", "lofte check, lofte render"):
            published = check(declared_at(self.built.published), self.built.world.day)
            errors = [found for found in published.findings if found.severity is Severity.ERROR]
            say(f"The page as it was published: {len(errors)} errors under the law. The first three:")
            for found in errors[:3]:
                message, _ = found.in_language(self.language)
                say(f"  {found.span}  {message}  ({found.article})", "yellow")
            decided = check(declared_at(self.built.setting.declaration), self.built.world.day)
            accepted = ", ".join(f"{each.finding.code} until {each.accepted.review}" for each in decided.accepted)
            say(f"With the organisation's decisions: {len(decided.findings)} findings; accepted: {accepted or 'none'}.")
            self._met(not decided.has_errors, "the declaration has errors")
            model = decided.declared.sound()
            for language in ("sv", "en"):
                path = self.built.setting.workspace / f"policy.{language}.html"
                path.write_text(render(model, language, "html", stylesheet()), "utf8")
                say(f"The policy in {'Swedish' if language == 'sv' else 'English'}: {path}")

    def _keep_the_promises(self, place: Workplace) -> None:
        with self._chapter("What must go today, and why", "lofte sweep --explain"):
            with progress("measuring") as told:
                found = measured(place, planned(place), told)
            due = found.due()
            rows = [
                (str(step.action), step.path, str(found.counts[step.id]), _activities(step.because)) for step in due
            ]
            table("", ("do", "table", "rows", "no longer needed for"), rows, numbers=(2,))
            steps = {step.id: step for step in plan_told(place.model, found.plan, self.language)}
            first = next((step for step in due if step.action is Action.DELETE and step.because), None)
            if first is not None:
                say("One of them, with the lines of the declaration behind it:")
                show_step(steps[first.id], found.counts[first.id])
        with self._chapter("Somebody looks, and approves", "lofte sweep --mode approve all; lofte sweep --approve"):
            for rule in rules_of(place.model):
                set_mode(place, rule, "approve", set_by=BY)
            approval = approve(place, found, approved_by=BY)
            digest = trusted(place, found.plan).approvable.digest[:12]
            say(f"Plan {digest} may run until {approval.expires_at:%Y-%m-%d}, for this day alone, with at most")
            say(f"{sum(approval.counts.values())} rows: fewer, never more.")
        with self._chapter("The sweep", "lofte sweep"):
            with progress("sweeping") as told:
                done = sweep(place, told)
            show_outcome(done)
            self._met(done.complete and done.outcome is not None, "the sweep is not complete")

    def _again(self, place: Workplace) -> None:
        with self._chapter("The same sweep again", "lofte sweep --explain"):
            with progress("measuring") as told:
                left = measured(place, planned(place), told).due()
            if not left:
                say("Nothing is due: what was planned is what was done.", "green")
            self._met(not left, f"{len(left)} steps still have something to do")

    def _answer(self, place: Workplace) -> None:
        who, folder = (f"email:{self.built.world.asks}",), self.built.setting.workspace
        with self._chapter("One person asks what is held", f"lofte request access -i {who[0]}"):
            asked = answer_access(place, who, datetime.now(UTC))
            access = asked.access
            assert access is not None
            _show_access(access)
            path = folder / "access.md"
            path.write_text(access_letter(place.model, access, self.language), "utf8")
            say(f"The letter: {path}")
            _show_waiting(asked)
        with self._chapter("And asks for erasure", f"lofte request erasure -i {who[0]}"):
            before = self._look()
            with progress("erasing") as told:
                done = answer_erasure(place, who, datetime.now(UTC), (), BY, told)
            erasure = done.erasure
            assert erasure is not None
            _show_erasure(erasure, Voice(place.model, self.language))
            path = folder / "erasure.md"
            path.write_text(erasure_letter(place.model, erasure, self.language), "utf8")
            say(f"The letter: {path}")
            _show_waiting(done)
            self._met(done.waiting.keys() <= done.by_hand, "a system did not answer")
        self._check("erasure", before, self._look())

    def _prove(self, place: Workplace) -> None:
        with self._chapter("How every promise stands", "lofte status"):
            with progress("counting"):
                told = standing(place.model, evidence_of(place), self.language)
            counts = told.counts()
            say(f"{len(told.promises)} promises: {', '.join(f'{n} {state}' for state, n in counts.items())}", "bold")
            for one in told.promises:
                if one.state.value in ("broken", "at-risk") or one.promise.startswith("retention."):
                    say(f"  {one.state:<13} {one.promise}: {one.evidence}", STYLES[one.state])
            self._met(counts[next(state for state in counts if state == "broken")] == 0, "a promise is broken")
        with self._chapter("The record of what was done", "lofte verify"):
            verdict, key = verified(self.built.setting, None)
            well = isinstance(verdict, Verified)
            if isinstance(verdict, Verified):
                say(
                    f"Verified: {verdict.size} entries are as they were written; root {verdict.root.hex()[:16]}",
                    "green",
                )
                say(f"Public key {key}", "dim")
            self._met(well, str(verdict))

    def _pages(self, *, stay: bool) -> None:
        with self._chapter("The pages", "lofte serve"):
            site = site_of(self.built.setting, self.built.world.day)
            with served(site, "127.0.0.1", 0) as (address, wait):
                for path in (POLICY_PATHS["sv"], POLICY_PATHS["en"], PROMISES_PATHS["en"], MARKDOWN_PATHS["sv"]):
                    answered = _answers(f"{address}{path}")
                    say(f"  {'ok ' if answered else 'NO '} {address}{path}", "" if answered else "bold red")
                    self._met(answered, "a page does not answer")
                self._end()
                if stay:
                    say(f"\nThe pages are at {address}/ until Ctrl-C.", "bold green")
                    try:
                        wait()
                    except KeyboardInterrupt:
                        say()

    def _end(self) -> None:
        workspace = self.built.setting.workspace
        say()
        if self.met:
            say("Every planted case is as it must be, and every step did what it said.", "bold green")
        say(f"Go on by yourself: `lofte status --workspace {workspace}`, or any other command.")

    def _look(self) -> Looked:
        return look(self.built.world.urls, DATABASES, self.built.world.planted)

    def _check(self, moment: Moment, before: Looked, after: Looked) -> None:
        """Compare every planted row with what had to become of it."""
        cases = [one for one in self.built.world.planted if one.after == moment]
        wrong: tuple[Missed, ...] = missed(self.built.world.planted, before, after, moment)
        with self._chapter(f"Every planted case after the {moment}, one by one", None):
            bad = {one.planted: one.why for one in wrong}
            for name, alike in _by_case(cases).items():
                told = ", ".join(f"{when} {bad.get(case, case.expect.fate)}".strip() for when, case in alike)
                well = not any(case in bad for _, case in alike)
                say(f"  {'ok ' if well else 'NO '} {name}: {told}", "dim" if well else "bold red")
            say(f"{len(cases) - len(wrong)} of {len(cases)} are as they must be", "green" if not wrong else "bold red")
            self._met(not wrong, f"{len(wrong)} planted cases are not as they must be")

    @contextmanager
    def _chapter(self, title: str, command: str | None) -> Iterator[None]:
        self.chapters += 1
        screen = console()
        screen.print()
        screen.rule(f"{self.chapters}. {title}", align="left", style="cyan")
        if command:
            say(f"$ {command}", "dim")
        screen.print()
        yield

    def _met(self, well: bool, otherwise: str) -> None:
        if not well:
            say(otherwise, "bold red")
            self.met = False


def _kind(environment: Mapping[str, str], system: str) -> str:
    return "PostgreSQL" if "postgresql" in str(environment.get(f"{system.upper()}_URL")) else "SQLite"


def _by_case(cases: Iterable[Planted]) -> dict[str, list[tuple[str, Planted]]]:
    """The cases that differ only in when they are due, together."""
    found: dict[str, list[tuple[str, Planted]]] = {}
    for case in cases:
        when = WHEN.search(case.name)
        name = f"{WHEN.sub('', case.name)} ({case.system}.{case.table})"
        found.setdefault(name, []).append((f"due {when[1]}" if when else "", case))
    return found


def _activities(because_of: Iterable[Because]) -> str:
    return ", ".join(reason.activity for reason in because_of)


def _show_access(access: AccessAnswer) -> None:
    rows = Counter((row.row.system, row.row.table) for row in access.rows)
    said = [
        (f"{system}.{name}", str(number), ", ".join(_needs(access, system, name)))
        for (system, name), number in rows.items()
    ]
    table("", ("table", "rows", "needed for"), said, numbers=(1,))
    others = sum(1 for row in access.rows if row.others)
    say(
        f"{len(access.rows)} rows in {len({row.row.system for row in access.rows})} systems; in {others} of them others"
    )
    say("stand beside, whose data the letter does not show.")


def _needs(access: AccessAnswer, system: str, name: str) -> tuple[str, ...]:
    found = (row for row in access.rows if (row.row.system, row.row.table) == (system, name))
    return tuple(dict.fromkeys(need.activity for row in found for need in row.needs))


def _show_erasure(erasure: ErasureAnswer, voice: Voice) -> None:
    counts = Counter(row.became for row in erasure.rows)
    say(", ".join(f"{number} rows {became}" for became, number in counts.items()), "bold")
    say(f"released: {', '.join(erasure.released)}")
    for line in dict.fromkeys(_kept(row, voice) for row in erasure.rows if row.because):
        say(f"  {line}", "dim")


def _show_waiting(done: Answered) -> None:
    """What keeps the case open: an answer is whole only when every declared system has been asked."""
    if by_hand := sorted(done.waiting.keys() & done.by_hand):
        say(f"The case stays open: this version does not reach {', '.join(by_hand)}; they are asked by hand.", "yellow")


def _kept(row: ErasedRow, voice: Voice) -> str:
    # Each reason says what for, then until when, then on what basis: the first two are enough here.
    reasons = dict.fromkeys(". ".join(reason.split(". ")[:2]) for reason in because(row.because, voice))
    return f"kept in {row.row.system}.{row.row.table} ({', '.join(row.kept)}): {'; '.join(reasons)}"


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310 - our own address
            return bool(answer.status == 200)
    except urllib.error.URLError:
        return False
