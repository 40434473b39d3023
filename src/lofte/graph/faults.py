"""What nobody has decided about a database, and what cannot be done to it: found before any row is touched.

In:   a declared System and its Catalog, a bound table.       Out:  diagnostics, each with the line to write.
Never: reads a row; lets a column, a table or a link pass without a decision.

The idea in one read: the declaration must speak of every table and every column of a system that it binds, since
silence would either keep personal data for ever or erase what nobody meant. The same goes for links between two
tables with personal data. What a scrub could not do (empty a column that may not be empty, write a generated
column, find a row without a key) is a fault now, not at three in the morning.
Law:  GDPR Art. 5(1)(c), 25.
Kept true by: tests/unit/graph/test_faults.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from lofte.catalog import Catalog, ColumnInfo, ColumnKind
from lofte.diagnostics import Diagnostic, Severity, Span
from lofte.grammar import ByColumn, ColumnPath, EraseKind, InTable, KnownBy, ThroughPath
from lofte.graph.forms import AtColumn, AtRows, BoundTable
from lofte.graph.paths import Links
from lofte.model import DeclaredTable, Model, System

TIMES = frozenset({ColumnKind.DATE, ColumnKind.INSTANT, ColumnKind.NAIVE, ColumnKind.TEXT})


def undecided_tables(system: System, catalog: Catalog) -> Iterator[Diagnostic]:
    """Tables of the database of which the declaration does not speak."""
    for name in catalog.tables:
        if name not in system.tables and name not in system.not_personal:
            yield _fault(
                "table-undecided",
                f"nobody has decided table `{name}` of system `{system.name}`",
                system.at("tables"),
                f"systems.{system.name}",
                f"declare it under `tables`, or list it under `not-personal: [{name}]`",
                article="GDPR Art. 30",
            )


def table_faults(model: Model, table: BoundTable, links: Links) -> Iterator[Diagnostic]:
    """Everything about one bound table that stops the plan."""
    yield from _undecided_columns(model, table, links)
    yield from _undecided_links(table, links)
    yield from _without_key(table)
    yield from _events(table, links)
    yield from _cannot_be_scrubbed(table)


def _undecided_columns(model: Model, table: BoundTable, links: Links) -> Iterator[Diagnostic]:
    known = _known_columns(table, links) | set(model.systems[table.system].not_personal)
    for column in table.info.columns:
        if column not in known:
            guess = f", perhaps `{column}: {near}`" if (near := _near(model, column)) else ""
            yield _fault(
                "column-undecided",
                f"nobody has decided column `{column}` of table `{table.name}`",
                table.declared.span,
                _path(table),
                f"give it a category under `columns`{guess}, or list it under `not-personal`",
            )


def _known_columns(table: BoundTable, links: Links) -> set[str]:
    declared = table.declared
    known = {*table.key, *table.columns, *declared.not_personal, *declared.flags.values()}
    known |= {link.column for link in declared.links}
    known |= {column for column in table.info.columns if links.hop(table.name, column) is not None}
    for party in declared.parties:
        match party.person:
            case KnownBy(identifiers):
                known |= {column for _, column in identifiers}
            case ThroughPath(path):
                known.add(path.columns[0])
            case InTable():
                pass
    for event in table.events.values():
        if event.table == table.name and not event.route and isinstance(event.source, AtColumn):
            known.add(event.source.hops[0].ours if event.source.hops else event.source.column)
    return known | {declared.on_behalf_of or ""}


def _near(model: Model, column: str) -> str | None:
    return next((name for name in model.data if name.replace("-", "_").endswith(column) or column in name), None)


def _undecided_links(table: BoundTable, links: Links) -> Iterator[Diagnostic]:
    decided = {link.column for link in table.declared.links} | _person_links(table.declared)
    for key in table.info.foreign_keys:
        for column, target in zip(key.columns, key.targets, strict=True):
            if key.table in links.tables and column not in decided:
                yield _fault(
                    "link-undecided",
                    f"nobody has decided the link from `{table.name}.{column}` to `{key.table}.{target}`",
                    table.declared.span,
                    _path(table),
                    f"write under `links` one of `{column}: owns`, `shared`, `access-only`, `detach`, `ignore`; "
                    "nothing is planned for this system until then",
                )


def _person_links(declared: DeclaredTable) -> set[str]:
    def first(path: ColumnPath) -> str:
        return path.columns[0]

    return {first(party.person.path) for party in declared.parties if isinstance(party.person, ThroughPath)}


def _without_key(table: BoundTable) -> Iterator[Diagnostic]:
    if not table.key:
        yield _fault(
            "table-without-key",
            f"table `{table.name}` has no primary key, so its rows cannot be named",
            table.declared.span,
            _path(table),
            "write `key: [COLUMN, …]` with columns that together are unique",
        )


def _events(table: BoundTable, links: Links) -> Iterator[Diagnostic]:
    for name, event in table.events.items():
        if event.route or event.source is None:
            continue
        source = event.source
        start = source.hop.table if isinstance(source, AtRows) else table.name
        end = source.hops[-1].table if source.hops else start
        column = links.catalog.tables[end].columns[source.column]
        if column.kind not in TIMES:
            yield _fault(
                "event-not-a-time",
                f"event `{name}` of table `{table.name}` is bound to `{end}.{source.column}`, which holds no time",
                table.declared.event_spans.get(name, table.declared.span),
                f"{_path(table)}.events.{name}",
                "bind it to a column with a date, or write `recorded` if people will tell it",
            )


def _cannot_be_scrubbed(table: BoundTable) -> Iterator[Diagnostic]:
    for name, column in table.columns.items():
        info = table.info.columns[name]
        if info.generated:
            continue
        if not info.nullable and column.erase.kind is EraseKind.EMPTY and _may_be_scrubbed(table, name):
            yield _not_null(table, info)
        if isinstance(column.data, ByColumn) and column.data.column not in table.info.columns:
            yield _fault(
                "unknown-column",
                f"column `{name}` of table `{table.name}` depends on `{column.data.column}`, which is not there",
                column.span,
                f"{_path(table)}.columns.{name}",
                "name a column of this table after `by`",
            )
    if len(table.parties) > 1:
        for party in table.parties:
            for emptied in (party.link, *party.identifiers):
                if emptied and not table.info.columns[emptied].nullable and emptied not in table.columns:
                    yield _not_null(table, table.info.columns[emptied])


def _may_be_scrubbed(table: BoundTable, column: str) -> bool:
    """Whether the cell can be due in a row that stays: some need of the table does not name it, or rows are
    anonymised.
    """
    if table.declared.anonymise or len(table.parties) > 1:
        return True
    return any(column not in served.columns for served in table.serves)


def _not_null(table: BoundTable, column: ColumnInfo) -> Diagnostic:
    bound = table.columns.get(column.name)
    return _fault(
        "cell-cannot-be-emptied",
        f"column `{column.name}` of table `{table.name}` may not be empty, yet it must be scrubbed while its row stays",
        bound.span if bound else table.declared.span,
        f"{_path(table)}.columns.{column.name}",
        "write how to scrub it: `erase: {write: TEXT}`, `{keep: year}` or `row`; or let the column be empty",
        article="GDPR Art. 17(1)",
    )


def _path(table: BoundTable) -> str:
    return f"systems.{table.system}.tables.{table.name}"


def _fault(
    code: str, message: str, span: Span | None, path: str, help: str, *, article: str | None = None
) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, span, help=help, path=path, article=article)
