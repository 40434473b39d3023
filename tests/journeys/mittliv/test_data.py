"""Each item of data that the page names is bound to its columns, told in its place, and shown to its person."""

from __future__ import annotations

import re
from functools import cache

import pytest

from journeys.mittliv.declared import Edit, declared, found, model
from journeys.mittliv.house import House
from journeys.mittliv.story import Story, rows_in
from lofte.documents import render
from lofte.facts import normal
from lofte.model import Model
from lofte.promises.request import AccessAnswer

pytestmark = pytest.mark.postgres
APPLICANT = "refused without carry-over, due tomorrow"
CONTACT = "one relation ended, another is open"
JOB = "a process that was opened again"
RUN, ASSESS = "Sköta ditt deltagande och berätta om aktiviteter", "Pröva din ansökan"
MATCH, PRESENT = "Para ihop deltagare", "Föreslå dig för praktik och arbete"
RECORD, RELATIONS, RECRUIT = (
    "Låta dig se mötet i efterhand",
    "Hålla kontakt med samarbetsparter",
    "Rekrytera medarbetare",
)


@cache
def told(heading: str, *edits: Edit) -> str:
    """What the Swedish policy says of the data under a heading."""
    text = render(model(*edits), "sv", "markdown")
    section = re.split(r"\n##", text.split(f"\n### {heading}", 1)[1], maxsplit=1)[0]
    return section.split("**Uppgifter:**", 1)[1].split("\n", 1)[0]


def is_shown(story: Story, answer: AccessAnswer, place: tuple[str, str], column: str, category: str) -> bool:
    """Whether the answer shows, under this category, just what stands in the database."""
    rows = rows_in(answer, *place)
    cells = story.after_erasure[place] if answer is story.access_after_erasure else story.after_sweep[place]
    shown = {
        row.row: datum.value
        for row in rows
        for datum in row.data
        if (datum.column, datum.category) == (column, category)
    }
    return bool(shown) and shown == {
        row.row: cells[row.row][column] for row in rows if cells[row.row][column] is not None
    }


def binds(of: Model, place: tuple[str, str], column: str) -> str:
    """The category of a bound column."""
    category = of.systems[place[0]].tables[place[1]].columns[column].data
    return category if isinstance(category, str) else str(dict(category.meanings))


APPLICATIONS, MENTEES = ("programme", "applications"), ("programme", "mentees")
PROGRAMME_DATA = [
    pytest.param("full_name", "name", "namn", RUN, marks=pytest.mark.clause("ML-1A-b")),
    pytest.param("address", "postal-address", "postadress", RUN, marks=pytest.mark.clause("ML-1A-c")),
    pytest.param("mobile", "mobile-phone", "mobilnummer", RUN, marks=pytest.mark.clause("ML-1A-d")),
    pytest.param("email", "email", "e-postadress", RUN, marks=pytest.mark.clause("ML-1A-e")),
    pytest.param("langs", "languages", "språkkunskaper", MATCH, marks=pytest.mark.clause("ML-1A-f")),
    pytest.param("edu", "education", "utbildning", MATCH, marks=pytest.mark.clause("ML-1A-g")),
    pytest.param("job", "occupation", "yrke", PRESENT, marks=pytest.mark.clause("ML-1A-g")),
]


@pytest.mark.parametrize(("column", "category", "words", "heading"), PROGRAMME_DATA)
def test_programme_data_are_bound_told_and_shown_to_applicant_and_participant(
    story: Story, column: str, category: str, words: str, heading: str
) -> None:
    applicant = story.held_about(story.email_of(APPLICANT))
    for answer, place in ((applicant, APPLICATIONS), (story.access, MENTEES)):
        assert binds(story.house.model, place, column) == category
        assert is_shown(story, answer, place, column, category)
    for one in (heading, ASSESS):
        assert words in told(one)


