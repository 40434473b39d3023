"""Plant what can become of those who take part: matched, presented, restricted, and the end of their programme.

In:   a `Filling`, invented people.       Out:  rows of mentees, mentors, participants, matches and attendance.
Never: decides a fate by the engine's code; each is written here by hand, from the clauses.

The idea in one read: when a match is completed its row goes, the languages and education that only matching needed are
scrubbed in the rows of both, and the rows live on for the programme. A mentee who chose to be presented keeps them
until the programme ends; a mentor never does. Then everything goes, but what a restriction keeps.
Law:  GDPR Art. 5(1)(e), 18.
Kept true by: tests/demo/test_mittliv.py.
"""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Table

from lofte.demo.mittliv.applying import application, intake, programme
from lofte.demo.mittliv.tables import (
    ATTENDANCE,
    CONSULTING_PARTICIPANTS,
    MATCHES,
    MEETINGS,
    MENTEES,
    MENTORS,
    TRAININGS,
)
from lofte.demo.people import People, Person
from lofte.demo.world import GOES, STAYS, Due, Expect, Fate, Filling, RestrictionSet, event_day, noon

SKILLS = ("langs", "edu", "job")
PRUNED = Expect(Fate.STAYS, empty=SKILLS, kept=("full_name", "address", "mobile", "email"))
WHOLE = Expect(Fate.STAYS, kept=("full_name", "email", *SKILLS))


def plant_participants(filling: Filling, people: People) -> None:
    """All cases of people in a programme."""
    for due in Due:
        _matching_completed(filling, people, due)
        _programme_ended(filling, people, due)
    _presented(filling, people)
    _mentor_was_mentee(filling, people)
    _admitted_unmatched(filling, people)
    _restricted(filling, people)
    _without_email(filling, people)


def participant(filling: Filling, table: Table, person: Person, programme_id: int, **more: Any) -> int:
    """A mentor, a mentee or someone in the consulting services."""
    written: dict[str, Any] = {
        "programme_id": programme_id,
        "full_name": person.name,
        "address": person.address,
        "mobile": person.mobile,
        "email": person.email,
    }
    if table is not CONSULTING_PARTICIPANTS:
        accepted = filling.day - timedelta(days=40)
        skills = {"langs": "Persian, Swedish", "edu": "Bachelor of economics", "job": "Analyst"}
        written |= skills | {"accepted_on": accepted}
    key: int = filling.add(table, **(written | more))
    return key


def match(filling: Filling, programme_id: int, mentor: int, mentee: int, completed_on: date | None = None) -> int:
    """A mentor and a mentee who have both accepted."""
    key: int = filling.add(
        MATCHES,
        programme_id=programme_id,
        mentor_id=mentor,
        mentee_id=mentee,
        accepted_on=filling.day - timedelta(days=40),
        completed_on=completed_on,
        score=80,
        mentor_note="both work with figures",
    )
    return key


def attended(filling: Filling, programme_id: int, **who: int) -> int:
    """Someone was at a training of the programme."""
    training = filling.add(TRAININGS, programme_id=programme_id, title="How working life goes here")
    held_on = filling.day - timedelta(days=30)
    meeting = filling.add(MEETINGS, programme_id=programme_id, training_id=training, held_on=held_on)
    key: int = filling.add(ATTENDANCE, meeting_id=meeting, present=True, **who)
    return key


def _pair(filling: Filling, people: People, programme_id: int, **mentee: Any) -> tuple[int, int]:
    first = participant(filling, MENTORS, people.next(), programme_id)
    return first, participant(filling, MENTEES, people.next(), programme_id, **mentee)


