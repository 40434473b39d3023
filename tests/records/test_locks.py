"""No act is acknowledged while a batch that may have missed it can still commit, and no crash leaves a lock behind.

Threads with handles of their own stand for processes where only the order matters; where something dies, real
processes die by SIGKILL.
"""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy

from lofte.facts import SubjectId
from lofte.records import AnotherRunError, LockTimeoutError, NotAcknowledgedError, Records
from lofte.records.locks import Gate

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOLDER = Path(__file__).with_name("holder.py")
SOON = 20.0
SHORT = timedelta(milliseconds=200)
Reopen = Callable[..., Records]


@dataclass
class Background:
    """Something that runs beside the test, and when it was over."""

    action: Callable[[], object]
    failures: list[BaseException] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.thread = threading.Thread(target=self.work)
        self.thread.start()

    def work(self) -> None:
        try:
            self.action()
        except BaseException as failure:  # noqa: BLE001  it is raised again in `join`
            self.failures.append(failure)

    def is_over(self, within: float) -> bool:
        self.thread.join(within)
        return not self.thread.is_alive()

    def join(self) -> None:
        assert self.is_over(SOON)
        if self.failures:
            raise self.failures[0]


def object_to_all(records: Records, person: SubjectId) -> str:
    return records.make_objection(person, None, at=NOON, recorded_by="officer")


def test_an_act_is_stored_at_once_and_acknowledged_when_the_batch_has_ended(
    records: Records, reopened: Reopen, anna: SubjectId
) -> None:
    other = reopened()
    with records.batch():
        act = Background(lambda: object_to_all(other, anna))
        assert not act.is_over(0.3)
        assert len(records.facts().objections) == 1
    act.join()


def test_an_act_with_no_batch_running_is_acknowledged_at_once(records: Records, anna: SubjectId) -> None:
    with records.batch():
        pass
    Background(lambda: object_to_all(records, anna)).join()


def test_batches_run_side_by_side(records: Records, reopened: Reopen) -> None:
    other = reopened()
    with records.batch():
        Background(lambda: enter(other)).join()


def enter(records: Records) -> None:
    with records.batch() as batch:
        batch.confirm()


def test_a_new_batch_queues_behind_an_act_that_waits(records: Records, reopened: Reopen, anna: SubjectId) -> None:
    writer, newcomer = reopened(), reopened()
    with ExitStack() as first:
        first.enter_context(records.batch())
        act = Background(lambda: object_to_all(writer, anna))
        assert not act.is_over(0.2)
        batch = Background(lambda: enter(newcomer))
        assert not batch.is_over(0.3)
    act.join()
    batch.join()


def test_a_stream_of_batches_does_not_hold_an_act_up(records: Records, reopened: Reopen, anna: SubjectId) -> None:
    handles, stop = [reopened() for _ in range(3)], threading.Event()

    def stream(handle: Records) -> None:
        while not stop.is_set():
            with handle.batch():
                time.sleep(0.01)

    streams = [Background(partial(stream, handle)) for handle in handles]
    try:
        for _ in range(3):
            Background(lambda: object_to_all(records, anna)).join()
    finally:
        stop.set()
    for one in streams:
        one.join()


@dataclass
class Witness:
    """What batches decided, and when; when acts were acknowledged. A batch that missed an act may not end after it."""

    broken: list[str] = field(default_factory=list)
    acknowledged: int = 0

    def sweep(self, records: Records, stop: threading.Event) -> None:
        while not stop.is_set():
            with records.batch():
                seen = len(records.facts().objections)
                time.sleep(0.02)
                if seen < self.acknowledged:
                    self.broken.append(f"a batch that had seen {seen} acts committed after {self.acknowledged}")


def watched(records: Records, reopened: Reopen, anna: SubjectId) -> list[str]:
    witness, stop = Witness(), threading.Event()
    handles = [reopened(), reopened()]
    sweeps = [Background(partial(witness.sweep, handle, stop)) for handle in handles]
    try:
        for number in range(8):
            object_to_all(records, anna)
            witness.acknowledged = number + 1
            time.sleep(0.01)
    finally:
        stop.set()
    for sweep in sweeps:
        sweep.join()
    return witness.broken


def test_no_batch_commits_after_an_act_that_it_missed_was_acknowledged(
    records: Records, reopened: Reopen, anna: SubjectId
) -> None:
    assert watched(records, reopened, anna) == []


def test_without_the_wait_the_ruling_is_broken(
    records: Records, reopened: Reopen, anna: SubjectId, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Gate, "wait_for_batches", lambda _: None)
    assert watched(records, reopened, anna) != []


def test_every_kind_of_act_waits(records: Records, reopened: Reopen, anna: SubjectId) -> None:
    hasty = reopened(patience=SHORT)
    standing = object_to_all(records, anna)
    day = date(2026, 9, 1)
    acts: list[Callable[[], object]] = [
        lambda: object_to_all(hasty, anna),
        lambda: hasty.decide_objection(standing, upheld=True, at=NOON, recorded_by="officer"),
        lambda: hasty.restrict(anna, None, since=NOON, ground="accuracy", recorded_by="officer"),
        lambda: hasty.place_hold("claim", anna, owner="lawyer", review_on=day, recorded_by="officer"),
        lambda: hasty.tell_event("case.closed", anna, happened_at=NOON, recorded_by="officer"),
        lambda: hasty.share(next(iter(records.facts().aliases)), [anna]),
    ]
    with records.batch():
        for act in acts:
            with pytest.raises(NotAcknowledgedError, match="stored but not yet acknowledged"):
                act()
    facts = records.facts()
    assert len(facts.objections) == 2
    assert len(facts.restrictions) == len(facts.holds) == len(facts.events) == len(facts.shared) == 1