@pytest.mark.clause("ML-1A-h")
def test_attendance_is_bound_told_shown_and_goes_with_the_programme(story: Story) -> None:
    assert binds(story.house.model, ("programme", "attendance"), "present") == "attendance"
    assert "närvaro" in told(RUN)
    assert is_shown(story, story.access, ("programme", "attendance"), "present", "attendance")
    story.met("programme ended, due yesterday: attendance", "programme ended, due tomorrow: attendance")


@pytest.mark.clause("ML-1A-j")
def test_the_ip_address_is_in_the_answer_and_goes_with_the_rest(story: Story) -> None:
    assert "ip-adress" in told(RUN)
    assert "ip-adress" in told(ASSESS)
    assert is_shown(story, story.access, ("video", "participants"), "ip", "ip-address")
    applicant = story.held_about(story.email_of(APPLICANT))
    assert is_shown(story, applicant, APPLICATIONS, "ip", "ip-address")
    story.met("a recording without a reason, programme ended, due today: a participant")
    story.met("refused with carry-over, next admission decided, due tomorrow")


RECORDED = [("video", "video-recording", "videoinspelning"), ("audio", "audio-recording", "ljudinspelning")]


@pytest.mark.parametrize(("column", "category", "words"), [*RECORDED, ("chat", "chat", "chatt")])
def test_a_request_finds_the_recording_that_somebody_is_in_with_others(
    story: Story, column: str, category: str, words: str
) -> None:
    assert binds(story.house.model, ("video", "recordings"), column) == category
    assert words in told(RECORD)
    assert is_shown(story, story.access, ("video", "recordings"), column, category)
    (row,) = rows_in(story.access, "video", "recordings")
    assert row.others == 1


CONTACT_DATA = [
    pytest.param("full_name", "name", "namn", marks=pytest.mark.clause("ML-1B-a")),
    pytest.param("position", "position", "befattning", marks=pytest.mark.clause("ML-1B-c")),
    pytest.param("partner_id", "employer", "arbetsgivare", marks=pytest.mark.clause("ML-1B-c")),
]


@pytest.mark.parametrize(("column", "category", "words"), CONTACT_DATA)
def test_data_of_a_contact_are_bound_told_and_shown(story: Story, column: str, category: str, words: str) -> None:
    assert binds(story.house.model, ("crm", "contacts"), column) == category
    assert words in told(RELATIONS)
    answer = story.held_about(story.email_of(CONTACT))
    assert is_shown(story, answer, ("crm", "contacts"), column, category)


JOB_DATA = [
    pytest.param("full_name", "name", "namn", marks=pytest.mark.clause("ML-1C-b")),
    pytest.param("address", "postal-address", "postadress", marks=pytest.mark.clause("ML-1C-c")),
    pytest.param("mobile", "mobile-phone", "mobilnummer", marks=pytest.mark.clause("ML-1C-d")),
    pytest.param("email", "email", "e-postadress", marks=pytest.mark.clause("ML-1C-e")),
]


@pytest.mark.parametrize(("column", "category", "words"), JOB_DATA)
def test_data_of_a_job_applicant_are_bound_told_and_shown(story: Story, column: str, category: str, words: str) -> None:
    place = ("recruitment", "applications")
    assert binds(story.house.model, place, column) == category
    assert words in told(RECRUIT)
    assert is_shown(story, story.held_about(story.email_of(JOB)), place, column, category)


@pytest.mark.clause("ML-1C-f")
def test_every_document_of_an_applicant_is_found_and_told_by_its_kind(story: Story) -> None:
    rows = rows_in(story.held_about(story.email_of(JOB)), "recruitment", "files")
    shown = {datum.category: datum.value for row in rows for datum in row.data}
    assert shown == {"cv": b"what I have done", "cover-letter": b"why I apply", "photo": b"a face"}
    assert all(words in told(RECRUIT) for words in ("cv", "personligt brev", "foto"))
    story.met("two years after the process closed, due today: the documents")


