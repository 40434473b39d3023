"""A plan: closed data that says what will be done, where, and because of which line.

In:   nothing; these are the forms, which the promises make.       Out:  `Plan`, its digest.
Never: holds a value of a person or the key of a row; changes after it is made; is made again when it is executed.

The idea in one read: a plan decides all that can be decided without rows. A step names a table, a question that is
true of the rows it is for, and what is done to them; which rows these are is found on one snapshot when the plan is
measured or executed, and every row is asked again, in the statement that acts. Steps stand in the order in which
they run. Spans say why, and take no part in equality or digest: a comment written above changes no plan.
Law:  GDPR Art. 5(2), 24 (what was shown is what is done).
Kept true by: tests/unit/test_plan.py.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from lofte.diagnostics import Span
from lofte.predicate import Hop, Predicate


class Action(StrEnum):
    """What a step does to its rows."""

    DELETE = "delete"
    ANONYMISE = "anonymise"
    SCRUB = "scrub"


class CellAction(StrEnum):
    """Why a cell is emptied."""

    SCRUB = "scrub"
    SEVER = "sever"
    DETACH = "detach"


@dataclass(frozen=True, slots=True)
class Because:
    """One reason: the activity whose need has fallen, and where its retention and its basis are declared."""

    activity: str
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Cell:
    """A column that is emptied in the rows of which `due` is true. `write` None is NULL, else that text."""

    column: str
    action: CellAction
    due: Predicate
    write: str | None = None


@dataclass(frozen=True, slots=True)
class Carry:
    """An event that rows of `reader` read from the step's rows, to be written down before these change.

    From a reader's row, `hops` lead to the row that has `column`; the step's rows are at hop `at` (0: the reader's
    own row). The row at the first hop is the carrier, under whose name it is written down. With `cell`, only when
    that cell is emptied.
    """

    event: str
    reader: str
    hops: tuple[Hop, ...]
    column: str
    at: int
    where: Predicate
    cell: str | None = None
    open_too: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """Something done to rows of one table. `where` is true of them; `cells` are emptied (none for a deletion)."""

    id: str
    action: Action
    system: str
    table: str
    where: Predicate
    cells: tuple[Cell, ...] = ()
    carries: tuple[Carry, ...] = ()
    because: tuple[Because, ...] = ()

    @property
    def path(self) -> str:
        """`system.table`, as people write it."""
        return f"{self.system}.{self.table}"


@dataclass(frozen=True, slots=True)
class Spending:
    """A need that erasure requests may have released, and whether it keeps a row all the same.

    `kept` is said of the person asked about, `kept_for_anyone` of all persons of the row. A release whose need does
    not keep the row, and that has been carried out there, is spent.
    """

    system: str
    table: str
    activity: str
    kept: Predicate
    kept_for_anyone: Predicate


@dataclass(frozen=True)
class Plan:
    """What is to be done on `day`, by the declaration with this digest. `purpose` is `sweep`, or `request N`."""

    purpose: str
    day: date
    declaration: str
    steps: tuple[Step, ...]
    spends: tuple[Spending, ...] = ()

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the canonical JSON, as hex."""
        return hashlib.sha256(canonical_json(self).encode()).hexdigest()

    def of_system(self, system: str) -> tuple[Step, ...]:
        """The steps of one system, in order."""
        return tuple(step for step in self.steps if step.system == system)


def canonical_json(value: object) -> str:
    """One text for one meaning: forms by name, keys in order, places left out. A part that recurs is written once."""
    return _Writer({}).text(value)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Remembers the text of every part that can be compared."""

    known: dict[object, str]

    def text(self, value: object) -> str:
        """The canonical text of a value."""
        match value:
            case tuple() | list():
                return f"[{','.join(map(self.text, value))}]"
            case Mapping():
                items = (f"{json.dumps(str(key))}:{self.text(value[key])}" for key in sorted(value, key=str))
                return f"{{{','.join(items)}}}"
            case date():
                return json.dumps(value.isoformat())
            case _ if is_dataclass(value) and not isinstance(value, type):
                if value not in self.known:
                    self.known[value] = self._form(value)
                return self.known[value]
            case _:
                return json.dumps(value, ensure_ascii=False)

    def _form(self, value: object) -> str:
        assert is_dataclass(value)
        names = sorted(item.name for item in fields(value) if item.compare)
        parts = (f"{json.dumps(name)}:{self.text(getattr(value, name))}" for name in names)
        form = json.dumps(type(value).__name__)
        return f'{{"form":{form},{",".join(parts)}}}'
