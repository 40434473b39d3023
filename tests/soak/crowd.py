"""A crowd: as many rows in PostgreSQL, and as many consents in our records, as one asks for, made by the databases.

In:   the URL of an empty database for each, how many.       Out:  a `Crowd` that can be swept.
Never: a row that is made one at a time.

The idea in one read: readers rest on a consent that only our records know; one in a hundred has withdrawn it. Members
are kept by two activities with several cut-offs each, and for one in a hundred all of these have passed.
Law:  none of its own.
Kept true by: tests/soak/
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from lofte.compiler import compile_declaration
from lofte.declaration import read
from lofte.executor import Execution, Outcome, Progress, run_plan
from lofte.graph import bind_system
from lofte.knowledge import Knowledge
from lofte.model import Model
from lofte.model_json import model_digest
from lofte.plan import Plan
from lofte.promises.retention import plan_sweep
from lofte.records import Records, SetClock
from lofte.systems.sql.asking import SqlSystem
from lofte.systems.sql.database import open_database

DAY = date(2026, 3, 1)
ZONE = "Europe/Stockholm"
ONE_IN = 100
TEXT = """
lofte: 1
policy: {version: 1, in-force: 2026-01-01, languages: [en]}
controllers:
  club: {name: Example Club, org-nr: 802000-0009, form: association, address: Example Street 1}
contacts: {privacy: {email: privacy@club.example.se, role: secretary}, dpo: not-required}
roles: {secretary: {label: secretary}}
subjects: {member: {label: member}, reader: {label: reader}}
sources: {form: {is: form}}
activities:
  letters:
    about: [reader]
    purpose: {newsletter: send our letters}
    basis: consent
    data: [email, name]
    from: [form]
    required: none
    channels: [email]
  membership:
    about: [member]
    purpose: {administer-service: keep the list of members}
    basis: contract
    data: [email, name]
    from: [form]
    required: all
    otherwise: you cannot be a member
    keep: {until: {last: [contract.ended, last-visit]}, plus: 1 year}
  claims:
    about: [member]
    purpose: {administer-service: settle claims}
    basis: {legitimate-interests: {interest: to settle claims}}
    data: [email]
    from: [form]
    required: none
    keep: {first: [{until: claim.closed, plus: 1 month}, {until: contract.ended, plus: 2 years}]}
consents: {letters: {by: unticked-box}}
rights: {access: {}, erasure: {}, portability: {}}
events:
  last-visit: {label: the last visit}
  claim.closed: {label: the claim was closed}
sweep: {every: 1 day, within: 30 days, approve: secretary}
systems:
  house:
    url: env:HOUSE_URL
    places: [SE]
    tables:
      readers:
        person: {email: email}
        about: reader
        for: [letters]
        columns: {email: email, full_name: name}
        not-personal: [id]
      members:
        person: {email: email}
        about: member
        for: [membership, claims]
        columns: {email: email, full_name: name}
        not-personal: [id]
        events: {contract.ended: left_on, last-visit: visited_on, claim.closed: claim_closed_on}
