"""The law of a day: what was in force then, and which list says so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from lofte.diagnostics import basis
from lofte.law import RULES, findings
from lofte.law.dated import LIST_NAMES, LawOfDay, ListName
from lofte.law.lists import ACTS, ADEQUACY, AUTHORITY_NAMES, LISTED, MEMBERSHIPS, TOOLS
from lofte.vocabulary import COUNTRIES, EEA, SAFEGUARDS
from unit.law.declared import declared
from unit.law.test_examples import EXAMPLES, Example

TODAY = date(2026, 11, 22)


def codes(example: str, day: date) -> set[str]:
    model, _faults = declared(example)
    return {found.code for found in findings(model, day)}


def test_the_members_today_are_those_of_the_vocabulary() -> None:
    law = LawOfDay(TODAY)
    assert {country for country in COUNTRIES if law.in_eea(country)} == EEA
    assert law.in_eea("eea")


@pytest.mark.parametrize(
    ("country", "day", "adequate"),
    [
        ("BR", date(2026, 1, 25), False),
        ("BR", date(2026, 1, 26), True),
        ("GB", date(2031, 12, 27), True),
        ("GB", date(2031, 12, 28), False),
        ("US", date(2023, 7, 9), False),
        ("US", TODAY, True),
        ("IN", TODAY, False),
    ],
)
def test_a_country_is_adequate_from_its_decision_until_its_end(country: str, day: date, adequate: bool) -> None:
    assert (LawOfDay(day).adequacy(country) is not None) is adequate


def test_an_old_text_is_judged_by_the_tools_of_its_day() -> None:
    shield = "recipients: {mail-tool: {country: US, safeguard: privacy-shield}}"
    assert "transfer-tool-invalidated" not in codes(shield, date(2020, 7, 15))
    assert "transfer-tool-invalidated" in codes(shield, date(2020, 7, 16))


def test_clauses_end_with_the_last_day_of_their_transition() -> None:
    clauses = "recipients: {mail-tool: {country: IN, safeguard: {standard-clauses: {decision: 2010-87}}}}"
    assert "transfer-scc-repealed" not in codes(clauses, date(2022, 12, 27))
    assert "transfer-scc-repealed" in codes(clauses, date(2022, 12, 28))


def test_the_authority_is_outdated_from_the_day_of_its_new_name() -> None:
    complaint = (
        "rights: {access: , rectification: , erasure: , restriction: , portability: , objection: , withdrawal: , "
        "complaint: Datainspektionen}"
    )
    assert "complaint-authority-outdated" not in codes(complaint, date(2020, 12, 31))
    assert "complaint-authority-outdated" in codes(complaint, date(2021, 1, 1))


def test_an_act_is_cited_rightly_until_it_is_repealed() -> None:
    cites = "policy: {cites: [LEK 2003:389]}"
    assert "law-reference-invalid" not in codes(cites, date(2022, 6, 2))
    assert "law-reference-invalid" in codes(cites, date(2022, 6, 3))


def test_no_rule_of_the_regulation_judges_a_text_before_it_applies() -> None:
    assert codes("policy: {asks: acceptance}", date(2018, 5, 24)) == set()
    assert "policy-as-agreement" in codes("policy: {asks: acceptance}", date(2018, 5, 25))


def test_a_finding_that_used_a_list_says_which_and_how_old_it_is() -> None:
    model, _faults = declared("recipients: {mail-tool: {country: IN}}")
    (finding,) = [found for found in findings(model, TODAY) if found.code == "transfer-tool-missing"]
    assert basis(finding.lists) == f"EEA members and adequacy decisions, list of {LISTED}, read for {TODAY}"


def test_no_entry_ends_before_it_begins_and_each_says_where_it_is_said() -> None:
    for entry in (*ACTS, *ADEQUACY, *AUTHORITY_NAMES, *MEMBERSHIPS, *TOOLS):
        assert entry.source
        assert entry.valid_to is None or entry.valid_from < entry.valid_to
        assert entry.is_law_on(entry.valid_from)
        assert not entry.is_law_on(entry.valid_from - timedelta(days=1))


def test_every_country_and_tool_of_the_lists_is_a_word_of_the_vocabulary() -> None:
    assert {entry.country for entry in ADEQUACY} | {entry.country for entry in MEMBERSHIPS} <= COUNTRIES
    struck = {name for tool in TOOLS for name in tool.names if not name[0].isdigit()}
    assert struck <= set(SAFEGUARDS)


def test_names_are_written_as_they_are_looked_up() -> None:
    for act in ACTS:
        assert all(name == name.casefold().strip() for name in act.names)
    names = [name for entry in ADEQUACY for name in entry.names] + [name for tool in TOOLS for name in tool.names]
    assert [name for name in names if name != name.casefold()] == []


class Asked(LawOfDay):
    """The law of a day that notes which lists it is asked for."""

    __slots__ = ("lists",)

    def __init__(self, day: date) -> None:
        super().__init__(day)
        object.__setattr__(self, "lists", set())

    def __getattribute__(self, name: str) -> object:
        by = {
            "in_eea": "EEA members",
            "outside_eea": "EEA members",
            "adequacy": "adequacy decisions",
            "tool": "tools of transfer",
            "authority": "names of authorities",
            "current_name": "names of authorities",
            "act": "acts and terms",
            "statute": "statutes",
        }
        if name in by:
            object.__getattribute__(self, "lists").add(by[name])
        return object.__getattribute__(self, name)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code)
def test_every_finding_names_each_list_that_its_rule_looked_in(example: Example) -> None:
    model, _faults = declared(example.found)
    for rule in RULES:
        law = Asked(TODAY)
        for found in rule.diagnostics(model, law):
            assert {used.name for used in found.lists} >= getattr(law, "lists"), rule.id  # noqa: B009


def test_a_list_says_between_which_days_it_holds_as_it_was_read() -> None:
    def holds(name: ListName, day: date) -> tuple[date | None, date | None]:
        (used,) = LawOfDay(day).used(name)
        assert used.read_for == day
        return used.valid_from, used.valid_to

    assert holds("EEA members", date(2020, 12, 31)) == (date(2013, 7, 1), date(2020, 12, 31))
    assert holds("EEA members", date(2021, 1, 1)) == (date(2021, 1, 1), None)
    assert holds("adequacy decisions", TODAY) == (date(2026, 1, 26), date(2031, 12, 27))
    assert holds("EEA members", date(1990, 1, 1)) == (None, date(1993, 12, 31))


@pytest.mark.parametrize("name", LIST_NAMES)
def test_a_list_is_told_in_both_languages(name: ListName) -> None:
    used = LawOfDay(TODAY).used(name)
    assert basis(used) == f"{name}, list of {LISTED}, read for {TODAY}"
    swedish = basis(used, "sv")
    assert swedish is not None
    assert swedish.endswith(f", förteckning av {LISTED}, läst för {TODAY}")
    assert name not in swedish
    assert basis(()) is None
