"""Tell the kinds of rows of one table apart, where a meaning depends on a column.

In:   a DeclaredTable, an activity.       Out:  `Case`s, and what holds in each.
Never: knows the values that the database has; a case is a value that the declaration names, or none of them.

The idea in one read: `{by: list, partner: work-email, else: email}` makes rows of two kinds. A question about "every
row" is asked once for each kind: for each combination of the values that the table's by-columns name, with *other* for
all the rest.
Law:  GDPR Art. 4(1).
Kept true by: tests/unit/compiler/test_checks.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice, product

from lofte.grammar import ByColumn
from lofte.model import BoundColumn, DeclaredTable, Party, ProcessingActivity, Serves

OTHER = None
"""The value of a column that is none of those the declaration names."""

Case = Mapping[str, str | None]

_MOST_CASES = 4096


def cases(table: DeclaredTable, serves: Serves) -> tuple[Case, ...]:
    """The kinds of rows of the table that the activity is narrowed to."""
    values: dict[str, dict[str | None, None]] = {}
    for by in _by_columns(table):
        known = values.setdefault(by.column, {})
        known.update(dict.fromkeys(value for value, _ in by.meanings))
    for condition in serves.conditions:
        known = values.setdefault(condition.column, {})
        known.update(dict.fromkeys(condition.values or ()))
    columns = tuple(values)
    combined = product(*((*values[column], OTHER) for column in columns))
    every = (dict(zip(columns, chosen, strict=True)) for chosen in islice(combined, _MOST_CASES))
    return tuple(case for case in every if _serves(serves, case))


def _by_columns(table: DeclaredTable) -> tuple[ByColumn, ...]:
    found = (table.about, *(column.data for column in table.columns.values()))
    return tuple(by for by in found if isinstance(by, ByColumn))


def _serves(serves: Serves, case: Case) -> bool:
    return all(
        condition.values is None or case[condition.column] in condition.values for condition in serves.conditions
    )


def meaning(by: ByColumn, case: Case) -> str | None:
    """What a by-column means in this case; None for a value that it does not list."""
    return dict(by.meanings).get(case.get(by.column) or "", by.otherwise)


def data_in(column: BoundColumn) -> tuple[str, ...]:
    """Every category that a column may hold."""
    if isinstance(column.data, str):
        return (column.data,)
    rest = (column.data.otherwise,) if column.data.otherwise is not None else ()
    return tuple(dict.fromkeys((*(meant for _, meant in column.data.meanings), *rest)))


def holds_in(column: BoundColumn, case: Case) -> str | None:
    """The category that a column holds in this case; None if the declaration does not say."""
    return column.data if isinstance(column.data, str) else meaning(column.data, case)


def concerns(activity: ProcessingActivity, table: DeclaredTable, party: Party, case: Case) -> bool:
    """Whether a person of this party, in such a row, can be one that the activity is about."""
    if isinstance(table.about, ByColumn):
        subject = meaning(table.about, case)
        return subject is not None and (activity.about is None or subject in activity.about)
    subject = table.about or party.name
    return not subject or activity.about is None or subject in activity.about
