"""Compare what became of each planted row with what had to become of it.

In:   the databases of a `World`, looked at before and after.       Out:  one `Missed` for each case that is not met.
Never: runs a sweep; knows why a row should go.

The idea in one read: look at every planted row, let whoever keeps the promises work, look again. A column counts as
empty when it is NULL or says the one word that is written where NULL may not stand.
Law:  GDPR Art. 5(2).
Kept true by: tests/demo/test_fates.py.

>>> case = Planted("refused", ("ML-3-c",), "programme", "applications", "1", Expect(Fate.GOES))
>>> missed((case,), {case.row: {"id": 1}}, {case.row: {"id": 1}}, "sweep")[0].why
'is still there'
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, MetaData, create_engine, select

from lofte.demo.world import WRITTEN, Expect, Fate, Planted
from lofte.facts import RowKey

Row = Mapping[str, Any]
Looked = Mapping[RowKey, Row | None]
"""From a planted row's name to the row, or None when it is not there."""


@dataclass(frozen=True, slots=True)
class Missed:
    """A case that is not met, and in what. Columns are named, values are not."""

    planted: Planted
    why: str


def missed(
    planted: Iterable[Planted], before: Looked, after: Looked, moment: Literal["sweep", "erasure"]
) -> tuple[Missed, ...]:
    """The cases of this moment that are not met."""
    judged = ((one, _wrong(one.expect, before[one.row], after[one.row])) for one in planted if one.after == moment)
    return tuple(Missed(one, why) for one, why in judged if why)


def look(urls: Mapping[str, str], databases: Mapping[str, MetaData], planted: Iterable[Planted]) -> Looked:
    """The planted rows as they are now; `urls` and `databases` are from the same environment variables."""
    cases = tuple(planted)
    return {row: found for name, url in urls.items() for row, found in _looked(url, databases[name], cases)}


def _looked(url: str, tables: MetaData, planted: tuple[Planted, ...]) -> Iterator[tuple[RowKey, Row | None]]:
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            for one in planted:
                if one.system == tables.info["system"]:
                    yield one.row, _row(connection, tables, one)
    finally:
        engine.dispose()


def _row(connection: Connection, tables: MetaData, planted: Planted) -> Row | None:
    table = tables.tables[planted.table]
    (key,) = table.primary_key.columns
    found = connection.execute(select(table).where(key == key.type.python_type(planted.key))).mappings().first()
    return None if found is None else dict(found)


def _wrong(expect: Expect, before: Row | None, after: Row | None) -> str:
    """In what the row differs from its fate; empty when it does not."""
    if before is None:
        return "was not there to begin with"
    if expect.fate is Fate.GOES:
        return "" if after is None else "is still there"
    if after is None:
        return "is gone"
    full = [column for column in expect.empty if not _is_empty(after[column])]
    lost = [column for column in expect.kept if _is_empty(after[column]) or after[column] != before[column]]
    told = (("still holds", full), ("has lost or changed", lost))
    return "; ".join(f"{what} {', '.join(columns)}" for what, columns in told if columns)


def _is_empty(value: object) -> bool:
    return value is None or value == WRITTEN
