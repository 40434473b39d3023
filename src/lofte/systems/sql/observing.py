"""Read what tables say of consents that rows of other tables rest on.

In:   the systems, the model.       Out:  `Observed`: a person's giving and withdrawal as some row tells it.
Never: reads a consent that every table which needs it binds itself; writes anything down.

The idea in one read: a person's consent is the same for all rows, yet it often stands in one column of one table:
the form where the box was. A table that binds `NAME.given` speaks for its own rows; for a table that does not, what
the others say joins our records. Only such consents are read, once for a command, each as the identifier of the
person in the row and the time. A system that does not answer may hold a yes that is later than the withdrawal that
we know of: so nothing is erased that rests on what it would say.
Law:  GDPR Art. 7(1), 7(3); docs/needs.md section 2.6.
Kept true by: tests/differential/test_engine.py, tests/journeys/test_carrying.py.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from lofte.facts import normal
from lofte.grammar import Recorded
from lofte.graph import AtColumn, BoundEvent, BoundTable, Site
from lofte.model import Model, ProcessingActivity, System
from lofte.needs.clocks import conditions
from lofte.needs.facts import Observed
from lofte.systems.sql.asking import Key, SqlSystem
from lofte.systems.sql.compile import Compiler
from lofte.vocabulary import LegalBasis

ACTS = ("given", "withdrawn")


def observed(systems: Iterable[SqlSystem]) -> tuple[Observed, ...]:
    """What the tables of all systems say of the consents that other tables need.

    Raises SystemFailedError when one of them does not answer.
    """
    every = tuple(systems)
    wanted = needed_elsewhere(every)
    found: list[Observed] = []
    for system in every:
        tables = [table for table in system.bound.tables.values() if tells(table, wanted)]
        if tables:
            with system.database.reading() as connection:
                for table in tables:
                    found += (one for _, one in told_by(system, connection, table, wanted))
    return tuple(found)


def waiting_on_silence(model: Model, systems: Iterable[SqlSystem], silent: Iterable[str]) -> dict[str, str]:
    """By name, the systems in which nothing may go while others are silent, and why.

    Either a table rests on a consent of which a silent system may know more, or it tells of one on which rows of a
    silent system may rest, for which it would have to be carried.
    """
    there = [model.systems[name] for name in silent]
    tellers = {consent: system.name for system in there for consent in _told(system)}
    resting = {consent: system.name for system in there for consent in _rested_on(model, system)}
    waiting: dict[str, str] = {}
    for system in systems:
        for table in system.bound.tables.values():
            for consent in tellers.keys() & set(missing(table)):
                waiting[system.bound.name] = (
                    f"it rests on what `{tellers[consent]}` says of consent `{consent}`, and that one does not answer"
                )
            for consent in sorted(name for name in resting if tells(table, [name])):
                waiting[system.bound.name] = (
                    f"`{resting[consent]}` rests on what it says of consent `{consent}`, and that one does not answer"
                )
    return waiting


def _told(system: System) -> Iterator[str]:
    """The consents of which the declared tables of a system tell."""
    for table in system.tables.values():
        for event, binding in table.events.items():
            name, _, act = event.rpartition(".")
            if act in ACTS and not isinstance(binding, Recorded):
                yield name


def _rested_on(model: Model, system: System) -> Iterator[str]:
    """The consents that the declared tables of a system need and do not tell of."""
    for table in system.tables.values():
        for served in table.serves:
            for name in _consents(model.activities[served.activity]):
                if isinstance(table.events.get(f"{name}.given", Recorded()), Recorded):
                    yield name


def _consents(activity: ProcessingActivity) -> Iterator[str]:
    return (entry.consent or activity.name for entry in activity.basis if entry.basis is LegalBasis.CONSENT)


def needed_elsewhere(systems: Iterable[SqlSystem]) -> frozenset[str]:
    """The consents that some table of the systems rests on and does not bind."""
    return frozenset(name for system in systems for table in system.bound.tables.values() for name in missing(table))


def tells(table: BoundTable, consents: Collection[str]) -> bool:
    """Whether rows of the table say anything of these consents."""
    return any(True for _ in _acts(table, consents))


def told_by(
    system: SqlSystem,
    connection: Connection,
    table: BoundTable,
    consents: Collection[str],
    keys: Sequence[Key] | None = None,
) -> Iterator[tuple[Key, Observed]]:
    """What the rows of a table (those with these keys) say of these consents of their persons, and which row does."""
    for name, act, event in _acts(table, consents):
        for site in (site for party in table.parties for site in party.sites):
            for key, raw, moment in _said(system, connection, table, site, event, keys):
                identifier = normal(site.kind, raw)
                if identifier.value:
                    given, withdrawn = (moment, None) if act == "given" else (None, moment)
                    yield key, Observed(identifier, name, given, withdrawn)


def _acts(table: BoundTable, consents: Collection[str]) -> Iterator[tuple[str, str, BoundEvent]]:
    for name in sorted(consents):
        for act in ACTS:
            event = table.events.get(f"{name}.{act}")
            if event is not None and not event.route and isinstance(event.source, AtColumn):
                yield name, act, event


def missing(table: BoundTable) -> Iterator[str]:
    """The consents that the table's needs rest on and that it does not bind."""
    for served in table.serves:
        for name in _consents(served.activity):
            bound = table.events.get(f"{name}.given")
            if bound is None or bound.source is None:
                yield name


def _said(
    system: SqlSystem,
    connection: Connection,
    table: BoundTable,
    site: Site,
    event: BoundEvent,
    keys: Sequence[Key] | None,
) -> Iterator[tuple[Key, str, datetime]]:
    source = event.source
    assert isinstance(source, AtColumn)
    compiler = Compiler(system.surroundings, None)
    people, joins = system.joined(table.name, site.hops, compiler)
    times, further = system.joined(table.name, source.hops, compiler)
    # Both start at the table's own row: the second join is tied to the first by the key.
    own = [people[0].c[column] == times[0].c[column] for column in table.key]
    person, value = people[-1].c[site.column], times[-1].c[source.column]
    where = [*own, person.is_not(None), value.is_not(None)]
    if source.conditions:
        where.append(compiler.where(conditions(source.conditions), table.name, people[0]))
    if site.empty:
        where.append(sa.not_(sa.cast(person, sa.Text).in_(site.empty)))
    if keys is not None:
        where.append(system.among(people[0], table, keys))
    row = [people[0].c[column] for column in table.key]
    for *key, raw, said in connection.execute(sa.select(*row, person, value).select_from(joins, further).where(*where)):
        moment = system.instant(said)
        if moment is not None:
            yield tuple(key), str(raw), moment
