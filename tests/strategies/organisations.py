"""Generate small organisations: activities, tables, and how persons, events and links are found in them.

In:   Hypothesis.       Out:  a `World` without rows, that a compiler accepts.
Never: an organisation whose declaration is at fault: a column that nobody needs, an event that nothing brings.

The idea in one read: one system with projects and visits of nobody, people known by an address, and up to three more
tables that hang on them: notes and parts (through links), pairs (two parties), guests (a link that is decided), films
(everyone in a project). Each event of each table is brought in one of the ways in which it may be found there.
Law:  none of its own.
Kept true by: tests/unit/test_oracle_laws.py, tests/differential/
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from oracle.mittliv import activity
from oracle.short import long
from oracle.world import Column, Table, World

GENERALISES = False
"""Whether cells are made general; the compiler refuses that until a later version keeps it. The oracle can."""
FIRST_DAY = date(2027, 3, 1)
SUBJECTS = ("member", "guest")
DATA = ("mobile-phone", "postal-address", "occupation", "date-of-birth")
EVENTS = ("collected", "case.closed", "contract.ended", "last-contact")
PERIODS = ("1 day", "48 hours", "2 weeks", "1 month", "18 months", "1 year", "10 years")
TIME_TYPES = ("date", "instant", "naive", "time-text")


@st.composite
def organisations(draw: st.DrawFn, *, consents_elsewhere: bool = True) -> World:
    """Activities and tables that a compiler accepts; no rows.

    `consents_elsewhere`: a table may bind a consent on which another table's needs rest.
    """
    names = draw(st.sampled_from([("serve", "news"), ("serve", "news", "claims"), ("serve", "claims"), ("news",)]))
    activities = {name: draw(activities_called(name)) for name in names}
    tables = draw(table_sets(activities))
    if not consents_elsewhere:
        tables = {name: _without_consents(table) for name, table in tables.items()}
    return World(
        today=FIRST_DAY,
        activities=activities,
        tables=tables,
        rows=dict.fromkeys(tables, ()),
        zone=draw(st.sampled_from(["Europe/Stockholm", "Europe/Stockholm", "UTC", "America/New_York"])),
        system_zones={"club": draw(st.sampled_from(["Europe/Stockholm", "UTC", "Asia/Tokyo"]))},
        fiscal_year_ends=draw(st.sampled_from([(12, 31), (6, 30), (2, 29)])),
        erasure_for=frozenset(draw(st.sampled_from([(), ("any",), ("legitimate-interests",)]))),
    )


@st.composite
def activities_called(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """An activity; its data always hold what identifies."""
    about = draw(st.sampled_from([list(SUBJECTS), list(SUBJECTS), ["member"], ["guest"]]))
    purpose = "newsletter" if name == "news" and draw(st.booleans()) else "customer-service"
    data = ["email", *draw(st.lists(st.sampled_from([*DATA, "contact-details"]), unique=True, max_size=3))]
    return dict(activity(about, purpose, draw(bases(name)), data, draw(rules())))


@st.composite
def bases(draw: st.DrawFn, name: str) -> Any:
    """One entry, one that waits for an event, or two that exclude each other."""
    kinds: list[dict[str, str]] = [
        {"contract": "performance"},
        {"legitimate-interests": "ours"},
        {"consent": name},
        {"consent": "shared"},
        {"legal-obligation": "se-bfl-7-2"},
    ]
    entry = st.sampled_from(kinds)
    event = draw(st.sampled_from(EVENTS))
    form = draw(st.sampled_from(["one", "one", "one", "waiting", "two", "silent"]))
    match form:
        case "one":
            return [draw(entry)]
        case "waiting":
            return [{**draw(entry), "when": draw(st.sampled_from([event, f"not {event}"]))}]
        case "two":
            first, second = draw(st.lists(entry, min_size=2, max_size=2, unique_by=lambda one: next(iter(one))))
            return [{**first, "when": event}, {**second, "when": f"not {event}"}]
        case _:
            return "unstated"


@st.composite
def rules(draw: st.DrawFn, deep: int = 1) -> Any:
    """A retention rule of every shape."""
    event, period = st.sampled_from(EVENTS), st.sampled_from(PERIODS)
    shapes = ["until", "until", "plus", "plus", "at-most", "both", "first", "last", "statute", "criterion", "unstated"]
    match draw(st.sampled_from(shapes + (["rules"] * 2 if deep else []))):
        case "until":
            return {"until": draw(st.sampled_from([*EVENTS, "consent.withdrawn"]))}
        case "plus":
            return {"until": draw(event), "plus": draw(period)}
        case "at-most":
            return {"at-most": [f"{draw(period)} after {draw(event)}"]}
        case "both":
            return {"until": draw(event), "plus": draw(period), "at-most": [f"{draw(period)} after {draw(event)}"]}
        case "first" | "last" as which:
            events = draw(st.lists(event, min_size=2, max_size=2, unique=True))
            return {"until": {which: events}, **draw(st.sampled_from([{}, {"plus": "1 month"}]))}
        case "statute":
            return {"statute": "se-bfl-7-2"}
        case "criterion":
            return {"criterion": "as long as it is needed", "review": "12 months"}
        case "rules":
            both = [draw(rules(deep=0).filter(lambda rule: isinstance(rule, dict))) for _ in range(2)]
            return {draw(st.sampled_from(["first", "last"])): both}
        case _:
            return "unstated"


@st.composite
def table_sets(draw: st.DrawFn, activities: dict[str, Any]) -> dict[str, Table]:
    """The tables of one system: projects and visits of nobody, people, and what hangs on them."""
    with_children = draw(st.booleans())
    tables = {
        "club.projects": Table({"id": Column("integer", False), "over": draw(time_columns())}),
        "club.visits": Table(
            {
                "id": Column("integer", False),
                "project_id": Column("integer"),
                "at": draw(time_columns()),
                "status": Column(),
            },
            foreign={"project_id": ("projects", "id")},
        ),
    }
    shapes = {"people": people, "notes": notes, "parts": parts, "pairs": pairs, "guests": guests, "films": films}
    chosen = ["people", *(["notes", *draw(st.sampled_from([[], ["parts"]]))] if with_children else [])]
    chosen += draw(st.lists(st.sampled_from(["pairs", "guests", "films"]), unique=True, max_size=4 - len(chosen)))
    for name in sorted(chosen, key=list(shapes).index):
        tables[f"club.{name}"] = draw(shapes[name](activities, chosen))
    return tables


def _without_consents(table: Table) -> Table:
    """The table, saying nothing of consents: our records alone do."""
    if table.says is None:
        return table
    events = {name: one for name, one in table.says["events"].items() if not name.endswith((".given", ".withdrawn"))}
    return replace(table, says={**table.says, "events": events})


def time_columns() -> st.SearchStrategy[Column]:
    """A column that holds a time, of any encoding."""
    return st.builds(Column, st.sampled_from(TIME_TYPES), st.just(True))


@dataclass
class Draft:
    """A table while it is being drawn."""

    columns: dict[str, Column]
    says: dict[str, Any]
    foreign: dict[str, tuple[str, str]]
    key: tuple[str, ...] = ("id",)

    def done(self) -> Table:
        """The table in the long form."""
        return Table(self.columns, self.key, long(self.says), self.foreign)


@st.composite
def people(draw: st.DrawFn, activities: dict[str, Any], chosen: list[str]) -> Table:
    """Persons known by their address."""
    draft = draw(identified(activities, {"project_id": ("projects", "id")}, {}))
    paths = ["project_id.over"]
    lists = [("visits", "project_id", "at")] + ([("notes", "person_id", "done")] if "notes" in chosen else [])
    draw(bind_events(draft, activities, paths, lists))
    return draft.done()


@st.composite
def guests(draw: st.DrawFn, activities: dict[str, Any], chosen: list[str]) -> Table:
    """Persons known by their address, with a link to another person."""
    decision = draw(st.sampled_from(["detach", "owns"]))
    draft = draw(identified(activities, {"host_id": ("people", "id")}, {"host_id": decision}))
    draw(bind_events(draft, activities, ["host_id.since"], []))
    return draft.done()


@st.composite
def identified(
    draw: st.DrawFn, activities: dict[str, Any], foreign: dict[str, tuple[str, str]], links: dict[str, str]
) -> Draft:
    """A table with an address, a kind, and some data."""
    kind = draw(st.sampled_from(["email", "work-email"]))
    erase = draw(st.sampled_from(["delete", "delete", "anonymise"]))
    writes = draw(st.booleans())
    listed = {"by": "kind", "m": "member", "g": "guest"}
    about = draw(st.sampled_from([None, "member", "guest", listed, {"by": "kind", "g": "guest", "else": "member"}]))
    bound = {"is": kind, **({"erase": {"write": "gone"}} if writes else {})}
    draft = Draft(
        {"id": Column("integer", False), "email": Column("text", not writes), "kind": Column(), "status": Column()},
        {"person": {kind: "email"}, "columns": {"email": bound}, "links": links, "erase": erase},
        foreign,
    )
    draft.columns.update({column: Column("integer") for column in foreign})
    draft.columns["since"] = Column("date")
    if about is not None:
        draft.says["about"] = about
    draw(serve(draft, activities))
    draw(bind_data(draft, activities, []))
    return draft


@st.composite
def notes(draw: st.DrawFn, activities: dict[str, Any], chosen: list[str]) -> Table:
    """Rows of one person, found through a link; they take that person's events."""
    draft = Draft(
        {"id": Column("integer", False), "person_id": Column("integer", draw(st.booleans())), "status": Column()},
        {"person": "person_id", "columns": {}},
        {"person_id": ("people", "id")},
    )
    draft.columns["done"] = draw(time_columns())
    draw(serve(draft, activities))
    draw(bind_data(draft, activities, []))
    draw(bind_events(draft, activities, ["person_id.since"], [], inherits=True))
    return draft.done()


