"""Ask the needs of a few rows written by hand, on the day of the tests.

In:   a predicate, a row, what else there is and is known.       Out:  the answer.
Never: asks a database.

The idea in one read: a small declaration is compiled and bound to a database that is only described; the questions
that the needs put together are then answered by looking at rows (`conformance.plain`). So each test says a ruling of
docs/needs.md with one row.
Kept true by: every test of this folder.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from conformance.plain import Here, Member, Row, World, truth
from lofte.grammar import Rule
from lofte.needs.cells import Cells
from lofte.needs.clocks import Clocks, Seat
from lofte.needs.verdict import Need
from lofte.predicate import Predicate
from unit.graph.binding import Bound, bound, catalog

TODAY = date(2026, 11, 22)
ANNA, BO = "anna@example.org", "bo@example.org"
NOBODY = Seat(0, None)

CLUB = """
    members:
      person: {email: email}
      for: [serve]
      columns: {email: email}
      events: {case.closed: closed, collected: since}
    """
CLUB_TABLE = "id:integer! email closed:date since:date"


def is_true(
    predicate: Predicate, row: dict[str, Any], others: dict[str, list[dict[str, Any]]] | None = None, *known: Member
) -> bool:
    """Of a row of `members` (or of the table that it names as `table`)."""
    table = str(row.get("table", "members"))
    tables = {name: list(rows) for name, rows in (others or {}).items()}
    tables[table] = [row, *tables.get(table, [])]
    return truth(predicate, (Here(table, row),), World(tables, known))


def member(**cells: Any) -> Row:
    """A row of `members`: Anna's, with nothing in its other cells but what is given."""
    empty = dict.fromkeys(("closed", "since", "started", "given", "left", "phone", "kind", "note"))
    return {"id": 1, "email": ANNA, **empty, **cells}


def of_row(name: str, moment: Any = None, table: str = "members", row: int = 1) -> Member:
    return Member(name, (table, row), None, moment)


def of_person(name: str, moment: Any = None, person: str = ANNA) -> Member:
    return Member(name, None, person, moment)


def in_row(name: str, day: date, person: str | None = ANNA, table: str = "members", row: int = 1) -> Member:
    return Member(name, (table, row), person, day)


def clocks_of(found: Bound, table: str = "members", **more: Any) -> Clocks:
    assert found.system is not None, [fault.message for fault in found.faults]
    return Clocks(found.system.tables[table], dict(found.system.tables), TODAY, **more)


def club() -> Bound:
    return bound(CLUB, catalog(members=CLUB_TABLE))


def ended(rule: Rule | None, row: Row, *known: Member) -> bool:
    return is_true(clocks_of(club()).ended(rule, "serve", NOBODY), row, None, *known)


def cells_of(found: Bound) -> Cells:
    assert found.system is not None, [fault.message for fault in found.faults]
    return Cells(found.system, TODAY, consents=frozenset(found.model.consents))


def need_of(found: Bound, activity: str = "serve", table: str = "members") -> Need:
    return next(need for need in cells_of(found).needs(table) if need.activity == activity)
