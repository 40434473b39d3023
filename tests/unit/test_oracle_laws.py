"""Laws of the theory, on the oracle alone: what any true calculation of the needs must satisfy."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import oracle
from oracle import Verdict, World
from oracle.happening import happened
from oracle.judging import judge, until
from oracle.paper import plus
from oracle.reading import NOBODY, Sheet
from oracle.sweeping import is_unowned, judgements
from oracle.world import Hold, Records
from strategies import History, histories, organisations
from strategies.organisations import EVENTS

CASES = organisations().flatmap(histories)
patient = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def cells(world: World) -> set[tuple[Any, ...]]:
    """Every cell in which something stands."""
    return {
        (table, world.key(table, row), column, value)
        for table, rows in world.rows.items()
        for row in rows
        for column, value in row.items()
        if value is not None
    }


def untouched(world: World) -> set[tuple[Any, ...]]:
    """The cells that a sweep leaves as they are."""
    return cells(world) & cells(oracle.sweep(world))


def days_of(history: History) -> Iterable[World]:
    """The world at each step, before that day's sweep."""
    world = history.world
    for step in history.steps:
        world = replace(world.on(step.day), records=joined(world.records, step.records))
        world = oracle.release(world, step.erases) if step.erases else world
        yield world
        world = oracle.sweep(world)


def joined(known: Records, more: Records) -> Records:
    told = {(one.event, one.person, one.row): one for one in (*known.recorded, *more.recorded)}
    consents = {(one.person, one.name): one for one in (*known.consents, *more.consents)}
    return replace(
        known,
        consents=tuple(consents.values()),
        objections=known.objections + more.objections,
        restrictions=known.restrictions + more.restrictions,
        holds=known.holds + more.holds,
        recorded=tuple(told.values()),
    )


@patient
@given(CASES)
def test_sweeping_twice_is_sweeping_once_and_what_the_plan_shows_is_what_changes(history: History) -> None:
    for world in days_of(history):
        planned, after = oracle.plan(world), oracle.sweep(world)
        places = {(table, world.key(table, row)) for table, rows in world.rows.items() for row in rows}
        assert {place for place in places if not after.has(place[0], *place[1])} == set(planned.goes)
        changed = {
            (table, after.key(table, row), column)
            for table, rows in after.rows.items()
            for row in rows
            for column, value in row.items()
            if world.row(table, *after.key(table, row))[column] != value
        }
        assert changed == set(planned.emptied)
        assert oracle.plan(after).is_empty, oracle.plan(after)
        assert oracle.audit(after).due == 0


def begins_later(world: World, days: int) -> bool:
    """Whether something that starts or revives a need is dated after today."""
    now, then = Sheet(world), Sheet(world.on(world.today + timedelta(days=days)))
    for place in now.personal():
        for role in now.roles(place):
            for event in (*EVENTS, "news.given", "serve.given", "claims.given", "shared.given"):
                if happened(now, place, event, role) != happened(then, place, event, role):
                    return True
                when = happened(now, place, event, role)
                if event in EVENTS and when is not None and when.day > world.today:
                    return True
    return False


@patient
@given(CASES)
def test_sweeping_now_and_in_ten_years_leaves_what_sweeping_in_ten_years_leaves(history: History) -> None:
    for world in days_of(history):
        if begins_later(world, 3653):
            continue
        later = world.today + timedelta(days=3653)
        for day in (world.today + timedelta(days=31), later):
            assert oracle.sweep(oracle.sweep(world).on(day)).rows == oracle.sweep(world.on(day)).rows


@patient
@given(CASES, st.data())
def test_a_hold_never_erases_more(history: History, data: st.DataObject) -> None:
    for world in days_of(history):
        persons = st.sampled_from([Hold(person=f"email:{one}@example.org") for one in "abc"])
        places = [Hold(row=place) for place in Sheet(world).personal()]
        hold = data.draw(st.one_of(persons, st.sampled_from(places)) if places else persons)
        assert untouched(world) <= untouched(world.knowing(holds=[hold]))


