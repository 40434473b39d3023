"""Answer one person across all systems: what is held and why, and an erasure from its decision to its answer.

In:   Model, systems, our records, the identifiers that an operator has accepted.
Out:  `AccessAnswer`, `ErasureAnswer`.
Never: joins two people, changes a cell of anyone else, says complete when a system did not answer.

The idea in one read: identifiers are followed from system to system until nothing new is found; two that are known
to belong to two people stop the request. An access answer reads every row with the reason why it is there. An
erasure writes down what the right releases, row by row, and then runs the same plan as every sweep, narrowed to the
person's rows; what is left is read again and answered for: kept because of this need until that day.
Law:  GDPR Art. 12, 15, 17, 19.
Kept true by: tests/journeys/test_requests.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from lofte.diagnostics import LofteError
from lofte.executor import Execution, Progress, run_plan
from lofte.facts import Identifier, ReleaseFact, RowKey
from lofte.grammar import LinkDecision
from lofte.graph import BoundTable
from lofte.knowledge import Knowledge
from lofte.model import Model
from lofte.needs.cells import Cells
from lofte.plan import Plan
from lofte.predicate import Hop, Predicate, any_of, reach
from lofte.promises.request import (
    AccessAnswer,
    Became,
    ErasedRow,
    ErasureAnswer,
    LettingGo,
    PersonRow,
    Verdict,
    consents_of,
    released_by_erasure,
)
from lofte.promises.retention import cells_of, sweep_steps
from lofte.records import ConsentRecord, Records, Request
from lofte.systems.sql.asking import SqlSystem
from lofte.systems.sql.database import SystemFailedError
from lofte.systems.sql.observing import waiting_on_silence
from lofte.systems.sql.reading import Reader, about_the_person

MOST_STEPS = 20
"""Rounds of looking for further identifiers; a person with more is no person."""


class TwoPeopleFoundError(LofteError):
    """The identifiers of one request lead to two people; nothing was read out or erased."""


@dataclass(frozen=True, slots=True)
class Systems:
    """The systems that are open, and why the others are not: they do not answer, or nobody can ask them from here."""

    open: Mapping[str, SqlSystem]
    silent: Mapping[str, str]
    by_hand: Mapping[str, str] = field(default_factory=dict)

    @property
    def failed(self) -> dict[str, str]:
        """All that are not open."""
        return {**self.by_hand, **self.silent}


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks: every identifier that was found, how, and which systems could not be asked."""

    identifiers: frozenset[Identifier]
    steps: tuple[str, ...]
    failed: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answering:
    """Answers requests on one day."""

    model: Model
    systems: Systems
    records: Records
    day: date
    declaration: str

    def find(self, given: Iterable[Identifier]) -> Person:
        """The person's identifiers in every system, grown until nothing new is found."""
        known = frozenset(given)
        self._one_person(known)
        known |= self._known_before(known)
        steps: list[str] = []
        failed = self.systems.failed
        for _ in range(MOST_STEPS):
            before = known
            for name, reader in self._readers(known):
                for place, identifier in self._asked(name, failed, reader):
                    if identifier not in known:
                        known |= {identifier}
                        steps.append(f"{place} gave another {identifier.kind}")
            self._one_person(known)
            if known == before:
                return Person(known, tuple(steps), failed)
        raise TwoPeopleFoundError(
            "the identifiers lead on and on, to more than one person can have",
            help="say in the declaration which values are shared: `not-a-person` of that data category",
        )

    def access(self, person: Person) -> AccessAnswer:
        """Everything held about the person, each row with the reasons why it is there and until when."""
        failed = dict(person.failed)
        rows = tuple(
            row for name, reader in self._readers(person.identifiers) for row in self._rows(name, failed, reader)
        )
        return AccessAnswer(self.day, rows, tuple(sorted(failed.items())), person.steps)

    def letting_go(self, person: Person, decided: frozenset[str]) -> LettingGo:
        """What the right releases in the person's rows; `decided` names activities that give way too."""
        before = self.access(person)
        activities = {need.activity for row in before.rows for need in row.needs}
        released = frozenset(
            name for name in activities if released_by_erasure(self.model, self.model.activities[name], decided)
        )
        needs = [(row.row, need) for row in before.rows for need in row.needs if need.activity in released]
        alive = {need.activity for _, need in needs if need.verdict is not Verdict.FALLEN}
        return LettingGo(
            {row.row: tuple(datum.column for datum in row.data) for row in before.rows},
            released,
            dict(before.not_asked),
            tuple((row, need.activity) for row, need in needs),
            frozenset(consent for name in alive for consent in consents_of(self.model.activities[name])),
        )

    def erase(
        self, person: Person, request: Request, going: LettingGo, *, by: str, progress: Progress
    ) -> ErasureAnswer:
        """Release what the right releases, do what follows in the person's rows, and say what is left and why."""
        subject = self.records.ensure_subject(person.identifiers)
        withdrawals = [
            ConsentRecord(subject, name, "withdrawn", request.received_at, method=f"request {request.number}")
            for name in sorted(going.withdrawn)
        ]
        if withdrawals:
            self.records.record_consents(withdrawals, recorded_by=by)
        facts = [ReleaseFact(row, activity, self.day, False, subject) for row, activity in going.needs]
        if facts:
            self.records.release(facts, request=request.number, recorded_by=by)
        outcome = run_plan(self._execution(person, request.number, progress))
        after = self.access(person)
        failed = {step.table.split(".")[0]: step.not_run for step in outcome.steps if step.not_run}
        failed |= dict(going.not_asked) | dict(after.not_asked)
        left, silent = {one.row: one for one in after.rows}, dict(after.not_asked)
        # What became of the rows of a system that fell silent is not known: nothing is said of them.
        became = tuple(
            _became(row, columns, left.get(row)) for row, columns in going.held.items() if row.system not in silent
        )
        released = tuple(sorted(going.released))
        return ErasureAnswer(request.number, self.day, became, released, tuple(sorted(failed.items())))

    def _execution(self, person: Person, request: int, progress: Progress) -> Execution:
        steps = tuple(
            step
            for system in self.systems.open.values()
            for step in sweep_steps(cells_of(self.model, system.bound, self.day), _scope(system))
        )
        plan = Plan(f"request {request}", self.day, self.declaration, steps)
        knowledge = self._knowledge(person.identifiers)
        ready, failed = self.systems.open, self.systems.failed
        failed |= waiting_on_silence(self.model, ready.values(), self.systems.silent)
        return Execution(plan, ready, failed, self.records, knowledge, progress)

    def _readers(self, identifiers: frozenset[Identifier]) -> Iterator[tuple[str, Reader]]:
        knowledge = self._knowledge(identifiers)
        for name, system in self.systems.open.items():
            yield name, Reader(self.model, system, self._cells(system), knowledge, identifiers)

    def _cells(self, system: SqlSystem) -> Cells:
        return cells_of(self.model, system.bound, self.day)

    def _knowledge(self, identifiers: frozenset[Identifier]) -> Knowledge:
        zone = next(iter(self.model.controllers.values())).time_zone if self.model.controllers else "Europe/Stockholm"
        return Knowledge(self.records, self.day, zone, identifiers, tuple(self.systems.open.values()))

    def _asked(self, name: str, failed: dict[str, str], reader: Reader) -> list[tuple[str, Identifier]]:
        try:
            with reader.system.database.reading() as connection:
                return list(reader.identifiers(connection))
        except SystemFailedError as error:
            failed[name] = str(error)
            return []

    def _rows(self, name: str, failed: dict[str, str], reader: Reader) -> list[PersonRow]:
        try:
            with reader.system.database.reading() as connection:
                return [row for table in reader.system.bound.tables.values() for row in reader.rows(connection, table)]
        except SystemFailedError as error:
            failed[name] = str(error)
            return []

    def _known_before(self, identifiers: frozenset[Identifier]) -> frozenset[Identifier]:
        """Those under which our records know the same person: the row that led to one may have been erased."""
        facts = self.records.facts_for(identifiers)
        people = {subject for one in identifiers if (subject := facts.subject_of(one)) is not None}
        return frozenset(
            one for subject in people for one in facts.identifiers_of(subject) if facts.subject_of(one) == subject
        )

    def _one_person(self, identifiers: frozenset[Identifier]) -> None:
        subjects = {subject for one in identifiers if (subject := self.records.subject_of(one)) is not None}
        if len(subjects) > 1:
            kinds = ", ".join(sorted({f"`{one.kind}`" for one in identifiers}))
            raise TwoPeopleFoundError(
                f"the identifiers of this request ({kinds}) belong to two people in our records",
                help="see which of them the person can prove, and ask with that alone",
            )


def _scope(system: SqlSystem) -> dict[str, Predicate]:
    """The rows of each table that the request concerns: the person's own, and those with a link to them that is
    emptied.
    """
    tables = system.bound.tables
    return {name: any_of(about_the_person(table), *_linked(table, tables)) for name, table in tables.items()}


def _linked(table: BoundTable, tables: Mapping[str, BoundTable]) -> Iterator[Predicate]:
    for target in tables.values():
        for link in target.incoming:
            emptied = link.decision in (LinkDecision.DETACH, LinkDecision.SHARED)
            if link.table == table.name and emptied and link.party_of is None:
                yield reach((Hop(target.name, link.hop.theirs, link.hop.ours),), about_the_person(target))


def _became(row: RowKey, held: tuple[str, ...], after: PersonRow | None) -> ErasedRow:
    if after is None:
        return ErasedRow(row, Became.ERASED, held, (), ())
    kept = {datum.column for datum in after.data}
    emptied = tuple(column for column in held if column not in kept)
    state = Became.SCRUBBED if emptied else Became.KEPT
    return ErasedRow(row, state, emptied, tuple(sorted(kept)), after.needs)
