"""Print for people and for programs.

In:   words, rows, values.       Out:  standard output.
Never: colours for a program; breaks a line that a person may want to copy.

The idea in one read: in a terminal there are colours and tables as wide as it is; into a pipe or a file goes plain
text. Progress goes to standard error, so that it never mixes with what was asked for.
Kept true by: tests/journeys/test_failing.py.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

WIDTH_WITHOUT_TERMINAL = 120


def console(*, errors: bool = False) -> Console:
    """Where to print; standard output unless `errors`."""
    from rich.console import Console

    stream = sys.stderr if errors else sys.stdout
    width = None if stream.isatty() or "COLUMNS" in os.environ else WIDTH_WITHOUT_TERMINAL
    return Console(file=stream, width=width, highlight=False, emoji=False)


def say(text: str = "", style: str = "") -> None:
    """A line, as it is: nothing in it is taken for markup, and it is not wrapped."""
    console().print(text, style=style or None, markup=False, soft_wrap=True)


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], numbers: Iterable[int] = ()) -> None:
    """Rows under a title; the columns in `numbers` stand to the right."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    right = frozenset(numbers)
    if title:
        say(title, "bold")
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for at, column in enumerate(columns):
        made.add_column(column, justify="right" if at in right else "left", overflow="fold")
    for row in rows:
        made.add_row(*(Text(cell) for cell in row))
    console().print(made)


def as_json(value: object) -> None:
    """A value for a program."""
    sys.stdout.write(f"{json_text(value)}\n")


def json_text(value: object) -> str:
    """A value as JSON that a person can read too."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=str)


@contextmanager
def progress(what: str) -> Iterator[Callable[[str, int], None]]:
    """Show that something is being done; each call names a step and adds its rows. Silent without a terminal."""
    if not sys.stderr.isatty():
        yield lambda _step, _rows: None
        return
    screen, rows = console(errors=True), 0
    with screen.status(f"{what} ...") as status:

        def told(step: str, number: int) -> None:
            nonlocal rows
            rows += number
            status.update(f"{what}: {step} ({rows} rows so far)")

        yield told
