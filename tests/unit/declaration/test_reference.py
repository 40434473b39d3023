"""The printed reference is what the code says today."""

from __future__ import annotations

import json
from pathlib import Path

from lofte.declaration.codes import CODES
from lofte.declaration.reference import faults_page, language_page
from lofte.declaration.schema import schema
from lofte.declaration.shapes import SHAPES

FOLDER = Path(__file__).parents[3] / "docs" / "reference"
AGAIN = "print it again: .venv/bin/python tools/declaration_reference.py"


def test_the_page_of_the_language_is_up_to_date() -> None:
    assert (FOLDER / "declaration.md").read_text(encoding="utf-8") == language_page(), AGAIN


def test_the_page_of_faults_is_up_to_date() -> None:
    assert (FOLDER / "declaration-errors.md").read_text(encoding="utf-8") == faults_page(), AGAIN


def test_the_schema_is_up_to_date() -> None:
    assert json.loads((FOLDER / "declaration.schema.json").read_text(encoding="utf-8")) == schema(), AGAIN


def test_every_key_and_every_code_is_on_its_page() -> None:
    page = language_page()
    assert all(f"| `{key.name}`" in page for shape in SHAPES.values() for key in shape.keys)
    headings = [line.removeprefix("## ") for line in faults_page().splitlines() if line.startswith("## ")]
    assert headings == [code.name for code in CODES]
