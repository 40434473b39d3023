"""Make the registers that an organisation keeps from what it declares, and tell them.

In:   `Model`, the language, the name of a register.       Out:  `Register`; as a document, or as CSV.
Never: makes a register with nothing in it.

The idea in one read: one closed shape (`Register`) for all, made once from the model and printed in many forms, so
that the page, the file for a program and the workbook cannot say different things.
Law:  GDPR Art. 30; LEK (2022:482) 9 kap. 28 §.
Kept true by: tests/unit/documents/test_registers.py, tests/golden/texts/.
"""

from collections.abc import Callable, Mapping
from typing import Final

from lofte.documents.registers.disclosed import recipients_register
from lofte.documents.registers.record import processor_record, record
from lofte.documents.registers.separated import csv_text
from lofte.documents.registers.shape import Cell, Column, Entry, Register
from lofte.documents.registers.summaries import cookies, retention
from lofte.documents.registers.told import register_document
from lofte.documents.voice import Voice
from lofte.model import Model

__all__ = ["REGISTERS", "Cell", "Column", "Entry", "Register", "csv_text", "register", "register_document"]

REGISTERS: Final[Mapping[str, Callable[[Voice], Register]]] = {
    "record": record,
    "processor-record": processor_record,
    "recipients": recipients_register,
    "retention": retention,
    "cookies": cookies,
}
"""Every register by its name."""


def register(model: Model, name: str, language: str) -> Register:
    """One register of a model, in `sv` or `en`; without entries when there is nothing to enter."""
    return REGISTERS[name](Voice(model, language))
