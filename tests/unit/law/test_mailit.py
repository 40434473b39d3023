"""What the law finds in MAILIT's page as it was published, listed by hand, and in the decisions laid over it."""

from __future__ import annotations

import pytest

from lofte.diagnostics import Severity
from lofte.documents import render
from lofte.law import CATALOGUE
from unit.law.organisations import Trouble, accepted_in, compiled, decidable, found_in, judged, troubles

ORGANISATION = "mailit"
PAGE, DECIDED = "published.yaml", "lofte.yaml"
ACCEPTED = {
    ("email-marketing-without-consent", "activities.inform-customers.channels"),
    ("email-marketing-without-consent", "activities.find-customers.channels"),
    ("retention-recruitment-outside-window", "activities.recruitment-claims.keep"),
}


@pytest.mark.parametrize("trouble", decidable(ORGANISATION), ids=lambda trouble: f"{trouble.clause} {trouble.where}")
def test_a_trouble_of_the_page_is_found_where_it_stands(trouble: Trouble) -> None:
    assert (trouble.code, trouble.where) in found_in(ORGANISATION, PAGE)


def test_the_table_names_rules_and_says_why_nothing_else_can_be_found() -> None:
    rows = troubles(ORGANISATION)
    assert {trouble.code for trouble in rows if trouble.code} <= CATALOGUE.keys()
    assert all(" " in trouble.where for trouble in rows if trouble.code is None)
    assert {row.clause for row in rows if row.code} & {row.clause for row in rows if row.code is None} == set()
    assert len({trouble.clause for trouble in rows}) == 36


def test_every_finding_of_the_page_points_into_the_page() -> None:
    assert {found.span.file if found.span else None for found in judged(ORGANISATION, PAGE).findings} == {PAGE}


def test_what_the_page_states_properly_is_not_found() -> None:
    silent = {
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
    }
    assert silent <= CATALOGUE.keys()
    assert {found.code for found in judged(ORGANISATION, PAGE).findings} & silent == set()


def test_the_decisions_leave_nothing_but_what_is_accepted() -> None:
    left = judged(ORGANISATION, DECIDED).findings
    assert [found for found in left if found.severity is Severity.ERROR] == []
    assert left == ()
    assert accepted_in(ORGANISATION) == ACCEPTED


@pytest.mark.clause("MLT-13.7-b")
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_authority_is_found_by_its_old_name_and_told_by_its_new_one(language: str) -> None:
    assert ("complaint-authority-outdated", "rights.complaint.authority") in found_in(ORGANISATION, PAGE)
    told = render(compiled(ORGANISATION, DECIDED), language, "markdown")
    assert "(IMY)" in told
    assert "Datainspektionen" not in told


def test_no_processor_of_the_decisions_is_without_an_agreement() -> None:
    assert ("processor-agreement-missing", "recipients.processors.agreement") in found_in(ORGANISATION, PAGE)
    recipients = compiled(ORGANISATION, DECIDED).recipients.values()
    processors = {recipient.name: recipient.agreement for recipient in recipients if "processor" in recipient.roles}
    assert processors.keys() == {"distributors", "portal-host", "newsletter-tool"}
    assert all(agreement is not None and agreement.signed is not None for agreement in processors.values())


def test_marketing_never_takes_a_private_address() -> None:
    model = compiled(ORGANISATION, DECIDED)
    marketing = {
        activity.name: set(activity.data or ()) for activity in model.activities.values() if activity.marketing
    }
    assert marketing.keys() == {"inform-customers", "find-customers", "newsletter"}
    assert all("email" not in marketing[name] for name in ("inform-customers", "find-customers"))


def test_the_customers_area_serves_no_activity_of_our_own() -> None:
    model = compiled(ORGANISATION, DECIDED)
    for table in model.systems["production"].tables.values():
        assert {serves.activity for serves in table.serves} == {"supply-solutions"}
        assert table.on_behalf_of == "customer_id"
    assert model.activities["supply-solutions"].on_behalf_of is not None
