"""Mitt Liv AB as the declaration language describes it: the activities and tables of its worked example.

In:   nothing.       Out:  `world()`, empty of rows, on 2027-03-01.
Never: names a natural person.

The idea in one read: what the published policy and the decisions say together, for the stores that the clauses ML-3-c
to ML-3-p need; rows are for the tests to bring.
Law:  none of its own.
Kept true by: tests/unit/test_oracle_cases.py
"""

from __future__ import annotations

from datetime import date
from typing import Any

from oracle.short import table
from oracle.world import Row, Says, Table, World

EVERYONE = ["mentor", "mentee", "consulting-participant"]
APPLICATION_DATA = [
    *("name", "postal-address", "mobile-phone", "email", "languages", "education", "occupation", "motivation")
]
LEGITIMATE = [{"legitimate-interests": "business contacts"}]


def activity(about: list[str], purpose: str, basis: Any, data: list[str], keep: Any) -> Says:
    """An activity in the long form."""
    return {"about": about, "purpose": purpose, "basis": basis, "data": data, "keep": keep}


def consent(name: str) -> list[Says]:
    """A basis on one consent."""
    return [{"consent": name}]


ACTIVITIES: dict[str, Says] = {
    "assess-applications": activity(
        EVERYONE,
        "assess-application",
        [{"contract": "steps-before"}],
        [*APPLICATION_DATA, "assessment", "ip-address"],
        {"until": {"first": ["place.refused", "place.declined", "matching.completed", "programme.ended"]}},
    ),
    "carry-over": activity(
        EVERYONE,
        "assess-application",
        consent("carry-over"),
        APPLICATION_DATA,
        {"until": "next-intake.decided", "at-most": "18 months after collected"},
    ),
    "matching": activity(
        ["mentor", "mentee"],
        "match-participants",
        [{"contract": "performance", "when": "place.accepted"}],
        ["name", "email", "languages", "education", "occupation", "match-score", "assessment"],
        {"until": {"first": ["matching.completed", "programme.ended"]}},
    ),
    "run-programme": activity(
        EVERYONE,
        "administer-service",
        [{"contract": "performance"}],
        ["name", "postal-address", "mobile-phone", "email", "attendance", "ip-address"],
        {"until": "programme.ended"},
    ),
    "present-mentees": activity(
        ["mentee"],
        "present-candidates",
        consent("present-mentees"),
        ["name", "email", "languages", "education", "occupation"],
        {"until": "programme.ended"},
    ),
    "meeting-recordings": activity(
        EVERYONE,
        "training-recordings",
        consent("meeting-recordings"),
        ["video-recording", "audio-recording", "chat"],
        {"until": "programme.ended"},
    ),
    "digital-programmes": activity(
        EVERYONE,
        "training-recordings",
        consent("digital-programmes"),
        ["video-recording", "audio-recording", "chat"],
        {"until": "recording.reason-ended", "at-most": "12 months after programme.ended"},
    ),
    "partner-relations": activity(
        ["partner-contact"],
        "business-contacts",
        LEGITIMATE,
        ["name", "work-contact-details", "position", "employer"],
        {"until": {"first": ["relation.ended", "contact.replaced"]}},
    ),
    "partner-newsletter": activity(
        ["partner-contact"],
        "direct-marketing",
        LEGITIMATE,
        ["name", "work-contact-details"],
        {"until": {"first": ["relation.ended", "contact.replaced"]}, "at-most": "24 months after last-contact"},
    ),
    "recruitment": activity(
        ["job-applicant"],
        "recruitment",
        [{"contract": "steps-before"}],
        ["name", "postal-address", "mobile-phone", "email", "cv", "cover-letter", "photo"],
        {"until": "recruitment.closed", "at-most": "12 months after last-contact"},
    ),
    "recruitment-claims": activity(
        ["job-applicant"],
        "defend-legal-claims",
        [{"legitimate-interests": "defence against claims", "when": "recruitment.closed"}],
        ["name", "email", "cv", "cover-letter", "photo"],
        {"until": "recruitment.closed", "plus": "2 years"},
    ),
    "newsletter": activity(
        ["newsletter-subscriber"], "newsletter", consent("newsletter"), ["email"], {"until": "consent.withdrawn"}
    ),
    "contact-form": activity(
        ["enquirer"],
        "answer-enquiries",
        consent("contact-form"),
        ["name", "email", "correspondence"],
        {"first": [{"until": "consent.withdrawn"}, {"until": "case.closed"}]},
    ),
    "correspondence": activity(
        ["enquirer"],
        "answer-enquiries",
        [{"legitimate-interests": "answering"}],
        ["name", "email", "correspondence"],
        {"until": "case.closed", "at-most": "12 months after last-contact"},
    ),
}

