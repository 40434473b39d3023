"""From a model and a day to what the law finds in it.

In:   Model, the day to judge by.       Out:  findings as diagnostics, and those that stand accepted.
Never: stops at the first finding; reads a clock; hides an acceptance.

The idea in one read: each rule that is law on the day looks at the model. What somebody has accepted at its place,
with a reason and a review date, is set aside and still reported; after that date it is a finding again. A fault of
the language and an unfinished clause cannot be accepted, and an acceptance that meets no finding is itself one.
Law:  GDPR Art. 5(2), 24(1).
Kept true by: tests/unit/law/test_mechanism.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from lofte.diagnostics import Diagnostic, Related, Severity, sorted_by_place
from lofte.law import (
    collection,
    consent,
    cookies,
    data_categories,
    identity,
    legal_basis,
    marketing,
    policy_text,
    purposes,
    recipients,
    retention,
    rights,
    transfers,
)
from lofte.law.dated import LawOfDay
from lofte.law.rule import Rule
from lofte.model import Accepted, Model

RULES: Final[tuple[Rule, ...]] = (
    *identity.RULES,
    *purposes.RULES,
    *legal_basis.RULES,
    *data_categories.RULES,
    *collection.RULES,
    *consent.RULES,
    *marketing.RULES,
    *recipients.RULES,
    *transfers.RULES,
    *retention.RULES,
    *rights.RULES,
    *cookies.RULES,
    *policy_text.RULES,
)

NEVER_ACCEPTED: Final = frozenset({"clause-unfinished"})
ACCEPTANCE_CODES: Final = ("acceptance-not-allowed", "acceptance-without-finding")


@dataclass(frozen=True, slots=True)
class AcceptedFinding:
    """A finding that stands until its review date, and who let it stand."""

    finding: Diagnostic
    accepted: Accepted


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is found, and what has been found and accepted; both sorted by place."""

    findings: tuple[Diagnostic, ...]
    accepted: tuple[AcceptedFinding, ...]


def findings(model: Model, as_of: date) -> tuple[Diagnostic, ...]:
    """What the law of the day finds in the model, without what stands accepted."""
    return judge(model, as_of).findings


def judge(model: Model, as_of: date, others: Iterable[Diagnostic] = ()) -> Judgement:
    """The findings of the day's rules and of `others` (warnings of the compiler), parted by what is accepted."""
    law = LawOfDay(as_of)
    found = [diagnostic for rule in RULES if rule.is_law_on(as_of) for diagnostic in rule.diagnostics(model, law)]
    return part_accepted((*found, *others), model.accepted, as_of)


def part_accepted(found: Iterable[Diagnostic], accepted: tuple[Accepted, ...], as_of: date) -> Judgement:
    """`found` without what is accepted on the day, and with what is wrong about the acceptances."""
    open_findings: list[Diagnostic] = []
    set_aside: list[AcceptedFinding] = []
    met: set[Accepted] = set()
    for diagnostic in sorted_by_place(found):
        acceptance = next((each for each in accepted if _covers(each, diagnostic)), None)
        if acceptance is None:
            open_findings.append(diagnostic)
            continue
        met.add(acceptance)
        if not _may_be_accepted(diagnostic):
            open_findings += [diagnostic, _not_allowed(acceptance)]
        elif acceptance.review < as_of:
            open_findings.append(_due_for_review(diagnostic, acceptance))
        else:
            set_aside.append(AcceptedFinding(diagnostic, acceptance))
    unmet = (_without_finding(each) for each in accepted if each not in met)
    return Judgement(sorted_by_place((*open_findings, *unmet)), tuple(set_aside))


def _covers(acceptance: Accepted, diagnostic: Diagnostic) -> bool:
    """A thing's acceptance covers what is found inside the thing."""
    same_place = diagnostic.path == acceptance.path or diagnostic.path.startswith(f"{acceptance.path}.")
    return diagnostic.code == acceptance.code and same_place


def _may_be_accepted(diagnostic: Diagnostic) -> bool:
    of_law = any(rule.id == diagnostic.code for rule in RULES)
    return diagnostic.code not in NEVER_ACCEPTED and (of_law or diagnostic.severity is not Severity.ERROR)


def _due_for_review(diagnostic: Diagnostic, acceptance: Accepted) -> Diagnostic:
    if acceptance.span is None:
        return diagnostic
    note = Related(f"was accepted until {acceptance.review}; its review is due", acceptance.span)
    return replace(diagnostic, related=(*diagnostic.related, note))


def _not_allowed(acceptance: Accepted) -> Diagnostic:
    return _about_acceptance(
        acceptance,
        "acceptance-not-allowed",
        Severity.ERROR,
        (f"`{acceptance.code}` cannot be accepted", f"`{acceptance.code}` kan inte godtas"),
        ("mend what it points at, and take the acceptance away", "åtgärda det den pekar på, och ta bort godtagandet"),
    )


def _without_finding(acceptance: Accepted) -> Diagnostic:
    return _about_acceptance(
        acceptance,
        "acceptance-without-finding",
        Severity.WARNING,
        (
            f"`{acceptance.code}` is accepted at `{acceptance.path}`, where nothing is found",
            f"`{acceptance.code}` godtas vid `{acceptance.path}`, där inget har hittats",
        ),
        ("take the acceptance away, or correct its path", "ta bort godtagandet, eller rätta dess sökväg"),
    )


def _about_acceptance(
    acceptance: Accepted, code: str, severity: Severity, message: tuple[str, str], help: tuple[str, str]
) -> Diagnostic:
    return Diagnostic(
        code=code,
        severity=severity,
        message=message[0],
        span=acceptance.span,
        help=help[0],
        article="GDPR 5.2",
        path=f"accepted.{acceptance.code}.{acceptance.path}",
        messages=(("en", message[0]), ("sv", message[1])),
        helps=(("en", help[0]), ("sv", help[1])),
    )
