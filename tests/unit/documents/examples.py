"""The models of all examples, for tests that hold for each.

In:   the folders under `examples`.       Out:  `EXAMPLES`, `example`.
Never: knows how many examples there are.

The idea in one read: what must be so of every text is tried on every declaration that is shipped, published or
decided, so that a new example is under the same tests without a word here.
Kept true by: tests/unit/documents/test_registers.py, tests/unit/documents/test_texts.py."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lofte.compiler import compile_declaration
from lofte.declaration import read
from lofte.model import Model

FOLDER = Path(__file__).parents[3] / "examples"
EXAMPLES = tuple(
    f"{path.parent.name}/{path.name}"
    for path in sorted(FOLDER.glob("*/*.yaml"))
    if path.name in ("lofte.yaml", "published.yaml")
)


@cache
def example(place: str) -> Model:
    """The model of one declaration, as `mittliv/lofte.yaml`."""
    folder, _, name = place.partition("/")
    declaration, _ = read({path.name: path.read_bytes() for path in (FOLDER / folder).glob("*.yaml")}, name)
    assert declaration is not None
    found, _ = compile_declaration(declaration)
    assert found is not None
    return found
