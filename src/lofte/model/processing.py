"""Hold the record of processing: whose data, which, why, on what basis, from where, to whom, how long.

In:   nothing; these are the forms.       Out:  `ProcessingActivity` and what it names.
Never: opens a group (`Model.expanded` does).

The idea in one read: an activity is one row of the record. None is silence, an empty tuple is *nobody* or *nothing*.
Law:  GDPR Art. 5(1)(b), 6(1), 7, 13, 14, 28, 30(1), 44-49.
Kept true by: tests/unit/test_model.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from lofte.diagnostics import Span
from lofte.grammar import Rule, Text, When
from lofte.model.element import Element
from lofte.periods import Period
from lofte.vocabulary import LegalBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSubjectCategory(Element):
    """A group of persons (30(1)(c)). `kind` is a word of `subjects.*.is`."""

    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalDataCategory(Element):
    """A kind of data (30(1)(c)). Groups have `includes`; `ancestors` are the categories it counts as besides itself."""

    kind: str
    includes: tuple[str, ...]
    ancestors: tuple[str, ...]
    special: str | None
    special_denied: bool
    """The declaration answers that it reveals no special category."""
    identifies: bool
    free_text: bool
    recording: bool
    secret: bool
    obtained: str
    """`provided`, `observed` or `derived` (20)."""
    guarded: str | None
    """`9`, `10` or `87` when conditions are required."""
    not_a_person: tuple[str, ...]
    hint: Text | None
    review: Period | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSource(Element):
    """Where data are collected (13, 14(2)(f))."""

    kinds: tuple[str, ...]
    about: tuple[str, ...] | None
    origin_name: Text | None
    inform: Period | None
    notice: str | None

    @property
    def indirect(self) -> bool:
        """Art. 14 applies: the data are not from the person."""
        return any(kind in ("employer", "partner", "public-register", "other-person") for kind in self.kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Balancing:
    """A balancing test (6(1)(f)); `shared_with` when it is another activity's."""

    needed: Text | None = None
    expected: Text | None = None
    effect: Text | None = None
    safeguards: Text | None = None
    outcome: Text | None = None
    on: date | None = None
    by: str | None = None
    shared_with: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BasisEntry:
    """One legal basis of an activity, with its detail and its condition."""

    basis: LegalBasis
    when: When | None = None
    consent: str | None = None
    """Name of the consent, for `consent`."""
    contract: tuple[str, ...] = ()
    """`performance`, `steps-before`."""
    statute: str | None = None
    interest: Text | None = None
    balancing: Balancing | None = None
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosed:
    """One recipient of an activity; `data` None is all of the activity's."""

    recipient: str
    data: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Profiling:
    """13(2)(f), 22."""

    logic: Text | None
    effects: Text | None
    decides: str | None
    even_if_objected: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessingActivity(Element):
    """One row of the record of processing. None is silence; an empty tuple is *nobody*, *nothing*."""

    about: tuple[str, ...] | None
    purpose: str | None
    """The vocabulary's word, or `other` when only the organisation's own text was given."""
    purpose_class: str
    """`service`, `marketing`, `insight`, `law`, `staff`, `public`, `other`."""
    purpose_text: Text | None
    basis: tuple[BasisEntry, ...]
    basis_listed: bool
    conditions: Mapping[str, tuple[str, str | None]]
    data: tuple[str, ...] | None
    """As written; `Model.expanded(data)` gives the single categories."""
    data_open: bool
    sources: tuple[str, ...] | None
    """Names of sources and of activities."""
    since: date | None
    compatible: tuple[str | None, str | None] | None
    required: tuple[str, ...] | None
    """`("all",)`, `()` for none, or data."""
    otherwise: Text | None
    to: tuple[Disclosed, ...]
    to_open: bool
    keep: Rule | None
    controllers: tuple[str, ...]
    on_behalf_of: str | Text | None
    declaration: Text | None
    channels: tuple[str, ...]
    stop: str | None
    soft_opt_in: tuple[str, ...]
    checked_against: tuple[str, ...]
    profiling: Profiling | None
    smallest_group: int | None
    risk: tuple[str, ...]
    dpia: str | None
    read_by: tuple[str, ...]
    """Empty: every role."""

    @property
    def marketing(self) -> bool:
        """Direct marketing (21(2))."""
        return self.purpose_class == "marketing"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentForm(Element):
    """How a consent is asked (7, 8)."""

    by: str | None
    asked: tuple[str, ...] | None
    text: Text | None
    withdraw: tuple[str, ...]
    consequence: Text | None
    refresh: Period | None
    guardian_below: int | None
    proof: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Safeguard:
    """A transfer tool (44-49) with its details as written."""

    tool: str
    details: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """28(3), or 26 for joint controllers."""

    signed: date | None
    until: date | None
    covers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient(Element):
    """Who gets data (4(9)), processors included. `roles` has exactly one member in a sound declaration."""

    kinds: tuple[str, ...]
    kinds_open: bool
    named: Text | None
    roles: tuple[str, ...]
    does: Text | None
    basis: tuple[BasisEntry, ...]
    country: str | None
    places: tuple[str, ...] | None
    group: str | None
    agreement: Agreement | None
    uses: tuple[str, ...]
    safeguards: tuple[Safeguard, ...]
    copy: str | None
    on: tuple[str, ...]
    requires: tuple[str, ...]
    approvers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredEvent(Element):
    """What clocks count from; `label` is read after *until* and *after*."""

    means: Text | None
    stale_after: Period | None
