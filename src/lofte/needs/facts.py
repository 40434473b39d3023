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
from functools import cached_property

from lofte.facts import DIRECT_MARKETING, Facts, Identifier, ObjectionFact, PersonFacts, RowKey, SubjectId

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
    """People whose last act on this consent in our records was giving it, with its time."""
    return f"given:{consent}"


def withdrawn(consent: str) -> str:
    """People whose last act on this consent in our records was withdrawing it, with its time."""
    return f"withdrawn:{consent}"


def gave(consent: str) -> str:
    """People who have ever given this consent in our records, with the time of the last giving."""
    return f"gave:{consent}"


def given_anywhere(consent: str) -> str:
    """As `given`, the columns of all tables that bind the consent counted in."""
    return f"given-anywhere:{consent}"


def withdrawn_anywhere(consent: str) -> str:
    """As `withdrawn`, the columns of all tables that bind the consent counted in."""
    return f"withdrawn-anywhere:{consent}"


def gave_anywhere(consent: str) -> str:
    """As `gave`, the columns of all tables that bind the consent counted in."""
    return f"gave-anywhere:{consent}"


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
class Observed:
    """What the rows of a table say of one consent of the person with this identifier."""

    identifier: Identifier
    consent: str
    given_at: datetime | None
    withdrawn_at: datetime | None


@dataclass(frozen=True)
class Known:
    """Answers for facts by name. `asked` are the identifiers of the person a question is about.

    `tomorrow` is the first instant after the day of the run: what is dated then or later has not happened yet.
    `observed` is what tables say of consents that other tables need.
    """

    facts: Facts
    tomorrow: datetime
    asked: frozenset[Identifier] = frozenset()
    observed: tuple[Observed, ...] = ()

    def of_person(self, name: str, identifier: Identifier) -> Times:
        """When the fact holds for someone with this identifier."""
        if name == ASKED:
            return (None,) if identifier in self.asked else ()
        read = FactName.read(name)
        kind = read.kind.removesuffix("-anywhere")
        subjects = self.facts.subjects_of(identifier)
        if kind in _OF_CONSENT:
            groups = [self._consent(self.facts.of_subject(subject), read.about) for subject in subjects]
            if kind != read.kind:
                groups = [self._everywhere(identifier, subject, read.about) for subject in subjects or (None,)]
            return tuple(moment for acts in groups if (moment := _OF_CONSENT[kind](acts)) is not None)
        people = (self.facts.of_subject(subject) for subject in subjects)
        return tuple(moment for person in people for moment in _OF_PERSON[kind](person, read.about))

    def of_row(self, name: str, row: RowKey) -> Times:
        """When the fact holds for this row, whoever is in it."""
        read = FactName.read(name)
        known = self.facts.of_row(row)
        match read.kind:
            case "held":
                covers = (read.about in hold.activities if hold.activities else True for hold in known.holds)
                return tuple(None for covered in covers if covered)
            case "told":
                return tuple(event.happened_at for event in known.events if event.event == read.about)
            case "carried":
                return tuple(event.happened_at for event in known.carried if event.event == read.about)
            case _:
                return ()

    def of_person_in_row(self, name: str, row: RowKey) -> Iterator[tuple[Identifier | None, date]]:
        """The people for whom the fact (a release) holds in this row, each by every identifier; None is everyone."""
        read = FactName.read(name)
        for release in self.facts.of_row(row).releases:
            if release.activity == read.about and release.spent is (read.kind == "spent"):
                if release.subject is None:
                    yield None, release.decided_on
                    continue
                for identifier in self.facts.identifiers_of(release.subject):
                    yield identifier, release.decided_on

    def rows(self, name: str, system: str, table: str) -> tuple[RowKey, ...]:
        """Every row of a table of which a fact of this kind is recorded."""
        return self._rows.get((FactName.read(name).kind, system, table), ())

    def people(self, name: str) -> Iterator[Identifier]:
        """Every identifier for which the fact holds. For the facts by which a need falls, which are few."""
        if name == ASKED:
            yield from self.asked
            return
        for identifier in {*self.facts.aliases, *self.facts.shared, *self._observed}:
            if self.of_person(name, identifier):
                yield identifier

    def is_empty(self, name: str) -> bool:
        """Whether no record of the fact's kind exists at all; then the question need not be asked."""
        if name == ASKED:
            return not self.asked
        read, facts = FactName.read(name), self.facts
        kind = read.kind.removesuffix("-anywhere")
        match kind:
            case "held":
                return not facts.holds and not facts.restrictions
            case "restricted":
                return not facts.restrictions
            case "objected" | "overruled" | "pending":
                return not facts.objections
            case "released" | "spent":
                return not facts.releases
            case _:
                return (read.kind, read.about) not in self._spoken_of

    @cached_property
    def _observed(self) -> dict[Identifier, list[Observed]]:
        found: dict[Identifier, list[Observed]] = {}
        for one in self.observed:
            found.setdefault(one.identifier, []).append(one)
        return found

    @cached_property
    def _spoken_of(self) -> frozenset[tuple[str, str]]:
        facts = self.facts
        consents = {fact.consent for fact in facts.consents}
        anywhere = consents | {one.consent for one in self.observed} | {one.consent for one in facts.carried_consents}
        return frozenset(
            {(kind, name) for name in consents for kind in _OF_CONSENT}
            | {(f"{kind}-anywhere", name) for name in anywhere for kind in _OF_CONSENT}
            | {("told", event.event) for event in facts.events}
            | {("carried", event.event) for event in facts.carried}
        )

    @cached_property
    def _rows(self) -> dict[tuple[str, str, str], tuple[RowKey, ...]]:
        facts = self.facts
        kinds: dict[str, list[RowKey | None]] = {
            "held": [hold.row for hold in facts.holds],
            "released": [release.row for release in facts.releases],
            "spent": [release.row for release in facts.releases],
            "told": [event.row for event in facts.events],
            "carried": [event.row for event in facts.carried],
        }
        found: dict[tuple[str, str, str], dict[RowKey, None]] = {}
        for kind, rows in kinds.items():
            for row in rows:
                if row is not None:
                    found.setdefault((kind, row.system, row.table), {})[row] = None
        return {place: tuple(rows) for place, rows in found.items()}

    def _consent(self, person: PersonFacts, consent: str) -> Acts:
        given = [fact.given_at for fact in person.consents if fact.consent == consent]
        left = [fact.withdrawn_at for fact in person.consents if fact.consent == consent]
        return self._latest(given), self._latest(left)

    def _everywhere(self, identifier: Identifier, subject: SubjectId | None, consent: str) -> Acts:
        given: list[datetime | None] = []
        left: list[datetime | None] = []
        identifiers: tuple[Identifier, ...] = (identifier,)
        if subject is not None:
            person = self.facts.of_subject(subject)
            identifiers = tuple({identifier, *self.facts.identifiers_of(subject)})
            said = [(fact.given_at, fact.withdrawn_at) for fact in person.consents if fact.consent == consent]
            said += [(fact.given_at, fact.withdrawn_at) for fact in person.carried if fact.consent == consent]
            given, left = [gave for gave, _ in said], [withdrew for _, withdrew in said]
        for one in (one for own in identifiers for one in self._observed.get(own, ())):
            if one.consent == consent:
                given.append(one.given_at)
                left.append(one.withdrawn_at)
        return self._latest(given), self._latest(left)

    def _latest(self, moments: list[datetime | None]) -> datetime | None:
        return max((moment for moment in moments if moment is not None and moment < self.tomorrow), default=None)


