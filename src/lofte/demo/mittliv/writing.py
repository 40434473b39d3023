"""Plant what can become of a message in the contact form, and of what the website remembers of a browser.

In:   a `Filling`, invented people.       Out:  rows of the office's store.
Never: decides a fate by the engine's code; each is written here by hand, from the clauses.

The idea in one read: the form asks for a consent and the page promises an end with the case, so the earlier of the two
holds; what nobody closes ends after a year. A message without a ticked box should never have been stored, and goes.
Scans and links are planted for the checks of the website; they are nobody's data and stay.
Law:  GDPR Art. 5(1)(e), 7; lagen (2022:482) om elektronisk kommunikation 9 kap. 28 §.
Kept true by: tests/demo/test_mittliv.py.
"""

from datetime import date, timedelta
from typing import Any

from lofte.demo.mittliv.tables import COOKIE_SCANS, DEVICE_CHOICES, OUTBOUND_LINKS, SUBMISSIONS
from lofte.demo.people import People, Person
from lofte.demo.world import GOES, STAYS, Due, Expect, Fate, Filling, event_day, noon
from lofte.periods import Period

OPEN_AT_MOST = Period(months=12)
REMEMBERED = Period(months=6)
AS_SENT = Expect(Fate.STAYS, kept=("full_name", "email", "message"))


def plant_messages(filling: Filling, people: People) -> None:
    """All cases of the contact form and the website."""
    for due in Due:
        _closed(filling, people, due)
        _never_closed(filling, people, due)
        _browser(filling, due)
    _not_ticked(filling, people)
    _consent_stands(filling, people)
    _suspected_breach(filling, people)
    _website(filling)


def submission(filling: Filling, person: Person, sent_on: date, **more: Any) -> int:
    """A message with its box ticked."""
    written: dict[str, Any] = {
        "full_name": person.name,
        "email": person.email,
        "message": "How do I become a mentor?",
        "sent_at": noon(sent_on),
        "consent_at": noon(sent_on),
    }
    key: int = filling.add(SUBMISSIONS, **(written | more))
    return key


def _fate(due: Due, until: Expect) -> Expect:
    return until if due is Due.TOMORROW else GOES


def _closed(filling: Filling, people: People, due: Due) -> None:
    sent_on, closed_on = filling.day - timedelta(days=9), event_day(due, filling.day)
    key = submission(filling, people.next(), sent_on, closed_at=noon(closed_on))
    filling.plant(SUBMISSIONS, key, f"case closed, due {due}", "ML-3-p ML-9-a", _fate(due, AS_SENT))


def _never_closed(filling: Filling, people: People, due: Due) -> None:
    key = submission(filling, people.next(), event_day(due, filling.day, OPEN_AT_MOST, ceiling=True))
    filling.plant(SUBMISSIONS, key, f"a case that nobody closed, due {due}", "ML-3-p", _fate(due, AS_SENT))


def _browser(filling: Filling, due: Due) -> None:
    seen = noon(event_day(due, filling.day, REMEMBERED))
    device = f"device-{due}"
    key = filling.add(DEVICE_CHOICES, device_id=device, choice="necessary", last_seen_at=seen)
    name = f"a browser's choice half a year after its last visit, due {due}"
    filling.plant(DEVICE_CHOICES, key, name, "ML-6-c ML-6-i", _fate(due, STAYS))


def _not_ticked(filling: Filling, people: People) -> None:
    key = submission(filling, people.next(), filling.day - timedelta(days=3), consent_at=None)
    filling.plant(SUBMISSIONS, key, "the box was not ticked", "ML-9-b", GOES)


def _consent_stands(filling: Filling, people: People) -> None:
    day = filling.day
    key = submission(filling, people.next(), day - timedelta(days=50), closed_at=noon(day - timedelta(days=30)))
    filling.plant(SUBMISSIONS, key, "the case is closed though the consent stands", "ML-3-p ML-9-b", GOES)


def _suspected_breach(filling: Filling, people: People) -> None:
    message = "I got a letter that was meant for someone else."
    key = submission(filling, people.next(), filling.day - timedelta(days=1), message=message)
    filling.plant(SUBMISSIONS, key, "a report of a suspected breach, not yet closed", "ML-8-b", AS_SENT)


def _website(filling: Filling) -> None:
    lasting = filling.add(COOKIE_SCANS, cookie="mlsession", party="own", kind="session", expires_after_days=30)
    filling.plant(COOKIE_SCANS, lasting, "a session cookie that outlives the session", "ML-6-g", STAYS)
    filling.add(COOKIE_SCANS, cookie="mlchoice", party="own", kind="persistent", expires_after_days=180)
    dead = filling.add(OUTBOUND_LINKS, url="https://cookies.example/read-more", answered=False)
    filling.plant(OUTBOUND_LINKS, dead, "a link about cookies that does not answer", "ML-6-j ML-0-n", STAYS)
    filling.add(OUTBOUND_LINKS, url="https://partner.example", answered=True)