@st.composite
def parts(draw: st.DrawFn, activities: dict[str, Any], chosen: list[str]) -> Table:
    """Rows of rows: two links away from the person, with a key of two columns."""
    path = draw(st.sampled_from(["note_id", "note_id.person_id"]))
    draft = Draft(
        {"note_id": Column("integer", False), "number": Column("integer", False), "status": Column()},
        {"person": path, "columns": {}},
        {"note_id": ("notes", "id")},
        ("note_id", "number"),
    )
    draw(serve(draft, activities))
    draw(bind_data(draft, activities, []))
    draw(bind_events(draft, activities, ["note_id.done"], [], inherits=True))
    return draft.done()


@st.composite
def pairs(draw: st.DrawFn, activities: dict[str, Any], chosen: list[str]) -> Table:
    """Rows of two persons, each in a role: found through links, or by addresses in the row."""
    draft = Draft({"id": Column("integer", False), "status": Column()}, {"columns": {}}, {})
    if draw(st.booleans()):
        draft.says["persons"] = {"member": "member_id", "guest": "guest_id"}
        draft.columns.update({"member_id": Column("integer"), "guest_id": Column("integer")})
        draft.foreign.update({"member_id": ("people", "id"), "guest_id": ("people", "id")})
    else:
        draft.says["persons"] = {"member": {"email": "member_mail"}, "guest": {"email": "guest_mail"}}
        for party in SUBJECTS:
            draft.columns[f"{party}_mail"] = Column()
            draft.says["columns"][f"{party}_mail"] = {"is": "email", "of": party}
    draft.says["erase"] = draw(st.sampled_from(["delete", "anonymise"]))
    draw(serve(draft, activities))
    draw(bind_data(draft, activities, [None, *SUBJECTS]))
    paths = ["member_id.since", "guest_id.since"] if "member_id" in draft.columns else []
    draw(bind_events(draft, activities, paths, []))
    return draft.done()


