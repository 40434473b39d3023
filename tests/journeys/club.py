"""A small club in which a sweep has everything to do that a sweep can do, and a store that knows what only it can know.

In:   the URLs of two databases, a folder for our records, their URL or none.       Out:  a `Club`, filled; its state.
Never: decides a fate.

The idea in one read: one row for each thing: a member whose telephone goes and whose name stays for bookkeeping, one
who goes; a pair from which one of two is severed; a guest who is anonymised; an application that counts from a match
that goes first, so that the match's day is carried; a reader who said no, and who is carried as having said no; a
release that is carried out. What stays is there as well: for each of these a neighbour that is due tomorrow.
Law:  none of its own.
Kept true by: the tests that live in it
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from journeys.club_rows import DAY, METADATA, NO, YES, ZONE, mail, rows
from lofte.compiler import compile_declaration
from lofte.declaration import read
from lofte.executor import Execution, Outcome, run_plan
from lofte.facts import ReleaseFact, RowKey, SubjectId, normal
from lofte.graph import bind_system
from lofte.knowledge import Knowledge
from lofte.ledger import Entry, read_leaf
from lofte.model import Model
from lofte.model_json import model_digest
from lofte.plan import Plan
from lofte.promises.retention import plan_sweep
from lofte.records import ConsentRecord, Records, SetClock, tables
from lofte.systems.sql.asking import SqlSystem
from lofte.systems.sql.database import open_database

BY = "secretary"
TEXT = """
lofte: 1
policy: {version: 1, in-force: 2026-01-01, languages: [en]}
controllers:
  club: {name: Example Club, org-nr: 802000-0009, form: association, address: Example Street 1}
contacts: {privacy: {email: privacy@club.example.se, role: secretary}, dpo: not-required}
roles: {secretary: {label: secretary}}
subjects:
  member: {label: member}
  reader: {label: reader}
  guest: {label: guest}
  mentor: {label: mentor}
  mentee: {label: mentee}
sources: {form: {is: form}}
activities:
  membership:
    about: [member]
    purpose: {administer-service: keep the list of members}
    basis: contract
    data: [name, email, mobile-phone]
    from: [form]
    required: all
    otherwise: you cannot be a member
    keep: {until: contract.ended, plus: 1 year}
  books:
    about: [member]
    purpose: accounting
    basis: {legal-obligation: se-bfl-7-2}
    data: [name, email]
    from: [membership]
    required: none
    keep: {statute: se-bfl-7-2}
  pairing:
    about: [mentor, mentee]
    purpose: {administer-service: bring members together}
    basis: {legitimate-interests: {interest: members who know one another}}
    data: [email, occupation]
    from: [form]
    required: none
    keep: {until: pair.ended, plus: 1 month}
  waiting:
    about: [member]
    purpose: {administer-service: keep the list of those who wait}
    basis: contract
    data: [email, name]
    from: [form]
    required: none
    keep: {until: pair.ended, plus: 2 years}
  visits:
    about: [guest]
    purpose: {administer-service: receive guests}
    basis: {legitimate-interests: {interest: knowing who is in the house}}
    data: [name, email]
    from: [form]
    required: none
    keep: {until: visit.ended, plus: 6 months}
  letters:
    about: [reader]
    purpose: {newsletter: send our letters}
    basis: consent
    data: [email, name]
    from: [form]
    required: none
    channels: [email]
consents: {letters: {by: unticked-box}}
rights: {access: {}, erasure: {}, portability: {}}
events:
  pair.ended: {label: the pair has ended}
  visit.ended: {label: the visit has ended}
sweep: {every: 1 day, within: 30 days, approve: secretary}
systems:
  house:
    url: env:HOUSE_URL
    places: [SE]
    tables:
      members:
        person: {email: email}
        about: member
        for: [membership, books]
        columns: {full_name: {is: name, erase: {write: gone}}, email: email, phone: mobile-phone}
        not-personal: [id]
        events: {contract.ended: left_on, booked: booked_on}
      pairs:
        persons: {mentor: mentor_id, mentee: mentee_id}
        for: [pairing]
        columns: {score: occupation}
        not-personal: [id]
        links: {waiting_id: detach}
        events: {pair.ended: ended_on}
      players:
        person: {email: email}
        about: {by: role, mentor: mentor, mentee: mentee}
        for: [pairing]
        columns: {email: email}
        not-personal: [id, role]
        events: {pair.ended: left_on}
      waiting:
        person: {email: email}
        about: member
        for: [waiting]
        columns: {email: email, full_name: name}
        not-personal: [id]
        events: {pair.ended: {last: ended_on, in: pairs, same: waiting_id}}
      guests:
        person: {email: email}
        about: guest
        for: [visits]
        columns: {email: email, full_name: name}
        not-personal: [id]
        erase: anonymise
        events: {visit.ended: left_on}
  post:
    url: env:POST_URL
    places: [SE]
    tables:
      readers:
        person: {email: email}
        about: reader
        for: [letters]
        columns: {email: email, full_name: name}
        not-personal: [id]
        events: {letters.given: said_yes_at, letters.withdrawn: said_no_at}
      sendings:
        person: {email: email}
        about: reader
        for: [letters]
        columns: {email: email, full_name: name}
        not-personal: [id]
