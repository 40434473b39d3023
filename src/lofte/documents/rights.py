"""Tell what a person may ask for, when each right applies, and how to use it.

In:   `Voice`.       Out:  blocks; the right to object set apart from the rest.
Never: promises a right that a written section `rights` leaves out.

The idea in one read: each right is one line in plain words with its article, then what this declaration makes of
it: a condition, the exceptions, a consequence. Objection is told first and apart (21(4)), with the activities that
it stops at once and those where reasons are weighed, each a link to what is done. Without a section `rights` all
rights are told as the law has them.
Law:  GDPR Art. 12, 13(2)(b)-(d), 15-22, 77, 82.
Kept true by: tests/unit/documents/test_sections.py.
"""

from __future__ import annotations

from collections.abc import Iterable

from lofte.documents.blocks import Aside, Block, Heading, Inlines, Item, Items, Link, Paragraph, Strong, spaced
from lofte.documents.contact import turn_to
from lofte.documents.language import Said, capitalised, period_words
from lofte.documents.right_words import EXCEPTIONS, EXCEPTIONS_IN_WORDS, RIGHTS_IN_WORDS, rights_given
from lofte.documents.voice import Voice
from lofte.model import ProcessingActivity, RightGiven
from lofte.vocabulary import CURRENT_AUTHORITY, ERASURE_GROUNDS, LegalBasis

_TITLE = Said(sv="Dina rättigheter", en="Your rights")
_OBJECT_TITLE = Said(sv="Du kan säga nej", en="You can say no")
_NO_MARKETING = Said(
    sv="Du kan när som helst säga nej till direkt marknadsföring. Då slutar vi, och du behöver inte säga varför "
    "(artikel 21.2).",
    en="You can object to direct marketing at any time. We then stop, and you need not say why (Article 21(2)).",
)
_IT_IS = Said(sv="Det gäller: {activities}.", en="This concerns: {activities}.")
_SUPPRESSED = Said(
    sv="Vi minns att du har sagt nej, så att det inte börjar igen.",
    en="We remember that you said no, so that it does not start again.",
)
_OBJECT = Said(
    sv="{you_can}, av skäl som rör just dig, invända mot det som vi gör efter en intresseavvägning eller i allmänt "
    "intresse. Då slutar vi, om vi inte kan visa skäl som väger tyngre än dina eller behöver uppgifterna för rättsliga "
    "anspråk (artikel 21.1).",
    en="{you_can} object, on grounds relating to your own situation, to what we do in our legitimate interests or "
    "in the public interest. We then stop, unless we can show reasons that outweigh yours or need the data for legal "
    "claims (Article 21(1)).",
)
_YOU_CAN = Said(sv="Du kan", en="You can")
_YOU_CAN_ALSO = Said(sv="Du kan också", en="You can also")
_OBJECT_TO_ANYTHING = Said(
    sv="Du kan invända mot all vår behandling av dina uppgifter.",
    en="You can object to any of our processing of your data.",
)
_RIGHT = Said(sv="{right}. {words}", en="{right}. {words}")
_EXCEPT = Said(sv="Det gäller inte {exceptions}.", en="This does not apply {exceptions}.")
_IF_POSSIBLE = Said(sv="Det gäller om det är tekniskt möjligt.", en="This applies where technically possible.")
_CONSEQUENCE = Said(sv="Följden kan bli: {text}.", en="The consequence may be: {text}.")
_ERASED_IF = Said(
    sv="Du kan få dina uppgifter raderade när något av detta gäller: {grounds} (artikel 17).",
    en="You can have your data erased where one of these applies: {grounds} (Article 17).",
)

_USE_TITLE = Said(sv="Så använder du dem", en="How to use them")
_TURN_TO = Said(sv="Vänd dig till {contact}.", en="Contact {contact}.")
_BY = Said(sv="Vi tar emot din begäran via {channels}.", en="We accept your request by {channels}.")
_ANSWER = Said(sv="Vi svarar inom {period}.", en="We answer within {period}.")
_EXTENSION = Said(
    sv="Är saken komplicerad kan vi behöva ytterligare {period}, och då berättar vi varför inom den första månaden.",
    en="If the matter is complex we may need a further {period}, and we then tell you why within the first month.",
)
_FREE = Said(sv="Det kostar inget.", en="It is free of charge.")
_FURTHER = Said(
    sv="En ytterligare kopia av samma uppgifter kostar {price}.", en="A further copy of the same data costs {price}."
)
_IDENTITY = Said(sv="Vi kontrollerar vem du är genom {means}.", en="We check who you are by {means}.")

_COMPLAINT_TITLE = Said(sv="Om du inte är nöjd", en="If you are not satisfied")
_COMPLAINT = Said(sv="Du kan klaga hos {authority}.", en="You can lodge a complaint with {authority}.")
_ADDRESSES = {
    "imy": Said(
        sv="Box 8114, 104 20 Stockholm, {email}, {web}", en="Box 8114, SE-104 20 Stockholm, Sweden, {email}, {web}"
    )
}
_APART = "apart"


def rights_blocks(voice: Voice) -> tuple[Block, ...]:
    """Rights, how to use them, and complaint; a part with nothing to tell is left out."""
    given = rights_given(voice.model)
    apart = _objection(voice) if "objection" in given and _is_apart(voice) else ()
    told = [name for name in given if name not in ("complaint", "withdrawal") and not (apart and name == "objection")]
    items = tuple(_item(name, voice) for name in told)
    if not items and not apart:
        return _complaint(voice) if "complaint" in given else ()
    return (
        Heading(2, voice.say(_TITLE), "rights"),
        *apart,
        *((Items(items),) if items else ()),
        *_use(given, voice),
        *(_complaint(voice) if "complaint" in given else ()),
    )


