"""What nobody decided, and what could not be done, is told with the line to write, at its place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lofte.catalog import ForeignKey
from lofte.diagnostics import Severity
from unit.graph.binding import ACTIVITIES, MEMBERS, bound, catalog

SOUND = "id:integer! email closed:date"


def test_a_table_of_which_the_declaration_does_not_speak_is_undecided() -> None:
    found = bound(MEMBERS, catalog(members=SOUND, visits="id:integer! who"))
    fault = found.only()
    assert (fault.code, fault.article) == ("table-undecided", "GDPR Art. 30")
    assert fault.message == "nobody has decided table `visits` of system `club`"
    assert fault.help == "declare it under `tables`, or list it under `not-personal: [visits]`"
    assert fault.span is not None
    assert found.system is None
    assert bound(MEMBERS, catalog(members=SOUND, visits="id:integer!"), not_personal="[visits]").faults == ()


def test_a_column_of_which_the_declaration_does_not_speak_is_undecided() -> None:
    found = bound(
        MEMBERS.replace("members:", "applications:"), catalog(applications="id:integer! email closed:date ip")
    )
    fault = found.only()
    assert fault.code == "column-undecided"
    assert fault.message == "nobody has decided column `ip` of table `applications`"
    assert fault.help == "give it a category under `columns`, perhaps `ip: ip-address`, or list it under `not-personal`"
    assert found.underlined() == "applications"
    assert fault.path == "systems.club.tables.applications"


@pytest.mark.parametrize(
    ("column", "guess"),
    [("mobile_phone", "mobile-phone"), ("Phone", "mobile-phone"), ("full_name", ""), ("i", ""), ("nature", "")],
)
def test_a_guess_is_made_from_whole_words_only(column: str, guess: str) -> None:
    fault = bound(MEMBERS, catalog(members=f"{SOUND} {column}")).only()
    assert fault.help is not None
    assert (f"perhaps `{column}: {guess}`" in fault.help) == bool(guess)
    assert ("perhaps" in fault.help) == bool(guess)


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("blocked", "flags: {restricted: blocked}"),
        ("shop_id", "on-behalf-of: shop_id"),
        ("started", "events: {case.closed: closed, contract.started: started}"),
        ("note", "not-personal: [note]"),
        ("host_id:integer>hosts.id", ""),
    ],
)
def test_a_column_that_is_named_anywhere_is_decided(column: str, words: str) -> None:
    lines = MEMBERS.replace("events: {case.closed: closed}", words or "events: {case.closed: closed}")
    lines = lines if words.startswith("events") or not words else MEMBERS.rstrip() + f"\n      {words}\n"
    database = catalog(members=f"{SOUND} {column}", hosts="id:integer!")
    assert bound(lines, database, not_personal="[hosts]").codes == []
    if words:
        assert bound(MEMBERS, database, not_personal="[hosts]").codes == ["column-undecided"]


def test_a_link_between_two_tables_with_persons_is_undecided() -> None:
    tables = MEMBERS.replace("members:", "applications:") + MEMBERS.replace("members:", "mentees:")
    database = catalog(applications=SOUND, mentees=f"{SOUND} application_id:integer>applications.id")
    found = bound(tables, database)
    fault = found.only()
    assert fault.code == "link-undecided"
    assert fault.message == "nobody has decided the link from `mentees.application_id` to `applications.id`"
    assert fault.help == (
        "write under `links` one of `application_id: owns`, `shared`, `access-only`, `detach`, `ignore`; "
        "nothing is planned for this system until then"
    )
    assert found.underlined() == "mentees"
    for decision in ("owns", "shared", "access-only", "detach", "ignore"):
        assert bound(f"{tables.rstrip()}\n      links: {{application_id: {decision}}}\n", database).codes == []


def test_a_link_to_a_table_without_persons_needs_no_word() -> None:
    database = catalog(members=f"{SOUND} club_id:integer>clubs.id", clubs="id:integer!")
    assert bound(MEMBERS, database, not_personal="[clubs]").faults == ()


def test_a_link_of_two_columns_to_a_table_with_persons_stops_the_plan() -> None:
    sound = catalog(members=SOUND, seats="id:integer! row:integer")
    seats = replace(sound.tables["seats"], foreign_keys=(ForeignKey(("id", "row"), "members", ("id", "closed")),))
    database = replace(sound, tables={**sound.tables, "seats": seats})
    fault = bound(MEMBERS, database, not_personal="[seats]").only()
    assert fault.code == "link-of-several-columns"
    assert fault.message == (
        "the link from `seats` (id, row) to `members` has several columns, and such links cannot be followed yet"
    )
    assert fault.path == "systems.club.tables.members"


def test_a_table_without_a_key_needs_one() -> None:
    sound = catalog(members=SOUND)
    without = replace(sound, tables={"members": replace(sound.tables["members"], primary_key=())})
    fault = bound(MEMBERS, without, not_personal="[id]").only()
    assert fault.code == "table-without-key"
    assert fault.message == "table `members` has no primary key, so its rows cannot be named"
    assert fault.help == "write `key: [COLUMN, …]` with columns that together are unique"
    named = bound(MEMBERS.rstrip() + "\n      key: [id]\n", without)
    assert named.table("members").key == ("id",)


@pytest.mark.parametrize(
    ("kind", "dialect", "said"),
    [
        ("text", "postgresql", ""),
        ("uuid", "postgresql", ""),
        ("date", "postgresql", ""),
        ("number", "postgresql", ""),
        ("instant", "postgresql", "a time"),
        ("other", "postgresql", "a type of its own"),
        ("naive", "sqlite", ""),
        ("other", "sqlite", ""),
        ("binary", "sqlite", "bytes"),
    ],
)
def test_a_key_is_of_a_kind_that_names_a_row(kind: str, dialect: str, said: str) -> None:
    found = bound(MEMBERS, catalog(dialect, members=f"id:{kind}! email closed:date"))
    assert found.codes == (["key-not-nameable"] if said else [])
    if said:
        assert found.only().message == (
            f"column `id` of the key of table `members` holds {said}, by which a row cannot be named for sure"
        )
        assert found.only().help == (
            "write `key: [COLUMN, …]` with columns of text, whole numbers, days or UUIDs that together are unique"
        )


@pytest.mark.parametrize(
    ("kind", "dialect", "is_time"),
    [
        *((kind, dialect, True) for kind in ("date", "naive", "instant") for dialect in ("sqlite", "postgresql")),
        ("text", "sqlite", True),
        ("text", "postgresql", False),
        ("integer", "sqlite", False),
        ("boolean", "postgresql", False),
    ],
)
def test_an_event_is_bound_to_a_time(kind: str, dialect: str, *, is_time: bool) -> None:
    found = bound(MEMBERS, catalog(dialect, members=f"id:integer! email closed:{kind}"))
    assert found.codes == ([] if is_time else ["event-not-a-time"])
    if not is_time:
        fault = found.only()
        assert fault.message == (
            "event `case.closed` of table `members` is bound to `members.closed`, which holds no time"
        )
        assert fault.help == "bind it to a column with a date, or write `recorded` if people will tell it"
        assert found.underlined() == "case.closed"
        assert fault.path == "systems.club.tables.members.events.case.closed"


def test_the_time_of_an_event_is_looked_at_where_its_path_ends() -> None:
    tables = MEMBERS.replace("closed}", "{last: visit_id.at, in: cards, same: member_id}}")
    database = catalog(
        members="id:integer! email",
        cards="id:integer! member_id:integer>members.id visit_id:integer>visits.id",
        visits="id:integer! at:boolean",
    )
    fault = bound(tables, database, not_personal="[cards, visits]").only()
    assert fault.message == "event `case.closed` of table `members` is bound to `visits.at`, which holds no time"


def columns(text: str) -> str:
    """One more column beside the address, which another activity alone needs."""
    return f"""
    members:
      person: {{email: email}}
      about: member
      for: [serve, invite]
      columns: {{email: email, phone: {text}}}
      events: {{case.closed: closed}}
    """


INVITE = """
      invite:
        about: [member]
        purpose: administer-service
        basis: {contract: performance}
        data: [email]
        keep: {until: case.closed}
    subjects:"""
TWO = ACTIVITIES.replace("    subjects:", INVITE.removeprefix("\n"))


@pytest.mark.parametrize(
    ("erase", "phone", "why", "cure"),
    [
        ("empty", "phone!", "may not be empty", "write how to scrub it: `erase: {write: TEXT}` or `row`"),
        ("{write: gone}", "phone:date!", "holds a day, so `gone` cannot be written there", "let the column be empty"),
        ("{write: gone}", "phone(3)!", "has room for 3 characters, which `gone` exceeds", "write a shorter text"),
        (
            "{write: gone}",
            "phone!*",
            "may hold each text only once, so `gone` could be written into one row only",
            "let the column be empty",
        ),
        ("empty", "phone=", "is computed by the database", "bind the columns it is computed from"),
        ("{write: gone}", "phone=", "is computed by the database", "bind the columns it is computed from"),
    ],
)
def test_a_cell_that_a_scrub_could_not_empty_is_a_fault(erase: str, phone: str, why: str, cure: str) -> None:
    found = bound(columns(f"{{is: mobile-phone, erase: {erase}}}"), catalog(members=f"{SOUND} {phone}"), activities=TWO)
    fault = found.only()
    assert (fault.code, fault.article) == ("cell-cannot-be-emptied", "GDPR Art. 17(1)")
    assert fault.message == f"column `phone` of table `members` {why}, yet it must be scrubbed while its row stays"
    assert fault.help is not None
    assert fault.help.startswith(cure)
    assert found.underlined() == "phone"


@pytest.mark.parametrize(
    ("erase", "phone"),
    [("empty", "phone"), ("{write: gone}", "phone!"), ("{write: gone}", "phone(4)"), ("row", "phone!")],
)
def test_a_cell_that_a_scrub_can_empty_is_none(erase: str, phone: str) -> None:
    database = catalog(members=f"{SOUND} {phone}")
    assert bound(columns(f"{{is: mobile-phone, erase: {erase}}}"), database, activities=TWO).faults == ()


def test_a_cell_that_goes_only_with_its_row_may_be_anything() -> None:
    tables = MEMBERS.replace("email: email}\n      events", "email: email, phone: mobile-phone}\n      events")
    assert bound(tables, catalog(members=f"{SOUND} phone!*")).faults == ()


@pytest.mark.parametrize(
    ("erase", "written"), [("pseudonym", "pseudonym"), ("{keep: first 3}", "keep: first 3"), ("{keep: year}", None)]
)
def test_a_scrub_that_this_version_only_reads_stops_the_plan(erase: str, written: str | None) -> None:
    database = catalog(members=f"{SOUND} phone!")
    found = bound(columns(f"{{is: mobile-phone, erase: {erase}}}"), database, activities=TWO)
    fault = found.only()
    assert fault.code == "erase-not-yet-kept"
    assert fault.message == (
        f"column `phone` of table `members` is to be scrubbed by `{written or 'keep: year'}`, "
        "which this version reads and cannot do yet"
    )
    assert fault.help == (
        "write `erase: empty`, `{write: TEXT}` or `row` until then; nothing is planned for this system before"
    )
    assert found.underlined() == erase.strip("{}") or found.underlined() == erase
    assert fault.path == "systems.club.tables.members.columns.phone"


PAIRS = """
    members:
      person: {email: email}
      for: [serve]
      columns: {email: email}
      events: {case.closed: closed}
    pairs:
      persons: {member: member_id, guest: guest_id}
      for: [serve]
      columns: {}
      events: {case.closed: closed}
    """


def test_the_link_of_a_party_that_may_be_severed_may_be_empty() -> None:
    pairs = "id:integer! member_id:integer!>members.id guest_id:integer>members.id closed:date"
    fault = bound(PAIRS, catalog(members=SOUND, pairs=pairs)).only()
    assert fault.message == (
        "column `member_id` of table `pairs` may not be empty, yet it must be scrubbed while its row stays"
    )
    assert fault.help == "let the column be empty, or decide the link otherwise"


@pytest.mark.parametrize(
    ("decision", "codes"),
    [("detach", ["cell-cannot-be-emptied"]), ("shared", ["cell-cannot-be-emptied"]), ("owns", []), ("ignore", [])],
)
def test_a_link_that_is_emptied_may_be_empty(decision: str, codes: list[str]) -> None:
    tables = MEMBERS + MEMBERS.replace("members:", "cards:").rstrip() + f"\n      links: {{of_id: {decision}}}\n"
    database = catalog(members=SOUND, cards=f"{SOUND} of_id:integer!>members.id")
    assert bound(tables, database).codes == codes


def test_an_anonymised_row_can_lose_every_link_and_identifier() -> None:
    lines = """
    notes:
      person: member_id
      for: [serve]
      columns: {}
      erase: anonymise
    """
    database = catalog(members=SOUND, notes="id:integer! member_id:integer!>members.id")
    assert bound(MEMBERS + lines, database).only().code == "cell-cannot-be-emptied"
    free = catalog(members=SOUND, notes="id:integer! member_id:integer>members.id")
    assert bound(MEMBERS + lines, free).faults == ()
    linked = catalog(members=SOUND, notes="id:integer! member_id:integer>members.id of_id:integer!>members.id")
    more = lines.rstrip() + "\n      links: {of_id: ignore}\n"
    assert "`of_id`" in bound(MEMBERS + more, linked).only().message


def test_all_faults_are_told_at_once_and_stop_the_system() -> None:
    database = catalog(members="id:integer! email closed:boolean a b", visits="id:integer!")
    found = bound(MEMBERS, database)
    assert sorted(found.codes) == ["column-undecided", "column-undecided", "event-not-a-time", "table-undecided"]
    assert all(fault.severity is Severity.ERROR and fault.span and fault.help for fault in found.faults)
    assert found.system is None
