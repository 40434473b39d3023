"""Generate histories of an organisation: rows, what our records hold, and days of sweeps.

In:   Hypothesis, an organisation.       Out:  a `History`.
Never: draws a date without regard to where the rules cut.

The idea in one read: an organisation's declaration is compiled once and many histories are drawn for it. Dates are
drawn as *today minus a period of the organisation, a day or two more or less*, so that every rule is tried at its edge;
today is a month's end, a leap day or beside a change of summer time more often than not.
Law:  none of its own.
Kept true by: tests/unit/test_oracle_laws.py, tests/differential/
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from oracle.paper import plus
from oracle.reading import Sheet
from oracle.world import Consent, Hold, Objection, Place, Recorded, Records, Release, Restriction, Row, Table, World
from strategies.organisations import EVENTS, PERIODS

PEOPLE = ("a@example.org", "b@example.org", "c@example.org")
DAYS = tuple(
    date.fromisoformat(day)
    for day in (
        *("2027-03-01", "2028-02-29", "2027-02-28", "2027-01-31", "2027-12-31", "2028-01-01", "2027-06-30"),
        *("2027-03-28", "2027-03-29", "2027-10-31", "2027-11-01", "2027-08-17"),
    )
)
DAYS_OF_YEARS = (date(2027, 12, 31), date(2028, 1, 1), date(2028, 1, 1), date(2027, 3, 1))
"""Days on which a year of bookkeeping ends, for organisations with a statute."""
TIMES = tuple(
    time.fromisoformat(at).replace(tzinfo=UTC)
    for at in ("00:00", "00:30", "02:30", "12:00", "22:00", "22:59:59", "23:00", "23:59:59")
)
KINDS = (*("m",) * 8, *("g",) * 5, "x", None)
STATUSES = ("on", "off", None)


@dataclass(frozen=True)
class Step:
    """One day of a history: what is newly recorded, whose erasure is upheld, and then a sweep."""

    day: date
    records: Records
    erases: str | None = None


@dataclass(frozen=True)
class History:
    """A world with rows, and the days that follow."""

    world: World
    steps: tuple[Step, ...]


@st.composite
def histories(draw: st.DrawFn, organisation: World, max_rows: int = 3) -> History:
    """Rows, records and days for an organisation."""
    turns = DAYS_OF_YEARS if "statute" in repr(organisation.activities) else DAYS
    today = draw(st.sampled_from(turns))
    edges = Edges.of(organisation, today)
    rows: dict[str, tuple[Row, ...]] = {}
    for name, table in organisation.tables.items():
        count = draw(st.integers(0 if name != "club.people" else 1, max_rows))
        count = count if _may_have_rows(table, rows) else 0
        drawn = [draw(row_of(organisation, name, table, number, rows, edges)) for number in range(1, count + 1)]
        rows[name] = tuple({tuple(row[column] for column in table.key): row for row in drawn}.values())
    world = replace(organisation, today=today, rows=rows)
    world = replace(world, records=draw(known(world, edges)))
    later = draw(st.lists(st.sampled_from([0, 1, 2, 31, 366, 3653]), max_size=2, unique=True))
    steps = [Step(today, Records(), draw(st.sampled_from([None, *_persons()])))]
    for shift in sorted(later):
        day = today + timedelta(days=shift)
        more = draw(st.sampled_from([Records(), None]))
        records = more if more is not None else draw(known(world.on(day), replace(edges, today=day), few=True))
        steps.append(Step(day, records, draw(st.sampled_from([None, None, *_persons()]))))
    return History(world, tuple(steps))


def _may_have_rows(table: Table, rows: dict[str, tuple[Row, ...]]) -> bool:
    """Whether every link that may not be empty has somewhere to lead."""
    return all(table.columns[one].nullable or rows[f"club.{far}"] for one, (far, _) in table.foreign.items())


def _persons() -> list[str]:
    return [f"email:{address}" for address in PEOPLE]


@dataclass(frozen=True)
class Edges:
    """Where the rules of an organisation cut on a day."""

    today: date
    periods: tuple[str, ...]
    fiscal_year_ends: tuple[int, int] | None
    """None when no rule counts fiscal years."""

    @classmethod
    def of(cls, organisation: World, today: date) -> Edges:
        """The edges of the periods that the organisation's rules name."""
        said = repr([activity.get("keep") for activity in organisation.activities.values()])
        counts = "statute" in said
        periods = tuple(period for period in PERIODS if f"'{period}" in said)
        return cls(today, periods, organisation.fiscal_year_ends if counts else None)


@cache
def days_around(edges: Edges) -> st.SearchStrategy[date]:
    """Days on which some rule ends yesterday, today or tomorrow."""
    today = edges.today
    near = [today, today, *(_before(today, period) for period in edges.periods)]
    if edges.fiscal_year_ends is not None:
        month, day = edges.fiscal_year_ends
        near += [date(today.year - years, month, min(day, 28)) for years in (7, 8)]
    sharp = [one + timedelta(days=shift) for one in near for shift in (-2, -1, -1, 0, 0, 1, 1)]
    return st.sampled_from([*sharp, today - timedelta(days=400), today + timedelta(days=40)])


def _before(today: date, period: str) -> date:
    """A day near the one from which the period ends today."""
    day = today
    while plus(day, period) > today:
        day -= timedelta(days=1)
    return day