@patient
@given(CASES, st.sampled_from(["2 days", "1 month", "3 years"]))
def test_a_longer_period_never_erases_more(history: History, longer: str) -> None:
    def stretched(rule: Any) -> Any:
        if isinstance(rule, list):
            return [stretched(one) for one in rule]
        if not isinstance(rule, dict):
            return rule
        again = {name: stretched(value) for name, value in rule.items()}
        if "plus" in rule and plus(date(2027, 2, 28), rule["plus"]) < plus(date(2027, 2, 28), longer):
            again["plus"] = longer
        return again

    for world in days_of(history):
        activities = {name: {**one, "keep": stretched(one["keep"])} for name, one in world.activities.items()}
        assert untouched(world) <= untouched(replace(world, activities=activities))


@patient
@given(CASES)
def test_erasing_a_person_changes_no_cell_of_a_row_that_is_not_hers(history: History) -> None:
    for world in days_of(history):
        for person in ("email:a@example.org", "email:b@example.org"):
            sheet = Sheet(world)
            without, erased = oracle.sweep(world), oracle.sweep(oracle.release(world, person))
            skeletons = oracle.plan(world).skeletons  # these live for others: perhaps for her
            for place in sheet.personal():
                hers = place in skeletons or any(role.person == person for role in sheet.roles(place))
                if hers or not without.has(place[0], *place[1]):
                    continue
                before, after = without.row(place[0], *place[1]), erased.row(place[0], *place[1])
                links = set(world.tables[place[0]].foreign)
                assert {column: value for column, value in before.items() if column not in links} == {
                    column: value for column, value in after.items() if column not in links
                }


@patient
@given(CASES)
def test_a_cell_of_another_partys_person_survives_an_erasure(history: History) -> None:
    for world in days_of(history):
        sheet, person = Sheet(world), "email:a@example.org"
        without, erased = oracle.sweep(world), oracle.sweep(oracle.release(world, person))
        for place in sheet.personal():
            says = sheet.says(place[0]) or {}
            for column, bound in says["columns"].items():
                party = bound.get("of")
                others = [
                    role for role in sheet.roles(place) if role.party == party and role.person not in (person, NOBODY)
                ]
                if party and others and without.has(place[0], *place[1]):
                    assert erased.row(place[0], *place[1])[column] == without.row(place[0], *place[1])[column]


@patient
@given(CASES)
def test_until_stands_on_its_day_and_has_fallen_on_the_next(history: History) -> None:
    for world in days_of(history):
        sheet = Sheet(world)
        for place, needs in judgements(sheet).items():
            for (role, name), one in needs.items():
                if one.verdict != Verdict.STANDS or is_unowned(sheet, place):
                    continue
                last = until(sheet, name, place, role)
                for shift in (1, 2, 30, 366, 3653, 4000):
                    day = world.today + timedelta(days=shift)
                    if last is None or day <= last:
                        assert judge(Sheet(world.on(day)), name, place, role).verdict == Verdict.STANDS
                if last is not None:
                    assert judge(Sheet(world.on(last)), name, place, role).verdict == Verdict.STANDS
                    assert judge(Sheet(world.on(last + timedelta(days=1))), name, place, role).verdict != Verdict.STANDS


@patient
@given(CASES)
def test_a_spent_release_revives_nothing_by_itself(history: History) -> None:
    for world in days_of(history):
        swept = oracle.sweep(oracle.release(world, "email:a@example.org"))
        before = {one for one in world.records.releases if one.spent}
        spent = {one for one in swept.records.releases if one.spent and one.day == world.today} - before
        sheet = Sheet(swept)
        for one in spent:
            for role in sheet.roles(one.row):
                if role.person == one.person:
                    assert judge(sheet, one.activity, one.row, role).verdict == Verdict.FALLEN
