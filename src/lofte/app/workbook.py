"""Write a register as a workbook (XLSX), the same bytes for the same register.

In:   `Register`.       Out:  bytes.
Never: a formula, a link or a number: every cell is text, whatever it looks like; a clock.

The idea in one read: the first sheet is the table alone, its header fixed and filtered, so that it can be sorted and
searched; the second says what it is: its title, its version and which article asks for which column. A workbook is a
ZIP whose members carry times; the library writes one time for all, and the day of making that a workbook has inside
is a fixed one too, so that equal registers are equal files and can be compared by their digests.
Law:  GDPR Art. 30(3)-(4).
Kept true by: tests/unit/documents/test_registers.py (read back by another library).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from lofte.diagnostics import LofteError
from lofte.documents.language import Said
from lofte.documents.registers import Register

MADE = datetime(1980, 1, 1)  # noqa: DTZ001 - no moment, but the first day that a ZIP can name
"""The day that every workbook says it was made."""
MOST_SIGNS = 32767
"""So many signs fit in one cell of a workbook."""
NARROWEST, WIDEST = 14, 46
LONGEST_NAME = 31

_ABOUT = Said(sv="Om registret", en="About")
_COLUMN = Said(sv="Kolumn", en="Column")
_ARTICLE = Said(sv="Krävs av", en="Asked for by")


class TooLongError(LofteError):
    """A cell holds more than a workbook can."""


def workbook(register: Register) -> bytes:
    """The register as a file that a spreadsheet opens; raises TooLongError when a cell does not fit."""
    made = BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": register.title, "created": MADE})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    _table(book.add_worksheet(_sheet_name(register.title)), register, head, plain)
    _about(book.add_worksheet(_ABOUT.template(register.language)), register, head, plain)
    book.close()
    return made.getvalue()


def _table(sheet: Worksheet, register: Register, head: Format, plain: Format) -> None:
    columns, entries = register.columns, register.entries
    _row(sheet, 0, [column.title for column in columns], head)
    for place, entry in enumerate(entries, start=1):
        _row(sheet, place, [cell.text for cell in entry.cells], plain)
    for place, column in enumerate(columns):
        lines = [column.title, *(line for entry in entries for line in entry.cells[place].lines)]
        sheet.set_column(place, place, min(max(NARROWEST, *map(len, lines)), WIDEST))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(entries), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _about(sheet: Worksheet, register: Register, head: Format, plain: Format) -> None:
    lines = [register.title, *register.meta, *register.notes]
    for place, line in enumerate(lines):
        _row(sheet, place, [line], plain)
    start = len(lines) + 1
    language = register.language
    _row(sheet, start, [_COLUMN.template(language), _ARTICLE.template(language)], head)
    for place, column in enumerate(register.columns, start=start + 1):
        _row(sheet, place, [column.title, column.article], plain)
    sheet.set_column(0, 1, WIDEST)


def _row(sheet: Worksheet, place: int, texts: Sequence[str], form: Format) -> None:
    for column, text in enumerate(texts):
        if len(text) > MOST_SIGNS:
            raise TooLongError(
                f"a text of {len(text)} signs does not fit in a cell of a workbook", help="take the register as CSV"
            )
        sheet.write_string(place, column, text, form)


def _sheet_name(title: str) -> str:
    return re.sub(r"[\[\]:*?/\\']", " ", title)[:LONGEST_NAME].strip()
