"""The smallest worlds in which a ruling decides something.

In:   what differs from the usual.       Out:  worlds on the day of the cases.
Never: more than two persons.

The idea in one read: one member of a club; a mentor, a mentee and their match; a recording of a meeting; a customer who
may come back; a guest and her host; an application and its match.
Law:  none of its own.
Kept true by: tests/unit/test_oracle_rulings.py, tests/unit/test_oracle_persons.py, tests/unit/test_oracle_sweeps.py
"""

from __future__ import annotations

from datetime import date
from typing import Any

import oracle
from oracle.days import ANNA, BO, TODAY, day, noon
from oracle.mittliv import activity
from oracle.short import table
from oracle.world import Consent, Row, Says, Table, Verdict, World

FALLEN, HELD, STANDS = Verdict
PEOPLE = ["person"]
LEGITIMATE = [{"legitimate-interests": "ours"}]
CONTRACT = [{"contract": "performance"}]
CONSENT = [{"consent": "news"}]


def world(activities: dict[str, Says], tables: dict[str, Table], rows: dict[str, list[Row]], **more: Any) -> World:
    every = {name: tuple(rows.get(name, ())) for name in tables}
    return World(TODAY, activities, tables, every, **more)


def members(
    basis: Any = LEGITIMATE,
    keep: Any = "unstated",
    purpose: str = "customer-service",
    row: Row | None = None,
    **more: Any,
) -> World:
    """One table, one activity, one row of Anna's."""
    usual = {"id": 1, "email": "anna@example.org", "phone": "1", "joined": None, "closed": None}
    said = table(
        "id:integer! email phone joined:date closed:date",
        person={"email": "email"},
        for_=["serve"],
        columns={"email": "email", "phone": "phone"},
        events={"collected": "joined", "case.closed": "closed"},
    )
    serve = activity(PEOPLE, purpose, basis, ["email", "phone"], keep)
    return world({"serve": serve}, {"club.members": said}, {"club.members": [{**usual, **(row or {})}]}, **more)


def verdict_of(case: World) -> Verdict:
    return oracle.verdict(case, "serve", "club.members", 1, ANNA)


def meeting(participants: list[str], keep: Any = "unstated", **row: Any) -> World:
    tables = {
        "video.participants": table(
            "id:integer! meeting_id:integer! email",
            person={"email": "email"},
            for_=["attend"],
            columns={"email": "email"},
        ),
        "video.recordings": table(
            "id:integer! meeting_id:integer! film closed:date",
            person={"in": "participants", "same": "meeting_id"},
            for_=["watch"],
            columns={"film": {"is": "video-recording", "goes-with": "first"}},
            events={"case.closed": "closed"},
        ),
    }
    activities = {
        "attend": activity(
            PEOPLE, "administer-service", [{"contract": "", "when": "case.closed"}], ["email"], "unstated"
        ),
        "watch": activity(PEOPLE, "training-recordings", CONSENT, ["video-recording"], keep),
    }
    people = [{"id": number, "meeting_id": 1, "email": email} for number, email in enumerate(participants, start=1)]
    film = {"id": 1, "meeting_id": 1, "film": "a film", "closed": None, **row}
    return world(activities, tables, {"video.participants": people, "video.recordings": [film]})


def pair(mentor: str | None = "bo@example.org", mentee: str | None = "anna@example.org", **row: Any) -> World:
    person: dict[str, Any] = {"person": {"email": "email"}, "for_": ["take-part"], "columns": {"email": "email"}}
    events = {"case.closed": "closed"}
    tables = {
        "club.mentors": table("id:integer! email closed:date", about="mentor", events=events, **person),
        "club.mentees": table("id:integer! email closed:date", about="mentee", events=events, **person),
        "club.matches": table(
            "id:integer! mentor_id:integer mentee_id:integer score note wish",
            foreign={"mentor_id": "mentors.id", "mentee_id": "mentees.id"},
            persons={"mentor": "mentor_id", "mentee": "mentee_id"},
            for_=["matching"],
            columns={
                "score": "match-score",
                "note": {"is": "assessment", "of": "mentor"},
                "wish": {"is": "interests", "of": "mentee"},
            },
        ),
    }
    both = ["mentor", "mentee"]
    activities = {
        "take-part": activity(both, "administer-service", CONTRACT, ["email"], {"until": "case.closed"}),
        "matching": activity(
            both, "match-participants", CONSENT, ["match-score", "assessment", "interests"], "unstated"
        ),
    }
    match = {"id": 1, "mentor_id": 1, "mentee_id": 1, "score": "8", "note": "calm", "wish": "chess", **row}
    rows = {
        "club.mentors": [{"id": 1, "email": mentor, "closed": None}],
        "club.mentees": [{"id": 1, "email": mentee, "closed": None}],
        "club.matches": [match],
    }
    given = [Consent(person, "news", noon(day(-9))) for person in (ANNA, BO)]
    return world(activities, tables, rows).knowing(consents=given)


