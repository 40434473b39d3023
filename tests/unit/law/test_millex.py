"""What the law finds in MILLEX's page as it was published, listed by hand, and in the decisions laid over it."""

from __future__ import annotations

import pytest

from lofte.diagnostics import Severity
from lofte.law import CATALOGUE
from unit.law.organisations import Trouble, accepted_in, compiled, decidable, found_in, judged, troubles

ORGANISATION = "millex"
PAGE, DECIDED = "published.yaml", "lofte.yaml"
ACCEPTED: set[tuple[str, str]] = set()


@pytest.mark.parametrize("trouble", decidable(ORGANISATION), ids=lambda trouble: f"{trouble.clause} {trouble.where}")
def test_a_trouble_of_the_page_is_found_where_it_stands(trouble: Trouble) -> None:
    assert (trouble.code, trouble.where) in found_in(ORGANISATION, PAGE)


def test_the_table_names_rules_and_says_why_nothing_else_can_be_found() -> None:
    rows = troubles(ORGANISATION)
    assert {trouble.code for trouble in rows if trouble.code} <= CATALOGUE.keys()
    assert all(" " in trouble.where for trouble in rows if trouble.code is None)
    assert {row.clause for row in rows if row.code} & {row.clause for row in rows if row.code is None} == set()
    assert len({trouble.clause for trouble in rows}) == 20


def test_every_finding_of_the_page_points_into_the_page() -> None:
    assert {found.span.file if found.span else None for found in judged(ORGANISATION, PAGE).findings} == {PAGE}


def test_what_the_page_states_properly_is_not_found() -> None:
    silent = {
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
    }
    assert silent <= CATALOGUE.keys()
    assert {found.code for found in judged(ORGANISATION, PAGE).findings} & silent == set()


def test_the_decisions_leave_nothing_but_what_is_accepted() -> None:
    left = judged(ORGANISATION, DECIDED).findings
    assert [found for found in left if found.severity is Severity.ERROR] == []
    assert left == ()
    assert accepted_in(ORGANISATION) == ACCEPTED


@pytest.mark.clause("MX-1-c")
def test_who_answers_and_where_to_turn_are_errors_of_the_page_and_decided() -> None:
    errors = {found.path for found in judged(ORGANISATION, PAGE).findings if found.severity is Severity.ERROR}
    assert {"controllers.millex.form", "controllers.millex.org-nr", "controllers.millex.address"} <= errors
    assert "contacts.privacy.form" in errors
    contact = compiled(ORGANISATION, DECIDED).contacts["privacy"]
    assert (contact.email, contact.form) == ("privacy@millex.example", "https://millex.example/dina-uppgifter")


def test_exactly_the_fields_of_the_books_are_kept_for_the_books() -> None:
    model = compiled(ORGANISATION, DECIDED)
    books, contract = (set(model.activities[name].data or ()) for name in ("bookkeeping", "customer-contract"))
    assert books == {
        "name",
        "organisation-number",
        "personal-identity-number",
        "invoicing-address",
        "customer-number",
        "invoice",
    }
    assert contract - books == {"visiting-address", "phone", "email"}
    assert "payment-details" not in books


def test_the_form_asks_for_no_identity_number_and_no_payment_details() -> None:
    asked = set(compiled(ORGANISATION, DECIDED).activities["contact-form"].data or ())
    assert asked == {"name", "email", "message"}
