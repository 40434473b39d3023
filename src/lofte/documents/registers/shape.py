"""Give every register one form, whatever it is printed as.

In:   nothing; these are the forms.       Out:  `Register` with its columns and entries; how one is made from things.
Never: knows HTML, CSV or a worksheet (the renderers do).

The idea in one read: a register is a table that must be whole: each entry is one declared thing, each column answers
one question, and a cell is the lines of the answer with the place in the declaration that gives it. A column that the
law asks for stays, and says so where nothing is stated; any other column without a single answer is left out. The
columns of one register are `Field`s: a title in both languages and the function that answers.
Law:  GDPR Art. 5(2), 30.
Kept true by: tests/unit/documents/test_registers.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from lofte.diagnostics import Span
from lofte.documents.language import Said, capitalised
from lofte.documents.voice import Voice

Thing = TypeVar("Thing")

NOT_STATED = Said(sv="Inte angivet", en="Not stated")


@dataclass(frozen=True, slots=True)
class Column:
    """One question. `name` is the same in every language; `article` is what asks for it, if the law does."""

    name: str
    title: str
    article: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """The answer, line by line; `span` is where it was declared, and no part of equality."""

    lines: tuple[str, ...] = ()
    span: Span | None = field(default=None, compare=False)

    @property
    def text(self) -> str:
        """The lines under one another."""
        return "\n".join(self.lines)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: the declared thing, a cell for each column, and the promises that it tells."""

    name: str
    cells: tuple[Cell, ...]
    tells: tuple[str, ...] = ()
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Register:
    """A whole register in one language. `notes` are what is the same for all of it; `caption` says what a row is."""

    name: str
    title: str
    caption: str
    language: str
    meta: tuple[str, ...]
    notes: tuple[str, ...]
    columns: tuple[Column, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Field(Generic[Thing]):
    """A column and what answers it; with an `article` the column stays also where nothing is stated."""

    name: str
    title: Said
    cell: Callable[[Thing, Voice], Cell]
    article: str = ""


def told(*lines: str, span: Span | None = None) -> Cell:
    """A cell of running words: the first with a capital, empty ones and repeats left out."""
    kept = tuple(dict.fromkeys(line for line in lines if line))
    return Cell((capitalised(kept[0]), *kept[1:]) if kept else (), span)


def named(*names: str, span: Span | None = None) -> Cell:
    """A cell of names, each as it is spelled."""
    return Cell(tuple(dict.fromkeys(name for name in names if name)), span)


def columns_and_cells(
    fields: Iterable[Field[Thing]], things: Iterable[Thing], voice: Voice
) -> tuple[tuple[Column, ...], tuple[tuple[Cell, ...], ...]]:
    """The columns that have something to say, and the cells of each thing."""
    asked = tuple(fields)
    rows = [tuple(_answer(one, thing, voice) for one in asked) for thing in things]
    kept = [place for place, one in enumerate(asked) if one.article or any(row[place].lines for row in rows)]
    columns = tuple(Column(asked[place].name, voice.say(asked[place].title), asked[place].article) for place in kept)
    return columns, tuple(tuple(row[place] for place in kept) for row in rows)


def _answer(asked: Field[Thing], thing: Thing, voice: Voice) -> Cell:
    cell = asked.cell(thing, voice)
    return Cell((voice.say(NOT_STATED),), cell.span) if asked.article and not cell.lines else cell
