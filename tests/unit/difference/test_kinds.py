"""Every kind has its weight, its law and its sentence, and turns back when it is turned twice."""

from __future__ import annotations

import pytest

from lofte.difference import KINDS, Kind, Weight, mirrored
from lofte.difference.sentences import SENTENCES


def test_every_kind_is_told_and_weighed() -> None:
    assert set(KINDS) == set(Kind) == set(SENTENCES)
    assert all(told.law and told.why.sv and told.why.en for told in KINDS.values())
    assert [kind for kind in Kind if KINDS[kind].weight is Weight.TO_BE_JUDGED] == [Kind.WORDING]


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.FURTHER_PURPOSE])
def test_turned_twice_it_is_the_same(kind: Kind) -> None:
    assert mirrored(mirrored(kind)) is kind


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind.endswith("-added")])
def test_what_is_added_one_way_is_removed_the_other_and_weighs_nothing(kind: Kind) -> None:
    assert mirrored(kind).endswith("-removed")
    disadvantages = {Kind.CONTROLLER_REMOVED, Kind.RIGHT_REMOVED, Kind.CLAIM_REMOVED}
    assert (KINDS[mirrored(kind)].weight is Weight.MATERIAL) is (mirrored(kind) in disadvantages)
