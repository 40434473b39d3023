"""Name every text and every register, and say what each is, behind which article, and what narrows it.

In:   a name, `Model`, the language, what it is asked for.       Out:  `Document`.
Never: decides what stands in a text (the module of each does).

The idea in one read: one table of everything that can be told, so that the command line, its list and the tests walk
the same names. A text that has nothing to tell for a model is no text of it, and is not listed. A text for one
category of people is the same text of a smaller model, and says in its title for whom it is.
Law:  GDPR Art. 12-14, 30.
Kept true by: tests/unit/documents/test_texts.py, docs/texts.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from lofte.documents.blocks import Document
from lofte.documents.groups import Group
from lofte.documents.language import Said
from lofte.documents.policy import group_title, policy
from lofte.documents.registers import register, register_document
from lofte.documents.texts import (
    about_subject,
    balancing_tests,
    consent_texts,
    layered,
    notice,
    resting_on,
    rights_page,
)
from lofte.documents.voice import Voice
from lofte.model import Model


@dataclass(frozen=True, slots=True)
class Asked:
    """What a text is told of: a model in a language, for some texts one source or one subject."""

    model: Model
    language: str
    source: str | None = None
    subject: str | None = None

    @property
    def narrowed(self) -> Model:
        """The model, of one category of people if one is named."""
        return about_subject(self.model, self.subject) if self.subject else self.model


@dataclass(frozen=True, slots=True)
class Known:
    """One text: what it is, the article behind it, what narrows it (`source`, `for`), and what tells it."""

    name: str
    what: Said
    article: str
    tell: Callable[[Asked], Document]
    narrows: tuple[str, ...] = ()
    needs_source: bool = False


def _notice(asked: Asked) -> Document:
    assert asked.source is not None
    return notice(asked.narrowed, asked.language, asked.source)


def _register(name: str) -> Callable[[Asked], Document]:
    return lambda asked: register_document(register(asked.model, name, asked.language))


def _known(*texts: Known) -> Mapping[str, Known]:
    return {text.name: text for text in texts}


DOCUMENTS: Final[Mapping[str, Known]] = _known(
    Known(
        "policy",
        Said(sv="policyn, hel", en="the policy, whole"),
        "GDPR Art. 12-14",
        lambda asked: policy(asked.narrowed, asked.language),
        ("for",),
    ),
    Known(
        "layered",
        Said(sv="policyn i två lager: kort först, resten på begäran", en="the policy in layers: short, more on demand"),
        "GDPR Art. 12(1)",
        lambda asked: layered(asked.narrowed, asked.language),
        ("for",),
    ),
    Known(
        "notice",
        Said(sv="informationen där uppgifter samlas in", en="the notice where data are collected"),
        "GDPR Art. 13, 14",
        _notice,
        ("source", "for"),
        needs_source=True,
    ),
    Known(
        "consent",
        Said(sv="frågorna om samtycke", en="the questions of consent"),
        "GDPR Art. 7, 8",
        lambda asked: consent_texts(asked.narrowed, asked.language, asked.source),
        ("source", "for"),
    ),
    Known(
        "rights",
        Said(sv="sidan om rättigheter", en="the page of rights"),
        "GDPR Art. 12, 15-22",
        lambda asked: rights_page(asked.narrowed, asked.language),
        ("for",),
    ),
    Known(
        "balancing",
        Said(sv="intresseavvägningarna", en="the balancing tests"),
        "GDPR Art. 6(1)(f)",
        lambda asked: balancing_tests(asked.model, asked.language),
    ),
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


def told(asked: Asked, name: str) -> Document:
    """One text by its name; without blocks when the model has nothing for it."""
    document = DOCUMENTS[name].tell(asked)
    if asked.subject is None:
        return document
    whom = group_title(Group(asked.subject, (asked.subject,), ()), Voice(asked.model, asked.language))
    return replace(document, title=f"{document.title}: {whom[:1].lower()}{whom[1:]}")


def is_told(asked: Asked, name: str) -> bool:
    """Whether a model has anything for this text; for one of a source: for the named one, else for any."""
    if DOCUMENTS[name].needs_source and asked.source is None:
        return bool(names_for(asked.narrowed, name, "source"))
    return bool(told(asked, name).blocks)


def names_for(model: Model, name: str, option: str) -> tuple[str, ...]:
    """The names by which a text can be narrowed."""
    if option not in DOCUMENTS[name].narrows:
        return ()
    if option == "source" and DOCUMENTS[name].needs_source:
        return tuple(source for source in model.sources if resting_on(model, source))
    if option == "source":
        return tuple(source for source in model.sources if DOCUMENTS[name].tell(Asked(model, "en", source)).blocks)
    about = {subject for activity in model.activities.values() for subject in activity.about or ()}
    return tuple(subject for subject in model.subjects if subject in about)
