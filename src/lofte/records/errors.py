"""Say what stopped our own store, in words that an operator can act on."""

from lofte.diagnostics import LofteError


class RecordsError(LofteError):
    """Our own store could not do what was asked; nothing of it was done unless the message says so."""


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


class LedgerDamagedError(RecordsError):
    """The ledger's own state does not hold together, so nothing more may be written to it."""
