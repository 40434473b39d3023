"""Whether a need keeps a row, and whether it may be used: docs/needs.md sections 2 and 5, one row a ruling."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from conformance.plain import Member
from lofte.needs.verdict import Need, the_person_asked
from unit.graph.binding import Bound, bound, catalog
from unit.needs.asked import ANNA, BO, TODAY, in_row, is_true, member, need_of, of_person, of_row

FALLEN, HELD, STANDS = "fallen", "held", "stands"
YESTERDAY, NOON = date(2026, 11, 21), datetime(2026, 1, 1, 12, tzinfo=UTC)
TABLE = "id:integer! email closed:date since:date started:date given:date left:date phone kind"
LINES = """
    members:
      person: {email: email}
      for: [serve]
      columns: {email: email, phone: mobile-phone}
      not-personal: [closed, since, started, given, left, kind]
    """


def declared(
    basis: str = "{contract: performance}",
    *,
    keep: str = "unstated",
    purpose: str = "customer-service",
    events: str = "",
    table: str = "",
    about: str = "[member, guest]",
) -> Bound:
    activities = f"""
    activities:
      serve:
        about: {about}
        purpose: {purpose}
        basis: {basis}
        data: [email, mobile-phone]
        keep: {keep}
    subjects: {{member: , guest: {{label: {{sv: gäst, en: guest}}}}}}
    """
    if "consent" in basis:
        activities += "\n    consents: {news: {label: {sv: nyheter, en: news}}}\n"
    lines = LINES.rstrip() + (f"\n      events: {{{events}}}" if events else "") + (f"\n      {table}" if table else "")
    return bound(lines + "\n", catalog(members=TABLE), activities=activities)


def verdict(found: Bound, row: dict[str, Any], *known: Member) -> str:
    need = need_of(found)
    if is_true(need.stands(), row, None, *known):
        assert is_true(need.keeps(), row, None, *known)
        return STANDS
    return HELD if is_true(need.keeps(), row, None, *known) else FALLEN


LEGITIMATE = "{legitimate-interests: {interest: {sv: vi, en: we}}}"


def test_a_need_without_an_end_stands() -> None:
    assert verdict(declared(), member()) == STANDS


@pytest.mark.parametrize(
    ("basis", "verdict_of"), [("unstated", HELD), ("undecided", HELD), ("{contract: performance}", STANDS)]
)
def test_a_basis_that_nobody_stated_holds(basis: str, verdict_of: str) -> None:
    assert verdict(declared(basis), member()) == verdict_of


def test_a_need_whose_rule_has_ended_has_fallen() -> None:
    found = declared(keep="{until: case.closed}", events="case.closed: closed")
    assert verdict(found, member(closed=YESTERDAY)) == FALLEN
    assert verdict(found, member(closed=TODAY)) == STANDS


@pytest.mark.parametrize("name", ["held:serve", "held:*"])
def test_a_hold_on_the_person_or_the_row_keeps_what_has_ended_and_gives_no_use(name: str) -> None:
    found = declared(keep="{until: case.closed}", events="case.closed: closed")
    for hold in (of_person(name), of_row(name)):
        assert verdict(found, member(closed=YESTERDAY), hold) == HELD
        assert verdict(found, member(closed=None), hold) == STANDS
    assert verdict(found, member(closed=YESTERDAY), of_person(name, person=BO)) == FALLEN


def test_a_hold_on_all_reaches_also_a_need_that_does_not_apply() -> None:
    found = declared(about="[guest]", table="about: member")
    assert verdict(found, member()) == FALLEN
    assert verdict(found, member(), of_person("held:serve")) == FALLEN
    assert verdict(found, member(), of_person("held:*")) == HELD


def test_a_restriction_keeps_and_forbids_use() -> None:
    found = declared(keep="{until: case.closed}", events="case.closed: closed")
    known = [of_person("restricted:serve"), of_person("held:serve")]
    assert verdict(found, member(), *known) == HELD
    assert verdict(found, member(closed=YESTERDAY), *known) == HELD


@pytest.mark.parametrize(
    ("fact", "ordinary", "marketing"),
    [("pending:serve", HELD, None), ("overruled:serve", FALLEN, None), ("objected:serve", STANDS, FALLEN)],
)
def test_an_objection_weighs_on_legitimate_interests_and_ends_marketing(
    fact: str, ordinary: str, marketing: str | None
) -> None:
    assert verdict(declared(LEGITIMATE), member(), of_person(fact)) == ordinary
    assert verdict(declared(), member(), of_person(fact)) == STANDS
    if marketing:
        assert verdict(declared(LEGITIMATE, purpose="newsletter"), member(), of_person(fact)) == marketing


def test_a_pending_objection_keeps_what_the_clock_would_take() -> None:
    found = declared(LEGITIMATE, keep="{until: case.closed}", events="case.closed: closed")
    assert verdict(found, member(closed=YESTERDAY)) == FALLEN
    assert verdict(found, member(closed=YESTERDAY), of_person("pending:serve")) == HELD


CONSENT = "{consent: news}"


@pytest.mark.parametrize(
    ("known", "verdict_of"),
    [
        ([], HELD),
        ([of_person("given-anywhere:news", NOON)], STANDS),
        ([of_person("withdrawn-anywhere:news", NOON)], FALLEN),
        ([of_person("given:news", NOON)], HELD),
        ([of_person("given-anywhere:news", NOON, BO)], HELD),
    ],
)
def test_a_consent_that_no_record_proves_is_held_and_a_withdrawn_one_falls(
    known: list[Member], verdict_of: str
) -> None:
    assert verdict(declared(CONSENT), member(), *known) == verdict_of


def test_a_consent_of_which_nobody_knows_is_counted_as_unproven() -> None:
    need = need_of(declared(CONSENT))
    assert is_true(need.unproven(), member())
    assert not is_true(need.unproven(), member(), None, of_person("given-anywhere:news", NOON))
    assert not is_true(need.unproven(), member(), None, of_person("withdrawn-anywhere:news", NOON))
    assert not is_true(need_of(declared("unstated")).unproven(), member())


EARLY, LATE = date(2026, 1, 1), date(2026, 2, 1)


@pytest.mark.parametrize(
    ("cells", "known", "verdict_of"),
    [
        ({}, [], FALLEN),
        ({"given": EARLY}, [], STANDS),
        ({"given": TODAY}, [], STANDS),
        ({"given": date(2026, 11, 23)}, [], FALLEN),
        ({"given": EARLY, "left": LATE}, [], FALLEN),
        ({"given": EARLY, "left": EARLY}, [], FALLEN),
        ({"given": LATE, "left": EARLY}, [], STANDS),
        ({"given": EARLY}, [of_person("withdrawn:news", datetime(2026, 2, 1, tzinfo=UTC))], FALLEN),
        ({"given": LATE}, [of_person("withdrawn:news", datetime(2026, 1, 1, tzinfo=UTC))], STANDS),
        ({"left": EARLY}, [of_person("given:news", datetime(2026, 2, 1, tzinfo=UTC))], STANDS),
        ({"left": LATE}, [of_person("given:news", datetime(2026, 1, 1, tzinfo=UTC))], FALLEN),
        ({}, [of_person("given:news", NOON)], STANDS),
        ({}, [of_person("given-anywhere:news", NOON)], FALLEN),
    ],
)
def test_where_the_table_says_the_consent_its_columns_join_in_and_silence_is_no(
    cells: dict[str, Any], known: list[Member], verdict_of: str
) -> None:
    found = declared(CONSENT, events="news.given: given, news.withdrawn: left")
    assert verdict(found, member(**cells), *known) == verdict_of


def test_a_basis_begins_with_its_event_and_the_best_entry_counts() -> None:
    waiting = declared("[{contract: performance, when: contract.started}]", events="contract.started: started")
    assert verdict(waiting, member()) == FALLEN
    assert verdict(waiting, member(started=TODAY)) == STANDS
    two = declared(
        "[{consent: news, when: contract.started}, {contract: performance, when: not contract.started}]",
        events="contract.started: started",
    )
    assert verdict(two, member()) == STANDS
    assert verdict(two, member(started=TODAY)) == HELD


def test_rows_that_the_condition_leaves_out_are_not_concerned() -> None:
    found = bound(
        LINES.replace("for: [serve]", "for: {serve: {if: {kind: [a, b]}}}"),
        catalog(members=TABLE),
        activities=ONLY_SERVE,
    )
    assert verdict(found, member(kind="b")) == STANDS
    assert verdict(found, member(kind="c")) == FALLEN
    assert verdict(found, member()) == FALLEN


ONLY_SERVE = """
    activities:
      serve:
        about: [member, guest]
        purpose: customer-service
        basis: {contract: performance}
        data: [email, mobile-phone]
        keep: unstated
    subjects: {member: , guest: {label: {sv: gäst, en: guest}}}
    """


@pytest.mark.parametrize(
    ("about", "kind", "verdict_of"),
    [
        ("{by: kind, m: member, g: guest}", "m", STANDS),
        ("{by: kind, m: member, g: guest}", "g", FALLEN),
        ("{by: kind, g: guest, else: member}", "x", STANDS),
        ("{by: kind, m: member, else: guest}", "x", FALLEN),
    ],
)
def test_a_category_by_column_is_decided_row_by_row(about: str, kind: str, verdict_of: str) -> None:
    assert verdict(declared(about="[member]", table=f"about: {about}"), member(kind=kind)) == verdict_of


def test_a_row_of_nobody_is_judged_by_time_alone_and_never_used() -> None:
    found = declared(CONSENT, keep="{until: case.closed}", events="case.closed: closed")
    for nobody in (None, "", " "):
        assert verdict(found, member(email=nobody)) == HELD
        assert verdict(found, member(email=nobody, closed=YESTERDAY)) == FALLEN
        assert verdict(found, member(email=nobody, closed=YESTERDAY), of_row("held:serve")) == HELD


# Releases


def test_a_release_is_of_this_row_and_person() -> None:
    found = declared()
    assert verdict(found, member(), in_row("released:serve", EARLY)) == FALLEN
    assert verdict(found, member(), in_row("released:serve", EARLY, None)) == FALLEN
    assert verdict(found, member(), in_row("released:serve", EARLY, BO)) == STANDS
    assert verdict(found, member(), in_row("released:serve", EARLY, row=2)) == STANDS
    assert verdict(found, member(), in_row("released:other", EARLY)) == STANDS
    assert verdict(found, member(), in_row("released:serve", EARLY), of_person("held:serve")) == HELD


@pytest.mark.parametrize("state", ["released", "spent"])
def test_who_is_collected_again_after_the_release_starts_anew(state: str) -> None:
    found = declared(events="collected: since")
    release = in_row(f"{state}:serve", LATE)
    assert verdict(found, member(since=LATE), release) == FALLEN
    assert verdict(found, member(since=date(2026, 2, 2)), release) == STANDS
    assert verdict(found, member(since=date(2026, 11, 23)), release) == FALLEN
    assert verdict(found, member(since=EARLY), release) == FALLEN
    told = of_person("told:collected", date(2026, 2, 2))
    assert verdict(found, member(since=EARLY), release, told) == STANDS
    not_yet = of_person("told:collected", date(2026, 11, 23))
    assert verdict(found, member(since=EARLY), release, not_yet) == FALLEN


def test_a_basis_that_began_again_after_the_release_starts_anew() -> None:
    found = declared("[{contract: performance, when: contract.started}]", events="contract.started: started")
    assert verdict(found, member(started=EARLY), in_row("released:serve", LATE)) == FALLEN
    assert verdict(found, member(started=TODAY), in_row("released:serve", LATE)) == STANDS


def test_only_a_new_giving_revives_what_rests_on_consent() -> None:
    found = declared(CONSENT, events="collected: since")
    release = in_row("released:serve", EARLY)
    old = [of_person("given-anywhere:news", EARLY), of_person("gave-anywhere:news", EARLY)]
    new = [of_person("given-anywhere:news", LATE), of_person("gave-anywhere:news", LATE)]
    assert verdict(found, member(since=TODAY), release, *old) == FALLEN
    assert verdict(found, member(), release, *new) == STANDS


def test_a_spent_release_ends_when_a_cell_that_it_emptied_is_filled_again() -> None:
    found = declared()
    assert verdict(found, member(), in_row("spent:serve", EARLY)) == FALLEN
    assert verdict(found, member(phone="070"), in_row("spent:serve", EARLY)) == STANDS
    assert verdict(found, member(phone="070"), in_row("released:serve", EARLY)) == FALLEN


def test_the_person_asked_about_is_asked_alone() -> None:
    need: Need = need_of(declared())
    question = need.stands(the_person_asked)
    assert is_true(question, member(), None, of_person("asked"))
    assert not is_true(question, member(email=BO), None, of_person("asked"))
    assert ANNA != BO
