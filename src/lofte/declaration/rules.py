"""Type how long data are kept: rules of retention, their ceilings and events, and the condition of a basis.

In:   a node and where it stands.       Out:  a `Rule`, a `When`, or None when a fault was told.
Never: resolves an event; judges a rule (`at most 2 years` without a start is a finding of law).

The idea in one read: each function follows one production of language 5.3, in its order. Where an event or a period
stands inside a rule is kept in `at.places` by its own text, since a rule has no room for it; a ceiling carries its
place. An honest word inside a grammar makes the whole value silent and is kept in `at.heard`.
Law:  GDPR Art. 5(1)(e).
Kept true by: tests/unit/declaration/test_rules.py.
"""

from __future__ import annotations

from lofte.declaration.at import At, listed
from lofte.declaration.plain import (
    comma_hint,
    distinct,
    honest,
    is_event,
    one_text,
    period,
    read_period,
    read_text,
)
from lofte.declaration.yaml import Entry, Fields, Items, Node, Scalar
from lofte.diagnostics import Span
from lofte.grammar import AtMost, ByStatute, Ceiling, Combine, Combined, Criterion, Rule, Until, When

_COMBINES = {"first": Combine.FIRST, "last": Combine.LAST}
_HEADS = ("until", "plus", "statute", "criterion", "at-most", "first", "last")
# What may stand beside each head, in the order in which a head is looked for.
_BESIDE = {
    "first": {"first"},
    "last": {"last"},
    "statute": {"statute", "at-most"},
    "criterion": {"criterion", "review", "at-most"},
    "until": {"until", "plus", "at-most"},
    "plus": {"plus", "at-most"},
    "at-most": {"at-most"},
}
_RULE_HINT = "write `{until: EVENT, plus: PERIOD}`, or `{at-most: PERIOD after EVENT}`"


def read_rule(node: Node, at: At) -> Rule | None:
    """How long; a list without `first` or `last` is a text that contradicts itself."""
    if isinstance(node, Items):
        return _combined(node, None, at)
    if isinstance(node, Scalar):
        at.fault("not-a-rule", node.span, why="a rule says until when", hint=_RULE_HINT)
        return None
    if not node.entries:
        at.fault("value-missing", node.span, wanted="a rule")
        return None
    parts = {entry.key: entry for entry in distinct(node, at)}
    head = next((head for head in _BESIDE if head in parts), None)
    _unknown_parts(node, parts, head, at)
    match head:
        case None:
            return None
        case "first" | "last":
            return _combined(parts[head].value, _COMBINES[head], at.inside(head))
        case "statute":
            statute = _told_text(parts[head], at, "the key of a statute")
            return ByStatute(statute, _ceilings(parts, at)) if statute else None
        case "criterion":
            return _criterion(parts, at)
        case "until" | "plus":
            return _until(parts, at)
        case _:
            ceilings = _ceilings(parts, at)
            return AtMost(ceilings) if ceilings else None


def read_when(node: Node, at: At, places: dict[str, Span]) -> When | None:
    """`EVENT` or `not EVENT`."""
    text = one_text(node, at, "an event, or `not` and an event")
    if text is None:
        return None
    negated = text.startswith("not ")
    event = text.removeprefix("not ").strip()
    if not is_event(event):
        at.fault("not-a-condition", node.span, text=text)
        return None
    start = node.span.column + len(text) - len(event)
    places[event] = Span(node.span.file, node.span.line, start, node.span.end_line, node.span.end_column)
    return When(event, negated)


def read_event(node: Node, at: At) -> str | None:
    """The name of an event."""
    text = _told(node, at, "an event")
    if text is None:
        return None
    if not is_event(text):
        at.fault("not-an-event", node.span, text=text)
        return None
    at.places.setdefault(text, node.span)
    return text


def _combined(node: Node, combine: Combine | None, at: At) -> Combined | None:
    if not isinstance(node, Items) or len(node.items) < (1 if combine is None else 2):
        hint = "write `first` or `last` and a list of two rules or more"
        at.fault("not-a-rule", node.span, why="there are not several to combine", hint=hint)
        return None
    rules = [read_rule(item, at) for item in node.items if not _hears(item, at)]
    return Combined(tuple(rule for rule in rules if rule is not None), combine)


