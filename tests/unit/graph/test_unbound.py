"""Whatever the declaration names is looked for in the database, and what is not there is told where it was written."""

from __future__ import annotations

import pytest

from unit.graph.binding import MEMBERS, Bound, bound, catalog

SOUND = "id:integer! email closed:date"
NOTES = """
    notes:
      person: member_id
      for: [serve]
      columns: {}
    """
NOTES_TABLE = "id:integer! member_id:integer>members.id"


def told(found: Bound) -> tuple[str, str, str | None, str]:
    fault = found.only()
    return fault.code, fault.message, fault.help, found.underlined()


def test_a_table_that_is_not_there_is_unknown_and_told_once() -> None:
    found = bound(MEMBERS + NOTES, catalog(member=SOUND, notes=NOTES_TABLE), not_personal="[member]")
    assert told(found) == (
        "unknown-table",
        "the database has no table `members`",
        "did you mean `member`?",
        "members",
    )


def test_a_table_that_is_like_none_is_to_be_corrected() -> None:
    fault = bound(MEMBERS, catalog(visits="id:integer!"), not_personal="[visits]").only()
    assert fault.help == "correct the name, or take the table out of `tables`"


@pytest.mark.parametrize(
    ("before", "after", "column", "place"),
    [
        ("person: {email: email}", "person: {email: emial}", "emial", "{email: emial}"),
        ("about: member", "about: {by: kind, m: member}", "kind", "{by: kind, m: member}"),
        ("for: [serve]", "for: {serve: {if: {open: any}}}", "open", "serve"),
        ("columns: {email: email}", "columns: {email: email, phone: mobile-phone}", "phone", "phone"),
        (
            "columns: {email: email}",
            "columns: {email: {is: {by: kind, w: mobile-phone, else: email}}}",
            "kind",
            "email",
        ),
        ("case.closed: closed}", "case.closed: close}", "close", "case.closed"),
        ("case.closed: closed}", "case.closed: {at: closed, if: {state: any}}}", "state", "case.closed"),
        ("case.closed: closed}", "case.closed: {last: gone, in: members, same: email}}", "gone", "case.closed"),
        ("case.closed: closed}", "case.closed: {last: closed, in: members, same: mail}}", "mail", "case.closed"),
        (
            "case.closed: closed}",
            "case.closed: {last: closed, in: members, same: email, if: {state: any}}}",
            "state",
            "case.closed",
        ),
        ("for: [serve]", "for: [serve]\n      key: [number]", "number", "[number]"),
        ("for: [serve]", "for: [serve]\n      flags: {restricted: blocked}", "blocked", "{restricted: blocked}"),
        ("for: [serve]", "for: [serve]\n      on-behalf-of: shop_id", "shop_id", "shop_id"),
        ("for: [serve]", "for: [serve]\n      links: {host_id: detach}", "host_id", "host_id"),
        ("for: [serve]", "for: [serve]\n      links: {host_id: ignore}", "host_id", "host_id"),
    ],
)
def test_a_column_that_is_not_there_is_told_where_it_is_named(before: str, after: str, column: str, place: str) -> None:
    assert before in MEMBERS
    found = bound(MEMBERS.replace(before, after), catalog(members=SOUND))
    code, message, _, underlined = told(found)
    assert (code, message) == ("unknown-column", f"table `members` has no column `{column}`")
    assert underlined == place


def test_every_name_that_is_not_there_is_told_at_once() -> None:
    lines = MEMBERS.replace("{email: email}\n", "{email: mail}\n", 1).replace("closed}", "shut, collected: since}")
    found = bound(lines, catalog(members="id:integer! email"))
    assert [fault.message for fault in found.faults] == [
        "table `members` has no column `mail`",
        "table `members` has no column `shut`",
        "table `members` has no column `since`",
    ]
    assert found.faults[0].help == "did you mean `email`?"


def test_what_breaks_off_in_another_declared_table_is_told_there_alone() -> None:
    lines = MEMBERS.replace("{email: email}\n", "{email: mail}\n", 1) + NOTES
    found = bound(lines, catalog(members=SOUND, notes=NOTES_TABLE))
    fault = found.only()
    assert fault.path == "systems.club.tables.members.person"
    event = MEMBERS.replace("closed}", "shut}") + NOTES
    assert bound(event, catalog(members=SOUND, notes=NOTES_TABLE)).only().path.endswith("members.events.case.closed")


def test_a_path_over_what_is_no_link_is_told() -> None:
    code, message, help_, underlined = told(
        bound(MEMBERS + NOTES, catalog(members=SOUND, notes="id:integer! member_id:integer"))
    )
    assert code == "no-link"
    assert message == "`notes.member_id` is no link: no foreign key leads away from it"
    assert help_ == "write under `links` where it leads: `COLUMN: {DECISION: , to: TABLE.COLUMN}`"
    assert underlined == "member_id"


def test_a_link_can_be_declared_where_the_database_has_none() -> None:
    lines = NOTES.rstrip() + "\n      links: {member_id: {owns: , to: members.id}}\n"
    found = bound(MEMBERS + lines, catalog(members=SOUND, notes="id:integer! member_id:integer"))
    (hop,) = found.table("notes").parties[0].path
    assert (hop.table, hop.ours, hop.theirs) == ("members", "member_id", "id")


