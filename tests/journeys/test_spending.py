"""A release is spent when a sweep has carried it out, and only then, and only for the person whose release it is."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from journeys.club import BY, Club, person
from journeys.club_rows import DAY, READERS, YES, mail
from lofte.facts import ReleaseFact, RowKey
from lofte.records import Records

YESTERDAY = DAY - timedelta(days=1)
ERASED, HELD = RowKey.of("house", "members", ["5"]), RowKey.of("house", "members", ["6"])
PAIR = RowKey.of("house", "pairs", ["3"])


def spent(records: Records, row: RowKey) -> list[tuple[str | None, bool]]:
    """Of each release of a row: whose it is, and whether it is spent."""
    return [(one.subject, one.spent) for one in records.facts((), [row]).releases]


def test_a_release_is_spent_when_the_sweep_has_emptied_what_only_it_kept(club: Club) -> None:
    club.sweep()

    with club.records() as records:
        assert spent(records, ERASED) == [(person(records, "erased"), True)]


def test_a_release_is_not_spent_while_a_hold_keeps_the_need_and_is_when_it_no_longer_does(club: Club) -> None:
    with club.records() as records:
        hold = next(one.id for one in records.facts().holds if one.row == HELD)
        # Bookkeeping keeps the row itself, when the hold is gone.
        records.tell_event("booked", HELD, happened_at=YES, recorded_by=BY)
    club.sweep()
    with club.records() as records:
        assert spent(records, HELD) == [(person(records, "held"), False)]
        records.lift_hold(hold, recorded_by=BY)
    club.sweep()
    with club.records() as records:
        assert spent(records, HELD) == [(person(records, "held"), True)]


def test_one_person_of_a_row_is_spent_and_the_other_is_not(club: Club) -> None:
    with club.records() as records:
        mentor, stranger = person(records, "tomorrow5"), person(records, "stranger")
        releases = [ReleaseFact(PAIR, "pairing", YESTERDAY, False, whose) for whose in (mentor, stranger)]
        records.release(releases, request=None, recorded_by=BY)
        records.place_hold("a dispute", mentor, owner=BY, review_on=DAY, recorded_by=BY)
    club.sweep()

    with club.records() as records:
        assert dict(spent(records, PAIR)) == {mentor: False, stranger: True}


def test_a_release_of_everyone_in_a_row_waits_for_everyone(club: Club) -> None:
    with club.records() as records:
        records.release([ReleaseFact(ERASED, "books", YESTERDAY, False)], request=None, recorded_by=BY)
        records.release([ReleaseFact(PAIR, "pairing", YESTERDAY, False)], request=None, recorded_by=BY)
        records.place_hold("a dispute", PAIR, owner=BY, review_on=DAY, recorded_by=BY)
    club.sweep()

    with club.records() as records:
        assert spent(records, PAIR) == [(None, False)]


def test_what_is_filled_again_after_a_spent_release_is_new_and_stays(club: Club) -> None:
    club.sweep()
    with club.systems() as systems, systems["house"].database.engine.begin() as connection:
        connection.exec_driver_sql("update members set phone = '070-new' where id = 5")
    again = club.sweep()

    assert again.rows == 0
    assert again.cells == 0


def test_the_days_that_pass_before_a_sweep_change_nothing_of_a_release(club: Club) -> None:
    outcome = club.sweep(DAY + timedelta(days=3))

    assert outcome.complete
    with club.records() as records:
        assert spent(records, ERASED) == [(person(records, "erased"), True)]


def test_a_release_ends_with_its_row_so_that_another_row_under_its_key_is_kept(club: Club) -> None:
    assert {step.step: step.rows for step in club.sweep().steps}["post.readers:delete"] == 4
    # Without a newer consent, and with nothing filled that could only be new: only the key is that of the erased row.
    same = {"id": 5, "email": mail("forgotten"), "full_name": None, "said_yes_at": YES, "said_no_at": None}
    with club.systems() as systems, systems["post"].database.engine.begin() as connection:
        connection.execute(sa.insert(READERS), [same])
    again = club.sweep(DAY + timedelta(days=1))

    assert {step.step: step.rows for step in again.steps}["post.readers:delete"] == 0