def _unknown_parts(node: Fields, parts: dict[str, Entry], head: str | None, at: At) -> None:
    for entry in parts.values():
        if head is None or entry.key not in {*_HEADS, "review"}:
            known = listed(tuple(sorted(_BESIDE.get(head or "", set(_HEADS)))))
            hint = comma_hint(node, entry) or f"known here: {known}"
            at.fault("unknown-key", entry.key_span, help=hint, key=entry.key, where=f"in a rule of {at.thing}")
        elif entry.key not in _BESIDE[head]:
            beside = listed(tuple(sorted(_BESIDE[head])))
            hint = f"beside `{head}` may stand {beside}; combine two rules with `first` or `last`"
            at.fault("not-a-rule", entry.key_span, why=f"`{entry.key}` stands beside `{head}`", hint=hint)


def _until(parts: dict[str, Entry], at: At) -> Until | None:
    events, combine = _events(parts["until"].value, at) if "until" in parts else ((), Combine.FIRST)
    plus = None
    if "plus" in parts and not _hears(parts["plus"].value, at):
        plus = read_period(parts["plus"].value, at.inside("plus"))
        if plus is not None:
            at.places.setdefault(str(plus), parts["plus"].value.span)
    if not events and plus is None:
        return None
    return Until(events, combine, plus, _ceilings(parts, at))


def _events(node: Node, at: At) -> tuple[tuple[str, ...], Combine]:
    if _hears(node, at):
        return (), Combine.FIRST
    if isinstance(node, Fields) and len(node.entries) == 1 and node.entries[0].key in _COMBINES:
        several, combine = node.entries[0].value, _COMBINES[node.entries[0].key]
        items = several.items if isinstance(several, Items) else (several,)
        return tuple(event for item in items if (event := read_event(item, at)) is not None), combine
    if not isinstance(node, Scalar):
        hint = "write `until: EVENT`, `until: {first: [EVENT, EVENT]}` or `until: {last: [EVENT, EVENT]}`"
        at.fault("not-a-rule", node.span, why="several events need `first` or `last`", hint=hint)
        return (), Combine.FIRST
    event = read_event(node, at)
    return ((event,) if event else ()), Combine.FIRST


def _criterion(parts: dict[str, Entry], at: At) -> Criterion | None:
    if _hears(parts["criterion"].value, at):
        return None
    text = read_text(parts["criterion"].value, at.inside("criterion"))
    review = None
    if "review" in parts and not _hears(parts["review"].value, at):
        review = read_period(parts["review"].value, at.inside("review"))
    return Criterion(text, review, _ceilings(parts, at)) if text else None


def _ceilings(parts: dict[str, Entry], at: At) -> tuple[Ceiling, ...]:
    if "at-most" not in parts:
        return ()
    node = parts["at-most"].value
    found = [_ceiling(item, at) for item in (node.items if isinstance(node, Items) else (node,))]
    return tuple(ceiling for ceiling in found if ceiling is not None)


def _ceiling(node: Node, at: At) -> Ceiling | None:
    text = _told(node, at.inside("at-most") if honest(node) is None else at, "`PERIOD after EVENT`")
    if text is None:
        return None
    length, _, event = text.partition(" after ")
    found = period(length.strip())
    if found is None or (event and not is_event(event)) or (not event and " after" in text):
        at.fault("not-a-ceiling", node.span, text=text)
        return None
    at.places.setdefault(str(found), node.span)
    if event:
        at.places.setdefault(event, node.span)
    return Ceiling(found, event or None, node.span)


def _told_text(entry: Entry, at: At, wanted: str) -> str | None:
    return None if _hears(entry.value, at) else one_text(entry.value, at.inside(entry.key), wanted)


def _told(node: Node, at: At, wanted: str) -> str | None:
    return None if _hears(node, at) else one_text(node, at, wanted)


def _hears(node: Node, at: At) -> bool:
    """An honest word inside a grammar: the whole value is silent then."""
    silence = honest(node)
    if silence is not None:
        at.heard.append(silence)
    return silence is not None
