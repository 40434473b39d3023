"""What is told of the roles of recipients."""

from __future__ import annotations

import pytest

from lofte.documents.blocks import Paragraph
from lofte.documents.recipients import recipients_blocks
from lofte.documents.voice import Voice
from unit.documents.builder import model, recipient, words
from unit.documents.reading import lines


@pytest.mark.parametrize(
    ("roles", "said"),
    [
        (("processor",), "A processor uses the data on our behalf only."),
        (("joint",), "With a joint controller we share the responsibility."),
        (("independent",), "An independent controller is itself responsible for what it does."),
    ],
)
def test_only_the_roles_that_there_are_are_told(roles: tuple[str, ...], said: str) -> None:
    told = lines(recipients_blocks(Voice(model(recipients=(recipient("one", roles=roles),)), "en")))
    assert said in told


def test_nothing_is_said_of_roles_that_the_page_leaves_out() -> None:
    silent = recipients_blocks(Voice(model(recipients=(recipient("one", roles=()),)), "en"))
    assert not any(isinstance(block, Paragraph) for block in silent)


def test_a_recipient_that_is_called_by_its_kind_is_told_once() -> None:
    kind = recipient("authority", kinds=("authority",), label=words("myndigheter", "authorities"))
    named = recipient("agency", kinds=("authority",), label=words("verket", "the agency"))
    told = lines(recipients_blocks(Voice(model(recipients=(kind, named)), "en")))
    assert "Authorities | – | – | –" in told
    assert "The agency | Authorities | – | –" in told
