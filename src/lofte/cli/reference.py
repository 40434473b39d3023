"""Print every command with its options as the page `docs/reference/cli.md`.

In:   the command line itself.       Out:  Markdown.
Never: says anything that `--help` does not say.

The idea in one read: the page is what `--help` prints, command after command, at one fixed width, and the exit codes as
they stand in `exits`. A test holds the page to it; `tools/cli_reference.py` prints it again.
Kept true by: tests/journeys/test_help.py.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator, Mapping
from typing import Any

from lofte.cli import exits
from lofte.cli.main import command_line

WIDTH = 100
OPENING = """\
# The command line

What `lofte --help` says, of every command. Printed by `tools/cli_reference.py`; a test holds this page to the program.

Every command finds the declaration by `--declaration`, else by the workspace's own file `environment`, else as
`lofte.yaml` in this folder; and our own records in the folder `.lofte` beside it, unless `--workspace` names another.
Addresses of databases come from the environment, or from the workspace's file `environment`, whose lines `NAME=value`
win. `--debug` may stand anywhere.
"""


def page() -> str:
    """The whole page."""
    codes = "\n".join(f"| {code} | {words} |" for code, words in _exit_codes())
    commands = "\n\n".join(f"## {name}\n\n```text\n{text.strip()}\n```" for name, text in helps(command_line()))
    return f"{OPENING}\n## Exit codes\n\n| code | what it means |\n|---|---|\n{codes}\n\n{commands}\n"


def helps(command: Any, name: str = "lofte", parent: Any = None) -> Iterator[tuple[str, str]]:
    """Each command's full name and what `--help` prints of it, the whole first."""
    context = command.make_context(name.split()[-1], [], parent=parent, resilient_parsing=True)
    context.max_content_width = context.terminal_width = WIDTH
    yield name, command.get_help(context)
    inner: Mapping[str, Any] = getattr(command, "commands", {})
    for word, each in inner.items():
        yield from helps(each, f"{name} {word}", context)


def _exit_codes() -> Iterator[tuple[int, str]]:
    """Each code with the words under it."""
    body = next(node for node in ast.parse(inspect.getsource(exits)).body if isinstance(node, ast.ClassDef)).body
    for place, node in enumerate(body):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            words = body[place + 1]
            assert isinstance(words, ast.Expr)
            assert isinstance(words.value, ast.Constant)
            yield int(exits.ExitCode[node.targets[0].id]), str(words.value.value)
