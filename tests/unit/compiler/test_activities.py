"""An activity is one purpose, its bases with their details, and what follows from them and is not written."""

from __future__ import annotations

from lofte.compiler.activities import CONSENT_WITHDRAWN
from lofte.grammar import Until
from lofte.model import ProcessingActivity
from lofte.vocabulary import LegalBasis
from unit.compiler.compiling import Compiled, compiled

PEOPLE = """
subjects: {customer: }
sources: {forms: , register: {is: public-register, name: {sv: registret, en: the register}}}
roles: {officer: {label: {sv: ansvarig, en: officer}}}
"""


def _declared(keys: str, more: str = "") -> Compiled:
    return compiled(f"{PEOPLE}{more}\nactivities: {{billing: {{about: [customer], data: [name], {keys}}}}}\n")


def _activity(keys: str, more: str = "") -> ProcessingActivity:
    found = _declared(keys, more)
    assert found.codes == []
    return found.model.activities["billing"]


def test_a_purpose_has_its_class_and_its_words() -> None:
    activity = _activity("purpose: {newsletter: {sv: månadens brev, en: the monthly letter}}, basis: consent")
    assert (activity.purpose, activity.purpose_class, activity.marketing) == ("newsletter", "marketing", True)
    assert activity.label.get("en") == "the monthly letter"


def test_a_purpose_in_words_of_our_own_is_of_no_class() -> None:
    activity = _activity("purpose: {sv: mäta ljudet, en: measure the noise}, basis: contract, keep: {until: booked}")
    assert (activity.purpose, activity.purpose_class) == ("other", "other")
    assert activity.purpose_text is not None
    assert activity.purpose_text.get("sv") == "mäta ljudet"


def test_a_consent_without_a_name_is_the_activitys_own_and_keeps_until_it_is_withdrawn() -> None:
    activity = _activity("purpose: newsletter, basis: consent")
    assert activity.basis[0].consent == "billing"
    assert activity.keep == Until((CONSENT_WITHDRAWN,))
    assert activity.told["keep"].origin == "default"


def test_another_basis_has_no_rule_that_is_not_written() -> None:
    activity = _activity("purpose: payment, basis: contract")
    assert activity.keep is None
    assert activity.silence("keep") == "unstated"


def test_each_basis_keeps_its_own_detail_and_condition() -> None:
    activity = _activity(
        "purpose: payment, keep: {until: booked}, basis: [{contract: steps-before, when: not contract.started}, "
        "{legal-obligation: se-bfl-7-2}, {legitimate-interests: {interest: {sv: betalt, en: being paid}, "
        "balancing: {needed: ja, on: 2026-11-10, by: officer}}, when: contract.started}]"
    )
    contract, duty, interest = activity.basis
    assert activity.basis_listed
    assert (contract.contract, contract.when and contract.when.negated) == (("steps-before",), True)
    assert duty.statute == "se-bfl-7-2"
    assert interest.basis is LegalBasis.LEGITIMATE_INTERESTS
    assert interest.balancing is not None
    assert interest.balancing.by == "officer"


def test_a_balancing_may_be_another_activitys() -> None:
    more = "\n"
    found = compiled(f"""{PEOPLE}{more}
activities:
  a: {{about: [customer], data: [name], purpose: payment, keep: {{until: booked}},
      basis: {{legitimate-interests: {{interest: {{sv: betalt, en: paid}}, balancing: {{needed: ja}}}}}}}}
  b: {{about: [customer], data: [name], purpose: payment, keep: {{until: booked}},
      basis: {{legitimate-interests: {{interest: {{sv: betalt, en: paid}}, balancing: a}}}}}}
""")
    assert found.codes == []
    shared = found.model.activities["b"].basis[0].balancing
    assert shared is not None
    assert shared.shared_with == "a"


def test_a_consent_by_another_name_must_exist() -> None:
    found = _declared("purpose: newsletter, basis: {consent: letters}")
    assert found.only().message == "unknown consent `letters`"


def test_sources_are_sources_or_activities() -> None:
    activity = _activity("purpose: payment, basis: contract, keep: {until: booked}, from: [forms, billing]")
    assert activity.sources == ("forms", "billing")


def test_what_must_be_given_is_asked_only_where_people_give_it() -> None:
    given = _activity("purpose: payment, basis: contract, keep: {until: booked}, from: [forms]")
    held = _activity("purpose: payment, basis: contract, keep: {until: booked}, from: [billing]")
    assert given.silence("required") == "unstated"
    assert held.silence("required") is None
    rule = "purpose: payment, basis: contract, keep: {until: booked}, from: [forms]"
    assert _activity(f"{rule}, required: none").required == ()
    assert _activity(f"{rule}, required: all, otherwise: {{sv: x, en: y}}").required == ("all",)
    assert _activity(f"{rule}, required: [name], otherwise: {{sv: x, en: y}}").required == ("name",)


def test_a_recipient_gets_what_is_written_beside_it() -> None:
    more = "recipients: {bank: {is: bank, role: independent, country: SE}}"
    activity = _activity("purpose: payment, basis: contract, keep: {until: booked}, to: {bank: [name]}", more)
    assert [(to.recipient, to.data) for to in activity.to] == [("bank", ("name",))]


def test_an_open_list_says_so() -> None:
    found = _declared("purpose: payment, basis: contract, keep: {until: booked}, read-by: [officer]")
    assert not found.model.activities["billing"].data_open
    opened = compiled(
        PEOPLE + "activities: {billing: {about: [customer], purpose: payment, basis: contract, "
        "keep: {until: booked}, data: [name, and-so-on]}}"
    ).model.activities["billing"]
    assert opened.data_open
    assert opened.told["data"].open


def test_an_activity_without_controllers_is_everybodys() -> None:
    assert _activity("purpose: payment, basis: contract, keep: {until: booked}").controllers == ("us",)


def test_guarded_data_keep_the_condition_that_permits_them() -> None:
    found = compiled(
        PEOPLE + "activities: {billing: {about: [customer], purpose: payment, basis: contract, keep: {until: booked}, "
        "data: [personal-identity-number], conditions: {personal-identity-number: secure-identification}}}"
    )
    assert found.codes == []
    assert found.model.activities["billing"].conditions == {"personal-identity-number": ("secure-identification", None)}
    assert found.model.data["personal-identity-number"].guarded == "87"
