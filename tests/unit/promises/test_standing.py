"""Every promise is answered once: kept, at risk, broken, or not provable and why."""

from dataclasses import replace
from datetime import date

import pytest

from lofte.diagnostics import Diagnostic, Severity
from lofte.documents.standing import PromiseStanding, PromiseState
from lofte.model import Model
from lofte.promises import promises_of
from lofte.promises.standing import Evidence, TableAudit, standing
from unit.promises.choir import choir

DAY = date(2026, 5, 1)
SINGERS = TableAudit("register", "singers")
READERS = TableAudit("register", "readers")
ALL_WELL = Evidence(DAY, (SINGERS, READERS))


def stands(model: Model, evidence: Evidence, promise: str, language: str = "en") -> PromiseStanding:
    found = {one.promise: one for one in standing(model, evidence, language).promises}
    return found[promise]


def test_every_promise_is_answered_exactly_once() -> None:
    model = choir()
    answered = [one.promise for one in standing(model, ALL_WELL, "sv").promises]
    assert answered == [promise.id for promise in promises_of(model)]


def test_retention_is_kept_when_nothing_is_due() -> None:
    assert stands(choir(), ALL_WELL, "retention.membership").state is PromiseState.KEPT


def test_what_is_due_and_not_late_is_a_risk_with_its_day() -> None:
    due = replace(SINGERS, due={"membership": 3})
    found = stands(choir(), Evidence(DAY, (due, READERS)), "retention.membership")
    assert (found.state, found.due_on) == (PromiseState.AT_RISK, date(2026, 5, 31))
    assert found.evidence == "3 rows must be erased by 31 May 2026."


def test_what_is_late_is_broken_with_its_number() -> None:
    late = replace(SINGERS, due={"membership": 3}, overdue={"membership": 1})
    found = stands(choir(), Evidence(DAY, (late, READERS)), "retention.membership")
    assert (found.state, found.evidence) == (PromiseState.BROKEN, "1 row should have been erased already.")


def test_what_is_late_in_one_activity_does_not_break_another() -> None:
    late = replace(SINGERS, overdue={"membership": 1})
    assert stands(choir(), Evidence(DAY, (late, READERS)), "retention.books").state is PromiseState.KEPT


def test_a_system_that_was_not_asked_proves_nothing() -> None:
    found = stands(choir(), Evidence(DAY, (), {"register": "it does not answer"}), "retention.membership")
    assert (found.state, found.evidence) == (PromiseState.NOT_PROVABLE, "System register could not be asked.")


def test_a_kind_of_system_that_is_not_kept_yet_is_said_so() -> None:
    found = stands(choir(), ALL_WELL, "retention.sponsors", "sv")
    assert found.state is PromiseState.NOT_PROVABLE
    assert found.evidence == "Systemet binder (manual) sköts ännu inte av den här versionen."


def test_rows_that_nobody_can_judge_prove_nothing() -> None:
    unclear = replace(SINGERS, undecided=2)
    found = stands(choir(), Evidence(DAY, (unclear, READERS)), "retention.membership")
    assert found.state is PromiseState.NOT_PROVABLE
    assert found.evidence == "2 rows have a value that cannot be interpreted."


def test_a_consent_that_no_record_proves_is_not_provable() -> None:
    unproven = replace(READERS, unproven={"newsletter": 1})
    found = stands(choir(), Evidence(DAY, (SINGERS, unproven)), "consent.newsletter")
    assert (found.state, found.evidence) == (PromiseState.NOT_PROVABLE, "For 1 row no record proves the consent.")
    assert stands(choir(), ALL_WELL, "consent.newsletter").state is PromiseState.KEPT


def test_data_left_after_the_consent_ended_break_it() -> None:
    late = replace(READERS, overdue={"newsletter": 2})
    assert stands(choir(), Evidence(DAY, (SINGERS, late)), "consent.newsletter").state is PromiseState.BROKEN


@pytest.mark.parametrize(("late", "state"), [(0, PromiseState.KEPT), (2, PromiseState.BROKEN)])
def test_a_right_is_kept_while_no_request_is_late(late: int, state: PromiseState) -> None:
    evidence = replace(ALL_WELL, overdue_requests={"access": late})
    assert stands(choir(), evidence, "request.access").state is state


def test_a_right_that_this_version_does_not_execute_is_not_called_kept() -> None:
    assert stands(choir(), ALL_WELL, "request.portability").state is PromiseState.NOT_PROVABLE


def test_a_fault_under_the_law_breaks_the_notice_of_its_activity_alone() -> None:
    fault = Diagnostic("retention-vague", Severity.ERROR, "no end", path="activities.membership.keep")
    evidence = replace(ALL_WELL, findings=(fault,))
    assert stands(choir(), evidence, "notice.membership").state is PromiseState.BROKEN
    assert stands(choir(), evidence, "notice.books").state is PromiseState.KEPT


def test_a_warning_breaks_no_notice() -> None:
    warning = Diagnostic("purpose-vague", Severity.WARNING, "vague", path="activities.membership.purpose")
    assert stands(choir(), replace(ALL_WELL, findings=(warning,)), "notice.membership").state is PromiseState.KEPT


def test_an_agreement_that_has_ended_breaks_the_promise_about_its_recipient() -> None:
    assert stands(choir(), ALL_WELL, "disclosure.printer").state is PromiseState.NOT_PROVABLE
    later = replace(ALL_WELL, on=date(2026, 7, 1))
    found = stands(choir(), later, "disclosure.printer")
    assert (found.state, found.evidence) == (PromiseState.BROKEN, "The agreement ended on 30 June 2026.")
