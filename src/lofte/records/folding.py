"""Fold what was recorded into the facts that the needs are judged by: all of them, or those of some people and rows.

In:   the store's tables, read in one transaction.       Out:  `Facts`.
Never: holds every record in memory at once; judges a need.

The idea in one read: consents are events; what counts is the latest giving and the latest withdrawal of each person and
consent, so one ordered walk over the index folds them. A sweep needs only what can make a need fall or hold, which is
few among many: `fallen_facts` leaves out the consents that stand. A gate needs those of a few people: `facts_for` asks
by identifier, in a handful of indexed queries. All is read in one transaction with the number of acts so far, so that
`mark` tells a batch whether its facts are still whole.
Law:  GDPR Art. 5(1)(e), 7.
Kept true by: tests/records/test_folding.py
"""

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from sys import intern
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, exists, func, or_, select

from lofte.facts import (
    CarriedConsent,
    CarriedEvent,
    ConsentFact,
    EventFact,
    Facts,
    HoldFact,
    Identifier,
    ObjectionFact,
    ReleaseFact,
    RestrictionFact,
    RowKey,
    SubjectId,
    normal,
)
from lofte.records import tables
from lofte.records.acts import Acts
from lofte.records.store import batched

ROWS_AT_ONCE = 10_000


class Folding(Acts):
    """The facts, folded."""

    def facts(self, subjects: Collection[SubjectId] | None = None, rows: Collection[RowKey] | None = None) -> Facts:
        """What is known about these people and rows; with neither, everything. An empty collection asks for none."""
        whole = subjects is None and rows is None
        with _no_search_for_cycles(), self._reading() as connection:
            about = _About(connection, None if whole else tuple(subjects or ()), None if whole else tuple(rows or ()))
            return about.facts(about.consents())

    def fallen_facts(self) -> Facts:
        """Everything but the consents that stand, and the aliases of the people it is about: all that a sweep needs.

        These are the withdrawals that no later giving follows, and all objections, restrictions, holds, releases,
        told and carried events.
        """
        with self._reading() as connection:
            withdrawn = _About(connection, _withdrawers(connection), ())
            fallen = tuple(fact for fact in withdrawn.consents() if _has_fallen(fact))
            return _About(connection, None, None).facts(fallen, aliases_of_all=False)

    def facts_for(self, identifiers: Iterable[Identifier], rows: Collection[RowKey] = ()) -> Facts:
        """What is known about the people with these identifiers, all who share one included, and about these rows."""
        with self._reading() as connection:
            subjects = tuple(_people_with(connection, identifiers))
            about = _About(connection, subjects, tuple(rows))
            return about.facts(about.consents())

    def consent_names(self) -> frozenset[str]:
        """The consents of which anything at all is recorded."""
        with self._reading() as connection:
            return frozenset(connection.execute(select(tables.consents.c.consent).distinct()).scalars())

    def mark(self) -> int:
        """The number of acts so far. Facts whose `as_of` is this number are still whole."""
        with self._reading() as connection:
            return _acts(connection)


