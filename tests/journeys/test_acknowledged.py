"""What was acknowledged is not undone by what was on its way: real threads, real processes, lost connections."""

from __future__ import annotations

import multiprocessing
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine

from journeys.club import BY, Club, build, everything, ledger, person
from journeys.club_rows import DAY, LONG_AGO, MEMBERS, ZONE, mail
from journeys.killing import PRELOADED, sweep_slowly
from lofte.facts import RowKey, normal
from lofte.records import AnotherRunError, ConsentRecord, Records, RecordsError

MANY = range(100, 160)
"""Members who are due, beside those of the club."""
NOW = datetime(2026, 3, 1, 9, tzinfo=ZoneInfo(ZONE))
HANDS = 3
"""People at work in our records while the sweep runs."""
PACE = 0.3
"""At most so many seconds between two acts of one of them, so that they do not run away from the sweep."""


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def club(request: pytest.FixtureRequest, tmp_path: Path) -> Club:
    """The club, on files, or its databases and our records on PostgreSQL."""
    if request.param == "sqlite":
        made = Club(f"sqlite:///{tmp_path / 'house.db'}", f"sqlite:///{tmp_path / 'post.db'}", tmp_path / "records")
    else:
        new: Callable[[], str] = request.getfixturevalue("new_postgres_database")
        made = Club(new(), new(), tmp_path / "records", new())
    build(made)
    return made


