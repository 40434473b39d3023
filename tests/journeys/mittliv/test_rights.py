"""A person asks Mitt Liv for everything, for erasure, for no more letters, for data to lie still; and is answered."""

from __future__ import annotations

from datetime import date

import pytest

from journeys.mittliv.declared import DAY, Edit, found, model
from journeys.mittliv.house import House
from journeys.mittliv.story import Story, rows_in
from lofte.answering import Person
from lofte.documents import render
from lofte.facts import normal
from lofte.needs.cells import personal_columns
from lofte.promises.request import Became, PersonRow, StandingNeed, Verdict, released_by_erasure

pytestmark = pytest.mark.postgres
KEPT_BY_LAW = DAY.replace(year=DAY.year + 7, month=12, day=31)


def needs(row: PersonRow) -> dict[str, Verdict]:
    """The verdict of each need of a row."""
    return {need.activity: need.verdict for need in row.needs}


@pytest.mark.clause("ML-5-a")
def test_access_finds_the_person_in_every_database_under_every_spelling(story: Story) -> None:
    found_in = {(row.row.system, row.row.table) for row in story.access.rows}
    assert {system for system, _ in found_in} == set(story.house.systems)
    assert story.access.complete
    planted = {case.row for case in story.planted if case.after == "erasure" and "the other person" not in case.name}
    assert planted <= {row.row for row in story.access.rows}
    addresses = [
        row[column]
        for cells in story.after_sweep.values()
        for row in cells.values()
        for column in ("email", "mentee_email", "reference_email", "sent_to")
        if str(row.get(column)).casefold() == story.asks
    ]
    shown = [str(one.value) for row in story.access.rows for one in row.data if str(one.value).casefold() == story.asks]
    assert sorted(shown) == sorted(addresses)
    assert len(set(shown)) == 2


def test_access_shows_nobody_else(story: Story) -> None:
    values = {datum.value for row in story.access.rows for datum in row.data}
    others = {
        row[column]
        for cells in story.after_sweep.values()
        for row in cells.values()
        for column in ("email", "mentee_email", "reference_email", "sent_to")
        if row.get(column) and row[column].casefold() != story.asks
    }
    assert len(others) > 100
    assert not values & others


def test_every_row_of_an_access_answer_has_its_reason_its_end_and_the_line_that_says_so(story: Story) -> None:
    for row in story.access.rows:
        assert row.needs, row.row
        assert all(need.span is not None and need.span.file.endswith(".yaml") for need in row.needs)
    (mentee,) = rows_in(story.access, "programme", "mentees")
    ends = {need.activity: need.until for need in mentee.needs}
    assert ends["run-programme"] == ends["present-mentees"]
    assert ends["run-programme"] is not None
    assert ends["run-programme"] > DAY


def test_an_access_answer_masks_what_is_said_of_the_other_person_in_a_row(unswept: tuple[House, Story]) -> None:
    house, story = unswept
    pair = {name: story.email_of(f"matching completed, due tomorrow: the {name}") for name in ("mentor", "mentee")}
    notes = {}
    for name, email in pair.items():
        answering = house.answering(house.model, "programme")
        (row,) = rows_in(answering.access(answering.find([normal("email", email)])), "programme", "matches")
        assert row.others == 1
        notes[name] = next((one.value, one.masked) for one in row.data if one.column == "mentor_note")
        assert {one.column for one in row.data if not one.masked} >= {"score"}
    assert notes == {"mentor": ("both work with figures", False), "mentee": (None, True)}


@pytest.mark.clause("ML-5-b")
def test_an_erasure_takes_what_may_go_and_answers_for_the_rest_with_need_and_day(story: Story) -> None:
    story.met_by_erasure("the person who asks", "the recording of two", "the other person in the meeting")
    told = {row.row: row for row in story.erased.rows}
    assert {row.became for row in told.values()} == set(Became)
    assert all(row.because for row in told.values() if row.became is Became.KEPT)
    (invoice,) = (row for row in told.values() if row.row.table == "invoices")
    assert [(need.activity, need.until) for need in invoice.because] == [("accounting", KEPT_BY_LAW)]
    mentee = told[story.row_of("the person who asks takes part and is presented")]
    assert (mentee.became, mentee.emptied) == (Became.SCRUBBED, ("langs", "edu", "job"))
    for row in told.values():
        cells = story.after_erasure[row.row.system, row.row.table].get(row.row)
        table = story.house.systems[row.row.system].bound.tables[row.row.table]
        if row.became is not Became.ERASED:
            assert cells is not None, row.row
        elif cells is not None:
            assert [cells[column] for column in personal_columns(table) if cells[column] is not None] == []
            assert table.declared.anonymise


