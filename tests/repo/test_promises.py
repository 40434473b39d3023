"""PROMISES.md names tests that exist."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def names_of_tests() -> frozenset[str]:
    """The name of every test function."""
    found = set()
    for path in (ROOT / "tests").rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                found.add(node.name)
    return frozenset(found)


def test_each_promise_names_tests_that_exist() -> None:
    """A property without its test is only a wish."""
    known = names_of_tests()
    rows = [line for line in (ROOT / "PROMISES.md").read_text("utf8").splitlines() if line.startswith("| P-")]
    assert len(rows) >= 20
    for row in rows:
        names = re.findall(r"`([^`]+)`", row.rsplit("|", 2)[1])
        assert names, f"no test in: {row}"
        missing = [name for name in names if name not in known and not (ROOT / name).is_file()]
        assert not missing, f"{row.split('|')[1].strip()} names {missing}"
