"""Say where the data of an activity come from.

In:   a `ProcessingActivity`, a `Voice`.       Out:  sentences.
Never: names a source that the declaration leaves out.

The idea in one read: most sources are told by what the person does (*when you fill in a form*), a source with a
name of its own by that name, and data that are already held by the activity that holds them, with a link to it. Two
sources of one kind are told once.
Law:  GDPR Art. 13, 14(2)(f).
Kept true by: tests/unit/documents/test_activity.py.
"""

from __future__ import annotations

from lofte.documents.blocks import Inlines
from lofte.documents.language import Said
from lofte.documents.voice import Voice
from lofte.model import DataSource, ProcessingActivity
from lofte.vocabulary import INDIRECT_SOURCES, SOURCE_KINDS

_WE_GET = Said(sv="Vi samlar in uppgifterna {ways}.", en="We collect the data {ways}.")
_ALREADY_HELD = Said(
    sv="Uppgifterna har vi redan för något annat: {activities}.",
    en="We already hold the data for something else: {activities}.",
)
_NAMED = Said(sv="från {name}", en="from {name}")
_THROUGH = Said(sv="genom {name}", en="through {name}")

_WAYS = {
    "form": Said(sv="när du fyller i ett formulär", en="when you fill in a form"),
    "email": Said(sv="när du mejlar oss", en="when you e-mail us"),
    "phone": Said(sv="när du ringer oss", en="when you call us"),
    "letter": Said(sv="när du skriver brev till oss", en="when you write us a letter"),
    "visit": Said(sv="när du besöker oss", en="when you visit us"),
    "cookie": Said(sv="genom kakor i din webbläsare", en="through cookies in your browser"),
    "service-use": Said(sv="när du använder våra tjänster", en="when you use our services"),
    "video-meeting": Said(sv="när du deltar i digitala möten", en="when you take part in online meetings"),
    "agreement": Said(
        sv="ur avtal, fakturor och andra affärshandlingar", en="from agreements, invoices and other business papers"
    ),
    "social-media": Said(sv="när du hör av dig i sociala medier", en="when you contact us on social media"),
    "employer": Said(sv="från din arbetsgivare", en="from your employer"),
    "partner": Said(sv="från dem som vi samarbetar med", en="from those we work with"),
    "public-register": Said(sv="ur offentliga register", en="from public registers"),
    "other-person": Said(sv="från andra personer", en="from other people"),
}


def sources_sentences(activity: ProcessingActivity, voice: Voice) -> tuple[Inlines, ...]:
    """One sentence for what is collected, one for what is already held."""
    names = activity.sources or ()
    sources = [voice.model.sources[name] for name in names if name in voice.model.sources]
    ways = voice.list(way for source in sources for way in _ways(source, voice))
    held = voice.activities(
        name for name in names if name not in voice.model.sources and name in voice.model.activities
    )
    collected: tuple[Inlines, ...] = ((voice.say(_WE_GET, ways=ways),),) if ways else ()
    again = (voice.weave(_ALREADY_HELD, activities=held),) if held else ()
    return (*collected, *again)


def _ways(source: DataSource, voice: Voice) -> tuple[str, ...]:
    if source.origin_name:
        return (voice.say(_NAMED, name=voice.text(source.origin_name)),)
    if _has_own_label(source):
        said = _NAMED if set(source.kinds) & INDIRECT_SOURCES else _THROUGH
        return (voice.say(said, name=voice.text(source.label)),)
    return tuple(voice.say(_WAYS[kind]) for kind in source.kinds if kind in _WAYS)


def _has_own_label(source: DataSource) -> bool:
    given = {source.name} | {label for kind in source.kinds for label in _labels(kind)}
    return not any(words in given for _, words in source.label.by_language)


def _labels(kind: str) -> tuple[str, ...]:
    term = SOURCE_KINDS.get(kind)
    return (term.sv, term.en) if term else ()
