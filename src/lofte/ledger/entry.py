"""Write one act as a leaf that says what was done, when and to how many rows, and nothing about anyone.

In:   what happened, and a payload with a random salt.      Out:  canonical bytes for the leaf; a commitment.
Never: holds a personal value, draws a salt, keeps a payload.

The idea in one read: a leaf stays for ever, so it may hold nothing that must one day go. What an act was about goes
into a payload, kept apart with its own random salt; the leaf holds only their hash. Who is shown salt and payload can
check that this is what was done; once both are erased nobody can, nor guess it, and the leaf, the root and every
proof are still valid. One salt for each entry, so that two entries about one person have nothing in common.
Law:  GDPR Art. 5(2), 17, 25.
Kept true by: tests/unit/test_ledger_entry.py

>>> act = Entry("sweep-ended", datetime(2026, 3, 1, 12, tzinfo=UTC), "run-1", counts=(("crm.people", "delete", 3),))
>>> leaf_bytes(act).decode()
'{"at":"2026-03-01T12:00:00.000000Z","counts":[["crm.people","delete",3]],"kind":"sweep-ended","reference":"run-1"}'
"""

import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

SALT_SIZE = 32
# The format for tiles of a transparency log counts an entry's length in two bytes.
LARGEST_LEAF = 65_535

Json = None | bool | int | str | Sequence["Json"] | Mapping[str, "Json"]
"""What a payload is made of. No floats: they have more than one spelling."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One act, as the ledger remembers it for ever.

    `reference` is the random id of a run, request or act; digests are hex; each count is (table, what was done, rows).
    """

    kind: str
    at: datetime
    reference: str | None = None
    declaration: str | None = None
    plan: str | None = None
    counts: tuple[tuple[str, str, int], ...] = ()
    commitment: bytes | None = None

    def __post_init__(self) -> None:
        assert self.at.tzinfo is not None, "an entry's time has a zone"


def leaf_bytes(entry: Entry) -> bytes:
    """The entry as a leaf: canonical JSON, times in UTC to the microsecond, absent parts left out."""
    parts: dict[str, Json] = {
        "kind": entry.kind,
        "at": entry.at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z",
        "reference": entry.reference,
        "declaration": entry.declaration,
        "plan": entry.plan,
        "counts": [list(count) for count in sorted(entry.counts)] or None,
        "commitment": entry.commitment.hex() if entry.commitment is not None else None,
    }
    leaf = canonical({name: part for name, part in parts.items() if part is not None})
    if len(leaf) > LARGEST_LEAF:
        raise ValueError(
            f"the ledger entry `{entry.kind}` is {len(leaf)} bytes, above {LARGEST_LEAF}; group its counts"
        )
    return leaf


def read_leaf(leaf: bytes) -> Entry:
    """The entry that a leaf says; raises ValueError when the bytes are not a leaf of ours."""
    try:
        parts = json.loads(leaf)
        entry = Entry(
            kind=parts["kind"],
            at=datetime.fromisoformat(parts["at"]),
            reference=parts.get("reference"),
            declaration=parts.get("declaration"),
            plan=parts.get("plan"),
            counts=tuple((table, what, rows) for table, what, rows in parts.get("counts", ())),
            commitment=bytes.fromhex(parts["commitment"]) if "commitment" in parts else None,
        )
    except (KeyError, TypeError, AttributeError, ValueError, AssertionError) as reason:
        raise ValueError("the bytes are not an entry of this ledger") from reason
    return entry


def canonical(value: Json) -> bytes:
    """The one spelling of a JSON value: keys sorted, no white space, UTF-8.

    >>> canonical({"b": [1, None], "a": "å"}).decode()
    '{"a":"å","b":[1,null]}'
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode()


def commitment(salt: bytes, payload: bytes) -> bytes:
    """Bind an entry to a payload without telling anything about it; the salt is 32 random bytes, used once."""
    if len(salt) != SALT_SIZE:
        raise ValueError(f"a salt has {SALT_SIZE} bytes, not {len(salt)}")
    return sha256(b"\x02" + salt + payload).digest()


def opens(entry: Entry, salt: bytes, payload: bytes) -> bool:
    """Whether this salt and payload are what the entry was bound to."""
    if entry.commitment is None or len(salt) != SALT_SIZE:
        return False
    return hmac.compare_digest(entry.commitment, commitment(salt, payload))
