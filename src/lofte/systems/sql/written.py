"""Conditions in pieces: words that stand as they are, tables, and expressions of the library between them.

In:   expressions, tables, other such conditions.       Out:  one expression that the library compiles.
Never: a value or a name among the words.

The idea in one read: a question about a row is mostly EXISTS, AND and OR, many levels deep, and the library takes
ten times as long to build and walk these as to write them down. So they are written down, and only what depends on
the database (a column, a value, a comparison of times) is left to the library.
Law:  none.
Kept true by: tests/conformance/test_compile.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

Condition = ColumnElement[bool]
Piece = str | FromClause | ColumnElement[Any]


class Written(ColumnElement[bool]):
    """A condition in pieces: words as they stand, tables to name after FROM, expressions to put in brackets."""

    inherit_cache = False
    depth: int
    type = sa.Boolean()

    def __init__(self, *pieces: Piece) -> None:
        self.pieces: list[Piece] = []
        self.depth = 1 + max((piece.depth for piece in pieces if isinstance(piece, Written)), default=0)
        for piece in pieces:
            self.pieces += piece.pieces if isinstance(piece, Written) else [piece]


@compiles(Written)
def _write(written: Written, compiler: SQLCompiler, **options: Any) -> str:
    said = []
    for piece in written.pieces:
        match piece:
            case str():
                said.append(piece)
            case FromClause():
                said.append(compiler.process(piece, **{**options, "asfrom": True}))
            case _:
                said.append(f"({compiler.process(piece, **options)})")
    return "".join(said)


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of a table by name: a table far in has many, and few of them are asked."""

    source: FromClause

    def __getitem__(self, name: str) -> ColumnElement[Any]:
        return sa.column(name, _selectable=self.source)


def every(conditions: Sequence[Condition]) -> Condition:
    """All of the conditions."""
    if any(isinstance(one, sa.False_) for one in conditions):
        return sa.false()
    left = [one for one in conditions if not isinstance(one, sa.True_)]
    return _joined(" AND ", left) if left else sa.true()


def some(conditions: Sequence[Condition]) -> Condition:
    """Any of the conditions."""
    if any(isinstance(one, sa.True_) for one in conditions):
        return sa.true()
    left = [one for one in conditions if not isinstance(one, sa.False_)]
    return _joined(" OR ", left) if left else sa.false()


def opposite(condition: Condition) -> Condition:
    """NOT of a condition, which is true or false and never NULL."""
    match condition:
        case sa.True_():
            return sa.false()
        case sa.False_():
            return sa.true()
        case _:
            return Written("NOT (", condition, ")")


def exists(sources: Sequence[FromClause], tests: Sequence[Condition]) -> Condition:
    """Some rows of the sources pass the tests. What is further out is named by its alias."""
    where = every(tests)
    if isinstance(where, sa.False_):
        return where
    tables: list[Piece] = [sources[0]]
    for source in sources[1:]:
        tables += [", ", source]
    return Written("EXISTS (SELECT 1 FROM ", *tables, " WHERE ", where, ")")


def _joined(word: str, conditions: Sequence[Condition]) -> Condition:
    if len(conditions) == 1:
        return conditions[0]
    # SQLite's parser holds what stands before a bracket until the bracket closes, and holds a hundred things at most:
    # so the deepest bracket comes first.
    first, *rest = sorted(conditions, key=_depth, reverse=True)
    pieces: list[Piece] = [first]
    for condition in rest:
        pieces += [word, condition]
    return Written("(", *pieces, ")")


def _depth(condition: Condition) -> int:
    return condition.depth if isinstance(condition, Written) else 0
