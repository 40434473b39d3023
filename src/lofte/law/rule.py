"""Say what a rule of law is and what it finds.

In:   nothing; these are the forms.       Out:  `Rule`, `Finding`, `Words`, `Place`.
Never: registers itself; the tuple `RULES` lists every rule by name.

The idea in one read: a rule is one small function from the model and the law of the day to findings; tier, severity
and source stand in the catalogue under its id. A finding says where (the place and its dotted path, by which it is
accepted), what, and what to do, each in Swedish and English; the rule's own facts join it when it becomes a
diagnostic.
Law:  the rule's own source.
Kept true by: tests/unit/law/.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from lofte.diagnostics import DatedList, Diagnostic, Related, Severity, Span
from lofte.law.catalogue import CATALOGUE, Entry
from lofte.law.dated import LawOfDay
from lofte.law.swedish import FINDS
from lofte.model import Element, Model

GDPR_APPLIES: Final = date(2018, 5, 25)


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence in the two languages."""

    en: str
    sv: str


@dataclass(frozen=True, slots=True)
class Place:
    """A dotted path of the declaration and where it was written."""

    path: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found at a place. `severity` only where it is weaker than the rule's own."""

    place: Place
    message: Words
    help: Words
    severity: Severity | None = None
    lists: tuple[DatedList, ...] = ()
    related: tuple[Related, ...] = ()


Check = Callable[[Model, LawOfDay], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of law. `id` is the code of its findings; what they cite is in the catalogue."""

    id: str
    title: Words
    check: Check
    valid_from: date = GDPR_APPLIES
    valid_to: date | None = None

    @property
    def entry(self) -> Entry:
        """Tier, severity and source."""
        return CATALOGUE[self.id]

    @property
    def finds(self) -> Words:
        """What it finds: the first line of its function, and the same in Swedish."""
        return Words(" ".join((self.check.__doc__ or self.title.en).partition("\n\n")[0].split()), FINDS[self.id])

    def is_law_on(self, day: date) -> bool:
        """Whether texts are judged by it on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def diagnostics(self, model: Model, law: LawOfDay) -> Iterator[Diagnostic]:
        """Its findings, each with the rule's code, severity and source."""
        for found in self.check(model, law):
            yield Diagnostic(
                code=self.id,
                severity=found.severity or self.entry.severity,
                message=found.message.en,
                span=found.place.span,
                help=found.help.en,
                article=self.entry.source,
                related=found.related,
                path=found.place.path,
                messages=(("en", found.message.en), ("sv", found.message.sv)),
                helps=(("en", found.help.en), ("sv", found.help.sv)),
                lists=found.lists,
            )


def at(section: str, element: Element, key: str = "") -> Place:
    """The place of `key` of a named thing, or of the thing itself."""
    path = ".".join(part for part in (section, element.name, key) if part)
    return Place(path, element.at(key) if key else element.span)


def named(names: tuple[str, ...] | list[str]) -> str:
    """Names as a reader meets them: each in backticks."""
    return ", ".join(f"`{name}`" for name in names)
