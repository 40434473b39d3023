"""Tell one processing activity, or several that differ in nothing but their purpose.

In:   a `Part`, the `Group` in which it is told, a `Voice`.
Out:   blocks that carry the ids of the promises they tell.
Never: tells a fact that the declaration does not state; a silent key is a sentence left out.

The idea in one read: under the heading, which is the purpose, come at most four short paragraphs: which data, from
where and to whom; on what basis and whether one must give them; what is special (marketing, profiling); and, set
apart for the eye, how long. So each paragraph answers one question, and the questions come in the same order
everywhere.
Law:  GDPR Art. 13(1)(c)-(e), 13(2)(a), (e)-(f), 14(1)(d), 14(2)(f).
Kept true by: tests/unit/documents/test_activity.py.
"""

from __future__ import annotations

from collections.abc import Iterable

from lofte.documents.basis import basis_sentences
from lofte.documents.blocks import Block, Heading, Inlines, Link, Paragraph, Strong, spaced
from lofte.documents.contact import is_arranged, turn_to
from lofte.documents.groups import Group, Part
from lofte.documents.language import (
    Said,
    article_words,
    capitalised,
    date_words,
    listed_inlines,
    number_words,
    otherwise,
)
from lofte.documents.retention import ends_with_consent, retention_sentence
from lofte.documents.right_words import rights_given
from lofte.documents.sources import sources_sentences
from lofte.documents.voice import Voice
from lofte.model import Disclosed, ProcessingActivity, Profiling
from lofte.vocabulary import CONDITIONS, LegalBasis

_CONCERNS = Said(sv="Gäller {subjects}.", en="Applies to: {subjects}.")
_CONTROLLED_BY = Said(sv="Ansvarig: {controllers}.", en="Controller: {controllers}.")
_DATA_LEAD = Said(sv="Uppgifter:", en="Data:")
_DATA = Said(sv="{data}.", en="{data}.")
_DATA_OPEN = Said(sv="bland annat {data}.", en="among others {data}.")
_DERIVED = Said(sv="Hos oss tillkommer {data}.", en="To these we add {data}.")
_SINCE = Said(sv="Vi gör det sedan den {day}.", en="We have done this since {day}.")
_GOES_TO = Said(sv="Uppgifterna lämnas till {recipients}.", en="The data go to {recipients}.")
_GOES_TO_OPEN = Said(
    sv="Uppgifterna lämnas bland annat till {recipients}.", en="Recipients of the data include {recipients}."
)
_ONLY_SOME = Said(sv="Till {recipients} lämnar vi bara {data}.", en="To {recipients} we disclose only {data}.")
_BASIS_LEAD = Said(sv="Rättslig grund:", en="Legal basis:")
_SEPARATE_CONSENTS = Said(sv="Du väljer varje sak för sig.", en="You choose each of them separately.")
_MUST_ONE = Said(sv="Du behöver lämna uppgiften.", en="You need to provide it.")
_MUST_ALL = Said(sv="Du behöver lämna alla uppgifterna.", en="You need to provide all of these data.")
_MUST_SOME = Said(
    sv="Du behöver lämna {data}; resten är frivilligt.", en="You need to provide {data}; the rest is optional."
)
_IF_NOT = Said(sv="Om du inte gör det", en="If you do not")
_FREE = Said(sv="Du väljer själv vilka uppgifter du lämnar.", en="It is up to you which data you provide.")
_CONDITION = Said(
    sv="Att vi får använda {data} bygger på {condition} ({article}).",
    en="We may use {data} because of {condition} ({article}).",
)
_SAY_NO = Said(
    sv="Du kan när som helst {say_no}, så slutar vi.",
    en="You can {say_no} at any time, and we stop.",
)
_SAY_NO_WORDS = Said(sv="säga nej till det", en="say no to this")
_STOP_LINK = Said(sv="I varje utskick finns en länk för det.", en="Each message has a link for that.")
_STOP_AT = Said(sv="Säg till via {contact}.", en="For that, contact {contact}.")
_CHANNELS = Said(sv="Vi hör av oss via {channels}.", en="We contact you by {channels}.")
_SOCIAL = "social-media"
_SHOWN = Said(sv="Det visas i sociala medier.", en="It is shown in social media.")
_PROFILING = Said(sv="Det här är profilering.", en="This is profiling.")
_LOGIC = Said(sv="Så här går det till: {logic}.", en="How it works: {logic}.")
_EFFECTS = Said(sv="Det påverkar {effects}.", en="It affects {effects}.")
_NO_DECISION = Said(sv="Inga beslut fattas enbart automatiskt.", en="No decisions are made by automated means alone.")
_DECISION = Said(
    sv=(
        "Beslut kan fattas helt automatiskt (grund: {ground}). Du kan begära att en människa prövar beslutet, "
        "säga din mening och bestrida det (artikel 22.3)."
    ),
    en=(
        "Decisions may be made by automated means alone (ground: {ground}). You can have a person review the "
        "decision, express your view and contest it (Article 22(3))."
    ),
)
_SMALLEST = Said(
    sv="Statistiken visar aldrig grupper som är mindre än {number} personer.",
    en="The statistics never show groups of fewer than {number} people.",
)
_HOW_LONG = Said(sv="Hur länge:", en="How long:")
_EARLIER = Said(
    sv="Återkallar du ditt samtycke tar vi bort dem tidigare.",
    en="If you withdraw your consent we remove them earlier.",
)
_GROUNDS = {
    "contract": Said(sv="avtal", en="contract"),
    "law": Said(sv="lag", en="law"),
    "explicit-consent": Said(sv="uttryckligt samtycke", en="explicit consent"),
}


