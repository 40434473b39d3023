"""What our records know of people and rows, under the names by which the needs ask."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from lofte.facts import (
    DIRECT_MARKETING,
    CarriedConsent,
    CarriedEvent,
    ConsentFact,
    EventFact,
    Facts,
    HoldFact,
    Identifier,
    ObjectionFact,
    ObjectionState,
    ReleaseFact,
    RestrictionFact,
    RowKey,
    SubjectId,
)
from lofte.needs import facts as names
from lofte.needs.facts import FactName, Known, Observed

ANNA, BO = SubjectId("s-anna"), SubjectId("s-bo")
MAIL, BOS, BOX = (Identifier("email", f"{name}@example.org") for name in ("anna", "bo", "box"))
NUMBER = Identifier("customer-number", "17")
TOMORROW = datetime(2026, 11, 22, 23, tzinfo=UTC)
EARLY, LATE, FUTURE = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC), TOMORROW
ROW = RowKey.of("club", "members", ["1"])
PEOPLE: dict[str, Any] = {"aliases": {MAIL: ANNA, NUMBER: ANNA, BOS: BO}, "shared": {BOX: (ANNA, BO)}}


def known(observed: tuple[Observed, ...] = (), **facts: Any) -> Known:
    return Known(Facts(**{**PEOPLE, **facts}), TOMORROW, observed=observed)


def consent(given: datetime | None, withdrawn: datetime | None, subject: SubjectId = ANNA) -> ConsentFact:
    return ConsentFact(subject, "news", given, withdrawn, "1")


@pytest.mark.parametrize(
    ("given", "withdrawn", "in_force", "left"),
    [
        (EARLY, None, True, False),
        (EARLY, LATE, False, True),
        (LATE, EARLY, True, False),
        (EARLY, EARLY, False, True),
        (None, EARLY, False, True),
        (FUTURE, None, False, False),
        (EARLY, FUTURE, True, False),
        (None, None, False, False),
    ],
)
def test_the_last_act_on_a_consent_counts_and_the_same_instant_is_withdrawn(
    given: datetime | None, withdrawn: datetime | None, *, in_force: bool, left: bool
) -> None:
    what = known(consents=(consent(given, withdrawn),))
    assert what.of_person(names.given("news"), MAIL) == ((given,) if in_force else ())
    assert what.of_person(names.withdrawn("news"), MAIL) == ((withdrawn,) if left else ())
    assert what.of_person(names.given("other"), MAIL) == ()


def test_giving_is_remembered_after_withdrawal() -> None:
    assert known(consents=(consent(EARLY, LATE),)).of_person(names.gave("news"), MAIL) == (EARLY,)


def test_a_mailbox_that_several_share_has_the_acts_of_all_of_them() -> None:
    what = known(consents=(consent(EARLY, None), consent(EARLY, LATE, BO)))
    assert what.of_person(names.given("news"), BOX) == (EARLY,)
    assert what.of_person(names.withdrawn("news"), BOX) == (LATE,)
    objections = (ObjectionFact(BO, None, "pending", EARLY),)
    assert known(objections=objections).of_person(names.objected("serve"), BOX) == (None,)


def test_what_other_tables_say_joins_in_only_where_it_is_asked_anywhere() -> None:
    rows = (Observed(NUMBER, "news", None, LATE),)
    what = known(rows, consents=(consent(EARLY, None),))
    assert what.of_person(names.given("news"), MAIL) == (EARLY,)
    assert what.of_person(names.given_anywhere("news"), MAIL) == ()
    assert what.of_person(names.withdrawn_anywhere("news"), MAIL) == (LATE,)
    assert what.of_person(names.gave_anywhere("news"), MAIL) == (EARLY,)


def test_what_a_row_says_of_someone_whom_nobody_knows_counts_for_that_identifier() -> None:
    stranger = Identifier("email", "eva@example.org")
    what = known((Observed(stranger, "news", EARLY, None),))
    assert what.of_person(names.given_anywhere("news"), stranger) == (EARLY,)
    assert what.of_person(names.given_anywhere("news"), MAIL) == ()
    assert what.of_person(names.given("news"), stranger) == ()


def test_what_a_row_that_went_said_of_a_consent_is_carried_for_the_person() -> None:
    what = known(carried_consents=(CarriedConsent(ANNA, "news", "club.cards:1", EARLY, LATE),))
    assert what.of_person(names.withdrawn_anywhere("news"), MAIL) == (LATE,)
    assert what.of_person(names.withdrawn("news"), MAIL) == ()


@pytest.mark.parametrize(
    ("against", "state", "objected", "overruled", "pending"),
    [
        ("serve", "pending", True, False, True),
        ("serve", "upheld", True, True, False),
        ("serve", "rejected", False, False, False),
        (None, "pending", True, False, True),
        (None, "upheld", True, True, False),
        (DIRECT_MARKETING, "pending", True, False, False),
        (DIRECT_MARKETING, "upheld", True, False, False),
        ("other", "upheld", False, False, False),
    ],
)
def test_an_objection_counts_by_what_it_is_against_and_how_it_stands(
    against: str | None, state: ObjectionState, *, objected: bool, overruled: bool, pending: bool
) -> None:
    what = known(objections=(ObjectionFact(ANNA, against, state, EARLY),))
    found = [bool(what.of_person(name("serve"), MAIL)) for name in (names.objected, names.overruled, names.pending)]
    assert found == [objected, overruled, pending]
    assert what.of_person(names.objected("serve"), BOS) == ()


def hold(row: RowKey | None, *activities: str) -> HoldFact:
    return HoldFact("1", "claim", None if row else ANNA, row, activities, "director", date(2027, 1, 1))


@pytest.mark.parametrize(("activities", "held"), [((), ["serve", "*"]), (("serve",), ["serve"]), (("other",), [])])
def test_a_hold_covers_its_activities_or_all(activities: tuple[str, ...], held: list[str]) -> None:
    person, row = known(holds=(hold(None, *activities),)), known(holds=(hold(ROW, *activities),))
    for activity in ("serve", "*"):
        assert person.of_person(names.held(activity), MAIL) == ((None,) if activity in held else ())
        assert row.of_row(names.held(activity), ROW) == ((None,) if activity in held else ())
    assert row.of_person(names.held("serve"), MAIL) == ()
    assert person.of_row(names.held("serve"), ROW) == ()


@pytest.mark.parametrize(("activity", "covers"), [(None, True), ("serve", True), ("other", False)])
def test_a_restriction_holds_and_stops_use(activity: str | None, *, covers: bool) -> None:
    what = known(restrictions=(RestrictionFact(ANNA, activity, EARLY),))
    assert bool(what.of_person(names.restricted("serve"), MAIL)) is covers
    assert bool(what.of_person(names.held("serve"), MAIL)) is covers


def test_events_are_told_of_people_and_of_rows_and_carried_for_rows() -> None:
    what = known(
        events=(EventFact("closed", ANNA, None, EARLY), EventFact("closed", None, ROW, LATE)),
        carried=(CarriedEvent("closed", ROW, "club.cards:1", None), CarriedEvent("other", ROW, "club.cards:1", EARLY)),
    )
    assert what.of_person(names.told("closed"), MAIL) == (EARLY,)
    assert what.of_row(names.told("closed"), ROW) == (LATE,)
    assert what.of_row(names.carried("closed"), ROW) == (None,)
    assert what.of_row(names.carried("other"), ROW) == (EARLY,)
    assert what.of_row(names.told("other"), ROW) == ()
    assert what.of_row(names.given("news"), ROW) == ()


def test_a_release_is_one_persons_by_every_identifier_and_spent_or_not() -> None:
    what = known(
        releases=(
            ReleaseFact(ROW, "serve", EARLY.date(), False, ANNA),
            ReleaseFact(ROW, "serve", LATE.date(), True, BO),
            ReleaseFact(ROW, "other", EARLY.date(), False, None),
        )
    )
    assert set(what.of_person_in_row(names.released("serve"), ROW)) == {
        (MAIL, EARLY.date()),
        (NUMBER, EARLY.date()),
        (BOX, EARLY.date()),
    }
    assert set(what.of_person_in_row(names.spent("serve"), ROW)) == {(BOS, LATE.date()), (BOX, LATE.date())}
    assert list(what.of_person_in_row(names.released("other"), ROW)) == [(None, EARLY.date())]


def test_everyone_of_whom_a_fact_holds_is_found() -> None:
    what = known(
        (Observed(Identifier("email", "eva@example.org"), "news", EARLY, None),), consents=(consent(EARLY, LATE),)
    )
    assert set(what.people(names.withdrawn("news"))) == {MAIL, NUMBER, BOX}
    assert set(what.people(names.given_anywhere("news"))) == {Identifier("email", "eva@example.org")}


def test_rows_are_found_by_the_kind_of_fact_and_table() -> None:
    other = RowKey.of("club", "cards", ["9"])
    what = known(holds=(hold(ROW), hold(ROW), hold(other)), releases=(ReleaseFact(other, "a", EARLY.date(), False),))
    assert what.rows(names.held("x"), "club", "members") == (ROW,)
    assert what.rows(names.released("x"), "club", "cards") == what.rows(names.spent("x"), "club", "cards") == (other,)
    assert what.rows(names.told("x"), "club", "members") == ()
    assert what.rows(names.held("x"), "shop", "members") == ()


def test_the_person_asked_about_is_a_fact_of_the_question() -> None:
    asked = Known(Facts(), TOMORROW, frozenset({MAIL}))
    assert asked.of_person(names.ASKED, MAIL) == (None,)
    assert asked.of_person(names.ASKED, BOS) == ()
    assert list(asked.people(names.ASKED)) == [MAIL]
    assert (asked.is_empty(names.ASKED), known().is_empty(names.ASKED)) == (False, True)


@pytest.mark.parametrize(
    ("facts", "spoken"),
    [
        ({}, set()),
        ({"holds": (hold(None),)}, {"held"}),
        ({"restrictions": (RestrictionFact(ANNA, None, EARLY),)}, {"held", "restricted"}),
        ({"objections": (ObjectionFact(ANNA, None, "pending", EARLY),)}, {"objected", "overruled", "pending"}),
        ({"releases": (ReleaseFact(ROW, "x", EARLY.date(), False),)}, {"released", "spent"}),
        ({"events": (EventFact("news", ANNA, None, EARLY),)}, {"told"}),
        ({"carried": (CarriedEvent("news", ROW, "c", None),)}, {"carried"}),
        (
            {"consents": (consent(EARLY, None),)},
            {f"{kind}{where}" for kind in ("given", "withdrawn", "gave") for where in ("", "-anywhere")},
        ),
        (
            {"carried_consents": (CarriedConsent(ANNA, "news", "c", EARLY, None),)},
            {"given-anywhere", "withdrawn-anywhere", "gave-anywhere"},
        ),
    ],
)
def test_a_question_of_which_no_record_speaks_need_not_be_asked(facts: dict[str, Any], spoken: set[str]) -> None:
    kinds = (
        *("held", "restricted", "objected", "overruled", "pending", "released", "spent", "told", "carried"),
        *("given", "withdrawn", "gave", "given-anywhere", "withdrawn-anywhere", "gave-anywhere"),
    )
    assert {kind for kind in kinds if not known(**facts).is_empty(str(FactName(kind, "news")))} == spoken


def test_a_name_is_read_as_it_is_written() -> None:
    assert FactName.read("given-anywhere:after-service") == FactName("given-anywhere", "after-service")
    assert str(FactName("told", "case.closed")) == names.told("case.closed")
