"""Plant what can become of an application: refused, declined, carried over, matched, or forgotten.

In:   a `Filling`, invented people.       Out:  rows of applications, decisions and offers, with their fates.
Never: decides a fate by the engine's code; each is written here by hand, from the clauses.

The idea in one read: for every way in which an application's retention ends, three rows are planted, due yesterday,
today and tomorrow. Beside them stand the cases that two rules share: who is refused and wants to be in the next
admission stays until that is decided, with only what an application holds; who takes that wish back goes at once.
Law:  GDPR Art. 5(1)(e), 7(3).
Kept true by: tests/demo/test_mittliv.py.
"""

from datetime import date, timedelta
from typing import Any

from lofte.demo.mittliv.tables import APPLICATIONS, DECISIONS, INTAKES, OFFERS, PROGRAMMES
from lofte.demo.people import People, Person
from lofte.demo.world import (
    GOES,
    STAYS,
    ConsentWithdrawn,
    Due,
    Expect,
    Fate,
    Filling,
    HoldPlaced,
    event_day,
    noon,
)
from lofte.periods import Period

CARRIED_AT_MOST = Period(months=18)
CARRIED = Expect(Fate.STAYS, empty=("ip",), kept=("full_name", "email", "langs", "edu", "job", "motivation"))
COUNTED = Expect(Fate.ANONYMISED, empty=("application_id", "reason"), kept=("outcome",))
REASON = "the group was full"


def plant_applications(filling: Filling, people: People) -> None:
    """All cases of applications."""
    for due in Due:
        _refused(filling, people, due)
        _declined(filling, people, due)
        _matched(filling, people, due)
        _never_matched(filling, people, due)
        _waits_for_next(filling, people, due)
        _no_next(filling, people, due)
    _withdrawn_between(filling, people)
    _willing_but_matched(filling, people)
    _held(filling, people)


def programme(filling: Filling, ends_on: date) -> int:
    """A programme of half a year that ends on this day."""
    key: int = filling.add(
        PROGRAMMES, name=f"Programme ending {ends_on}", starts_on=ends_on - timedelta(days=180), ends_on=ends_on
    )
    return key


def intake(filling: Filling, ends_on: date, decided_on: date | None = None) -> int:
    """An admission to a programme that ends on this day."""
    key: int = filling.add(
        INTAKES,
        programme_id=programme(filling, ends_on),
        opens_on=ends_on - timedelta(days=240),
        decided_on=decided_on,
    )
    return key


def application(filling: Filling, person: Person, intake_id: int, *, sent_on: date, **more: Any) -> int:
    """An application as the website's form leaves it."""
    written: dict[str, Any] = {
        "role": "adept",
        "full_name": person.name,
        "address": person.address,
        "mobile": person.mobile,
        "email": person.email,
        "langs": "Arabic, English, Swedish",
        "edu": "Master of engineering",
        "job": "Engineer",
        "motivation": "I want to learn how working life goes here.",
        "ip": "192.0.2.17",
        "sent_at": noon(sent_on),
        "intake_id": intake_id,
    }
    key: int = filling.add(APPLICATIONS, **(written | more))
    return key


def _fate(due: Due, then: Expect, until: Expect = STAYS) -> Expect:
    return until if due is Due.TOMORROW else then


def _recent(filling: Filling, people: People, **more: Any) -> int:
    """Someone who applied two months ago to a programme that runs on for half a year."""
    day = filling.day
    running = intake(filling, day + timedelta(days=180), day - timedelta(days=20))
    return application(filling, people.next(), running, sent_on=day - timedelta(days=60), **more)


def _refuse(filling: Filling, key: int, decided_on: date) -> int:
    decision: int = filling.add(
        DECISIONS, application_id=key, outcome="not-offered", decided_on=decided_on, reason=REASON
    )
    return decision


def _refused(filling: Filling, people: People, due: Due) -> None:
    key = _recent(filling, people)
    decision = _refuse(filling, key, event_day(due, filling.day))
    name = f"refused without carry-over, due {due}"
    filling.plant(APPLICATIONS, key, name, "ML-3-c", _fate(due, GOES))
    filling.plant(DECISIONS, decision, f"{name}: the count remains", "ML-3-c", _fate(due, COUNTED))


