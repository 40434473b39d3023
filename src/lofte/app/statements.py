"""Print a plan as SQL, for an administrator to read.

In:   a step of a plan, its bound system, what our records know.       Out:  a statement, and what its names stand for.
Never: a value in a statement; a statement that would take a row which the sweep would leave.

The idea in one read: the sweep asks loosely first and exactly afterwards. Printed is the question that is true of at
most the rows that are due: where only our records can tell, the row is left for the sweep. Every value is a name in the
statement; days and declared words are listed below it, people only counted.
Law:  GDPR Art. 5(2), 24.
Kept true by: tests/journeys/test_explain.py.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect

from lofte.graph import BoundSystem
from lofte.model import Model
from lofte.model_json import Json, encoded
from lofte.needs.facts import Known
from lofte.plan import Action, Plan, Step
from lofte.predicate import any_of, simplified
from lofte.systems.sql.compile import Compiler, Spelled, Surroundings
from lofte.systems.sql.dialect import VISIBLE, Zones, dialect_of
from lofte.systems.sql.loosely import loosened

OF_THE_PROGRAM = re.compile(r"\d{4}-\d\d-\d\d( [\d:+.]+)?|\$\[\d+\]|\*?\[\^.-.\]\*?|[A-Z]{26}|[a-z]{26}", re.DOTALL)
"""Texts that the program itself puts into a statement: days, places in a list, letters."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a step, with what may be told of its names."""

    step: str
    sql: str
    names: Mapping[str, str]


def statements(
    plan: Plan, systems: Mapping[str, BoundSystem], known: Known, declared: frozenset[str] = frozenset()
) -> tuple[Statement, ...]:
    """Every step of the plan as SQL, in order. `declared` are the words that may be told."""
    return tuple(_statement(step, systems[step.system], known, declared) for step in plan.steps)


def declared_words(model: Model) -> frozenset[str]:
    """Every word of the declaration."""
    found = {VISIBLE, ""}

    def collect(value: Json) -> None:
        match value:
            case str():
                found.add(value)
            case list():
                for each in value:
                    collect(each)
            case dict():
                found.update(value)
                for each in value.values():
                    collect(each)
            case _:
                pass

    collect(encoded(model))
    return frozenset(found)


def _statement(step: Step, system: BoundSystem, known: Known, declared: frozenset[str]) -> Statement:
    compiler = Compiler(_surroundings(system), Spelled(known))
    info = system.catalog.tables[step.table]
    target = sa.table(step.table, *(sa.column(column) for column in info.columns))
    cells = [(cell, simplified(loosened(cell.due, more=False), known.is_empty)) for cell in step.cells]
    where = simplified(loosened(step.where, more=False), known.is_empty)
    if step.action is Action.SCRUB:
        where = any_of(*(due for _, due in cells))
    condition = compiler.where(where, step.table, target)
    made: sa.Delete | sa.Update = sa.delete(target).where(condition)
    if step.action is not Action.DELETE:
        new = {
            cell.column: sa.case((compiler.where(due, step.table, target), cell.write), else_=target.c[cell.column])
            for cell, due in cells
        }
        made = sa.update(target).where(condition).values(new)
    compiled = made.compile(dialect=_named(system), compile_kwargs={"render_postcompile": True})
    names = {name: _told(value, declared) for name, value in sorted(compiled.params.items())}
    return Statement(step.id, str(compiled), names)


def _surroundings(system: BoundSystem) -> Surroundings:
    keys = {name: info.primary_key for name, info in system.catalog.tables.items()}
    keys |= {name: table.key for name, table in system.tables.items()}
    zones = Zones(system.zone, system.local)
    return Surroundings(system.name, system.catalog, keys, dialect_of(system.catalog.dialect), zones)


def _named(system: BoundSystem) -> Dialect:
    """The database's dialect, with names for values."""
    make = postgresql.dialect if system.catalog.dialect == "postgresql" else sqlite.dialect
    dialect: Dialect = make(paramstyle="named")
    return dialect


def _told(value: object, declared: frozenset[str]) -> str:
    match value:
        case str() if value in declared or OF_THE_PROGRAM.fullmatch(value):
            return repr(value)
        case datetime() | date():
            return repr(value.isoformat())
        case list() | tuple() if all(isinstance(each, str) and each in declared for each in value):
            return ", ".join(map(repr, value))
        case bool() | int():
            return str(value)
        case None:
            return "NULL"
        case _:
            return "people or rows of our records: not printed"
