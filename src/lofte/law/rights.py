"""Find what is wrong in what people are told of their rights and of how to use them.

In:   Model, the law of the day.       Out:  findings; `RULES` of this area.
Never: answers a request.

The idea in one read: each right that the law gives for the bases in use must be told, as wide as the law has it or
wider. Once the section is written it is complete: a right that it does not name is not told. Technical feasibility
limits only the transfer between two controllers, never the right to a file.
Law:  GDPR Art. 7(3), 12, 13(2)(b)-(d), 15-22, 77.
Kept true by: tests/unit/law/test_rules.py, docs/errors.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lofte.diagnostics import Span
from lofte.law.dated import LawOfDay
from lofte.law.rule import Finding, Place, Rule, Words, at, named
from lofte.law.walk import OBJECTABLE, bases, own, right_is_told
from lofte.model import Model, RightGiven
from lofte.periods import Period
from lofte.vocabulary import LegalBasis

ALWAYS: Final = ("access", "rectification", "erasure", "restriction")
PORTABLE: Final = frozenset({LegalBasis.CONSENT, LegalBasis.CONTRACT})
LAWFUL_EXCEPTIONS: Final = {
    "access": frozenset({"statute", "law-permits"}),
    "rectification": frozenset({"statute"}),
    "erasure": frozenset({"statute", "claims", "law-permits"}),
    "restriction": frozenset({"claims"}),
    "objection": frozenset({"claims"}),
}
"""What a text may name as an exception of each right; of the others, nothing."""
GROUNDS_OF_ERASURE: Final = frozenset(
    {"no-longer-needed", "consent-withdrawn", "objection-upheld", "marketing-objection", "unlawful", "legal-duty"}
)
PROOFS_BEYOND_NEED: Final = frozenset({"id-copy", "signed-letter"})


def right_missing(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """One finding for each right that the bases in use give and nobody is told of."""
    for right in _rights_due(model):
        if not right_is_told(model, right):
            yield Finding(
                Place(f"rights.{right}", _rights_span(model)),
                Words(f"nobody is told of the right `{right}`", f"ingen får veta om rättigheten `{right}`"),
                Words(f"write `{right}` under `rights`", f"skriv `{right}` under `rights`"),
            )


def right_misstated(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """A right that is told narrower than the law gives it."""
    for right in model.rights.values():
        for key, en, sv in _narrower(model, right):
            yield Finding(
                at("rights", right, key),
                Words(
                    f"the right `{right.name}` is narrower than the law: {en}",
                    f"rättigheten `{right.name}` är snävare än lagen: {sv}",
                ),
                Words("give it as the law has it, or wider", "ge den som lagen har den, eller vidare"),
            )
    yield from _promised_beyond_the_law(model)
    answer = model.requests.answer
    if answer is not None and _longer_than_a_month(answer):
        yield Finding(
            Place("requests.answer", model.requests.at("answer")),
            Words(
                f"an answer within `{answer}` is later than the month that the law gives",
                f"ett svar inom `{answer}` är senare än den månad som lagen ger",
            ),
            Words("write `answer: 1 month`", "skriv `answer: 1 month`"),
        )


def complaint_missing(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """Nobody is told that they may complain to the authority."""
    if not right_is_told(model, "complaint"):
        yield Finding(
            Place("rights.complaint", _rights_span(model)),
            Words(
                "nobody is told of the right to complain to the authority",
                "ingen får veta om rätten att klaga hos tillsynsmyndigheten",
            ),
            Words("write `complaint: imy` under `rights`", "skriv `complaint: imy` under `rights`"),
        )


def authority_outdated(model: Model, law: LawOfDay) -> Iterator[Finding]:
    """An authority by a name that it no longer has."""
    right = model.rights.get("complaint")
    if right is None or right.authority is None or right.authority == "imy":
        return
    named_as = law.authority(right.authority)
    if named_as is not None and not named_as.is_law_on(law.day):
        now = law.current_name(named_as.authority)
        today = f"`{now.name}` since {now.valid_from}" if now else "something else"
        idag = f"`{now.name}` sedan {now.valid_from}" if now else "något annat"
        yield Finding(
            at("rights", right, "authority"),
            Words(
                f"the authority `{right.authority}` is called {today}",
                f"myndigheten `{right.authority}` heter {idag}",
            ),
            Words(
                f"write `authority: {named_as.authority}`; the right name is then printed",
                f"skriv `authority: {named_as.authority}`; då trycks rätt namn",
            ),
            lists=law.used("names of authorities"),
        )


def response_time_missing(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """Nobody says how soon a request is answered."""
    if model.requests.answer is None:
        yield Finding(
            Place("requests.answer", model.requests.at("answer") or model.policy.span),
            Words("nothing says how soon a request is answered", "inget säger hur snart en begäran besvaras"),
            Words("write `answer: 1 month`", "skriv `answer: 1 month`"),
        )


def identity_excessive(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """A copy of an identity card or a signed letter is the only way to be known."""
    means = model.requests.identity
    if means and set(means) <= PROOFS_BEYOND_NEED:
        yield Finding(
            Place("requests.identity", model.requests.at("identity")),
            Words(
                f"everyone must prove who they are by {named(means)}",
                f"alla måste visa vem de är genom {named(means)}",
            ),
            Words(
                "let the channel that the person already uses do: `[known-channel]`",
                "låt kanalen som personen redan använder räcka: `[known-channel]`",
            ),
        )


def profiling_undisclosed(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """Profiling, and its logic, its effects or who decides are not told."""
    for activity in own(model):
        profiling = activity.profiling
        if profiling is None and activity.purpose != "profiling":
            continue
        said = {
            "logic": profiling.logic if profiling else None,
            "effects": profiling.effects if profiling else None,
            "decides": profiling.decides if profiling else None,
        }
        missing = tuple(key for key, value in said.items() if value is None)
        if missing:
            yield Finding(
                at("activities", activity, "profiling"),
                Words(
                    f"`{activity.name}` profiles people and does not tell its {named(missing)}",
                    f"`{activity.name}` profilerar människor utan att säga {named(missing)}",
                ),
                Words(
                    "write under `profiling` the `logic`, the `effects` and what it `decides` (`no` if nothing)",
                    "skriv under `profiling` dess `logic`, `effects` och vad den avgör: `decides` (`no` om inget)",
                ),
            )


def _rights_due(model: Model) -> Iterator[str]:
    yield from ALWAYS
    in_use = frozenset(basis for activity in own(model) for basis in bases(activity))
    if in_use & OBJECTABLE or any(activity.marketing for activity in own(model)):
        yield "objection"
    if in_use & PORTABLE or any(a.purpose == "perform-contract" and not a.basis for a in own(model)):
        yield "portability"  # a contract is performed, also where the text names no basis


def _rights_span(model: Model) -> Span | None:
    first = next(iter(model.rights.values()), None)
    return first.span if first is not None and first.span is not None else model.policy.span


def _narrower(model: Model, right: RightGiven) -> Iterator[tuple[str, str, str]]:
    unlawful = tuple(word for word in right.exceptions if word not in LAWFUL_EXCEPTIONS.get(right.name, frozenset()))
    if unlawful:
        yield "except", f"it has no exception for {named(unlawful)}", f"den har inget undantag för {named(unlawful)}"
    if right.condition is not None:
        yield "if", f"`{right.condition}` is no condition", f"`{right.condition}` är inget villkor"
    missing = _not_given_for(model, right)
    if missing:
        yield "for", f"it holds for {named(missing)} too", f"den gäller även {named(missing)}"
    lacking = sorted(GROUNDS_OF_ERASURE - set(right.grounds)) if right.name == "erasure" and right.grounds else []
    if lacking:
        yield "grounds", f"it has the ground {named(lacking)} too", f"den har även grunden {named(lacking)}"


def _promised_beyond_the_law(model: Model) -> Iterator[Finding]:
    """Erasure of everything, while the law makes an activity keep something."""
    erasure = model.rights.get("erasure")
    if erasure is None or "any" not in erasure.given_for or "statute" in erasure.exceptions:
        return
    obliged = [activity.name for activity in own(model) if LegalBasis.LEGAL_OBLIGATION in bases(activity)]
    if obliged:
        yield Finding(
            at("rights", erasure, "for"),
            Words(
                f"erasure of everything is promised, and the law makes {named(obliged)} keep data",
                f"radering av allt utlovas, och lagen kräver att {named(obliged)} sparar uppgifter",
            ),
            Words("write `except: [statute]` beside it", "skriv `except: [statute]` bredvid"),
        )


def _not_given_for(model: Model, right: RightGiven) -> tuple[str, ...]:
    if not right.given_for or "any" in right.given_for:
        return ()
    in_use = {str(basis) for activity in own(model) for basis in bases(activity)}
    match right.name:
        case "portability":
            due = in_use & {str(basis) for basis in PORTABLE}
        case "objection":
            due = in_use & {str(basis) for basis in OBJECTABLE}
        case "withdrawal":
            due = in_use & {str(LegalBasis.CONSENT)}
        case "erasure":
            due = in_use & {str(LegalBasis.CONSENT)}
        case "access" | "rectification" | "restriction":
            due = in_use
        case _:
            due = set()
    return tuple(sorted(due - set(right.given_for)))


def _longer_than_a_month(answer: Period) -> bool:
    days = answer.whole_days
    months = answer.years * 12 + answer.months
    return months > 1 or (months == 1 and days > 0) or (months == 0 and days > 31)


RULES: Final = (
    Rule("right-missing", Words("every right", "alla rättigheter"), right_missing),
    Rule("right-misstated", Words("rights as the law has them", "rättigheter som lagen har dem"), right_misstated),
    Rule("complaint-missing", Words("where to complain", "var man klagar"), complaint_missing),
    Rule("complaint-authority-outdated", Words("the authority's name", "myndighetens namn"), authority_outdated),
    Rule("rights-response-time-missing", Words("how soon", "hur snart"), response_time_missing),
    Rule(
        "identity-proof-excessive",
        Words("no more proof than needed", "inte mer bevis än nödvändigt"),
        identity_excessive,
    ),
    Rule("profiling-undisclosed", Words("how profiling works", "hur profileringen går till"), profiling_undisclosed),
)
