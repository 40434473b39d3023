"""What is told of rights, websites and claims: the branches that the examples of docs/errors.md do not reach."""

from __future__ import annotations

import pytest

from unit.law.declared import found, in_page

RIGHTS = "rights: {access: , rectification: , erasure: , restriction: , objection: , withdrawal: , complaint: imy, %s}"


@pytest.mark.parametrize(
    ("right", "count"),
    [
        ("portability: {for: [contract], if: technically-possible}", 2),
        ("portability: {for: [consent, contract]}", 0),
        ("portability: {if: none}", 0),
        ("portability: , erasure: {except: [contract]}", 1),
        ("portability: , erasure: {except: [statute, claims]}", 0),
        ("portability: , erasure: {grounds: [no-longer-needed]}", 1),
        ("portability: , objection: {except: [contract]}", 1),
        ("portability: , objection: {for: any}", 0),
    ],
)
def test_a_right_is_misstated_once_for_each_way_in_which_it_is_narrower(right: str, count: int) -> None:
    others = RIGHTS.replace("erasure: , ", "") if "erasure:" in right else RIGHTS
    others = others.replace("objection: , ", "") if "objection:" in right else others
    assert len(found(others % right, "right-misstated")) == count


def test_an_answer_later_than_a_month_is_narrower_than_the_law() -> None:
    assert [f.path for f in found("requests: {answer: 2 months}", "right-misstated")] == ["requests.answer"]
    assert found("requests: {answer: 14 days}", "right-misstated") == []


@pytest.mark.parametrize(
    ("right", "narrower"),
    [
        ("access: {for: [consent]}", True),
        ("access: {for: [consent, contract, legitimate-interests]}", False),
        ("withdrawal: {for: [contract]}", True),
        ("erasure: {for: [legitimate-interests]}", True),
        ("erasure: {for: [consent, direct-marketing]}", False),
        ("objection: {for: [direct-marketing]}", True),
        ("objection: {for: [legitimate-interests, direct-marketing]}", False),
        ("complaint: {authority: imy, for: [consent]}", False),
    ],
)
def test_a_right_given_for_fewer_bases_than_are_in_use_is_narrower(right: str, narrower: bool) -> None:
    assert bool(found(f"rights: {{{right}}}", "right-misstated")) is narrower


@pytest.mark.parametrize(
    ("right", "too_wide"), [("for: any", True), ("for: any, except: [statute]", False), ("for: contract", False)]
)
def test_erasure_of_everything_is_more_than_the_law_lets_anyone_promise(right: str, too_wide: bool) -> None:
    books = "activities: {books: {about: [customer], basis: {legal-obligation: se-bfl-7-2}}}\n"
    assert bool(in_page(books + f"rights: {{erasure: {{{right}}}}}", "right-misstated")) is too_wide
    assert in_page(f"rights: {{erasure: {{{right}}}}}", "right-misstated") == []


def test_who_performs_contracts_owes_portability_also_without_naming_the_basis() -> None:
    sells = "activities: {sell: {about: [customer], purpose: %s, basis: unstated}}"
    assert "rights.portability" in {f.path for f in in_page(sells % "perform-contract", "right-missing")}
    assert "rights.portability" not in {f.path for f in in_page(sells % "accounting", "right-missing")}


@pytest.mark.parametrize(
    ("ends", "detriment"),
    [
        ("keep: {until: newsletter.withdrawn}", True),
        ("basis: {contract: performance, when: newsletter.given}", True),
        ("basis: {contract: performance, when: not newsletter.withdrawn}", True),
        ("basis: {contract: performance, when: not newsletter.given}", False),
        ("keep: {until: newsletter.withdrawn}, from: [newsletter]", False),
    ],
)
def test_a_withdrawal_may_end_what_uses_its_data_and_nothing_else(ends: str, detriment: bool) -> None:
    places = [f.path for f in found(f"activities: {{membership: {{{ends}}}}}", "consent-detriment")]
    assert places == ([f"activities.membership.{ends.partition(':')[0]}"] if detriment else [])


@pytest.mark.parametrize(
    ("said", "mixed"),
    [
        ("on-behalf-of: unstated, purpose: accounting", True),
        ("purpose: process-for-customers", True),
        ("on-behalf-of: customer, purpose: process-for-customers", False),
        ("on-behalf-of: customer, controller: [us]", False),
    ],
)
def test_what_is_done_for_others_needs_whose_it_is(said: str, mixed: bool) -> None:
    page = "controllers: {us: {name: Us}}\nactivities: {mail: {about: [customer], %s}}"
    places = [f.path for f in in_page(page % said, "controller-and-processor-mixed")]
    assert places == (["activities.mail.on-behalf-of"] if mixed else [])


