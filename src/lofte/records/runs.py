"""Journal a run before it destroys anything, so that after any crash the same command finishes what was begun.

In:   a run's plan, its batches of row keys.       Out:  the open run, its batches, their state and counts.
Never: two runs at once; a row key in clear; a key that can be read once its run has ended.

The idea in one read: the keys that a plan collected are written down before the first destructive step, because the
path to a row may be gone after a crash. They are sealed under a random key of the run, which is erased when the run
ends, and the batches with it. A batch is marked committed in our store after it has been committed in the
organisation's; a crash in between leaves it planned, and running it again finds its rows gone and counts them. Only one
sweep of a workspace runs at a time: the lock goes with the process, so a killed one leaves nothing to clear up.
Law:  GDPR Art. 5(1)(f), 32.
Kept true by: tests/records/test_runs.py
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection, Row, delete, func, insert, select, text, update

from lofte.ledger import Json
from lofte.records import tables
from lofte.records.chance import token
from lofte.records.errors import AnotherRunError, RecordsError, UnknownRecordError
from lofte.records.folding import Folding

KEY_SIZE = 32
NONCE_SIZE = 12

RunState = Literal["running", "done", "failed"]
Counts = Sequence[tuple[str, str, int]]
"""What was done: (table, what, rows)."""


@dataclass(frozen=True, slots=True)
class Run:
    """One execution of a plan; `number` counts the runs of the workspace."""

    id: str
    number: int
    plan: str
    declaration: str | None
    day: date
    state: RunState
    started_at: datetime
    ended_at: datetime | None
    outcome: Json


@dataclass(frozen=True, slots=True)
class JournalBatch:
    """Some keys of one step that are dealt with in one transaction; `counts` are known once it is committed."""

    step: str
    number: int
    keys: tuple[str, ...]
    committed: bool
    counts: tuple[tuple[str, str, int], ...]


class Runs(Folding):
    """Runs and their journal."""

    @contextmanager
    def sweeping(self) -> Iterator[None]:
        """Be the only sweep of this workspace; raises AnotherRunError at once if there is another."""
        with self._gate.alone():
            yield

    @contextmanager
    def batch(self) -> Iterator["Batch"]:
        """Decide and commit one batch, or one send, in the organisation's systems: until it ends no act that it may
        have missed is acknowledged. Read the facts inside, or hold `mark` against the `as_of` of those read before.
        """
        with self._gate.batch() as check:
            yield Batch(check)

    def start_run(self, plan: str, *, day: date, declaration: str | None = None) -> Run:
        """Begin a run of the plan with this digest; raises AnotherRunError while one that broke off is not resumed."""
        with self._writing() as writing:
            open_run = writing.connection.execute(_running()).first()
            if open_run is not None:
                raise AnotherRunError(
                    f"run {open_run.number} of {open_run.day} was broken off; resume it before a new one is started"
                )
            number = writing.connection.execute(select(func.max(tables.runs.c.number))).scalar() or 0
            row = {
                "id": token(writing.chance),
                "number": number + 1,
                "plan": plan,
                "declaration": declaration,
                "day": day,
                "state": "running",
                "started_at": writing.now,
                "journal_key": writing.chance.bytes(KEY_SIZE),
            }
            writing.connection.execute(insert(tables.runs), row)
            writing.note("run-started", reference=str(row["id"]), declaration=declaration, plan=plan)
            return _run(writing.connection.execute(_running()).one())

    def open_run(self) -> Run | None:
        """The run that has begun and not ended: the one at work, or one that was broken off."""
        with self._reading() as connection:
            found = connection.execute(_running()).first()
            return None if found is None else _run(found)

    def run(self, name: str) -> Run:
        """A run by its id."""
        with self._reading() as connection:
            found = connection.execute(select(tables.runs).where(tables.runs.c.id == name)).first()
            if found is None:
                raise UnknownRecordError(f"there is no run `{name}`")
            return _run(found)

    def runs(self) -> tuple[Run, ...]:
        """All runs, the oldest first."""
        with self._reading() as connection:
            return tuple(map(_run, connection.execute(select(tables.runs).order_by(tables.runs.c.number))))

    def journal(self, run: Run, step: str, number: int, keys: Sequence[str]) -> None:
        """Write down the keys of one batch before anything is done to them; again, before it is committed, replaces."""
        with self._writing() as writing:
            nonce = writing.chance.bytes(NONCE_SIZE)
            sealed = AESGCM(_journal_key(writing.connection, run)).encrypt(
                nonce, json.dumps(list(keys)).encode(), _place(run, step, number)
            )
            of_batch = _of_batch(run, step, number)
            writing.connection.execute(delete(tables.journal).where(of_batch, tables.journal.c.state == "planned"))
            row = {"run": run.id, "step": step, "batch": number, "state": "planned", "sealed_keys": nonce + sealed}
            writing.connection.execute(insert(tables.journal), row)

    def forget_journal(self, run: Run) -> None:
        """Take back what was journalled of a run of which nothing was done."""
        with self._writing() as writing:
            writing.connection.execute(delete(tables.journal).where(tables.journal.c.run == run.id))

    def batches(self, run: Run, step: str | None = None) -> tuple[JournalBatch, ...]:
        """The journalled batches of a step, or of all steps, in order of number."""
        columns = tables.journal.c
        query = select(tables.journal).where(columns.run == run.id).order_by(columns.step, columns.batch)
        with self._reading() as connection:
            cipher = AESGCM(_journal_key(connection, run))
            found = connection.execute(query if step is None else query.where(columns.step == step))
            return tuple(_journal_batch(run, row, cipher) for row in found)

    def commit_batch(self, run: Run, step: str, number: int, counts: Counts) -> None:
        """Mark a batch as committed in the organisation's system, with what it did."""
        with self._writing() as writing:
            values = {"state": "committed", "counts": [list(count) for count in counts]}
            planned = tables.journal.c.state == "planned"
            done = writing.connection.execute(
                update(tables.journal).where(_of_batch(run, step, number), planned).values(**values)
            )
            if done.rowcount == 0:
                raise UnknownRecordError(f"step `{step}` has no planned batch {number} in run {run.number}")

    def end_run(self, run: Run, outcome: Json, *, state: Literal["done", "failed"] = "done") -> Run:
        """End a run: keep its outcome, tell the ledger what was done, and forget the journal and its key."""
        with self._writing() as writing:
            counts = _totals(writing.connection, run)
            values = {"state": state, "ended_at": writing.now, "outcome": outcome, "journal_key": None}
            still_open = (tables.runs.c.id == run.id) & (tables.runs.c.state == "running")
            if writing.connection.execute(update(tables.runs).where(still_open).values(**values)).rowcount == 0:
                raise UnknownRecordError(f"run {run.number} is not open")
            writing.connection.execute(delete(tables.journal).where(tables.journal.c.run == run.id))
            kind = "run-ended" if state == "done" else "run-failed"
            writing.note(kind, reference=run.id, declaration=run.declaration, plan=run.plan, counts=counts)
        self._clear_away()
        return self.run(run.id)

    def _clear_away(self) -> None:
        """Let the database drop from its files what was deleted: the journal and its key."""
        with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text(f"vacuum {tables.runs.name}, {tables.journal.name}"))
            else:
                connection.exec_driver_sql("pragma wal_checkpoint(truncate)")


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch at work. Call `confirm` before the last commit elsewhere: it raises if the lock may have been lost."""

    _check: Any

    def confirm(self) -> None:
        """Raise LockTimeoutError if the connection that holds the batch's lock is gone."""
        self._check()