@dataclass(frozen=True, slots=True)
class _About:
    """What to read: the facts of some people and rows, or of all (None)."""

    connection: Connection
    subjects: tuple[SubjectId, ...] | None
    rows: tuple[RowKey, ...] | None

    def facts(self, consents: tuple[ConsentFact, ...], *, aliases_of_all: bool = True) -> Facts:
        objections = tuple(map(_objection, self._of_people(select(tables.objections))))
        in_force = tables.restrictions.c.lifted_at.is_(None)
        restrictions = tuple(map(_restriction, self._of_people(select(tables.restrictions).where(in_force))))
        held = select(tables.holds).where(tables.holds.c.lifted_at.is_(None))
        holds = tuple(map(_hold, self._of_either(held, tables.holds)))
        events = _newest(self._of_either(_told(), tables.told_events))
        carried_consents = tuple(map(_carried_consent, self._of_people(select(tables.carried_consents))))
        spoken_of = (consents, objections, restrictions, holds, events, carried_consents)
        named = {fact.subject for facts in spoken_of for fact in facts if fact.subject is not None}
        aliases, shared = self._aliases(self.subjects if aliases_of_all else tuple(named))
        return Facts(
            consents=consents,
            objections=objections,
            restrictions=restrictions,
            holds=holds,
            releases=tuple(map(_release, self._of_rows(select(tables.releases), tables.releases))),
            events=events,
            carried=tuple(map(_carried, self._of_rows(select(tables.carried_events), tables.carried_events))),
            carried_consents=carried_consents,
            aliases=aliases,
            shared=shared,
            as_of=_acts(self.connection),
        )

    def consents(self) -> tuple[ConsentFact, ...]:
        """One fact for each person and consent: the latest giving, the latest withdrawal."""
        columns = tables.consents.c
        ordered = select(columns.subject, columns.consent, columns.event, columns.at, columns.version).order_by(
            columns.subject, columns.consent, columns.at, columns.id
        )
        return tuple(_folded(self._of_people(ordered)))

    def _of_people(self, query: Select[Any]) -> Iterator[Row[Any]]:
        if self.subjects is None:
            return _streamed(self.connection, query)
        subject = query.selected_columns["subject"]
        chunks = (query.where(subject.in_(chunk)) for chunk in batched(self.subjects))
        return chain.from_iterable(self.connection.execute(chunk) for chunk in chunks)

    def _of_rows(self, query: Select[Any], table: Table) -> Iterator[Row[Any]]:
        if self.rows is None:
            yield from _streamed(self.connection, query)
            return
        places: dict[tuple[str, str], list[str]] = {}
        for row in self.rows:
            places.setdefault((row.system, row.table), []).append(row.key)
        for (system, name), keys in places.items():
            of_table = query.where(table.c.system == system, table.c.table_name == name)
            for chunk in batched(keys):
                yield from self.connection.execute(of_table.where(table.c.row_key.in_(chunk)))

    def _of_either(self, query: Select[Any], table: Table) -> Iterator[Row[Any]]:
        """The rows of a table whose object is a person or a row; nothing has both."""
        if self.subjects is None or self.rows is None:
            yield from _streamed(self.connection, query)
            return
        yield from self._of_people(query)
        yield from self._of_rows(query, table)

    def _aliases(
        self, subjects: tuple[SubjectId, ...] | None
    ) -> tuple[Mapping[Identifier, SubjectId], Mapping[Identifier, tuple[SubjectId, ...]]]:
        about = _About(self.connection, subjects, ())
        leading: Iterator[Any] = about._of_people(_leading_aliases())
        own = {Identifier(intern(kind), value): SubjectId(intern(subject)) for kind, value, subject in leading}
        shared: dict[Identifier, tuple[SubjectId, ...]] = {}
        for row in about._of_people(_shared_aliases()):
            identifier = Identifier(row.kind, row.value)
            shared[identifier] = (*shared.get(identifier, ()), SubjectId(row.holder))
        return own, {identifier: tuple(dict.fromkeys(people)) for identifier, people in shared.items()}


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Facts hold no cycles, and looking for some among millions of them takes a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _streamed(connection: Connection, query: Select[Any]) -> Iterator[Row[Any]]:
    return iter(connection.execute(query.execution_options(yield_per=ROWS_AT_ONCE)))


def _folded(rows: Iterable[Any]) -> Iterator[ConsentFact]:
    """Fold the events of each person and consent, which come one after another, oldest first."""
    person, consent, version = None, "", None
    given: datetime | None = None
    withdrawn: datetime | None = None
    for subject, name, event, at, of_version in rows:
        if subject != person or name != consent:
            if person is not None:
                yield ConsentFact(SubjectId(person), consent, given, withdrawn, version)
            person, consent = intern(subject), intern(name)
            given = withdrawn = version = None
        if event == "given":
            given, version = at, of_version and intern(of_version)
        else:
            withdrawn = at
    if person is not None:
        yield ConsentFact(SubjectId(person), consent, given, withdrawn, version)


def _has_fallen(fact: ConsentFact) -> bool:
    """Withdrawn, and not given later; a giving and a withdrawal of the same instant count as withdrawn."""
    return fact.withdrawn_at is not None and (fact.given_at is None or fact.given_at <= fact.withdrawn_at)


