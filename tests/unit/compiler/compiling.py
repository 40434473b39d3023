"""Compile a few lines of a declaration, or a whole example, and look at the faults."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

from lofte.compiler import compile_declaration
from lofte.declaration import read
from lofte.diagnostics import Diagnostic, Source
from lofte.model import Model

EXAMPLE = Path(__file__).parents[3] / "examples" / "mittliv"

BASE = """
    policy: {version: 1, in-force: 2027-01-01, languages: [sv, en]}
    controllers: {us: {name: Example AB, org-nr: 556000-0019, form: limited-company, address: Storgatan 1}}
    contacts: {privacy: privacy@example.se}
"""


@dataclass(frozen=True)
class Compiled:
    """A model, what the compiler found (not what the reader found), and the texts."""

    model: Model
    faults: tuple[Diagnostic, ...]
    read_faults: tuple[Diagnostic, ...]
    sources: Mapping[str, Source]

    @property
    def codes(self) -> list[str]:
        """The codes found, in order of place."""
        return [fault.code for fault in self.faults]

    def only(self) -> Diagnostic:
        """The one fault that there is."""
        assert len(self.faults) == 1, [fault.message for fault in self.faults]
        return self.faults[0]

    def underlined(self, fault: Diagnostic) -> str:
        """The words that the fault points at, on its first line."""
        assert fault.span is not None
        line = self.sources[fault.span.file].line(fault.span.line)
        end = fault.span.end_column - 1 if fault.span.end_line == fault.span.line else len(line)
        return line[fault.span.column - 1 : end]


def _compiled(files: Mapping[str, bytes], main: str) -> Compiled:
    declaration, read_faults = read(files, main)
    assert declaration is not None, [fault.message for fault in read_faults]
    model, faults = compile_declaration(declaration)
    assert model is not None
    return Compiled(model, faults, read_faults, declaration.sources)


def compiled(lines: str, *, base: str = BASE) -> Compiled:
    """Compile the given lines over a small sound declaration; a section that they write replaces the small one's."""
    own = dedent(lines)
    written = set(_sections(own))
    kept = "".join(text for name, text in _sections(dedent(base)).items() if name not in written)
    return _compiled({"a.yaml": (kept + own).encode()}, "a.yaml")


def _sections(text: str) -> dict[str, str]:
    """Each section with its lines."""
    parts = re.split(r"(?m)^(?=[a-z])", text)
    return {part.split(":")[0]: part for part in parts if part.strip()}


def example(main: str = "lofte.yaml", *planted: tuple[str, str]) -> Compiled:
    """Compile the example `mittliv`, with parts of its main file replaced."""
    files = {path.name: path.read_text(encoding="utf-8") for path in EXAMPLE.glob("*.yaml")}
    for before, after in planted:
        assert files[main].count(before) == 1, f"{before!r} stands {files[main].count(before)} times in {main}"
        files[main] = files[main].replace(before, after)
    return _compiled({name: text.encode() for name, text in files.items()}, main)