@pytest.mark.clause("ML-1D-c")
def test_of_a_subscriber_only_the_address_is_stored_and_nothing_else_can_be_bound(story: Story) -> None:
    assert told("Skicka nyhetsbrev\n").strip().startswith("e-postadress. ")
    answer = story.held_about(story.email_of("newsletter confirmed half an hour before midnight in UTC"))
    assert [(datum.column, datum.category) for row in answer.rows for datum in row.data] == [("email", "email")]
    opened = Edit(
        "        not-personal: [id, list]", "          opened: website-usage\n        not-personal: [id, list]"
    )
    table = Edit(
        "columns: {email: {by: list, partner: work-email, else: email}}\n",
        "columns:\n          email: {by: list, partner: work-email, else: email}\n",
    )
    places = {place for code, place in found(table, opened) if code == "column-without-need"}
    assert any(place.startswith("systems.newsletters.tables.newsletter_subscribers.columns") for place in places)


# What the tests above say fails when the column is bound to nothing, or the activity does not name the data.
UNBOUND = [
    pytest.param(
        *(
            ("video", "participants"),
            "ip",
            "a recording without a reason, programme ended, due tomorrow: a participant",
        ),
        (
            Edit(
                "email: email, ip: ip-address}\n        not-personal: [id",
                "email: email}\n        not-personal: [ip, id",
            ),
        ),
        id="ML-1A-j",
    ),
    pytest.param(
        *(("crm", "contacts"), "position", CONTACT),
        (
            Edit("          position: position\n"),
            Edit(
                "partner_id: employer\n        not-personal: [id",
                "partner_id: employer\n        not-personal: [position, id",
            ),
        ),
        id="ML-1B-c",
    ),
    pytest.param(
        *(("recruitment", "applications"), "mobile", JOB),
        (
            Edit(
                "          mobile: mobile-phone\n          email: email\n        not-personal: [id, kind",
                "          email: email\n        not-personal: [mobile, id, kind",
            ),
        ),
        id="ML-1C-d",
    ),
]
UNNAMED = [
    (
        "ML-1A-d",
        RUN,
        "mobilnummer",
        Edit(
            "[name, postal-address, mobile-phone, email, attendance, ip-address]",
            "[name, postal-address, email, attendance, ip-address]",
        ),
    ),
    ("ML-1A-h", RUN, "närvaro", Edit("email, attendance, ip-address]", "email, ip-address]")),
    (
        "ML-1A-f",
        MATCH,
        "språkkunskaper",
        Edit(
            "[name, email, languages, education, occupation, match-score",
            "[name, email, education, occupation, match-score",
        ),
    ),
    (
        "ML-1C-f",
        RECRUIT,
        "foto",
        Edit(
            "email, cv, cover-letter, photo]\n    required: [name, email, cv]",
            "email, cv, cover-letter]\n    required: [name, email, cv]",
        ),
    ),
]


@pytest.mark.parametrize(("place", "column", "name", "edits"), UNBOUND)
def test_a_column_that_is_bound_to_nothing_is_not_shown(
    unswept: tuple[House, Story], place: tuple[str, str], column: str, name: str, edits: tuple[Edit, ...]
) -> None:
    house, story = unswept
    asked = [normal("email", story.email_of(name))]
    for changed, is_there in (((), True), (edits, False)):
        answering = house.answering(model(*changed), place[0])
        rows = rows_in(answering.access(answering.find(asked)), *place)
        assert rows
        assert any(datum.column == column for row in rows for datum in row.data) == is_there


@pytest.mark.parametrize(("clause", "heading", "words", "edit"), UNNAMED, ids=[one[0] for one in UNNAMED])
def test_data_that_an_activity_does_not_name_are_not_told(clause: str, heading: str, words: str, edit: Edit) -> None:
    assert words in told(heading), clause
    assert words not in told(heading, edit), clause


@pytest.mark.parametrize("edit", [one[3] for one in UNNAMED[:2]], ids=["ML-1A-d", "ML-1A-h"])
def test_a_column_that_no_activity_names_any_longer_is_a_fault(edit: Edit) -> None:
    _, faults = declared(edit)
    assert "column-without-need" in {fault.code for fault in faults}
