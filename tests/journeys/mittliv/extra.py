"""Plant what the demonstration does not: the cases by which single clauses are held, each with its fate.

In:   a `Filling` that already holds the demonstration.       Out:  more rows, more planted cases, more told.
Never: decides a fate by the engine's code; each is written here by hand, from the clauses.

The idea in one read: the demonstration shows each rule once, and some clauses say more than one thing: a contact is
kept for a named reason, a subscriber has no record of a consent, each channel of withdrawal counts alike, an objection
is decided. Those rows stand here beside the others and are swept with them.
Law:  none of its own.
Kept true by: tests/journeys/mittliv/test_retention.py
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from lofte.demo.mittliv.applying import programme
from lofte.demo.mittliv.partnering import AS_IT_WAS, contact, invoice, partner
from lofte.demo.mittliv.subscribing import subscriber
from lofte.demo.mittliv.tables import CONTACTS, INVOICES, MENTEES, MENTORS, NEWSLETTER_SUBSCRIBERS
from lofte.demo.mittliv.taking_part import PRUNED, match, participant
from lofte.demo.people import People, Person
from lofte.demo.world import GOES, STAYS, ConsentGiven, Expect, Fate, Filling, HoldPlaced, noon
from lofte.facts import RowKey

CHANNELS = ("link", "form", "email", "letter", "phone")
RELEASED = Expect(Fate.STAYS, kept=("email",))


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A withdrawal that came by a channel."""

    email: str
    channel: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Objected:
    """An objection to an activity, and what was decided; None: not yet."""

    email: str
    activity: str
    at: datetime
    upheld: bool | None


def newcomers() -> Iterator[Person]:
    """People of whom the demonstration knows nothing."""
    people = People(4711)
    while True:
        person = people.next()
        yield replace(person, email=f"more.{person.email}")


def plant_more(filling: Filling) -> tuple[Withdrawn | Objected, ...]:
    """All cases; given back is what our records learn beside what is told."""
    people = newcomers()
    _after_service(filling, people)
    _never_asked(filling, people)
    _kept_for_a_reason(filling, people)
    _mentor_who_would_be_presented(filling, people)
    _invoices(filling, people)
    return (*_withdrawals(filling, people), *_objections(filling, people))


def _after_service(filling: Filling, people: Iterator[Person]) -> None:
    willing, unwilling, day = next(people), next(people), filling.day
    ended = programme(filling, day - timedelta(days=12))
    given = noon(day - timedelta(days=40))
    for person, consents in ((willing, {"newsletter_at": given}), (unwilling, {})):
        name = f"programme over, {'with' if consents else 'without'} a yes to letters afterwards"
        filling.plant(MENTEES, participant(filling, MENTEES, person, ended), name, "ML-1A-q", GOES)
        listed = subscriber(filling, person.email, "mentee", **consents)
        expect = RELEASED if consents else GOES
        filling.plant(NEWSLETTER_SUBSCRIBERS, listed, f"{name}: the address", "ML-1A-q ML-1A-e", expect)


def _never_asked(filling: Filling, people: Iterator[Person]) -> None:
    key = subscriber(filling, next(people).email, "public")
    filling.plant(NEWSLETTER_SUBSCRIBERS, key, "a subscriber who never confirmed", "ML-1D-a ML-3-n", GOES)


def _kept_for_a_reason(filling: Filling, people: Iterator[Person]) -> None:
    day = filling.day
    for reason, clause in (("still-needed", "ML-3-j"), ("law-or-authority", "ML-3-k")):
        key = contact(filling, next(people), partner(filling, ended_on=day - timedelta(days=300)))
        filling.plant(CONTACTS, key, f"relation ended, and kept: {reason}", clause, AS_IT_WAS)
        row = RowKey.of("crm", "contacts", [str(key)])
        review = day + timedelta(days=90)
        filling.tell(HoldPlaced(row, reason, "privacy-officer", review, noon(day - timedelta(days=5))))


def _mentor_who_would_be_presented(filling: Filling, people: Iterator[Person]) -> None:
    day, person = filling.day, next(people)
    running = programme(filling, day + timedelta(days=80))
    mentor = participant(filling, MENTORS, person, running)
    match(filling, running, mentor, participant(filling, MENTEES, next(people), running), day - timedelta(days=4))
    filling.tell(ConsentGiven(person.email, "present-mentees", noon(day - timedelta(days=20))))
    filling.plant(MENTORS, mentor, "a mentor who said yes to being presented", "ML-0-i", PRUNED)


def _invoices(filling: Filling, people: Iterator[Person]) -> None:
    year, person = filling.day.year, next(people)
    key = invoice(filling, person, filling.day.replace(year=year - 7, month=6, day=30))
    named = Expect(Fate.STAYS, kept=("reference_name", "reference_email", "lines"))
    filling.plant(INVOICES, key, "booked seven calendar years ago, in the summer", "ML-2-e", named)


def _withdrawals(filling: Filling, people: Iterator[Person]) -> Iterator[Withdrawn]:
    day = filling.day
    for channel in CHANNELS:
        person = next(people)
        key = subscriber(filling, person.email, "public", confirmed_at=noon(day - timedelta(days=50)))
        name = f"consent withdrawn by {channel}"
        filling.plant(NEWSLETTER_SUBSCRIBERS, key, name, "ML-3-o ML-3-n", GOES)
        yield Withdrawn(person.email, channel, noon(day - timedelta(days=1)))


def _objections(filling: Filling, people: Iterator[Person]) -> Iterator[Objected]:
    day = filling.day
    made = noon(day - timedelta(days=3))
    for decided, expect in ((None, AS_IT_WAS), (True, GOES), (False, AS_IT_WAS)):
        person = next(people)
        key = contact(filling, person, partner(filling))
        words = {None: "not yet decided", True: "upheld", False: "rejected"}[decided]
        filling.plant(CONTACTS, key, f"a contact objected to everything: {words}", "ML-5-e", expect)
        for activity in ("partner-relations", "partner-agreements", "partner-newsletter"):
            yield Objected(person.email, activity, made, decided)
    person = next(people)
    key = contact(filling, person, partner(filling, ended_on=day - timedelta(days=200)))
    filling.plant(CONTACTS, key, "relation ended while an objection is pending", "ML-5-e", STAYS)
    yield Objected(person.email, "partner-relations", made, None)
