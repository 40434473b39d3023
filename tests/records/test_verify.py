"""P-13 on real stores: whatever is done to the stored ledger, `verify` fails and names the first bad entry.

What the audit itself concludes is tested in tests/unit/test_ledger_audit.py; here it is given what a database holds.
"""

import random
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select, update

from lofte.facts import SubjectId
from lofte.ledger import (
    HASH_SIZE,
    BadEntry,
    Checkpoint,
    PrivateKey,
    Unsigned,
    Verified,
    checkpoint_text,
    consistency_holds,
    leaf_hash,
    proven,
    read_checkpoint,
    sign,
)
from lofte.records import ConsentRecord, Records, tables, verify
from lofte.records.ledger_files import CHECKPOINTS_FILE, kept_outside

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
GROUPS = (1, 3, 2, 4, 1)
SIZE = sum(GROUPS)


@pytest.fixture
def ledger(records: Records, anna: SubjectId) -> Records:
    """A ledger of eleven entries, written in five groups."""
    for group in GROUPS:
        records.record_consents(
            [ConsentRecord(anna, f"consent-{number}", "given", NOON) for number in range(group)], recorded_by="officer"
        )
    return records


def bad(records: Records) -> BadEntry:
    verdict = records.verify()
    assert isinstance(verdict, BadEntry), verdict
    return verdict


def alter(records: Records, *statements: object) -> None:
    """What someone does who can write the database but has no key."""
    with records._engine.begin() as connection:
        for statement in statements:
            connection.execute(statement)  # type: ignore[call-overload]


def change(records: Records, index: int) -> None:
    leaf = records.ledger_entry(index).leaf.replace(b"consent-given", b"consent-taken")
    alter(records, update(tables.ledger_entries).where(tables.ledger_entries.c.number == index).values(leaf=leaf))


def remove(records: Records, index: int) -> None:
    alter(records, delete(tables.ledger_entries).where(tables.ledger_entries.c.number == index))


def rewrite(records: Records, leaves: list[bytes]) -> None:
    rows = [{"number": index, "leaf": leaf} for index, leaf in enumerate(leaves)]
    with records._engine.begin() as connection:
        connection.execute(delete(tables.ledger_entries))
        connection.execute(insert(tables.ledger_entries), rows)


def leaves(records: Records) -> list[bytes]:
    return [stored.leaf for stored in records.ledger_entries()]


def test_a_ledger_as_it_was_signed_is_verified_by_its_public_key(ledger: Records) -> None:
    verdict = ledger.verify()
    assert verdict == verify(ledger, ledger.public_key)
    assert isinstance(verdict, Verified)
    assert verdict.size == SIZE


def test_an_empty_ledger_is_verified(records: Records) -> None:
    assert isinstance(records.verify(), Verified)


def test_another_key_verifies_nothing(ledger: Records) -> None:
    assert isinstance(verify(ledger, PrivateKey(ledger.public_key.name, bytes(32)).public), Unsigned)


@pytest.mark.parametrize("seed", range(3))
def test_each_way_of_altering_entries_is_found_at_its_first_entry(ledger: Records, seed: int) -> None:
    chance = random.Random(seed)
    good = leaves(ledger)
    for _ in range(4):
        first, second = sorted(chance.sample(range(SIZE), 2))
        change(ledger, first)
        change(ledger, second)
        assert str(bad(ledger)) == f"entry {first}: is not the entry that was signed"
        rewrite(ledger, good)
        remove(ledger, first)
        assert str(bad(ledger)) == f"entry {first}: is missing"
        rewrite(ledger, [*good[:first], *good[first + 1 :]])
        assert (bad(ledger).index, bad(ledger).exact) == (first, True)
        rewrite(ledger, [*good[:first], b'{"at":"2026-03-01T12:00:00.000000Z","kind":"act"}', *good[first:]])
        assert (bad(ledger).index, bad(ledger).exact) == (first, True)
        swapped = [*good]
        swapped[first], swapped[second] = good[second], good[first]
        rewrite(ledger, swapped)
        assert (bad(ledger).index, bad(ledger).exact) == (first, True)
        rewrite(ledger, good)
        assert isinstance(ledger.verify(), Verified)


def test_any_changed_byte_of_an_entry_is_found(ledger: Records) -> None:
    chance, good = random.Random(7), leaves(ledger)
    for _ in range(12):
        index = chance.randrange(SIZE)
        leaf = bytearray(good[index])
        leaf[chance.randrange(len(leaf))] ^= 1 << chance.randrange(8)
        rewrite(ledger, [*good[:index], bytes(leaf), *good[index + 1 :]])
        assert (bad(ledger).index, bad(ledger).exact) == (index, True)


def test_an_entry_rewritten_with_its_hashes_is_narrowed_down_by_the_checkpoints(ledger: Records) -> None:
    change(ledger, 7)
    with ledger._engine.begin() as connection:
        of_entry = tables.ledger_hashes.c.number == 7
        kept = bytes(connection.execute(select(tables.ledger_hashes.c.hashes).where(of_entry)).scalar_one())
        new = leaf_hash(ledger.ledger_entry(7).leaf) + kept[HASH_SIZE:]
        connection.execute(update(tables.ledger_hashes).where(of_entry).values(hashes=new))
    verdict = bad(ledger)
    assert (verdict.index, verdict.until) == (6, 10)
    assert "hashes were changed with the entry" in verdict.why


