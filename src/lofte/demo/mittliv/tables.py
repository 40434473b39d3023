"""Draw the databases that examples/mittliv/lofte.yaml binds, as such an organisation would have them.

In:   nothing.       Out:  one `MetaData` for each database; its `info` names the system.
Never: is created by Löfte in an organisation's own database; these are the demonstration's.

The idea in one read: real schemas are uneven, and so are these. The programme's is a proper PostgreSQL with foreign
keys; in the recruitment store nobody declared that a file belongs to an application; the services have keys of their
own that are text; some columns with personal data may not be NULL; an event often stands two links away. Events that
retention counts from are indexed, as a sweep needs.
Kept true by: tests/demo/test_declaration.py (every column here is bound or decided, and nothing else is).
"""

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    String,
    Table,
    Text,
)

INSTANT = DateTime(timezone=True)


def _key() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _text_key() -> Column[str]:
    return Column("id", String(20), primary_key=True)


def _link(name: str, to: str, **options: Any) -> Column[Any]:
    return Column(name, ForeignKey(to), **options)


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False, default=False)


PROGRAMME = MetaData(info={"system": "programme"})
PROGRAMMES = Table(
    "programmes", PROGRAMME, _key(), Column("name", Text), Column("starts_on", Date), Column("ends_on", Date)
)
INTAKES = Table(
    "intakes",
    PROGRAMME,
    _key(),
    _link("programme_id", "programmes.id"),
    Column("opens_on", Date),
    Column("decided_on", Date),
)
APPLICATIONS = Table(
    "applications",
    PROGRAMME,
    _key(),
    Column("role", String(20), nullable=False),
    Column("full_name", Text, nullable=False),
    Column("address", Text),
    Column("mobile", Text),
    Column("email", Text),
    Column("langs", Text),
    Column("edu", Text),
    Column("job", Text),
    Column("motivation", Text, nullable=False),
    Column("ip", String(45)),
    Column("sent_at", INSTANT, nullable=False, index=True),
    _link("intake_id", "intakes.id", nullable=False, index=True),
    _link("next_intake_id", "intakes.id", index=True),
    Column("matched_on", Date, index=True),
    Column("carry_over_at", INSTANT),
    Column("newsletter_at", INSTANT),
    Column("invitations_at", INSTANT),
    Column("surveys_at", INSTANT),
)
Index("applications_by_email", APPLICATIONS.c.email)
DECISIONS = Table(
    "decisions",
    PROGRAMME,
    _key(),
    _link("application_id", "applications.id", index=True),
    Column("outcome", String(20), nullable=False),
    Column("decided_on", Date, index=True),
    Column("reason", Text),
)
OFFERS = Table(
    "offers",
    PROGRAMME,
    _key(),
    _link("application_id", "applications.id", nullable=False, index=True),
    Column("answer", Text),
    Column("accepted_on", Date),
    Column("declined_on", Date, index=True),
)


def _participants(name: str, *more: Column[Any]) -> Table:
    return Table(
        name,
        PROGRAMME,
        _key(),
        _link("application_id", "applications.id", index=True),
        _link("programme_id", "programmes.id", nullable=False, index=True),
        Column("full_name", Text, nullable=False),
        Column("address", Text),
        Column("mobile", Text),
        Column("email", Text, index=True),
        *more,
    )


def _skills() -> tuple[Column[Any], ...]:
    return (
        Column("langs", Text, nullable=False),
        Column("edu", Text),
        Column("job", Text),
        Column("accepted_on", Date),
    )


