"""List what was recorded, each with the id by which it is decided, lifted or undone.

In:   a person, or nobody for all.       Out:  consents, objections, restrictions, holds and told events as recorded.
Never: an identifier of a person: a record names its subject, and nothing else of whom it is about.

The idea in one read: the needs want facts folded, and an operator wants records one by one, with who recorded them and
when. Both read the same tables; here nothing is folded. What is no longer in force is listed only when it is asked for.
Law:  GDPR Art. 5(2), 7(1).
Kept true by: tests/journeys/test_acts.py
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Table, select, true

from lofte.facts import RowKey, SubjectId
from lofte.records import tables
from lofte.records.cases import Cases


@dataclass(frozen=True, slots=True)
class Recorded:
    """One record: its id, what it says (`about`), of whom or of which row, since when, and whether it is in force."""

    id: str
    kind: str
    about: str
    subject: SubjectId | None
    row: RowKey | None
    since: datetime
    state: str
    recorded_by: str
    in_force: bool
    details: Mapping[str, str | date | None]


class Listing(Cases):
    """Records as they were recorded."""

    def consent_records(self, subject: SubjectId | None = None) -> tuple[Recorded, ...]:
        """Every giving and withdrawal, the oldest first."""
        table = tables.consents
        return tuple(
            Recorded(
                str(row.id), "consent", row.consent, _subject(row), None, row.at, row.event, row.recorded_by, True,
                {"version": row.version, "channel": row.channel, "language": row.language},
            )
            for row in self._listed(table, subject, true(), table.c.at)
        )  # fmt: skip

    def objections(self, subject: SubjectId | None = None, *, every: bool = False) -> tuple[Recorded, ...]:
        """Objections that are not rejected, or all."""
        table = tables.objections
        return tuple(
            Recorded(
                row.id, "objection", row.activity or "all", _subject(row), None, row.made_at, row.state,
                row.recorded_by, row.state != "rejected", {"decided_by": row.decided_by, "channel": row.channel},
            )
            for row in self._listed(table, subject, true() if every else table.c.state != "rejected", table.c.made_at)
        )  # fmt: skip

    def restrictions(self, subject: SubjectId | None = None, *, every: bool = False) -> tuple[Recorded, ...]:
        """Restrictions in force, or all."""
        table = tables.restrictions
        return tuple(
            Recorded(
                row.id, "restriction", row.activity or "all", _subject(row), None, row.since,
                "lifted" if row.lifted_at else "in force", row.recorded_by, row.lifted_at is None,
                {"ground": row.ground},
            )
            for row in self._listed(table, subject, _still(table, "lifted_at", every=every), table.c.since)
        )  # fmt: skip

    def holds(self, subject: SubjectId | None = None, *, every: bool = False) -> tuple[Recorded, ...]:
        """Holds in force, or all, each with its owner and review date."""
        table = tables.holds
        return tuple(
            Recorded(
                row.id, "hold", row.reason, _subject(row), _row(row), row.placed_at,
                "lifted" if row.lifted_at else "in force", row.recorded_by, row.lifted_at is None,
                {"owner": row.owner, "review": row.review_on, "activities": ", ".join(row.activities) or "all"},
            )
            for row in self._listed(table, subject, _still(table, "lifted_at", every=every), table.c.placed_at)
        )  # fmt: skip

    def tellings(self, subject: SubjectId | None = None, *, every: bool = False) -> tuple[Recorded, ...]:
        """Events that were told and not undone, or all."""
        table = tables.told_events
        return tuple(
            Recorded(
                row.id, "event", row.event, _subject(row), _row(row), row.happened_at,
                "undone" if row.undone_at else "told", row.recorded_by, row.undone_at is None, {},
            )
            for row in self._listed(table, subject, _still(table, "undone_at", every=every), table.c.told_at)
        )  # fmt: skip

    def _listed(
        self, table: Table, subject: SubjectId | None, where: ColumnElement[bool], order: ColumnElement[Any]
    ) -> tuple[Row[Any], ...]:
        whose = true() if subject is None else table.c.subject == subject
        with self._reading() as connection:
            return tuple(connection.execute(select(table).where(where, whose).order_by(order)))


def _still(table: Table, ended: str, *, every: bool) -> ColumnElement[bool]:
    return true() if every else table.c[ended].is_(None)


def _subject(row: Row[Any]) -> SubjectId | None:
    return None if row.subject is None else SubjectId(row.subject)


def _row(row: Row[Any]) -> RowKey | None:
    return None if row.row_key is None else RowKey(row.system, row.table_name, row.row_key)
