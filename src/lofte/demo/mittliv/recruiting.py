"""Plant what can become of a job application: its process closes, two years pass, or nobody was ever in a process.

In:   a `Filling`, invented people.       Out:  rows of processes, applications and files.
Never: decides a fate by the engine's code; each is written here by hand, from the clauses.

The idea in one read: when a process closes, the address and telephone number go and the documents stay two years for
the defence against claims. A process that is opened again has no closing day, so all its applications stay. Who only
showed interest was never in a process and goes a year after the last contact.
Law:  GDPR Art. 5(1)(e); diskrimineringslagen (2008:567) 6 kap. 4 §.
Kept true by: tests/demo/test_mittliv.py.
"""

from datetime import date, timedelta
from typing import Any

from lofte.demo.mittliv.tables import FILES, JOB_APPLICATIONS, PROCESSES
from lofte.demo.people import People, Person
from lofte.demo.world import GOES, Due, Expect, Fate, Filling, event_day, noon
from lofte.periods import Period

CLAIMS_LAST = Period(years=2)
INTEREST_LASTS = Period(months=12)
KINDS = (("cv", b"what I have done"), ("letter", b"why I apply"), ("photo", b"a face"))
WHOLE = Expect(Fate.STAYS, kept=("full_name", "email", "address", "mobile"))
DEFENCE = Expect(Fate.STAYS, empty=("address", "mobile"), kept=("full_name", "email"))
KEPT_FILE = Expect(Fate.STAYS, kept=("content",))


def plant_job_applications(filling: Filling, people: People) -> None:
    """All cases of job applications."""
    for due in Due:
        _process_closed(filling, people, due)
        _two_years_after(filling, people, due)
        _only_interested(filling, people, due)
    _closed_two_years_ago(filling, people)
    _reopened(filling, people)


def process(filling: Filling, closed_on: date | None) -> int:
    """A recruitment, open if it has no closing day."""
    opened_on = (closed_on or filling.day) - timedelta(days=90)
    key: int = filling.add(PROCESSES, title="Programme leader", opened_on=opened_on, closed_on=closed_on)
    return key


def job_application(filling: Filling, person: Person, process_id: int | None, **more: Any) -> tuple[int, int]:
    """An application with its documents: the key of the application and of its first file."""
    written: dict[str, Any] = {
        "kind": "application" if process_id else "interest",
        "process_id": process_id,
        "full_name": person.name,
        "address": person.address,
        "mobile": person.mobile,
        "email": person.email,
        "last_contact_on": filling.day - timedelta(days=15),
    }
    key: int = filling.add(JOB_APPLICATIONS, **(written | more))
    files = [filling.add(FILES, application_id=key, kind=kind, content=content) for kind, content in KINDS]
    return key, files[0]


def _process_closed(filling: Filling, people: People, due: Due) -> None:
    closed = process(filling, event_day(due, filling.day))
    key, file = job_application(filling, people.next(), closed)
    expect = WHOLE if due is Due.TOMORROW else DEFENCE
    name = f"process closed, due {due}"
    filling.plant(JOB_APPLICATIONS, key, name, "ML-3-l ML-3-m ML-1C-c ML-1C-d", expect)
    filling.plant(FILES, file, f"{name}: the documents stay for claims", "ML-3-m ML-1C-f", KEPT_FILE)


def _two_years_after(filling: Filling, people: People, due: Due) -> None:
    closed = process(filling, event_day(due, filling.day, CLAIMS_LAST))
    key, file = job_application(filling, people.next(), closed)
    over = due is not Due.TOMORROW
    name = f"two years after the process closed, due {due}"
    filling.plant(JOB_APPLICATIONS, key, name, "ML-3-m", GOES if over else DEFENCE)
    filling.plant(FILES, file, f"{name}: the documents", "ML-3-m", GOES if over else KEPT_FILE)


def _only_interested(filling: Filling, people: People, due: Due) -> None:
    last = event_day(due, filling.day, INTEREST_LASTS, ceiling=True)
    key, file = job_application(
        *(filling, people.next(), None), last_contact_on=last, consent_at=noon(last - timedelta(days=100))
    )
    over = due is not Due.TOMORROW
    name = f"interest without a vacancy, a year after the last contact, due {due}"
    filling.plant(JOB_APPLICATIONS, key, name, "ML-1C-a", GOES if over else WHOLE)
    filling.plant(FILES, file, f"{name}: the documents", "ML-1C-a", GOES if over else KEPT_FILE)


def _closed_two_years_ago(filling: Filling, people: People) -> None:
    # On the anniversary itself the two years have not passed.
    closed = process(filling, event_day(Due.TOMORROW, filling.day, CLAIMS_LAST))
    key, _ = job_application(filling, people.next(), closed)
    filling.plant(JOB_APPLICATIONS, key, "process closed exactly two years ago", "ML-3-m", DEFENCE)


def _reopened(filling: Filling, people: People) -> None:
    again = filling.add(PROCESSES, title="Opened again", opened_on=filling.day - timedelta(days=1200), closed_on=None)
    long_ago = filling.day - timedelta(days=800)
    key, file = job_application(filling, people.next(), again, last_contact_on=long_ago)
    filling.plant(JOB_APPLICATIONS, key, "a process that was opened again", "ML-3-l", WHOLE)
    filling.plant(FILES, file, "the documents in a process that was opened again", "ML-3-l", KEPT_FILE)
