"""Plan, sweep, count, explain and release: sections 5 to 8 of docs/needs.md.

In:   a `World`.       Out:  what goes, the world afterwards, the four numbers, the reasons.
Never: changes the world it was given.

The idea in one read: judge every need on the world as it is; let what lives require what it hangs on; what nothing
requires goes; in what stays, empty each cell that no keeping need names. Then compare what each row reads of its events
before and after, and write down what would be lost. One pass is the whole plan.
Law:  GDPR Art. 5(1)(e), 17.
Kept true by: tests/unit/test_oracle_cases.py, tests/unit/test_oracle_laws.py
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from oracle.happening import BROKEN, binds_consent, contributions, elsewhere
from oracle.judging import (
    SILENT,
    Judgement,
    applies,
    judge,
    named,
)
from oracle.reading import (
    NOBODY,
    Role,
    Sheet,
    by_column,
    identifying_columns,
    is_empty,
    is_undecided,
    link,
    parties,
    party_columns,
    scrubbed,
)
from oracle.world import CarriedConsent, Ghost, Place, Release, Verdict, World

Cell = tuple[str, tuple[object, ...], str]


@dataclass(frozen=True)
class Plan:
    """What a sweep does today. Cells are (table, key, column)."""

    goes: frozenset[Place] = frozenset()
    anonymised: frozenset[Place] = frozenset()
    scrubbed: frozenset[Cell] = frozenset()
    """Cells of rows that stay, or of rows that are anonymised."""
    severed: frozenset[Cell] = frozenset()
    detached: frozenset[Cell] = frozenset()
    carried: frozenset[Ghost | CarriedConsent] = frozenset()
    undecided: frozenset[Place] = frozenset()
    skeletons: frozenset[Place] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be done."""
        return not (self.goes or self.anonymised or self.scrubbed or self.severed or self.detached)

    @property
    def emptied(self) -> frozenset[Cell]:
        """Every cell that is written."""
        return self.scrubbed | self.severed | self.detached


def plan(world: World) -> Plan:
    """Everything that a sweep would do today."""
    return planned_on(Sheet(world))


def sweep(world: World) -> World:
    """The world after a sweep of today."""
    sheet = Sheet(world)
    planned = planned_on(sheet)
    left = _executed(sheet, planned)
    carried = {
        (one.row, one.event, one.carrier): one
        for one in (*left.records.ghosts, *planned.carried)
        if isinstance(one, Ghost)
    }
    consents = dict.fromkeys(
        (*left.records.carried_consents, *(one for one in planned.carried if isinstance(one, CarriedConsent)))
    )
    releases = tuple(_after(sheet, release, planned) for release in left.records.releases)
    records = replace(left.records, ghosts=tuple(carried.values()), carried_consents=tuple(consents), releases=releases)
    return replace(left, records=records)


def served(sheet: Sheet, place: Place) -> list[str]:
    return list((sheet.says(place[0]) or {})["for"])


def judgements(sheet: Sheet) -> dict[Place, dict[tuple[Role, str], Judgement]]:
    return {
        place: {
            (role, name): judge(sheet, name, place, role)
            for role in sheet.roles(place)
            for name in served(sheet, place)
        }
        for place in sheet.personal()
        if not is_undecided(sheet, place)
    }


def is_unowned(sheet: Sheet, place: Place) -> bool:
    return all(role.person == NOBODY for role in sheet.roles(place))


def _personal_columns(sheet: Sheet, place: Place) -> list[str]:
    """What an anonymised row may not hold: bound cells, identifiers, links to persons, declared links."""
    says = sheet.says(place[0])
    assert says is not None, place
    return list(dict.fromkeys([*says["columns"], *identifying_columns(says), *says.get("links", {})]))


def _filled(sheet: Sheet, place: Place, columns: list[str]) -> list[str]:
    return [column for column in columns if not is_empty(sheet, place[0], column, sheet.at[place][column])]


def is_anonymised(sheet: Sheet, place: Place) -> bool:
    says = sheet.says(place[0])
    assert says is not None, place
    return says.get("erase") == "anonymise" and not _filled(sheet, place, _personal_columns(sheet, place))


