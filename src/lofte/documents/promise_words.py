"""Say each promise in one sentence, for the page of promises and for the status.

In:   a promise id, a `Voice`.       Out:  the sentence; the id itself for a promise that the model does not hold.
Never: says whether it is kept (the status does).

The idea in one read: an id is a kind and a name (`retention.newsletter`). A visitor reads what the thing is called,
and what is promised of it; for retention that is the very sentence of the policy, so that the two can never say
different things.
Law:  GDPR Art. 5(2), 24.
Kept true by: tests/unit/documents/test_sections.py (each id that a policy tells has a sentence).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from lofte.documents.language import Said, capitalised, period_words
from lofte.documents.retention import retention_sentence
from lofte.documents.right_words import RIGHTS_IN_WORDS
from lofte.documents.upkeep import hold_sentence
from lofte.documents.voice import Voice

KINDS: Final[Mapping[str, Said]] = {
    "retention": Said(sv="Hur länge vi sparar", en="How long we keep data"),
    "consent": Said(sv="Samtycke", en="Consent"),
    "marketing": Said(sv="Marknadsföring", en="Marketing"),
    "request": Said(sv="Dina rättigheter", en="Your rights"),
    "notice": Said(sv="Information till dig", en="Information to you"),
    "disclosure": Said(sv="Mottagare", en="Recipients"),
    "cookie": Said(sv="Kakor", en="Cookies"),
    "security": Said(sv="Säkerhet", en="Security"),
    "breach": Said(sv="Om något händer med uppgifterna", en="If something happens to the data"),
    "change": Said(sv="När policyn ändras", en="When the policy changes"),
    "claim": Said(sv="Vad vi lovar om alla uppgifter", en="What we promise of all data"),
    "hold": Said(sv="När uppgifter sparas längre", en="When data are kept longer"),
}
"""The kinds in the order in which a visitor reads them."""

_NAMED = Said(sv="{name}: {sentence}", en="{name}: {sentence}")
_NOTICE = Said(
    sv="du får veta vilka uppgifter vi använder, varför och på vilken grund.",
    en="you are told which data we use, why and on what basis.",
)
_CONSENT = Said(
    sv="vi gör det bara med ditt samtycke, och slutar när du återkallar det.",
    en="we do it only with your consent, and stop when you withdraw it.",
)
_MARKETING = Said(sv="vi slutar när du säger nej.", en="we stop when you say no.")
_DISCLOSURE = Said(
    sv="får bara uppgifter för det som policyn säger.", en="receives data only for what the policy says."
)
_DISCLOSED = Said(sv="{name} {sentence}", en="{name} {sentence}")
_REQUEST = Said(sv="vi svarar på din begäran.", en="we answer your request.")
_REQUEST_WITHIN = Said(sv="vi svarar på din begäran inom {period}.", en="we answer your request within {period}.")
_NOT_ASKED_OF_US = frozenset({"information", "withdrawal", "complaint", "compensation"})
"""Rights that one has without asking us, or elsewhere."""
_COOKIE = Said(sv="används bara för det som policyn säger.", en="is used only for what the policy says.")
_COOKIE_STAYS = Said(
    sv="används bara för det som policyn säger och finns kvar i högst {period}.",
    en="is used only for what the policy says and stays for at most {period}.",
)
_SECURITY = Said(sv="Uppgifterna skyddas mot {aims}.", en="The data are protected against {aims}.")
_SECURITY_PLAIN = Said(sv="Uppgifterna skyddas.", en="The data are protected.")
_BREACH = Said(
    sv="Händer något med uppgifterna anmäler vi det till tillsynsmyndigheten inom {period}.",
    en="If something happens to the data, we notify the supervisory authority within {period}.",
)
_BREACH_PLAIN = Said(
    sv="Händer något med uppgifterna tar vi hand om det och berättar för dem som berörs.",
    en="If something happens to the data, we deal with it and tell those concerned.",
)
_CHANGE = Said(
    sv="Vi berättar om ändringar av betydelse innan de gäller.",
    en="We announce changes of substance before they apply.",
)


def promise_sentence(promise: str, voice: Voice) -> str:
    """What is promised, in one or two sentences that need no context."""
    kind, _, name = promise.partition(".")
    say = _SAY.get(kind)
    sentence = say(name, voice) if say else ""
    return capitalised(sentence) or promise


def _of_activity(name: str, sentence: str, voice: Voice) -> str:
    activity = voice.model.activities.get(name)
    return voice.say(_NAMED, name=voice.purpose(activity), sentence=sentence) if activity else ""


def _retention(name: str, voice: Voice) -> str:
    activity = voice.model.activities.get(name)
    if activity is None or activity.keep is None:
        return ""
    sentence = retention_sentence(activity.keep, voice)
    return _of_activity(name, sentence[:1].lower() + sentence[1:], voice)


def _notice(name: str, voice: Voice) -> str:
    return _of_activity(name, voice.say(_NOTICE), voice)


def _marketing(name: str, voice: Voice) -> str:
    return _of_activity(name, voice.say(_MARKETING), voice)


def _consent(name: str, voice: Voice) -> str:
    used = [a for a in voice.model.activities.values() if any(entry.consent == name for entry in a.basis)]
    if not used:
        return ""
    return voice.say(
        _NAMED, name=voice.list(voice.purpose(activity) for activity in used), sentence=voice.say(_CONSENT)
    )


def _disclosure(name: str, voice: Voice) -> str:
    known = name in voice.model.recipients
    return voice.say(_DISCLOSED, name=voice.recipient(name), sentence=voice.say(_DISCLOSURE)) if known else ""


def _request(name: str, voice: Voice) -> str:
    if name in _NOT_ASKED_OF_US:
        return voice.say(RIGHTS_IN_WORDS[name])
    within = voice.model.requests.answer
    said = voice.say(_REQUEST_WITHIN, period=period_words(within, voice.language)) if within else voice.say(_REQUEST)
    return voice.say(_NAMED, name=voice.term("right", name), sentence=said)


def _cookie(name: str, voice: Voice) -> str:
    found = next((site.cookies[name] for site in voice.model.websites.values() if name in site.cookies), None)
    if found is None:
        return ""
    stays = found.lifetime
    said = voice.say(_COOKIE_STAYS, period=period_words(stays, voice.language)) if stays else voice.say(_COOKIE)
    return voice.say(_DISCLOSED, name=", ".join(found.named) or voice.text(found.label), sentence=said)


def _security(name: str, voice: Voice) -> str:
    measure = voice.model.security.measures.get(name)
    aims = voice.list(voice.term("measure-aim", aim) for aim in measure.against) if measure else ""
    return voice.say(_SECURITY, aims=aims) if aims else voice.say(_SECURITY_PLAIN)


def _breach(_: str, voice: Voice) -> str:
    within = voice.model.security.breach_within
    return voice.say(_BREACH, period=period_words(within, voice.language)) if within else voice.say(_BREACH_PLAIN)


def _change(_: str, voice: Voice) -> str:
    return voice.say(_CHANGE)


def _claim(name: str, voice: Voice) -> str:
    claim = voice.model.claims.get(name)
    if claim is None:
        return ""
    words = voice.text(claim.label) if claim.about else voice.term("claim", name)
    return f"{capitalised(words)}."


def _hold(name: str, voice: Voice) -> str:
    hold = voice.model.holds.get(name)
    return hold_sentence(hold, voice) if hold else ""


_SAY: Final[Mapping[str, Callable[[str, Voice], str]]] = {
    "retention": _retention,
    "notice": _notice,
    "consent": _consent,
    "marketing": _marketing,
    "disclosure": _disclosure,
    "request": _request,
    "cookie": _cookie,
    "security": _security,
    "breach": _breach,
    "change": _change,
    "claim": _claim,
    "hold": _hold,
}
