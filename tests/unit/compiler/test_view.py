"""What is left out takes its default and says so; what is silent stays silent; a transcription is judged as it is."""

from __future__ import annotations

import pytest

from lofte.declaration.form import Origin, Silence
from lofte.periods import Period
from unit.compiler.compiling import compiled

TRANSCRIBED = "policy: {version: 1, in-force: 2027-01-01, languages: [sv], transcribed: page.txt}"


def test_what_is_left_out_takes_its_default_and_says_so() -> None:
    model = compiled("policy: {version: 1, in-force: 2027-01-01}").model
    assert model.policy.review == Period(months=12)
    assert model.policy.told["review"].origin is Origin.DEFAULT
    assert model.policy.silence("review") is None


def test_unstated_is_never_filled_by_a_default() -> None:
    model = compiled("policy: {version: 1, in-force: 2027-01-01, review: unstated}").model
    assert model.policy.review is None
    assert model.policy.silence("review") is Silence.UNSTATED


def test_undecided_keeps_what_stood_in_the_bracket() -> None:
    model = compiled("policy: {version: {undecided: 2019:1}, in-force: 2027-01-01}").model
    assert model.policy.version == "2019:1"
    assert model.policy.silence("version") is Silence.UNDECIDED


def test_a_key_left_out_of_a_transcription_is_unstated() -> None:
    model = compiled(TRANSCRIBED).model
    assert model.policy.review is None
    assert model.policy.silence("review") is Silence.UNSTATED
    assert model.requests.answer is None
    assert model.requests.silence("answer") is Silence.UNSTATED


def test_a_key_that_types_a_thing_keeps_its_default_in_a_transcription() -> None:
    found = compiled(
        TRANSCRIBED + "\nsubjects: {customer: }\nsources: {forms: }\nconsents: {newsletter: {by: unstated}}"
    )
    assert found.model.subjects["customer"].kind == "private-person"
    assert found.model.sources["forms"].kinds == ("form",)
    assert found.model.controllers["us"].country == "SE"
    assert found.model.consents["newsletter"].proof == "records"


@pytest.mark.parametrize(("version", "silence"), [("1", None), ("unstated", Silence.UNSTATED)])
def test_each_key_tells_how_it_came_to_be(version: str, silence: Silence | None) -> None:
    told = compiled(f"policy: {{version: {version}, in-force: 2027-01-01}}").model.policy.told["version"]
    assert (told.origin, told.silence) == (Origin.PUBLISHED, silence)
    assert told.span is not None


def test_a_name_of_our_own_needs_a_label_in_each_language() -> None:
    found = compiled("subjects: {mentee: {label: {sv: adept}}}")
    fault = found.only()
    assert fault.code == "label-missing"
    assert fault.message == "`mentee` has no label in `en`"
    assert fault.help == "write what people read: `label: {en: …}`"
    assert fault.article == "GDPR Art. 12(1)"
    assert found.underlined(fault) == "{sv: adept}"


def test_a_name_without_any_label_is_told_at_the_name() -> None:
    found = compiled("roles: {claims: {}}")
    assert found.only().message == "`claims` has no label in `sv` and `en`"
    assert found.underlined(found.only()) == "claims"


def test_a_name_of_the_vocabulary_has_its_own_label() -> None:
    label = compiled("subjects: {job-applicant: }").model.subjects["job-applicant"].label
    assert (label.get("sv"), label.get("en")) == ("den som söker arbete", "job applicant")


def test_a_label_is_missed_only_in_the_languages_of_the_policy() -> None:
    assert compiled("policy: {version: 1, languages: [sv]}\nsubjects: {mentee: {label: adept}}").codes == []


def test_a_text_that_some_would_read_in_another_language_is_a_warning() -> None:
    found = compiled("websites: {public: {url: https://example.se, without: {sv: inget}}}")
    fault = found.only()
    assert (fault.code, fault.severity) == ("text-missing", "warning")
    assert fault.message == "`without` of `public` is not written in `en`"
    assert found.underlined(fault) == "{sv: inget}"
