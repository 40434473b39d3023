"""Join, negate and shorten questions, so that each says the same with less.

In:   `Predicate`s.       Out:  a `Predicate` that is true of the same rows.
Never: leaves NOT around anything but an atom, or a contradiction, a repeat or a constant in a joined question.

The idea in one read: questions are made by `all_of`, `any_of`, `negate`, `outer` and `reach` and by nothing else; each
keeps the short form by rules that hold for every row. What is said of the row that one starts from is taken out of
`reach`, where an index serves it; a `reach` over no hops vanishes, and with it one level of everything inside. Facts
that nobody has vanish in `simplified`, which needs only their names.
Law:  none of its own.
Kept true by: tests/unit/test_predicate.py (every rule, by truth tables).

>>> from lofte.predicate import Filled
>>> negate(any_of(Filled("a"), Constant(False)))
Not(part=Filled(column='a', but=(), visible=False))
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from lofte.predicate.forms import (
    FALSE,
    TRUE,
    All,
    Any,
    BesideFact,
    Constant,
    Fact,
    FactLater,
    Hop,
    Not,
    Outer,
    Predicate,
    Reach,
    SameRow,
)


def all_of(*parts: Predicate) -> Predicate:
    """The conjunction, flattened, without repeats and constants."""
    return _joined(All, FALSE, TRUE, parts)


def any_of(*parts: Predicate) -> Predicate:
    """The disjunction, flattened, without repeats and constants."""
    return _joined(Any, TRUE, FALSE, parts)


def negate(predicate: Predicate) -> Predicate:
    """The opposite, with the negation pushed down to the atoms."""
    match predicate:
        case Constant(value):
            return Constant(not value)
        case All(parts):
            return predicate.opposite(lambda: any_of(*map(negate, parts)))
        case Any(parts):
            return predicate.opposite(lambda: all_of(*map(negate, parts)))
        case Not(part):
            return part
        case Outer(levels, inner):
            return outer(levels, negate(inner))
        case _:
            return Not(predicate)


def outer(levels: int, inner: Predicate) -> Predicate:
    """`inner` said of the row `levels` out; constants stay what they are."""
    match inner:
        case Constant():
            return inner
        case All(parts):
            return all_of(*(outer(levels, part) for part in parts))
        case Any(parts):
            return any_of(*(outer(levels, part) for part in parts))
        case _:
            return Outer(levels, inner)


def reach(hops: tuple[Hop, ...], inner: Predicate) -> Predicate:
    """Some row at the end of `hops` satisfies `inner`; nothing satisfies what is false."""
    if inner == FALSE:
        return FALSE
    if not hops:
        return _without_level(inner, 0)
    # What is said of the row that one starts from is said there: a database can then use its index.
    parts = inner.parts if isinstance(inner, All) else (inner,)
    own = [(part, said) for part in parts if (said := _of_the_start(part)) is not None]
    if not own:
        return Reach(hops, inner)
    rest = all_of(*(part for part in parts if all(part != moved for moved, _ in own)))
    return all_of(*(said for _, said in own), reach(hops, rest))


def simplified(predicate: Predicate, empty: Callable[[str], bool]) -> Predicate:
    """The same question when the facts for which `empty` answers yes have no members."""

    seen: dict[Predicate, Predicate] = {}

    def walk(part: Predicate) -> Predicate:
        if part not in seen:
            seen[part] = afresh(part)
        return seen[part]

    def afresh(part: Predicate) -> Predicate:
        match part:
            case Fact(name=name, inner=inner):
                return FALSE if empty(name) or (kept := walk(inner)) == FALSE else replace(part, inner=kept)
            case All(parts):
                return all_of(*map(walk, parts))
            case Any(parts):
                return any_of(*map(walk, parts))
            case Not(inner):
                return negate(walk(inner))
            case Outer(levels, inner):
                return outer(levels, walk(inner))
            case Reach(hops, inner):
                return reach(hops, walk(inner))
            case _:
                return part

    return walk(predicate)


def facts_named(predicate: Predicate) -> frozenset[str]:
    """The names of the facts that the question depends on."""
    match predicate:
        case Fact(name=name, inner=inner):
            return facts_named(inner) | {name}
        case All(parts) | Any(parts):
            return frozenset().union(*map(facts_named, parts))
        case Not(inner) | Outer(_, inner) | Reach(_, inner):
            return facts_named(inner)
        case _:
            return frozenset()


def _joined(form: type[All | Any], absorbing: Constant, neutral: Constant, parts: tuple[Predicate, ...]) -> Predicate:
    flat: dict[Predicate, None] = {}
    for part in parts:
        for single in part.parts if isinstance(part, form) else (part,):
            if single == absorbing:
                return absorbing
            if single != neutral:
                flat.setdefault(single)
    # Of a question and its opposite one is a `Not`, or says so further in: the others need no look.
    if any(negate(single) in flat for single in flat if isinstance(single, Not | Outer)):
        return absorbing
    dual = All if form is Any else Any
    flat = _without_the_decided(flat, form, dual)
    kept = _resolved([part for part in flat if not _absorbed(part, flat, dual)], form, dual)
    if not kept:
        return neutral
    return kept[0] if len(kept) == 1 else form(tuple(kept))


def _without_the_decided(
    flat: dict[Predicate, None], form: type[All | Any], dual: type[All | Any]
) -> dict[Predicate, None]:
    """`a and (not a or b)` is `a and b`, and so with *and* and *or* exchanged."""
    if not any(isinstance(part, dual) for part in flat):
        return flat
    opposites = {negate(single) for single in flat if isinstance(single, Not | Outer)}

    def is_decided(one: Predicate) -> bool:
        return one in opposites or (isinstance(one, Not | Outer) and negate(one) in flat)

    found: dict[Predicate, None] = {}
    shorter = False
    for part in flat:
        if isinstance(part, dual) and any(map(is_decided, part.parts)):
            shorter = True
            found.setdefault(_join(dual, *(one for one in part.parts if not is_decided(one))))
        else:
            found.setdefault(part)
    if not shorter:
        return flat
    again = _join(form, *found)
    return dict.fromkeys(again.parts if isinstance(again, form) else (again,))


def _join(form: type[All | Any], *parts: Predicate) -> Predicate:
    return all_of(*parts) if form is All else any_of(*parts)


def _absorbed(part: Predicate, flat: dict[Predicate, None], dual: type[All | Any]) -> bool:
    """`a or (a and b)` is `a`; `a and (a or b)` is `a`."""
    return isinstance(part, dual) and any(single in flat for single in part.parts)


def _of_the_start(predicate: Predicate) -> Predicate | None:
    """What `predicate` says at the start of a `Reach`, when it speaks of nothing but the start."""
    match predicate:
        case Outer(1, inner) if _is_closed(inner, 0):
            return inner
        case All(parts) | Any(parts):
            said = [_of_the_start(part) for part in parts]
            known = [part for part in said if part is not None]
            if len(known) != len(parts):
                return None
            return all_of(*known) if isinstance(predicate, All) else any_of(*known)
        case _:
            return None


def _is_closed(predicate: Predicate, depth: int) -> bool:
    """Whether it speaks of nothing further out than the row that it is said of."""
    match predicate:
        case All(parts) | Any(parts):
            return all(_is_closed(part, depth) for part in parts)
        case Not(inner):
            return _is_closed(inner, depth)
        case Outer(levels, inner):
            return levels <= depth and _is_closed(inner, depth + 1)
        case Reach(_, inner):
            return _is_closed(inner, depth + 1)
        case Fact(_, row, _, inner):
            return (row or 0) <= depth and _is_closed(inner, depth + 1)
        case SameRow(level) | BesideFact(level=level) | FactLater(level=level):
            return level <= depth
        case _:
            return True


def _resolved(parts: list[Predicate], form: type[All | Any], dual: type[All | Any]) -> list[Predicate]:
    """`(a and b) or (not a and b)` is `b`, and so with *and* and *or* exchanged."""
    said = {part for one in parts for part in (one.parts if isinstance(one, dual) else (one,))}
    if not any(negate(part) in said for part in said if isinstance(part, Not | Outer)):
        return parts
    for at, one in enumerate(parts):
        for other in parts[at + 1 :]:
            ours = one.parts if isinstance(one, dual) else (one,)
            theirs = other.parts if isinstance(other, dual) else (other,)
            odd = [part for part in ours if part not in theirs] if len(ours) == len(theirs) else []
            if len(odd) == 1 and negate(odd[0]) in theirs:
                rest = [part for part in ours if part != odd[0]]
                merged = all_of(*rest) if dual is All else any_of(*rest)
                left = [part for part in parts if part not in (one, other)]
                again = all_of(merged, *left) if form is All else any_of(merged, *left)
                return list(again.parts) if isinstance(again, form) else [again]
    return parts


def _without_level(predicate: Predicate, depth: int) -> Predicate:
    """`predicate` without the context `depth` levels out, which was the row one level further out itself."""

    def nearer(level: int) -> int:
        return level - 1 if level > depth else level

    match predicate:
        case All(parts):
            return all_of(*(_without_level(part, depth) for part in parts))
        case Any(parts):
            return any_of(*(_without_level(part, depth) for part in parts))
        case Not(part):
            return negate(_without_level(part, depth))
        case Outer(levels, inner):
            spoken = _without_level(inner, depth + 1)
            return outer(nearer(levels), spoken) if nearer(levels) else _without_level(spoken, 0)
        case Reach(hops, inner):
            return Reach(hops, _without_level(inner, depth + 1))
        case Fact(_, row, _, inner):
            return replace(predicate, row=None if row is None else nearer(row), inner=_without_level(inner, depth + 1))
        case BesideFact(level=level) | FactLater(level=level):
            return replace(predicate, level=nearer(level))
        case SameRow(levels):
            return SameRow(nearer(levels)) if nearer(levels) else TRUE
        case _:
            return predicate
