"""Judge one need: section 2, 3 and 5 of docs/needs.md, step by step.

In:   a `Sheet`, an activity, a row, a role.       Out:  a `Judgement`; the columns that a need names; until when.
Never: looks at other needs of the row (but for the return of a released person).

The idea in one read: steps 1 to 7 in the order in which they are written there. `until` walks over the days on which
anything could change and finds the first on which the need no longer stands.
Law:  GDPR Art. 5(1)(e), 6, 7, 17, 18, 21.
Kept true by: tests/unit/test_oracle_cases.py
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from oracle.happening import binds_consent, consent_names, consented, happened, owned_by
from oracle.paper import accounting_last_day, plus
from oracle.reading import (
    NOBODY,
    Role,
    Sheet,
    by_column,
    expanded,
    identifying_columns,
    is_among,
    is_empty,
    satisfies,
)
from oracle.world import MARKETING, Place, Release, Says, Verdict

BASIS_DECIDES = ("consent.withdrawn", "objection.made", "objection.upheld")
RELEASABLE = {"contract", "legitimate-interests"}
SILENT = ("unstated", "undecided")


@dataclass(frozen=True)
class Judgement:
    """The verdict, and whether the basis wants a consent record."""

    verdict: Verdict
    unproven: bool = False
    kept_whatever: bool = False
    """A hold or a restriction covers the need."""


def judge(sheet: Sheet, name: str, place: Place, role: Role) -> Judgement:
    """The verdict of one need; FALLEN when it does not apply."""
    held = is_held(sheet, name, place, role)
    restricted = is_restricted(sheet, name, role)
    if not applies(sheet, name, place, role):
        every = is_held(sheet, None, place, role) or is_restricted(sheet, None, role)
        return Judgement(Verdict.HELD if every else Verdict.FALLEN, kept_whatever=every)
    verdict, unproven = judge_alone(sheet, name, place, role)
    if restricted:
        verdict = Verdict.HELD
    if held or is_contested(sheet, name, role):
        verdict = max(verdict, Verdict.HELD)
    return Judgement(verdict, unproven, held or restricted)


def judge_alone(sheet: Sheet, name: str, place: Place, role: Role) -> tuple[Verdict, bool]:
    """Steps 3 to 6: what clock, release, objection and basis say, and whether a consent is unproven."""
    activity = sheet.world.activities[name]
    if has_ended(sheet, name, activity.get("keep"), place, role):
        return Verdict.FALLEN, False
    if is_marketing(activity) and any(
        one.person == role.person and one.state != "rejected" and one.against in (name, "direct-marketing", None)
        for one in sheet.world.records.objections
    ):
        return Verdict.FALLEN, False
    if activity["basis"] in SILENT:
        return Verdict.HELD, False
    found = [judge_entry(sheet, name, entry, place, role) for entry in activity["basis"]]
    best = max(verdict for verdict, _ in found)
    return best, best == Verdict.HELD and any(unproven for _, unproven in found)


def judge_entry(sheet: Sheet, name: str, entry: Says, place: Place, role: Role) -> tuple[Verdict, bool]:
    """One entry of a basis: its condition, a release, and what it rests on."""
    if not condition_holds(sheet, entry.get("when"), place, role):
        return Verdict.FALLEN, False
    if role.person == NOBODY:
        return Verdict.HELD, False
    if is_released(sheet, name, entry, place, role):
        return Verdict.FALLEN, False
    if "consent" in entry:
        return judge_consent(sheet, entry["consent"], place, role)
    if "legitimate-interests" in entry:
        states = {
            one.state
            for one in sheet.world.records.objections
            if one.person == role.person and one.against in (name, None)
        }
        if "upheld" in states:
            return Verdict.FALLEN, False
        return (Verdict.HELD if "pending" in states else Verdict.STANDS), False
    return Verdict.STANDS, False


def judge_consent(sheet: Sheet, consent: str, place: Place, role: Role) -> tuple[Verdict, bool]:
    """Given, withdrawn, not given, or not proven."""
    given, withdrawn = consented(sheet, place, role, consent)
    if withdrawn is not None and (given is None or given.instant <= withdrawn.instant):
        return Verdict.FALLEN, False
    if given is not None:
        return Verdict.STANDS, False
    if binds_consent(sheet, place, consent):
        return Verdict.FALLEN, False
    return Verdict.HELD, True


def applies(sheet: Sheet, name: str, place: Place, role: Role) -> bool:
    """Whether the row satisfies `if`, holds what the activity needs, and the person is one whom it is about."""
    says = sheet.says(place[0])
    assert says is not None, place
    condition = (says["for"][name] or {}).get("if")
    if says["columns"] and not holding(sheet, name, place):
        return False
    return satisfies(sheet, place[0], sheet.at[place], condition) and can_concern(sheet, name, role)


def can_concern(sheet: Sheet, name: str, role: Role) -> bool:
    """Whether the activity is about persons of the role's category."""
    return role.category is None or role.category in sheet.world.activities[name]["about"]


