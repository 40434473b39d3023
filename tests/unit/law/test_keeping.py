"""What one rule of retention answers: vague, ending, keeping the books."""

from __future__ import annotations

import pytest

from lofte.grammar import AtMost, ByStatute, Ceiling, Combine, Combined, Criterion, Rule, Text, Until
from lofte.law.keeping import BOOKS, combinations_of, has_end, in_months, is_vague, keeps_books, months_after_closing
from lofte.periods import Period

WHEN_NEEDED = Criterion(Text((("en", "when needed"),)))
BOUNDED = Criterion(Text((("en", "when needed"),)), ceilings=(Ceiling(Period(years=2), "contract.ended"),))
ENDED = Until(("contract.ended",))
LATER = Until(("contract.ended",), plus=Period(months=3))
CALENDAR, BROKEN = (12, 31), (6, 30)


@pytest.mark.parametrize(
    ("rule", "vague"),
    [
        (WHEN_NEEDED, True),
        (BOUNDED, False),
        (ENDED, False),
        (AtMost((Ceiling(Period(years=2), None),)), False),
        (Combined((WHEN_NEEDED, ENDED), Combine.FIRST), False),
        (Combined((WHEN_NEEDED, ENDED), Combine.LAST), True),
        (Combined((WHEN_NEEDED, ENDED), None), True),
        (Combined((WHEN_NEEDED, WHEN_NEEDED), Combine.FIRST), True),
    ],
)
def test_a_rule_is_vague_when_no_day_ends_it(rule: Rule, vague: bool) -> None:
    assert is_vague(rule) is vague


@pytest.mark.parametrize(
    ("rule", "ends"),
    [
        (ENDED, False),
        (LATER, True),
        (Until(("objection.made",), plus=Period(years=1)), False),
        (Until(("objection.made",), ceilings=(Ceiling(Period(years=2), "last-contact"),)), True),
        (ByStatute("se-claims-general"), True),
        (WHEN_NEEDED, False),
        (Combined((ENDED, LATER), Combine.FIRST), True),
        (Combined((ENDED, LATER), Combine.LAST), False),
        (Combined((LATER, LATER), Combine.LAST), True),
    ],
)
def test_a_rule_has_an_end_when_the_clock_alone_can_bring_it(rule: Rule, ends: bool) -> None:
    assert has_end(rule) is ends


@pytest.mark.parametrize(
    ("rule", "year_end", "kept"),
    [
        (ByStatute(BOOKS), CALENDAR, True),
        (ByStatute("se-aml"), CALENDAR, False),
        (ByStatute(BOOKS, (Ceiling(Period(years=7), None),)), CALENDAR, False),
        (ByStatute(BOOKS, (Ceiling(Period(years=8), "booked"),)), CALENDAR, True),
        (ByStatute(BOOKS, (Ceiling(Period(years=8), "booked"),)), BROKEN, False),
        (ByStatute(BOOKS, (Ceiling(Period(years=9), "booked"),)), BROKEN, True),
        (ByStatute(BOOKS, (Ceiling(Period(years=9), "contract.ended"),)), CALENDAR, False),
        (Until(("booked",), plus=Period(years=7)), CALENDAR, False),
        (Until(("booked",), plus=Period(years=10)), CALENDAR, True),
        (Until(("contract.ended",), plus=Period(years=10)), CALENDAR, False),
        (Combined((ENDED, ByStatute(BOOKS)), Combine.LAST), CALENDAR, True),
        (Combined((ENDED, ByStatute(BOOKS)), Combine.FIRST), CALENDAR, False),
    ],
)
def test_books_are_kept_when_no_entry_can_go_before_the_statutes_last_day(
    rule: Rule, year_end: tuple[int, int], kept: bool
) -> None:
    assert keeps_books(rule, year_end) is kept


def test_months_count_only_what_follows_the_end_of_the_recruitment() -> None:
    rule = Combined(
        (Until(("recruitment.closed",), plus=Period(years=2)), AtMost((Ceiling(Period(months=3), "last-contact"),))),
        Combine.LAST,
    )
    assert list(months_after_closing(rule)) == [24]
    assert in_months(Period(days=60)) == 2


def test_an_inner_list_that_says_neither_first_nor_last_is_found_too() -> None:
    inner = Combined((ENDED, LATER), None)
    assert list(combinations_of(Combined((inner, ENDED), Combine.FIRST))) == [
        Combined((inner, ENDED), Combine.FIRST),
        inner,
    ]


def test_a_ceiling_after_the_end_of_the_recruitment_counts_as_its_months() -> None:
    assert list(months_after_closing(AtMost((Ceiling(Period(months=12), "recruitment.closed"),)))) == [12]
