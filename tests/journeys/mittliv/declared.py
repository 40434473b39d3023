"""Read Mitt Liv's declaration as it stands, or with one line changed in memory, to see what that line is for.

In:   the files of `examples/mittliv`, edits.       Out:  a `Model`, with every fault that was found.
Never: writes a file; lets an edit pass that changes nothing.

The idea in one read: a test that stands for a clause must fail when its mechanism is taken out. The mechanism is
mostly one line of the declaration, so an `Edit` takes it out of the text, and everything is read anew.
Law:  none of its own.
Kept true by: tests/journeys/mittliv/test_mechanisms.py
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from lofte.compiler import compile_declaration
from lofte.declaration import read
from lofte.diagnostics import Diagnostic
from lofte.law import findings
from lofte.model import Model

EXAMPLE = Path(__file__).parents[3] / "examples" / "mittliv"
DAY = date(2026, 11, 22)


@dataclass(frozen=True, slots=True)
class Edit:
    """A piece of the declaration's text, and what stands there instead; the piece must be there once."""

    old: str
    new: str = ""
    file: str = "lofte.yaml"

    def applied(self, text: str) -> str:
        """The text with the edit."""
        assert text.count(self.old) == 1, f"`{self.old}` stands {text.count(self.old)} times in {self.file}"
        return text.replace(self.old, self.new)


@cache
def declared(*edits: Edit, main: str = "lofte.yaml") -> tuple[Model, tuple[Diagnostic, ...]]:
    """The model and every fault of language and meaning."""
    texts = {path.name: path.read_text("utf-8") for path in EXAMPLE.glob("*.yaml")}
    for edit in edits:
        texts[edit.file] = edit.applied(texts[edit.file])
    declaration, faults = read({name: text.encode() for name, text in texts.items()}, main)
    assert declaration is not None, faults
    model, more = compile_declaration(declaration)
    assert model is not None, more
    return model, (*faults, *more)


def model(*edits: Edit, main: str = "lofte.yaml") -> Model:
    """The model alone."""
    return declared(*edits, main=main)[0]


def found(*edits: Edit, main: str = "lofte.yaml", on: date = DAY) -> set[tuple[str, str]]:
    """All that language, meaning and law find: code and place."""
    read_model, faults = declared(*edits, main=main)
    return {(one.code, one.path) for one in (*faults, *findings(read_model, on))}
