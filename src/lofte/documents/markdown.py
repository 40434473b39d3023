"""Print a document as Markdown (CommonMark, with GitHub's tables).

In:   `Document`.
Out:   text that ends with a line feed; every word that Markdown would read as a sign is escaped.
Never: writes raw HTML; the organisation's own words cannot make a heading, a link or a table of their own.

The idea in one read: Markdown gives a heading the anchor of its own words, so a link within the document is led to
the slug of the heading that it means, with the number that GitHub adds to the second of two equal headings. An
anchor that is no heading's has no such place, and its link is printed as words.
Law:  GDPR Art. 12(1).
Kept true by: tests/unit/documents/test_renderers.py (what comes back from a Markdown reader are the words that went
in).

>>> from lofte.documents.blocks import Paragraph
>>> print(markdown(Document("1. A_b", "en", (), (Paragraph(("2 * 3 | 4",)),))), end="")
# 1\\. A\\_b
<BLANKLINE>
2 \\* 3 \\| 4
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
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
    Strong,
    Table,
    anchor_of,
    telling_anchors,
)
from lofte.documents.html import is_safe_address

_SIGNS = re.compile(r"([\\`*_\[\]<>|~&]|!$)")
_SPACE = re.compile(r"\s+")
_AT_START = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|[-+=](?=\s|-|=|$)|:)")
_NUMBER_AT_START = re.compile(r"^(\s*\d+)([.)])")


def markdown(document: Document) -> str:
    """The whole document; title as the first heading."""
    places = _slugs(document)
    meta = [_escaped(" · ".join(document.meta))] if document.meta else []
    blocks = [_block(block, places) for block in document.blocks]
    return "\n\n".join([f"# {_escaped(document.title)}", *meta, *blocks]) + "\n"


def slug(text: str) -> str:
    """The anchor that GitHub gives to a heading with these words.

    >>> slug("Vem får uppgifterna?")
    'vem-får-uppgifterna'
    """
    return re.sub(r"[^\w\- ]", "", text.strip().lower()).replace(" ", "-")


def _slugs(document: Document) -> Mapping[str, str]:
    """The slug of the heading under which each anchor, or each promise, is told."""
    seen = {slug(document.title): 1}
    places: dict[str, str] = {}
    heading = ""
    for anchor, text in _anchored(document.blocks):
        if text:
            plain = slug(text)
            count = seen.get(plain, 0)
            seen[plain] = count + 1
            heading = f"{plain}-{count}" if count else plain
        places.setdefault(anchor, heading)
    return {promise: places[anchor] for promise, anchor in telling_anchors(document).items()} | places


def _anchored(blocks: Iterable[Block]) -> Iterator[tuple[str, str]]:
    """Each anchor in the order of the text, with the words of its heading; no words for what is no heading."""
    for block in blocks:
        match block:
            case Heading(anchor=anchor, text=text) | Aside(anchor=anchor, title=text):
                yield anchor, text
            case Details(anchor=anchor, title=text, blocks=hidden):
                yield anchor, text
                yield from _anchored(hidden)
            case Paragraph():
                yield anchor_of(block), ""
            case Items(items=parts) | Table(rows=parts):
                yield from ((anchor_of(part), "") for part in parts)
            case _:
                assert_never(block)


def _block(block: Block, places: Mapping[str, str]) -> str:
    match block:
        case Heading(level=level, text=text):
            return f"{'#' * level} {_escaped(text)}"
        case Paragraph(text=inlines):
            return _inlines(inlines, places)
        case Items(items=items):
            return "\n".join(f"- {_inlines(item.text, places)}" for item in items)
        case Table():
            return _table(block, places)
        case Aside(title=title, blocks=inner):
            return "\n\n".join([f"### {_escaped(title)}", *(_block(part, places) for part in inner)])
        case Details(title=title, blocks=hidden):
            return "\n\n".join([f"## {_escaped(title)}", *(_block(part, places) for part in hidden)])
        case _:
            assert_never(block)


def _table(table: Table, places: Mapping[str, str]) -> str:
    rows = [[_inlines(cell, places) for cell in row.cells] for row in table.rows]
    lines = [[_escaped(column) for column in table.header], ["---"] * len(table.header), *rows]
    return f"**{_escaped(table.caption)}**\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _inlines(inlines: Inlines, places: Mapping[str, str]) -> str:
    line = "".join(_inline(inline, places) for inline in inlines)
    return line if inlines and isinstance(inlines[0], Strong) else _not_a_sign(line)


def _inline(inline: str | Strong | Link, places: Mapping[str, str]) -> str:
    match inline:
        case str():
            return _signs(inline)
        case Strong(text=text):
            return f"**{_signs(text)}**"
        case Link(text=text, to=to):
            address = f"#{places.get(to[1:], '')}" if to.startswith("#") else to
            return f"[{_signs(text)}]({_address(address)})" if is_safe_address(to) else _signs(text)
        case _:
            assert_never(inline)


def _escaped(text: str) -> str:
    return _not_a_sign(_signs(text))


def _signs(text: str) -> str:
    return _SIGNS.sub(r"\\\1", _SPACE.sub(" ", text))


def _not_a_sign(line: str) -> str:
    return _NUMBER_AT_START.sub(r"\1\\\2", _AT_START.sub(r"\1\\\2", line))


def _address(to: str) -> str:
    """The address as Markdown takes it: in angle brackets when it holds a space or a bracket."""
    escaped = to.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E").replace("\n", "")
    return f"<{escaped}>" if any(sign in escaped for sign in " ()") else escaped
