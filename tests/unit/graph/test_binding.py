"""Binding resolves who a row is about, when its events happened, and what hangs on what."""

from __future__ import annotations

from lofte.grammar import Combine, LinkDecision
from lofte.graph import AtColumn, AtRows, BoundTable, Dependant
from lofte.predicate import TRUE, Hop, Is, Not
from unit.graph.binding import ACTIVITIES, MEMBERS, bound, catalog

SOUND = "id:integer! email closed:date"
TO_MEMBER, TO_NOTE = Hop("members", "member_id", "id"), Hop("notes", "note_id", "id")
FROM_NOTE, FROM_PART = Hop("notes", "id", "member_id"), Hop("parts", "id", "note_id")
CHAIN = f"""{MEMBERS.rstrip()}
    notes:
      person: member_id
      for: [serve]
      columns: {{}}
    parts:
      person: note_id
      for: [serve]
      columns: {{}}
    """
CHAIN_TABLES = {
    "members": SOUND,
    "notes": "id:integer! member_id:integer>members.id",
    "parts": "id:integer! note_id:integer>notes.id",
}


def hops_of(table: BoundTable) -> list[tuple[tuple[Hop, ...], str, int]]:
    return [(site.hops, site.column, site.unique) for party in table.parties for site in party.sites]


def test_a_person_known_in_the_row_is_at_no_distance() -> None:
    tables = MEMBERS.replace("{email: email}\n      about", "{email: [email, other]}\n      about")
    tables = tables.replace("columns: {email: email}", "columns: {email: email, other: {is: email, erase: {write: x}}}")
    table = bound(tables, catalog(members=f"{SOUND} other")).table("members")
    assert [(site.column, site.kind, site.empty) for party in table.parties for site in party.sites] == [
        ("email", "email", ()),
        ("other", "email", ("x",)),
    ]
    (party,) = table.parties
    assert (party.link, party.identifiers, party.own) == (None, ("email", "other"), True)
    assert party.columns == ("email", "other") == tuple(sorted(table.person_columns))


def test_persons_are_reached_over_links_and_links_of_links() -> None:
    found = bound(CHAIN, catalog(**CHAIN_TABLES))
    assert hops_of(found.table("notes")) == [((TO_MEMBER,), "email", 1)]
    assert hops_of(found.table("parts")) == [((TO_NOTE, TO_MEMBER), "email", 2)]
    assert found.table("parts").parties[0].link == "note_id"
    # The way to the row that says of what category the persons are.
    assert found.table("parts").parties[0].path == (TO_NOTE, TO_MEMBER)
    said = bound(CHAIN.replace("person: member_id", "person: member_id\n      about: guest"), catalog(**CHAIN_TABLES))
    assert said.table("parts").parties[0].path == (TO_NOTE,)


def test_a_path_names_the_links_itself() -> None:
    path = CHAIN.replace("person: note_id", "person: note_id.member_id")
    found = bound(path, catalog(**CHAIN_TABLES))
    assert hops_of(found.table("parts")) == [((TO_NOTE, TO_MEMBER), "email", 2)]
    assert found.table("parts").parties[0].path == (TO_NOTE, TO_MEMBER)


def test_persons_in_all_rows_that_agree_are_reached_over_a_hop_that_is_not_unique() -> None:
    lines = """
    films:
      person: {in: members, same: meeting}
      for: [serve]
      columns: {}
      events: {case.closed: recorded}
    """
    found = bound(
        MEMBERS.replace("for: [serve]", "for: [serve]\n      not-personal: [meeting]") + lines,
        catalog(members=f"{SOUND} meeting:integer", films="id:integer! meeting:integer"),
        not_personal="[]",
    )
    assert found.codes == ["column-undecided"]
    decided = lines.rstrip() + "\n      not-personal: [meeting]\n"
    found = bound(
        MEMBERS.replace("for: [serve]", "for: [serve]\n      not-personal: [meeting]") + decided,
        catalog(members=f"{SOUND} meeting:integer", films="id:integer! meeting:integer"),
    )
    assert hops_of(found.table("films")) == [((Hop("members", "meeting", "meeting"),), "email", 0)]
    assert found.table("films").parties[0].columns == ()


def test_same_is_matched_with_the_key_where_it_is_a_link_to_this_table() -> None:
    lines = MEMBERS.replace("closed}", "{last: at, in: visits, same: member_id}}")
    found = bound(
        lines,
        catalog(members="id:integer! email", visits="id:integer! member_id:integer>members.id at:date"),
        not_personal="[visits]",
    )
    event = found.table("members").events["case.closed"]
    assert event.source == AtRows(Combine.LAST, Hop("visits", "id", "member_id"), (), "at", checked=False)