def _withdrawers(connection: Connection) -> tuple[SubjectId, ...]:
    """The people with a withdrawal that no later giving follows."""
    withdrawal, giving = tables.consents, tables.consents.alias()
    later = exists().where(
        giving.c.subject == withdrawal.c.subject,
        giving.c.consent == withdrawal.c.consent,
        giving.c.at > withdrawal.c.at,
        giving.c.event == "given",
    )
    query = select(withdrawal.c.subject).where(withdrawal.c.event == "withdrawn", ~later).distinct()
    return tuple(SubjectId(row.subject) for row in _streamed(connection, query))


def _people_with(connection: Connection, identifiers: Iterable[Identifier]) -> Iterator[SubjectId]:
    values: dict[str, set[str]] = {}
    for one in identifiers:
        values.setdefault(normal(one.kind, one.value).kind, set()).add(normal(one.kind, one.value).value)
    found: dict[SubjectId, None] = {}
    for kind, of_kind in values.items():
        for chunk in batched(sorted(of_kind)):
            query = select(tables.aliases.c.subject).where(tables.aliases.c.kind == kind)
            rows = connection.execute(query.where(tables.aliases.c.value.in_(chunk)))
            found.update((SubjectId(row.subject), None) for row in rows)
    return iter(found)


def _leading_aliases() -> Select[Any]:
    """The aliases that lead to one person: held now, or held last and by nobody since."""
    alias, other = tables.aliases, tables.aliases.alias()
    since = exists().where(
        other.c.value == alias.c.value,
        other.c.kind == alias.c.kind,
        other.c.id != alias.c.id,
        or_(other.c.shared, other.c.valid_to.is_(None), other.c.valid_to > alias.c.valid_to),
    )
    leads = alias.c.valid_to.is_(None) | ~since
    return (
        select(alias.c.kind, alias.c.value, alias.c.subject)
        .where(alias.c.shared.is_(False), leads)
        .order_by(alias.c.subject)
    )


def _shared_aliases() -> Select[Any]:
    """The shared aliases, each with everyone who has it."""
    alias, other = tables.aliases, tables.aliases.alias()
    same = (other.c.value == alias.c.value) & (other.c.kind == alias.c.kind)
    return (
        select(alias.c.kind, alias.c.value, alias.c.subject, other.c.subject.label("holder"))
        .join(other, same)
        .where(alias.c.shared)
        .order_by(alias.c.value, other.c.id)
    )


def _told() -> Select[Any]:
    """The tellings that were not undone, oldest first."""
    events = tables.told_events
    return select(events).where(events.c.undone_at.is_(None)).order_by(events.c.number)


def _newest(rows: Iterable[Row[Any]]) -> tuple[EventFact, ...]:
    """The newest telling of each event about each object."""
    newest: dict[tuple[str, SubjectId | RowKey | None], EventFact] = {}
    for row in rows:
        fact = EventFact(row.event, _subject(row), _row_key(row), row.happened_at)
        newest[fact.event, fact.subject or fact.row] = fact
    return tuple(newest.values())


def _objection(row: Row[Any]) -> ObjectionFact:
    return ObjectionFact(SubjectId(row.subject), row.activity, row.state, row.made_at)


def _restriction(row: Row[Any]) -> RestrictionFact:
    return RestrictionFact(SubjectId(row.subject), row.activity, row.since)


def _hold(row: Row[Any]) -> HoldFact:
    activities = tuple(row.activities)
    return HoldFact(row.id, row.reason, _subject(row), _row_key(row), activities, row.owner, row.review_on)


def _release(row: Row[Any]) -> ReleaseFact:
    key = RowKey(row.system, row.table_name, row.row_key)
    return ReleaseFact(key, row.activity, row.decided_on, row.spent_at is not None, _subject(row))


def _carried(row: Row[Any]) -> CarriedEvent:
    return CarriedEvent(row.event, RowKey(row.system, row.table_name, row.row_key), row.carrier, row.happened_at)


def _carried_consent(row: Row[Any]) -> CarriedConsent:
    return CarriedConsent(SubjectId(row.subject), row.consent, row.carrier, row.given_at, row.withdrawn_at)


def _subject(row: Row[Any]) -> SubjectId | None:
    return None if row.subject is None else SubjectId(row.subject)


def _row_key(row: Row[Any]) -> RowKey | None:
    return None if row.row_key is None else RowKey(row.system, row.table_name, row.row_key)


def _acts(connection: Connection) -> int:
    return int(connection.execute(select(func.max(tables.store.c.acts))).scalar_one())
