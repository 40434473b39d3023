"""What the law finds in each organisation's page as it was published, by hand, and in the decisions laid over it.

`examples/ORG/troubles.md` says of every trouble of the page, clause by clause, which finding shows it and where, or why
nothing in a declaration can.
"""

from __future__ import annotations

import pytest

from lofte.compiler import compile_declaration
from lofte.declaration import read
from lofte.diagnostics import Severity
from lofte.law import CATALOGUE
from unit.law.organisations import (
    EXAMPLES,
    Trouble,
    accepted_in,
    compiled,
    decidable,
    found_in,
    judged,
    troubles,
)

PAGE, DECIDED = "published.yaml", "lofte.yaml"
# By hand: what the page states as it should, so that the rule must stay silent.
STATED_PROPERLY = {
    "mil": {
        "org-number-invalid",
        "controller-contact-invalid",
        "legal-basis-multiple",
        "legitimate-interest-unspecified",
        "complaint-missing",
        "complaint-authority-outdated",
        "right-missing",
        "retention-conflict",
        "transfer-tool-invalidated",
        "consent-implied",
        "consent-withdrawal-missing",
        "no-sharing-claim-contradicted",
        "policy-as-agreement",
    },
    "millstone": {
        "controller-identity-missing",
        "org-number-invalid",
        "legal-obligation-without-statute",
        "no-sharing-claim-contradicted",
        "consent-withdrawal-missing",
        "consent-not-granular",
        "retention-recruitment-outside-window",
        "retention-conflict",
        "retention-marketing-unbounded",
        "suppression-list-missing",
        "special-category-inferable",
        "clause-unfinished",
        "complaint-authority-outdated",
    },
    "mailit": {
        "controller-identity-missing",
        "controller-contact-invalid",
        "org-number-invalid",
        "legitimate-interest-unspecified",
        "legal-basis-multiple",
        "subject-group-inconsistent",
        "retention-start-missing",
        "retention-conflict",
        "recipient-role-undetermined",
        "right-misstated",
        "complaint-missing",
        "marketing-objection-conditional",
        "eea-only-claim-contradicted",
        "clause-unfinished",
    },
    "millex": {
        "legal-obligation-without-statute",
        "retention-accounting-wrong",
        "retention-missing",
        "retention-not-per-purpose",
        "data-category-without-purpose",
        "data-category-inconsistent",
        "subject-group-inconsistent",
        "special-category-inferable",
        "clause-unfinished",
        "policy-as-agreement",
        "marketing-objection-conditional",
        "consent-withdrawal-missing",
        "org-number-invalid",
    },
    "mittliv": {
        "controller-identity-missing",
        "controller-contact-invalid",
        "org-number-invalid",
        "purpose-missing",
        "legitimate-interest-unspecified",
        "legal-basis-multiple",
        "consent-withdrawal-missing",
        "complaint-missing",
        "right-missing",
        "retention-missing",
        "retention-start-missing",
        "retention-recruitment-outside-window",
        "no-sharing-claim-contradicted",
    },
}


ORGANISATIONS = sorted(STATED_PROPERLY)
DECIDABLE = [(organisation, trouble) for organisation in ORGANISATIONS for trouble in decidable(organisation)]
ACCEPTED = {
    "mailit": {
        ("email-marketing-without-consent", "activities.inform-customers.channels"),
        ("email-marketing-without-consent", "activities.find-customers.channels"),
        ("retention-recruitment-outside-window", "activities.recruitment-claims.keep"),
    },
    "mittliv": {("email-marketing-without-consent", "activities.partner-newsletter.channels")},
}
each_organisation = pytest.mark.parametrize("organisation", ORGANISATIONS)


@each_organisation
@pytest.mark.parametrize("main", [PAGE, DECIDED])
def test_the_language_can_say_it(organisation: str, main: str) -> None:
    files = {path.name: path.read_bytes() for path in (EXAMPLES / organisation).glob("*.yaml")}
    declaration, faults = read(files, main)
    assert declaration is not None
    _model, more = compile_declaration(declaration)
    assert [fault for fault in (*faults, *more) if fault.severity is Severity.ERROR] == []


