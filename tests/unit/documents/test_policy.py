"""The whole policy of an invented organisation: its order, its layers, and what it never does."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from lofte.declaration.form import Origin
from lofte.documents import policy, render
from lofte.documents.blocks import Heading, Items, Link, Paragraph, plain
from lofte.documents.recipients import recipients_blocks
from lofte.documents.voice import Voice
from lofte.model import Claim, Told
from unit.documents.bookshop import bookshop
from unit.documents.builder import activity, controller, model, policy_of, recipient, subject, words
from unit.documents.reading import lines


def headings(language: str, level: int = 2) -> list[str]:
    return [
        block.text
        for block in policy(bookshop(), language).blocks
        if isinstance(block, Heading) and block.level == level
    ]


def test_short_words_come_first_and_what_concerns_everyone_last() -> None:
    assert headings("en") == [
        "In short",
        "Who is responsible for the data?",
        "Find your part",
        "Customer or member",
        "Contact person at a publisher",
        "Who receives the data?",
        "When you have consented",
        "Cookies on the website",
        "Your rights",
        "When the time is up",
        "Security",
        "When this text changes",
    ]
    assert headings("sv")[3:5] == ["Du som är kund eller medlem", "Du som är kontaktperson på ett förlag"]


def test_several_controllers_are_responsible_together() -> None:
    two = model(
        controllers=(controller("a", label=words("Ett AB", "One")), controller("b", label=words("Två AB", "Two")))
    )
    assert "One and Two are responsible for the data." in render(two, "en", "markdown")
    assert "Ett AB och Två AB ansvarar för uppgifterna." in render(two, "sv", "markdown")


def test_what_is_claimed_of_everything_stands_among_the_short_words() -> None:
    always = model(claims=(Claim(name="lawful-basis-always", label=words("alltid", "always"), about=()),))
    short = next(block for block in policy(always, "en").blocks if isinstance(block, Items))
    assert [plain(item.text) for item in short.items] == ["There is always a legal basis."]


def test_a_policy_names_its_version_and_its_day() -> None:
    assert policy(bookshop(), "sv").meta == ("Version 3", "Gäller från den 1 februari 2026")
    assert policy(bookshop(), "en").meta == ("Version 3", "In force from 1 February 2026")
    assert policy(model(), "sv").meta == ()


@pytest.mark.parametrize(
    ("labels", "title"),
    [
        (("kund", "medlem"), "Du som är kund eller medlem"),
        (("den som söker arbete",), "Du som söker arbete"),
        (("den som hör av sig",), "Du som hör av dig"),
        (("kund", "den som hör av sig"), "Du som är kund eller som hör av dig"),
    ],
)
def test_swedish_speaks_to_the_reader(labels: tuple[str, ...], title: str) -> None:
    names = tuple(f"s{place}" for place in range(len(labels)))
    people = tuple(subject(name, words(label, label)) for name, label in zip(names, labels, strict=True))
    told = policy(model(activity("a", about=names, data=("name",)), subjects=people), "sv")
    assert title in [block.text for block in told.blocks if isinstance(block, Heading)]


def test_two_activities_that_sound_alike_are_told_apart_in_links() -> None:
    whole = model(
        activity("a", purpose="newsletter", about=("customer",), data=("name",)),
        activity("b", purpose="newsletter", about=("member",), data=("email",)),
        activity("c", purpose="surveys", about=("member",)),
    )
    links = Voice(whole, "sv").activities(("a", "c"))
    assert links == (
        Link("skicka nyhetsbrev (kund)", "#notice.a"),
        " och ",
        Link("genomföra enkäter och undersökningar", "#notice.c"),
    )


def test_two_activities_for_the_same_people_and_purpose_are_told_apart_by_what_they_are_called() -> None:
    form = activity(
        "form", label=words("formulär", "form"), purpose="answer-enquiries", about=("asker",), data=("name",)
    )
    mail = replace(form, name="mail", label=words("e-post", "e-mail"), data=("email",))
    told = policy(model(form, mail), "en")
    assert [block.text for block in told.blocks if isinstance(block, Heading) and block.level == 3][:2] == [
        "Answer enquiries (form)",
        "Answer enquiries (e-mail)",
    ]


def test_a_model_that_states_nothing_makes_a_page_that_invents_nothing() -> None:
    silent = model(policy=policy_of(transcribed="page.txt"))
    told = policy(silent, "sv")
    assert [type(block) for block in told.blocks] == [Paragraph]
    assert render(silent, "sv", "markdown").startswith("# Integritetspolicy\n\nHär står")


def test_the_organisations_own_first_words_come_first() -> None:
    whole = model(policy=policy_of(introduction=words("Vi säljer böcker.", "We sell books.")))
    first = policy(whole, "en").blocks[0]
    assert isinstance(first, Paragraph)
    assert plain(first.text).startswith("We sell books. This page says")


def test_the_language_that_holds_is_named_where_there_are_two() -> None:
    first = policy(bookshop(), "en").blocks[0]
    assert isinstance(first, Paragraph)
    assert plain(first.text).endswith("If the languages differ, the Swedish text prevails.")


def test_a_language_that_no_policy_is_told_in_is_refused() -> None:
    with pytest.raises(ValueError, match="a policy can be told in `sv` and `en`, not in `fi`"):
        policy(bookshop(), "fi")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_sentence_is_left_without_its_end_or_with_two(language: str) -> None:
    for block in policy(bookshop(), language).blocks:
        if isinstance(block, Paragraph):
            text = plain(block.text)
            assert text[-1] in ".:", text
            assert ".." not in text
            assert "  " not in text


def test_the_order_of_names_in_mappings_of_one_kind_changes_nothing_but_the_order() -> None:
    whole = bookshop()
    turned = replace(
        whole, sources=dict(reversed(tuple(whole.sources.items()))), data=dict(reversed(tuple(whole.data.items())))
    )
    assert render(turned, "sv", "html") == render(whole, "sv", "html")


def test_what_anyone_declares_is_shown_and_never_obeyed() -> None:
    evil = '<img src=x onerror="alert(1)">'
    whole = model(activity("a", purpose_text=words(evil, evil), data=("name",)), policy=policy_of(version=evil))
    html = render(whole, "sv", "html")
    assert "<img" not in html
    assert "&lt;img" in html
    assert not re.search(r"(?m)^#+ .*[^\\]<", render(whole, "sv", "markdown"))


def test_what_a_text_requires_before_data_are_given_is_told() -> None:
    careful = recipient("court", on=("infringement",), requires=("good-faith", "statute"), roles=("independent",))
    said = replace(careful, told={"requires": Told(Origin.PUBLISHED)})
    what = "Independent controller; receives data when rights have been infringed"
    assert f"Court | {what}; this requires good faith and a provision of law | – | –" in lines(
        recipients_blocks(Voice(model(recipients=(said,)), "en"))
    )
    assert f"Court | {what} | – | –" in lines(recipients_blocks(Voice(model(recipients=(careful,)), "en")))