@cache
def instants(edges: Edges) -> st.SearchStrategy[datetime]:
    """Instants near local midnights and changes of summer time."""
    return st.builds(datetime.combine, days_around(edges), st.sampled_from(TIMES))


@st.composite
def row_of(
    draw: st.DrawFn, world: World, name: str, table: Table, number: int, rows: dict[str, tuple[Row, ...]], edges: Edges
) -> Row:
    """A row whose links lead to rows that are there."""
    row: Row = {}
    says = table.says or {"columns": {}}
    for column, kind in table.columns.items():
        if column in table.foreign:
            target = world.tables[f"club.{table.foreign[column][0]}"]
            there = [far[target.key[0]] for far in rows[f"club.{table.foreign[column][0]}"]]
            empty = [None] if kind.nullable else []
            row[column] = draw(st.sampled_from([*there, *there, *empty])) if there or empty else None
        elif column in ("id", "number"):
            row[column] = number
        elif column in ("kind", "status"):
            row[column] = draw(st.sampled_from(KINDS if column == "kind" else STATUSES))
        elif column == "email" or column.endswith("_mail"):
            blank = None if kind.nullable else "gone"
            row[column] = draw(st.sampled_from([*PEOPLE, *PEOPLE, PEOPLE[0].upper() + " ", blank]))
        elif kind.type == "text":
            written = "-" if not kind.nullable else None
            row[column] = draw(st.sampled_from(["some text", "other", "so", written]))
        elif column in says["columns"]:
            row[column] = draw(st.sampled_from([date(1980, 7, 4), date(1990, 1, 1), None]))
        else:
            row[column] = draw(times(kind.type, edges))
    return row


@cache
def times(kind: str, edges: Edges) -> st.SearchStrategy[Any]:
    """The value of a time column, or none."""
    match kind:
        case "date":
            value: st.SearchStrategy[Any] = days_around(edges)
        case "instant":
            value = instants(edges)
        case "naive":
            value = instants(edges).map(lambda at: at.replace(tzinfo=None))
        case _:
            value = instants(edges).map(lambda at: at.replace(tzinfo=None).isoformat(sep=" "))
    return st.one_of(value, value, st.none())


@st.composite
def known(draw: st.DrawFn, world: World, edges: Edges, *, few: bool = False) -> Records:
    """What our records hold: consents, objections, holds, restrictions, releases, recorded events."""
    most = 1 if few else 2
    person = st.sampled_from(_persons())
    places: list[Place] = Sheet(world).personal()
    name = st.sampled_from(sorted(world.activities))
    # What is recorded has happened: our own records hold nothing from after the end of today.
    end = datetime.combine(world.today + timedelta(days=1), time(0), ZoneInfo(world.zone))
    at = st.one_of(instants(edges), st.none()).map(lambda one: one if one is None or one < end else None)
    consent_names = st.sampled_from(sorted({*world.activities, "shared"}))
    both = st.builds(lambda who, name, one: Consent(who, name, one, one), person, consent_names, at)
    apart = st.builds(Consent, person, consent_names, at, at)
    several = st.lists(st.one_of(apart, apart, both), max_size=2 * most + 1, unique_by=_consent_key)
    consents = draw(several)
    objections = st.builds(
        Objection,
        person,
        st.one_of(name, st.sampled_from(["direct-marketing", None])),
        st.sampled_from(["pending", "upheld", "rejected"]),
    )
    some = st.lists(name, max_size=1).map(tuple)
    holds = st.one_of(
        st.builds(Hold, person=person, activities=some),
        *([st.builds(Hold, row=st.sampled_from(places), activities=some)] if places else []),
    )
    restrictions = st.builds(Restriction, person, st.one_of(st.none(), name))
    events = st.sampled_from([*EVENTS, "booked", *(f"{one}.judged-ended" for one in sorted(world.activities))])
    told = st.one_of(
        st.builds(Recorded, events, instants(edges), person=person),
        *([st.builds(Recorded, events, instants(edges), row=st.sampled_from(places))] if places else []),
    )
    rare = st.integers(0, 2).map(lambda one: one == 0)
    return Records(
        consents=tuple(consents),
        objections=tuple(draw(st.lists(objections, max_size=most))),
        restrictions=tuple(draw(st.lists(restrictions, max_size=1))) if draw(rare) else (),
        holds=tuple(draw(st.lists(holds, max_size=1))) if draw(rare) else (),
        recorded=tuple(draw(st.lists(told, max_size=most, unique_by=lambda one: (one.event, one.person, one.row)))),
        releases=() if few else tuple(draw(releases(world, edges))),
    )


def _consent_key(one: Consent) -> tuple[str, str]:
    return one.person, one.name


@st.composite
def releases(draw: st.DrawFn, world: World, edges: Edges) -> list[Release]:
    """Some needs of some rows that were released earlier, spent or not."""
    sheet = Sheet(world)
    possible = [
        (place, role.person, name)
        for place in sheet.personal()
        for role in sheet.roles(place)
        for name in (sheet.says(place[0]) or {})["for"]
        if role.person
    ]
    if not possible:
        return []
    chosen = draw(st.lists(st.sampled_from(possible), max_size=3, unique=True))
    return [
        Release(place, person, name, draw(days_around(edges)), draw(st.booleans())) for place, person, name in chosen
    ]
