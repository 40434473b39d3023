"""MIL-5.2 and MX-4 as cases: a contact after the contract, and exactly the bookkeeping columns."""

from datetime import date, timedelta

import pytest

import oracle
from oracle import World
from oracle.customers import blank, mil, millex
from oracle.days import ANNA, DUE, Sweep, day, empty_columns
from oracle.world import Hold, Objection


@pytest.fixture
def sweep() -> Sweep:
    """What sweeps a world: here the oracle, elsewhere the engine on a database."""
    return oracle.sweep


def mil_contact(contracts: list[date | None], claims: list[tuple[date, date | None]] | None = None) -> World:
    row = {"full_name": "name of anna", "email": "anna@example.org", "phone": "0700000000", "position": "buyer"}
    brought = [
        {"id": number, "company_id": 7, "brought_on": start, "closed_on": end}
        for number, (start, end) in enumerate(claims or (), start=1)
    ]
    ended = [{"id": number, "company_id": 7, "ended_on": end} for number, end in enumerate(contracts, start=1)]
    contact = blank(mil(), "crm.contacts", id=1, company_id=7, **row)
    return mil().having(crm__contracts=ended, crm__claims=brought, crm__contacts=[contact])


def test_a_contact_is_whole_while_any_contract_of_the_company_runs(sweep: Sweep) -> None:
    before = mil_contact([date(2010, 1, 1), None])
    assert sweep(before).rows == before.rows


@DUE
def test_the_end_of_the_last_contract_begins_the_next_phase(sweep: Sweep, shift: int, gone: bool) -> None:
    after = sweep(mil_contact([date(2010, 1, 1), day(shift - 1)]))
    assert empty_columns(after.row("crm.contacts", 1)) == ({"phone"} if gone else set())


@DUE
def test_possible_claims_end_with_the_limitation_period(sweep: Sweep, shift: int, gone: bool) -> None:
    after = sweep(mil_contact([date(2017, 2, 28) + timedelta(days=shift)]))
    assert (after.row("crm.contacts", 1)["position"] is None) is gone


def test_an_open_claim_keeps_a_contact_beyond_the_limitation_period_and_its_close_lets_go(sweep: Sweep) -> None:
    for closed, kept in ((None, "buyer"), (day(0), "buyer"), (day(-1), None)):
        after = sweep(
            mil_contact([date(2016, 1, 1)], [(date(2020, 1, 1), date(2021, 1, 1)), (date(2025, 5, 1), closed)])
        )
        assert after.row("crm.contacts", 1)["position"] == kept


def test_diplomas_outlive_the_contact_and_nothing_else_does(sweep: Sweep) -> None:
    diploma = {"id": 1, "holder": "name of anna", "programme": "leading", "taken_on": date(2001, 6, 1)}
    after = sweep(mil_contact([date(2005, 1, 1)]).having(school__diplomas=[diploma]))
    assert after.rows["school.diplomas"] == (diploma,)
    assert not after.has("crm.contacts", 1)


@pytest.mark.parametrize(("today", "gone"), [(date(2026, 12, 31), False), (date(2027, 1, 1), True)])
def test_law_keeps_the_rows_it_names_until_the_end_of_the_seventh_year(sweep: Sweep, today: date, gone: bool) -> None:
    invoice = {"id": 1, "reference": "name of anna", "lines": "one course", "booked_on": date(2019, 1, 1)}
    after = sweep(mil_contact([date(2005, 1, 1)]).having(finance__invoices=[invoice]).on(today))
    assert (after.has("finance.invoices", 1), after.has("crm.contacts", 1)) == (not gone, False)


def test_a_hold_without_a_contract_keeps_what_nothing_else_would(sweep: Sweep) -> None:
    before = mil_contact([date(2005, 1, 1)])
    assert sweep(before.knowing(holds=[Hold(person=ANNA)])).rows == before.rows


def test_marketing_to_a_former_customer_keeps_what_sending_needs_ends_on_objection_and_has_a_ceiling(
    sweep: Sweep,
) -> None:
    former = mil_contact([date(2014, 1, 1)])
    assert empty_columns(sweep(former).row("crm.contacts", 1)) == {"phone", "position"}
    objecting = former.knowing(objections=[Objection(ANNA, "former-customer-marketing", "pending")])
    assert not sweep(objecting).has("crm.contacts", 1)
    for ended, gone in ((date(2012, 3, 1), True), (date(2012, 3, 2), False)):
        assert sweep(mil_contact([ended])).has("crm.contacts", 1) is not gone


# MX-4


def customer(closed_on: date | None = None, issued_on: date = date(2026, 6, 1)) -> World:
    row = {
        "customer_no": "K7",
        "kind": "person",
        "legal_name": "name of anna",
        "id_no": "invented",
        "closed_on": closed_on,
    }
    addresses = [
        {"id": 1, "customer_no": "K7", "kind": "visit", "street": "the shop"},
        {"id": 2, "customer_no": "K7", "kind": "invoice", "street": "the office"},
    ]
    return millex().having(
        register__customers=[row],
        register__addresses=addresses,
        register__emails=[{"id": 1, "customer_no": "K7", "email": "anna@example.org"}],
        register__invoices=[{"id": 1, "customer_no": "K7", "issued_on": issued_on}],
    )


def test_a_customer_whom_we_serve_is_whole(sweep: Sweep) -> None:
    assert sweep(customer()).rows == customer().rows


@DUE
def test_when_the_relation_has_ended_exactly_the_bookkeeping_columns_survive(
    sweep: Sweep, shift: int, gone: bool
) -> None:
    before = customer(closed_on=day(shift - 1))
    after = sweep(before)
    assert after.rows["register.customers"] == before.rows["register.customers"]
    assert [row["street"] for row in after.rows["register.addresses"]] == (
        ["the office"] if gone else ["the shop", "the office"]
    )
    assert after.has("register.emails", 1) is not gone


def test_an_erasure_request_leaves_exactly_the_bookkeeping_columns(sweep: Sweep) -> None:
    asked = oracle.release(customer(), "customer-number:K7")
    after = sweep(asked)
    assert after.rows["register.customers"] == customer().rows["register.customers"]
    assert [row["street"] for row in after.rows["register.addresses"]] == ["the office"]
    assert not after.has("register.emails", 1)
    reasons = oracle.why(after, "customer-number:K7")
    assert {(one.activity, one.until) for one in reasons} == {("accounting", date(2033, 12, 31))}


@pytest.mark.parametrize(("today", "gone"), [(date(2033, 12, 31), False), (date(2034, 1, 1), True)])
def test_after_the_statutory_period_the_rest_goes(sweep: Sweep, today: date, gone: bool) -> None:
    after = sweep(customer(closed_on=date(2026, 12, 1)).on(today))
    assert [after.has("register.customers", "K7"), after.has("register.addresses", 2)] == [not gone, not gone]
