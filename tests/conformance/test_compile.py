"""A database answers every form of question as a plain look at the rows does, NULL and NOT included."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import sqlalchemy as sa
from hypothesis import given

from conformance.asked import (
    DDL,
    MEMBERS,
    ROWS,
    WITHIN_A_TEST,
    around,
    asked,
    fill,
    spelled,
    told,
    truly,
)
from conformance.opening import opened
from conformance.plain import Member, Row, World, made, predicates, worlds
from lofte.facts import normal
from lofte.predicate import (
    All,
    Before,
    ColumnLater,
    Fact,
    FactDated,
    FactLater,
    FactOpen,
    Filled,
    Is,
    Not,
    Outer,
    PersonAt,
    Predicate,
    negate,
)
from lofte.systems.sql.compile import Compiler, Spelled
from lofte.systems.sql.database import Database
from lofte.systems.sql.loosely import loosened


@pytest.fixture
def club(database: str) -> Iterator[Database]:
    with opened(database, *DDL) as found:
        yield found


def test_a_database_answers_every_question_as_a_plain_look_does(club: Database) -> None:
    surroundings = around(club)

    @WITHIN_A_TEST
    @given(predicates(), worlds())
    def answers_alike(raw: Predicate, world: World) -> None:
        question = made(raw)
        with club.writing() as connection:
            fill(connection, world)
            compiler = Compiler(surroundings, spelled(world))
            assert asked(connection, compiler, question, "people") == truly(raw, world)
            assert asked(connection, compiler, negate(question), "people") == truly(Not(raw), world)

    answers_alike()


def test_a_question_asked_loosely_misses_no_row_of_which_it_is_true(club: Database) -> None:
    surroundings = around(club)

    @WITHIN_A_TEST
    @given(predicates(), worlds())
    def misses_nothing(raw: Predicate, world: World) -> None:
        loose = loosened(made(raw))
        with club.writing() as connection:
            fill(connection, world)
            found = asked(connection, Compiler(surroundings, Spelled(told(world))), loose, "people")
        assert set(truly(raw, world)) <= set(found)

    misses_nothing()


AT_EMAIL = PersonAt("email", "email")


def test_no_row_is_missed_because_a_fact_may_be_another(club: Database) -> None:
    """Asked loosely a fact is taken for all its members, so its opposite must be taken for none."""
    late = FactDated(since=date(2030, 1, 1))
    world = World({"people": ROWS, "notes": []}, MEMBERS)
    with club.writing() as connection:
        fill(connection, world)
        compiler = Compiler(around(club), Spelled(told(world)))
        for fact in (
            Fact("told:a", person=AT_EMAIL, inner=late),
            Fact("told:b", row=0, inner=late),
            Fact("released:c", row=0, person=AT_EMAIL, inner=late),
        ):
            assert truly(Not(fact), world) == [1, 2, 3, 4]
            assert asked(connection, compiler, loosened(Not(fact)), "people") == [1, 2, 3, 4]
            assert asked(connection, compiler, loosened(Not(fact), more=False), "people") != [1, 2, 3, 4]


ATOMS: list[tuple[Predicate, list[int]]] = [
    (Filled("email"), [2, 3, 4]),
    (Filled("email", ("gone",)), [2, 3]),
    (Filled("email", (), True), [2, 4]),
    (Is("boss_id", ("1", "9")), [2, 4]),
    (Is("email", ("gone",)), [4]),
    (Before("opened", date(2024, 3, 1)), [2]),
    (Before("closed", date(2024, 3, 2)), [2, 4]),
    (ColumnLater("opened", "closed"), [3]),
    (ColumnLater("closed", "opened"), [2]),
    (Fact("told:a", person=AT_EMAIL), [2]),
    (Fact("told:a", row=0), [3]),
    (Fact("told:a", row=0, inner=FactOpen()), [3]),
    (Fact("told:a", row=0, inner=FactDated()), []),
    (Fact("told:a", person=AT_EMAIL, inner=FactDated(before=date(2024, 3, 1))), [2]),
    (Fact("told:b", row=0, inner=FactDated(before=date(2024, 3, 1))), []),
    (Fact("told:b", row=0, inner=FactDated(since=date(2024, 3, 1))), [2]),
    (Fact("released:c", row=0, person=AT_EMAIL), [2, 4]),
    (Fact("released:c", row=0, person=AT_EMAIL, inner=FactDated(since=date(2024, 3, 1))), [4]),
]


def test_what_each_atom_means(club: Database) -> None:
    world = World({"people": ROWS, "notes": []}, MEMBERS)
    with club.writing() as connection:
        fill(connection, world)
        compiler = Compiler(around(club), spelled(world))
        for question, rows in ATOMS:
            assert asked(connection, compiler, question, "people") == rows, question
            rest = [number for number in (1, 2, 3, 4) if number not in rows]
            assert asked(connection, compiler, Not(question), "people") == rest, question
            assert truly(question, world) == rows, question


def test_what_is_compared_with_an_open_time_is_false_and_its_opposite_true(club: Database) -> None:
    members = (Member("told:a", ("people", 2), None, None), Member("told:b", ("people", 2), None, date(2024, 3, 1)))
    world = World({"people": ROWS[1:2], "notes": []}, members)
    later = Fact("told:a", row=0, inner=Outer(1, Fact("told:b", row=0, inner=FactLater(2))))
    not_later = Fact("told:a", row=0, inner=Outer(1, Fact("told:b", row=0, inner=Not(FactLater(2)))))
    with club.writing() as connection:
        fill(connection, world)
        compiler = Compiler(around(club), spelled(world))
        assert asked(connection, compiler, later, "people") == truly(later, world) == []
        assert asked(connection, compiler, not_later, "people") == truly(not_later, world) == [2]


@pytest.mark.parametrize("kind", ["integer", "uuid", "text"])
def test_a_person_known_by_a_number_is_found_like_any_other(database: str, kind: str) -> None:
    value = {"integer": "17", "uuid": "8f14e45f-ceea-467f-a0e6-1d1b2c3d4e5f", "text": "K-17"}[kind]
    with opened(database) as club:
        column = "text" if kind == "uuid" and club.engine.dialect.name == "sqlite" else kind
        with club.writing() as connection:
            connection.exec_driver_sql(f"create table people (id integer primary key, number {column})")
            connection.exec_driver_sql(f"insert into people values (1, '{value}'), (2, null)")
        known = told(World({}, (Member("told:a", None, value, None),)))
        at = ("people", "number", "customer-number")
        question = Fact("told:a", person=PersonAt("number", "customer-number"))
        beside = Fact(
            "told:a", person=PersonAt("number", "customer-number"), inner=All((Outer(1, Filled("id")), FactOpen()))
        )
        with club.reading() as connection:
            exact = Compiler(around(club), Spelled(known, {at: frozenset({value})}))
            assert asked(connection, exact, question, "people") == [1]
            assert asked(connection, exact, beside, "people") == [1]
            assert asked(connection, exact, negate(question), "people") == [2]


def test_people_are_compared_by_their_normal_form_and_never_by_how_a_database_compares(club: Database) -> None:
    rows: list[Row] = [
        {**ROWS[0], "id": 1, "email": "Åsa@Example.org"},
        {**ROWS[0], "id": 2, "email": "åsa@example.org "},
    ]
    world = World(
        {"people": rows, "notes": []}, (Member("told:a", None, normal("email", "ÅSA@example.org").value, None),)
    )
    question = Fact("told:a", person=AT_EMAIL)
    with club.writing() as connection:
        fill(connection, world)
        assert asked(connection, Compiler(around(club), spelled(world)), question, "people") == [1, 2]
        loose = Compiler(around(club), Spelled(told(world)))
        assert asked(connection, loose, loosened(question), "people") == [1, 2]


def test_every_value_is_bound_and_every_name_quoted(database: str) -> None:
    strange = 'it\'s "odd"; drop table people'
    quoted = strange.replace('"', '""')
    with opened(database, f'create table "{quoted}" (id integer primary key, "select" text)') as club:
        with club.writing() as connection:
            target = sa.table(strange, sa.column("id"), sa.column("select"))
            connection.execute(sa.insert(target).values({"id": 1, "select": strange}))
        with club.reading() as connection:
            compiler = Compiler(around(club), None)
            assert asked(connection, compiler, Is("select", (strange,)), strange) == [1]