@contextmanager
def sweeping(club: Club) -> Iterator[BaseProcess]:
    """A sweep at work in another process, a few rows at a time, with a pause before each deletion."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    process = context.Process(target=sweep_slowly, args=(club,))
    process.start()
    with club.records() as records:
        while process.is_alive() and not any(run.state == "running" for run in records.runs()):
            time.sleep(0.01)
    yield process
    process.join()
    assert process.exitcode == 0


def add_members(club: Club) -> None:
    engine = sa.create_engine(club.house)
    rows = [(n, mail(f"old{n}"), f"Old {n}", None, LONG_AGO, LONG_AGO) for n in MANY]
    with engine.begin() as connection:
        names = [column.name for column in MEMBERS.columns]
        connection.execute(MEMBERS.insert(), [dict(zip(names, row, strict=True)) for row in rows])
    engine.dispose()


@dataclass
class Hands:
    """Acts on members of whom nobody has spoken yet, and looks at each as soon as the act is acknowledged."""

    club: Club
    spoken_of: set[int] = field(default_factory=set)
    there: set[int] = field(default_factory=set)
    """Members who were there when an act that keeps them had been acknowledged."""
    late: int = 0
    failed: list[BaseException] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def work(self, process: BaseProcess) -> None:
        engine = sa.create_engine(self.club.house)
        try:
            with self.club.records() as records:
                while process.is_alive() and (member := self._next(engine)) is not None:
                    self._keep(records, member)
                    self._look(engine, member)
                    time.sleep(random.Random(member).random() * PACE)
        except BaseException as error:  # noqa: BLE001 - told by the test
            self.failed.append(error)
        finally:
            engine.dispose()

    def _next(self, engine: Engine) -> int | None:
        """The first who is still there: just those whom the sweep is about to take."""
        with self._lock, engine.connect() as connection:
            left = connection.execute(sa.select(MEMBERS.c.id).where(MEMBERS.c.id >= MANY.start)).scalars()
            member = min(set(left) - self.spoken_of, default=None)
            self.spoken_of.add(member or 0)
            return member

    def _keep(self, records: Records, member: int) -> None:
        row = RowKey.of("house", "members", [str(member)])
        match member % 3:
            case 0:
                records.place_hold("a dispute", row, owner=BY, review_on=DAY, recorded_by=BY)
            case 1:
                subject = records.ensure_subject([normal("email", mail(f"old{member}"))])
                records.restrict(subject, None, since=NOW, ground="accuracy", recorded_by=BY)
            case _:
                records.tell_event("booked", row, happened_at=NOW, recorded_by=BY)

    def _look(self, engine: Engine, member: int) -> None:
        with engine.connect() as connection:
            found = connection.execute(sa.select(MEMBERS.c.id).where(MEMBERS.c.id == member)).first()
        with self._lock:
            if found is None:
                self.late += 1
            else:
                self.there.add(member)


def members(club: Club) -> set[int]:
    return {row[0] for row in everything(club)["members"]}


def test_no_row_goes_after_an_act_that_keeps_it_was_acknowledged(club: Club) -> None:
    add_members(club)
    hands = Hands(club)

    with sweeping(club) as process:
        while process.is_alive() and len(members(club) & set(MANY)) == len(MANY):
            time.sleep(0.01)
        threads = [threading.Thread(target=hands.work, args=(process,)) for _ in range(HANDS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert not hands.failed
    assert hands.there, "no act was in time: the test tried nothing"
    assert hands.there <= members(club)


def test_nothing_is_sent_after_a_no_was_acknowledged(club: Club) -> None:
    """A send decides and commits inside a batch, as any use of the data must."""
    engine = sa.create_engine(club.post)
    people = [f"reader{n}" for n in range(12)]
    with engine.begin() as connection:
        connection.exec_driver_sql("create table sent (person text, number integer)")
    with club.records() as records:
        for name in people:
            yes = ConsentRecord(person(records, name), "letters", "given", NOW - timedelta(days=9))
            records.record_consent(yes, recorded_by=BY)
    stopped = threading.Event()
    failed: list[BaseException] = []

    def send() -> None:
        try:
            with club.records() as records:
                number = 0
                while not stopped.is_set():
                    number += 1
                    send_one(records, random.Random(number).choice(people), number)
        except BaseException as error:  # noqa: BLE001 - told by the test
            failed.append(error)

    def send_one(records: Records, name: str, number: int) -> None:
        with records.batch() as at_work, engine.connect() as connection:
            identifier = normal("email", mail(name))
            facts = records.facts_for([identifier])
            consent = facts.consent(facts.aliases[identifier], "letters")
            if consent is not None and consent.withdrawn_at is None:
                time.sleep(0.003)
                connection.execute(
                    sa.text("insert into sent values (:name, :number)"), {"name": name, "number": number}
                )
                at_work.confirm()
                connection.commit()

    def sent(name: str) -> int:
        with engine.connect() as connection:
            query = sa.text("select count(*) from sent where person = :name")
            return int(connection.execute(query, {"name": name}).scalar_one())

    threads = [threading.Thread(target=send) for _ in range(3)]
    for thread in threads:
        thread.start()
    at_the_no = {}
    with club.records() as records:
        for name in people:
            no = ConsentRecord(person(records, name), "letters", "withdrawn", NOW)
            records.record_consent(no, recorded_by=BY)
            at_the_no[name] = sent(name)
            time.sleep(0.01)
    stopped.set()
    for thread in threads:
        thread.join()

    assert not failed
    assert any(at_the_no.values()), "nothing was sent: the test tried nothing"
    assert {name: sent(name) for name in people} == at_the_no
    engine.dispose()


def test_a_second_sweep_is_refused_at_once_and_leaves_the_first_alone(club: Club) -> None:
    add_members(club)
    with sweeping(club), pytest.raises(AnotherRunError):
        club.sweep()

    again = club.sweep()
    assert again.complete
    assert (again.rows, again.cells) == (0, 0)
    assert [kind for kind, *_ in ledger(club)] == ["run-started", "run-ended"] * 2


@contextmanager
def cutting(server: str, database: str, before: str, times: int = 1) -> Iterator[list[str]]:
    """The server ends the connection that is about to execute a statement that begins so."""
    admin = sa.create_engine(server, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    cut: list[str] = []

    def executing(connection: Connection, _cursor: Any, statement: str, *_: Any) -> None:
        if len(cut) < times and connection.engine.url.database == database and statement.lower().startswith(before):
            cut.append(statement)
            with admin.connect() as ending:
                pid = connection.connection.dbapi_connection.info.backend_pid  # type: ignore[union-attr]
                ending.execute(sa.text("select pg_terminate_backend(:pid, 2000)"), {"pid": pid})

    event.listen(Engine, "before_cursor_execute", executing)
    try:
        yield cut
    finally:
        event.remove(Engine, "before_cursor_execute", executing)


@pytest.fixture
def served(tmp_path: Path, new_postgres_database: Callable[[], str]) -> Club:
    made = Club(new_postgres_database(), new_postgres_database(), tmp_path / "records", new_postgres_database())
    build(made)
    return made


@pytest.fixture
def unbroken(tmp_path: Path) -> Any:
    """Every cell of the club after a sweep that nothing disturbed."""
    folder = tmp_path / "unbroken"
    folder.mkdir()
    made = Club(f"sqlite:///{folder / 'house.db'}", f"sqlite:///{folder / 'post.db'}", folder / "records")
    build(made)
    made.sweep()
    return rows_of(made)


def rows_of(club: Club) -> Any:
    """Every row of the organisation's tables, times without a zone (a file knows none)."""
    found = everything(club)
    return {name: found[name] for name in ("members", "players", "pairs", "waiting", "guests", "sendings")}


