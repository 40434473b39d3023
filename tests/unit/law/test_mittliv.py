"""What the law finds in Mitt Liv's page as it was published, listed by hand, and in the decisions laid over it."""

from __future__ import annotations

from pathlib import Path

import pytest

from lofte.compiler import compile_declaration
from lofte.declaration import read
from lofte.diagnostics import Severity
from lofte.law import Judgement, judge
from unit.law.declared import TODAY

EXAMPLE = Path(__file__).parents[3] / "examples" / "mittliv"

# By hand, clause by clause, from reading the page for what is wrong in it (the clause is named behind each).
TROUBLES = [
    ("subject-group-inconsistent", "subjects.customer"),  # ML-0-h, ML-2-e: customers are met and never described
    ("data-not-mapped-to-purpose", "activities.assess-applications.data"),  # ML-1A-b: which item when is not said
    ("special-category-inferable", "data.languages"),  # ML-1A-f: languages may reveal origin
    ("free-text-uncontrolled", "data.chat"),  # ML-1A-i: the chat is free text
    ("recipients-vague", "activities.present-mentees.to"),  # ML-1A-n: external parties without a bound
    ("recipient-role-undetermined", "recipients.partner-companies.role"),  # ML-1A-n
    ("consent-not-granular", "consents.after-service"),  # ML-1A-r: three purposes behind one yes
    ("purpose-vague", "activities.partner-relations.purpose"),  # ML-1B-d: boundless
    ("email-marketing-without-consent", "activities.partner-newsletter.channels"),  # ML-1B-e
    ("balancing-test-missing", "activities.partner-relations.basis"),  # ML-1B-f
    ("contract-basis-non-party", "activities.partner-agreements.basis"),  # ML-1B-h: the contract is with the company
    ("data-category-inconsistent", "activities.recruitment-claims.data"),  # ML-1C-f, ML-3-l: a photo from nowhere
    ("contract-basis-recruitment", "activities.recruitment.basis"),  # ML-1C-h: no contract with an applicant
    ("recipient-role-undetermined", "recipients.teamtailor.role"),  # ML-0-d
    ("clause-unfinished", "sources.teamtailor.notice"),  # ML-1C-i: the other policy is not there
    ("indirect-source-missing", "sources.public-registers.name"),  # ML-2-f: which registers
    ("indirect-source-missing", "sources.partners.name"),  # ML-2-f: which partners
    ("retention-vague", "activities.digital-programmes.keep"),  # ML-3-g: longer, when needed
    ("legal-basis-missing", "activities.recruitment-claims.basis"),  # ML-3-m: no basis for the two years
    ("retention-conflict", "activities.contact-form.keep"),  # ML-3-p, ML-9-b: two ends
    ("legal-basis-missing", "activities.correspondence.basis"),  # ML-3-p
    ("data-not-mapped-to-purpose", "activities.contact-form.data"),  # ML-9-b: the items are not listed
    ("transfer-country-unnamed", "recipients.suppliers.country"),  # ML-4-b: outside, and where is not said
    ("rights-response-time-missing", "requests.answer"),  # ML-5-0: no deadlines
    ("marketing-objection-not-prominent", "rights.objection.shown"),  # ML-5-e: marketing not apart
    ("right-misstated", "rights.portability.if"),  # ML-5-f: if technically possible
    ("complaint-authority-outdated", "rights.complaint.authority"),  # ML-5-g
    (
        "cookie-inventory-missing",
        "websites.public.cookies.third-party",
    ),  # ML-6-a, ML-6-e: no purposes, names, times
    ("cookie-claim-contradicted", "claims.no-cookie-personal-data"),  # ML-6-b
    ("cookie-inventory-missing", "websites.public.cookies.persistent"),  # ML-6-i: no lifetimes
    ("clause-unfinished", "websites.public.links.about-cookies"),  # ML-6-j: the link leads nowhere
    ("cookie-consent-missing", "websites.public.choice"),  # ML-6-a: no consent
    ("cookie-browser-settings-as-consent", "websites.public.choice"),  # ML-6-k, ML-6-l
    ("policy-change-notice-weak", "policy.changes.check-back"),  # ML-7-c
    ("policy-undated", "policy.version"),  # ML-7-b: no version, no day
    ("clause-unfinished", "contacts.privacy.email"),  # ML-8-a: one employee's address
    ("dpo-status-undeclared", "contacts.dpo"),
    ("provision-obligation-missing", "activities.recruitment.required"),
    ("retention-marketing-unbounded", "activities.newsletter.keep"),
]


def _judged(main: str) -> Judgement:
    files = {path.name: path.read_bytes() for path in EXAMPLE.glob("*.yaml")}
    declaration, _faults = read(files, main)
    assert declaration is not None
    model, _more = compile_declaration(declaration)
    assert model is not None
    return judge(model, TODAY)


@pytest.fixture(scope="module")
def published() -> Judgement:
    return _judged("published.yaml")


@pytest.mark.parametrize(("code", "path"), TROUBLES)
def test_a_trouble_of_the_page_is_found_where_it_stands(published: Judgement, code: str, path: str) -> None:
    assert (code, path) in {(found.code, found.path) for found in published.findings}


@pytest.mark.clause("ML-1C-h")
def test_a_contract_with_an_applicant_is_a_finding_for_review(published: Judgement) -> None:
    assert [found.path for found in published.findings if found.code == "contract-basis-recruitment"] == [
        "activities.recruitment.basis"
    ]


def test_every_finding_of_the_page_points_into_the_page(published: Judgement) -> None:
    assert {found.span.file if found.span else None for found in published.findings} == {"published.yaml"}


def test_what_the_page_states_properly_is_not_found(published: Judgement) -> None:
    codes = {found.code for found in published.findings}
    silent = {
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
    }
    assert codes & silent == set()


def test_the_decisions_leave_no_error_and_no_acceptance_without_a_finding() -> None:
    judgement = _judged("lofte.yaml")
    assert [found for found in judgement.findings if found.severity is Severity.ERROR] == []
    assert [found for found in judgement.findings if found.code.startswith("acceptance")] == []
