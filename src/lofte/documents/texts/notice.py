"""Tell what a person must know where data are collected: one notice for one source.

In:   `Model`, the language, the name of a source.       Out:  a `Document` that stands alone.
Never: tells an activity that has nothing of this source; leaves out one that uses its data again.

The idea in one read: the policy's own parts are told of a smaller model, that of the activities which live on this
source, at once or later. So a notice says who, what for, on what basis, how long, to whom and whether one must, in
the words of the policy. Of data that are not from the person it says from whom they are (Art. 14). Objection stands
apart, the other rights are named, and each is explained on demand. Where the source is a browser, what is stored in
it is told too.
Law:  GDPR Art. 12(1), 13, 14, 21(4); LEK (2022:482) 9 kap. 28 §.
Kept true by: tests/unit/documents/test_texts.py, tests/golden/texts/.
"""

from __future__ import annotations

from lofte.documents.activity import activity_blocks
from lofte.documents.blocks import Block, Details, Document, Heading, Inlines, Items, Link, Paragraph, spaced
from lofte.documents.consents import consent_blocks, cookie_blocks
from lofte.documents.contact import organisation_blocks
from lofte.documents.groups import Group, parts
from lofte.documents.language import Said, period_words
from lofte.documents.recipients import recipients_blocks
from lofte.documents.right_words import rights_given
from lofte.documents.rights import rights_blocks
from lofte.documents.texts.links import standing_alone
from lofte.documents.texts.narrowing import of_activities, resting_on
from lofte.documents.voice import Voice
from lofte.model import DataSource, Model

_TITLE = Said(sv="Så använder vi dina uppgifter: {source}", en="How we use your data: {source}")
_COLLECTED = Said(
    sv="Det här gäller uppgifter som vi samlar in genom {source}.",
    en="This concerns data that we collect through {source}.",
)
_FROM_OTHERS = Said(
    sv="Det här gäller uppgifter om dig som du inte har lämnat själv. Vi har fått dem från {source} (artikel 14).",
    en="This concerns data about you that you did not give us yourself. We got them from {source} (Article 14).",
)
_PUBLIC = Said(sv="Källan är öppen för alla.", en="The source is publicly accessible.")
_TOLD_WITHIN = Said(
    sv="Vi berättar det för dig senast {period} efter att vi fick uppgifterna.",
    en="We tell you this within {period} of getting the data.",
)
_MORE = Said(
    sv="Allt om hur vi använder personuppgifter står i {policy}.",
    en="All about our use of personal data is in {policy}.",
)
_MORE_WORDS = Said(sv="vår integritetspolicy", en="our privacy policy")
_OWN_PAGE = Said(sv="För just det här finns också {page}.", en="For this in particular there is also {page}.")
_OWN_PAGE_WORDS = Said(sv="en särskild sida", en="a page of its own")
_ACTIVITIES = Said(sv="Vad vi gör med uppgifterna", en="What we do with the data")
_RIGHTS = Said(sv="Du har {rights}.", en="You have the {rights}.")
_EACH_RIGHT = Said(sv="Vad varje rättighet innebär", en="What each right means")

_TOLD_APART = ("complaint", "withdrawal", "compensation")


def notice(model: Model, language: str, source: str) -> Document:
    """The notice at one source; raises KeyError for a source that the model does not have."""
    found = model.sources[source]
    narrowed = of_activities(model, resting_on(model, source))
    voice = Voice(narrowed, language, source)
    name = source_words(found, voice)
    blocks = (
        Paragraph(_lead(found, voice), kind="lead"),
        *_more(found, voice),
        *organisation_blocks(voice),
        *_activities(voice),
        *_transfers(voice),
        *consent_blocks(voice),
        *(cookie_blocks(voice) if "cookie" in found.kinds else ()),
        *short_rights(voice),
    )
    return standing_alone(Document(voice.say(_TITLE, source=name), language, (), blocks), model)


def source_words(source: DataSource, voice: Voice) -> str:
    """The name of a register or partner, else what the organisation calls the source."""
    return voice.text(source.origin_name) or voice.text(source.label) or source.name


def short_rights(voice: Voice) -> tuple[Block, ...]:
    """Objection apart, the other rights in one sentence, how to use them, complaint; each right explained on demand."""
    told: list[Block] = []
    explained: list[Block] = []
    for block in rights_blocks(voice):
        if isinstance(block, Items):
            explained.append(block)
            told.append(Paragraph((voice.say(_RIGHTS, rights=_named_rights(voice)),)))
        else:
            told.append(block)
    details = (Details(voice.say(_EACH_RIGHT), tuple(explained), "each-right"),) if explained else ()
    return (*told, *details)


def _named_rights(voice: Voice) -> str:
    names = [name for name in rights_given(voice.model) if name not in _TOLD_APART]
    return voice.list(voice.term("right", name) for name in names)


def _lead(source: DataSource, voice: Voice) -> Inlines:
    name = source_words(source, voice)
    if not source.indirect:
        return (voice.say(_COLLECTED, source=name),)
    told = period_words(source.inform, voice.language) if source.inform else ""
    return spaced(
        voice.say(_FROM_OTHERS, source=name),
        voice.say(_PUBLIC) if "public-register" in source.kinds else "",
        voice.say(_TOLD_WITHIN, period=told) if told else "",
    )


def _activities(voice: Voice) -> tuple[Block, ...]:
    activities = tuple(voice.model.activities.values())
    about = {activity.about for activity in activities}
    only = next(iter(about)) if len(about) == 1 else None
    group = Group("notice", only or (), parts(activities))
    told = tuple(block for part in group.parts for block in activity_blocks(part, group, voice))
    return (Heading(2, voice.say(_ACTIVITIES), "activities"), *told) if told else ()


def _transfers(voice: Voice) -> tuple[Block, ...]:
    """The part of the section on recipients that tells of transfers, as a section of its own."""
    told = recipients_blocks(voice)
    starts = [place for place, block in enumerate(told) if isinstance(block, Heading) and block.anchor == "transfers"]
    if not starts:
        return ()
    heading, *rest = told[starts[0] :]
    assert isinstance(heading, Heading)
    return (Heading(2, heading.text, heading.anchor), *rest)


def _more(source: DataSource, voice: Voice) -> tuple[Block, ...]:
    policy = Link(voice.say(_MORE_WORDS), voice.model.policy.url or "")
    own = Link(voice.say(_OWN_PAGE_WORDS), source.notice or "")
    words = spaced(
        voice.weave(_OWN_PAGE, page=own) if own.to.startswith("https://") else "",
        voice.weave(_MORE, policy=policy) if policy.to else "",
    )
    return (Paragraph(words, kind="note"),) if words else ()
