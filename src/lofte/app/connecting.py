"""Open the organisation's SQL systems and bind them to the declaration.

In:   Model, `Setting`.       Out:  `Systems`: those that are ready, every fault of binding, those that do not answer.
Never: stops at the first system that fails; takes a system that is down for one with nothing in it.

The idea in one read: each system is opened by itself, so that one that does not answer is told as such and the others
go on. What was last seen of a database's tables and columns is kept in the workspace (no row, no value): with it a
system that is down can still be bound, so that a plan is the same plan while it is down, and what is due there is
told as not run.
Law:  GDPR Art. 32.
Kept true by: tests/journeys/test_systems.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from lofte.app.setting import PLACE, Setting
from lofte.catalog import Catalog
from lofte.diagnostics import Diagnostic, LofteError, Severity
from lofte.graph import BoundSystem, Graph, bind_system
from lofte.model import Model, System
from lofte.systems.sql.asking import SqlSystem
from lofte.systems.sql.database import Database, SystemFailedError, open_database

CATALOGS_FOLDER = "catalogs"
SQL = ("sql", "")
"""The kinds of system that may be a database; the second is known only by its address."""


class UnboundSystemError(LofteError):
    """A database does not fit the declaration, so nothing is done to any; `faults` says in what."""

    def __init__(self, faults: tuple[Diagnostic, ...]) -> None:
        count = len(faults)
        super().__init__(
            f"the databases do not fit the declaration: {count} {'fault' if count == 1 else 'faults'}",
            help="`lofte inspect` shows each with the line to write",
        )
        self.faults = faults


@dataclass(frozen=True)
class Systems:
    """The systems of a declaration, as far as they could be opened and bound.

    `ready` can be asked; `bound` has also those that are down and were seen before; `failed` says why one is down;
    `faults` are all that nobody decided; `elsewhere` are systems of kinds that are declared and not yet reached.
    """

    ready: Mapping[str, SqlSystem]
    bound: Mapping[str, BoundSystem]
    failed: Mapping[str, SystemFailedError]
    faults: tuple[Diagnostic, ...]
    elsewhere: tuple[System, ...] = ()

    @property
    def misfits(self) -> frozenset[str]:
        """The systems with a fault of binding, by which nothing in them can be trusted."""
        wrong = {fault.path.split(".")[1] for fault in self.faults if fault.severity is Severity.ERROR and fault.path}
        return frozenset(wrong)

    @property
    def graph(self) -> Graph:
        """All bound systems together."""
        return Graph(self.bound)

    def sound(self) -> Systems:
        """These systems, if each fits the declaration; raises UnboundSystemError."""
        errors = tuple(fault for fault in self.faults if fault.severity is Severity.ERROR)
        if errors:
            raise UnboundSystemError(errors)
        return self


@contextmanager
def connected(model: Model, setting: Setting, only: Iterable[str] | None = None) -> Iterator[Systems]:
    """The SQL systems of the declaration, or those named, open until the end of the block."""
    wanted = frozenset(model.systems if only is None else only)
    of_kind = [model.systems[name] for name in sorted(wanted & model.systems.keys())]
    doors = tuple(_door(model, system, setting) for system in of_kind if _is_sql(system))
    try:
        yield Systems(
            {door.name: SqlSystem(door.database, door.bound) for door in doors if door.database and door.bound},
            {door.name: door.bound for door in doors if door.bound},
            {door.name: door.failed for door in doors if door.failed},
            tuple(fault for door in doors for fault in door.faults),
            tuple(system for system in of_kind if not _is_sql(system)),
        )
    finally:
        for door in doors:
            if door.database is not None:
                door.database.close()


@dataclass(frozen=True, slots=True)
class _Door:
    """What came of opening one system."""

    name: str
    database: Database | None
    bound: BoundSystem | None
    failed: SystemFailedError | None
    faults: tuple[Diagnostic, ...]


def _is_sql(system: System) -> bool:
    return system.kind in SQL and system.url is not None


def _door(model: Model, system: System, setting: Setting) -> _Door:
    database, failed = None, None
    try:
        database = open_database(system.name, _address(system, setting))
        catalog = _seen(setting.workspace, system.name, database.catalog())
    except SystemFailedError as error:
        if database is not None:
            database.close()
        database, failed = None, error
        known = _seen_before(setting.workspace, system.name)
        if known is None:
            return _Door(system.name, None, None, failed, ())
        catalog = known
    bound, faults = bind_system(model, system.name, catalog)
    return _Door(system.name, database, bound, failed, faults)


def _address(system: System, setting: Setting) -> str:
    assert system.url is not None
    address = setting.address(system.url)
    if address is None:
        name = system.url.removeprefix(PLACE)
        raise SystemFailedError(
            system.name,
            f"its address is not known, since `{name}` is not set in the environment",
            help=f"set `{name}` to its URL, as `postgresql://user:password@host/database`",
        )
    return address


def _seen(workspace: Path, name: str, catalog: Catalog) -> Catalog:
    """Keep what the database looks like, for a day on which it does not answer."""
    folder = workspace / CATALOGS_FOLDER
    text = TypeAdapter(Catalog).dump_json(catalog, indent=1)
    path = folder / f"{name}.json"
    if not path.exists() or path.read_bytes() != text:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_bytes(text)
    return catalog


def _seen_before(workspace: Path, name: str) -> Catalog | None:
    path = workspace / CATALOGS_FOLDER / f"{name}.json"
    try:
        return TypeAdapter(Catalog).validate_json(path.read_bytes()) if path.exists() else None
    except ValidationError:
        return None
