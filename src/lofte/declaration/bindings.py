"""Type what ties a declaration to tables: paths, events, persons, meanings by column, ways to scrub, narrowed rows.

In:   a node and where it stands.       Out:  values of `lofte.grammar`, or None when a fault was told.
Never: knows whether a column or a table exists (the graph does).

The idea in one read: each function follows one production of language 5.4 to 5.8. Columns and tables keep their own
spelling, so that anything but an empty part is a column here. What is written as a mapping has no order: it is
sorted.
Law:  GDPR Art. 5(1)(e), 17.
Kept true by: tests/unit/declaration/test_bindings.py.
"""

from __future__ import annotations

import re

from lofte.declaration.at import At
from lofte.declaration.plain import comma_hint, distinct, one_text
from lofte.declaration.yaml import Entry, Fields, Items, Node, Scalar
from lofte.diagnostics import Span
from lofte.grammar import (
    ByColumn,
    ByPath,
    ByRows,
    ColumnPath,
    Combine,
    Erase,
    EraseKind,
    EventBinding,
    InTable,
    KnownBy,
    PersonPath,
    Recorded,
    RowCondition,
    ThroughPath,
)

_COMBINES = {"first": Combine.FIRST, "last": Combine.LAST}
_KEPT = re.compile(r"year|month|domain|first [1-9]\d{0,2}")


def read_path(node: Node, at: At) -> ColumnPath | None:
    """`a.b.c`."""
    text = one_text(node, at, "a column, or a path of columns")
    return None if text is None else _path(text, node.span, at)


def read_column(node: Node, at: At) -> str | None:
    """One column, in its own spelling."""
    return one_text(node, at, "a column")


def read_binding(node: Node, at: At) -> EventBinding | None:
    """When an event happened, for a row."""
    if isinstance(node, Items):
        at.fault("not-a-binding", node.span)
        return None
    if isinstance(node, Scalar):
        if node.text == "recorded":
            return Recorded()
        path = read_path(node, at)
        return ByPath(path) if path else None
    parts = {entry.key: entry for entry in distinct(node, at)}
    conditions = _conditions_of(parts.pop("if", None), at)
    if parts.keys() == {"at"}:
        path = read_path(parts["at"].value, at.inside("at"))
        return ByPath(path, conditions) if path else None
    combine = next((word for word in _COMBINES if word in parts), None)
    if combine is None or parts.keys() != {combine, "in", "same"}:
        at.fault("not-a-binding", node.span)
        return None
    path = read_path(parts[combine].value, at.inside(combine))
    table = one_text(parts["in"].value, at.inside("in"), "a table")
    same = one_text(parts["same"].value, at.inside("same"), "a column")
    return ByRows(_COMBINES[combine], path, table, same, conditions) if path and table and same else None


def read_person(node: Node, at: At) -> PersonPath | None:
    """To whom a row belongs."""
    if isinstance(node, Items) or (isinstance(node, Fields) and not node.entries):
        at.fault("not-a-person", node.span)
        return None
    if isinstance(node, Scalar):
        path = read_path(node, at)
        return ThroughPath(path) if path else None
    parts = {entry.key: entry for entry in distinct(node, at)}
    if parts.keys() == {"in", "same"}:
        table = one_text(parts["in"].value, at.inside("in"), "a table")
        same = one_text(parts["same"].value, at.inside("same"), "a column")
        return InTable(table, same) if table and same else None
    identifiers: list[tuple[str, str]] = []
    for entry in parts.values():
        at.places.setdefault(entry.key, entry.key_span)
        for column in entry.value.items if isinstance(entry.value, Items) else (entry.value,):
            text = one_text(column, at.inside(entry.key), "a column")
            identifiers += [] if text is None else [(entry.key, text)]
    return KnownBy(tuple(sorted(identifiers))) if identifiers else None


def read_by_column(node: Node, at: At, what: str) -> str | ByColumn | None:
    """One meaning, or a meaning for each value of a column."""
    if not isinstance(node, Fields):
        return one_text(node, at, f"{what}, or `{{by: COLUMN, VALUE: {what}}}`")
    parts = {entry.key: entry for entry in distinct(node, at)}
    by, otherwise = parts.pop("by", None), parts.pop("else", None)
    column = one_text(by.value, at.inside("by"), "a column") if by else None
    if column is None or not parts:
        if by is None or column is not None:
            at.fault("not-by-column", node.span)
        return None
    meanings = [(value, _meaning(entry, at, what)) for value, entry in sorted(parts.items())]
    known = tuple((value, meaning) for value, meaning in meanings if meaning is not None)
    return ByColumn(column, known, _meaning(otherwise, at, what) if otherwise else None)


def read_erase(node: Node, at: At) -> Erase | None:
    """How a cell is scrubbed."""
    if isinstance(node, Scalar) and node.text in ("empty", "pseudonym", "row"):
        return Erase(EraseKind(node.text))
    if isinstance(node, Fields) and len(node.entries) == 1:
        entry = node.entries[0]
        if entry.key == "write" and isinstance(entry.value, Scalar):
            return Erase(EraseKind.WRITE, entry.value.text)
        if entry.key == "keep" and isinstance(entry.value, Scalar) and _KEPT.fullmatch(entry.value.text):
            return Erase(EraseKind.KEEP, entry.value.text)
        at.fault("not-an-erasure", entry.span, text=f"{entry.key}: {getattr(entry.value, 'text', '…')}")
    else:
        at.fault("not-an-erasure", node.span, text=getattr(node, "text", "…"))
    return None


def read_rows(node: Node, at: At) -> tuple[RowCondition, ...] | None:
    """`{if: {COLUMN: VALUE}}` beside the name of an activity."""
    if isinstance(node, Fields):
        parts = {entry.key: entry for entry in distinct(node, at)}
        for entry in parts.values():
            if entry.key != "if":
                hint = comma_hint(node, entry) or "`if` is known here: `{if: {COLUMN: VALUE}}`"
                at.fault("unknown-key", entry.key_span, help=hint, key=entry.key, where=f"beside `{at.key}`")
        return _conditions_of(parts.get("if"), at)
    at.fault("wrong-type", node.span, found="no condition", wanted="`{if: …}`", hint="write `{if: {COLUMN: VALUE}}`")
    return None


def _path(text: str, place: Span, at: At) -> ColumnPath | None:
    columns = tuple(text.split("."))
    if not all(column and column == column.strip() for column in columns):
        at.fault("not-a-path", place, text=text)
        return None
    return ColumnPath(columns)


def _conditions_of(entry: Entry | None, at: At) -> tuple[RowCondition, ...]:
    if entry is None:
        return ()
    inside = at.inside("if")
    if not isinstance(entry.value, Fields):
        hint = "write `if: {COLUMN: VALUE}`, a list of values, or `any`"
        inside.fault("wrong-type", entry.value.span, found="no mapping", wanted="a condition on columns", hint=hint)
        return ()
    found = []
    for column in distinct(entry.value, inside):
        items = column.value.items if isinstance(column.value, Items) else (column.value,)
        texts = tuple(
            text for item in items if (text := one_text(item, inside.inside(column.key), "a value")) is not None
        )
        is_any = isinstance(column.value, Scalar) and column.value.plain and column.value.text == "any"
        found.append(RowCondition(column.key, None if is_any else texts))
    return tuple(sorted(found, key=lambda condition: condition.column))


def _meaning(entry: Entry, at: At, what: str) -> str | None:
    text = one_text(entry.value, at.inside(entry.key), what)
    if text is not None:
        at.places.setdefault(text, entry.value.span)
    return text
