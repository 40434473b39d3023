"""A text on paper: read back by another library, every word is there, tagged, and the same bytes each time."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
import typst
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from lofte.app import typesetting
from lofte.app.typesetting import MADE, NotSetError, as_data, named, typeset, typeset_with_warnings
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
    plain,
)
from lofte.documents.catalogue import DOCUMENTS, Asked, is_told, names_for, told
from lofte.model import Model
from unit.documents.bookshop import bookshop
from unit.documents.examples import EXAMPLES, example

DAY = date(2027, 1, 1)
CODE = (
    '#panic("x") #read("/etc/hosts") $x$ \\* *b* _i_ @ref <label> "q" \'s\' `raw` [b] {c} // no /* no */ ~ -- ... = h'
)
SIGNS = (CODE, "- i", "+ e", "1. o", "/ t: d", "åäö ÅÄÖ é ß ł Ж Ω €", "#" * 40, "\\u{41}", "</p>&amp;", "}])", '"), #x')
ONE_PROCESS = """
import hashlib, sys
from lofte.app.typesetting import typeset
from lofte.documents.catalogue import Asked, told
from unit.documents.bookshop import bookshop
print(hashlib.sha256(typeset(told(Asked(bookshop(), "sv"), "policy"), "A", None)).hexdigest())
"""


def texts(of: Model, language: str) -> Iterator[Document]:
    """Every text of a model, one that needs a source for the first."""
    for name, known in DOCUMENTS.items():
        for source in names_for(of, name, "source")[:1] if known.needs_source else (None,):
            asked = Asked(of, language, source)
            if is_told(asked, name):
                yield told(asked, name)


def squeezed(text: str) -> str:
    """The signs without those that the setting of lines takes or gives."""
    return "".join(sign for sign in text if not sign.isspace() and sign not in "-\u00ad\u2010\u200b•")


def pages(made: bytes, document: Document) -> Iterator[str]:
    """The signs of each page without its foot."""
    foot = squeezed(" · ".join((document.title, *document.meta)))
    read = PdfReader(BytesIO(made))
    for number, page in enumerate(read.pages, start=1):
        found = squeezed(page.extract_text())
        ending = f"{foot}{number}/{len(read.pages)}"
        assert found.endswith(ending)
        yield found.removesuffix(ending)


def whole(made: bytes, document: Document) -> str:
    return "".join(pages(made, document))


def headings(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(text=text):
                yield text
            case Aside(title=title, blocks=inner) | Details(title=title, blocks=inner):
                yield title
                yield from headings(inner)
            case _:
                pass


def sentences(blocks: Iterable[Block]) -> Iterator[Inlines]:
    for block in blocks:
        match block:
            case Paragraph(text=text):
                yield text
            case Items(items=items):
                yield from (item.text for item in items)
            case Table(rows=rows):
                yield from (cell for row in rows for cell in row.cells)
            case Aside(blocks=inner) | Details(blocks=inner):
                yield from sentences(inner)
            case Heading():
                pass


def stretches(inlines: Inlines) -> Iterator[str]:
    """The words between links, after which an address may stand."""
    words = ""
    for inline in inlines:
        words += plain((inline,))
        if isinstance(inline, Link):
            yield words
            words = ""
    yield words


def document(*blocks: Block, title: str = "T") -> Document:
    return Document(title, "sv", (), blocks)


def tags(made: bytes) -> list[str]:
    """The structure, from the root and down."""

    def under(node: Any) -> Iterator[str]:
        node = node.get_object()
        if isinstance(node, ArrayObject):
            for one in node:
                yield from under(one)
        elif isinstance(node, DictionaryObject):
            if "/S" in node:
                yield str(node["/S"])
            if "/K" in node:
                yield from under(node["/K"])

    root: Any = PdfReader(BytesIO(made)).trailer["/Root"]
    return list(under(root["/StructTreeRoot"]))


@pytest.mark.parametrize("place", EXAMPLES)
def test_every_text_of_every_example_is_set_without_a_warning(place: str) -> None:
    for language in ("sv", "en"):
        for one in texts(example(place), language):
            assert (one.title, typeset_with_warnings(one, "A", DAY)[1]) == (one.title, ())


@pytest.mark.parametrize(("place", "language"), [("mittliv/lofte.yaml", "sv"), ("millstone/lofte.yaml", "en")])
def test_every_heading_and_every_sentence_is_on_paper(place: str, language: str) -> None:
    for one in texts(example(place), language):
        found = whole(typeset(one, "A", DAY), one)
        words = (*headings(one.blocks), *(part for told in sentences(one.blocks) for part in stretches(told)))
        assert (one.title, [part for part in words if squeezed(part) not in found]) == (one.title, [])


def test_the_same_text_is_the_same_bytes_also_in_another_process() -> None:
    of = told(Asked(bookshop(), "sv"), "policy")
    made = typeset(of, "A", None)
    assert made == typeset(of, "A", None)
    another = subprocess.run(
        [sys.executable, "-c", ONE_PROCESS], capture_output=True, text=True, check=True, env={"PYTHONPATH": "tests"}
    )
    assert another.stdout.strip() == hashlib.sha256(made).hexdigest()


def test_the_file_says_what_it_is_in_which_language_and_of_which_day() -> None:
    root: Any
    read = PdfReader(BytesIO(typeset(replace(document(), title="Om å & <b>", meta=("Version 1",)), "Öbo AB", DAY)))
    root, about = read.trailer["/Root"], read.metadata
    assert about is not None
    assert (about.title, about.author, about.subject) == ("Om å & <b>", "Öbo AB", "Version 1")
    assert str(about["/CreationDate"]) == str(about["/ModDate"]) == "D:20270101000000Z"
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("sv", True)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    xmp = root["/Metadata"].get_data().decode()
    assert "<pdfaid:part>3<" in xmp
    assert "<pdfaid:conformance>A<" in xmp
    assert "<pdfuaid:part>1<" in xmp


def test_a_text_without_a_day_has_one_that_is_always_the_same() -> None:
    about = PdfReader(BytesIO(typeset(document(), "A", None))).metadata
    assert about is not None
    assert str(about["/CreationDate"]) == f"D:{MADE:%Y%m%d}000000Z"


def test_every_block_has_its_tag_and_what_is_hidden_on_a_screen_is_open() -> None:
    blocks = (
        Heading(2, "Two", "a"),
        Items((Item((Strong("one"),)),)),
        Table("About", ("A", "B"), (Row((("x",), (Link("y", "https://a.example/y"),))),)),
        Aside("Apart", (Paragraph(("set",)),), "b"),
        Details("Shut", (Heading(3, "Within", "c"), Paragraph(("hidden",))), "d"),
    )
    made = typeset(document(*blocks), "A", DAY)
    found = tags(made)
    assert [tag for tag in found if tag.startswith("/H")] == ["/H1", "/H2", "/H3", "/H2", "/H3"]
    assert {"/L", "/LI", "/LBody", "/Table", "/TH", "/TR", "/TD", "/Caption", "/Link", "/Strong"} <= set(found)
    assert "ShutWithinhidden" in whole(made, document())


def test_no_heading_skips_a_level() -> None:
    blocks = (Aside("Apart", (Paragraph(("set",)),), "a"), Heading(3, "Three", "b"), Heading(2, "Two", "c"))
    made = typeset(document(*blocks), "A", DAY)
    assert [tag for tag in tags(made) if tag.startswith("/H")] == ["/H1", "/H2", "/H3", "/H2"]


def test_a_link_leads_where_it_says_or_is_words() -> None:
    links = [
        Link("within", "#notice.a"), Link("mail", "mailto:a@b.example"), Link("out", "https://b.example/"),
        Link("nowhere", "#no"), Link("script", "javascript:alert(1)"), Link("page", "/page"),
    ]  # fmt: skip
    of = document(Paragraph(tuple(links)), Items((Item(("told",), ("notice.a",)), Item(("again",), ("notice.a",)))))
    made = typeset(of, "A", DAY)
    found = [link.get_object() for link in PdfReader(BytesIO(made)).pages[0]["/Annots"]]  # type: ignore[attr-defined]
    assert [link["/A"]["/URI"] for link in found if "/A" in link] == ["mailto:a@b.example", "https://b.example/"]
    assert len(found) == 3
    assert "withinmailout(https://b.example/)nowherescriptpage" in whole(made, of)


@pytest.mark.parametrize("sign", SIGNS)
def test_what_people_write_is_never_code(sign: str) -> None:
    inlines = (sign, " ", Strong(sign), " ", Link(sign, "#a"), " ", Link(sign, "mailto:a@b.example?subject=" + sign))
    of = document(
        Heading(2, sign, "a"),
        Paragraph(inlines),
        Items((Item((sign,), (sign,)),), "contents"),
        Table(sign, (sign, sign), (Row(((sign,), (sign,))),)),
        Details(sign, (Aside(sign, (Paragraph((sign,)),), sign),), "d"),
        title=sign,
    )
    made, warnings = typeset_with_warnings(of, sign, DAY)
    assert warnings == ()
    about = PdfReader(BytesIO(made)).metadata
    assert about is not None
    assert (about.title, about.author) == (sign, sign)
    assert whole(made, of) == squeezed(sign) * 15


def test_a_word_longer_than_every_line_is_broken_and_whole() -> None:
    word, address = "Å" * 300, "https://a.example/" + "x" * 200 + "/å?b=c"
    of = document(Paragraph((word,)), Table("T", ("A", "B"), (Row(((word,), (address,))),)), Heading(2, word, "a"))
    made = typeset(of, "A", DAY)
    assert whole(made, of).count(word) == 3
    assert squeezed(address) in whole(made, of)


def test_a_sign_that_no_font_has_is_named_and_the_others_stay() -> None:
    of = document(Paragraph(("ö \N{GRINNING FACE} Ж \ue000 \x07",)), title="T \N{GRINNING FACE}")
    made = typeset(of, "\N{GRINNING FACE}", DAY)
    assert whole(made, replace(of, title="T [GRINNING FACE]")) == "T[GRINNINGFACE]ö[GRINNINGFACE]Ж[U+E000][U+0007]"


def test_the_names_are_those_of_unicode() -> None:
    assert named("aä", frozenset("ä")) == f"a[{unicodedata.name('ä')}]"


def test_many_columns_lie_down() -> None:
    row = Row(tuple((letter,) for letter in "abcde"))
    box = PdfReader(BytesIO(typeset(document(Table("T", tuple("ABCDE"), (row,))), "A", DAY))).pages[0].mediabox
    assert box.width > box.height


def test_the_template_takes_no_word_but_as_data() -> None:
    data = as_data(document(Paragraph((CODE,))), CODE, DAY)
    assert data["blocks"][0]["text"] == [{"is": "words", "text": CODE}]
    assert CODE not in typesetting._TEMPLATE.read_text("utf8")


def test_what_cannot_be_set_says_so_and_what_else_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "_can_be_shown", lambda _: True)
    with pytest.raises(NotSetError, match="`T` could not be set as PDF") as raised:
        typeset(document(Paragraph(("\N{GRINNING FACE}",))), "A", DAY)
    assert raised.value.help is not None
    assert "--form html" in raised.value.help
    assert isinstance(raised.value.__cause__, typst.TypstError)