def named(sheet: Sheet, name: str, place: Place, role: Role) -> set[str]:
    """The columns that the need names for this role."""
    says = sheet.says(place[0])
    assert says is not None, place
    return {
        column
        for column in holding(sheet, name, place)
        if says["columns"][column].get("of") in (None, role.party) or role.person == NOBODY
    }


def holding(sheet: Sheet, name: str, place: Place) -> set[str]:
    """The columns of a row that hold data of the activity, whatever party they are of."""
    says, row = sheet.says(place[0]), sheet.at[place]
    assert says is not None, place
    data = expanded(sheet.world, sheet.world.activities[name]["data"])
    return {column for column, bound in says["columns"].items() if is_among(by_column(bound["is"], row), data)}


def is_marketing(activity: Says) -> bool:
    """Whether the purpose is of the class *marketing*."""
    purpose = activity["purpose"]
    return (purpose if isinstance(purpose, str) else next(iter(purpose))) in MARKETING


def condition_holds(sheet: Sheet, condition: str | None, place: Place, role: Role) -> bool:
    """`EVENT` has happened on or before today; `not EVENT` has not."""
    if condition is None:
        return True
    event = condition.removeprefix("not ")
    when = happened(sheet, place, event, role)
    return (when is not None and when.day <= sheet.world.today) != condition.startswith("not ")


def is_held(sheet: Sheet, name: str | None, place: Place, role: Role) -> bool:
    """Whether a hold covers the need; `name` None: one on all activities."""
    chain: Role | None = role
    rows = {place}
    while chain is not None:
        rows.update(chain.through)
        rows.update([chain.via[0]] if chain.via else [])
        chain = chain.via[1] if chain.via else None
    rows = owned_by(sheet, rows)
    return any(
        (hold.row in rows if hold.row is not None else hold.person == role.person != NOBODY)
        and (not hold.activities or name in hold.activities)
        for hold in sheet.world.records.holds
    )


def is_restricted(sheet: Sheet, name: str | None, role: Role) -> bool:
    """Whether a restriction of the person covers the need; `name` None: one of all."""
    return any(
        one.person == role.person != NOBODY and one.activity in (None, name) for one in sheet.world.records.restrictions
    )


def is_contested(sheet: Sheet, name: str, role: Role) -> bool:
    """Whether an objection that this need must answer is pending."""
    activity = sheet.world.activities[name]
    if is_marketing(activity) or activity["basis"] in SILENT:
        return False
    return any("legitimate-interests" in entry for entry in activity["basis"]) and any(
        one.person == role.person != NOBODY and one.state == "pending" and one.against in (name, None)
        for one in sheet.world.records.objections
    )


def has_ended(sheet: Sheet, name: str, rule: Any, place: Place, role: Role) -> bool:
    """Whether a retention rule has ended on this day; a silence or a list that contradicts itself never does."""
    if not isinstance(rule, dict):
        return False
    today = sheet.world.today
    match rule:
        case {"first": list(rules)}:
            return any(has_ended(sheet, name, one, place, role) for one in rules)
        case {"last": list(rules)}:
            return all(has_ended(sheet, name, one, place, role) for one in rules)
        case {"criterion": _}:
            over = (judged := day_of(sheet, f"{name}.judged-ended", place, role)) is not None and judged <= today
        case {"statute": "se-bfl-7-2"}:
            booked = day_of(sheet, "booked", place, role)
            over = booked is not None and accounting_last_day(booked, sheet.world.fiscal_year_ends) < today
        case _:
            over = has_passed(sheet, rule, place, role)
    return over or is_above_ceiling(sheet, rule.get("at-most", []), place, role)


def has_passed(sheet: Sheet, rule: Says, place: Place, role: Role) -> bool:
    """`until` with or without `plus`: kept through the last day, over on the next."""

    def passed(event: str) -> bool:
        day = day_of(sheet, event, place, role)
        return day is not None and (plus(day, rule["plus"]) if "plus" in rule else day) < sheet.world.today

    match rule.get("until"):
        case str(event):
            return passed(event)
        case {"first": list(events)}:
            return any(passed(event) for event in events)
        case {"last": list(events)}:
            return all(passed(event) for event in events)
        case _:
            return False


def is_above_ceiling(sheet: Sheet, ceilings: str | list[str], place: Place, role: Role) -> bool:
    """`at-most`: over on the anniversary itself."""
    for ceiling in [ceilings] if isinstance(ceilings, str) else ceilings:
        period, _, event = ceiling.partition(" after ")
        day = day_of(sheet, event, place, role) if event else None
        if day is not None and plus(day, period) <= sheet.world.today:
            return True
    return False


