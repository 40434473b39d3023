"""Every code of the compiler has its heading, with an example that yields it alone and one that yields nothing."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lofte.compiler import compile_declaration
from lofte.declaration import read
from unit.compiler.compiling import BASE, EXAMPLE, compiled

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "reference" / "compiler-errors.md").read_text(encoding="utf-8")
SOUND = f"""{BASE}
    subjects: {{customer: , member: }}
    activities:
      billing: {{about: [customer], purpose: payment, basis: contract, data: [email], keep: {{until: contract.ended}}}}
      newsletter: {{about: [customer, member], purpose: newsletter, basis: consent, data: [email]}}
"""
SECTIONS = {part.split("\n", 1)[0]: part for part in PAGE.split("\n## ")[1:]}
EXAMPLES = [
    (code, wanted, body)
    for code, part in SECTIONS.items()
    for wanted, body in re.findall(r"```yaml\n# (found|fine)\n(.*?)```", part, re.DOTALL)
]


def _codes_in_source() -> set[str]:
    """The first argument of each `Diagnostic(...)` and `view.fault(...)` in the compiler, where it is a text."""
    found = set()
    for path in (ROOT / "src" / "lofte" / "compiler").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                if name in ("Diagnostic", "fault"):
                    found.add(str(node.args[0].value))
    return found


def test_every_code_has_its_heading_and_no_heading_is_left_over() -> None:
    assert set(SECTIONS) == _codes_in_source()


def test_every_code_that_one_file_can_have_has_both_examples() -> None:
    without = {"nothing-declared", "removed-but-used"}
    assert {(code, wanted) for code, wanted, _ in EXAMPLES} == {
        (code, wanted) for code in set(SECTIONS) - without for wanted in ("found", "fine")
    }


@pytest.mark.parametrize(("code", "wanted", "lines"), EXAMPLES, ids=lambda value: value[:30])
def test_each_example_yields_its_code_and_no_other(code: str, wanted: str, lines: str) -> None:
    found = compiled(lines, base=SOUND)
    assert found.read_faults == ()
    assert found.codes == ([code] if wanted == "found" else [])


def test_a_declaration_of_nothing_has_no_model() -> None:
    declaration, _ = read({"a.yaml": b"lofte: 1"}, "a.yaml")
    assert declaration is not None
    empty = type(declaration)(type(declaration.root)("declaration", {}, declaration.root.span), {})
    model, faults = compile_declaration(empty)
    assert model is None
    assert [fault.code for fault in faults] == ["nothing-declared"]


LINES = (EXAMPLE / "lofte.yaml").read_text(encoding="utf-8").splitlines()
PUBLISHED = (EXAMPLE / "published.yaml").read_bytes()
PLACES = st.integers(0, len(LINES) - 1)
WORDS = st.sampled_from(["unstated", "undecided", "and-so-on", "[]", "{}", "no", "email", "customer", "booked", "x"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(PLACES, st.integers(0, 8), WORDS), min_size=1, max_size=4))
def test_no_change_of_a_word_makes_the_compiler_fail(changes: list[tuple[int, int, str]]) -> None:
    lines = list(LINES)
    for place, position, word in changes:
        parts = re.split(r"([\w.-]+)", lines[place])
        at = min(2 * position + 1, len(parts) - 1)
        parts[at] = word
        lines[place] = "".join(parts)
    files = {"lofte.yaml": "\n".join(lines).encode(), "published.yaml": PUBLISHED}
    declaration, _ = read(files, "lofte.yaml")
    if declaration is not None:
        model, faults = compile_declaration(declaration)
        assert model is not None
        assert all(fault.span is not None and fault.help for fault in faults)
