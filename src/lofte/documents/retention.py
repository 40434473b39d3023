"""Say a rule of retention in words.

In:   a `Rule`, a `Voice`.
Out:  the words that follow *we keep the data* / *vi sparar uppgifterna*, and the whole sentence.
Never: counts a day (the needs do); says more or less than the rule.

The idea in one read: a rule is a small tree, and its words have the same shape. *Until* something that goes on ends
(*until the recruitment is closed, and two years after that*) is told otherwise than a time after a moment (*for
three months after the data were collected*). A ceiling is always told as one: *but never longer than*. What
combines rules says which of them wins. A statute is told by its own formula and by its name.
Law:  GDPR Art. 13(2)(a), 5(1)(e).
Kept true by: tests/unit/documents/test_retention.py: a sentence by hand for each kind of rule, in both languages.
"""

from __future__ import annotations

from typing import assert_never

from lofte.documents.language import Said, number_words, period_between, period_words
from lofte.documents.voice import Voice
from lofte.grammar import AtMost, ByStatute, Ceiling, Combine, Combined, Criterion, Rule, Until
from lofte.periods import Period
from lofte.vocabulary import STATUTES, Statute

_KEEP = Said(sv="Vi sparar uppgifterna {how_long}.", en="We keep the data {how_long}.")
_UNTIL = Said(sv="tills {event}", en="until {event}")
_UNTIL_PLUS = Said(sv="tills {event}, och {period} därefter", en="until {event}, and {period} after that")
_AFTER = Said(sv="i {period} efter att {event}", en="for {period} after {event}")
_FOR = Said(sv="i {period}", en="for {period}")
_COMES_FIRST = Said(sv="{events}, det som kommer först", en="{events}, whichever comes first")
_COMES_LAST = Said(sv="{events}, det som kommer sist", en="{events}, whichever comes last")

_FIRST_OF = Said(sv="det första av detta har hänt: {events}", en="the first of these has happened: {events}")
_LAST_OF = Said(sv="det sista av detta har hänt: {events}", en="the last of these has happened: {events}")
_FEW_EVENTS = 2
"""Up to so many are told in the flow of the sentence."""

_NEVER_LONGER = Said(sv="{rule}, men aldrig längre än {ceilings}", en="{rule}, but never longer than {ceilings}")
_AT_MOST = Said(sv="i högst {ceilings}", en="for at most {ceilings}")
_CEILING = Said(sv="{period} efter att {event}", en="{period} after {event}")

_FISCAL = Said(
    sv="till och med den 31 december {years} år efter det kalenderår då räkenskapsåret tog slut, enligt {article}",
    en=(
        "until 31 December {years} years after the calendar year in which the financial year ended, "
        "according to {name} ({article})"
    ),
)
_STATUTE = Said(
    sv="i {period} efter att {event}, enligt {article}",
    en="for {period} after {event}, according to {name} ({article})",
)
_UNKNOWN_STATUTE = Said(sv="så länge lagen kräver det ({key})", en="for as long as the law requires ({key})")

_CRITERION = Said(
    sv="{text}; vi prövar behovet på nytt med högst {period} mellanrum",
    en="{text}; we look at the need again at least every {period}",
)
_IF_EARLIER = Said(sv="{first} eller, om det blir tidigare, {then}", en="{first} or, if that is earlier, {then}")
_IF_LATER = Said(sv="{first} eller, om det blir senare, {then}", en="{first} or, if that is later, {then}")
_CONFLICT = Said(
    sv="enligt en uppgift {first}, enligt en annan {then}", en="by one statement {first}, by another {then}"
)

_MOMENTS = frozenset({"collected", "last-contact", "booked", "request.received"})
"""Events that are over when they have happened, so that nothing is kept *until* them."""


def retention_sentence(rule: Rule, voice: Voice) -> str:
    """`We keep the data until …`, a whole sentence."""
    return voice.say(_KEEP, how_long=rule_words(rule, voice))


