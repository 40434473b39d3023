"""Lay a policy in two layers: what everyone should read, and each part on demand.

In:   `Model`, the language.       Out:  a `Document` with the sections of the policy as `Details`.
Never: leaves a sentence of the policy out; says in the first layer what the second does not.

The idea in one read: the first layer is what a person must not have to look for: who answers, what matters most, for
what the data of people like oneself are used. Everything else is the policy's own sections, each closed under its
heading; where nothing can be closed they follow one another, the short part first.
Law:  GDPR Art. 12(1), 13, 14; WP260 rev.01 on layered notices.
Kept true by: tests/unit/documents/test_texts.py, tests/golden/texts/.
"""

from __future__ import annotations

from collections.abc import Iterable

from lofte.documents.blocks import Block, Details, Document, Heading, Item, Items, Link
from lofte.documents.groups import Group, groups
from lofte.documents.language import Said
from lofte.documents.policy import group_title, policy
from lofte.documents.voice import Voice
from lofte.model import Model

_USED_FOR = Said(sv="Vad uppgifterna används för", en="What the data are used for")
_GROUP = Said(sv="{group}: {purposes}.", en="{group}: {purposes}.")

_FIRST_LAYER = ("short", "controller")
_REPLACED = "find"
"""The list of contents: the closed sections are one."""


def layered(model: Model, language: str) -> Document:
    """The policy with its details on demand."""
    voice = Voice(model, language)
    whole = policy(model, language)
    first, *sections = _sections(whole.blocks)
    opened = [section for section in sections if _anchor(section) in _FIRST_LAYER]
    closed = [section for section in sections if _anchor(section) not in (*_FIRST_LAYER, _REPLACED)]
    blocks = (
        *first,
        *(block for section in opened for block in section),
        *_used_for(voice),
        *(_details(section) for section in closed),
    )
    return Document(whole.title, language, whole.meta, blocks)


def _sections(blocks: Iterable[Block]) -> list[list[Block]]:
    """What comes before the first heading of level 2, then each section with its heading."""
    found: list[list[Block]] = [[]]
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2:
            found.append([])
        found[-1].append(block)
    return found


def _anchor(section: list[Block]) -> str:
    heading = section[0]
    return heading.anchor if isinstance(heading, Heading) else ""


def _details(section: list[Block]) -> Details:
    heading, *rest = section
    assert isinstance(heading, Heading)
    return Details(heading.text, tuple(rest), heading.anchor, heading.tells)


def _used_for(voice: Voice) -> tuple[Block, ...]:
    items = tuple(_group(group, voice) for group in groups(voice.model))
    return (Heading(2, voice.say(_USED_FOR), "purposes"), Items(items)) if items else ()


def _group(group: Group, voice: Voice) -> Item:
    activities = [activity for part in group.parts for activity in part.activities]
    purposes = voice.list(voice.purpose(activity) for activity in activities)
    title = Link(group_title(group, voice), f"#about-{group.name}")
    return Item(voice.weave(_GROUP, group=title, purposes=purposes))
