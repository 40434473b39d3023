"""Copy Mitt Liv's declaration and its built databases onto the oracle's paper.

In:   the two YAML files, a built `World` of the demonstration.       Out:  the oracle's `World`, and a look at a row.
Never: uses the project's reader, compiler or engine: what is wrong there must not be wrong here.

The idea in one read: PyYAML reads the files, decisions are laid over what was published by the one rule that matters
here (a choice, a list and a rule are replaced whole), and the short forms are written out long, as the oracle reads
them. Rows are read back from the databases, not from what was meant to be inserted.
Law:  none of its own.
Kept true by: tests/demo/test_mittliv.py
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, assert_never

import yaml
from sqlalchemy import Table as SqlTable
from sqlalchemy import create_engine, select

from lofte.demo import world as demo
from lofte.demo.mittliv.tables import DATABASES
from oracle.world import (
    Column,
    Consent,
    Hold,
    Objection,
    Place,
    Recorded,
    Records,
    Restriction,
    Row,
    Says,
    Table,
    World,
)

EXAMPLE = Path(__file__).parents[2] / "examples" / "mittliv"
WHOLE = {"purpose", "basis", "keep", "required", "to", "for", "if"}


def declared(name: str) -> dict[str, Any]:
    """One of the two files, as PyYAML reads it."""
    read: dict[str, Any] = yaml.load((EXAMPLE / name).read_bytes(), Loader=yaml.CSafeLoader)
    return read


def laid_over(published: Any, decided: Any, key: str = "") -> Any:
    """A decision over what was published: mappings are joined, all else is replaced."""
    if not (isinstance(published, dict) and isinstance(decided, dict)) or key in WHOLE:
        return decided
    both = published | {name: laid_over(published.get(name), value, name) for name, value in decided.items()}
    return {name: value for name, value in both.items() if not (isinstance(value, dict) and "removed" in value)}


def on_paper(built: demo.World) -> World:
    """The whole world as the oracle wants it, on the day for which it was built."""
    said = laid_over(declared("published.yaml"), declared("lofte.yaml"))
    described, rows = {}, {}
    for variable, tables in DATABASES.items():
        system = next(name for name, one in said["systems"].items() if one.get("url") == f"env:{variable}")
        for table in tables.tables.values():
            place = f"{system}.{table.name}"
            described[place] = _table(table, bound(said["systems"][system], table.name))
            rows[place] = tuple(_rows(built.urls[variable], table))
    return World(
        today=built.day,
        activities={name: _activity(name, one) for name, one in said["activities"].items()},
        tables=described,
        rows=rows,
        records=_records(built.told),
        system_zones={name: one["time-zone"] for name, one in said["systems"].items() if "time-zone" in one},
    )


def bound(system: Says, name: str) -> dict[str, Any] | None:
    """What is said of a table, `like` written out; None when it is decided to hold no personal data."""
    says = system["tables"].get(name)
    if says is None:
        assert name in system["not-personal"], name
        return None
    says = {**(bound(system, says["like"]) or {}), **says} if "like" in says else dict(says)
    return {"for": system.get("for", [])} | says


def place_of(planted: demo.Planted) -> Place:
    """Where the oracle has a planted row; a key that is a number is one there."""
    key: Any = int(planted.key) if planted.key.isdecimal() else planted.key
    return f"{planted.system}.{planted.table}", (key,)


def _activity(name: str, says: Says) -> Says:
    basis = says["basis"] if isinstance(says["basis"], list) else [says["basis"]]
    entries = [{one: name if one == "consent" else None} if isinstance(one, str) else one for one in basis]
    return {**says, "basis": entries}


def _table(table: SqlTable, says: Says | None) -> Table:
    columns = {column.name: Column(nullable=bool(column.nullable)) for column in table.columns}
    foreign = {
        column.name: (key.column.table.name, key.column.name) for column in table.columns for key in column.foreign_keys
    }
    return Table(columns, tuple(table.primary_key.columns.keys()), _long(says) if says else None, foreign)


def _long(says: Says) -> Says:
    serves = says["for"] if isinstance(says["for"], dict) else dict.fromkeys(says["for"])
    columns = {
        name: one if isinstance(one, dict) and "is" in one else {"is": one}
        for name, one in says.get("columns", {}).items()
    }
    links = {name: dict(_decision(one)) for name, one in says.get("links", {}).items()}
    return {**says, "for": serves, "columns": columns, "links": links}


def _decision(said: str | Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if isinstance(said, str):
        yield "decision", said
        return
    for name, value in said.items():
        yield ("to", value) if name == "to" else ("decision", name)


def _rows(url: str, table: SqlTable) -> Iterator[Row]:
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            for row in connection.execute(select(table)):
                yield dict(row._mapping)
    finally:
        engine.dispose()


def _records(told: Iterable[demo.Told]) -> Records:
    consents: dict[tuple[str, str], Consent] = {}
    objections, restrictions, holds, recorded = [], [], [], []
    for one in told:
        match one:
            case demo.ConsentGiven():
                known = consents.get((_person(one.email), one.consent))
                taken_back = known.withdrawn if known else None
                consents[_person(one.email), one.consent] = Consent(_person(one.email), one.consent, one.at, taken_back)
            case demo.ConsentWithdrawn():
                known = consents.get((_person(one.email), one.consent))
                given = known.given if known else None
                consents[_person(one.email), one.consent] = Consent(_person(one.email), one.consent, given, one.at)
            case demo.ObjectionMade():
                objections.append(Objection(_person(one.email), one.activity, "pending"))
            case demo.RestrictionSet():
                restrictions.append(Restriction(_person(one.email), one.activity))
            case demo.HoldPlaced():
                holds.append(Hold(row=_place(one)))
            case demo.EventHappened():
                recorded.append(Recorded(one.event, one.at, row=_place(one)))
            case _:
                assert_never(one)
    return Records(
        tuple(consents.values()), tuple(objections), tuple(restrictions), tuple(holds), recorded=tuple(recorded)
    )


def _person(email: str) -> str:
    return f"email:{email.casefold()}"


def _place(told: demo.HoldPlaced | demo.EventHappened) -> Place:
    (key,) = told.row.values
    return f"{told.row.system}.{told.row.table}", (int(key) if key.isdecimal() else key,)
