"""Find rows that bear the identifiers of two people, where each bears those of one.

In:   a system, an open connection, who is known under which identifier.       Out:  how many rows, by table, columns.
Never: says whose they are; takes several people whom a list of columns names, or a shared mailbox, for a contradiction.

The idea in one read: `person: {email: mail, account-id: account}` says that both columns are of one person. Where our
records know two people under them, nobody can say whose data the row holds, whose consent it rests on, or whom an
erasure takes it from; so nothing is erased there until somebody has looked.
Law:  GDPR Art. 5(1)(d).
Kept true by: tests/journeys/test_systems.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from lofte.facts import Identifier, SubjectId, normal
from lofte.graph import BoundTable, Site
from lofte.systems.sql.asking import AT_ONCE, SqlSystem
from lofte.systems.sql.compile import Compiler

Holders = Callable[[Iterable[Identifier]], Callable[[Identifier], SubjectId | None]]
"""For some identifiers: who is known under each."""


def doubled(system: SqlSystem, connection: Connection, holders: Holders) -> Counter[tuple[str, str, str]]:
    """The number of rows that lead to two people, by table and the two columns."""
    found: Counter[tuple[str, str, str]] = Counter()
    for table in system.bound.tables.values():
        for one, other in _of_one_person(table):
            source = Compiler(system.surroundings, None).table(table.name)
            pair = source.c[one.column], source.c[other.column]
            query = sa.select(*pair).where(*(column.is_not(None) for column in pair))
            for rows in connection.execute(query.execution_options(yield_per=AT_ONCE)).partitions():
                people = [(normal(one.kind, str(left)), normal(other.kind, str(right))) for left, right in rows]
                holder = holders({identifier for both in people for identifier in both})
                known = ((holder(left), holder(right)) for left, right in people)
                found[table.name, one.column, other.column] += sum(
                    left is not None and right is not None and left != right for left, right in known
                )
    return +found


def _of_one_person(table: BoundTable) -> Iterator[tuple[Site, Site]]:
    """The pairs of the row's own columns that identify the same person in different ways."""
    for party in table.parties:
        own = [site for site in party.sites if not site.hops]
        yield from ((one, other) for one, other in combinations(own, 2) if one.kind != other.kind)
