"""Print a document as plain text, for a letter, a message or a terminal.

In:   `Document`.
Out:   text of at most 76 signs a line, but for an address that is longer; ends with a line feed.
Never: a sign that only a program reads; a link whose address is lost.

The idea in one read: headings are underlined, lists have hyphens, a row of a table is its name with its answers below
it. A place within the text needs no address, so such a link is its words; any other has a number, under which its
address stands at the end, unless its words are the address.
Law:  GDPR Art. 12(1).
Kept true by: tests/unit/documents/test_plain_text.py.

>>> from lofte.documents.blocks import Paragraph
>>> print(plain_text(Document("Policy", "en", (), (Paragraph(("See ", Link("us", "https://example.org"))),))), end="")
Policy
======
<BLANKLINE>
See us [1]
<BLANKLINE>
[1] https://example.org
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from textwrap import wrap
from typing import assert_never

from lofte.documents.blocks import (
    Aside,
    Block,
    Details,
    Document,
    Heading,
    Inlines,
    Items,
    Link,
    Paragraph,
    Row,
    Strong,
    Table,
)
from lofte.documents.html import is_safe_address

WIDTH = 76
_UNDER = {1: "=", 2: "-", 3: "~"}


def plain_text(document: Document) -> str:
    """The whole document; title first."""
    numbers = {to: place for place, to in enumerate(dict.fromkeys(_addresses(document.blocks)), start=1)}
    meta = ["\n".join(_wrapped(" · ".join(document.meta)))] if document.meta else []
    notes = ["\n".join(f"[{number}] {to}" for to, number in numbers.items())] if numbers else []
    return "\n\n".join([_heading(document.title, 1), *meta, *_blocks(document.blocks, numbers), *notes]) + "\n"


def _addresses(blocks: Iterable[Block]) -> Iterator[str]:
    """Every address that the words do not tell, in the order of the text."""
    for inlines in _inlines(blocks):
        for inline in inlines:
            if isinstance(inline, Link) and _is_noted(inline):
                yield inline.to


def _inlines(blocks: Iterable[Block]) -> Iterator[Inlines]:
    for block in blocks:
        match block:
            case Heading():
                pass
            case Paragraph(text=inlines):
                yield inlines
            case Items(items=items):
                yield from (item.text for item in items)
            case Table(rows=rows):
                yield from (cell for row in rows for cell in row.cells)
            case Aside(blocks=inner) | Details(blocks=inner):
                yield from _inlines(inner)
            case _:
                assert_never(block)


def _blocks(blocks: Iterable[Block], numbers: Mapping[str, int]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(level=level, text=text):
                yield _heading(text, level)
            case Paragraph(text=inlines):
                yield "\n".join(_wrapped(_words(inlines, numbers)))
            case Items(items=items):
                yield "\n".join(line for item in items for line in _wrapped(_words(item.text, numbers), "- ", "  "))
            case Table(caption=caption, header=header, rows=rows):
                yield "\n".join(_wrapped(caption))
                yield from ("\n".join(_row(row, header, numbers)) for row in rows)
            case Aside(title=title, blocks=inner):
                yield _heading(title, 3)
                yield from _blocks(inner, numbers)
            case Details(title=title, blocks=hidden):
                yield _heading(title, 2)
                yield from _blocks(hidden, numbers)
            case _:
                assert_never(block)


def _heading(text: str, level: int) -> str:
    lines = _wrapped(text)
    return "\n".join([*lines, _UNDER[level] * max(map(len, lines), default=0)])


def _row(row: Row, header: tuple[str, ...], numbers: Mapping[str, int]) -> Iterator[str]:
    yield from _wrapped(_words(row.cells[0], numbers))
    for column, cell in zip(header[1:], row.cells[1:], strict=True):
        yield from _wrapped(f"{column}: {_words(cell, numbers)}", "  ", "    ")


def _wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    return wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _words(inlines: Inlines, numbers: Mapping[str, int]) -> str:
    return "".join(_inline(inline, numbers) for inline in inlines)


def _inline(inline: str | Strong | Link, numbers: Mapping[str, int]) -> str:
    match inline:
        case str():
            return inline
        case Strong(text=text):
            return text
        case Link(text=text, to=to):
            return f"{text} [{numbers[to]}]" if _is_noted(inline) else text
        case _:
            assert_never(inline)


def _is_noted(link: Link) -> bool:
    """Whether the address is no place of the text, may be told, and is not told by the words."""
    known = link.to.startswith(("#", "tel:")) or not is_safe_address(link.to)
    return not known and _bare(link.to.removeprefix("mailto:")) != _bare(link.text)


def _bare(address: str) -> str:
    return address.removeprefix("https://").removeprefix("http://").rstrip("/")
