"""A plan's digest changes with what is done and with nothing else."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any

import pytest

from lofte.diagnostics import Span
from lofte.plan import Action, Because, Carry, Cell, CellAction, Plan, Step, canonical_json
from lofte.predicate import TRUE, Before, Fact, Filled, Hop, Predicate, all_of, any_of, negate, reach

HOP = Hop("members", "member_id", "id")
DUE: Predicate = all_of(Filled("email"), Before("closed", date(2024, 11, 22)))
CELL = Cell("email", CellAction.SCRUB, DUE)
CARRY = Carry("matched", "cards", (HOP,), "done_on", 1, TRUE)
STEP = Step(
    "club.members:scrub",
    Action.SCRUB,
    "club",
    "members",
    DUE,
    (CELL,),
    (CARRY,),
    (Because("serve", Span("a.yaml", 1, 2, 3, 4)),),
)
PLAN = Plan(
    "sweep", date(2026, 11, 22), "0" * 64, (STEP, replace(STEP, id="club.members:delete", action=Action.DELETE))
)


def with_step(**changed: Any) -> Plan:
    return replace(PLAN, steps=(replace(STEP, **changed), *PLAN.steps[1:]))


def test_the_digest_is_that_of_the_canonical_json() -> None:
    assert PLAN.digest == hashlib.sha256(canonical_json(PLAN).encode()).hexdigest()
    assert len(PLAN.digest) == 64


@pytest.mark.parametrize(
    "same",
    [
        replace(PLAN),
        with_step(because=(Because("serve", Span("b.yaml", 9, 9, 9, 9)),)),
        with_step(because=(Because("serve"),)),
        with_step(where=all_of(Filled("email"), Before("closed", date(2024, 11, 22)))),
    ],
)
def test_a_place_takes_no_part(same: Plan) -> None:
    assert same.digest == PLAN.digest
    assert same == PLAN


@pytest.mark.parametrize(
    "other",
    [
        replace(PLAN, purpose="request 1"),
        replace(PLAN, day=date(2026, 11, 23)),
        replace(PLAN, declaration="1" * 64),
        replace(PLAN, steps=PLAN.steps[:1]),
        replace(PLAN, steps=PLAN.steps[::-1]),
        with_step(id="club.members:other"),
        with_step(action=Action.ANONYMISE),
        with_step(system="shop"),
        with_step(table="guests"),
        with_step(where=any_of(Filled("email"), Before("closed", date(2024, 11, 22)))),
        with_step(where=negate(DUE)),
        with_step(where=all_of(Filled("email"), Before("closed", date(2024, 11, 23)))),
        with_step(where=all_of(Filled("email", ("gone",)), Before("closed", date(2024, 11, 22)))),
        with_step(where=Fact("told:a", row=0)),
        with_step(where=Fact("told:a", row=1)),
        with_step(where=reach((HOP,), DUE)),
        with_step(cells=()),
        with_step(cells=(replace(CELL, column="phone"),)),
        with_step(cells=(replace(CELL, action=CellAction.SEVER),)),
        with_step(cells=(replace(CELL, due=TRUE),)),
        with_step(cells=(replace(CELL, write="gone"),)),
        with_step(cells=(replace(CELL, write=""),)),
        with_step(carries=()),
        with_step(carries=(replace(CARRY, event="closed"),)),
        with_step(carries=(replace(CARRY, hops=(HOP, HOP)),)),
        with_step(carries=(replace(CARRY, open_too=False),)),
        with_step(carries=(replace(CARRY, cell="done_on"),)),
        with_step(because=(Because("other"),)),
    ],
)
def test_whatever_is_done_otherwise_is_another_plan(other: Plan) -> None:
    assert other.digest != PLAN.digest


def test_canonical_json_is_json_with_forms_by_name_and_keys_in_order() -> None:
    assert json.loads(canonical_json(CELL)) == {
        "form": "Cell",
        "action": "scrub",
        "column": "email",
        "due": json.loads(canonical_json(DUE)),
        "write": None,
    }
    assert (
        canonical_json({"b": 1, "a": (date(2026, 1, 2), "å", True, None)}) == '{"a":["2026-01-02","å",true,null],"b":1}'
    )
    assert list(json.loads(canonical_json(STEP))) == ["form", *sorted(set(json.loads(canonical_json(STEP))) - {"form"})]


def test_a_part_that_recurs_is_written_each_time_it_stands() -> None:
    twice = canonical_json((DUE, DUE))
    assert json.loads(twice) == [json.loads(canonical_json(DUE))] * 2


def test_steps_are_found_by_system_and_told_by_path() -> None:
    shop = replace(STEP, system="shop")
    plan = replace(PLAN, steps=(STEP, shop))
    assert plan.of_system("club") == (STEP,)
    assert plan.of_system("shop") == (shop,)
    assert plan.of_system("office") == ()
    assert shop.path == "shop.members"


@pytest.mark.parametrize("words", [Action, CellAction])
def test_the_words_of_a_plan_are_stable(words: type[StrEnum]) -> None:
    stable: dict[type[StrEnum], set[str]] = {
        Action: {"delete", "anonymise", "scrub"},
        CellAction: {"scrub", "sever", "detach"},
    }
    assert {str(word) for word in words} == stable[words]