"""


@dataclass(frozen=True)
class Club:
    """Where the club is. Can be sent to another process."""

    house: str
    post: str
    folder: Path
    store: str | None = None

    @contextmanager
    def records(self) -> Iterator[Records]:
        """Our own records, open."""
        clock = SetClock(datetime(2026, 3, 1, 9, tzinfo=ZoneInfo(ZONE)))
        with Records.open(self.store, self.folder, clock=clock) as records:
            yield records

    @contextmanager
    def systems(self) -> Iterator[dict[str, SqlSystem]]:
        """Both systems, bound."""
        with ExitStack() as stack:
            found = {}
            for name, url in (("house", self.house), ("post", self.post)):
                database = open_database(name, url)
                stack.callback(database.close)
                bound, faults = bind_system(model(), name, database.catalog())
                assert bound is not None, faults
                found[name] = SqlSystem(database, bound)
            yield found

    def sweep(self, day: date = DAY, progress: Callable[[str, int], None] = lambda *_: None) -> Outcome:
        """Sweep, as the command does."""
        with self.records() as records, self.systems() as systems:
            knowledge = Knowledge(records, day, ZONE, systems=tuple(systems.values()))
            return run_plan(Execution(planned(systems, day), systems, {}, records, knowledge, progress))


def planned(systems: Mapping[str, SqlSystem], day: date = DAY) -> Plan:
    """The sweep's plan."""
    return plan_sweep(model(), [system.bound for system in systems.values()], day, model_digest(model()))


@cache
def model() -> Model:
    """What the declaration means."""
    declaration, faults = read({"club.yaml": TEXT.encode()}, "club.yaml")
    assert declaration is not None, faults
    made, more = compile_declaration(declaration)
    errors = [f"{one.code}: {one.message}" for one in (*faults, *more) if one.severity == "error"]
    assert made is not None, errors
    assert not errors, errors
    return made


def build(club: Club) -> None:
    """Make and fill the databases, and tell our records."""
    for name, url in (("house", club.house), ("post", club.post)):
        engine = sa.create_engine(url)
        METADATA[name].drop_all(engine)
        METADATA[name].create_all(engine)
        with engine.begin() as connection:
            for table, of_table in rows().items():
                if table.metadata is METADATA[name]:
                    columns = [column.name for column in table.columns]
                    connection.execute(table.insert(), [dict(zip(columns, row, strict=True)) for row in of_table])
        engine.dispose()
    with club.records() as records:
        tell(records)


def tell(records: Records) -> None:
    """What only our records know."""
    objection = records.make_objection(person(records, "objects"), "pairing", at=YES, recorded_by=BY)
    records.decide_objection(objection, upheld=True, at=YES, recorded_by=BY)
    records.record_consent(ConsentRecord(person(records, "told-us-no"), "letters", "withdrawn", NO), recorded_by=BY)
    for row in (RowKey.of("house", "members", ["6"]), RowKey.of("post", "sendings", ["2"])):
        records.place_hold("a dispute", row, owner=BY, review_on=DAY + timedelta(days=90), recorded_by=BY)
    yesterday = DAY - timedelta(days=1)
    releases = [
        ReleaseFact(RowKey.of("house", "members", ["5"]), "membership", yesterday, False, person(records, "erased")),
        ReleaseFact(RowKey.of("house", "members", ["6"]), "membership", yesterday, False, person(records, "held")),
        ReleaseFact(RowKey.of("post", "readers", ["5"]), "letters", yesterday, False, person(records, "forgotten")),
    ]
    records.release(releases, request=None, recorded_by=BY)


def person(records: Records, name: str) -> SubjectId:
    """The subject with this address."""
    return records.ensure_subject([normal("email", mail(name))])


def everything(club: Club) -> dict[str, list[tuple[Any, ...]]]:
    """Every cell of the club's tables, and what our records carry and release."""
    found = {}
    for name, url in (("house", club.house), ("post", club.post)):
        engine = sa.create_engine(url)
        with engine.connect() as connection:
            for table in METADATA[name].sorted_tables:
                query = sa.select(table).order_by(table.c.id)
                found[table.name] = [tuple(row) for row in connection.execute(query)]
        engine.dispose()
    with club.records() as records, records._reading() as connection:
        known = connection.execute(sa.select(tables.aliases.c.subject, tables.aliases.c.value))
        aliases = {str(subject): str(value) for subject, value in known}
        for table in (tables.carried_events, tables.carried_consents, tables.releases, tables.journal):
            kept = [tuple(_plain(dict(row), aliases)) for row in connection.execute(sa.select(table)).mappings()]
            found[table.name] = sorted(kept, key=repr)
    return found


def _plain(row: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[Any]:
    for column, value in row.items():
        if column in ("subject", "spent_at"):
            yield names.get(value) if column == "subject" else value is not None
        elif column != "number":
            yield value


def ledger(club: Club) -> list[tuple[Any, ...]]:
    """Each entry of a run: its kind, its plan, its counts."""
    with club.records() as records, records._reading() as connection:
        leaves = connection.execute(sa.select(tables.ledger_entries.c.leaf).order_by(tables.ledger_entries.c.number))
        entries: list[Entry] = [read_leaf(bytes(leaf)) for leaf in leaves.scalars()]
    return [(one.kind, one.plan, one.counts) for one in entries if one.kind.startswith("run")]
