"""Answer one person: a case from its opening to its answer, for access and for erasure.

In:   a `Workplace`, identifiers whose owner the operator has verified.       Out:  `Answered`.
Never: calls a case answered when a system did not answer; opens a second case for one that is still open.

The idea in one read: a case has a number, a day on which it is due, and a state that is `open` until every system has
done its part. The same command for the same person takes up the case that is open. What was found and why is for the
person; our own records keep which needs were released and how many rows became what, and no value.
Law:  GDPR Art. 12, 15, 17, 19.
Kept true by: tests/journeys/test_requests.py.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from lofte.answering import Answering, Person, Systems
from lofte.app.naming import ImpossibleError, identifiers_of, known_activity, known_name
from lofte.app.opening import Workplace
from lofte.app.setting import zone_of
from lofte.executor import Progress
from lofte.facts import RowKey, SubjectId
from lofte.ledger import Json
from lofte.model import Model
from lofte.periods import Period, after, local_date
from lofte.promises.request import NEVER_RELEASED, AccessAnswer, ErasureAnswer, LettingGo
from lofte.records import Request

ONE_MONTH = Period(months=1)
"""The law's own time to answer (Art. 12(3))."""
OPEN, ANSWERED = "open", "answered"


@dataclass(frozen=True, slots=True)
class Answered:
    """A case and its answer."""

    request: Request
    access: AccessAnswer | None = None
    erasure: ErasureAnswer | None = None

    by_hand: frozenset[str] = frozenset()
    """Systems that this version does not reach: somebody asks them by hand."""
    asked: frozenset[str] = frozenset()
    """Those of them of which somebody says that it is done."""

    @property
    def complete(self) -> bool:
        """Whether every system has done its part."""
        return not self.waiting

    @property
    def waiting(self) -> Mapping[str, str]:
        """The systems that have not done their part, with the reason."""
        silent = (self.access.not_asked if self.access else ()) or (self.erasure.not_run if self.erasure else ())
        return {name: why for name, why in silent if name not in self.asked}


@dataclass(frozen=True, slots=True)
class _Begun:
    """What an open case of erasure is about, as it is kept until it has been answered."""

    going: LettingGo
    decided: frozenset[str] = frozenset()
    by: str = ""

    @classmethod
    def of(cls, request: Request) -> _Begun:
        decision = request.decision if isinstance(request.decision, dict) else {}
        rows = json.loads(request.answer or "[]")
        held = {RowKey(system, table, key): tuple(columns) for system, table, key, columns in rows}
        return cls(LettingGo(held, _names(decision.get("released"))), _names(decision.get("decided")))

    def and_now(self, going: LettingGo, decided: frozenset[str], by: str) -> _Begun:
        """The case taken up: what it was about, and what is there now."""
        before, now = self.going.held, going.held
        held = {
            row: tuple(dict.fromkeys((*before.get(row, ()), *now.get(row, ()))))
            for row in dict.fromkeys((*before, *now))
        }
        released = self.going.released | going.released
        return _Begun(replace(going, held=held, released=released), self.decided | decided, by)

    @property
    def decision(self) -> dict[str, Json]:
        return {"released": sorted(self.going.released), "decided": sorted(self.decided), "by": self.by}

    @property
    def rows(self) -> str:
        return json.dumps([[row.system, row.table, row.key, columns] for row, columns in self.going.held.items()])


def _names(found: object) -> frozenset[str]:
    return frozenset(str(one) for one in found) if isinstance(found, list) else frozenset()


def access_of(place: Workplace, identifiers: Iterable[str]) -> AccessAnswer:
    """Everything held about a person and why, without a case: for who asks why something is there."""
    answering = answering_of(place)
    return answering.access(answering.find(identifiers_of(place.model, identifiers)))


def answer_access(
    place: Workplace, identifiers: Iterable[str], received_at: datetime, asked: Iterable[str] = ()
) -> Answered:
    """Open a case of access, or take up the one that is open, and answer it.

    `asked` are systems out of our reach that somebody has asked by hand.
    """
    by_hand, done = _by_hand(place, asked)
    answering = answering_of(place)
    person = answering.find(identifiers_of(place.model, identifiers))
    request = _case(place, "access", person, received_at)
    answer = answering.access(person)
    counts = Counter(f"{row.row.system}.{row.row.table}" for row in answer.rows)
    answered = Answered(request, access=answer, by_hand=by_hand, asked=done)
    shown = {(table, "shown"): rows for table, rows in counts.items()}
    return replace(answered, request=_save(place, answered, None, shown))


