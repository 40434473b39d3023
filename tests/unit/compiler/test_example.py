"""The worked example compiles without a fault, and each planted mistake gives its own diagnostic and no other."""

from __future__ import annotations

import pytest

from lofte.grammar import Until
from unit.compiler.compiling import example


@pytest.mark.parametrize("main", ["published.yaml", "lofte.yaml"])
def test_the_example_compiles_without_fault(main: str) -> None:
    found = example(main)
    assert [(fault.code, fault.message) for fault in (*found.read_faults, *found.faults)] == []


def test_what_was_published_keeps_its_silences() -> None:
    model = example("published.yaml").model
    assert model.transcribed
    assert model.policy.version is None
    assert model.policy.silence("version") == "unstated"
    assert model.contacts["privacy"].silence("email") == "undecided"
    assert model.activities["recruitment-claims"].silence("basis") == "unstated"
    assert model.policy.review is None, "a page that does not say how often it is reviewed has no default"
    assert model.policy.silence("review") == "unstated"


def test_a_decision_fills_the_silence_and_tells_that_it_did() -> None:
    model = example("lofte.yaml").model
    assert not model.transcribed
    assert model.policy.version == "2"
    assert model.policy.told["version"].origin == "decided"
    assert model.decided is not None
    claims = model.activities["recruitment-claims"].basis[0]
    assert claims.when is not None
    assert claims.when.event == "recruitment.closed"
    assert claims.interest is not None


def test_what_the_example_leaves_out_takes_its_default_and_says_so() -> None:
    model = example("lofte.yaml").model
    assert model.requests.extension is not None
    assert model.requests.extension.months == 2
    assert model.requests.told["extension"].origin == "default"
    assert model.recipients["video-tool"].places == ("SE",), "the places are those of its country"


def test_who_runs_a_system_gets_the_data_that_it_serves() -> None:
    model = example("lofte.yaml").model
    assert "newsletter-tool" in [to.recipient for to in model.activities["newsletter"].to]


def test_a_table_like_another_has_its_keys_and_its_own() -> None:
    tables = example("lofte.yaml").model.systems["programme"].tables
    assert tables["mentors"].about == "mentor"
    assert tables["mentors"].columns.keys() == tables["mentees"].columns.keys()
    assert tables["mentors"].links == tables["mentees"].links
    assert [serves.activity for serves in tables["mentors"].serves] == ["matching", "run-programme"]


def test_for_of_a_system_serves_its_tables() -> None:
    model = example("lofte.yaml").model
    served = [serves.activity for serves in model.systems["recruitment"].tables["files"].serves]
    assert served == ["recruitment", "recruitment-claims", "job-interest"]


def test_every_event_that_is_used_has_words_in_both_languages() -> None:
    events = example("lofte.yaml").model.events
    assert events["recruitment.closed"].label.get("en") == "the recruitment is closed"
    assert all(event.label.get(language) for event in events.values() for language in ("sv", "en"))


def test_every_category_that_is_used_is_in_the_model() -> None:
    model = example("lofte.yaml").model
    for activity in model.activities.values():
        assert set(model.expanded(activity.data or ())) <= model.data.keys()
    assert model.covers(("email",), "work-email"), "a work e-mail address is an e-mail address"
    assert not model.covers(("work-email",), "email")


def test_an_event_that_nothing_brings_is_a_fault_of_the_table() -> None:
    found = example("lofte.yaml", ("          programme.ended: intake_id.programme_id.ends_on\n", ""))
    fault = found.only()
    assert fault.code == "event-unbound"
    assert fault.message == (
        "`matching` ends at `programme.ended`, which nothing brings to table `programme.applications`"
    )
    assert (
        fault.help
        == "add under `events`: `programme.ended: PATH`, or `programme.ended: recorded` if people will tell it"
    )
    assert found.underlined(fault) == "matching"


def test_a_column_that_no_activity_needs_is_a_fault_and_never_a_scrub() -> None:
    found = example(
        "lofte.yaml", ("columns: {score: match-score, mentor_note", "columns: {score: profile, mentor_note")
    )
    fault = found.only()
    assert fault.code == "column-without-need"
    assert fault.message == "column `matches.score` holds `profile`, which no activity in `for: [matching]` needs"
    assert fault.help == (
        "add `profile` to the data of `matching`, another activity to `for`, or another category here; "
        "a mistake in this file never erases"
    )
    assert found.underlined(fault) == "profile"


def test_an_activity_that_would_lose_its_person_is_a_fault() -> None:
    found = example(
        "lofte.yaml", ("    data: [name, email, cv, cover-letter, photo]", "    data: [name, cv, cover-letter, photo]")
    )
    assert {fault.code for fault in found.faults} == {"identifier-without-need"}
    assert [fault.message for fault in found.faults] == [
        "`recruitment-claims` needs rows of `recruitment.applications` but not `email`, by which the person is known",
        "`recruitment-claims` needs rows of `teamtailor.candidates` but not `email`, by which the person is known",
    ]
    assert found.underlined(found.faults[0]) == "recruitment-claims"


def test_a_role_that_is_not_there_is_a_fault_wherever_it_is_named() -> None:
    found = example("lofte.yaml", ("  recruiters: ", "  recruiting: "))
    assert {fault.code for fault in found.faults} == {"unknown-name"}
    assert {fault.help for fault in found.faults} == {"did you mean `recruiting`?"}


def test_the_model_does_not_change_with_comments_or_white_space() -> None:
    plain = example("lofte.yaml").model
    spaced = example("lofte.yaml", ("\nactivities:\n", "\n# the record of processing\n\nactivities:\n\n")).model
    assert spaced == plain
    assert spaced.systems["crm"].span != plain.systems["crm"].span, "the places have moved and take no part in it"


def test_there_is_a_model_also_when_a_name_is_wrong() -> None:
    found = example("lofte.yaml", ("{until: {first: [place.refused, place.d", "{until: {first: [place.refuse, place.d"))
    assert "unknown-name" in found.codes
    assert isinstance(found.model.activities["assess-applications"].keep, Until), "the model is there all the same"


def test_what_was_taken_away_and_is_still_used_is_a_fault() -> None:
    before = "    label: {en: newsletter after the programme}\n    basis: consent\n"
    found = example("lofte.yaml", (before, before.replace("consent\n", "{consent: after-service}\n")))
    fault = found.only()
    assert fault.code == "removed-but-used"
    assert fault.message == "consent `after-service` was taken away and is still used here"
    assert fault.help == "name something else here, or keep the thing"
    assert [related.message for related in fault.related] == ["taken away here"]
    assert found.underlined(fault) == "after-service"
