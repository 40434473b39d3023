"""Every code of the law has its heading in docs/errors.md, and each example there yields what it says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from lofte.diagnostics import Diagnostic
from lofte.law import ACCEPTANCE_CODES, CATALOGUE, RULES, findings
from unit.law.declared import LAYER, TODAY, declared

PAGE = Path(__file__).parents[3] / "docs" / "errors.md"
SECTION = re.compile(
    r"### `(?P<code>[a-z-]+)`\n\n(?P<head>[^\n]+)\n\n\*\*Cause\.\*\* [^\n]+\n\*\*Cure\.\*\* [^\n]+\n\n"
    r"```yaml\n# found(?:, with (?P<others>[a-z, -]+))?\n(?P<found>.*?)```\n\n```yaml\n# fine\n(?P<fine>.*?)```\n",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Example:
    code: str
    head: str
    others: frozenset[str]
    found: str
    fine: str


def _examples() -> list[Example]:
    page = PAGE.read_text().split("<!-- law: begin -->")[1].split("<!-- law: end -->")[0]
    return [
        Example(m["code"], m["head"], frozenset((m["others"] or "").split(", ")) - {""}, m["found"], m["fine"])
        for m in SECTION.finditer(page)
    ]


EXAMPLES = _examples()
each_example = pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code)


@cache
def _found_in(text: str) -> tuple[Diagnostic, ...]:
    model, faults = declared(text)
    assert faults == ()
    return findings(model, TODAY)


def test_the_declaration_that_examples_are_laid_over_is_sound() -> None:
    assert _found_in("") == ()


def test_the_page_has_a_section_for_each_rule_and_no_other() -> None:
    assert sorted(example.code for example in EXAMPLES) == sorted([*(rule.id for rule in RULES), *ACCEPTANCE_CODES])


def test_no_heading_of_the_page_misses_its_parts() -> None:
    page = PAGE.read_text().split("<!-- law: begin -->")[1]
    assert re.findall(r"(?m)^### `([a-z-]+)`$", page) == [example.code for example in EXAMPLES]


@each_example
def test_the_page_says_how_bad_it_is_and_what_it_rests_on(example: Example) -> None:
    entry = CATALOGUE.get(example.code)
    if entry is not None:
        assert example.head == f"{entry.severity.value.capitalize()}. {entry.source}."


@each_example
def test_the_first_example_yields_exactly_its_code(example: Example) -> None:
    assert {found.code for found in _found_in(example.found)} == {example.code} | example.others


@each_example
def test_the_second_example_yields_nothing(example: Example) -> None:
    assert _found_in(example.fine) == ()


@each_example
def test_the_first_example_is_found_exactly_at_the_places_that_it_marks(example: Example) -> None:
    before = LAYER.count("\n")
    lines = example.found.splitlines()
    marked = [n for n, line in enumerate(lines, before + 1) if line.endswith("# here")]
    below = [line.removeprefix("# below: ") for line in lines if line.startswith("# below: ")]
    assert marked or below
    found = [each for each in _found_in(example.found) if each.code == example.code]
    assert [each.span.line for each in found if each.span and each.span.file == "example.yaml"] == marked
    assert [each.path for each in found if each.span and each.span.file == "sound.yaml"] == below
    assert len(found) == len(marked) + len(below)


@each_example
def test_a_finding_is_one_plain_sentence_in_two_languages_with_something_to_do(example: Example) -> None:
    for found in _found_in(example.found):
        for language in ("en", "sv"):
            message, mend = found.in_language(language)
            assert mend
            for words in (message, mend):
                assert not words.endswith(".")
                assert "\n" not in words
                assert words[0] == "`" or words[0].islower()
                assert "None" not in words
        assert dict(found.messages)["sv"] != found.message
        assert found.path