Acts = tuple[datetime | None, datetime | None]
"""The last giving and the last withdrawal of a consent."""


def _held(person: PersonFacts, activity: str) -> Times:
    holds = any(activity in hold.activities if hold.activities else True for hold in person.holds)
    return (None,) if holds or _restricted(person, activity) else ()


def _restricted(person: PersonFacts, activity: str) -> Times:
    return (None,) if any(item.activity in (None, activity) for item in person.restrictions) else ()


def _concerns(objection: ObjectionFact, activity: str) -> bool:
    return objection.activity in (None, activity)


def _objected(person: PersonFacts, activity: str) -> Times:
    found = any(
        objection.state != "rejected" and (_concerns(objection, activity) or objection.activity == DIRECT_MARKETING)
        for objection in person.objections
    )
    return (None,) if found else ()


def _overruled(person: PersonFacts, activity: str) -> Times:
    found = any(item.state == "upheld" and _concerns(item, activity) for item in person.objections)
    return (None,) if found else ()


def _pending(person: PersonFacts, activity: str) -> Times:
    found = any(item.state == "pending" and _concerns(item, activity) for item in person.objections)
    return (None,) if found else ()


def _told(person: PersonFacts, event: str) -> Times:
    return tuple(item.happened_at for item in person.events if item.event == event)


def _given(acts: Acts) -> datetime | None:
    gave, left = acts
    return gave if gave and (left is None or gave > left) else None


def _withdrawn(acts: Acts) -> datetime | None:
    gave, left = acts
    return left if left and (gave is None or gave <= left) else None


def _gave(acts: Acts) -> datetime | None:
    return acts[0]


_OF_CONSENT: dict[str, Callable[[Acts], datetime | None]] = {"given": _given, "withdrawn": _withdrawn, "gave": _gave}

_OF_PERSON: dict[str, Callable[[PersonFacts, str], Times]] = {
    "held": _held,
    "restricted": _restricted,
    "objected": _objected,
    "overruled": _overruled,
    "pending": _pending,
    "told": _told,
}
