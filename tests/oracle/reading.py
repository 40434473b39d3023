"""Read a row of a printed table: whose it is, as what, and when its events happened.

In:   a `World`.       Out:  roles, columns, moments.
Never: judges a need.

The idea in one read: a *role* is one party of a row and one person in it, with the row through which the person was
found (`via`). A row without a person has the role of nobody. An event of a row is read from its binding as a list of
*contributions*, each said by one row (its carrier); ghosts speak for carriers that are gone.
Law:  GDPR Art. 4(1).
Kept true by: tests/unit/test_oracle_cases.py
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from oracle.paper import general, moment
from oracle.world import GROUPS, IDENTIFIES_ALONE, PARENTS, Key, Moment, Place, Row, Says, World

NOBODY = ""
UNDECIDED = "?"


@dataclass(frozen=True)
class Role:
    """One person in one party of a row. `category` None: any that the activity is about."""

    party: str
    person: str
    category: str | None
    via: tuple[Place, Role] | None = None
    through: tuple[Place, ...] = ()
    """Rows between this row and that of `via`."""


class Sheet:
    """A world with its rows laid out by key."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.at: dict[Place, Row] = {
            (table, world.key(table, row)): row for table, rows in world.rows.items() for row in rows
        }
        self._roles: dict[Place, tuple[Role, ...]] = {}

    def says(self, table: str) -> Says | None:
        """What the declaration says of the table; None when it is not personal."""
        return self.world.tables[table].says

    def personal(self) -> list[Place]:
        """Every row of every personal table."""
        return [place for place in self.at if self.says(place[0]) is not None]

    def roles(self, place: Place) -> tuple[Role, ...]:
        """The row's persons in their parties; the role of nobody when it is unowned."""
        if place not in self._roles:
            self._roles[place] = tuple(dict.fromkeys(_roles(self, place)))
        return self._roles[place]

    def moment(self, table: str, value: Any) -> Moment | None:
        """What a cell of that table says about time."""
        system = table.split(".")[0]
        return moment(value, self.world.zone, self.world.system_zones.get(system, self.world.zone))


def beside(table: str, name: str) -> str:
    """The full name of a table of the same system."""
    return f"{table.split('.', maxsplit=1)[0]}.{name}"


def parties(says: Says) -> list[tuple[str, Any]]:
    """Name and path of each party; the only party of `person` has no name."""
    return [("", says["person"])] if "person" in says else list(says["persons"].items())


def party_columns(path: Any) -> tuple[str, ...]:
    """The columns of a row by which a party is found: identifiers, or the link; none for `in`."""
    if isinstance(path, str):
        return (path.split(".")[0],)
    return () if "in" in path else tuple(column for _, column in identifiers(path))


def identifiers(path: Any) -> list[tuple[str, str]]:
    """Kind and column of each identifier of a party."""
    if isinstance(path, str) or "in" in path:
        return []
    listed = {kind: [columns] if isinstance(columns, str) else columns for kind, columns in path.items()}
    return [(kind, column) for kind, columns in listed.items() for column in columns]


def identifying_columns(says: Says) -> set[str]:
    """The columns that say who the persons of a row are."""
    return {column for _, path in parties(says) for column in party_columns(path)}


def is_empty(sheet: Sheet, table: str, column: str, value: Any) -> bool:
    """Whether nothing stands in the cell any more."""
    if value is None:
        return True
    erase = erasure_of(sheet, table, column)
    if "write" in erase:
        return bool(value == erase["write"])
    return "keep" in erase and bool(general(value, erase["keep"]) == value)


def erasure_of(sheet: Sheet, table: str, column: str) -> dict[str, str]:
    """How a cell is scrubbed: `{}` (emptied), `{write: TEXT}`, `{keep: DETAIL}`."""
    bound = (sheet.says(table) or {}).get("columns", {}).get(column)
    found = bound.get("erase", "empty") if isinstance(bound, dict) else "empty"
    return {} if isinstance(found, str) else dict(found)


def scrubbed(sheet: Sheet, table: str, column: str, value: Any) -> Any:
    """What stands in the cell after it has been scrubbed."""
    erase = erasure_of(sheet, table, column)
    return general(value, erase["keep"]) if "keep" in erase else erase.get("write")


def satisfies(sheet: Sheet, table: str, row: Row, condition: Says | None) -> bool:
    """Whether a row says what an `if` asks for."""
    for column, wanted in (condition or {}).items():
        value = row[column]
        if is_empty(sheet, table, column, value):
            return False
        values = [str(one) for one in wanted] if isinstance(wanted, list) else [str(wanted)]
        if wanted != "any" and str(value) not in values:
            return False
    return True


def by_column(meaning: Any, row: Row) -> Any:
    """A meaning that may depend on a column; `UNDECIDED` for a value that is not listed."""
    if not (isinstance(meaning, dict) and "by" in meaning):
        return meaning
    listed = {str(value): meant for value, meant in meaning.items() if value not in ("by", "else")}
    value = row[meaning["by"]]
    return listed[str(value)] if value is not None and str(value) in listed else meaning.get("else", UNDECIDED)


