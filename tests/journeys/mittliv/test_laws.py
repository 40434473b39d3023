"""What the sweep and the erasure must show in Mitt Liv's world, whatever the clause."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from journeys.mittliv.declared import DAY
from journeys.mittliv.house import Cells, House
from journeys.mittliv.story import Story, changed, copied, rows_in
from lofte.demo.fates import missed
from lofte.ledger import Verified
from lofte.promises.request import Became

pytestmark = pytest.mark.postgres
IN_TEN_YEARS = DAY.replace(year=DAY.year + 10)


def test_every_planted_row_meets_its_fate_in_the_sweep_and_the_erasure(story: Story) -> None:
    before, swept, erased = (
        {case.row: cells[case.system, case.table].get(case.row) for case in story.planted}
        for cells in (story.before, story.after_sweep, story.after_erasure)
    )
    first = missed(story.planted, before, swept, "sweep")
    second = missed(story.planted, swept, erased, "erasure")
    assert [(one.planted.name, one.why) for one in (*first, *second)] == []


def test_the_same_sweep_again_plans_nothing_and_changes_nothing(story: Story) -> None:
    assert story.swept.rows > 100
    assert story.swept.cells > 50
    assert changed(story.after_sweep, story.after_sweep_again) == {}
    assert [step for step in story.swept_again.steps if step.rows or step.cells or step.not_run] == []


def test_what_was_planned_is_what_was_done(story: Story, unswept: tuple[House, Story]) -> None:
    """On the world that nobody sweeps: each row that a plan names, and no other, is what differs after its sweep."""
    house, quiet = unswept
    for place in ("crm", "contacts"), ("video", "participants"), ("recruitment", "applications"):
        planned = house.due(place)
        assert planned
        for row, was in quiet.before[place].items():
            now = story.after_sweep[place].get(row)
            differs = frozenset(was) if now is None else frozenset(name for name in was if now[name] != was[name])
            would = planned.get(row)
            assert bool(differs) == bool(would), row
            assert now is None or would is None or differs == would.columns, row


def test_tables_that_the_declaration_does_not_bind_are_never_touched(story: Story) -> None:
    unbound = [place for place in story.before if not _bound(story.house, place)]
    assert ("crm", "candidate_requests") in unbound
    for place in unbound:
        assert story.before[place] == story.after_erasure[place], place


def test_an_erasure_changes_no_cell_of_any_other_person(story: Story) -> None:
    own = {row.row for row in story.access.rows}
    differs = changed(story.after_sweep_again, story.after_erasure)
    assert differs
    assert differs.keys() <= own
    others = {row.row for row in rows_in(story.access, "video", "recordings")}
    for row in differs.keys() - others:
        assert next(one for one in story.access.rows if one.row == row).others == 0


def test_after_an_erasure_access_finds_only_what_a_declared_need_keeps(story: Story) -> None:
    left = {row.row: row for row in story.access_after_erasure.rows}
    assert left
    for row in left.values():
        kept = {column for need in row.needs for column in need.columns}
        assert {datum.column for datum in row.data} <= kept, row.row
        assert not {need.activity for need in row.needs} & set(story.erased.released)
    told = {row.row: row for row in story.erased.rows}
    assert {row for row, one in told.items() if one.became is not Became.ERASED} == left.keys()


def test_the_ledger_holds_the_whole_story_and_is_sound(story: Story) -> None:
    assert isinstance(story.ledger, Verified)
    assert story.ledger.size > 50


def test_sweeping_now_and_in_ten_years_leaves_what_sweeping_once_in_ten_years_leaves(
    unswept: tuple[House, Story], tmp_path: Path
) -> None:
    often = _left_after(unswept[0], tmp_path / "often", DAY, IN_TEN_YEARS)
    seldom = _left_after(unswept[0], tmp_path / "seldom", IN_TEN_YEARS)
    assert changed(often, seldom) == {}
    assert sum(len(rows) for rows in often.values()) > 100


def _left_after(house: House, folder: Path, *days: date) -> Cells:
    with copied(house, folder) as house:
        for day in days:
            assert house.sweep(day).complete
        return house.cells()


def _bound(house: House, place: tuple[str, str]) -> bool:
    return place[1] in house.systems[place[0]].bound.tables
