"""How every promise stands: kept, at risk, broken, or not provable and why.

In:   Model, what was counted in the systems, findings of law, open requests, a day.
Out:  a `Standing`, in a language.
Never: reads a row; leaves a promise out; says kept of what this version does not watch.

The idea in one read: each promise of `kinds` is answered exactly once, by the function of its kind. Retention is
answered by the sweep's own numbers: what is due and not yet late is a risk, what is late is broken, what could not
be asked is not provable. A kind whose keeping comes with a later version says just that. A sentence of evidence
says what was counted, in both languages, and never whom.
Law:  GDPR Art. 5(2), 24.
Kept true by: tests/unit/promises/test_standing.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from lofte.diagnostics import Diagnostic, Severity
from lofte.documents.language import Said, date_words
from lofte.documents.promise_words import promise_sentence
from lofte.documents.standing import PromiseStanding, PromiseState, Standing
from lofte.documents.voice import Voice
from lofte.model import Model
from lofte.periods import after
from lofte.promises.kinds import Kind, Promise, promises_of


@dataclass(frozen=True, slots=True)
class TableAudit:
    """What was counted in one table. By activity: rows that are due, overdue, and kept for want of a consent record."""

    system: str
    table: str
    due: Mapping[str, int] = field(default_factory=dict)
    overdue: Mapping[str, int] = field(default_factory=dict)
    unproven: Mapping[str, int] = field(default_factory=dict)
    unowned: int = 0
    skeleton: int = 0
    undecided: int = 0


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known on a day. `not_asked` are systems with the reason; `overdue_requests` count by right."""

    on: date
    tables: tuple[TableAudit, ...] = ()
    not_asked: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Diagnostic, ...] = ()
    overdue_requests: Mapping[str, int] = field(default_factory=dict)
    answers: frozenset[str] = frozenset({"access", "erasure"})
    """The rights that this version executes."""


Found = tuple[PromiseState, Said, date | None]


def standing(model: Model, evidence: Evidence, language: str) -> Standing:
    """Every promise, in the order of `promises_of`."""
    voice = Voice(model, language)
    return Standing(evidence.on, tuple(_stands(promise, model, evidence, voice) for promise in promises_of(model)))


def _stands(promise: Promise, model: Model, evidence: Evidence, voice: Voice) -> PromiseStanding:
    state, said, due_on = _BY_KIND[promise.kind](promise, model, evidence)
    words = said.sv if voice.language == "sv" else said.en
    return PromiseStanding(promise.id, promise_sentence(promise.id, voice), state, words, due_on)


def _retention(promise: Promise, model: Model, evidence: Evidence) -> Found:
    places = _places(model, promise.name)
    if not places:
        return _not_provable(
            "ingen tabell i deklarationen tjänar det här ändamålet", "no table in the declaration serves this purpose"
        )
    late = _sum(evidence, promise.name, lambda table: table.overdue)
    if late:
        return _found(
            PromiseState.BROKEN,
            f"{late} {'rad' if late == 1 else 'rader'} skulle redan ha gallrats",
            f"{late} {'row' if late == 1 else 'rows'} should have been erased already",
        )
    if (unseen := _unseen(model, places, evidence)) is not None:
        return unseen
    due = _sum(evidence, promise.name, lambda table: table.due)
    if due:
        by = after(evidence.on, model.sweep.within) if model.sweep else evidence.on + timedelta(days=30)
        return _found(
            PromiseState.AT_RISK,
            f"{due} {'rad' if due == 1 else 'rader'} ska gallras senast {date_words(by, 'sv')}",
            f"{due} {'row' if due == 1 else 'rows'} must be erased by {date_words(by, 'en')}",
            by,
        )
    return _found(PromiseState.KEPT, "inget är kvar längre än så", "nothing is left longer than that")


def _consent(promise: Promise, model: Model, evidence: Evidence) -> Found:
    used = [one.name for one in model.activities.values() if any(entry.consent == promise.name for entry in one.basis)]
    places = {place for name in used for place in _places(model, name)}
    if not places:
        return _not_provable("ingen tabell använder samtycket", "no table uses the consent")
    late = sum(_sum(evidence, name, lambda table: table.overdue) for name in used)
    if late:
        return _found(
            PromiseState.BROKEN,
            f"{late} {'rad' if late == 1 else 'rader'} är kvar fast samtycket eller tiden är slut",
            f"{late} {'row is' if late == 1 else 'rows are'} left although the consent or the time has ended",
        )
    if (unseen := _unseen(model, places, evidence)) is not None:
        return unseen
    unproven = sum(_sum(evidence, name, lambda table: table.unproven) for name in used)
    if unproven:
        return _not_provable(
            f"för {unproven} {'rad' if unproven == 1 else 'rader'} finns inget bevis för samtycket",
            f"for {unproven} {'row' if unproven == 1 else 'rows'} no record proves the consent",
        )
    return _found(PromiseState.KEPT, "varje samtycke kan visas", "every consent can be shown")


