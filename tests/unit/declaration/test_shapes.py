"""The shapes are whole: every vocabulary and shape they name exists, every example reads, every key is explained."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lofte.declaration.at import At
from lofte.declaration.reading import read_value
from lofte.declaration.shape import Key, Kinds, Mapped, NamesOf, Shape, ThingOf, Type, Word, Words
from lofte.declaration.shapes import GENERIC, SHAPES, key_of
from lofte.declaration.yaml import Fields, compose
from lofte.diagnostics import Diagnostic
from lofte.vocabulary import WORDS

KEYS = [(shape, key) for shape in SHAPES.values() for key in shape.keys] + [
    (SHAPES["activity"], key) for key in GENERIC
]


def parts(type_: Type) -> Iterator[Type]:
    yield type_
    match type_:
        case Kinds(_, _, details, otherwise):
            for _, detail in details:
                yield from parts(detail)
            if otherwise:
                yield from parts(otherwise)
        case NamesOf(_, detail, _) if detail is not None:
            yield from parts(detail)
        case Mapped(value):
            yield from parts(value)
        case _:
            return


@pytest.mark.parametrize(("shape", "key"), KEYS, ids=lambda part: part.name)
def test_a_key_names_only_what_exists_and_is_explained(shape: Shape, key: Key) -> None:
    for part in parts(key.type):
        match part:
            case Word(vocabulary) | Words(vocabulary) | Kinds(vocabulary):
                assert vocabulary in WORDS
            case ThingOf(name):
                assert name in SHAPES
            case Mapped(vocabulary=vocabulary) if vocabulary:
                assert vocabulary in WORDS
            case _:
                pass
    assert key.meaning
    assert not key.meaning.endswith(".")


@pytest.mark.parametrize(("shape", "key"), [(s, k) for s, k in KEYS if k.example], ids=lambda part: part.name)
def test_the_example_of_a_key_is_read_without_fault(shape: Shape, key: Key) -> None:
    faults: list[Diagnostic] = []
    root = compose("example.yaml", f"{key.name}: {key.example}".encode()).root
    assert isinstance(root, Fields)
    at = At(f"`{shape.name}`", key.name, "x.y", ("sv", "en"), extends=False, faults=faults)
    assert read_value(key.type, root.entries[0].value, at).value is not None
    assert faults == []


@pytest.mark.parametrize("shape", SHAPES.values(), ids=lambda shape: shape.name)
def test_a_lead_key_is_a_key_and_no_key_stands_twice(shape: Shape) -> None:
    assert shape.lead is None or key_of(shape, shape.lead) is not None
    names = [key.name for key in shape.keys]
    assert len(set(names)) == len(names)


def test_every_shape_is_used() -> None:
    used = {part.shape for _, key in KEYS for part in parts(key.type) if isinstance(part, ThingOf)}
    by_grammar = {"declaration", "contact", "interest", "balancing"}
    assert set(SHAPES) == used | by_grammar
