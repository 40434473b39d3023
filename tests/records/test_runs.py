"""A run is journalled before it acts, is found again after a crash, and leaves no key behind."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import sqlalchemy
from sqlalchemy import select, update

from lofte.ledger import read_leaf
from lofte.records import AnotherRunError, Records, RecordsError, UnknownRecordError, tables

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = date(2026, 3, 1)
CANARY = '["canary@example.org"]'


def test_a_run_is_open_from_its_start_to_its_end(records: Records, reopened: Callable[..., Records]) -> None:
    assert records.open_run() is None
    run = records.start_run("p1", day=DAY, declaration="d1")
    assert (run.number, run.plan, run.day, run.state, run.started_at) == (1, "p1", DAY, "running", NOON)
    assert reopened().open_run() == run == records.run(run.id)
    ended = records.end_run(run, {"deleted": 3})
    assert (ended.state, ended.ended_at, ended.outcome) == ("done", NOON, {"deleted": 3})
    assert records.open_run() is None
    assert records.runs() == (ended,)


def test_a_run_that_was_broken_off_must_be_resumed_before_another_starts(records: Records) -> None:
    run = records.start_run("p1", day=DAY)
    with pytest.raises(AnotherRunError, match="run 1 of 2026-03-01 was broken off; resume it"):
        records.start_run("p2", day=DAY)
    records.end_run(run, None, state="failed")
    assert records.start_run("p2", day=DAY).number == 2


def test_batches_are_found_again_in_order_with_what_was_done(
    records: Records, reopened: Callable[..., Records]
) -> None:
    run = records.start_run("p1", day=DAY)
    for number in (2, 1, 10):
        records.journal(run, "delete-people", number, [f'["{number}"]', '["ö"]'])
    records.journal(run, "scrub", 1, [])
    records.commit_batch(run, "delete-people", 1, [("crm.people", "delete", 2)])
    found = reopened().batches(run, "delete-people")
    assert [(batch.number, batch.keys, batch.committed, batch.counts) for batch in found] == [
        (1, ('["1"]', '["ö"]'), True, (("crm.people", "delete", 2),)),
        (2, ('["2"]', '["ö"]'), False, ()),
        (10, ('["10"]', '["ö"]'), False, ()),
    ]
    assert [(batch.step, batch.number) for batch in records.batches(run)][-1] == ("scrub", 1)


def test_a_batch_may_be_journalled_again_until_it_is_committed(records: Records) -> None:
    run = records.start_run("p1", day=DAY)
    records.journal(run, "delete", 1, ["a"])
    records.journal(run, "delete", 1, ["b"])
    assert [batch.keys for batch in records.batches(run)] == [("b",)]
    records.commit_batch(run, "delete", 1, [])
    with pytest.raises(RecordsError):
        records.journal(run, "delete", 1, ["c"])
    with pytest.raises(UnknownRecordError, match="has no planned batch 1"):
        records.commit_batch(run, "delete", 1, [])
    assert [(batch.keys, batch.committed) for batch in records.batches(run)] == [(("b",), True)]


def test_a_journal_can_be_taken_back_and_written_anew(records: Records) -> None:
    run = records.start_run("p1", day=DAY)
    records.journal(run, "delete", 1, ["a"])
    records.forget_journal(run)
    assert records.batches(run) == ()
    records.journal(run, "delete", 1, ["b"])
    assert [batch.keys for batch in records.batches(run)] == [("b",)]


def test_the_ledger_tells_what_a_run_did_in_all_and_of_which_plan(records: Records) -> None:
    run = records.start_run("p1", day=DAY, declaration="d1")
    for number, rows in ((1, 2), (2, 3), (3, 4)):
        records.journal(run, "s", number, ["k"])
        if number < 3:
            records.commit_batch(run, "s", number, [("crm.people", "delete", rows), ("crm.letters", "scrub", 1)])
    records.end_run(run, None)
    start, end = (read_leaf(entry.leaf) for entry in records.ledger_entries())
    assert (start.kind, start.plan, start.declaration, start.reference) == ("run-started", "p1", "d1", run.id)
    assert (end.kind, end.reference) == ("run-ended", run.id)
    assert end.counts == (("crm.letters", "scrub", 2), ("crm.people", "delete", 5))


def test_a_journal_is_sealed_while_it_lasts_and_gone_with_its_key(
    records: Records, database: str, tmp_path: Path
) -> None:
    run = records.start_run("p1", day=DAY)
    records.journal(run, "s", 1, [CANARY])
    with records._reading() as connection:
        key = bytes(connection.execute(select(tables.runs.c.journal_key)).scalar_one())
        sealed = bytes(connection.execute(select(tables.journal.c.sealed_keys)).scalar_one())
    assert b"canary" not in sealed
    if database.startswith("sqlite"):
        assert in_files(database, key)
        assert not in_files(database, b"canary")
    records.end_run(run, None)
    with records._reading() as connection:
        assert connection.execute(select(tables.runs.c.journal_key)).scalar_one() is None
        assert connection.execute(select(tables.journal)).first() is None
    if database.startswith("sqlite"):
        assert not in_files(database, key)
        assert not in_files(database, sealed)
    with pytest.raises(UnknownRecordError, match="run 1 has ended, and its journal with it"):
        records.batches(run)


def in_files(database: str, value: bytes) -> bool:
    path = Path(sqlalchemy.make_url(database).database or "")
    return any(value in file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


def test_a_batch_that_was_exchanged_for_another_is_not_trusted(records: Records) -> None:
    run = records.start_run("p1", day=DAY)
    records.journal(run, "s", 1, ["a"])
    records.journal(run, "s", 2, ["b"])
    with records._writing() as writing:
        one = writing.connection.execute(
            select(tables.journal.c.sealed_keys).where(tables.journal.c.batch == 1)
        ).scalar_one()
        writing.connection.execute(update(tables.journal).where(tables.journal.c.batch == 2).values(sealed_keys=one))
    with pytest.raises(RecordsError, match="batch 2 of step `s` was changed since it was journalled"):
        records.batches(run)


def test_what_is_not_open_cannot_be_ended(records: Records) -> None:
    run = records.start_run("p1", day=DAY)
    records.end_run(run, None)
    with pytest.raises(UnknownRecordError, match="run 1 is not open"):
        records.end_run(run, None)
    with pytest.raises(UnknownRecordError, match="there is no run `none`"):
        records.run("none")
