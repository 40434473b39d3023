"""Gather the names of a declaration, and find what a name refers to.

In:   a Declaration.       Out:  a `Scope`: the names of each kind, the languages, whether the page is transcribed.
Never: reads what a thing says; only what it is called.

The idea in one read: every name is known before any is used, so that the order of sections means nothing. A name that
is not there is one fault with the nearest name as help; a name that a decision took away says so, and where.
Law:  none.
Kept true by: tests/unit/compiler/test_scope.py.

>>> from lofte.declaration.form import Declaration, Thing
>>> scope = scope_of(Declaration(Thing("declaration", {}, Span("a.yaml", 1, 1, 1, 1)), {}))
>>> scope.languages, scope.missing(Kind.ROLE, "claims", Span("a.yaml", 9, 3, 9, 9)).message
(('sv',), 'unknown role `claims`')
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum

from lofte.declaration.form import Declaration, Thing, Things, Written
from lofte.diagnostics import Diagnostic, Related, Severity, Span
from lofte.grammar import Text
from lofte.vocabulary import DATA, PURPOSES, STATUTES, WORDS

DEFAULT_LANGUAGES = ("sv",)


class Kind(StrEnum):
    """What a name is a name of; the value is the word of its messages."""

    CONTROLLER = "controller"
    CONTACT = "contact"
    ROLE = "role"
    SUBJECT = "subject"
    DATA = "data category"
    SOURCE = "source"
    ORIGIN = "source or activity"
    ACTIVITY = "activity"
    CONSENT = "consent"
    RECIPIENT = "recipient"
    EVENT = "event"
    SYSTEM = "system"
    STATUTE = "statute"
    RIGHT_GIVEN_FOR = "basis or purpose"
    APPROVER = "role or `nobody`"


SECTION_OF: Mapping[Kind, str] = {
    Kind.CONTROLLER: "controllers",
    Kind.CONTACT: "contacts",
    Kind.ROLE: "roles",
    Kind.SUBJECT: "subjects",
    Kind.DATA: "data",
    Kind.SOURCE: "sources",
    Kind.ACTIVITY: "activities",
    Kind.CONSENT: "consents",
    Kind.RECIPIENT: "recipients",
    Kind.EVENT: "events",
    Kind.SYSTEM: "systems",
}


@dataclass(frozen=True, slots=True)
class Scope:
    """The names by kind, with where each was declared (None: the vocabulary's own)."""

    names: Mapping[Kind, Mapping[str, Span | None]]
    removed: Mapping[Kind, Mapping[str, Written]]
    languages: tuple[str, ...] = DEFAULT_LANGUAGES
    transcribed: bool = False
    section_spans: Mapping[str, Span] = field(default_factory=dict)

    def knows(self, kind: Kind, name: str) -> bool:
        """Whether there is such a name of this kind."""
        return name in self.names.get(kind, {})

    def text(self, words: str) -> Text:
        """One string as a text in the first language."""
        return Text(((self.languages[0], words),))

    def missing(self, kind: Kind, name: str, place: Span | None, path: str = "") -> Diagnostic:
        """The fault of a name that is not there, or no longer."""
        taken = self.removed.get(kind, {}).get(name)
        if taken is not None:
            return Diagnostic(
                "removed-but-used",
                Severity.ERROR,
                f"{kind} `{name}` was taken away and is still used here",
                place,
                help="name something else here, or keep the thing",
                related=(Related("taken away here", taken.span),),
                path=path,
            )
        return Diagnostic(
            "unknown-name",
            Severity.ERROR,
            f"unknown {kind} `{name}`",
            place,
            help=_help(kind, name, self.names.get(kind, {})),
            path=path,
        )


def scope_of(declaration: Declaration) -> Scope:
    """The scope of a whole declaration."""
    root = declaration.root
    policy = _thing(root.get("policy"))
    names: dict[Kind, Mapping[str, Span | None]] = {kind: _names(root, section) for kind, section in SECTION_OF.items()}
    names[Kind.DATA] = dict.fromkeys(DATA) | dict(names[Kind.DATA])
    names[Kind.ORIGIN] = {**names[Kind.SOURCE], **names[Kind.ACTIVITY]}
    names[Kind.CONSENT] = {**names[Kind.ACTIVITY], **names[Kind.CONSENT]}
    names[Kind.APPROVER] = {"nobody": None, **names[Kind.ROLE]}
    names[Kind.STATUTE] = dict.fromkeys(STATUTES)
    given_for = (*WORDS["right-given-for"], *PURPOSES)
    names[Kind.RIGHT_GIVEN_FOR] = dict.fromkeys(given_for) | dict(names[Kind.ACTIVITY])
    return Scope(
        names=names,
        removed={kind: _removed(root, section) for kind, section in SECTION_OF.items()},
        languages=_languages(policy),
        transcribed=_transcribed(policy),
        section_spans={key: written.span for key, written in root.fields.items()},
    )


def _names(root: Thing, section: str) -> dict[str, Span | None]:
    written = root.get(section)
    if written is None or not isinstance(written.value, Things):
        return {}
    things = written.value
    return {name: things.name_spans.get(name) for name in things.items}


def _removed(root: Thing, section: str) -> Mapping[str, Written]:
    written = root.get(section)
    return written.value.removed if written is not None and isinstance(written.value, Things) else {}


def _thing(written: Written | None) -> Thing | None:
    return written.value if written is not None and isinstance(written.value, Thing) else None


def _languages(policy: Thing | None) -> tuple[str, ...]:
    written = policy.get("languages") if policy else None
    if written is None or not isinstance(written.value, tuple):
        return DEFAULT_LANGUAGES
    found = (item.value for item in written.value if isinstance(item, Written))
    return tuple(language for language in found if isinstance(language, str)) or DEFAULT_LANGUAGES


def _transcribed(policy: Thing | None) -> bool:
    written = policy.get("transcribed") if policy else None
    return written is not None and isinstance(written.value, str) and written.value != "no"


def _help(kind: Kind, name: str, known: Iterable[str]) -> str:
    near = nearest(name, known)
    if near is not None:
        return f"did you mean `{near}`?"
    section = SECTION_OF.get(kind)
    if section:
        return f"declare it under `{section}`"
    return f"known here: {', '.join(f'`{word}`' for word in sorted(known))}"


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like `name`, if one is like it at all."""
    found = get_close_matches(name.lower().replace("_", "-"), list(known), n=1, cutoff=0.7)
    return found[0] if found else None
