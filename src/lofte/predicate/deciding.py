"""Take a question apart: into the parts that a database answers, and into a form that says what is shared once.

In:   `Predicate`s.       Out:  their atoms; the truth of a question from those of its atoms; a shorter form.
Never: changes of which rows a question is true.

The idea in one read: the questions about one table's rows (does the row go, is this cell due, and that one) are made
of few different atoms, each repeated many times. A database is asked each atom once for a row, and the questions are
decided here. Where a question must stand in a statement, what several of its parts share is taken out of them.
Law:  none of its own.
Kept true by: tests/unit/test_predicate_deciding.py.

>>> from lofte.predicate import Filled, all_of, any_of, show
>>> a, b, c = Filled("a"), Filled("b"), Filled("c")
>>> print(show(factored(any_of(all_of(a, b), all_of(a, c)))))
(a is filled and (b is filled or c is filled))
>>> sorted(show(atom) for atom in atoms_of(any_of(all_of(a, b), all_of(a, c))))
['a is filled', 'b is filled', 'c is filled']
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from lofte.predicate.forms import All, Any, Constant, Fact, Not, Outer, Predicate, Reach
from lofte.predicate.making import all_of, any_of


def atoms_of(predicate: Predicate) -> frozenset[Predicate]:
    """What the question is joined from, constants left out."""
    match predicate:
        case Constant():
            return frozenset()
        case All(parts) | Any(parts):
            return frozenset().union(*map(atoms_of, parts))
        case Not(part):
            return atoms_of(part)
        case _:
            return frozenset({predicate})


def decided(predicate: Predicate, truths: Mapping[Predicate, bool]) -> bool:
    """Whether the question is true, from the truth of each of its atoms."""
    match predicate:
        case Constant(value):
            return value
        case All(parts):
            return all(decided(part, truths) for part in parts)
        case Any(parts):
            return any(decided(part, truths) for part in parts)
        case Not(part):
            return not decided(part, truths)
        case _:
            return truths[predicate]


def factored(predicate: Predicate) -> Predicate:
    """The same question: `(a and b) or (a and c)` becomes `a and (b or c)`, and so with *and* and *or* exchanged."""
    match predicate:
        case All(parts):
            return _taken_out(all_of(*map(factored, parts)))
        case Any(parts):
            return _taken_out(any_of(*map(factored, parts)))
        case Not(part):
            return Not(factored(part))
        case Outer(levels, inner):
            return Outer(levels, factored(inner))
        case Reach(hops, inner):
            return Reach(hops, factored(inner))
        case Fact(inner=inner):
            return replace(predicate, inner=factored(inner))
        case _:
            return predicate


def _taken_out(predicate: Predicate) -> Predicate:
    if not isinstance(predicate, All | Any):
        return predicate
    dual = Any if isinstance(predicate, All) else All
    joined = [part for part in predicate.parts if isinstance(part, dual)]
    shared, times = next(iter(Counter(one for part in joined for one in part.parts).most_common(1)), (None, 0))
    if shared is None or times < 2:
        return predicate
    those = [part for part in joined if shared in part.parts]
    join, rejoin = (all_of, any_of) if isinstance(predicate, All) else (any_of, all_of)
    rests = (rejoin(*(one for one in part.parts if one != shared)) for part in those)
    together = rejoin(shared, _taken_out(join(*rests)))
    return _taken_out(join(*(part for part in predicate.parts if part not in those), together))
