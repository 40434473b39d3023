"""Numbers, periods, dates, places and lists are said as a person writes them."""

from __future__ import annotations

from datetime import date

import pytest

from lofte.documents.blocks import Link
from lofte.documents.language import (
    Said,
    article_words,
    capitalised_inlines,
    country_words,
    date_words,
    listed,
    otherwise,
    period_between,
    period_words,
)
from lofte.periods import Period


@pytest.mark.parametrize(
    ("period", "sv", "en"),
    [
        (Period(years=1), "ett år", "one year"),
        (Period(years=2), "två år", "two years"),
        (Period(months=1), "en månad", "one month"),
        (Period(months=12), "tolv månader", "12 months"),
        (Period(months=18), "18 månader", "18 months"),
        (Period(weeks=1), "en vecka", "one week"),
        (Period(weeks=6), "sex veckor", "six weeks"),
        (Period(days=1), "en dag", "one day"),
        (Period(days=30), "30 dagar", "30 days"),
        (Period(hours=1), "en timme", "one hour"),
        (Period(hours=72), "72 timmar", "72 hours"),
        (Period(years=1, months=6), "ett år och sex månader", "one year and six months"),
        (Period(years=1, months=1, days=1), "ett år, en månad och en dag", "one year, one month and one day"),
        (Period(), "noll dagar", "zero days"),
    ],
)
def test_a_period_has_its_gender_and_its_plural(period: Period, sv: str, en: str) -> None:
    assert period_words(period, "sv") == sv
    assert period_words(period, "en") == en


@pytest.mark.parametrize(
    ("period", "sv", "en"),
    [
        (Period(years=1), "ett års", "year"),
        (Period(months=6), "sex månaders", "six months"),
        (Period(months=1), "en månads", "month"),
        (Period(weeks=2), "två veckors", "two weeks"),
        (Period(days=30), "30 dagars", "30 days"),
        (Period(years=1, months=6), "ett år och sex månaders", "one year and six months"),
    ],
)
def test_a_distance_between_two_times_has_its_genitive(period: Period, sv: str, en: str) -> None:
    assert period_between(period, "sv") == sv
    assert period_between(period, "en") == en


def test_dates_and_countries_have_their_names() -> None:
    assert date_words(date(2027, 1, 1), "sv") == "1 januari 2027"
    assert date_words(date(2027, 1, 1), "en") == "1 January 2027"
    assert [country_words(code, "sv") for code in ("SE", "US", "eea")] == ["Sverige", "USA", "EU/EES"]
    assert [country_words(code, "en") for code in ("SE", "US", "eea")] == ["Sweden", "United States", "the EU/EEA"]
    assert country_words("ZZZ", "en") == "ZZZ"


def test_a_list_ends_with_and_or_with_or() -> None:
    assert [listed("abc"[:n], "sv") for n in range(4)] == ["", "a", "a och b", "a, b och c"]
    assert [listed("abc"[:n], "en", alternatives=True) for n in range(4)] == ["", "a", "a or b", "a, b or c"]


@pytest.mark.parametrize(
    ("article", "sv", "en"),
    [
        ("GDPR Art. 9(2)(a)", "artikel 9.2 a", "Article 9(2)(a)"),
        ("GDPR Art. 10", "artikel 10", "Article 10"),
        ("GDPR Art. 22(3)", "artikel 22.3", "Article 22(3)"),
    ],
)
def test_an_article_is_cited_as_each_language_cites(article: str, sv: str, en: str) -> None:
    assert article_words(article, "sv") == sv
    assert article_words(article, "en") == en


@pytest.mark.parametrize(
    ("clause", "sentence"),
    [
        ("vi kan inte pröva din ansökan", "Annars kan vi inte pröva din ansökan."),
        ("du kan inte delta.", "Annars kan du inte delta."),
        ("det går inte att delta", "Annars går det inte att delta."),
        ("det du skrev raderas", "Om du inte gör det: det du skrev raderas."),
        ("ansökan prövas inte", "Om du inte gör det: ansökan prövas inte."),
    ],
)
def test_swedish_turns_a_clause_that_it_can_turn_and_no_other(clause: str, sentence: str) -> None:
    assert otherwise(clause, "sv", Said(sv="Om du inte gör det", en="If not")) == sentence


def test_english_needs_no_turning() -> None:
    prefix = Said(sv="Om inte", en="If not")
    assert otherwise("we cannot consider it", "en", prefix) == "Otherwise we cannot consider it."


def test_a_capital_reaches_the_first_word_also_in_a_link() -> None:
    assert capitalised_inlines(("a", Link("b", "#b"))) == ("A", Link("b", "#b"))
    assert capitalised_inlines((Link("b", "#b"), " c")) == (Link("B", "#b"), " c")
    assert capitalised_inlines(()) == ()
