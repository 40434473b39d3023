"""Find one person's rows, and read them with the reason why each is there.

In:   an open system, a person's identifiers, what our records know.       Out:  identifiers, `PersonRow`s.
Never: takes two people for one; shows another person's cells, or a secret.

The idea in one read: the spellings of the person's identifiers are found first, loosely in the database and exactly
here. Rows are then those from which a site leads to such a spelling. A row that the person is alone in may hold
further identifiers of theirs, by which they are looked for again, in every system, until nothing new is found. For
each row every need is asked for its verdict, and the dates of its events say until when.
Law:  GDPR Art. 12(2), 15(1), 15(4).
Kept true by: tests/journeys/.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from lofte.facts import Identifier, RowKey, normal
from lofte.grammar import ByColumn, Combine, EraseKind
from lofte.graph import AtColumn, AtRows, BoundEvent, BoundTable, Site
from lofte.model import Model
from lofte.needs.cells import Cells, undecided
from lofte.needs.clocks import conditions
from lofte.needs.endings import DAY, events_of, last_day_of
from lofte.needs.facts import Known, carried, told
from lofte.needs.verdict import Need, the_person_asked
from lofte.periods import local_date
from lofte.predicate import Filled, Predicate, all_of, any_of, negate, reach
from lofte.promises.request import Datum, PersonRow, StandingNeed, Verdict
from lofte.systems.sql.asking import Key, Learning, SqlSystem
from lofte.systems.sql.compile import Compiler


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads one person's rows in one system. `cells` are the questions of the day; `learning` knows whom is asked
    about.
    """

    model: Model
    system: SqlSystem
    cells: Cells
    learning: Learning
    asked: frozenset[Identifier]

    def keys(self, connection: Connection, table: BoundTable) -> list[Key]:
        """The rows of a table that are about the person."""
        found = self.system.due(connection, table, about_the_person(table), self.learning)
        return sorted((key for keys in found for key in keys), key=str)

    def identifiers(self, connection: Connection) -> Iterator[tuple[str, Identifier]]:
        """Further identifiers in rows that the person is alone in, each with the place where it stands."""
        for table in self.system.bound.tables.values():
            columns = self._identifying(table)
            if not columns or not (keys := self.keys(connection, table)):
                continue
            compiler = Compiler(self.system.surroundings, None)
            source = compiler.table(table.name)
            query = sa.select(*(source.c[column] for column, _ in columns)).where(
                self.system.among(source, table, keys)
            )
            for row in connection.execute(query):
                for (column, kind), value in zip(columns, row, strict=True):
                    if value is not None and str(value).strip() and not self._shared(kind, str(value)):
                        yield f"{table.path}.{column}", normal(kind, str(value))

    def rows(self, connection: Connection, table: BoundTable) -> list[PersonRow]:
        """The person's rows of a table, each with its data and the reasons why it is there."""
        keys = self.keys(connection, table)
        if not keys:
            return []
        needs = self.cells.needs(table.name)
        questions: dict[str, Predicate] = {"undecided": undecided(table)}
        for need in needs:
            questions[f"keeps {need.activity}"] = need.keeps(leaf=the_person_asked)
            questions[f"stands {need.activity}"] = need.stands(the_person_asked)
            questions[f"unproven {need.activity}"] = need.unproven(the_person_asked)
            for column in need.served.columns:
                questions[f"names {need.activity} {column}"] = need.names(column)
        for party in table.parties:
            questions[f"party {party.name}"] = any_of(*map(_is_the_person, party.sites))
            questions[f"others {party.name}"] = any_of(*map(_is_another, party.sites))
        answers = self.system.truths(connection, table, questions, keys, self.learning)
        dates = {need.activity: self._dates(connection, table, need, keys) for need in needs}
        compiler = Compiler(self.system.surroundings, None)
        source = compiler.table(table.name)
        names = [*table.key, *table.info.columns]
        query = sa.select(*(source.c[name] for name in names)).where(self.system.among(source, table, keys))
        width = len(table.key)
        found = []
        for values in connection.execute(query):
            key = tuple(values[:width])
            row = dict(zip(table.info.columns, values[width:], strict=True))
            found.append(self._row(table, key, row, answers[key], {name: of[key] for name, of in dates.items()}))
        return sorted(found, key=lambda one: one.row)

    def _row(
        self,
        table: BoundTable,
        key: Key,
        row: Mapping[str, Any],
        answers: Mapping[str, bool],
        dates: Mapping[str, Mapping[str, date | None]],
    ) -> PersonRow:
        others = sum(answers[f"others {party.name}"] for party in table.parties)
        standing = tuple(
            self._standing(need, answers, dates[need.activity])
            for need in self.cells.needs(table.name)
            if answers[f"keeps {need.activity}"]
        )
        mine = frozenset(party.name for party in table.parties if answers[f"party {party.name}"])
        data = tuple(self._data(table, row, mine))
        source = table.declared.source
        told = _category(source, row) if isinstance(source, ByColumn) else source
        return PersonRow(self.system.row_key(table, key), data, standing, told, others, answers["undecided"])

    def _standing(self, need: Need, answers: Mapping[str, bool], dates: Mapping[str, date | None]) -> StandingNeed:
        stands = answers[f"stands {need.activity}"]
        named = tuple(column for column in need.served.columns if answers[f"names {need.activity} {column}"])
        activity = need.served.activity
        until = last_day_of(activity.keep, dates, activity.name, self.cells.fiscal_year_ends) if stands else None
        for entry in activity.basis if stands and len(activity.basis) == 1 else ():
            begins = dates.get(entry.when.event) if entry.when and entry.when.negated else None
            until = min(until or begins - DAY, begins - DAY) if begins else until
        verdict = Verdict.STANDS if stands else Verdict.HELD
        unproven = answers[f"unproven {need.activity}"]
        return StandingNeed(activity.name, verdict, until, named, unproven, activity.at("keep"))

    def _data(self, table: BoundTable, row: Mapping[str, Any], mine: frozenset[str]) -> Iterator[Datum]:
        for name, column in table.columns.items():
            value = row[name]
            category = _category(column.data, row) if isinstance(column.data, ByColumn) else column.data
            scrubbed = column.erase.kind is EraseKind.WRITE and value == column.erase.detail
            if value is None or category is None or scrubbed:
                continue
            known = self.model.data.get(category)
            masked = bool(known and known.secret) or (column.of is not None and column.of not in mine)
            masked = masked or self._another_identifier(table, name, value)
            yield Datum(name, category, None if masked else value, masked)

    def _another_identifier(self, table: BoundTable, column: str, value: object) -> bool:
        kinds = [site.kind for site in _sites(table) if not site.hops and site.column == column]
        return any(normal(kind, str(value)) not in self.asked for kind in kinds)

    def _identifying(self, table: BoundTable) -> list[tuple[str, str]]:
        """Columns of a table with one person a row whose data identify that person on their own."""
        if len(_sites(table)) != 1 or _sites(table)[0].hops:
            return []
        found = []
        for name, column in table.columns.items():
            category = self.model.data.get(column.data) if isinstance(column.data, str) else None
            if category is not None and category.identifies:
                found.append((name, category.name))
        return found

    def _shared(self, kind: str, value: str) -> bool:
        known = self.model.data.get(kind)
        return known is not None and any(normal(kind, one) == normal(kind, value) for one in known.not_a_person)

    def _dates(
        self, connection: Connection, table: BoundTable, need: Need, keys: Sequence[Key]
    ) -> dict[Key, dict[str, date | None]]:
        activity = need.served.activity
        events = [
            *events_of(activity.keep, activity.name),
            *(entry.when.event for entry in activity.basis if entry.when),
        ]
        found: dict[Key, dict[str, date | None]] = {key: {} for key in keys}
        known = self.learning.about(self.asked, [self.system.row_key(table, key) for key in keys])
        for event in dict.fromkeys(events):
            bound = table.events.get(event) or BoundEvent(event, (), table.name, None)
            said = self._said(connection, table, bound, keys) if bound.source else {}
            for key in keys:
                found[key][event] = self._date(bound, said.get(key, []), self.system.row_key(table, key), known)
        return found

    def _said(
        self, connection: Connection, table: BoundTable, event: BoundEvent, keys: Sequence[Key]
    ) -> dict[Key, list[date | None]]:
        """What the columns say of an event, for each row: one value, or one for each row that it is read over."""
        source = event.source
        assert source is not None
        first = (source.hop,) if isinstance(source, AtRows) else ()
        hops = (*event.route, *first, *source.hops)
        tables, joins = self.system.joined(table.name, hops)
        at = len(event.route) + len(first)
        holder = hops[at - 1].table if at else table.name
        where = [self.system.among(tables[0], table, keys)]
        if source.conditions:
            compiler = Compiler(self.system.surroundings, None)
            where.append(compiler.where(conditions(source.conditions), holder, tables[at]))
        columns = [*(tables[0].c[column] for column in table.key), tables[-1].c[source.column]]
        query = sa.select(*columns).select_from(joins).where(*where)
        found: dict[Key, list[date | None]] = {}
        for row in connection.execute(query):
            moment = self.system.instant(row[-1])
            day = None if moment is None else local_date(moment, self.system.bound.local)
            found.setdefault(tuple(row[:-1]), []).append(day)
        return found

    def _date(self, event: BoundEvent, said: list[date | None], row: RowKey, known: Known) -> date | None:
        local = self.system.bound.local

        def days(times: Iterable[Any]) -> list[date | None]:
            return [None if one is None else local_date(one, local) for one in times]

        ghosts = days(known.of_row(carried(event.name), row)) if not event.route else []
        if isinstance(event.source, AtRows):
            every = [*said, *ghosts]
            dated = [day for day in every if day is not None]
            happened = min(dated, default=None) if event.source.combine is Combine.FIRST else _latest(every)
        elif isinstance(event.source, AtColumn):
            happened = _latest(said or ghosts)
        else:
            happened = date.min
        if happened is None:
            return None
        tellings = [*known.of_row(told(event.name), row)]
        tellings += [moment for one in self.asked for moment in known.of_person(told(event.name), one)]
        late = max([day for day in days(tellings) if day is not None], default=date.min)
        latest = max(happened, late)
        return None if latest == date.min else latest


def about_the_person(table: BoundTable) -> Predicate:
    """Some site of the row leads to the person asked about."""
    return any_of(*map(_is_the_person, _sites(table)))


def _is_the_person(site: Site) -> Predicate:
    return reach(site.hops, all_of(_somebody(site), the_person_asked(site)))


def _is_another(site: Site) -> Predicate:
    return reach(site.hops, all_of(_somebody(site), negate(the_person_asked(site))))


def _somebody(site: Site) -> Predicate:
    return Filled(site.column, site.empty, visible=True)


def _sites(table: BoundTable) -> tuple[Site, ...]:
    return tuple(site for party in table.parties for site in party.sites)


def _category(meaning: ByColumn, row: Mapping[str, Any]) -> str | None:
    value = row[meaning.column]
    return dict(meaning.meanings).get(str(value), meaning.otherwise) if value is not None else meaning.otherwise


def _latest(days: Sequence[date | None]) -> date | None:
    dated = [day for day in days if day is not None]
    return max(dated) if dated and len(dated) == len(days) else None
