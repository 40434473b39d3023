"""The other sections: what each key becomes, and what follows when a section is left out."""

from __future__ import annotations

from lofte.declaration.form import Silence
from lofte.model import Model
from lofte.periods import Period
from lofte.vocabulary import RIGHTS
from unit.compiler.compiling import compiled

TRANSCRIBED = "policy: {version: 1, in-force: 2027-01-01, languages: [sv], transcribed: page.txt}\n"
NEWSLETTER = """
subjects: {customer: }
sources: {forms: , banner: {is: cookie}}
activities:
  newsletter: {about: [customer], purpose: newsletter, basis: consent, data: [email], from: [forms, banner]}
"""


def _sound(lines: str) -> Model:
    found = compiled(lines)
    assert found.codes == []
    return found.model


def test_a_controller_is_called_by_its_registered_name() -> None:
    us = _sound("").controllers["us"]
    assert us.label.get("sv") == "Example AB"
    assert (us.time_zone, us.fiscal_year_ends.month) == ("Europe/Stockholm", 12)


def test_a_small_change_is_shown_where_the_text_is_and_one_of_importance_is_sent() -> None:
    changes = _sound("").policy.changes
    assert (changes.material, changes.other) == (("email", "website"), ("website",))


def test_a_joint_arrangement_names_a_controller_that_exists() -> None:
    found = compiled("""
        controllers:
          a: {name: A AB, org-nr: 556000-0019, form: limited-company, address: x, jointly-with: {c: unstated}}
          b: {name: B AB, org-nr: 556000-0019, form: limited-company, address: x,
              jointly-with: {a: {arrangement: 2026-05-01, answers: a}}}
    """)
    assert found.only().message == "unknown controller `c`"
    assert [joint.controller for joint in found.model.controllers["b"].jointly_with] == ["a"]


def test_a_contact_may_be_another_contact_or_not_be_required() -> None:
    contacts = _sound("contacts: {privacy: privacy@example.se, breach: privacy, dpo: not-required}").contacts
    assert contacts["privacy"].email == "privacy@example.se"
    assert contacts["breach"].same_as == "privacy"
    assert not contacts["dpo"].required


def test_rights_left_out_are_all_given_as_the_law_has_them() -> None:
    model = _sound("")
    assert list(model.rights) == list(RIGHTS)
    assert not model.rights_written
    assert model.rights["objection"].suppression
    assert model.rights["complaint"].authority == "imy"


def test_rights_once_written_are_complete() -> None:
    model = _sound("rights: {access: , objection: {for: any}}")
    assert list(model.rights) == ["access", "objection"]
    assert model.rights_written


def test_a_transcribed_page_without_rights_tells_none() -> None:
    assert _sound(TRANSCRIBED).rights == {}


def test_the_one_who_answers_is_the_role_of_the_privacy_contact() -> None:
    model = _sound("""
        roles: {officer: {label: {sv: ansvarig, en: officer}}}
        contacts: {privacy: {email: privacy@example.se, role: officer}}
    """)
    assert model.requests.owner == "officer"
    assert model.requests.told["owner"].origin == "default"


def test_a_consent_that_is_only_used_has_the_defaults_of_the_language() -> None:
    consent = _sound(NEWSLETTER).consents["newsletter"]
    assert (consent.by, consent.proof, consent.refresh) == ("unticked-box", "records", Period(months=24))
    assert consent.asked == ("forms", "banner")
    assert consent.withdraw[:2] == ("form", "cookie-choice"), "as easily as it was given"


def test_a_consent_that_a_transcribed_page_only_uses_is_silent() -> None:
    consent = _sound(TRANSCRIBED + NEWSLETTER).consents["newsletter"]
    assert consent.by is None
    assert consent.silence("by") is Silence.UNSTATED
    assert consent.withdraw == ()


