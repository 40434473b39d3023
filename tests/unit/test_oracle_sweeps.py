"""Rulings 7 to 12 of the design: late needs, links, carried events, fixed points, an oracle of its own."""

import ast
from datetime import date
from pathlib import Path

import pytest

import oracle
from oracle import World
from oracle.days import ANNA, BO, TODAY, Sweep, day, noon
from oracle.mittliv import activity
from oracle.short import table
from oracle.small import (
    CONSENT,
    CONTRACT,
    PEOPLE,
    applicants,
    linked,
    meeting,
    members,
    pair,
    shop,
    world,
)
from oracle.world import Consent, Hold, Table


@pytest.fixture
def sweep() -> Sweep:
    """What sweeps a world: here the oracle, elsewhere the engine on a database."""
    return oracle.sweep


# 7. A need that arises between plan and run saves its row


def test_what_arises_after_the_plan_saves_its_row(sweep: Sweep) -> None:
    case = members(keep={"until": "case.closed"}, row={"closed": day(-1)})
    assert oracle.plan(case).goes == {("club.members", (1,))}
    assert sweep(case.having(club__members=[{**case.row("club.members", 1), "closed": None}])).has("club.members", 1)


# 9. Links are decided


def test_detach_empties_the_link_and_owns_keeps_the_row_it_leads_to(sweep: Sweep) -> None:
    detached, owned = sweep(linked("detach")), sweep(linked("owns"))
    assert (detached.rows["club.members"], detached.row("club.guests", 1)["host_id"]) == ((), None)
    assert owned.rows == linked("owns").rows
    assert sweep(linked("owns", closed=day(-1))).rows == {"club.members": (), "club.guests": ()}


def test_a_hold_reaches_what_its_row_owns(sweep: Sweep) -> None:
    case = linked("owns", closed=day(-1)).knowing(holds=[Hold(row=("club.members", (1,)))])
    assert sweep(case).rows == case.rows


def test_a_hold_keeps_a_row_that_no_activity_is_about(sweep: Sweep) -> None:
    case = linked("detach")
    case = World(**{**vars(case), "activities": {"serve": {**case.activities["serve"], "about": ["someone-else"]}}})
    tables = {
        name: Table(one.columns, one.key, {**(one.says or {}), "about": "person"}, one.foreign)
        for name, one in case.tables.items()
    }
    stranger = World(**{**vars(case), "tables": tables})
    assert sweep(stranger).rows["club.guests"] == ()
    assert sweep(stranger.knowing(holds=[Hold(person=BO)])).row("club.guests", 1)["email"] == "bo@example.org"


def test_a_value_that_about_does_not_list_keeps_the_row_and_reports_it(sweep: Sweep) -> None:
    said = table(
        "id:integer! email kind",
        person={"email": "email"},
        about={"by": "kind", "guest": "person"},
        for_=["serve"],
        columns={"email": "email"},
    )
    row = {"id": 1, "email": "anna@example.org", "kind": "ghost"}
    serve = activity(PEOPLE, "visitors", CONSENT, ["email"], {"until": "consent.withdrawn"})
    case = world({"serve": serve}, {"club.people": said}, {"club.people": [row]})
    case = case.knowing(consents=[Consent(ANNA, "news", withdrawn=noon(TODAY))])
    assert sweep(case).rows == case.rows
    assert set(oracle.plan(case).undecided) == {("club.people", (1,))}
    assert sweep(case.having(club__people=[{**row, "kind": "guest"}])).rows["club.people"] == ()


# 10. A sweep must not blind itself; 8, 9


def test_an_event_is_carried_before_the_row_that_brought_it_goes(sweep: Sweep) -> None:
    swept = sweep(applicants(date(2019, 5, 1)).on(date(2019, 6, 1)))
    assert (swept.rows["club.matches"], swept.row("club.applications", 1)["match_id"]) == ((), None)
    assert sweep(swept.on(date(2021, 5, 1))).has("club.applications", 1)
    assert not sweep(swept.on(date(2021, 5, 2))).has("club.applications", 1)


def test_an_open_event_is_carried_as_open_and_a_new_link_speaks_for_itself(sweep: Sweep) -> None:
    case = applicants(None).knowing(objections=[])
    released = oracle.release(World(**{**vars(case), "erasure_for": frozenset({"any"})}), BO)
    swept = sweep(released)
    assert swept.rows["club.matches"] == ()
    assert sweep(swept.on(date(2090, 1, 1))).has("club.applications", 1)
    relinked = swept.having(
        club__matches=[{"id": 2, "email": None, "done": day(-900)}],
        club__applications=[{**swept.row("club.applications", 1), "match_id": 2}],
    )
    assert not sweep(relinked).has("club.applications", 1)


def test_a_withdrawal_that_another_table_held_is_not_forgotten_with_its_row(sweep: Sweep) -> None:
    tables = {
        "club.sign_ups": table(
            "id:integer! email given:date left:date closed:date",
            person={"email": "email"},
            for_=["serve"],
            columns={"email": "email"},
            events={"news.given": "given", "news.withdrawn": "left", "case.closed": "closed"},
        ),
        "mail.list": table("id:integer! email", person={"email": "email"}, for_=["news"], columns={"email": "email"}),
    }
    activities = {
        "serve": activity(PEOPLE, "customer-service", CONTRACT, ["email"], {"until": "case.closed"}),
        "news": activity(PEOPLE, "newsletter", CONSENT, ["email"], {"until": "consent.withdrawn"}),
    }
    sign_up = {"id": 1, "email": "anna@example.org", "given": day(-99), "left": day(5), "closed": day(-1)}
    rows = {"club.sign_ups": [sign_up], "mail.list": [{"id": 1, "email": "anna@example.org"}]}
    swept = sweep(world(activities, tables, rows))
    assert (swept.rows["club.sign_ups"], swept.has("mail.list", 1), oracle.audit(swept).unproven) == ((), True, 0)
    assert not sweep(swept.on(day(5))).has("mail.list", 1)


# 11. A plan is a fixed point, and what was shown is what ran; 10, 11, 14


@pytest.mark.parametrize(
    "case",
    [
        meeting(["anna@example.org"], {"until": "case.closed"}, closed=day(-1)),
        oracle.release(pair(), BO),
        oracle.release(shop(), ANNA),
        applicants(day(-900)),
        linked("detach"),
    ],
)
def test_the_plan_tells_every_change_and_the_next_plan_is_empty(case: World) -> None:
    planned, after = oracle.plan(case), oracle.sweep(case)
    gone = {
        (name, case.key(name, row))
        for name, rows in case.rows.items()
        for row in rows
        if not after.has(name, *case.key(name, row))
    }
    changed = {
        (name, after.key(name, row), column)
        for name, rows in after.rows.items()
        for row in rows
        for column, value in row.items()
        if case.row(name, *after.key(name, row))[column] != value
    }
    assert not planned.is_empty
    assert gone == set(planned.goes)
    assert changed == set(planned.emptied)
    assert oracle.plan(after).is_empty
    assert oracle.audit(after).due == 0


# 12. The oracle shares no code with the engine


def test_the_oracle_imports_nothing_of_the_engine() -> None:
    package = Path(oracle.__file__).parent
    for module in package.glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not [name for name in names if name.split(".")[0] == "lofte"], module.name
