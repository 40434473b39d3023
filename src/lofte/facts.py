"""Say what is known about people and rows from our own records, in the form that the needs are judged by.

In:   folded records, as tuples of facts.       Out:  one frozen bundle with lookups by subject, identifier and row.
Never: reads a store, decides whether a need stands, guesses who an unknown identifier belongs to.

The idea in one read: consents, objections, restrictions, holds, releases and events are kept under a random subject id
or under the key of a row, never under an address, because people change addresses and share them. Aliases lead from
an identifier to the one person who has it. An identifier that several people share leads to nobody, so that it can
never make two people one; who shares it can still be asked, so that an objection stops the whole mailbox. The tuples
are kept sorted by subject and searched by halving, so a million consents cost no index beside them.
Law:  GDPR Art. 5(1)(e), 7, 17, 18, 21.
Kept true by: tests/unit/test_facts.py

>>> anna, mail = SubjectId("s1"), normal("work-email", " Anna@Example.org ")
>>> facts = Facts(objections=(ObjectionFact(anna, None, "pending", datetime(2026, 1, 2)),), aliases={mail: anna})
>>> [objection.state for objection in facts.of_identifier(mail).objections]
['pending']
>>> facts.subject_of(Identifier("email", "berit@example.org")) is None
True
"""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import attrgetter
from typing import Literal, NewType, Protocol, TypeVar

EMAIL_KINDS = frozenset({"email", "work-email"})
DIRECT_MARKETING = "direct-marketing"
"""The word an objection carries, in the place of an activity, when it is against any direct marketing (Art. 21(2))."""

SubjectId = NewType("SubjectId", str)
"""A random, opaque name for one person in our records; it says nothing about the person."""

ObjectionState = Literal["pending", "upheld", "rejected"]


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """One value that points out a person; `kind` is the name of a data category, `value` its normal form."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True, order=True)
class RowKey:
    """One row of one table of one system; `key` is the canonical JSON array of its primary key values as text."""

    system: str
    table: str
    key: str

    @classmethod
    def of(cls, system: str, table: str, values: Iterable[str]) -> "RowKey":
        """Name a row by its primary key values, in the order of the key's columns.

        >>> RowKey.of("crm", "people", ["17"]).key
        '["17"]'
        """
        return cls(system, table, json.dumps(list(values), ensure_ascii=False, separators=(",", ":")))

    @property
    def values(self) -> tuple[str, ...]:
        """The primary key values, as text."""
        return tuple(str(value) for value in json.loads(self.key))


@dataclass(frozen=True, slots=True)
class ConsentFact:
    """One person's consent under one name: latest giving, latest withdrawal, version last agreed to."""

    subject: SubjectId
    consent: str
    given_at: datetime | None
    withdrawn_at: datetime | None
    version: str | None


@dataclass(frozen=True, slots=True)
class ObjectionFact:
    """An objection to one activity, to all (`activity` None), or to any marketing (`DIRECT_MARKETING`)."""

    subject: SubjectId
    activity: str | None
    state: ObjectionState
    made_at: datetime


@dataclass(frozen=True, slots=True)
class RestrictionFact:
    """A restriction in force (Art. 18), of one activity or of all (`activity` None)."""

    subject: SubjectId
    activity: str | None
    since: datetime


@dataclass(frozen=True, slots=True)
class HoldFact:
    """A hold in force on a person or a row; empty `activities` means that it keeps whatever activity the data serve."""

    id: str
    reason: str
    subject: SubjectId | None
    row: RowKey | None
    activities: tuple[str, ...]
    owner: str
    review_on: date


@dataclass(frozen=True, slots=True)
class ReleaseFact:
    """An upheld erasure request released this activity's need for this row; `spent` once it has been carried out.

    A release is one person's: the mentor's is not the mentee's. `subject` None stands for every person of the row.
    """

    row: RowKey
    activity: str
    decided_on: date
    spent: bool
    subject: SubjectId | None = None


@dataclass(frozen=True, slots=True)
class EventFact:
    """An event that a person or a program told us of, about a subject or about a row; the newest telling."""

    event: str
    subject: SubjectId | None
    row: RowKey | None
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class CarriedEvent:
    """What a row that went away said of an event that `row` counts from; `happened_at` None means it was open."""

    event: str
    row: RowKey
    carrier: str
    happened_at: datetime | None


@dataclass(frozen=True, slots=True)
class CarriedConsent:
    """What a row that went away said of a person's consent; it joins in where columns of other tables do."""

    subject: SubjectId
    consent: str
    carrier: str
    given_at: datetime | None
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """All that is known under one subject."""

    subject: SubjectId
    consents: tuple[ConsentFact, ...]
    objections: tuple[ObjectionFact, ...]
    restrictions: tuple[RestrictionFact, ...]
    holds: tuple[HoldFact, ...]
    events: tuple[EventFact, ...]
    carried: tuple[CarriedConsent, ...]


@dataclass(frozen=True, slots=True)
class RowFacts:
    """All that is known under one row's key."""

    holds: tuple[HoldFact, ...] = ()
    releases: tuple[ReleaseFact, ...] = ()
    events: tuple[EventFact, ...] = ()
    carried: tuple[CarriedEvent, ...] = ()


NOTHING_OF_ROW = RowFacts()


