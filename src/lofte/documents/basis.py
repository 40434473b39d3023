"""Say on what legal basis an activity rests, in plain words and with the article.

In:   `BasisEntry` values, a `Voice`.       Out:  sentences.
Never: names a basis that the declaration leaves out.

The idea in one read: people do not read *6(1)(f)*; they read *we have a legitimate interest*, and who wants to
check finds the article behind it. Each entry is one or two sentences: what the basis is and, when it has a
condition, from when it holds. That a balancing test was made is told; the test itself is the record's.
Law:  GDPR Art. 13(1)(c)-(d), 6(1).
Kept true by: tests/unit/documents/test_basis.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from lofte.documents.language import Said
from lofte.documents.voice import Voice
from lofte.model import BasisEntry
from lofte.vocabulary import STATUTES, LegalBasis

_CONSENT = Said(
    sv=(
        "Vi gör det bara om du samtycker (artikel 6.1 a). "
        "Det är frivilligt, och du kan återkalla ditt samtycke när du vill."
    ),
    en=(
        "We do this only if you consent (Article 6(1)(a)). "
        "It is voluntary, and you can withdraw your consent at any time."
    ),
)
_CONSENT_PLAIN = Said(
    sv="Vi gör det bara om du samtycker (artikel 6.1 a).", en="We do this only if you consent (Article 6(1)(a))."
)
_PERFORMANCE = Said(
    sv="Vi behöver uppgifterna för att fullgöra vårt avtal med dig (artikel 6.1 b).",
    en="We need the data to perform our contract with you (Article 6(1)(b)).",
)
_STEPS_BEFORE = Said(
    sv="Vi behöver uppgifterna för att göra det som du ber om innan vi ingår något avtal med dig (artikel 6.1 b).",
    en="We need the data to do what you ask of us before we enter into a contract with you (Article 6(1)(b)).",
)
_LEGAL_OBLIGATION = Said(
    sv="Lagen kräver det av oss: {statute} (artikel 6.1 c).",
    en="The law requires it of us: {statute} (Article 6(1)(c)).",
)
_SOME_LAW = Said(
    sv="Lagen kräver det av oss (artikel 6.1 c).",
    en="The law requires it of us (Article 6(1)(c)).",
)
_VITAL = Said(
    sv="Det behövs för att skydda någons liv eller hälsa (artikel 6.1 d).",
    en="It is necessary to protect someone's life or health (Article 6(1)(d)).",
)
_PUBLIC_TASK = Said(
    sv="Det behövs för en uppgift av allmänt intresse: {statute} (artikel 6.1 e).",
    en="It is necessary for a task in the public interest: {statute} (Article 6(1)(e)).",
)
_SOME_TASK = Said(
    sv="Det behövs för en uppgift av allmänt intresse (artikel 6.1 e).",
    en="It is necessary for a task in the public interest (Article 6(1)(e)).",
)
_INTEREST = Said(
    sv="Vi stöder oss på en intresseavvägning (artikel 6.1 f). Vårt intresse: {interest}.",
    en="We rely on our legitimate interests (Article 6(1)(f)). Our interest: {interest}.",
)
_SOME_INTEREST = Said(
    sv="Vi stöder oss på en intresseavvägning (artikel 6.1 f).",
    en="We rely on our legitimate interests (Article 6(1)(f)).",
)
_WEIGHED = Said(
    sv="Vi har vägt det mot dina intressen och rättigheter.",
    en="We have weighed it against your interests and rights.",
)
_FROM_WHEN = Said(sv="Det gäller från det att {event}.", en="This applies once {event}.")
_BEFORE = Said(sv="Det gäller fram till att {event}.", en="This applies until {event}.")
_NAMED_STATUTE = Said(sv="{article}", en="{name}, {article}")


def basis_sentences(entries: Iterable[BasisEntry], voice: Voice) -> str:
    """All entries, in the order written."""
    return " ".join(_entry(entry, voice) for entry in entries)


def statute_words(key: str, voice: Voice) -> str:
    """The statute by its Swedish name and section, in English with its name in English before."""
    statute = STATUTES.get(key)
    if statute is None:
        return key
    return voice.say(_NAMED_STATUTE, name=statute.label(voice.language), article=statute.article)


def _entry(entry: BasisEntry, voice: Voice) -> str:
    sentences = [_basis(entry, voice)]
    if entry.when is not None:
        said = _BEFORE if entry.when.negated else _FROM_WHEN
        sentences.append(voice.say(said, event=voice.event(entry.when.event)))
    return " ".join(sentences)


def _basis(entry: BasisEntry, voice: Voice) -> str:
    match entry.basis:
        case LegalBasis.CONSENT:
            # A transcription tells that there is a consent, and no promise that the page itself does not make.
            return voice.say(_CONSENT_PLAIN if voice.model.transcribed else _CONSENT)
        case LegalBasis.CONTRACT:
            return _contract(entry, voice)
        case LegalBasis.LEGAL_OBLIGATION:
            return _under_law(entry, voice, _LEGAL_OBLIGATION, _SOME_LAW)
        case LegalBasis.VITAL_INTERESTS:
            return voice.say(_VITAL)
        case LegalBasis.PUBLIC_TASK:
            return _under_law(entry, voice, _PUBLIC_TASK, _SOME_TASK)
        case LegalBasis.LEGITIMATE_INTERESTS:
            return _interest(entry, voice)
        case _:
            assert_never(entry.basis)


def _contract(entry: BasisEntry, voice: Voice) -> str:
    steps = [_STEPS_BEFORE] if "steps-before" in entry.contract else []
    performance = [_PERFORMANCE] if "performance" in entry.contract or not steps else []
    return " ".join(voice.say(said) for said in (*steps, *performance))


def _under_law(entry: BasisEntry, voice: Voice, named: Said, unnamed: Said) -> str:
    return voice.say(named, statute=statute_words(entry.statute, voice)) if entry.statute else voice.say(unnamed)


def _interest(entry: BasisEntry, voice: Voice) -> str:
    interest = voice.text(entry.interest)
    sentences = [voice.say(_INTEREST, interest=interest) if interest else voice.say(_SOME_INTEREST)]
    if entry.balancing is not None:
        sentences.append(voice.say(_WEIGHED))
    return " ".join(sentences)
