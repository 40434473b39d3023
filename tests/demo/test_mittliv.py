"""Mitt Liv's world is what it claims: every case is there, and a patient person with a pen comes to each fate."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import MetaData, Table, create_engine

import oracle
from demo.on_paper import on_paper, place_of
from lofte.demo.fates import Looked, missed
from lofte.demo.mittliv import build
from lofte.demo.mittliv.build import filled
from lofte.demo.mittliv.tables import DATABASES
from lofte.demo.world import Due, Fate, Filling, World, WorldError
from oracle import World as Paper

DAY = date(2026, 11, 22)
DAYS = (
    DAY,
    date(2026, 12, 31),
    date(2027, 1, 1),
    date(2027, 3, 28),  # summer time begins
    date(2027, 3, 31),
    date(2027, 10, 31),  # and ends
    date(2028, 2, 28),
    date(2028, 2, 29),
    date(2030, 3, 1),
)
CASES_OF_THE_LANDSCAPE = {
    "refused without carry-over, due today",
    "refused with carry-over, next admission decided, due tomorrow",
    "declined the offer, due today",
    "refused with carry-over, no next admission, due today",
    "carry-over withdrawn between two admissions",
    "was a mentee in an earlier programme",
    "and is a mentor now",
    "admitted but not yet matched",
    "programme ended, due today: the mentee",
    "programme ended, but the participant asked for restriction",
    "a recording without a reason, programme ended, due today",
    "the recording of two when one asked for erasure",
    "a contact with a private address, for a person to look at",
    "contact replaced, due today",
    "relation ended, due today",
    "a request for candidates after the programme",
    "a request for candidates for a mentor",
    "a request for candidates from an employer outside the EEA without agreement",
    "process closed exactly two years ago",
    "a process that was opened again",
    "interest without a vacancy, a year after the last contact, due today",
    "a subscriber who is also a partner's contact stays on the partners' list",
    "withdrew surveys only",
    "the box was not ticked",
    "the case is closed though the consent stands",
    "a report of a suspected breach, not yet closed",
    "imported from a register and never informed",
    "an invoice of a partner that has ended",
    "a session cookie that outlives the session",
    "a link about cookies that does not answer",
    "a participant without an e-mail address",
    "silent when the consent was to be renewed",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The world of a plain day."""
    return build(tmp_path_factory.mktemp("workspace"), {}, DAY, scale=0)


@pytest.fixture(scope="module")
def swept(built: World) -> tuple[Paper, Paper]:
    """That world on paper, before and after a sweep."""
    before = on_paper(built)
    return before, oracle.sweep(before)


def looked(built: World, paper: Paper) -> Looked:
    places = {one.row: place_of(one) for one in built.planted}
    return {row: paper.row(table, *key) if paper.has(table, *key) else None for row, (table, key) in places.items()}


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_each_fate_is_what_the_oracle_comes_to(day: date, tmp_path: Path) -> None:
    built = build(tmp_path, {}, day, scale=0)
    before = on_paper(built)
    after = oracle.sweep(before)
    erased = oracle.sweep(oracle.release(after, f"email:{built.asks}"))
    first, second, third = (looked(built, paper) for paper in (before, after, erased))
    assert missed(built.planted, first, second, "sweep") == ()
    assert missed(built.planted, second, third, "erasure") == ()


def test_an_erasure_changes_nothing_of_others_but_the_recording_they_share(
    built: World, swept: tuple[Paper, Paper]
) -> None:
    _, after = swept
    planned = oracle.plan(oracle.release(after, f"email:{built.asks}"))
    changed = planned.goes | planned.anonymised | {(table, key) for table, key, _ in planned.emptied}
    own = {place_of(one) for one in built.planted if one.after == "erasure"}
    assert changed
    assert changed <= own


def test_the_same_sweep_again_plans_nothing(swept: tuple[Paper, Paper]) -> None:
    before, after = swept
    assert not oracle.plan(before).is_empty
    assert oracle.plan(after).is_empty


@pytest.mark.parametrize("shift", ["later", "earlier"])
def test_a_day_off_is_noticed(swept: tuple[Paper, Paper], built: World, shift: str) -> None:
    before, _ = swept
    other = date.fromordinal(built.day.toordinal() + (1 if shift == "later" else -1))
    after = oracle.sweep(before.on(other))
    wrong = missed(built.planted, looked(built, before), looked(built, after), "sweep")
    due = Due.TOMORROW if shift == "later" else Due.TODAY
    assert {one.planted.name.partition(":")[0] for one in wrong} >= {
        one.name.partition(":")[0]
        for one in built.planted
        if one.name.partition(":")[0].endswith(f"due {due}") and one.after == "sweep"
    }


def test_every_case_of_the_landscape_is_planted(built: World) -> None:
    assert {one.name for one in built.planted} >= CASES_OF_THE_LANDSCAPE


