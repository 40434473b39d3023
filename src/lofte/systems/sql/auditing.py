"""Count what stands against the promises in a system's tables, on one snapshot.

In:   an open system, the questions of today and of the day by which it had to be done.
Out:  a `TableAudit` for each table: due, overdue, unproven, unowned, skeleton, undecided.
Never: changes a row; shows a key.

The idea in one read: the sweep's own questions are asked and counted instead of acted on, so that status and sweep can
never disagree. A row that is due counts for every activity whose data are in what goes, since each of them promised
an end. It is overdue when the same question, asked of the earlier day, was true already.
Law:  GDPR Art. 5(1)(e), 5(2); docs/needs.md section 7.
Kept true by: tests/journeys/test_status.py, tests/journeys/mittliv/.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from lofte.graph import BoundTable
from lofte.needs.cells import Cells, undecided
from lofte.needs.verdict import Need
from lofte.plan import Action, Step
from lofte.predicate import FALSE, Predicate, all_of, any_of
from lofte.promises.retention import sweep_steps
from lofte.promises.standing import TableAudit
from lofte.systems.sql.asking import Learning, SqlSystem
from lofte.systems.sql.changing import due_of_step
from lofte.vocabulary import LegalBasis

Asked = tuple[Cells, Learning]
"""The questions of a day, and what was known on it."""


def audits(system: SqlSystem, connection: Connection, now: Asked, earlier: Asked) -> Iterator[TableAudit]:
    """The numbers of every table. `earlier` is the last day on which what is due may still have been there."""
    return _Counting(system, connection, now, earlier).tables()


@dataclass(frozen=True, slots=True)
class _Counting:
    """Counts in one system, on one snapshot."""

    system: SqlSystem
    connection: Connection
    now: Asked
    earlier: Asked

    def tables(self) -> Iterator[TableAudit]:
        """Every table of the system."""
        cells, _ = self.now
        now, then = _by_table(cells), _by_table(self.earlier[0])
        for name, table in self.system.bound.tables.items():
            due, overdue = self._due(table, now.get(name, {}), then.get(name, {}))
            yield TableAudit(
                table.system,
                name,
                due,
                overdue,
                {need.activity: self._count(table, need.unproven()) for need in cells.needs(name) if _asks(need)},
                self._count(table, cells.unowned(name)),
                self._count(table, cells.skeleton(name)),
                self._count(table, undecided(table)),
            )

    def _due(
        self, table: BoundTable, now: Mapping[Action, Step], then: Mapping[Action, Step]
    ) -> tuple[Mapping[str, int], Mapping[str, int]]:
        due, overdue = Counter[str](), Counter[str]()
        cells, known = self.now
        for action, step in now.items():
            concerned = {need.activity: _concerned(need, step, table) for need in cells.needs(table.name)}
            late = {"late": then[action].where} if action in then else {}
            for rows in due_of_step(self.system, self.connection, step, known):
                keys = list(rows)
                told = self.system.truths(self.connection, table, concerned, keys, known)
                was_due = self.system.truths(self.connection, table, late, keys, self.earlier[1]) if late else {}
                for key, of_row in told.items():
                    names = [activity for activity, concerns in of_row.items() if concerns] or list(of_row)
                    due.update(names)
                    if was_due.get(key, {}).get("late"):
                        overdue.update(names)
        return dict(due), dict(overdue)

    def _count(self, table: BoundTable, where: Predicate) -> int:
        if where == FALSE:
            return 0
        return sum(map(len, self.system.due(self.connection, table, where, self.now[1])))


def _by_table(cells: Cells) -> dict[str, dict[Action, Step]]:
    found: dict[str, dict[Action, Step]] = {}
    for step in sweep_steps(cells):
        found.setdefault(step.table, {})[step.action] = step
    return found


def _concerned(need: Need, step: Step, table: BoundTable) -> Predicate:
    """The rows of the step from which data of the need's activity go."""
    applies = any_of(*(need.applies_to(party) for party in table.parties))
    if step.action is not Action.SCRUB:
        return applies
    return all_of(applies, any_of(*(all_of(cell.due, need.names(cell.column)) for cell in step.cells)))


def _asks(need: Need) -> bool:
    return any(entry.basis is LegalBasis.CONSENT for entry in need.served.activity.basis)
