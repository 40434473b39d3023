"""Open our own store, and give every write one transaction, one ledger group and, for an act, its acknowledgement.

In:   the store's URL, the workspace folder, a clock and chance.       Out:  transactions to read and to write in.
Never: a write without its ledger entry where one is due; an act that returns before it is acknowledged.

The idea in one read: all writers of a store queue, on SQLite behind its one write lock, on PostgreSQL behind the row
that holds the ledger's state; so entries are appended one after another, and what a transaction did and what the
ledger says of it become true together. One checkpoint is signed for each transaction, however many entries it has, and
copied outside the store after the commit. An act then waits for the batches that may have missed it (see `locks`).
Law:  GDPR Art. 5(2), 32.
Kept true by: tests/records/test_store.py
"""

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Self, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, select, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, IntegrityError

from lofte.ledger import (
    HASH_SIZE,
    SALT_SIZE,
    Checkpoint,
    Entry,
    Json,
    PrivateKey,
    Tree,
    appended,
    canonical,
    checkpoint_text,
    commitment,
    leaf_bytes,
    leaf_hash,
    sign,
)
from lofte.records import tables
from lofte.records.chance import Chance, Clock, SystemChance, SystemClock, token
from lofte.records.errors import LedgerDamagedError, NotAcknowledgedError, RecordsError, UnknownRecordError
from lofte.records.layout import has_to_be_raised, raise_layout
from lofte.records.ledger_files import keep_outside, ledger_key
from lofte.records.locks import AdvisoryLocks, FileLocks, Gate, Locks

PATIENCE = timedelta(seconds=30)
# How many values one statement names; both databases take many more.
VALUES_AT_ONCE = 5_000
# Only one process at a time may lay out a new store in a database; the number is ours alone.
LAYOUT_LOCK = 0x4C6F667465
SQLITE_SETTINGS = (
    "pragma busy_timeout = 30000",
    "pragma synchronous = full",
    "pragma foreign_keys = on",
    "pragma secure_delete = on",
)


Value = TypeVar("Value")


@dataclass(slots=True)
class Writing:
    """One transaction that writes: its connection, its time, and the ledger entries that it will append."""

    connection: Connection
    now: datetime
    chance: Chance
    entries: list[Entry] = field(default_factory=list)
    payloads: list[tuple[str | None, bytes, bytes] | None] = field(default_factory=list)

    def note(
        self,
        kind: str,
        payload: Mapping[str, Json] | None = None,
        *,
        subject: str | None = None,
        reference: str | None = None,
        declaration: str | None = None,
        plan: str | None = None,
        counts: Sequence[tuple[str, str, int]] = (),
    ) -> None:
        """Append an entry to the ledger when the transaction commits; the payload is kept apart and can be erased."""
        bound = None
        if payload is not None:
            salt, raw = self.chance.bytes(SALT_SIZE), canonical(payload)
            bound = commitment(salt, raw)
            self.payloads.append((subject, salt, raw))
        else:
            self.payloads.append(None)
        self.entries.append(Entry(kind, self.now, reference, declaration, plan, tuple(counts), bound))


