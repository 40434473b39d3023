"""Give a text that people read one form, whatever it is printed as.

In:   nothing; these are the forms.       Out:  `Document` and its blocks and inlines, frozen.
Never: knows HTML or Markdown (the renderers do), or what a declaration is.

The idea in one read: a document is a flat sequence of blocks, and a block is made of inlines: plain words, strong
words, links. A block that tells a promise carries that promise's id in `tells`, so that the text, the status and
the tests speak of the same thing and nothing is told without a promise behind it. Places are named by symbolic
anchors (`notice.newsletter`), which each renderer turns into its own. Nothing here is escaped: the renderers escape
everything.
Law:  GDPR Art. 12(1).
Kept true by: tests/unit/documents/test_renderers.py.

>>> woven("{who} answers for your data.", who=Strong("Example AB"))
(Strong(text='Example AB'), ' answers for your data.')
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from string import Formatter
from typing import assert_never


@dataclass(frozen=True, slots=True)
class Strong:
    """Words set in bold."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere: `to` is `#anchor` of the same document, or an address."""

    text: str
    to: str


Inline = str | Strong | Link
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 2 or 3 (the title is level 1)."""

    level: int
    text: str
    anchor: str
    tells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `kind` is `plain`, `lead` (the first words), `note` or `term` (how long)."""

    text: Inlines
    tells: tuple[str, ...] = ()
    kind: str = "plain"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list."""

    text: Inlines
    tells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    """A list. `kind` is `plain`, `summary` or `contents`."""

    items: tuple[Item, ...]
    kind: str = "plain"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, a cell for each column."""

    cells: tuple[Inlines, ...]
    tells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first column names its rows."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Aside:
    """Text set apart from the rest, as Art. 21(4) asks for the right to object."""

    title: str
    blocks: tuple[Paragraph | Items, ...]
    anchor: str
    tells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Details:
    """Text that is shown on demand; its title always is. In a form that cannot hide, a section of level 2."""

    title: str
    blocks: tuple[Block, ...]
    anchor: str
    tells: tuple[str, ...] = ()


Block = Heading | Paragraph | Items | Table | Aside | Details


@dataclass(frozen=True, slots=True)
class Document:
    """One text in one language. `meta` is version and dates, shown under the title."""

    title: str
    language: str
    meta: tuple[str, ...]
    blocks: tuple[Block, ...]


def woven(template: str, /, **parts: Inline | Inlines) -> Inlines:
    """The template with inlines in the places that it names; a part's own full stop ends the sentence too."""
    found: list[Inline] = []
    for words, name, _, _ in Formatter().parse(template):
        ended = words.startswith(".") and bool(found) and plain(tuple(found)).endswith(".")
        found.append(words[1:] if ended else words)
        if name is not None:
            part = parts[name]
            found.extend(part if isinstance(part, tuple) else (part,))
    return joined(found)


def joined(inlines: Iterable[Inline]) -> Inlines:
    """The inlines with neighbouring plain words as one, empty ones left out."""
    found: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, str) and found and isinstance(found[-1], str):
            found[-1] += inline
        elif inline != "":
            found.append(inline)
    return tuple(found)


def spaced(*sentences: str | Inlines) -> Inlines:
    """Sentences with a space between, empty ones left out."""
    whole = [(one,) if isinstance(one, str) else one for one in sentences if one]
    return joined(inline for place, one in enumerate(whole) for inline in ((" ", *one) if place else one))


def plain(inlines: Inlines) -> str:
    """The words alone."""
    return "".join(inline if isinstance(inline, str) else inline.text for inline in inlines)


def telling_anchors(document: Document) -> Mapping[str, str]:
    """For each promise id that is told, the anchor of the block that is its own, else of the first that tells it."""
    anchors: dict[str, str] = {}
    for anchor, promises in _telling(document.blocks):
        for promise in promises:
            if promise == anchor:
                anchors[promise] = anchor
            anchors.setdefault(promise, anchor)
    return anchors


def anchor_of(block: Block | Item | Row) -> str:
    """The block's own anchor, else the first promise that it tells; empty when it has neither."""
    if isinstance(block, Heading | Aside | Details):
        return block.anchor
    if isinstance(block, Paragraph | Item | Row) and block.tells:
        return block.tells[0]
    return ""


def _telling(blocks: Iterable[Block]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield anchor_of(block), block.tells
            case Items(items=parts) | Table(rows=parts):
                yield from ((anchor_of(part), part.tells) for part in parts)
            case Aside() | Details():
                yield block.anchor, block.tells
                yield from _telling(block.blocks)
            case _:
                assert_never(block)