def test_every_rule_has_a_row_due_yesterday_today_and_tomorrow(built: World) -> None:
    rules: dict[str, set[Due]] = {}
    for one in built.planted:
        head = one.name.partition(":")[0]
        for due in Due:
            if head.endswith(f", due {due}"):
                rules.setdefault(head.removesuffix(f", due {due}"), set()).add(due)
    assert len(rules) >= 25
    assert all(dues == set(Due) for dues in rules.values())


def test_a_case_names_a_row_that_there_is_and_columns_that_it_has(built: World) -> None:
    tables = {tables.info["system"]: tables.tables for tables in DATABASES.values()}
    for one in built.planted:
        columns = tables[one.system][one.table].columns
        assert {*one.expect.empty, *one.expect.kept} <= set(columns.keys()), one.name
    names = [(one.name, one.after) for one in built.planted]
    assert len(names) == len(set(names))


def test_one_person_stands_in_many_stores_under_spellings_of_one_address(built: World) -> None:
    paper = on_paper(built)
    spelled: dict[str, set[str]] = {}
    for place, rows in paper.rows.items():
        for row in rows:
            for value in row.values():
                if isinstance(value, str) and value.casefold() == built.asks:
                    spelled.setdefault(place, set()).add(value)
    assert {place.split(".")[0] for place in spelled} == {
        "programme",
        "video",
        "crm",
        "recruitment",
        "newsletters",
        "office",
    }
    assert len(set().union(*spelled.values())) == 2


def everything(filling: Filling) -> dict[str, list[dict[str, Any]]]:
    return {f"{table.metadata.info['system']}.{table.name}": rows for table, rows in filling.rows.items()}


def test_the_same_seed_gives_the_same_world_and_another_seed_other_people() -> None:
    one, same, other = (filled(DAY, seed, 1) for seed in (5, 5, 6))
    assert everything(one[0]) == everything(same[0])
    assert (one[0].planted, one[0].told, one[1]) == (same[0].planted, same[0].told, same[1])
    assert other[1] != one[1]
    assert other[0].planted == one[0].planted


def test_a_larger_world_has_the_same_cases_in_a_larger_crowd() -> None:
    small, large = filled(DAY, 1, 1), filled(DAY, 1, 3)
    assert large[0].planted == small[0].planted
    assert large[1] == small[1]
    crowd = {name: len(rows) for name, rows in everything(small[0]).items()}
    assert sum(map(len, everything(large[0]).values())) > 2 * sum(crowd.values())
    rows = (row for table in everything(small[0]).values() for row in table)
    people = {row["email"].casefold() for row in rows if row.get("email")}
    assert 200 <= len(people) <= 450


def test_no_two_people_share_an_address_and_every_address_is_an_example() -> None:
    filling, _ = filled(DAY, 1, 2)
    rows = everything(filling)
    emails = [row["email"] for row in rows["programme.applications"] if row["email"]]
    assert len(emails) == len(set(emails))
    every = {value for table in rows.values() for row in table for value in row.values() if isinstance(value, str)}
    addresses = [value.casefold() for value in every if "@" in value]
    assert addresses
    assert all(address.rpartition("@")[2] in ("example.org", "example.com", "example.net") for address in addresses)


def test_a_world_is_never_built_over_another(tmp_path: Path) -> None:
    build(tmp_path, {}, DAY, scale=0)
    with pytest.raises(WorldError, match="the database of `programme` already has tables"):
        build(tmp_path, {}, DAY, scale=0)


@pytest.mark.postgres
def test_on_postgresql_the_next_key_is_free(tmp_path: Path, postgres_database: str) -> None:
    built = build(tmp_path, {"PROGRAMME_URL": postgres_database}, DAY)
    assert built.urls["PROGRAMME_URL"] == postgres_database
    rows = on_paper(built).rows["programme.programmes"]
    assert len(rows) == built.rows["programme.programmes"]
    from_database = next_key(postgres_database, DATABASES["PROGRAMME_URL"])
    assert from_database == len(rows) + 1


def next_key(url: str, tables: MetaData) -> int:
    engine = create_engine(url)
    table: Table = tables.tables["programmes"]
    with engine.begin() as connection:
        inserted = connection.execute(table.insert().values(name="one more"))
    engine.dispose()
    assert inserted.inserted_primary_key is not None
    return int(inserted.inserted_primary_key[0])


def test_a_fate_that_is_not_met_is_told(built: World, swept: tuple[Paper, Paper]) -> None:
    before, after = (looked(built, paper) for paper in swept)
    goes = next(one for one in built.planted if one.expect.fate is Fate.GOES)
    stays = replace(goes, expect=replace(goes.expect, fate=Fate.STAYS))
    assert [one.why for one in missed((stays,), before, after, "sweep")] == ["is gone"]
