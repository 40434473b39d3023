"""Every code of binding has its heading, with an example that yields it alone and one that yields nothing."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from textwrap import dedent, indent

import pytest

from conformance.opening import opened
from lofte.graph import bind_system
from unit.compiler.compiling import compiled
from unit.graph.binding import ACTIVITIES

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reference" / "database-errors.md").read_text(encoding="utf-8")
SECTIONS = {part.split("\n", 1)[0]: part for part in PAGE.split("\n## ")[1:]}
INVITE = """
      invite:
        about: [member]
        purpose: administer-service
        basis: {contract: performance}
        data: [email]
        keep: {until: case.closed}
      news:
        about: [member]
        purpose: direct-marketing
        basis: consent
        data: [email]
        keep: {until: consent.withdrawn}
    subjects:"""


def examples() -> list[tuple[str, str, str, str]]:
    """Code, `found` or `fine`, the database, the system."""
    found = []
    for code, part in SECTIONS.items():
        database = ""
        for language, body in re.findall(r"```(sql|yaml)\n(.*?)```", part, re.DOTALL):
            if language == "sql":
                database = body
            else:
                wanted, lines = body.removeprefix("# ").split("\n", 1)
                found.append((code, wanted, database, lines))
    return found


def codes_in_source() -> set[str]:
    """The first argument of each diagnostic and fault that the graph makes, where it is a text."""
    found = set()
    for path in (ROOT / "src" / "lofte" / "graph").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                first = node.args[0]
                if node.func.id in ("Diagnostic", "_fault", "UnboundError") and isinstance(first, ast.Constant):
                    found.add(str(first.value))
    return found


def test_every_code_has_its_heading_and_both_examples() -> None:
    assert set(SECTIONS) == codes_in_source()
    assert {(code, wanted) for code, wanted, _, _ in examples()} == {
        (code, wanted) for code in SECTIONS for wanted in ("found", "fine")
    }


@pytest.mark.parametrize(("code", "wanted", "database", "lines"), examples(), ids=lambda value: value[:24])
def test_each_example_yields_its_code_and_no_other(
    sqlite_database: str, code: str, wanted: str, database: str, lines: str
) -> None:
    system = "systems:\n  club:\n    is: sql\n    url: env:CLUB_URL\n    places: [SE]\n" + indent(lines, "    ")
    found = compiled(dedent(ACTIVITIES.replace("    subjects:", INVITE.removeprefix("\n"))) + system)
    assert (found.read_faults, found.codes) == ((), [])
    with opened(sqlite_database, *filter(str.strip, database.split(";"))) as club:
        bound, faults = bind_system(found.model, "club", club.catalog())
    assert [fault.code for fault in faults] == ([code] if wanted == "found" else [])
    assert (bound is None) == (wanted == "found")