def test_a_category_is_said_by_the_table_or_borrowed_or_any() -> None:
    found = bound(CHAIN, catalog(**CHAIN_TABLES))
    assert found.table("members").parties[0].category.fixed == ("member",)
    assert (found.table("parts").parties[0].category.fixed, found.table("parts").parties[0].own) == (
        ("member",),
        False,
    )
    silent = bound(CHAIN.replace("      about: member\n", ""), catalog(**CHAIN_TABLES))
    assert silent.table("notes").parties[0].category.fixed is None
    by = MEMBERS.replace("about: member", "about: {by: kind, m: member, else: guest}\n      not-personal: [kind]")
    tables = CHAIN.replace(MEMBERS.rstrip(), by.rstrip())
    borrowed = bound(tables, catalog(**{**CHAIN_TABLES, "members": f"{SOUND} kind"})).table("parts").parties[0].category
    assert borrowed.hops == (TO_NOTE, TO_MEMBER)
    assert borrowed.by is not None
    assert borrowed.by.otherwise == "guest"


def test_events_come_from_the_table_that_the_person_leads_to_unless_bound_here() -> None:
    found = bound(CHAIN, catalog(**CHAIN_TABLES))
    event = found.table("parts").events["case.closed"]
    assert (event.route, event.table, event.source) == (
        (TO_NOTE, TO_MEMBER),
        "members",
        AtColumn((), "closed", checked=False),
    )
    own = CHAIN.rstrip() + "\n      events: {case.closed: shut}\n"
    found = bound(own, catalog(**{**CHAIN_TABLES, "parts": f"{CHAIN_TABLES['parts']} shut:date"}))
    event = found.table("parts").events["case.closed"]
    assert (event.route, event.table, event.source) == ((), "parts", AtColumn((), "shut", checked=False))


def test_an_event_that_neither_table_brings_is_unbound_where_it_would_be_inherited() -> None:
    tables = """
    applications:
      person: member_id
      for: [serve]
      columns: {}
    members:
      person: {email: email}
      about: member
      for: [other]
      columns: {email: email}
      events: {collected: since}
    """
    other = "      other:\n" + ACTIVITIES.split("serve:\n")[1].split("    subjects")[0].replace(
        "case.closed", "collected"
    )
    activities = ACTIVITIES.replace("    subjects", f"{other}    subjects")
    database = catalog(applications="id:integer! member_id:integer>members.id", members="id:integer! email since:date")
    found = bound(tables, database, activities=activities)
    fault = found.only()
    assert fault.code == "event-unbound"
    assert fault.message == "`serve` ends at `case.closed`, which nothing brings to table `club.applications`"
    assert fault.help == "add under `events`: `case.closed: PATH`, or `case.closed: recorded` if people will tell it"
    assert found.underlined() == "serve"
    assert found.system is None


def test_what_a_row_identifies_persons_for_depends_on_it() -> None:
    found = bound(CHAIN, catalog(**CHAIN_TABLES))
    note, part = found.table("notes").parties[0].sites[0], found.table("parts").parties[0].sites[0]
    assert found.table("members").dependants == (
        Dependant("notes", (FROM_NOTE,), "", note, 1),
        Dependant("parts", (FROM_NOTE, FROM_PART), "", part, 2),
    )
    assert found.table("notes").dependants == (Dependant("parts", (FROM_PART,), "", part, 1),)
    assert found.table("parts").dependants == ()


def test_a_row_that_is_owned_depends_on_its_owner_and_knows_all_its_owners() -> None:
    tables = (
        MEMBERS
        + MEMBERS.replace("members:", "notes:").rstrip()
        + "\n      links: {member_id: owns}\n"
        + MEMBERS.replace("members:", "parts:").rstrip()
        + "\n      links: {note_id: owns}\n"
    )
    database = catalog(
        members=SOUND,
        notes=f"{SOUND} member_id:integer>members.id",
        parts=f"{SOUND} note_id:integer>notes.id",
    )
    found = bound(tables, database)
    (dependant,) = found.table("members").dependants
    assert (dependant.owns, dependant.table, dependant.back) == (True, "notes", (FROM_NOTE,))
    assert found.table("parts").owners == ((TO_NOTE,), (TO_NOTE, TO_MEMBER))
    assert found.table("members").owners == ()


