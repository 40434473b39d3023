"""Make the JSON Schema by which an editor completes and checks a declaration while it is written.

In:   the shapes of the language.       Out:  a JSON Schema (2020-12) as plain dicts and lists.
Never: says what the reader does not say; an editor sees less (no repeated keys, no decisions without a reason).

The idea in one read: one walk over the same shapes as the reader's. Wherever a value can stand the honest words may; a
thing may be written as its lead key's value; numbers are allowed where strings are, since an editor reads `2` as one.
Law:  each key's description names its article.
Kept true by: tests/unit/declaration/test_schema.py, docs/reference/declaration.schema.json.

>>> schema()["properties"]["lofte"]["description"]
'version of the language (default: 1)'
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, assert_never

from lofte.declaration.shape import Key, Kinds, Mapped, NamesOf, Naming, Plain, Shape, ThingOf, Type, Word, Words
from lofte.declaration.shapes import GENERIC, ROOT, SHAPES
from lofte.vocabulary import COUNTRIES, WORDS

Json = dict[str, Any]

ADDRESS = "https://json-schema.org/draft/2020-12/schema"

_TEXTLIKE: Json = {"type": ["string", "number"]}
_NAME_PATTERN = "^[a-zåäöéüø][a-zåäöéüø0-9]*(-[a-zåäöéüø0-9]+)*$"
_EVENT_PATTERN = _NAME_PATTERN.replace("*$", r"*(\.[a-zåäöéüø0-9-]+)*$")
_PERIOD_PATTERN = r"^\d{1,4} (hour|day|week|month|year)s?$"
_ZONE_PATTERN = r"^[A-Z][A-Za-z0-9_+-]*(/[A-Z][A-Za-z0-9_+-]*)*$"
_DAY_PATTERN = r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"
_DATE_PATTERN = rf"^\d{{4}}-{_DAY_PATTERN}"
_PASSWORD = r"://[^/?#\s:@]*:(?!\d*(/|$))[^\s@]+@"  # noqa: S105 - the form of one, not one


def schema() -> Json:
    """The schema of one file."""
    return {
        "$schema": ADDRESS,
        "title": "Löfte: a declaration of what an organisation promises people about their data",
        **_shape(ROOT),
        "$defs": {
            **{f"word-{name}": {"enum": sorted(words)} for name, words in sorted(WORDS.items())},
            **_GRAMMAR,
            **{shape.name: _shape(shape) for shape in SHAPES.values() if shape is not ROOT},
        },
    }


def _shape(shape: Shape) -> Json:
    keys = (*shape.keys, *(key for key in GENERIC if shape.generic and shape.key(key.name) is None))
    properties = {key.name: {"description": _description(key), **_value(key.type)} for key in keys}
    return {
        "type": "object",
        "description": shape.meaning,
        "properties": properties,
        "additionalProperties": False,
    }


def _description(key: Key) -> str:
    notes = (
        key.law,
        f"default: {key.default}" if key.default else "",
        f"required {key.required}".replace("required required", "required") if key.required else "",
    )
    said = "; ".join(note for note in notes if note)
    return f"{key.meaning} ({said})" if said else key.meaning


def _value(type_: Type) -> Json:
    """A value of the type, or an honest word in its place."""
    return {"anyOf": [_ref("silent"), *_alternatives(type_)]}


def _alternatives(type_: Type) -> list[Json]:
    match type_:
        case Plain():
            return list(_PLAIN[type_])
        case Word(vocabulary, or_no):
            # YAML in an editor may read `no` as false.
            return [_word(vocabulary), *([{"enum": ["no", False]}] if or_no else [])]
        case Words(vocabulary):
            return [_word(vocabulary), _array({"anyOf": [_word(vocabulary), _ref("silent")]})]
        case Kinds():
            return _kinds(type_)
        case NamesOf(_, detail, all_or_none):
            details = _nullable(_value(detail)) if detail else {"type": "null"}
            either = [{"enum": ["all", "none"]}] if all_or_none else []
            return [*either, _TEXTLIKE, _array(_TEXTLIKE), {"type": "object", "additionalProperties": details}]
        case ThingOf(shape):
            return _thing(SHAPES[shape])
        case Mapped():
            return _mapping(type_)
        case _:
            assert_never(type_)


def _kinds(kinds: Kinds) -> list[Json]:
    one = _choice(kinds.vocabulary, dict(kinds.details), kinds.otherwise)
    several = [_array({"anyOf": [*one, _ref("open")]})] if kinds.several else []
    return [*one, *several]


def _choice(vocabulary: str, details: Mapping[str, Type], otherwise: Type | None) -> list[Json]:
    """A word, or a mapping from it to its detail."""
    types = {word: details.get(word, otherwise) for word in sorted(WORDS[vocabulary])}
    properties = {word: _nullable(_value(type_)) for word, type_ in types.items() if type_ is not None}
    mapping = {"type": "object", "properties": properties, "additionalProperties": False, "minProperties": 1}
    return [_word(vocabulary), *([mapping] if properties else [])]


def _thing(shape: Shape) -> list[Json]:
    lead = next((key for key in (*shape.keys, *GENERIC) if key.name == shape.lead), None)
    return [_ref(shape.name), *(_alternatives(lead.type) if lead else ())]


def _mapping(mapped: Mapped) -> list[Json]:
    value = _nullable(_value(mapped.value))
    found: Json = {"type": "object"}
    found["additionalProperties"] = value
    if mapped.vocabulary:
        found["propertyNames"] = _word(mapped.vocabulary)
    elif mapped.naming in (Naming.NAME, Naming.EVENT):
        found["propertyNames"] = {"pattern": _NAME_PATTERN if mapped.naming is Naming.NAME else _EVENT_PATTERN}
    names = _word(mapped.vocabulary) if mapped.vocabulary else _TEXTLIKE
    return [{"type": "null"}, found, *([_array(names)] if mapped.from_list else [])]


def _nullable(value: Json) -> Json:
    return {"anyOf": [{"type": "null"}, value]}


def _array(items: Json) -> Json:
    return {"type": "array", "items": items}


def _word(vocabulary: str) -> Json:
    return _ref(f"word-{vocabulary}")


def _ref(name: str) -> Json:
    return {"$ref": f"#/$defs/{name}"}


def _object(properties: Json, required: Iterable[str] = ()) -> Json:
    found: Json = {"type": "object", "properties": properties, "additionalProperties": False}
    return found | ({"required": list(required)} if required else {})


def _text() -> list[Json]:
    languages: Json = {"type": "object", "propertyNames": {"pattern": "^[a-z]{2,3}$"}, "minProperties": 1}
    return [_TEXTLIKE, languages | {"additionalProperties": _TEXTLIKE}]


def _basis() -> list[Json]:
    details: dict[str, Json] = {
        "consent": _TEXTLIKE,
        "contract": {"anyOf": _alternatives(Words("contract-detail"))},
        "legal-obligation": _TEXTLIKE,
        "vital-interests": _ref("text"),
        "public-task": _TEXTLIKE,
        "legitimate-interests": {"anyOf": [_ref("interest"), _ref("text")]},
    }
    properties = {word: {"anyOf": [{"type": "null"}, _ref("silent"), detail]} for word, detail in details.items()}
    one = [_word("legal-basis"), _object({**properties, "when": {"type": "string"}})]
    return [*one, _array({"anyOf": one})]


def _purpose() -> list[Json]:
    own_words = {"anyOf": [{"type": "null"}, _ref("silent"), _ref("text")]}
    with_words = {"type": "object", "propertyNames": _word("purpose"), "additionalProperties": own_words}
    return [_word("purpose"), with_words, _ref("text")]


def _by_column() -> list[Json]:
    return [_TEXTLIKE, {"type": "object", "required": ["by"], "additionalProperties": _TEXTLIKE}]


def _conditions() -> Json:
    return {"type": "object", "additionalProperties": {"anyOf": [_TEXTLIKE, {"type": "boolean"}, _array({})]}}


def _link() -> list[Json]:
    words = sorted(WORDS["link-decision"])
    nothing = {"type": "null"}
    return [_word("link-decision"), _object({**dict.fromkeys(words, nothing), "to": {"type": "string"}})]


def _erase() -> list[Json]:
    kept = {"type": "string", "pattern": r"^(year|month|domain|first [1-9]\d{0,2})$"}
    return [{"enum": ["empty", "pseudonym", "row"]}, _object({"write": _TEXTLIKE}), _object({"keep": kept})]


_EVENTS: Json = {
    "anyOf": [
        _ref("silent"),
        {"type": "string"},
        _object({"first": _array({"type": "string"})}),
        _object({"last": _array({"type": "string"})}),
    ]
}
_PERIOD: Json = {"anyOf": [_ref("silent"), {"type": "string", "pattern": _PERIOD_PATTERN}]}
_CEILING: Json = {"type": "string", "pattern": r"^\d{1,4} (hour|day|week|month|year)s?( after .+)?$"}
_CEILINGS: Json = {"anyOf": [_ref("silent"), _CEILING, _array(_CEILING)]}
_RULES: Json = _array(_ref("rule"))

_GRAMMAR: Mapping[str, Json] = MappingProxyType(
    {
        "silent": {"anyOf": [{"enum": ["unstated", "undecided"]}, _object({"undecided": {}}, ["undecided"])]},
        "open": {"const": "and-so-on"},
        "place": {"enum": [*sorted(COUNTRIES), "eea"]},
        "text": {"anyOf": _text()},
        "purpose": {"anyOf": _purpose()},
        "basis": {"anyOf": _basis()},
        "rule": {
            "anyOf": [
                _object({"until": _EVENTS, "plus": _PERIOD, "at-most": _CEILINGS}, ["until"]),
                _object({"plus": _PERIOD, "at-most": _CEILINGS}, ["plus"]),
                _object({"at-most": _CEILINGS}, ["at-most"]),
                _object({"statute": {"type": "string"}, "at-most": _CEILINGS}, ["statute"]),
                _object({"criterion": _ref("text"), "review": _PERIOD, "at-most": _CEILINGS}, ["criterion"]),
                _object({"first": _RULES}, ["first"]),
                _object({"last": _RULES}, ["last"]),
                _RULES,
            ]
        },
    }
)

_STRING: tuple[Json, ...] = (_TEXTLIKE,)
_WHEN_ROWS = {"in": {"type": "string"}, "same": {"type": "string"}, "if": _conditions()}

_PLAIN: Mapping[Plain, Iterable[Json]] = MappingProxyType(
    {
        Plain.TEXT: (_ref("text"),),
        Plain.STRING: _STRING,
        Plain.YES_NO: ({"enum": ["yes", "no", True, False]},),
        Plain.NUMBER: ({"type": "integer", "minimum": 0}, {"type": "string", "pattern": r"^\d+$"}),
        Plain.DATE: ({"type": "string", "pattern": _DATE_PATTERN},),
        Plain.DAY: ({"type": "string", "pattern": f"^{_DAY_PATTERN}"},),
        Plain.PERIOD: ({"type": "string", "pattern": _PERIOD_PATTERN},),
        Plain.RULE: (_ref("rule"),),
        Plain.PLACE: (_ref("place"),),
        Plain.PLACES: (_ref("place"), _array({"anyOf": [_ref("place"), _ref("open")]})),
        Plain.NAME: _STRING,
        Plain.NAME_OR_TEXT: (_ref("text"),),
        Plain.COLUMN: _STRING,
        Plain.LIST: (_TEXTLIKE, _array({"anyOf": [_ref("silent"), _TEXTLIKE]})),
        Plain.ZONE: ({"type": "string", "pattern": _ZONE_PATTERN},),
        Plain.ENV: ({"type": "string", "not": {"pattern": _PASSWORD}},),
        Plain.URL: ({"type": "string", "not": {"pattern": f"{_PASSWORD}|^env:"}},),
        Plain.FILE_OR_NO: ({"type": "string"}, {"const": False}),
        Plain.LIFETIME: ({"const": "session"}, {"type": "string", "pattern": _PERIOD_PATTERN}),
        Plain.CONTACT: ({"type": "string"}, _ref("contact")),
        Plain.BASIS: (_ref("basis"),),
        Plain.PURPOSE: (_ref("purpose"),),
        Plain.WORK: (_ref("purpose"),),
        Plain.BALANCING: ({"type": "string"}, _ref("balancing")),
        Plain.BINDING: (
            {"type": "string"},
            _object({"at": {"type": "string"}, "if": _conditions()}, ["at"]),
            _object({"first": {"type": "string"}, **_WHEN_ROWS}, ["first", "in", "same"]),
            _object({"last": {"type": "string"}, **_WHEN_ROWS}, ["last", "in", "same"]),
        ),
        Plain.PERSON: ({"type": "string"}, {"type": "object", "minProperties": 1}),
        Plain.NAME_BY_COLUMN: _by_column(),
        Plain.DATA_BY_COLUMN: _by_column(),
        Plain.ERASE: _erase(),
        Plain.LINK: _link(),
        Plain.ROWS: (_object({"if": _conditions()}),),
        Plain.VERSION: ({"enum": [1, "1"]},),
    }
)
