"""Read a tree of texts under the shapes of the language into values that know where they stand.

In:   a tree, its languages.       Out:  the root `Thing`, and every fault.
Never: stops at a fault, resolves a name, fills in a default.

The idea in one read: one walk. A key's type says which function reads its value; a thing is read key by key under its
shape; what is not a mapping is the value of its lead key. Wherever a value can stand, an honest word may stand instead,
and `undecided: VALUE` keeps the value without holding it to its type. What cannot be read is a `Written` without value,
so that what comes after does not ask for it again.
Law:  GDPR Art. 5(2).
Kept true by: tests/unit/declaration/test_reading.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import assert_never

from lofte.declaration import bindings, choices, plain, rules
from lofte.declaration.at import At, listed, proposed
from lofte.declaration.form import Silence, Thing, Things, Value, Written
from lofte.declaration.shape import Key, Kinds, Mapped, NamesOf, Naming, Plain, Shape, ThingOf, Type, Word, Words
from lofte.declaration.shapes import GENERIC, ROOT, SHAPES, key_of
from lofte.declaration.yaml import Entry, Fields, Items, Node, Scalar
from lofte.diagnostics import Diagnostic, Span
from lofte.grammar import Text
from lofte.vocabulary import WORDS


def read_root(node: Node, languages: tuple[str, ...], *, extends: bool, faults: list[Diagnostic]) -> Thing | None:
    """The sections of one file."""
    at = At("this declaration", "declaration", "", languages, extends, faults)
    if isinstance(node, Fields):
        return _read_fields(ROOT, node, at)
    at.fault("wrong-type", node.span, found="no mapping", wanted="a mapping of sections", hint="begin with `lofte: 1`")
    return None


def read_value(type_: Type, node: Node, at: At) -> Written:
    """What was written for a key, or the honest word that stands there."""
    silence = plain.honest(node)
    if silence is None and isinstance(node, Items) and len(node.items) == 1 and isinstance(type_, NamesOf | Kinds):
        silence = plain.honest(node.items[0])
    if silence is not None:
        return Written(None, node.span, silence=silence, because=at.because)
    if isinstance(node, Fields) and [entry.key for entry in node.entries] == ["undecided"]:
        kept = node.entries[0].value
        value = None if plain.is_empty(kept) else _typed(type_, kept, at.quietly())
        return Written(value, node.span, silence=Silence.UNDECIDED, because=at.because)
    value = _typed(type_, node, at)
    because = (_why(value) if isinstance(value, Thing) else None) or at.because
    return Written(value, node.span, silence=at.heard[0] if at.heard else None, because=because, places=dict(at.places))


def read_thing(shape: Shape, node: Node, at: At) -> Thing | None:
    """A thing: its keys, or the value of its lead key."""
    lead = key_of(shape, shape.lead) if shape.lead else None
    if isinstance(node, Fields) and (lead is None or not _is_lead_mapping(shape, lead, node, at)):
        return _read_fields(shape, node, at.entering())
    if lead is not None and not plain.is_empty(node):
        value = read_value(lead.type, node, at.entering().inside(lead.name, lead.example))
        return Thing(shape.name, {lead.name: value}, node.span)
    if plain.is_empty(node):
        at.fault("value-missing", node.span, wanted="its keys, or `{}`")
    else:
        keys = listed(tuple(key.name for key in shape.keys))
        plain.wrong_type(node, at, "a mapping", hint=f"write a mapping with the keys {keys}")
    return None


def _typed(type_: Type, node: Node, at: At) -> Value | None:
    match type_:
        case Plain():
            return _PLAIN[type_](node, at)
        case Word(vocabulary, or_no):
            return choices.read_word(node, vocabulary, at, or_no=or_no)
        case Words(vocabulary):
            return choices.read_words(node, vocabulary, at)
        case Kinds():
            return choices.read_kinds(node, type_, at, read_value)
        case NamesOf():
            return choices.read_names(node, type_, at, read_value)
        case ThingOf(shape):
            return _thing(shape, node, at)
        case Mapped():
            return _read_mapping(type_, node, at)
        case _:
            assert_never(type_)


def _name_or_text(node: Node, at: At) -> Value | None:
    named = isinstance(node, Scalar) and plain.is_name(node.text)
    return plain.read_string(node, at) if named else plain.read_text(node, at)


def _balancing(node: Node, at: At) -> Value | None:
    return plain.read_string(node, at) if isinstance(node, Scalar) else _thing("balancing", node, at)


def _thing(shape: str, node: Node, at: At) -> Thing | None:
    return read_thing(SHAPES[shape], node, at)


def _read_contact(node: Node, at: At) -> Thing | str | None:
    """A contact's name, or channels of its own; a lone address is one."""
    if isinstance(node, Scalar) and "@" not in node.text:
        return plain.read_string(node, at)
    return _thing("contact", node, at)


