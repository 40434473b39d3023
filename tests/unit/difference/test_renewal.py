"""When a consent must be asked, or asked anew, and whether the law or a promise says so."""

from __future__ import annotations

import pytest

from lofte.difference import Change, Kind, Renewal
from unit.difference.shop import only, shop, told

RENEW = ("consent: keep}", "consent: renew}")
LONGER = ("{until: consent.withdrawn}", "{until: consent.withdrawn, plus: 1 month}")
NEW_MAILER = ("recipients:\n", "recipients:\n  other: {is: advertising, name: Annan, role: ROLE, country: SE}\n")
TO_OTHER = ("to: [mailer]", "to: [mailer, other]")

BY_LAW = {
    "data": ("data: [email]", "data: [email, name]"),
    "a purpose": ("purpose: newsletter", "purpose: offers"),
    "a country": ("role: processor, country: SE", "role: processor, country: US"),
    "the words": ("en: Yes to the newsletter", "en: Yes to all"),
    "the way of asking": ("{by: unticked-box", "{by: double-opt-in"),
    "the controller": ("556000-0019", "556000-0027"),
}
NOT = {
    "an activity on another basis": ("purpose: perform-contract", "purpose: market-analysis"),
    "a shorter time": ("{until: consent.withdrawn}", "{until: consent.withdrawn, at-most: 1 year after news.given}"),
    "a longer time, without a promise": LONGER,
    "the controller's address": ("Storgatan 1", "Storgatan 2"),
    "the controller's other name": ("name: Example AB", "name: Example Books AB"),
    "a way to withdraw": ("{by: unticked-box", "{withdraw: [link], by: unticked-box"),
}


def material(*changes: tuple[str, str]) -> Change:
    return next(one for one in told(*changes) if one.weight == "material")


@pytest.mark.parametrize("case", BY_LAW)
def test_what_was_not_told_when_consent_was_given_is_not_covered(case: str) -> None:
    found = material(BY_LAW[case])
    assert (found.consents, found.renewal) == (("news",), Renewal.LAW)


@pytest.mark.parametrize("case", NOT)
def test_what_the_consent_still_covers_asks_for_none(case: str) -> None:
    assert [one.consents for one in told(NOT[case]) if one.consents] == []


def test_a_policy_that_promised_to_ask_again_does() -> None:
    found = told(LONGER, old=shop(RENEW))
    longer = next(one for one in found if one.kind is Kind.RETENTION_LENGTHENED)
    assert (longer.consents, longer.renewal) == (("news",), Renewal.PROMISE)


def test_the_promise_that_binds_is_the_one_given_before() -> None:
    assert not any(one.consents for one in told(RENEW, LONGER))


@pytest.mark.parametrize(("role", "consents"), [("independent", ("news",)), ("processor", ())])
def test_another_who_decides_over_the_data_needs_consent_and_a_processor_does_not(
    role: str, consents: tuple[str, ...]
) -> None:
    found = only((NEW_MAILER[0], NEW_MAILER[1].replace("ROLE", role)), TO_OTHER)
    assert (found.kind, found.consents) == (Kind.RECIPIENT_ADDED, consents)


def test_what_comes_to_rest_on_a_consent_needs_it() -> None:
    found = next(one for one in told(("basis: contract", "basis: consent")) if one.kind is Kind.BASIS_CHANGED)
    assert (found.consents, found.renewal) == (("orders",), Renewal.LAW)


def test_what_no_longer_rests_on_a_consent_needs_none() -> None:
    found = next(one for one in told(("basis: consent", "basis: legitimate-interests")) if one.name == "news")
    assert found.consents == ()
