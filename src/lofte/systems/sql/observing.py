"""Read what tables say of consents that rows of other tables rest on.

In:   the systems, the model.       Out:  `Observed`: a person's giving and withdrawal as some row tells it.
Never: reads a consent that every table which needs it binds itself; writes anything down.

The idea in one read: a person's consent is the same for all rows, yet it often stands in one column of one table:
the form where the box was. A table that binds `NAME.given` speaks for its own rows; for a table that does not, what
the others say joins our records. Only such consents are read, once for a command, each as the identifier of the
person in the row and the time.
Law:  GDPR Art. 7(1), 7(3); docs/needs.md section 2.6.
Kept true by: tests/differential/test_engine.py, tests/conformance/test_observing.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from lofte.facts import normal
from lofte.graph import AtColumn, BoundEvent, BoundTable, Site
from lofte.needs.clocks import conditions
from lofte.needs.facts import Observed
from lofte.systems.sql.asking import SqlSystem
from lofte.systems.sql.compile import Compiler
from lofte.systems.sql.database import SystemFailedError
from lofte.vocabulary import LegalBasis

ACTS = ("given", "withdrawn")


def observed(systems: Iterable[SqlSystem]) -> tuple[Observed, ...]:
    """What the tables of all systems say of the consents that other tables need."""
    every = tuple(systems)
    wanted = frozenset(name for system in every for table in system.bound.tables.values() for name in _missing(table))
    found: list[Observed] = []
    for system in every:
        telling = [
            (table, name, act, event)
            for table in system.bound.tables.values()
            for name in sorted(wanted)
            for act in ACTS
            if (event := table.events.get(f"{name}.{act}")) and not event.route and isinstance(event.source, AtColumn)
        ]
        if telling:
            # A silent system gives nothing: what rests on it is kept as unproven, and its silence is told elsewhere.
            with suppress(SystemFailedError), system.database.reading() as connection:
                for table, name, act, event in telling:
                    found += _of_table(system, connection, table, name, act, event)
    return tuple(found)


def _missing(table: BoundTable) -> Iterator[str]:
    """The consents that the table's needs rest on and that it does not bind."""
    for served in table.serves:
        for entry in served.activity.basis:
            if entry.basis is LegalBasis.CONSENT:
                name = entry.consent or served.activity.name
                bound = table.events.get(f"{name}.given")
                if bound is None or bound.source is None:
                    yield name


def _of_table(
    system: SqlSystem, connection: Connection, table: BoundTable, name: str, act: str, event: BoundEvent
) -> Iterator[Observed]:
    for site in (site for party in table.parties for site in party.sites):
        for raw, moment in _said(system, connection, table, site, event):
            identifier = normal(site.kind, raw)
            if identifier.value:
                given, withdrawn = (moment, None) if act == "given" else (None, moment)
                yield Observed(identifier, name, given, withdrawn)


def _said(
    system: SqlSystem, connection: Connection, table: BoundTable, site: Site, event: BoundEvent
) -> Iterator[tuple[str, datetime]]:
    source = event.source
    assert isinstance(source, AtColumn)
    people, joins = system.joined(table.name, site.hops)
    times, further = system.joined(table.name, source.hops)
    compiler = Compiler(system.surroundings, None)
    # Both start at the table's own row: the second join is tied to the first by the key.
    own = [people[0].c[column] == times[0].c[column] for column in table.key]
    person, value = people[-1].c[site.column], times[-1].c[source.column]
    where = [*own, person.is_not(None), value.is_not(None)]
    if source.conditions:
        where.append(compiler.where(conditions(source.conditions), table.name, people[0]))
    if site.empty:
        where.append(sa.not_(sa.cast(person, sa.Text).in_(site.empty)))
    for raw, said in connection.execute(sa.select(person, value).select_from(joins, further).where(*where)):
        moment = system.instant(said)
        if moment is not None:
            yield str(raw), moment
