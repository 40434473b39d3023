"""Until when a rule keeps a row, as an answer tells it: it keeps on that day and has ended on the next."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lofte.grammar import AtMost, ByStatute, Ceiling, Combine, Combined, Criterion, Rule, Text, Until
from lofte.needs.endings import events_of, last_day_of
from lofte.periods import Period
from unit.needs.asked import NOBODY, clocks_of, club, is_true, member

FIRST, LAST = Combine.FIRST, Combine.LAST
CLOSED, BOTH = ("case.closed",), ("case.closed", "collected")
MONTH, TWO_YEARS = Period(months=1), Period(years=2)
DAY = date(2024, 1, 31)
JUDGED = Criterion(Text((("en", "as long as needed"),)))


@pytest.mark.parametrize(
    ("rule", "dates", "last"),
    [
        (None, {"case.closed": DAY}, None),
        (Until(CLOSED), {"case.closed": DAY}, DAY),
        (Until(CLOSED), {}, None),
        (Until(CLOSED), {"case.closed": None}, None),
        (Until(CLOSED, plus=MONTH), {"case.closed": DAY}, date(2024, 2, 29)),
        (Until(BOTH, FIRST), {"case.closed": DAY, "collected": date(2023, 1, 1)}, date(2023, 1, 1)),
        (Until(BOTH, FIRST), {"case.closed": DAY}, DAY),
        (Until(BOTH, LAST), {"case.closed": DAY, "collected": date(2023, 1, 1)}, DAY),
        (Until(BOTH, LAST), {"case.closed": DAY}, None),
        (Until((), plus=MONTH), {"case.closed": DAY}, None),
        (AtMost((Ceiling(MONTH, "case.closed"),)), {"case.closed": DAY}, date(2024, 2, 28)),
        (AtMost((Ceiling(MONTH, None),)), {"case.closed": DAY}, None),
        (AtMost((Ceiling(MONTH, "case.closed"), Ceiling(MONTH, "collected"))), {"case.closed": DAY}, date(2024, 2, 28)),
        (Until(CLOSED, ceilings=(Ceiling(MONTH, "collected"),)), {"collected": DAY}, date(2024, 2, 28)),
        (ByStatute("se-bfl-7-2"), {"booked": date(2024, 7, 1)}, date(2032, 12, 31)),
        (ByStatute("se-bfl-7-2", (Ceiling(MONTH, "collected"),)), {"collected": DAY}, date(2024, 2, 28)),
        (ByStatute("no-such"), {"booked": DAY}, None),
        (JUDGED, {"case.closed": DAY}, None),
        (JUDGED, {"serve.judged-ended": DAY}, date(2024, 1, 30)),
        (Combined((Until(CLOSED), Until(("collected",))), FIRST), {"case.closed": DAY}, DAY),
        (Combined((Until(CLOSED), Until(("collected",))), LAST), {"case.closed": DAY}, None),
        (Combined((Until(CLOSED),), None), {"case.closed": DAY}, None),
    ],
)
def test_the_last_day_is_that_of_the_rule(rule: Rule | None, dates: dict[str, Any], last: date | None) -> None:
    assert last_day_of(rule, dates, "serve", (6, 30)) == last


CEILINGS = st.lists(st.builds(Ceiling, st.sampled_from([MONTH, TWO_YEARS]), st.sampled_from(BOTH)), max_size=2)
SIMPLE = st.one_of(
    st.builds(
        Until,
        st.sampled_from([CLOSED, BOTH, ("collected",)]),
        st.sampled_from(Combine),
        st.sampled_from([None, MONTH, TWO_YEARS]),
        CEILINGS.map(tuple),
    ),
    st.builds(AtMost, CEILINGS.map(tuple)),
)
RULES = st.one_of(SIMPLE, st.builds(Combined, st.lists(SIMPLE, max_size=3).map(tuple), st.sampled_from(Combine)))
DATES = st.sampled_from([None, DAY, date(2024, 2, 28), date(2024, 2, 29), date(2022, 2, 28)])


@given(RULES, DATES, DATES)
def test_the_answer_is_the_day_before_the_one_on_which_the_rule_has_ended(
    rule: Rule, closed: date | None, since: date | None
) -> None:
    last = last_day_of(rule, {"case.closed": closed, "collected": since}, "serve")
    assume(last is not None)
    assert last is not None

    def has_ended(today: date) -> bool:
        clocks = clocks_of(CLUB)
        on_that_day = type(clocks)(clocks.table, clocks.tables, today)
        return is_true(on_that_day.ended(rule, "serve", NOBODY), member(closed=closed, since=since))

    assert not has_ended(last)
    assert has_ended(last + timedelta(days=1))


CLUB = club()


@pytest.mark.parametrize(
    ("rule", "events"),
    [
        (None, ()),
        (Until(BOTH, ceilings=(Ceiling(MONTH, "collected"), Ceiling(MONTH, None))), BOTH),
        (AtMost((Ceiling(MONTH, "booked"),)), ("booked",)),
        (ByStatute("se-bfl-7-2", (Ceiling(MONTH, "collected"),)), ("booked", "collected")),
        (ByStatute("no-such"), ()),
        (JUDGED, ("serve.judged-ended",)),
        (Combined((Until(CLOSED), Until(BOTH)), LAST), BOTH),
    ],
)
def test_the_events_that_a_rule_counts_from_are_named_once(rule: Rule | None, events: tuple[str, ...]) -> None:
    assert events_of(rule, "serve") == events
