"""Plant what can become of a partner's contact, of an invoice, and of the note of who was shown a mentee.

In:   a `Filling`, invented people.       Out:  rows of the partner register and of the office's books.
Never: decides a fate by the engine's code; each is written here by hand, from the clauses.

The idea in one read: a contact stays while the organisation has one relation that is open, and goes when the last has
ended or someone else has become the contact. The invoice that names the same person stays, since the law on bookkeeping
asks for it. What an importer or a newsletter service cannot know (that a contact was replaced) is told as an event.
Law:  GDPR Art. 5(1)(e), 14, 21; bokföringslagen (1999:1078) 7 kap. 2 §.
Kept true by: tests/demo/test_mittliv.py.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from lofte.demo.mittliv.tables import (
    AGREEMENTS,
    CANDIDATE_REQUESTS,
    CONTACTS,
    DISCLOSURES,
    IMPORTS,
    INFORM_TASKS,
    INVOICES,
    PARTNERS,
    RELATIONS,
)
from lofte.demo.people import People, Person
from lofte.demo.world import GOES, STAYS, Due, EventHappened, Expect, Fate, Filling, event_day, noon
from lofte.periods import Period

LOGGED_FOR = Period(months=12)
AS_IT_WAS = Expect(Fate.STAYS, kept=("full_name", "email", "phone", "position"))


def plant_partners(filling: Filling, people: People) -> None:
    """All cases of partners, their contacts, invoices and candidate requests."""
    for due in Due:
        _relation_ended(filling, people, due)
        _replaced(filling, people, due)
        _disclosed(filling, people, due)
    _one_relation_open(filling, people)
    _private_address(filling, people)
    _ended_with_invoice(filling, people)
    _booked(filling, people)
    _refused_requests(filling)
    _imported(filling, people)


def partner(filling: Filling, name: str = "Example Industri AB", country: str = "SE", **relation: date | None) -> int:
    """A partner with one relation and an agreement."""
    began = filling.day - timedelta(days=900)
    key: int = filling.add(PARTNERS, name=name, country=country)
    filling.add(RELATIONS, partner_id=key, started_on=began, **relation)
    filling.add(AGREEMENTS, partner_id=key, signed_on=began)
    return key


def contact(filling: Filling, person: Person, partner_id: int, **more: Any) -> int:
    """A contact person with details of work."""
    written: dict[str, Any] = {
        "partner_id": partner_id,
        "full_name": person.name,
        "email": person.email,
        "phone": person.mobile,
        "position": "Head of recruitment",
        "last_contact_on": filling.day - timedelta(days=30),
    }
    key: int = filling.add(CONTACTS, **(written | more))
    return key


def disclosure(filling: Filling, person: Person, partner_id: int, ends_on: date) -> int:
    """A partner asked for candidates, and this mentee was shown to it."""
    asked_on = min(filling.day, ends_on) - timedelta(days=30)
    request = filling.add(
        CANDIDATE_REQUESTS,
        partner_id=partner_id,
        asked_for="mentee",
        job_offered="Trainee",
        requested_on=asked_on,
        programme_ends_on=ends_on,
    )
    shown = {"mentee_email": person.email, "job_shown": "Analyst", "sent_on": asked_on + timedelta(days=2)}
    key: int = filling.add(DISCLOSURES, request_id=request, programme_ends_on=ends_on, **shown)
    return key


def invoice(filling: Filling, person: Person, booked_on: date) -> int:
    """An invoice that names its reference."""
    key: int = filling.add(
        INVOICES,
        partner="Example Industri AB",
        reference_name=person.name,
        reference_email=person.email,
        lines="Mentoring programme, half a year",
        amount=Decimal("48000.00"),
        booked_on=booked_on,
    )
    return key


def _relation_ended(filling: Filling, people: People, due: Due) -> None:
    key = contact(filling, people.next(), partner(filling, ended_on=event_day(due, filling.day)))
    expect = AS_IT_WAS if due is Due.TOMORROW else GOES
    filling.plant(CONTACTS, key, f"relation ended, due {due}", "ML-3-i", expect)


def _replaced(filling: Filling, people: People, due: Due) -> None:
    whose = partner(filling)
    before = contact(filling, people.next(), whose, replaced_on=event_day(due, filling.day))
    after = contact(filling, people.next(), whose)
    filling.plant(
        *(CONTACTS, before, f"contact replaced, due {due}", "ML-3-i", AS_IT_WAS if due is Due.TOMORROW else GOES)
    )
    filling.plant(CONTACTS, after, f"the new contact of that partner ({due})", "ML-3-i", AS_IT_WAS)


def _disclosed(filling: Filling, people: People, due: Due) -> None:
    ends_on = event_day(due, filling.day, LOGGED_FOR)
    key = disclosure(filling, people.next(), partner(filling), ends_on)
    expect = STAYS if due is Due.TOMORROW else GOES
    filling.plant(DISCLOSURES, key, f"shown to a partner, a year after the programme, due {due}", "ML-1A-n", expect)


def _one_relation_open(filling: Filling, people: People) -> None:
    whose = partner(filling, ended_on=filling.day - timedelta(days=400))
    filling.add(RELATIONS, partner_id=whose, started_on=filling.day - timedelta(days=300))
    key = contact(filling, people.next(), whose)
    filling.plant(CONTACTS, key, "one relation ended, another is open", "ML-3-i", AS_IT_WAS)


def _private_address(filling: Filling, people: People) -> None:
    person = people.next()
    key = contact(filling, person, partner(filling), email=f"home.{person.email}")
    filling.plant(CONTACTS, key, "a contact with a private address, for a person to look at", "ML-1B-b ML-1B-g", STAYS)


def _ended_with_invoice(filling: Filling, people: People) -> None:
    person, day = people.next(), filling.day
    key = contact(filling, person, partner(filling, ended_on=day - timedelta(days=200)))
    billed = invoice(filling, person, day - timedelta(days=250))
    filling.plant(CONTACTS, key, "the contact of a partner that has ended", "ML-3-i", GOES)
    named = Expect(Fate.STAYS, kept=("reference_name", "reference_email", "lines"))
    filling.plant(INVOICES, billed, "an invoice of a partner that has ended", "ML-2-e ML-3-k", named)


def _booked(filling: Filling, people: People) -> None:
    year = filling.day.year
    over = invoice(filling, people.next(), date(year - 8, 12, 31))
    last = invoice(filling, people.next(), date(year - 7, 1, 1))
    filling.plant(INVOICES, over, "booked eight calendar years ago", "ML-2-e", GOES)
    filling.plant(INVOICES, last, "booked seven calendar years ago", "ML-2-e", STAYS)


def _refused_requests(filling: Filling) -> None:
    day = filling.day
    cases = (
        ("after the programme", "ML-1A-n", "SE", "mentee", "the programme has ended"),
        ("for a mentor", "ML-1A-n ML-0-i", "SE", "mentor", "mentors are not presented"),
        ("from an employer outside the EEA without agreement", "ML-4-d ML-4-b", "US", "mentee", "no agreement"),
    )
    for name, clauses, country, asked_for, why in cases:
        whose = filling.add(PARTNERS, name="Example Söker Inc.", country=country)
        ended_on = day - timedelta(days=20) if why == "the programme has ended" else None
        key = filling.add(
            CANDIDATE_REQUESTS,
            partner_id=whose,
            asked_for=asked_for,
            job_offered="Trainee",
            requested_on=day - timedelta(days=5),
            programme_ends_on=ended_on or day + timedelta(days=60),
            refused_because=why,
        )
        filling.plant(CANDIDATE_REQUESTS, key, f"a request for candidates {name}", clauses, STAYS)


def _imported(filling: Filling, people: People) -> None:
    untold, task = _import(filling, people.next(), "register", None)
    filling.plant(IMPORTS, untold, "imported from a register and never informed", "ML-2-f", STAYS)
    filling.plant(INFORM_TASKS, task, "the task to inform that is overdue", "ML-2-f", STAYS)
    replaced, done = _import(filling, people.next(), "partner", filling.day - timedelta(days=70))
    filling.plant(IMPORTS, replaced, "imported, and told to have been replaced", "ML-3-i", GOES)
    row = filling.planted[-1].row
    filling.tell(EventHappened(row, "contact.replaced", noon(filling.day - timedelta(days=3))))
    filling.plant(INFORM_TASKS, done, "the task to inform someone who was replaced", "ML-3-i", GOES)


def _import(filling: Filling, person: Person, source: str, done_on: date | None) -> tuple[int, int]:
    imported_on = filling.day - timedelta(days=80)
    key = filling.add(IMPORTS, source=source, full_name=person.name, email=person.email, imported_on=imported_on)
    sent_to = person.email if done_on else None
    due_on = imported_on + timedelta(days=30)
    return key, filling.add(INFORM_TASKS, import_id=key, sent_to=sent_to, due_on=due_on, done_on=done_on)
