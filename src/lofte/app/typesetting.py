"""Set a text on paper: a tagged PDF for the archive, the same bytes for the same text.

In:   `Document`, who answers for it, the day from which it is in force.       Out:  bytes.
Never: puts a word into Typst's source; uses a font, a clock or a file of the machine.

The idea in one read: the text becomes JSON, and one template that never changes sets it. What people have written is
data all the way, so no sign in it can mean anything to the typesetter. Levels and places are settled here: no heading
skips a level, a link within the text leads to a place that there is, and what is shown on demand on a screen is open.
The fonts are those inside Typst's wheel. A sign that they lack would make a hole on the page, which the archive's
standard forbids; its name stands there instead, as `[GRINNING FACE]`.
Law:  GDPR Art. 12(1); PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1).
Kept true by: tests/unit/documents/test_typesetting.py.

>>> named("Hello \\N{GRINNING FACE}", frozenset("\\N{GRINNING FACE}"))
'Hello [GRINNING FACE]'
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final, assert_never

import typst

from lofte.diagnostics import LofteError
from lofte.documents.blocks import (
    Aside,
    Block,
    Details,
    Document,
    Heading,
    Inline,
    Inlines,
    Item,
    Items,
    Link,
    Paragraph,
    Row,
    Strong,
    Table,
    anchor_of,
    plain,
    telling_anchors,
)
from lofte.documents.html import is_safe_address

STANDARDS: Final[tuple[typst.PDFStandard, ...]] = ("a-3a", "ua-1")
"""For the archive, and for those who read with their ears or fingers."""
MADE = date(1980, 1, 1)
"""The day of a text that says no day of its own; the same as a workbook's."""
WIDE = 5
"""A table of so many columns is set on pages that lie."""
LEAST_SHARE, MOST_SHARE = 13, 40
"""A column is never given less, nor more, than as if its cells had so many signs."""

MOST_UNBROKEN = 500
"""A row of a table with no longer cell than this stays on one page."""

_TEMPLATE = Path(__file__).parent / "typeset.typ"
_SPACE = re.compile(r"[ \t\n\r\f\v]+")

Told = dict[str, Any]
"""JSON."""


class NotSetError(LofteError):
    """A text could not be set."""


def typeset(document: Document, author: str, day: date | None) -> bytes:
    """The text as PDF; raises NotSetError when Typst cannot set it."""
    made, _ = typeset_with_warnings(document, author, day)
    return made


def typeset_with_warnings(document: Document, author: str, day: date | None) -> tuple[bytes, tuple[str, ...]]:
    """The same, with what Typst warned of, which is a fault of the template."""
    told = as_data(document, author, day or MADE)
    try:
        return _compiled(told)
    except typst.TypstError:
        lacking = frozenset(sign for sign in _signs(told) if not _can_be_shown(sign))
    try:
        return _compiled(_named(told, lacking))
    except typst.TypstError as error:
        raise NotSetError(
            f"`{document.title}` could not be set as PDF: {error.message}",
            help="take it as a page (`--form html`), which a browser can print",
        ) from error


def as_data(document: Document, author: str, day: date) -> Told:
    """The text as the template takes it."""
    anchors = dict.fromkeys(anchor for anchor in _anchors(document.blocks) if anchor)
    laid = _Laying(telling_anchors(document), {anchor: f"place-{at}" for at, anchor in enumerate(anchors)})
    blocks = [one for block in document.blocks for one in laid.block(block)]
    return {
        "title": _line(document.title),
        "language": document.language,
        "author": _line(author),
        "meta": [_line(line) for line in document.meta],
        "day": [day.year, day.month, day.day],
        "wide": any(len(one["header"]) >= WIDE for one in blocks if one["is"] == "table"),
        "blocks": blocks,
    }


def named(text: str, lacking: frozenset[str]) -> str:
    """The text with the names of the signs that cannot be shown."""
    return "".join(f"[{unicodedata.name(sign, f'U+{ord(sign):04X}')}]" if sign in lacking else sign for sign in text)


