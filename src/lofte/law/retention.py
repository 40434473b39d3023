"""Find what is wrong in how long data are kept.

In:   Model, the law of the day.       Out:  findings; `RULES` of this area.
Never: counts days of rows; it judges the rule as written.

The idea in one read: a rule of retention must be one that somebody could check: a period with the event it counts
from, a statute with its own formula, or an event with a ceiling. Each kind of purpose has its trap: books must be
kept long enough, claims and marketing must end, and applicants may sue for a while and no longer. Where two rules
meet the same data, one of them must say which comes first.
Law:  GDPR Art. 5(1)(e), 13(2)(a); bokföringslagen 7 kap. 2 §; diskrimineringslagen 6 kap. 4 §; preskriptionslagen 2 §.
Kept true by: tests/unit/law/test_rules.py, docs/errors.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lofte.diagnostics import Related, Severity
from lofte.grammar import ByStatute, Ceiling, Until
from lofte.law.dated import LawOfDay
from lofte.law.keeping import (
    BOOKS,
    combinations_of,
    events_of,
    has_end,
    in_months,
    is_vague,
    keeps_books,
    months_after_closing,
)
from lofte.law.rule import Finding, Place, Rule, Words, at
from lofte.law.walk import bases, ceilings, consents_used, own, same_data, simple_rules
from lofte.model import Model, ProcessingActivity

APPLICANTS_MAY_SUE: Final = (24, 26)
"""Months after which an applicant's file is too little, and too much."""
THIRD: Final = 3


