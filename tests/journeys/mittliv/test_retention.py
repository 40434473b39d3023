"""Mitt Liv's periods are kept in the databases: what was due yesterday and today goes, what is due tomorrow stays."""

from __future__ import annotations

from datetime import timedelta

import pytest

from journeys.mittliv.declared import DAY, Edit, found, model
from journeys.mittliv.extra import CHANNELS
from journeys.mittliv.house import BY, House
from journeys.mittliv.story import Story, rows_in
from lofte.demo.world import WRITTEN, Fate
from lofte.promises.request import Verdict

pytestmark = pytest.mark.postgres


@pytest.mark.clause("ML-3-a")
def test_no_activity_and_no_table_is_without_a_rule() -> None:
    assert all(activity.keep for activity in model().activities.values())
    assert ("retention-missing", "activities.run-programme.keep") not in found()
    keep = Edit(
        "    keep: {until: programme.ended}\n    clause: [1A (iii), 3]", "    clause: [1A (iii), 3]", "published.yaml"
    )
    assert ("retention-missing", "activities.run-programme.keep") in found(keep)
    serves = Edit("        for: [contact-form]\n", "")
    assert "table-serves-nothing" in {code for code, _ in found(serves)}


@pytest.mark.clause("ML-3-b")
def test_what_has_ended_is_physically_gone_in_every_system(story: Story) -> None:
    gone = [one for one in story.planted if one.expect.fate is Fate.GOES and one.after == "sweep"]
    assert {one.system for one in gone} == set(story.house.systems)
    assert all(one.row in story.before[one.system, one.table] for one in gone)
    assert not [one.name for one in gone if one.row in story.after_sweep[one.system, one.table]]


@pytest.mark.clause("ML-3-c")
def test_who_is_refused_goes_and_is_only_counted(story: Story) -> None:
    story.met("refused without carry-over")
    before, after = story.before["programme", "decisions"], story.after_sweep["programme", "decisions"]
    assert len(before) == len(after), "refusals are still counted"


@pytest.mark.clause("ML-3-d")
def test_who_wants_to_be_in_the_next_admission_stays_until_it_is_decided(story: Story) -> None:
    story.met("refused with carry-over, next admission decided", "refused with carry-over, no next admission")
    story.met("carry-over withdrawn between two admissions", "matched, though willing to be carried over")
    waiting = story.held_about(story.email_of("refused with carry-over, next admission decided, due tomorrow"))
    (row,) = rows_in(waiting, "programme", "applications")
    assert [(need.activity, need.verdict) for need in row.needs] == [("carry-over", Verdict.STANDS)]


@pytest.mark.clause("ML-3-e", "ML-3-h")
def test_after_matching_a_mentor_keeps_no_skills_and_a_mentee_only_to_be_presented(story: Story) -> None:
    story.met("matching completed", "application when all is matched", "declined the offer")
    story.met("admitted but never matched", "admitted but not yet matched")
    story.met("matched, and chose to be presented", "a mentor is never presented")
    mentor = story.row_of("matching completed, due today: the mentor")
    row = story.after_sweep["programme", "mentors"][mentor]
    assert (row["langs"], row["edu"], row["job"]) == (WRITTEN, None, None)
    assert row["full_name"] == story.before["programme", "mentors"][mentor]["full_name"]


@pytest.mark.clause("ML-3-f")
def test_all_goes_the_day_after_the_programme_ends(story: Story) -> None:
    story.met("programme ended, due", "a recording without a reason, programme ended", "was a mentee in an earlier")
    tables = {case.table for case in story.cases("programme ended, due")}
    assert tables == {"mentees", "mentors", "consulting_participants", "attendance"}


@pytest.mark.clause("ML-3-g")
def test_a_recording_is_kept_longer_only_for_a_reason_with_an_end_and_its_own_people(story: Story) -> None:
    story.met("a recording kept for a reason that ends", "a recording kept for a reason, a year after")
    kept = story.row_of("a recording kept for a reason that ends, due tomorrow")
    recording = story.after_sweep["video", "recordings"][kept]
    assert recording["kept_reason"]
    assert recording["delete_on"] >= DAY
    there = [
        row
        for row in story.after_sweep["video", "participants"].values()
        if row["meeting_id"] == recording["meeting_id"]
    ]
    assert len(there) == 2
    assert all(row["email"] and row["display_name"] is None and row["ip"] is None for row in there)


@pytest.mark.clause("ML-3-i")
def test_a_contact_stays_while_one_relation_is_open_and_goes_when_all_ended_or_someone_else_is_it(story: Story) -> None:
    story.met("relation ended, due", "contact replaced", "the new contact", "one relation ended, another is open")
    story.met("the contact of a partner that has ended", "imported, and told to have been replaced")
    story.met("told to have been replaced at the partner")


@pytest.mark.clause("ML-3-j")
def test_a_contact_is_kept_longer_for_a_reason_that_has_an_owner_and_a_review(story: Story) -> None:
    story.met("relation ended, and kept: still-needed")
    row = story.row_of("relation ended, and kept: still-needed")
    facts = story.house.records.facts(rows=[row])
    (hold,) = facts.of_row(row).holds
    assert (hold.reason, hold.owner) == ("still-needed", "privacy-officer")
    assert hold.review_on > DAY
    for owner, review_on in (("", DAY), ("privacy-officer", None)):
        with pytest.raises(ValueError, match="a hold needs a reason, an owner and a review date"):
            story.house.records.place_hold("still-needed", row, owner=owner, review_on=review_on, recorded_by=BY)


