"""Print a document as HTML that needs no style and no script to be read.

In:   `Document`.       Out:  a fragment for a page of one's own, or a whole page; every word escaped.
Never: writes an inline style or an event handler, which a strict content security policy would refuse.

The idea in one read: headings, paragraphs, lists and tables are what they are called, so that a screen reader, a
search engine and a printer understand them. The first block that tells a promise gets the promise's id as its `id`,
so that the page of promises can point at the very sentence; every telling block names its promises in `data-tells`.
A table's cells carry their column's name in `data-label`, by which the style sheet turns a row into a card on a
small screen.
Law:  GDPR Art. 12(1); WCAG 2.2 AA.
Kept true by: tests/unit/documents/test_renderers.py, tests/web/.

>>> from lofte.documents.blocks import Paragraph
>>> print(html_fragment(Document("T", "en", (), (Paragraph(("1 < 2",), ("notice.a",)),))))
<p id="notice.a" data-tells="notice.a">1 &lt; 2</p>
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import assert_never

from lofte.documents.blocks import (
    Aside,
    Block,
    Details,
    Document,
    Heading,
    Inlines,
    Item,
    Items,
    Link,
    Paragraph,
    Row,
    Strong,
    Table,
    anchor_of,
    telling_anchors,
)


@dataclass(frozen=True, slots=True)
class _Printing:
    """Where each promise is told, and the anchors that are already on the page."""

    places: Mapping[str, str]
    used: set[str]


def html_page(document: Document, style: str = "") -> str:
    """A whole page that stands alone; `style` is a style sheet of one's own, put in its head as it is."""
    return page_around(html_article(document), escape(document.title), document.language, style)


def page_around(article: str, title: str, language: str, style: str = "") -> str:
    """A whole page around a text that is HTML already; so is `title`."""
    sheet = f"<style>\n{style}\n</style>\n" if style else ""
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n"
        f"{sheet}</head>\n<body>\n<main>\n{article}\n</main>\n</body>\n</html>\n"
    )


def html_article(document: Document) -> str:
    """Title, version and dates, and the text."""
    meta = "".join(f"<li>{escape(line)}</li>" for line in document.meta)
    under = f'<ul class="meta">{meta}</ul>\n' if meta else ""
    return f"<h1>{escape(document.title)}</h1>\n{under}{html_fragment(document)}"


def html_fragment(document: Document) -> str:
    """The text without its title."""
    return "\n".join(_blocks(document.blocks, _Printing(telling_anchors(document), set())))


def _blocks(blocks: Iterable[Block], printing: _Printing) -> list[str]:
    return [_block(block, printing) for block in blocks]


def _block(block: Block, printing: _Printing) -> str:
    match block:
        case Heading(level=level, text=text):
            return f"<h{level}{_marks(block, printing)}>{escape(text)}</h{level}>"
        case Paragraph(text=inlines, kind=kind):
            return f"<p{_class(kind)}{_marks(block, printing)}>{_inlines(inlines, printing)}</p>"
        case Items(items=items, kind=kind):
            return _list(items, kind, printing)
        case Table():
            return _table(block, printing)
        case Aside(title=title, blocks=inner):
            marks = _marks(block, printing)
            told = "\n".join(_blocks(inner, printing))
            return f'<aside{marks} aria-label="{escape(title)}">\n<h3>{escape(title)}</h3>\n{told}\n</aside>'
        case Details(title=title, blocks=hidden):
            told = "\n".join(_blocks(hidden, printing))
            marks = _marks(block, printing)
            return f"<details{marks}>\n<summary><h2>{escape(title)}</h2></summary>\n{told}\n</details>"
        case _:
            assert_never(block)


def _list(items: tuple[Item, ...], kind: str, printing: _Printing) -> str:
    entries = "\n".join(f"<li{_marks(item, printing)}>{_inlines(item.text, printing)}</li>" for item in items)
    return f"<ul{_class(kind)}>\n{entries}\n</ul>"


def _table(table: Table, printing: _Printing) -> str:
    header = "".join(f'<th scope="col" role="columnheader">{escape(column)}</th>' for column in table.header)
    rows = "\n".join(_row(row, table.header, printing) for row in table.rows)
    return (
        f'<table role="table">\n<caption>{escape(table.caption)}</caption>\n'
        f'<thead role="rowgroup"><tr role="row">{header}</tr></thead>\n'
        f'<tbody role="rowgroup">\n{rows}\n</tbody>\n</table>'
    )


def _row(row: Row, header: tuple[str, ...], printing: _Printing) -> str:
    marks = _marks(row, printing)
    first = f'<th scope="row" role="rowheader">{_inlines(row.cells[0], printing)}</th>'
    rest = "".join(
        f'<td role="cell" data-label="{escape(column)}">{_inlines(cell, printing)}</td>'
        for column, cell in zip(header[1:], row.cells[1:], strict=True)
    )
    return f'<tr role="row"{marks}>{first}{rest}</tr>'


def _marks(block: Block | Item | Row, printing: _Printing) -> str:
    anchor = anchor_of(block)
    marks = ""
    if anchor and anchor not in printing.used:
        printing.used.add(anchor)
        marks = f' id="{escape(anchor)}"'
    tells = () if isinstance(block, Items | Table) else block.tells
    return marks + (f' data-tells="{escape(" ".join(tells))}"' if tells else "")


def _class(kind: str) -> str:
    return "" if kind == "plain" else f' class="{escape(kind)}"'


def _inlines(inlines: Inlines, printing: _Printing) -> str:
    return "".join(_inline(inline, printing) for inline in inlines)


def _inline(inline: str | Strong | Link, printing: _Printing) -> str:
    match inline:
        case str():
            return escape(inline)
        case Strong(text=text):
            return f"<strong>{escape(text)}</strong>"
        case Link(text=text, to=to):
            address = f"#{printing.places.get(to[1:], to[1:])}" if to.startswith("#") else to
            return f'<a href="{escape(address)}">{escape(text)}</a>' if is_safe_address(to) else escape(text)
        case _:
            assert_never(inline)


def is_safe_address(to: str) -> bool:
    """A place of this document, a page, a mail address or a telephone number; never a script."""
    return to.startswith(("#", "/", "https://", "http://", "mailto:", "tel:")) and not to.startswith("//")
