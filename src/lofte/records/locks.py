"""Let go of no row while someone's objection, hold or consent is on its way: locks between batches and acts.

In:   lock files beside the store, or PostgreSQL's advisory locks.       Out:  a gate that batches and acts pass.
Never: a lock that outlives its holder: the kernel, or the database server, lets it go when the process dies.

The idea in one read: a batch holds `gate` in shared mode while it decides and commits in the organisation's database.
An act is stored first; then it takes `gate` alone, which succeeds only when every batch that may have missed it has
ended, and lets it go at once: now the act is acknowledged. So that a stream of batches cannot hold an act up for ever,
both pass a `turnstile` first: a batch only for a moment, an act until it has the gate, so new batches queue behind it.
Waiting is trying again after a short pause, the same on both stores; it ends with an error that says who is in the way.
Law:  GDPR Art. 7(3), 18, 21(3).
Kept true by: tests/records/test_locks.py

>>> PAUSES[0] < PAUSES[-1]
True
"""

import fcntl
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from lofte.records.errors import AnotherRunError, LockTimeoutError, NotAcknowledgedError, RecordsError

TURNSTILE, GATE, RUN = "turnstile", "gate", "run"
# Seconds between tries: short at first, because most waits are over at once.
PAUSES = (0.001, 0.002, 0.005, 0.01, 0.02)


class LockSession(Protocol):
    """The locks of one holder; they all go with it."""

    def attempt(self, name: str, *, exclusive: bool) -> bool:
        """Take a lock if it is free now."""
        ...

    def release(self, name: str) -> None:
        """Let go of a lock that was taken."""
        ...

    def check(self) -> None:
        """Raise LockTimeoutError if the locks may have been lost."""
        ...


class Locks(Protocol):
    """Where locks are kept."""

    def session(self) -> AbstractContextManager[LockSession]:
        """A new holder, with no lock yet."""
        ...


@dataclass(frozen=True, slots=True)
class Gate:
    """What batches and acts pass; see the top of this module."""

    locks: Locks
    patience: timedelta
    _inside: set[int] = field(default_factory=set)

    @contextmanager
    def batch(self) -> Iterator[Callable[[], None]]:
        """Run a batch: no act is acknowledged until it ends. Yields a check to be made before it commits elsewhere."""
        self._refuse_inside("a batch inside a batch could wait for itself")
        with self.locks.session() as session:
            waited = "an act is waiting to be acknowledged, or a batch before it has stopped moving"
            _take(session, TURNSTILE, exclusive=True, patience=self.patience, waited=waited)
            _take(session, GATE, exclusive=False, patience=self.patience, waited=waited)
            session.release(TURNSTILE)
            thread = threading.get_ident()
            self._inside.add(thread)
            try:
                yield session.check
            finally:
                self._inside.discard(thread)

    def refuse_inside_batch(self) -> None:
        """Stop an act that would wait for the batch that it is part of."""
        self._refuse_inside("an act inside a batch would wait for itself; record it before or after the batch")

    def wait_for_batches(self) -> None:
        """Return when no batch that began before this call is still running."""
        self.refuse_inside_batch()
        waited = "a batch has not ended"
        try:
            with self.locks.session() as session:
                _take(session, TURNSTILE, exclusive=True, patience=self.patience, waited=waited)
                _take(session, GATE, exclusive=True, patience=self.patience, waited=waited)
        except LockTimeoutError as reason:
            raise NotAcknowledgedError(
                f"the record is stored but not yet acknowledged: {reason}; acknowledge again when the batch has ended"
            ) from reason

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Be the only sweep; raises AnotherRunError at once if there is another."""
        with self.locks.session() as session:
            if not session.attempt(RUN, exclusive=True):
                raise AnotherRunError("another sweep of this workspace is at work; wait until it has ended")
            yield

    def _refuse_inside(self, why: str) -> None:
        if threading.get_ident() in self._inside:
            raise LockTimeoutError(why)


def _take(session: LockSession, name: str, *, exclusive: bool, patience: timedelta, waited: str) -> None:
    give_up_at = time.monotonic() + patience.total_seconds()
    tries = 0
    while not session.attempt(name, exclusive=exclusive):
        if time.monotonic() > give_up_at:
            raise LockTimeoutError(f"after {patience.total_seconds():g} seconds {waited}")
        time.sleep(PAUSES[min(tries, len(PAUSES) - 1)])
        tries += 1


@dataclass(frozen=True, slots=True)
class FileLocks:
    """Locks on files beside an SQLite store; each holder opens them anew, so they part threads and processes alike."""

    beside: Path

    @contextmanager
    def session(self) -> Iterator["_FileSession"]:
        """A holder whose files are closed, and locks let go, at the end."""
        with ExitStack() as files:
            yield _FileSession(self.beside, files)


@dataclass(slots=True)
class _FileSession:
    beside: Path
    files: ExitStack
    opened: dict[str, int] = field(default_factory=dict)

    def attempt(self, name: str, *, exclusive: bool) -> bool:
        try:
            fcntl.flock(self._file(name), (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def release(self, name: str) -> None:
        fcntl.flock(self._file(name), fcntl.LOCK_UN)

    def check(self) -> None:
        """The kernel keeps these locks while we live."""

    def _file(self, name: str) -> int:
        if name not in self.opened:
            path = self.beside.with_name(f"{self.beside.name}.{name}")
            self.opened[name] = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            self.files.callback(os.close, self.opened[name])
        return self.opened[name]


@dataclass(frozen=True, slots=True)
class AdvisoryLocks:
    """PostgreSQL's advisory locks; each holder has a connection of its own, and they go with it."""

    engine: Engine
    store: str

    @contextmanager
    def session(self) -> Iterator["_AdvisorySession"]:
        """A holder whose connection lets go of all locks at the end."""
        try:
            connection = self.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        except DBAPIError as reason:
            raise RecordsError("the records cannot be reached to take a lock; see that the database runs") from reason
        with connection:
            session = _AdvisorySession(connection, self.store)
            try:
                yield session
            finally:
                session.close()


@dataclass(slots=True)
class _AdvisorySession:
    connection: Connection
    store: str

    def attempt(self, name: str, *, exclusive: bool) -> bool:
        mode = "" if exclusive else "_shared"
        try:
            attempt = text(f"select pg_try_advisory_lock{mode}(:key)")
            return bool(self.connection.execute(attempt, {"key": self._key(name)}).scalar_one())
        except SQLAlchemyError as reason:
            raise LockTimeoutError("the connection that waits for a lock was lost") from reason

    def release(self, name: str) -> None:
        # Only the turnstile is let go early, and that is always taken alone.
        self.connection.execute(text("select pg_advisory_unlock(:key)"), {"key": self._key(name)})

    def check(self) -> None:
        try:
            self.connection.execute(text("select 1"))
        except SQLAlchemyError as reason:
            raise LockTimeoutError(
                "the connection that held the batch's lock was lost; nothing of the batch may be committed"
            ) from reason

    def close(self) -> None:
        """Let go of everything before the connection serves another holder; a broken one is thrown away."""
        try:
            self.connection.execute(text("select pg_advisory_unlock_all()"))
        except SQLAlchemyError:
            self.connection.invalidate()

    def _key(self, name: str) -> int:
        return int.from_bytes(sha256(f"{self.store}/{name}".encode()).digest()[:8], "big", signed=True)
