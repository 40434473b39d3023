"""Tell a register as a document that people read.

In:   `Register`.       Out:  `Document`.
Never: leaves out a cell that has an answer; tells the same answer for every entry again and again.

The idea in one read: a table of few columns is a table. One of many cannot be read across a page, so each entry
becomes a sheet of its own: its name as the heading and a line for each column, in the columns' order. What is the
same in all sheets is told once, before them. Whoever needs the table whole takes it as CSV or as a workbook.
Law:  GDPR Art. 12(1), 30(4).
Kept true by: tests/unit/documents/test_registers.py, tests/golden/texts/.
"""

from __future__ import annotations

from lofte.documents.blocks import Block, Document, Heading, Item, Items, Paragraph, Row, Strong, Table, woven
from lofte.documents.language import Said, capitalised, listed
from lofte.documents.registers.shape import Cell, Column, Entry, Register

MOST_COLUMNS = 6
"""So many stand side by side."""

_SAME = Said(sv="Gemensamt för allt nedan", en="The same for all below")
_FACT = Said(sv="{column}: {answer}", en="{column}: {answer}")
_NOTHING = "–"


def register_document(register: Register) -> Document:
    """The register as headings and lines, or as one table."""
    if not register.entries:
        return Document(register.title, register.language, register.meta, ())
    notes = tuple(Paragraph((note,)) for note in register.notes)
    wide = len(register.columns) > MOST_COLUMNS
    blocks: tuple[Block, ...] = _sheets(register) if wide else (_table(register),)
    return Document(register.title, register.language, register.meta, (*notes, *blocks))


def cell_words(cell: Cell, language: str) -> str:
    """The lines of a cell as running text: a list where they are words, else one after the other."""
    if any(sign in line for line in cell.lines for sign in ",;:."):
        return "; ".join(cell.lines)
    return listed(cell.lines, language)


def _table(register: Register) -> Table:
    header = tuple(column.title for column in register.columns)
    rows = tuple(
        Row(tuple((cell_words(cell, register.language) or _NOTHING,) for cell in entry.cells), entry.tells)
        for entry in register.entries
    )
    return Table(register.caption, header, rows)


def _sheets(register: Register) -> tuple[Block, ...]:
    same = _same_for_all(register)
    common = [
        (column, register.entries[0].cells[place]) for place, column in enumerate(register.columns) if place in same
    ]
    once: tuple[Block, ...] = (
        (Heading(2, _SAME.template(register.language), "same"), _facts(common, register.language)) if common else ()
    )
    return (*once, *(block for entry in register.entries for block in _sheet(entry, register, same)))


def _same_for_all(register: Register) -> frozenset[int]:
    """The places of the columns, beyond the first, that answer the same for every entry."""
    first, *others = register.entries
    if not others:
        return frozenset()
    return frozenset(
        place for place, cell in enumerate(first.cells) if place and all(entry.cells[place] == cell for entry in others)
    )


def _sheet(entry: Entry, register: Register, same: frozenset[int]) -> tuple[Block, ...]:
    own = [
        (column, cell)
        for place, (column, cell) in enumerate(zip(register.columns, entry.cells, strict=True))
        if place and place not in same and cell.lines
    ]
    title = cell_words(entry.cells[0], register.language)
    anchor = entry.tells[0] if entry.tells else f"{register.name}.{entry.name}"
    heading = Heading(2, title, anchor, entry.tells)
    return (heading, _facts(own, register.language)) if own else (heading,)


def _facts(facts: list[tuple[Column, Cell]], language: str) -> Items:
    items = (
        Item(
            woven(
                _FACT.template(language),
                column=Strong(capitalised(column.title)),
                answer=cell_words(cell, language) or _NOTHING,
            )
        )
        for column, cell in facts
    )
    return Items(tuple(items), "facts")