def _alive(sheet: Sheet, judged: dict[Place, dict[tuple[Role, str], Judgement]]) -> dict[Place, set[Role]]:
    """For which persons each row must live: its own needs, and those of what hangs on it."""
    alive: dict[Place, set[Role]] = {place: set() for place in sheet.personal()}
    waiting = [
        (place, role)
        for place, needs in judged.items()
        for (role, _), one in needs.items()
        if one.verdict > Verdict.FALLEN
    ]
    waiting += [(place, role) for place in alive if place not in judged for role in sheet.roles(place)]
    while waiting:
        place, role = waiting.pop()
        if place not in alive or role in alive[place] or is_anonymised(sheet, place):
            continue
        alive[place].add(role)
        waiting += [role.via] if role.via else []
        owners = [link(sheet, place, column) for column, said in _links(sheet, place) if said == "owns"]
        for whole in (*role.through, *(owner for owner in owners if owner is not None)):
            waiting += [(whole, one) for one in (sheet.roles(whole) if whole in alive else ())]
    return alive


def _links(sheet: Sheet, place: Place) -> list[tuple[str, str]]:
    links = (sheet.says(place[0]) or {}).get("links", {})
    return [(column, said["decision"]) for column, said in links.items()]


def planned_on(sheet: Sheet) -> Plan:
    judged = judgements(sheet)
    alive = _alive(sheet, judged)
    dead = [place for place, roles in alive.items() if not roles and not is_anonymised(sheet, place)]
    anonymising = {place for place in dead if (sheet.says(place[0]) or {}).get("erase") == "anonymise"}
    anonymised = frozenset(place for place in anonymising if _filled(sheet, place, _personal_columns(sheet, place)))
    goes = frozenset(dead) - anonymising
    scrubs: set[Cell] = set()
    severed: set[Cell] = set()
    detached: set[Cell] = set()
    for place in anonymised:
        scrubs |= {(*place, column) for column in _filled(sheet, place, _personal_columns(sheet, place))}
    for place in (place for place, roles in alive.items() if roles):
        loose = set(_detached(sheet, place, alive[place], goes))
        detached |= {(*place, column) for column in loose}
        if place in judged:
            cut = _severed(sheet, place, alive[place]) - loose
            severed |= {(*place, column) for column in cut}
            bare = _uncovered(sheet, place, alive[place], judged[place]) - cut
            scrubs |= {(*place, column) for column in bare - loose}
    undecided = frozenset(place for place in alive if place not in judged)
    skeletons = frozenset(
        place
        for place, roles in alive.items()
        if roles and place in judged and all(one.verdict == Verdict.FALLEN for one in judged[place].values())
    )
    planned = Plan(
        goes, anonymised, frozenset(scrubs), frozenset(severed), frozenset(detached), frozenset(), undecided, skeletons
    )
    return replace(planned, carried=_carried(sheet, planned))


def _detached(sheet: Sheet, place: Place, alive: set[Role], goes: frozenset[Place]) -> list[str]:
    """The links of a row that stays to rows that go and that no need of its own follows."""
    says = sheet.says(place[0])
    assert says is not None, place
    living = {role.party for role in alive if role.person != NOBODY}
    loose = [column for column, said in _links(sheet, place) if said in ("detach", "shared")]
    persons = {role.party for role in sheet.roles(place) if role.person != NOBODY}
    for party, path in parties(says):
        if isinstance(path, str) and party not in persons | living:
            loose += party_columns(path)
    return [column for column in loose if link(sheet, place, column) in goes]


def _severed(sheet: Sheet, place: Place, alive: set[Role]) -> set[str]:
    """The cells of each party of whose persons none is alive in the row."""
    says = sheet.says(place[0])
    assert says is not None, place
    found: set[str] = set()
    for party, path in parties(says):
        persons = [role for role in sheet.roles(place) if role.party == party and role.person != NOBODY]
        if persons and not any(role in alive for role in persons):
            own = [column for column, bound in says["columns"].items() if bound.get("of") == party]
            found.update(_filled(sheet, place, [*party_columns(path), *own]))
    return found