@dataclass(slots=True)
class _Laying:
    """Blocks become data one after the other: what is settled by those before is the last level and the used places."""

    places: Mapping[str, str]
    names: Mapping[str, str]
    level: int = 1
    used: set[str] = field(default_factory=set)

    def block(self, block: Block) -> Iterator[Told]:
        """The block; one that is shown on demand is its heading and all that is in it."""
        match block:
            case Heading(level=level, text=text):
                yield self._heading(level, text, block)
            case Paragraph(text=inlines, kind=kind):
                yield {"is": "paragraph", "kind": kind, "mark": self._mark(block), "text": self._inlines(inlines)}
            case Items(items=items, kind=kind):
                entries = [{"mark": self._mark(item), "text": self._inlines(item.text)} for item in items]
                yield {"is": "items", "kind": kind, "items": entries}
            case Table():
                yield self._table(block)
            case Aside(title=title, blocks=inner):
                head = self._heading(3, title, block)
                yield {"is": "aside", "blocks": [head, *(one for part in inner for one in self.block(part))]}
            case Details(title=title, blocks=hidden):
                yield self._heading(2, title, block)
                for part in hidden:
                    yield from self.block(part)
            case _:
                assert_never(block)

    def _heading(self, level: int, text: str, block: Heading | Aside | Details) -> Told:
        self.level = min(level, self.level + 1)
        return {"is": "heading", "level": self.level, "mark": self._mark(block), "text": _line(text)}

    def _table(self, table: Table) -> Told:
        rows = [
            {
                "mark": self._mark(row),
                "breakable": any(len(plain(cell)) > MOST_UNBROKEN for cell in row.cells),
                "cells": [self._inlines(cell) for cell in row.cells],
            }
            for row in table.rows
        ]
        return {
            "is": "table",
            "caption": _line(table.caption),
            "header": [_line(column) for column in table.header],
            "widths": _widths(table),
            "rows": rows,
        }

    def _mark(self, block: Block | Item | Row) -> str | None:
        """The name of the block's place, if it is the first that has it."""
        anchor = anchor_of(block)
        if not anchor or anchor in self.used:
            return None
        self.used.add(anchor)
        return self.names[anchor]

    def _inlines(self, inlines: Inlines) -> list[Told]:
        return [one for inline in inlines for one in self._inline(inline)]

    def _inline(self, inline: Inline) -> Iterator[Told]:
        match inline:
            case str():
                yield _words(inline)
            case Strong(text=text):
                yield {"is": "strong", "text": _line(text)}
            case Link(text=text, to=to) if to.startswith("#"):
                name = self.names.get(self.places.get(to[1:], to[1:]))
                yield {"is": "place", "to": name, "text": _line(text)} if name else _words(text)
            case Link(text=text, to=to) if is_safe_address(to) and not to.startswith("/"):
                yield {"is": "address", "to": to, "text": _line(text)}
                if to.startswith("http") and text not in to:
                    yield _words(f" ({to})")
            case Link(text=text):
                yield _words(text)
            case _:
                assert_never(inline)


def _words(text: str) -> Told:
    return {"is": "words", "text": _line(text)}


def _line(text: str) -> str:
    """The text with one space where there were more, or ends of lines."""
    return _SPACE.sub(" ", text)


def _widths(table: Table) -> list[int]:
    columns = zip(table.header, *((plain(cell) for cell in row.cells) for row in table.rows), strict=True)
    return [min(max(LEAST_SHARE, *map(len, column)), MOST_SHARE) for column in columns]


def _anchors(blocks: Iterable[Block]) -> Iterator[str]:
    """The place of everything that has one, in the order of the text."""
    for block in blocks:
        yield anchor_of(block)
        match block:
            case Items(items=parts) | Table(rows=parts):
                yield from map(anchor_of, parts)
            case Aside(blocks=inner) | Details(blocks=inner):
                yield from _anchors(inner)
            case Heading() | Paragraph():
                pass
            case _:
                assert_never(block)


def _compiled(told: Told) -> tuple[bytes, tuple[str, ...]]:
    made, warnings = typst.compile_with_warnings(
        _TEMPLATE,
        root=_TEMPLATE.parent,
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"told": json.dumps(told, sort_keys=True)},
        pdf_standards=list(STANDARDS),
        timestamp=0,
    )
    assert isinstance(made, bytes)
    return made, tuple(str(warning) for warning in warnings)


@cache
def _can_be_shown(sign: str) -> bool:
    alone = Document("-", "en", (), (Paragraph((sign, Strong(sign))),))
    try:
        _compiled(as_data(alone, "-", MADE))
    except typst.TypstError:
        return False
    return True


def _signs(told: object) -> frozenset[str]:
    """Every sign in every word that is shown."""
    match told:
        case str():
            return frozenset(told)
        case dict():
            return frozenset().union(*(_signs(part) for key, part in told.items() if key != "to"))
        case list():
            return frozenset().union(*map(_signs, told))
        case _:
            return frozenset()


def _named(told: Told, lacking: frozenset[str]) -> Told:
    """The data with the names of what cannot be shown; addresses stay what they are."""

    def of(part: Any) -> Any:
        match part:
            case str():
                return named(part, lacking)
            case dict():
                return {key: one if key == "to" else of(one) for key, one in part.items()}
            case list():
                return [of(one) for one in part]
            case _:
                return part

    return {key: of(part) for key, part in told.items()}
