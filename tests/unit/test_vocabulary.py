"""The closed lists are whole, readable in two languages, and known to the law and to the exchange vocabulary."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from lofte.vocabulary import (
    CONDITIONS,
    CONDITIONS_OF,
    CONSENT_WAYS,
    CONTROLLER_FORMS,
    COUNTRIES,
    CURRENT_AUTHORITY,
    DATA,
    EEA,
    ERASURE_GROUNDS,
    EVENTS,
    INDIRECT_SOURCES,
    PUBLIC_FORMS,
    PURPOSES,
    RIGHTS,
    SOURCE_KINDS,
    STATUTES,
    TERMS,
    TIME_ZONES,
    VALID_CONSENT_WAYS,
    WORDS,
    LegalBasis,
    consent_event,
)

ROOT = Path(__file__).parents[2]
GLOSSARY = ROOT / "docs" / "glossary.md"
EVERY_TERM = [(name, term) for name, terms in TERMS.items() for term in terms.values()]


def _glossary() -> str:
    return GLOSSARY.read_text(encoding="utf-8")


@pytest.mark.parametrize("vocabulary", TERMS)
def test_every_member_reads_well_in_both_languages(vocabulary: str) -> None:
    for name, label in ((term.name, label) for term in TERMS[vocabulary].values() for label in (term.sv, term.en)):
        assert label, f"{name} has an empty label"
        assert label.strip() == label
        assert not label.endswith((".", ",", ":")), f"{label!r} must stand inside a sentence"
        assert not re.search(r"[<>{}|_]", label), f"{label!r} must need no escaping"


def test_every_member_has_its_article_of_law() -> None:
    assert [term.name for _, term in EVERY_TERM if not term.article] == []


def test_every_exchange_term_has_been_looked_up_in_the_published_vocabulary() -> None:
    lines = (Path(__file__).parent / "dpv-2.3-terms.txt").read_text(encoding="utf-8").splitlines()
    assert {term.dpv for _, term in EVERY_TERM if term.dpv} == {line for line in lines if not line.startswith("#")}


def test_words_are_the_members_and_nothing_else() -> None:
    for name, terms in TERMS.items():
        assert WORDS[name] == frozenset(terms)
    assert all(words for words in WORDS.values())


def test_words_of_the_language_are_lower_case_with_hyphens() -> None:
    odd = {word for words in WORDS.values() for word in words if not re.fullmatch(r"[a-z][a-z0-9.-]*", word)}
    assert odd == {"Datainspektionen"}, "only a name in history keeps its capital"


def test_the_legal_bases_are_the_six_of_the_law_in_its_order() -> None:
    assert [term.article for term in TERMS["legal-basis"].values()] == [
        f"GDPR Art. 6(1)({letter})" for letter in "abcdef"
    ]
    assert [str(basis) for basis in LegalBasis] == list(TERMS["legal-basis"])


def test_groups_and_ancestors_name_categories_that_exist() -> None:
    named = {name for category in DATA.values() for name in (*category.includes, *category.ancestors)}
    assert named <= DATA.keys()
    assert all(category.special in (None, *DATA) for category in DATA.values())


def test_no_group_is_inside_itself() -> None:
    def members(name: str, above: tuple[str, ...] = ()) -> None:
        assert name not in above, f"{name} is inside itself"
        for member in (*DATA[name].includes, *DATA[name].ancestors):
            members(member, (*above, name))

    for name in DATA:
        members(name)


def test_what_asks_for_a_condition_has_conditions_that_answer_it() -> None:
    assert {category.guarded for category in DATA.values()} == {None, "9", "10", "87"}
    assert all(CONDITIONS_OF[article] for article in ("9", "10", "87"))
    assert len(CONDITIONS_OF["9"]) == 10, "Art. 9(2) has ten letters"
    assert set().union(*CONDITIONS_OF.values()) | {"no-lesser-datum"} == set(CONDITIONS)


def test_the_categories_that_find_a_person_alone_are_those_of_the_language() -> None:
    alone = {name for name, category in DATA.items() if category.identifies}
    assert alone == {"email", "work-email", "personal-identity-number", "customer-number", "account-id", "cookie-id"}


def test_direct_marketing_is_a_class_of_its_own() -> None:
    marketing = {name for name, purpose in PURPOSES.items() if purpose.purpose_class == "marketing"}
    assert marketing == {"direct-marketing", "newsletter", "event-invitations", "offers"}


def test_a_ticked_box_is_never_a_valid_consent() -> None:
    assert CONSENT_WAYS.keys() > VALID_CONSENT_WAYS
    assert not VALID_CONSENT_WAYS & {"ticked-box", "terms", "use", "visit", "contact", "silence", "payment"}


def test_small_sets_name_members_of_their_lists() -> None:
    assert SOURCE_KINDS.keys() > INDIRECT_SOURCES
    assert CONTROLLER_FORMS.keys() > PUBLIC_FORMS
    assert CURRENT_AUTHORITY.keys() == WORDS["authority"]
    assert {statute.event for statute in STATUTES.values()} <= EVENTS.keys()
    assert len(RIGHTS) == 11
    assert len(ERASURE_GROUNDS) == 7


def test_the_eea_has_thirty_countries_and_the_world_more() -> None:
    assert len(EEA) == 30
    assert EEA < COUNTRIES
    assert TIME_ZONES.keys() <= COUNTRIES
    assert all(re.fullmatch("[A-Z]{2}", country) for country in COUNTRIES)


def test_the_events_of_a_consent_carry_its_name() -> None:
    assert consent_event("newsletter.given") == ("newsletter", "given")
    assert consent_event("newsletter.withdrawn") == ("newsletter", "withdrawn")
    assert consent_event("consent.withdrawn") is None, "that is the activity's own consent"
    assert consent_event("programme.ended") is None


def test_the_glossary_has_every_member_as_it_is_now() -> None:
    printed = runpy.run_path(str(ROOT / "tools" / "glossary"))["printed"]
    assert printed(_glossary()) == _glossary(), "run tools/glossary"


def test_the_glossary_has_every_name_of_the_style() -> None:
    names = """Controller JointControllers Processor DataSubject DataSubjectCategory PersonalDataCategory
    special_category Purpose LegalBasis CONSENT CONTRACT LEGAL_OBLIGATION VITAL_INTERESTS PUBLIC_TASK
    LEGITIMATE_INTERESTS ProcessingActivity Recipient Transfer TransferSafeguard RetentionRule RetentionPeriod Need
    Hold Consent ConsentRecord withdraw DataSubjectRequest Right ACCESS RECTIFICATION ERASURE RESTRICTION PORTABILITY
    OBJECTION AUTOMATED_DECISION Erasure Delete Anonymise Restrict Notice Breach Database Table Column Link
    Declaration Model Catalog Graph Plan Step Outcome Ledger Entry Promise sweep"""
    page = _glossary()
    assert [name for name in names.split() if f"`{name}`" not in page] == []
