"""Find what a declared table names and the database does not have: every name, each at its own place.

In:   a declared table, a resolver of its system's paths.       Out:  diagnostics.
Never: stops at the first; reports at one table what is said at another.

The idea in one read: whatever a table names is a *claim* about the database, with the place where it was written: a
column is there, a link leads somewhere, a path can be followed. Each claim is tried, and what breaks off is a
diagnostic there. A path that breaks off inside another declared table is told at that table when that one has the
same fault.
Law:  GDPR Art. 30; nothing is guessed where rows are at stake.
Kept true by: tests/unit/graph/test_unbound.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from lofte.compiler.scope import nearest
from lofte.diagnostics import Diagnostic, Severity, Span
from lofte.grammar import ByColumn, ByPath, ByRows, EventBinding, LinkDecision, RowCondition
from lofte.graph.paths import Resolver, UnboundError
from lofte.model import DeclaredTable, LinkDecided

EMPTIED_OR_FOLLOWED = (LinkDecision.OWNS, LinkDecision.SHARED, LinkDecision.DETACH)
"""Decisions that mean nothing unless the link leads somewhere."""

CURES = {
    "unknown-table": "correct the name, or take the table out of `tables`",
    "unknown-column": "correct the name",
    "no-link": "write under `links` where it leads: `COLUMN: {DECISION: , to: TABLE.COLUMN}`",
    "link-to-nobody": "declare that table under `tables` with its `person`, or say here whom a row is about",
    "link-circle": "let one of the tables say by a column of its own whom it is about, or decide one link otherwise",
}


@dataclass(frozen=True, slots=True)
class _Claim:
    """Something that is said of the database, where it is said, and how it is tried.

    What `follows` from the claims before it is told only when they did not tell it.
    """

    path: str
    span: Span | None
    attempt: Callable[[], object]
    follows: bool = False


def unbound_faults(system: str, tables: Iterable[DeclaredTable], resolver: Resolver) -> dict[str, list[Diagnostic]]:
    """By table, all that cannot be found; a table without a fault is not among them."""
    found = {table.name: list(_broken(f"systems.{system}.tables.{table.name}", table, resolver)) for table in tables}
    own = {_place(fault) for name, faults in found.items() for _, fault in faults if fault.table == name}
    return {
        name: [_diagnostic(claim, fault) for claim, fault in faults if fault.table == name or _place(fault) not in own]
        for name, faults in found.items()
        if faults
    }


def _broken(path: str, table: DeclaredTable, resolver: Resolver) -> Iterator[tuple[_Claim, UnboundError]]:
    told: set[tuple[str, str, str]] = set()
    for claim in _claims(path, table, resolver):
        try:
            claim.attempt()
        except UnboundError as fault:
            if not (claim.follows and _place(fault) in told):
                told.add(_place(fault))
                yield claim, fault
            if fault.code == "link-circle" or (fault.code == "unknown-table" and fault.table == table.name):
                return


def _claims(path: str, table: DeclaredTable, resolver: Resolver) -> Iterator[_Claim]:
    """What others rest on comes first."""
    links, name = resolver.links, table.name
    yield _Claim(path, table.span, partial(links.require_table, name))
    for link in table.links:
        yield _Claim(f"{path}.links.{link.column}", link.span, partial(_leads, resolver, name, link))
    for party in table.parties:
        yield _Claim(f"{path}.person", party.span or table.span, partial(resolver.party, name, party), follows=True)
    yield _Claim(f"{path}.person", table.span, partial(resolver.parties, name), follows=True)
    for key, column in _words(table):
        yield _Claim(f"{path}.{key}", table.at(key), partial(links.require, name, column))
    for served in table.serves:
        for column in _conditioned(served.conditions):
            where = f"{path}.for.{served.activity}"
            yield _Claim(where, served.span or table.span, partial(links.require, name, column))
    for bound in table.columns.values():
        where = f"{path}.columns.{bound.name}"
        yield _Claim(where, bound.span, partial(links.require, name, bound.name))
        if isinstance(bound.data, ByColumn):
            yield _Claim(where, bound.span, partial(links.require, name, bound.data.column))
    yield _Claim(f"{path}.links", table.span, partial(resolver.owners, name), follows=True)
    yield _Claim(f"{path}.events", table.span, partial(resolver.inherited, name), follows=True)
    for event, binding in table.events.items():
        where, span = f"{path}.events.{event}", table.event_spans.get(event, table.span)
        yield _Claim(where, span, partial(resolver.event, name, event))
        for place, column in _event_columns(name, binding):
            yield _Claim(where, span, partial(links.require, place, column))


def _words(table: DeclaredTable) -> Iterator[tuple[str, str]]:
    """Keys of the table whose values are columns."""
    yield from (("key", column) for column in table.key)
    yield from (("flags", column) for column in table.flags.values())
    if isinstance(table.about, ByColumn):
        yield "about", table.about.column
    if isinstance(table.source, ByColumn):
        yield "from", table.source.column
    if table.on_behalf_of is not None:
        yield "on-behalf-of", table.on_behalf_of


def _conditioned(conditions: tuple[RowCondition, ...]) -> Iterator[str]:
    return (condition.column for condition in conditions)


def _event_columns(table: str, binding: EventBinding) -> Iterator[tuple[str, str]]:
    """The tables and columns that the conditions of an event name."""
    match binding:
        case ByPath(_, conditions):
            yield from ((table, column) for column in _conditioned(conditions))
        case ByRows(_, _, other, _, conditions):
            yield from ((other, column) for column in _conditioned(conditions))
        case _:
            pass


def _leads(resolver: Resolver, table: str, link: LinkDecided) -> None:
    resolver.links.require(table, link.column)
    hop = resolver.links.hop(table, link.column)
    if hop is not None:
        resolver.links.require(hop.table, hop.theirs)
    elif link.decision in EMPTIED_OR_FOLLOWED:
        resolver.links.follow(table, (link.column,))


def _place(fault: UnboundError) -> tuple[str, str, str]:
    return fault.code, fault.table, fault.column


def _diagnostic(claim: _Claim, fault: UnboundError) -> Diagnostic:
    near = nearest(fault.column or fault.table, fault.near)
    return Diagnostic(
        fault.code,
        Severity.ERROR,
        fault.why,
        claim.span,
        help=f"did you mean `{near}`?" if near else CURES[fault.code],
        path=claim.path,
    )
