"""Rulings 5 and 6 of the design: several persons in one row, and the person who returns."""

from datetime import date

import pytest

import oracle
from oracle import World
from oracle.days import ANNA, BO, TODAY, Sweep, day, empty_columns, noon
from oracle.small import (
    CONTRACT,
    FALLEN,
    STANDS,
    members,
    pair,
    shop,
)
from oracle.world import Consent, Hold


@pytest.fixture
def sweep() -> Sweep:
    """What sweeps a world: here the oracle, elsewhere the engine on a database."""
    return oracle.sweep


# 5. Several persons in one row; 12 to 16


def test_erasing_the_mentor_severs_his_cells_and_the_mentees_need_keeps_the_row(sweep: Sweep) -> None:
    asked = oracle.release(pair(), BO)
    after = sweep(asked)
    assert after.row("club.matches", 1) == {
        "id": 1,
        "mentor_id": None,
        "mentee_id": 1,
        "score": "8",
        "note": None,
        "wish": "chess",
    }
    assert after.rows["club.mentees"] == pair().rows["club.mentees"]
    assert oracle.plan(asked).severed == {("club.matches", (1,), column) for column in ("mentor_id", "note")}


def test_a_row_goes_when_the_last_of_its_persons_is_released(sweep: Sweep) -> None:
    after = sweep(oracle.release(sweep(oracle.release(pair(), BO)), ANNA))
    assert after.rows["club.matches"] == ()


def test_one_person_in_both_parties_is_judged_in_each(sweep: Sweep) -> None:
    case = pair(mentor="anna@example.org")
    activities = {**case.activities, "matching": {**case.activities["matching"], "about": ["mentee"]}}
    after = sweep(World(TODAY, activities, case.tables, case.rows, case.records))
    assert empty_columns(after.row("club.matches", 1)) == {"mentor_id", "note"}
    assert after.row("club.matches", 1)["wish"] == "chess"


def test_who_is_needed_by_anothers_row_stays_as_a_skeleton(sweep: Sweep) -> None:
    case = pair()
    mentors = [{"id": 1, "email": "bo@example.org", "closed": day(-1)}]
    after = sweep(case.having(club__mentors=mentors))
    assert after.rows["club.mentors"] == tuple(mentors)
    assert (oracle.audit(after).skeleton, oracle.audit(after).due) == (1, 0)


def test_a_link_to_a_row_of_nobody_is_not_severed_on_a_guess(sweep: Sweep) -> None:
    case = pair(mentor=None)
    assert sweep(case).rows == case.rows
    ended = case.having(club__mentors=[{"id": 1, "email": None, "closed": day(-1)}])
    after = sweep(ended)
    assert (after.rows["club.mentors"], after.row("club.matches", 1)["mentor_id"]) == ((), None)


# 6. A release covers the data held when it was decided; 28


def test_an_erasure_never_releases_what_law_requires(sweep: Sweep) -> None:
    after = sweep(oracle.release(shop(), ANNA))
    assert empty_columns(after.row("shop.customers", 1)) == {"phone"}
    assert {one.activity for one in oracle.why(after, ANNA)} == {"books"}


def test_contract_is_released_only_where_the_promise_or_a_person_says_so() -> None:
    narrow = World(**{**vars(shop()), "erasure_for": frozenset()})
    assert {one.activity for one in oracle.release(narrow, ANNA).records.releases} == {"news"}
    decided = oracle.release(narrow, ANNA, frozenset({"serve"}))
    assert {one.activity for one in decided.records.releases} == {"news", "serve"}


def test_a_customer_who_returns_starts_anew_and_the_newsletter_does_not_rise_with_her(sweep: Sweep) -> None:
    swept = sweep(oracle.release(shop(), ANNA))
    back = swept.on(day(100)).having(
        shop__customers=[{**swept.row("shop.customers", 1), "phone": "2", "bought": day(99)}]
    )
    assert sweep(back).rows == back.rows
    assert oracle.verdict(back, "serve", "shop.customers", 1, ANNA) == STANDS
    assert oracle.verdict(back, "news", "shop.customers", 1, ANNA) == FALLEN
    again = back.knowing(consents=[Consent(ANNA, "news", noon(day(99)))])
    assert oracle.verdict(again, "news", "shop.customers", 1, ANNA) == STANDS


def test_a_released_need_does_not_rise_when_the_need_beside_it_ends(sweep: Sweep) -> None:
    swept = sweep(oracle.release(shop(), ANNA))
    assert not sweep(swept.on(date(2028, 1, 1))).has("shop.customers", 1)


def test_a_cell_that_is_filled_again_after_its_release_is_new_data(sweep: Sweep) -> None:
    swept = sweep(oracle.release(shop(), ANNA))
    filled = swept.having(shop__customers=[{**swept.row("shop.customers", 1), "phone": "2"}])
    assert sweep(filled).row("shop.customers", 1)["phone"] == "2"


def test_a_release_that_a_hold_kept_back_is_not_spent(sweep: Sweep) -> None:
    asked = oracle.release(shop(), ANNA)
    held = sweep(asked.knowing(holds=[Hold(person=ANNA)]))
    assert (held.rows, any(one.spent for one in held.records.releases)) == (asked.rows, False)
    lifted = World(**{**vars(held), "records": asked.records})
    assert sweep(lifted).row("shop.customers", 1)["phone"] is None


def test_a_release_ends_with_its_row(sweep: Sweep) -> None:
    swept = sweep(oracle.release(members(CONTRACT, erasure_for=frozenset({"any"})), ANNA))
    assert not swept.has("club.members", 1)
    assert sweep(swept.having(club__members=members().rows["club.members"])).has("club.members", 1)
