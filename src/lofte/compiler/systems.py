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
        inner.name: view.of(_merged(inner, things), f"tables.{inner.name}", inner.span) for inner in view.each("tables")
    }


def _merged(view: View, tables: Mapping[str, Written]) -> Thing:
    """The thing of a table, with the keys of the tables that it is like under its own."""
    fields: dict[str, Written] = dict(view.thing.fields)
    seen, thing = {view.name}, view.thing
    while (like := thing.get("like")) is not None and isinstance(like.value, str):
        other = tables.get(like.value)
        if like.value in seen or other is None or not isinstance(other.value, Thing):
            _like_fault(view, like, like.value, tables)
            break
        seen.add(like.value)
        thing = other.value
        fields = {key: value for key, value in thing.fields.items() if key not in _OWN} | fields
    return Thing(view.thing.shape, fields, view.thing.span)


def _like_fault(view: View, like: Written, name: str, tables: Mapping[str, Written]) -> None:
    """A table that is like itself, or like none: told at the tables that say so, not at those that are like them."""
    if name == view.name:
        help_text = "name a table that has its keys written out"
        view.fault("table-like-itself", f"table `{name}` is like itself", like.span, help=help_text, key="like")
    elif name not in tables and like is view.thing.get("like"):
        near = nearest(name, tables)
        help_text = f"did you mean `{near}`?" if near else "name a table of the same system"
        view.fault("unknown-name", f"unknown table `{name}`", like.span, help=help_text, key="like")


def tables_of(systems: Mapping[str, System]) -> tuple[tuple[System, DeclaredTable], ...]:
    """Every table with its system, in the order written."""
    return tuple((system, table) for system in systems.values() for table in system.tables.values())
