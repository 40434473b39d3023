"""P-13: a changed, removed, inserted or swapped entry is found, and the first bad one is named.

Each test alters a good ledger in memory; tests/records/test_verify.py does the same to real stores.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from lofte.ledger.audit import BadEntry, StoredEntry, StoredHashes, Verdict, Verified, audit
from lofte.ledger.entry import Entry, commitment, leaf_bytes
from lofte.ledger.note import Checkpoint
from lofte.ledger.tree import EMPTY_TREE, HASH_SIZE, appended, leaf_hash

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SALT = bytes(range(32))


@dataclass
class Stored:
    """A ledger as it lies in a store: entries and hashes apart, a checkpoint for each group."""

    entries: list[StoredEntry]
    hashes: list[StoredHashes]
    checkpoints: list[Checkpoint]

    def verdict(self) -> Verdict:
        return audit(self.entries, self.hashes, self.checkpoints)

    def rehashed(self) -> "Stored":
        """The same entries under new hashes, as one who can write the whole store would leave it."""
        return Stored(self.entries, hashes_of(self.entries), self.checkpoints)

    def renumbered(self) -> "Stored":
        entries = [replace(entry, index=index) for index, entry in enumerate(self.entries)]
        return Stored(entries, self.hashes, self.checkpoints)


def hashes_of(entries: list[StoredEntry]) -> list[StoredHashes]:
    tree, rows = EMPTY_TREE, []
    for entry in entries:
        tree, made = appended(tree, leaf_hash(entry.leaf))
        rows.append(StoredHashes(entry.index, b"".join(made)))
    return rows


def ledger(groups: list[int]) -> Stored:
    """A good ledger, written in groups of so many entries."""
    entries = [stored_entry(index) for index in range(sum(groups))]
    tree, checkpoints, sizes = EMPTY_TREE, [], {sum(groups[: number + 1]) for number in range(len(groups))}
    for entry in entries:
        tree, _ = appended(tree, leaf_hash(entry.leaf))
        if tree.size in sizes:
            checkpoints.append(Checkpoint("example.org/ledger", tree.size, tree.root()))
    return Stored(entries, hashes_of(entries), checkpoints)


def stored_entry(index: int) -> StoredEntry:
    payload = f'{{"number":{index}}}'.encode()
    entry = Entry("act", NOON, reference=str(index), commitment=commitment(SALT, payload))
    return StoredEntry(index, leaf_bytes(entry), SALT, payload)


def forged(entry: StoredEntry) -> StoredEntry:
    return StoredEntry(entry.index, entry.leaf.replace(b'"act"', b'"ACT"'))


groups = st.lists(st.integers(1, 5), min_size=1, max_size=6)


def range_of(stored: Stored, index: int) -> tuple[int, int]:
    """Between which checkpoints an entry lies."""
    sizes = [0, *(checkpoint.size for checkpoint in stored.checkpoints)]
    return max(size for size in sizes if size <= index), min(size for size in sizes if size > index)


@given(groups)
def test_a_ledger_as_it_was_signed_is_verified(sizes: list[int]) -> None:
    stored = ledger(sizes)
    assert stored.verdict() == Verified(sum(sizes), stored.checkpoints[-1].root)


def test_an_empty_ledger_is_verified_and_one_that_lost_everything_is_not() -> None:
    assert audit((), (), ()) == Verified(0, EMPTY_TREE.root())
    verdict = audit((), (), ledger([2]).checkpoints)
    assert isinstance(verdict, BadEntry)
    assert (verdict.index, verdict.exact) == (0, True)


@given(groups, st.data())
def test_a_changed_entry_is_named(sizes: list[int], data: st.DataObject) -> None:
    stored = ledger(sizes)
    changed = data.draw(st.sets(st.integers(0, sum(sizes) - 1), min_size=1))
    for index in changed:
        stored.entries[index] = forged(stored.entries[index])
    assert stored.verdict() == BadEntry(min(changed), min(changed) + 1, "is not the entry that was signed")


@given(groups, st.data())
def test_a_removed_entry_is_named_whether_or_not_the_rest_is_renumbered(sizes: list[int], data: st.DataObject) -> None:
    stored = ledger(sizes)
    index = data.draw(st.integers(0, sum(sizes) - 1))
    del stored.entries[index]
    if data.draw(st.booleans()):
        stored = stored.renumbered()
    verdict = stored.verdict()
    assert isinstance(verdict, BadEntry)
    assert (verdict.index, verdict.until) == (index, index + 1)


@given(groups, st.data())
def test_an_inserted_entry_is_named(sizes: list[int], data: st.DataObject) -> None:
    stored = ledger(sizes)
    index = data.draw(st.integers(0, sum(sizes)))
    stored.entries.insert(index, forged(stored_entry(index)))
    verdict = stored.renumbered().verdict()
    assert isinstance(verdict, BadEntry)
    assert (verdict.index, verdict.until) == (index, index + 1)


@given(groups.filter(lambda sizes: sum(sizes) > 1), st.data())
def test_of_two_swapped_entries_the_first_is_named(sizes: list[int], data: st.DataObject) -> None:
    stored = ledger(sizes)
    places = st.lists(st.integers(0, sum(sizes) - 1), min_size=2, max_size=2, unique=True)
    one, other = sorted(data.draw(places))
    stored.entries[one], stored.entries[other] = stored.entries[other], stored.entries[one]
    verdict = stored.renumbered().verdict()
    assert isinstance(verdict, BadEntry)
    assert (verdict.index, verdict.until) == (one, one + 1)


@given(groups, st.data())
def test_an_entry_rewritten_with_its_hashes_lies_in_the_range_that_is_named(
    sizes: list[int], data: st.DataObject
) -> None:
    stored = ledger(sizes)
    index = data.draw(st.integers(0, sum(sizes) - 1))
    stored.entries[index] = forged(stored.entries[index])
    verdict = stored.rehashed().verdict()
    assert isinstance(verdict, BadEntry)
    assert (verdict.index, verdict.until) == range_of(stored, index)
    assert "hashes were changed with the entry" in verdict.why


@given(groups, st.data())
def test_an_entry_removed_with_its_hashes_lies_in_the_range_that_is_named(
    sizes: list[int], data: st.DataObject
) -> None:
    stored = ledger(sizes)
    index = data.draw(st.integers(0, sum(sizes) - 1))
    del stored.entries[index], stored.hashes[index]
    verdict = stored.verdict()
    assert isinstance(verdict, BadEntry)
    assert verdict.index == range_of(stored, index)[0]
    assert verdict.until == index + 1


@given(groups, st.data())
def test_a_tail_cut_off_is_found_when_its_checkpoint_is_known_from_outside(
    sizes: list[int], data: st.DataObject
) -> None:
    stored = ledger(sizes)
    kept = data.draw(st.integers(0, sum(sizes) - 1))
    outside = stored.checkpoints[-1]
    inside = [checkpoint for checkpoint in stored.checkpoints if checkpoint.size <= kept]
    cut = Stored(stored.entries[:kept], stored.hashes[:kept], [*inside, outside])
    verdict = cut.verdict()
    assert isinstance(verdict, BadEntry)
    assert verdict.index <= kept < verdict.until
    assert "cut off" in verdict.why


@given(groups, st.data())
def test_a_changed_hash_is_told_apart_from_a_changed_entry(sizes: list[int], data: st.DataObject) -> None:
    stored = ledger(sizes)
    index = data.draw(st.integers(0, sum(sizes) - 1))
    row = stored.hashes[index]
    place = data.draw(st.integers(0, len(row.hashes) - 1))
    altered = row.hashes[:place] + bytes([row.hashes[place] ^ 1]) + row.hashes[place + 1 :]
    stored.hashes[index] = StoredHashes(index, altered)
    verdict = stored.verdict()
    assert isinstance(verdict, BadEntry)
    assert (verdict.index, verdict.until) == (index, index + 1)
    assert "the entry itself is as it was signed" in verdict.why


@given(groups, st.data())
def test_a_missing_hash_is_told_apart_from_a_missing_entry(sizes: list[int], data: st.DataObject) -> None:
    stored = ledger(sizes)
    index = data.draw(st.integers(0, sum(sizes) - 1))
    if data.draw(st.booleans()):
        del stored.hashes[index]
    else:
        stored.hashes[index] = StoredHashes(index, b"")
    verdict = stored.verdict()
    assert isinstance(verdict, BadEntry)
    assert (verdict.index, verdict.until) == (index, index + 1)
    assert "its hash is missing" in verdict.why


@given(groups, st.data())
def test_an_exchanged_payload_is_named_and_an_erased_one_is_well(sizes: list[int], data: st.DataObject) -> None:
    stored = ledger(sizes)
    index = data.draw(st.integers(0, sum(sizes) - 1))
    stored.entries[index] = replace(stored.entries[index], payload=b'{"number":-1}')
    assert stored.verdict() == BadEntry(index, index + 1, "its payload is not the one that it was bound to")
    stored.entries[index] = replace(stored.entries[index], salt=None, payload=None)
    assert isinstance(stored.verdict(), Verified)


def test_a_payload_beside_bytes_that_are_no_entry_opens_nothing() -> None:
    stored = ledger([1])
    foreign = [replace(stored.entries[0], leaf=b"nothing")]
    tree, _ = appended(EMPTY_TREE, leaf_hash(b"nothing"))
    verdict = audit(foreign, hashes_of(foreign), [Checkpoint("example.org/ledger", 1, tree.root())])
    assert verdict == BadEntry(0, 1, "its payload is not the one that it was bound to")


def test_an_entry_after_the_last_checkpoint_is_named() -> None:
    stored = ledger([2, 1])
    stored.checkpoints.pop()
    assert stored.verdict() == BadEntry(2, 3, "was added after the last signed checkpoint")


def test_two_checkpoints_of_one_size_that_disagree_cannot_both_fit() -> None:
    stored = ledger([2, 2])
    stored.checkpoints.append(Checkpoint("example.org/ledger", 2, bytes(HASH_SIZE)))
    verdict = stored.verdict()
    assert isinstance(verdict, BadEntry)
    assert (verdict.index, verdict.until) == (0, 2)


def test_a_false_checkpoint_of_nothing_is_found() -> None:
    assert isinstance(audit((), (), [Checkpoint("example.org/ledger", 0, bytes(HASH_SIZE))]), BadEntry)


def test_a_verdict_reads_as_a_sentence() -> None:
    assert str(BadEntry(3, 4, "is missing")) == "entry 3: is missing"
    assert str(BadEntry(3, 6, "is missing")) == "one of the entries 3 to 5: is missing"
