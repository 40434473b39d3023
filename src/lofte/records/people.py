"""Know a person by a random id, and lead from the identifiers that people use to that id.

In:   identifiers as they were given.       Out:  subject ids.
Never: makes two known people one; names an identifier in an error; keeps one outside the table of aliases.

The idea in one read: a person is met under several identifiers and changes them, so consents and objections hang on an
id that says nothing, and identifiers only lead to it. New identifiers join the person that the known ones lead to; if
they lead to two, someone has to look. A name identifies nobody alone, and a mailbox may be a family's: such aliases
are marked shared, lead to nobody by themselves and join no one. An identifier that someone has given up still leads to
them, so that an objection is not lost with an old address, until somebody else has it.
Law:  GDPR Art. 4(1), 5(1)(d), 11, 12(2).
Kept true by: tests/records/test_people.py
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from sqlalchemy import ColumnElement, Connection, and_, insert, select, update

from lofte.facts import Identifier, SubjectId, normal
from lofte.records.chance import Chance, token
from lofte.records.errors import TwoPeopleError, UnknownRecordError
from lofte.records.store import Store, Writing, batched
from lofte.records.tables import aliases, subjects

# Many people may have the same one, so that it can never say alone who is meant.
ALWAYS_SHARED = frozenset({"name"})
PEOPLE_AT_ONCE = 5_000


class People(Store):
    """The persons that the store knows, and their identifiers."""

    def subject_of(self, identifier: Identifier) -> SubjectId | None:
        """The one person who has this identifier, or had it last; None when nobody has, or several people share it."""
        with self._reading() as connection:
            return _holder(connection, normal(identifier.kind, identifier.value))

    def ensure_subject(self, identifiers: Iterable[Identifier]) -> SubjectId:
        """The person with these identifiers, known from now on under all of them; a new one if none is known.

        Raises TwoPeopleError when they lead to two people, or when there is none that one person alone can have.
        """
        return self.ensure_subjects([identifiers])[0]

    def ensure_subjects(self, people: Iterable[Iterable[Identifier]]) -> tuple[SubjectId, ...]:
        """Like `ensure_subject`, for many people, some thousands in a transaction; an error undoes the last one."""
        subjects_: list[SubjectId] = []
        given = (tuple(dict.fromkeys(normal(one.kind, one.value) for one in person)) for person in people)
        while chunk := tuple(islice(given, PEOPLE_AT_ONCE)):
            with self._writing(act=True) as writing:
                known = _Known.of(writing.connection, chunk)
                subjects_.extend(known.join(person, writing.chance) for person in chunk)
                known.write(writing)
        return tuple(subjects_)

    def share(self, identifier: Identifier, people: Iterable[SubjectId]) -> None:
        """Mark an identifier as used by several people: from now on it leads to nobody, and joins no one."""
        key = normal(identifier.kind, identifier.value)
        with self._writing(act=True) as writing:
            writing.connection.execute(update(aliases).where(_is(key)).values(shared=True))
            for subject in people:
                _have(writing, subject, key)

    def give_up(self, subject: SubjectId, identifier: Identifier) -> None:
        """End a person's use of an identifier, so that somebody else may have it."""
        key = normal(identifier.kind, identifier.value)
        held = _is(key) & (aliases.c.subject == subject) & aliases.c.valid_to.is_(None)
        with self._writing(act=True) as writing:
            ended = writing.connection.execute(update(aliases).where(held).values(valid_to=writing.now))
            if ended.rowcount == 0:
                raise UnknownRecordError("this person does not have that identifier")


def _holder(connection: Connection, identifier: Identifier) -> SubjectId | None:
    """Who has the identifier now, else who had it last."""
    held = select(aliases.c.subject).where(_is(identifier), aliases.c.shared.is_(False))
    order = (aliases.c.valid_to.is_not(None), aliases.c.valid_to.desc(), aliases.c.id.desc())
    found = connection.execute(held.order_by(*order).limit(1)).scalar()
    return None if found is None else SubjectId(found)