def person_of(world: World, table: str, kind: str, value: Any) -> str:
    """Who has this identifier; nobody when it is blank. One that is shared by many systems identifies in all."""
    text = str(value or "").strip()
    kind = PARENTS.get(kind, kind)
    normal = text.casefold() if kind == "email" else text
    if not normal:
        return NOBODY
    where = "" if kind in IDENTIFIES_ALONE else table.split(".")[0] + ":"
    return world.records.aliases.get((kind, normal), f"{where}{kind}:{normal}")


def link(sheet: Sheet, place: Place, column: str) -> Place | None:
    """The row that a link leads to, if it leads to one."""
    table, value = place[0], sheet.at[place][column]
    if value is None:
        return None
    target, there = link_target(sheet, table, column)
    return next((far for far, row in sheet.at.items() if far[0] == target and row[there] == value), None)


def link_target(sheet: Sheet, table: str, column: str) -> tuple[str, str]:
    """Table and column that a link leads to, from the database or as declared."""
    description = sheet.world.tables[table]
    if column in description.foreign:
        target, there = description.foreign[column]
    else:
        target, _, there = description.says["links"][column]["to"].partition(".")  # type: ignore[index]
    return beside(table, target), there


def walk(sheet: Sheet, place: Place, columns: list[str]) -> list[Place] | None:
    """The rows reached by following links one after another; None where one leads nowhere."""
    steps = reached(sheet, place, columns)
    return steps if len(steps) == len(columns) else None


def reached(sheet: Sheet, place: Place, columns: list[str]) -> list[Place]:
    """The rows on the way, as far as the links lead."""
    steps: list[Place] = []
    for column in columns:
        further = link(sheet, steps[-1] if steps else place, column)
        if further is None:
            break
        steps.append(further)
    return steps


def agreeing(sheet: Sheet, place: Place, table: str, same: str) -> list[Place]:
    """The rows of a table that agree with this row: with its key when `same` links here, else with its same column."""
    description = sheet.world.tables[table]
    mine: Any = None
    linked = same in description.foreign or same in (description.says or {}).get("links", {})
    if linked and link_target(sheet, table, same)[0] == place[0]:
        mine = sheet.at[place][link_target(sheet, table, same)[1]]
    else:
        mine = sheet.at[place][same]
    if mine is None:
        return []
    return [far for far, row in sheet.at.items() if far[0] == table and row[same] == mine]


def _roles(sheet: Sheet, place: Place) -> list[Role]:
    says = sheet.says(place[0])
    assert says is not None, place
    found = [role for party, path in parties(says) for role in _party_roles(sheet, place, says, party, path)]
    real = [role for role in found if role.person != NOBODY]
    silent = [party for party, _ in parties(says) if party not in {role.party for role in found}]
    return real or [*found, *(Role(party, NOBODY, _category(sheet, place, says, "", None)) for party in silent)]


def _party_roles(sheet: Sheet, place: Place, says: Says, party: str, path: Any) -> Iterator[Role]:
    row = sheet.at[place]
    if isinstance(path, dict) and "in" not in path:
        for kind, column in identifiers(path):
            empty = is_empty(sheet, place[0], column, row[column])
            person = NOBODY if empty else person_of(sheet.world, place[0], kind, row[column])
            if person != NOBODY:
                yield Role(party, person, _category(sheet, place, says, party, None))
        return
    if isinstance(path, str):
        steps = reached(sheet, place, path.split("."))
        if len(steps) <= path.count("."):
            # A path that breaks off on the way has no person, but the rows on the way are hung on all the same.
            yield Role(party, NOBODY, _category(sheet, place, says, "", None), None, tuple(steps))
            return
        ends = [(steps[-1], tuple(steps[:-1]))]
    else:
        ends = [(far, ()) for far in agreeing(sheet, place, beside(place[0], path["in"]), path["same"])]
    for end, between in ends:
        for role in sheet.roles(end):
            category = _category(sheet, place, says, party, role)
            yield Role(party, role.person, category, (end, role), between)


def _category(sheet: Sheet, place: Place, says: Says, party: str, via: Role | None) -> str | None:
    if "about" in says:
        about: str = by_column(says["about"], sheet.at[place])
        return about
    if via is not None and (via.category is not None or via.person == NOBODY):
        return via.category
    return party or None


def is_undecided(sheet: Sheet, place: Place) -> bool:
    """Whether a value that no meaning lists keeps the row from being judged."""
    row, says = sheet.at[place], sheet.says(place[0])
    assert says is not None, place
    if any(role.category == UNDECIDED for role in sheet.roles(place)):
        return True
    return any(by_column(column["is"], row) == UNDECIDED for column in says["columns"].values())


def expanded(world: World, data: list[str]) -> set[str]:
    """The data of an activity with its groups opened."""
    members = {**GROUPS, **world.groups}
    return {
        one for name in data for one in ((name, *expanded(world, list(members[name]))) if name in members else (name,))
    }


def is_among(category: str, data: set[str]) -> bool:
    """Whether a column's data are among an activity's; a kind counts as its parent."""
    return category in data or PARENTS.get(category) in data


def key_text(key: Key) -> str:
    """A key, to sort by."""
    return "\x1f".join(map(str, key))