def missing(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """An activity without a rule of retention."""
    for activity in own(model):
        if activity.keep is None:
            yield Finding(
                _place(activity),
                Words(
                    f"nothing says how long `{activity.name}` keeps its data",
                    f"inget säger hur länge `{activity.name}` sparar sina uppgifter",
                ),
                Words(
                    "write `keep`, such as `{until: case.closed, at-most: 12 months after last-contact}`",
                    "skriv `keep`, till exempel `{until: case.closed, at-most: 12 months after last-contact}`",
                ),
            )


def vague(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """A criterion that nobody could check, with no ceiling."""
    for activity in own(model):
        if activity.keep is not None and is_vague(activity.keep):
            yield Finding(
                _place(activity),
                Words(
                    f"nobody can tell when `{activity.name}` no longer needs its data",
                    f"ingen kan avgöra när `{activity.name}` inte längre behöver sina uppgifter",
                ),
                Words(
                    "name an event, or write a ceiling beside the criterion: `at-most: PERIOD after EVENT`",
                    "ange en händelse, eller skriv ett tak bredvid kriteriet: `at-most: PERIOD after HÄNDELSE`",
                ),
            )


def start_missing(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """A period, and nothing says after what."""
    for activity in own(model):
        for ceiling in ceilings(activity.keep):
            if ceiling.after is None:
                yield _no_start(activity, Place(_place(activity).path, ceiling.span or activity.at("keep")), ceiling)
        for rule in simple_rules(activity.keep):
            if isinstance(rule, Until) and not rule.events and rule.plus is not None:
                yield _no_start(activity, _place(activity), Ceiling(rule.plus, None))


def not_per_purpose(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """One and the same rule for everything."""
    activities = [activity for activity in own(model) if activity.keep is not None]
    different = {(activity.purpose, activity.purpose_text, bases(activity)) for activity in activities}
    if len(different) >= THIRD and all(activity.keep == activities[0].keep for activity in activities):
        yield Finding(
            _place(activities[0]),
            Words(
                f"all {len(activities)} activities keep their data by one and the same rule",
                f"alla {len(activities)} behandlingar sparar sina uppgifter efter en och samma regel",
            ),
            Words("give each purpose the time that it needs", "ge varje ändamål den tid som det behöver"),
        )


def accounting_wrong(model: Model, law: LawOfDay) -> Iterator[Finding]:
    """Books that are not kept to the end of the seventh year."""
    for activity in own(model):
        on_statute = any(entry.statute == BOOKS for entry in activity.basis)
        if activity.keep is None or not (activity.purpose == "accounting" or on_statute):
            continue
        if is_vague(activity.keep):
            continue  # nobody can tell when it ends, and that is found by itself
        controller = model.controller_of(activity)
        ends = (controller.fiscal_year_ends.month, controller.fiscal_year_ends.day) if controller else (12, 31)
        if not keeps_books(activity.keep, ends):
            yield Finding(
                _place(activity),
                Words(
                    f"`{activity.name}` may end before the seventh year after the fiscal year is over",
                    f"`{activity.name}` kan upphöra innan det sjunde året efter räkenskapsåret är slut",
                ),
                Words(
                    f"write `keep: {{statute: {BOOKS}}}` without a ceiling",
                    f"skriv `keep: {{statute: {BOOKS}}}` utan tak",
                ),
                lists=law.used("statutes"),
            )


def claims_unbounded(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """Kept for claims, with no day on which claims are barred."""
    for activity in own(model):
        for_claims = activity.purpose == "defend-legal-claims" or "claim.closed" in events_of(activity.keep)
        if for_claims and activity.keep is not None and not has_end(activity.keep):
            yield Finding(
                _place(activity),
                Words(
                    f"`{activity.name}` keeps data for claims without an end",
                    f"`{activity.name}` sparar uppgifter för anspråk utan slut",
                ),
                Words(
                    "write the time in which a claim can be made: `{statute: se-claims-general}`, or a ceiling; "
                    "a claim that has come is a hold",
                    "skriv tiden då anspråk kan framställas: `{statute: se-claims-general}`, eller ett tak; "
                    "ett anspråk som har kommit är en spärr",
                ),
            )


def recruitment_window(model: Model, law: LawOfDay) -> Iterator[Finding]:
    """Applicants kept longer than they can sue, or less long."""
    counted = [
        (months, activity)
        for activity in own(model)
        if activity.purpose in ("recruitment", "defend-legal-claims")
        for months in months_after_closing(activity.keep)
    ]
    if not counted:
        return
    months, activity = max(counted, key=lambda pair: pair[0])
    least, most = APPLICANTS_MAY_SUE
    if not least <= months <= most:
        yield Finding(
            _place(activity),
            Words(
                f"`{activity.name}` keeps applicants for {months} months, and they can sue for {least} to {most}",
                f"`{activity.name}` sparar sökande i {months} månader, och de kan väcka talan i {least} till {most}",
            ),
            Words(
                "keep what a defence needs for 24 to 26 months after `recruitment.closed`",
                "spara det som ett försvar kräver i 24 till 26 månader efter `recruitment.closed`",
            ),
            severity=Severity.INFO if months < least else None,
            lists=law.used("statutes"),
        )


def marketing_unbounded(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """Marketing that goes on until somebody objects."""
    refreshed = {
        activity.name
        for name, activities in consents_used(model).items()
        if name in model.consents and model.consents[name].refresh is not None
        for activity in activities
    }
    for activity in own(model):
        if not activity.marketing or activity.keep is None or activity.name in refreshed:
            continue
        if not has_end(activity.keep):
            yield Finding(
                _place(activity),
                Words(
                    f"`{activity.name}` keeps data for marketing with no end for those who stay silent",
                    f"`{activity.name}` sparar uppgifter för marknadsföring utan slut för den som är tyst",
                ),
                Words(
                    "write a ceiling, such as `at-most: 24 months after last-contact`, or `refresh` of the consent",
                    "skriv ett tak, som `at-most: 24 months after last-contact`, eller `refresh` för samtycket",
                ),
            )


def conflict(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """Two ends for the same data, and nothing says which."""
    for activity in own(model):
        if any(rule.combine is None for rule in combinations_of(activity.keep)):
            yield Finding(
                _place(activity),
                Words(
                    f"`{activity.name}` has several ends, and nothing says which one holds",
                    f"`{activity.name}` har flera slut, och inget säger vilket som gäller",
                ),
                Words("write `first: […]` or `last: […]` around them", "skriv `first: […]` eller `last: […]` runt dem"),
            )
    for one, other in same_data(model):
        if one.keep is not None and other.keep is not None and one.keep != other.keep:
            span = one.at("keep")
            yield Finding(
                _place(other),
                Words(
                    f"`{one.name}` and `{other.name}` keep the same data for the same purpose, to different ends",
                    f"`{one.name}` och `{other.name}` sparar samma uppgifter för samma ändamål, olika länge",
                ),
                Words(
                    "make one activity of them, or give them purposes of their own",
                    "gör en behandling av dem, eller ge dem var sitt ändamål",
                ),
                related=(Related(f"the rule of `{one.name}`", span),) if span else (),
            )


def sector_minimum(model: Model, law: LawOfDay) -> Iterator[Finding]:
    """A statute's own minimum, cut off by a ceiling."""
    for activity in own(model):
        for rule in simple_rules(activity.keep):
            if not isinstance(rule, ByStatute) or rule.statute not in ("se-patient", "se-aml"):
                continue
            statute = law.statute(rule.statute)
            short = [c for c in rule.ceilings if statute and in_months(c.period) < statute.years * 12]
            for ceiling in short:
                yield Finding(
                    Place(_place(activity).path, ceiling.span or activity.at("keep")),
                    Words(
                        f"`{ceiling.period}` cuts off what `{rule.statute}` obliges `{activity.name}` to keep",
                        f"`{ceiling.period}` kapar det som `{rule.statute}` förpliktar `{activity.name}` att spara",
                    ),
                    Words("take the ceiling away", "ta bort taket"),
                    lists=law.used("statutes"),
                )


def _place(activity: ProcessingActivity) -> Place:
    return at("activities", activity, "keep")


def _no_start(activity: ProcessingActivity, place: Place, ceiling: Ceiling) -> Finding:
    event = next(iter(sorted(events_of(activity.keep))), "last-contact")
    return Finding(
        place,
        Words(
            f"`{activity.name}` keeps data at most `{ceiling.period}`, but after what",
            f"`{activity.name}` sparar uppgifter högst `{ceiling.period}`, men efter vad",
        ),
        Words(f"name the event: `{ceiling.period} after {event}`", f"ange händelsen: `{ceiling.period} after {event}`"),
    )


RULES: Final = (
    Rule("retention-missing", Words("how long", "hur länge"), missing),
    Rule("retention-vague", Words("an end one can check", "ett slut som går att kontrollera"), vague),
    Rule("retention-start-missing", Words("after what", "efter vad"), start_missing),
    Rule("retention-not-per-purpose", Words("a time for each purpose", "en tid per ändamål"), not_per_purpose),
    Rule("retention-accounting-wrong", Words("books for seven years", "bokföring i sju år"), accounting_wrong),
    Rule("retention-claims-unbounded", Words("an end for claims", "ett slut för anspråk"), claims_unbounded),
    Rule("retention-recruitment-outside-window", Words("applicants for two years", "sökande"), recruitment_window),
    Rule("retention-marketing-unbounded", Words("an end for marketing", "ett slut för reklam"), marketing_unbounded),
    Rule("retention-conflict", Words("one end for the same data", "ett slut för samma uppgifter"), conflict),
    Rule("retention-sector-minimum", Words("the statute's minimum", "lagens minsta tid"), sector_minimum),
)
