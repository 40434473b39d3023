"""From the model and a catalog to a bound system, with every fault of the binding.

In:   Model, a system's name, its Catalog.
Out:  `BoundSystem` (None when it cannot be planned from) and diagnostics.
Never: opens a connection, skips a column, a table or a link that nobody decided.

The idea in one read: each declared table is resolved on its own, and what cannot be resolved is a diagnostic at the
declared table with the line to write. Then the resolved tables are turned round: every hop by which one table
reaches another is a dependant or a link of the other. The tables are ordered so that a table stands before those it
leads to: children first.
Law:  GDPR Art. 30, 32; nothing is guessed where rows are at stake.
Kept true by: tests/unit/graph/test_binding.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter

from lofte.catalog import Catalog
from lofte.compiler import unbound_events
from lofte.diagnostics import Diagnostic, Severity, sorted_by_place
from lofte.grammar import ByColumn, LinkDecision
from lofte.graph.faults import table_faults, undecided_tables
from lofte.graph.forms import (
    BoundSystem,
    BoundTable,
    Dependant,
    IncomingLink,
    ServedActivity,
)
from lofte.graph.paths import Links, Resolver
from lofte.graph.unbound import unbound_faults
from lofte.model import BoundColumn, DeclaredTable, Model, System
from lofte.predicate import TRUE, Hop, Is, Predicate, negate


def bind_system(model: Model, name: str, catalog: Catalog) -> tuple[BoundSystem | None, tuple[Diagnostic, ...]]:
    """The system's tables resolved against its catalog; None beside at least one error."""
    system = model.systems[name]
    links = Links(catalog, system.tables)
    resolver = Resolver(links, system.tables)
    faults = list(undecided_tables(system, catalog))
    unbound = unbound_faults(name, system.tables.values(), resolver)
    faults += (fault for found in unbound.values() for fault in found)
    bound: dict[str, BoundTable] = {}
    for table, declared in system.tables.items():
        if table not in unbound:
            bound[table] = _bound_table(model, system, declared, catalog, resolver)
            faults += table_faults(model, bound[table], links)
            if resolver.inherited(table):
                faults += unbound_events(model, system, declared, frozenset(bound[table].events))
    if not unbound and not any(fault.severity is Severity.ERROR for fault in faults):
        bound = _turned_round(bound, links)
        try:
            local = _local_zone(model)
            zone = system.time_zone or local
            return BoundSystem(name, zone, local, catalog, _children_first(bound)), sorted_by_place(faults)
        except CycleError as circle:
            faults.append(_circle(system, tuple(circle.args[1])))
    return None, sorted_by_place(faults)


def _bound_table(
    model: Model, system: System, declared: DeclaredTable, catalog: Catalog, resolver: Resolver
) -> BoundTable:
    info = catalog.tables[declared.name]
    return BoundTable(
        system=system.name,
        name=declared.name,
        info=info,
        key=declared.key or info.primary_key,
        declared=declared,
        columns=declared.columns,
        parties=resolver.parties(declared.name),
        events=resolver.events(declared.name),
        owners=resolver.owners(declared.name),
        serves=tuple(
            ServedActivity(
                model.activities[served.activity],
                served.conditions,
                named_columns(model, served.activity, declared.columns),
                served.span,
            )
            for served in declared.serves
        ),
    )


def named_columns(model: Model, activity: str, columns: Mapping[str, BoundColumn]) -> dict[str, Predicate]:
    """The columns that an activity's data name, each with the rows in which they do."""
    wanted = model.activities[activity].data or ()

    def is_named(category: str) -> bool:
        return model.covers(wanted, category)

    found: dict[str, Predicate] = {}
    for name, column in columns.items():
        match column.data:
            case ByColumn(deciding, meanings, otherwise):
                named = tuple(value for value, category in meanings if is_named(category))
                others = tuple(value for value, category in meanings if not is_named(category))
                if otherwise is not None and is_named(otherwise):
                    found[name] = negate(Is(deciding, others)) if others else TRUE
                elif named:
                    found[name] = Is(deciding, named)
            case str() as category:
                if is_named(category):
                    found[name] = TRUE
    return found


