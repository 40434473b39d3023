"""Tell a difference to people, in Swedish and English.

In:   a `Difference`, both models, the language.       Out:  a sentence for each change; a `Document` of them all.
Never: tells a name that has words; says that something weighs nothing where a person must judge.

The idea in one read: each kind has one sentence, which opens with the thing that it is about. What can be said in few
words, a rule of retention, a period, an address, is said as it was and as it is. Then come whom it touches, why it
matters and by what law, and whether a consent must be asked anew.
Law:  GDPR Art. 12(1), 13(3), 14(4).
Kept true by: tests/unit/difference/test_telling.py
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from lofte.difference.change import Change, Difference, Kind, Renewal, Weight
from lofte.difference.kinds import GUIDELINES, KINDS, WORDS_TO_JUDGE
from lofte.difference.sentences import SENTENCES
from lofte.difference.things import Things
from lofte.documents.blocks import Block, Document, Heading, Item, Items, Paragraph
from lofte.documents.language import Said, capitalised
from lofte.model import Model

_TITLE = Said(sv="Det här har ändrats", en="What has changed")
_BETWEEN = Said(sv="Från version {old} till version {new}", en="From version {old} to version {new}")
_NOTHING = Said(sv="Ingenting har ändrats.", en="Nothing has changed.")
_HEADINGS: Final = {
    Weight.MATERIAL: Said(sv="Ändringar av betydelse", en="Changes of substance"),
    Weight.TO_BE_JUDGED: Said(sv="Att avgöra", en="To be judged"),
    Weight.NOT_MATERIAL: Said(sv="Andra ändringar", en="Other changes"),
}
_LEADS: Final = {
    Weight.MATERIAL: Said(
        sv="De som berörs ska få veta det här innan det gäller (GDPR artikel 13.3 och 14.4; {guidelines}).",
        en="Those concerned must be told of this before it applies (GDPR Articles 13(3) and 14(4); {guidelines}).",
    ),
    Weight.TO_BE_JUDGED: Said(
        sv="Orden är andra. Om de betyder något annat måste en människa avgöra.",
        en="The words differ. Whether they mean something else a person must judge.",
    ),
}
_APPLIES: Final = Said(sv="Gäller: {activities}.", en="Concerns: {activities}.")
_TOUCHES: Final = Said(sv="Berör: {people}.", en="Touches: {people}.")
_EVERYONE: Final = Said(sv="alla", en="everyone")
_BECAUSE: Final = Said(sv="Skäl: {why} ({law}).", en="Why: {why} ({law}).")
_ASK: Final = {
    Renewal.LAW: Said(sv="Samtycke måste ges på nytt: {consents}.", en="Consent must be given anew: {consents}."),
    Renewal.PROMISE: Said(
        sv="Policyn har lovat att fråga om samtycke igen: {consents}.",
        en="The policy has promised to ask for consent again: {consents}.",
    ),
}
_ASK_FIRST: Final = Said(sv="Samtycke måste ges: {consents}.", en="Consent must be given: {consents}.")
_BESIDES: Final = Said(
    sv="Därutöver: {same} med samma betydelse som förut, och {untold} i hur löftena hålls.",
    en="Besides: {same} of the same meaning as before, and {untold} in how promises are kept.",
)
_NAMED: Final = 2
"""Up to so many categories of people are named, also when they are all."""
_QUIET: Final = frozenset({Kind.SAME_MEANING, Kind.UNTOLD})


def change_sentence(change: Change, old: Model, new: Model, language: str) -> str:
    """What changed, in one or two sentences."""
    things = Things(old, new, language)
    before, after = things.was_and_is(change)
    name = things.name(change.of, change.name)
    parts = [
        SENTENCES[change.kind].words(
            language, name=name, detail=things.detail(change), keys=", ".join(".".join(p.path) for p in change.parts)
        )
    ]
    if before and after:
        parts.append(
            Said(sv="Förut: {was}. Nu: {now}.", en="Before: {was}. Now: {now}.").words(language, was=before, now=after)
        )
    if change.activities and change.of != "activities" and change.kind not in _QUIET:
        parts.append(_APPLIES.words(language, activities=things.activities(change.activities)))
    return capitalised(" ".join(parts))


def why_words(change: Change, language: str) -> str:
    """Why it weighs what it weighs."""
    told = WORDS_TO_JUDGE if change.weight is Weight.TO_BE_JUDGED else KINDS[change.kind].why
    return told.template(language)


def law_of(change: Change) -> str:
    """By what law."""
    own = KINDS[change.kind].law
    return f"{own}; {GUIDELINES}" if change.weight is Weight.MATERIAL else own


def consent_words(change: Change, old: Model, new: Model, language: str) -> str:
    """Whether a consent must be asked, and why; empty where none must."""
    if change.renewal is None:
        return ""
    things = Things(old, new, language)
    known = [name for name in change.consents if name in old.consents]
    said = _ASK[change.renewal] if known else _ASK_FIRST
    return said.words(language, consents=things.consents(change.consents))


def changes_document(difference: Difference, old: Model, new: Model, language: str, *, every: bool = False) -> Document:
    """All changes as a text; `every` also lists those that are told to nobody."""
    versions = (old.policy.version or "?", new.policy.version or "?")
    between = _BETWEEN.words(language, old=versions[0], new=versions[1])
    blocks: list[Block] = []
    for weight in Weight:
        shown = [one for one in difference.of_weight(weight) if every or one.kind not in _QUIET]
        if shown:
            blocks += _section(weight, shown, old, new, language)
    if not every:
        blocks += _besides(difference, language)
    if not difference:
        blocks.append(Paragraph((_NOTHING.template(language),)))
    return Document(_TITLE.template(language), language, (between,), tuple(blocks))


def _section(weight: Weight, changes: Iterable[Change], old: Model, new: Model, language: str) -> Iterator[Block]:
    yield Heading(2, _HEADINGS[weight].template(language), f"changes.{weight}")
    if weight in _LEADS:
        yield Paragraph((_LEADS[weight].words(language, guidelines=GUIDELINES),))
    yield Items(tuple(Item((_whole(change, old, new, language),)) for change in changes))


def _whole(change: Change, old: Model, new: Model, language: str) -> str:
    things = Things(old, new, language)
    parts = [change_sentence(change, old, new, language)]
    if change.affects:
        everyone = len(change.affects) > _NAMED and change.affects == things.everyone
        people = _EVERYONE.template(language) if everyone else things.people(change.affects)
        parts.append(_TOUCHES.words(language, people=people))
    if change.weight is Weight.MATERIAL:
        parts.append(_BECAUSE.words(language, why=why_words(change, language), law=KINDS[change.kind].law))
    parts.append(consent_words(change, old, new, language))
    return " ".join(part for part in parts if part)


def _besides(difference: Difference, language: str) -> Iterator[Block]:
    counts = [sum(one.kind is kind for one in difference.changes) for kind in (Kind.SAME_MEANING, Kind.UNTOLD)]
    if any(counts):
        words = [_counted(count, language) for count in counts]
        yield Paragraph((_BESIDES.words(language, same=words[0], untold=words[1]),), kind="note")


def _counted(count: int, language: str) -> str:
    one, many = Said(sv="en ändring", en="one change"), Said(sv="{count} ändringar", en="{count} changes")
    return one.template(language) if count == 1 else many.words(language, count=str(count))
