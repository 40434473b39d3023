"""Check the stored ledger against its signatures, and hand out proofs that anyone can check without us.

In:   an open store, the ledger's public key.       Out:  Verified, Unsigned, or the first bad entry; proofs as text.
Never: writes; trusts a checkpoint that the key has not signed.

The idea in one read: the latest checkpoint, in the store or outside it, must be signed and must fit what is stored, and
so must every other one that was ever kept. Checking a signature costs more than hashing a hundred entries, so while all
fits only the latest is checked: an older one that fits proves nothing new. When something does not fit, every signature
is checked, those that are not ours are left out, and the rest say where the first bad entry lies.
Law:  GDPR Art. 5(2).
Kept true by: tests/records/test_verify.py (P-13)
"""

from collections.abc import Generator
from contextlib import closing
from typing import Any

from sqlalchemy import Connection, Select, select

from lofte.ledger import (
    HASH_SIZE,
    BadEntry,
    Checkpoint,
    PublicKey,
    StoredEntry,
    StoredHashes,
    Tree,
    Unsigned,
    Verdict,
    Verified,
    audit,
    completed_by,
    consistency_proof,
    inclusion_proof,
    proof_text,
    read_checkpoint,
    signed_checkpoint,
)
from lofte.records import tables
from lofte.records.cases import Cases
from lofte.records.ledger_files import kept_outside

ROWS_AT_ONCE = 5_000


class Ledger(Cases):
    """The ledger, to be checked and proven."""

    def verify(self, key: PublicKey | None = None) -> Verdict:
        """Whether every entry is as it was signed; by default with the workspace's own key."""
        # Before the store is read, or a checkpoint that was written meanwhile would seem to be ahead of it.
        outside = kept_outside(self.workspace)
        with self._reading() as connection:
            stored = connection.execute(select(tables.ledger_checkpoints.c.note)).scalars()
            return _verdict(connection, (*outside, *stored), key or self.public_key)

    def prove(self, index: int) -> str:
        """A tlog-proof file for one entry under the latest checkpoint; ValueError if there is no such entry."""
        with self._reading() as connection:
            size = int(connection.execute(select(tables.store.c.ledger_size)).scalar_one())
            hashes = inclusion_proof(index, size, _Nodes(connection))
            of_size = tables.ledger_checkpoints.c.size == size
            note = connection.execute(select(tables.ledger_checkpoints.c.note).where(of_size)).scalar_one()
            return proof_text(index, hashes, note)

    def prove_growth(self, old: int, new: int) -> tuple[bytes, ...]:
        """The hashes that show that the ledger of `new` entries begins with the one of `old`."""
        with self._reading() as connection:
            return consistency_proof(old, new, _Nodes(connection))

    def ledger_entry(self, index: int) -> StoredEntry:
        """One entry, with its payload if that has not been erased."""
        with self._reading() as connection, closing(_entries(connection, index)) as entries:
            found = next(entries, None)
        if found is None or found.index != index:
            raise ValueError(f"there is no entry {index}")
        return found

    def entries_naming(self, word: str) -> tuple[StoredEntry, ...]:
        """The entries whose leaf has this word in it; however long the ledger is, only they are held."""
        with self._reading() as connection, closing(_entries(connection)) as entries:
            return tuple(entry for entry in entries if word.encode() in entry.leaf)

    def ledger_entries(self) -> tuple[StoredEntry, ...]:
        """All entries, in order."""
        with self._reading() as connection:
            return tuple(_entries(connection))


def verify(records: Ledger, key: PublicKey) -> Verdict:
    """Whether every entry of the ledger is as the key signed it; see `Ledger.verify`."""
    return records.verify(key)


class _Nodes:
    """The stored hash of the complete subtree at (level, position)."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def __call__(self, level: int, position: int) -> bytes:
        query = select(tables.ledger_hashes.c.hashes).where(
            tables.ledger_hashes.c.number == completed_by(level, position)
        )
        hashes = bytes(self.connection.execute(query).scalar_one())
        return hashes[level * HASH_SIZE : (level + 1) * HASH_SIZE]


def _verdict(connection: Connection, notes: tuple[str, ...], key: PublicKey) -> Verdict:
    told = [read_checkpoint(note) for note in notes]
    latest = max(range(len(notes)), key=lambda at: _size(told[at]), default=None)
    if latest is None or signed_checkpoint(notes[latest], key) is not None:
        verdict = _audited(connection, [one for one in told if one is not None])
        if isinstance(verdict, Verified) and None not in told:
            return _state_fits(connection, verdict)
    signed = [signed_checkpoint(note, key) for note in notes]
    if not any(signed):
        return Unsigned()
    verdict = _audited(connection, [one for one in signed if one is not None])
    if isinstance(verdict, BadEntry):
        return verdict
    size = min((_size(one) for one, good in zip(told, signed, strict=True) if good is None), default=0)
    place = max(size - 1, 0)
    return BadEntry(place, place + 1, "a checkpoint kept for it is not signed with the ledger's key")


def _size(checkpoint: Checkpoint | None) -> int:
    return 0 if checkpoint is None else checkpoint.size


def _audited(connection: Connection, checkpoints: list[Checkpoint]) -> Verdict:
    # The audit stops at the first bad entry; what it has not read must be let go while the connection is open.
    with closing(_entries(connection)) as entries, closing(_hashes(connection)) as hashes:
        return audit(entries, hashes, checkpoints)


def _state_fits(connection: Connection, verified: Verified) -> Verdict:
    """Hold the state that the next entry would be appended to against the tree that was verified."""
    state = connection.execute(select(tables.store)).one()
    if state.ledger_size == verified.size and _root(state) == verified.root:
        return verified
    return BadEntry(verified.size, verified.size + 1, "the state that it would be appended to was changed")


def _root(state: Any) -> bytes | None:
    peaks = tuple(state.ledger_peaks[at : at + HASH_SIZE] for at in range(0, len(state.ledger_peaks), HASH_SIZE))
    return Tree(state.ledger_size, peaks).root() if len(peaks) == state.ledger_size.bit_count() else None


def _entries(connection: Connection, first: int = 0) -> Generator[StoredEntry, None, None]:
    entries, payloads = tables.ledger_entries, tables.ledger_payloads
    query = (
        select(entries.c.number, entries.c.leaf, payloads.c.salt, payloads.c.payload)
        .select_from(entries.outerjoin(payloads, payloads.c.number == entries.c.number))
        .where(entries.c.number >= first)
        .order_by(entries.c.number)
    )
    for row in _streamed(connection, query):
        yield StoredEntry(row.number, _raw(row.leaf), _kept(row.salt), _kept(row.payload))


def _hashes(connection: Connection) -> Generator[StoredHashes, None, None]:
    query = select(tables.ledger_hashes).order_by(tables.ledger_hashes.c.number)
    for row in _streamed(connection, query):
        yield StoredHashes(row.number, _raw(row.hashes))


def _streamed(connection: Connection, query: Select[Any]) -> Generator[Any, None, None]:
    with connection.execute(query.execution_options(yield_per=ROWS_AT_ONCE)) as rows:
        yield from rows


def _kept(value: object) -> bytes | None:
    return None if value is None else _raw(value)


def _raw(value: object) -> bytes:
    """What is stored, as bytes; SQLite lets a hand that changes it leave a text or a number instead."""
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
