"""Killed before or after any commit, the same command ends with the same versions and the same ledger."""

from __future__ import annotations

import json

import pytest

from journeys.choir import Choir
from journeys.publishing import LONGER, SECOND, declared, publishes
from lofte.ledger import read_leaf
from lofte.records import Records

COMMITS = 2
"""A new store is laid out, and a version is frozen."""


def everything(choir: Choir) -> list[object]:
    """Every version with its texts, and every entry of the ledger, but for times and random names."""
    found: list[object] = []
    with Records.open(choir.extra.get("LOFTE_RECORDS_URL"), choir.workspace) as records:
        for one in records.versions():
            texts = sorted(records.version_texts(one).items())
            found.append((one.number, one.version, one.digest, one.model, one.since, one.changes, texts))
        for stored in records.ledger_entries():
            entry = read_leaf(stored.leaf)
            found.append((entry.kind, entry.declaration, json.loads(stored.payload or b"null")))
    return found


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest, choir: Choir) -> Choir:
    """The choir, its records in a file or in PostgreSQL, each time new."""
    if request.param == "postgres":
        choir.extra["LOFTE_RECORDS_URL"] = request.getfixturevalue("new_postgres_database")()
    return choir


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("commit", range(1, COMMITS + 1))
def test_a_killed_publish_is_ended_by_the_same_command(store: Choir, commit: int, after: bool) -> None:
    assert publishes(store, commit, after=after) is None
    assert store.lofte("publish").code == 0
    first = everything(store)
    assert [one[0] for one in first] == [1, "version-published"]  # type: ignore[index]
    declared(store, LONGER, SECOND)
    assert publishes(store, 1, after=after) is None
    assert store.lofte("publish").code == 0
    ended = everything(store)
    assert [one[0] for one in ended] == [1, 2, "version-published", "version-published"]  # type: ignore[index]
    assert ended[0] == first[0]
    assert store.lofte("verify").code == 0
    assert store.lofte("publish").code == 0
    assert everything(store) == ended


def test_unbroken_it_commits_as_often_as_it_is_killed_here(store: Choir) -> None:
    assert publishes(store) == COMMITS
    assert publishes(store) == 0
