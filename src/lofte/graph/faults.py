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

from lofte.catalog import Catalog, ColumnInfo, ColumnKind, TableInfo
from lofte.diagnostics import Diagnostic, Severity, Span
from lofte.grammar import ColumnPath, Erase, EraseKind, InTable, KnownBy, LinkDecision, ThroughPath
from lofte.graph.forms import AtColumn, AtRows, BoundTable
from lofte.graph.paths import Links
from lofte.model import DeclaredTable, Model, System
from lofte.vocabulary import DATA

TIMES = frozenset({ColumnKind.DATE, ColumnKind.INSTANT, ColumnKind.NAIVE})
NOT_YET_KEPT = (EraseKind.KEEP, EraseKind.PSEUDONYM)
"""Ways to scrub that can be declared and that no step of a plan does yet."""
UNSURE_KEYS = frozenset({ColumnKind.INSTANT, ColumnKind.NAIVE, ColumnKind.BOOLEAN, ColumnKind.BINARY, ColumnKind.OTHER})
"""Kinds that PostgreSQL writes as text in another way than we read them."""
SAID = {
    ColumnKind.INSTANT: "a time",
    ColumnKind.NAIVE: "a time",
    ColumnKind.DATE: "a day",
    ColumnKind.INTEGER: "a number",
    ColumnKind.NUMBER: "a number",
    ColumnKind.BOOLEAN: "yes or no",
    ColumnKind.UUID: "a UUID",
    ColumnKind.BINARY: "bytes",
    ColumnKind.OTHER: "a type of its own",
}
NOT_NULL = ("may not be empty", "write how to scrub it: `erase: {write: TEXT}` or `row`; or let the column be empty")
LINK_NOT_NULL = ("may not be empty", "let the column be empty, or decide the link otherwise")
COMPUTED = (
    "is computed by the database",
    "bind the columns it is computed from and list it under `not-personal`: it follows them",
)
INSTEAD = "let the column be empty, or write `erase: row` if the row cannot live without it"


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
    yield from _links_of_several_columns(table, links)
    yield from _without_key(table)
    yield from _key_that_names_no_row(table, links)
    yield from _events(table, links)
    yield from _consents_in_two_rows(table)
    yield from _not_yet_kept(table)
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
    """A category that has the column's words among its own: first of those that the declaration uses."""
    words = set(column.lower().replace("-", "_").split("_"))
    known = (*model.data, *DATA)
    return next((name for name in known if words <= set(name.split("-"))), None)


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