def answer_erasure(
    place: Workplace,
    identifiers: Iterable[str],
    received_at: datetime,
    decided: Iterable[str],
    by: str,
    told: Progress,
    asked: Iterable[str] = (),
) -> Answered:
    """Open a case of erasure, or take up the one that is open, and carry it out.

    `decided` are activities of which a person decided that they too give way; `asked` are systems out of our reach
    where somebody has erased by hand.
    """
    place.refuse_another_day()
    by_hand, done = _by_hand(place, asked)
    also = frozenset(name for one in decided if (name := _may_give_way(place.model, one)))
    answering = answering_of(place)
    person = answering.find(identifiers_of(place.model, identifiers))
    request = _case(place, "erasure", person, received_at)
    earlier = _Begun.of(request)
    begun = earlier.and_now(answering.letting_go(person, also | earlier.decided), also, by)
    # Written down first: after it, whoever was cut off takes the case up and answers for the whole of it.
    request = _keep(place, request, begun)
    answer = answering.erase(person, request, begun.going, by=by, progress=told)
    counts = Counter((f"{row.row.system}.{row.row.table}", str(row.became)) for row in answer.rows)
    answered = Answered(request, erasure=answer, by_hand=by_hand, asked=done)
    return replace(answered, request=_save(place, answered, begun.decision, counts))


def answering_of(place: Workplace) -> Answering:
    """What answers requests at this place."""
    systems = place.systems.sound()
    # A system that this version does not reach has not been asked: no answer is whole without it.
    by_hand = {
        system.name: f"this version does not reach a system that is `{system.kind}`" for system in systems.elsewhere
    }
    silent = {name: str(error) for name, error in systems.failed.items()}
    known = Systems(systems.ready, silent, by_hand)
    return Answering(place.model, known, place.records, place.day, place.declared.digest)


def _may_give_way(model: Model, word: str) -> str | None:
    """An activity that an erasure may release when somebody decides so; some the law lets nobody release."""
    name = known_activity(model, word)
    never = sorted({one.basis.value for one in model.activities[word].basis if one.basis in NEVER_RELEASED})
    if never:
        raise ImpossibleError(
            f"`{word}` cannot give way: it rests on {' and '.join(never)}, and what that needs "
            "is not erased on request (GDPR Art. 17(1), 17(3))",
            help="leave it out: the answer tells the person what is kept, why and until when",
        )
    return name


def _by_hand(place: Workplace, asked: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The systems that are asked by hand, and those of them that have been."""
    by_hand = frozenset(system.name for system in place.systems.elsewhere)
    return by_hand, frozenset(known_name(name, by_hand, "system asked by hand") for name in asked)


def _case(place: Workplace, right: str, person: Person, received_at: datetime) -> Request:
    subject = place.records.ensure_subject(person.identifiers)
    for request in place.records.requests(state=OPEN):
        if request.right == right and request.subject == subject:
            return request
    return _opened(place, right, subject, received_at)


def _opened(place: Workplace, right: str, subject: SubjectId, received_at: datetime) -> Request:
    received = min(place.day, local_date(received_at, zone_of(place.model)))
    due_on = after(received, place.model.requests.answer or ONE_MONTH)
    return place.records.open_request(right, subject, received_at=received_at, due_on=due_on, state=OPEN)


def _keep(place: Workplace, request: Request, begun: _Begun) -> Request:
    return place.records.save_request(
        request.number,
        state=OPEN,
        due_on=request.due_on,
        subject=request.subject,
        decision=begun.decision,
        answer=begun.rows,
    )


def _save(place: Workplace, answered: Answered, decision: Json, counts: Mapping[tuple[str, str], int]) -> Request:
    request = answered.request
    return place.records.save_request(
        request.number,
        state=ANSWERED if answered.complete else OPEN,
        due_on=request.due_on,
        subject=request.subject,
        decision=decision,
        answer=None if answered.complete else request.answer,
        counts=[(table, what, rows) for (table, what), rows in sorted(counts.items())],
    )