def _running() -> Any:
    return select(tables.runs).where(tables.runs.c.state == "running")


def _run(row: Row[Any]) -> Run:
    return Run(
        row.id,
        row.number,
        row.plan,
        row.declaration,
        row.day,
        row.state,
        row.started_at,
        row.ended_at,
        row.outcome,
    )


def _journal_key(connection: Connection, run: Run) -> bytes:
    found = connection.execute(select(tables.runs.c.journal_key).where(tables.runs.c.id == run.id)).scalar()
    if found is None:
        raise UnknownRecordError(f"run {run.number} has ended, and its journal with it")
    return bytes(found)


def _place(run: Run, step: str, number: int) -> bytes:
    """What a batch is sealed to, so that no batch can pass for another."""
    return f"{run.id}/{step}/{number}".encode()


def _of_batch(run: Run, step: str, number: int) -> Any:
    columns = tables.journal.c
    return (columns.run == run.id) & (columns.step == step) & (columns.batch == number)


def _journal_batch(run: Run, row: Row[Any], cipher: AESGCM) -> JournalBatch:
    sealed = bytes(row.sealed_keys)
    try:
        raw = cipher.decrypt(sealed[:NONCE_SIZE], sealed[NONCE_SIZE:], _place(run, row.step, row.batch))
    except InvalidTag as reason:
        raise RecordsError(f"batch {row.batch} of step `{row.step}` was changed since it was journalled") from reason
    counts = tuple((table, what, rows) for table, what, rows in row.counts or ())
    return JournalBatch(row.step, row.batch, tuple(json.loads(raw)), row.state == "committed", counts)


def _totals(connection: Connection, run: Run) -> list[tuple[str, str, int]]:
    totals: dict[tuple[str, str], int] = {}
    query = select(tables.journal.c.counts).where(tables.journal.c.run == run.id)
    for counts in connection.execute(query).scalars():
        for table, what, rows in counts or ():
            totals[table, what] = totals.get((table, what), 0) + rows
    return [(table, what, rows) for (table, what), rows in sorted(totals.items())]