@pytest.mark.clause("ML-1A-o")
def test_what_rests_on_the_contract_is_not_released_by_an_erasure_and_is_told_so(story: Story) -> None:
    contract = {
        name for name, one in model().activities.items() if any(str(entry.basis) == "contract" for entry in one.basis)
    }
    assert contract == {"assess-applications", "matching", "run-programme", "recruitment"}
    assert not contract & set(story.erased.released)
    (row,) = rows_in(story.access_after_erasure, "programme", "mentees")
    assert needs(row) == {"run-programme": Verdict.STANDS}
    text = render(story.house.model, "sv", "markdown").split("### Sköta ditt deltagande", 1)[1].split("\n##", 1)[0]
    assert "fullgöra vårt avtal med dig (artikel 6.1 b)" in text
    by_consent = model(
        Edit(
            "    basis: {contract: performance}\n    data: [name, postal-address, mobile-phone, email, att",
            "    basis: consent\n    data: [name, postal-address, mobile-phone, email, att",
        )
    )
    assert released_by_erasure(by_consent, by_consent.activities["run-programme"])


@pytest.mark.clause("ML-1A-l")
def test_matching_may_use_only_those_who_have_accepted_and_only_until_it_is_completed(
    unswept: tuple[House, Story],
) -> None:
    house, story = unswept

    def matching(name: str, *edits: Edit) -> bool:
        answering = house.answering(model(*edits), "programme")
        answer = answering.access(answering.find([normal("email", story.email_of(name))]))
        return any(
            need == "matching" and verdict is Verdict.STANDS
            for row in answer.rows
            for need, verdict in needs(row).items()
        )

    begins = Edit("basis: {contract: performance, when: place.accepted}", "basis: {contract: performance}")
    assert matching("admitted but not yet matched")
    assert not matching("refused without carry-over, due tomorrow")
    assert matching("refused without carry-over, due tomorrow", begins)
    assert matching("matching completed, due tomorrow: the mentee")
    assert not matching("matching completed, due today: the mentee")


@pytest.mark.clause("ML-1A-a")
def test_who_wants_to_take_part_has_a_place_in_the_rules_before_being_admitted(story: Story) -> None:
    answer = story.held_about(story.email_of("refused without carry-over, due tomorrow"))
    (row,) = rows_in(answer, "programme", "applications")
    assert needs(row) == {"assess-applications": Verdict.STANDS}
    about = model().activities["assess-applications"].about
    assert about is not None
    assert set(about) == {"mentor", "mentee", "consulting-participant"}


@pytest.mark.clause("ML-0-i")
def test_mentors_are_never_presented_even_with_their_yes(story: Story) -> None:
    story.met(
        "a mentor is never presented", "a mentor who said yes", "was a mentee in an earlier", "and is a mentor now"
    )
    answer = story.held_about(story.email_of("a mentor who said yes to being presented"))
    assert all("present-mentees" not in needs(row) for row in answer.rows)


@pytest.mark.clause("ML-0-j")
def test_consulting_services_end_with_their_own_programme(story: Story) -> None:
    story.met(*(f"programme ended, due {due}: consulting services" for due in ("yesterday", "today", "tomorrow")))


@pytest.mark.clause("ML-0-l", "ML-1C-a")
def test_an_application_for_a_job_and_an_interest_have_rules_of_their_own(story: Story) -> None:
    story.met("process closed, due", "interest without a vacancy")
    applied = story.held_about(story.email_of("a process that was opened again"))
    interested = story.held_about(
        story.email_of("interest without a vacancy, a year after the last contact, due tomorrow")
    )
    assert [needs(row).keys() for row in rows_in(applied, "recruitment", "applications")] == [{"recruitment"}]
    assert [needs(row).keys() for row in rows_in(interested, "recruitment", "applications")] == [{"job-interest"}]


