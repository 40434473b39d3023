"""Bind a few lines of a declaration to a database that is written as one line a table.

In:   the lines of `activities` and `tables`, the tables of a catalog.       Out:  what binding gives and finds.
Never: opens a database; what a database really says is inspected in tests/conformance.

The idea in one read: a column is `name:kind`, with `!` when it may not be empty, `=` when the database computes it,
`*` when it is unique, `(20)` for its room and `>TABLE.COLUMN` for a foreign key; the first column is the key.
Kept true by: every test of this folder.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import dedent, indent

from lofte.catalog import Catalog, ColumnInfo, ColumnKind, ForeignKey, TableInfo
from lofte.diagnostics import Diagnostic, Severity, Source, render
from lofte.graph import BoundSystem, BoundTable, bind_system
from lofte.model import Model
from unit.compiler.compiling import compiled

ACTIVITIES = """
    activities:
      serve:
        about: [member, guest]
        purpose: customer-service
        basis: {contract: performance}
        data: [email, mobile-phone]
        keep: {until: case.closed}
    subjects: {member: , guest: {label: {sv: gäst, en: guest}}}
    """
MEMBERS = """
    members:
      person: {email: email}
      about: member
      for: [serve]
      columns: {email: email}
      events: {case.closed: closed}
    """
COLUMN = re.compile(r"(?P<name>\w+)(?::(?P<kind>\w+))?(?:\((?P<room>\d+)\))?(?P<signs>[!=*]*)(?:>(?P<to>[\w.]+))?$")


@dataclass(frozen=True)
class Bound:
    """What became of it."""

    system: BoundSystem | None
    faults: tuple[Diagnostic, ...]
    sources: Mapping[str, Source]
    model: Model

    @property
    def codes(self) -> list[str]:
        return [fault.code for fault in self.faults]

    def only(self) -> Diagnostic:
        assert len(self.faults) == 1, [fault.message for fault in self.faults]
        return self.faults[0]

    def underlined(self) -> str:
        """What the only fault points at."""
        lines = render(self.only(), self.sources).split("\n")
        start = lines[2].index("^")
        return lines[1][start : lines[2].rindex("^") + 1]

    def table(self, name: str) -> BoundTable:
        assert self.system is not None, [fault.message for fault in self.faults]
        return self.system.tables[name]


def catalog(dialect: str = "sqlite", **tables: str) -> Catalog:
    return Catalog(dialect, {name: _table(name, columns) for name, columns in tables.items()})


def _table(name: str, line: str) -> TableInfo:
    columns, links, unique = {}, [], []
    for word in line.split():
        found = COLUMN.fullmatch(word)
        assert found, word
        name_, signs = found["name"], found["signs"]
        kind = ColumnKind(found["kind"] or "text")
        room = int(found["room"]) if found["room"] else None
        columns[name_] = ColumnInfo(name_, kind, "!" not in signs, "=" in signs, room)
        if "*" in signs:
            unique.append((name_,))
        if found["to"]:
            table, _, column = found["to"].partition(".")
            links.append(ForeignKey((name_,), table, (column,)))
    key = (next(iter(columns)),) if "nokey" not in line else ()
    return TableInfo(name, columns, key, tuple(links), tuple(unique))


def bound(tables: str, database: Catalog, *, activities: str = ACTIVITIES, not_personal: str = "[]") -> Bound:
    """Bind the system `club` that has these tables, in a small sound declaration."""
    lines = dedent(activities) + dedent(
        f"""
        systems:
          club:
            is: sql
            url: env:CLUB_URL
            places: [SE]
            not-personal: {not_personal}
            tables:
        """
    )
    found = compiled(lines + indent(dedent(tables), " " * 6))
    assert not found.read_faults, [fault.message for fault in found.read_faults]
    errors = [fault.message for fault in found.faults if fault.severity is Severity.ERROR]
    assert not errors, errors
    system, faults = bind_system(found.model, "club", database)
    return Bound(system, faults, found.sources, found.model)