def rule_words(rule: Rule, voice: Voice) -> str:
    """The words that follow *we keep the data*."""
    match rule:
        case Until(ceilings=ceilings):
            return _never_longer(_until(rule, voice), ceilings, voice)
        case AtMost(ceilings=ceilings):
            return voice.say(_AT_MOST, ceilings=_ceilings(ceilings, voice))
        case ByStatute(statute=key, ceilings=ceilings):
            return _never_longer(_statute(key, voice), ceilings, voice)
        case Criterion(ceilings=ceilings):
            return _never_longer(_criterion(rule, voice), ceilings, voice)
        case Combined():
            return _combined(rule, voice)
        case _:
            assert_never(rule)


def ends_with_consent(rule: Rule) -> bool:
    """Whether the rule itself says that the data go when the consent is withdrawn."""
    match rule:
        case Until(events=events):
            return any(event.endswith(".withdrawn") for event in events)
        case Combined(rules=rules):
            return any(ends_with_consent(one) for one in rules)
        case AtMost() | ByStatute() | Criterion():
            return False
        case _:
            assert_never(rule)


def _until(rule: Until, voice: Voice) -> str:
    if not rule.events:
        return voice.say(_FOR, period=_period(rule.plus, voice))
    events = _events(rule, voice)
    if rule.plus is None:
        return voice.say(_UNTIL, event=events)
    said = _AFTER if _MOMENTS.issuperset(rule.events) else _UNTIL_PLUS
    return voice.say(said, event=events, period=_period(rule.plus, voice))


def _events(rule: Until, voice: Voice) -> str:
    words = [voice.event(event) for event in rule.events]
    if len(words) > _FEW_EVENTS:
        said = _FIRST_OF if rule.combine is Combine.FIRST else _LAST_OF
        return voice.say(said, events="; ".join(words))
    if len(words) == 1:
        return words[0]
    return voice.say(_COMES_FIRST if rule.combine is Combine.FIRST else _COMES_LAST, events=voice.either(words))


def _never_longer(words: str, ceilings: tuple[Ceiling, ...], voice: Voice) -> str:
    return voice.say(_NEVER_LONGER, rule=words, ceilings=_ceilings(ceilings, voice)) if ceilings else words


def _ceilings(ceilings: tuple[Ceiling, ...], voice: Voice) -> str:
    words = voice.either(_ceiling(ceiling, voice) for ceiling in ceilings)
    return words if len(ceilings) == 1 else voice.say(_COMES_FIRST, events=words)


def _ceiling(ceiling: Ceiling, voice: Voice) -> str:
    period = _period(ceiling.period, voice)
    return voice.say(_CEILING, period=period, event=voice.event(ceiling.after)) if ceiling.after else period


def _statute(key: str, voice: Voice) -> str:
    statute = STATUTES.get(key)
    if statute is None:
        return voice.say(_UNKNOWN_STATUTE, key=key)
    if statute.fiscal_year:
        return voice.say(_FISCAL, years=number_words(statute.years, voice.language), **_named(statute, voice))
    return voice.say(
        _STATUTE,
        period=_period(Period(years=statute.years), voice),
        event=voice.event(statute.event),
        **_named(statute, voice),
    )


def _named(statute: Statute, voice: Voice) -> dict[str, str]:
    return {"name": statute.label(voice.language), "article": statute.article}


def _criterion(rule: Criterion, voice: Voice) -> str:
    text = voice.text(rule.text)
    if rule.review is None:
        return text
    return voice.say(_CRITERION, text=text, period=period_between(rule.review, voice.language))


def _combined(rule: Combined, voice: Voice) -> str:
    simple = _as_one_until(rule)
    if simple is not None:
        return _until(simple, voice)
    said = {Combine.FIRST: _IF_EARLIER, Combine.LAST: _IF_LATER, None: _CONFLICT}[rule.combine]
    words = rule_words(rule.rules[0], voice)
    for other in rule.rules[1:]:
        words = voice.say(said, first=words, then=rule_words(other, voice))
    return words


def _as_one_until(rule: Combined) -> Until | None:
    """`{first: [{until: A}, {until: B}]}` is *until A or B, whichever comes first*; None when it is more than that."""
    if rule.combine is None:
        return None
    events: list[str] = []
    for one in rule.rules:
        if not isinstance(one, Until) or one.plus or one.ceilings or len(one.events) != 1:
            return None
        events += one.events
    return Until(tuple(events), rule.combine)


def _period(period: Period | None, voice: Voice) -> str:
    return period_words(period or Period(), voice.language)
