"""Answer what people ask: what a need says, why data are kept, the four numbers, what an erasure request releases.

In:   a `World`.       Out:  verdicts, reasons, numbers, the world with the releases written down.
Never: changes the world it was given.

The idea in one read: all of it is read off the judgements and the plan of the day.
Law:  GDPR Art. 5(2), 15, 17.
Kept true by: tests/unit/test_oracle_cases.py
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from oracle.judging import RELEASABLE, SILENT, applies, condition_holds, is_marketing, judge, named, until
from oracle.reading import Role, Sheet, is_empty, key_text
from oracle.sweeping import is_anonymised, is_unowned, judgements, planned_on, served
from oracle.world import Place, Release, Verdict, World


@dataclass(frozen=True)
class Audit:
    """The four numbers."""

    due: int
    unproven: int
    unowned: int
    skeleton: int


@dataclass(frozen=True, order=True)
class Reason:
    """Why a cell is kept: which need, its verdict, and until when (None: open)."""

    table: str
    key: str
    column: str
    activity: str
    verdict: Verdict
    until: date | None


def verdict(world: World, activity: str, table: str, key: object, person: str, party: str | None = None) -> Verdict:
    """What one need says of a row for a person; the best of the person's parties."""
    sheet, place = Sheet(world), (table, key if isinstance(key, tuple) else (key,))
    roles = [one for one in sheet.roles(place) if one.person == person and party in (None, one.party)]
    return max((judge(sheet, activity, place, role).verdict for role in roles), default=Verdict.FALLEN)


def audit(world: World) -> Audit:
    """The four numbers that status reports."""
    sheet = Sheet(world)
    planned = planned_on(sheet)
    cells = [cell for cell in planned.scrubbed | planned.severed if cell[:2] not in planned.anonymised]
    judged = judgements(sheet)
    unproven = {
        (place, role.person, name)
        for place, needs in judged.items()
        for (role, name), judgement in needs.items()
        if judgement.unproven
    }
    unowned = [place for place in sheet.personal() if is_unowned(sheet, place) and not is_anonymised(sheet, place)]
    due = len(planned.goes) + len(planned.anonymised) + len(cells)
    return Audit(due, len(unproven), len(unowned), len(planned.skeletons))


def why(world: World, person: str) -> list[Reason]:
    """Every cell of a person that is kept, by which needs, and until when."""
    sheet = Sheet(world)
    reasons = set()
    for place, needs in judgements(sheet).items():
        for (role, name), judgement in needs.items():
            if role.person != person or judgement.verdict == Verdict.FALLEN:
                continue
            end = until(sheet, name, place, role) if judgement.verdict == Verdict.STANDS else None
            for column in named(sheet, name, place, role):
                if not is_empty(sheet, place[0], column, sheet.at[place][column]):
                    reasons.add(Reason(place[0], key_text(place[1]), column, name, judgement.verdict, end))
    return sorted(reasons, key=lambda one: (one.table, one.key, one.column, one.activity))


def release(world: World, person: str, decided: frozenset[str] = frozenset()) -> World:
    """An erasure request is upheld today: the needs that the right releases, for the rows held now."""
    sheet = Sheet(world)
    new = [
        Release(place, person, name, world.today)
        for place in sheet.personal()
        for role in sheet.roles(place)
        if role.person == person
        for name in served(sheet, place)
        if applies(sheet, name, place, role) and _may_release(sheet, name, place, role, decided)
    ]
    return world.knowing(releases=dict.fromkeys(new))


def _may_release(sheet: Sheet, name: str, place: Place, role: Role, decided: frozenset[str]) -> bool:
    activity = sheet.world.activities[name]
    if activity["basis"] in SILENT:
        return False
    entries = [entry for entry in activity["basis"] if condition_holds(sheet, entry.get("when"), place, role)]
    words = sheet.world.erasure_for

    def may(basis: str) -> bool:
        wider = basis in words or "any" in words or name in decided
        return basis == "consent" or is_releasable_marketing(basis) or (basis in RELEASABLE and wider)

    def is_releasable_marketing(basis: str) -> bool:
        return is_marketing(activity) and basis in RELEASABLE

    return bool(entries) and all(may(next(word for word in entry if word != "when")) for entry in entries)
