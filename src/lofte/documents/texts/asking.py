"""Tell what a person is asked when consent is asked, and what the person must know to answer.

In:   `Model`, the language, for one source if named.       Out:  a `Document`, a section for each consent.
Never: asks one question for two purposes; leaves out that a yes can be taken back.

The idea in one read: each section is one text to put beside one box: the question, purpose by purpose; how to say yes
and how to take it back; how long and to whom; who asks. It stands alone, since each is read alone. An organisation
that has written its own question is told with that.
Law:  GDPR Art. 4(11), 7, 8, 9(2)(a), 49(1)(a).
Kept true by: tests/unit/documents/test_texts.py, tests/golden/texts/.
"""

from __future__ import annotations

from lofte.documents.activity import how_long
from lofte.documents.blocks import Block, Document, Heading, Inlines, Link, Paragraph, Strong, plain, spaced
from lofte.documents.consents import activities_by_consent, consent_words
from lofte.documents.contact import turn_to
from lofte.documents.language import Said, capitalised, period_words
from lofte.documents.recipients import leaves_eea, transfer_words
from lofte.documents.texts.links import standing_alone
from lofte.documents.voice import Voice
from lofte.model import ConsentForm, Model, ProcessingActivity

_TITLE = Said(sv="Frågor om samtycke", en="Questions of consent")
_ASKED = Said(
    sv="Samtycker du till att {controller} använder dina uppgifter för att {purpose}?",
    en="Do you consent to {controller} using your data to {purpose}?",
)
_ASKED_EXPLICITLY = Said(
    sv="Samtycker du uttryckligen till att {controller} använder dina uppgifter för att {purpose}?",
    en="Do you explicitly consent to {controller} using your data to {purpose}?",
)
_DATA_LEAD = Said(sv="Uppgifter:", en="Data:")
_WE = Said(sv="vi", en="us")
_FREE = Said(
    sv="Det är frivilligt, och du kan ta tillbaka ditt ja när du vill, lika lätt som du gav det. "
    "Det som vi gjorde innan dess var fortfarande tillåtet.",
    en="It is voluntary, and you can take back your yes at any time, as easily as you gave it. "
    "What we did before that remains lawful.",
)
_GOES_TO = Said(sv="Uppgifterna lämnas till {recipients}.", en="The data go to {recipients}.")
_OUTSIDE = Said(sv="Utanför EU och EES: {transfer}", en="Outside the EU and EEA: {transfer}")
_REFRESHED = Said(sv="Vi frågar igen efter {period}.", en="We ask again after {period}.")
_QUESTIONS = Said(sv="Frågor: {contact}.", en="Questions: {contact}.")
_MORE = Said(sv="Mer står i {policy}.", en="More is in {policy}.")
_POLICY = Said(sv="vår integritetspolicy", en="our privacy policy")


def consent_texts(model: Model, language: str, source: str | None = None) -> Document:
    """The texts of all consents, or of those that are asked at one source."""
    voice = Voice(model, language)
    used = activities_by_consent(voice)
    asked = {
        name: [model.activities[activity] for activity in activities]
        for name, activities in used.items()
        if source is None or source in _asked_at(model.consents.get(name), activities, model)
    }
    blocks = tuple(block for name, activities in asked.items() for block in _text(name, activities, voice))
    return standing_alone(Document(voice.say(_TITLE), language, (), blocks), model)


def _asked_at(consent: ConsentForm | None, activities: tuple[str, ...], model: Model) -> tuple[str, ...]:
    """Where it is asked: as declared, else where the data of its activities are collected."""
    if consent is not None and consent.asked is not None:
        return consent.asked
    return tuple(source for name in activities for source in model.activities[name].sources or ())


def _text(name: str, activities: list[ProcessingActivity], voice: Voice) -> tuple[Block, ...]:
    consent = voice.model.consents.get(name)
    own = voice.text(consent.text) if consent else ""
    title = capitalised(plain(voice.activities(activity.name for activity in activities)))
    tells = (f"consent.{name}",)
    questions = (own,) if own else tuple(_question(activity, voice) for activity in activities)
    paragraphs = (
        *(Paragraph((question,), tells, "term") for question in dict.fromkeys(questions)),
        Paragraph(_answering(consent, voice), tells),
        Paragraph(_with_what(activities, voice), tells),
        *(Paragraph(words, tells) for words in dict.fromkeys(how_long(one, voice) for one in activities)),
        Paragraph(_further(voice), (), "note"),
    )
    return (Heading(2, title, tells[0], tells), *(one for one in paragraphs if one.text))


def _question(activity: ProcessingActivity, voice: Voice) -> str:
    explicitly = any(word == "explicit-consent" for word, _ in activity.conditions.values())
    known = voice.model.controllers
    those = [known[name] for name in activity.controllers if name in known] or list(known.values())
    names = voice.list(one.legal_name or voice.text(one.label) for one in those)
    return voice.say(
        _ASKED_EXPLICITLY if explicitly else _ASKED,
        controller=names or voice.say(_WE),
        purpose=voice.purpose(activity),
    )


def _answering(consent: ConsentForm | None, voice: Voice) -> Inlines:
    refresh = voice.model.consents[consent.name].refresh if consent else None
    how = capitalised(consent_words(consent, voice)) if consent else ""
    again = voice.say(_REFRESHED, period=period_words(refresh, voice.language)) if refresh else ""
    return spaced("" if voice.model.transcribed else voice.say(_FREE), how, again)


def _with_what(activities: list[ProcessingActivity], voice: Voice) -> Inlines:
    """Which data, and who else gets them, abroad as well."""
    model = voice.model
    data = voice.data(name for one in activities for name in one.data or ())
    names = tuple(dict.fromkeys(to.recipient for one in activities for to in one.to))
    leaving = [
        model.recipients[name] for name in names if name in model.recipients and leaves_eea(model.recipients[name])
    ]
    return spaced(
        (Strong(voice.say(_DATA_LEAD)), f" {data}.") if data else "",
        voice.say(_GOES_TO, recipients=voice.list(voice.recipient(name) for name in names)) if names else "",
        *(voice.say(_OUTSIDE, transfer=transfer_words(one, voice)) for one in leaving),
    )


def _further(voice: Voice) -> Inlines:
    url = voice.model.policy.url
    contact = turn_to("privacy", voice) if "privacy" in voice.model.contacts else ()
    return spaced(
        voice.weave(_QUESTIONS, contact=contact) if contact else "",
        voice.weave(_MORE, policy=Link(voice.say(_POLICY), url)) if url else "",
    )
