"""`--help` is instant and whole, and the page of the command line is what it says."""

import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lofte.cli.main import command_line
from lofte.cli.reference import page

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "cli.md"
SECONDS = 0.3


def test_the_page_of_the_command_line_is_up_to_date() -> None:
    assert PAGE.read_text("utf8") == page(), "print it again: .venv/bin/python tools/cli_reference.py"


def test_every_command_and_every_option_says_what_it_is() -> None:
    silent = [f"{name}: {param.name}" for name, each in commands() for param in each.params if not param.help]
    assert not silent
    assert all(each.help for _, each in commands())


def commands() -> Iterator[tuple[str, Any]]:
    """Every command with its full name."""
    waiting: list[tuple[str, Any]] = [("lofte", command_line())]
    while waiting:
        name, each = waiting.pop()
        yield name, each
        waiting += [(f"{name} {word}", inner) for word, inner in getattr(each, "commands", {}).items()]


def test_help_is_instant() -> None:
    # Other processes share the cores, so what is measured is the work of the command and not the time on the wall.
    assert min(work_of_help() for _ in range(5)) < SECONDS


def work_of_help() -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-c", "from lofte.cli import main; main(['--help'])"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_help_imports_nothing_that_only_a_command_needs() -> None:
    code = "import sys; from lofte.cli import main; main(['--help']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "lofte.cli.sweeping" in loaded
    assert not loaded & {"sqlalchemy", "litestar", "uvicorn", "cryptography", "lofte.app", "lofte.model", "babel"}
