"""Print a document as plain text, for a letter, a message or a terminal.

In:   `Document`.
Out:   text of at most 76 signs a line, but for an address that is longer; ends with a line feed.
Never: a sign that only a program reads; a link whose address is lost.

The idea in one read: headings are underlined, lists have hyphens, a row of a table is its name with its answers below
it. A place within the text needs no address, so such a link is its words; any other has its address after it, unless
its words are the address.
Law:  GDPR Art. 12(1).
Kept true by: tests/unit/documents/test_plain_text.py.

>>> from lofte.documents.blocks import Paragraph
>>> print(plain_text(Document("Policy", "en", (), (Paragraph(("See ", Link("us", "https://example.org"))),))), end="")
Policy
======
<BLANKLINE>
See us (https://example.org)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
    meta = ["\n".join(_wrapped(" · ".join(document.meta)))] if document.meta else []
    return "\n\n".join([_heading(document.title, 1), *meta, *_blocks(document.blocks)]) + "\n"


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(level=level, text=text):
                yield _heading(text, level)
            case Paragraph(text=inlines):
                yield "\n".join(_wrapped(_words(inlines)))
            case Items(items=items):
                yield "\n".join(line for item in items for line in _wrapped(_words(item.text), "- ", "  "))
            case Table(caption=caption, header=header, rows=rows):
                yield "\n".join(_wrapped(caption))
                yield from ("\n".join(_row(row, header)) for row in rows)
            case Aside(title=title, blocks=inner):
                yield _heading(title, 3)
                yield from _blocks(inner)
            case Details(title=title, blocks=hidden):
                yield _heading(title, 2)
                yield from _blocks(hidden)
            case _:
                assert_never(block)


def _heading(text: str, level: int) -> str:
    lines = _wrapped(text)
    return "\n".join([*lines, _UNDER[level] * max(map(len, lines), default=0)])


def _row(row: Row, header: tuple[str, ...]) -> Iterator[str]:
    yield from _wrapped(_words(row.cells[0]))
    for column, cell in zip(header[1:], row.cells[1:], strict=True):
        yield from _wrapped(f"{column}: {_words(cell)}", "  ", "    ")


def _wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    return wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _words(inlines: Inlines) -> str:
    return "".join(_inline(inline) for inline in inlines)


def _inline(inline: str | Strong | Link) -> str:
    match inline:
        case str():
            return inline
        case Strong(text=text):
            return text
        case Link(text=text, to=to):
            address = to.removeprefix("mailto:").removeprefix("tel:")
            told = to.startswith(("#", "tel:")) or not is_safe_address(to) or _bare(address) == _bare(text)
            return text if told else f"{text} ({address})"
        case _:
            assert_never(inline)


def _bare(address: str) -> str:
    return address.removeprefix("https://").removeprefix("http://").rstrip("/")
