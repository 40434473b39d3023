"""From the needs of a table to what goes: the row, a party, a cell.

In:   a bound table among the others, today.
Out:  `Predicate`s: the row goes, a party is severed, a cell is due.
Never: reads a row; erases a cell of which a value is undecided, or a row that another row's need requires.

The idea in one read: `docs/needs.md` section 6. A row goes when no need keeps it and no dependant requires it. A
cell is due when no keeping need names it. Both are decided on one snapshot, in one closed question a table, so that
the plan holds the whole closure: what a child's going leaves behind is already counted, because a parent asks about
the needs of its dependants and not about their rows.
Law:  GDPR Art. 5(1)(c), 5(1)(e), 17(1).
Kept true by: tests/differential/, tests/unit/needs/test_cells.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from lofte.grammar import ByColumn, EraseKind, LinkDecision
from lofte.graph import AtColumn, AtRows, BoundEvent, BoundParty, BoundSystem, BoundTable, Category, Dependant
from lofte.needs.clocks import Clocks, Seat, conditions
from lofte.needs.verdict import Need, filled, has_persons, needs_of, unowned
from lofte.predicate import (
    FALSE,
    TRUE,
    Filled,
    Is,
    Predicate,
    Undated,
    all_of,
    any_of,
    negate,
    reach,
)


@dataclass(frozen=True, slots=True)
class Cells:
    """What is due in the tables of one system on one day. `fiscal_year_ends` is (month, day)."""

    system: BoundSystem
    today: date
    fiscal_year_ends: tuple[int, int] = (12, 31)
    consents: frozenset[str] = frozenset()
    _needs: dict[str, tuple[Need, ...]] = field(default_factory=dict, repr=False, compare=False)
    _kept: dict[tuple[str, str, str | None], Predicate] = field(default_factory=dict, repr=False, compare=False)
    _goes: dict[str, Predicate] = field(default_factory=dict, repr=False, compare=False)

    def needs(self, table: str) -> tuple[Need, ...]:
        """The needs of one table."""
        if table not in self._needs:
            bound = self.system.tables[table]
            clocks = Clocks(bound, dict(self.system.tables), self.today, self.fiscal_year_ends, self.consents)
            self._needs[table] = needs_of(bound, clocks)
        return self._needs[table]

    def kept(self, need: Need, party: str | None = None) -> Predicate:
        """The need keeps the row, for someone (of a party)."""
        place = (need.table.name, need.activity, party)
        if place not in self._kept:
            self._kept[place] = need.keeps(party)
        return self._kept[place]

    def goes(self, table: str) -> Predicate:
        """The row is needed by nobody, and nothing that is needed depends on it. True also of an anonymised row."""
        if table not in self._goes:
            bound = self.system.tables[table]
            needed = any_of(*(self.kept(need) for need in self.needs(table)))
            spare = any_of(negate(needed), self._lost_with_a_cell(table))
            stays = any_of(undecided(bound), self.required(table), self.blocked(table))
            self._goes[table] = all_of(spare, negate(stays))
        return self._goes[table]

    def required(self, table: str, party: str | None = None) -> Predicate:
        """Some dependant is needed for a person whom this row identifies (as `party`), or is owned and stays."""
        bound = self.system.tables[table]
        return any_of(*(self._requires(dependant) for dependant in bound.dependants if _about(dependant, party, bound)))

    def blocked(self, table: str) -> Predicate:
        """A row that the declaration says to leave alone leads here, and the database would not let this row go."""
        bound = self.system.tables[table]
        alone = (LinkDecision.ACCESS_ONLY, LinkDecision.IGNORE)
        return any_of(*(reach((link.hop,), TRUE) for link in bound.incoming if link.decision in alone))

    def cell_due(self, table: str, column: str) -> Predicate:
        """The cell is filled and no keeping need names it. Said of rows that stay; true of many that go, too."""
        bound = self.system.tables[table]
        if column in bound.person_columns:
            return FALSE  # who a row is about stays as long as the row; a party that nobody needs is severed
        return all_of(filled(bound, column), negate(self._covered(table, column)), negate(undecided(bound)))

    def severed(self, table: str, party: BoundParty) -> Predicate:
        """The row is kept for others, and nothing keeps it for anyone of this party."""
        bound = self.system.tables[table]
        others = [item for item in bound.parties if item.name != party.name]
        if not others or not party.columns:
            return FALSE
        kept = any_of(*(self.kept(need, party.name) for need in self.needs(table)))
        return all_of(
            has_persons(party),
            any_of(*map(has_persons, others)),
            negate(kept),
            negate(undecided(bound)),
            negate(self.required(table, party.name)),
        )

    def unanonymised(self, table: str) -> Predicate:
        """Something of a person is still in the row."""
        bound = self.system.tables[table]
        return any_of(*(filled(bound, column) for column in personal_columns(bound)))

    def skeleton(self, table: str) -> Predicate:
        """The row's own needs have all fallen, and it stays for what depends on it."""
        needed = any_of(*(self.kept(need) for need in self.needs(table)))
        return all_of(negate(needed), self.required(table), negate(undecided(self.system.tables[table])))

    def unowned(self, table: str) -> Predicate:
        """The row has no person, and is not merely what an anonymised row leaves."""
        bound = self.system.tables[table]
        return all_of(unowned(bound), self.unanonymised(table)) if bound.declared.anonymise else unowned(bound)

    def _covered(self, table: str, column: str) -> Predicate:
        bound = self.system.tables[table]
        declared = bound.columns[column]
        naming = [need for need in self.needs(table) if need.names(column) != FALSE]
        covered = any_of(*(all_of(need.names(column), self.kept(need, declared.of)) for need in naming))
        if declared.of is not None:
            # Nobody stands in the row as this party: its cells are judged by time, as an unowned row is.
            party = next(item for item in bound.parties if item.name == declared.of)
            by_time = any_of(*(all_of(need.names(column), need.kept_for_nobody(party)) for need in naming))
            covered = any_of(covered, by_time)
        if declared.goes_with != "first":
            return covered
        held = any_of(*(all_of(need.names(column), need.covered_whatever(declared.of)) for need in naming))
        return any_of(held, all_of(covered, negate(_gone_with_first(bound, column, naming))))

    def _lost_with_a_cell(self, table: str) -> Predicate:
        bound = self.system.tables[table]
        vital = [name for name, column in bound.columns.items() if column.erase.kind is EraseKind.ROW]
        return any_of(*(all_of(Filled(column), negate(self._covered(table, column))) for column in vital))

    def _requires(self, dependant: Dependant) -> Predicate:
        """Said of the row depended on: there is such a dependant, and it needs the row."""
        table = self.system.tables[dependant.table]
        if dependant.owns:
            lives = negate(self.goes(table.name))
            inner = all_of(lives, self.unanonymised(table.name)) if table.declared.anonymise else lives
        else:
            needs = self.needs(table.name)
            inner = any_of(
                undecided(table),
                *(need.keeps_dependant(dependant) for need in needs),
                *(need.kept_for_nobody() for need in needs),
                *(self._requires(owned) for owned in table.dependants if owned.owns),
            )
        return reach(dependant.back, inner)


