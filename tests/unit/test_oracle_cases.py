"""The clauses of the policies as cases, with what a patient person reads from them: due yesterday, today, tomorrow."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

import oracle
from oracle import Verdict, World
from oracle.days import ANNA, BO, DUE, Sweep, day, empty_columns, noon
from oracle.mittliv import blank, world
from oracle.world import Consent, Hold, Objection, Row


@pytest.fixture
def sweep() -> Sweep:
    """What sweeps a world: here the oracle, elsewhere the engine on a database."""
    return oracle.sweep


def application(**cells: Any) -> Row:
    filled = {
        name: f"{name} of anna"
        for name in ("full_name", "address", "mobile", "langs", "edu", "job", "motivation", "ip")
    }
    usual = {"id": 1, "role": "adept", "email": "anna@example.org", "sent_at": noon(date(2026, 11, 1)), "intake_id": 1}
    return blank("programme.applications", **{**filled, **usual, **cells})


def admission(
    *applications: Row, decided: date | None = None, outcome: str = "not-offered", **rows: list[Row]
) -> World:
    """An intake of a programme that runs, applications, and a decision on the first of them."""
    decisions = [
        blank(
            "programme.decisions", id=1, application_id=1, outcome=outcome, reason="too few places", decided_on=decided
        )
    ]
    return world().having(
        programme__programmes=[{"id": 1, "ends_on": None}],
        programme__intakes=[
            {"id": 1, "programme_id": 1, "decided_on": None},
            {"id": 2, "programme_id": 1, "decided_on": None},
        ],
        programme__applications=list(applications),
        programme__decisions=decisions if decided else [],
        **rows,
    )


def participant(table: str, **cells: Any) -> Row:
    filled = {name: f"{name} text" for name in ("full_name", "address", "mobile", "langs", "edu", "job")}
    usual = {"id": 1, "accepted_on": date(2026, 12, 1), "programme_id": 1, "email": "anna@example.org"}
    return blank(f"programme.{table}", **{**filled, **usual, **cells})


def programme(ends_on: date | None, matched: date | None, **mentee: Any) -> World:
    """A mentee (Anna) and a mentor (Bo) and their match."""
    match = blank(
        "programme.matches", id=1, mentor_id=1, mentee_id=1, score="8", mentor_note="calm", completed_on=matched
    )
    return world().having(
        programme__programmes=[{"id": 1, "ends_on": ends_on}],
        programme__mentees=[participant("mentees", **mentee)],
        programme__mentors=[participant("mentors", email="bo@example.org")],
        programme__matches=[match],
    )


# ML-3-c


@DUE
def test_who_is_not_offered_a_place_is_erased_and_the_refusal_is_still_counted(
    sweep: Sweep, shift: int, gone: bool
) -> None:
    after = sweep(admission(application(), decided=day(shift - 1)))
    assert after.has("programme.applications", 1) is not gone
    decision = after.row("programme.decisions", 1)
    assert (decision["outcome"], decision["reason"] is None, decision["application_id"] is None) == (
        "not-offered",
        gone,
        gone,
    )


def test_who_awaits_a_decision_is_untouched(sweep: Sweep) -> None:
    before = admission(application())
    assert sweep(before).rows == before.rows


# ML-3-d


def test_a_refused_applicant_who_consented_to_the_next_admission_keeps_what_an_application_holds(sweep: Sweep) -> None:
    carried = application(carry_over_at=noon(date(2026, 11, 1)), next_intake_id=2)
    after = sweep(admission(carried, decided=day(-30)))
    kept = after.row("programme.applications", 1)
    assert (kept["full_name"], kept["motivation"], kept["ip"]) == ("full_name of anna", "motivation of anna", None)


@DUE
def test_a_carried_application_ends_with_the_decision_of_the_next_admission(
    sweep: Sweep, shift: int, gone: bool
) -> None:
    before = admission(application(carry_over_at=noon(date(2026, 11, 1)), next_intake_id=2), decided=day(-30))
    intakes: list[Row] = [
        {"id": 1, "programme_id": 1, "decided_on": None},
        {"id": 2, "programme_id": 1, "decided_on": day(shift - 1)},
    ]
    assert sweep(before.having(programme__intakes=intakes)).has("programme.applications", 1) is not gone


@pytest.mark.parametrize(
    ("sent", "gone"), [(date(2025, 8, 31), True), (date(2025, 9, 1), True), (date(2025, 9, 2), False)]
)
def test_a_carried_application_that_no_admission_follows_dies_on_its_eighteenth_month(
    sweep: Sweep, sent: date, gone: bool
) -> None:
    carried = application(sent_at=noon(sent), carry_over_at=noon(sent))
    assert sweep(admission(carried, decided=day(-30))).has("programme.applications", 1) is not gone


def test_withdrawing_between_two_admissions_erases_at_once(sweep: Sweep) -> None:
    before = admission(application(carry_over_at=noon(date(2026, 11, 1)), next_intake_id=2), decided=day(-30))
    withdrawn = before.knowing(consents=[Consent(ANNA, "carry-over", withdrawn=noon(day(0)))])
    assert not sweep(withdrawn).has("programme.applications", 1)


# ML-3-e, ML-3-h


@DUE
def test_matching_completed_leaves_of_a_mentor_what_administration_needs(sweep: Sweep, shift: int, gone: bool) -> None:
    after = sweep(programme(ends_on=None, matched=day(shift - 1)))
    expected = {"langs", "edu", "job"} if gone else set()
    assert empty_columns(after.row("programme.mentors", 1)) - {"application_id"} == expected
    assert after.has("programme.matches", 1) is not gone


def test_after_matching_a_mentee_who_consented_keeps_what_presents_her_to_partners(sweep: Sweep) -> None:
    after = sweep(programme(ends_on=None, matched=day(-1), present_at=noon(date(2026, 12, 1))))
    assert empty_columns(after.row("programme.mentees", 1)) == {"application_id"}
    refusing = sweep(programme(ends_on=None, matched=day(-1)))
    assert empty_columns(refusing.row("programme.mentees", 1)) == {
        "application_id",
        "present_at",
        "langs",
        "edu",
        "job",
    }


def test_an_open_match_keeps_what_matching_needs_though_another_is_completed(sweep: Sweep) -> None:
    before = programme(ends_on=None, matched=day(-20))
    still_open = blank("programme.matches", id=2, mentor_id=1, mentee_id=None, score="5")
    after = sweep(before.having(programme__matches=[*before.rows["programme.matches"], still_open]))
    assert after.row("programme.mentors", 1)["langs"] == "langs text"


# ML-3-f


@DUE
def test_the_end_of_the_programme_makes_the_rest_due(sweep: Sweep, shift: int, gone: bool) -> None:
    after = sweep(programme(ends_on=day(shift - 1), matched=day(-60), present_at=noon(date(2026, 12, 1))))
    assert (after.has("programme.mentees", 1), after.has("programme.mentors", 1)) == (not gone, not gone)


# ML-3-g


def recorded_meeting(ends_on: date, reason: str | None, delete_on: date | None) -> World:
    people = [("anna@example.org", 1), ("bo@example.org", 2)]
    given = [
        Consent(person, name, given=noon(date(2026, 9, 1)))
        for person in (ANNA, BO)
        for name in ("meeting-recordings", "digital-programmes")
    ]
    return (
        world()
        .having(
            video__meetings=[{"id": 1, "programme_ends_on": ends_on}],
            video__participants=[
                blank(
                    "video.participants", id=number, meeting_id=1, display_name="someone", email=email, ip="192.0.2.1"
                )
                for email, number in people
            ],
            video__recordings=[
                blank(
                    "video.recordings",
                    id=1,
                    meeting_id=1,
                    video="v",
                    audio="a",
                    chat="c",
                    kept_reason=reason,
                    delete_on=delete_on,
                )
            ],
        )
        .knowing(consents=given)
    )


@DUE
def test_a_recording_without_a_reason_goes_with_the_programme(sweep: Sweep, shift: int, gone: bool) -> None:
    after = sweep(recorded_meeting(day(shift - 1), None, None))
    assert after.has("video.recordings", 1) is not gone
    assert after.has("video.participants", 1) is not gone


@DUE
def test_a_recording_kept_for_a_reason_goes_when_the_reason_has_ended(sweep: Sweep, shift: int, gone: bool) -> None:
    after = sweep(recorded_meeting(day(-60), "course material", day(shift - 1)))
    assert after.has("video.recordings", 1) is not gone


@DUE
def test_no_reason_outlives_the_twelfth_month(sweep: Sweep, shift: int, gone: bool) -> None:
    ended = date(2026, 3, 1) + timedelta(days=shift)
    assert sweep(recorded_meeting(ended, "course material", None)).has("video.recordings", 1) is not gone


def test_who_was_in_a_kept_recording_is_kept_as_a_skeleton(sweep: Sweep) -> None:
    after = sweep(recorded_meeting(day(-60), "course material", None))
    bo = after.row("video.participants", 2)
    assert (bo["email"], bo["display_name"], bo["ip"]) == ("bo@example.org", None, None)


def test_one_who_withdraws_takes_the_recording_from_all(sweep: Sweep) -> None:
    before = recorded_meeting(day(30), None, None).knowing(
        consents=[Consent(BO, "meeting-recordings", withdrawn=noon(day(-1)))]
    )
    assert empty_columns(sweep(before).row("video.recordings", 1)) >= {"video", "audio", "chat"}


def test_a_hold_on_one_of_two_rows_of_a_person_keeps_the_recording_and_that_row(sweep: Sweep) -> None:
    case = recorded_meeting(day(-60), None, None)
    people = case.rows["video.participants"]
    case = replace(case, rows={**case.rows, "video.participants": (*people, {**people[1], "id": 3})})
    assert sweep(case).rows["video.recordings"] == sweep(case).rows["video.participants"] == ()
    after = sweep(case.knowing(holds=[Hold(row=("video.participants", (2,)))]))
    assert [row["id"] for row in after.rows["video.participants"]] == [2]
    assert after.has("video.recordings", 1)


# ML-3-i, ML-3-j, ML-3-k


def contact(**cells: Any) -> Row:
    filled = {"full_name": "name of anna", "phone": "0700000000", "position": "buyer"}
    usual = {
        "id": 1,
        "partner_id": 7,
        "email": "anna@example.org",
        "last_contact_at": datetime.fromisoformat("2027-01-05T09:00"),
    }
    return blank("crm.contacts", **{**filled, **usual, **cells})


def relation(number: int, ended_on: date | None) -> Row:
    return {"id": number, "partner_id": 7, "ended_on": ended_on}


@DUE
def test_the_end_of_the_relation_makes_every_contact_of_the_partner_due(sweep: Sweep, shift: int, gone: bool) -> None:
    other = contact(id=2, email="bo@example.org")
    before = world().having(crm__contacts=[contact(), other], crm__relations=[relation(1, day(shift - 1))])
    after = sweep(before)
    assert [after.has("crm.contacts", number) for number in (1, 2)] == [not gone, not gone]


def test_a_partner_with_one_relation_still_open_keeps_its_contacts(sweep: Sweep) -> None:
    before = world().having(crm__contacts=[contact()], crm__relations=[relation(1, day(-99)), relation(2, None)])
    assert sweep(before).has("crm.contacts", 1)


@DUE
def test_a_contact_who_was_replaced_is_due(sweep: Sweep, shift: int, gone: bool) -> None:
    before = world().having(crm__contacts=[contact(replaced_on=day(shift - 1))], crm__relations=[relation(1, None)])
    assert sweep(before).has("crm.contacts", 1) is not gone


def test_a_hold_keeps_a_contact_beyond_the_relation_whole_and_its_end_lets_it_go(sweep: Sweep) -> None:
    ended = world().having(crm__contacts=[contact()], crm__relations=[relation(1, day(-9))])
    held = ended.knowing(holds=[Hold(person=ANNA)])
    assert sweep(held).rows["crm.contacts"] == (contact(),)
    assert oracle.verdict(held, "partner-relations", "crm.contacts", 1, ANNA) == Verdict.HELD
    assert not sweep(ended).has("crm.contacts", 1)


def test_objecting_to_mail_stops_the_newsletter_and_keeps_the_relation() -> None:
    objecting = world().having(crm__contacts=[contact()], crm__relations=[relation(1, None)])
    objecting = objecting.knowing(objections=[Objection(ANNA, "direct-marketing", "pending")])
    verdicts = [
        oracle.verdict(objecting, name, "crm.contacts", 1, ANNA) for name in ("partner-newsletter", "partner-relations")
    ]
    assert verdicts == [Verdict.FALLEN, Verdict.STANDS]


# ML-3-l, ML-3-m


def recruitment(closed_on: date | None, last_contact: date = date(2027, 2, 1)) -> World:
    applicant = blank(
        "recruitment.applications",
        id=1,
        process_id=1,
        full_name="name of anna",
        address="a street",
        mobile="0700000000",
        email="anna@example.org",
        last_contact_at=noon(last_contact),
    )
    kinds = enumerate(("cv", "letter", "photo"), start=1)
    files = [{"id": number, "application_id": 1, "kind": kind, "path": f"{kind}.pdf"} for number, kind in kinds]
    return world().having(
        recruitment__processes=[{"id": 1, "closed_on": closed_on}],
        recruitment__applications=[applicant],
        recruitment__files=files,
    )


def test_while_the_process_is_open_nothing_of_an_applicant_goes_the_photo_included(sweep: Sweep) -> None:
    before = recruitment(None)
    assert sweep(before).rows == before.rows


def test_when_the_process_has_closed_claims_keep_the_documents_and_the_name(sweep: Sweep) -> None:
    after = sweep(recruitment(day(-1)))
    assert len(after.rows["recruitment.files"]) == 3
    assert empty_columns(after.row("recruitment.applications", 1)) == {"address", "mobile"}


@DUE
def test_two_years_after_the_process_all_documents_go_on_the_day_after(sweep: Sweep, shift: int, gone: bool) -> None:
    after = sweep(recruitment(date(2025, 2, 28) + timedelta(days=shift)))
    assert after.has("recruitment.applications", 1) is not gone
    assert len(after.rows["recruitment.files"]) == (0 if gone else 3)


def test_a_process_that_closed_on_leap_day_is_kept_through_the_last_of_february() -> None:
    closed = recruitment(date(2024, 2, 29))
    assert oracle.sweep(closed.on(date(2026, 2, 28))).has("recruitment.applications", 1)
    assert not oracle.sweep(closed.on(date(2026, 3, 1))).has("recruitment.applications", 1)


def test_a_process_that_is_reopened_keeps_everything_again() -> None:
    swept = oracle.sweep(recruitment(day(-1)))
    reopened = swept.having(recruitment__processes=[{"id": 1, "closed_on": None}])
    assert oracle.verdict(reopened, "recruitment", "recruitment.applications", 1, ANNA) == Verdict.STANDS


def test_who_connects_without_a_vacancy_goes_after_twelve_months_of_silence(sweep: Sweep) -> None:
    for last_contact, gone in ((date(2026, 3, 1), True), (date(2026, 3, 2), False)):
        assert sweep(recruitment(None, last_contact)).has("recruitment.applications", 1) is not gone


# ML-3-n, ML-3-o, ML-3-p


def subscriber(given: date | None, withdrawn: date | None = None) -> World:
    times = {"confirmed_at": given and noon(given), "left_at": withdrawn and noon(withdrawn)}
    row = blank("newsletters.newsletter_subscribers", id=1, email="Anna@Example.org ", **times)
    return world().having(newsletters__newsletter_subscribers=[row])


@pytest.mark.parametrize(
    ("given", "withdrawn", "kept"),
    [(-400, None, True), (-400, 0, False), (-400, -1, False), (-400, 1, True), (None, None, False), (-9, -400, True)],
)
def test_consent_keeps_a_subscriber_exactly_while_it_stands(
    sweep: Sweep, given: int | None, withdrawn: int | None, kept: bool
) -> None:
    before = subscriber(None if given is None else day(given), None if withdrawn is None else day(withdrawn))
    assert sweep(before).has("newsletters.newsletter_subscribers", 1) is kept


def test_a_withdrawal_by_phone_counts_like_one_by_link(sweep: Sweep) -> None:
    before = subscriber(day(-400)).knowing(consents=[Consent(ANNA, "newsletter", withdrawn=noon(day(0)))])
    assert not sweep(before).has("newsletters.newsletter_subscribers", 1)


@DUE
def test_a_contact_form_goes_when_its_matter_is_closed_though_consent_stands(
    sweep: Sweep, shift: int, gone: bool
) -> None:
    cells = {
        "full_name": "name of anna",
        "message": "a question",
        "consent_at": noon(day(-90)),
        "closed_at": day(shift - 1),
    }
    row = blank("office.submissions", id=1, email="anna@example.org", **cells)
    assert sweep(world().having(office__submissions=[row])).has("office.submissions", 1) is not gone
