"""What is particular to MAILIT: its processors, its customers' area, and whom its marketing reaches."""

from __future__ import annotations

import pytest

from lofte.documents import render
from unit.law.organisations import compiled, found_in

ORGANISATION = "mailit"
PAGE, DECIDED = "published.yaml", "lofte.yaml"


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
