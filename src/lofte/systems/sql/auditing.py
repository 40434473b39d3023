"""Count what stands against the promises in a system's tables, on one snapshot.

In:   an open system, the questions of today and of the day before which nothing may be left.
Out:  `TableAudit`s.
Never: changes a row; counts a person twice in one number; shows a key.

The idea in one read: the sweep's own questions are asked and counted instead of acted on, so that status and sweep
can never disagree. What is due is told for each activity that the row is about, since each of them promised an end;
what was due already on the earlier day is overdue.
Law:  GDPR Art. 5(1)(e), 5(2).
Kept true by: tests/differential/, tests/journeys/test_status.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from sqlalchemy.engine import Connection

from lofte.graph import BoundTable
from lofte.needs.cells import Cells, undecided
from lofte.plan import Action
from lofte.predicate import FALSE, Predicate, any_of
from lofte.promises.retention import sweep_steps
from lofte.promises.standing import TableAudit
from lofte.systems.sql.asking import Key, Learning, SqlSystem
from lofte.systems.sql.changing import due_of_step


def audits(
    system: SqlSystem, connection: Connection, now: tuple[Cells, Learning], earlier: tuple[Cells, Learning]
) -> Iterator[TableAudit]:
    """The numbers of every table. `now` and `earlier` are the questions of a day and what was known on it."""
    due, before = _due(system, connection, *now), _due(system, connection, *earlier)
    cells, learning = now

    def count(table: BoundTable, question: Predicate) -> int:
        if question == FALSE:
            return 0
        return sum(len(keys) for keys in system.due(connection, table, question, learning))

    for name, table in system.bound.tables.items():
        yield TableAudit(
            system.bound.name,
            name,
            due=_counted(due[name].values()),
            overdue=_counted(about for row, about in due[name].items() if row in before[name]),
            unproven={need.activity: found for need in cells.needs(name) if (found := count(table, need.unproven()))},
            unowned=count(table, cells.unowned(name)),
            skeleton=count(table, cells.skeleton(name)),
            undecided=count(table, undecided(table)),
        )


Dues = dict[tuple[Key, Action], frozenset[str]]
"""Rows due in whole or in part, each with the activities that it is about; the empty name stands in each."""


def _due(system: SqlSystem, connection: Connection, cells: Cells, learning: Learning) -> dict[str, Dues]:
    found: dict[str, Dues] = {name: {} for name in system.bound.tables}
    for step in sweep_steps(cells):
        table = system.bound.tables[step.table]
        about = {
            need.activity: any_of(*(need.applies_to(party) for party in table.parties))
            for need in cells.needs(step.table)
        }
        named = {served.activity.name: served.columns.keys() for served in table.serves}
        for due in due_of_step(system, connection, step, learning):
            answers = system.truths(connection, table, about, list(due), learning)
            for key, columns in due.items():
                concerned = {
                    activity
                    for activity, is_about in answers.get(key, {}).items()
                    if is_about and (step.action is not Action.SCRUB or columns & named[activity])
                }
                found[step.table][key, step.action] = frozenset({"", *concerned})
    return found


def _counted(rows: Iterable[frozenset[str]]) -> Counter[str]:
    return Counter(activity for about in rows for activity in about)
