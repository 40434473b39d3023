"""What a reader of HTML or Markdown gets back are the words that went in, whatever they are."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from lofte.documents import render
from lofte.documents.blocks import (
    Aside,
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
    plain,
    telling_anchors,
)
from lofte.documents.html import html_fragment, html_page
from lofte.documents.markdown import markdown
from unit.documents.bookshop import bookshop

ANY_WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs"))
    | st.sampled_from(" *_`#<>[]()|\\~&!+-=.:1"),
    min_size=1,
    max_size=30,
).filter(lambda text: text.strip() != "")


class Words(HTMLParser):
    """The text of a page, its tags and their attributes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


def parsed(html: str) -> Words:
    found = Words()
    found.feed(html)
    found.close()
    return found


def document(*blocks: Paragraph | Heading | Items | Table | Aside, title: str = "T") -> Document:
    return Document(title, "sv", (), blocks)


@given(ANY_WORDS)
@example("<script>alert(1)</script>")
@example('" onmouseover="x')
@example("&amp;")
def test_html_gives_back_the_words_and_no_tag_of_theirs(words: str) -> None:
    inlines: Inlines = (words, Strong(words), Link(words, f"https://example.se/{words}"))
    found = parsed(html_fragment(document(Paragraph(inlines, ("notice.a",)))))
    assert found.text == plain(inlines)
    assert found.tags == ["p", "strong", "a"]
    assert ("href", f"https://example.se/{words}") in found.attributes


@given(ANY_WORDS)
@example("1. not a list")
@example("# not a heading")
@example("- not a list")
@example("| not | a table |")
@example("[not](a link)")
@example("![not](a picture)")
@example("~~not~~ gone")
@example("&lt;")
@example("a\\")
@example("===")
def test_markdown_gives_back_the_words_and_no_sign_of_theirs(words: str) -> None:
    text = markdown(document(Heading(2, words, "a"), Paragraph((words,)), Items((Item((words,)),)), title=words))
    html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text)
    found = parsed(html)
    assert found.tags == ["h1", "h2", "p", "ul", "li"]
    spaced = " ".join(words.split())
    assert [" ".join(line.split()) for line in found.text.splitlines() if line.strip()] == [spaced] * 4


@given(ANY_WORDS)
def test_a_cell_of_a_markdown_table_stays_one_cell(words: str) -> None:
    table = Table("C", ("A", "B"), (Row(((words,), ("b",))),))
    found = parsed(MarkdownIt("commonmark").enable("table").render(markdown(document(table))))
    assert found.tags.count("td") == 2
    assert found.tags.count("table") == 1


@pytest.mark.parametrize(
    "to", ["javascript:alert(1)", "data:text/html,x", "JaVaScRiPt:x", "//evil.example", "vbscript:x"]
)
def test_a_link_that_is_no_address_is_printed_as_words(to: str) -> None:
    told = document(Paragraph((Link("words", to),)))
    assert html_fragment(told) == "<p>words</p>"
    assert "](" not in markdown(told)


def test_a_place_that_is_told_twice_has_one_id() -> None:
    told = document(Paragraph(("a",), ("notice.a",)), Paragraph(("b",), ("notice.a", "consent.a")))
    html = html_fragment(told)
    assert html.count('id="notice.a"') == 1
    assert html.count("data-tells=") == 2


def test_a_promise_is_found_where_it_is_told_for_its_own_sake() -> None:
    told = document(
        Paragraph(("in passing",), ("notice.a", "disclosure.bank")),
        Table("C", ("Who",), (Row((("the bank",),), ("disclosure.bank",)),)),
    )
    assert telling_anchors(told) == {"notice.a": "notice.a", "disclosure.bank": "disclosure.bank"}


def test_links_of_markdown_lead_to_the_slug_that_github_gives() -> None:
    told = document(
        Heading(2, "Vem får uppgifterna?", "recipients"),
        Heading(3, "Brev", "notice.a", ("notice.a",)),
        Heading(3, "Brev", "notice.b", ("notice.b",)),
        Paragraph(("x",), ("retention.b",)),
        Paragraph((Link("1", "#recipients"), Link("2", "#notice.b"), Link("3", "#retention.b"))),
    )
    assert "[1](#vem-får-uppgifterna)[2](#brev-1)[3](#brev-1)" in markdown(told)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_link_of_a_policy_leads_somewhere_in_both_forms(language: str) -> None:
    html = render(bookshop(), language, "html")
    ids = set(re.findall(r' id="([^"]+)"', html))
    assert set(re.findall(r'href="#([^"]*)"', html)) <= ids
    text = render(bookshop(), language, "markdown")
    slugs = set(re.findall(r"\]\(<?#([^)>]*)", text))
    assert slugs
    assert "" not in slugs


def test_a_page_stands_alone_and_names_its_language() -> None:
    page = html_page(document(Paragraph(("x",)), title="Å & Ä"), "p { color: red }")
    assert page.startswith('<!doctype html>\n<html lang="sv">\n')
    assert "<title>Å &amp; Ä</title>" in page
    assert "<style>\np { color: red }\n</style>" in page
    assert "<style" not in html_page(document())
