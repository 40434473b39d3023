"""Asked in two passes, a system finds exactly the rows of which a question is true, and learns of nobody else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import sqlalchemy as sa
from hypothesis import given

from conformance.asked import DDL, MEMBERS, ROWS, WITHIN_A_TEST, Told, fill, told, truly
from conformance.opening import opened
from conformance.plain import Member, World, made, predicates, worlds
from lofte.facts import Facts, HoldFact, Identifier, RestrictionFact, RowKey, SubjectId
from lofte.needs.facts import Known
from lofte.predicate import FALSE, Fact, Filled, PersonAt, Predicate, all_of, any_of, negate, outer
from lofte.systems.sql import asking
from lofte.systems.sql.asking import Learning, SqlSystem
from unit.graph.binding import ACTIVITIES, bound

PEOPLE = """
    people:
      person: {email: email}
      for: [serve]
      columns: {email: email}
      not-personal: [opened, boss_id]
      events: {case.closed: closed}
    """
TOLD = Fact("told:a", person=PersonAt("email", "email"))


@dataclass
class Records:
    """What is known, told only of those who are asked about."""

    world: World
    asked: list[Identifier] = field(default_factory=list)

    def loosely(self) -> Told:
        return told(self.world)

    def is_silent(self, fact: str) -> bool:
        return told(self.world).is_empty(fact)

    def about(self, identifiers: Iterable[Identifier], rows: Iterable[RowKey]) -> Told:
        self.asked += (wanted := list(identifiers))
        values, keys = {one.value for one in wanted}, {(row.table, int(row.values[0])) for row in rows}
        known = [
            one for one in self.world.members if (one.row in keys if one.row is not None else one.person in values)
        ]
        return told(World({}, tuple(known)))


@pytest.fixture
def club(database: str) -> Iterator[SqlSystem]:
    with opened(database, *DDL) as found:
        system = bound(PEOPLE, found.catalog(), not_personal="[notes]").system
        assert system is not None
        yield SqlSystem(found, system)


def due(club: SqlSystem, question: Predicate, records: Learning) -> list[list[int]]:
    table = club.bound.tables["people"]
    with club.database.reading() as connection:
        return [sorted(key[0] for key in part) for part in club.due(connection, table, question, records)]


def test_the_rows_that_are_due_are_found_and_no_others(club: SqlSystem) -> None:
    @WITHIN_A_TEST
    @given(predicates(), worlds())
    def finds(raw: Predicate, world: World) -> None:
        question = made(raw)
        with club.database.writing() as connection:
            fill(connection, world)
        assert [key for part in due(club, question, Records(world)) for key in part] == truly(raw, world)

    finds()


def test_each_question_is_answered_for_each_row_that_is_there(club: SqlSystem) -> None:
    world = World({"people": ROWS, "notes": []}, MEMBERS)
    table = club.bound.tables["people"]
    questions: dict[str, Predicate] = {
        "told": TOLD,
        "filled": Filled("email"),
        "neither": negate(any_of(TOLD, Filled("email"))),
    }
    with club.database.writing() as connection:
        fill(connection, world)
        found = club.truths(connection, table, questions, [(1,), (2,), (3,), (99,)], Records(world))
    assert found == {
        (1,): {"told": False, "filled": False, "neither": True},
        (2,): {"told": True, "filled": True, "neither": False},
        (3,): {"told": False, "filled": True, "neither": False},
    }


def test_many_rows_are_asked_some_at_a_time_on_one_snapshot(club: SqlSystem, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "AT_ONCE", 3)
    with club.database.writing() as connection:
        connection.execute(
            sa.text("insert into people (id, email) values (:id, :email)"),
            [{"id": number, "email": f"p{number}@example.org"} for number in range(1, 11)],
        )
    members = tuple(Member("told:a", None, f"p{number}@example.org", None) for number in (2, 3, 4, 9))
    found = due(club, all_of(Filled("email"), negate(TOLD)), Records(World({}, members)))
    assert found == [[1], [5, 6], [7, 8], [10]]


def test_a_fact_that_rests_on_what_nobody_has_is_nobodys(club: SqlSystem) -> None:
    world = World({"people": ROWS, "notes": []}, MEMBERS)
    with club.database.writing() as connection:
        fill(connection, world)
    assert due(club, Fact("told:a", person=PersonAt("email", "email"), inner=FALSE), Records(world)) == []
    silent = Fact("told:a", row=0, inner=outer(1, Fact("told:nobody", row=0)))
    assert due(club, silent, Records(world)) == []


def test_only_the_people_in_the_rows_in_question_are_learned_of(club: SqlSystem) -> None:
    world = World({"people": ROWS, "notes": []}, MEMBERS)
    records = Records(world)
    with club.database.writing() as connection:
        fill(connection, world)
        club.truths(connection, club.bound.tables["people"], {"told": TOLD}, [(2,)], records)
    assert records.asked == [Identifier("email", "b@example.org")]


def test_nothing_is_learned_of_anyone_when_our_records_are_silent(club: SqlSystem) -> None:
    world = World({"people": ROWS, "notes": []})
    records = Records(world)
    with club.database.writing() as connection:
        fill(connection, world)
    assert due(club, all_of(Filled("email"), negate(TOLD)), records) == [[2, 3, 4]]
    assert records.asked == []


KEYS = {
    "sqlite": (
        ("a", "integer", 17),
        ("b", "text", "K-17"),
        ("c", "date", "2026-01-02"),
        ("d", "numeric", 3),
        ("e", "real", 2.5),
        ("f", "integer", "K"),
        ("g", "boolean", 1),
    ),
    "postgresql": (
        ("a", "bigint", 17),
        ("b", "varchar(9)", "K-17"),
        ("c", "date", date(2026, 1, 2)),
        ("d", "numeric(9, 2)", Decimal("3.50")),
        ("e", "uuid", "8f14e45f-ceea-467f-a0e6-1d1b2c3d4e5f"),
    ),
}


def test_a_row_is_named_by_its_key_and_found_again_by_its_name(database: str) -> None:
    columns = KEYS["sqlite" if database.startswith("sqlite") else "postgresql"]
    names = ", ".join(name for name, _, _ in columns)
    ddl = f"create table people ({', '.join(f'{name} {kind}' for name, kind, _ in columns)}, email text, closed date, "
    with opened(database, f"{ddl} primary key ({names}))") as found:
        lines = PEOPLE.replace("      not-personal: [opened, boss_id]\n", "")
        system = bound(lines, found.catalog()).system
        assert system is not None
        club, table = SqlSystem(found, system), system.tables["people"]
        with found.writing() as connection:
            row = {name: value for name, _, value in columns} | {"email": "anna@example.org"}
            connection.execute(sa.insert(sa.table("people", *map(sa.column, row))).values(row))
        with found.reading() as connection:
            ((key,),) = club.due(connection, table, Filled("email"), Records(World({})))
            named = club.row_key(table, key)
            again = club.key_of(table, named)
            assert again == key
            assert club.truths(connection, table, {"there": Filled("email")}, [again], Records(World({}))) == {
                key: {"there": True}
            }
            hold = HoldFact("1", "claim", None, named, (), "director", date(2026, 6, 1))
            known = Really(Known(Facts(holds=(hold,)), datetime(2026, 1, 1, tzinfo=UTC)))
            held: dict[str, Predicate] = {"held": Fact("held:serve", row=0)}
            assert club.truths(connection, table, held, [key], known) == {key: {"held": True}}


@dataclass
class Really:
    """What is known, whoever asks."""

    known: Known

    def loosely(self) -> Known:
        return self.known

    def is_silent(self, fact: str) -> bool:
        return self.known.is_empty(fact)

    def about(self, *_: object) -> Known:
        return self.known


@pytest.mark.parametrize(
    ("value", "instant"),
    [
        (None, None),
        (date(2026, 3, 1), datetime(2026, 2, 28, 23, tzinfo=UTC)),
        (datetime(2026, 3, 1, 12, tzinfo=UTC), datetime(2026, 3, 1, 12, tzinfo=UTC)),
        (datetime(2026, 3, 1, 12), datetime(2026, 3, 1, 11, tzinfo=UTC)),  # noqa: DTZ001 - it is meant
        ("2026-03-01 12:00", datetime(2026, 3, 1, 11, tzinfo=UTC)),
        ("2026-03-01", datetime(2026, 2, 28, 23, tzinfo=UTC)),
        ("soon", None),
    ],
)
def test_a_time_as_a_database_gives_it_is_an_instant(sqlite_database: str, value: object, instant: object) -> None:
    with opened(sqlite_database, *DDL) as found:
        system = bound(PEOPLE, found.catalog(), not_personal="[notes]").system
        assert system is not None
        assert SqlSystem(found, system).instant(value) == instant


@pytest.mark.parametrize("kind", ["integer", "char(6)", "varchar(6)"])
def test_a_person_is_found_by_a_number_of_any_kind(database: str, kind: str) -> None:
    lines = PEOPLE.replace("{email: email}", "{customer-number: number}", 1).replace(
        "email: email", "number: customer-number"
    )
    activities = ACTIVITIES.replace("[email, mobile-phone]", "[customer-number]")
    ddl = f"create table people (id integer primary key, number {kind}, opened date, closed date, boss_id integer)"
    with opened(
        database, ddl, "insert into people values (1, 17, null, null, null), (2, 18, null, null, null)"
    ) as found:
        system = bound(lines, found.catalog(), activities=activities).system
        assert system is not None
        club = SqlSystem(found, system)
        subject = SubjectId("s")
        restricted = RestrictionFact(subject, None, datetime(2026, 1, 1, tzinfo=UTC))
        facts = Facts(restrictions=(restricted,), aliases={Identifier("customer-number", "17"): subject})
        known = Really(Known(facts, datetime(2026, 1, 1, tzinfo=UTC)))
        question = Fact("restricted:serve", person=PersonAt("number", "customer-number"))
        assert due(club, question, known) == [[1]]
        assert due(club, negate(question), known) == [[2]]