PURPOSES = [
    pytest.param("newsletter", marks=pytest.mark.clause("ML-1A-r")),
    pytest.param("invitations", marks=pytest.mark.clause("ML-1A-s")),
    pytest.param("surveys", marks=pytest.mark.clause("ML-1A-t")),
]


@pytest.mark.parametrize("purpose", PURPOSES)
def test_each_purpose_after_the_service_has_a_consent_of_its_own(story: Story, purpose: str) -> None:
    answer = story.held_about(story.email_of(f"{purpose} after the programme not renewed in two years, due tomorrow"))
    (row,) = rows_in(answer, "newsletters", "newsletter_subscribers")
    assert needs(row) == {f"after-service-{purpose}": Verdict.STANDS}
    story.met(f"{purpose} after the programme not renewed")
    (entry,) = model().activities[f"after-service-{purpose}"].basis
    assert entry.consent == f"after-service-{purpose}"


@pytest.mark.clause("ML-5-c")
def test_a_consent_withdrawn_for_surveys_leaves_the_letters(story: Story) -> None:
    story.met("withdrew surveys only", "one of two in a recording withdrew")
    answer = story.held_about(story.email_of("withdrew surveys only"))
    (row,) = rows_in(answer, "newsletters", "newsletter_subscribers")
    assert needs(row) == {"after-service-newsletter": Verdict.STANDS}


@pytest.mark.clause("ML-5-d")
def test_what_is_restricted_is_kept_past_its_end_and_used_for_nothing(story: Story) -> None:
    name = "programme ended, but the participant asked for restriction"
    story.met(name)
    answer = story.held_about(story.email_of(name))
    rows = [*rows_in(answer, "programme", "mentees"), *rows_in(answer, "programme", "attendance")]
    assert len(rows) == 2
    assert {verdict for row in rows for verdict in needs(row).values()} == {Verdict.HELD}


@pytest.mark.clause("ML-5-e")
def test_an_objection_to_anything_holds_until_it_is_decided_and_then_ends_or_goes_on(story: Story) -> None:
    story.met("a contact objected to everything", "relation ended while an objection is pending")
    verdicts = {}
    for state in ("not yet decided", "rejected"):
        answer = story.held_about(story.email_of(f"a contact objected to everything: {state}"))
        (row,) = rows_in(answer, "crm", "contacts")
        verdicts[state] = needs(row)["partner-relations"]
    assert verdicts == {"not yet decided": Verdict.HELD, "rejected": Verdict.STANDS}


@pytest.mark.clause("ML-1B-e")
def test_letters_to_a_contact_end_with_an_objection_and_those_to_a_subscriber_with_the_consent(story: Story) -> None:
    story.met("a contact who objected to marketing", "partner not heard of in two years", "a subscriber who is also")
    contact = story.held_about(story.email_of("a contact who objected to marketing stays a contact"))
    assert [needs(row).keys() for row in contact.rows] == [{"partner-relations", "partner-agreements"}]
    both = story.held_about(story.email_of("a subscriber who is also a partner's contact stays a contact"))
    (listed,) = rows_in(both, "newsletters", "newsletter_subscribers")
    assert needs(listed) == {"partner-newsletter": Verdict.STANDS}


@pytest.mark.clause("ML-1B-d")
def test_contacts_are_kept_on_a_balancing_of_interests(story: Story) -> None:
    answer = story.held_about(story.email_of("one relation ended, another is open"))
    (row,) = rows_in(answer, "crm", "contacts")
    assert needs(row)["partner-relations"] is Verdict.STANDS
    (entry,) = model().activities["partner-relations"].basis
    assert str(entry.basis) == "legitimate-interests"
    assert ("purpose-vague", "activities.partner-relations.purpose") in found(main="published.yaml")
    assert ("purpose-vague", "activities.partner-relations.purpose") not in found()


def test_what_nobody_holds_is_answered_with_nothing(story: Story) -> None:
    nobody = normal("email", "nobody.at.all@example.org")
    answer = story.house.answering().access(Person(frozenset({nobody}), (), {}))
    assert (answer.rows, answer.complete) == ((), True)


def test_what_a_need_says_of_its_end_is_a_day_from_today_on(story: Story) -> None:
    def days(need: StandingNeed) -> list[date]:
        return [need.until] if need.until is not None else []

    ends = [day for row in story.access.rows for need in row.needs for day in days(need)]
    assert len(ends) > 10
    assert min(ends) >= DAY
