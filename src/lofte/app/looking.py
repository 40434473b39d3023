"""See that a row which a person typed is there, before anything is recorded of it.

In:   Model, `Setting`, a row.       Out:  why it could not be seen, or None: it is there.
Never: reads anything of the row but its key; repeats the key, which may be a person's identifier.

The idea in one read: a hold on a mistyped key would be recorded, keep nothing, and be believed. So the row's system is
asked. One that does not answer stops no act, because evidence cannot wait for it: that the row was not seen is told.
Law:  GDPR Art. 5(1)(d), 17(3).
Kept true by: tests/journeys/test_acts.py.
"""

from __future__ import annotations

from lofte.app.connecting import connected
from lofte.app.naming import ImpossibleError
from lofte.app.setting import Setting
from lofte.facts import RowKey
from lofte.model import Model
from lofte.systems.sql.database import SystemFailedError


def unseen(model: Model, setting: Setting, row: RowKey) -> str | None:
    """Why the row could not be looked for. Raises ImpossibleError when it is not there."""
    path = f"{row.system}.{row.table}"
    with connected(model, setting, [row.system]) as systems:
        bound = systems.bound.get(row.system)
        if bound is not None and len(row.values) != len(bound.tables[row.table].key):
            columns = ", ".join(bound.tables[row.table].key)
            raise ImpossibleError(
                f"the key of `{path}` is {columns}, and another number of values was given",
                help="write the key as `system.table:key`, one value for each column, with commas between",
            )
        if row.system in systems.failed:
            return str(systems.failed[row.system])
        system = systems.ready.get(row.system)
        if system is None:
            return "the database does not fit the declaration" if systems.faults else "it is out of our reach"
        try:
            with system.database.reading() as connection:
                there = system.has(connection, system.bound.tables[row.table], row)
        except SystemFailedError as error:
            return str(error)
    if not there:
        raise ImpossibleError(
            f"there is no row with this key in `{path}`, so nothing is recorded",
            help="see the row in the database, and write its key just as it stands there",
        )
    return None
