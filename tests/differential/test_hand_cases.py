"""The cases that were read by hand from the clauses, kept by the real engine on a real database.

What a case expects stands with the oracle's (`tests/unit/test_oracle_cases.py`); here the engine does the sweeping, so
that each of these fails when the engine's mechanism is taken out.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest

from differential.declared import systems_of
from differential.engine import Engine, engine_of
from oracle import World
from oracle.days import DUE, Sweep
from unit import test_oracle_cases as cases
from unit import test_oracle_customers as customers

clause = pytest.mark.clause


class Engines:
    """The engine for any world; one that has been compiled is used again."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder = folder
        self.stack = stack
        self.known: dict[int, tuple[Engine, World]] = {}

    def sweep(self, world: World) -> World:
        """The world after the engine's sweep of SQLite databases."""
        if id(world.tables) not in self.known:
            place = self.folder / str(len(self.known))
            urls = {system: f"sqlite:///{place / system}.sqlite" for system in systems_of(world)}
            place.mkdir()
            engine = self.stack.enter_context(engine_of(world, urls, place / "workspace"))
            self.known[id(world.tables)] = engine, world  # the world is kept so that its tables keep their identity
        return self.known[id(world.tables)][0].sweep(world)


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engines]:
    with ExitStack() as stack:
        yield Engines(tmp_path_factory.mktemp("engines"), stack)


@pytest.fixture
def sweep(engines: Engines) -> Sweep:
    return engines.sweep


@clause("ML-3-c")
@DUE
def test_who_is_not_offered_a_place_is_erased(sweep: Sweep, shift: int, gone: bool) -> None:
    cases.test_who_is_not_offered_a_place_is_erased_and_the_refusal_is_still_counted(sweep, shift, gone)


@clause("ML-3-d")
@DUE
def test_with_consent_an_application_lives_until_the_next_admission(sweep: Sweep, shift: int, gone: bool) -> None:
    cases.test_a_refused_applicant_who_consented_to_the_next_admission_keeps_what_an_application_holds(sweep)
    cases.test_a_carried_application_ends_with_the_decision_of_the_next_admission(sweep, shift, gone)
    cases.test_withdrawing_between_two_admissions_erases_at_once(sweep)


@clause("ML-3-d")
@pytest.mark.parametrize(("sent", "gone"), [(date(2025, 9, 1), True), (date(2025, 9, 2), False)])
def test_a_carried_application_has_a_ceiling(sweep: Sweep, sent: date, gone: bool) -> None:
    cases.test_a_carried_application_that_no_admission_follows_dies_on_its_eighteenth_month(sweep, sent, gone)


@clause("ML-3-e")
@DUE
def test_after_matching_only_what_administration_needs_is_kept(sweep: Sweep, shift: int, gone: bool) -> None:
    cases.test_matching_completed_leaves_of_a_mentor_what_administration_needs(sweep, shift, gone)
    cases.test_an_open_match_keeps_what_matching_needs_though_another_is_completed(sweep)


@clause("ML-3-f")
@DUE
def test_the_end_of_the_programme_makes_the_rest_due(sweep: Sweep, shift: int, gone: bool) -> None:
    cases.test_the_end_of_the_programme_makes_the_rest_due(sweep, shift, gone)


@clause("ML-3-g")
@DUE
def test_a_recording_needs_a_reason_with_an_end(sweep: Sweep, shift: int, gone: bool) -> None:
    cases.test_a_recording_without_a_reason_goes_with_the_programme(sweep, shift, gone)
    cases.test_a_recording_kept_for_a_reason_goes_when_the_reason_has_ended(sweep, shift, gone)
    cases.test_no_reason_outlives_the_twelfth_month(sweep, shift, gone)


@clause("ML-3-g")
def test_a_recording_goes_with_the_first_who_withdraws_and_keeps_who_was_in_it(sweep: Sweep) -> None:
    cases.test_one_who_withdraws_takes_the_recording_from_all(sweep)
    cases.test_who_was_in_a_kept_recording_is_kept_as_a_skeleton(sweep)


def test_a_hold_on_one_of_two_rows_keeps_the_recording_and_that_row(sweep: Sweep) -> None:
    cases.test_a_hold_on_one_of_two_rows_of_a_person_keeps_the_recording_and_that_row(sweep)


@clause("ML-3-h")
def test_a_mentee_keeps_what_presents_her_to_partners(sweep: Sweep) -> None:
    cases.test_after_matching_a_mentee_who_consented_keeps_what_presents_her_to_partners(sweep)


@clause("ML-3-i")
@DUE
def test_a_partners_contacts_go_with_the_relation_or_when_replaced(sweep: Sweep, shift: int, gone: bool) -> None:
    cases.test_the_end_of_the_relation_makes_every_contact_of_the_partner_due(sweep, shift, gone)
    cases.test_a_contact_who_was_replaced_is_due(sweep, shift, gone)
    cases.test_a_partner_with_one_relation_still_open_keeps_its_contacts(sweep)


