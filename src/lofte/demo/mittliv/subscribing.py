"""Plant what can become of a subscriber: a consent that grows old, is taken back in part, or was never the ground.

In:   a `Filling`, invented people.       Out:  rows of the newsletter service, whose clock runs in UTC.
Never: decides a fate by the engine's code; each is written here by hand, from the clauses.

The idea in one read: each purpose has a consent of its own, so taking back one leaves the others; a consent that nobody
renewed ends after two years. A partner's contact is written to on another ground, until the contact objects or is not
heard of. Who is both has two rows, and each goes by its own rule. One consent was given so late in the evening that it
was already tomorrow in Sweden, which is a day more to keep.
Law:  GDPR Art. 5(1)(e), 7(3), 21(3).
Kept true by: tests/demo/test_mittliv.py.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from lofte.demo.mittliv.partnering import AS_IT_WAS, contact, partner
from lofte.demo.mittliv.tables import CONTACTS, NEWSLETTER_SUBSCRIBERS, SURVEY_ANSWERS, SURVEYS
from lofte.demo.people import People, shouted
from lofte.demo.world import GOES, STAYS, Due, EventHappened, Expect, Fate, Filling, ObjectionMade, event_day, noon
from lofte.periods import Period

CONSENT_LASTS = Period(months=24)
PURPOSES = ("newsletter", "invitations", "surveys")
LATE = time(23, 30, tzinfo=UTC)
COUNTED = Expect(Fate.ANONYMISED, empty=("subscriber_id", "answer"), kept=("survey_id",))


def plant_subscribers(filling: Filling, people: People) -> None:
    """All cases of subscribers."""
    for due in Due:
        _not_renewed(filling, people, due)
        for purpose in PURPOSES:
            _after_service_not_renewed(filling, people, due, purpose)
        _idle_partner(filling, people, due)
    _late_in_the_evening(filling, people)
    _surveys_only(filling, people)
    _also_a_contact(filling, people)
    _contact_objects(filling, people)
    _replaced_contact(filling, people)
    _silent(filling, people)


def subscriber(filling: Filling, email: str, which: str, **more: Any) -> str:
    """A row of one list."""
    key: str = filling.add(NEWSLETTER_SUBSCRIBERS, email=email, list=which, **more)
    return key


def answered(filling: Filling, subscriber_id: str) -> str:
    """An answer to a survey."""
    survey = filling.add(SURVEYS, title="How was the programme?", closes_on=filling.day)
    key: str = filling.add(SURVEY_ANSWERS, survey_id=survey, subscriber_id=subscriber_id, answer="it was good")
    return key


def _fate(due: Due) -> Expect:
    return STAYS if due is Due.TOMORROW else GOES


def _given(due: Due, day: date) -> datetime:
    return noon(event_day(due, day, CONSENT_LASTS, ceiling=True))


def _not_renewed(filling: Filling, people: People, due: Due) -> None:
    key = subscriber(filling, people.next().email, "public", confirmed_at=_given(due, filling.day))
    name = f"newsletter not renewed in two years, due {due}"
    filling.plant(NEWSLETTER_SUBSCRIBERS, key, name, "ML-1D-a ML-3-n", _fate(due))


def _after_service_not_renewed(filling: Filling, people: People, due: Due, purpose: str) -> None:
    when = {f"{purpose}_at": _given(due, filling.day)}
    key = subscriber(filling, people.next().email, "mentee", **when)
    name = f"{purpose} after the programme not renewed in two years, due {due}"
    filling.plant(NEWSLETTER_SUBSCRIBERS, key, name, "ML-1A-q ML-3-n", _fate(due))


def _idle_partner(filling: Filling, people: People, due: Due) -> None:
    last = event_day(due, filling.day, CONSENT_LASTS, ceiling=True)
    key = subscriber(filling, people.next().email, "partner", last_contact_on=last)
    name = f"partner not heard of in two years, due {due}"
    filling.plant(NEWSLETTER_SUBSCRIBERS, key, name, "ML-1B-e", _fate(due))


def _late_in_the_evening(filling: Filling, people: People) -> None:
    # In UTC this consent is two years old today; in Sweden it was given the day after.
    day = event_day(Due.TODAY, filling.day, CONSENT_LASTS, ceiling=True)
    key = subscriber(filling, people.next().email, "public", confirmed_at=datetime.combine(day, LATE))
    name = "newsletter confirmed half an hour before midnight in UTC"
    filling.plant(NEWSLETTER_SUBSCRIBERS, key, name, "ML-3-n", STAYS)


def _surveys_only(filling: Filling, people: People) -> None:
    day = filling.day
    given = noon(day - timedelta(days=200))
    key = subscriber(
        *(filling, people.next().email, "mentor"),
        newsletter_at=given,
        surveys_at=given,
        surveys_left_at=noon(day - timedelta(days=1)),
    )
    name = "withdrew surveys only"
    filling.plant(NEWSLETTER_SUBSCRIBERS, key, name, "ML-5-c ML-1A-t", Expect(Fate.STAYS, kept=("email",)))
    answer = answered(filling, key)
    filling.plant(SURVEY_ANSWERS, answer, f"{name}: the answer is only counted", "ML-5-c ML-1A-t", COUNTED)


def _also_a_contact(filling: Filling, people: People) -> None:
    person, day = people.next(), filling.day
    given = noon(day - timedelta(days=300))
    left = noon(day - timedelta(days=2))
    own = subscriber(filling, shouted(person.email), "public", confirmed_at=given, left_at=left)
    work = subscriber(filling, person.email, "partner", last_contact_on=day - timedelta(days=20))
    known = contact(filling, person, partner(filling))
    name = "a subscriber who is also a partner's contact"
    filling.plant(NEWSLETTER_SUBSCRIBERS, own, f"{name} left the public list", "ML-1D-a ML-3-o", GOES)
    filling.plant(NEWSLETTER_SUBSCRIBERS, work, f"{name} stays on the partners' list", "ML-1B-e", STAYS)
    filling.plant(CONTACTS, known, f"{name} stays a contact", "ML-1B-d", AS_IT_WAS)


def _contact_objects(filling: Filling, people: People) -> None:
    person, day = people.next(), filling.day
    listed = subscriber(filling, shouted(person.email), "partner", last_contact_on=day - timedelta(days=20))
    known = contact(filling, person, partner(filling))
    filling.tell(ObjectionMade(person.email, "direct-marketing", noon(day - timedelta(days=1))))
    name = "a contact who objected to marketing"
    filling.plant(NEWSLETTER_SUBSCRIBERS, listed, f"{name} is written to no more", "ML-5-e ML-1B-e", GOES)
    filling.plant(CONTACTS, known, f"{name} stays a contact", "ML-5-e ML-1B-d", AS_IT_WAS)


def _replaced_contact(filling: Filling, people: People) -> None:
    key = subscriber(filling, people.next().email, "partner", last_contact_on=filling.day - timedelta(days=20))
    filling.plant(NEWSLETTER_SUBSCRIBERS, key, "told to have been replaced at the partner", "ML-3-i", GOES)
    row = filling.planted[-1].row
    filling.tell(EventHappened(row, "contact.replaced", noon(filling.day - timedelta(days=4))))


def _silent(filling: Filling, people: People) -> None:
    given = noon(filling.day - timedelta(days=800))
    key = subscriber(filling, people.next().email, "public", confirmed_at=given)
    filling.plant(NEWSLETTER_SUBSCRIBERS, key, "silent when the consent was to be renewed", "ML-7-e", GOES)