def _turned_round(bound: Mapping[str, BoundTable], links: Links) -> dict[str, BoundTable]:
    dependants: dict[str, list[Dependant]] = {name: [] for name in bound}
    incoming: dict[str, list[IncomingLink]] = {name: [] for name in bound}
    for table in bound.values():
        for target, dependant in _dependants_of(table):
            if target in dependants and dependant not in dependants[target]:
                dependants[target].append(dependant)
        for target, emptied in _party_links(table):
            if target in incoming:
                incoming[target].append(emptied)
        for target, found in _links_of(table, links, bound):
            match found:
                case Dependant():
                    dependants[target].append(found)
                case IncomingLink():
                    incoming[target].append(found)
    for target, link in _links_of_the_undeclared(bound, links):
        incoming[target].append(link)
    return {
        name: replace(table, dependants=tuple(dependants[name]), incoming=tuple(incoming[name]))
        for name, table in bound.items()
    }


def _dependants_of(table: BoundTable) -> Iterator[tuple[str, Dependant]]:
    for party in table.parties:
        for site in party.sites:
            for at in range(1, len(site.hops) + 1):
                back = _reversed(table.name, site.hops[:at])
                yield site.hops[at - 1].table, Dependant(table.name, back, party.name, site, at)


def _links_of(
    table: BoundTable, links: Links, bound: Mapping[str, BoundTable]
) -> Iterator[tuple[str, Dependant | IncomingLink]]:
    for decided in table.declared.links:
        hop = links.hop(table.name, decided.column)
        if hop is None or hop.table not in bound:
            continue
        back = _reversed(table.name, (hop,))
        if decided.decision is LinkDecision.OWNS:
            yield hop.table, Dependant(table.name, back)
        elif decided.decision in (LinkDecision.DETACH, LinkDecision.SHARED) or _kept_by_database(table, decided.column):
            yield hop.table, IncomingLink(table.name, decided.column, back[0], decided.decision, decided.span)


def _links_of_the_undeclared(bound: Mapping[str, BoundTable], links: Links) -> Iterator[tuple[str, IncomingLink]]:
    """Links to our tables from tables without personal data: nobody decided them, so they stand in the way."""
    for name, info in links.catalog.tables.items():
        for key in info.foreign_keys if name not in bound else ():
            if key.table in bound and len(key.columns) == 1:
                hop = Hop(name, key.targets[0], key.columns[0])
                yield key.table, IncomingLink(name, key.columns[0], hop, LinkDecision.IGNORE)


def _party_links(table: BoundTable) -> Iterator[tuple[str, IncomingLink]]:
    if len(table.parties) > 1:
        for party in table.parties:
            if party.link:
                back = _reversed(table.name, party.path[:1])[0]
                yield (
                    party.path[0].table,
                    IncomingLink(table.name, party.link, back, LinkDecision.SHARED, party_of=party.name),
                )


def _kept_by_database(table: BoundTable, column: str) -> bool:
    return any(key.columns == (column,) for key in table.info.foreign_keys)


def _reversed(start: str, hops: tuple[Hop, ...]) -> tuple[Hop, ...]:
    tables = (start, *(hop.table for hop in hops))
    return tuple(Hop(tables[at], hops[at].theirs, hops[at].ours) for at in range(len(hops) - 1, -1, -1))


def _children_first(bound: Mapping[str, BoundTable]) -> dict[str, BoundTable]:
    sorter: TopologicalSorter[str] = TopologicalSorter({name: set() for name in bound})
    for name, table in bound.items():
        before = {dependant.back[0].table for dependant in table.dependants} | {link.table for link in table.incoming}
        sorter.add(name, *(other for other in before if other in bound and other != name))
    return {name: bound[name] for name in sorter.static_order()}


def _local_zone(model: Model) -> str:
    controller = next(iter(model.controllers.values()), None)
    return controller.time_zone if controller else "Europe/Stockholm"


def _circle(system: System, names: tuple[str, ...]) -> Diagnostic:
    tables = ", ".join(f"`{name}`" for name in dict.fromkeys(names))
    return Diagnostic(
        "link-circle",
        Severity.ERROR,
        f"the tables {tables} of system `{system.name}` lead to one another in a circle",
        system.span,
        help="declare one of the links `detach` or `ignore`, so that there is an order in which rows can go",
        path=f"systems.{system.name}",
    )