@st.composite
def films(draw: st.DrawFn, activities: dict[str, Any], chosen: list[str]) -> Table:
    """Rows of everyone in a project, that go with the first or the last of them."""
    draft = Draft(
        {"id": Column("integer", False), "project_id": Column("integer"), "status": Column()},
        {"person": {"in": "people", "same": "project_id"}, "columns": {}},
        {"project_id": ("projects", "id")},
    )
    draw(serve(draft, activities))
    draw(bind_data(draft, activities, []))
    draw(bind_events(draft, activities, ["project_id.over"], [("visits", "project_id", "at")]))
    return draft.done()


@st.composite
def serve(draw: st.DrawFn, draft: Draft, activities: dict[str, Any]) -> None:
    """Choose the activities that the table serves."""
    names = draw(st.lists(st.sampled_from(sorted(activities)), min_size=1, unique=True))
    condition = st.sampled_from([None, None, {"if": {"status": "on"}}, {"if": {"status": "any"}}])
    draft.says["for_"] = {name: draw(condition) for name in names}


@st.composite
def bind_data(draw: st.DrawFn, draft: Draft, activities: dict[str, Any], of: list[str | None]) -> None:
    """Bind columns that the served activities need; each of these needs one at least."""
    served = [activities[name]["data"] for name in draft.says["for_"]]
    known = sorted({one for data in served for one in (*data, *_members(data))} - {"contact-details"})
    shared = [one for one in known if all(one in (*data, *_members(data)) for data in served)]
    wanted = draw(st.lists(st.sampled_from(known), max_size=2, unique=True))
    wanted += [] if "email" in draft.columns or "member_mail" in draft.columns else [draw(st.sampled_from(shared))]
    for number, category in enumerate(dict.fromkeys(wanted), start=1):
        column = f"c{number}"
        dated = category == "date-of-birth"
        general = [{"keep": "year" if dated else "first 2"}] if GENERALISES else []
        may = general if draft.says.get("erase") != "anonymise" else []
        erase = draw(st.sampled_from(["empty", *may, *([] if dated else [{"write": "-"}])]))
        mode = draw(st.sampled_from(["last", "first"]))
        bound: dict[str, Any] = {"is": category, "erase": erase, "goes-with": mode}
        if not dated and draw(st.booleans()) and len(known) > 1:
            other = draw(st.sampled_from([one for one in known if one != "date-of-birth"]))
            bound["is"] = {
                "by": "status",
                "on": category,
                **draw(st.sampled_from([{"off": other}, {"else": other}, {"else": other}])),
            }
        if of and (party := draw(st.sampled_from(of))) is not None:
            bound["of"] = party
        draft.columns[column] = Column("date" if dated else "text", erase != {"write": "-"})
        draft.says["columns"][column] = bound


