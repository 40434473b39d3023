"""The promise of retention: from the needs to the plan of a sweep.

In:   Model, bound systems, a day.       Out:  `Plan`; no rows are read.
Never: reads a clock, opens a connection, erases a cell that some declared need keeps.

The idea in one read: for each table, children first, one step that empties cells in rows that stay (no need names
them, a party that nobody needs, a link to a row that goes) and one that deletes or anonymises the rows that go.
Each step carries the events that other rows read from what it takes away, so that a sweep does not blind the next
one. Why a step is there is the list of activities that its table serves, each with its line: nothing else could
have kept the row.
Law:  GDPR Art. 5(1)(e), 17(1).
Kept true by: tests/differential/, tests/unit/promises/test_retention.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from lofte.grammar import Combine, EraseKind, LinkDecision
from lofte.graph import AtColumn, AtRows, BoundSystem, BoundTable
from lofte.model import Model
from lofte.needs.cells import Cells, personal_columns, undecided
from lofte.needs.clocks import conditions
from lofte.needs.verdict import filled, has_persons, the_person_asked
from lofte.plan import Action, Because, Carry, Cell, CellAction, Plan, Spending, Step
from lofte.predicate import FALSE, TRUE, Hop, Predicate, all_of, any_of, negate, reach

EMPTIED = (LinkDecision.DETACH, LinkDecision.SHARED)
"""Links that are emptied when the row they lead to goes."""


def plan_sweep(model: Model, systems: Iterable[BoundSystem], day: date, declaration: str) -> Plan:
    """What goes on `day` in all rows of these systems."""
    cells = [cells_of(model, system, day) for system in systems]
    steps = tuple(step for of_system in cells for step in sweep_steps(of_system))
    return Plan("sweep", day, declaration, steps, tuple(one for of_system in cells for one in spendings(of_system)))


def cells_of(model: Model, system: BoundSystem, day: date) -> Cells:
    """The questions about one system's rows on one day."""
    controller = next(iter(model.controllers.values()), None)
    ends = controller.fiscal_year_ends if controller else None
    fiscal = (ends.month, ends.day) if ends else (12, 31)
    return Cells(system, day, fiscal, frozenset(model.consents))


def sweep_steps(cells: Cells, scope: dict[str, Predicate] | None = None) -> Iterator[Step]:
    """The steps of one system in order; `scope` narrows each table to some rows (TRUE where it is not named)."""
    for name in cells.system.tables:
        narrow = TRUE if scope is None else scope.get(name, FALSE)
        if narrow != FALSE:
            yield from _table_steps(cells, name, narrow)


def spendings(cells: Cells) -> Iterator[Spending]:
    """For every need, which a request may have released: whether it keeps a row after all. An undecided row is kept."""
    for name, table in cells.system.tables.items():
        for need in cells.needs(name):
            kept = any_of(undecided(table), need.keeps(leaf=the_person_asked))
            anyone = any_of(undecided(table), cells.kept(need))
            yield Spending(table.system, name, need.activity, kept, anyone)


def _table_steps(cells: Cells, name: str, narrow: Predicate) -> Iterator[Step]:
    table = cells.system.tables[name]
    goes = cells.goes(name)
    because = tuple(Because(served.activity.name, served.activity.at("keep")) for served in table.serves)
    emptied = _once_a_column(cell for cell in _emptied(cells, table) if cell.due != FALSE)
    if emptied:
        where = all_of(narrow, any_of(*(cell.due for cell in emptied)), negate(goes))
        carries = tuple(_carries_of_cells(cells, table, emptied))
        yield Step(f"{table.path}:scrub", Action.SCRUB, table.system, name, where, emptied, carries, because)
    carries = tuple(_carries_of_rows(cells, table))
    if table.declared.anonymise:
        everything = tuple(
            Cell(column, CellAction.SCRUB, filled(table, column), _write(table, column))
            for column in personal_columns(table)
        )
        where = all_of(narrow, goes, cells.unanonymised(name))
        yield Step(f"{table.path}:anonymise", Action.ANONYMISE, table.system, name, where, everything, carries, because)
    else:
        where = all_of(narrow, goes)
        yield Step(f"{table.path}:delete", Action.DELETE, table.system, name, where, (), carries, because)


def _emptied(cells: Cells, table: BoundTable) -> Iterator[Cell]:
    for column in table.columns:
        yield Cell(column, CellAction.SCRUB, cells.cell_due(table.name, column), _write(table, column))
    for party in table.parties:
        cut = cells.severed(table.name, party)
        for column in party.columns:
            due = all_of(filled(table, column), cut)
            yield Cell(column, CellAction.SEVER, due, _write(table, column))
    for target in cells.system.tables.values():
        for link in target.incoming:
            if link.table == table.name and link.decision in EMPTIED and not target.declared.anonymise:
                yield Cell(link.column, CellAction.DETACH, _detached(cells, table, target, link.column, link.party_of))


def _once_a_column(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """One cell a column, due for any of its reasons."""
    found: dict[str, Cell] = {}
    for cell in cells:
        before = found.get(cell.column)
        found[cell.column] = replace(before, due=any_of(before.due, cell.due)) if before else cell
    return tuple(found.values())


def _detached(cells: Cells, table: BoundTable, target: BoundTable, column: str, party: str | None) -> Predicate:
    """The row that the link leads to goes, and (for the link of a party) nobody stands at its end."""
    link = next(item for item in target.incoming if item.table == table.name and item.column == column)
    onward = Hop(target.name, link.hop.theirs, link.hop.ours)
    due = reach((onward,), cells.goes(target.name))
    found = next((item for item in table.parties if item.name == party), None) if party is not None else None
    return all_of(due, negate(has_persons(found))) if found else due


def _carries_of_rows(cells: Cells, table: BoundTable) -> Iterator[Carry]:
    """Events that other rows read from, or through, this table's rows."""
    for reader in cells.system.tables.values():
        for name, event in reader.events.items():
            if event.route or event.source is None:
                continue
            hops, where, open_too = _reading(event.source)
            for at, hop in enumerate(hops, start=1):
                if hop.table == table.name:
                    yield Carry(name, reader.name, hops, event.source.column, at, where, None, open_too)


def _carries_of_cells(cells: Cells, table: BoundTable, emptied: tuple[Cell, ...]) -> Iterator[Carry]:
    """Events that are read over a column which this table's step empties."""
    columns = {cell.column for cell in emptied}
    for reader in cells.system.tables.values():
        for name, event in reader.events.items():
            if event.route or event.source is None:
                continue
            hops, where, open_too = _reading(event.source)
            places = (reader.name, *(hop.table for hop in hops))
            for at, hop in enumerate(hops):
                if places[at] == table.name and hop.ours in columns:
                    yield Carry(name, reader.name, hops, event.source.column, at, where, hop.ours, open_too)
                if hop.table == table.name and hop.theirs in columns:
                    yield Carry(name, reader.name, hops, event.source.column, at + 1, where, hop.theirs, open_too)


def _reading(source: AtColumn | AtRows) -> tuple[tuple[Hop, ...], Predicate, bool]:
    """The hops to the value, the conditions, and whether an open value is worth carrying."""
    if isinstance(source, AtRows):
        return (source.hop, *source.hops), conditions(source.conditions), source.combine is Combine.LAST
    return source.hops, TRUE, False


def _write(table: BoundTable, column: str) -> str | None:
    bound = table.columns.get(column)
    return bound.erase.detail if bound and bound.erase.kind is EraseKind.WRITE else None