@clause("ML-3-j", "ML-3-k")
def test_a_hold_keeps_a_contact_beyond_the_relation(sweep: Sweep) -> None:
    cases.test_a_hold_keeps_a_contact_beyond_the_relation_whole_and_its_end_lets_it_go(sweep)


@clause("ML-3-l")
def test_an_open_recruitment_keeps_everything_the_photo_included(sweep: Sweep) -> None:
    cases.test_while_the_process_is_open_nothing_of_an_applicant_goes_the_photo_included(sweep)
    cases.test_who_connects_without_a_vacancy_goes_after_twelve_months_of_silence(sweep)


@clause("ML-3-m")
@DUE
def test_claims_keep_the_documents_for_two_years(sweep: Sweep, shift: int, gone: bool) -> None:
    cases.test_when_the_process_has_closed_claims_keep_the_documents_and_the_name(sweep)
    cases.test_two_years_after_the_process_all_documents_go_on_the_day_after(sweep, shift, gone)


@clause("ML-3-n")
@pytest.mark.parametrize(
    ("given", "withdrawn", "kept"), [(-9, None, True), (-9, 0, False), (-9, 1, True), (None, None, False)]
)
def test_consent_keeps_data_exactly_while_it_stands(
    sweep: Sweep, given: int | None, withdrawn: int | None, kept: bool
) -> None:
    cases.test_consent_keeps_a_subscriber_exactly_while_it_stands(sweep, given, withdrawn, kept)


@clause("ML-3-o")
def test_a_withdrawal_that_reaches_us_by_phone_counts(sweep: Sweep) -> None:
    cases.test_a_withdrawal_by_phone_counts_like_one_by_link(sweep)


@clause("ML-3-p")
@DUE
def test_a_matter_that_is_closed_is_due(sweep: Sweep, shift: int, gone: bool) -> None:
    cases.test_a_contact_form_goes_when_its_matter_is_closed_though_consent_stands(sweep, shift, gone)


@clause("MIL-5.2-a")
@DUE
def test_a_contact_is_whole_while_a_contract_runs(sweep: Sweep, shift: int, gone: bool) -> None:
    customers.test_a_contact_is_whole_while_any_contract_of_the_company_runs(sweep)
    customers.test_the_end_of_the_last_contract_begins_the_next_phase(sweep, shift, gone)


@clause("MIL-5.2-b")
@DUE
def test_claims_keep_a_contact_while_they_can_be_brought_or_are(sweep: Sweep, shift: int, gone: bool) -> None:
    customers.test_possible_claims_end_with_the_limitation_period(sweep, shift, gone)
    customers.test_an_open_claim_keeps_a_contact_beyond_the_limitation_period_and_its_close_lets_go(sweep)


@clause("MIL-5.2-c")
def test_diplomas_outlive_the_contact(sweep: Sweep) -> None:
    customers.test_diplomas_outlive_the_contact_and_nothing_else_does(sweep)


@clause("MIL-5.2-d")
@pytest.mark.parametrize(("today", "gone"), [(date(2026, 12, 31), False), (date(2027, 1, 1), True)])
def test_law_keeps_the_rows_it_names(sweep: Sweep, today: date, gone: bool) -> None:
    customers.test_law_keeps_the_rows_it_names_until_the_end_of_the_seventh_year(sweep, today, gone)


@clause("MIL-5.2-e")
def test_a_hold_needs_no_contract(sweep: Sweep) -> None:
    customers.test_a_hold_without_a_contract_keeps_what_nothing_else_would(sweep)


@clause("MIL-5.2-f")
def test_marketing_to_former_customers_keeps_little_and_ends(sweep: Sweep) -> None:
    customers.test_marketing_to_a_former_customer_keeps_what_sending_needs_ends_on_objection_and_has_a_ceiling(sweep)


@clause("MX-4-a", "MX-4-b")
def test_a_customer_whom_we_serve_is_whole(sweep: Sweep) -> None:
    customers.test_a_customer_whom_we_serve_is_whole(sweep)


@clause("MX-4-c", "MX-4-d")
@DUE
def test_exactly_the_bookkeeping_columns_survive_the_relation(sweep: Sweep, shift: int, gone: bool) -> None:
    customers.test_when_the_relation_has_ended_exactly_the_bookkeeping_columns_survive(sweep, shift, gone)


@clause("MX-4-d")
def test_exactly_the_bookkeeping_columns_survive_an_erasure_request(sweep: Sweep) -> None:
    customers.test_an_erasure_request_leaves_exactly_the_bookkeeping_columns(sweep)


@clause("MX-4-e")
@pytest.mark.parametrize(("today", "gone"), [(date(2033, 12, 31), False), (date(2034, 1, 1), True)])
def test_after_the_statutory_period_the_rest_goes(sweep: Sweep, today: date, gone: bool) -> None:
    customers.test_after_the_statutory_period_the_rest_goes(sweep, today, gone)
