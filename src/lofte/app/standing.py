"""Gather the evidence for the status of a day: what the systems count, the law's findings, requests that are late.

In:   a `Workplace`.       Out:  `Evidence`, for `lofte.promises.standing`; numbers alone.
Never: changes a row; takes a system that did not answer for one with nothing due.

The idea in one read: each system that answers counts for itself, on one snapshot; one that does not is named as
silent. Overdue is what was due already on the day by which the declaration promised to be done.
Law:  GDPR Art. 5(2), 24; docs/needs.md section 7.
Kept true by: tests/journeys/test_status.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta

from lofte.app.declaring import check
from lofte.app.opening import Workplace
from lofte.app.requesting import OPEN
from lofte.app.setting import zone_of
from lofte.documents.standing import Standing
from lofte.knowledge import Knowledge
from lofte.model import Model
from lofte.periods import Period, cutoff
from lofte.promises.retention import cells_of
from lofte.promises.standing import Evidence, TableAudit, standing
from lofte.systems.sql.asking import SqlSystem
from lofte.systems.sql.auditing import Asked, audits
from lofte.systems.sql.database import SystemFailedError

WITHIN = Period(days=30)
"""How soon after it is due a row must be gone, unless the declaration says."""


def standing_of(place: Workplace, language: str) -> Standing:
    """How every promise stands on the day."""
    return standing(place.model, evidence_of(place), language)


def evidence_of(place: Workplace) -> Evidence:
    """Everything that is counted for the status of the day."""
    tables: list[TableAudit] = []
    silent = {name: str(error) for name, error in place.systems.failed.items()}
    for name, system in place.systems.ready.items():
        try:
            with system.database.reading() as connection:
                tables += audits(system, connection, _of_day(place, system), _of_the_last_day(place, system))
        except SystemFailedError as error:
            silent[name] = str(error)
    findings = check(place.declared, place.day).findings
    return Evidence(
        place.day,
        tuple(tables),
        silent,
        place.systems.misfits,
        findings,
        _overdue_requests(place),
        Counter(hold.reason for hold in place.knowledge.loosely().facts.holds if hold.review_on < place.day),
    )


def _overdue_requests(place: Workplace) -> Mapping[str, int]:
    return Counter(request.right for request in place.records.requests(state=OPEN) if request.due_on < place.day)


def _of_day(place: Workplace, system: SqlSystem) -> Asked:
    return cells_of(place.model, system.bound, place.day), place.knowledge


def _of_the_last_day(place: Workplace, system: SqlSystem) -> Asked:
    """The day by which what was due had to be gone, and what was known on it."""
    day = cutoff(_within(place.model), place.day) - timedelta(days=1)
    ready = tuple(place.systems.ready.values())
    known = Knowledge(place.records, day, zone_of(place.model), systems=ready, as_it_was=True)
    return cells_of(place.model, system.bound, day), known


def _within(model: Model) -> Period:
    return model.sweep.within if model.sweep else WITHIN
