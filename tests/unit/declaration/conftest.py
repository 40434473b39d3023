"""Give the tests of the reader the worked declarations and a short way to see faults.

In:   the files of `data/`.       Out:  fixtures.
Never: knows what is right; the tests say it.

The idea in one read: a fault is seen as its code, sentence, help and the very text that it underlines, cut from the
source by its span, so that no test can pass with a wrong place.
Kept true by: its users.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from lofte.declaration import Declaration, read, sources_of
from lofte.diagnostics import Source, Span


class Seen(NamedTuple):
    """One fault as its reader sees it."""

    code: str
    message: str
    help: str | None
    underlined: str


Seeing = Callable[[str], list[Seen]]
Reading = Callable[[str], Declaration]


def underlined(span: Span | None, sources: Mapping[str, Source]) -> str:
    """The text of a place; only its first line when it has several."""
    if span is None:
        return ""
    line = sources[span.file].line(span.line)
    return line[span.column - 1 : span.end_column - 1 if span.end_line == span.line else None]


@pytest.fixture(scope="session")
def worked() -> Mapping[str, bytes]:
    """All files of `data/`, by name."""
    folder = Path(__file__).parent / "data"
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.yaml"))}


@pytest.fixture
def seen() -> Seeing:
    """The faults of one file, in order."""

    def see(text: str) -> list[Seen]:
        files = {"example.yaml": text.encode()}
        _, faults = read(files, "example.yaml")
        sources = sources_of(files, ())
        return [Seen(f.code, f.message, f.help, underlined(f.span, sources)) for f in faults]

    return see


@pytest.fixture
def declared() -> Reading:
    """The declaration of one file that has no fault."""

    def declare(text: str) -> Declaration:
        declaration, faults = read({"example.yaml": text.encode()}, "example.yaml")
        assert faults == ()
        assert declaration is not None
        return declaration

    return declare
