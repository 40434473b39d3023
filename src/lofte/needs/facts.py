"""Names of the facts that only our own records know, and the facts themselves for some people and rows.

In:   `lofte.facts.Facts`, identifiers of people, keys of rows.
Out:  for a fact's name, its members with their times.
Never: reads a store; decides a verdict (the predicate that names the fact does).

The idea in one read: a need's predicate asks "is this row's person among `withdrawn:newsletter`?". Here the name
gets its members: for an identifier, the times at which the fact holds for someone who has it. A mailbox that
several people share has the facts of all of them, since an objection blocks the address. The sets are never built
for everyone, only for those in question.
Law:  GDPR Art. 7(3), 17, 18, 21.
Kept true by: tests/unit/needs/test_facts.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from lofte.facts import DIRECT_MARKETING, Facts, Identifier, ObjectionFact, PersonFacts, RowKey

Times = tuple[datetime | date | None, ...]
"""The times at which a fact holds; None where it has none. Empty: it does not hold."""

ASKED = "asked"
"""The person whom a question is about."""


@dataclass(frozen=True, slots=True)
class FactName:
    """A fact's kind and what it is about; written `kind:about`."""

    kind: str
    about: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.about}"

    @classmethod
    def read(cls, name: str) -> FactName:
        """The name from its text."""
        kind, _, about = name.partition(":")
        return cls(kind, about)


def held(activity: str) -> str:
    """People (and rows) for whom a hold, and people for whom a restriction, keeps what this activity needed."""
    return f"held:{activity}"


def restricted(activity: str) -> str:
    """People whose data this activity may keep and not use."""
    return f"restricted:{activity}"


def objected(activity: str) -> str:
    """People with any objection that was not rejected, where the activity is direct marketing."""
    return f"objected:{activity}"


def overruled(activity: str) -> str:
    """People whose objection to this activity was upheld."""
    return f"overruled:{activity}"


def pending(activity: str) -> str:
    """People whose objection to this activity is being weighed."""
    return f"pending:{activity}"


def given(consent: str) -> str:
    """People whose last act on this consent was giving it, with its time."""
    return f"given:{consent}"


def withdrawn(consent: str) -> str:
    """People who have withdrawn this consent, with the time of the last withdrawal."""
    return f"withdrawn:{consent}"


def released(activity: str) -> str:
    """Rows for which this activity's need is released and not yet carried out, with the day."""
    return f"released:{activity}"


def spent(activity: str) -> str:
    """Rows for which the release of this activity's need has been carried out, with the day."""
    return f"spent:{activity}"


def told(event: str) -> str:
    """People and rows for whom this event has been told, with its time."""
    return f"told:{event}"


def carried(event: str) -> str:
    """Rows for which a row that went had this event, with its time, or none where it was open."""
    return f"carried:{event}"


