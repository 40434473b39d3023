"""Sign the state of the ledger as a checkpoint, and write a proof of one entry that anyone can check without us.

In:   a tree's size and root, an Ed25519 key.       Out:  C2SP signed notes, checkpoints and tlog-proof files, as text.
Never: reads a key file, draws a key, trusts a text whose signature it has not checked.

The idea in one read: a checkpoint is three lines, whose log, how many entries, which root, and under them the
signatures. A verifier knows a key by its name and by four bytes hashed from name and key; a signature of any other
key is passed over, a bad one of the known key condemns the whole note. A proof file is an index, the hashes from the
leaf to the root, and the checkpoint with that root: with the entry and the public key it is checked on any machine.
Law:  GDPR Art. 5(2). C2SP signed-note, tlog-checkpoint, tlog-proof v1; Ed25519 is RFC 8032.
Kept true by: tests/unit/test_ledger_note.py

>>> checkpoint_text(Checkpoint("example.org/ledger", 0, bytes(32))).splitlines()[:2]
['example.org/ledger', '0']
"""

import base64
import binascii
import re
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from lofte.ledger.tree import HASH_SIZE, inclusion_holds, leaf_hash

ED25519 = b"\x01"
SIGNATURE_PREFIX = "— "
PROOF_HEADER = "c2sp.org/tlog-proof@v1"
# A note this long is no note of ours; the limit keeps a hostile file from being read for ever.
LONGEST_NOTE = 64 * 1024
LONGEST_PROOF = 64

_NUMBER = re.compile(r"0|[1-9][0-9]{0,18}")
_KEY_NAME = re.compile(r"[^\s+]+")


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The key that a ledger's notes are checked with; `name` is the ledger's origin."""

    name: str
    raw: bytes

    @property
    def id(self) -> bytes:
        """The four bytes that point out this key in a signature line."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.raw).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{_encoded(ED25519 + self.raw)}"