def test_profiling_for_marketing_that_an_objection_does_not_stop_is_a_condition() -> None:
    goes_on = "activities: {newsletter: {profiling: {logic: a, effects: b, decides: no%s}}}"
    assert found(goes_on % ", even-if-objected: {contract: we must}", "marketing-objection-conditional") != []
    assert found(goes_on % "", "marketing-objection-conditional") == []


def test_cookies_as_a_source_need_a_list_on_some_website() -> None:
    by_cookie = "sources: {letters: {is: cookie}}"
    assert [f.path for f in found(by_cookie, "cookie-inventory-missing")] == ["sources.letters"]


@pytest.mark.parametrize(
    ("cookie_class", "needs_yes"), [("unstated", True), ("statistics", True), ("necessary", False)]
)
def test_only_a_cookie_that_is_shown_to_be_necessary_needs_no_yes(cookie_class: str, *, needs_yes: bool) -> None:
    page = "websites: {site: {url: unstated, cookies: {visit: {class: %s, for: unstated}}}}"
    assert bool(in_page(page % cookie_class, "cookie-consent-missing")) is needs_yes


def test_an_identifier_collected_by_cookies_contradicts_the_claim_that_they_hold_none() -> None:
    claim = "claims: [no-cookie-personal-data]\nsources: {letters: {is: cookie}}\nactivities: {sponsors: {data: [%s]}}"
    assert found(claim % "cookie-id", "cookie-claim-contradicted") != []
    assert found(claim % "name", "cookie-claim-contradicted") == []


def test_an_identifier_that_no_cookie_brings_contradicts_no_claim_about_cookies() -> None:
    video = "claims: [no-cookie-personal-data]\nactivities: {membership: {data: [name, email, ip-address]}}"
    assert found(video, "cookie-claim-contradicted") == []


@pytest.mark.parametrize("system", ["places: [US]", "places: [SE], backups: {keep: 35 days, places: [SE, US]}"])
def test_a_system_or_a_backup_outside_contradicts_the_claim_that_all_stays_in_the_eea(system: str) -> None:
    store = f"claims: [eea-only]\nsystems: {{store: {{is: sql, url: env:STORE, {system}}}}}"
    assert found(store, "eea-only-claim-contradicted") != []
    assert found(store.replace("US", "IS"), "eea-only-claim-contradicted") == []


def test_an_activity_that_names_no_source_leaves_open_whether_data_came_from_others() -> None:
    nowhere = "activities: {sponsors: {from: unstated}}"
    assert [f.path for f in found(nowhere, "indirect-source-missing")] == ["activities.sponsors.from"]


def test_a_contact_that_names_another_is_reached_through_it() -> None:
    assert in_page("contacts: {privacy: {email: a@example.se}, dpo: privacy}", "dpo-contact-missing") == []


def test_a_public_body_needs_a_data_protection_officer() -> None:
    (finding,) = found("controllers: {choir: {form: municipality}}", "dpo-required")
    assert "`choir` is a public body" in finding.message


def test_a_controller_without_a_name_is_nobody() -> None:
    assert "controllers.choir.name" in {
        f.path for f in in_page("controllers: {choir: {form: association}}", "controller-identity-missing")
    }


@pytest.mark.parametrize(("answer", "late"), [("31 days", False), ("32 days", True), ("5 weeks", True)])
def test_an_answer_in_days_is_late_when_no_month_is_so_long(answer: str, late: bool) -> None:
    assert bool(found(f"requests: {{answer: {answer}}}", "right-misstated")) is late


def test_a_purpose_that_needs_a_supplier_is_silent_when_our_own_system_serves_it() -> None:
    pays = "activities: {membership: {purpose: payment}}\n"
    store = """
systems:
  store:
    is: sql
    url: env:STORE
    places: [SE]
    %s
    tables:
      singers: {person: {email: email}, about: singer, for: [membership], columns: {full_name: name, email: email}}
"""
    assert found(pays, "recipients-missing") != []
    assert found(pays + store % "not-personal: [songs]", "recipients-missing") == []
    assert found(pays + store % "run-by: mail-tool", "recipients-missing") != []
