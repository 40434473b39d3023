"""What an access or an erasure request does: what the right releases, and what the answer says.

In:   Model, activities.       Out:  which needs are released; the forms of the two answers.
Never: reads a row; releases what a statute keeps; guesses an undecided case.

The idea in one read: erasure does not delete, it *releases*: the needs that rest on consent, marketing, and what
the declaration gives beside; then the same calculation as every day says what has no need left. What stays is
answered for: kept because of this need until that day, with the line. Access is the same list read aloud, before
anything is released.
Law:  GDPR Art. 15, 17; docs/needs.md section 5.
Kept true by: tests/unit/promises/test_request.py, tests/journeys/.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from lofte.diagnostics import Span
from lofte.facts import RowKey
from lofte.model import BasisEntry, Model, ProcessingActivity
from lofte.vocabulary import LegalBasis

NEVER_RELEASED = frozenset({LegalBasis.LEGAL_OBLIGATION, LegalBasis.PUBLIC_TASK, LegalBasis.VITAL_INTERESTS})


class Verdict(StrEnum):
    """What a need says of its data: to be erased, kept and not used, kept and used."""

    FALLEN = "fallen"
    HELD = "held"
    STANDS = "stands"


@dataclass(frozen=True, slots=True)
class StandingNeed:
    """Why a row is there: an activity's need, its verdict, until when (None: open), and the line that says so."""

    activity: str
    verdict: Verdict
    until: date | None
    columns: tuple[str, ...]
    unproven: bool = False
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Datum:
    """One cell of a person's row. `value` is None where another person's is masked or a secret left out."""

    column: str
    category: str
    value: object
    masked: bool = False


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One row about a person, as an answer shows it. `others` counts the other people in the row."""

    row: RowKey
    data: tuple[Datum, ...]
    needs: tuple[StandingNeed, ...]
    source: str | None = None
    others: int = 0
    undecided: bool = False


@dataclass(frozen=True, slots=True)
class AccessAnswer:
    """Everything held about one person on a day, and the systems that could not be asked, with the reason."""

    day: date
    rows: tuple[PersonRow, ...]
    not_asked: tuple[tuple[str, str], ...]
    steps: tuple[str, ...]
    """How the identifiers led from one to the next, without their values."""

    @property
    def complete(self) -> bool:
        """Whether every system answered."""
        return not self.not_asked


@dataclass(frozen=True, slots=True)
class LettingGo:
    """What an erasure is to do, before it does it: enough to answer for it also when it is cut off in between."""

    held: Mapping[RowKey, tuple[str, ...]]
    """The person's rows, each with the columns that hold something."""
    released: frozenset[str]
    """The activities whose needs the right releases."""
    not_asked: Mapping[str, str] = field(default_factory=dict)
    """The systems that could not be asked, with the reason."""
    needs: tuple[tuple[RowKey, str], ...] = ()
    """The needs to release now: rows and activities."""
    withdrawn: frozenset[str] = frozenset()
    """The consents that go with them: who asks to be erased no longer agrees (Art. 17(1)(b))."""


class Became(StrEnum):
    """What became of a row after an erasure."""

    ERASED = "erased"
    SCRUBBED = "scrubbed"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class ErasedRow:
    """One row after an erasure: what became of it, which columns were emptied, which are kept and because of what."""

    row: RowKey
    became: Became
    emptied: tuple[str, ...]
    kept: tuple[str, ...]
    because: tuple[StandingNeed, ...]


@dataclass(frozen=True, slots=True)
class ErasureAnswer:
    """What an erasure did for one person. `released` are the activities whose needs the right released."""

    request: int
    day: date
    rows: tuple[ErasedRow, ...]
    released: tuple[str, ...]
    not_run: tuple[tuple[str, str], ...]

    @property
    def complete(self) -> bool:
        """Whether every system did its part."""
        return not self.not_run


def released_by_erasure(model: Model, activity: ProcessingActivity, decided: frozenset[str] = frozenset()) -> bool:
    """Whether an upheld erasure request releases the activity's need.

    `decided` names activities of which a person decided so in the case. With several bases each must be one that
    may be released, and there must be one: an unstated basis releases nothing.
    """
    entries = activity.basis
    return bool(entries) and all(_releasable(model, activity, entry, decided) for entry in entries)


def consents_of(activity: ProcessingActivity) -> frozenset[str]:
    """The names of the consents that an activity rests on."""
    return frozenset(entry.consent or activity.name for entry in activity.basis if entry.basis is LegalBasis.CONSENT)


def _releasable(model: Model, activity: ProcessingActivity, entry: BasisEntry, decided: frozenset[str]) -> bool:
    if entry.basis in NEVER_RELEASED:
        return False
    if entry.basis is LegalBasis.CONSENT or activity.marketing or activity.name in decided:
        return True
    right = model.rights.get("erasure")
    given = set(right.given_for) if right else set()
    return bool(given & {"any", entry.basis.value, activity.purpose or "", activity.purpose_class})