def _uncovered(sheet: Sheet, place: Place, alive: set[Role], needs: dict[tuple[Role, str], Judgement]) -> set[str]:
    """The bound cells that no keeping need names, but for those that say who a living party is."""
    says = sheet.says(place[0])
    assert says is not None, place
    living = {role.party for role in alive} if not is_unowned(sheet, place) else {name for name, _ in parties(says)}
    stays = {column for party, path in parties(says) if party in living for column in party_columns(path)}
    return {
        column
        for column in _filled(sheet, place, list(says["columns"]))
        if column not in stays and not _is_covered(sheet, place, column, needs)
    }


def _is_covered(sheet: Sheet, place: Place, column: str, needs: dict[tuple[Role, str], Judgement]) -> bool:
    says = sheet.says(place[0])
    assert says is not None, place
    party = says["columns"][column].get("of")
    if party is not None and not any(role.party == party for role in sheet.roles(place)):
        nobody = Role(party, NOBODY, by_column(says.get("about"), sheet.at[place]))
        return any(
            column in named(sheet, name, place, nobody) and judge(sheet, name, place, nobody).verdict > Verdict.FALLEN
            for name in says["for"]
        )
    naming = {key: one for key, one in needs.items() if column in named(sheet, key[1], place, key[0])}
    keeping = {role for (role, _), one in naming.items() if one.verdict > Verdict.FALLEN}
    if says["columns"][column].get("goes-with", "last") == "last":
        return bool(keeping)
    if any(one.kept_whatever for one in naming.values()):
        return True
    concerned = {role for role, name in naming if applies(sheet, name, place, role)}
    return bool(concerned) and concerned <= keeping


def _executed(sheet: Sheet, planned: Plan) -> World:
    """The rows after the plan, and the records of rows that are still there."""
    world = sheet.world
    written = {
        (table, key): {column for *one, column in planned.emptied if tuple(one) == (table, key)}
        for table, key in sheet.at
    }
    rows = {
        table: tuple(
            {
                column: scrubbed(sheet, table, column, value)
                if column in written[table, world.key(table, row)]
                else value
                for column, value in row.items()
            }
            for row in of_table
            if (table, world.key(table, row)) not in planned.goes
        )
        for table, of_table in world.rows.items()
    }
    ghosts = tuple(ghost for ghost in world.records.ghosts if ghost.row not in planned.goes)
    releases = tuple(one for one in world.records.releases if one.row not in planned.goes)
    return replace(world, rows=rows, records=replace(world.records, ghosts=ghosts, releases=releases))


def _carried(sheet: Sheet, planned: Plan) -> frozenset[Ghost | CarriedConsent]:
    """What rows that stay read of their events today and would no longer read tomorrow."""
    after = Sheet(_executed(sheet, planned))
    found: set[Ghost | CarriedConsent] = set()
    for place in (place for place in after.personal() if place not in planned.anonymised):
        for event, binding in (after.says(place[0]) or {}).get("events", {}).items():
            still = contributions(after, place, binding)
            for carrier, said in contributions(sheet, place, binding).items():
                if still.get(carrier, BROKEN) == BROKEN and said != BROKEN:
                    found.add(Ghost(place, event, carrier, said))
        for role in after.roles(place):
            found |= _carried_consents(sheet, after, place, role) if role.person != NOBODY else set()
    return frozenset(found)


def _carried_consents(sheet: Sheet, after: Sheet, place: Place, role: Role) -> set[Ghost | CarriedConsent]:
    found: set[Ghost | CarriedConsent] = set()
    bases = [sheet.world.activities[name]["basis"] for name in served(sheet, place)]
    names = {entry["consent"] for basis in bases if basis not in SILENT for entry in basis if "consent" in entry}
    for name in (name for name in names if not binds_consent(sheet, place, name)):
        for what in ("given", "withdrawn"):
            still = elsewhere(after, role.person, name, what)
            for carrier, moment in elsewhere(sheet, role.person, name, what).items():
                if carrier not in still:
                    found.add(CarriedConsent(role.person, name, what, carrier, moment))
    return found


def _after(sheet: Sheet, one: Release, planned: Plan) -> Release:
    """A release whose need the sweep found fallen, in a row that it could judge, is spent."""
    if one.row not in sheet.at or one.row in planned.undecided:
        return one
    judged = [
        judge(sheet, one.activity, one.row, role).verdict for role in sheet.roles(one.row) if role.person == one.person
    ]
    return replace(one, spent=one.spent or max(judged, default=Verdict.FALLEN) == Verdict.FALLEN)
