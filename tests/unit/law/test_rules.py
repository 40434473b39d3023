"""The branches of rules that the one example of docs/errors.md does not reach, and what must stay silent."""

from __future__ import annotations

from datetime import date

import pytest

from lofte.diagnostics import Severity
from lofte.law import findings
from lofte.law.purposes import is_vague
from unit.law.declared import TODAY, declared, found, in_page


@pytest.mark.parametrize(
    "wording",
    [
        "utveckla verksamheten",
        "bedriva verksamhet och hålla kontakt med samarbetsparter",
        "allmän kundvård",
        "ge dig bra service, som marknadsföring",
        "improve our services",
        "develop and improve the service",
    ],
)
def test_a_purpose_that_excludes_nothing_is_vague(wording: str) -> None:
    assert is_vague(wording)


@pytest.mark.parametrize(
    "wording",
    [
        "hålla kontakt med samarbetsparter",
        "förbättra tjänsten genom att mäta svarstider per sida",
        "run our partnerships and keep contact with partners",
        "skicka nyhetsbrev",
        "administrera ditt deltagande och berätta om aktiviteter",
    ],
)
def test_a_purpose_with_an_object_of_its_own_is_not_vague(wording: str) -> None:
    assert not is_vague(wording)


def test_a_source_that_no_activity_uses_has_no_purpose() -> None:
    assert [f.path for f in found("sources: {visits: {is: visit}}", "purpose-missing")] == ["sources.visits"]


def test_advertising_in_social_media_implies_a_platform() -> None:
    shown = "activities: {newsletter: {channels: [email, social-media]}}"
    platform = "\nrecipients: {platform: {is: social-platform, name: Example Social Ltd, role: joint, country: IE}}"
    assert [f.path for f in found(shown, "recipients-missing")] == ["activities.newsletter.to"]
    assert found(shown + platform, "recipients-missing") == []


def test_where_a_call_came_from_is_told_by_somebody_who_follows_calls() -> None:
    followed = "activities: {membership: {data: [name, email, call-source]}}"
    tool = "\nrecipients: {calls: {is: call-tracking, name: Example Calls AB, role: processor, country: SE}}"
    assert [f.path for f in found(followed, "recipients-missing")] == ["activities.membership.to"]
    assert found(followed + tool, "recipients-missing") == []


def test_a_category_of_which_only_the_clause_is_written_needs_a_use_too() -> None:
    assert [f.path for f in found("data: {title: {clause: 3}}", "data-category-without-purpose")] == ["data.title"]
    assert found("data: {email: {clause: 3}}", "data-category-without-purpose") == []


def test_a_dead_link_and_a_broken_number_are_invalid_contacts() -> None:
    dead = found('websites: {site: {url: "https://example.se", links: {more: "#"}}}', "controller-contact-invalid")
    assert [f.path for f in dead] == ["websites.site.links.more"]
    broken = found("contacts: {privacy: {phone: ring oss}}", "controller-contact-invalid")
    assert [f.path for f in broken] == ["contacts.privacy.phone"]


def test_one_way_to_reach_the_controller_is_enough() -> None:
    by_post = "contacts: {privacy: {post: 'Example Street 1, Example Town'}}"
    assert in_page(by_post, "controller-contact-invalid") == []
    assert [f.path for f in in_page("", "controller-contact-invalid")] == ["contacts.privacy"]


def test_a_sole_trader_may_have_the_number_of_a_person_and_needs_none() -> None:
    trader = "controllers: {choir: {form: sole-trader, org-nr: %s}}"
    assert found(trader % "811218-9876", "org-number-invalid") == []
    assert found(trader % "811218-9875", "org-number-invalid") != []
    assert found("controllers: {choir: {org-nr: 811218-9876}}", "org-number-invalid") != []
    assert found(trader % "unstated", "controller-identity-missing") == []


def test_no_finding_repeats_the_number_that_is_wrong() -> None:
    (finding,) = found("controllers: {choir: {form: sole-trader, org-nr: 811218-9875}}", "org-number-invalid")
    assert "811218" not in f"{finding.message}{finding.help}{finding.messages}{finding.helps}"