def _request(promise: Promise, model: Model, evidence: Evidence) -> Found:  # noqa: ARG001 - one shape for all kinds
    if promise.name not in evidence.answers:
        return _not_yet()
    late = evidence.overdue_requests.get(promise.name, 0)
    if late:
        return _found(
            PromiseState.BROKEN,
            f"{late} {'begäran har' if late == 1 else 'begäranden har'} inte fått svar i tid",
            f"{late} {'request was' if late == 1 else 'requests were'} not answered in time",
        )
    if evidence.not_asked:
        return _systems_silent(evidence)
    return _found(PromiseState.KEPT, "ingen begäran är försenad", "no request is late")


def _notice(promise: Promise, model: Model, evidence: Evidence) -> Found:  # noqa: ARG001 - one shape for all kinds
    place = f"activities.{promise.name}"
    wrong = [
        finding
        for finding in evidence.findings
        if finding.severity is Severity.ERROR and f"{finding.path}.".startswith(f"{place}.")
    ]
    if wrong:
        return _found(
            PromiseState.BROKEN,
            f"texten har {len(wrong)} fel enligt lagen ({wrong[0].code})",
            f"the text has {len(wrong)} {'fault' if len(wrong) == 1 else 'faults'} under the law ({wrong[0].code})",
        )
    return _found(PromiseState.KEPT, "policyn säger det som lagen kräver", "the policy says what the law asks")


def _disclosure(promise: Promise, model: Model, evidence: Evidence) -> Found:
    recipient = model.recipients[promise.name]
    agreement = recipient.agreement
    if agreement is not None and agreement.until is not None and agreement.until < evidence.on:
        return _found(
            PromiseState.BROKEN,
            f"avtalet gick ut {date_words(agreement.until, 'sv')}",
            f"the agreement ended on {date_words(agreement.until, 'en')}",
        )
    return _not_yet()


def _later(promise: Promise, model: Model, evidence: Evidence) -> Found:  # noqa: ARG001 - one shape for all kinds
    return _not_yet()


_BY_KIND: Mapping[Kind, Callable[[Promise, Model, Evidence], Found]] = {
    Kind.NOTICE: _notice,
    Kind.RETENTION: _retention,
    Kind.CONSENT: _consent,
    Kind.MARKETING: _later,
    Kind.REQUEST: _request,
    Kind.DISCLOSURE: _disclosure,
    Kind.COOKIE: _later,
    Kind.SECURITY: _later,
    Kind.BREACH: _later,
    Kind.CHANGE: _later,
}


def _places(model: Model, activity: str) -> set[tuple[str, str]]:
    """The tables that serve an activity."""
    return {
        (system.name, table.name)
        for system in model.systems.values()
        for table in system.tables.values()
        if any(served.activity == activity for served in table.serves)
    }


def _unseen(model: Model, places: set[tuple[str, str]], evidence: Evidence) -> Found | None:
    """Why what is kept cannot be shown, when some system was not asked or a row is undecided."""
    counted = {(table.system, table.table): table for table in evidence.tables}
    silent = sorted({system for system, _ in places if (system in evidence.not_asked)})
    later = sorted({system for system, table in places if (system, table) not in counted and system not in silent})
    if silent:
        return _not_provable(
            f"systemet {', '.join(silent)} har inte kunnat tillfrågas", f"system {', '.join(silent)} could not be asked"
        )
    if later:
        kinds = ", ".join(f"{name} ({model.systems[name].kind})" for name in later)
        return _not_provable(
            f"systemet {kinds} sköts ännu inte av den här versionen", f"system {kinds} is not yet kept by this version"
        )
    undecided = sum(counted[place].undecided for place in places)
    if undecided:
        return _not_provable(
            f"{undecided} {'rad har' if undecided == 1 else 'rader har'} ett värde som inte går att tolka",
            f"{undecided} {'row has' if undecided == 1 else 'rows have'} a value that cannot be interpreted",
        )
    return None


def _sum(evidence: Evidence, activity: str, number: Callable[[TableAudit], Mapping[str, int]]) -> int:
    return sum(number(table).get(activity, 0) for table in evidence.tables)


def _systems_silent(evidence: Evidence) -> Found:
    names = ", ".join(sorted(evidence.not_asked))
    return _not_provable(f"systemet {names} har inte kunnat tillfrågas", f"system {names} could not be asked")


def _not_yet() -> Found:
    return _not_provable("sägs, men bevakas ännu inte av den här versionen", "told, but not yet kept by this version")


def _not_provable(sv: str, en: str) -> Found:
    return _found(PromiseState.NOT_PROVABLE, sv, en)


def _found(state: PromiseState, sv: str, en: str, due_on: date | None = None) -> Found:
    return state, Said(sv=_sentence(sv), en=_sentence(en)), due_on


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
