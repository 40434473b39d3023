"""Lead links of a text that stands alone to where their places are.

In:   a `Document`, `Model`.       Out:  the same text, each link leading somewhere.
Never: a link to a place that the text does not have.

The idea in one read: the parts of a policy point at one another. Told in a text of their own, what they point at may
stand in the policy and not here: then the link leads to the policy's page, if it has an address, at the very place;
without an address it is words.
Law:  GDPR Art. 12(1).
Kept true by: tests/unit/documents/test_texts.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import assert_never

from lofte.documents.blocks import (
    Aside,
    Block,
    Details,
    Document,
    Heading,
    Inline,
    Inlines,
    Items,
    Link,
    Paragraph,
    Table,
    joined,
    telling_anchors,
)
from lofte.documents.policy import policy
from lofte.model import Model


def standing_alone(document: Document, model: Model) -> Document:
    """The text with every link within it, to the policy's page, or as words."""
    here = {*_told_here(document), *_anchors(document.blocks)}
    url = model.policy.url or ""
    away = _places_of_policy(model, document.language) if url else {}
    return replace(document, blocks=tuple(_block(block, here, url, away) for block in document.blocks))


def _told_here(document: Document) -> Iterator[str]:
    """The promises that a block of their own kind tells; a recipient that an activity only names is told elsewhere."""
    for promise, anchor in telling_anchors(document).items():
        if promise.partition(".")[0] == anchor.partition(".")[0]:
            yield promise


def _places_of_policy(model: Model, language: str) -> Mapping[str, str]:
    """Every place of the policy's page by the anchor that a link names."""
    whole = policy(model, language)
    return {anchor: anchor for anchor in _anchors(whole.blocks)} | dict(telling_anchors(whole))


def _anchors(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Heading | Aside | Details):
            yield block.anchor
        if isinstance(block, Aside | Details):
            yield from _anchors(block.blocks)


def _block(block: Block, here: set[str], url: str, away: Mapping[str, str]) -> Block:
    def settled(inlines: Inlines) -> Inlines:
        return joined(_inline(inline, here, url, away) for inline in inlines)

    match block:
        case Heading():
            return block
        case Paragraph():
            return replace(block, text=settled(block.text))
        case Items():
            return replace(block, items=tuple(replace(item, text=settled(item.text)) for item in block.items))
        case Table():
            rows = tuple(replace(row, cells=tuple(settled(cell) for cell in row.cells)) for row in block.rows)
            return replace(block, rows=rows)
        case Aside():
            inner = (_block(part, here, url, away) for part in block.blocks)
            return replace(block, blocks=tuple(part for part in inner if isinstance(part, Paragraph | Items)))
        case Details():
            return replace(block, blocks=tuple(_block(part, here, url, away) for part in block.blocks))
        case _:
            assert_never(block)


def _inline(inline: Inline, here: set[str], url: str, away: Mapping[str, str]) -> Inline:
    if not isinstance(inline, Link) or not inline.to.startswith("#") or inline.to[1:] in here:
        return inline
    place = away.get(inline.to[1:])
    return Link(inline.text, f"{url}#{place}") if place else inline.text
