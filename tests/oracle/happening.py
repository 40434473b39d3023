"""Read when an event happened for a row, and when a person consented.

In:   a `Sheet`, a row, a role.       Out:  moments; None is *open* (has not happened).
Never: judges a need.

The idea in one read: a binding is read as contributions, one for each row that says something (its carrier): a path has
one, `first` and `last` have as many as there are rows. Ghosts join for carriers that say nothing themselves. What was
recorded joins last, and the later end holds.
Law:  GDPR Art. 7(1).
Kept true by: tests/unit/test_oracle_cases.py
"""

from __future__ import annotations

from typing import Any, Final, Literal

from oracle.paper import moment
from oracle.reading import NOBODY, Role, Sheet, agreeing, beside, link, satisfies, walk
from oracle.world import Moment, Place

BROKEN: Final = "broken"
"""What a row of `in: TABLE` says whose own path leads nowhere: open, unless a ghost speaks for it."""
Said = Moment | None | Literal["broken"]
Contributions = dict[Place, Said]


def lineage(sheet: Sheet, place: Place, event: str) -> tuple[list[Place], Any]:
    """This row and those it inherits from, up to the one whose table binds the event; with the binding, or None."""
    rows = [place]
    while True:
        says = sheet.says(rows[-1][0])
        assert says is not None, rows
        if event in says.get("events", {}):
            return rows, says["events"][event]
        path = says.get("person")
        steps = walk(sheet, rows[-1], path.split(".")) if isinstance(path, str) else None
        if not steps:
            return [place], None
        rows.append(steps[-1])


def contributions(sheet: Sheet, place: Place, binding: Any) -> Contributions:
    """What the rows that a binding reads say now, each under its own name."""
    if binding == "recorded":
        return {}
    if isinstance(binding, str):
        return at_path(sheet, place, binding)
    if "at" in binding:
        found = at_path(sheet, place, binding["at"])
        if satisfies(sheet, place[0], sheet.at[place], binding.get("if")):
            return found
        return dict.fromkeys(found, None)
    path = binding.get("first", binding.get("last"))
    said: Contributions = {}
    for far in agreeing(sheet, place, beside(place[0], binding["in"]), binding["same"]):
        if satisfies(sheet, far[0], sheet.at[far], binding.get("if")):
            said[far] = next(iter(at_path(sheet, far, path).values()), BROKEN)
    return said


def at_path(sheet: Sheet, place: Place, path: str) -> Contributions:
    """The time at the end of a path, said by the row that has the column; nothing when a link is broken."""
    *links, column = path.split(".")
    steps = walk(sheet, place, links)
    if steps is None:
        return {}
    end = steps[-1] if steps else place
    return {end: sheet.moment(end[0], sheet.at[end][column])}


def read(sheet: Sheet, place: Place, event: str, binding: Any) -> Moment | None:
    """What the columns and the ghosts say of an event that this row's own table binds."""
    said = contributions(sheet, place, binding)
    live = {carrier: one for carrier, one in said.items() if one != BROKEN}
    ghosts = {
        ghost.carrier: ghost.moment
        for ghost in sheet.world.records.ghosts
        if ghost.row == place and ghost.event == event and ghost.carrier not in live
    }
    if isinstance(binding, dict) and "at" not in binding:
        every = {**dict.fromkeys(said), **live, **ghosts}
        if "first" in binding:
            return min((one for one in every.values() if one is not None), default=None)
        return later_of(list(every.values()))
    return later_of([*live.values()] or [*ghosts.values()])


def later_of(said: list[Moment | None]) -> Moment | None:
    """The latest; open is later than any date, and nothing said is open."""
    dated = [one for one in said if one is not None]
    return max(dated) if dated and len(dated) == len(said) else None


def happened(sheet: Sheet, place: Place, event: str, role: Role) -> Moment | None:
    """When an event happened for a row and a role: by column, as recorded, the later end."""
    name, _, what = event.rpartition(".")
    if what in ("given", "withdrawn") and name in consent_names(sheet):
        return consented(sheet, place, role, name)[what == "withdrawn"]
    rows, binding = lineage(sheet, place, event)
    said = [] if binding in (None, "recorded") else [read(sheet, rows[-1], event, binding)]
    zone = sheet.world.zone
    for told in sheet.world.records.recorded:
        about = told.row in rows if told.row is not None else told.person == role.person != NOBODY
        if told.event == event and about:
            said.append(moment(told.at, zone, zone))
    return later_of(said)


def consent_names(sheet: Sheet) -> set[str]:
    """The consents that some activity rests on."""
    return {
        entry["consent"]
        for activity in sheet.world.activities.values()
        if isinstance(activity["basis"], list)
        for entry in activity["basis"]
        if "consent" in entry
    }


def binds_consent(sheet: Sheet, place: Place, name: str) -> bool:
    """Whether the row's table itself says, in a column, when the consent was given."""
    return lineage(sheet, place, f"{name}.given")[1] not in (None, "recorded")


def consented(sheet: Sheet, place: Place, role: Role, name: str) -> tuple[Moment | None, Moment | None]:
    """The last giving and the last withdrawal of a consent that count today for this row and person."""
    today, zone = sheet.world.today, sheet.world.zone
    given: list[Moment | None] = []
    withdrawn: list[Moment | None] = []
    for one in sheet.world.records.consents:
        if one.person == role.person != NOBODY and one.name == name:
            given.append(moment(one.given, zone, zone))
            withdrawn.append(moment(one.withdrawn, zone, zone))
    for what, said in (("given", given), ("withdrawn", withdrawn)):
        if binds_consent(sheet, place, name):
            rows, binding = lineage(sheet, place, f"{name}.{what}")
            said.extend([read(sheet, rows[-1], f"{name}.{what}", binding)] if binding else [])
        elif role.person != NOBODY:
            said.extend(elsewhere(sheet, role.person, name, what).values())
            said.extend(
                carried.moment
                for carried in sheet.world.records.carried_consents
                if (carried.person, carried.name, carried.what) == (role.person, name, what)
            )
    counted = [[one for one in said if one is not None and one.day <= today] for said in (given, withdrawn)]
    return max(counted[0], default=None), max(counted[1], default=None)


def elsewhere(sheet: Sheet, person: str, name: str, what: str) -> dict[Place, Moment]:
    """What the rows of a person, in tables that bind the consent, say of it."""
    event, found = f"{name}.{what}", {}
    for far in sheet.personal():
        binding = (sheet.says(far[0]) or {}).get("events", {}).get(event, "recorded")
        if binding != "recorded" and any(role.person == person for role in sheet.roles(far)):
            said = read(sheet, far, event, binding)
            if said is not None:
                found[far] = said
    return found


def owned_by(sheet: Sheet, places: set[Place]) -> set[Place]:
    """These rows, and those that they are declared to be owned by, over any number of links."""
    reached, waiting = set(places), list(places)
    while waiting:
        place = waiting.pop()
        for column, said in (sheet.says(place[0]) or {}).get("links", {}).items():
            owner = link(sheet, place, column) if said["decision"] == "owns" else None
            if owner is not None and owner not in reached:
                reached.add(owner)
                waiting.append(owner)
    return reached
