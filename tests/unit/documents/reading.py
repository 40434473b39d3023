"""Read blocks as the lines that a reader meets."""

from __future__ import annotations

from collections.abc import Iterable

from lofte.documents.blocks import Aside, Block, Heading, Items, Paragraph, Table, plain


def lines(blocks: Iterable[Block]) -> list[str]:
    """Every line of the blocks as plain words."""
    found: list[str] = []
    for block in blocks:
        match block:
            case Heading(text=text):
                found.append(text)
            case Paragraph(text=inlines):
                found.append(plain(inlines))
            case Items(items=items):
                found += [plain(item.text) for item in items]
            case Table(rows=rows):
                found += [" | ".join(plain(cell) for cell in row.cells) for row in rows]
            case Aside(title=title, blocks=inner):
                found += [title, *lines(inner)]
    return found
