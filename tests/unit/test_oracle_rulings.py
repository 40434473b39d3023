"""Rulings 1 to 4 of the design and the counterexamples behind them: cells, beginnings, days, what is not known."""

from datetime import date, datetime
from typing import Any

import pytest

import oracle
from oracle import Verdict, World
from oracle.days import ANNA, BO, TODAY, Sweep, day, noon
from oracle.mittliv import activity
from oracle.paper import accounting_last_day, plus
from oracle.short import table
from oracle.small import CONSENT, CONTRACT, FALLEN, HELD, PEOPLE, STANDS, meeting, members, verdict_of, world
from oracle.world import Consent, Hold, Objection, Recorded, Restriction


@pytest.fixture
def sweep() -> Sweep:
    """What sweeps a world: here the oracle, elsewhere the engine on a database."""
    return oracle.sweep


# 1. Cells, not rows


def test_a_row_that_lives_loses_the_cells_that_no_need_names(sweep: Sweep) -> None:
    said = table(
        "id:integer! email phone",
        person={"email": "email"},
        for_=["serve", "news"],
        columns={"email": "email", "phone": "phone"},
    )
    activities = {
        "serve": activity(PEOPLE, "customer-service", CONTRACT, ["email"], "unstated"),
        "news": activity(PEOPLE, "customer-service", CONSENT, ["contact-details"], {"until": "consent.withdrawn"}),
    }
    case = world(
        activities, {"club.people": said}, {"club.people": [{"id": 1, "email": "anna@example.org", "phone": "1"}]}
    )
    case = case.knowing(consents=[Consent(ANNA, "news", withdrawn=noon(TODAY))])
    assert sweep(case).row("club.people", 1) == {"id": 1, "email": "anna@example.org", "phone": None}


# 2. A need begins as well as ends


@pytest.mark.parametrize(("joined", "kept"), [(None, False), (-1, True), (0, True), (1, False)])
def test_a_need_begins_on_the_day_of_its_condition_and_not_before(sweep: Sweep, joined: int | None, kept: bool) -> None:
    case = members(
        [{"contract": "performance", "when": "collected"}], row={"joined": None if joined is None else day(joined)}
    )
    assert sweep(case).has("club.members", 1) is kept


def test_one_basis_passes_the_need_to_the_next(sweep: Sweep) -> None:
    entries = [{"contract": "steps-before", "when": "not collected"}, {"consent": "news", "when": "collected"}]
    refused = [Consent(ANNA, "news", withdrawn=noon(day(-5)))]
    before = members(entries).knowing(consents=refused)
    after = members(entries, row={"joined": TODAY}).knowing(consents=refused)
    assert [sweep(case).has("club.members", 1) for case in (before, after)] == [True, False]


# 3. Days, not instants; 22 to 27


@pytest.mark.parametrize(
    ("start", "period", "end"),
    [
        (date(2023, 1, 30), "1 month", date(2023, 2, 28)),
        (date(2024, 1, 31), "1 month", date(2024, 2, 29)),
        (date(2024, 2, 29), "1 year", date(2025, 2, 28)),
        (date(2024, 2, 29), "4 years", date(2028, 2, 29)),
        (date(2026, 10, 24), "48 hours", date(2026, 10, 26)),
        (date(2026, 3, 28), "1 hours", date(2026, 3, 29)),
        (date(2026, 12, 31), "2 weeks", date(2027, 1, 14)),
        (date(9999, 12, 1), "1 year", date.max),
    ],
)
def test_a_period_ends_on_the_same_day_of_the_month_or_its_last(start: date, period: str, end: date) -> None:
    assert plus(start, period) == end


@pytest.mark.parametrize(("today", "kept"), [(date(2025, 2, 28), True), (date(2025, 3, 1), False)])
def test_plus_keeps_through_the_anniversary(sweep: Sweep, today: date, kept: bool) -> None:
    case = members(keep={"until": "case.closed", "plus": "1 year"}, row={"closed": date(2024, 2, 29)})
    assert sweep(case.on(today)).has("club.members", 1) is kept


@pytest.mark.parametrize(("today", "kept"), [(date(2025, 2, 27), True), (date(2025, 2, 28), False)])
def test_at_most_is_due_on_the_anniversary(sweep: Sweep, today: date, kept: bool) -> None:
    case = members(keep={"at-most": "1 year after case.closed"}, row={"closed": date(2024, 2, 29)})
    assert sweep(case.on(today)).has("club.members", 1) is kept


