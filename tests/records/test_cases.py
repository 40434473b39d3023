"""Cases, approvals, modes and history are kept as they were saved, each with its entry in the ledger."""

from datetime import UTC, date, datetime, timedelta

import pytest

from lofte.facts import SubjectId
from lofte.ledger import Json, read_leaf
from lofte.records import Records, SetClock, UnknownRecordError

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = date(2026, 3, 1)


def test_a_case_keeps_its_number_and_its_newest_state(records: Records, anna: SubjectId) -> None:
    first = records.open_request("erasure", anna, received_at=NOON, due_on=date(2026, 4, 1), state="received")
    second = records.open_request("access", None, received_at=NOON, due_on=date(2026, 3, 15), state="received")
    assert (first.number, second.number, second.subject) == (1, 2, None)
    decision: Json = {"released": ["newsletter"], "kept": {"accounting": "2033-12-31"}}
    saved = records.save_request(
        1, state="answered", due_on=date(2026, 4, 1), subject=anna, decision=decision, answer="svar"
    )
    assert records.request(1) == saved
    assert (saved.state, saved.decision, saved.answer, saved.received_at) == ("answered", decision, "svar", NOON)
    assert [request.number for request in records.requests()] == [2, 1]
    assert [request.number for request in records.requests(state="answered")] == [1]


def test_a_case_that_is_not_there_is_told(records: Records) -> None:
    with pytest.raises(UnknownRecordError, match="there is no request 5"):
        records.request(5)
    with pytest.raises(UnknownRecordError, match="there is no request 5"):
        records.save_request(5, state="answered", due_on=DAY, subject=None)


def test_the_ledger_tells_of_a_case_what_was_done_and_names_nobody(records: Records, anna: SubjectId) -> None:
    records.open_request("erasure", anna, received_at=NOON, due_on=DAY, state="received")
    counts = [("crm.people", "delete", 1)]
    records.save_request(1, state="done", due_on=DAY, subject=anna, answer="svar", counts=counts, plan="p1")
    opened, done = (read_leaf(entry.leaf) for entry in records.ledger_entries())
    assert (opened.kind, opened.reference) == ("request-opened", "request-1")
    assert (done.kind, done.plan, done.counts) == ("request-done", "p1", (("crm.people", "delete", 1),))
    assert not any(anna.encode() in entry.leaf or b"svar" in entry.leaf for entry in records.ledger_entries())


def test_an_approval_is_of_one_plan_on_one_day_until_it_expires(records: Records, clock: SetClock) -> None:
    ends = NOON + timedelta(hours=2)
    approval = records.approve("p1", day=DAY, counts={"delete": 5}, expires_at=ends, approved_by="officer")
    assert records.approval_of("p1", day=DAY) == approval
    assert approval.counts == {"delete": 5}
    assert records.approval_of("p2", day=DAY) is None
    assert records.approval_of("p1", day=date(2026, 3, 2)) is None
    clock.forward(timedelta(hours=2) - timedelta(microseconds=1))
    assert records.approval_of("p1", day=DAY) == approval
    clock.forward(timedelta(microseconds=1))
    assert records.approval_of("p1", day=DAY) is None


def test_the_newest_approval_counts(records: Records, clock: SetClock) -> None:
    ends = NOON + timedelta(hours=2)
    records.approve("p1", day=DAY, counts={"delete": 5}, expires_at=ends, approved_by="officer")
    clock.forward(timedelta(minutes=1))
    newest = records.approve("p1", day=DAY, counts={"delete": 9}, expires_at=ends, approved_by="officer")
    assert records.approval_of("p1", day=DAY) == newest


def test_a_rule_is_only_observed_until_someone_says_more(records: Records) -> None:
    assert records.mode("retention:newsletter") == "observe"
    records.set_mode("retention:newsletter", "approve", set_by="officer")
    records.set_mode("retention:newsletter", "automatic", set_by="officer")
    assert records.mode("retention:newsletter") == "automatic"
    assert records.modes() == {"retention:newsletter": "automatic"}
    assert [read_leaf(entry.leaf).kind for entry in records.ledger_entries()] == ["mode-approve", "mode-automatic"]


def test_the_brake_measures_by_the_last_run_that_is_done(records: Records) -> None:
    assert records.last_sweep() == {}
    for rows, state in ((3, "done"), (5, "done"), (900, "failed")):
        run = records.start_run("p1", day=DAY)
        records.note_sweep(run, {("newsletter", "crm.people"): rows + 1})
        records.note_sweep(run, {("newsletter", "crm.people"): rows, ("claims", "crm.people"): 1})
        records.end_run(run, None, state="done" if state == "done" else "failed")
    running = records.start_run("p1", day=DAY)
    records.note_sweep(running, {("newsletter", "crm.people"): 7})
    assert records.last_sweep() == {("newsletter", "crm.people"): 5, ("claims", "crm.people"): 1}
