"""Tell the balancing tests behind legitimate interests.

In:   `Model`, the language.       Out:  a `Document`, a section for each test that is declared.
Never: makes a test that nobody has made; tells a shared one twice.

The idea in one read: a person may ask how an interest was weighed, and the authority will. A test answers the same
questions each time: which interest, why it cannot be served otherwise, what people may expect, what it does to them,
what protects them, what was found, when and by whom. An activity that shares another's test is named with it, and
with its own interest where that is another.
Law:  GDPR Art. 5(2), 6(1)(f), 13(1)(d), 21(1).
Kept true by: tests/unit/documents/test_texts.py, tests/golden/texts/.
"""

from __future__ import annotations

from lofte.documents.blocks import Block, Document, Heading, Item, Items, Paragraph, Strong, woven
from lofte.documents.language import Said, capitalised, date_words
from lofte.documents.right_words import RIGHTS_IN_WORDS, rights_given
from lofte.documents.texts.links import standing_alone
from lofte.documents.voice import Voice
from lofte.model import Balancing, BasisEntry, Model, ProcessingActivity

_TITLE = Said(sv="Intresseavvägningar", en="Balancing tests")
_LEAD = Said(
    sv="När vi stöder oss på ett berättigat intresse (artikel 6.1 f) har vi vägt det mot intressena hos dem som "
    "uppgifterna gäller. Så här gjorde vi.",
    en="Where we rely on a legitimate interest (Article 6(1)(f)) we have weighed it against the interests of those "
    "whose data they are. This is how.",
)
_FACT = Said(sv="{question}: {answer}", en="{question}: {answer}")
_WHOSE = Said(sv="Vems uppgifter", en="Whose data")
_DATA = Said(sv="Uppgifter", en="Data")
_INTEREST = Said(sv="Vårt intresse", en="Our interest")
_NEEDED = Said(sv="Varför det behövs", en="Why it is needed")
_EXPECTED = Said(sv="Vad man kan vänta sig", en="What people may expect")
_EFFECT = Said(sv="Påverkan på dem", en="Effect on them")
_SAFEGUARDS = Said(sv="Vad som skyddar dem", en="What protects them")
_OUTCOME = Said(sv="Slutsats", en="Conclusion")
_JUDGED = Said(sv="Bedömt", en="Judged")
_ON_BY = Said(sv="den {day}, av {role}", en="on {day}, by the {role}")
_ON = Said(sv="den {day}", en="on {day}")
_BY = Said(sv="av {role}", en="by the {role}")
_ALSO = Said(sv="Gäller också", en="Also for")
_OTHER_INTEREST = Said(sv="{activity} (intresse: {interest})", en="{activity} (interest: {interest})")


def balancing_tests(model: Model, language: str) -> Document:
    """Every test that is declared; no blocks when there is none."""
    voice = Voice(model, language)
    told = tuple(
        block
        for activity in model.activities.values()
        for entry in activity.basis
        if entry.balancing is not None and entry.balancing.shared_with is None
        for block in _test(activity, entry, entry.balancing, voice)
    )
    lead = voice.say(_LEAD)
    if "objection" in rights_given(model):
        lead = f"{lead} {voice.say(RIGHTS_IN_WORDS['objection'])}"
    blocks: tuple[Block, ...] = (Paragraph((lead,), kind="lead"), *told) if told else ()
    return standing_alone(Document(voice.say(_TITLE), language, (), blocks), model)


def _test(activity: ProcessingActivity, entry: BasisEntry, test: Balancing, voice: Voice) -> tuple[Block, ...]:
    tells = (f"notice.{activity.name}",)
    facts = (
        (_WHOSE, voice.list(voice.subject(name) for name in activity.about or ())),
        (_DATA, voice.data(activity.data or ())),
        (_INTEREST, voice.text(entry.interest)),
        (_NEEDED, voice.text(test.needed)),
        (_EXPECTED, voice.text(test.expected)),
        (_EFFECT, voice.text(test.effect)),
        (_SAFEGUARDS, voice.text(test.safeguards)),
        (_OUTCOME, voice.text(test.outcome)),
        (_JUDGED, _judged(test, voice)),
        (_ALSO, voice.list(_sharing(activity, entry, voice))),
    )
    items = tuple(
        Item(woven(_FACT.template(voice.language), question=Strong(voice.say(question)), answer=capitalised(answer)))
        for question, answer in facts
        if answer
    )
    return (Heading(2, voice.heading(activity), tells[0], tells), Items(items, "facts"))


def _judged(test: Balancing, voice: Voice) -> str:
    role = voice.model.roles.get(test.by or "")
    who = voice.text(role.label) if role else test.by or ""
    day = date_words(test.on, voice.language) if test.on else ""
    said = _ON_BY if day and who else _ON if day else _BY
    return voice.say(said, day=day, role=who) if day or who else ""


def _sharing(activity: ProcessingActivity, entry: BasisEntry, voice: Voice) -> tuple[str, ...]:
    """The activities that rest on this very test."""
    sharing = (
        (other, their)
        for other in voice.model.activities.values()
        for their in other.basis
        if their.balancing is not None and their.balancing.shared_with == activity.name
    )
    return tuple(
        voice.purpose(other)
        if not their.interest or their.interest == entry.interest
        else voice.say(_OTHER_INTEREST, activity=voice.purpose(other), interest=voice.text(their.interest))
        for other, their in sharing
    )