PERSON_COLUMNS = {
    "full_name": "name",
    "address": "postal-address",
    "mobile": "mobile-phone",
    "email": "email",
    "langs": "languages",
    "edu": "education",
    "job": "occupation",
}

TABLES: dict[str, Table] = {
    "programme.intakes": table(
        "id:integer! programme_id:integer decided_on:date", foreign={"programme_id": "programmes.id"}
    ),
    "programme.programmes": table("id:integer! ends_on:date"),
    "programme.applications": table(
        "id:integer! role! full_name address mobile email langs edu job motivation ip sent_at:instant matched_on:date"
        " carry_over_at:instant intake_id:integer next_intake_id:integer",
        foreign={"intake_id": "intakes.id", "next_intake_id": "intakes.id"},
        person={"email": "email"},
        about={"by": "role", "mentor": "mentor", "adept": "mentee", "consulting": "consulting-participant"},
        for_=["assess-applications", "carry-over", "matching"],
        columns={**PERSON_COLUMNS, "motivation": "motivation", "ip": "ip-address"},
        events={
            "collected": "sent_at",
            "place.refused": {
                "first": "decided_on",
                "in": "decisions",
                "same": "application_id",
                "if": {"outcome": "not-offered"},
            },
            "place.accepted": {"first": "accepted_on", "in": "offers", "same": "application_id"},
            "place.declined": {"first": "declined_on", "in": "offers", "same": "application_id"},
            "matching.completed": "matched_on",
            "programme.ended": "intake_id.programme_id.ends_on",
            "next-intake.decided": "next_intake_id.decided_on",
            "carry-over.given": "carry_over_at",
        },
    ),
    "programme.decisions": table(
        "id:integer! application_id:integer outcome reason decided_on:date",
        foreign={"application_id": "applications.id"},
        person="application_id",
        for_=["assess-applications"],
        columns={"reason": "assessment"},
        erase="anonymise",
    ),
    "programme.offers": table(
        "id:integer! application_id:integer! accepted_on:date declined_on:date",
        foreign={"application_id": "applications.id"},
        person="application_id",
        for_=["assess-applications"],
    ),
    "programme.mentees": table(
        "id:integer! application_id:integer full_name address mobile email langs edu job accepted_on:date"
        " programme_id:integer present_at:instant",
        foreign={"application_id": "applications.id", "programme_id": "programmes.id"},
        person={"email": "email"},
        about="mentee",
        for_=["matching", "run-programme", "present-mentees"],
        columns=PERSON_COLUMNS,
        links={"application_id": "detach"},
        events={
            "matching.completed": {"last": "completed_on", "in": "matches", "same": "mentee_id"},
            "place.accepted": "accepted_on",
            "programme.ended": "programme_id.ends_on",
            "present-mentees.given": "present_at",
        },
    ),
    "programme.mentors": table(
        "id:integer! application_id:integer full_name address mobile email langs edu job accepted_on:date"
        " programme_id:integer",
        foreign={"application_id": "applications.id", "programme_id": "programmes.id"},
        person={"email": "email"},
        about="mentor",
        for_=["matching", "run-programme"],
        columns=PERSON_COLUMNS,
        links={"application_id": "detach"},
        events={
            "matching.completed": {"last": "completed_on", "in": "matches", "same": "mentor_id"},
            "place.accepted": "accepted_on",
            "programme.ended": "programme_id.ends_on",
        },
    ),
    "programme.matches": table(
        "id:integer! mentor_id:integer mentee_id:integer score mentor_note completed_on:date",
        foreign={"mentor_id": "mentors.id", "mentee_id": "mentees.id"},
        persons={"mentor": "mentor_id", "mentee": "mentee_id"},
        for_=["matching"],
        columns={"score": "match-score", "mentor_note": {"is": "assessment", "of": "mentor"}},
        events={
            "matching.completed": "completed_on",
            "place.accepted": "mentee_id.accepted_on",
            "programme.ended": "mentee_id.programme_id.ends_on",
        },
    ),
    "video.meetings": table("id:integer! programme_ends_on:date"),
    "video.participants": table(
        "id:integer! meeting_id:integer! display_name email ip",
        foreign={"meeting_id": "meetings.id"},
        person={"email": "email"},
        for_=["run-programme"],
        columns={"display_name": "name", "email": "email", "ip": "ip-address"},
        events={"programme.ended": "meeting_id.programme_ends_on"},
    ),
    "video.recordings": table(
        "id:integer! meeting_id:integer! video audio chat kept_reason delete_on:date",
        foreign={"meeting_id": "meetings.id"},
        person={"in": "participants", "same": "meeting_id"},
        for_={"meeting-recordings": None, "digital-programmes": {"if": {"kept_reason": "any"}}},
        columns={
            "video": {"is": "video-recording", "goes-with": "first"},
            "audio": {"is": "audio-recording", "goes-with": "first"},
            "chat": {"is": "chat", "goes-with": "first"},
        },
        events={"recording.reason-ended": "delete_on", "programme.ended": "meeting_id.programme_ends_on"},
    ),
    "crm.relations": table("id:integer! partner_id:integer! ended_on:date"),
    "crm.contacts": table(
        "id:integer! partner_id:integer full_name email phone position replaced_on:date last_contact_at:naive",
        person={"work-email": "email"},
        about="partner-contact",
        for_=["partner-relations", "partner-newsletter"],
        columns={
            "full_name": "name",
            "email": "work-email",
            "phone": "work-phone",
            "position": "position",
            "partner_id": "employer",
        },
        events={
            "relation.ended": {"last": "ended_on", "in": "relations", "same": "partner_id"},
            "contact.replaced": "replaced_on",
            "last-contact": "last_contact_at",
        },
    ),
    "recruitment.processes": table("id:integer! closed_on:date"),
    "recruitment.applications": table(
        "id:integer! process_id:integer full_name address mobile email last_contact_at:instant",
        foreign={"process_id": "processes.id"},
        person={"email": "email"},
        about="job-applicant",
        for_=["recruitment", "recruitment-claims"],
        columns={"full_name": "name", "address": "postal-address", "mobile": "mobile-phone", "email": "email"},
        events={"recruitment.closed": "process_id.closed_on", "last-contact": "last_contact_at"},
    ),
    "recruitment.files": table(
        "id:integer! application_id:integer! kind! path",
        foreign={"application_id": "applications.id"},
        person="application_id",
        for_=["recruitment", "recruitment-claims"],
        columns={"path": {"is": {"by": "kind", "cv": "cv", "letter": "cover-letter", "photo": "photo"}}},
    ),
    "newsletters.newsletter_subscribers": table(
        "id:integer! email confirmed_at:instant left_at:instant",
        person={"email": "email"},
        about="newsletter-subscriber",
        for_=["newsletter"],
        columns={"email": "email"},
        events={"newsletter.given": "confirmed_at", "newsletter.withdrawn": "left_at"},
    ),
    "office.submissions": table(
        "id:integer! full_name email message consent_at:instant closed_at:date",
        person={"email": "email"},
        about="enquirer",
        for_=["contact-form"],
        columns={"full_name": "name", "email": "email", "message": "correspondence"},
        events={"contact-form.given": "consent_at", "case.closed": "closed_at"},
    ),
}


def world(today: date = date(2027, 3, 1)) -> World:
    """Mitt Liv's stores, empty."""
    return World(today, ACTIVITIES, TABLES, dict.fromkeys(TABLES, ()))


def blank(name: str, **cells: Any) -> Row:
    """A row of a table with what is not given left empty."""
    return {**dict.fromkeys(TABLES[name].columns), **cells}
