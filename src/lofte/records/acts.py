"""Record what people and their advisers do: consents, objections, restrictions, holds, told events, releases.

In:   an act, with who did it, when, and by which role it was recorded.      Out:  its id; it is acknowledged on return.
Never: changes what was recorded; takes an objection or a withdrawal for granted before no running batch can miss it.

The idea in one read: every act is one transaction with its ledger entry, and returns only when it is acknowledged (see
`locks`). If waiting fails, the act is stored all the same, `NotAcknowledgedError` says so, and `acknowledge` waits
again. What a sweep itself writes (what it carried, which releases it has carried out) happens inside its own batches
and needs no such wait: it can make nothing fall.
Law:  GDPR Art. 7(1), 7(3), 17(3), 18, 21.
Kept true by: tests/records/test_acts.py
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Literal

from sqlalchemy import ColumnElement, Table, delete, exists, insert, select, tuple_, update

from lofte.facts import CarriedConsent, CarriedEvent, ReleaseFact, RowKey, SubjectId
from lofte.ledger import Json
from lofte.records import tables
from lofte.records.chance import token
from lofte.records.errors import UnknownRecordError
from lofte.records.people import People
from lofte.records.store import Writing, batched

CONSENTS_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class ConsentRecord:
    """One giving or withdrawal of a consent, and what proves it; `evidence` points at a proof kept elsewhere."""

    subject: SubjectId
    consent: str
    event: Literal["given", "withdrawn"]
    at: datetime
    version: str | None = None
    language: str | None = None
    channel: str | None = None
    method: str | None = None
    evidence: str | None = None


class Acts(People):
    """Acts that the needs are judged by."""

    def record_consent(self, record: ConsentRecord, *, recorded_by: str) -> None:
        """Record one giving or withdrawal."""
        self.record_consents([record], recorded_by=recorded_by)

    def record_consents(self, records: Iterable[ConsentRecord], *, recorded_by: str) -> None:
        """Record many, some thousands in one transaction; recording the same one twice changes nothing."""
        rest = iter(records)
        while chunk := tuple(islice(rest, CONSENTS_AT_ONCE)):
            with self._writing(act=True) as writing:
                rows = [_consent_row(record, recorded_by, writing.now) for record in chunk]
                writing.connection.execute(insert(tables.consents), rows)
                for record in chunk:
                    payload = {"subject": record.subject, "consent": record.consent, "version": record.version}
                    writing.note(f"consent-{record.event}", payload, subject=record.subject)

    def make_objection(
        self, subject: SubjectId, activity: str | None, *, at: datetime, recorded_by: str, channel: str | None = None
    ) -> str:
        """Record an objection to an activity, to `direct-marketing`, or (None) to all; it is pending until decided."""
        with self._writing(act=True) as writing:
            row = {"subject": subject, "activity": activity, "made_at": at, "channel": channel, "state": "pending"}
            return _insert(writing, tables.objections, row, recorded_by, "objection-made", subject)

    def decide_objection(self, objection: str, *, upheld: bool, at: datetime, recorded_by: str) -> None:
        """Uphold or reject a pending objection."""
        state = "upheld" if upheld else "rejected"
        values = {"state": state, "decided_at": at, "decided_by": recorded_by}
        where = tables.objections.c.state == "pending"
        self._change(tables.objections, objection, values, where, f"objection-{state}")

    def restrict(
        self, subject: SubjectId, activity: str | None, *, since: datetime, ground: str, recorded_by: str
    ) -> str:
        """Restrict processing (Art. 18) for an activity or (None) for all."""
        with self._writing(act=True) as writing:
            row = {"subject": subject, "activity": activity, "since": since, "ground": ground}
            return _insert(writing, tables.restrictions, row, recorded_by, "restriction-set", subject)

    def lift_restriction(self, restriction: str, *, at: datetime, recorded_by: str) -> None:
        """End a restriction; the person was told before (Art. 18(3))."""
        values = {"lifted_at": at, "lifted_by": recorded_by}
        where = tables.restrictions.c.lifted_at.is_(None)
        self._change(tables.restrictions, restriction, values, where, "restriction-lifted")

    def place_hold(
        self,
        reason: str,
        of: SubjectId | RowKey,
        *,
        activities: Sequence[str] = (),
        owner: str,
        review_on: date | None,
        recorded_by: str,
    ) -> str:
        """Keep a person's data or a row, for some activities or (empty) all; a hold that is not whole: ValueError."""
        if not owner.strip() or not reason.strip() or review_on is None:
            raise ValueError("a hold needs a reason, an owner and a review date; say all three")
        with self._writing(act=True) as writing:
            row = {"reason": reason, "activities": list(activities), "owner": owner, "review_on": review_on}
            row |= {**_object(of), "placed_at": writing.now}
            return _insert(writing, tables.holds, row, recorded_by, "hold-placed", _subject(of))

    def lift_hold(self, hold: str, *, recorded_by: str) -> None:
        """End a hold."""
        values = {"lifted_at": self.clock.now(), "lifted_by": recorded_by}
        self._change(tables.holds, hold, values, tables.holds.c.lifted_at.is_(None), "hold-lifted")

    def tell_event(self, event: str, of: SubjectId | RowKey, *, happened_at: datetime, recorded_by: str) -> str:
        """Record that an event has happened to a person or a row; the newest telling counts."""
        with self._writing(act=True) as writing:
            row = {"event": event, "happened_at": happened_at, "told_at": writing.now, **_object(of)}
            return _insert(writing, tables.told_events, row, recorded_by, "event-told", _subject(of))

    def undo_event(self, telling: str, *, recorded_by: str) -> None:
        """Take a telling back; an earlier one of the same event, if there is one, counts again."""
        values = {"undone_at": self.clock.now(), "undone_by": recorded_by}
        self._change(tables.told_events, telling, values, tables.told_events.c.undone_at.is_(None), "event-undone")

    def release(self, releases: Iterable[ReleaseFact], *, request: int | None, recorded_by: str) -> None:
        """Record the needs that an upheld erasure request releases, row by row and person by person."""
        given = tuple(releases)
        rows = [
            {**_row(one.row), "activity": one.activity, "subject": one.subject, "decided_on": one.decided_on}
            for one in given
        ]
        with self._writing(act=True) as writing:
            for number, chunk in enumerate(batched(rows)):
                values = [{**row, "request": request, "spent_at": None} for row in chunk]
                writing.connection.execute(insert(tables.releases), values)
                payload: dict[str, Json] = {"request": request, "part": number, "by": recorded_by}
                writing.note("needs-released", payload, counts=_counted(chunk))

    def spend_releases(self, rows: Iterable[RowKey], activity: str, subject: SubjectId | None) -> None:
        """Mark one person's releases of an activity's need for these rows as carried out, at the end of a sweep."""
        columns = tables.releases.c
        whose = columns.subject.is_(None) if subject is None else columns.subject == subject
        for system, table, keys in _by_table(rows):
            of_rows = _rows_in(tables.releases, system, table, keys)
            unspent = (columns.activity == activity) & whose & columns.spent_at.is_(None)
            with self._writing() as writing:
                spent = update(tables.releases).where(of_rows, unspent).values(spent_at=writing.now)
                writing.connection.execute(spent)

    def end_releases(self, rows: Iterable[RowKey]) -> None:
        """Forget what was said of rows that are gone: a row that later gets the same key is another row."""
        for system, table, keys in _by_table(rows):
            with self._writing() as writing:
                for of_row in (tables.releases, tables.carried_events):
                    # Of most tables nothing was ever said, and then thousands of keys need not travel.
                    of_table = exists().where(of_row.c.system == system, of_row.c.table_name == table)
                    if writing.connection.execute(select(of_table)).scalar():
                        writing.connection.execute(delete(of_row).where(_rows_in(of_row, system, table, keys)))

    def carry(self, events: Iterable[CarriedEvent] = (), consents: Iterable[CarriedConsent] = ()) -> None:
        """Write down, before a row goes, what others would no longer read from it; to carry again is the same."""
        event_rows = [
            {**_row(one.row), "event": one.event, "carrier": one.carrier, "happened_at": one.happened_at}
            for one in events
        ]
        consent_rows = [
            {
                "subject": one.subject,
                "consent": one.consent,
                "carrier": one.carrier,
                "given_at": one.given_at,
                "withdrawn_at": one.withdrawn_at,
            }
            for one in consents
        ]
        with self._writing() as writing:
            _put(writing, tables.carried_events, event_rows)
            _put(writing, tables.carried_consents, consent_rows)

    def forget_carried(self, events: Iterable[CarriedEvent], consents: Iterable[CarriedConsent] = ()) -> None:
        """Take back what was carried from rows that speak for themselves after all."""
        rows = [{**_row(one.row), "event": one.event, "carrier": one.carrier} for one in events]
        of_people = [{"subject": one.subject, "consent": one.consent, "carrier": one.carrier} for one in consents]
        if rows or of_people:
            with self._writing() as writing:
                _take_away(writing, tables.carried_events, rows)
                _take_away(writing, tables.carried_consents, of_people)

    def _change(
        self, table: Table, record: str, values: Mapping[str, object], standing: ColumnElement[bool], kind: str
    ) -> None:
        """Change the state of a record that still stands."""
        with self._writing(act=True) as writing:
            subject = writing.connection.execute(select(table.c.subject).where(table.c.id == record)).scalar()
            changed = writing.connection.execute(update(table).where(table.c.id == record, standing).values(**values))
            if changed.rowcount == 0:
                raise UnknownRecordError(f"there is no record `{record}` for `{kind}`, or it is no longer in force")
            writing.note(kind, {"record": record}, subject=subject, reference=record)