def _read_version(node: Node, at: At) -> str | None:
    text = plain.one_text(node, at, "`1`")
    if text is not None and text != "1":
        at.fault("unknown-version", node.span, text=text)
        return None
    return text


def _read_fields(shape: Shape, node: Fields, at: At) -> Thing:
    fields: dict[str, Written] = {}
    entries = plain.distinct(node, at)
    inner = at.deciding(_reason(shape, entries, at))
    for entry in entries:
        key = key_of(shape, entry.key)
        if key is None:
            _unknown_key(shape, node, entry, at)
            continue
        inside = inner.inside(entry.key, key.example)
        if plain.is_empty(entry.value) and not isinstance(key.type, Mapped):
            form = f" ({key.type.value})" if isinstance(key.type, Plain) else ""
            inside.fault("value-missing", entry.key_span, wanted=f"a value{form}")
            fields[entry.key] = Written(None, entry.key_span, because=inner.because)
        else:
            fields[entry.key] = read_value(key.type, entry.value, inside)
    return Thing(shape.name, fields, node.span)


def _reason(shape: Shape, entries: tuple[Entry, ...], at: At) -> str | None:
    """The reason of this thing, for all that is decided in it."""
    written = next((entry.value for entry in entries if entry.key == "because"), None)
    if written is None or not shape.generic:
        return None
    because = read_value(ThingOf("because"), written, at.quietly().inside("because"))
    return _why(Thing(shape.name, {"because": because}, because.span))


def _why(thing: Thing) -> str | None:
    because = thing.get("because")
    why = because.value.get("why") if because and isinstance(because.value, Thing) else None
    return why.value.any() if why and isinstance(why.value, Text) else None


def _is_lead_mapping(shape: Shape, lead: Key, node: Fields, at: At) -> bool:
    """A mapping that is the value of the lead key: a text by language, or a meaning by column."""
    keys = {entry.key for entry in node.entries}
    if not keys or any(key_of(shape, key) for key in keys):
        return False
    match lead.type:
        case Plain.TEXT:
            return bool(keys & set(at.languages))
        case Plain.NAME_BY_COLUMN | Plain.DATA_BY_COLUMN:
            return "by" in keys
        case _:
            return False


def _unknown_key(shape: Shape, node: Fields, entry: Entry, at: At) -> None:
    known = [key.name for key in shape.keys] + ([key.name for key in GENERIC] if shape.generic else [])
    hint = plain.comma_hint(node, entry) or proposed(entry.key, known)[1]
    at.fault("unknown-key", entry.key_span, help=hint, key=entry.key, where=f"in {at.thing}")


def _read_mapping(mapped: Mapped, node: Node, at: At) -> Things | None:
    """A mapping from names to values; a list of names where empty things make sense."""
    if plain.is_empty(node):
        return Things({}, {})
    if isinstance(node, Items) and mapped.from_list:
        return _read_listed(mapped, node, at)
    if not isinstance(node, Fields):
        plain.wrong_type(node, at, "a mapping", hint=f"write the name of each {mapped.noun}, `:`, and what it is")
        return None
    items: dict[str, Written] = {}
    spans: dict[str, Span] = {}
    for entry in plain.distinct(node, at.within(f"`{at.key}`")):
        if not _is_named_well(mapped, entry, node, at):
            continue
        spans[entry.key] = entry.key_span
        inside = at.inside(entry.key, at.example)
        if _is_thing(mapped, at):
            inside = inside.within(f"{mapped.noun} `{entry.key}`")
        items[entry.key] = _read_item(mapped, entry, inside)
    return Things(items, spans)


