"""Read and compile what a test declares, alone or laid over the sound declaration."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from lofte.compiler import compile_declaration
from lofte.declaration import read
from lofte.diagnostics import Diagnostic
from lofte.law import findings
from lofte.model import Model

TODAY = date(2026, 11, 22)
SOUND = Path(__file__).with_name("sound.yaml")
LAYER = "extends: sound.yaml\ndecided: {by: secretary, on: 2026-01-01}\n"
LAID_OVER = "override-without-reason"
"""An example is no decision: it replaces what stands below without a reason."""


def declared(example: str = "") -> tuple[Model, tuple[Diagnostic, ...]]:
    """The model of `example` laid over the sound declaration, and the faults of the language."""
    files = {"sound.yaml": SOUND.read_bytes(), "example.yaml": f"{LAYER}{example}".encode()}
    return _compiled(files, "example.yaml")


def transcribed(text: str) -> tuple[Model, tuple[Diagnostic, ...]]:
    """The model of `text` alone."""
    return _compiled({"example.yaml": text.encode()}, "example.yaml")


def found(example: str, code: str, as_of: date = TODAY) -> list[Diagnostic]:
    """The findings with `code` in the sound declaration under `example`."""
    model, _faults = declared(example)
    return [finding for finding in findings(model, as_of) if finding.code == code]


def in_page(text: str, code: str) -> list[Diagnostic]:
    """The findings with `code` in a transcribed page."""
    page = f"lofte: 1\npolicy: {{transcribed: page.txt, languages: [en]}}\n{text}"
    model, _faults = transcribed(page)
    return [finding for finding in findings(model, TODAY) if finding.code == code]


def _compiled(files: dict[str, bytes], main: str) -> tuple[Model, tuple[Diagnostic, ...]]:
    declaration, read_faults = read(files, main)
    assert declaration is not None, read_faults
    model, compiled_faults = compile_declaration(declaration)
    assert model is not None, compiled_faults
    faults = tuple(fault for fault in (*read_faults, *compiled_faults) if fault.code != LAID_OVER)
    return model, faults
