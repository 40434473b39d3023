"""Plant what can become of a recording: it goes with its programme, or with the first in it who says no.

In:   a `Filling`, invented people.       Out:  rows of the video service: meetings, participants, recordings.
Never: decides a fate by the engine's code; each is written here by hand, from the clauses.

The idea in one read: everyone in a meeting is in its recording, so the recording needs the consent of each. Consents
are told to our records by the service, not kept in a column. A recording that is kept for a reason after its programme
keeps the rows of who was there, but only their addresses: what joins a person to the recording.
Law:  GDPR Art. 5(1)(e), 7, 17.
Kept true by: tests/demo/test_mittliv.py.
"""

from datetime import date, timedelta
from typing import Any

from lofte.demo.mittliv.tables import PARTICIPANTS, RECORDINGS, VIDEO_MEETINGS
from lofte.demo.people import People, Person
from lofte.demo.world import (
    GOES,
    STAYS,
    ConsentGiven,
    ConsentWithdrawn,
    Due,
    Expect,
    Fate,
    Filling,
    event_day,
    noon,
)
from lofte.periods import Period

KEPT_AT_MOST = Period(months=12)
CONTENT = ("video", "audio", "chat")
SILENCED = Expect(Fate.STAYS, empty=CONTENT)
WHO_WAS_THERE = Expect(Fate.STAYS, empty=("display_name", "ip"), kept=("email",))
REASON = "shown at the start of each programme"


def plant_recordings(filling: Filling, people: People) -> None:
    """All cases of recordings."""
    for due in Due:
        _goes_with_programme(filling, people, due)
        _reason_ends(filling, people, due)
        _reason_has_a_ceiling(filling, people, due)
    _one_withdraws(filling, people)
    _guest(filling, people)


def recorded_meeting(
    filling: Filling, ends_on: date, persons: tuple[Person, ...], *consents: str, **more: Any
) -> tuple[str, tuple[str, ...]]:
    """A meeting that all these agreed to record; the recording's key and those of its participants."""
    meeting = filling.add(VIDEO_MEETINGS, title="First meeting", programme_ends_on=ends_on)
    there = tuple(
        filling.add(
            PARTICIPANTS,
            meeting_id=meeting,
            role=("mentor", "adept")[number % 2],
            display_name=person.name,
            email=person.email,
            ip=f"198.51.100.{number + 1}",
        )
        for number, person in enumerate(persons)
    )
    at = noon(filling.day - timedelta(days=100))
    filling.tell(*(ConsentGiven(person.email, consent, at) for person in persons for consent in consents))
    content: dict[str, Any] = {"video": b"moving pictures", "audio": b"voices", "chat": "see you next week"}
    key: str = filling.add(RECORDINGS, meeting_id=meeting, **(content | more))
    return key, there


def _two(people: People) -> tuple[Person, Person]:
    return people.next(), people.next()


def _goes_with_programme(filling: Filling, people: People, due: Due) -> None:
    ends_on = event_day(due, filling.day)
    key, (first, _) = recorded_meeting(filling, ends_on, _two(people), "meeting-recordings")
    expect = STAYS if due is Due.TOMORROW else GOES
    name = f"a recording without a reason, programme ended, due {due}"
    filling.plant(RECORDINGS, key, name, "ML-3-f ML-3-g ML-1A-i", expect)
    filling.plant(PARTICIPANTS, first, f"{name}: a participant", "ML-3-f ML-1A-j", expect)


def _kept(filling: Filling, people: People, ends_on: date, delete_on: date) -> tuple[str, tuple[str, ...]]:
    both = ("meeting-recordings", "digital-programmes")
    return recorded_meeting(filling, ends_on, _two(people), *both, kept_reason=REASON, delete_on=delete_on)


def _reason_ends(filling: Filling, people: People, due: Due) -> None:
    key, (first, _) = _kept(filling, people, filling.day - timedelta(days=60), event_day(due, filling.day))
    over = due is not Due.TOMORROW
    name = f"a recording kept for a reason that ends, due {due}"
    filling.plant(RECORDINGS, key, name, "ML-3-g", GOES if over else Expect(Fate.STAYS, kept=CONTENT))
    filling.plant(PARTICIPANTS, first, f"{name}: a participant", "ML-3-g", GOES if over else WHO_WAS_THERE)


def _reason_has_a_ceiling(filling: Filling, people: People, due: Due) -> None:
    ends_on = event_day(due, filling.day, KEPT_AT_MOST, ceiling=True)
    key, _ = _kept(filling, people, ends_on, filling.day + timedelta(days=400))
    over = due is not Due.TOMORROW
    name = f"a recording kept for a reason, a year after the programme, due {due}"
    filling.plant(RECORDINGS, key, name, "ML-3-g", GOES if over else Expect(Fate.STAYS, kept=CONTENT))


def _one_withdraws(filling: Filling, people: People) -> None:
    day = filling.day
    persons = _two(people)
    key, there = recorded_meeting(filling, day + timedelta(days=90), persons, "meeting-recordings")
    filling.tell(ConsentWithdrawn(persons[0].email, "meeting-recordings", noon(day - timedelta(days=2))))
    name = "one of two in a recording withdrew"
    filling.plant(RECORDINGS, key, name, "ML-1A-i ML-5-c", SILENCED)
    filling.plant(PARTICIPANTS, there[0], f"{name}, and still takes part", "ML-5-c", STAYS)


def _guest(filling: Filling, people: People) -> None:
    guest = people.next()
    ended = filling.add(VIDEO_MEETINGS, title="Open house", programme_ends_on=filling.day - timedelta(days=30))
    key = filling.add(PARTICIPANTS, meeting_id=ended, role="guest", display_name=guest.name, email=guest.email)
    name = "a guest, of whom the declaration does not say what kind of person it is"
    filling.plant(PARTICIPANTS, key, name, "ML-3-a", Expect(Fate.STAYS, kept=("display_name", "email")))
