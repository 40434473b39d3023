"""Keep cases, approvals, the trust that each rule has earned, and how much each sweep did.

In:   states decided elsewhere.       Out:  the same, kept.
Never: decides a request, moves a deadline, counts an approval that has expired.

The idea in one read: the state machines are pure and live with the promises; here their states are only saved, each
with a ledger entry in the same transaction. A rule is observed until someone trusts it more. An approval is of one
plan, by its digest, for one day, with the most rows that each step may touch.
Law:  GDPR Art. 5(2), 12(3).
Kept true by: tests/records/test_cases.py
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import Row, func, insert, select, update

from lofte.facts import SubjectId
from lofte.ledger import Json
from lofte.records import tables
from lofte.records.chance import token
from lofte.records.errors import UnknownRecordError
from lofte.records.runs import Run, Runs

RuleMode = Literal["observe", "approve", "automatic"]


@dataclass(frozen=True, slots=True)
class Request:
    """One request by one person; `decision` and `answer` are about that person."""

    number: int
    right: str
    subject: SubjectId | None
    received_at: datetime
    due_on: date
    state: str
    decision: Json
    answer: str | None


@dataclass(frozen=True, slots=True)
class Approval:
    """Someone's leave to run one plan on one day; each count is the most rows that a step may touch."""

    id: str
    plan: str
    day: date
    counts: Mapping[str, int]
    expires_at: datetime
    approved_by: str


class Cases(Runs):
    """Requests, approvals, modes and history."""

    def open_request(
        self, right: str, subject: SubjectId | None, *, received_at: datetime, due_on: date, state: str
    ) -> Request:
        """Open a case under the next number."""
        with self._writing() as writing:
            number = (writing.connection.execute(select(func.max(tables.requests.c.number))).scalar() or 0) + 1
            request = Request(number, right, subject, received_at, due_on, state, None, None)
            row = {"number": number, "right": right, "subject": subject, "received_at": received_at}
            row |= {"due_on": due_on, "state": state, "changed_at": writing.now}
            writing.connection.execute(insert(tables.requests), row)
            payload: dict[str, Json] = {"subject": subject, "right": right, "state": state}
            writing.note("request-opened", payload, subject=subject, reference=f"request-{number}")
            return request

    def save_request(
        self,
        number: int,
        *,
        state: str,
        due_on: date,
        subject: SubjectId | None,
        decision: Json = None,
        answer: str | None = None,
        counts: Sequence[tuple[str, str, int]] = (),
        plan: str | None = None,
    ) -> Request:
        """Save a case's new state; `counts` and `plan` tell the ledger what was done for it."""
        with self._writing() as writing:
            values = {"state": state, "due_on": due_on, "subject": subject, "decision": decision, "answer": answer}
            changed = update(tables.requests).where(tables.requests.c.number == number)
            if writing.connection.execute(changed.values(**values, changed_at=writing.now)).rowcount == 0:
                raise UnknownRecordError(f"there is no request {number}")
            payload: dict[str, Json] = {"subject": subject, "state": state, "decision": decision}
            name = f"request-{number}"
            writing.note(f"request-{state}", payload, subject=subject, reference=name, plan=plan, counts=counts)
        return self.request(number)

    def request(self, number: int) -> Request:
        """One case by its number."""
        with self._reading() as connection:
            found = connection.execute(select(tables.requests).where(tables.requests.c.number == number)).first()
            if found is None:
                raise UnknownRecordError(f"there is no request {number}")
            return _request(found)

    def requests(self, *, state: str | None = None) -> tuple[Request, ...]:
        """All cases, or those in one state, the one due first first."""
        query = select(tables.requests).order_by(tables.requests.c.due_on, tables.requests.c.number)
        with self._reading() as connection:
            return tuple(
                map(
                    _request,
                    connection.execute(query if state is None else query.where(tables.requests.c.state == state)),
                )
            )

    def approve(
        self, plan: str, *, day: date, counts: Mapping[str, int], expires_at: datetime, approved_by: str
    ) -> Approval:
        """Allow one plan to run on one day."""
        with self._writing() as writing:
            approval = Approval(token(writing.chance), plan, day, dict(counts), expires_at, approved_by)
            row = {"id": approval.id, "plan": plan, "day": day, "counts": dict(counts), "expires_at": expires_at}
            row |= {"approved_at": writing.now, "approved_by": approved_by}
            writing.connection.execute(insert(tables.approvals), row)
            limits = [(step, "at most", rows) for step, rows in counts.items()]
            writing.note("plan-approved", {"by": approved_by}, reference=approval.id, plan=plan, counts=limits)
            return approval

    def approval_of(self, plan: str, *, day: date) -> Approval | None:
        """The latest approval of this plan for this day that has not expired."""
        columns = tables.approvals.c
        query = (
            select(tables.approvals)
            .where(columns.plan == plan, columns.day == day, columns.expires_at > self.clock.now())
            .order_by(columns.approved_at.desc())
            .limit(1)
        )
        with self._reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        return Approval(row.id, row.plan, row.day, row.counts, row.expires_at, row.approved_by)

    def mode(self, rule: str) -> RuleMode:
        """How far a rule is trusted; a rule that nobody has spoken of is only observed."""
        return self.modes().get(rule, "observe")

    def modes(self) -> Mapping[str, RuleMode]:
        """Every rule whose mode was set."""
        with self._reading() as connection:
            return {row.rule: row.mode for row in connection.execute(select(tables.rule_modes))}

    def set_mode(self, rule: str, mode: RuleMode, *, set_by: str) -> None:
        """Trust a rule more, or less."""
        with self._writing() as writing:
            values = {"mode": mode, "set_at": writing.now, "set_by": set_by}
            changed = update(tables.rule_modes).where(tables.rule_modes.c.rule == rule).values(**values)
            if writing.connection.execute(changed).rowcount == 0:
                writing.connection.execute(insert(tables.rule_modes), {"rule": rule, **values})
            writing.note(f"mode-{mode}", {"rule": rule, "by": set_by}, reference=rule)

    def note_sweep(self, run: Run, rows: Mapping[tuple[str, str], int]) -> None:
        """Keep how many rows a run touched, for each (rule, table); noting a run again replaces it."""
        history = tables.sweep_history
        with self._writing() as writing:
            writing.connection.execute(history.delete().where(history.c.run == run.id))
            if rows:
                writing.connection.execute(
                    insert(history),
                    [
                        {"run": run.id, "rule": rule, "table_name": table, "rows": number, "day": run.day}
                        for (rule, table), number in rows.items()
                    ],
                )

    def last_sweep(self) -> Mapping[tuple[str, str], int]:
        """How many rows the last run that is done touched, for each (rule, table): the brake's measure."""
        history, runs = tables.sweep_history, tables.runs
        done = select(func.max(runs.c.number)).where(runs.c.state == "done").scalar_subquery()
        query = select(history).join(runs, runs.c.id == history.c.run).where(runs.c.number == done)
        with self._reading() as connection:
            return {(row.rule, row.table_name): row.rows for row in connection.execute(query)}


def _request(row: Row[Any]) -> Request:
    subject = None if row.subject is None else SubjectId(row.subject)
    return Request(row.number, row.right, subject, row.received_at, row.due_on, row.state, row.decision, row.answer)
