"""A diagnostic shows its place, its words and its cure, in the order of the file, and never a secret."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lofte.diagnostics import (
    Diagnostic,
    LofteError,
    Related,
    Severity,
    Source,
    Span,
    render,
    sorted_by_place,
)

TEXT = "policy:\n  version: 1\n\turl: postgresql://anna:hemligt@db\nlast: ökänd"
SOURCES = {"a.yaml": Source("a.yaml", TEXT)}
FAULT = Diagnostic("a-code", Severity.ERROR, "the version is old", Span("a.yaml", 2, 12, 2, 13))


def test_place_code_and_sentence_stand_on_one_line_over_the_words() -> None:
    assert render(FAULT, SOURCES).split("\n") == [
        "a.yaml:2:12: error[a-code]: the version is old",
        "  2 |   version: 1",
        "    |            ^",
    ]


def test_the_help_and_the_article_stand_below() -> None:
    helped = replace(FAULT, help="write `2`", article="GDPR Art. 13")
    assert render(helped, SOURCES).split("\n")[-1] == "help: write `2`    (GDPR Art. 13)"
    assert render(replace(FAULT, help="write `2`"), SOURCES).split("\n")[-1] == "help: write `2`"
    assert (
        render(replace(FAULT, article="GDPR Art. 13"), SOURCES).split("\n")[-1] == "help: see the law    (GDPR Art. 13)"
    )


def test_other_places_are_told_before_the_help() -> None:
    related = replace(FAULT, related=(Related("first written here", Span("b.yaml", 3, 1, 3, 4)),), help="keep one")
    assert render(related, SOURCES).split("\n")[-2:] == ["     = b.yaml:3:1: first written here", "help: keep one"]


def test_a_finding_in_another_language_falls_back_to_english() -> None:
    swedish = replace(FAULT, messages=(("sv", "versionen är gammal"),), help="write `2`", helps=(("sv", "skriv `2`"),))
    assert swedish.in_language("sv") == ("versionen är gammal", "skriv `2`")
    assert swedish.in_language("fi") == ("the version is old", "write `2`")
    assert "versionen är gammal" in render(swedish, SOURCES, "sv")
    assert replace(FAULT, help="h").in_language("sv") == ("the version is old", "h")


def test_a_secret_is_printed_as_asterisks_with_all_that_follows_it() -> None:
    secret = replace(FAULT, span=Span("a.yaml", 3, 7, 3, 35), hide=True)
    said = render(secret, SOURCES)
    assert "hemligt" not in said
    assert said.split("\n")[1:] == ["  3 |  url: ************", "    |       ^^^^^^^^^^^^"]


def test_a_tab_takes_one_column_so_that_the_line_below_fits() -> None:
    said = render(replace(FAULT, span=Span("a.yaml", 3, 2, 3, 5)), SOURCES).split("\n")
    assert said[1][said[2].index("^") : said[2].rindex("^") + 1] == "url"


@pytest.mark.parametrize(
    ("span", "underlined"),
    [
        (Span("a.yaml", 1, 1, 2, 13), "policy:"),
        (Span("a.yaml", 4, 7, 4, 99), "ökänd"),
        (Span("a.yaml", 4, 7, 4, 7), "ö"),
        (Span("a.yaml", 4, 12, 4, 12), ""),
        (Span("a.yaml", 9, 1, 9, 2), ""),
    ],
)
def test_what_is_underlined_stays_on_its_line(span: Span, underlined: str) -> None:
    line, marks = (part[6:] for part in render(replace(FAULT, span=span), SOURCES).split("\n")[1:])
    assert line[marks.index("^") : marks.rindex("^") + 1] == underlined
    assert len(marks) <= len(line) + 1 or not underlined


def test_without_a_place_or_its_text_the_sentence_stands_alone() -> None:
    assert render(replace(FAULT, span=None), SOURCES) == "error[a-code]: the version is old"
    assert render(FAULT, {}) == "a.yaml:2:12: error[a-code]: the version is old"


def test_faults_stand_in_the_order_of_the_text_without_repeats_and_the_placeless_last() -> None:
    def at(line: int, column: int, file: str = "a.yaml", code: str = "a") -> Diagnostic:
        return replace(FAULT, code=code, span=Span(file, line, column, line, column + 1))

    nowhere = replace(FAULT, span=None)
    mixed = [nowhere, at(10, 1), at(2, 9), at(2, 10), at(1, 1, "b.yaml"), at(2, 9, code="b"), at(2, 9)]
    assert sorted_by_place(mixed) == (
        at(2, 9),
        at(2, 9, code="b"),
        at(2, 10),
        at(10, 1),
        at(1, 1, "b.yaml"),
        nowhere,
    )


def test_a_source_has_lines_from_one() -> None:
    source = SOURCES["a.yaml"]
    assert [source.line(number) for number in (0, 1, 2, 4, 5)] == ["", "policy:", "  version: 1", "last: ökänd", ""]


def test_a_failure_of_the_world_says_what_to_do_apart() -> None:
    error = LofteError("the disk is full", help="make room")
    assert (str(error), error.help) == ("the disk is full", "make room")
    assert LofteError("x").help is None
