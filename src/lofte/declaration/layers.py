"""Lay a decision over what was published, and join the files of one folder.

In:   root things as read.       Out:  one root thing, each value with its origin; the faults.
Never: hides a published value (it stays as `replaced`), mixes two lists or two choices.

The idea in one read: mappings are joined key by key to any depth; all else is replaced whole. What was missing or
silent is filled freely; what stood there is replaced only beside a reason in the same thing or one around it, which
the reader has already put on every value. Texts are mappings too: a language that is added fills, and beside the same
word of a choice the languages that a decision does not write stay, since a translation changes no meaning.
Law:  GDPR Art. 5(2), 24.
Kept true by: tests/unit/declaration/test_layers.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from lofte.declaration.at import proposed
from lofte.declaration.faults import fault
from lofte.declaration.form import (
    Choice,
    Choices,
    Named,
    Names,
    Origin,
    Silence,
    Thing,
    Things,
    Value,
    Written,
)
from lofte.diagnostics import Diagnostic, Related, Span
from lofte.grammar import Text

_Detailed = TypeVar("_Detailed", Named, Choice)

# What a file says of itself: it takes the place of what the file below says, and decides nothing.
_OF_THE_FILE = {("declaration", key) for key in ("lofte", "extends", "decided")}


@dataclass(frozen=True, slots=True)
class _Where:
    """The key that is joined, the thing that has it, its dotted path."""

    key: str
    name: str
    path: str
    faults: list[Diagnostic]

    def inside(self, key: str) -> _Where:
        return _Where(key, self.key or self.name, f"{self.path}.{key}" if self.path else key, self.faults)


def laid_over(upper: Thing, lower: Thing, faults: list[Diagnostic]) -> Thing:
    """`upper` as decisions over `lower`."""
    return _joined_thing(upper, lower, _Where("", "", "", faults))


def standing_alone(root: Thing, faults: list[Diagnostic]) -> Thing:
    """A declaration under no other: it has nothing to remove."""
    where = _Where("", "", "", faults)
    fields = {key: _without_removals(written, where.inside(key), extends=False) for key, written in root.fields.items()}
    return replace(root, fields=fields)


def united(roots: Iterable[Thing], faults: list[Diagnostic]) -> Thing:
    """The files of one folder: sections are united, a thing is written whole in one file."""
    first, *others = roots
    fields = dict(first.fields)
    for root in others:
        for key, written in root.fields.items():
            before = fields.get(key)
            if before is None:
                fields[key] = written
            elif isinstance(before.value, Things) and isinstance(written.value, Things):
                fields[key] = replace(before, value=_united_section(key, before.value, written.value, faults))
            elif key != "lofte":
                faults.append(_twice(f"`{key}`", key, before.span, written.span))
    return replace(first, fields=fields)


def _united_section(section: str, before: Things, after: Things, faults: list[Diagnostic]) -> Things:
    for name in after.items.keys() & before.items.keys():
        path = f"{section}.{name}"
        faults.append(_twice(f"`{name}` of `{section}`", path, before.name_spans[name], after.name_spans[name]))
    return Things({**after.items, **before.items}, {**after.name_spans, **before.name_spans})


def _twice(what: str, path: str, first: Span, second: Span) -> Diagnostic:
    related = (Related("first written here", first),)
    code = "extends-twice" if what == "`extends`" else "written-in-two-files"
    return fault(code, second, related=related, path=path, what=what)


def _joined(upper: Written, lower: Written, where: _Where) -> Written:
    if isinstance(upper.value, Thing) and "removed" in upper.value.fields:
        _check_alone(upper.value, where)
        return _taken_away(upper, lower, Silence.UNSTATED)
    if lower.silence is not None or lower.value is None:
        return _without_removals(_decided(upper), where, extends=True)
    if upper.value is None and upper.silence is None:
        return lower
    if upper.silence is None:
        match upper.value, lower.value:
            case Thing() as over, Thing() as under:
                joined = _joined_thing(over, under, where)
                return replace(lower, value=joined, because=upper.because or lower.because)
            case Things() as over, Things() as under:
                return replace(lower, value=_joined_things(over, under, where))
            case Text() as over, Text() as under:
                return _joined_text(upper, lower, _with_languages(over, under), where)
            case Choices() as over, Choices() as under:
                return _joined_text(upper, lower, _with_texts(over, under), where)
            case _:
                pass
    return lower if (upper.value, upper.silence) == (lower.value, lower.silence) else _replaced(upper, lower, where)


def _joined_thing(upper: Thing, lower: Thing, where: _Where) -> Thing:
    fields = dict(lower.fields)
    for key, written in upper.fields.items():
        before = lower.fields.get(key)
        inside = where.inside(key)
        if before is None:
            fields[key] = _without_removals(_decided(written), inside, extends=True)
        elif (upper.shape, key) in _OF_THE_FILE or (key == "because" and upper.shape != "acceptance"):
            fields[key] = _decided(written)
        else:
            fields[key] = _joined(written, before, inside)
    return replace(lower, fields=fields)


def _joined_things(upper: Things, lower: Things, where: _Where) -> Things:
    items, spans, removed = dict(lower.items), dict(lower.name_spans), dict(lower.removed)
    for name, written in upper.items.items():
        inside = where.inside(name)
        before = lower.items.get(name)
        if isinstance(written.value, Thing) and "removed" in written.value.fields:
            _check_alone(written.value, inside)
            if before is None:
                where.faults.append(_removes_nothing(written, inside, lower))
            else:
                del items[name], spans[name]
                removed[name] = _taken_away(written, before, None)
        elif before is None:
            items[name] = _without_removals(_decided(written), inside, extends=True)
            spans[name] = upper.name_spans[name]
        else:
            items[name] = _joined(written, before, inside)
    return Things(items, spans, removed)


def _joined_text(upper: Written, lower: Written, value: Text | Choices, where: _Where) -> Written:
    """What only adds languages decides nothing; anything else replaces, and keeps languages it does not write."""
    if value == lower.value:
        return lower
    if _only_adds(value, lower.value):
        return replace(lower, value=value)
    return _replaced(replace(upper, value=value), lower, where)


def _with_languages(over: Text, under: Text) -> Text:
    return Text(tuple(sorted({**dict(under.by_language), **dict(over.by_language)}.items())))


def _with_texts(over: Choices, under: Choices) -> Choices:
    """`over`, where one and the same word has the languages of both."""
    if len(over.items) != 1 or len(under.items) != 1 or over.listed or over.items[0].word != under.items[0].word:
        return over
    choice, before = over.items[0], under.items[0]
    if choice.detail is None or before.detail is None:
        return over
    detail = _detail_with_texts(choice.detail, before.detail)
    return replace(over, items=(replace(choice, detail=detail),))


def _detail_with_texts(over: Written, under: Written) -> Written:
    match over.value, under.value:
        case Text() as text, Text() as before:
            return replace(over, value=_with_languages(text, before))
        case Thing(shape="interest") as thing, Thing(shape="interest") as before_thing:
            interest, published = thing.get("interest"), before_thing.get("interest")
            if interest is None or published is None:
                return over
            fields = {**thing.fields, "interest": _detail_with_texts(interest, published)}
            return replace(over, value=replace(thing, fields=fields))
        case _:
            return over


def _only_adds(joined: Text | Choices, before: Value | None) -> bool:
    if isinstance(joined, Text) and isinstance(before, Text):
        return set(before.by_language) <= set(joined.by_language)
    if not isinstance(joined, Choices) or not isinstance(before, Choices):
        return False
    if len(joined.items) != 1 or len(before.items) != 1 or joined.listed != before.listed:
        return False
    now, then = joined.items[0], before.items[0]
    if (now.word, now.when) != (then.word, then.when) or now.detail is None:
        return False
    if then.detail is None:
        return isinstance(now.detail.value, Text)
    texts = now.detail.value, then.detail.value
    return isinstance(texts[0], Text) and isinstance(texts[1], Text) and _only_adds(texts[0], texts[1])


def _replaced(upper: Written, lower: Written, where: _Where) -> Written:
    if upper.because is None:
        related = (Related("published here", lower.span),)
        where.faults.append(
            fault(
                "override-without-reason",
                upper.span,
                article="GDPR Art. 5(2)",
                related=related,
                path=where.path,
                key=where.key,
                name=where.name,
            )
        )
    return replace(_decided(upper), replaced=lower)


def _taken_away(upper: Written, lower: Written, silence: Silence | None) -> Written:
    assert isinstance(upper.value, Thing), "only a thing is removed"
    reason = upper.value.fields["removed"].value
    because = reason.any() if isinstance(reason, Text) else None
    return Written(None, upper.span, Origin.DECIDED, silence, because, lower)


def _check_alone(thing: Thing, where: _Where) -> None:
    if len(thing.fields) > 1:
        where.faults.append(fault("removed-not-alone", thing.span, path=where.path, what=f"`{where.key}`"))


def _removes_nothing(written: Written, where: _Where, lower: Things | None) -> Diagnostic:
    nearest = proposed(where.key, lower.items.keys())[0] if lower else None
    hint = f", or did you mean `{nearest}`?" if nearest else ""
    return fault("removed-nothing", written.span, path=where.path, what=f"`{where.key}`", hint=hint)


def _without_removals(written: Written, where: _Where, *, extends: bool) -> Written:
    """What is new, without the things in it that it says to remove: there is nothing under them."""
    match written.value:
        case Thing(fields=fields) as thing:
            kept = {key: _without_removals(value, where.inside(key), extends=extends) for key, value in fields.items()}
            if kept.pop("removed", None) is not None:
                where.faults.append(_removed_in_vain(written, where, extends=extends))
            return replace(written, value=replace(thing, fields=kept))
        case Things(items=items) as things:
            kept = {}
            for name, value in items.items():
                inside = where.inside(name)
                if isinstance(value.value, Thing) and "removed" in value.value.fields:
                    where.faults.append(_removed_in_vain(value, inside, extends=extends))
                else:
                    kept[name] = _without_removals(value, inside, extends=extends)
            spans = {name: things.name_spans[name] for name in kept}
            return replace(written, value=Things(kept, spans))
        case _:
            return written


def _removed_in_vain(written: Written, where: _Where, *, extends: bool) -> Diagnostic:
    if extends:
        return _removes_nothing(written, where, None)
    return fault("removed-without-extends", written.span, path=where.path, what=f"`{where.key}`")


def _decided(written: Written) -> Written:
    return replace(written, origin=Origin.DECIDED, value=_deep(written.value))


def _deep(value: Value | None) -> Value | None:
    """The value, all that is written in it decided."""
    match value:
        case Thing(fields=fields):
            return replace(value, fields={key: _decided(written) for key, written in fields.items()})
        case Things(items=items):
            return replace(value, items={name: _decided(written) for name, written in items.items()})
        case Names(items=names):
            return replace(value, items=tuple(_decided_detail(named) for named in names))
        case Choices(items=choices):
            return replace(value, items=tuple(_decided_detail(choice) for choice in choices))
        case tuple():
            return tuple(_decided(item) if isinstance(item, Written) else item for item in value)  # type: ignore[return-value]
        case _:
            return value


def _decided_detail(item: _Detailed) -> _Detailed:
    return item if item.detail is None else replace(item, detail=_decided(item.detail))