def test_marketing_to_a_contact_at_a_company_is_a_warning_and_to_a_person_an_error() -> None:
    mailing = "activities: {sponsors: {purpose: {offers: sell tickets}, channels: [email]}}\n"
    (business,) = found(mailing, "email-marketing-without-consent")
    assert business.severity is Severity.WARNING
    (person,) = found(f"{mailing}subjects: {{supporter: {{is: sole-trader}}}}", "email-marketing-without-consent")
    assert person.severity is Severity.ERROR


def test_an_agreement_that_has_ended_is_none() -> None:
    ended = "recipients: {mail-tool: {agreement: {signed: 2024-01-01, until: 2026-11-21}}}"
    assert found(ended, "processor-agreement-missing") != []
    assert found(ended, "processor-agreement-missing", date(2026, 11, 21)) == []


def test_an_open_list_of_recipients_is_vague_where_it_is_written() -> None:
    open_list = "activities: {newsletter: {to: [mail-tool, and-so-on]}}"
    assert [f.path for f in found(open_list, "recipients-vague")] == ["activities.newsletter.to"]


def test_an_unnamed_recipient_that_says_what_it_does_and_where_is_not_vague() -> None:
    described = "recipients: {hall: {is: customer, role: independent, country: SE, does: rent us a hall, on: [law]}}"
    assert found(described, "recipients-vague") == []
    assert found(described.replace(", does: rent us a hall", ""), "recipients-vague") != []


def test_an_unknown_country_is_a_question_until_the_text_lets_data_leave_the_eea() -> None:
    unknown = "recipients: {mail-tool: {country: unstated}}\n"
    assert [f.severity for f in found(unknown, "transfer-country-unnamed")] == [Severity.INFO]
    leaving = f"{unknown}claims: [eea-preferred]"
    assert [f.severity for f in found(leaving, "transfer-country-unnamed")] == [Severity.WARNING]


@pytest.mark.parametrize("places", ["country: IN", "places: [SE, IN]", "group: IN"])
def test_seat_places_and_parent_all_count_as_a_transfer(places: str) -> None:
    assert found(f"recipients: {{mail-tool: {{{places}}}}}", "transfer-tool-missing") != []


def test_the_decision_of_another_country_is_not_this_countrys() -> None:
    (finding,) = found(
        "recipients: {mail-tool: {country: JP, safeguard: {adequacy: {decision: us-dpf}}}}",
        "transfer-adequacy-unlisted",
    )
    assert "us-dpf" in finding.message
    assert "2019/419" in (finding.help or "")


def test_two_activities_with_the_same_data_and_purpose_may_not_rest_on_two_bases() -> None:
    twin = """
activities:
  again:
    about: [singer]
    purpose: {administer-service: keep the list of singers and call rehearsals}
    basis: %s
    data: [name]
    from: [%s]
    required: all
    otherwise: you cannot sing with us
    keep: {until: contract.ended, plus: 3 months}
"""
    assert found(twin % ("{legal-obligation: se-patient}", "sign-up"), "legal-basis-multiple") != []
    assert found(twin % ("{legal-obligation: se-patient}", "letters"), "legal-basis-multiple") == []
    assert found(twin % ("contract", "sign-up"), "legal-basis-multiple") == []
    assert found(twin % ("consent", "sign-up"), "consent-fallback") != []


def test_two_activities_with_the_same_data_and_purpose_may_not_end_differently() -> None:
    longer = """
activities:
  again:
    about: [singer]
    purpose: {administer-service: %s}
    basis: contract
    data: [name, email]
    from: [sign-up]
    required: all
    otherwise: you cannot sing with us
    keep: {until: contract.ended, plus: 5 months}
"""
    same = longer % "keep the list of singers and call rehearsals"
    assert [f.path for f in found(same, "retention-conflict")] == ["activities.again.keep"]
    assert found(longer % "lend out scores", "retention-conflict") == []


def test_what_is_done_on_behalf_of_another_is_not_the_controllers_to_tell() -> None:
    hired = """
subjects: {guest: {label: guest}}
activities:
  hired:
    about: [guest]
    on-behalf-of: our customer
    purpose: process-for-customers
    basis: unstated
    data: [name]
    from: [sign-up]
    keep: unstated
"""
    assert found(hired, "legal-basis-missing") == []
    assert found(hired, "retention-missing") == []
    assert found(hired.replace("    on-behalf-of: our customer\n", ""), "retention-missing") != []


