"""A sweep leaves nothing to do, whatever it did; and what is no longer due when its turn comes, it leaves."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from journeys.club import Club, everything
from journeys.club_rows import GUESTS, MEMBERS


def test_the_same_day_again_finds_nothing_also_in_what_was_anonymised(club: Club) -> None:
    first = {step.step: step.rows for step in club.sweep().steps}
    assert first["house.guests:anonymise"] == 1
    left = everything(club)

    again = club.sweep()

    assert {step.step: (step.rows, step.cells) for step in again.steps if step.rows or step.cells} == {}
    del left["lofte_journal"]  # of the first run
    assert left.items() <= everything(club).items()


def test_a_row_that_is_no_longer_due_when_its_turn_comes_is_kept_although_it_is_journalled(any_club: Club) -> None:
    kept = {MEMBERS: 7, GUESTS: 1}
    before = {table: row_of(any_club, table, number) for table, number in kept.items()}

    def return_to_us(step: str, _rows: int) -> None:
        if step == "house.members:scrub":
            for table, number in kept.items():
                write(any_club, sa.update(table).where(table.c.id == number).values(left_on=None))

    outcome = any_club.sweep(progress=return_to_us)

    rows = {step.step: step.rows for step in outcome.steps}
    assert (rows["house.members:delete"], rows["house.guests:anonymise"]) == (3, 0)
    for table, number in kept.items():
        assert row_of(any_club, table, number) == {**before[table], "left_on": None}


def row_of(club: Club, table: sa.Table, number: int) -> dict[str, Any]:
    engine = sa.create_engine(club.house, poolclass=sa.NullPool)
    with engine.connect() as connection:
        return dict(connection.execute(sa.select(table).where(table.c.id == number)).mappings().one())


def write(club: Club, statement: sa.Update) -> None:
    with sa.create_engine(club.house, poolclass=sa.NullPool).begin() as connection:
        connection.execute(statement)
