"""A model is written as canonical JSON and read back the same; its digest sees meaning and nothing else."""

from __future__ import annotations

import json

import pytest

from lofte.model import Model
from lofte.model_json import model_digest, model_from_json, model_json
from unit.compiler.compiling import compiled, example


def _model(main: str = "lofte.yaml", *planted: tuple[str, str]) -> Model:
    return example(main, *planted).model


@pytest.mark.parametrize("main", ["published.yaml", "lofte.yaml"])
def test_a_model_is_the_same_after_it_has_been_written_and_read(main: str) -> None:
    model = _model(main)
    again = model_from_json(model_json(model))
    assert again == model
    assert type(next(iter(again.activities.values())).basis[0].basis) is type(
        next(iter(model.activities.values())).basis[0].basis
    )
    assert model_json(again) == model_json(model)


def test_the_json_is_canonical_and_holds_no_place() -> None:
    text = model_json(_model())
    assert text == json.dumps(json.loads(text), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert '"span"' not in text
    assert "lofte.yaml" not in text


def test_a_comment_changes_no_digest() -> None:
    commented = _model("lofte.yaml", ("\nactivities:\n", "\n# the record of processing\nactivities:\n"))
    assert model_digest(commented) == model_digest(_model())


def test_the_order_of_things_changes_no_digest() -> None:
    first, second = "  recruiters: {label: {sv: rekryterare, en: recruiters}}\n", "\nroles:\n"
    moved = _model("lofte.yaml", (first, ""), (second, second + first))
    assert model_digest(moved) == model_digest(_model())


def test_one_changed_word_changes_the_digest() -> None:
    changed = _model("lofte.yaml", ("sv: rekryterare, en: recruiters", "sv: rekryterare, en: the recruiters"))
    assert model_digest(changed) != model_digest(_model())
    assert len(model_digest(changed)) == 64


@pytest.mark.parametrize("text", ["{}", "[]", "null", '{"policy": 1}', "1"])
def test_what_is_no_model_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="this is not the JSON of a model"):
        model_from_json(text)


def test_groups_are_opened_and_kinds_count_as_their_parents() -> None:
    model = compiled("""
        subjects: {customer: }
        activities:
          news: {about: [customer], purpose: newsletter, basis: consent, data: [contact-details, work-email]}
    """).model
    assert model.expanded(("contact-details",)) == ("email", "phone", "mobile-phone", "postal-address")
    assert model.covers(("contact-details",), "work-email")
    assert model.covers(("email",), "contact-details"), "a cell that holds a group is needed for one of its members"
    assert not model.covers(("name",), "email")
    assert not model.covers(("work-email",), "email"), "an e-mail address need not be one at work"