def shop(**row: Any) -> World:
    """A customer's row that lives long: a contract that can begin again, a newsletter, and the books."""
    said = table(
        "id:integer! email phone bought:date booked:date",
        person={"email": "email"},
        for_=["serve", "news", "books"],
        columns={"email": "email", "phone": "phone"},
        events={"contract.started": "bought", "booked": "booked"},
    )
    activities = {
        "serve": activity(
            PEOPLE, "perform-contract", [{"contract": "", "when": "contract.started"}], ["contact-details"], "unstated"
        ),
        "news": activity(PEOPLE, "newsletter", CONSENT, ["email"], {"until": "consent.withdrawn"}),
        "books": activity(
            PEOPLE, "accounting", [{"legal-obligation": "se-bfl-7-2"}], ["email"], {"statute": "se-bfl-7-2"}
        ),
    }
    usual = {"id": 1, "email": "anna@example.org", "phone": "1", "bought": date(2020, 5, 1), "booked": date(2020, 6, 1)}
    case = world(
        activities, {"shop.customers": said}, {"shop.customers": [{**usual, **row}]}, erasure_for=frozenset({"any"})
    )
    return case.knowing(consents=[Consent(ANNA, "news", noon(date(2020, 5, 1)))])


def linked(decision: str, **friend: Any) -> World:
    said: dict[str, Any] = {
        "person": {"email": "email"},
        "for_": ["serve"],
        "columns": {"email": "email"},
        "events": {"case.closed": "closed"},
    }
    tables = {
        "club.members": table("id:integer! email closed:date", **said),
        "club.guests": table(
            "id:integer! email closed:date host_id:integer",
            foreign={"host_id": "members.id"},
            links={"host_id": decision},
            **said,
        ),
    }
    rows = {
        "club.members": [{"id": 1, "email": "anna@example.org", "closed": day(-1)}],
        "club.guests": [{"id": 1, "email": "bo@example.org", "closed": None, "host_id": 1, **friend}],
    }
    return world({"serve": activity(PEOPLE, "visitors", CONTRACT, ["email"], {"until": "case.closed"})}, tables, rows)


def applicants(matched: date | None) -> World:
    """An application that counts from its match, and goes by other clocks than the match does."""
    tables = {
        "club.matches": table(
            "id:integer! email done:date",
            person={"email": "email"},
            for_=["match"],
            columns={"email": "email"},
            events={"matching.completed": "done"},
        ),
        "club.applications": table(
            "id:integer! email match_id:integer",
            foreign={"match_id": "matches.id"},
            person={"email": "email"},
            for_=["apply"],
            columns={"email": "email"},
            links={"match_id": "detach"},
            events={"matching.completed": "match_id.done"},
        ),
    }
    activities = {
        "match": activity(PEOPLE, "match-participants", CONTRACT, ["email"], {"until": "matching.completed"}),
        "apply": activity(
            PEOPLE, "assess-application", CONTRACT, ["email"], {"until": "matching.completed", "plus": "2 years"}
        ),
    }
    rows = {
        "club.matches": [{"id": 1, "email": "bo@example.org", "done": matched}],
        "club.applications": [{"id": 1, "email": "anna@example.org", "match_id": 1}],
    }
    return world(activities, tables, rows)
