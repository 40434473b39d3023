"""Record what people say and decide: consents, objections, restrictions, holds, told events.

In:   an open store, the model, what was typed.       Out:  the id of what was recorded; it is in force on return.
Never: records under a name that the declaration does not have, or of whom or what cannot be.

The idea in one read: each act is one call of the store, which returns only when no batch that could have missed it is
still running. Before that every name is held against the model, because a consent to something that does not exist
would be kept for ever and mean nothing.
Law:  GDPR Art. 7, 17(3), 18, 21.
Kept true by: tests/journeys/test_acts.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from lofte.app.naming import (
    ImpossibleError,
    UnknownNameError,
    identifiers_of,
    known_activity,
    known_name,
    person_of,
    row_of,
)
from lofte.facts import DIRECT_MARKETING, Identifier, RowKey, SubjectId
from lofte.grammar import Recorded as RecordedEvent
from lofte.model import Model
from lofte.periods import after
from lofte.records import ConsentRecord, Recorded, Records

GROUNDS = ("accuracy-contested", "unlawful", "needed-for-claims", "objection-pending")
"""On what ground processing is restricted: GDPR Art. 18(1)(a)-(d)."""
Kind = Literal["consent", "objection", "restriction", "hold", "event"]
Named = tuple[Identifier, ...] | RowKey
"""A person by identifiers, not yet known to our records, or a row."""


@dataclass(frozen=True, slots=True)
class Acting:
    """Records acts of one organisation, in the name of `by`."""

    model: Model
    records: Records
    by: str

    def record_consent(
        self, identifiers: Iterable[str], consent: str, event: Literal["given", "withdrawn"], at: datetime, channel: str
    ) -> None:
        """Record that a person gave a consent, or withdrew it."""
        name = known_name(consent, tuple(self.model.consents), "consent")
        version = self.model.policy.version
        record = ConsentRecord(
            self._person(identifiers), name, event, at, None if version is None else str(version), None, channel
        )
        self.records.record_consent(record, recorded_by=self.by)

    def make_objection(self, identifiers: Iterable[str], activity: str | None, at: datetime, channel: str) -> str:
        """Record an objection: to an activity, to direct marketing, or to all."""
        known = (*self.model.activities, DIRECT_MARKETING)
        name = None if activity is None else known_name(activity, known, "activity")
        return self.records.make_objection(self._person(identifiers), name, at=at, recorded_by=self.by, channel=channel)

    def decide_objection(self, objection: str, *, upheld: bool, at: datetime) -> str:
        """Uphold or reject an objection."""
        name = self._one(self.records.objections(), objection)
        self.records.decide_objection(name, upheld=upheld, at=at, recorded_by=self.by)
        return name

    def restrict(self, identifiers: Iterable[str], activity: str | None, ground: str, since: datetime) -> str:
        """Restrict processing for a person."""
        name = known_activity(self.model, activity)
        known_name(ground, GROUNDS, "ground of restriction")
        return self.records.restrict(self._person(identifiers), name, since=since, ground=ground, recorded_by=self.by)

    def lift_restriction(self, restriction: str, at: datetime) -> str:
        """End a restriction."""
        name = self._one(self.records.restrictions(), restriction)
        self.records.lift_restriction(name, at=at, recorded_by=self.by)
        return name

    def place_hold(
        self,
        reason: str,
        of: Named,
        activities: Sequence[str],
        owner: str | None,
        review_on: date | None,
        today: date,
    ) -> str:
        """Keep a person's data, or a row, for a declared reason; owner and review are those declared unless said."""
        declared = self.model.holds[known_name(reason, tuple(self.model.holds), "reason to hold")]
        owner = owner or declared.owner
        review_on = review_on or (after(today, declared.review) if declared.review else None)
        if owner is None or review_on is None:
            raise UnknownNameError(
                f"the hold `{reason}` has no owner or no review date", help="say both: `--owner ROLE --review DATE`"
            )
        if review_on < today:
            raise ImpossibleError(
                f"the review date {review_on} has been", help="say a day to come on which somebody looks at it again"
            )
        known_name(owner, tuple(self.model.roles), "role")
        for activity in activities:
            known_activity(self.model, activity)
        return self.records.place_hold(
            reason, self._known(of), activities=activities, owner=owner, review_on=review_on, recorded_by=self.by
        )

    def lift_hold(self, hold: str) -> str:
        """End a hold."""
        name = self._one(self.records.holds(), hold)
        self.records.lift_hold(name, recorded_by=self.by)
        return name

    def tell_event(self, event: str, of: Named, at: datetime) -> str:
        """Record that an event has happened."""
        known_name(event, tuple(self._tellable()), "event")
        return self.records.tell_event(event, self._known(of), happened_at=at, recorded_by=self.by)

    def undo_event(self, telling: str) -> str:
        """Take a telling back."""
        name = self._one(self.records.tellings(), telling)
        self.records.undo_event(name, recorded_by=self.by)
        return name

    def listed(self, kind: Kind, identifiers: Sequence[str], *, every: bool) -> tuple[Recorded, ...]:
        """What was recorded of this kind, of one person or of all."""
        subject = None
        if identifiers:
            found = {self.records.subject_of(one) for one in identifiers_of(self.model, identifiers)} - {None}
            if len(found) != 1:
                raise UnknownNameError("nobody in our records has these identifiers", help="see how they are spelled")
            subject = found.pop()
        match kind:
            case "consent":
                return self.records.consent_records(subject)
            case "objection":
                return self.records.objections(subject, every=every)
            case "restriction":
                return self.records.restrictions(subject, every=every)
            case "hold":
                return self.records.holds(subject, every=every)
            case "event":
                return self.records.tellings(subject, every=every)

    def whom(self, identifiers: Sequence[str], row: str | None) -> Named:
        """A person or a row, whichever was named; exactly one of them. Nothing is recorded by it."""
        if bool(identifiers) == bool(row):
            raise UnknownNameError(
                "name a person or a row, and not both",
                help="`--identifier email:anna@example.org`, or `--row programme.mentees:17`",
            )
        return row_of(self.model, row) if row else person_of(self.model, identifiers)

    def _known(self, of: Named) -> SubjectId | RowKey:
        return of if isinstance(of, RowKey) else self.records.ensure_subject(of)

    def _person(self, identifiers: Iterable[str]) -> SubjectId:
        return self.records.ensure_subject(person_of(self.model, identifiers))

    def _one(self, records: Iterable[Recorded], beginning: str) -> str:
        """The one record whose id begins so: a person types a few letters of it."""
        found = [record.id for record in records if record.id.startswith(beginning)]
        if len(found) != 1 or not beginning:
            why = "no record has" if not found else f"{len(found)} records have"
            raise UnknownNameError(f"{why} an id that begins so", help="`list` shows the ids of what is in force")
        return found[0]

    def _tellable(self) -> Iterable[str]:
        yield from self.model.events
        for activity in self.model.activities:
            yield f"{activity}.judged-ended"
        for system in self.model.systems.values():
            for table in system.tables.values():
                yield from (name for name, binding in table.events.items() if isinstance(binding, RecordedEvent))
