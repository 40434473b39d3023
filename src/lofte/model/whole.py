"""Hold the whole model, and the few questions that need all of it.

In:   the parts.       Out:  `Model`.
Never: changes after it is made.

The idea in one read: every mapping is from name to thing. A name stays a name and is looked up here, so that the model
can be written as JSON and read back.
Law:  GDPR Art. 30(1).
Kept true by: tests/unit/test_model.py, tests/unit/compiler/.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lofte.model.processing import (
    ConsentForm,
    DataSource,
    DataSubjectCategory,
    DeclaredEvent,
    PersonalDataCategory,
    ProcessingActivity,
    Recipient,
)
from lofte.model.text import Claim, Contact, Controller, HoldReason, Policy, Requests, RightGiven, Role, Website
from lofte.model.world import Accepted, Decision, Security, Sweeping, System


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """What the declaration means. Every mapping is from name to thing, in the order written."""

    policy: Policy
    decided: Decision | None
    controllers: Mapping[str, Controller]
    contacts: Mapping[str, Contact]
    roles: Mapping[str, Role]
    subjects: Mapping[str, DataSubjectCategory]
    data: Mapping[str, PersonalDataCategory]
    """Every category that the declaration uses, vocabulary's own included."""
    sources: Mapping[str, DataSource]
    activities: Mapping[str, ProcessingActivity]
    consents: Mapping[str, ConsentForm]
    recipients: Mapping[str, Recipient]
    rights: Mapping[str, RightGiven]
    rights_written: bool
    """Whether the section `rights` was written; then what it does not name is not told."""
    requests: Requests
    websites: Mapping[str, Website]
    claims: Mapping[str, Claim]
    holds: Mapping[str, HoldReason]
    events: Mapping[str, DeclaredEvent]
    """Every event that is used, vocabulary's own included, so that each has words."""
    security: Security
    sweep: Sweeping | None
    systems: Mapping[str, System]
    accepted: tuple[Accepted, ...]

    @property
    def transcribed(self) -> bool:
        """The declaration restates a published page: what it leaves out is unstated."""
        return self.policy.transcribed is not None

    def expanded(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """The single categories that `names` stand for, groups opened, in order and without repeats."""
        found: dict[str, None] = {}
        for name in names:
            members = self.data[name].includes if name in self.data else ()
            for single in self.expanded(members) if members else (name,):
                found.setdefault(single)
        return tuple(found)

    def covers(self, names: tuple[str, ...], category: str) -> bool:
        """Whether `category` is among `names`: itself, what it counts as, or, of a group, one of its members."""
        known = set(self.expanded(names)) | set(names)
        singles = self.expanded((category,))
        return (
            any(counted in known for single in singles for counted in (single, *self._ancestors(single)))
            or category in known
        )

    def _ancestors(self, category: str) -> tuple[str, ...]:
        return self.data[category].ancestors if category in self.data else ()

    def controller_of(self, activity: ProcessingActivity) -> Controller | None:
        """The (first) controller of an activity."""
        names = activity.controllers or tuple(self.controllers)
        return self.controllers.get(names[0]) if names else None
