"""What the right to erasure releases (Art. 17; docs/needs.md section 5)."""

import pytest

from lofte.promises.request import released_by_erasure
from unit.promises.choir import choir


@pytest.mark.parametrize(
    ("activity", "released"),
    [("newsletter", True), ("membership", False), ("sponsors", False), ("books", False)],
)
def test_consent_and_marketing_are_released_and_nothing_else_by_itself(activity: str, released: bool) -> None:
    model = choir()
    assert released_by_erasure(model, model.activities[activity]) is released


def test_what_the_declaration_gives_beside_the_law_is_released_too() -> None:
    model = choir(("erasure: {}", "erasure: {for: any}"))
    released = {name for name, activity in model.activities.items() if released_by_erasure(model, activity)}
    assert released == {"membership", "newsletter", "sponsors"}


def test_a_basis_named_for_erasure_releases_that_basis_alone() -> None:
    model = choir(("erasure: {}", "erasure: {for: [contract]}"))
    released = {name for name, activity in model.activities.items() if released_by_erasure(model, activity)}
    assert released == {"membership", "newsletter"}


def test_a_persons_decision_releases_what_it_names_but_never_what_a_statute_keeps() -> None:
    model = choir()
    decided = frozenset({"sponsors", "books"})
    released = {name for name, activity in model.activities.items() if released_by_erasure(model, activity, decided)}
    assert released == {"newsletter", "sponsors"}


def test_marketing_is_released_whatever_it_rests_on() -> None:
    model = choir(("purpose: {business-contacts: keep in touch with sponsors}", "purpose: {offers: offer tickets}"))
    assert released_by_erasure(model, model.activities["sponsors"])


def test_a_silent_basis_releases_nothing() -> None:
    model = choir(("    basis: contract\n", "    basis: unstated\n"), ("erasure: {}", "erasure: {for: any}"))
    assert not released_by_erasure(model, model.activities["membership"])
