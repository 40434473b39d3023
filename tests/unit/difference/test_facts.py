"""Every fact in which two models differ is found, at the place where a person wrote it."""

from __future__ import annotations

from lofte.difference import ABSENT, Fact, facts
from unit.difference.shop import shop


def test_equal_models_differ_in_nothing() -> None:
    assert facts(shop(), shop()) == ()


def test_a_fact_stands_at_its_key() -> None:
    (fact,) = facts(shop(), shop(("plus: 12 months", "plus: 24 months")))
    assert fact.path == ("activities", "orders", "keep")
    assert fact.pattern == ("activities", "*", "keep")
    assert fact.name == "orders"
    assert not fact.added
    assert not fact.removed


def test_a_thing_that_is_new_is_one_fact() -> None:
    found = facts(shop(), shop(("  objection: {for: any}\n", "  objection: {for: any}\n  restriction:\n")))
    assert [(one.path, one.before, one.added) for one in found] == [(("rights", "restriction"), ABSENT, True)]


def test_a_name_inside_a_thing_is_known_for_a_name() -> None:
    fact = Fact(("websites", "web", "cookies", "basket", "lifetime"), None, None)
    assert fact.pattern == ("websites", "*", "cookies", "*", "lifetime")
    assert fact.name == "basket"
    assert Fact(("policy", "version"), "1", "2").name == ""
