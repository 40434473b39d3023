"""Fill the stores with ordinary life, so that what is planted stands in a crowd.

In:   a `Filling`, invented people, how many crowds.       Out:  about two hundred people for each.
Never: plants a case; what becomes of these is for the engine to say.

The idea in one read: most rows are needed and will stay, and a few in each store are overdue, as in any organisation
that has erased by hand. Some people stand in several stores, with other capitals. A crowd is added as often as asked,
in bulk, and two crowds differ only in their people and days.
Kept true by: tests/demo/test_mittliv.py.
"""

from datetime import timedelta
from random import Random

from lofte.demo.mittliv.applying import application, intake, programme
from lofte.demo.mittliv.partnering import contact, invoice, partner
from lofte.demo.mittliv.recording import recorded_meeting
from lofte.demo.mittliv.recruiting import job_application, process
from lofte.demo.mittliv.subscribing import answered, subscriber
from lofte.demo.mittliv.tables import (
    ATTENDANCE,
    CONSULTING_PARTICIPANTS,
    INVITATIONS,
    MEETINGS,
    MENTEES,
    MENTORS,
    OFFERS,
)
from lofte.demo.mittliv.taking_part import match, participant
from lofte.demo.mittliv.writing import submission
from lofte.demo.people import People, Person, shouted
from lofte.demo.world import Filling, noon

APPLICANTS = 40
PAIRS = 20
OVERDUE_PAIRS = 3
CONSULTING = 8
PARTNERS = 8
JOB_APPLICANTS = 25
SUBSCRIBERS = 30
FORM_SENDERS = 12
MEETINGS_OF_A_PROGRAMME = 3


def add_crowd(filling: Filling, people: People, chance: Random) -> None:
    """Two hundred people who were here anyway."""
    _applicants(filling, people, chance)
    _programme(filling, people, chance)
    _overdue_programme(filling, people)
    _partners(filling, people, chance)
    _job_applicants(filling, people, chance)
    _subscribers(filling, people, chance)
    _form_senders(filling, people, chance)


def _applicants(filling: Filling, people: People, chance: Random) -> None:
    open_intake = intake(filling, filling.day + timedelta(days=200))
    for _ in range(APPLICANTS):
        role = chance.choice(("mentor", "adept", "adept", "consulting"))
        sent_on = filling.day - timedelta(days=chance.randrange(1, 60))
        wants = {"carry_over_at": noon(sent_on)} if chance.random() < 0.4 else {}
        application(filling, people.next(), open_intake, sent_on=sent_on, role=role, **wants)


def _programme(filling: Filling, people: People, chance: Random) -> None:
    day = filling.day
    admission = intake(filling, day + timedelta(days=100), day - timedelta(days=50))
    running = programme(filling, day + timedelta(days=100))
    mentors = [people.next() for _ in range(PAIRS)]
    mentees = [people.next() for _ in range(PAIRS)]
    keys = [
        (
            participant(filling, MENTORS, mentor, running),
            participant(filling, MENTEES, mentee, running, application_id=_matched(filling, mentee, admission)),
        )
        for mentor, mentee in zip(mentors, mentees, strict=True)
    ]
    for mentor_key, mentee_key in keys:
        match(filling, running, mentor_key, mentee_key)
    consulting = [participant(filling, CONSULTING_PARTICIPANTS, people.next(), running) for _ in range(CONSULTING)]
    _meetings(filling, chance, running, keys, consulting)
    recorded_meeting(filling, day + timedelta(days=100), (mentors[0], mentees[0], mentees[1]), "meeting-recordings")
    for mentee in mentees[: PAIRS // 2]:
        given = noon(day - timedelta(days=chance.randrange(30, 90)))
        subscriber(filling, shouted(mentee.email), "mentee", newsletter_at=given, invitations_at=given)


def _matched(filling: Filling, mentee: Person, admission: int) -> int:
    day = filling.day
    key = application(filling, mentee, admission, sent_on=day - timedelta(days=80))
    filling.add(OFFERS, application_id=key, answer="yes", accepted_on=day - timedelta(days=40))
    return key


def _meetings(
    filling: Filling, chance: Random, running: int, pairs: list[tuple[int, int]], consulting: list[int]
) -> None:
    for number in range(MEETINGS_OF_A_PROGRAMME):
        held_on = filling.day - timedelta(days=30 - 7 * number)
        meeting = filling.add(MEETINGS, programme_id=running, held_on=held_on)
        who = [{"mentor_id": mentor} for mentor, _ in pairs] + [{"mentee_id": mentee} for _, mentee in pairs]
        for person in who + [{"participant_id": key} for key in consulting]:
            filling.add(ATTENDANCE, meeting_id=meeting, present=chance.random() < 0.9, **person)


def _overdue_programme(filling: Filling, people: People) -> None:
    ended = programme(filling, filling.day - timedelta(days=45))
    for _ in range(OVERDUE_PAIRS):
        mentor = participant(filling, MENTORS, people.next(), ended)
        match(filling, ended, mentor, participant(filling, MENTEES, people.next(), ended))


def _partners(filling: Filling, people: People, chance: Random) -> None:
    for number in range(PARTNERS):
        ended = filling.day - timedelta(days=chance.randrange(10, 400)) if number == 0 else None
        whose = partner(filling, f"Example {chance.choice(('Bygg', 'Data', 'Vård'))} {number} AB", ended_on=ended)
        for person in (people.next(), people.next()):
            contact(filling, person, whose)
            subscriber(filling, person.email, "partner", last_contact_on=filling.day - timedelta(days=30))
            invoice(filling, person, filling.day - timedelta(days=chance.randrange(1, 2500)))


def _job_applicants(filling: Filling, people: People, chance: Random) -> None:
    day = filling.day
    processes = (process(filling, None), process(filling, day - timedelta(days=chance.randrange(30, 700))))
    long_closed = process(filling, day - timedelta(days=chance.randrange(740, 1000)))
    for number in range(JOB_APPLICANTS):
        job_application(filling, people.next(), long_closed if number < 2 else chance.choice(processes))


def _subscribers(filling: Filling, people: People, chance: Random) -> None:
    filling.add(INVITATIONS, title="Autumn seminar", held_on=filling.day + timedelta(days=30))
    for number in range(SUBSCRIBERS):
        given = noon(filling.day - timedelta(days=chance.randrange(1, 700) if number else 800))
        subscriber(filling, people.next().email, "public", confirmed_at=given)
        if number % 10 == 0:
            own = subscriber(filling, people.next().email, "mentor", surveys_at=given, newsletter_at=given)
            answered(filling, own)


def _form_senders(filling: Filling, people: People, chance: Random) -> None:
    for number in range(FORM_SENDERS):
        sent_on = filling.day - timedelta(days=chance.randrange(5, 300))
        closed = {"closed_at": noon(sent_on + timedelta(days=4))} if number < 2 else {}
        submission(filling, people.next(), sent_on, **closed)
