"""Say what stopped our own store, in words that an operator can act on.

In:   nothing.       Out:  one class for each thing that a caller may want to tell apart.
Never: a personal value in a message; a database's own words about values.

The idea in one read: whoever calls the store needs to know one thing above all, whether anything was stored. Unless the
error is `NotAcknowledgedError`, nothing was.
Kept true by: tests/records/test_store.py, tests/records/test_locks.py
"""

from lofte.diagnostics import LofteError


class RecordsError(LofteError):
    """Our own store could not do what was asked, and nothing of it was stored unless the message says so."""


class StoreVersionError(RecordsError):
    """The store was made by another version of Löfte than this one can use."""


class TwoPeopleError(RecordsError):
    """Identifiers that were given for one person belong to several."""


class UnknownRecordError(RecordsError):
    """There is no record with this id, or it no longer stands as the act presumes."""


class LockTimeoutError(RecordsError):
    """A lock that others hold was not let go in time."""


class NotAcknowledgedError(RecordsError):
    """The record is stored, but a batch that may have missed it is still running; `acknowledge` waits again."""


class AnotherRunError(RecordsError):
    """A sweep is already at work, or one that was broken off must be resumed first."""


class VersionTakenError(RecordsError):
    """Another text, or another meaning, is published under this version already."""


class LedgerDamagedError(RecordsError):
    """The ledger's own state does not hold together, so nothing more may be written to it."""
