"""Change rows by a step of a plan, so that it can be told what is done, whoever did it and however often it was tried.

In:   an open transaction, a step, the keys that were journalled, what is known.       Out:  what is now done of them.
Never: changes a row that is not journalled, or that is no longer due.

The idea in one read: the statement names the journalled keys and asks of each row once more whether it is due, so
that a need that arose since saves it. What was done is then read from the rows and not from the statement: a
journalled row that is not there is deleted, a journalled cell that is empty is scrubbed. So a step that was killed
after its commit and is run again tells the same.
Law:  GDPR Art. 17(1).
Kept true by: tests/differential/, tests/journeys/test_kill.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlalchemy.engine import Connection

from lofte.facts import CarriedEvent, RowKey
from lofte.graph import BoundTable
from lofte.plan import Action, Carry, Cell, Step
from lofte.predicate import Filled, Predicate, any_of, factored, simplified
from lofte.systems.sql.asking import Key, Learning, SqlSystem
from lofte.systems.sql.compile import Compiler

Due = Mapping[Key, frozenset[str]]
"""Journalled rows, each with the columns to empty; none when the row itself goes."""


@dataclass(frozen=True, slots=True)
class Done:
    """What is done of a batch: rows that are gone (or anonymised), and cells that are empty."""

    rows: frozenset[Key]
    cells: Mapping[str, int]


def due_of_step(
    system: SqlSystem, connection: Connection, step: Step, learning: Learning
) -> Iterator[dict[Key, frozenset[str]]]:
    """What a step is for, some thousands of rows at a time, in one snapshot."""
    table = system.bound.tables[step.table]
    if step.action is not Action.SCRUB:
        for keys in system.due(connection, table, step.where, learning):
            yield dict.fromkeys(keys, frozenset())
        return
    questions = {cell.column: cell.due for cell in step.cells}
    for keys in system.candidates(connection, table, step.where, learning):
        told = system.truths(connection, table, {"": step.where, **questions}, keys, learning)
        due = {
            key: frozenset(column for column in questions if answers[column])
            for key, answers in told.items()
            if answers[""]
        }
        if due:
            yield due


def change(system: SqlSystem, connection: Connection, step: Step, due: Due, learning: Learning) -> None:
    """Do the step to those of the journalled rows that are still due."""
    table = system.bound.tables[step.table]
    keys = list(due)
    learning.loosely()  # read again if an act has been recorded since
    cells = [(cell, simplified(cell.due, learning.is_silent)) for cell in step.cells]
    where = simplified(step.where, learning.is_silent)
    if step.action is Action.SCRUB:
        where = any_of(*(question for _, question in cells))
    spelled = system.spelled(connection, table, [where, *(question for _, question in cells)], keys, learning)
    compiler = Compiler(system.surroundings, spelled)
    info = system.bound.catalog.tables[step.table]
    # The table is changed under its own name: an alias cannot be deleted from everywhere.
    target = sa.table(step.table, *(sa.column(column) for column in info.columns))

    def asked(question: Predicate) -> ColumnElement[bool]:
        return compiler.where(factored(spelled.short(question)), step.table, target)

    still_due = sa.and_(system.among(target, table, keys), asked(where))
    if step.action is Action.DELETE:
        connection.execute(sa.delete(target).where(still_due))
        return
    new = {cell.column: sa.case((asked(question), cell.write), else_=target.c[cell.column]) for cell, question in cells}
    connection.execute(sa.update(target).where(still_due).values(new))


def done(system: SqlSystem, connection: Connection, step: Step, due: Due) -> Done:
    """What is done of the journalled rows, as the rows tell."""
    table = system.bound.tables[step.table]
    keys = list(due)
    questions = {cell.column: _not_empty(cell) for cell in step.cells}
    compiler = Compiler(system.surroundings, None)
    source = compiler.table(step.table)
    columns = [source.c[column] for column in table.key]
    answers = [
        sa.case((compiler.where(question, step.table, source), 1), else_=0).label(f"q{at}")
        for at, question in enumerate(questions.values())
    ]
    width = len(table.key)
    query = sa.select(*columns, *answers).where(system.among(source, table, keys))
    there = {tuple(row[:width]): row for row in connection.execute(query)}
    names = list(questions)
    if step.action is Action.DELETE:
        return Done(frozenset(key for key in keys if key not in there), {})
    if step.action is Action.ANONYMISE:
        return Done(frozenset(key for key, row in there.items() if not any(row[width:])), {})
    emptied = dict.fromkeys(names, 0)
    touched = set()
    for key, row in there.items():
        for at, name in enumerate(names):
            if name in due[key] and not row[width + at]:
                emptied[name] += 1
                touched.add(key)
    return Done(frozenset(touched), {name: count for name, count in emptied.items() if count})


def carried_by(system: SqlSystem, connection: Connection, step: Step, due: Due) -> Iterator[tuple[CarriedEvent, Key]]:
    """The events that other rows would no longer read once these rows have changed, each with the row that changes."""
    for carry in step.carries:
        keys = [key for key, columns in due.items() if carry.cell is None or carry.cell in columns]
        if keys:
            yield from _carried(system, connection, step, carry, keys)


def _carried(
    system: SqlSystem, connection: Connection, step: Step, carry: Carry, keys: Sequence[Key]
) -> Iterator[tuple[CarriedEvent, Key]]:
    compiler = Compiler(system.surroundings, None)
    reader = system.bound.tables[carry.reader]
    sources = [compiler.table(carry.reader)]
    joins = sources[0]
    for hop in carry.hops:
        there = compiler.table(hop.table)
        joins = joins.join(there, there.c[hop.theirs] == sources[-1].c[hop.ours])
        sources.append(there)
    carrier, end = carry.hops[0].table, sources[-1]
    carrier_keys = system.surroundings.keys[carrier]
    acted = system.bound.tables[step.table].key
    columns = [
        *(sources[carry.at].c[column] for column in acted),
        *(sources[0].c[column] for column in reader.key),
        *(sources[1].c[column] for column in carrier_keys),
        end.c[carry.column],
    ]
    where = [
        system.among(sources[carry.at], system.bound.tables[step.table], keys),
        compiler.where(carry.where, carrier, sources[1]),
    ]
    if not carry.open_too:
        where.append(compiler.where(Filled(carry.column), _end(carry), end))
    for row in connection.execute(sa.select(*columns).select_from(joins).where(*where)):
        width = len(acted)
        yield _event(system, carry, reader, carrier, row[width:]), tuple(row[:width])


def _event(system: SqlSystem, carry: Carry, reader: BoundTable, carrier: str, row: Sequence[object]) -> CarriedEvent:
    width = len(reader.key)
    return CarriedEvent(
        carry.event,
        system.row_key(reader, tuple(row[:width])),
        f"{carrier}:{RowKey.of(system.bound.name, carrier, map(str, row[width:-1])).key}",
        system.instant(row[-1]),
    )


def _end(carry: Carry) -> str:
    return carry.hops[-1].table


def _not_empty(cell: Cell) -> Filled:
    return Filled(cell.column, (cell.write,) if cell.write is not None else ())