def _members(data: list[str]) -> list[str]:
    return ["mobile-phone", "postal-address"] if "contact-details" in data else []


@st.composite
def bind_events(
    draw: st.DrawFn,
    draft: Draft,
    activities: dict[str, Any],
    paths: list[str],
    lists: list[tuple[str, str, str]],
    *,
    inherits: bool = False,
) -> None:
    """Bring every event to the table, each in one of the ways in which it may be found there."""
    bound: dict[str, Any] = {}
    for number, event in enumerate([*EVENTS, "booked"]):
        column = f"t{number}"
        forms = [
            "own",
            "own",
            "own",
            "if",
            "recorded",
            *["path"] * len(paths),
            *["list"] * len(lists),
            *["none"] * 3 * inherits,
        ]
        form = draw(st.sampled_from(forms))
        if form in ("own", "if"):
            draft.columns[column] = draw(time_columns())
        match form:
            case "own":
                bound[event] = column
            case "if":
                bound[event] = {"at": column, "if": {"status": draw(st.sampled_from(["on", ["on", "off"], "any"]))}}
            case "path":
                bound[event] = draw(st.sampled_from(paths))
            case "list":
                table, same, at = draw(st.sampled_from(lists))
                condition = draw(st.sampled_from([{}, {"if": {"status": "on"}}]))
                bound[event] = {draw(st.sampled_from(["first", "last"])): at, "in": table, "same": same, **condition}
            case "recorded":
                bound[event] = "recorded"
            case _:
                pass
    for name in sorted(_consents(draft, activities)):
        if draw(st.booleans()):
            draft.columns[f"{name}_given"] = draw(time_columns())
            bound[f"{name}.given"] = f"{name}_given"
            if draw(st.booleans()):
                draft.columns[f"{name}_left"] = draw(time_columns())
                bound[f"{name}.withdrawn"] = f"{name}_left"
            else:  # what the person's own table says of withdrawals would stand in another row: consent-in-two-rows
                bound[f"{name}.withdrawn"] = "recorded"
    draft.says["events"] = bound


def _consents(draft: Draft, activities: dict[str, Any]) -> set[str]:
    bases = [activities[name]["basis"] for name in draft.says["for_"]]
    return {entry["consent"] for basis in bases if basis != "unstated" for entry in basis if "consent" in entry}
