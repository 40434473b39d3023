"""Tables bound to the declaration: who a row is about, where its events are, what depends on it.

In:   Model, and the Catalog of each system.       Out:  `Graph`: every path resolved to hops between tables.
Never: opens a connection, decides what is needed (`needs` does), guesses a link.

The idea in one read: a *site* is one way from a row to a column that identifies a person: hops over links, then the
column. Whom a row is about, what category they are, and when an event happened are all reached by such hops, and a
table whose person is a path takes both from the table it leads to. Turned round, the same hops say what depends on
a row: a row that identifies the persons of another row may not go while that other row is needed for them. The
binding itself, with its faults, is in `binding`.
Law:  GDPR Art. 4(1) (an identifiable person), 17.
Kept true by: tests/unit/graph/, tests/differential/.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lofte.catalog import Catalog, TableInfo
from lofte.diagnostics import Span
from lofte.grammar import ByColumn, Combine, LinkDecision, RowCondition
from lofte.model import BoundColumn, DeclaredTable, ProcessingActivity
from lofte.predicate import Hop, Predicate


@dataclass(frozen=True, slots=True)
class Site:
    """One way from a row to an identifier: hops, then a column whose values are of data category `kind`.

    `unique` counts how many of the first hops lead to one row only (a link), not to all rows that agree on a column.
    """

    hops: tuple[Hop, ...]
    column: str
    kind: str
    unique: int
    empty: tuple[str, ...] = ()
    """Texts in the column that stand for nobody."""


@dataclass(frozen=True, slots=True)
class Category:
    """As what a party's persons stand in the row: `fixed` words (None: any), or by a column at the end of `hops`."""

    fixed: tuple[str, ...] | None = None
    hops: tuple[Hop, ...] = ()
    by: ByColumn | None = None


@dataclass(frozen=True, slots=True)
class BoundParty:
    """One role in which persons stand in the rows of a table.

    `link` is the column that leads to them (None when they are known in the row, or found in other rows), `path`
    the hops to the row that says what category they are; `identifiers` are the columns of this row that identify
    them. `own` tells that the category is said by this very table.
    """

    name: str
    sites: tuple[Site, ...]
    category: Category
    link: str | None
    identifiers: tuple[str, ...]
    path: tuple[Hop, ...] = ()
    own: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the row by which the party is found."""
        return (self.link, *self.identifiers) if self.link else self.identifiers


@dataclass(frozen=True, slots=True)
class AtColumn:
    """An event that is a column at the end of `hops`, if the row satisfies `conditions`.

    `checked`: the database sees to it that what stands there is a time.
    """

    hops: tuple[Hop, ...]
    column: str
    conditions: tuple[RowCondition, ...] = ()
    checked: bool = True


@dataclass(frozen=True, slots=True)
class AtRows:
    """The first or last of a column over the rows that `hop` reaches and that satisfy `conditions`; `hops` go on from
    each. `checked` as for a column.
    """

    combine: Combine
    hop: Hop
    hops: tuple[Hop, ...]
    column: str
    conditions: tuple[RowCondition, ...] = ()
    checked: bool = True


@dataclass(frozen=True, slots=True)
class BoundEvent:
    """When an event happened for a row: at the row that `route` leads to, by `source` (None: only told to us)."""

    name: str
    route: tuple[Hop, ...]
    table: str
    source: AtColumn | AtRows | None


@dataclass(frozen=True, slots=True)
class ServedActivity:
    """One activity that the table serves: on which rows, and which columns it names, each with the rows in which it
    does.
    """

    activity: ProcessingActivity
    conditions: tuple[RowCondition, ...]
    columns: Mapping[str, Predicate]
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Dependant:
    """Rows of `table` that this table's rows identify persons for, or own.

    `back` leads from this table's row to them; `to` are the hops by which they come here, `site` is where the
    persons are known, from the dependant's row (None for a link that owns).
    """

    table: str
    back: tuple[Hop, ...]
    party: str | None = None
    site: Site | None = None
    to: int = 0

    @property
    def owns(self) -> bool:
        """The dependant goes with this row, and holds it while it is needed itself."""
        return self.site is None


@dataclass(frozen=True, slots=True)
class IncomingLink:
    """A link from `table.column` to this table that is emptied (`detach`) or that stands in the way (`ignore`,
    `access-only`).
    """

    table: str
    column: str
    hop: Hop
    decision: LinkDecision
    span: Span | None = field(default=None, compare=False)
    party_of: str | None = None
    """The link is by what a party of several is found; it is emptied only where that party has nobody."""


@dataclass(frozen=True, slots=True)
class BoundTable:
    """One table with personal data, everything about it resolved."""

    system: str
    name: str
    info: TableInfo
    key: tuple[str, ...]
    declared: DeclaredTable
    columns: Mapping[str, BoundColumn]
    parties: tuple[BoundParty, ...]
    events: Mapping[str, BoundEvent]
    serves: tuple[ServedActivity, ...]
    owners: tuple[tuple[Hop, ...], ...] = ()
    """The links, over any number of hops, to rows that own this one."""
    dependants: tuple[Dependant, ...] = ()
    incoming: tuple[IncomingLink, ...] = ()

    @property
    def path(self) -> str:
        """`system.table`, as people write it."""
        return f"{self.system}.{self.name}"

    @property
    def person_columns(self) -> frozenset[str]:
        """The columns of the row by which its persons are found."""
        return frozenset(column for party in self.parties for column in party.columns)


@dataclass(frozen=True, slots=True)
class BoundSystem:
    """One system's tables, children before the tables that they lead to.

    `zone` is that of times without one; `local` the controller's, in which days are counted.
    """

    name: str
    zone: str
    local: str
    catalog: Catalog
    tables: Mapping[str, BoundTable]


@dataclass(frozen=True, slots=True)
class Graph:
    """Every system that is bound."""

    systems: Mapping[str, BoundSystem]

    def table(self, system: str, table: str) -> BoundTable:
        """One bound table."""
        return self.systems[system].tables[table]
