"""Plant the one person who asks: for access to all that is known, then for erasure of what may be erased.

In:   a `Filling`, invented people.       Out:  the person's address, and rows in every store, with their fates.
Never: decides a fate by the engine's code; each is written here by hand, from the clauses.

The idea in one read: this person is a mentee, has applied for a job, reads the newsletter, writes to the office, is a
partner's contact, and is in a recording with someone else; each store spells the address in its own way. An
erasure releases what rests on consent and all marketing. The rest is answered with what keeps it: the programme
until it ends, the application until claims lapse, the invoice until the law lets go. The recording is emptied for both,
since nobody can be taken out of a moving picture, and the other person's rows do not change.
Law:  GDPR Art. 15, 17, 12(4).
Kept true by: tests/demo/test_mittliv.py.
"""

from datetime import timedelta

from lofte.demo.mittliv.applying import programme
from lofte.demo.mittliv.partnering import contact, disclosure, invoice, partner
from lofte.demo.mittliv.recording import CONTENT, SILENCED, recorded_meeting
from lofte.demo.mittliv.recruiting import DEFENCE, KEPT_FILE, job_application, process
from lofte.demo.mittliv.subscribing import COUNTED, answered, subscriber
from lofte.demo.mittliv.tables import (
    ATTENDANCE,
    CONTACTS,
    DISCLOSURES,
    FILES,
    INVOICES,
    JOB_APPLICATIONS,
    MENTEES,
    MENTORS,
    NEWSLETTER_SUBSCRIBERS,
    PARTICIPANTS,
    RECORDINGS,
    SUBMISSIONS,
    SURVEY_ANSWERS,
)
from lofte.demo.mittliv.taking_part import PRUNED, WHOLE, attended, match, participant
from lofte.demo.mittliv.writing import AS_SENT, submission
from lofte.demo.people import People, Person, shouted
from lofte.demo.world import GOES, STAYS, Expect, Fate, Filling, noon

WHO = "the person who asks"


def plant_asking(filling: Filling, people: People) -> str:
    """All rows of the person who asks, and the address to ask with."""
    person = people.next()
    _in_programme(filling, people, person)
    _in_recording(filling, people, person)
    _at_partner(filling, person)
    _as_applicant(filling, person)
    _on_lists(filling, person)
    _at_office(filling, person)
    return person.email


def _in_programme(filling: Filling, people: People, person: Person) -> None:
    day = filling.day
    running = programme(filling, day + timedelta(days=120))
    mentor = participant(filling, MENTORS, people.next(), running)
    key = participant(filling, MENTEES, person, running, present_at=noon(day - timedelta(days=40)))
    match(filling, running, mentor, key, day - timedelta(days=10))
    filling.plant(MENTEES, key, f"{WHO} takes part and is presented", "ML-3-h", WHOLE)
    name = f"{WHO} takes part and is presented no more"
    filling.plant(MENTEES, key, name, "ML-5-b ML-3-h", PRUNED, erasure=True)
    present = attended(filling, running, mentee_id=key)
    filling.plant(ATTENDANCE, present, f"{WHO} was at a training", "ML-1A-h", STAYS, erasure=True)


def _in_recording(filling: Filling, people: People, person: Person) -> None:
    other = people.next()
    spelled = Person(person.name, shouted(person.email), person.mobile, person.address)
    ends_on = filling.day + timedelta(days=120)
    key, (own, others) = recorded_meeting(filling, ends_on, (spelled, other), "meeting-recordings")
    clauses = "ML-1A-i ML-2-b"
    filling.plant(RECORDINGS, key, f"{WHO} is in a recording with another", clauses, Expect(Fate.STAYS, kept=CONTENT))
    filling.plant(RECORDINGS, key, "the recording of two when one asked for erasure", clauses, SILENCED, erasure=True)
    there = Expect(Fate.STAYS, kept=("display_name", "email", "ip"))
    filling.plant(PARTICIPANTS, own, f"{WHO} was in the meeting", clauses, there, erasure=True)
    filling.plant(PARTICIPANTS, others, "the other person in the meeting", clauses, there, erasure=True)


def _at_partner(filling: Filling, person: Person) -> None:
    whose, ends_on = partner(filling), filling.day + timedelta(days=120)
    shown = disclosure(filling, person, whose, ends_on)
    logged = Expect(Fate.STAYS, kept=("mentee_email", "job_shown"))
    filling.plant(DISCLOSURES, shown, f"{WHO} was shown to a partner", "ML-1A-n ML-5-a", logged, erasure=True)
    spelled = Person(person.name, shouted(person.email), person.mobile, person.address)
    known = contact(filling, spelled, whose)
    filling.plant(CONTACTS, known, f"{WHO} is a partner's contact", "ML-1B-d", STAYS, erasure=True)


def _as_applicant(filling: Filling, person: Person) -> None:
    closed = process(filling, filling.day - timedelta(days=300))
    key, file = job_application(filling, person, closed)
    filling.plant(JOB_APPLICATIONS, key, f"{WHO} applied for a job", "ML-3-m ML-5-b", DEFENCE, erasure=True)
    filling.plant(FILES, file, f"{WHO} sent documents", "ML-3-m ML-5-b", KEPT_FILE, erasure=True)


def _on_lists(filling: Filling, person: Person) -> None:
    given = noon(filling.day - timedelta(days=150))
    own = subscriber(filling, person.email, "mentee", newsletter_at=given, surveys_at=given)
    work = subscriber(filling, shouted(person.email), "partner", last_contact_on=filling.day - timedelta(days=20))
    answer = answered(filling, own)
    filling.plant(NEWSLETTER_SUBSCRIBERS, own, f"{WHO} reads the newsletter", "ML-1A-q", STAYS)
    filling.plant(NEWSLETTER_SUBSCRIBERS, own, f"{WHO} reads it no more", "ML-5-b ML-3-n", GOES, erasure=True)
    filling.plant(NEWSLETTER_SUBSCRIBERS, work, f"{WHO} reads the partners' no more", "ML-5-b", GOES, erasure=True)
    filling.plant(SURVEY_ANSWERS, answer, f"{WHO} answered a survey", "ML-5-b ML-1A-t", COUNTED, erasure=True)


def _at_office(filling: Filling, person: Person) -> None:
    day = filling.day
    asked = submission(filling, person, day - timedelta(days=4))
    billed = invoice(filling, person, day - timedelta(days=30))
    filling.plant(SUBMISSIONS, asked, f"{WHO} has a case that is open", "ML-9-b", AS_SENT)
    filling.plant(SUBMISSIONS, asked, f"{WHO} takes the question back", "ML-9-b ML-5-b", GOES, erasure=True)
    named = Expect(Fate.STAYS, kept=("reference_name", "reference_email", "lines"))
    filling.plant(INVOICES, billed, f"{WHO} stands on an invoice", "ML-2-e ML-5-b", named, erasure=True)
