"""Find what is wrong in the legal basis on which data are used.

In:   Model, the law of the day.       Out:  findings; `RULES` of this area.
Never: weighs whether an interest prevails; it looks for the weighing.

The idea in one read: each use has one basis that can carry it. Two bases may stand side by side only when one
cannot hold while the other does. A contract carries what it needs, for those who are parties to it; an obligation
needs its statute; an interest needs to be named and weighed.
Law:  GDPR Art. 6(1), 6(3), 13(1)(c)-(d), 14(1)(c).
Kept true by: tests/unit/law/test_rules.py, docs/errors.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Final

from lofte.diagnostics import Related
from lofte.law.dated import LawOfDay
from lofte.law.rule import Finding, Place, Rule, Words, at, named
from lofte.law.walk import about_kind, bases, entries, own, same_data
from lofte.model import Balancing, BasisEntry, Model, ProcessingActivity
from lofte.statutes import Effect
from lofte.vocabulary import PUBLIC_FORMS, LegalBasis


def basis_missing(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """An activity without a legal basis."""
    for activity in own(model):
        if not activity.basis:
            yield Finding(
                at("activities", activity, "basis"),
                Words(f"`{activity.name}` has no legal basis", f"`{activity.name}` har ingen rättslig grund"),
                Words(
                    "write one of the six of Art. 6(1) as `basis`, or end the processing",
                    "skriv en av de sex i artikel 6.1 som `basis`, eller avsluta behandlingen",
                ),
            )


def basis_multiple(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """Two bases for one purpose that nothing separates."""
    for activity in own(model):
        for one, other in combinations(activity.basis, 2):
            if one.basis is not other.basis and not exclude_each_other(one, other):
                yield _two_bases(activity, one, other)
                break
    for first, second in same_data(model):
        known = bool(first.basis and second.basis) and bases(first) != bases(second)
        if known and LegalBasis.CONSENT not in bases(first) | bases(second):
            yield Finding(
                at("activities", second, "basis"),
                Words(
                    f"`{second.name}` uses the same data for the same purpose as `{first.name}`, on another basis",
                    f"`{second.name}` använder samma uppgifter för samma ändamål som `{first.name}`, på en annan grund",
                ),
                Words(
                    "choose one basis, or give the two purposes of their own",
                    "välj en grund, eller ge dem var sitt ändamål",
                ),
                related=_related(first),
            )


def exclude_each_other(one: BasisEntry, other: BasisEntry) -> bool:
    """Whether the conditions of two entries can never be true together."""
    if one.when is None or other.when is None:
        return False
    return one.when.event == other.when.event and one.when.negated != other.when.negated


def contract_non_party(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """A contract as basis for the contact person of the other party."""
    for activity, entry in entries(model, LegalBasis.CONTRACT):
        people = about_kind(model, activity, "business-contact")
        if people:
            yield Finding(
                _entry_place(activity, entry),
                Words(
                    f"`{activity.name}` rests on a contract to which {named(people)} is no party",
                    f"`{activity.name}` stöds på ett avtal där {named(people)} inte är part",
                ),
                Words(
                    "the contract is with the organisation: rest on `legitimate-interests`, "
                    "or on a contract with the person",
                    "avtalet är med organisationen: stöd på `legitimate-interests`, eller på ett avtal med personen",
                ),
            )


def contract_recruitment(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """Recruitment on the performance of a contract that does not exist yet."""
    for activity, entry in entries(model, LegalBasis.CONTRACT):
        if activity.purpose == "recruitment" and entry.contract != ("steps-before",):
            yield Finding(
                _entry_place(activity, entry),
                Words(
                    f"`{activity.name}` rests on performing a contract, and an applicant has none",
                    f"`{activity.name}` stöds på fullgörande av avtal, och en sökande har inget",
                ),
                Words(
                    "write `{contract: steps-before}`; what is kept after a refusal needs a basis of its own",
                    "skriv `{contract: steps-before}`; det som sparas efter ett avslag behöver en egen grund",
                ),
            )


def contract_not_necessary(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """Marketing or insight on a contract, which can be performed without it."""
    for activity, entry in entries(model, LegalBasis.CONTRACT):
        if activity.purpose_class in ("marketing", "insight"):
            yield Finding(
                _entry_place(activity, entry),
                Words(
                    f"`{activity.name}` rests on a contract that can be performed without it",
                    f"`{activity.name}` stöds på ett avtal som kan fullgöras utan behandlingen",
                ),
                Words(
                    "rest on `consent` or on `legitimate-interests` with a balancing test",
                    "stöd på `consent` eller på `legitimate-interests` med en intresseavvägning",
                ),
            )


def obligation_without_statute(model: Model, law: LawOfDay) -> Iterator[Finding]:
    """A legal obligation that no statute in the table lays down."""
    for activity, entry in entries(model, LegalBasis.LEGAL_OBLIGATION):
        statute = law.statute(entry.statute)
        if statute is None or statute.effect is Effect.LIMITS:
            what = f"`{entry.statute}`" if entry.statute else None
            yield Finding(
                _entry_place(activity, entry),
                Words(
                    f"{what} obliges nobody to what `{activity.name}` does"
                    if what
                    else f"`{activity.name}` rests on a legal obligation and names no statute",
                    f"{what} förpliktar ingen till det som `{activity.name}` gör"
                    if what
                    else f"`{activity.name}` stöds på en rättslig förpliktelse utan att ange lagrum",
                ),
                Words(
                    "name the statute that obliges: `{legal-obligation: se-bfl-7-2}`",
                    "ange lagrummet som förpliktar: `{legal-obligation: se-bfl-7-2}`",
                ),
                lists=law.used("statutes"),
            )


def public_task_without_law(model: Model, law: LawOfDay) -> Iterator[Finding]:
    """A private body that claims a public task and names no law."""
    if any(controller.form in PUBLIC_FORMS for controller in model.controllers.values()):
        return
    for activity, entry in entries(model, LegalBasis.PUBLIC_TASK):
        if law.statute(entry.statute) is None:
            yield Finding(
                _entry_place(activity, entry),
                Words(
                    f"`{activity.name}` rests on a public task and names no law that gives it to a private body",
                    f"`{activity.name}` stöds på en uppgift av allmänt intresse utan lag som ger den åt er",
                ),
                Words("name the statute, or choose another basis", "ange lagrummet, eller välj en annan grund"),
                lists=law.used("statutes"),
            )


def interest_unspecified(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """Legitimate interests, and nothing says which."""
    for activity, entry in entries(model, LegalBasis.LEGITIMATE_INTERESTS):
        if entry.interest is None:
            yield Finding(
                _entry_place(activity, entry),
                Words(
                    f"`{activity.name}` rests on legitimate interests and does not say which",
                    f"`{activity.name}` stöds på berättigat intresse utan att säga vilket",
                ),
                Words(
                    "write the interest: `{legitimate-interests: …}`", "skriv intresset: `{legitimate-interests: …}`"
                ),
            )


def balancing_missing(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """Legitimate interests without a whole balancing test."""
    for activity, entry in entries(model, LegalBasis.LEGITIMATE_INTERESTS):
        missing = _missing_balancing(model, entry.balancing)
        if missing:
            yield Finding(
                _entry_place(activity, entry),
                Words(
                    f"the balancing test of `{activity.name}` lacks {named(missing)}",
                    f"intresseavvägningen för `{activity.name}` saknar {named(missing)}",
                ),
                Words(
                    "write under `balancing` why it is needed, what people expect, the effect, the safeguards and the "
                    "day, or name an activity whose test serves here too",
                    "skriv under `balancing` varför det behövs, vad folk väntar sig, verkan, skyddet och dagen, "
                    "eller ange en behandling vars avvägning gäller även här",
                ),
            )


def _two_bases(activity: ProcessingActivity, one: BasisEntry, other: BasisEntry) -> Finding:
    return Finding(
        _entry_place(activity, other),
        Words(
            f"`{activity.name}` rests on `{one.basis}` and on `{other.basis}` at once",
            f"`{activity.name}` stöds på `{one.basis}` och på `{other.basis}` samtidigt",
        ),
        Words(
            "keep one, make two activities, or give both a `when` that excludes the other",
            "behåll en, gör två behandlingar, eller ge båda ett `when` som utesluter det andra",
        ),
    )


def _entry_place(activity: ProcessingActivity, entry: BasisEntry) -> Place:
    return Place(f"activities.{activity.name}.basis", entry.span or activity.at("basis"))


def _related(activity: ProcessingActivity) -> tuple[Related, ...]:
    span = activity.at("basis")
    return (Related(f"the basis of `{activity.name}`", span),) if span else ()


def _missing_balancing(model: Model, balancing: Balancing | None) -> tuple[str, ...]:
    if balancing is not None and balancing.shared_with is not None:
        shared = model.activities.get(balancing.shared_with)
        others = [e.balancing for e in shared.basis if e.balancing and not e.balancing.shared_with] if shared else []
        balancing = others[0] if others else None
    test = balancing or Balancing()
    parts = {
        "needed": test.needed,
        "expected": test.expected,
        "effect": test.effect,
        "safeguards": test.safeguards,
        "on": test.on,
    }
    return tuple(name for name, value in parts.items() if value is None)


RULES: Final = (
    Rule("legal-basis-missing", Words("a legal basis", "en rättslig grund"), basis_missing),
    Rule("legal-basis-multiple", Words("one basis for one purpose", "en grund för ett ändamål"), basis_multiple),
    Rule("contract-basis-non-party", Words("a contract with the person", "avtal med personen"), contract_non_party),
    Rule("contract-basis-recruitment", Words("steps before a contract", "åtgärder före avtal"), contract_recruitment),
    Rule(
        "contract-basis-not-necessary", Words("what the contract needs", "det avtalet kräver"), contract_not_necessary
    ),
    Rule("legal-obligation-without-statute", Words("the statute", "lagrummet"), obligation_without_statute),
    Rule("public-task-without-law", Words("the law behind a public task", "lagen bakom"), public_task_without_law),
    Rule("legitimate-interest-unspecified", Words("the interest", "intresset"), interest_unspecified),
    Rule("balancing-test-missing", Words("a balancing test", "en intresseavvägning"), balancing_missing),
)
