"""Write a `World`'s descriptions as a declaration in YAML, in one file, as a person would publish it.

In:   a `World`.       Out:  the text of a declaration.
Never: imports `lofte`; says anything that the world does not say, but for what the language requires.

The idea in one read: the oracle's descriptions are already in the words of the language, so they are written as they
stand; around them come a controller, a contact, labels for what the vocabulary does not know, and the systems.
Law:  none of its own.
Kept true by: tests/differential/test_engine.py
"""

from __future__ import annotations

from typing import Any

import yaml

from oracle.reading import parties, party_columns
from oracle.world import Says, Table, World

KNOWN_EVENTS = {
    *("collected", "last-contact", "session.ended", "contract.started", "contract.ended", "claim.closed"),
    *("case.closed", "recruitment.closed", "booked", "account.closed"),
}
INVENTED_DATA = {"motivation": "free-text", "assessment": None, "match-score": "derived"}


def declaration_yaml(world: World) -> str:
    """The declaration of a world."""
    names = sorted(_consent_names(world))
    told = {
        "lofte": 1,
        "policy": {"name": "Privacy", "version": "1", "in-force": "2020-01-01", "languages": ["en"]},
        "controllers": {
            "club": {
                "name": "Example Club AB",
                "org-nr": "556784-5499",
                "form": "limited-company",
                "address": "1 Example Street",
                "fiscal-year-ends": "{:02}-{:02}".format(*world.fiscal_year_ends),
                "time-zone": world.zone,
            }
        },
        "contacts": {"privacy": {"email": "privacy@example.org"}, "dpo": "not-required"},
        "subjects": {name: {"label": name} for name in sorted(_subjects(world))},
        "data": _data(world),
        "sources": {"form": "form"},
        "activities": {name: _activity(one) for name, one in world.activities.items()},
        "consents": {name: {"by": "unticked-box", "asked": ["form"]} for name in names},
        "rights": {"erasure": {"for": sorted(world.erasure_for)} if world.erasure_for else {"clause": "1"}},
        "events": {event: {"label": event} for event in sorted(_events(world) - KNOWN_EVENTS)},
        "sweep": {"every": "1 day", "within": "30 days", "approve": "nobody"},
        "systems": {name: _system(world, name) for name in systems_of(world)},
    }
    written = {key: value for key, value in told.items() if value}
    return yaml.dump(written, Dumper=Plain, sort_keys=False, allow_unicode=True)


class Plain(yaml.SafeDumper):
    """Writes everything where it stands: a declaration may hold no anchors."""

    def ignore_aliases(self, _data: Any) -> bool:
        """Never refer to what was written before."""
        return True


def systems_of(world: World) -> list[str]:
    """The names of the systems."""
    return sorted({name.split(".")[0] for name in world.tables})


def tables_of(world: World, system: str) -> dict[str, Table]:
    """The tables of a system, by their names in it."""
    return {name.split(".")[1]: table for name, table in world.tables.items() if name.split(".")[0] == system}


def _activity(one: Says) -> dict[str, Any]:
    return {**{key: value for key, value in one.items() if value is not None}, "from": ["form"], "required": "none"}


def _system(world: World, name: str) -> dict[str, Any]:
    tables = tables_of(world, name)
    return {
        "is": "sql",
        "url": f"env:{name.upper()}_URL",
        "places": ["SE"],
        "time-zone": world.system_zones.get(name, world.zone),
        "not-personal": [table for table, one in tables.items() if one.says is None],
        "tables": {table: _table(one, one.says) for table, one in tables.items() if one.says is not None},
    }


def _table(table: Table, says: Says) -> dict[str, Any]:
    events = says.get("events", {})
    paths = [path for _, path in parties(says)]
    linked = {path["same"] for path in paths if isinstance(path, dict) and "in" in path}
    decided = {*says["columns"], *table.key, *says.get("links", {}), *linked}
    decided |= {column for path in paths for column in party_columns(path)}
    decided |= {_first_column(binding) for binding in events.values()}
    told = {key: value for key, value in says.items() if value not in ({}, None)}
    told["for"] = {name: condition or {} for name, condition in says["for"].items()}
    told["links"] = {
        column: said if "to" in said else said["decision"] for column, said in says.get("links", {}).items()
    }
    told["not-personal"] = [column for column in table.columns if column not in decided]
    return {key: value for key, value in told.items() if value}


def _first_column(binding: Any) -> str:
    path = binding if isinstance(binding, str) else binding.get("at", "")
    return str(path).split(".")[0]


def _subjects(world: World) -> set[str]:
    found = {subject for activity in world.activities.values() for subject in activity["about"]}
    for says in (table.says for table in world.tables.values() if table.says):
        about = says.get("about", {})
        listed = [about] if isinstance(about, str) else [one for value, one in about.items() if value != "by"]
        found.update([*listed, *says.get("persons", {})])
    return found


def _data(world: World) -> dict[str, Any]:
    used = {one for activity in world.activities.values() for one in activity["data"]}
    invented = {
        name: {
            "label": name,
            **({"is": kind} if kind else {}),
            **({"hint": "-", "review": "12 months"} if kind == "free-text" else {}),
        }
        for name, kind in INVENTED_DATA.items()
        if name in used
    }
    return {**invented, **{name: {"label": name, "includes": list(members)} for name, members in world.groups.items()}}


def _consent_names(world: World) -> set[str]:
    bases = [one["basis"] for one in world.activities.values()]
    return {entry["consent"] for basis in bases if isinstance(basis, list) for entry in basis if "consent" in entry}


def _events(world: World) -> set[str]:
    bound = {event for table in world.tables.values() if table.says for event in table.says.get("events", {})}
    return {event for event in bound if event.rpartition(".")[2] not in ("given", "withdrawn")}
