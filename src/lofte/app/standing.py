"""Count what status needs to know, table by table: due, overdue, unproven, unowned, skeleton, undecided.

In:   a `Workplace`.       Out:  `Evidence`, for `lofte.promises.standing`; numbers alone.
Never: changes a row; takes a system that did not answer for one with nothing due.

The idea in one read: what is due is what the day's sweep would do, row by row; a row counts for every activity whose
data are in what goes. It is overdue when the same question, asked of the day by which the declaration promised to be
done, was true already. The rest are questions of their own about each table.
Law:  GDPR Art. 5(2), 24; docs/needs.md section 7.
Kept true by: tests/journeys/test_status.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import timedelta

from sqlalchemy.engine import Connection

from lofte.app.declaring import check
from lofte.app.opening import Workplace
from lofte.app.requesting import OPEN
from lofte.app.setting import zone_of
from lofte.documents.standing import Standing
from lofte.graph import BoundTable
from lofte.knowledge import Knowledge
from lofte.model import Model
from lofte.needs.cells import Cells, undecided
from lofte.needs.verdict import Need
from lofte.periods import Period, cutoff
from lofte.plan import Action, Step
from lofte.predicate import FALSE, TRUE, Predicate, all_of, any_of
from lofte.promises.retention import cells_of, sweep_steps
from lofte.promises.standing import Evidence, TableAudit, standing
from lofte.systems.sql.asking import SqlSystem
from lofte.systems.sql.changing import due_of_step
from lofte.systems.sql.database import SystemFailedError
from lofte.vocabulary import LegalBasis

WITHIN = Period(days=30)
"""How soon after it is due a row must be gone, unless the declaration says."""


def standing_of(place: Workplace, language: str) -> Standing:
    """How every promise stands on the day."""
    return standing(place.model, evidence_of(place), language)


def evidence_of(place: Workplace) -> Evidence:
    """Everything that is counted for the status of the day."""
    tables: list[TableAudit] = []
    silent = {name: str(error) for name, error in place.systems.failed.items()}
    for name, system in place.systems.ready.items():
        try:
            with system.database.reading() as connection:
                tables += _Counting(place, system, connection).tables()
        except SystemFailedError as error:
            silent[name] = str(error)
    findings = check(place.declared, place.day).findings
    return Evidence(place.day, tuple(tables), silent, findings, _overdue_requests(place))


def _overdue_requests(place: Workplace) -> Mapping[str, int]:
    return Counter(request.right for request in place.records.requests(state=OPEN) if request.due_on < place.day)


class _Counting:
    """Counts in one system, on one snapshot."""

    def __init__(self, place: Workplace, system: SqlSystem, connection: Connection) -> None:
        self.system, self.connection = system, connection
        self.now, self.knowledge = cells_of(place.model, system.bound, place.day), place.knowledge
        late_day = cutoff(_within(place.model), place.day) - timedelta(days=1)
        self.late = cells_of(place.model, system.bound, late_day)
        ready = tuple(place.systems.ready.values())
        zone = zone_of(place.model)
        self.known_then = Knowledge(place.records, late_day, zone, systems=ready, as_it_was=True)

    def tables(self) -> Iterator[TableAudit]:
        """Every table of the system."""
        now, then = _by_table(self.now), _by_table(self.late)
        for name, table in self.system.bound.tables.items():
            due, overdue = self._due(table, now.get(name, {}), then.get(name, {}))
            yield TableAudit(
                table.system,
                name,
                due,
                overdue,
                {need.activity: self._count(table, need.unproven()) for need in self.now.needs(name) if _asks(need)},
                self._count(table, self.now.unowned(name)),
                self._count(table, self.now.skeleton(name)),
                self._count(table, undecided(table)),
            )

    def _due(
        self, table: BoundTable, now: Mapping[Action, Step], then: Mapping[Action, Step]
    ) -> tuple[Mapping[str, int], Mapping[str, int]]:
        due, overdue = Counter[str](), Counter[str]()
        for action, step in now.items():
            concerned = {need.activity: _concerned(need, step, table) for need in self.now.needs(table.name)}
            earlier = {"late": then[action].where} if action in then else {}
            for rows in due_of_step(self.system, self.connection, step, self.knowledge):
                keys = list(rows)
                told = self.system.truths(self.connection, table, concerned, keys, self.knowledge)
                late = self.system.truths(self.connection, table, earlier, keys, self.known_then) if earlier else {}
                for key, of_row in told.items():
                    names = [activity for activity, concerns in of_row.items() if concerns] or list(of_row)
                    due.update(names)
                    if late.get(key, {}).get("late"):
                        overdue.update(names)
        return dict(due), dict(overdue)

    def _count(self, table: BoundTable, where: Predicate) -> int:
        if where == FALSE:
            return 0
        return sum(map(len, self.system.due(self.connection, table, where, self.knowledge)))


def _by_table(cells: Cells) -> dict[str, dict[Action, Step]]:
    found: dict[str, dict[Action, Step]] = {}
    for step in sweep_steps(cells):
        found.setdefault(step.table, {})[step.action] = step
    return found


def _concerned(need: Need, step: Step, table: BoundTable) -> Predicate:
    """The rows of the step from which data of the need's activity go."""
    applies = any_of(*(need.applies_to(party) for party in table.parties)) if table.parties else TRUE
    if step.action is not Action.SCRUB:
        return applies
    return all_of(applies, any_of(*(all_of(cell.due, need.names(cell.column)) for cell in step.cells)))


def _asks(need: Need) -> bool:
    return any(entry.basis is LegalBasis.CONSENT for entry in need.served.activity.basis)


def _within(model: Model) -> Period:
    return model.sweep.within if model.sweep else WITHIN