def test_what_a_form_says_once_serves_all_who_take_the_same_data_from_it() -> None:
    again = """
activities:
  again:
    about: [%s]
    purpose: {administer-service: lend out scores}
    basis: contract
    data: [name]
    from: [sign-up]
    required: all
    keep: {until: contract.ended}
"""
    assert found(again % "singer", "provision-obligation-missing") == []
    assert found(again % "reader", "provision-obligation-missing") != []


def test_data_used_again_need_not_say_again_whether_they_must_be_given() -> None:
    reuse = "activities: {sponsors: {about: [singer], from: [membership], data: [name], required: unstated}}"
    assert found(reuse, "provision-obligation-missing") == []


@pytest.mark.parametrize(("kinds", "asked"), [("cookie", False), ("service-use", False), ("[cookie, form]", True)])
def test_nobody_must_give_what_is_only_observed(kinds: str, asked: bool) -> None:
    page = "sources: {seen: {is: %s}}\nactivities: {count: {about: [customer], data: [ip-address], from: [seen]}}"
    assert bool(in_page(page % kinds, "provision-obligation-missing")) is asked


def test_a_recording_with_a_definite_end_is_under_control_and_free_text_is_not() -> None:
    membership = "activities: {membership: {data: [name, email, %s], keep: %s}}"
    ending, vague = "{until: contract.ended}", "{criterion: when it is needed}"
    assert found(membership % ("video-recording", ending), "free-text-uncontrolled") == []
    assert found(membership % ("video-recording", vague), "free-text-uncontrolled") != []
    assert found(membership % ("chat", ending), "free-text-uncontrolled") != []


def test_a_category_of_ones_own_may_reveal_by_its_name() -> None:
    own = "data: {diet: {label: dietary needs%s}}\nactivities: {membership: {data: [name, email, diet]}}"
    assert found(own % "", "special-category-inferable") != []
    assert found(own % ", special: no, because: meat or fish only", "special-category-inferable") == []
    assert found(own % ", special: health", "special-category-without-condition") != []


def test_a_long_list_that_three_purposes_share_is_not_mapped_to_purpose() -> None:
    data = "[name, email, phone, education, occupation, interests]"
    one = "  {0}: {{about: [singer], purpose: {{administer-service: {0}}}, basis: contract, data: " + data
    rest = ", from: [sign-up], required: none, keep: {{until: contract.ended}}}}\n"
    activities = "activities:\n" + "".join((one + rest).format(name) for name in ("one", "two", "three"))
    (finding,) = found(activities, "data-not-mapped-to-purpose")
    assert finding.path == "activities.one.data"


def test_an_applicants_file_kept_too_short_is_only_worth_knowing() -> None:
    keep = "activities: {membership: {purpose: defend-legal-claims, keep: {until: recruitment.closed, plus: %s}}}"
    (short,) = found(keep % "6 months", "retention-recruitment-outside-window")
    assert short.severity is Severity.INFO
    assert found(keep % "26 months", "retention-recruitment-outside-window") == []
    (long,) = found(keep % "27 months", "retention-recruitment-outside-window")
    assert long.severity is Severity.WARNING


def test_a_period_without_a_start_is_underlined_itself_and_the_help_names_an_event() -> None:
    model, _faults = declared("activities: {membership: {keep: {until: contract.ended, at-most: 2 years}}}")
    (finding,) = [f for f in findings(model, TODAY) if f.code == "retention-start-missing"]
    assert finding.message == "`membership` keeps data at most `2 years`, but after what"
    assert finding.help == "name the event: `2 years after contract.ended`"
    assert finding.span is not None
    assert finding.span.end_column - finding.span.column == len("2 years")


def test_a_consent_that_is_renewed_is_an_end_for_marketing() -> None:
    assert found("consents: {newsletter: {refresh: 12 months}}", "retention-marketing-unbounded") == []
    assert found("consents: {newsletter: {refresh: unstated}}", "retention-marketing-unbounded") != []


@pytest.mark.parametrize(
    ("cited", "severity"),
    [
        ("PuL", Severity.WARNING),
        ("LEK 2003:389", Severity.WARNING),
        ("EU/ESS", Severity.WARNING),
        ("bokforingslagen", Severity.WARNING),
        ("an act of our own", Severity.INFO),
    ],
)
def test_a_wrong_citation_is_a_warning_and_an_unknown_one_worth_a_look(cited: str, severity: Severity) -> None:
    assert [f.severity for f in found(f"policy: {{cites: [{cited}]}}", "law-reference-invalid")] == [severity]


