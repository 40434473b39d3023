"""What is particular to MILLEX: who answers, and that exactly the fields of the books are kept for the books."""

from __future__ import annotations

import pytest

from lofte.diagnostics import Severity
from unit.law.organisations import compiled, judged

ORGANISATION = "millex"
PAGE, DECIDED = "published.yaml", "lofte.yaml"


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