"""
READERS = (
    "create table readers (id bigint primary key, email text, full_name text)",
    "insert into readers select n, 'r' || n || '@example.org', 'Reader ' || n from generate_series(1, {many}) n",
    "create index on readers (email)",
)
MEMBERS = (
    (
        "create table members (id bigint primary key, email text, full_name text, left_on date, visited_on date,"
        " claim_closed_on date)"
    ),
    # Who has left long ago is one in a hundred; half of the others have an open end, half one that has not passed.
    (
        "insert into members select n, 'm' || n || '@example.org', 'Member ' || n,"
        " case when n % {one_in} = 0 then date '2015-01-01' + (n % 1000)::int"
        " when n % 2 = 0 then date '2025-12-01' end,"
        " case when n % {one_in} = 0 then date '2016-01-01' when n % 3 = 0 then date '2020-01-01'"
        " else date '2025-10-01' end,"
        " case when n % 5 = 0 then date '2014-01-01' end from generate_series(1, {many}) n"
    ),
    "create index members_left_on on members (left_on)",
)
RECORDS = (
    "insert into lofte_subjects select 's' || lpad(n::text, 9, '0'), {now} from generate_series(1, {many}) n",
    (
        "insert into lofte_aliases (kind, value, subject, shared, valid_from)"
        " select 'email', 'r' || n || '@example.org', 's' || lpad(n::text, 9, '0'), false, {now}"
        " from generate_series(1, {many}) n"
    ),
    (
        "insert into lofte_consents (subject, consent, event, at, recorded_by, recorded_at)"
        " select 's' || lpad(n::text, 9, '0'), 'letters', 'given', {now} - 9000000, 'form', {now}"
        " from generate_series(1, {many}) n"
    ),
    (
        "insert into lofte_consents (subject, consent, event, at, recorded_by, recorded_at)"
        " select 's' || lpad(n::text, 9, '0'), 'letters', 'withdrawn', {now} - 1000000, 'form', {now}"
        " from generate_series({one_in}, {many}, {one_in}) n"
    ),
    "update lofte_store set acts = acts + 1",
)


@dataclass(frozen=True)
class Crowd:
    """Where the crowd is. Can be sent to another process."""

    house: str
    store: str
    folder: Path

    @contextmanager
    def records(self) -> Iterator[Records]:
        """Our own records, open."""
        clock = SetClock(datetime(2026, 3, 1, 9, tzinfo=ZoneInfo(ZONE)))
        with Records.open(self.store, self.folder, clock=clock) as records:
            yield records

    @contextmanager
    def system(self) -> Iterator[SqlSystem]:
        """The organisation's database, bound."""
        database = open_database("house", self.house)
        bound, faults = bind_system(model(), "house", database.catalog())
        assert bound is not None, faults
        yield SqlSystem(database, bound)
        database.close()

    def knowledge(self, records: Records, system: SqlSystem) -> Knowledge:
        """What our records know."""
        return Knowledge(records, DAY, ZONE, systems=(system,))

    def sweep(self, table: str, progress: Progress = lambda *_: None) -> Outcome:
        """Sweep one table, as the command does."""
        with self.records() as records, self.system() as system:
            knowledge = self.knowledge(records, system)
            return run_plan(Execution(planned(system, table), {"house": system}, {}, records, knowledge, progress))


def build(crowd: Crowd, readers: int, members: int) -> None:
    """Fill the databases."""
    with crowd.records():
        pass
    now = int(datetime(2026, 2, 1, tzinfo=ZoneInfo("UTC")).timestamp()) * 1_000_000
    _run(crowd.house, READERS, many=readers, one_in=ONE_IN)
    _run(crowd.house, MEMBERS, many=members, one_in=ONE_IN)
    _run(crowd.store, RECORDS, many=readers, one_in=ONE_IN, now=now)


def planned(system: SqlSystem, table: str) -> Plan:
    """The sweep's plan for one table."""
    whole = plan_sweep(model(), [system.bound], DAY, model_digest(model()))
    steps = tuple(step for step in whole.steps if step.table == table)
    return Plan("sweep", DAY, whole.declaration, steps)


def model() -> Model:
    """What the declaration means."""
    declaration, faults = read({"crowd.yaml": TEXT.encode()}, "crowd.yaml")
    assert declaration is not None, faults
    made, more = compile_declaration(declaration)
    errors = [f"{one.code}: {one.message}" for one in (*faults, *more) if one.severity == "error"]
    assert made is not None, errors
    assert not errors, errors
    return made


def _run(url: str, statements: tuple[str, ...], **values: int) -> None:
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement.format(**values).replace("%", "%%"))
        connection.exec_driver_sql("vacuum analyze")
    engine.dispose()