@dataclass(frozen=True, slots=True)
class Known:
    """Answers for facts by name, from folded records. `asked` are the identifiers of the person a question is about.

    `now` is the end of the day of the run: what is dated later has not happened yet.
    """

    facts: Facts
    now: datetime
    asked: frozenset[Identifier] = frozenset()

    def of_person(self, name: str, identifier: Identifier) -> Times:
        """When the fact holds for someone with this identifier."""
        if name == ASKED:
            return (None,) if identifier in self.asked else ()
        read = FactName.read(name)
        people = (self.facts.of_subject(subject) for subject in self.facts.subjects_of(identifier))
        return tuple(moment for person in people for moment in _OF_PERSON[read.kind](person, read.about, self.now))

    def of_row(self, name: str, row: RowKey) -> Times:
        """When the fact holds for this row."""
        read = FactName.read(name)
        known = self.facts.of_row(row)
        match read.kind:
            case "held":
                return tuple(None for hold in known.holds if not hold.activities or read.about in hold.activities)
            case "released" | "spent":
                wanted = read.kind == "spent"
                return tuple(
                    release.decided_on
                    for release in known.releases
                    if release.activity == read.about and release.spent is wanted
                )
            case "told":
                return tuple(event.happened_at for event in known.events if event.event == read.about)
            case "carried":
                return tuple(event.happened_at for event in known.carried if event.event == read.about)
            case _:
                return ()

    def rows(self, name: str, system: str, table: str) -> Iterator[tuple[RowKey, Times]]:
        """Every row of a table for which the fact holds."""
        for row in self._row_keys(FactName.read(name).kind):
            if row.system == system and row.table == table and (times := self.of_row(name, row)):
                yield row, times

    def people(self, name: str) -> Iterator[Identifier]:
        """Every identifier for which the fact holds. For the facts by which a need falls, which are few."""
        if name == ASKED:
            yield from self.asked
            return
        for identifier in (*self.facts.aliases, *self.facts.shared):
            if self.of_person(name, identifier):
                yield identifier

    def is_empty(self, name: str) -> bool:
        """Whether no record of the fact's kind exists at all; then the question need not be asked."""
        if name == ASKED:
            return not self.asked
        read = FactName.read(name)
        facts = self.facts
        match read.kind:
            case "held":
                return not facts.holds and not facts.restrictions
            case "restricted":
                return not facts.restrictions
            case "objected" | "overruled" | "pending":
                return not facts.objections
            case "given" | "withdrawn":
                return not any(fact.consent == read.about for fact in facts.consents)
            case "released" | "spent":
                return not facts.releases
            case "told":
                return not any(event.event == read.about for event in facts.events)
            case "carried":
                return not any(event.event == read.about for event in facts.carried)
            case _:
                return False

    def _row_keys(self, kind: str) -> set[RowKey]:
        facts = self.facts
        match kind:
            case "held":
                found = [hold.row for hold in facts.holds]
            case "released" | "spent":
                found = [release.row for release in facts.releases]
            case "told":
                found = [event.row for event in facts.events]
            case "carried":
                found = [event.row for event in facts.carried]
            case _:
                found = []
        return {row for row in found if row is not None}


def _held(person: PersonFacts, activity: str, _: datetime) -> Times:
    holds = any(not hold.activities or activity in hold.activities for hold in person.holds)
    return (None,) if holds or _restricted(person, activity, _) else ()


def _restricted(person: PersonFacts, activity: str, _: datetime) -> Times:
    return (None,) if any(item.activity in (None, activity) for item in person.restrictions) else ()


def _concerns(objection: ObjectionFact, activity: str) -> bool:
    return objection.activity in (None, activity)


def _objected(person: PersonFacts, activity: str, _: datetime) -> Times:
    found = any(
        objection.state != "rejected" and (_concerns(objection, activity) or objection.activity == DIRECT_MARKETING)
        for objection in person.objections
    )
    return (None,) if found else ()


def _overruled(person: PersonFacts, activity: str, _: datetime) -> Times:
    found = any(item.state == "upheld" and _concerns(item, activity) for item in person.objections)
    return (None,) if found else ()


def _pending(person: PersonFacts, activity: str, _: datetime) -> Times:
    found = any(item.state == "pending" and _concerns(item, activity) for item in person.objections)
    return (None,) if found else ()


def _consent(person: PersonFacts, consent: str, now: datetime) -> tuple[datetime | None, datetime | None]:
    fact = next((item for item in person.consents if item.consent == consent), None)
    if fact is None:
        return None, None
    return (
        fact.given_at if fact.given_at and fact.given_at <= now else None,
        fact.withdrawn_at if fact.withdrawn_at and fact.withdrawn_at <= now else None,
    )


def _given(person: PersonFacts, consent: str, now: datetime) -> Times:
    gave, withdrew = _consent(person, consent, now)
    return (gave,) if gave and (withdrew is None or gave > withdrew) else ()


def _withdrawn(person: PersonFacts, consent: str, now: datetime) -> Times:
    gave, withdrew = _consent(person, consent, now)
    return (withdrew,) if withdrew and (gave is None or gave <= withdrew) else ()


def _told(person: PersonFacts, event: str, _: datetime) -> Times:
    return tuple(item.happened_at for item in person.events if item.event == event)


_OF_PERSON: dict[str, Callable[[PersonFacts, str, datetime], Times]] = {
    "held": _held,
    "restricted": _restricted,
    "objected": _objected,
    "overruled": _overruled,
    "pending": _pending,
    "given": _given,
    "withdrawn": _withdrawn,
    "told": _told,
}