def test_what_was_not_acknowledged_in_time_can_be_acknowledged_later(
    records: Records, reopened: Reopen, anna: SubjectId
) -> None:
    hasty = reopened(patience=SHORT)
    with records.batch():
        with pytest.raises(NotAcknowledgedError, match=r"after 0\.2 seconds a batch has not ended"):
            object_to_all(hasty, anna)
        with pytest.raises(NotAcknowledgedError):
            hasty.acknowledge()
    hasty.acknowledge()


def test_a_batch_that_cannot_begin_in_time_says_why(records: Records, reopened: Reopen, anna: SubjectId) -> None:
    hasty = reopened(patience=SHORT)
    with ExitStack() as first:
        first.enter_context(reopened().batch())
        act = Background(lambda: object_to_all(records, anna))
        assert not act.is_over(0.2)
        with pytest.raises(LockTimeoutError, match="an act is waiting to be acknowledged"), hasty.batch():
            pass
    act.join()


def test_an_act_inside_a_batch_is_refused_before_it_is_stored(records: Records, anna: SubjectId) -> None:
    with records.batch(), pytest.raises(LockTimeoutError, match="would wait for itself"):
        object_to_all(records, anna)
    assert records.facts().objections == ()
    with records.batch(), pytest.raises(LockTimeoutError, match="a batch inside a batch"), records.batch():
        pass
    object_to_all(records, anna)


def test_a_batch_that_fails_lets_go_of_its_lock(records: Records, reopened: Reopen, anna: SubjectId) -> None:
    with pytest.raises(ZeroDivisionError), reopened().batch():
        raise ZeroDivisionError
    Background(lambda: object_to_all(records, anna)).join()


def test_only_one_sweep_runs_at_a_time(records: Records, reopened: Reopen) -> None:
    other = reopened()
    with records.sweeping(), pytest.raises(AnotherRunError, match="another sweep of this workspace"), other.sweeping():
        pass
    with other.sweeping():
        pass


@contextmanager
def process(what: str, database: str, workspace: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds something; killed at the end if it still lives."""
    with subprocess.Popen(
        [sys.executable, str(HOLDER), what, database, str(workspace)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as started:
        try:
            assert started.stdout is not None
            assert started.stdout.readline() == "in\n"
            yield started
        finally:
            started.kill()


def kill(started: subprocess.Popen[str]) -> None:
    started.send_signal(signal.SIGKILL)
    assert started.wait(SOON) == -signal.SIGKILL


def test_a_batch_in_another_process_holds_an_act_up_until_it_is_killed(
    records: Records, anna: SubjectId, database: str, workspace: Path
) -> None:
    with process("batch", database, workspace) as batch:
        act = Background(lambda: object_to_all(records, anna))
        assert not act.is_over(0.3)
        kill(batch)
        act.join()


def test_a_killed_act_leaves_its_record_and_no_lock(
    records: Records, anna: SubjectId, reopened: Reopen, database: str, workspace: Path
) -> None:
    with records.batch(), process("act", database, workspace) as act:
        wait_until(lambda: len(records.facts().objections) == 1)
        time.sleep(0.2)
        kill(act)
    Background(lambda: enter(reopened())).join()
    Background(lambda: object_to_all(records, anna)).join()
    assert len(records.facts().objections) == 2


def wait_until(is_so: Callable[[], bool]) -> None:
    give_up_at = time.monotonic() + SOON
    while not is_so():
        assert time.monotonic() < give_up_at
        time.sleep(0.02)


def test_a_killed_sweep_is_found_and_resumed_with_its_journal(records: Records, database: str, workspace: Path) -> None:
    with process("run", database, workspace) as sweep:
        with pytest.raises(AnotherRunError), records.sweeping():
            pass
        kill(sweep)
    wait_until(lambda: can_sweep(records))
    with records.sweeping():
        run = records.open_run()
        assert run is not None
        assert [(batch.keys, batch.committed) for batch in records.batches(run)] == [(('["1"]', '["2"]'), False)]
        records.commit_batch(run, "delete", 1, [("crm.people", "delete", 2)])
        assert records.end_run(run, None).state == "done"


def can_sweep(records: Records) -> bool:
    try:
        with records.sweeping():
            return True
    except AnotherRunError:
        return False


@pytest.mark.postgres
def test_a_batch_whose_lock_connection_is_lost_may_not_commit(
    postgres_database: str, workspace: Path, tmp_path: Path
) -> None:
    engine = sqlalchemy.create_engine(postgres_database, isolation_level="AUTOCOMMIT", poolclass=sqlalchemy.NullPool)
    with Records.open(postgres_database, workspace) as records, records.batch() as batch:
        batch.confirm()
        with engine.connect() as administrator:
            holders = "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'"
            administrator.exec_driver_sql(holders)
        for _ in range(2):
            with pytest.raises(LockTimeoutError, match="nothing of the batch may be committed"):
                batch.confirm()
