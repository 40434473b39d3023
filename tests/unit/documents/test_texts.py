"""The texts beside the policy: whole, without holes, of one source or one category of people alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest

from lofte.documents.blocks import (
    Aside,
    Block,
    Details,
    Document,
    Heading,
    Items,
    Paragraph,
    Table,
    plain,
    telling_anchors,
)
from lofte.documents.catalogue import DOCUMENTS, Asked, is_told, names_for, told
from lofte.documents.html import html_page
from lofte.documents.markdown import markdown
from lofte.documents.plain_text import plain_text
from lofte.documents.policy import policy
from lofte.documents.texts import (
    about_subject,
    balancing_tests,
    consent_texts,
    layered,
    notice,
    resting_on,
    rights_page,
)
from lofte.grammar import Text
from lofte.model import Balancing, BasisEntry, Model
from lofte.vocabulary import LegalBasis
from unit.documents.bookshop import bookshop
from unit.documents.builder import activity, consent, model, policy_of, source, words
from unit.documents.examples import EXAMPLES, example

LANGUAGES = ("sv", "en")
SHOP = "the bookshop"
HOLES = ("None", "{", "}", "..", " .", " ,", "()", ": .", "unstated", "undecided", "and-so-on")


def whole(place: str) -> Model:
    return bookshop() if place == SHOP else example(place)


def every_text(of: Model, language: str) -> Iterator[Document]:
    """Every text that a model gives: of every source, of every category of people."""
    for name in DOCUMENTS:
        for subject in (None, *names_for(of, name, "for")):
            narrowed = about_subject(of, subject) if subject else of
            sources = names_for(narrowed, name, "source")
            for source_name in sources if DOCUMENTS[name].needs_source else (None, *sources):
                asked = Asked(of, language, source_name, subject)
                if is_told(asked, name):
                    yield told(asked, name)


def lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(text=text):
                yield text
            case Paragraph(text=inlines):
                yield plain(inlines)
            case Items(items=items):
                yield from (plain(item.text) for item in items)
            case Table(rows=rows):
                yield from (plain(cell) for row in rows for cell in row.cells)
            case Aside(title=title, blocks=inner) | Details(title=title, blocks=inner):
                yield title
                yield from lines(inner)


def empty_sections(blocks: Iterable[Block]) -> list[str]:
    """The titles of sections with nothing in them."""
    every = list(blocks)
    found = [
        block.text
        for block, following in zip(every, [*every[1:], None], strict=False)
        if isinstance(block, Heading)
        and (following is None or (isinstance(following, Heading) and following.level <= block.level))
    ]
    inner = [block for block in every if isinstance(block, Aside | Details)]
    return [
        *found,
        *(block.title for block in inner if not block.blocks),
        *(title for block in inner for title in empty_sections(block.blocks)),
        *("a list" for block in every if isinstance(block, Items) and not block.items),
        *("a table" for block in every if isinstance(block, Table) and not block.rows),
        *("a paragraph" for block in every if isinstance(block, Paragraph) and not plain(block.text).strip()),
    ]


@pytest.mark.parametrize("place", [SHOP, *EXAMPLES])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_has_an_empty_section_a_hole_or_a_link_that_leads_nowhere(place: str, language: str) -> None:
    of = whole(place)
    for document in every_text(of, language):
        assert empty_sections(document.blocks) == [], document.title
        text = "\n".join(lines(document.blocks))
        assert [hole for hole in HOLES if hole in text] == [], document.title
        html = html_page(document)
        ids = re.findall(r' id="([^"]*)"', html)
        assert len(ids) == len(set(ids)), document.title
        assert set(re.findall(r'href="#([^"]*)"', html)) <= set(ids), document.title
        assert "](#)" not in markdown(document), document.title


def test_an_empty_section_would_be_found() -> None:
    head = Heading(2, "Title", "a")
    assert empty_sections((head, Heading(2, "Other", "b"), Paragraph(("words",)))) == ["Title"]
    assert empty_sections((Paragraph(("words",)), head)) == ["Title"]
    assert empty_sections((Details("Closed", (), "c"),)) == ["Closed"]
    assert empty_sections((head, Details("Closed", (head,), "c"))) == ["Title"]


@pytest.mark.parametrize("place", [SHOP, *EXAMPLES])
def test_every_source_has_its_notice_and_every_consent_its_question(place: str) -> None:
    of = whole(place)
    own = [one for one in of.activities.values() if one.on_behalf_of is None]
    for one in own:
        for name in one.sources or ():
            if name in of.sources:
                assert one.name in resting_on(of, name)
                assert f"notice.{one.name}" in telling_anchors(notice(of, "sv", name))
    asked = {name for name in telling_anchors(consent_texts(of, "sv")) if name.startswith("consent.")}
    assert asked == {
        f"consent.{entry.consent}" for one in of.activities.values() for entry in one.basis if entry.consent
    }


@pytest.mark.parametrize("place", [SHOP, *EXAMPLES])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_variant_tells_what_concerns_one_category_of_people_and_nothing_else(place: str, language: str) -> None:
    of = whole(place)
    for subject in names_for(of, "policy", "for"):
        expected = {one.name for one in of.activities.values() if one.about is None or subject in one.about}
        promises = telling_anchors(told(Asked(of, language, subject=subject), "policy"))
        assert {name.removeprefix("notice.") for name in promises if name.startswith("notice.")} == expected
        reached = {to.recipient for name in expected for to in of.activities[name].to}
        disclosed = {name.removeprefix("disclosure.") for name in promises if name.startswith("disclosure.")}
        assert reached <= disclosed
        only_others = {to.recipient for one in of.activities.values() if one.name not in expected for to in one.to}
        assert not disclosed & (only_others - reached)


def test_a_variant_says_for_whom_it_is() -> None:
    assert told(Asked(bookshop(), "sv", subject="member"), "policy").title == "Integritetspolicy: du som är medlem"
    assert told(Asked(bookshop(), "en", subject="publisher"), "layered").title == (
        "Privacy policy: contact person at a publisher"
    )
    heads = [
        block.text for block in policy(about_subject(bookshop(), "member"), "sv").blocks if isinstance(block, Heading)
    ]
    assert "Du som är medlem" in heads
    assert "Hålla affärskontakter" not in heads


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_layers_hold_the_whole_policy_and_its_short_words_first(language: str) -> None:
    for of in (bookshop(), example("mittliv/lofte.yaml")):
        said = list(lines(layered(of, language).blocks))
        contents = {"Hitta din del", "Find your part", "Och för alla:", "And for everyone:"}
        missing = [line for line in lines(policy(of, language).blocks) if line not in said and line not in contents]
        assert missing == []
        opened = [type(block) for block in layered(of, language).blocks]
        assert opened.index(Details) > opened.index(Items)
        assert opened[opened.index(Details) :] == [Details] * opened.count(Details)


def test_what_is_closed_is_a_heading_where_nothing_can_be_closed() -> None:
    document = layered(bookshop(), "en")
    assert '<details id="rights">\n<summary><h2>Your rights</h2></summary>' in html_page(document)
    assert "\n## Your rights\n\n### You can say no\n" in markdown(document)
    assert "\nYour rights\n-----------\n" in plain_text(document)
    assert "(#your-rights)" in markdown(document)


def test_a_notice_says_what_article_13_asks_for() -> None:
    text = "\n".join(lines(notice(bookshop(), "en", "order-form").blocks))
    for said in (
        "This concerns data that we collect through order-form.",
        "Exempelbok AB is the controller of your personal data.",
        "Questions about personal data: privacy@example.se",
        "We are not required to have a data protection officer",
        "Perform contracts",
        "We need the data to perform our contract with you (Article 6(1)(b)).",
        "The data go to Example Host Inc.",
        "Example Host Inc.: United States. Safeguard: adequacy decision",
        "You can get a copy of the safeguards",
        "We keep the data until the contract has ended, and six months after that.",
        "You need to provide name and e-mail address; the rest is optional.",
        "Otherwise we cannot send the book.",
        "You can withdraw a consent at any time",
        "You can object to direct marketing at any time.",
        "right to data portability",
        "You can lodge a complaint with the Swedish Authority for Privacy Protection",
    ):
        assert said in text, said
    assert "publishers" not in text
    assert "We collect the data" not in text, "who stands at the form knows where it is"


def test_a_notice_of_data_from_others_says_from_whom() -> None:
    text = "\n".join(lines(notice(bookshop(), "sv", "register").blocks))
    assert "som du inte har lämnat själv. Vi har fått dem från Förlagsregistret (artikel 14)." in text
    assert "Källan är öppen för alla." in text
    assert "Det här är profilering." in text
    assert "Inga beslut fattas enbart automatiskt." in text


def test_a_notice_tells_what_the_data_are_used_for_later_and_where_else_they_come_from() -> None:
    of = model(
        activity("apply", purpose="recruitment", sources=("form", "mail"), data=("name",)),
        activity("defend", purpose="defend-legal-claims", sources=("apply",), data=("name",)),
        activity("again", purpose="statistics", sources=("defend",), data=("name",)),
        activity("hosted", on_behalf_of="customer", sources=("form",), data=("name",)),
        sources=(source("form", "form"), source("mail", "email")),
    )
    assert resting_on(of, "form") == ("apply", "defend", "again")
    text = "\n".join(lines(notice(of, "en", "form").blocks))
    assert "We may also get the data when you e-mail us." in text
    assert "We already hold the data for something else: recruit staff." in text


def test_a_notice_where_the_source_is_a_browser_tells_what_is_stored_in_it() -> None:
    of = example("mittliv/lofte.yaml")
    text = "\n".join(lines(notice(of, "en", "website").blocks))
    assert "Until you have chosen we store only what the website needs to work." in text
    assert "exstat" in text
    assert "exstat" not in "\n".join(lines(notice(of, "en", "website-forms").blocks))


def test_a_link_out_of_a_text_leads_to_the_policy_or_is_words() -> None:
    at_home = consent_links(bookshop())
    assert at_home == []
    of = replace(bookshop(), policy=policy_of(url="https://shop.example/policy"))
    assert "https://shop.example/policy#notice.newsletter" in consent_links(of)


def consent_links(of: Model) -> list[str]:
    html = html_page(rights_page(of, "en"))
    return re.findall(r'href="([^"]*#[^"]*)"', html)


def test_a_question_of_consent_asks_one_thing_and_stands_alone() -> None:
    text = list(lines(consent_texts(bookshop(), "en").blocks))
    assert text[:2] == [
        "Send newsletters",
        "Do you consent to Exempelbok AB using your data to send newsletters?",
    ]
    assert text[2].startswith("It is voluntary, and you can take back your yes at any time")
    assert (
        "You consent through a confirmation that you send. Withdraw by the link in each message or e-mail." in text[2]
    )
    assert text[3] == "Data: e-mail address."
    assert text[4] == "How long: We keep the data until you withdraw your consent."


def test_the_organisations_own_question_is_the_question() -> None:
    form = consent("newsletter", text=words("Vill du ha brevet?", "Would you like the letter?"))
    of = replace(bookshop(), consents={"newsletter": form})
    assert "Vill du ha brevet?" in list(lines(consent_texts(of, "sv").blocks))


def test_one_consent_for_two_purposes_is_two_questions() -> None:
    both = (BasisEntry(basis=LegalBasis.CONSENT, consent="both"),)
    of = model(
        activity("a", purpose="newsletter", basis=both, data=("email",)),
        activity("b", purpose="surveys", basis=both, data=("email",)),
        consents=(consent("both"),),
    )
    asked = [line for line in lines(consent_texts(of, "sv").blocks) if line.endswith("?")]
    assert len(asked) == 2


def test_data_that_the_law_guards_are_asked_for_explicitly() -> None:
    by_consent = (BasisEntry(basis=LegalBasis.CONSENT, consent="health"),)
    guarded = {"health": ("explicit-consent", None)}
    of = model(
        activity("a", purpose="surveys", basis=by_consent, conditions=guarded, data=("health",)),
        consents=(consent("health"),),
    )
    assert any("samtycker du uttryckligen" in line.lower() for line in lines(consent_texts(of, "sv").blocks))


def test_questions_are_those_of_one_source_when_one_is_named() -> None:
    of = example("mittliv/lofte.yaml")
    heads = [block.text for block in consent_texts(of, "en", "video-meetings").blocks if isinstance(block, Heading)]
    assert heads == ["Use recordings in later training", "Let you watch the meeting afterwards"]


def test_a_balancing_test_is_told_once_with_those_that_share_it() -> None:
    def resting(interest: str, balancing: Balancing) -> tuple[BasisEntry, ...]:
        text = Text((("en", interest), ("sv", interest)))
        return (BasisEntry(basis=LegalBasis.LEGITIMATE_INTERESTS, interest=text, balancing=balancing),)

    of = model(
        activity("a", purpose="business-contacts", basis=resting("one", Balancing(outcome=words("ja", "yes")))),
        activity("b", purpose="surveys", basis=resting("two", Balancing(shared_with="a"))),
        activity("c", purpose="newsletter", basis=(BasisEntry(basis=LegalBasis.LEGITIMATE_INTERESTS),)),
    )
    text = list(lines(balancing_tests(of, "en").blocks))
    assert sum(line.startswith("Conclusion: ") for line in text) == 1
    assert "Also for: Carry out surveys (interest: two)" in text
    assert not any("newsletter" in line for line in text)
    assert balancing_tests(model(activity("c")), "en").blocks == ()


def test_the_page_of_rights_says_whom_to_turn_to() -> None:
    text = list(lines(rights_page(bookshop(), "sv").blocks))
    assert text[0] == "Vad du kan begära"
    assert text.index("Du kan säga nej") < text.index("Så använder du dem") < text.index("Om du inte är nöjd")
    assert "Exempelbok AB är personuppgiftsansvarig." in "\n".join(text)


def test_a_text_of_which_nothing_is_declared_is_not_listed() -> None:
    silent = model(policy=policy_of(transcribed="page.txt"))
    assert [name for name in DOCUMENTS if is_told(Asked(silent, "sv"), name)] == ["policy", "layered"]