def _declined(filling: Filling, people: People, due: Due) -> None:
    key = _recent(filling, people)
    offer = filling.add(OFFERS, application_id=key, answer="no", declined_on=event_day(due, filling.day))
    name = f"declined the offer, due {due}"
    filling.plant(APPLICATIONS, key, name, "ML-3-e", _fate(due, GOES))
    filling.plant(OFFERS, offer, f"{name}: the offer", "ML-3-e", _fate(due, GOES))


def _matched(filling: Filling, people: People, due: Due) -> None:
    key = _recent(filling, people, matched_on=event_day(due, filling.day))
    filling.add(OFFERS, application_id=key, answer="yes", accepted_on=filling.day - timedelta(days=20))
    filling.plant(APPLICATIONS, key, f"application when all is matched, due {due}", "ML-3-e", _fate(due, GOES))


def _never_matched(filling: Filling, people: People, due: Due) -> None:
    day = filling.day
    ended = intake(filling, event_day(due, day), day - timedelta(days=200))
    key = application(filling, people.next(), ended, sent_on=day - timedelta(days=220))
    filling.add(OFFERS, application_id=key, answer="yes", accepted_on=day - timedelta(days=190))
    name = f"admitted but never matched, programme over, due {due}"
    filling.plant(APPLICATIONS, key, name, "ML-3-e ML-3-f", _fate(due, GOES))


def _carried(filling: Filling, people: People, sent_on: date, next_intake: int | None) -> tuple[int, Person]:
    person, day = people.next(), filling.day
    first = intake(filling, day + timedelta(days=90), day - timedelta(days=100))
    key = application(
        *(filling, person, first), sent_on=sent_on, carry_over_at=noon(sent_on), next_intake_id=next_intake
    )
    _refuse(filling, key, sent_on + timedelta(days=10))
    return key, person


def _waits_for_next(filling: Filling, people: People, due: Due) -> None:
    day = filling.day
    upcoming = intake(filling, day + timedelta(days=300), event_day(due, day))
    key, _ = _carried(filling, people, day - timedelta(days=120), upcoming)
    name = f"refused with carry-over, next admission decided, due {due}"
    filling.plant(APPLICATIONS, key, name, "ML-3-d", _fate(due, GOES, CARRIED))


def _no_next(filling: Filling, people: People, due: Due) -> None:
    sent_on = event_day(due, filling.day, CARRIED_AT_MOST, ceiling=True)
    key, _ = _carried(filling, people, sent_on, None)
    name = f"refused with carry-over, no next admission, due {due}"
    filling.plant(APPLICATIONS, key, name, "ML-3-d", _fate(due, GOES, CARRIED))


def _withdrawn_between(filling: Filling, people: People) -> None:
    day = filling.day
    upcoming = intake(filling, day + timedelta(days=300))
    key, person = _carried(filling, people, day - timedelta(days=120), upcoming)
    filling.tell(ConsentWithdrawn(person.email, "carry-over", noon(day - timedelta(days=1))))
    name = "carry-over withdrawn between two admissions"
    filling.plant(APPLICATIONS, key, name, "ML-3-d ML-3-n ML-3-o", GOES)


def _willing_but_matched(filling: Filling, people: People) -> None:
    # The wish to be in the next admission is only for those who got no place in this one.
    day = filling.day
    key = _recent(filling, people, carry_over_at=noon(day - timedelta(days=60)), matched_on=day - timedelta(days=3))
    filling.add(OFFERS, application_id=key, answer="yes", accepted_on=day - timedelta(days=20))
    filling.plant(APPLICATIONS, key, "matched, though willing to be carried over", "ML-3-d ML-3-e", GOES)


def _held(filling: Filling, people: People) -> None:
    day = filling.day
    key = _recent(filling, people)
    decision = _refuse(filling, key, day - timedelta(days=30))
    filling.plant(APPLICATIONS, key, "refused, but a claim holds the application", "ML-3-m", STAYS)
    row = filling.planted[-1].row
    review_on = day + timedelta(days=90)
    filling.tell(HoldPlaced(row, "claim", "managing-director", review_on, noon(day - timedelta(days=29))))
    filling.plant(DECISIONS, decision, "the decision on a held application", "ML-3-m", STAYS)
