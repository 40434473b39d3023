"""Record what a demonstration's people have said, in our own records.

In:   an open store, the `Told` of a world.       Out:  nothing; it is recorded.
Never: records anything that the world does not tell.

The idea in one read: a world keeps what no column can tell as data. Consents come in crowds and are recorded in bulk,
the rest one by one, each as an operator would.
Kept true by: tests/journeys/test_demo.py, tests/demo/test_mittliv.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from lofte.demo.world import (
    ConsentGiven,
    ConsentWithdrawn,
    EventHappened,
    HoldPlaced,
    ObjectionMade,
    RestrictionSet,
    Told,
)
from lofte.facts import Identifier, SubjectId, normal
from lofte.records import ConsentRecord, Records

BY = "demonstration"


def record(records: Records, told: Iterable[Told]) -> None:
    """Record everything."""
    every = tuple(told)
    people = _people(records, every)
    records.record_consents(
        [
            ConsentRecord(people[_known_by(one.email)], one.consent, "given", one.at)
            if isinstance(one, ConsentGiven)
            else ConsentRecord(people[_known_by(one.email)], one.consent, "withdrawn", one.at)
            for one in every
            if isinstance(one, ConsentGiven | ConsentWithdrawn)
        ],
        recorded_by=BY,
    )
    for one in every:
        _record(records, one, people)


def _record(records: Records, one: Told, people: dict[Identifier, SubjectId]) -> None:
    match one:
        case ConsentGiven() | ConsentWithdrawn():
            pass  # in bulk
        case ObjectionMade():
            subject = people[_known_by(one.email)]
            records.make_objection(subject, one.activity, at=one.at, recorded_by=BY)
        case RestrictionSet():
            subject = people[_known_by(one.email)]
            records.restrict(subject, one.activity, since=one.at, ground="accuracy-contested", recorded_by=BY)
        case HoldPlaced():
            records.place_hold(one.reason, one.row, owner=one.owner, review_on=one.review_on, recorded_by=BY)
        case EventHappened():
            records.tell_event(one.event, one.row, happened_at=one.at, recorded_by=BY)
        case _:
            assert_never(one)


def _people(records: Records, told: Iterable[Told]) -> dict[Identifier, SubjectId]:
    """Everyone of whom something is told by address, each known once."""
    known = dict.fromkeys(_known_by(one.email) for one in told if not isinstance(one, HoldPlaced | EventHappened))
    return dict(zip(known, records.ensure_subjects([(one,) for one in known]), strict=True))


def _known_by(email: str) -> Identifier:
    return normal("email", email)
