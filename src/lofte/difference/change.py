"""Give what a difference says one form: kinds, weights, changes.

In:   nothing; these are the forms.       Out:  `Difference`, `Change`, `Kind`, `Weight`.
Never: holds a sentence; changes after it is made.

The idea in one read: a change is a kind and the thing that it is about, with the facts that it stands for. Several
facts may be one change: a recipient that is new and gets data for two activities is one new recipient.
Law:  GDPR Art. 13(3), 14(4).
Kept true by: tests/unit/difference/
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lofte.difference.facts import Absent, Path
from lofte.model_json import Json


class Kind(StrEnum):
    """What a change is, in the order in which people are told."""

    CONTROLLER_ADDED = "controller-added"
    CONTROLLER_REMOVED = "controller-removed"
    CONTROLLER_CHANGED = "controller-changed"
    SUBJECT_ADDED = "subject-added"
    SUBJECT_REMOVED = "subject-removed"
    SUBJECT_CHANGED = "subject-changed"
    PURPOSE_ADDED = "purpose-added"
    FURTHER_PURPOSE = "further-purpose"
    PURPOSE_REMOVED = "purpose-removed"
    PURPOSE_CHANGED = "purpose-changed"
    BASIS_CHANGED = "basis-changed"
    CONSENT_ADDED = "consent-added"
    CONSENT_REMOVED = "consent-removed"
    CONSENT_CHANGED = "consent-changed"
    DATA_ADDED = "data-added"
    DATA_REMOVED = "data-removed"
    DATA_CHANGED = "data-changed"
    REQUIRED_CHANGED = "required-changed"
    SOURCE_ADDED = "source-added"
    SOURCE_REMOVED = "source-removed"
    SOURCE_CHANGED = "source-changed"
    RECIPIENT_ADDED = "recipient-added"
    RECIPIENT_REMOVED = "recipient-removed"
    RECIPIENT_CHANGED = "recipient-changed"
    DISCLOSURE_ADDED = "disclosure-added"
    DISCLOSURE_REMOVED = "disclosure-removed"
    DISCLOSURE_WIDENED = "disclosure-widened"
    DISCLOSURE_NARROWED = "disclosure-narrowed"
    TRANSFER_ADDED = "transfer-added"
    TRANSFER_REMOVED = "transfer-removed"
    SAFEGUARD_CHANGED = "safeguard-changed"
    RETENTION_LENGTHENED = "retention-lengthened"
    RETENTION_SHORTENED = "retention-shortened"
    RETENTION_CHANGED = "retention-changed"
    RETENTION_STATED = "retention-stated"
    RETENTION_UNSTATED = "retention-unstated"
    HOLD_ADDED = "hold-added"
    HOLD_REMOVED = "hold-removed"
    HOLD_CHANGED = "hold-changed"
    SWEEP_LATER = "sweep-later"
    SWEEP_EARLIER = "sweep-earlier"
    PROFILING_ADDED = "profiling-added"
    PROFILING_REMOVED = "profiling-removed"
    PROFILING_CHANGED = "profiling-changed"
    CHANNEL_ADDED = "channel-added"
    CHANNEL_REMOVED = "channel-removed"
    MARKETING_CHANGED = "marketing-changed"
    COOKIE_ADDED = "cookie-added"
    COOKIE_REMOVED = "cookie-removed"
    COOKIE_CHANGED = "cookie-changed"
    COOKIE_CHOICE_CHANGED = "cookie-choice-changed"
    RIGHT_ADDED = "right-added"
    RIGHT_REMOVED = "right-removed"
    RIGHT_WIDENED = "right-widened"
    RIGHT_NARROWED = "right-narrowed"
    RIGHT_CHANGED = "right-changed"
    REQUESTS_CHANGED = "requests-changed"
    CONTACT_CHANGED = "contact-changed"
    CLAIM_ADDED = "claim-added"
    CLAIM_REMOVED = "claim-removed"
    CLAIM_CHANGED = "claim-changed"
    SECURITY_CHANGED = "security-changed"
    NOTICE_OF_CHANGES_CHANGED = "notice-of-changes-changed"
    VERSION_CHANGED = "version-changed"
    WORDING = "wording"
    """Words that people read, and that no judge of meaning knows."""
    SAME_MEANING = "same-meaning"
    """Written otherwise, and it means the same."""
    UNTOLD = "untold"
    """How promises are kept; told to nobody."""


class Weight(StrEnum):
    """Whether a change is material: people must be told of it before it applies."""

    MATERIAL = "material"
    TO_BE_JUDGED = "to-be-judged"
    """Only words differ; whether they mean something else no program can say."""
    NOT_MATERIAL = "not-material"


class Renewal(StrEnum):
    """Why a consent must be asked, or asked anew."""

    LAW = "law"
    """The consent that was given does not cover what is done now (4(11), 6(1)(a), 7)."""
    PROMISE = "promise"
    """The policy before promised to ask again (`policy.changes.consent: renew`)."""


@dataclass(frozen=True, slots=True)
class Part:
    """One fact that a change stands for."""

    path: Path
    before: Json | Absent
    after: Json | Absent


@dataclass(frozen=True, slots=True)
class Change:
    """What changed in meaning. `of` is the section of the thing `name`; `detail` are words or names of its kind."""

    kind: Kind
    of: str
    name: str
    parts: tuple[Part, ...]
    weight: Weight
    detail: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    """The processing activities in which it shows; empty where it is no one activity's."""
    affects: tuple[str, ...] = ()
    """Whom it touches: names of categories of people."""
    consents: tuple[str, ...] = ()
    """Names of the consents that must be asked, or asked anew."""
    renewal: Renewal | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that changed, the weightiest first; empty for equal models."""

    changes: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.changes)

    def of_weight(self, weight: Weight) -> tuple[Change, ...]:
        """The changes of one weight."""
        return tuple(change for change in self.changes if change.weight is weight)

    @property
    def material(self) -> bool:
        """Whether people must be told before it applies."""
        return bool(self.of_weight(Weight.MATERIAL))

    @property
    def consents(self) -> tuple[str, ...]:
        """Every consent that must be asked, or asked anew."""
        return tuple(sorted({name for change in self.changes for name in change.consents}))

    @property
    def affects(self) -> tuple[str, ...]:
        """Whom the material changes touch."""
        return tuple(sorted({name for change in self.of_weight(Weight.MATERIAL) for name in change.affects}))
