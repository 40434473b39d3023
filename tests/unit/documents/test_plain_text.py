"""What a reader of plain text gets are the words that went in, in lines that fit, with every address."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lofte.documents.blocks import (
    Aside,
    Block,
    Details,
    Document,
    Heading,
    Inline,
    Item,
    Items,
    Link,
    Paragraph,
    Row,
    Strong,
    Table,
)
from lofte.documents.catalogue import Asked, told
from lofte.documents.plain_text import WIDTH, plain_text
from unit.documents.bookshop import bookshop
from unit.documents.examples import EXAMPLES, example

WORDS = st.lists(st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=20), min_size=1).map(
    " ".join
)


def printed(*blocks: Block) -> str:
    return plain_text(Document("T", "en", (), blocks)).removeprefix("T\n=\n").strip("\n")


@given(WORDS)
def test_every_word_comes_back_in_its_order(words: str) -> None:
    blocks = (
        Heading(2, words, "a"),
        Paragraph((words,)),
        Items((Item((Strong(words),)),)),
        Table(words, ("", "column"), (Row(((words,), (words,))),)),
        Aside(words, (Paragraph((words,)),), "b"),
        Details(words, (Paragraph((words,)),), "c"),
    )
    text = " ".join(printed(*blocks).split())
    assert text.count(" ".join(words.split())) >= 10


def test_each_block_has_its_form() -> None:
    row = Row((("Post",), ("letters",), ("Sweden",)))
    blocks = (
        Heading(2, "Who", "a"),
        Items((Item(("one",)), Item(("two",)))),
        Table("Recipients", ("Who", "What", "Where"), (row,)),
        Aside("You can say no", (Paragraph(("Always.",)),), "b"),
        Details("More", (Paragraph(("Here.",)),), "c"),
    )
    assert printed(*blocks) == (
        "Who\n---\n\n- one\n- two\n\nRecipients\n\nPost\n  What: letters\n  Where: Sweden\n\n"
        "You can say no\n~~~~~~~~~~~~~~\n\nAlways.\n\nMore\n----\n\nHere."
    )


@pytest.mark.parametrize(
    ("link", "words"),
    [
        (Link("us", "https://shop.example/data"), "us [1]\n\n[1] https://shop.example/data"),
        (Link("www.imy.se", "https://www.imy.se/"), "www.imy.se"),
        (Link("a@shop.example", "mailto:a@shop.example"), "a@shop.example"),
        (Link("08-123 45 67", "tel:081234567"), "08-123 45 67"),
        (Link("say no", "#request.objection"), "say no"),
        (Link("click", "javascript:alert(1)"), "click"),
    ],
)
def test_no_address_is_lost_and_none_is_told_where_the_words_are_it(link: Inline, words: str) -> None:
    assert printed(Paragraph((link,))) == words


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_line_is_longer_than_it_may_be(language: str) -> None:
    for of in (bookshop(), *map(example, EXAMPLES)):
        for name in ("policy", "layered", "record", "rights"):
            text = plain_text(told(Asked(of, language), name))
            assert all(
                len(line) <= WIDTH or " " not in re.sub(r"^ *(- |\[\d+\] )?", "", line) for line in text.splitlines()
            )
            assert text.endswith("\n")
            assert not text.endswith("\n\n")


def test_one_address_has_one_number() -> None:
    one, other = Link("one", "https://shop.example/a"), Link("other", "https://shop.example/b")
    text = printed(Paragraph((one, " ", other)), Items((Item((one,)),)), Aside("A", (Paragraph((other,)),), "a"))
    assert text.startswith("one [1] other [2]\n\n- one [1]\n\nA\n~\n\nother [2]\n\n")
    assert text.endswith("[1] https://shop.example/a\n[2] https://shop.example/b")
