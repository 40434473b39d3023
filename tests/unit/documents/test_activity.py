"""What is told of one activity: each fact in its sentence, and no sentence for what is not stated."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from lofte.documents.activity import activity_blocks
from lofte.documents.blocks import Heading, Paragraph, plain
from lofte.documents.groups import Group, Part
from lofte.documents.voice import Voice
from lofte.grammar import Text, Until
from lofte.model import BasisEntry, Disclosed, JointWith, Model, ProcessingActivity, Profiling
from lofte.vocabulary import LegalBasis
from unit.documents.builder import activity, contact, controller, model, recipient, source, words


def told(
    one: ProcessingActivity, language: str = "sv", subjects: tuple[str, ...] = ("customer",), **facts: object
) -> list[str]:
    whole = model(one, **facts)
    return [plain_of(block) for block in blocks(whole, language, subjects)]


def blocks(whole: Model, language: str, subjects: tuple[str, ...]) -> list[Heading | Paragraph]:
    activities = tuple(whole.activities.values())
    found = activity_blocks(Part(activities), Group(subjects[0], subjects, ()), Voice(whole, language))
    return [block for block in found if isinstance(block, Heading | Paragraph)]


def plain_of(block: Heading | Paragraph) -> str:
    return block.text if isinstance(block.text, str) else plain(block.text)


def test_an_activity_of_which_nothing_is_stated_is_a_heading_alone() -> None:
    assert told(activity("a", purpose="newsletter")) == ["Skicka nyhetsbrev"]


def test_the_organisations_own_words_go_before_the_vocabularys() -> None:
    own = words("berätta om nya böcker", "tell you about new books")
    assert told(activity("a", purpose="newsletter", purpose_text=own)) == ["Berätta om nya böcker"]
    assert told(activity("a", purpose="newsletter", purpose_text=own), "en") == ["Tell you about new books"]


def test_a_text_that_is_missing_in_a_language_is_told_in_the_first_language() -> None:
    own = Text((("sv", "berätta om nya böcker"),))
    assert told(activity("a", purpose_text=own), "en") == ["Berätta om nya böcker"]


@pytest.mark.parametrize(
    ("sources", "sv", "en"),
    [
        (
            (source("s", "form", "email"),),
            "Vi samlar in uppgifterna när du fyller i ett formulär och när du mejlar oss.",
            "We collect the data when you fill in a form and when you e-mail us.",
        ),
        (
            (source("s", "form"), source("t", "form")),
            "Vi samlar in uppgifterna när du fyller i ett formulär.",
            "We collect the data when you fill in a form.",
        ),
        (
            (source("s", "public-register", origin=words("Bolagsregistret", "the companies register")),),
            "Vi samlar in uppgifterna från Bolagsregistret.",
            "We collect the data from the companies register.",
        ),
        (
            (source("s", "form", label=words("anmälan i appen", "sign-up in the app")),),
            "Vi samlar in uppgifterna genom anmälan i appen.",
            "We collect the data through sign-up in the app.",
        ),
        (
            (source("s", "employer"),),
            "Vi samlar in uppgifterna från din arbetsgivare.",
            "We collect the data from your employer.",
        ),
    ],
)
def test_a_source_is_told_by_what_one_does_or_by_its_name(sources: tuple[object, ...], sv: str, en: str) -> None:
    one = activity("a", sources=tuple(source.name for source in sources))  # type: ignore[attr-defined]
    assert told(one, sources=sources)[1:] == [sv]
    assert told(one, "en", sources=sources)[1:] == [en]


def test_data_that_are_already_held_lead_to_where_they_came_from() -> None:
    first = activity("a", purpose="recruitment")
    whole = model(first, activity("b", purpose="defend-legal-claims", sources=("a",)))
    second = whole.activities["b"]
    found = activity_blocks(Part((second,)), Group("customer", ("customer",), ()), Voice(whole, "en"))
    assert isinstance(found[1], Paragraph)
    assert plain(found[1].text) == "We already hold the data for something else: recruit staff."


def test_a_source_that_has_the_name_of_its_activity_is_told_as_a_source() -> None:
    one = activity("contact-form", sources=("contact-form",))
    assert told(one, sources=(source("contact-form", "form"),))[1:] == [
        "Vi samlar in uppgifterna när du fyller i ett formulär."
    ]


@pytest.mark.parametrize(
    ("required", "data", "sv"),
    [
        (("all",), ("name", "email"), "Du behöver lämna alla uppgifterna."),
        (("all",), ("email",), "Du behöver lämna uppgiften."),
        (("name", "email"), ("name", "email"), "Du behöver lämna alla uppgifterna."),
        (("email",), ("name", "email"), "Du behöver lämna e-postadress; resten är frivilligt."),
        ((), ("name", "email"), "Du väljer själv vilka uppgifter du lämnar."),
    ],
)
def test_it_is_told_what_must_be_given(required: tuple[str, ...], data: tuple[str, ...], sv: str) -> None:
    one = activity("a", data=data, required=required, sources=("s",))
    assert sv in told(one, sources=(source("s", "form"),))


def test_nobody_is_told_to_choose_what_they_never_gave() -> None:
    one = activity("a", data=("name",), required=(), sources=("s",))
    assert not any("väljer själv" in text for text in told(one, sources=(source("s", "public-register"),)))


def test_recipients_of_all_and_of_some_data_are_told_apart() -> None:
    one = activity(
        "a",
        to=(Disclosed(recipient="host"), Disclosed(recipient="bank"), Disclosed(recipient="agency", data=("name",))),
    )
    known = (
        recipient("host", label=words("driftbolaget", "the hosting company")),
        recipient("bank", label=words("banken", "the bank")),
        recipient("agency", label=words("myndigheten", "the agency")),
    )
    assert told(one, recipients=known)[1] == (
        "Uppgifterna lämnas till driftbolaget och banken. Till myndigheten lämnar vi bara namn."
    )
    assert told(replace(one, to_open=True), "en", recipients=known)[1] == (
        "Recipients of the data include the hosting company and the bank. To the agency we disclose only name."
    )


def test_a_narrower_group_of_people_is_named() -> None:
    one = activity("a", about=("customer",), data=("name",))
    assert told(one, subjects=("customer", "member"))[1] == "Gäller kund."
    assert told(one, "en", subjects=("customer", "member"))[1] == "Applies to: customer."
    assert told(one)[1] == "Uppgifter: namn."


def test_marketing_can_be_refused_where_it_is_told() -> None:
    one = activity("a", purpose="newsletter", purpose_class="marketing", channels=("email", "sms"))
    assert told(one)[1] == (
        "Vi hör av oss via e-post och sms. Du kan när som helst säga nej till det, så slutar vi. "
        "I varje utskick finns en länk för det."
    )
    assert told(one, "en")[1] == (
        "We contact you by e-mail and text message. You can say no to this at any time, and we stop. "
        "Each message has a link for that."
    )
    assert "säga nej" not in told(one, rights_written=True)[1]


def test_what_is_shown_in_social_media_is_not_told_as_a_message() -> None:
    one = activity("a", purpose_class="marketing", channels=("email", "social-media"))
    assert told(one, "en")[1].startswith("We contact you by e-mail. It is shown in social media.")


@pytest.mark.parametrize("channels", [("email",), ("phone",)])
def test_an_address_for_stopping_marketing_goes_before_the_link(channels: tuple[str, ...]) -> None:
    stop = contact("marketing-stop", email="stop@example.se")
    one = activity("a", purpose_class="marketing", channels=channels, stop="marketing-stop")
    assert told(one, "en", contacts=(stop,))[1].endswith("For that, contact stop@example.se.")


def test_a_letter_has_no_link() -> None:
    assert "länk" not in told(activity("a", purpose_class="marketing", channels=("post",)))[1]


def test_what_ends_earlier_when_a_consent_is_withdrawn_says_so() -> None:
    consent = (BasisEntry(basis=LegalBasis.CONSENT, consent="a"),)
    one = activity("a", basis=consent, keep=Until(("case.closed",)))
    assert told(one)[-1].endswith("Återkallar du ditt samtycke tar vi bort dem tidigare.")
    assert "tidigare" not in told(replace(one, keep=Until(("a.withdrawn",))))[-1]
    assert "tidigare" not in told(replace(one, basis=(BasisEntry(basis=LegalBasis.CONTRACT),)))[-1]


def test_profiling_is_told_with_its_logic_its_effects_and_who_decides() -> None:
    profile = Profiling(
        logic=words("vi jämför språk", "we compare languages"),
        effects=words("vem du träffar", "whom you meet"),
        decides="no",
        even_if_objected=(),
    )
    assert told(activity("a", profiling=profile))[1] == (
        "Det här är profilering. Så här går det till: vi jämför språk. Det påverkar vem du träffar. "
        "Inga beslut fattas enbart automatiskt."
    )
    decided = told(activity("a", profiling=replace(profile, decides="contract")), "en")[1]
    assert "Decisions may be made by automated means alone (ground: contract)." in decided


def test_guarded_data_are_told_with_what_permits_them() -> None:
    one = activity("a", conditions={"personal-identity-number": ("secure-identification", None)})
    assert told(one)[1] == "Att vi får använda personnummer bygger på vikten av en säker identifiering (artikel 87)."


def test_a_group_of_data_is_opened_once() -> None:
    whole = model(activity("a", data=("contact-details",)))
    voice, group, part = (
        Voice(whole, "en"),
        Group("customer", ("customer",), ()),
        Part(tuple(whole.activities.values())),
    )
    first = activity_blocks(part, group, voice)[1]
    again = activity_blocks(part, group, voice, frozenset({"contact-details"}))[1]
    assert isinstance(first, Paragraph)
    assert isinstance(again, Paragraph)
    assert plain(first.text).startswith("Data: contact details (e-mail address, telephone number, ")
    assert plain(again.text) == "Data: contact details."


def test_what_we_work_out_ourselves_is_not_told_as_given() -> None:
    one = activity("a", data=("name", "profile"), sources=("s",))
    assert told(one, sources=(source("s", "form"),))[1] == (
        "Uppgifter: namn. Vi samlar in uppgifterna när du fyller i ett formulär. Hos oss tillkommer profil."
    )


def test_one_of_several_controllers_is_named() -> None:
    both = (
        controller("a", label=words("A AB", "A AB")),
        controller("b", label=words("Stiftelsen B", "The B Foundation")),
    )
    one = activity("x", controllers=("b",), data=("name",))
    assert told(one, "en", controllers=both)[1] == "Controller: The B Foundation. Data: name."
    assert told(one, "en", controllers=both[:1])[1] == "Data: name."


def test_several_controllers_are_named_once_where_they_have_arranged_what_each_does() -> None:
    alone = controller("b", label=words("Stiftelsen B", "The B Foundation"))
    joint = JointWith(controller="b", arrangement=date(2026, 5, 1), essence=None, answers="a")
    arranged = (controller("a", label=words("A AB", "A AB"), jointly_with=(joint,)), alone)
    silent = (controller("a", label=words("A AB", "A AB")), alone)
    one = activity("x", controllers=("a", "b"), data=("name",))
    assert told(one, "en", controllers=arranged)[1] == "Data: name."
    assert told(one, "en", controllers=silent)[1] == "Controller: A AB and The B Foundation. Data: name."


def test_since_when_and_how_small_a_group_statistics_show() -> None:
    one = activity("a", since=date(2027, 3, 1), smallest_group=5)
    assert told(one) == [
        "A",
        "Vi gör det sedan den 1 mars 2027.",
        "Statistiken visar aldrig grupper som är mindre än fem personer.",
    ]


def test_each_paragraph_carries_the_promises_that_it_tells() -> None:
    consent = (BasisEntry(basis=LegalBasis.CONSENT, consent="letters"),)
    one = activity(
        "a",
        purpose="newsletter",
        purpose_class="marketing",
        data=("email",),
        to=(Disclosed(recipient="host"),),
        basis=consent,
        keep=Until(("consent.withdrawn",)),
    )
    found = blocks(model(one, recipients=(recipient("host"),)), "sv", ("customer",))
    assert [block.tells for block in found] == [
        ("notice.a",),
        ("notice.a", "disclosure.host"),
        ("notice.a", "consent.letters"),
        ("marketing.a",),
        ("retention.a",),
    ]
