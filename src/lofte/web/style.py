"""Give the style sheet of the pages to whoever prints a page that stands alone.

In:   nothing.       Out:  the text of the style sheet.
Never: another style than the one that the pages have.

The idea in one read: a policy that is saved as one file should look as it does on the site, so it carries the same
sheet in its head.
Kept true by: tests/web/test_answers.py.
"""

from __future__ import annotations

from pathlib import Path

STATIC = Path(__file__).parent / "static"
"""The folder of the files that are served as they are."""


def stylesheet() -> str:
    """The style sheet, for `lofte.documents.render(model, language, "html", style)`."""
    return (STATIC / "lofte.css").read_text(encoding="utf-8")