def _is_apart(voice: Voice) -> bool:
    given = voice.model.rights.get("objection")
    shown = given.shown if given else None
    return shown == _APART or (shown is None and not voice.model.transcribed)


def _objection(voice: Voice) -> tuple[Block, ...]:
    activities = voice.model.activities.values()
    marketing = [activity for activity in activities if activity.marketing]
    weighed = [activity for activity in activities if not activity.marketing and _is_weighed(activity)]
    given = voice.model.rights.get("objection")
    weighed_words = voice.say(_OBJECT, you_can=voice.say(_YOU_CAN_ALSO if marketing else _YOU_CAN))
    remembered = given is None or given.suppression
    paragraphs = (
        *_paragraphs(voice.say(_NO_MARKETING), marketing, voice, suppressed=remembered),
        *_paragraphs(weighed_words, weighed, voice, suppressed=False),
        *((Paragraph((voice.say(_OBJECT_TO_ANYTHING),)),) if given and "any" in given.given_for else ()),
    )
    tells = ("request.objection", *(f"marketing.{activity.name}" for activity in marketing))
    return (Aside(voice.say(_OBJECT_TITLE), paragraphs, "request.objection", tells),) if paragraphs else ()


def _paragraphs(
    words: str, activities: list[ProcessingActivity], voice: Voice, *, suppressed: bool
) -> tuple[Paragraph, ...]:
    if not activities:
        return ()
    which = voice.weave(_IT_IS, activities=voice.activities(activity.name for activity in activities))
    after = f" {voice.say(_SUPPRESSED)}" if suppressed else ""
    return (Paragraph((f"{words} ", *which, after)),)


def _is_weighed(activity: ProcessingActivity) -> bool:
    weighed = (LegalBasis.LEGITIMATE_INTERESTS, LegalBasis.PUBLIC_TASK)
    return any(entry.basis in weighed for entry in activity.basis)


def _item(name: str, voice: Voice) -> Item:
    given = voice.model.rights.get(name)
    words = " ".join(sentence for sentence in _words(name, given, voice) if sentence)
    right = Strong(capitalised(voice.term("right", name)))
    return Item(voice.weave(_RIGHT, right=right, words=words), (f"request.{name}",))


def _words(name: str, given: RightGiven | None, voice: Voice) -> tuple[str, ...]:
    plain = voice.say(RIGHTS_IN_WORDS[name])
    if given is None:
        return (plain,)
    only_some = name == "erasure" and bool(given.grounds) and set(given.grounds) < ERASURE_GROUNDS.keys()
    told = frozenset() if only_some else EXCEPTIONS_IN_WORDS.get(name, frozenset())
    exceptions = voice.either(voice.say(EXCEPTIONS[word]) for word in given.exceptions if word not in told)
    return (
        _grounds(given, voice) if only_some else plain,
        voice.say(_OBJECT_TO_ANYTHING) if name == "objection" and "any" in given.given_for else "",
        voice.say(_IF_POSSIBLE) if given.condition == "technically-possible" else "",
        voice.say(_EXCEPT, exceptions=exceptions) if exceptions else "",
        voice.say(_CONSEQUENCE, text=voice.text(given.consequence).rstrip(".")) if given.consequence else "",
    )


def _grounds(given: RightGiven, voice: Voice) -> str:
    return voice.say(_ERASED_IF, grounds="; ".join(voice.term("erasure-ground", ground) for ground in given.grounds))


def _use(given: Iterable[str], voice: Voice) -> tuple[Block, ...]:
    requests = voice.model.requests
    contact = turn_to("privacy", voice) if "privacy" in voice.model.contacts else ()
    channels = voice.either(voice.term("request-channel", channel) for channel in requests.by)
    means = voice.either(voice.term("identity-means", means) for means in requests.identity)
    language = voice.language
    sentences: tuple[Inlines, ...] = (
        voice.weave(_TURN_TO, contact=contact) if contact else (),
        (voice.say(_BY, channels=channels),) if channels else (),
        (voice.say(_ANSWER, period=period_words(requests.answer, language)),) if requests.answer else (),
        (voice.say(_EXTENSION, period=period_words(requests.extension, language)),) if requests.extension else (),
        (voice.say(_FREE),) if not voice.model.transcribed else (),
        (voice.say(_FURTHER, price=requests.further_copies),) if requests.further_copies else (),
        (voice.say(_IDENTITY, means=means),) if means else (),
    )
    words = spaced(*sentences)
    tells = tuple(f"request.{name}" for name in given)
    return (Heading(3, voice.say(_USE_TITLE), "requests"), Paragraph(words, tells)) if words else ()


def _complaint(voice: Voice) -> tuple[Block, ...]:
    given = voice.model.rights.get("complaint")
    word = (given.authority if given else None) or "imy"
    authority = voice.term("authority", word)
    sentence = voice.weave(_COMPLAINT, authority=Strong(authority))
    known = _ADDRESSES.get(word if voice.model.transcribed else CURRENT_AUTHORITY.get(word, word))
    where: Inlines = ()
    if known is not None:
        email, web = Link("imy@imy.se", "mailto:imy@imy.se"), Link("www.imy.se", "https://www.imy.se/")
        where = (" ", *voice.weave(known, email=email, web=web), ".")
    heading = Heading(3, voice.say(_COMPLAINT_TITLE), "complaint", ("request.complaint",))
    return (heading, Paragraph((*sentence, *where), ("request.complaint",)))
