"""What a question asks of people and rows, and how it is asked before they are known.

In:   a `Predicate`.       Out:  a looser one; the places of the identifiers, and the rows, of which it asks facts.
Never: asks a database.

The idea in one read: a sweep first asks for every row of which a question may be true, by facts that make it true
and that are few (who has withdrawn), and lets all others pass. Then it learns of the people and the rows in question,
which stand at the places that are listed here.
Law:  none.
Kept true by: tests/conformance/test_compile.py.
"""

from __future__ import annotations

from lofte.predicate import (
    FALSE,
    All,
    Constant,
    Fact,
    Hop,
    Not,
    Outer,
    Predicate,
    Reach,
    all_of,
    any_of,
    negate,
    reach,
)
from lofte.predicate import (
    Any as AnyOf,
)


def loosened(predicate: Predicate, *, more: bool = True) -> Predicate:
    """A predicate true of at least (`more`) or at most the same rows, which names only facts that make it true."""
    match predicate:
        case All(parts):
            return all_of(*(loosened(part, more=more) for part in parts))
        case AnyOf(parts):
            return any_of(*(loosened(part, more=more) for part in parts))
        case Not(part):
            return negate(loosened(part, more=not more))
        case Outer(levels, inner):
            loose = loosened(inner, more=more)
            return loose if isinstance(loose, Constant) else Outer(levels, loose)
        case Reach(hops, inner):
            return reach(hops, loosened(inner, more=more))
        case Fact():
            return Fact(predicate.name, predicate.row, predicate.person) if more else FALSE
        case _:
            return predicate


Place = tuple[tuple[Hop, ...], str, str]
"""Hops from the first table, a column, and the data category of its identifiers."""


def people_asked_of(predicate: Predicate) -> frozenset[tuple[tuple[Hop, ...], str, str]]:
    """From where to where: every column of identifiers that the predicate asks facts of."""
    return frozenset(
        (path, fact.person.column, fact.person.kind) for path, fact, _ in _facts(predicate) if fact.person is not None
    )


def rows_asked_of(predicate: Predicate) -> frozenset[tuple[Hop, ...]]:
    """Hops to every table of whose rows the predicate asks facts."""
    return frozenset(of for _, fact, of in _facts(predicate) if fact.row is not None)


def _facts(predicate: Predicate) -> list[tuple[tuple[Hop, ...], Fact, tuple[Hop, ...]]]:
    found: list[tuple[tuple[Hop, ...], Fact, tuple[Hop, ...]]] = []

    def walk(part: Predicate, stack: tuple[tuple[Hop, ...], ...]) -> None:
        match part:
            case All(parts) | AnyOf(parts):
                for one in parts:
                    walk(one, stack)
            case Not(inner):
                walk(inner, stack)
            case Reach(hops, inner):
                walk(inner, (*stack, stack[-1] + hops))
            case Outer(levels, inner):
                walk(inner, (*stack, stack[-1 - levels]))
            case Fact(_, row, _, inner):
                found.append((stack[-1], part, stack[-1 - row] if row is not None else ()))
                walk(inner, (*stack, ()))
            case _:
                pass

    walk(predicate, ((),))
    return found