@dataclass(frozen=True, slots=True, repr=False)
class PrivateKey:
    """The key that a ledger signs with; it never shows its seed."""

    name: str
    seed: bytes

    @property
    def public(self) -> PublicKey:
        """The key that checks what this one signs."""
        return PublicKey(self.name, Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw())

    def __repr__(self) -> str:
        return f"PrivateKey({self.name!r})"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a ledger was at one moment: whose, how many entries, which root."""

    origin: str
    size: int
    root: bytes


@dataclass(frozen=True, slots=True)
class InclusionProof:
    """A proof file, taken apart: which entry, the hashes up to the root, and the signed checkpoint as it was."""

    index: int
    hashes: tuple[bytes, ...]
    note: str


def read_public_key(text: str) -> PublicKey:
    """Read a key in its usual form, `name+id+base64`; raises ValueError when it is not one."""
    name, _, rest = text.strip().partition("+")
    key_id, _, material = rest.partition("+")
    raw = _decoded(material)
    if not _KEY_NAME.fullmatch(name) or raw is None or len(raw) != 33 or raw[:1] != ED25519:
        raise ValueError("the text is not the public key of a ledger, which reads `name+id+key`")
    key = PublicKey(name, raw[1:])
    if key.id.hex() != key_id:
        raise ValueError(f"the public key of `{name}` does not fit its own id; copy it again, whole")
    return key


def sign(text: str, key: PrivateKey) -> str:
    """The text as a signed note. The text ends in a newline and holds no control character but newlines."""
    if not _well_formed(text) or not _KEY_NAME.fullmatch(key.name):
        raise ValueError("a note is lines without control characters, signed by a key whose name has no space or plus")
    signature = Ed25519PrivateKey.from_private_bytes(key.seed).sign(text.encode())
    return f"{text}\n{SIGNATURE_PREFIX}{key.name} {_encoded(key.public.id + signature)}\n"


def signed_text(note: str, key: PublicKey) -> str | None:
    """The text of a note that this key has signed; None when the note is malformed or not signed by it."""
    text, blank, signatures = note.rpartition("\n\n")
    if not blank or not _well_formed(note) or len(note) > LONGEST_NOTE:
        return None
    text += "\n"
    signed = False
    for line in signatures.removesuffix("\n").split("\n"):
        name, _, blob = line.removeprefix(SIGNATURE_PREFIX).partition(" ")
        raw = _decoded(blob)
        if not line.startswith(SIGNATURE_PREFIX) or raw is None or len(raw) < 5:
            return None
        if (name, raw[:4]) == (key.name, key.id):
            if not _signature_fits(key.raw, raw[4:], text.encode()):
                return None
            signed = True
    return text if signed else None


def checkpoint_text(checkpoint: Checkpoint) -> str:
    """The three lines that are signed."""
    return f"{checkpoint.origin}\n{checkpoint.size}\n{_encoded(checkpoint.root)}\n"


def read_checkpoint(note: str) -> Checkpoint | None:
    """What a note says as a checkpoint, whoever signed it or nobody; None when it says no checkpoint."""
    lines = note.rpartition("\n\n")[0].split("\n")
    if len(lines) < 3 or not _NUMBER.fullmatch(lines[1]):
        return None
    root = _decoded(lines[2])
    return None if root is None or len(root) != HASH_SIZE else Checkpoint(lines[0], int(lines[1]), root)


def signed_checkpoint(note: str, key: PublicKey) -> Checkpoint | None:
    """The checkpoint in a note that this key has signed for its own ledger; None when it is anything else."""
    checkpoint = read_checkpoint(note)
    if checkpoint is None or checkpoint.origin != key.name or signed_text(note, key) is None:
        return None
    return checkpoint


def proof_text(index: int, hashes: tuple[bytes, ...], note: str) -> str:
    """A tlog-proof file: the proof of one entry under one signed checkpoint."""
    return "\n".join((PROOF_HEADER, f"index {index}", *map(_encoded, hashes), "", note))


def read_proof(text: str) -> InclusionProof | None:
    """Take a tlog-proof file apart; None when it is not one. Nothing in it is checked yet."""
    head, blank, note = text.partition("\n\n")
    lines = head.split("\n")
    if lines[0] != PROOF_HEADER or not blank or len(text) > LONGEST_NOTE:
        return None
    # The extra data of the format is signed by nobody, and we have no use for it.
    rest = lines[2:] if lines[1:] and lines[1].startswith("extra ") else lines[1:]
    index = rest[0].removeprefix("index ") if rest and rest[0].startswith("index ") else ""
    hashes = tuple(filter(None, map(_decoded, rest[1:])))
    whole = len(hashes) == len(rest) - 1 <= LONGEST_PROOF and all(len(one) == HASH_SIZE for one in hashes)
    return InclusionProof(int(index), hashes, note) if whole and _NUMBER.fullmatch(index) else None


def proven(text: str, leaf: bytes, key: PublicKey) -> Checkpoint | None:
    """The signed checkpoint under which the proof file shows this leaf to be in the ledger; None when it does not."""
    proof = read_proof(text)
    checkpoint = signed_checkpoint(proof.note, key) if proof else None
    if proof is None or checkpoint is None:
        return None
    holds = inclusion_holds(proof.index, checkpoint.size, leaf_hash(leaf), proof.hashes, checkpoint.root)
    return checkpoint if holds else None


def _well_formed(text: str) -> bool:
    return text.endswith("\n") and all(character >= " " or character == "\n" for character in text)


def _signature_fits(raw_key: bytes, signature: bytes, text: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(raw_key).verify(signature, text)
    except InvalidSignature:
        return False
    return True


def _encoded(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _decoded(text: str) -> bytes | None:
    """Standard base64 in its one canonical spelling; None for anything else."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return raw if _encoded(raw) == text else None