MENTEES = _participants("mentees", *_skills(), Column("present_at", INSTANT))
MENTORS = _participants("mentors", *_skills())
CONSULTING_PARTICIPANTS = _participants("consulting_participants")
MATCHES = Table(
    "matches",
    PROGRAMME,
    _key(),
    _link("programme_id", "programmes.id", nullable=False),
    _link("mentor_id", "mentors.id", index=True),
    _link("mentee_id", "mentees.id", index=True),
    Column("accepted_on", Date, nullable=False),
    Column("completed_on", Date, index=True),
    Column("score", Integer),
    Column("mentor_note", Text),
)
TRAININGS = Table(
    "trainings", PROGRAMME, _key(), _link("programme_id", "programmes.id", nullable=False), Column("title", Text)
)
MEETINGS = Table(
    "meetings",
    PROGRAMME,
    _key(),
    _link("programme_id", "programmes.id", nullable=False, index=True),
    _link("training_id", "trainings.id"),
    Column("held_on", Date),
)
ATTENDANCE = Table(
    "attendance",
    PROGRAMME,
    _key(),
    _link("meeting_id", "meetings.id", nullable=False, index=True),
    _link("mentor_id", "mentors.id", index=True),
    _link("mentee_id", "mentees.id", index=True),
    _link("participant_id", "consulting_participants.id", index=True),
    Column("present", Boolean),
)

VIDEO = MetaData(info={"system": "video"})
VIDEO_MEETINGS = Table(
    "meetings", VIDEO, _text_key(), Column("title", Text), Column("programme_ends_on", Date, index=True)
)
PARTICIPANTS = Table(
    "participants",
    VIDEO,
    _text_key(),
    _link("meeting_id", "meetings.id", nullable=False, index=True),
    Column("role", String(20), nullable=False),
    Column("display_name", Text),
    Column("email", Text, index=True),
    Column("ip", String(45)),
)
RECORDINGS = Table(
    "recordings",
    VIDEO,
    _text_key(),
    _link("meeting_id", "meetings.id", nullable=False, index=True),
    Column("video", LargeBinary),
    Column("audio", LargeBinary),
    Column("chat", Text),
    Column("kept_reason", Text),
    Column("delete_on", Date, index=True),
)

CRM = MetaData(info={"system": "crm"})
PARTNERS = Table("partners", CRM, _key(), Column("name", Text, nullable=False), Column("country", String(2)))
RELATIONS = Table(
    "relations",
    CRM,
    _key(),
    _link("partner_id", "partners.id", nullable=False, index=True),
    Column("started_on", Date),
    Column("ended_on", Date, index=True),
)
AGREEMENTS = Table(
    "agreements", CRM, _key(), _link("partner_id", "partners.id", nullable=False), Column("signed_on", Date)
)
CONTACTS = Table(
    "contacts",
    CRM,
    _key(),
    _link("partner_id", "partners.id", index=True),
    Column("full_name", Text, nullable=False),
    Column("email", Text, nullable=False, index=True),
    Column("phone", Text),
    Column("position", Text),
    Column("replaced_on", Date, index=True),
    Column("last_contact_on", Date, index=True),
    _flag("no_mail"),
    _flag("blocked"),
)
CANDIDATE_REQUESTS = Table(
    "candidate_requests",
    CRM,
    _key(),
    _link("partner_id", "partners.id", nullable=False),
    Column("asked_for", String(20), nullable=False),
    Column("job_offered", Text),
    Column("requested_on", Date),
    Column("programme_ends_on", Date),
    Column("refused_because", Text),
)
DISCLOSURES = Table(
    "disclosures",
    CRM,
    _key(),
    _link("request_id", "candidate_requests.id", index=True),
    Column("mentee_email", Text, nullable=False, index=True),
    Column("job_shown", Text),
    Column("sent_on", Date),
    Column("programme_ends_on", Date, index=True),
)