@dataclass(slots=True)
class _Known:
    """Who has the identifiers of a chunk, and what is to be written so that all of them are known."""

    holders: dict[Identifier, SubjectId] = field(default_factory=dict)
    shared: set[Identifier] = field(default_factory=set)
    ended: dict[tuple[Identifier, SubjectId], bool] = field(default_factory=dict)
    newcomers: list[SubjectId] = field(default_factory=list)
    added: list[tuple[Identifier, SubjectId]] = field(default_factory=list)
    again: list[tuple[Identifier, SubjectId]] = field(default_factory=list)

    @classmethod
    def of(cls, connection: Connection, people: tuple[tuple[Identifier, ...], ...]) -> "_Known":
        known = cls()
        values = sorted({one.value for person in people for one in person})
        for chunk in batched(values):
            for row in connection.execute(select(aliases).where(aliases.c.value.in_(chunk))):
                identifier, subject = Identifier(row.kind, row.value), SubjectId(row.subject)
                known.ended[identifier, subject] = row.valid_to is not None
                if row.shared:
                    known.shared.add(identifier)
                elif row.valid_to is None:
                    known.holders[identifier] = subject
        return known

    def join(self, person: tuple[Identifier, ...], chance: Chance) -> SubjectId:
        """The one person with these identifiers, known or new."""
        if any(not one.value for one in person):
            raise ValueError("an identifier is empty")
        own = [one for one in person if one.kind not in ALWAYS_SHARED and one not in self.shared]
        if not own:
            raise TwoPeopleError("several people may have these identifiers; add one that only one person has")
        found = {self.holders[one] for one in own if one in self.holders}
        if len(found) > 1:
            raise TwoPeopleError(
                "the identifiers belong to two people; decide who is meant, or mark the identifier they share"
            )
        subject = found.pop() if found else self._newcomer(chance)
        for identifier in person:
            self._have(identifier, subject)
        self.holders.update(dict.fromkeys(own, subject))
        return subject

    def _newcomer(self, chance: Chance) -> SubjectId:
        self.newcomers.append(SubjectId(token(chance)))
        return self.newcomers[-1]

    def _have(self, identifier: Identifier, subject: SubjectId) -> None:
        ended = self.ended.get((identifier, subject))
        if ended is not False:
            (self.added if ended is None else self.again).append((identifier, subject))
            self.ended[identifier, subject] = False

    def write(self, writing: Writing) -> None:
        run, now = writing.connection.execute, writing.now
        if self.newcomers:
            run(insert(subjects), [{"id": subject, "created_at": now} for subject in self.newcomers])
        if self.added:
            run(insert(aliases), [self._row(identifier, subject, now) for identifier, subject in self.added])
        for identifier, subject in self.again:
            run(update(aliases).where(_is(identifier), aliases.c.subject == subject).values(valid_to=None))

    def _row(self, identifier: Identifier, subject: SubjectId, now: datetime) -> dict[str, object]:
        shared = identifier.kind in ALWAYS_SHARED or identifier in self.shared
        row = {"kind": identifier.kind, "value": identifier.value, "subject": subject}
        return {**row, "shared": shared, "valid_from": now}


def _have(writing: Writing, subject: SubjectId, identifier: Identifier) -> None:
    """Let the person share the identifier, from now on or again."""
    own = _is(identifier) & (aliases.c.subject == subject)
    if writing.connection.execute(update(aliases).where(own).values(valid_to=None, shared=True)).rowcount == 0:
        row = {"kind": identifier.kind, "value": identifier.value, "subject": subject, "shared": True}
        writing.connection.execute(insert(aliases), {**row, "valid_from": writing.now})


def _is(identifier: Identifier) -> ColumnElement[bool]:
    return and_(aliases.c.value == identifier.value, aliases.c.kind == identifier.kind)