def day_of(sheet: Sheet, event: str, place: Place, role: Role) -> date | None:
    """The local date of an event; open when it has not happened, or when the basis decides and no clock."""
    name, _, what = event.rpartition(".")
    if event in BASIS_DECIDES or (what == "withdrawn" and name in consent_names(sheet)):
        return None
    when = happened(sheet, place, event, role)
    return None if when is None else when.day


def is_released(sheet: Sheet, name: str, entry: Says, place: Place, role: Role) -> bool:
    """Whether an erasure request released this need for this row, and the person has not returned since."""
    return any(
        (release.row, release.person, release.activity) == (place, role.person, name)
        and not has_returned(sheet, name, entry, place, role, release)
        for release in sheet.world.records.releases
    )


def has_returned(sheet: Sheet, name: str, entry: Says, place: Place, role: Role, release: Release) -> bool:
    """Whether the row shows something new since the release."""
    if has_told(sheet, entry, place, role, release):
        return True
    cells = () if "consent" in entry or not release.spent else named(sheet, name, place, role)
    return any(is_new(sheet, place, column) for column in cells)


def has_told(sheet: Sheet, entry: Says, place: Place, role: Role, release: Release) -> bool:
    """Whether an event tells that the person has returned since the release."""
    if "consent" in entry:
        given, _ = consented(sheet, place, role, entry["consent"])
        return given is not None and given.day > release.day
    condition = entry.get("when", "")
    events = ["collected"] + ([condition] if condition and not condition.startswith("not ") else [])
    days = [when.day for event in events if (when := happened(sheet, place, event, role)) is not None]
    return any(release.day < day <= sheet.world.today for day in days)


def is_new(sheet: Sheet, place: Place, column: str) -> bool:
    """Whether a cell can only have been filled after a sweep: every need that could name it is spent."""
    says = sheet.says(place[0])
    assert says is not None, place
    if column in identifying_columns(says) or is_empty(sheet, place[0], column, sheet.at[place][column]):
        return False
    return all(
        is_spent(sheet, name, place, role)
        for role in sheet.roles(place)
        for name in says["for"]
        if can_concern(sheet, name, role) and column in named(sheet, name, place, role)
    )


def is_spent(sheet: Sheet, name: str, place: Place, role: Role) -> bool:
    """Whether a sweep carried out a release of the need that no event has ended, and none that is newer waits."""
    whose = (place, role.person, name)
    releases = [one for one in sheet.world.records.releases if (one.row, one.person, one.activity) == whose]
    basis = sheet.world.activities[name]["basis"]
    every = () if basis in SILENT else basis
    entries = [one for one in every if condition_holds(sheet, one.get("when"), place, role)]
    return all(one.spent for one in releases) and any(
        not any(has_told(sheet, entry, place, role, one) for entry in entries) for one in releases
    )


def until(sheet: Sheet, name: str, place: Place, role: Role) -> date | None:
    """The last day on which a need that stands still stands; None when no day is known."""
    world = sheet.world
    for day in sorted(turning_days(sheet, name, place, role)):
        if day > world.today and judge(Sheet(world.on(day)), name, place, role).verdict != Verdict.STANDS:
            return day - timedelta(days=1)
    return None


def turning_days(sheet: Sheet, name: str, place: Place, role: Role) -> set[date]:
    """Every day on which the verdict could change if nothing new happens."""
    eternity = Sheet(sheet.world.on(date.max))
    events: set[str] = {"booked"}
    periods: set[str] = {"0 days"}

    def look(said: Any) -> None:
        if isinstance(said, dict):
            for one in said.values():
                look(one)
        elif isinstance(said, list | tuple):
            for one in said:
                look(one)
        elif isinstance(said, str):
            period, _, event = said.partition(" after ")
            events.add((event or said).removeprefix("not "))
            periods.update([period] if period[:1].isdigit() else [])

    activity = sheet.world.activities[name]
    look([activity.get("keep"), activity["basis"]])
    names = (
        [entry["consent"] for entry in activity["basis"] if "consent" in entry]
        if activity["basis"] not in SILENT
        else []
    )
    moments = [happened(eternity, place, event, role) for event in events]
    moments += [one for consent in names for one in consented(eternity, place, role, consent)]
    days = {one.day for one in moments if one is not None}
    statutes = {accounting_last_day(day, sheet.world.fiscal_year_ends) for day in days}
    ends = {plus(day, period) for day in days for period in periods} | statutes
    return {end + timedelta(days=step) for end in ends if end < date.max for step in (0, 1)}