def _read_item(mapped: Mapped, entry: Entry, at: At) -> Written:
    """One thing of a mapping; an empty one is a thing that needs no more said."""
    if plain.is_empty(entry.value) and isinstance(mapped.value, ThingOf):
        return Written(Thing(mapped.value.shape, {}, entry.key_span), entry.key_span, because=at.because)
    if plain.is_empty(entry.value) and not isinstance(mapped.value, Mapped):
        at.fault("value-missing", entry.key_span, wanted="a value")
        return Written(None, entry.key_span, because=at.because)
    return read_value(mapped.value, entry.value, at)


def _read_listed(mapped: Mapped, node: Items, at: At) -> Things:
    assert isinstance(mapped.value, ThingOf), "only things can be empty"
    items: dict[str, Written] = {}
    spans: dict[str, Span] = {}
    for item in node.items:
        text = plain.one_text(item, at, f"the name of a {mapped.noun}")
        if text is None or not isinstance(item, Scalar):
            continue
        if text in items:
            at.fault("repeated-name", item.span, name=text)
        elif _is_named_well(mapped, Entry(text, item.span, item), None, at):
            spans[text] = item.span
            items[text] = Written(Thing(mapped.value.shape, {}, item.span), item.span, because=at.because)
    return Things(items, spans)


def _is_thing(mapped: Mapped, at: At) -> bool:
    """Whether a message speaks of a thing by its own name, and not of a key of the thing around it."""
    return isinstance(mapped.value, ThingOf) or "." not in at.path


def _is_named_well(mapped: Mapped, entry: Entry, node: Fields | None, at: At) -> bool:
    if mapped.vocabulary:
        return entry.key in WORDS[mapped.vocabulary] or choices.known_word(
            entry.key, mapped.vocabulary, entry.key_span, at.inside(entry.key)
        )
    hint = plain.comma_hint(node, entry) if node is not None else None
    match mapped.naming:
        case Naming.NAME if not plain.is_name(entry.key):
            meant = entry.key.lower().replace("_", "-").replace(" ", "-")
            also = f": `{meant}`" if plain.is_name(meant) else ""
            at.inside(entry.key).fault("not-a-name", entry.key_span, help=hint, text=entry.key, hint=also)
            return False
        case Naming.EVENT if not plain.is_event(entry.key):
            at.inside(entry.key).fault("not-an-event", entry.key_span, help=hint, text=entry.key)
            return False
        case _:
            return True


_PLAIN: Mapping[Plain, Callable[[Node, At], Value | None]] = MappingProxyType(
    {
        Plain.TEXT: plain.read_text,
        Plain.STRING: plain.read_string,
        Plain.YES_NO: plain.read_yes_no,
        Plain.NUMBER: plain.read_number,
        Plain.DATE: plain.read_date,
        Plain.DAY: plain.read_day,
        Plain.PERIOD: plain.read_period,
        Plain.RULE: rules.read_rule,
        Plain.PLACE: plain.read_place,
        Plain.PLACES: choices.read_places,
        Plain.NAME: plain.read_string,
        Plain.NAME_OR_TEXT: _name_or_text,
        Plain.COLUMN: bindings.read_column,
        Plain.LIST: plain.read_list,
        Plain.ENV: plain.read_env,
        Plain.URL: plain.read_url,
        Plain.ZONE: plain.read_zone,
        Plain.FILE_OR_NO: plain.read_file_or_no,
        Plain.LIFETIME: plain.read_lifetime,
        Plain.CONTACT: _read_contact,
        Plain.BASIS: lambda node, at: choices.read_basis(node, at, read_value),
        Plain.PURPOSE: choices.read_purpose,
        Plain.WORK: lambda node, at: choices.read_purpose(node, at, free=True),
        Plain.BALANCING: _balancing,
        Plain.BINDING: bindings.read_binding,
        Plain.PERSON: bindings.read_person,
        Plain.NAME_BY_COLUMN: lambda node, at: bindings.read_by_column(node, at, "a name"),
        Plain.DATA_BY_COLUMN: lambda node, at: bindings.read_by_column(node, at, "data"),
        Plain.ERASE: bindings.read_erase,
        Plain.LINK: choices.read_link,
        Plain.ROWS: bindings.read_rows,
        Plain.VERSION: _read_version,
    }
)
