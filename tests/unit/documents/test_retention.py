"""Each kind of rule of retention is told by a sentence that a person wrote by hand, in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lofte.documents.retention import ends_with_consent, retention_sentence
from lofte.documents.voice import Voice
from lofte.grammar import AtMost, ByStatute, Ceiling, Combine, Combined, Criterion, Rule, Until
from lofte.periods import Period
from unit.documents.builder import event, model, words

YEARS_2, YEAR = Period(years=2), Period(years=1)
MONTHS_3, MONTHS_12, MONTHS_18 = Period(months=3), Period(months=12), Period(months=18)

SENTENCES: tuple[tuple[str, Rule, str, str], ...] = (
    (
        "until an event",
        Until(("programme.ended",)),
        "Vi sparar uppgifterna tills programmet är slut.",
        "We keep the data until the programme has ended.",
    ),
    (
        "until an event, plus a period",
        Until(("recruitment.closed",), plus=YEARS_2),
        "Vi sparar uppgifterna tills rekryteringen är avslutad, och två år därefter.",
        "We keep the data until the recruitment is closed, and two years after that.",
    ),
    (
        "a period after a moment that nothing lasts until",
        Until(("collected",), plus=MONTHS_3),
        "Vi sparar uppgifterna i tre månader efter att uppgifterna samlades in.",
        "We keep the data for three months after the data were collected.",
    ),
    (
        "until an event, with a ceiling",
        Until(("case.closed",), ceilings=(Ceiling(MONTHS_12, "last-contact"),)),
        (
            "Vi sparar uppgifterna tills ärendet är avslutat, men aldrig längre än tolv månader "
            "efter att vi senast hade kontakt."
        ),
        "We keep the data until the case is closed, but never longer than 12 months after we were last in contact.",
    ),
    (
        "two ceilings",
        Until(("case.closed",), ceilings=(Ceiling(MONTHS_12, "last-contact"), Ceiling(MONTHS_18, "programme.ended"))),
        (
            "Vi sparar uppgifterna tills ärendet är avslutat, men aldrig längre än tolv månader efter att vi senast "
            "hade kontakt eller 18 månader efter att programmet är slut, det som kommer först."
        ),
        (
            "We keep the data until the case is closed, but never longer than 12 months after we were last in "
            "contact or 18 months after the programme has ended, whichever comes first."
        ),
    ),
    (
        "the first of two events",
        Until(("case.closed", "programme.ended")),
        "Vi sparar uppgifterna tills ärendet är avslutat eller programmet är slut, det som kommer först.",
        "We keep the data until the case is closed or the programme has ended, whichever comes first.",
    ),
    (
        "the last of two events",
        Until(("contract.ended", "claim.closed"), Combine.LAST),
        "Vi sparar uppgifterna tills avtalet har upphört eller anspråket är avslutat, det som kommer sist.",
        "We keep the data until the contract has ended or the claim is closed, whichever comes last.",
    ),
    (
        "the first of three events, and a year",
        Until(("case.closed", "programme.ended", "contract.ended"), plus=YEAR),
        (
            "Vi sparar uppgifterna tills det första av detta har hänt: ärendet är avslutat; programmet är slut; "
            "avtalet har upphört, och ett år därefter."
        ),
        (
            "We keep the data until the first of these has happened: the case is closed; the programme has ended; "
            "the contract has ended, and one year after that."
        ),
    ),
    (
        "the last of three events",
        Until(("case.closed", "programme.ended", "contract.ended"), Combine.LAST),
        (
            "Vi sparar uppgifterna tills det sista av detta har hänt: ärendet är avslutat; programmet är slut; "
            "avtalet har upphört."
        ),
        (
            "We keep the data until the last of these has happened: the case is closed; the programme has ended; "
            "the contract has ended."
        ),
    ),
    (
        "as long as a consent",
        Until(("consent.withdrawn",)),
        "Vi sparar uppgifterna tills du återkallar ditt samtycke.",
        "We keep the data until you withdraw your consent.",
    ),
    (
        "as long as a named consent, and a while at most",
        Until(("newsletter.withdrawn",), ceilings=(Ceiling(Period(months=24), "newsletter.given"),)),
        (
            "Vi sparar uppgifterna tills du återkallar ditt samtycke, men aldrig längre än 24 "
            "månader efter att du gav ditt samtycke."
        ),
        (
            "We keep the data until you withdraw your consent, but never longer than 24 months "
            "after you gave your consent."
        ),
    ),
    (
        "until one objects",
        Until(("objection.made",)),
        "Vi sparar uppgifterna tills du invänder.",
        "We keep the data until you object.",
    ),
    (
        "a ceiling alone",
        AtMost((Ceiling(MONTHS_12, "recruitment.closed"),)),
        "Vi sparar uppgifterna i högst tolv månader efter att rekryteringen är avslutad.",
        "We keep the data for at most 12 months after the recruitment is closed.",
    ),
    (
        "a ceiling without a start",
        AtMost((Ceiling(YEARS_2, None),)),
        "Vi sparar uppgifterna i högst två år.",
        "We keep the data for at most two years.",
    ),
    (
        "a period without a start",
        Until((), plus=YEARS_2),
        "Vi sparar uppgifterna i två år.",
        "We keep the data for two years.",
    ),
    (
        "bookkeeping",
        ByStatute("se-bfl-7-2"),
        (
            "Vi sparar uppgifterna till och med den 31 december sju år efter det kalenderår då räkenskapsåret tog "
            "slut, enligt bokföringslagen (1999:1078) 7 kap. 2 §."
        ),
        (
            "We keep the data until 31 December seven years after the calendar year in which the financial year ended, "
            "according to the Swedish Bookkeeping Act (bokföringslagen (1999:1078) 7 kap. 2 §)."
        ),
    ),
    (
        "a statute that counts from an event",
        ByStatute("se-claims-general"),
        "Vi sparar uppgifterna i tio år efter att avtalet har upphört, enligt preskriptionslagen (1981:130) 2 §.",
        (
            "We keep the data for ten years after the contract has ended, according to the Swedish Limitations Act "
            "(preskriptionslagen (1981:130) 2 §)."
        ),
    ),
    (
        "a statute that we do not know",
        ByStatute("xx-unknown"),
        "Vi sparar uppgifterna så länge lagen kräver det (xx-unknown).",
        "We keep the data for as long as the law requires (xx-unknown).",
    ),
    (
        "a person's judgement",
        Criterion(words("så länge kursen ges", "for as long as the course is given"), Period(months=6)),
        "Vi sparar uppgifterna så länge kursen ges; vi prövar behovet på nytt med högst sex månaders mellanrum.",
        "We keep the data for as long as the course is given; we look at the need again at least every six months.",
    ),
    (
        "a person's judgement, each year, with a ceiling",
        Criterion(
            words("så länge kursen ges", "for as long as the course is given"), YEAR, (Ceiling(YEARS_2, "collected"),)
        ),
        (
            "Vi sparar uppgifterna så länge kursen ges; vi prövar behovet på nytt med högst ett års mellanrum, "
            "men aldrig längre än två år efter att uppgifterna samlades in."
        ),
        (
            "We keep the data for as long as the course is given; we look at the need again at least every year, "
            "but never longer than two years after the data were collected."
        ),
    ),
    (
        "a judgement that nobody looks at again",
        Criterion(words("så länge det behövs", "for as long as needed")),
        "Vi sparar uppgifterna så länge det behövs.",
        "We keep the data for as long as needed.",
    ),
    (
        "the first of two plain rules is told as one",
        Combined((Until(("consent.withdrawn",)), Until(("case.closed",))), Combine.FIRST),
        "Vi sparar uppgifterna tills du återkallar ditt samtycke eller ärendet är avslutat, det som kommer först.",
        "We keep the data until you withdraw your consent or the case is closed, whichever comes first.",
    ),
    (
        "the last of two rules of which one has more to it",
        Combined((Until(("contract.ended",), plus=YEAR), Until(("claim.closed",))), Combine.LAST),
        (
            "Vi sparar uppgifterna tills avtalet har upphört, och ett år därefter eller, om det "
            "blir senare, tills anspråket är avslutat."
        ),
        (
            "We keep the data until the contract has ended, and one year after that or, if that "
            "is later, until the claim is closed."
        ),
    ),
    (
        "the first of a rule and a ceiling",
        Combined((Until(("case.closed",)), AtMost((Ceiling(YEAR, "collected"),))), Combine.FIRST),
        (
            "Vi sparar uppgifterna tills ärendet är avslutat eller, om det blir tidigare, i högst "
            "ett år efter att uppgifterna samlades in."
        ),
        (
            "We keep the data until the case is closed or, if that is earlier, for at most one "
            "year after the data were collected."
        ),
    ),
    (
        "a text that contradicts itself",
        Combined((Until(("consent.withdrawn",)), Until(("case.closed",))), None),
        (
            "Vi sparar uppgifterna enligt en uppgift tills du återkallar ditt samtycke, enligt en "
            "annan tills ärendet är avslutat."
        ),
        "We keep the data by one statement until you withdraw your consent, by another until the case is closed.",
    ),
)

MODEL = model(events=(event("programme.ended", "programmet är slut", "the programme has ended"),))


@pytest.mark.parametrize(("rule", "sv", "en"), [row[1:] for row in SENTENCES], ids=[row[0] for row in SENTENCES])
def test_a_rule_is_told_as_a_person_would(rule: Rule, sv: str, en: str) -> None:
    assert retention_sentence(rule, Voice(MODEL, "sv")) == sv
    assert retention_sentence(rule, Voice(MODEL, "en")) == en


@pytest.mark.clause("ML-3-m")
def test_two_years_after_the_recruitment_are_told_as_two_years_after_it_is_closed() -> None:
    rule = Until(("recruitment.closed",), plus=YEARS_2)
    assert "två år därefter" in retention_sentence(rule, Voice(MODEL, "sv"))
    assert "ett år därefter" in retention_sentence(Until(("recruitment.closed",), plus=YEAR), Voice(MODEL, "sv"))


def test_a_rule_that_ends_with_the_consent_is_known_wherever_it_says_so() -> None:
    withdrawn = Until(("newsletter.withdrawn",))
    assert ends_with_consent(withdrawn)
    assert ends_with_consent(Combined((Until(("case.closed",)), withdrawn), Combine.FIRST))
    assert not ends_with_consent(Until(("case.closed",)))
    assert not ends_with_consent(AtMost((Ceiling(YEAR, "consent.withdrawn"),)))
    assert not ends_with_consent(ByStatute("se-bfl-7-2"))


PERIODS = st.builds(Period, years=st.integers(0, 30), months=st.integers(0, 30), days=st.integers(0, 90))


@given(PERIODS, PERIODS, st.sampled_from(("sv", "en")))
def test_two_different_periods_never_sound_the_same(one: Period, other: Period, language: str) -> None:
    voice = Voice(MODEL, language)
    said = [retention_sentence(Until(("case.closed",), plus=period), voice) for period in (one, other)]
    assert (said[0] == said[1]) is (one == other)
