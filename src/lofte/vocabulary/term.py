"""Give a word of the law its article, its exchange term and its labels.

In:   nothing; these are the forms.       Out:  `Term` and its kinds, `LegalBasis`.
Never: reads a file, knows which words there are (the lists beside it do).

The idea in one read: each member of a closed list is a `Term`. Its labels read on in running text: a purpose is what
comes after *to* (sv *för att*), an event is what comes after *until* and *after* (sv *tills*, *efter att*), everything
else is a noun in the plural or without article. `dpv` is a term of the W3C Data Privacy Vocabulary 2.3 with its
prefix, empty where that vocabulary has no word for it.
Law:  GDPR Art. 6(1) for the legal bases.
Kept true by: tests/unit/test_vocabulary.py, docs/glossary.md.

>>> Term("name", "GDPR Art. 4(1)", "pd:Name", "namn", "name").label("sv")
'namn'
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar


class LegalBasis(StrEnum):
    """The six of Art. 6(1), in the order of its letters."""

    CONSENT = "consent"
    CONTRACT = "contract"
    LEGAL_OBLIGATION = "legal-obligation"
    VITAL_INTERESTS = "vital-interests"
    PUBLIC_TASK = "public-task"
    LEGITIMATE_INTERESTS = "legitimate-interests"


class PurposeClass(StrEnum):
    """What kind of purpose, for rules that look at all of a kind."""

    SERVICE = "service"
    MARKETING = "marketing"
    INSIGHT = "insight"
    LAW = "law"
    STAFF = "staff"
    PUBLIC = "public"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a closed list: its article of law, its term in DPV, what people read."""

    name: str
    article: str
    dpv: str
    sv: str
    en: str

    def label(self, language: str) -> str:
        """What people read in `language`; English for one that is not known."""
        return self.sv if language == "sv" else self.en


@dataclass(frozen=True, slots=True)
class Purpose(Term):
    """A purpose (5(1)(b)); the labels are infinitives, read after *to* and *för att*."""

    purpose_class: PurposeClass = PurposeClass.OTHER


@dataclass(frozen=True, slots=True)
class Data(Term):
    """A category of personal data (30(1)(c)).

    `includes`: the members of a group. `ancestors`: what it counts as besides itself (a `work-email` is an `email`).
    `identifies`: finds its person in other systems on its own. `obtained`: `provided`, `observed` or `derived` (20).
    `special`: the guarded category that it may reveal (9). `guarded`: the article (9, 10, 87) asking for a condition.
    """

    includes: tuple[str, ...] = ()
    ancestors: tuple[str, ...] = ()
    identifies: bool = False
    free_text: bool = False
    recording: bool = False
    secret: bool = False
    obtained: str = "provided"
    special: str | None = None
    guarded: str | None = None


@dataclass(frozen=True, slots=True)
class Event(Term):
    """What a clock counts from; the labels are clauses, read after *until* and *tills*.

    `of_person`: the same for all rows of a person, from our records or a table; else it is bound at each table.
    """

    of_person: bool = False


@dataclass(frozen=True, slots=True)
class Statute(Term):
    """A statute that says how long: `years` after `event`, or after the end of the fiscal year in which it lies."""

    event: str = ""
    years: int = 0
    fiscal_year: bool = False


AnyTerm = TypeVar("AnyTerm", bound=Term)


def by_name(terms: Iterable[AnyTerm]) -> Mapping[str, AnyTerm]:
    """The terms under their names, in the order given."""
    return MappingProxyType({term.name: term for term in terms})