def _links_of_several_columns(table: BoundTable, links: Links) -> Iterator[Diagnostic]:
    for name, info in links.catalog.tables.items():
        for key in info.foreign_keys:
            if key.table == table.name and len(key.columns) > 1:
                yield _fault(
                    "link-of-several-columns",
                    f"the link from `{name}` ({', '.join(key.columns)}) to `{table.name}` has several columns, "
                    "and such links cannot be followed yet",
                    table.declared.span,
                    _path(table),
                    "give the two tables a link of one column; until then the database could refuse or cascade unseen",
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


def _key_that_names_no_row(table: BoundTable, links: Links) -> Iterator[Diagnostic]:
    """Our records name a row by its key as text, so the database and we must write it alike."""
    unsure = UNSURE_KEYS if links.catalog.dialect == "postgresql" else frozenset({ColumnKind.BINARY})
    for column in table.key:
        kind = table.info.columns[column].kind
        if kind in unsure:
            yield _fault(
                "key-not-nameable",
                f"column `{column}` of the key of table `{table.name}` holds {SAID[kind]}, "
                "by which a row cannot be named for sure",
                table.declared.at("key"),
                _path(table),
                "write `key: [COLUMN, …]` with columns of text, whole numbers, days or UUIDs that together are unique",
            )


def _events(table: BoundTable, links: Links) -> Iterator[Diagnostic]:
    for name, event in table.events.items():
        if event.route or event.source is None:
            continue
        source = event.source
        start = source.hop.table if isinstance(source, AtRows) else table.name
        end = source.hops[-1].table if source.hops else start
        column = links.catalog.tables[end].columns[source.column]
        if column.kind not in TIMES and not (column.kind is ColumnKind.TEXT and links.catalog.dialect == "sqlite"):
            yield _fault(
                "event-not-a-time",
                f"event `{name}` of table `{table.name}` is bound to `{end}.{source.column}`, which holds no time",
                table.declared.event_spans.get(name, table.declared.span),
                f"{_path(table)}.events.{name}",
                "bind it to a column with a date, or write `recorded` if people will tell it",
            )


def _consents_in_two_rows(table: BoundTable) -> Iterator[Diagnostic]:
    """A consent given in one row and withdrawn in another: no question compares the two times (Art. 7(3))."""
    rows = {
        name: (*event.route, *event.source.hops)
        for name, event in table.events.items()
        if isinstance(event.source, AtColumn)
    }
    for given, row in rows.items():
        name, _, act = given.rpartition(".")
        withdrawn = f"{name}.withdrawn"
        if act == "given" and rows.get(withdrawn, row) != row:
            own = table.declared.event_spans.get(given) or table.declared.event_spans.get(withdrawn)
            yield _fault(
                "consent-in-two-rows",
                f"table `{table.name}` reads `{given}` in one row and `{withdrawn}` in another, "
                "so which of them is the later cannot be asked",
                own or table.declared.span,
                f"{_path(table)}.events.{given}",
                "bind both to the same row, or write `recorded` for the one that people will tell",
                article="GDPR Art. 7(3)",
            )


def _not_yet_kept(table: BoundTable) -> Iterator[Diagnostic]:
    for name, column in table.columns.items():
        if column.erase.kind in NOT_YET_KEPT:
            written = f"{column.erase.kind}: {column.erase.detail}" if column.erase.detail else column.erase.kind
            yield _fault(
                "erase-not-yet-kept",
                f"column `{name}` of table `{table.name}` is to be scrubbed by `{written}`, "
                "which this version reads and cannot do yet",
                column.at("erase"),
                f"{_path(table)}.columns.{name}",
                "write `erase: empty`, `{write: TEXT}` or `row` until then; nothing is planned for this system before",
            )


def _cannot_be_scrubbed(table: BoundTable) -> Iterator[Diagnostic]:
    for name, column in table.columns.items():
        if column.erase.kind not in NOT_YET_KEPT and _may_be_scrubbed(table, name):
            why = _refused(table.info, table.info.columns[name], column.erase)
            if why is not None:
                yield _cannot_be_emptied(table, name, *why)
    for name in dict.fromkeys(_emptied_links(table)):
        if name not in table.columns and not table.info.columns[name].nullable:
            yield _cannot_be_emptied(table, name, *LINK_NOT_NULL)


def _emptied_links(table: BoundTable) -> Iterator[str]:
    """Links and identifiers that are emptied while their row stays."""
    if len(table.parties) > 1:
        for party in table.parties:
            yield from party.columns
    if table.declared.anonymise:
        yield from sorted(table.person_columns)
    for link in table.declared.links:
        if table.declared.anonymise or link.decision in (LinkDecision.DETACH, LinkDecision.SHARED):
            yield link.column


def _refused(info: TableInfo, column: ColumnInfo, erase: Erase) -> tuple[str, str] | None:
    """Why the database would refuse the scrub, and what to do; None when it would not."""
    if erase.kind is EraseKind.ROW:
        return None
    if column.generated:
        return COMPUTED
    if erase.kind is EraseKind.EMPTY:
        return None if column.nullable else NOT_NULL
    if column.kind is not ColumnKind.TEXT:
        return f"holds {SAID[column.kind]}, so `{erase.detail}` cannot be written there", INSTEAD
    if column.length is not None and column.length < len(erase.detail):
        return f"has room for {column.length} characters, which `{erase.detail}` exceeds", "write a shorter text"
    if (column.name,) in info.unique or (column.name,) == info.primary_key:
        return f"may hold each text only once, so `{erase.detail}` could be written into one row only", INSTEAD
    return None


def _may_be_scrubbed(table: BoundTable, column: str) -> bool:
    """Whether the cell can be due in a row that stays: some need of the table does not name it, or rows are
    anonymised.
    """
    if table.declared.anonymise or len(table.parties) > 1:
        return True
    return any(column not in served.columns for served in table.serves)


def _cannot_be_emptied(table: BoundTable, name: str, why: str, help: str) -> Diagnostic:
    bound = table.columns.get(name)
    return _fault(
        "cell-cannot-be-emptied",
        f"column `{name}` of table `{table.name}` {why}, yet it must be scrubbed while its row stays",
        bound.span if bound else table.declared.span,
        f"{_path(table)}.columns.{name}",
        help,
        article="GDPR Art. 17(1)",
    )


def _path(table: BoundTable) -> str:
    return f"systems.{table.system}.tables.{table.name}"


def _fault(
    code: str, message: str, span: Span | None, path: str, help: str, *, article: str | None = None
) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, span, help=help, path=path, article=article)
