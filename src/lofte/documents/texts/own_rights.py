"""Tell everything that a person may ask for, as a page of its own.

In:   `Model`, the language.       Out:  a `Document`.
Never: says of a right what the policy does not say.

The idea in one read: who comes here wants to do something, so the page begins with what one can do, objection first
and apart, then how, how to take back a consent, where to complain, and who is responsible. The parts are the policy's
own; what they point at is in the policy.
Law:  GDPR Art. 7(3), 12(2), 13(2)(b)-(d), 15-22, 77.
Kept true by: tests/unit/documents/test_texts.py, tests/golden/texts/.
"""

from __future__ import annotations

from dataclasses import replace

from lofte.documents.blocks import Document, Heading
from lofte.documents.consents import consent_blocks
from lofte.documents.contact import organisation_blocks
from lofte.documents.language import Said
from lofte.documents.rights import rights_blocks
from lofte.documents.texts.links import standing_alone
from lofte.documents.voice import Voice
from lofte.model import Model

_TITLE = Said(sv="Dina rättigheter", en="Your rights")
_WHAT = Said(sv="Vad du kan begära", en="What you can ask for")


def rights_page(model: Model, language: str) -> Document:
    """The rights, how to use them, and whom to turn to; no blocks when no right is told."""
    voice = Voice(model, language)
    told = tuple(_renamed(block, voice) if isinstance(block, Heading) else block for block in rights_blocks(voice))
    blocks = (*told, *consent_blocks(voice), *organisation_blocks(voice)) if told else ()
    return standing_alone(Document(voice.say(_TITLE), language, (), blocks), model)


def _renamed(heading: Heading, voice: Voice) -> Heading:
    """The page is called as the section was, so the section says what stands in it."""
    return replace(heading, text=voice.say(_WHAT)) if heading.anchor == "rights" else heading
