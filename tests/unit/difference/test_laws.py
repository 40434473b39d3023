"""Nothing is lost: whatever differs between two models is in some change, and what does not differ is in none."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from lofte.compiler import compile_declaration
from lofte.declaration import read
from lofte.difference import Change, Difference, Kind, difference, facts, mirrored
from lofte.model import Model
from lofte.model_json import Json, decoded, encoded, model_digest
from unit.compiler.compiling import example
from unit.difference.shop import SHOP, shop

Place = tuple[str | int, ...]


@cache
def whole() -> Model:
    """A large model with something in every section."""
    return example().model


@cache
def places() -> tuple[Place, ...]:
    """Every value of its canonical JSON."""
    return tuple(_places(encoded(whole()), ()))


def _places(value: Json, place: Place) -> Iterator[Place]:
    if place:
        yield place
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield from _places(each, (*place, key))


def mutated(place: Place, how: int) -> Model | None:
    """The model with one value changed or taken out; None where that is no model."""
    tree: Any = copy.deepcopy(encoded(whole()))
    holder = tree
    for key in place[:-1]:
        holder = holder[key]
    value = holder[place[-1]]
    if how == 0:
        del holder[place[-1]]
    elif isinstance(value, bool):
        holder[place[-1]] = not value
    elif isinstance(value, int):
        holder[place[-1]] = value + 1
    elif isinstance(value, str):
        holder[place[-1]] = value + "x"
    elif isinstance(value, list) and value:
        holder[place[-1]] = value[1:]
    else:
        holder[place[-1]] = None
    try:
        made = decoded(Model, tree)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return made if isinstance(made, Model) else None


@given(st.sampled_from(places()), st.integers(0, 1))
def test_every_changed_fact_of_a_model_is_in_some_change(place: Place, how: int) -> None:
    other = mutated(place, how)
    assume(other is not None)
    assert other is not None
    assume(encoded(other) != encoded(whole()))
    found = difference(whole(), other)
    assert found
    assert covered(found) == {fact.path for fact in facts(whole(), other)}


def covered(found: Difference) -> set[tuple[str, ...]]:
    return {part.path for change in found.changes for part in change.parts}


@given(st.sampled_from(places()), st.integers(0, 1))
def test_turned_round_what_was_added_is_removed(place: Place, how: int) -> None:
    other = mutated(place, how)
    assume(other is not None)
    assert other is not None
    assert turned(difference(whole(), other)) == seen(difference(other, whole()))


Told = tuple[object, ...]


def seen(found: Difference) -> set[Told]:
    return {_told(one, one.kind) for one in found.changes}


def turned(found: Difference) -> set[Told]:
    return {_told(one, mirrored(one.kind)) for one in found.changes}


def _told(change: Change, kind: Kind) -> Told:
    # Which data were there before a purpose is a question of what is new only.
    detail = () if change.kind in (Kind.FURTHER_PURPOSE, Kind.PURPOSE_REMOVED) else change.detail
    return _first(kind), change.of, change.name, change.activities, change.affects, detail


def _first(kind: Kind) -> Kind:
    """A further purpose is a new purpose whose data were there; taken away it is a purpose gone like any other."""
    return Kind.PURPOSE_ADDED if kind is Kind.FURTHER_PURPOSE else kind


@cache
def declared() -> dict[str, Json]:
    """The shop's declaration as plain values."""
    loaded = yaml.load(SHOP, Loader=yaml.BaseLoader)
    assert isinstance(loaded, dict)
    return loaded


def compiled(tree: object) -> Model | None:
    text = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)
    declaration, _ = read({"shop.yaml": text.encode()}, "shop.yaml")
    return compile_declaration(declaration)[0] if declaration is not None else None


@given(st.sampled_from(tuple(_places(declared(), ()))))
def test_a_fact_taken_out_of_a_declaration_is_a_difference_if_it_means_anything(place: Place) -> None:
    tree: Any = copy.deepcopy(declared())
    holder = tree
    for key in place[:-1]:
        holder = holder[key]
    del holder[place[-1]]
    other = compiled(tree)
    assume(other is not None)
    assert other is not None
    assert bool(difference(shop(), other)) is (model_digest(shop()) != model_digest(other))


@given(st.randoms(use_true_random=False))
def test_the_same_declaration_in_another_order_and_form_differs_in_nothing(chance: Random) -> None:
    def shuffled(value: object) -> object:
        if isinstance(value, dict):
            keys = list(value)
            chance.shuffle(keys)
            return {key: shuffled(value[key]) for key in keys}
        return value

    other = compiled(shuffled(declared()))
    assert other is not None
    assert difference(shop(), other).changes == ()


def test_a_fact_that_is_lost_would_be_found() -> None:
    """The law above bites: a difference without one of its changes covers fewer facts."""
    other = shop(("plus: 12 months", "plus: 24 months"), ("version: 1", "version: 2"))
    found = difference(shop(), other)
    assert covered(found) == {fact.path for fact in facts(shop(), other)}
    assert covered(Difference(found.changes[1:])) != covered(found)
