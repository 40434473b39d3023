"""Keep our own records: who agreed, objected, asked; what was held, released, swept; and the ledger of it all.

In:   a URL (SQLite file or PostgreSQL) and a workspace folder.     Out:  `Records`, facts folded for the needs.
Never: an identifier outside the table of aliases; an act that returns before it is acknowledged.

The idea in one read: `Records` is one class in layers, each in a module of its own that builds on the one before:
`store` (transactions and ledger groups), `people`, `acts`, `folding`, `runs`, `cases`, `listing`, `verify`,
`versions`. `tables` is the whole schema, `layout` raises an earlier one, `locks` the ruling that no act is missed,
`chance` the only source of time and random bytes.
Law:  GDPR Art. 5(2), 7(1), 24, 25.
Kept true by: tests/records/
"""

from lofte.records.acts import ConsentRecord
from lofte.records.cases import Approval, Request, RuleMode
from lofte.records.chance import Chance, Clock, SeededChance, SetClock, SystemChance, SystemClock
from lofte.records.errors import (
    AnotherRunError,
    LedgerDamagedError,
    LockTimeoutError,
    NotAcknowledgedError,
    RecordsError,
    StoreVersionError,
    TwoPeopleError,
    UnknownRecordError,
    VersionTakenError,
)
from lofte.records.listing import Listing, Recorded
from lofte.records.runs import Batch, JournalBatch, Run
from lofte.records.verify import verify
from lofte.records.versions import BadVersion, Freezing, Published, Versions


class Records(Listing, Versions):
    """The whole store, open; see `Store.open`."""


__all__ = [
    "AnotherRunError",
    "Approval",
    "BadVersion",
    "Batch",
    "Chance",
    "Clock",
    "ConsentRecord",
    "Freezing",
    "JournalBatch",
    "LedgerDamagedError",
    "LockTimeoutError",
    "NotAcknowledgedError",
    "Published",
    "Recorded",
    "Records",
    "RecordsError",
    "Request",
    "RuleMode",
    "Run",
    "SeededChance",
    "SetClock",
    "StoreVersionError",
    "SystemChance",
    "SystemClock",
    "TwoPeopleError",
    "UnknownRecordError",
    "VersionTakenError",
    "verify",
]