# The driver complains of a cursor that it could not close on a connection that is gone.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.postgres
@pytest.mark.parametrize("statement", ["delete", "update", "select t1"])
def test_a_connection_that_is_lost_stops_its_own_system_and_the_same_command_goes_on(
    served: Club, postgres_url: str, unbroken: Any, statement: str
) -> None:
    with cutting(postgres_url, sa.make_url(served.house).database or "", statement) as cut:
        broken = served.sweep()

    assert cut
    assert not broken.complete
    assert all("does not answer" in step.not_run for step in broken.steps if step.not_run)
    assert {step.table.split(".")[0] for step in broken.steps if step.not_run} == {"house"}
    assert served.sweep().complete
    assert rows_of(served) == unbroken


@pytest.mark.postgres
def test_a_batch_that_may_have_lost_its_lock_commits_nothing(served: Club, postgres_url: str, unbroken: Any) -> None:
    before = rows_of(served)
    # Our records are asked for their lock once more before the commit: there the connection is ended.
    with (
        cutting(postgres_url, sa.make_url(served.store or "").database or "", "select 1") as cut,
        pytest.raises(RecordsError),
    ):
        served.sweep()

    assert cut
    assert rows_of(served) == before
    assert served.sweep().complete
    assert rows_of(served) == unbroken


@pytest.mark.postgres
def test_a_row_that_became_another_persons_while_it_was_decided_is_decided_again(served: Club) -> None:
    with served.records() as records:
        of = person(records, "in-dispute")
        records.place_hold("a dispute", of, owner=BY, review_on=DAY, recorded_by=BY)
    theirs = sa.update(MEMBERS).where(MEMBERS.c.id == 2).values(email=mail("in-dispute"))

    with meanwhile(served.house, "delete from members", theirs) as done:
        assert served.sweep().complete

    assert done
    there = {row[0] for row in rows_of(served)["members"]}
    assert 2 in there, "the row is now somebody's whose data a hold keeps"
    assert 7 not in there


@pytest.mark.postgres
def test_rows_that_others_change_without_end_are_left_and_told(served: Club) -> None:
    with meanwhile(served.house, "delete from members", sa.update(MEMBERS).values(phone=MEMBERS.c.phone), times=99):
        broken = served.sweep()

    told = [step.not_run for step in broken.steps if step.not_run]
    assert told
    assert all("somebody else goes on changing the same rows" in why for why in told)
    assert served.sweep().complete


@contextmanager
def meanwhile(url: str, before: str, change: sa.Update, times: int = 1) -> Iterator[list[str]]:
    """Somebody else changes the same database, just before a statement that begins so."""
    other = sa.create_engine(url, poolclass=sa.NullPool)
    done: list[str] = []

    def executing(connection: Connection, _cursor: Any, statement: str, *_: Any) -> None:
        if connection.engine is not other and len(done) < times and statement.lower().startswith(before):
            done.append(statement)
            with other.begin() as changing:
                changing.execute(change)

    event.listen(Engine, "before_cursor_execute", executing)
    try:
        yield done
    finally:
        event.remove(Engine, "before_cursor_execute", executing)
