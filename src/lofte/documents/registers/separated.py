"""Print a register as CSV (RFC 4180) that no spreadsheet takes for a program.

In:   `Register`.       Out:  text: UTF-8 when encoded, a header, commas, quotes where they are needed, CR LF.
Never: a cell that a spreadsheet would compute; a byte order mark (programs read this form, people the workbook).

The idea in one read: the lines of a cell stay lines, within its quotes, so that a reader of CSV gets back exactly
what the register holds. Only a cell that begins as a formula does gets an apostrophe before it: what an organisation
declares, or copies from somewhere, must not run on the machine of whoever opens the file.
Law:  GDPR Art. 32.
Kept true by: tests/unit/documents/test_registers.py (what the reader of the standard library gets back).
"""

from __future__ import annotations

import csv
import re

from lofte.documents.registers.shape import Register

_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r]")
"""How a cell begins that a spreadsheet would compute, full-width signs included."""


class _Lines(list[str]):
    """What the standard library's writer writes to."""

    write = list.append


def csv_text(register: Register) -> str:
    """The header and every entry."""
    lines = _Lines()
    writer = csv.writer(lines)
    writer.writerow([harmless(column.title) for column in register.columns])
    writer.writerows([harmless(cell.text) for cell in entry.cells] for entry in register.entries)
    return "".join(lines)


def harmless(text: str) -> str:
    """The text, with an apostrophe before it when a spreadsheet would compute it.

    >>> harmless("=1+1"), harmless("e-mail address")
    ("'=1+1", 'e-mail address')
    """
    return f"'{text}" if _FORMULA.match(text) else text