RECRUITMENT = MetaData(info={"system": "recruitment"})
PROCESSES = Table(
    "processes",
    RECRUITMENT,
    _key(),
    Column("title", Text),
    Column("opened_on", Date),
    Column("closed_on", Date, index=True),
)
JOB_APPLICATIONS = Table(
    "applications",
    RECRUITMENT,
    _key(),
    Column("kind", String(20), nullable=False),
    _link("process_id", "processes.id", index=True),
    Column("full_name", Text, nullable=False),
    Column("address", Text),
    Column("mobile", Text),
    Column("email", Text, index=True),
    Column("last_contact_on", Date, index=True),
    Column("consent_at", DateTime),
)
# No foreign key: whoever made this store kept the link in mind and not in the schema.
FILES = Table(
    "files",
    RECRUITMENT,
    _key(),
    Column("application_id", Integer, nullable=False, index=True),
    Column("kind", String(10), nullable=False),
    Column("content", LargeBinary, nullable=False),
)

NEWSLETTERS = MetaData(info={"system": "newsletters"})
NEWSLETTER_SUBSCRIBERS = Table(
    "newsletter_subscribers",
    NEWSLETTERS,
    _text_key(),
    Column("list", String(20), nullable=False),
    Column("email", Text, nullable=False, index=True),
    *(
        Column(name, DateTime, index=name in ("confirmed_at", "newsletter_at"))
        for name in (
            *("confirmed_at", "left_at", "newsletter_at", "newsletter_left_at"),
            *("invitations_at", "invitations_left_at", "surveys_at", "surveys_left_at"),
        )
    ),
    Column("last_contact_on", Date, index=True),
    _flag("suppressed"),
)
INVITATIONS = Table("invitations", NEWSLETTERS, _text_key(), Column("title", Text), Column("held_on", Date))
SURVEYS = Table("surveys", NEWSLETTERS, _text_key(), Column("title", Text), Column("closes_on", Date))
SURVEY_ANSWERS = Table(
    "survey_answers",
    NEWSLETTERS,
    _text_key(),
    _link("survey_id", "surveys.id", nullable=False),
    _link("subscriber_id", "newsletter_subscribers.id", index=True),
    Column("answer", Text),
)

OFFICE = MetaData(info={"system": "office"})
SUBMISSIONS = Table(
    "submissions",
    OFFICE,
    _key(),
    Column("full_name", Text),
    Column("email", Text, index=True),
    Column("message", Text),
    Column("sent_at", DateTime, nullable=False, index=True),
    Column("consent_at", DateTime),
    Column("closed_at", DateTime, index=True),
)
INVOICES = Table(
    "invoices",
    OFFICE,
    _key(),
    Column("partner", Text),
    Column("reference_name", Text),
    Column("reference_email", Text, index=True),
    Column("lines", Text),
    Column("amount", Numeric(12, 2)),
    Column("booked_on", Date, index=True),
)
IMPORTS = Table(
    "imports",
    OFFICE,
    _key(),
    Column("source", String(20), nullable=False),
    Column("full_name", Text),
    Column("email", Text, index=True),
    Column("imported_on", Date),
)
INFORM_TASKS = Table(
    "inform_tasks",
    OFFICE,
    _key(),
    _link("import_id", "imports.id", nullable=False, index=True),
    Column("sent_to", Text),
    Column("due_on", Date),
    Column("done_on", Date),
)
DEVICE_CHOICES = Table(
    "device_choices",
    OFFICE,
    _key(),
    Column("device_id", String(40), index=True),
    Column("choice", String(20)),
    Column("last_seen_at", DateTime, index=True),
)
COOKIE_SCANS = Table(
    "cookie_scans",
    OFFICE,
    _key(),
    Column("cookie", Text),
    Column("party", Text),
    Column("kind", String(20)),
    Column("expires_after_days", Integer),
)
OUTBOUND_LINKS = Table("outbound_links", OFFICE, _key(), Column("url", Text), Column("answered", Boolean))

DATABASES: dict[str, MetaData] = {
    "PROGRAMME_URL": PROGRAMME,
    "VIDEO_URL": VIDEO,
    "CRM_URL": CRM,
    "RECRUITMENT_URL": RECRUITMENT,
    "NEWSLETTERS_URL": NEWSLETTERS,
    "OFFICE_URL": OFFICE,
}
"""From the variable that the declaration names to the database that it leads to."""
