"""Keep what the ledger needs outside the store: its signing key, and a copy of every checkpoint.

In:   the workspace folder.       Out:  the key, made on first use; the checkpoints kept outside.
Never: a key that others on the machine can read; a checkpoint that is changed once written.

The idea in one read: whoever can rewrite the store could cut off the end of the ledger, and what is left would still
fit together. So each checkpoint is also appended to a text file that lies outside the store and that backups, mail or
a witness can carry further away. A write that a power cut tore is taken off before the next one.
Law:  GDPR Art. 5(2), 32.
Kept true by: tests/records/test_ledger_files.py
"""

import fcntl
import os
from pathlib import Path

from lofte.ledger import SIGNATURE_PREFIX, PrivateKey
from lofte.records.chance import Chance
from lofte.records.errors import LedgerDamagedError

KEY_FILE = "ledger.key"
PUBLIC_KEY_FILE = "ledger.pub"
CHECKPOINTS_FILE = "checkpoints.txt"
SEED_SIZE = 32
END = b"\n\n"
# A checkpoint is some 250 bytes, so the end of the file shows where the last whole one ends.
TAIL = 16 * 1024


def ledger_key(workspace: Path, origin: str, chance: Chance, *, may_create: bool) -> PrivateKey:
    """The workspace's signing key, made (mode 0600) if there may be none yet; the public key is written beside it."""
    path = workspace / KEY_FILE
    if not path.exists():
        if not may_create:
            raise LedgerDamagedError(f"the ledger's key `{path}` is missing; restore it from your backup")
        _write_once(path, chance.bytes(SEED_SIZE).hex().encode() + b"\n", chance)
    try:
        seed = bytes.fromhex(path.read_text("ascii").strip())
    except ValueError:
        seed = b""
    if len(seed) != SEED_SIZE:
        raise LedgerDamagedError(f"`{path}` is not a ledger key; restore it from your backup")
    key = PrivateKey(origin, seed)
    public = workspace / PUBLIC_KEY_FILE
    if not public.exists():
        public.write_text(f"{key.public}\n", "utf8")
    return key


def keep_outside(workspace: Path, note: str) -> None:
    """Append a checkpoint to the file outside the store, and wait until the disk has it."""
    file = os.open(workspace / CHECKPOINTS_FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        size = os.fstat(file).st_size
        start = max(0, size - TAIL)
        whole = start + _whole(os.pread(file, size - start, start))
        # INVARIANT: only what a torn write left behind the last whole checkpoint is ever taken off.
        os.ftruncate(file, whole)
        os.pwrite(file, f"{note}\n".encode(), whole)
        os.fsync(file)
    finally:
        os.close(file)


def kept_outside(workspace: Path) -> tuple[str, ...]:
    """Every checkpoint in the file, as text, oldest first; a torn last one is passed over."""
    path = workspace / CHECKPOINTS_FILE
    raw = path.read_bytes() if path.exists() else b""
    notes: list[str] = []
    block: list[str] = []
    for line in raw[: _whole(raw)].decode("utf8", errors="replace").split("\n"):
        if line or not (block and block[-1].startswith(SIGNATURE_PREFIX)):
            block.append(line)
        else:
            notes.append("\n".join(block) + "\n")
            block = []
    return tuple(notes)


def _whole(raw: bytes) -> int:
    """How many bytes are whole checkpoints: each ends in an empty line after a signature."""
    end = raw.rfind(END)
    while end >= 0 and not raw[raw.rfind(b"\n", 0, end) + 1 : end].startswith(SIGNATURE_PREFIX.encode()):
        end = raw.rfind(END, 0, end + 1)
    return end + len(END) if end >= 0 else 0


def _write_once(path: Path, content: bytes, chance: Chance) -> None:
    """Write a secret file whole or not at all; if another process was first, its file stays."""
    draft = path.with_name(f"{path.name}.{chance.bytes(8).hex()}")
    file = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        os.write(file, content)
        os.fsync(file)
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        os.close(file)
        draft.unlink()
