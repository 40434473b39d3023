"""Links, persons and events of a database's tables, resolved to hops.

In:   DeclaredTables of one system and its Catalog.
Out:  hops, sites, categories, bound events; `UnboundError` where a path leads nowhere.
Never: guesses a link that neither the database nor the declaration states.

The idea in one read: a link is one column that the database declares as a foreign key, or that the declaration
sends `to: TABLE.COLUMN`. A path is a row of links. A table whose single person is a path takes its persons, its
category and its events from the table that the path leads to; a table may therefore be asked for these while
another is being resolved, and a circle of such borrowing is a fault.
Law:  GDPR Art. 4(1).
Kept true by: tests/unit/graph/test_binding.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from lofte.catalog import Catalog
from lofte.grammar import (
    ByColumn,
    ByPath,
    ByRows,
    ColumnPath,
    EraseKind,
    InTable,
    KnownBy,
    LinkDecision,
    Recorded,
    ThroughPath,
)
from lofte.graph.forms import AtColumn, AtRows, BoundEvent, BoundParty, Category, Site
from lofte.model import DeclaredTable, Party
from lofte.predicate import Hop


class UnboundError(Exception):
    """Something named that is not there, or a path that cannot be followed; raised and caught within the graph.

    `table` and `column` (perhaps empty) are where the path breaks off, in the database's names; `near` are the names
    that could have been meant.
    """

    def __init__(self, code: str, table: str, column: str, why: str, near: Iterable[str] = ()) -> None:
        super().__init__(why)
        self.code, self.table, self.column, self.why, self.near = code, table, column, why, tuple(near)


@dataclass(frozen=True, slots=True)
class Links:
    """Follows links among the tables of one system."""

    catalog: Catalog
    tables: Mapping[str, DeclaredTable]

    def hop(self, table: str, column: str) -> Hop | None:
        """Where `column` of `table` leads; None when it is no link."""
        if declared := self.tables.get(table):
            for link in declared.links:
                if link.column == column and link.to:
                    target, _, theirs = link.to.partition(".")
                    return Hop(target, column, theirs or self._only_key(table, column, target))
        if info := self.catalog.tables.get(table):
            for key in info.foreign_keys:
                if key.columns == (column,):
                    return Hop(key.table, column, key.targets[0])
        return None

    def follow(self, table: str, columns: tuple[str, ...]) -> tuple[tuple[Hop, ...], str]:
        """The hops of these links, and the table they end at."""
        hops: list[Hop] = []
        for column in columns:
            self.require(table, column)
            hop = self.hop(table, column)
            if hop is None:
                raise UnboundError(
                    "no-link", table, column, f"`{table}.{column}` is no link: no foreign key leads away from it"
                )
            self.require(hop.table, hop.theirs)
            hops.append(hop)
            table = hop.table
        return tuple(hops), table

    def column_at(self, table: str, path: ColumnPath) -> tuple[tuple[Hop, ...], str, str]:
        """The hops of all columns but the last, the table they end at, and the last column."""
        hops, end = self.follow(table, path.columns[:-1])
        self.require(end, path.columns[-1])
        return hops, end, path.columns[-1]

    def same(self, table: str, other: str, column: str) -> Hop:
        """From a row of `table` to all rows of `other` that agree on `column` (language 5.4, *same*)."""
        self.require(other, column)
        hop = self.hop(other, column)
        if hop is not None and hop.table == table:
            self.require(table, hop.theirs)
            return Hop(other, hop.theirs, column)
        self.require(table, column)
        return Hop(other, column, column)

    def require(self, table: str, column: str) -> None:
        """Fault when the table or the column is not there."""
        self.require_table(table)
        if column not in self.catalog.tables[table].columns:
            raise UnboundError(
                "unknown-column",
                table,
                column,
                f"table `{table}` has no column `{column}`",
                self.catalog.tables[table].columns,
            )

    def require_table(self, table: str) -> None:
        """Fault when the table is not there."""
        if table not in self.catalog.tables:
            raise UnboundError("unknown-table", table, "", f"the database has no table `{table}`", self.catalog.tables)

    def unique(self, hop: Hop) -> bool:
        """Whether the hop leads to at most one row."""
        info = self.catalog.tables[hop.table]
        return (hop.theirs,) == info.primary_key or (hop.theirs,) in info.unique

    def _only_key(self, table: str, column: str, target: str) -> str:
        self.require_table(target)
        key = self.catalog.tables[target].primary_key
        if len(key) != 1:
            why = f"`{table}.{column}` leads to table `{target}`, whose key is not one column"
            raise UnboundError("no-link", table, column, why)
        return key[0]


@dataclass(frozen=True, slots=True)
class _Borrowed:
    """What a table takes from the one that its person leads to: sites, category, the way to who says it."""

    sites: tuple[Site, ...]
    category: Category
    way: tuple[Hop, ...]


@dataclass(frozen=True, slots=True)
class Resolver:
    """Resolves parties and events, following tables that borrow from one another; remembers what it has resolved."""

    links: Links
    tables: Mapping[str, DeclaredTable]
    _parties: dict[str, tuple[BoundParty, ...]] = field(default_factory=dict, repr=False)
    _open: list[str] = field(default_factory=list, repr=False)

    def parties(self, table: str) -> tuple[BoundParty, ...]:
        """The parties of a table, in the order declared."""
        if table not in self._parties:
            if table in self._open:
                circle = ", ".join(f"`{name}`" for name in self._open[self._open.index(table) :])
                raise UnboundError("link-circle", table, "", f"the persons of {circle} lead round in a circle")
            self._open.append(table)
            try:
                self._parties[table] = tuple(self.party(table, party) for party in self.tables[table].parties)
            finally:
                self._open.remove(table)
        return self._parties[table]

    def party(self, table: str, party: Party) -> BoundParty:
        """One party of a table."""
        declared = self.tables[table]
        own = _own_category(declared)
        match party.person:
            case KnownBy(identifiers):
                for _, column in identifiers:
                    self.links.require(table, column)
                sites = tuple(Site((), column, kind, 0, _empty(declared, column)) for kind, column in identifiers)
                columns = tuple(column for _, column in identifiers)
                category = own or _by_name(party, Category())
                return BoundParty(party.name, sites, category, None, columns, own=own is not None)
            case ThroughPath(path):
                hops, end = self.links.follow(table, path.columns)
                borrowed = self._borrowed(hops, end, table, path.columns[-1])
                category = own or _by_name(party, borrowed.category)
                way = borrowed.way
                return BoundParty(party.name, borrowed.sites, category, path.columns[0], (), way, own is not None)
            case InTable(other, same):
                hop = self.links.same(table, other, same)
                borrowed = self._borrowed((hop,), other, table, same)
                category = own or _by_name(party, borrowed.category)
                return BoundParty(party.name, borrowed.sites, category, None, (), borrowed.way, own is not None)

    def owners(self, table: str, below: tuple[str, ...] = ()) -> tuple[tuple[Hop, ...], ...]:
        """The links to rows that own this table's rows, and on to those that own them. `below` are owned by it."""
        if table in below:
            circle = ", ".join(f"`{name}`" for name in below[below.index(table) :])
            raise UnboundError("link-circle", table, "", f"rows of {circle} own one another in a circle")
        found: list[tuple[Hop, ...]] = []
        for link in self.tables[table].links:
            hop = self.links.hop(table, link.column) if link.decision is LinkDecision.OWNS else None
            if hop is not None and hop.table in self.tables:
                found += [(hop,), *((hop, *further) for further in self.owners(hop.table, (*below, table)))]
        return tuple(found)

    def _borrowed(self, hops: tuple[Hop, ...], end: str, table: str, column: str) -> _Borrowed:
        if end not in self.tables:
            why = f"`{table}.{column}` leads to table `{end}`, which is not declared to be about anyone"
            raise UnboundError("link-to-nobody", table, column, why)
        parties = self.parties(end)
        sites = tuple(
            Site(hops + site.hops, site.column, site.kind, self._unique(hops, site), site.empty)
            for party in parties
            for site in party.sites
        )
        if len(parties) != 1:
            names = tuple(name for party in parties for name in party.category.fixed or ())
            return _Borrowed(sites, Category(names or None), hops)
        (party,) = parties
        category = replace(party.category, hops=hops + party.category.hops) if party.category.by else party.category
        return _Borrowed(sites, category, hops if party.own else hops + party.path)

    def _unique(self, hops: tuple[Hop, ...], site: Site) -> int:
        several = next((at for at, hop in enumerate(hops) if not self.links.unique(hop)), len(hops))
        return several if several < len(hops) else len(hops) + site.unique

    def events(self, table: str) -> dict[str, BoundEvent]:
        """Every event that the table binds or takes from the table that its person leads to."""
        return self.inherited(table) | {name: self.event(table, name) for name in self.tables[table].events}

    def inherited(self, table: str) -> dict[str, BoundEvent]:
        """The events of the table that its one person leads to."""
        match [party.person for party in self.tables[table].parties]:
            case [ThroughPath(path)]:
                hops, end = self.links.follow(table, path.columns)
                there = self.events(end) if end in self.tables else {}
                return {name: replace(event, route=hops + event.route) for name, event in there.items()}
            case _:
                return {}

    def event(self, table: str, name: str) -> BoundEvent:
        """One event that the table binds."""
        checked = self.links.catalog.dialect != "sqlite"
        match self.tables[table].events[name]:
            case Recorded():
                return BoundEvent(name, (), table, None)
            case ByPath(path, conditions):
                hops, _, column = self.links.column_at(table, path)
                return BoundEvent(name, (), table, AtColumn(hops, column, conditions, checked))
            case ByRows(combine, path, other, same, conditions):
                hop = self.links.same(table, other, same)
                hops, _, column = self.links.column_at(other, path)
                return BoundEvent(name, (), table, AtRows(combine, hop, hops, column, conditions, checked))


def _empty(declared: DeclaredTable, column: str) -> tuple[str, ...]:
    """The text that a scrub writes into an identifying column, which then identifies nobody."""
    bound = declared.columns.get(column)
    return (bound.erase.detail,) if bound and bound.erase.kind is EraseKind.WRITE else ()


def _own_category(declared: DeclaredTable) -> Category | None:
    """The category that the table itself says, by a word or by a column."""
    match declared.about:
        case ByColumn() as by:
            return Category(by=by)
        case str() as subject:
            return Category((subject,))
        case None:
            return None


def _by_name(party: Party, borrowed: Category) -> Category:
    """The category of the table that the person leads to; where it says none, the party's own name."""
    says_none = borrowed.by is None and borrowed.fixed is None
    return Category((party.name,)) if says_none and party.name else borrowed
