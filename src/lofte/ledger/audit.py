"""Go through a stored ledger from its first entry, and name the first one that is not as it was signed.

In:   the stored entries and hashes in order, the checkpoints whose signatures have been checked.
Out:  Verified, or the first bad entry and why; where nothing vouches for a single entry, the range that it lies in.
Never: reads a store, checks a signature, trusts a stored hash that no checkpoint covers.

The idea in one read: entries and hashes are stored apart. A tree grown from the stored hashes is compared with each
checkpoint on the way. While it fits, every hash below is vouched for, so an entry that does not match its hash is
exactly the bad one. Once it does not fit, whoever changed the entry changed the hashes too: then the bad entry lies
after the last checkpoint that fitted and before the one that does not. If a tree grown from the entries themselves
fits where the hashes do not, the entries are as they were, and it is the hash that was changed.
Law:  GDPR Art. 5(2).
Kept true by: tests/unit/test_ledger_audit.py, tests/records/test_verify.py

>>> str(audit((), (), (Checkpoint("example.org/ledger", 1, bytes(32)),)))
'entry 0: is missing; the ledger was signed at size 1 and its end is cut off'
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lofte.ledger.entry import opens, read_leaf
from lofte.ledger.note import Checkpoint
from lofte.ledger.tree import EMPTY_TREE, HASH_SIZE, Tree, appended, leaf_hash


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """One entry as it is stored; salt and payload are None once they have been erased."""

    index: int
    leaf: bytes
    salt: bytes | None = None
    payload: bytes | None = None


@dataclass(frozen=True, slots=True)
class StoredHashes:
    """The hashes made when the entry was appended, one after another: its own, then each subtree it completed."""

    index: int
    hashes: bytes


@dataclass(frozen=True, slots=True)
class Verified:
    """The whole ledger is as it was signed."""

    size: int
    root: bytes


@dataclass(frozen=True, slots=True)
class BadEntry:
    """No entry before `index` is bad, and the first bad one comes before `until`."""

    index: int
    until: int
    why: str

    @property
    def exact(self) -> bool:
        """Whether the first bad entry is `index` itself."""
        return self.until == self.index + 1

    def __str__(self) -> str:
        place = f"entry {self.index}" if self.exact else f"one of the entries {self.index} to {self.until - 1}"
        return f"{place}: {self.why}"


@dataclass(frozen=True, slots=True)
class Unsigned:
    """No checkpoint is signed by the key: it is another ledger's, or somebody made this ledger anew."""

    def __str__(self) -> str:
        return "no checkpoint is signed by this key"


Verdict = Verified | Unsigned | BadEntry


@dataclass(slots=True)
class _Walk:
    """How far the audit has come. `vouched` entries are covered by a checkpoint that fits."""

    by_hashes: Tree = EMPTY_TREE
    by_entries: Tree = EMPTY_TREE
    vouched: int = 0
    doubt: BadEntry | None = None

    def suspect(self, index: int, why: str) -> None:
        self.doubt = self.doubt or BadEntry(index, index + 1, why)


def audit(entries: Iterable[StoredEntry], hashes: Iterable[StoredHashes], checkpoints: Sequence[Checkpoint]) -> Verdict:
    """Judge a stored ledger. Entries and hashes come sorted by index; checkpoints in any order."""
    roots: dict[int, set[bytes]] = {}
    for checkpoint in checkpoints:
        roots.setdefault(checkpoint.size, set()).add(checkpoint.root)
    signed = max(roots, default=0)
    walk = _Walk()
    for index, entry, stored in _paired(entries, hashes):
        if index != walk.by_hashes.size:
            return _gap(walk, "is missing, and so is its hash")
        if index >= signed:
            return BadEntry(index, index + 1, "was added after the last signed checkpoint")
        _advance(walk, entry, stored)
        if index + 1 in roots:
            bad = _compared(walk, roots[index + 1])
            if bad:
                return bad
    if walk.by_hashes.size < signed:
        return _gap(walk, f"is missing; the ledger was signed at size {signed} and its end is cut off")
    # A checkpoint of no entries has nothing to walk to.
    if not roots.get(0, set()) <= {EMPTY_TREE.root()}:
        return BadEntry(0, 1, "an empty ledger was signed with another root")
    return Verified(walk.by_hashes.size, walk.by_hashes.root())


def _paired(
    entries: Iterable[StoredEntry], hashes: Iterable[StoredHashes]
) -> Iterator[tuple[int, StoredEntry | None, StoredHashes | None]]:
    """Both streams side by side, by index; None where one of them lacks it."""
    entry_stream, hash_stream = iter(entries), iter(hashes)
    entry, stored = next(entry_stream, None), next(hash_stream, None)
    while entry or stored:
        index = min(one.index for one in (entry, stored) if one)
        yield (
            index,
            entry if entry and entry.index == index else None,
            stored if stored and stored.index == index else None,
        )
        if entry and entry.index == index:
            entry = next(entry_stream, None)
        if stored and stored.index == index:
            stored = next(hash_stream, None)


def _gap(walk: _Walk, why: str) -> BadEntry:
    return BadEntry(walk.vouched, walk.by_hashes.size + 1, why)


def _advance(walk: _Walk, entry: StoredEntry | None, stored: StoredHashes | None) -> None:
    """Grow both trees by one leaf and note what does not agree."""
    index = walk.by_hashes.size
    by_entry = leaf_hash(entry.leaf) if entry else None
    by_hash = stored.hashes[:HASH_SIZE] or None if stored else None
    if by_entry is None:
        walk.suspect(index, "is missing")
    elif by_hash is None:
        walk.suspect(index, "its hash is missing; the entry itself is as it was signed")
    elif by_entry != by_hash:
        walk.suspect(index, "is not the entry that was signed")
    apart = walk.by_entries is not walk.by_hashes or by_entry != by_hash
    before = walk.by_entries
    walk.by_hashes, made = appended(walk.by_hashes, by_hash or by_entry or b"")
    walk.by_entries = appended(before, by_entry or by_hash or b"")[0] if apart else walk.by_hashes
    if stored and stored.hashes != b"".join(made):
        walk.suspect(index, "the hashes stored beside it were changed; the entry itself is as it was signed")
    if entry and entry.salt is not None and entry.payload is not None and not _opened(entry):
        walk.suspect(index, "its payload is not the one that it was bound to")


def _opened(entry: StoredEntry) -> bool:
    try:
        return opens(read_leaf(entry.leaf), entry.salt or b"", entry.payload or b"")
    except ValueError:
        return False


def _compared(walk: _Walk, roots: set[bytes]) -> BadEntry | None:
    """What the checkpoints of this size say: nothing, when they fit and nothing was in doubt."""
    size = walk.by_hashes.size
    if roots == {walk.by_hashes.root()}:
        walk.vouched, walk.by_entries = size, walk.by_hashes
        return walk.doubt
    if walk.doubt and roots == {walk.by_entries.root()}:
        why = "its stored hash was changed; the entry itself is as it was signed"
        return BadEntry(walk.doubt.index, walk.doubt.until, why)
    return BadEntry(
        walk.vouched, size, f"the checkpoint of {size} entries does not fit; hashes were changed with the entry"
    )
