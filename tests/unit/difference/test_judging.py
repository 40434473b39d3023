"""What each change of a declaration means, whom it touches and what it weighs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass

import pytest

from lofte.difference import Kind, Weight, difference
from lofte.difference.facts import KEYED, NAMED
from lofte.difference.judging import is_known
from lofte.model import Model
from unit.compiler.compiling import example
from unit.difference.shop import only, shop, told

US = ("role: processor, country: SE", "role: processor, country: US")
_USE = "{about: [customer], purpose: website-statistics, basis: consent, data: [email], from: [till], required: none}"
_TESTS = "{about: [customer], purpose: surveys, basis: consent, data: [photo], from: [till], required: none}"
NEW_USE = ("consents:\n", f"  looks: {_USE}\n\nconsents:\n")
NEW_DATA = ("consents:\n", f"  tests: {_TESTS}\n\nconsents:\n")
PROFILING = "    profiling: {logic: by what you bought, effects: what you see, decides: no}"
BASKET = "basket: {class: necessary, lifetime: session}"
MANY = ("customer", "reader")

CASES = {
    "retention lengthened from 12 to 24 months": (
        ("plus: 12 months", "plus: 24 months"), Kind.RETENTION_LENGTHENED, "orders", Weight.MATERIAL, ("customer",),
    ),
    "retention shortened": (
        ("plus: 12 months", "plus: 11 months"), Kind.RETENTION_SHORTENED, "orders", Weight.NOT_MATERIAL, ("customer",),
    ),
    "retention counted from something else": (
        ("contract.ended, plus: 12 months", "last-contact, plus: 12 months"),
        Kind.RETENTION_CHANGED, "orders", Weight.MATERIAL, ("customer",),
    ),
    "the same period in other units": (
        ("plus: 12 months", "plus: 1 year"), Kind.SAME_MEANING, "orders", Weight.NOT_MATERIAL, (),
    ),
    "retention no longer said": (
        ("    keep: {until: contract.ended, plus: 12 months}\n", "    keep: unstated\n"),
        Kind.RETENTION_UNSTATED, "orders", Weight.MATERIAL, ("customer",),
    ),
    "a basis changed": (
        ("basis: contract", "basis: legitimate-interests"),
        Kind.BASIS_CHANGED, "orders", Weight.MATERIAL, ("customer",),
    ),
    "a purpose changed": (
        ("purpose: perform-contract", "purpose: market-analysis"),
        Kind.PURPOSE_CHANGED, "orders", Weight.MATERIAL, ("customer",),
    ),
    "data of a kind that others had": (
        ("data: [email]", "data: [email, name]"), Kind.DATA_ADDED, "name", Weight.MATERIAL, ("reader",),
    ),
    "data in another order": (
        ("data: [name, email]", "data: [email, name]"), Kind.SAME_MEANING, "orders", Weight.NOT_MATERIAL, (),
    ),
    "a known recipient gets data for more": (
        ("to: [post]", "to: [post, mailer]"), Kind.DISCLOSURE_ADDED, "mailer", Weight.MATERIAL, ("customer",),
    ),
    "a recipient gets less": (
        ("to: [post]", "to: {post: [name]}"), Kind.DISCLOSURE_NARROWED, "post", Weight.NOT_MATERIAL, ("customer",),
    ),
    "another source": (
        ("from: [till]\n    required: all", "from: [till, news]\n    required: all"),
        Kind.SOURCE_ADDED, "news", Weight.MATERIAL, ("customer",),
    ),
    "other people": (
        ("about: [reader]", "about: [reader, customer]"),
        Kind.SUBJECT_ADDED, "customer", Weight.MATERIAL, ("customer",),
    ),
    "what must be provided": (
        ("required: all", "required: [name]"), Kind.REQUIRED_CHANGED, "orders", Weight.MATERIAL, ("customer",),
    ),
    "another channel": (
        ("channels: [email]", "channels: [email, sms]"), Kind.CHANNEL_ADDED, "news", Weight.MATERIAL, ("reader",),
    ),
    "another way to assess people": (
        ("    channels: [email]", f"    channels: [email]\n{PROFILING}"),
        Kind.PROFILING_ADDED, "news", Weight.MATERIAL, ("reader",),
    ),
    "a transfer": (US, Kind.TRANSFER_ADDED, "mailer", Weight.MATERIAL, ("reader",)),
    "a purpose for data already collected": (NEW_USE, Kind.FURTHER_PURPOSE, "looks", Weight.MATERIAL, ("customer",)),
    "a right left out": (
        ("  erasure:\n", ""), Kind.RIGHT_REMOVED, "erasure", Weight.MATERIAL, MANY,
    ),
    "a right narrowed": (
        ("{for: any}", "{for: [legitimate-interests]}"),
        Kind.RIGHT_NARROWED, "objection", Weight.MATERIAL, MANY,
    ),
    "another address to turn to": (
        ("privacy@example.se", "post@example.se"), Kind.CONTACT_CHANGED, "privacy", Weight.MATERIAL, MANY,
    ),
    "another controller": (
        ("556000-0019", "556000-0027"), Kind.CONTROLLER_CHANGED, "shop", Weight.MATERIAL, MANY,
    ),
    "another cookie": (
        (BASKET, f"{BASKET}\n      look: {{class: statistics, lifetime: 1 year}}"),
        Kind.COOKIE_ADDED, "look", Weight.MATERIAL, MANY,
    ),
    "a cookie that stays": (
        ("lifetime: session", "lifetime: 1 year"), Kind.COOKIE_CHANGED, "basket", Weight.MATERIAL, MANY,
    ),
    "what is consented to": (
        ("sv: Ja till nyhetsbrev", "sv: Ja till reklam"), Kind.CONSENT_CHANGED, "news", Weight.MATERIAL, ("reader",),
    ),
    "a promise withdrawn": (
        ("claims: [never-sells]", "claims: []"), Kind.CLAIM_REMOVED, "never-sells", Weight.MATERIAL, MANY,
    ),
    "a reason to hold that covers more": (
        ("{is: claim, review", "{is: [claim, proceeding], review"),
        Kind.HOLD_CHANGED, "claim", Weight.MATERIAL, MANY,
    ),
    "removed later": (
        ("within: 30 days", "within: 31 days"), Kind.SWEEP_LATER, "", Weight.MATERIAL, MANY,
    ),
    "a version": (("version: 1", "version: 2"), Kind.VERSION_CHANGED, "", Weight.NOT_MATERIAL, ()),
    "a label": (("en: customer}", "en: buyer}"), Kind.WORDING, "customer", Weight.TO_BE_JUDGED, MANY),
    "a website moved": (
        ("    url: https://shop.example", "    url: https://books.example"),
        Kind.SAME_MEANING, "web", Weight.NOT_MATERIAL, (),
    ),
    "a text in one more language": (
        ("{sv: Ja till nyhetsbrev, en: Yes to the newsletter}", "{sv: Ja till nyhetsbrev}"),
        Kind.SAME_MEANING, "news", Weight.NOT_MATERIAL, (),
    ),
    "words that a person must judge": (
        ("sv: vi kan inte leverera", "sv: det blir inget"),
        Kind.REQUIRED_CHANGED, "orders", Weight.TO_BE_JUDGED, ("customer",),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_one_changed_fact_is_one_change(case: str) -> None:
    lines, kind, name, weight, affects = CASES[case]
    found, *beside = told(lines)
    assert (found.kind, found.name, found.weight, found.affects) == (kind, name, weight, affects)
    # A word of the vocabulary brings its label, and what rests on consent a consent.
    assert {one.kind for one in beside} <= {Kind.SAME_MEANING, Kind.CONSENT_ADDED}


def test_a_new_recipient_of_two_activities_is_one_change() -> None:
    new = ("recipients:\n", "recipients:\n  bank: {is: bank, name: Banken, role: independent, country: SE}\n")
    found = only(new, ("to: [post]", "to: [post, bank]"), ("to: [mailer]", "to: [mailer, bank]"))
    assert (found.kind, found.name, found.activities) == (Kind.RECIPIENT_ADDED, "bank", ("news", "orders"))
    assert found.affects == ("customer", "reader")
    assert len(found.parts) == 3


def test_a_recipient_abroad_is_a_recipient_and_a_transfer() -> None:
    new = ("recipients:\n", "recipients:\n  cloud: {is: hosting, name: Molnet, role: processor, country: US}\n")
    found = told(new, ("to: [post]", "to: [post, cloud]"))
    assert [(one.kind, one.name) for one in found] == [
        (Kind.RECIPIENT_ADDED, "cloud"),
        (Kind.TRANSFER_ADDED, "cloud"),
    ]
    assert found[1].detail == ("US",)


def test_a_purpose_with_data_of_its_own_is_no_further_purpose() -> None:
    kinds = {one.kind: one for one in told(NEW_DATA)}
    assert kinds[Kind.PURPOSE_ADDED].name == "tests"
    assert kinds[Kind.DATA_ADDED].name == "photo"
    assert Kind.FURTHER_PURPOSE not in kinds
    assert kinds[Kind.PURPOSE_ADDED].detail == ()


def test_a_further_purpose_says_which_data_were_collected_already() -> None:
    further = next(one for one in told(NEW_USE) if one.kind is Kind.FURTHER_PURPOSE)
    assert further.detail == ("email",)


def test_an_activity_under_another_name_is_no_new_purpose() -> None:
    found = told(("  orders:\n", "  sales:\n"))
    labels = {one.kind for one in found}
    assert labels == {Kind.SAME_MEANING}, [(one.kind.value, one.name) for one in found]


def test_a_group_in_place_of_its_members_is_no_other_data() -> None:
    members = "[name, email, phone, mobile-phone, postal-address]"
    apart = shop(("data: [name, email]", f"data: {members}"))
    found = told(("data: [name, email]", "data: [name, contact-details]"), old=apart)
    assert {one.kind for one in found} == {Kind.SAME_MEANING}


def test_what_a_controller_lacks_is_found_where_a_thing_is_added_or_taken_away() -> None:
    old, new = shop(), shop(("  objection: {for: any}\n", "  objection: {for: any}\n  restriction:\n"))
    assert [one.kind for one in difference(old, new).changes] == [Kind.RIGHT_ADDED]
    assert [one.kind for one in difference(new, old).changes] == [Kind.RIGHT_REMOVED]


@pytest.mark.parametrize("main", ["published.yaml", "lofte.yaml"])
def test_every_key_of_a_thing_has_a_judge_or_is_known_to_need_none(main: str) -> None:
    model = example(main).model
    unknown = {place for place in _places(model) if not is_known(place)}
    assert unknown == set()


def _places(model: Model) -> set[tuple[str, ...]]:
    """Every place of the model at which a fact can stand."""
    places: set[tuple[str, ...]] = set()

    def walk(value: object, place: tuple[str, ...]) -> None:
        if place in NAMED and isinstance(value, Mapping):
            places.add((*place, "*"))
            for thing in value.values():
                walk(thing, (*place, "*"))
        elif (not place or place in KEYED) and is_dataclass(value):
            for field in fields(value):
                if field.compare:
                    walk(getattr(value, field.name), (*place, field.name))
        else:
            places.add(place)

    walk(model, ())
    return places