@dataclass(frozen=True, slots=True)
class Facts:
    """What our records know, folded; order of the given tuples does not matter.

    `aliases` names the one person behind an identifier; `shared` names all who use one that several people use.
    `as_of` counts the acknowledged acts seen: facts with the same number are the same facts.
    """

    consents: tuple[ConsentFact, ...] = ()
    objections: tuple[ObjectionFact, ...] = ()
    restrictions: tuple[RestrictionFact, ...] = ()
    holds: tuple[HoldFact, ...] = ()
    releases: tuple[ReleaseFact, ...] = ()
    events: tuple[EventFact, ...] = ()
    carried: tuple[CarriedEvent, ...] = ()
    carried_consents: tuple[CarriedConsent, ...] = ()
    aliases: Mapping[Identifier, SubjectId] = field(default_factory=dict)
    shared: Mapping[Identifier, tuple[SubjectId, ...]] = field(default_factory=dict)
    as_of: int = 0
    _rows: Mapping[RowKey, RowFacts] = field(init=False, repr=False, compare=False)
    _known: tuple[Identifier, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # INVARIANT: every tuple that has a subject is sorted by it; the lookups halve.
        set_field = object.__setattr__
        set_field(self, "consents", tuple(sorted(self.consents, key=attrgetter("subject", "consent"))))
        for name in ("objections", "restrictions", "holds", "events", "carried_consents"):
            set_field(self, name, tuple(sorted(getattr(self, name), key=_subject)))
        set_field(self, "_rows", _rows(self.holds, self.releases, self.events, self.carried))
        set_field(self, "_known", tuple(sorted(self.aliases, key=self.aliases.__getitem__)))

    def subject_of(self, identifier: Identifier) -> SubjectId | None:
        """The one person who has this identifier; None when nobody has it or several people share it."""
        return self.aliases.get(normal(identifier.kind, identifier.value))

    def subjects_of(self, identifier: Identifier) -> tuple[SubjectId, ...]:
        """Everyone who has this identifier: nobody, one person, or all who share it."""
        key = normal(identifier.kind, identifier.value)
        return (self.aliases[key],) if key in self.aliases else self.shared.get(key, ())

    def identifiers_of(self, subject: SubjectId) -> tuple[Identifier, ...]:
        """Every identifier that leads to this person, the shared ones last."""
        own = _between(self._known, subject, self.aliases.__getitem__)
        return own + tuple(identifier for identifier, people in self.shared.items() if subject in people)

    def of_subject(self, subject: SubjectId) -> PersonFacts:
        """Everything known under this person; empty tuples when there is nothing."""
        return PersonFacts(
            subject,
            _between(self.consents, subject, _subject),
            _between(self.objections, subject, _subject),
            _between(self.restrictions, subject, _subject),
            _between(self.holds, subject, _subject),
            _between(self.events, subject, _subject),
            _between(self.carried_consents, subject, _subject),
        )

    def of_identifier(self, identifier: Identifier) -> PersonFacts | None:
        """Everything known under the one person who has this identifier; None when there is no such person."""
        subject = self.subject_of(identifier)
        return None if subject is None else self.of_subject(subject)

    def of_row(self, row: RowKey) -> RowFacts:
        """Everything known under this row's key."""
        return self._rows.get(row, NOTHING_OF_ROW)

    def consent(self, subject: SubjectId, name: str) -> ConsentFact | None:
        """The state of one consent of one person; None when no record speaks of it (unknown, not withdrawn)."""
        found = (fact for fact in _between(self.consents, subject, _subject) if fact.consent == name)
        return next(found, None)


def normal(kind: str, raw: str) -> Identifier:
    """Bring an identifier to the form that is compared: e-mail addresses are one kind, without case.

    >>> normal("work-email", " Anna@EXAMPLE.org")
    Identifier(kind='email', value='anna@example.org')
    >>> normal("customer-number", " K-17 ")
    Identifier(kind='customer-number', value='K-17')
    """
    if kind in EMAIL_KINDS:
        return Identifier("email", raw.strip().casefold())
    return Identifier(kind, raw.strip())


class _OfSubject(Protocol):
    @property
    def subject(self) -> SubjectId | None: ...


Sorted = TypeVar("Sorted")


def _subject(fact: _OfSubject) -> str:
    return fact.subject or ""


def _between(ordered: tuple[Sorted, ...], subject: str, key: Callable[[Sorted], str]) -> tuple[Sorted, ...]:
    start = bisect_left(ordered, subject, key=key)
    return ordered[start : bisect_right(ordered, subject, lo=start, key=key)]


def _rows(
    holds: tuple[HoldFact, ...],
    releases: tuple[ReleaseFact, ...],
    events: tuple[EventFact, ...],
    carried: tuple[CarriedEvent, ...],
) -> dict[RowKey, RowFacts]:
    held = _grouped((hold.row, hold) for hold in holds)
    released = _grouped((release.row, release) for release in releases)
    told = _grouped((event.row, event) for event in events)
    brought = _grouped((event.row, event) for event in carried)
    return {
        row: RowFacts(
            tuple(held.get(row, ())),
            tuple(released.get(row, ())),
            tuple(told.get(row, ())),
            tuple(brought.get(row, ())),
        )
        for row in held.keys() | released.keys() | told.keys() | brought.keys()
    }


def _grouped(pairs: Iterable[tuple[RowKey | None, Sorted]]) -> dict[RowKey, list[Sorted]]:
    groups: dict[RowKey, list[Sorted]] = {}
    for row, fact in pairs:
        if row is not None:
            groups.setdefault(row, []).append(fact)
    return groups
