"""Which rows go, which parties are severed, which cells are due: docs/needs.md section 6, a row or two a ruling."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lofte.needs.cells import Cells, personal_columns
from unit.graph.binding import Bound, bound, catalog
from unit.needs.asked import ANNA, BO, TODAY, cells_of, in_row, is_true, member, of_person, of_row

YESTERDAY = date(2026, 11, 21)
ACTIVITIES = """
    activities:
      serve:
        about: [member, guest]
        purpose: customer-service
        basis: {contract: performance}
        data: [email, mobile-phone]
        keep: {until: case.closed}
      invite:
        about: [member, guest]
        purpose: administer-service
        basis: {contract: performance}
        data: [email]
        keep: {until: collected}
    subjects: {member: , guest: {label: {sv: gäst, en: guest}}}
    """
MEMBERS = """
    members:
      person: {email: email}
      about: member
      for: [serve, invite]
      columns: {email: email, phone: mobile-phone}
      events: {case.closed: closed, collected: since}
    """
TABLE = "id:integer! email phone closed:date since:date"


def club(more: str = "", *, members: str = MEMBERS, table: str = TABLE, **tables: str) -> Cells:
    found: Bound = bound(members + more, catalog(members=table, **tables), activities=ACTIVITIES)
    return cells_of(found)


def test_a_row_goes_when_no_need_keeps_it() -> None:
    goes = club().goes("members")
    assert is_true(goes, member(closed=YESTERDAY, since=YESTERDAY))
    assert not is_true(goes, member(closed=YESTERDAY, since=TODAY))
    assert not is_true(goes, member(closed=None, since=YESTERDAY))
    assert not is_true(goes, member(closed=YESTERDAY, since=YESTERDAY), None, of_person("held:*"))


def test_a_cell_goes_when_no_keeping_need_names_it_and_the_row_stays() -> None:
    cells = club()
    due = cells.cell_due("members", "phone")
    assert is_true(due, member(phone="070", closed=YESTERDAY))
    assert not is_true(due, member(phone=None, closed=YESTERDAY))
    assert not is_true(due, member(phone="070", since=YESTERDAY))
    assert not is_true(due, member(phone="070", closed=YESTERDAY), None, of_person("held:serve"))
    assert not is_true(cells.goes("members"), member(phone="070", closed=YESTERDAY))


def test_who_a_row_is_about_stays_as_long_as_the_row() -> None:
    assert not is_true(club().cell_due("members", "email"), member(closed=YESTERDAY, since=YESTERDAY))


def test_what_a_scrub_wrote_counts_as_empty() -> None:
    written = MEMBERS.replace("phone: mobile-phone", "phone: {is: mobile-phone, erase: {write: gone}}")
    due = club(members=written).cell_due("members", "phone")
    assert is_true(due, member(phone="070", closed=YESTERDAY))
    assert not is_true(due, member(phone="gone", closed=YESTERDAY))


def test_a_row_that_cannot_live_without_a_cell_goes_with_it() -> None:
    vital = MEMBERS.replace("phone: mobile-phone", "phone: {is: mobile-phone, erase: row}")
    goes = club(members=vital).goes("members")
    assert is_true(goes, member(phone="070", closed=YESTERDAY))
    assert not is_true(goes, member(phone=None, closed=YESTERDAY))
    assert not is_true(goes, member(phone="070"))


@pytest.mark.parametrize(("kind", "stays"), [("m", False), ("x", True), (None, True)])
def test_a_row_of_which_a_value_is_undecided_stays_whole(kind: str | None, *, stays: bool) -> None:
    about = MEMBERS.replace("about: member", "about: {by: kind, m: member}\n      not-personal: [kind]")
    cells = club(members=about, table=f"{TABLE} kind")
    row = member(kind=kind, phone="070", closed=YESTERDAY, since=YESTERDAY)
    assert is_true(cells.goes("members"), row) is not stays
    partly = {**row, "since": None}
    assert is_true(cells.cell_due("members", "phone"), partly) is not stays


NOTES = """
    notes:
      person: member_id
      for: [serve]
      columns: {}
      events: {case.closed: shut}
    """
NOTES_TABLE = "id:integer! member_id:integer>members.id shut:date"
PAST = member(phone="070", closed=YESTERDAY, since=YESTERDAY)


def note(shut: date | None = None, **cells: Any) -> dict[str, Any]:
    return {"id": 5, "member_id": 1, "shut": shut, **cells}


def test_a_row_that_identifies_whom_another_is_about_stays_as_a_skeleton() -> None:
    cells = club(NOTES, notes=NOTES_TABLE)
    open_note, shut_note = {"notes": [note()]}, {"notes": [note(YESTERDAY)]}
    assert not is_true(cells.goes("members"), PAST, open_note)
    assert is_true(cells.goes("members"), PAST, shut_note)
    assert is_true(cells.goes("members"), PAST, {"notes": [note(member_id=2)]})
    assert is_true(cells.skeleton("members"), PAST, open_note)
    assert is_true(cells.cell_due("members", "phone"), PAST, open_note)
    assert not is_true(cells.skeleton("members"), member(), open_note)


def test_a_note_of_nobody_that_time_keeps_holds_nobody() -> None:
    cells = club(NOTES, notes=NOTES_TABLE)
    lonely = {"table": "notes", **note(member_id=None)}
    assert not is_true(cells.goes("notes"), lonely)
    assert is_true(cells.unowned("notes"), lonely)
    assert is_true(cells.goes("notes"), {**lonely, "shut": YESTERDAY})
    assert not is_true(cells.unowned("notes"), {"table": "notes", **note()}, {"members": [member()]})


OWNED = MEMBERS.replace("members:", "cards:").rstrip() + "\n      links: {member_id: owns}\n"


def card(**cells: Any) -> dict[str, Any]:
    return {**member(id=7, email=BO), "member_id": 1, **cells}


def test_a_row_that_is_owned_and_stays_holds_its_owner() -> None:
    cells = club(OWNED, cards=f"{TABLE} member_id:integer>members.id")
    assert not is_true(cells.goes("members"), PAST, {"cards": [card()]})
    assert is_true(cells.goes("members"), PAST, {"cards": [card(closed=YESTERDAY, since=YESTERDAY)]})
    held = of_row("held:*", table="cards", row=7)
    assert not is_true(cells.goes("members"), PAST, {"cards": [card(closed=YESTERDAY, since=YESTERDAY)]}, held)


def test_a_hold_on_a_row_reaches_what_it_owns() -> None:
    cells = club(OWNED, cards=f"{TABLE} member_id:integer>members.id")
    gone = {"table": "cards", **card(closed=YESTERDAY, since=YESTERDAY)}
    assert is_true(cells.goes("cards"), gone, {"members": [PAST]})
    assert not is_true(cells.goes("cards"), gone, {"members": [PAST]}, of_row("held:serve"))


@pytest.mark.parametrize(("decision", "stays"), [("ignore", True), ("access-only", True), ("detach", False)])
def test_a_link_that_is_left_alone_and_kept_by_the_database_stands_in_the_way(decision: str, *, stays: bool) -> None:
    lines = OWNED.replace("owns", decision)
    cells = club(lines, cards=f"{TABLE} member_id:integer>members.id")
    others = {"cards": [card(closed=YESTERDAY, since=YESTERDAY)]}
    assert is_true(cells.blocked("members"), PAST, others) is stays
    assert is_true(cells.goes("members"), PAST, others) is not stays
    assert is_true(cells.goes("members"), PAST, {"cards": [card(member_id=2)]})


PAIRS = """
    pairs:
      persons: {member: one_mail, guest: two_mail}
      for: [serve]
      columns:
        one_mail: {is: email, of: member}
        two_mail: {is: email, of: guest}
        note: {is: mobile-phone, of: guest}
        film: {is: mobile-phone, goes-with: first}
      events: {case.closed: closed}
    """.replace("one_mail,", "{email: one_mail},").replace("two_mail}", "{email: two_mail}}")
PAIRS_TABLE = "id:integer! one_mail two_mail note film closed:date"


def pair(**cells: Any) -> dict[str, Any]:
    return {
        "table": "pairs", "id": 3, "one_mail": ANNA, "two_mail": BO, "note": "x", "film": "f", "closed": None, **cells
    }  # fmt: skip


def test_a_party_that_nobody_needs_is_severed_and_the_row_stays_for_the_other() -> None:
    cells = club(PAIRS, pairs=PAIRS_TABLE)
    one, two = cells.system.tables["pairs"].parties
    released = in_row("released:serve", date(2026, 1, 1), BO, "pairs", 3)
    assert is_true(cells.severed("pairs", two), pair(), None, released)
    assert not is_true(cells.severed("pairs", one), pair(), None, released)
    assert not is_true(cells.severed("pairs", two), pair())
    assert not is_true(cells.severed("pairs", two), pair(one_mail=None), None, released)
    assert not is_true(cells.severed("pairs", two), pair(two_mail=None), None, released)
    assert not is_true(cells.goes("pairs"), pair(), None, released)


def test_a_cell_of_a_party_goes_with_that_party() -> None:
    cells = club(PAIRS, pairs=PAIRS_TABLE)
    released = in_row("released:serve", date(2026, 1, 1), BO, "pairs", 3)
    other = in_row("released:serve", date(2026, 1, 1), ANNA, "pairs", 3)
    assert is_true(cells.cell_due("pairs", "note"), pair(), None, released)
    assert not is_true(cells.cell_due("pairs", "note"), pair(), None, other)
    assert not is_true(cells.cell_due("pairs", "note"), pair())


def test_a_cell_that_goes_with_the_first_goes_when_either_is_gone_unless_held() -> None:
    cells = club(PAIRS, pairs=PAIRS_TABLE)
    due = cells.cell_due("pairs", "film")
    for person in (ANNA, BO):
        released = in_row("released:serve", date(2026, 1, 1), person, "pairs", 3)
        assert is_true(due, pair(), None, released)
        other = BO if person == ANNA else ANNA
        assert not is_true(due, pair(), None, released, of_person("held:serve", person=other))
    assert not is_true(due, pair())


def test_an_anonymised_row_is_done_when_nothing_of_a_person_is_in_it() -> None:
    lines = NOTES.replace("columns: {}", "columns: {words: mobile-phone}\n      erase: anonymise")
    cells = club(lines, notes="id:integer! member_id:integer>members.id shut:date words")
    assert personal_columns(cells.system.tables["notes"]) == ("words", "member_id")
    gone = {"table": "notes", **note(YESTERDAY, words="x")}
    assert is_true(cells.goes("notes"), gone, {"members": [member()]})
    assert is_true(cells.unanonymised("notes"), gone)
    assert is_true(cells.unanonymised("notes"), {**gone, "words": None})
    left = {**gone, "words": None, "member_id": None}
    assert not is_true(cells.unanonymised("notes"), left)
    assert not is_true(cells.unowned("notes"), left)


def test_two_needs_that_name_a_cell_keep_it_as_long_as_the_longer() -> None:
    both = ACTIVITIES.replace("data: [email]", "data: [email, mobile-phone]")
    found = bound(MEMBERS, catalog(members=TABLE), activities=both)
    due = cells_of(found).cell_due("members", "phone")
    assert not is_true(due, member(phone="070", closed=YESTERDAY))
    assert is_true(due, member(phone="070", closed=YESTERDAY, since=YESTERDAY))
