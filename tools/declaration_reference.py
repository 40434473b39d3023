"""Print the reference of the declaration, of its faults, and the editors' schema into `docs/reference/`.

In:   nothing.       Out:  three files.
Never: decides what stands in them (`lofte.declaration.reference` and `schema` do).

The idea in one read: run it after a change of the shapes, the codes or the vocabulary; a test says when.
Law:  none.
Kept true by: tests/unit/declaration/test_reference.py.
"""

from __future__ import annotations

import json
from pathlib import Path

from lofte.declaration.reference import faults_page, language_page
from lofte.declaration.schema import schema

FOLDER = Path(__file__).parent.parent / "docs" / "reference"


def main() -> None:
    """Write the three files."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "declaration.md").write_text(language_page(), encoding="utf-8")
    (FOLDER / "declaration-errors.md").write_text(faults_page(), encoding="utf-8")
    text = json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"
    (FOLDER / "declaration.schema.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
