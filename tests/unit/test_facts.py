"""Facts are found under the right person and the right row, and under nobody else."""

from datetime import UTC, date, datetime
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lofte.facts import (
    CarriedConsent,
    CarriedEvent,
    ConsentFact,
    EventFact,
    Facts,
    HoldFact,
    Identifier,
    ObjectionFact,
    ReleaseFact,
    RestrictionFact,
    RowFacts,
    RowKey,
    SubjectId,
    normal,
)

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ANNA, BERIT, CILLA = SubjectId("a"), SubjectId("b"), SubjectId("c")
ROW, OTHER_ROW = RowKey.of("crm", "people", ["1"]), RowKey.of("crm", "people", ["2"])


def consent(subject: SubjectId, name: str = "newsletter") -> ConsentFact:
    return ConsentFact(subject, name, NOON, None, "v1")


def hold(subject: SubjectId | None, row: RowKey | None) -> HoldFact:
    return HoldFact(f"h-{subject}-{row}", "claim", subject, row, (), "lawyer", date(2026, 9, 1))


@pytest.mark.parametrize("kind", ["email", "work-email"])
def test_every_kind_of_email_address_has_one_normal_form(kind: str) -> None:
    assert normal(kind, "\tAnna.ÅS@Example.ORG ") == Identifier("email", "anna.ås@example.org")


def test_other_identifiers_keep_their_case_and_kind() -> None:
    assert normal("account-id", " aB ") == Identifier("account-id", "aB")


@given(st.sampled_from(["email", "work-email", "name", "cookie-id"]), st.text())
def test_a_normal_form_is_its_own_normal_form(kind: str, raw: str) -> None:
    once = normal(kind, raw)
    assert normal(once.kind, once.value) == once


@given(st.lists(st.text(), min_size=1), st.lists(st.text(), min_size=1))
def test_a_row_key_gives_its_values_back_and_two_keys_are_equal_only_when_their_values_are(
    some: list[str], others: list[str]
) -> None:
    assert RowKey.of("s", "t", some).values == tuple(some)
    assert (RowKey.of("s", "t", some) == RowKey.of("s", "t", others)) == (some == others)


def test_facts_are_found_in_whatever_order_they_are_given() -> None:
    for order in permutations((consent(BERIT), consent(ANNA), consent(CILLA), consent(ANNA, "invitations"))):
        facts = Facts(consents=order)
        assert facts.of_subject(ANNA).consents == (consent(ANNA, "invitations"), consent(ANNA))
        assert facts.of_subject(BERIT).consents == (consent(BERIT),)
        assert facts.consent(CILLA, "newsletter") == consent(CILLA)
        assert facts.consent(CILLA, "invitations") is None


@given(st.lists(st.sampled_from([ANNA, BERIT, CILLA])))
def test_a_lookup_finds_what_a_scan_finds(subjects: list[SubjectId]) -> None:
    objections = tuple(ObjectionFact(one, str(n), "pending", NOON) for n, one in enumerate(subjects))
    facts = Facts(objections=objections)
    for one in (ANNA, BERIT, CILLA):
        assert facts.of_subject(one).objections == tuple(fact for fact in objections if fact.subject == one)


def test_everything_about_one_person_is_gathered_and_nothing_of_another() -> None:
    objection = ObjectionFact(ANNA, None, "upheld", NOON)
    restriction = RestrictionFact(ANNA, "newsletter", NOON)
    death = EventFact("person.died", ANNA, None, NOON)
    carried = CarriedConsent(ANNA, "newsletter", "crm.forms", NOON, None)
    facts = Facts(
        consents=(consent(ANNA), consent(BERIT)),
        objections=(objection, ObjectionFact(BERIT, None, "pending", NOON)),
        restrictions=(RestrictionFact(BERIT, None, NOON), restriction),
        holds=(hold(None, ROW), hold(ANNA, None), hold(BERIT, None)),
        events=(EventFact("case.closed", None, ROW, NOON), death),
        carried_consents=(CarriedConsent(BERIT, "newsletter", "crm.forms", NOON, None), carried),
    )
    person = facts.of_subject(ANNA)
    assert person.consents == (consent(ANNA),)
    assert person.objections == (objection,)
    assert person.restrictions == (restriction,)
    assert person.holds == (hold(ANNA, None),)
    assert person.events == (death,)
    assert person.carried == (carried,)


def test_everything_about_one_row_is_gathered_and_nothing_of_another() -> None:
    release = ReleaseFact(ROW, "invoicing", date(2026, 3, 1), spent=False)
    closed = EventFact("case.closed", None, ROW, NOON)
    carried = CarriedEvent("match.completed", ROW, "programme.matches", None)
    facts = Facts(
        holds=(hold(None, ROW), hold(ANNA, None), hold(None, OTHER_ROW)),
        releases=(release, ReleaseFact(OTHER_ROW, "invoicing", date(2026, 3, 1), spent=True)),
        events=(closed, EventFact("person.died", ANNA, None, NOON)),
        carried=(carried,),
    )
    assert facts.of_row(ROW) == RowFacts((hold(None, ROW),), (release,), (closed,), (carried,))
    assert facts.of_row(RowKey.of("crm", "people", ["3"])) == RowFacts()


def test_an_identifier_leads_to_its_person_in_any_of_its_spellings() -> None:
    facts = Facts(consents=(consent(ANNA),), aliases={Identifier("email", "anna@example.org"): ANNA})
    assert facts.subject_of(Identifier("work-email", "Anna@Example.org ")) == ANNA
    found = facts.of_identifier(Identifier("email", "ANNA@example.org"))
    assert found is not None
    assert found.consents == (consent(ANNA),)


def test_an_identifier_of_nobody_leads_to_nobody() -> None:
    unknown = Identifier("email", "anna@example.org")
    assert Facts().subject_of(unknown) is None
    assert Facts().of_identifier(unknown) is None
    assert Facts().subjects_of(unknown) == ()


def test_a_shared_identifier_makes_no_two_people_one_but_names_them_all() -> None:
    mailbox, own = Identifier("email", "family@example.org"), Identifier("email", "anna@example.org")
    facts = Facts(aliases={own: ANNA}, shared={mailbox: (ANNA, BERIT)})
    assert facts.subject_of(mailbox) is None
    assert facts.subjects_of(mailbox) == (ANNA, BERIT)
    assert facts.identifiers_of(ANNA) == (own, mailbox)
    assert facts.identifiers_of(BERIT) == (mailbox,)