@pytest.mark.parametrize("decision", ["owns", "shared", "detach"])
def test_a_link_that_means_something_leads_somewhere(decision: str) -> None:
    lines = MEMBERS.rstrip() + f"\n      links: {{host_id: {decision}}}\n"
    assert bound(lines, catalog(members=f"{SOUND} host_id:integer")).only().code == "no-link"


@pytest.mark.parametrize("decision", ["access-only", "ignore"])
def test_a_link_that_is_left_alone_need_not_lead_anywhere(decision: str) -> None:
    lines = MEMBERS.rstrip() + f"\n      links: {{host_id: {decision}}}\n"
    assert bound(lines, catalog(members=f"{SOUND} host_id:integer")).faults == ()


@pytest.mark.parametrize(
    ("to", "message"),
    [
        ("ghosts.id", "the database has no table `ghosts`"),
        ("hosts.number", "table `hosts` has no column `number`"),
        ("ghosts", "the database has no table `ghosts`"),
    ],
)
def test_a_declared_link_leads_to_what_is_there(to: str, message: str) -> None:
    lines = MEMBERS.rstrip() + f"\n      links: {{host_id: {{ignore: , to: {to}}}}}\n"
    database = catalog(members=f"{SOUND} host_id:integer", hosts="id:integer!")
    assert bound(lines, database, not_personal="[hosts]").only().message == message


def test_a_person_behind_a_table_of_nobody_is_a_fault() -> None:
    found = bound(NOTES, catalog(members=SOUND, notes=NOTES_TABLE), not_personal="[members]")
    assert told(found) == (
        "link-to-nobody",
        "`notes.member_id` leads to table `members`, which is not declared to be about anyone",
        "declare that table under `tables` with its `person`, or say here whom a row is about",
        "member_id",
    )


def test_persons_that_lead_round_in_a_circle_are_found_at_each_table() -> None:
    lines = NOTES + NOTES.replace("notes:", "members:").replace("member_id", "note_id")
    found = bound(lines, catalog(notes=NOTES_TABLE, members="id:integer! note_id:integer>notes.id"))
    assert found.codes == ["link-circle", "link-circle"]
    assert found.faults[0].message == "the persons of `members`, `notes` lead round in a circle"
    assert found.faults[0].help == (
        "let one of the tables say by a column of its own whom it is about, or decide one link otherwise"
    )


def test_a_table_about_the_persons_of_its_own_rows_is_a_circle() -> None:
    fault = bound(NOTES, catalog(notes="id:integer! member_id:integer>notes.id")).only()
    assert fault.code == "link-circle"


def test_rows_that_own_one_another_are_a_circle() -> None:
    tables = (
        MEMBERS.rstrip()
        + "\n      links: {guest_id: owns}\n"
        + MEMBERS.replace("members:", "guests:").rstrip()
        + "\n      links: {member_id: owns}\n"
    )
    database = catalog(members=f"{SOUND} guest_id:integer>guests.id", guests=f"{SOUND} member_id:integer>members.id")
    found = bound(tables, database)
    assert found.codes == ["link-circle", "link-circle"]
    assert found.faults[0].message == "rows of `members`, `guests` own one another in a circle"


def test_a_row_cannot_own_rows_of_its_own_table() -> None:
    lines = MEMBERS.rstrip() + "\n      links: {parent_id: owns}\n"
    fault = bound(lines, catalog(members=f"{SOUND} parent_id:integer>members.id")).only()
    assert (fault.code, fault.message) == ("link-circle", "rows of `members` own one another in a circle")


def test_tables_that_lead_to_one_another_in_a_circle_have_no_order() -> None:
    tables = (
        MEMBERS.rstrip()
        + "\n      links: {guest_id: detach}\n"
        + MEMBERS.replace("members:", "guests:").rstrip()
        + "\n      links: {member_id: detach}\n"
    )
    database = catalog(members=f"{SOUND} guest_id:integer>guests.id", guests=f"{SOUND} member_id:integer>members.id")
    found = bound(tables, database)
    fault = found.only()
    assert fault.code == "link-circle"
    assert fault.message in (
        "the tables `members`, `guests` of system `club` lead to one another in a circle",
        "the tables `guests`, `members` of system `club` lead to one another in a circle",
    )
    assert found.underlined() == "club"


@pytest.mark.parametrize(("to", "code"), [("members.number", "unknown-column"), ("people.id", "unknown-table")])
def test_a_person_behind_a_declared_link_that_leads_nowhere_is_told_at_the_link(to: str, code: str) -> None:
    lines = NOTES.rstrip() + f"\n      links: {{member_id: {{owns: , to: {to}}}}}\n"
    found = bound(MEMBERS + lines, catalog(members=SOUND, notes="id:integer! member_id:integer"))
    assert (found.only().code, found.only().path) == (code, "systems.club.tables.notes.links.member_id")


def test_an_event_over_a_declared_link_that_leads_nowhere_is_a_fault() -> None:
    lines = MEMBERS.replace("closed}", "visit_id.at}\n      links: {visit_id: {ignore: , to: visits.number}}")
    found = bound(lines, catalog(members=f"{SOUND} visit_id:integer", visits="id:integer! at:date"))
    assert {fault.message for fault in found.faults} >= {"table `visits` has no column `number`"}
