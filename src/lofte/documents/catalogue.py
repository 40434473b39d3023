"""Name every text and every register, and say what each is, behind which article, and what narrows it.

In:   a name, `Model`, the language, what it is asked for.       Out:  `Document`; for a register also `Register`.
Never: decides what stands in a text (the module of each does).

The idea in one read: one table of everything that can be told, so that the command line, its list and the tests walk
the same names. A text that has nothing to tell for a model is no text of it, and is not listed.
Law:  GDPR Art. 12-14, 30.
Kept true by: tests/unit/documents/test_catalogue.py, docs/texts.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from lofte.documents.blocks import Document
from lofte.documents.language import Said
from lofte.documents.policy import policy
from lofte.documents.registers import register, register_document
from lofte.model import Model


@dataclass(frozen=True, slots=True)
class Asked:
    """What a text is told of: a model in a language, for some texts one source or one subject."""

    model: Model
    language: str
    source: str | None = None
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """One text: what it is, the article behind it, what narrows it (`source`, `for`), and what tells it."""

    name: str
    what: Said
    article: str
    tell: Callable[[Asked], Document]
    narrows: tuple[str, ...] = ()
    needs_source: bool = False


def _policy(asked: Asked) -> Document:
    return policy(asked.model, asked.language)


def _register(name: str) -> Callable[[Asked], Document]:
    return lambda asked: register_document(register(asked.model, name, asked.language))


def _known(*texts: Known) -> Mapping[str, Known]:
    return {text.name: text for text in texts}


DOCUMENTS: Final[Mapping[str, Known]] = _known(
    Known("policy", Said(sv="policyn, hel", en="the policy, whole"), "GDPR Art. 12-14", _policy),
    Known(
        "record",
        Said(sv="registret över behandling", en="the record of processing"),
        "GDPR Art. 30(1)",
        _register("record"),
    ),
    Known(
        "processor-record",
        Said(sv="registret över det vi gör åt andra", en="the record of what we do for others"),
        "GDPR Art. 30(2)",
        _register("processor-record"),
    ),
    Known(
        "recipients",
        Said(sv="mottagare och biträden, var och med vilket skydd", en="recipients and processors, where, how safe"),
        "GDPR Art. 13(1)(e)-(f), 28",
        _register("recipients"),
    ),
    Known(
        "retention",
        Said(sv="hur länge vad sparas", en="how long what is kept"),
        "GDPR Art. 13(2)(a), 30(1)(f)",
        _register("retention"),
    ),
    Known(
        "cookies",
        Said(sv="vad som lagras i webbläsaren", en="what is stored in the browser"),
        "LEK (2022:482) 9 kap. 28 §",
        _register("cookies"),
    ),
)
"""Every text, in the order in which they are listed."""


def is_told(asked: Asked, name: str) -> bool:
    """Whether a model has anything for this text."""
    known = DOCUMENTS[name]
    if known.needs_source:
        return bool(names_for(asked.model, name, "source"))
    return name == "policy" or bool(known.tell(asked).blocks)


def names_for(model: Model, name: str, option: str) -> tuple[str, ...]:
    """The names by which a text can be narrowed."""
    if option not in DOCUMENTS[name].narrows:
        return ()
    return _asked_sources(model) if option == "source" else _told_subjects(model)


def _asked_sources(model: Model) -> tuple[str, ...]:
    used = {name for activity in model.activities.values() for name in activity.sources or ()}
    return tuple(name for name in model.sources if name in used)


def _told_subjects(model: Model) -> tuple[str, ...]:
    told = {name for activity in model.activities.values() for name in activity.about or ()}
    return tuple(name for name in model.subjects if name in told)