def personal_columns(table: BoundTable) -> tuple[str, ...]:
    """What an anonymised row may not hold: bound cells, identifiers, links to persons, and declared links."""
    links = (link.column for link in table.declared.links)
    return tuple(dict.fromkeys((*table.columns, *sorted(table.person_columns), *links)))


def _gone_with_first(table: BoundTable, column: str, naming: list[Need]) -> Predicate:
    """Some person of the row, whom a naming need concerns, is no longer kept by any of them."""
    found = []
    of = table.columns[column].of
    for party in (item for item in table.parties if of in (None, item.name)):
        concerned = any_of(*(all_of(need.names(column), need.applies_to(party)) for need in naming))
        for site in party.sites:
            seat = Seat(1, site)
            kept = any_of(*(all_of(seat.row(need.names(column)), need.kept(party, seat)) for need in naming))
            person = Filled(site.column, site.empty, visible=True)
            found.append(all_of(concerned, reach(site.hops, all_of(person, negate(kept)))))
    return any_of(*found)


def undecided(table: BoundTable) -> Predicate:
    """A value of the row that decides its meaning is not among those that the declaration lists."""
    # What a party borrows from a row that it leads to counts only where someone is there, or nobody is anywhere.
    nobody = unowned(table)
    categories = any_of(
        *(
            all_of(_unlisted(party.category), TRUE if party.own else any_of(has_persons(party), nobody))
            for party in table.parties
        )
    )
    columns = any_of(
        *(
            negate(Is(column.data.column, tuple(value for value, _ in column.data.meanings)))
            for column in table.columns.values()
            if isinstance(column.data, ByColumn) and column.data.otherwise is None
        )
    )
    return any_of(categories, columns, *map(_undated, table.events.values()))


def _undated(event: BoundEvent) -> Predicate:
    """Where the database lets anything stand in a column of time, something else stands there."""
    match event.source:
        case AtColumn(hops, column, which, False):
            return reach(event.route, all_of(conditions(which), reach(hops, Undated(column))))
        case AtRows(_, hop, hops, column, which, False):
            return reach((*event.route, hop), all_of(conditions(which), reach(hops, Undated(column))))
        case _:
            return FALSE


def _unlisted(category: Category) -> Predicate:
    if category.by is None or category.by.otherwise is not None:
        return FALSE
    return reach(category.hops, negate(Is(category.by.column, tuple(value for value, _ in category.by.meanings))))


def _about(dependant: Dependant, party: str | None, table: BoundTable) -> bool:
    """Whether the dependant's persons are reached through this party of the table."""
    if party is None or dependant.site is None:
        return True
    onward = dependant.site.hops[dependant.to :]
    return any(
        site.hops == onward and site.column == dependant.site.column
        for item in table.parties
        if item.name == party
        for site in item.sites
    )
