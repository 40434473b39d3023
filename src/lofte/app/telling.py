"""Print any text of a declaration in any form that it has.

In:   `Model`, what is wanted.       Out:  bytes for a file or a screen; what there is to want.
Never: guesses a name; prints a text with nothing in it.

The idea in one read: a text is named, and for some a source or a category of people with it. Every name is looked up,
and what was probably meant is proposed. A page, Markdown, plain text and PDF can be made of everything; CSV and a
workbook of registers alone.
Law:  GDPR Art. 12(1), 30.
Kept true by: tests/journeys/test_check.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, assert_never

from lofte.app.naming import UnknownNameError, known_name
from lofte.app.typesetting import typeset
from lofte.app.workbook import workbook
from lofte.documents.blocks import Document
from lofte.documents.catalogue import DOCUMENTS, Asked, is_told, names_for
from lofte.documents.catalogue import told as told_by
from lofte.documents.html import html_page
from lofte.documents.markdown import markdown
from lofte.documents.plain_text import plain_text
from lofte.documents.registers import REGISTERS, csv_text, register
from lofte.documents.voice import Voice
from lofte.model import Model

Form = Literal["html", "markdown", "text", "csv", "xlsx", "pdf"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One text: its name, its language, its form, and what narrows it."""

    document: str
    language: str
    form: Form = "html"
    source: str | None = None
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Offered:
    """One text that a declaration gives: what it is, the article behind it, and the names that narrow it."""

    document: str
    what: str
    article: str
    narrowed_by: tuple[tuple[str, tuple[str, ...]], ...]


def told(model: Model, wanted: Wanted, style: str = "") -> bytes:
    """The text; `style` is a style sheet for a page. Raises UnknownNameError for what there is not."""
    _known(model, wanted)
    asked = Asked(model, wanted.language, wanted.source, wanted.subject)
    if wanted.form in ("csv", "xlsx"):
        return _register(asked, wanted)
    document = told_by(asked, wanted.document)
    if wanted.form == "pdf":
        return typeset(document, _answering(asked), model.policy.in_force)
    return _printed(document, wanted.form, style).encode()


def offered(model: Model, language: str) -> Iterator[Offered]:
    """Every text that this declaration gives."""
    for name, known in DOCUMENTS.items():
        if is_told(Asked(model, language), name):
            narrowed_by = tuple((option, names_for(model, name, option)) for option in known.narrows)
            yield Offered(name, known.what.template(language), known.article, narrowed_by)


def _known(model: Model, wanted: Wanted) -> None:
    """Every name that was typed is one that there is, and nothing that is needed is missing."""
    known_name(wanted.document, tuple(DOCUMENTS), "document")
    known = DOCUMENTS[wanted.document]
    for option, name in (("source", wanted.source), ("for", wanted.subject)):
        if name is None:
            continue
        if option not in known.narrows:
            able = ", ".join(f"`{each.name}`" for each in DOCUMENTS.values() if option in each.narrows)
            raise UnknownNameError(f"`--{option}` narrows no `{known.name}`", help=f"it narrows {able}")
        known_name(name, names_for(model, known.name, option), {"source": "source", "for": "subject"}[option])
    asked = Asked(model, wanted.language, wanted.source, wanted.subject)
    if not is_told(asked, wanted.document):
        narrowed = f" and `{wanted.source or wanted.subject}`" if wanted.source or wanted.subject else ""
        raise UnknownNameError(
            f"the declaration has nothing for `{wanted.document}`{narrowed}",
            help="`lofte render --list` says what there is",
        )
    if known.needs_source and wanted.source is None:
        names = ", ".join(f"`{name}`" for name in names_for(model, known.name, "source"))
        raise UnknownNameError(f"a `{known.name}` is one source's, and none is named", help=f"add `--source`: {names}")


def _register(asked: Asked, wanted: Wanted) -> bytes:
    if wanted.document not in REGISTERS:
        raise UnknownNameError(
            f"`{wanted.document}` is no register, and has no form `{wanted.form}`",
            help=f"registers are {', '.join(f'`{name}`' for name in REGISTERS)}",
        )
    made = register(asked.model, wanted.document, asked.language)
    return csv_text(made).encode() if wanted.form == "csv" else workbook(made)


def _answering(asked: Asked) -> str:
    """Who answers for the text: the controllers by their names."""
    voice = Voice(asked.model, asked.language)
    return voice.list(voice.text(controller.label) for controller in asked.model.controllers.values())


def _printed(document: Document, form: Form, style: str) -> str:
    match form:
        case "html":
            return html_page(document, style)
        case "markdown":
            return markdown(document)
        case "text":
            return plain_text(document)
        case "csv" | "xlsx" | "pdf":
            raise AssertionError(form)
        case _:
            assert_never(form)
