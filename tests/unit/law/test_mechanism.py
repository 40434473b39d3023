"""The mechanism that carries the rules: one tuple, one catalogue, acceptances with a day of review."""

from __future__ import annotations

from datetime import date

from lofte.diagnostics import Diagnostic, Severity, Span
from lofte.law import ACCEPTANCE_CODES, CATALOGUE, RULES, judge, part_accepted
from lofte.law.swedish import FINDS
from lofte.model import Accepted
from unit.law.declared import TODAY, declared

ASKS = "policy: {asks: acceptance}\n"
ACCEPTED = "accepted: {policy-as-agreement: {%s: {because: members vote, by: secretary, review: 2027-01-01}}}"


def test_every_rule_is_in_the_catalogue_once() -> None:
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))
    assert set(ids) == set(CATALOGUE)


def test_the_catalogue_has_the_hundred_rules() -> None:
    assert len(CATALOGUE) == 100
    assert not set(ACCEPTANCE_CODES) & set(CATALOGUE)


def test_every_rule_has_a_title_in_both_languages() -> None:
    for rule in RULES:
        assert rule.title.en
        assert rule.title.sv
        assert rule.title.en != rule.title.sv


def test_an_accepted_finding_is_set_aside_and_still_reported() -> None:
    model, _faults = declared(ASKS + ACCEPTED % "policy.asks")
    judgement = judge(model, TODAY)
    assert judgement.findings == ()
    (stands,) = judgement.accepted
    assert stands.finding.code == "policy-as-agreement"
    assert stands.accepted.because == "members vote"


def test_an_acceptance_of_a_thing_covers_what_is_found_inside_it() -> None:
    model, _faults = declared(ASKS + ACCEPTED % "policy")
    assert judge(model, TODAY).findings == ()


def test_an_acceptance_of_another_place_covers_nothing() -> None:
    model, _faults = declared(ASKS + ACCEPTED % "policy.as")
    assert {found.code for found in judge(model, TODAY).findings} == {
        "policy-as-agreement",
        "acceptance-without-finding",
    }


def test_an_acceptance_stands_through_its_day_of_review_and_is_a_finding_the_day_after() -> None:
    model, _faults = declared(ASKS + ACCEPTED % "policy.asks")
    assert judge(model, date(2027, 1, 1)).findings == ()
    (finding,) = judge(model, date(2027, 1, 2)).findings
    assert finding.code == "policy-as-agreement"
    assert [related.message for related in finding.related] == ["was accepted until 2027-01-01; its review is due"]


def test_a_fault_of_the_language_cannot_be_accepted_and_a_warning_of_the_compiler_can() -> None:
    place = Span("example.yaml", 1, 1, 1, 5)
    fault = Diagnostic("unknown-key", Severity.ERROR, "unknown key `a`", place, path="policy.a")
    warning = Diagnostic("need-without-end", Severity.WARNING, "no end", place, path="activities.a.keep")
    accepted = tuple(_accepted(found) for found in (fault, warning))
    judgement = part_accepted((fault, warning), accepted, TODAY)
    assert [found.code for found in judgement.findings] == ["acceptance-not-allowed", "unknown-key"]
    assert [stands.finding.code for stands in judgement.accepted] == ["need-without-end"]


def _accepted(found: Diagnostic) -> Accepted:
    return Accepted(
        code=found.code, path=found.path, because="known", by="secretary", review=date(2027, 1, 1), span=found.span
    )


def test_findings_come_sorted_by_place() -> None:
    model, _faults = declared("requests: {answer: unstated}\npolicy: {asks: acceptance, in-force: unstated}")
    places = [(found.span.line, found.span.column) for found in judge(model, TODAY).findings if found.span]
    assert len(places) == 3
    assert places == sorted(places)


def test_the_same_model_and_day_give_the_same_findings() -> None:
    model, _faults = declared("requests: {answer: unstated}")
    assert judge(model, TODAY) == judge(model, TODAY)


def test_an_acceptance_without_a_place_of_its_own_leaves_the_finding_as_it_is() -> None:
    warning = Diagnostic("need-without-end", Severity.WARNING, "no end", path="activities.a.keep")
    assert part_accepted((warning,), (_accepted(warning),), date(2027, 1, 2)).findings == (warning,)


def test_every_rule_says_what_it_finds_in_one_sentence_of_both_languages() -> None:
    assert list(FINDS) == [rule.id for rule in RULES]
    for rule in RULES:
        for words in (rule.finds.en, rule.finds.sv):
            assert words[0].isupper()
            assert words.endswith(".")
            assert "\n" not in words
        assert rule.finds.en != rule.finds.sv
    assert len(set(FINDS.values())) == len(FINDS)