def activity_blocks(part: Part, group: Group, voice: Voice, opened: frozenset[str] = frozenset()) -> tuple[Block, ...]:
    """Heading and paragraphs; a paragraph with nothing to say is left out.

    `opened`: groups of data whose members have been told shortly before, and are not told again.
    """
    notice = part.tells("notice")
    marketing = part.tells("marketing") if part.first.marketing else ()
    paragraphs = (
        Paragraph(_whom(part.first, group, voice), notice, "note"),
        Paragraph(_what(part.first, voice, opened), notice + _disclosed(part)),
        Paragraph(_on_what_basis(part, voice), notice + _consents(part)),
        Paragraph(_special(part.first, voice), marketing or notice),
        Paragraph(_how_long(part.first, voice), part.tells("retention"), "term"),
    )
    heading = Heading(3, _heading(part, voice), notice[0], notice)
    return (heading, *(paragraph for paragraph in paragraphs if paragraph.text))


def _heading(part: Part, voice: Voice) -> str:
    return capitalised(voice.list(voice.told_apart(activity) for activity in part.activities))


def _disclosed(part: Part) -> tuple[str, ...]:
    return tuple(f"disclosure.{to.recipient}" for to in part.first.to)


def _consents(part: Part) -> tuple[str, ...]:
    named = (entry.consent for activity in part.activities for entry in activity.basis if entry.consent)
    return tuple(dict.fromkeys(f"consent.{name}" for name in named))


def _whom(activity: ProcessingActivity, group: Group, voice: Voice) -> Inlines:
    about = activity.about or ()
    if not about or set(about) == set(group.subjects):
        return ()
    return (voice.say(_CONCERNS, subjects=voice.list(voice.subject(name) for name in about)),)


def _what(activity: ProcessingActivity, voice: Voice, opened: frozenset[str]) -> Inlines:
    return spaced(
        _controllers(activity, voice),
        _data(activity, voice, opened),
        *sources_sentences(activity, voice),
        _derived(activity, voice),
        voice.say(_SINCE, day=date_words(activity.since, voice.language)) if activity.since else "",
        *_recipients(activity, voice),
    )


def _controllers(activity: ProcessingActivity, voice: Voice) -> str:
    """Whose it is when there are several; what is everybody's goes without saying where they say so once."""
    known = voice.model.controllers
    everybody = set(activity.controllers) == known.keys()
    if len(known) < 2 or not activity.controllers or (everybody and _share(voice)):
        return ""
    return voice.say(
        _CONTROLLED_BY,
        controllers=voice.list(
            voice.text(known[name].label) if name in known else name for name in activity.controllers
        ),
    )


def _share(voice: Voice) -> bool:
    return any(is_arranged(joint) for one in voice.model.controllers.values() for joint in one.jointly_with)


def _data(activity: ProcessingActivity, voice: Voice, opened: frozenset[str]) -> Inlines:
    given = [name for name in activity.data or () if not _is_derived(name, voice)]
    if not given:
        return ()
    said = _DATA_OPEN if activity.data_open else _DATA
    return (Strong(voice.say(_DATA_LEAD)), f" {voice.say(said, data=voice.data(given, opened))}")


def _derived(activity: ProcessingActivity, voice: Voice) -> str:
    """What we work out is told apart: nobody gave it to us."""
    made = [name for name in activity.data or () if _is_derived(name, voice)]
    return voice.say(_DERIVED, data=voice.data(made)) if made else ""


def _is_derived(name: str, voice: Voice) -> bool:
    category = voice.model.data.get(name)
    return category is not None and category.obtained == "derived"


def _recipients(activity: ProcessingActivity, voice: Voice) -> tuple[Inlines, ...]:
    whole = tuple(to for to in activity.to if to.data is None)
    some: dict[tuple[str, ...], list[Disclosed]] = {}
    for to in activity.to:
        if to.data is not None:
            some.setdefault(to.data, []).append(to)
    said = _GOES_TO_OPEN if activity.to_open else _GOES_TO
    all_data = (voice.weave(said, recipients=_links(whole, voice)),) if whole else ()
    narrowed = (
        voice.weave(_ONLY_SOME, recipients=_links(those, voice), data=voice.data(data)) for data, those in some.items()
    )
    return (*all_data, *narrowed)


