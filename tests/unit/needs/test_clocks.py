"""When a rule has ended, for a row: docs/needs.md sections 3 and 4, one row a ruling."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from conformance.plain import Member
from lofte.grammar import AtMost, ByStatute, Ceiling, Combine, Combined, Criterion, Rule, Text, Until, When
from lofte.periods import Period
from lofte.predicate import FALSE
from unit.graph.binding import bound, catalog
from unit.needs.asked import (
    CLUB,
    CLUB_TABLE,
    NOBODY,
    TODAY,
    clocks_of,
    club,
    ended,
    is_true,
    member,
    of_row,
)

TWO_YEARS, MONTH = Period(years=2), Period(months=1)
FIRST, LAST = Combine.FIRST, Combine.LAST
CLOSED, BOTH = ("case.closed",), ("case.closed", "collected")
YESTERDAY, TOMORROW = date(2026, 11, 21), date(2026, 11, 23)


@pytest.mark.parametrize(
    ("rule", "cells", "has_ended"),
    [
        (Until(CLOSED), {"closed": TODAY}, False),
        (Until(CLOSED), {"closed": YESTERDAY}, True),
        (Until(CLOSED), {"closed": None}, False),
        (Until(CLOSED, plus=TWO_YEARS), {"closed": date(2024, 11, 22)}, False),
        (Until(CLOSED, plus=TWO_YEARS), {"closed": date(2024, 11, 21)}, True),
        (Until(BOTH, FIRST), {"closed": YESTERDAY}, True),
        (Until(BOTH, LAST), {"closed": YESTERDAY}, False),
        (Until(BOTH, LAST), {"closed": YESTERDAY, "since": YESTERDAY}, True),
        (Until(BOTH, LAST), {"closed": YESTERDAY, "since": TODAY}, False),
        (AtMost((Ceiling(MONTH, "collected"),)), {"since": date(2026, 10, 22)}, True),
        (AtMost((Ceiling(MONTH, "collected"),)), {"since": date(2026, 10, 23)}, False),
        (AtMost((Ceiling(MONTH, "collected"),)), {}, False),
        (AtMost((Ceiling(MONTH, None),)), {"since": date(2000, 1, 1)}, False),
        (AtMost((Ceiling(MONTH, "collected"), Ceiling(MONTH, "case.closed"))), {"closed": date(2020, 1, 1)}, True),
        (Until(CLOSED, ceilings=(Ceiling(TWO_YEARS, "collected"),)), {"since": date(2024, 11, 22)}, True),
        (Combined((Until(CLOSED), Until(("collected",))), FIRST), {"closed": YESTERDAY}, True),
        (Combined((Until(CLOSED), Until(("collected",))), LAST), {"closed": YESTERDAY}, False),
        (Combined((Until(CLOSED), Until(("collected",))), None), {"closed": YESTERDAY, "since": YESTERDAY}, False),
        (Combined((), LAST), {}, False),
        (None, {"closed": YESTERDAY}, False),
        (Until((), plus=MONTH), {"closed": YESTERDAY}, False),
        (ByStatute("no-such-statute"), {"closed": YESTERDAY}, False),
    ],
)
def test_a_rule_ends_on_its_day(rule: Rule | None, cells: dict[str, Any], *, has_ended: bool) -> None:
    assert ended(rule, member(**cells)) is has_ended


@pytest.mark.parametrize("event", ["consent.withdrawn", "objection.made", "objection.upheld", "news.withdrawn"])
def test_what_ends_through_the_basis_needs_no_clock(event: str) -> None:
    clocks = clocks_of(club(), consents=frozenset({"news"}))
    known = of_row(f"told:{event}", YESTERDAY)
    assert not is_true(clocks.ended(Until((event,)), "serve", NOBODY), member(), None, known)
    ceiling = AtMost((Ceiling(MONTH, event),))
    assert clocks.ended(ceiling, "serve", NOBODY) == FALSE
    both = Until((event, "case.closed"), FIRST)
    assert is_true(clocks.ended(both, "serve", NOBODY), member(closed=YESTERDAY), None)
    last = Until((event, "case.closed"), LAST)
    assert clocks.ended(last, "serve", NOBODY) == FALSE


@pytest.mark.parametrize(
    ("fiscal", "booked", "has_ended"),
    [
        ((12, 31), date(2018, 12, 31), True),
        ((12, 31), date(2019, 1, 1), False),
        ((6, 30), date(2018, 6, 30), True),
        ((6, 30), date(2018, 7, 1), False),
    ],
)
def test_bookkeeping_ends_with_the_seventh_year_after_its_fiscal_year(
    fiscal: tuple[int, int], booked: date, *, has_ended: bool
) -> None:
    lines = CLUB.replace("collected: since", "collected: since, booked: started")
    found = bound(lines, catalog(members=f"{CLUB_TABLE} started:date"))
    clocks = clocks_of(found, fiscal_year_ends=fiscal)
    rule = ByStatute("se-bfl-7-2")
    assert is_true(clocks.ended(rule, "serve", NOBODY), member(started=booked)) is has_ended


def test_a_criterion_ends_when_a_person_says_so_and_never_by_itself() -> None:
    rule = Criterion(Text((("en", "as long as it is needed"),)))
    assert not ended(rule, member(closed=date(2000, 1, 1)))
    assert ended(rule, member(), of_row("told:serve.judged-ended", datetime(2026, 11, 22, 12, tzinfo=UTC)))
    assert not ended(rule, member(), of_row("told:serve.judged-ended", datetime(2026, 11, 23, 12, tzinfo=UTC)))
    assert not ended(rule, member(), of_row("told:other.judged-ended", YESTERDAY))


@pytest.mark.parametrize(
    ("column", "told", "has_ended"),
    [
        (YESTERDAY, None, True),
        (YESTERDAY, date(2026, 1, 1), True),
        (YESTERDAY, TODAY, False),
        (None, YESTERDAY, False),
        (TODAY, YESTERDAY, False),
    ],
)
def test_what_was_told_puts_the_end_of_a_column_off_and_never_brings_it(
    column: date | None, told: date | None, *, has_ended: bool
) -> None:
    known = [of_row("told:case.closed", told)] if told else []
    assert ended(Until(CLOSED), member(closed=column), *known) is has_ended


def test_an_event_that_only_people_tell_happens_when_it_is_told() -> None:
    found = bound(
        CLUB.replace("case.closed: closed", "case.closed: recorded").replace("collected: since", "collected: closed"),
        catalog(members="id:integer! email closed:date"),
    )
    question = clocks_of(found).ended(Until(CLOSED), "serve", NOBODY)
    assert not is_true(question, member())
    assert is_true(question, member(), None, of_row("told:case.closed", YESTERDAY))
    assert not is_true(
        question, member(), None, of_row("told:case.closed", YESTERDAY), of_row("told:case.closed", TODAY)
    )


@pytest.mark.parametrize(
    ("when", "cells", "begun"),
    [
        (None, {}, True),
        (When("case.closed"), {"closed": TODAY}, True),
        (When("case.closed"), {"closed": TOMORROW}, False),
        (When("case.closed"), {}, False),
        (When("case.closed", True), {}, True),
        (When("case.closed", True), {"closed": TODAY}, False),
    ],
)
def test_a_condition_is_true_from_the_day_of_its_event(
    when: When | None, cells: dict[str, Any], *, begun: bool
) -> None:
    assert is_true(clocks_of(club()).holds(when, NOBODY), member(**cells)) is begun


def rows(text: str) -> Any:
    """`members`, whose event is over the rows of `visits`."""
    lines = CLUB.replace("closed,", f"{text},")
    database = catalog(
        members="id:integer! email since:date", visits="id:integer! member_id:integer>members.id at:date kind"
    )
    return clocks_of(bound(lines, database, not_personal="[visits]")).ended(Until(CLOSED), "serve", NOBODY)


def visit(at: date | None, kind: str | None = None, number: int = 1) -> dict[str, Any]:
    return {"id": number, "member_id": 1, "at": at, "kind": kind}


OPEN = Member("carried:case.closed", ("members", 1), None, None)
LATE = Member("carried:case.closed", ("members", 1), None, TODAY)
PAST = Member("carried:case.closed", ("members", 1), None, YESTERDAY)


@pytest.mark.parametrize(
    ("visits", "ghosts", "first", "last"),
    [
        ([], [], False, False),
        ([visit(YESTERDAY)], [], True, True),
        ([visit(YESTERDAY), visit(None)], [], True, False),
        ([visit(YESTERDAY), visit(TODAY)], [], True, False),
        ([visit(None)], [], False, False),
        ([], [PAST], True, True),
        ([], [OPEN], False, False),
        ([visit(YESTERDAY)], [OPEN], True, False),
        ([visit(YESTERDAY)], [LATE], True, False),
        ([visit(None)], [PAST], True, False),
        ([visit(YESTERDAY)], [PAST], True, True),
    ],
)
def test_first_needs_one_row_and_last_all_ghosts_included(
    visits: list[dict[str, Any]], ghosts: list[Member], *, first: bool, last: bool
) -> None:
    others = {"visits": visits}
    assert is_true(rows("{first: at, in: visits, same: member_id}"), member(), others, *ghosts) is first
    assert is_true(rows("{last: at, in: visits, same: member_id}"), member(), others, *ghosts) is last


def test_rows_that_do_not_satisfy_the_condition_do_not_count() -> None:
    question = rows("{last: at, in: visits, same: member_id, if: {kind: [a, b]}}")
    assert is_true(question, member(), {"visits": [visit(YESTERDAY, "a"), visit(None, "c")]})
    assert not is_true(question, member(), {"visits": [visit(YESTERDAY, "a"), visit(None, "b")]})
    assert not is_true(question, member(), {"visits": [visit(YESTERDAY, "c")]})


def test_a_carried_event_stands_in_for_a_broken_path_only() -> None:
    lines = CLUB.replace("closed,", "visit_id.at,")
    database = catalog(members="id:integer! email since:date visit_id:integer>visits.id", visits="id:integer! at:date")
    question = clocks_of(bound(lines, database, not_personal="[visits]")).ended(Until(CLOSED), "serve", NOBODY)
    there = {"visits": [{"id": 7, "at": TODAY}]}
    assert not is_true(question, member(visit_id=7), there, PAST)
    assert is_true(question, member(visit_id=8), there, PAST)
    assert is_true(question, member(visit_id=None), there, PAST)
    assert not is_true(question, member(visit_id=None), there, OPEN)


def test_an_event_is_taken_with_its_records_from_the_table_that_the_person_leads_to() -> None:
    lines = (
        CLUB
        + """
    notes:
      person: member_id
      for: [serve]
      columns: {}
    """
    )
    found = bound(lines, catalog(members=CLUB_TABLE, notes="id:integer! member_id:integer>members.id"))
    question = clocks_of(found, "notes").ended(Until(CLOSED), "serve", NOBODY)
    note = {"table": "notes", "id": 5, "member_id": 1}
    assert is_true(question, note, {"members": [member(closed=YESTERDAY)]})
    late = of_row("told:case.closed", TODAY)
    assert not is_true(question, note, {"members": [member(closed=YESTERDAY)]}, late)
    late = of_row("told:case.closed", TODAY, "notes", 5)
    assert not is_true(question, note, {"members": [member(closed=YESTERDAY)]}, late)


def test_a_period_longer_than_the_calendar_never_ends() -> None:
    assert clocks_of(club()).ended(Until(CLOSED, plus=Period(years=5000)), "serve", NOBODY) == FALSE
