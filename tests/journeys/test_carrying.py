"""What a row says of an event or a consent outlives it for what rests on it; of a row that stays it is not kept."""

from __future__ import annotations

from datetime import date, timedelta

import sqlalchemy as sa

from journeys.club import BY, Club, person
from journeys.club_rows import DAY, NO, SENDINGS, WAITING, YES
from lofte.facts import CarriedConsent, RowKey
from lofte.records import Records

READER, SENDING = RowKey.of("post", "readers", ["2"]), RowKey.of("post", "sendings", ["2"])


def lift_holds_of(records: Records, row: RowKey) -> None:
    for hold in records.facts().holds:
        if hold.row == row:
            records.lift_hold(hold.id, recorded_by=BY)


def sendings(club: Club) -> set[int]:
    return ids(club, "post", SENDINGS)


def ids(club: Club, system: str, table: sa.Table) -> set[int]:
    with club.systems() as systems, systems[system].database.reading() as connection:
        return set(connection.execute(sa.select(table.c.id)).scalars())


def test_the_day_of_an_event_outlives_the_rows_that_told_it(club: Club) -> None:
    outcome = club.sweep()
    assert {step.step: step.rows for step in outcome.steps}["house.pairs:delete"] == 3
    # The last of the two pairs of the first who waits, both gone, ended on 2026-01-31: two years from then.
    club.sweep(date(2028, 1, 31))
    assert 1 in ids(club, "house", WAITING)
    club.sweep(date(2028, 2, 1))

    assert 1 not in ids(club, "house", WAITING)


def test_a_no_is_carried_for_the_person_when_its_row_goes(club: Club) -> None:
    club.sweep()

    with club.records() as records:
        said = [one for one in records.facts().carried_consents if one.subject == person(records, "no")]
        assert said == [CarriedConsent(person(records, "no"), "letters", 'post.readers:["2"]', YES, NO)]


def test_what_rests_on_a_no_whose_row_has_gone_goes_when_nothing_holds_it_any_longer(club: Club) -> None:
    club.sweep()
    assert sendings(club) == {1, 2, 3}
    with club.records() as records:
        lift_holds_of(records, SENDING)
    club.sweep(DAY + timedelta(days=30))

    assert sendings(club) == {1, 3}


def test_nothing_is_carried_for_people_of_whom_nothing_else_rests_on_the_consent(club: Club) -> None:
    club.sweep()

    with club.records() as records:
        known = {one.subject for one in records.facts().carried_consents}
        assert person(records, "forgotten") not in known


def test_of_a_row_that_a_hold_saves_in_the_last_moment_nothing_is_carried(club: Club) -> None:
    def hold(step: str, _rows: int) -> None:
        if step == "house.waiting:delete":
            with club.records() as records:
                records.place_hold("a dispute", READER, owner=BY, review_on=DAY, recorded_by=BY)

    outcome = club.sweep(progress=hold)

    assert {step.step: step.rows for step in outcome.steps}["post.readers:delete"] == 3
    with club.records() as records:
        known = {one.subject for one in records.facts().carried_consents}
        assert person(records, "no") not in known
