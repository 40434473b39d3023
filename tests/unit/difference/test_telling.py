"""A difference is told in both languages, and as JSON that says the same."""

from __future__ import annotations

import json

import pytest

from lofte.difference import Kind, changes_document, difference, difference_json
from lofte.documents import LANGUAGES, markdown
from unit.compiler.compiling import example
from unit.difference.shop import only, shop

LONGER = ("plus: 12 months", "plus: 24 months")
SECOND = ("version: 1", "version: 2")
MORE = ("data: [email]", "data: [email, name]")


def text(language: str, *changes: tuple[str, str], every: bool = False) -> str:
    old, new = shop(), shop(*changes)
    return markdown(changes_document(difference(old, new), old, new, language, every=every))


def test_a_longer_retention_is_told_as_it_was_and_as_it_is() -> None:
    told = text("en", LONGER, SECOND)
    assert "# What has changed\n\nFrom version 1 to version 2\n\n## Changes of substance" in told
    assert (
        "Perform contracts: the data are kept longer. Before: until the contract has ended, and 12 months after that. "
        "Now: until the contract has ended, and 24 months after that. Touches: customer. "
        "Why: data may be kept longer" in told
    )


def test_the_same_in_swedish() -> None:
    told = text("sv", LONGER, MORE)
    assert "Fullgöra avtal: uppgifterna sparas längre. Förut: tills avtalet har upphört, och tolv månader" in told
    assert "Namn: används nu. Gäller: skicka nyhetsbrev. Berör: läsare." in told
    assert "Samtycke måste ges på nytt: skicka nyhetsbrev." in told


def test_what_is_equal_has_not_changed() -> None:
    assert "Nothing has changed." in text("en")
    assert "Ingenting har ändrats." in text("sv")


def test_words_are_shown_as_they_were_and_are_for_a_person_to_judge() -> None:
    told = text("en", ("en: customer}", "en: buyer}"))
    assert "## To be judged" in told
    assert "Buyer: other words. Before: customer. Now: buyer." in told


def test_what_changes_for_nobody_is_counted_and_listed_when_asked_for() -> None:
    order = ("data: [name, email]", "data: [email, name]")
    assert "Besides: one change of the same meaning as before" in text("en", order)
    assert "activities.orders.data" not in text("en", order)
    assert "written otherwise, the same meaning (activities.orders.data)." in text("en", order, every=True)


def test_the_json_says_what_the_text_says() -> None:
    old, new = shop(), shop(LONGER)
    found = json.loads(json.dumps(difference_json(difference(old, new), old, new)))
    (change,) = found["changes"]
    assert found["material"] is True
    assert found["affects"] == ["customer"]
    assert change["kind"] == "retention-lengthened"
    assert change["weight"] == "material"
    assert change["law"] == "GDPR Art. 5(1)(e), 13(2)(a), 14(2)(a); WP260 rev.01 29-32"
    assert change["told"]["en"].startswith("Perform contracts: the data are kept longer.")
    (fact,) = change["facts"]
    assert fact["path"] == "activities.orders.keep"
    assert (fact["before"]["plus"], fact["after"]["plus"]) == ({"months": 12}, {"months": 24})


def test_a_side_that_has_nothing_is_left_out_of_the_json() -> None:
    old, new = shop(), shop(("claims: [never-sells]", "claims: []"))
    found = json.loads(json.dumps(difference_json(difference(old, new), old, new)))
    (change,) = found["changes"]
    (fact,) = change["facts"]
    assert "before" in fact
    assert "after" not in fact


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_of_a_large_difference_shows_a_gap_or_a_sign_of_the_program(language: str) -> None:
    old, new = example("published.yaml").model, example().model
    found = difference(old, new)
    told = markdown(changes_document(found, old, new, language))
    assert len(found.changes) > 100
    for sign in ("{", "}", "()", "None", " .", ": .", "by_language"):
        assert sign not in told, sign


def test_a_change_of_several_facts_is_told_once() -> None:
    found = only(("about: [reader]", "about: [reader, customer]"))
    assert found.kind is Kind.SUBJECT_ADDED