@pytest.mark.clause("ML-3-k", "ML-2-e")
def test_what_a_law_asks_for_stays_as_long_as_the_law_says(story: Story) -> None:
    story.met("an invoice of a partner that has ended", "booked", "relation ended, and kept: law-or-authority")
    (invoice,) = rows_in(story.access, "office", "invoices")
    (need,) = invoice.needs
    assert (need.activity, need.until) == ("accounting", DAY.replace(year=DAY.year + 7, month=12, day=31))


@pytest.mark.clause("ML-3-l")
def test_nothing_of_an_open_recruitment_goes_however_old_and_the_photo_goes_with_the_rest(story: Story) -> None:
    story.met("a process that was opened again", "the documents in a process that was opened again")
    files = _files(story, "a process that was opened again")
    assert files["before"] == files["after"] == {"cv", "letter", "photo"}
    files = _files(story, "two years after the process closed, due today")
    assert (files["before"], files["after"]) == ({"cv", "letter", "photo"}, set())


@pytest.mark.clause("ML-3-m")
def test_the_documents_stay_two_years_for_claims_and_go_the_day_after(story: Story) -> None:
    story.met("process closed, due", "two years after the process closed", "process closed exactly two years ago")
    story.met("refused, but a claim holds the application", "the decision on a held application")
    answer = story.held_about(story.email_of("process closed exactly two years ago"))
    (row,) = rows_in(answer, "recruitment", "applications")
    (need,) = row.needs
    assert (need.activity, need.until) == ("recruitment-claims", DAY)
    assert model().activities["recruitment-claims"].read_by == ("claims",)


@pytest.mark.clause("ML-3-n")
def test_what_rests_on_consent_goes_with_it_or_when_it_has_grown_old_or_was_never_given(story: Story) -> None:
    story.met("newsletter not renewed in two years", "newsletter after the programme not renewed")
    story.met("invitations after the programme not renewed", "surveys after the programme not renewed")
    story.met("newsletter confirmed half an hour before midnight", "a subscriber who never confirmed")
    story.met("carry-over withdrawn between two admissions", "consent withdrawn by")


@pytest.mark.clause("ML-3-o")
def test_a_withdrawal_by_any_channel_is_the_same_withdrawal(story: Story) -> None:
    assert {channel for consent in ("newsletter",) for channel in model().consents[consent].withdraw} == set(CHANNELS)
    story.met(*(f"consent withdrawn by {channel}" for channel in CHANNELS))
    story.met("a subscriber who is also a partner's contact left the public list")


@pytest.mark.clause("ML-3-p")
def test_correspondence_goes_when_the_case_is_closed_or_lies_for_a_year(story: Story) -> None:
    story.met("case closed, due", "a case that nobody closed", "the case is closed though the consent stands")


@pytest.mark.clause("ML-9-b")
def test_a_message_without_a_ticked_box_is_not_kept_and_one_taken_back_goes(story: Story) -> None:
    story.met("the box was not ticked", "the person who asks has a case that is open")
    story.met_by_erasure("the person who asks takes the question back")


@pytest.mark.clause("ML-1A-q", "ML-1A-e")
def test_after_the_service_only_the_address_of_those_who_said_yes_is_left(story: Story) -> None:
    name = "programme over, with a yes to letters afterwards"
    story.met(name, "programme over, without a yes to letters afterwards")
    email = story.before["programme", "mentees"][story.row_of(name)]["email"]
    (row,) = story.held_about(email).rows
    assert [(datum.column, datum.value) for datum in row.data] == [("email", email)]
    assert [need.activity for need in row.needs] == ["after-service-newsletter"]
    assert not story.held_about(story.email_of("programme over, without a yes to letters afterwards")).rows
    assert {
        name: model().consents[name].by for name in model().consents if name.startswith("after-service")
    } == dict.fromkeys(
        ("after-service-newsletter", "after-service-invitations", "after-service-surveys"), "unticked-box"
    )


@pytest.mark.clause("ML-1D-a", "ML-0-m")
def test_there_is_no_subscriber_without_a_consent(story: Story) -> None:
    story.met("a subscriber who never confirmed", "silent when the consent was to be renewed")
    public = [
        row for row in story.after_sweep["newsletters", "newsletter_subscribers"].values() if row["list"] == "public"
    ]
    assert public
    assert all(row["confirmed_at"] and row["left_at"] is None for row in public)


@pytest.mark.clause("ML-6-i")
def test_the_choice_of_one_browser_is_its_own_and_ends(story: Story) -> None:
    story.met("a browser's choice half a year after its last visit")
    left = [row["device_id"] for row in story.after_sweep["office", "device_choices"].values()]
    assert left == ["device-tomorrow"]


def test_a_row_of_which_nobody_decided_what_it_is_stays_and_is_shown(story: Story) -> None:
    story.met("a guest, of whom the declaration does not say")


def test_a_day_later_the_sweep_takes_what_was_due_tomorrow(unswept: tuple[House, Story]) -> None:
    house, story = unswept
    tomorrow = house.due(("crm", "contacts"), on=DAY + timedelta(days=1))
    today = house.due(("crm", "contacts"))
    assert story.row_of("relation ended, due tomorrow") in tomorrow.keys() - today.keys()


def _files(story: Story, name: str) -> dict[str, set[str]]:
    key = int(story.row_of(name).values[0])
    return {
        when: {row["kind"] for row in cells["recruitment", "files"].values() if row["application_id"] == key}
        for when, cells in (("before", story.before), ("after", story.after_sweep))
    }