def test_the_earliest_end_counts_among_ceilings_and_first_and_last_combine_rules() -> None:
    until, ceiling = {"until": "case.closed"}, {"at-most": "2 days after collected"}
    row = {"closed": day(-1), "joined": day(-1)}
    cases: list[tuple[Any, Verdict]] = [
        ({"first": [until, ceiling]}, FALLEN),
        ({"last": [until, ceiling]}, STANDS),
        ([until, ceiling], STANDS),
        ({**until, **ceiling}, FALLEN),
        ({"at-most": ["9 years after collected", "1 day after case.closed"]}, FALLEN),
        ("undecided", STANDS),
    ]
    assert [verdict_of(members(CONTRACT, keep, row=row)) for keep, _ in cases] == [verdict for _, verdict in cases]


@pytest.mark.parametrize(
    ("zone", "own", "booked", "last_day"),
    [
        ("Europe/Stockholm", "Europe/Stockholm", datetime.fromisoformat("2024-12-31T23:30+00:00"), date(2032, 12, 31)),
        ("UTC", "UTC", datetime.fromisoformat("2024-12-31T23:30+00:00"), date(2031, 12, 31)),
        ("Europe/Stockholm", "UTC", "2024-12-31 23:30:00", date(2032, 12, 31)),
        ("Europe/Stockholm", "Europe/Stockholm", "2024-12-31T23:30:00", date(2031, 12, 31)),
    ],
)
def test_the_time_zone_costs_a_year(zone: str, own: str, booked: Any, last_day: date) -> None:
    said = table(
        "id:integer! email at:instant",
        person={"email": "email"},
        for_=["books"],
        columns={"email": "email"},
        events={"booked": "at"},
    )
    books = activity(PEOPLE, "accounting", [{"legal-obligation": "se-bfl-7-2"}], ["email"], {"statute": "se-bfl-7-2"})
    rows = {"office.invoices": [{"id": 1, "email": "anna@example.org", "at": booked}]}
    case = world({"books": books}, {"office.invoices": said}, rows, zone=zone, system_zones={"office": own})
    assert {reason.until for reason in oracle.why(case, ANNA)} == {last_day}


def test_bookkeeping_counts_from_the_end_of_a_broken_fiscal_year() -> None:
    assert accounting_last_day(date(2024, 6, 30), (6, 30)) == date(2031, 12, 31)
    assert accounting_last_day(date(2024, 7, 1), (6, 30)) == date(2032, 12, 31)
    assert accounting_last_day(date(2023, 2, 28), (2, 29)) == date(2030, 12, 31)


# 4. NULL has not happened, unknown is not false; 1 to 3


def test_no_record_of_consent_holds_and_is_counted_as_unproven(sweep: Sweep) -> None:
    case = members(CONSENT)
    assert (verdict_of(case), sweep(case).rows) == (HELD, case.rows)
    assert oracle.audit(case) == oracle.Audit(due=0, unproven=1, unowned=0, skeleton=0)


@pytest.mark.parametrize(
    ("given", "withdrawn", "verdict"),
    [
        (-9, None, STANDS),
        (-9, -3, FALLEN),
        (-3, -9, STANDS),
        (-3, -3, FALLEN),
        (None, 1, HELD),
        (1, None, HELD),
        (-9, 1, STANDS),
    ],
)
def test_the_later_of_giving_and_withdrawal_counts_once_its_day_has_come(
    given: int | None, withdrawn: int | None, verdict: Verdict
) -> None:
    times = [None if shift is None else noon(day(shift)) for shift in (given, withdrawn)]
    assert verdict_of(members(CONSENT).knowing(consents=[Consent(ANNA, "news", *times)])) == verdict


@pytest.mark.parametrize(
    ("at", "verdict"), [("2027-03-01T22:59:59+00:00", FALLEN), ("2027-03-01T23:00:00+00:00", STANDS)]
)
def test_today_ends_at_local_midnight(at: str, verdict: Verdict) -> None:
    consent = Consent(ANNA, "news", noon(day(-9)), datetime.fromisoformat(at))
    assert verdict_of(members(CONSENT).knowing(consents=[consent])) == verdict


def test_pending_objection_restriction_and_hold_keep_without_use() -> None:
    case = members()
    assert verdict_of(case) == STANDS
    assert verdict_of(case.knowing(objections=[Objection(ANNA, "serve", "pending")])) == HELD
    assert verdict_of(case.knowing(objections=[Objection(ANNA, None, "upheld")])) == FALLEN
    assert verdict_of(case.knowing(objections=[Objection(ANNA, "other", "upheld")])) == STANDS
    assert verdict_of(case.knowing(objections=[Objection(ANNA, "serve", "rejected")])) == STANDS
    assert verdict_of(case.knowing(restrictions=[Restriction(ANNA)])) == HELD
    ended = members(keep={"until": "case.closed"}, row={"closed": day(-1)})
    assert verdict_of(ended) == FALLEN
    assert verdict_of(ended.knowing(holds=[Hold(person=ANNA)])) == HELD
    assert verdict_of(ended.knowing(holds=[Hold(person=ANNA, activities=("other",))])) == FALLEN
    assert verdict_of(ended.knowing(restrictions=[Restriction(ANNA, "serve")])) == HELD
    assert verdict_of(case.knowing(holds=[Hold(person=ANNA)])) == STANDS


