"""Which releases a sweep carries out: those whose need has fallen for the person in the row.

In:   a plan, an open system, what our records know.       Out:  `ReleaseFact`s.
Never: spends a release whose need a hold keeps, or of a row that nobody could judge.

The idea in one read: a release is one person's, in one row, of one activity's need. The plan has the question whether
that need keeps the row for the person asked about; here it is asked of each person with releases, about just their
rows. A release that was decided after the sweep had found its rows is not journalled, and waits for the next sweep.
Law:  GDPR Art. 17(1).
Kept true by: tests/journeys/test_spending.py, tests/differential/.

>>> row = RowKey.of("crm", "people", ["17"])
>>> release = ReleaseFact(row, "newsletter", date(2026, 3, 1), False, SubjectId("s1"))
>>> read_release(as_text(release)) == release
True
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from sqlalchemy.engine import Connection

from lofte.facts import ReleaseFact, RowKey, SubjectId
from lofte.knowledge import Knowledge
from lofte.plan import Plan, Spending
from lofte.systems.sql.asking import AT_ONCE, SqlSystem


def fallen(
    plan: Plan, system: SqlSystem, connection: Connection, knowledge: Knowledge
) -> Iterator[tuple[ReleaseFact, ...]]:
    """The releases in a system that are not spent and whose need has fallen, some thousands at a time."""
    unspent = [one for one in knowledge.loosely().facts.releases if not one.spent]
    found = fallen_among(plan, system, connection, knowledge, unspent)
    while part := tuple(islice(found, AT_ONCE)):
        yield part


def fallen_among(
    plan: Plan, system: SqlSystem, connection: Connection, knowledge: Knowledge, releases: Iterable[ReleaseFact]
) -> Iterator[ReleaseFact]:
    """Those of the releases whose rows are there, and whose need keeps its row no longer."""
    questions = {(one.table, one.activity): one for one in plan.spends if one.system == system.bound.name}
    grouped: dict[tuple[SubjectId | None, str, str], list[ReleaseFact]] = {}
    for release in releases:
        if release.row.system == system.bound.name and (release.row.table, release.activity) in questions:
            grouped.setdefault((release.subject, release.row.table, release.activity), []).append(release)
    subjects = {subject for subject, _, _ in grouped if subject is not None}
    people = knowledge.records.facts(subjects, ()) if subjects else None
    for (subject, table, activity), of_person in grouped.items():
        own = people.identifiers_of(subject) if people and subject is not None else ()
        question = questions[table, activity]
        yield from _fallen(system, connection, knowledge.asking(own), question, subject, of_person)


def as_text(release: ReleaseFact) -> str:
    """A release as it is journalled."""
    row = release.row
    return json.dumps(
        [row.system, row.table, row.key, release.activity, release.decided_on.isoformat(), release.subject]
    )


def read_release(text: str) -> ReleaseFact:
    """A release that was journalled."""
    system, table, key, activity, decided_on, subject = json.loads(text)
    return ReleaseFact(RowKey(system, table, key), activity, date.fromisoformat(decided_on), False, subject)


def _fallen(
    system: SqlSystem,
    connection: Connection,
    knowledge: Knowledge,
    question: Spending,
    subject: SubjectId | None,
    releases: list[ReleaseFact],
) -> Iterator[ReleaseFact]:
    table = system.bound.tables[question.table]
    kept = question.kept_for_anyone if subject is None else question.kept
    of_key = {system.key_of(table, release.row): release for release in releases}
    keys = iter(of_key)
    while part := list(islice(keys, AT_ONCE)):
        told = system.truths(connection, table, {"kept": kept}, part, knowledge)
        yield from (of_key[key] for key, answers in told.items() if not answers["kept"])
