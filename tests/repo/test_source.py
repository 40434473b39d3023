"""The source keeps the rules of the house, and each rule bites."""

import ast
import re
from pathlib import Path, PurePosixPath

import pytest

from repo.source_rules import MOST_LINES_OF_A_FILE, faults

ROOT = Path(__file__).parent.parent.parent
SOURCE = ROOT / "src" / "lofte"

WELL_MADE = '''"""Count to three.

In:   nothing.       Out:  three.
Never: four.

The idea in one read: one, two, three.
Kept true by: nothing.
"""


def three() -> int:
    return 3
'''
BODY = "def three() -> int:\n    return 3\n"


def test_every_module_keeps_the_rules_of_the_house() -> None:
    found = [f"{path}:{fault}" for place, path in modules().items() for fault in faults(path.read_text("utf8"), place)]
    assert not found, "\n".join(found)


def test_every_test_file_stays_short_enough_to_read() -> None:
    lengths = {path: path.read_text("utf8").count("\n") for path in (ROOT / "tests").rglob("*.py")}
    found = [f"{path}:1: {length} lines" for path, length in lengths.items() if length > MOST_LINES_OF_A_FILE]
    assert not found, "\n".join(found)


def test_what_a_docstring_says_keeps_it_true_exists() -> None:
    found = [f"{path}: {name}" for path in modules().values() for name in missing_witnesses(path.read_text("utf8"))]
    assert not found, "not there:\n" + "\n".join(found)


def modules() -> dict[PurePosixPath, Path]:
    return {PurePosixPath(path.relative_to(SOURCE).as_posix()): path for path in sorted(SOURCE.rglob("*.py"))}


def missing_witnesses(text: str) -> list[str]:
    """The tests and pages that a module's docstring names and that are not there."""
    docstring = ast.get_docstring(ast.parse(text)) or ""
    named = re.findall(r"\b(?:tests/[\w./*-]*\w|[A-Z]+\.md)", docstring)
    return [name for name in named if not list(ROOT.glob(name))]


def test_a_witness_that_is_not_there_is_found() -> None:
    text = WELL_MADE.replace("by: nothing", "by: tests/repo/test_source.py, tests/unit/test_nobody.py, NOWHERE.md P-01")
    assert missing_witnesses(text) == ["tests/unit/test_nobody.py", "NOWHERE.md"]


def test_a_well_made_module_has_no_fault() -> None:
    assert faults(WELL_MADE, PurePosixPath("periods.py")) == []


@pytest.mark.parametrize(
    ("place", "text", "fault"),
    [
        ("periods.py", BODY, "1: the module has no docstring"),
        ("periods.py", WELL_MADE.replace("three.\n\nIn", "three\n\nIn"), "1: the docstring does not begin with"),
        ("periods.py", WELL_MADE.replace("Never: four.\n", ""), "1: the docstring has no `Never:`"),
        ("periods.py", WELL_MADE.replace("Kept true by", "Maybe"), "1: the docstring has no `Kept true by:`"),
        ("law/utils.py", WELL_MADE, "1: `utils` says nothing"),
        ("helpers/law.py", WELL_MADE, "1: `helpers` says nothing"),
        ("periods.py", WELL_MADE + "\n" * MOST_LINES_OF_A_FILE, "1: the file has 412 lines"),
        ("web/page.py", WELL_MADE + "    # x\n" * 60 + "    pass\n", "11: `three` has 63 lines"),
        ("needs.py", WELL_MADE + "    import re\n", "13: an import inside `three`"),
        ("needs.py", "import time\n" + WELL_MADE, "1: the core may not use `time`"),
        ("needs.py", WELL_MADE + "import sqlalchemy.orm\n", "13: the core may not use `sqlalchemy.orm`"),
        ("needs.py", WELL_MADE + "from logging import getLogger\n", "13: the core may not use `logging`"),
        ("needs.py", WELL_MADE + "from uuid import uuid4\n", "13: the core may not use `uuid.uuid4`"),
        ("needs.py", WELL_MADE + "from pathlib import Path\n", "13: the core may not use `pathlib.Path`"),
        ("needs.py", WELL_MADE + "    return datetime.now()\n", "13: the core may not use `datetime.now`"),
        ("needs.py", WELL_MADE + "    return datetime.date.today()\n", "13: the core may not use `date.today`"),
        ("needs/rows.py", WELL_MADE + "    return open('x')\n", "13: the core may not use `open`"),
        ("needs/rows.py", WELL_MADE + "    print(3)\n", "13: the core may not use `print`"),
    ],
)
def test_a_planted_fault_is_found(place: str, text: str, fault: str) -> None:
    found = faults(text, PurePosixPath(place))
    assert [line for line in found if line.startswith(fault)], found


@pytest.mark.parametrize("place", ["records/store.py", "cli/main.py", "app.py", "demo_postgres.py"])
def test_the_shell_may_use_the_world(place: str) -> None:
    assert faults(WELL_MADE + "import time\n", PurePosixPath(place)) == []
