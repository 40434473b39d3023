"""Killed at any moment, the same command ends what was begun: the same rows, the same record of it."""

import random
import subprocess
import time

import pytest

from journeys.choir import READERS, REHEARSALS, SINGERS, Choir, singers
from lofte.records import Records

LEFT = range(10, 400)


@pytest.fixture
def crowded(any_choir: Choir) -> Choir:
    """Some hundred singers who left, with a rehearsal each."""
    any_choir.add(SINGERS, *singers(LEFT))
    any_choir.add(REHEARSALS, *({"id": number, "singer_id": number, "note": "was there"} for number in LEFT))
    any_choir.lofte("consent", "withdraw", "newsletter", "-i", "email:reader1@example.org", "--at", "2026-11-20")
    any_choir.trust("automatic")
    return any_choir


def test_a_killed_sweep_is_ended_by_the_same_command(crowded: Choir) -> None:
    took = killed_after(crowded, 60.0)  # never killed: how long the start takes, on rows that are put back
    restored(crowded)
    chance = random.Random(20261122)
    for _ in range(5):
        killed_after(crowded, chance.uniform(0.3, 1.0) * took)
    said = crowded.lofte("sweep")
    assert said.code == 0, said.err
    assert crowded.ids(SINGERS) == crowded.ids(REHEARSALS) == [3, 4]
    assert crowded.ids(READERS) == [2]
    assert crowded.lofte("verify").code == 0
    with Records.open(None, crowded.workspace) as records:
        assert records.open_run() is None
        assert all(run.state in ("done", "failed") for run in records.runs())
    again = crowded.lofte("sweep", "--explain", "--format", "json").json
    assert sum(step["rows"] for step in again["steps"]) == 0


def killed_after(choir: Choir, seconds: float) -> float:
    """Start a sweep and kill it after so long, if it still runs; how long it ran."""
    begun = time.monotonic()
    running = choir.begin("sweep")
    try:
        running.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        running.kill()
        running.communicate()
    return time.monotonic() - begun


def restored(choir: Choir) -> None:
    """Put back what the first sweep took."""
    there = set(choir.ids(SINGERS))
    choir.add(SINGERS, *(one for one in singers([1, 2, *LEFT]) if one["id"] not in there))
    choir.add(REHEARSALS, *({"id": n, "singer_id": n, "note": "was there"} for n in [1, 2, *LEFT]))
    choir.add(READERS, {"id": 1, "email": "reader1@example.org"})
