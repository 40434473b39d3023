"""A record that was changed afterwards makes `verify` fail, and say where."""

import sqlite3
from pathlib import Path

import pytest

from journeys.choir import Choir

CHANGES = {
    "changed": "update lofte_ledger_entries set leaf = replace(leaf, 'run-started', 'run-startad') where number = 3",
    "removed": "delete from lofte_ledger_entries where number = 3",
}


@pytest.fixture
def swept(choir: Choir) -> Choir:
    choir.trust("automatic")
    choir.lofte("sweep")
    return choir


def test_what_was_done_is_verified(swept: Choir) -> None:
    said = swept.lofte("verify")
    assert said.code == 0
    assert said.out.startswith("verified: ")
    key = (swept.workspace / "ledger.pub").read_text().strip()
    told = swept.lofte("verify", "--public-key", key, "--format", "json")
    assert told.json["verified"] is True
    assert told.json["public_key"] == key


@pytest.mark.parametrize("change", ["changed", "removed"])
def test_a_changed_entry_is_named(swept: Choir, change: str) -> None:
    with sqlite3.connect(swept.workspace / "records.sqlite") as records:
        assert records.execute(CHANGES[change]).rowcount == 1
    records.close()
    said = swept.lofte("verify")
    assert said.code == 1
    assert "not verified: entry 3" in said.out
    assert swept.lofte("verify", "--format", "json").json["first_bad_entry"] == 3


def test_another_ledger_is_not_passed_off(swept: Choir, tmp_path: Path) -> None:
    swept.lofte("sweep", "--mode", "observe", "all", "--workspace", str(tmp_path / "another"))
    key = (tmp_path / "another" / "ledger.pub").read_text().strip()
    said = swept.lofte("verify", "--public-key", key)
    assert said.code == 1
    assert said.out.startswith("not verified: no checkpoint is signed by this key\nhelp: ")
    told = swept.lofte("verify", "--public-key", key, "--format", "json").json
    assert (told["verified"], told["why"]) == (False, "no checkpoint is signed by this key")


def test_a_key_that_is_none_is_told(swept: Choir) -> None:
    said = swept.lofte("verify", "--public-key", "nonsense")
    assert said.code == 4
    assert "the public key cannot be read" in said.err


def test_no_ledger_is_not_a_good_one(choir: Choir) -> None:
    said = choir.lofte("verify")
    assert said.code == 4
    assert "there are no records" in said.err
    assert not choir.workspace.exists()