def test_a_pending_objection_stops_the_clock_until_it_is_decided() -> None:
    ended = members(keep={"until": "case.closed"}, row={"closed": day(-1)})
    assert verdict_of(ended.knowing(objections=[Objection(ANNA, "serve", "pending")])) == HELD


def test_direct_marketing_yields_to_any_objection_not_rejected() -> None:
    case = members(purpose="newsletter")
    for against in ("serve", "direct-marketing", None):
        verdicts = [
            verdict_of(case.knowing(objections=[Objection(ANNA, against, state)])) for state in ("pending", "rejected")
        ]
        assert verdicts == [FALLEN, STANDS]


def test_silence_about_the_basis_lets_nothing_go() -> None:
    assert verdict_of(members("unstated")) == HELD


def test_the_four_numbers_are_apart(sweep: Sweep) -> None:
    due = members(keep={"until": "case.closed"}, row={"closed": day(-1)})
    assert oracle.audit(due) == oracle.Audit(due=1, unproven=0, unowned=0, skeleton=0)
    assert oracle.audit(sweep(due)) == oracle.Audit(due=0, unproven=0, unowned=0, skeleton=0)
    unowned = members(row={"email": None})
    assert oracle.audit(unowned) == oracle.Audit(due=0, unproven=0, unowned=1, skeleton=0)


# Unowned rows (5, 6)


@pytest.mark.parametrize(("closed", "kept"), [(None, True), (0, True), (-1, False)])
def test_a_row_without_a_person_is_judged_by_time_alone(sweep: Sweep, closed: int | None, kept: bool) -> None:
    row = {"email": " ", "closed": None if closed is None else day(closed)}
    assert sweep(members(CONSENT, {"until": "case.closed"}, row=row)).has("club.members", 1) is kept


def test_a_recording_whose_participants_are_unknown_is_not_taken_for_one_that_nobody_needs(sweep: Sweep) -> None:
    case = meeting([])
    assert sweep(case).rows == case.rows


def test_a_hold_on_a_recording_keeps_who_was_in_it(sweep: Sweep) -> None:
    case = meeting(["anna@example.org", "bo@example.org"], {"until": "case.closed"}, closed=day(-1))
    assert [len(rows) for rows in sweep(case).rows.values()] == [0, 0]
    held = case.knowing(holds=[Hold(row=("video.recordings", (1,)))])
    assert sweep(held).rows == case.rows
    assert oracle.audit(held).skeleton == 2


def test_held_evidence_stays_though_another_in_it_withdraws(sweep: Sweep) -> None:
    case = meeting(["anna@example.org", "bo@example.org"]).knowing(
        consents=[Consent(ANNA, "news", noon(day(-9))), Consent(BO, "news", noon(day(-9)), noon(day(-1)))]
    )
    assert sweep(case).row("video.recordings", 1)["film"] is None
    assert sweep(case.knowing(holds=[Hold(person=ANNA)])).row("video.recordings", 1)["film"] == "a film"


# 29, 30. Who, and what was told


def test_an_objection_follows_the_person_to_a_new_address() -> None:
    case = members(purpose="newsletter", row={"email": "new@example.org"})
    aliases = {("email", "anna@example.org"): "anna", ("email", "new@example.org"): "anna"}
    known = World(**{**vars(case), "records": oracle.world.Records(aliases=aliases)})
    objecting = known.knowing(objections=[Objection("anna", None, "pending")])
    assert oracle.verdict(objecting, "serve", "club.members", 1, "anna") == FALLEN


def test_the_later_end_holds_between_a_column_and_a_record() -> None:
    told = Recorded("case.closed", noon(day(-1)), person=ANNA)
    keep = {"until": "case.closed"}
    for closed, verdict in ((None, STANDS), (day(-5), FALLEN), (day(0), STANDS)):
        assert verdict_of(members(CONTRACT, keep, row={"closed": closed}).knowing(recorded=[told])) == verdict
    late = Recorded("case.closed", noon(day(0)), row=("club.members", (1,)))
    assert verdict_of(members(CONTRACT, keep, row={"closed": day(-5)}).knowing(recorded=[told, late])) == STANDS


def test_a_criterion_ends_when_a_person_says_so_and_never_by_itself() -> None:
    case = members(CONTRACT, {"criterion": "as long as needed"})
    assert verdict_of(case.on(date(2090, 1, 1))) == STANDS
    judged = case.knowing(recorded=[Recorded("serve.judged-ended", noon(TODAY), row=("club.members", (1,)))])
    assert verdict_of(judged) == FALLEN
