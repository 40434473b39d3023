"""The sections that concern everyone: what each tells, and that it is silent where the declaration is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lofte.documents.blocks import Aside, Inlines, Link, plain
from lofte.documents.consents import consent_blocks, cookie_blocks
from lofte.documents.contact import contact_channels, organisation_blocks, turn_to
from lofte.documents.promise_words import KINDS, promise_sentence
from lofte.documents.recipients import leaves_eea, recipients_blocks
from lofte.documents.right_words import EXCEPTIONS, RIGHTS_IN_WORDS
from lofte.documents.rights import rights_blocks
from lofte.documents.upkeep import change_blocks, erasure_blocks, for_others_blocks, security_blocks
from lofte.documents.voice import Voice
from lofte.model import BasisEntry, HoldReason, JointWith, Measure, Safeguard, Sweeping
from lofte.periods import Period
from lofte.vocabulary import RIGHTS, WORDS, LegalBasis
from unit.documents.bookshop import bookshop
from unit.documents.builder import (
    activity,
    consent,
    contact,
    controller,
    cookie,
    model,
    policy_of,
    recipient,
    requests,
    right,
    security,
    website,
    words,
)
from unit.documents.reading import lines

SILENT = model()
SECTIONS = (
    organisation_blocks,
    recipients_blocks,
    consent_blocks,
    cookie_blocks,
    erasure_blocks,
    security_blocks,
    change_blocks,
    for_others_blocks,
)


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_section_of_which_nothing_is_declared_is_not_there(section: object, language: str) -> None:
    assert section(Voice(SILENT, language)) == ()  # type: ignore[operator]


def test_the_controller_is_told_with_number_address_and_contacts() -> None:
    told = lines(organisation_blocks(Voice(bookshop(), "en")))
    assert told == [
        "Who is responsible for the data?",
        (
            "Exempelbok AB is the controller of your personal data. Registration number 556000-0000. "
            "Address: Bokgatan 1, 123 45 Exempelstad, Sweden."
        ),
        "Questions about personal data: privacy@example.se, 08-123 45 67 or the form on the website.",
        "We are not required to have a data protection officer and have none.",
    ]


def test_an_officer_is_told_only_when_there_is_one() -> None:
    own = model(contacts=(contact("privacy", email="a@example.se"), contact("dpo", email="dpo@example.se")))
    assert "Vårt dataskyddsombud: dpo@example.se." in lines(organisation_blocks(Voice(own, "sv")))
    same = model(contacts=(contact("privacy", email="a@example.se"), contact("dpo", same_as="privacy")))
    assert lines(organisation_blocks(Voice(same, "sv")))[1:] == ["Frågor om personuppgifter: a@example.se."]


@pytest.mark.clause("ML-8-b")
def test_a_suspected_breach_has_an_address_of_its_own_when_one_is_declared() -> None:
    own = model(contacts=(contact("privacy", email="a@example.se"), contact("breach", phone="08-1")))
    assert "Tror du att något har hänt med dina uppgifter: 08-1." in lines(organisation_blocks(Voice(own, "sv")))
    same = model(contacts=(contact("privacy", email="a@example.se"), contact("breach", same_as="privacy")))
    assert not any("Tror du" in line for line in lines(organisation_blocks(Voice(same, "sv"))))


def test_joint_controllers_are_told_with_who_answers() -> None:
    joint = JointWith(
        controller="b", arrangement=None, essence=words("A sköter kurserna", "A runs the courses"), answers="a"
    )
    both = (controller("a", label=words("A AB", "A AB"), jointly_with=(joint,)), controller("b", label=words("B", "B")))
    told = lines(organisation_blocks(Voice(model(controllers=both), "en")))
    assert told[1].endswith(
        "A AB and B are responsible jointly unless a section says otherwise. "
        "A runs the courses. A AB answers your requests."
    )
    silent = replace(both[0], jointly_with=(JointWith(controller="b", arrangement=None, essence=None, answers=None),))
    assert "jointly" not in " ".join(lines(organisation_blocks(Voice(model(controllers=(silent, both[1])), "en"))))


def test_each_channel_is_a_link_that_works_and_a_script_is_none() -> None:
    voice = Voice(SILENT, "sv")
    inlines: Inlines = contact_channels(
        contact("x", email="a@example.se", phone="+46 8 123 45", form="https://example.se/f", post="Gatan 1"), voice
    )
    assert [part.to for part in inlines if isinstance(part, Link)] == [
        "mailto:a@example.se",
        "tel:+46812345",
        "https://example.se/f",
    ]
    assert plain(inlines).endswith("eller brev till Gatan 1")
    assert contact_channels(contact("x", form="javascript:x"), voice) == ()


def test_who_has_only_a_postal_address_is_turned_to_there() -> None:
    assert turn_to("privacy", Voice(model(contacts=(contact("privacy", post="Gatan 1"),)), "sv")) == ("Gatan 1",)


def test_a_recipient_is_told_with_role_purpose_and_country() -> None:
    told = lines(recipients_blocks(Voice(bookshop(), "en")))
    assert "The parcel service | Distributors; independent controller | Perform contracts | Sweden" in told
    assert "Example Host Inc. | Hosting providers; processor | Perform contracts | United States and Ireland" in told
    assert "Example Host Inc.: United States. Safeguard: adequacy decision (EU–US Data Privacy Framework)." in told
    assert "You can get a copy of the safeguards: contact privacy@example.se." in told
    assert any("We have an agreement with each processor that governs this." in line for line in told)


def test_what_is_not_stated_of_a_recipient_is_a_dash() -> None:
    told = lines(recipients_blocks(Voice(model(recipients=(recipient("x", label=words("någon", "someone")),)), "sv")))
    assert told[-1] == "Någon | – | – | –"
    assert "avtal" not in " ".join(told)


@pytest.mark.clause("ML-4-b")
@pytest.mark.parametrize(
    ("facts", "outside"),
    [
        ({"country": "SE", "places": ("SE", "IE")}, ()),
        ({"country": "NO", "places": ("eea",)}, ()),
        ({"country": "SE", "places": ("SE", "US")}, ("US",)),
        ({"country": "IN"}, ("IN",)),
        ({"country": "SE", "group": "US"}, ("US",)),
        ({}, ()),
    ],
)
def test_seat_place_and_parent_all_count_when_data_leave_the_eea(
    facts: dict[str, object], outside: tuple[str, ...]
) -> None:
    assert leaves_eea(recipient("x", **facts)) == outside


def test_a_transfer_without_a_safeguard_claims_none() -> None:
    bare = recipient("x", label=words("X", "X"), country="US")
    assert "X: USA." in lines(recipients_blocks(Voice(model(recipients=(bare,)), "sv")))
    clauses = Safeguard(tool="standard-clauses", details={"decision": "2021-914"})
    safe = recipient("x", label=words("X", "X"), country="US", safeguards=(clauses,))
    assert "X: USA. Skydd: standardavtalsklausuler (2021-914)." in lines(
        recipients_blocks(Voice(model(recipients=(safe,)), "sv"))
    )


def test_consents_that_are_asked_alike_are_told_in_one_line() -> None:
    basis = {name: (BasisEntry(basis=LegalBasis.CONSENT, consent=name),) for name in ("a", "b", "c")}
    alike = {"by": "unticked-box", "withdraw": ("link",)}
    whole = model(
        activity("x", purpose="newsletter", basis=basis["a"]),
        activity("y", purpose="surveys", basis=basis["b"]),
        activity("z", purpose="offers", basis=basis["c"]),
        consents=(consent("a", **alike), consent("b", **alike), consent("c", by="spoken")),
    )
    assert lines(consent_blocks(Voice(whole, "en")))[2:] == [
        (
            "Send newsletters and carry out surveys: you consent through a box that you tick yourself. "
            "Withdraw by the link in each message."
        ),
        "Send offers: you consent through a spoken yes.",
    ]


def test_when_every_consent_is_asked_again_at_the_same_time_it_is_said_once() -> None:
    told = lines(consent_blocks(Voice(bookshop(), "sv")))
    assert sum("Vi frågar dig igen efter 24 månader." in line for line in told) == 1
    assert told[1].endswith("Vi frågar dig igen efter 24 månader.")


def test_cookies_are_told_with_purpose_owner_and_time() -> None:
    told = lines(cookie_blocks(Voice(bookshop(), "sv")))
    assert "cart | Fullgöra avtal | oss | tills du stänger webbläsaren" in told
    assert "_c* | Statistik | Example Host Inc. | 13 månader" in told
    unknown = model(websites=(website("w", cookie("x")),))
    assert lines(cookie_blocks(Voice(unknown, "sv")))[-1] == "x | – | – | –"


def test_every_right_of_the_law_has_its_words_and_every_exception_too() -> None:
    assert RIGHTS_IN_WORDS.keys() == RIGHTS.keys()
    assert EXCEPTIONS.keys() == WORDS["right-exception"]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_without_a_section_all_rights_are_told(language: str) -> None:
    told = " ".join(lines(rights_blocks(Voice(SILENT, language))))
    for name in RIGHTS.keys() - {"withdrawal", "complaint", "objection"}:
        assert RIGHTS_IN_WORDS[name].words(language) in told


@pytest.mark.clause("ML-5-a", "ML-5-e", "ML-5-f")
def test_a_written_section_tells_what_it_names_and_no_more() -> None:
    whole = model(
        rights_written=True,
        rights=(
            right("access"),
            right("portability", condition="technically-possible"),
            right("objection", given_for=("any",)),
        ),
    )
    told = " ".join(lines(rights_blocks(Voice(whole, "sv"))))
    assert "Rätt till tillgång" in told
    assert "Det gäller om det är tekniskt möjligt." in told
    assert "Du kan invända mot all vår behandling av dina uppgifter." in told
    assert "Rätt till radering" not in told
    assert "klaga" not in told


def test_the_right_to_object_stands_apart_and_before_the_others() -> None:
    blocks = rights_blocks(Voice(bookshop(), "sv"))
    aside = blocks[1]
    assert isinstance(aside, Aside)
    assert aside.tells == ("request.objection", "marketing.newsletter")
    told = lines((aside,))
    assert "Det gäller: skicka nyhetsbrev." in told[1]
    assert told[1].endswith("Vi minns att du har sagt nej, så att det inte börjar igen.")
    assert "Det gäller: hålla kontakt med organisationer som vi samarbetar med." in told[2]


def test_an_objection_that_the_page_shows_in_its_text_is_not_set_apart() -> None:
    whole = model(rights_written=True, rights=(right("objection", shown="in-text"),))
    assert not any(isinstance(block, Aside) for block in rights_blocks(Voice(whole, "sv")))


def test_some_grounds_of_erasure_are_told_as_those() -> None:
    whole = model(rights_written=True, rights=(right("erasure", grounds=("no-longer-needed", "legal-duty")),))
    assert (
        "Rätt till radering. Du kan få dina uppgifter raderade när något av detta gäller: "
        "uppgifterna behövs inte längre; lagen kräver att uppgifterna raderas (artikel 17)."
    ) in lines(rights_blocks(Voice(whole, "sv")))


def test_exceptions_and_consequences_are_told() -> None:
    given = right(
        "erasure", exceptions=("contract", "statute"), consequence=words("avtalet upphör.", "the contract ends.")
    )
    told = " ".join(lines(rights_blocks(Voice(model(rights_written=True, rights=(given,)), "en"))))
    assert "This does not apply where a contract requires the data." in told
    assert "The consequence may be: the contract ends." in told


def test_it_is_told_how_to_ask_how_soon_one_is_answered_and_what_it_costs() -> None:
    whole = model(
        contacts=(contact("privacy", email="a@example.se"),),
        requests=requests(
            by=("email", "letter"),
            answer=Period(months=1),
            extension=Period(months=2),
            identity=("bankid",),
            further_copies="50 SEK",
        ),
    )
    told = lines(rights_blocks(Voice(whole, "en")))
    assert (
        "Contact a@example.se. We accept your request by e-mail or letter. We answer within one month. "
        "If the matter is complex we may need a further two months, and we then tell you why within the first month. "
        "It is free of charge. A further copy of the same data costs 50 SEK. We check who you are by BankID."
    ) in told


def test_a_complaint_goes_to_the_authority_with_its_address_today() -> None:
    told = lines(rights_blocks(Voice(SILENT, "sv")))
    assert told[-1] == (
        "Du kan klaga hos Integritetsskyddsmyndigheten (IMY). Box 8114, 104 20 Stockholm, imy@imy.se, www.imy.se."
    )


def test_what_is_due_is_told_to_go_and_what_is_held_to_be_looked_at_again() -> None:
    hold = HoldReason(
        name="law",
        label=words("lag", "law"),
        kinds=("statute", "authority-decision"),
        about=("customer",),
        activities=(),
        review=Period(months=12),
        owner=None,
    )
    sweep = Sweeping(name="sweep", label=words("", ""), every=Period(days=1), within=Period(days=30), approve=None)
    told = lines(erasure_blocks(Voice(model(activity("a"), holds=(hold,), sweep=sweep), "sv")))
    assert told[1] == (
        "Varje avsnitt ovan säger hur länge vi sparar uppgifterna. När tiden är ute tar vi "
        "bort dem, senast inom 30 dagar."
    )
    assert told[3] == (
        "Lagen kräver det eller en myndighet har beslutat det (gäller kund); "
        "vi prövar det på nytt med högst tolv månaders mellanrum."
    )


def test_security_tells_aims_and_no_means() -> None:
    measures = tuple(
        Measure(
            name=name,
            label=words("hemlig", "secret"),
            against=(aim,),
            covers=(),
            systems=(),
            owner=None,
            evidence="vault",
        )
        for name, aim in (("a", "access"), ("b", "loss"))
    )
    told = lines(security_blocks(Voice(model(security=security(*measures, breach_within=Period(hours=72))), "en")))
    assert told[1] == "We protect the data against unauthorised access and loss."
    assert "within 72 hours" in told[2]
    assert not {"secret", "vault"} & set(" ".join(told).split())


@pytest.mark.clause("ML-7-b", "ML-7-c", "ML-7-d", "ML-7-e")
def test_a_change_is_told_by_the_channels_that_are_declared() -> None:
    published = policy_of(material=("website", "email"), other=("website",), check_back=True, consent="renew")
    assert lines(change_blocks(Voice(model(policy=published), "sv")))[1:] == [
        (
            "Ändringar av betydelse berättar vi om på webbplatsen och med e-post. "
            "Mindre ändringar visas på webbplatsen. "
            "Rör ändringen något som du har samtyckt till frågar vi dig igen. Läs gärna texten igen då och då."
        )
    ]


def test_what_is_done_as_a_processor_points_to_the_controller() -> None:
    theirs = activity("x", purpose="process-for-customers", on_behalf_of="customer", about=("customer",))
    assert lines(for_others_blocks(Voice(model(theirs), "en")))[1] == (
        "Process data on behalf of our customers: here we are a processor. "
        "The controller is customer; please send your request there."
    )


@pytest.mark.parametrize(
    ("language", "who"), [("sv", "Ansvarig är kunden;"), ("en", "The controller is the customer;")]
)
def test_a_controller_that_is_told_in_words_is_told_in_the_readers_language(language: str, who: str) -> None:
    theirs = activity("x", purpose="process-for-customers", on_behalf_of=words("kunden", "the customer"))
    assert who in lines(for_others_blocks(Voice(model(theirs), language)))[1]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_promise_that_the_model_does_not_hold_is_told_by_its_id(language: str) -> None:
    voice = Voice(SILENT, language)
    for promise in ("retention.nothing", "consent.nothing", "disclosure.nothing", "cookie.nothing", "strange.thing"):
        assert promise_sentence(promise, voice) == promise


def test_every_kind_of_promise_has_a_name_and_a_sentence() -> None:
    voice = Voice(bookshop(), "sv")
    promises = {
        "retention.newsletter": "Skicka nyhetsbrev: vi sparar uppgifterna tills du återkallar ditt samtycke.",
        "consent.newsletter": "Skicka nyhetsbrev: vi gör det bara med ditt samtycke, och slutar när du återkallar det.",
        "marketing.newsletter": "Skicka nyhetsbrev: vi slutar när du säger nej.",
        "request.access": "Rätt till tillgång: vi svarar på din begäran inom en månad.",
        "notice.orders": "Fullgöra avtal: du får veta vilka uppgifter vi använder, varför och på vilken grund.",
        "disclosure.host": "Example Host Inc. får bara uppgifter för det som policyn säger.",
        "cookie.count": "_c* används bara för det som policyn säger och finns kvar i högst 13 månader.",
        "security.log-in": "Uppgifterna skyddas mot obehörig åtkomst och obehörigt röjande.",
        "breach.routine": "Händer något med uppgifterna anmäler vi det till tillsynsmyndigheten inom 72 timmar.",
        "change.policy": "Vi berättar om ändringar av betydelse innan de gäller.",
    }
    assert {promise.partition(".")[0] for promise in promises} == KINDS.keys()
    assert {promise: promise_sentence(promise, voice) for promise in promises} == promises