def _insert(
    writing: Writing, table: Table, row: Mapping[str, object], recorded_by: str, kind: str, subject: str | None
) -> str:
    name = token(writing.chance)
    writing.connection.execute(insert(table), {**row, "id": name, "recorded_by": recorded_by})
    payload: dict[str, Json] = {"record": name, "subject": subject, "by": recorded_by}
    writing.note(kind, payload, subject=subject, reference=name)
    return name


def _consent_row(record: ConsentRecord, recorded_by: str, now: datetime) -> dict[str, object]:
    return {
        "subject": record.subject,
        "consent": record.consent,
        "event": record.event,
        "at": record.at,
        "version": record.version,
        "language": record.language,
        "channel": record.channel,
        "method": record.method,
        "evidence": record.evidence,
        "recorded_by": recorded_by,
        "recorded_at": now,
    }


def _object(of: SubjectId | RowKey) -> dict[str, object]:
    return _row(of) if isinstance(of, RowKey) else {"subject": of}


def _subject(of: SubjectId | RowKey) -> SubjectId | None:
    return None if isinstance(of, RowKey) else of


def _row(row: RowKey) -> dict[str, object]:
    return {"system": row.system, "table_name": row.table, "row_key": row.key}


def _counted(rows: Iterable[Mapping[str, object]]) -> list[tuple[str, str, int]]:
    counts: dict[tuple[str, str], int] = {}
    for row in rows:
        place = (f"{row['system']}.{row['table_name']}", f"release {row['activity']}")
        counts[place] = counts.get(place, 0) + 1
    return [(table, what, number) for (table, what), number in counts.items()]


def _by_table(rows: Iterable[RowKey]) -> Iterable[tuple[str, str, tuple[str, ...]]]:
    keys: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        keys.setdefault((row.system, row.table), []).append(row.key)
    return ((system, table, chunk) for (system, table), of_table in keys.items() for chunk in batched(of_table))


def _rows_in(table: Table, system: str, name: str, keys: tuple[str, ...]) -> ColumnElement[bool]:
    return (table.c.system == system) & (table.c.table_name == name) & table.c.row_key.in_(keys)


def _put(writing: Writing, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Write rows over those with the same key."""
    for chunk in batched(rows):
        _take_away(writing, table, chunk)
        writing.connection.execute(insert(table), list(chunk))


def _take_away(writing: Writing, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Delete the rows with these keys."""
    key = [column.name for column in table.primary_key]
    for chunk in batched(rows):
        names = [tuple(row[column] for column in key) for row in chunk]
        writing.connection.execute(delete(table).where(tuple_(*(table.c[column] for column in key)).in_(names)))
