"""The editors' schema says yes to what the reader reads, and no to the mistakes that it can see."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from lofte.declaration import schema as schemas
from lofte.declaration.codes import CODES, Code
from lofte.declaration.schema import schema
from lofte.declaration.shape import Plain
from lofte.declaration.yaml import Fields, Items, Node, Scalar, compose

# What one file cannot show, what YAML has already lost, and what an editor types in another way.
UNSEEN = {
    "byte-order-mark", "invisible-character", "tab-indents", "not-yaml", "nested-too-deep", "several-documents",
    "nothing-declared", "anchor-refused", "alias-refused", "merge-key-refused", "tag-refused", "key-not-text",
    "repeated-key", "and-so-on-not-last", "silence-among-others", "repeated-name", "not-a-condition", "not-a-path",
    "not-by-column", "env-misplaced", "file-not-found", "extends-itself", "removed-without-extends",
    "not-an-env-name", "not-a-date", "not-a-time-zone",
}  # fmt: skip


@cache
def validator() -> Draft202012Validator:
    Draft202012Validator.check_schema(schema())
    return Draft202012Validator(schema())


def as_an_editor_sees(node: Node | None) -> Any:
    match node:
        case Scalar(text=text, plain=plain):
            return None if plain and not text else text
        case Items(items=items):
            return [as_an_editor_sees(item) for item in items]
        case Fields(entries=entries):
            return {entry.key: as_an_editor_sees(entry.value) for entry in entries}
        case None:
            return None


def accepts(text: bytes) -> bool:
    return validator().is_valid(as_an_editor_sees(compose("a.yaml", text).root))


@pytest.mark.parametrize(
    "name", ["published", "lofte", "two-legal-persons", "two-roles", "yearly-review", "bookkeeping"]
)
def test_the_worked_files_are_valid(name: str, worked: Mapping[str, bytes]) -> None:
    instance = as_an_editor_sees(compose(name, worked[f"{name}.yaml"]).root)
    assert [error.json_path for error in validator().iter_errors(instance)] == []


@pytest.mark.parametrize("code", [c for c in CODES if c.example and c.name not in UNSEEN], ids=lambda c: c.name)
def test_a_mistake_that_a_schema_can_see_is_not_valid(code: Code) -> None:
    assert not accepts(code.example.encode())


@pytest.mark.parametrize(
    ("file", "number", "line"),
    [
        ("published", 62, "    basis: legitimate_interests"),
        ("lofte", 74, "      logic: {sv: handläggare jämför språk, utbildning och yrke, en: staff}"),
        ("lofte", 288, "    url: postgresql://app:hunter2@db.example/programme"),
    ],
)
def test_the_planted_mistakes_are_not_valid(file: str, number: int, line: str, worked: Mapping[str, bytes]) -> None:
    lines = worked[f"{file}.yaml"].decode().split("\n")
    lines[number - 1] = line
    assert not accepts("\n".join(lines).encode())


def test_every_plain_type_has_a_schema() -> None:
    assert set(schemas._PLAIN) == set(Plain)