def test_a_payload_that_was_exchanged_is_found_and_an_erased_one_is_well(ledger: Records, anna: SubjectId) -> None:
    of_entry = tables.ledger_payloads.c.number == 4
    alter(ledger, delete(tables.ledger_payloads).where(tables.ledger_payloads.c.number == 2))
    assert isinstance(ledger.verify(), Verified)
    assert ledger.ledger_entry(2).payload is None
    alter(ledger, update(tables.ledger_payloads).where(of_entry).values(payload=b"{}"))
    assert str(bad(ledger)) == "entry 4: its payload is not the one that it was bound to"


def restore(records: Records, size: int) -> None:
    """Put an earlier state of the store back, as from a backup: whole, signed, and behind."""
    with records._engine.begin() as connection:
        for table in (tables.ledger_entries, tables.ledger_hashes, tables.ledger_payloads):
            connection.execute(delete(table).where(table.c.number >= size))
        checkpoints = tables.ledger_checkpoints
        connection.execute(delete(checkpoints).where(checkpoints.c.size > size))


def test_a_tail_cut_off_with_everything_that_tells_of_it_is_known_from_outside(
    ledger: Records, workspace: Path
) -> None:
    restore(ledger, 6)
    assert str(bad(ledger)) == "entry 6: is missing; the ledger was signed at size 11 and its end is cut off"
    notes = [note for note in kept_outside(workspace) if (told := read_checkpoint(note)) and told.size <= 6]
    (workspace / CHECKPOINTS_FILE).write_text("".join(f"{note}\n" for note in notes))
    assert "the state that it would be appended to was changed" in str(bad(ledger))


def test_a_checkpoint_that_the_key_did_not_sign_is_found_even_when_it_fits(ledger: Records) -> None:
    at_six = tables.ledger_checkpoints.c.size == 6
    with ledger._reading() as connection:
        note = str(connection.execute(select(tables.ledger_checkpoints.c.note)).scalars().all()[-1])
    told = read_checkpoint(note)
    assert told is not None
    forged = sign(checkpoint_text(Checkpoint(told.origin, 6, bytes(32))), PrivateKey(told.origin, bytes(32)))
    alter(ledger, update(tables.ledger_checkpoints).where(at_six).values(note=forged))
    assert str(bad(ledger)) == "entry 5: a checkpoint kept for it is not signed with the ledger's key"
    alter(ledger, update(tables.ledger_checkpoints).where(at_six).values(note="nothing"))
    assert "is not signed with the ledger's key" in str(bad(ledger))


def test_a_ledger_signed_anew_by_who_has_the_key_does_not_fit_the_checkpoints_outside(
    ledger: Records, workspace: Path
) -> None:
    seed = bytes.fromhex((workspace / "ledger.key").read_text())
    fork = sign(
        checkpoint_text(Checkpoint(ledger.public_key.name, 4, bytes(32))), PrivateKey(ledger.public_key.name, seed)
    )
    with (workspace / CHECKPOINTS_FILE).open("a") as file:
        file.write(f"{fork}\n")
    verdict = bad(ledger)
    assert (verdict.index, verdict.until) == (1, 4)


def test_a_lost_last_checkpoint_leaves_entries_that_nobody_signed(ledger: Records, workspace: Path) -> None:
    alter(ledger, delete(tables.ledger_checkpoints).where(tables.ledger_checkpoints.c.size == SIZE))
    assert isinstance(ledger.verify(), Verified)
    (workspace / CHECKPOINTS_FILE).unlink()
    assert str(bad(ledger)) == "entry 10: was added after the last signed checkpoint"


def test_the_ledger_goes_on_after_it_was_opened_again(ledger: Records, reopened: Callable[..., Records]) -> None:
    other = reopened()
    person = next(iter(other.facts().aliases.values()))
    other.make_objection(person, None, at=NOON, recorded_by="officer")
    verdict = ledger.verify()
    assert isinstance(verdict, Verified)
    assert verdict.size == SIZE + 1


def test_every_entry_is_proven_by_a_file_that_needs_no_store(ledger: Records) -> None:
    for index in range(SIZE):
        checkpoint = proven(ledger.prove(index), ledger.ledger_entry(index).leaf, ledger.public_key)
        assert checkpoint is not None
        assert checkpoint.size == SIZE
    assert proven(ledger.prove(0), ledger.ledger_entry(1).leaf, ledger.public_key) is None
    with pytest.raises(ValueError, match="is not among the first 11 entries"):
        ledger.prove(SIZE)
    with pytest.raises(ValueError, match="there is no entry 11"):
        ledger.ledger_entry(SIZE)


def test_every_growth_is_proven_between_the_checkpoints_that_were_kept(ledger: Records, workspace: Path) -> None:
    kept = [told for note in kept_outside(workspace) if (told := read_checkpoint(note))]
    assert [told.size for told in kept] == [1, 4, 6, 10, 11]
    for old in kept:
        for new in kept:
            if old.size <= new.size:
                proof = ledger.prove_growth(old.size, new.size)
                assert consistency_holds(old.size, new.size, old.root, new.root, proof)