class Store:
    """An open store. It holds a pool of connections: close it, or use it in a `with`."""

    def __init__(self, engine: Engine, workspace: Path, clock: Clock, chance: Chance, patience: timedelta) -> None:
        self._engine = engine
        self.clock = clock
        self.chance = chance
        self.workspace = workspace
        self.name, is_new = self._laid_out()
        self._key: PrivateKey = ledger_key(workspace, f"lofte/{self.name}", chance, may_create=is_new)
        self.public_key = self._key.public
        self._lock_engine = create_engine(engine.url, max_overflow=20) if engine.dialect.name == "postgresql" else None
        self._gate = Gate(self._locks(), patience)

    @classmethod
    def open(
        cls,
        url: str | None,
        workspace: Path,
        *,
        clock: Clock | None = None,
        chance: Chance | None = None,
        patience: timedelta = PATIENCE,
    ) -> Self:
        """Open the store, made if it is new; without a URL it is an SQLite file in the workspace folder.

        Raises StoreVersionError for a store of another version, RecordsError when it cannot be reached.
        """
        workspace.mkdir(mode=0o700, parents=True, exist_ok=True)
        parsed = make_url(url or f"sqlite:///{workspace / 'records.sqlite'}")
        engine = _engine(parsed)
        try:
            with _world_errors(parsed):
                return cls(engine, workspace, clock or SystemClock(), chance or SystemChance(), patience)
        except BaseException:
            engine.dispose()
            raise

    def close(self) -> None:
        """Give up all connections."""
        self._engine.dispose()
        if self._lock_engine is not None:
            self._lock_engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *reason: object) -> None:
        self.close()

    def acknowledge(self) -> None:
        """Wait until no batch is running that began before everything recorded so far."""
        self._gate.wait_for_batches()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the store throughout."""
        with _world_errors(self._engine.url), self._engine.connect() as connection:
            if self._engine.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def _writing(self, *, act: bool = False) -> Iterator[Writing]:
        """A transaction that writes, alone; an `act` is acknowledged before this returns."""
        if act:
            self._gate.refuse_inside_batch()
        with _world_errors(self._engine.url), self._to_write() as connection, connection.begin():
            # On PostgreSQL this row is the queue of all writers; on SQLite the transaction has begun alone already.
            state = connection.execute(select(tables.store).with_for_update()).one()
            writing = Writing(connection, self.clock.now(), self.chance)
            yield writing
            if act:
                connection.execute(tables.store.update().values(acts=state.acts + 1))
            note = self._append(writing, state.ledger_size, state.ledger_peaks) if writing.entries else None
        if note is not None:
            self._keep_outside(note)
        if act:
            self._gate.wait_for_batches()

    def _to_write(self) -> Connection:
        return self._engine.connect().execution_options(lofte_writes=True)

    def _keep_outside(self, note: str) -> None:
        try:
            keep_outside(self.workspace, note)
        except OSError as reason:
            raise NotAcknowledgedError(
                f"the record is stored, but its checkpoint cannot be written in `{self.workspace}`; "
                "see that the disk is not full, then acknowledge again"
            ) from reason

    def _append(self, writing: Writing, size: int, peaks: bytes) -> str:
        """Append the transaction's entries and sign one checkpoint over them."""
        if len(peaks) != HASH_SIZE * size.bit_count():
            raise LedgerDamagedError("the ledger's own state was changed from outside; run `lofte verify`")
        tree = Tree(size, tuple(peaks[at : at + HASH_SIZE] for at in range(0, len(peaks), HASH_SIZE)))
        leaves, hashes, payloads = [], [], []
        for entry, payload in zip(writing.entries, writing.payloads, strict=True):
            leaf = leaf_bytes(entry)
            leaves.append({"number": tree.size, "leaf": leaf})
            if payload:
                subject, salt, raw = payload
                payloads.append({"number": tree.size, "subject": subject, "salt": salt, "payload": raw})
            index = tree.size
            tree, made = appended(tree, leaf_hash(leaf))
            hashes.append({"number": index, "hashes": b"".join(made)})
        note = sign(checkpoint_text(Checkpoint(self._key.name, tree.size, tree.root())), self._key)
        run = writing.connection.execute
        run(tables.ledger_entries.insert(), leaves)
        run(tables.ledger_hashes.insert(), hashes)
        if payloads:
            run(tables.ledger_payloads.insert(), payloads)
        run(tables.ledger_checkpoints.insert(), {"size": tree.size, "note": note})
        run(tables.store.update().values(ledger_size=tree.size, ledger_peaks=b"".join(tree.peaks)))
        return note

    def _laid_out(self) -> tuple[str, bool]:
        """Lay the store out if it is new and check its version: its name, and whether its ledger is still empty."""
        with self._reading() as connection:
            is_there = inspect(connection).has_table(tables.store.name)
        if not is_there:
            self._lay_out()
        with self._reading() as connection:
            state = connection.execute(select(tables.store)).one()
        if has_to_be_raised(state.version):
            with self._laying_out() as connection:
                raise_layout(connection)
        return str(state.name), state.ledger_size == 0

    @contextmanager
    def _laying_out(self) -> Iterator[Connection]:
        """A transaction in which only one process at a time may change the layout."""
        with self._to_write() as connection, connection.begin():
            if connection.dialect.name == "postgresql":
                connection.execute(text(f"select pg_advisory_xact_lock({LAYOUT_LOCK})"))
            yield connection

    def _lay_out(self) -> None:
        with self._laying_out() as connection:
            # Another process may have been first.
            if not inspect(connection).has_table(tables.store.name):
                tables.metadata.create_all(connection)
                connection.execute(tables.store.insert(), self._first_state())

    def _first_state(self) -> dict[str, object]:
        return {
            "id": 1,
            "version": tables.VERSION,
            "name": token(self.chance),
            "created_at": self.clock.now(),
            "acts": 0,
            "ledger_size": 0,
            "ledger_peaks": b"",
        }

    def _locks(self) -> Locks:
        if self._lock_engine is None:
            return FileLocks(Path(self._engine.url.database or ""))
        return AdvisoryLocks(self._lock_engine, self.name)


def batched(values: Iterable[Value]) -> Iterator[tuple[Value, ...]]:
    """The values in groups that one statement can name."""
    rest = iter(values)
    while group := tuple(islice(rest, VALUES_AT_ONCE)):
        yield group


@contextmanager
def _world_errors(url: URL) -> Iterator[None]:
    """Turn what the database says into errors of ours; what it says of values stays unsaid."""
    try:
        yield
    except IntegrityError:
        # Not chained: the database's own words may hold an identifier.
        raise UnknownRecordError(
            "the records have no such person, row or run, or already hold what was to be recorded"
        ) from None
    except DBAPIError as reason:
        shown = url.render_as_string(hide_password=True)
        raise RecordsError(f"the records at `{shown}` cannot be used; see that the database runs") from reason


def _engine(url: URL) -> Engine:
    if url.get_backend_name() == "postgresql":
        return create_engine(url, hide_parameters=True)
    if url.get_backend_name() != "sqlite" or url.database in (None, "", ":memory:"):
        raise RecordsError(
            f"the records cannot be kept at `{url.render_as_string(hide_password=True)}`; "
            "they need an SQLite file or a PostgreSQL database"
        )
    # SQLite gives the files it makes beside this one the same mode. One that is there is left alone: closing it here
    # would let go of every lock that this process has on it.
    with suppress(FileExistsError):
        os.close(os.open(str(url.database), os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    engine = create_engine(url, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def _set_up(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None  # the driver begins no transaction of its own accord
        for setting in SQLITE_SETTINGS:
            connection.execute(setting)
        _write_ahead(connection)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("lofte_writes", False)
        connection.exec_driver_sql("begin immediate" if writes else "begin")

    return engine


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Choose the journal. Whoever comes while another does so is refused at once, whatever `busy_timeout` says."""
    give_up_at = time.monotonic() + PATIENCE.total_seconds()
    while True:
        try:
            connection.execute("pragma journal_mode = wal")
        except sqlite3.OperationalError as reason:
            if reason.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > give_up_at:
                raise
            time.sleep(0.01)
        else:
            return
