"""Compile where data lie: systems, and what each of their tables is.

In:   the view of a Declaration, the recipients.       Out:  `System` by name.
Never: reads the environment, opens a system, knows a column that is not named here (the graph does).

The idea in one read: a table is its own keys over those of the table that it is `like`; `for` comes from the system
when the table has none. Everything that the tables name is resolved here but tables and columns, which only the
database can tell.
Law:  GDPR Art. 28, 30, 32.
Kept true by: tests/unit/compiler/test_systems.py.
"""

from __future__ import annotations

from collections.abc import Mapping

from lofte.compiler.scope import Kind, nearest
from lofte.compiler.tables import serves, table
from lofte.compiler.view import View
from lofte.declaration.form import Thing, Things, Written
from lofte.model import DeclaredTable, Recipient, System
from lofte.periods import Period

# What of a table is its own and is never taken from the table that it is like.
_OWN = frozenset({"label", "clause", "because", "like"})
_SCHEMES = {
    "sql": ("postgresql", "postgres", "sqlite", "mysql", "mariadb", "mssql", "oracle"),
    "mailbox": ("imap", "imaps", "maildir"),
    "files": ("file",),
    "http": ("http", "https"),
}


def systems(root: View, recipients: Mapping[str, Recipient]) -> dict[str, System]:
    """The systems in the order written."""
    return {view.name: _system(view, recipients) for view in root.each("systems")}


def _system(view: View, recipients: Mapping[str, Recipient]) -> System:
    url = view.string("url")
    run_by = view.one_name("run-by", Kind.RECIPIENT)
    places = view.words("places", _processors_places(recipients.get(run_by or "")), typing=True)
    backups = view.inner("backups")
    default_serves = serves(view, "for")
    return System(
        name=view.name,
        label=view.label(),
        clause=view.clause(),
        kind=view.value_or("is", str, _kind_of(url), typing=True) or "",
        url=url,
        token=view.string("token"),
        run_by=run_by,
        places=places,
        backups_keep=backups.value("keep", Period),
        backups_places=backups.words("places"),
        time_zone=view.string("time-zone"),
        owner=view.one_name("owner", Kind.ROLE),
        due=view.value("due", Period),
        not_personal=view.words("not-personal") or (),
        tables={name: table(inner, default_serves) for name, inner in _tables(view).items()},
        told=view.told,
        span=view.span,
    )


def _processors_places(recipient: Recipient | None) -> tuple[str, ...] | None:
    return recipient.places if recipient else None


def _kind_of(url: str | None) -> str:
    """What an address tells of its system; empty when only the environment can tell."""
    if url is None or url.startswith("env:"):
        return ""
    scheme = url.partition(":")[0].partition("+")[0].lower()
    return next((kind for kind, schemes in _SCHEMES.items() if scheme in schemes), "")


def _tables(view: View) -> dict[str, View]:
    written = view.thing.get("tables")
    if written is None or not isinstance(written.value, Things):
        return {}
    things = written.value.items
    return {
        inner.name: view.of(_merged(inner, things, ()), f"tables.{inner.name}", inner.span)
        for inner in view.each("tables")
    }


def _merged(view: View, tables: Mapping[str, Written], above: tuple[str, ...]) -> Thing:
    """The thing of a table with the keys of the table that it is like under its own."""
    like = view.thing.get("like")
    if like is None or not isinstance(like.value, str):
        return view.thing
    other = tables.get(like.value)
    if other is None or not isinstance(other.value, Thing):
        near = nearest(like.value, tables)
        view.fault(
            "unknown-name",
            f"unknown table `{like.value}`",
            like.span,
            help=f"did you mean `{near}`?" if near else "name a table of the same system",
            key="like",
        )
        return view.thing
    if like.value == view.name or like.value in above:
        view.fault(
            "table-like-itself",
            f"table `{view.name}` is like itself",
            like.span,
            help="name a table that has its keys written out",
            key="like",
        )
        return view.thing
    base = _merged(View(view.scope, other.value, like.value, view.path, view.span, []), tables, (*above, view.name))
    taken = {key: value for key, value in base.fields.items() if key not in _OWN}
    return Thing(view.thing.shape, taken | dict(view.thing.fields), view.thing.span)


def tables_of(systems: Mapping[str, System]) -> tuple[tuple[System, DeclaredTable], ...]:
    """Every table with its system, in the order written."""
    return tuple((system, table) for system in systems.values() for table in system.tables.values())