def _links(recipients: Iterable[Disclosed], voice: Voice) -> Inlines:
    links = [(Link(voice.recipient(to.recipient), f"#disclosure.{to.recipient}"),) for to in recipients]
    return listed_inlines(links, voice.language)


def _on_what_basis(part: Part, voice: Voice) -> Inlines:
    activity = part.first
    on_consent = all(entry.basis is LegalBasis.CONSENT for entry in activity.basis) and bool(activity.basis)
    return spaced(
        (Strong(voice.say(_BASIS_LEAD)),) if activity.basis else (),
        basis_sentences(activity.basis, voice),
        voice.say(_SEPARATE_CONSENTS) if on_consent and len(_consents(part)) > 1 else "",
        *(_condition(name, word, voice) for name, (word, _) in activity.conditions.items()),
        _required(activity, voice, free_is_told=on_consent),
        otherwise(voice.text(activity.otherwise), voice.language, _IF_NOT) if activity.otherwise else "",
    )


def _condition(data: str, word: str, voice: Voice) -> str:
    condition = CONDITIONS.get(word)
    if condition is None or word == "no-lesser-datum":
        return ""
    article = article_words(condition.article, voice.language)
    return voice.say(_CONDITION, data=voice.data((data,)), condition=condition.label(voice.language), article=article)


def _required(activity: ProcessingActivity, voice: Voice, *, free_is_told: bool) -> str:
    if activity.required is None:
        return ""
    if not activity.required:
        return "" if free_is_told or not _is_provided(activity, voice) else voice.say(_FREE)
    data = voice.model.expanded(activity.data or ())
    if "all" not in activity.required and not set(voice.model.expanded(activity.required)) >= set(data):
        return voice.say(_MUST_SOME, data=voice.data(activity.required))
    return voice.say(_MUST_ONE if len(data) == 1 else _MUST_ALL)


def _is_provided(activity: ProcessingActivity, voice: Voice) -> bool:
    """Whether people themselves write or say what is collected, so that they have a choice."""
    kinds = (voice.model.sources[name].kinds for name in activity.sources or () if name in voice.model.sources)
    return any(
        kind in ("form", "email", "phone", "letter", "visit", "social-media") for found in kinds for kind in found
    )


def _special(activity: ProcessingActivity, voice: Voice) -> Inlines:
    say_no = Link(voice.say(_SAY_NO_WORDS), "#request.objection")
    can_object = "objection" in rights_given(voice.model)
    channels = voice.list(voice.term("channel", channel) for channel in activity.channels if channel != _SOCIAL)
    number = number_words(activity.smallest_group or 0, voice.language)
    return spaced(
        voice.say(_CHANNELS, channels=channels) if channels else "",
        voice.say(_SHOWN) if _SOCIAL in activity.channels else "",
        voice.weave(_SAY_NO, say_no=say_no) if activity.marketing and can_object else "",
        _where_to_stop(activity, voice) if activity.marketing else "",
        *(_profiling(activity.profiling, voice) if activity.profiling else ()),
        voice.say(_SMALLEST, number=number) if activity.smallest_group else "",
    )


def _where_to_stop(activity: ProcessingActivity, voice: Voice) -> Inlines:
    """The declared address; else the link that each message has, unless the text is not ours."""
    if activity.stop:
        contact = turn_to(activity.stop, voice)
        return voice.weave(_STOP_AT, contact=contact) if contact else ()
    has_link = not voice.model.transcribed and bool({"email", "sms"} & set(activity.channels))
    return (voice.say(_STOP_LINK),) if has_link else ()


def _profiling(profiling: Profiling, voice: Voice) -> tuple[str, ...]:
    ground = _GROUNDS.get(profiling.decides or "")
    decides = voice.say(_NO_DECISION) if profiling.decides == "no" else ""
    return (
        voice.say(_PROFILING),
        voice.say(_LOGIC, logic=voice.text(profiling.logic)) if profiling.logic else "",
        voice.say(_EFFECTS, effects=voice.text(profiling.effects)) if profiling.effects else "",
        voice.say(_DECISION, ground=voice.say(ground)) if ground else decides,
    )


def _how_long(activity: ProcessingActivity, voice: Voice) -> Inlines:
    if activity.keep is None:
        return ()
    on_consent = all(entry.basis is LegalBasis.CONSENT for entry in activity.basis) and bool(activity.basis)
    earlier = voice.say(_EARLIER) if on_consent and not ends_with_consent(activity.keep) else ""
    return spaced((Strong(voice.say(_HOW_LONG)),), retention_sentence(activity.keep, voice), earlier)