def test_an_indirect_source_must_be_named_and_a_form_need_not() -> None:
    sources = _sound("sources: {forms: , register: {is: public-register}}").sources
    assert sources["register"].indirect
    assert sources["register"].silence("name") is Silence.UNSTATED
    assert sources["register"].inform == Period(months=1)
    assert sources["forms"].silence("name") is None
    assert sources["forms"].inform is None


def test_a_category_takes_what_its_kind_is_known_to_be() -> None:
    data = _sound("""
        data:
          notes: {is: free-text, label: {sv: anteckningar, en: notes}}
          score: {is: derived, label: {sv: poäng, en: score}}
          office-email: {is: work-email, label: {sv: kontorsadress, en: office address}}
          languages: {special: no}
    """).data
    assert data["notes"].free_text
    assert data["score"].obtained == "derived"
    assert data["office-email"].ancestors == ("work-email", "email")
    assert data["office-email"].identifies
    assert data["languages"].special is None
    assert data["languages"].special_denied


def test_a_group_that_contains_itself_is_a_fault_and_does_not_hang() -> None:
    found = compiled("""
        data:
          a: {label: {sv: a, en: a}, includes: [b, name]}
          b: {label: {sv: b, en: b}, includes: [a]}
    """)
    assert found.codes == ["group-contains-itself", "group-contains-itself"]
    assert found.model.expanded(("a",)) == ("a",)


def test_a_cookie_has_the_class_of_its_activity() -> None:
    model = _sound(NEWSLETTER + "websites: {public: {url: https://example.se, cookies: "
                   "{a: {for: newsletter, from: own, lifetime: session}, "
                   "b: {for: newsletter, from: own, lifetime: 6 months, class: necessary}}}}")  # fmt: skip
    cookies = model.websites["public"].cookies
    assert (cookies["a"].cookie_class, cookies["a"].session, cookies["a"].named) == ("marketing", True, ("a",))
    assert (cookies["b"].cookie_class, cookies["b"].lifetime) == ("necessary", Period(months=6))


def test_a_hold_that_nobody_reviews_is_refused() -> None:
    found = compiled("holds: {claim: {is: claim, review: 6 months}}")
    fault = found.only()
    assert fault.code == "hold-without-review"
    assert fault.message == "hold `claim` has no `owner`"
    assert found.underlined(fault) == "claim"


def test_a_published_hold_that_nobody_reviews_is_only_silent() -> None:
    assert compiled(TRANSCRIBED + "holds: {claim: {is: claim}}").codes == []


def test_the_evidence_for_a_disclosure_follows_from_its_ground() -> None:
    found = _sound("recipients: {police: {is: authority, role: independent, country: SE, on: [authority-decision]}}")
    assert found.recipients["police"].requires == ("decision",)
    assert found.recipients["police"].label.get("en") == "authorities"
    assert found.recipients["police"].places == ("SE",)


def test_an_acceptance_without_a_role_does_not_stand() -> None:
    found = compiled("accepted: {recipients-vague: {recipients.x: {because: they change, review: 2027-06-30}}}")
    fault = found.only()
    assert fault.code == "acceptance-incomplete"
    assert fault.message == "the acceptance of `recipients-vague` at `recipients.x` has no `by`"
    assert found.model.accepted == ()


def test_an_acceptance_stands_at_its_place_until_its_day() -> None:
    model = _sound("""
        roles: {officer: {label: {sv: ansvarig, en: officer}}}
        accepted: {recipients-vague: {recipients.x: {because: they change, by: officer, review: 2027-06-30}}}
    """)
    accepted = model.accepted[0]
    assert (accepted.code, accepted.path, accepted.because, accepted.by) == (
        "recipients-vague",
        "recipients.x",
        "they change",
        "officer",
    )


def test_a_sweep_may_be_approved_by_a_role_or_by_nobody() -> None:
    assert _sound("").sweep is None
    sweep = _sound("sweep: {approve: nobody}").sweep
    assert sweep is not None
    assert (sweep.every, sweep.within, sweep.approve) == (Period(days=1), Period(days=30), "nobody")
    assert compiled("sweep: {approve: somebody}").codes == ["unknown-name"]