def test_links_that_are_emptied_or_stand_in_the_way_are_known_where_they_lead() -> None:
    tables = "".join(
        MEMBERS.replace("members:", f"{name}:").rstrip() + f"\n      links: {{member_id: {decision}}}\n"
        for name, decision in (("a", "detach"), ("b", "shared"), ("c", "ignore"), ("d", "access-only"))
    )
    linked = f"{SOUND} member_id:integer>members.id"
    database = catalog(
        members=SOUND, a=linked, b=linked, c=linked, d=linked, visits="id:integer! of:integer>members.id"
    )
    found = bound(MEMBERS + tables, database, not_personal="[visits]")
    assert {(link.table, link.column, link.decision) for link in found.table("members").incoming} == {
        ("a", "member_id", LinkDecision.DETACH),
        ("b", "member_id", LinkDecision.SHARED),
        ("c", "member_id", LinkDecision.IGNORE),
        ("d", "member_id", LinkDecision.ACCESS_ONLY),
        ("visits", "of", LinkDecision.IGNORE),
    }
    assert all(link.hop == Hop(link.table, "id", link.column) for link in found.table("members").incoming)


def test_a_link_that_the_database_does_not_keep_stands_in_nobodys_way() -> None:
    tables = MEMBERS + MEMBERS.replace("members:", "a:").rstrip()
    tables += "\n      links: {member_id: {ignore: , to: members.id}}\n"
    found = bound(tables, catalog(members=SOUND, a=f"{SOUND} member_id:integer"))
    assert found.table("members").incoming == ()


def test_the_links_of_several_parties_are_shared_and_know_whose_they_are() -> None:
    pairs = """
    pairs:
      persons: {member: member_id, guest: guest_id}
      for: [serve]
      columns: {}
      events: {case.closed: closed}
    """
    database = catalog(
        members=SOUND, pairs="id:integer! member_id:integer>members.id guest_id:integer>members.id closed:date"
    )
    found = bound(MEMBERS.replace("      about: member\n", "") + pairs, database)
    assert [(link.column, link.decision, link.party_of) for link in found.table("members").incoming] == [
        ("member_id", LinkDecision.SHARED, "member"),
        ("guest_id", LinkDecision.SHARED, "guest"),
    ]
    assert [party.category.fixed for party in found.table("pairs").parties] == [("member",), ("guest",)]
    said = bound(MEMBERS + pairs, database).table("pairs").parties
    assert [party.category.fixed for party in said] == [("member",), ("member",)]


def test_children_stand_before_the_tables_they_lead_to() -> None:
    found = bound(CHAIN, catalog(**CHAIN_TABLES))
    assert found.system is not None
    assert list(found.system.tables) == ["parts", "notes", "members"]


def test_times_are_read_in_the_zone_of_the_system_and_days_counted_in_that_of_the_controller() -> None:
    found = bound(CHAIN, catalog(**CHAIN_TABLES)).system
    assert found is not None
    assert (found.zone, found.local) == ("Europe/Stockholm", "Europe/Stockholm")


def test_a_need_names_columns_by_kind_and_group_and_row() -> None:
    tables = """
    members:
      person: {email: email}
      for: [serve]
      columns:
        email: work-email
        phone: {is: {by: kind, w: mobile-phone, h: postal-address, else: email}}
        other: {is: {by: kind, w: mobile-phone, h: email}}
      not-personal: [kind]
      events: {case.closed: closed}
    """
    data = "data: [email, mobile-phone]"
    database = catalog(members=f"{SOUND} phone other kind")
    both = bound(tables, database, activities=ACTIVITIES.replace(data, "data: [contact-details, postal-address]"))
    (served,) = both.table("members").serves
    assert served.columns == {"email": TRUE, "phone": TRUE, "other": Is("kind", ("h", "w"))}
    three = tables.replace("for: [serve]", "for: [serve, call]")
    call = "      call:\n" + ACTIVITIES.split("serve:\n")[1].split("    subjects")[0].replace(data, "data: [email]")
    activities = ACTIVITIES.replace(data, "data: [contact-details, postal-address]").replace(
        "    subjects", f"{call}    subjects"
    )
    narrow = bound(three, database, activities=activities).table("members").serves[1]
    assert narrow.columns == {
        "email": TRUE,
        "phone": Not(Is("kind", ("h", "w"))),
        "other": Is("kind", ("h",)),
    }
