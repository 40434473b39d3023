"""Write a table in the short form of the declaration language; the oracle reads the long one.

In:   descriptions as one would write them.       Out:  `Table` in the long form.
Never: fills in a default that means something.

The idea in one read: the columns of the database are one text, `id:integer! email sent_at:instant` (`!`: may not be
empty), a list of names becomes a mapping, a word alone becomes its lead key. `for_` stands for `for`.
Law:  none of its own.
Kept true by: tests/unit/test_oracle_cases.py

>>> table("id:integer! email", person={"email": "email"}, for_=["news"], columns={"email": "email"}).says["for"]
{'news': None}
"""

from __future__ import annotations

from typing import Any

from oracle.world import Column, Table


def table(
    schema: str, /, *, key: tuple[str, ...] = ("id",), foreign: dict[str, str] | None = None, **says: Any
) -> Table:
    """A table; without `for` it holds no personal data. `foreign`: column → `table.column`."""
    links = {column: (to.split(".")[0], to.split(".")[1]) for column, to in (foreign or {}).items()}
    return Table(dict(map(_column, schema.split())), key, long(says) if "for_" in says else None, links)


def long(says: dict[str, Any]) -> dict[str, Any]:
    """The long form of what is said of a table."""
    written = {name.rstrip("_"): value for name, value in says.items()}
    written["for"] = written["for"] if isinstance(written["for"], dict) else dict.fromkeys(written["for"])
    bound = written.get("columns", {})
    written["columns"] = {
        column: said if isinstance(said, dict) and "is" in said else {"is": said} for column, said in bound.items()
    }
    links = written.get("links", {})
    written["links"] = {column: {"decision": said} if isinstance(said, str) else said for column, said in links.items()}
    return written


def _column(text: str) -> tuple[str, Column]:
    name, _, kind = text.rstrip("!").partition(":")
    return name, Column(kind or "text", nullable=not text.endswith("!"))
