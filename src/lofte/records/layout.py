"""Raise a store of an earlier layout to the present one, in its place.

In:   a connection inside a transaction, alone with the layout.       Out:  the store at the present layout.
Never: changes or drops what is stored; lowers a layout; leaves a store between two layouts.

The idea in one read: each step leads from one layout to the next, and all of them are one transaction with the number
that says where the store is. So a process that is killed meanwhile leaves the earlier layout, and two that come at
once raise it once. A store made by a newer Löfte is refused, because what it means cannot be known here.
Law:  GDPR Art. 5(1)(f), 32.
Kept true by: tests/records/test_layout.py
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from sqlalchemy import Connection, select, update

from lofte.records import tables
from lofte.records.errors import StoreVersionError


def _with_versions(connection: Connection) -> None:
    """From layout 1 to 2: published versions of the policy."""
    tables.metadata.create_all(connection, tables=[tables.versions, tables.version_texts])


STEPS: Final[Mapping[int, Callable[[Connection], None]]] = MappingProxyType({1: _with_versions})
"""What leads from each earlier layout to the next."""


def has_to_be_raised(version: int) -> bool:
    """Whether a store has an earlier layout; raises StoreVersionError for one that cannot be raised or is newer."""
    if version > tables.VERSION:
        raise StoreVersionError(
            f"the records have layout {version} and this Löfte knows only up to {tables.VERSION}; "
            "use the newer Löfte that made them"
        )
    if version < tables.VERSION and version not in STEPS:
        raise StoreVersionError(
            f"the records have the earlier layout {version}, which no step leads from; this one is {tables.VERSION}"
        )
    return version < tables.VERSION


def raise_layout(connection: Connection) -> None:
    """Go every step from where the store is; another process may have gone them already."""
    version = int(connection.execute(select(tables.store.c.version)).scalar_one())
    while has_to_be_raised(version):
        STEPS[version](connection)
        version += 1
        connection.execute(update(tables.store).values(version=version))
