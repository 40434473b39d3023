"""Print the page of the command line, `docs/reference/cli.md`.

In:   nothing.       Out:  the file.
Never: decides what stands in it (`lofte.cli.reference` does).

The idea in one read: run it after a change of a command or an option; a test says when.
Kept true by: tests/journeys/test_help.py.
"""

from __future__ import annotations

from pathlib import Path

from lofte.cli.reference import page

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "cli.md"

if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