def _matching_completed(filling: Filling, people: People, due: Due) -> None:
    running = programme(filling, filling.day + timedelta(days=120))
    mentor, mentee = _pair(filling, people, running)
    match_key = match(filling, running, mentor, mentee, event_day(due, filling.day))
    over = due is not Due.TOMORROW
    name = f"matching completed, due {due}"
    filling.plant(MATCHES, match_key, name, "ML-3-e", GOES if over else STAYS)
    filling.plant(MENTEES, mentee, f"{name}: the mentee", "ML-3-e ML-1A-f ML-1A-g", PRUNED if over else WHOLE)
    filling.plant(MENTORS, mentor, f"{name}: the mentor", "ML-3-e ML-3-h", PRUNED if over else WHOLE)


def _programme_ended(filling: Filling, people: People, due: Due) -> None:
    ended = programme(filling, event_day(due, filling.day))
    mentor, mentee = _pair(filling, people, ended, present_at=noon(filling.day - timedelta(days=40)))
    consulting = participant(filling, CONSULTING_PARTICIPANTS, people.next(), ended)
    expect = STAYS if due is Due.TOMORROW else GOES
    name = f"programme ended, due {due}"
    filling.plant(MENTEES, mentee, f"{name}: the mentee", "ML-3-f ML-3-h", expect)
    filling.plant(MENTORS, mentor, f"{name}: the mentor", "ML-3-f", expect)
    filling.plant(CONSULTING_PARTICIPANTS, consulting, f"{name}: consulting services", "ML-3-f ML-0-j", expect)
    present = attended(filling, ended, participant_id=consulting)
    filling.plant(ATTENDANCE, present, f"{name}: attendance", "ML-3-f ML-1A-h", expect)


def _presented(filling: Filling, people: People) -> None:
    day = filling.day
    running = programme(filling, day + timedelta(days=120))
    mentor, mentee = _pair(filling, people, running, present_at=noon(day - timedelta(days=40)))
    match(filling, running, mentor, mentee, day - timedelta(days=10))
    filling.plant(MENTEES, mentee, "matched, and chose to be presented", "ML-3-h ML-1A-n", WHOLE)
    filling.plant(MENTORS, mentor, "a mentor is never presented", "ML-3-h ML-0-i", PRUNED)


def _mentor_was_mentee(filling: Filling, people: People) -> None:
    person, day = people.next(), filling.day
    earlier = programme(filling, day - timedelta(days=200))
    running = programme(filling, day + timedelta(days=120))
    before = participant(filling, MENTEES, person, earlier)
    now = participant(filling, MENTORS, person, running)
    filling.plant(MENTEES, before, "was a mentee in an earlier programme", "ML-0-i ML-3-f", GOES)
    filling.plant(MENTORS, now, "and is a mentor now", "ML-0-i", WHOLE)


def _admitted_unmatched(filling: Filling, people: People) -> None:
    person, day = people.next(), filling.day
    admission = intake(filling, day + timedelta(days=120), day - timedelta(days=50))
    running = programme(filling, day + timedelta(days=120))
    applied = application(filling, person, admission, sent_on=day - timedelta(days=60))
    key = participant(filling, MENTEES, person, running, application_id=applied)
    filling.plant(MENTEES, key, "admitted but not yet matched", "ML-3-e", WHOLE)


def _restricted(filling: Filling, people: People) -> None:
    person, day = people.next(), filling.day
    ended = programme(filling, day - timedelta(days=7))
    key = participant(filling, MENTEES, person, ended)
    present = attended(filling, ended, mentee_id=key)
    filling.tell(RestrictionSet(person.email, None, noon(day - timedelta(days=10))))
    name = "programme ended, but the participant asked for restriction"
    filling.plant(MENTEES, key, name, "ML-5-d", WHOLE)
    filling.plant(ATTENDANCE, present, f"{name}: attendance", "ML-5-d ML-1A-h", STAYS)


def _without_email(filling: Filling, people: People) -> None:
    running = programme(filling, filling.day + timedelta(days=120))
    key = participant(filling, CONSULTING_PARTICIPANTS, people.next(), running, email=None)
    filling.plant(CONSULTING_PARTICIPANTS, key, "a participant without an e-mail address", "ML-7-d", STAYS)
