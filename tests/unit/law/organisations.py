"""Judge the organisations of `examples`, and read what was found wrong in their pages by hand.

In:   the name of an example, its file.       Out:  the law's judgement; the rows of `troubles.md`.
Never: knows an organisation; what differs between them stands in their files.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lofte.compiler import compile_declaration
from lofte.declaration import read
from lofte.law import Judgement, judge
from lofte.model import Model
from unit.law.declared import TODAY

EXAMPLES = Path(__file__).parents[3] / "examples"
NOT_DECIDABLE = "not decidable from the declaration"
ROW = re.compile(r"\| (?P<clause>[A-Z]+-[\w.-]+) \| (?P<trouble>[^|]+) \| (?P<found>[^|]+) \| (?P<where>[^|]+) \|")


@dataclass(frozen=True, slots=True)
class Trouble:
    """What a reader found wrong in a clause: the finding that says so and its place, or why none can."""

    clause: str
    trouble: str
    code: str | None
    where: str


@cache
def compiled(organisation: str, main: str) -> Model:
    """The model of a declaration, which must be without faults of the language."""
    files = {path.name: path.read_bytes() for path in (EXAMPLES / organisation).glob("*.yaml")}
    declaration, faults = read(files, main)
    assert declaration is not None, faults
    model, more = compile_declaration(declaration)
    assert model is not None, more
    return model


@cache
def judged(organisation: str, main: str) -> Judgement:
    """What the law of today finds."""
    return judge(compiled(organisation, main), TODAY)


def found_in(organisation: str, main: str) -> set[tuple[str, str]]:
    """The findings as pairs of code and place."""
    return {(finding.code, finding.path) for finding in judged(organisation, main).findings}


def accepted_in(organisation: str) -> set[tuple[str, str]]:
    """What the decisions let stand, as pairs of code and place."""
    return {(stands.finding.code, stands.finding.path) for stands in judged(organisation, "lofte.yaml").accepted}


def troubles(organisation: str) -> list[Trouble]:
    """The rows of `troubles.md`; a line of the table that is no row fails."""
    lines = (EXAMPLES / organisation / "troubles.md").read_text("utf8").splitlines()
    rows = [line for line in lines if line.startswith("| ") and not line.startswith("| clause |")]
    matches = [ROW.fullmatch(row) for row in rows]
    assert all(matches), [row for row, match in zip(rows, matches, strict=True) if match is None]
    return [_trouble(match) for match in matches if match is not None]


def decidable(organisation: str) -> list[Trouble]:
    """The troubles that a finding must say."""
    return [trouble for trouble in troubles(organisation) if trouble.code is not None]


def _trouble(row: re.Match[str]) -> Trouble:
    code = None if row["found"] == NOT_DECIDABLE else row["found"].strip("`")
    return Trouble(row["clause"], row["trouble"], code, row["where"].strip("`"))
