"""Each act is stored whole, told to the ledger without a person in it, and can be ended only while it stands."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from lofte.facts import CarriedConsent, CarriedEvent, ReleaseFact, RowKey, SubjectId
from lofte.ledger import read_leaf
from lofte.records import ConsentRecord, Records, SetClock, UnknownRecordError

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = date(2026, 3, 1)
ROW, OTHER_ROW = RowKey.of("crm", "people", ["1"]), RowKey.of("crm", "people", ["2"])


def told(records: Records) -> list[str]:
    return [read_leaf(entry.leaf).kind for entry in records.ledger_entries()]


def test_every_act_is_one_entry_of_the_ledger(records: Records, anna: SubjectId) -> None:
    records.record_consent(ConsentRecord(anna, "newsletter", "given", NOON), recorded_by="officer")
    records.record_consent(ConsentRecord(anna, "newsletter", "withdrawn", NOON), recorded_by="officer")
    objection = records.make_objection(anna, "profiling", at=NOON, recorded_by="officer")
    records.decide_objection(objection, upheld=True, at=NOON, recorded_by="officer")
    restriction = records.restrict(anna, None, since=NOON, ground="accuracy", recorded_by="officer")
    records.lift_restriction(restriction, at=NOON, recorded_by="officer")
    hold = records.place_hold("claim", anna, owner="lawyer", review_on=DAY, recorded_by="officer")
    records.lift_hold(hold, recorded_by="officer")
    telling = records.tell_event("case.closed", ROW, happened_at=NOON, recorded_by="officer")
    records.undo_event(telling, recorded_by="officer")
    records.release([ReleaseFact(ROW, "newsletter", DAY, spent=False)], request=1, recorded_by="officer")
    assert told(records) == [
        "consent-given",
        "consent-withdrawn",
        "objection-made",
        "objection-upheld",
        "restriction-set",
        "restriction-lifted",
        "hold-placed",
        "hold-lifted",
        "event-told",
        "event-undone",
        "needs-released",
    ]


def test_a_leaf_names_nobody_and_its_payload_names_only_the_subject(records: Records, anna: SubjectId) -> None:
    records.make_objection(anna, None, at=NOON, recorded_by="officer")
    entry = records.ledger_entry(0)
    assert anna.encode() not in entry.leaf
    assert entry.payload is not None
    assert json.loads(entry.payload)["subject"] == anna


def test_a_hold_without_owner_reason_or_review_date_is_refused(records: Records, anna: SubjectId) -> None:
    for reason, owner, review_on in (("", "lawyer", DAY), ("claim", " ", DAY), ("claim", "lawyer", None)):
        with pytest.raises(ValueError, match="a hold needs a reason, an owner and a review date"):
            records.place_hold(reason, anna, owner=owner, review_on=review_on, recorded_by="officer")
    assert records.facts().holds == ()


def test_a_hold_is_found_by_its_person_or_its_row_until_it_is_lifted(records: Records, anna: SubjectId) -> None:
    of_person = records.place_hold(
        "claim", anna, activities=["payroll"], owner="lawyer", review_on=DAY, recorded_by="officer"
    )
    of_row = records.place_hold("audit", ROW, owner="auditor", review_on=DAY, recorded_by="officer")
    facts = records.facts()
    (person_hold,), (row_hold,) = facts.of_subject(anna).holds, facts.of_row(ROW).holds
    assert (person_hold.id, person_hold.activities, person_hold.owner) == (of_person, ("payroll",), "lawyer")
    assert (row_hold.id, row_hold.row, row_hold.activities) == (of_row, ROW, ())
    records.lift_hold(of_person, recorded_by="officer")
    assert [hold.id for hold in records.facts().holds] == [of_row]


def test_what_no_longer_stands_cannot_be_ended_again(records: Records, anna: SubjectId) -> None:
    objection = records.make_objection(anna, None, at=NOON, recorded_by="officer")
    records.decide_objection(objection, upheld=False, at=NOON, recorded_by="officer")
    hold = records.place_hold("claim", anna, owner="lawyer", review_on=DAY, recorded_by="officer")
    records.lift_hold(hold, recorded_by="officer")
    again: list[Callable[[], None]] = [
        lambda: records.decide_objection(objection, upheld=True, at=NOON, recorded_by="officer"),
        lambda: records.lift_hold(hold, recorded_by="officer"),
        lambda: records.lift_restriction("none", at=NOON, recorded_by="officer"),
        lambda: records.undo_event("none", recorded_by="officer"),
    ]
    for act in again:
        with pytest.raises(UnknownRecordError, match="or it is no longer in force"):
            act()


def test_an_objection_is_pending_until_it_is_decided(records: Records, anna: SubjectId) -> None:
    upheld = records.make_objection(anna, "profiling", at=NOON, recorded_by="officer")
    rejected = records.make_objection(anna, "statistics", at=NOON, recorded_by="officer")
    records.make_objection(anna, None, at=NOON, recorded_by="officer")
    records.decide_objection(upheld, upheld=True, at=NOON, recorded_by="officer")
    records.decide_objection(rejected, upheld=False, at=NOON, recorded_by="officer")
    states = {fact.activity: fact.state for fact in records.facts().of_subject(anna).objections}
    assert states == {"profiling": "upheld", "statistics": "rejected", None: "pending"}


def test_of_an_event_the_newest_telling_counts_and_can_be_taken_back(
    records: Records, anna: SubjectId, clock: SetClock
) -> None:
    later = NOON + timedelta(days=9)
    records.tell_event("case.closed", ROW, happened_at=later, recorded_by="officer")
    clock.forward(timedelta(days=1))
    second = records.tell_event("case.closed", ROW, happened_at=NOON, recorded_by="officer")
    records.tell_event("case.closed", OTHER_ROW, happened_at=later, recorded_by="officer")
    records.tell_event("person.died", anna, happened_at=NOON, recorded_by="officer")
    facts = records.facts()
    assert [event.happened_at for event in facts.of_row(ROW).events] == [NOON]
    assert [event.event for event in facts.of_subject(anna).events] == ["person.died"]
    records.undo_event(second, recorded_by="officer")
    assert [event.happened_at for event in records.facts().of_row(ROW).events] == [later]


def test_a_release_is_one_persons_and_is_spent_and_ends_with_its_row(
    records: Records, anna: SubjectId, berit: SubjectId
) -> None:
    given = [
        ReleaseFact(row, activity, DAY, spent=False, subject=person)
        for row, activity, person in (
            (ROW, "news", anna),
            (ROW, "news", berit),
            (ROW, "shop", anna),
            (OTHER_ROW, "news", anna),
        )
    ]
    records.release(given, request=7, recorded_by="officer")
    assert set(records.facts().releases) == set(given)
    records.spend_releases([ROW], "news", anna)
    spent = {(fact.row, fact.activity, fact.subject) for fact in records.facts().releases if fact.spent}
    assert spent == {(ROW, "news", anna)}
    records.end_releases([ROW])
    assert [fact.row for fact in records.facts().releases] == [OTHER_ROW]


def test_what_is_carried_twice_is_carried_once_and_the_newest_counts(records: Records, anna: SubjectId) -> None:
    open_event = CarriedEvent("match.completed", ROW, "crm.matches 1", None)
    dated = CarriedEvent("match.completed", ROW, "crm.matches 1", NOON)
    other = CarriedEvent("match.completed", ROW, "crm.matches 2", None)
    consent = CarriedConsent(anna, "newsletter", "crm.forms 1", NOON, None)
    records.carry([open_event, other], [consent])
    records.carry([dated], [consent])
    facts = records.facts()
    assert set(facts.of_row(ROW).carried) == {dated, other}
    assert facts.of_subject(anna).carried == (consent,)


def test_a_release_of_every_person_of_a_row_is_spent_as_such(records: Records, anna: SubjectId) -> None:
    of_all = ReleaseFact(ROW, "news", DAY, spent=False)
    of_anna = ReleaseFact(ROW, "news", DAY, spent=False, subject=anna)
    records.release([of_all, of_anna], request=None, recorded_by="officer")
    records.spend_releases([ROW], "news", None)
    assert {fact.subject: fact.spent for fact in records.facts().releases} == {None: True, anna: False}


def test_what_was_carried_can_be_taken_back_and_nothing_else_goes(records: Records) -> None:
    one, other = (CarriedEvent("match.completed", ROW, f"crm.matches {number}", NOON) for number in (1, 2))
    records.carry([one, other])
    records.forget_carried([one])
    records.forget_carried([])
    assert records.facts().carried == (other,)


def test_a_sweep_may_carry_and_spend_inside_its_batch_and_facts_stay_whole(records: Records, anna: SubjectId) -> None:
    records.release([ReleaseFact(ROW, "news", DAY, spent=False)], request=None, recorded_by="officer")
    facts = records.facts()
    with records.batch():
        records.carry([CarriedEvent("match.completed", OTHER_ROW, "crm.matches 1", None)])
        records.spend_releases([ROW], "news", None)
        records.end_releases([ROW])
    assert records.mark() == facts.as_of
