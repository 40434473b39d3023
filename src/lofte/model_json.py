"""Write a model as canonical JSON, read it back, and take its digest.

In:   a Model, or its JSON.       Out:  JSON text, the same Model, 64 hexadecimal digits.
Never: writes a span, so that a comment added above a line changes no digest; keeps the order of a mapping.

The idea in one read: the types of the model say how each value is written, so the JSON is plain: a thing is an object
of its fields, a word or a date is a string. Only where a field may be one of several classes (a rule, a binding, a
person path) does the object say which, under `is`. Keys are sorted and nothing is padded: equal models have equal
bytes. A field with its default is left out; a field that takes no part in equality is never written.
Law:  GDPR Art. 5(2): what was decided on which day can be shown to be unchanged.
Kept true by: tests/unit/test_model.py.

>>> encoded(Period(years=2)), decoded(Period, {"years": 2}) == Period(years=2)
({'years': 2}, True)
"""

from __future__ import annotations

import hashlib
import json
import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Union, get_args, get_origin, get_type_hints

from lofte.model import Model
from lofte.periods import Period

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]

WHICH = "is"
"""The key that names the class, where a field may be one of several."""

__all__ = ["Json", "Period", "decoded", "encoded", "model_digest", "model_from_json", "model_json"]


def model_json(model: Model) -> str:
    """The model as one line of canonical JSON: sorted keys, no spaces, no spans."""
    return json.dumps(encoded(model), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def model_from_json(text: str) -> Model:
    """The model that `model_json` wrote. Raises ValueError for a text that is none."""
    try:
        model = decoded(Model, json.loads(text))
    except (KeyError, TypeError, AttributeError) as fault:
        raise ValueError("this is not the JSON of a model") from fault
    assert isinstance(model, Model)
    return model


def model_digest(model: Model) -> str:
    """SHA-256 of the canonical JSON, as 64 hexadecimal digits."""
    return hashlib.sha256(model_json(model).encode()).hexdigest()


def encoded(value: object, *, named: bool = False) -> Json:
    """`value` as JSON; `named` when its class must be said."""
    match value:
        case Enum():
            return str(value.value)
        case None | bool() | int() | str():
            return value
        case date():
            return value.isoformat()
        case tuple():
            return [encoded(item, named=named) for item in value]
        case Mapping():
            return {str(name): encoded(item, named=named) for name, item in value.items()}
        case _ if is_dataclass(value) and not isinstance(value, type):
            return _object(value, named=named)
        case _:
            raise TypeError(f"a model holds no {type(value).__name__}")


def _object(value: DataclassInstance, *, named: bool) -> dict[str, Json]:
    cls = type(value)
    found: dict[str, Json] = {WHICH: cls.__name__} if named else {}
    for part in _parts(cls):
        own = getattr(value, part.name)
        if part.compare and not _is_default(part, own):
            found[part.name] = encoded(own, named=_is_one_of_several(_types(cls)[part.name]))
    return found


def _is_default(part: Field[object], value: object) -> bool:
    if part.default is not MISSING:
        return value == part.default
    return part.default_factory is not MISSING and value == part.default_factory()


def decoded(kind: object, value: Json) -> object:
    """The value of type `kind` that `encoded` wrote."""
    arguments = get_args(kind)
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _decoded_union(arguments, value)
    if origin is tuple and isinstance(value, list):
        each = arguments[:1] * len(value) if arguments[1:] == (...,) else arguments
        return tuple(decoded(one, item) for one, item in zip(each, value, strict=True))
    if isinstance(origin, type) and issubclass(origin, Mapping) and isinstance(value, dict):
        return {name: decoded(arguments[1], item) for name, item in value.items()}
    if isinstance(kind, type) and is_dataclass(kind) and isinstance(value, dict):
        hints = _types(kind)
        return kind(**{name: decoded(hints[name], item) for name, item in value.items() if name != WHICH})
    return _decoded_scalar(kind, value)


def _decoded_scalar(kind: object, value: Json) -> object:
    if kind is date and isinstance(value, str):
        return date.fromisoformat(value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    if isinstance(kind, type) and isinstance(value, kind):
        return value
    raise TypeError(f"{value!r} is no {kind}")


def _decoded_union(kinds: tuple[object, ...], value: Json) -> object:
    if value is None:
        return None
    classes = {kind.__name__: kind for kind in _flat(kinds) if isinstance(kind, type) and is_dataclass(kind)}
    if isinstance(value, dict):
        chosen = classes[str(value[WHICH])] if len(classes) > 1 else next(iter(classes.values()))
        return decoded(chosen, value)
    plain = [kind for kind in _flat(kinds) if kind is not types.NoneType and kind not in classes.values()]
    return decoded(plain[0], value)


def _is_one_of_several(kind: object) -> bool:
    """Whether a dataclass at this type, or inside its tuple or mapping, may be one of several classes."""
    if get_origin(kind) in (Union, types.UnionType):
        flat = _flat(get_args(kind))
        return sum(isinstance(one, type) and is_dataclass(one) for one in flat) > 1 or any(
            _is_one_of_several(one) for one in flat
        )
    return any(_is_one_of_several(inner) for inner in get_args(kind) if inner is not ...)


def _flat(kinds: tuple[object, ...]) -> tuple[object, ...]:
    nested = (_flat(get_args(kind)) if get_origin(kind) in (Union, types.UnionType) else (kind,) for kind in kinds)
    return tuple(kind for group in nested for kind in group)


@cache
def _types(cls: type[DataclassInstance]) -> dict[str, object]:
    return dict(get_type_hints(cls))


@cache
def _parts(cls: type[DataclassInstance]) -> tuple[Field[object], ...]:
    return fields(cls)