@pytest.mark.parametrize(("organisation", "trouble"), DECIDABLE, ids=lambda one: getattr(one, "clause", one))
def test_a_trouble_of_the_page_is_found_where_it_stands(organisation: str, trouble: Trouble) -> None:
    assert (trouble.code, trouble.where) in found_in(organisation, PAGE)


@each_organisation
def test_the_table_names_rules_and_says_why_nothing_else_can_be_found(organisation: str) -> None:
    rows = troubles(organisation)
    assert {row.code for row in rows if row.code} <= CATALOGUE.keys()
    assert all(" " in row.where for row in rows if row.code is None)
    assert {row.clause for row in rows if row.code} & {row.clause for row in rows if row.code is None} == set()


@each_organisation
def test_every_finding_of_the_page_points_into_the_page(organisation: str) -> None:
    assert {found.span.file if found.span else None for found in judged(organisation, PAGE).findings} == {PAGE}


@pytest.mark.parametrize("organisation", STATED_PROPERLY)
def test_what_the_page_states_properly_is_not_found(organisation: str) -> None:
    assert STATED_PROPERLY[organisation] <= CATALOGUE.keys()
    assert {code for code, _place in found_in(organisation, PAGE)} & STATED_PROPERLY[organisation] == set()


@each_organisation
def test_the_decisions_leave_nothing_but_what_is_accepted(organisation: str) -> None:
    assert judged(organisation, DECIDED).findings == ()
    assert accepted_in(organisation) == ACCEPTED.get(organisation, set())


# Each of these would pass unseen without the rule that it names; the decisions show what is asked instead.
FLAGGED = [
    ("ML-1C-h", "mittliv", "contract-basis-recruitment", "activities.recruitment.basis"),
    ("MIL-2-d", "mil", "retention-missing", "activities.first-contacts.keep"),
    ("MIL-4.3-b", "mil", "legal-obligation-without-statute", "activities.other-obligations.basis"),
    ("MIL-5.2-f", "mil", "retention-marketing-unbounded", "activities.customer-marketing.keep"),
    ("MIL-5.3-a", "mil", "retention-marketing-unbounded", "activities.visitor-marketing.keep"),
    ("MIL-6.1-i", "mil", "recipient-role-undetermined", "recipients.third-parties.role"),
    ("MIL-7.1-a", "mil", "clause-unfinished", "recipients.third-parties.places"),
    ("MST-2.2-g", "millstone", "transfer-tool-invalidated", "recipients.g-suite.safeguard"),
    ("MST-4-c", "millstone", "consent-bundled-with-terms", "consents.terms-of-service.by"),
    ("MST-4-l", "millstone", "purpose-missing", "sources.job-applications"),
    ("MST-8-d", "millstone", "controller-contact-invalid", "contacts.privacy.email"),
    ("MST-B2-b", "millstone", "transfer-tool-invalidated", "recipients.g-suite.safeguard"),
]


@pytest.mark.parametrize(
    ("organisation", "code", "place"),
    [pytest.param(*rest, id=clause, marks=pytest.mark.clause(clause)) for clause, *rest in FLAGGED],
)
def test_what_a_clause_asks_to_be_flagged_is_flagged_and_then_decided(organisation: str, code: str, place: str) -> None:
    assert (code, place) in found_in(organisation, PAGE)
    assert code not in {found for found, _place in found_in(organisation, DECIDED)}


@pytest.mark.clause("MST-4-k")
def test_groups_that_the_page_only_mentions_are_found_and_then_have_an_end_of_their_own() -> None:
    mentioned = {"job-applicant", "visitor", "tool-user"}
    found = {place for code, place in found_in("millstone", PAGE) if code == "subject-group-inconsistent"}
    assert found == {f"subjects.{group}" for group in mentioned}
    decided = compiled("millstone", DECIDED).activities.values()
    assert mentioned <= {group for activity in decided if activity.keep for group in activity.about or ()}
