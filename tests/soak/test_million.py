"""A million consents against a million rows, and cut-offs at ten million rows: cost follows what is due."""

from __future__ import annotations

import multiprocessing
import resource
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from lofte.facts import RowKey
from lofte.systems.sql.asking import SqlSystem
from soak.crowd import DAY, ONE_IN, Crowd, build, planned

pytestmark = [pytest.mark.soak, pytest.mark.postgres]

READERS, MEMBERS = 1_000_000, 10_000_000
PEAK_MB = 200
"""Of a process that sweeps a million rows; the programs alone take 70."""
TIMES_BY_HAND = 12
"""How much longer a sweep may take than the same deletion written by hand, which finds, journals and asks nothing."""
BY_HAND = """
delete from by_hand where id in (
  select id from by_hand where left_on < '2025-03-01' and visited_on < '2025-03-01'
  and (claim_closed_on < '2026-02-01' or left_on < '2024-03-01') limit 5000)
"""


@pytest.fixture
def crowd(tmp_path: Path, new_postgres_database: Callable[[], str]) -> Crowd:
    return Crowd(new_postgres_database(), new_postgres_database(), tmp_path / "records")


def count(url: str, query: str) -> int:
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        found = connection.exec_driver_sql(query).scalar_one()
    engine.dispose()
    return int(found)


def sweep(crowd: Crowd, table: str, told: Pipe) -> None:
    """In a process of its own: rows, seconds, and the most memory that it took."""
    start = time.monotonic()
    outcome = crowd.sweep(table)
    told.send((outcome.rows, time.monotonic() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024))


def in_a_process(crowd: Crowd, table: str, meanwhile: Callable[[], None] = lambda: None) -> tuple[int, float, int]:
    context = multiprocessing.get_context("spawn")
    reader, writer = context.Pipe(duplex=False)
    process = context.Process(target=sweep, args=(crowd, table, writer))
    process.start()
    meanwhile()
    process.join()
    assert process.exitcode == 0
    rows, seconds, peak = reader.recv()
    return rows, seconds, peak


def test_a_million_consents_against_a_million_rows_with_a_hold_placed_on_the_way(
    crowd: Crowd, capsys: pytest.CaptureFixture[str]
) -> None:
    build(crowd, READERS, 1)
    held: list[tuple[bool, float]] = []
    last = RowKey.of("house", "readers", [str(READERS)])

    def hold() -> None:
        with crowd.records() as records:
            # As soon as there is a journal, the row is on its way.
            while not any(run.state == "running" for run in records.runs()):
                time.sleep(0.01)
            start = time.monotonic()
            records.place_hold("a dispute", last, owner="secretary", review_on=DAY, recorded_by="secretary")
            there = count(crowd.house, f"select count(*) from readers where id = {READERS}") == 1
            held.append((there, time.monotonic() - start))

    rows, seconds, peak = in_a_process(crowd, "readers", hold)

    was_there, waited = held[0]
    with capsys.disabled():
        print(f"\n{rows} of {READERS} in {seconds:.1f} s, peak {peak} MB; a hold was acknowledged in {waited:.2f} s")
    assert was_there
    assert count(crowd.house, f"select count(*) from readers where id = {READERS}") == 1
    assert rows == READERS // ONE_IN - 1
    assert count(crowd.house, "select count(*) from readers") == READERS - rows
    assert peak < PEAK_MB


def plans(system: SqlSystem, table: str, watch: Callable[[], Any]) -> Iterator[str]:
    """How PostgreSQL goes about the first question of each step."""
    with system.database.reading() as connection:
        for step in planned(system, table).steps:
            query = system.question(system.bound.tables[table], step.where, watch())
            text = query.compile(connection.engine, compile_kwargs={"literal_binds": True})
            rows = connection.exec_driver_sql("explain " + str(text))
            yield "\n".join(str(row[0]) for row in rows)


def test_several_cut_offs_at_ten_million_rows_use_the_index_and_cost_a_small_factor_of_what_is_written_by_hand(
    crowd: Crowd, capsys: pytest.CaptureFixture[str]
) -> None:
    build(crowd, 1, MEMBERS)
    with crowd.records() as records, crowd.system() as system:
        for plan in plans(system, "members", lambda: crowd.knowledge(records, system)):
            assert "Seq Scan" not in plan, plan
            assert "members_left_on" in plan, plan

    by_hand = deleted_by_hand(crowd.house)
    rows, seconds, peak = in_a_process(crowd, "members")

    with capsys.disabled():
        print(f"\n{rows} of {MEMBERS} in {seconds:.1f} s, by hand {by_hand:.1f} s, peak {peak} MB")
    assert rows == MEMBERS // ONE_IN
    assert peak < PEAK_MB
    assert seconds < TIMES_BY_HAND * by_hand


def deleted_by_hand(url: str) -> float:
    """Seconds for the best deletion in batches that one would write by hand, on a copy of the table."""
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("create table by_hand as select * from members")
        connection.exec_driver_sql("alter table by_hand add primary key (id)")
        connection.exec_driver_sql("create index on by_hand (left_on)")
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("vacuum analyze by_hand")
        start = time.monotonic()
        while connection.exec_driver_sql(BY_HAND).rowcount:
            pass
        seconds = time.monotonic() - start
        connection.exec_driver_sql("drop table by_hand")
    engine.dispose()
    return seconds