@pytest.mark.parametrize("cited", ["gdpr", "Dataskyddsförordningen", "bokföringslagen (1999:1078)", "LEK"])
def test_an_act_in_force_is_cited_rightly(cited: str) -> None:
    assert found(f"policy: {{cites: ['{cited}']}}", "law-reference-invalid") == []


def test_what_is_undecided_is_unfinished_and_keeps_its_place() -> None:
    (finding,) = found("contacts: {privacy: {phone: undecided}}", "clause-unfinished")
    assert finding.path == "contacts.privacy.phone"
    assert finding.span is not None
    assert finding.span.file == "example.yaml"


def test_a_page_that_is_silent_is_judged_by_its_silence() -> None:
    page = "controllers: {choir: {name: Example Choir}}\n"
    keys = {f.path for f in in_page(page, "controller-identity-missing")}
    assert keys == {f"controllers.choir.{key}" for key in ("form", "org-nr", "address")}
    assert {f.path for f in in_page(page, "right-missing")} == {
        f"rights.{right}" for right in ("access", "rectification", "erasure", "restriction")
    }
    assert in_page(page, "complaint-missing") != []
    assert in_page(page, "policy-undated") != []
    assert in_page(page, "rights-response-time-missing") != []


def test_what_is_worked_out_need_not_have_been_held_before() -> None:
    taken = "activities: {sponsors: {from: [membership], data: [name, %s]}}"
    assert found(taken % "invoice", "data-category-inconsistent") == []
    assert found(taken % "photo", "data-category-inconsistent") != []


def test_a_page_that_says_nothing_of_changes_is_found_at_its_policy() -> None:
    assert [f.span.line for f in in_page("", "policy-change-notice-weak") if f.span] == [2]


def test_a_name_that_is_both_a_source_and_an_activity_is_the_source() -> None:
    both = "sources: {membership: {is: form}}\nactivities: {sponsors: {from: [membership], data: [name, photo]}}"
    assert found(both, "data-category-inconsistent") == []


def test_a_period_added_to_no_event_has_no_start() -> None:
    assert found("activities: {membership: {keep: {plus: 2 years}}}", "retention-start-missing") != []


@pytest.mark.parametrize("why", ["purpose: accounting", "basis: {legal-obligation: se-bfl-7-2}"])
def test_books_are_books_by_their_purpose_or_by_their_statute(why: str) -> None:
    short = f"activities: {{membership: {{{why}, keep: {{until: booked, plus: 5 years}}}}}}"
    assert found(short, "retention-accounting-wrong") != []


def test_books_that_are_kept_as_long_as_the_law_asks_are_vague_and_not_wrong() -> None:
    vague = "activities: {membership: {purpose: accounting, keep: {criterion: as long as the law requires}}}"
    assert found(vague, "retention-accounting-wrong") == []
    assert found(vague, "retention-vague") != []


def test_two_purposes_may_share_a_long_list_when_a_third_of_the_group_does_not() -> None:
    long = "[name, email, phone, education, occupation, interests]"
    line = "  %s: {about: [supporter], purpose: {business-contacts: %s}, basis: contract, data: %s, from: [letters]}\n"
    twin = f"activities:\n  sponsors: {{data: {long}}}\n" + line % ("thank", "thank them", long)
    assert [f.path for f in found(twin, "data-not-mapped-to-purpose")] == ["activities.sponsors.data"]
    assert found(twin + line % ("greet", "greet them", "[name]"), "data-not-mapped-to-purpose") == []


def test_data_that_reveal_nothing_by_the_declarations_own_answer_need_no_condition() -> None:
    denied = "data: {languages: {special: no, because: songs}}\nactivities: {membership: {data: [name, languages]}}"
    assert found(denied, "special-category-without-condition") == []


def test_a_balancing_test_may_be_anothers_that_has_one_and_not_anothers_that_borrows() -> None:
    borrow = """  {0}:
    about: [supporter]
    purpose: {{business-contacts: {0} them}}
    basis: {{legitimate-interests: {{interest: concerts, balancing: {1}}}}}
    data: [name]
    from: [letters]
"""
    first = "activities:\n" + borrow.format("thank", "sponsors")
    assert found(first, "balancing-test-missing") == []
    second = first + borrow.format("greet", "thank")
    assert [f.path for f in found(second, "balancing-test-missing")] == ["activities.greet.basis"]
