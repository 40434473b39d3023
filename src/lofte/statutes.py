"""Say of each statute how long it makes one keep, what it obliges, and when it is law.

In:   the key of a statute, the day of its event, the end of the fiscal year.       Out:  the last day to keep.
Never: reads a clock; decides that an activity may rest on a statute (the rules of law do).

The idea in one read: the vocabulary names the statutes, with the event and the years of each; here stands what a
calculation needs besides: whether the statute *obliges* to keep, is a *limitation* within which one can be sued (nobody
is obliged to keep for it), or a *ceiling*; from and until when it is law; and one function from the event's day
to the last day, with its exact inverse for a database that must compare the event alone.
Law:  bokföringslagen (1999:1078) 7 kap. 2 §; preskriptionslagen (1981:130) 2 §; diskrimineringslagen (2008:567) 6 kap.
Kept true by: tests/unit/test_statutes.py.

>>> last_day(STATUTES["se-bfl-7-2"], date(2026, 3, 1), (6, 30))
datetime.date(2033, 12, 31)
>>> last_day(STATUTES["se-recruitment"], date(2024, 2, 29), (12, 31))
datetime.date(2026, 2, 28)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from lofte import vocabulary
from lofte.periods import Period, accounting_cutoff, accounting_last_day, after, cutoff


class Effect(StrEnum):
    """What a statute does to the one who keeps data."""

    OBLIGES = "obliges"
    """Must be kept at least so long: a legal obligation may rest on it."""
    LIMITS = "limits"
    """Can be sued so long: one may keep, and nobody must."""
    ENDS = "ends"
    """Must not be kept longer."""


@dataclass(frozen=True, slots=True)
class Statute:
    """One provision. `section` is its citation; `event` is what it counts from; `valid_to` is its last day as law.

    `years` after the event, or, with `fiscal_year`, until 31 December of the `years`:th year after the calendar year in
    which the fiscal year of the event ended.
    """

    key: str
    sv: str
    en: str
    section: str
    effect: Effect
    about_sv: str
    about_en: str
    event: str
    years: int
    fiscal_year: bool
    valid_from: date
    valid_to: date | None = None

    @property
    def period(self) -> Period:
        """`years` as a period; of a fiscal year's statute it is the part after the year's end."""
        return Period(years=self.years)

    def is_law_on(self, day: date) -> bool:
        """Whether it is in force on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def last_day(statute: Statute, event: date, fiscal_year_ends: tuple[int, int]) -> date:
    """The last day on which the statute still keeps a row whose event was on `event`; due the day after."""
    return accounting_last_day(event, fiscal_year_ends) if statute.fiscal_year else after(event, statute.period)


def first_kept(statute: Statute, today: date, fiscal_year_ends: tuple[int, int]) -> date:
    """The first day *c* such that `last_day(c) >= today`: rows whose event lies before *c* are due."""
    return accounting_cutoff(today, fiscal_year_ends) if statute.fiscal_year else cutoff(statute.period, today)


def _statute(key: str, effect: Effect, about_sv: str, about_en: str, valid_from: date) -> Statute:
    term = vocabulary.STATUTES[key]
    return Statute(
        key=key,
        sv=term.sv,
        en=term.en,
        section=term.article,
        effect=effect,
        about_sv=about_sv,
        about_en=about_en,
        event=term.event,
        years=term.years,
        fiscal_year=term.fiscal_year,
        valid_from=valid_from,
    )


STATUTES: Final[Mapping[str, Statute]] = MappingProxyType(
    {
        statute.key: statute
        for statute in (
            _statute(
                "se-bfl-7-2",
                Effect.OBLIGES,
                "bevara räkenskapsinformation",
                "keep accounting records",
                date(2000, 1, 1),
            ),
            _statute(
                "se-recruitment",
                Effect.LIMITS,
                "talan om diskriminering i arbetslivet",
                "actions for discrimination in working life",
                date(2009, 1, 1),
            ),
            _statute(
                "se-discrimination-other",
                Effect.LIMITS,
                "talan om diskriminering utanför arbetslivet",
                "actions for discrimination outside working life",
                date(2009, 1, 1),
            ),
            _statute("se-claims-general", Effect.LIMITS, "fordringar", "claims", date(1982, 1, 1)),
            _statute(
                "se-claims-consumer",
                Effect.LIMITS,
                "fordringar mot konsumenter",
                "claims against consumers",
                date(1982, 1, 1),
            ),
            _statute("se-patient", Effect.OBLIGES, "bevara patientjournaler", "keep patient records", date(2008, 7, 1)),
            _statute(
                "se-aml",
                Effect.OBLIGES,
                "bevara uppgifter om kundkännedom",
                "keep customer due diligence",
                date(2017, 8, 1),
            ),
            _statute(
                "se-whistleblowing",
                Effect.ENDS,
                "inte behandla uppgifter i avslutade uppföljningsärenden",
                "stop processing data in closed follow-up cases",
                date(2021, 12, 17),
            ),
        )
    }
)
"""By key, the same keys as `vocabulary.STATUTES`."""
