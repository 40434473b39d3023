"""Tell who gets data, where they are, and what protects data that leave the EU and EEA.

In:   `Voice`.       Out:  blocks: a table of all recipients, transfers, what is claimed of disclosure.
Never: names a country, a tool or a role that the declaration leaves out; an unstated cell is a dash.

The idea in one read: one table answers who, what they do for us, with what, and where. A recipient reaches an
activity when the activity names it, or when it runs a system whose tables serve the activity. Data leave the EEA
when the seat, a place or the parent of a recipient lies outside it; each such recipient is told with its safeguard,
apart from the rest.
Law:  GDPR Art. 13(1)(e)-(f), 28, 44-49.
Kept true by: tests/unit/documents/test_sections.py.
"""

from __future__ import annotations

from collections.abc import Iterable

from lofte.declaration.form import Origin
from lofte.documents.blocks import Block, Heading, Inlines, Item, Items, Paragraph, Row, Table
from lofte.documents.contact import turn_to
from lofte.documents.language import Said, capitalised, capitalised_inlines, country_words
from lofte.documents.voice import Voice
from lofte.model import Model, Recipient, Safeguard
from lofte.vocabulary import EEA

_TITLE = Said(sv="Vem får uppgifterna?", en="Who receives the data?")
_OF_ROLE = {
    "processor": Said(
        sv="Ett personuppgiftsbiträde använder uppgifterna bara för vår räkning.",
        en="A processor uses the data on our behalf only.",
    ),
    "joint": Said(
        sv="Med en gemensamt personuppgiftsansvarig delar vi ansvaret.",
        en="With a joint controller we share the responsibility.",
    ),
    "independent": Said(
        sv="En självständigt personuppgiftsansvarig ansvarar själv för vad den gör.",
        en="An independent controller is itself responsible for what it does.",
    ),
}
_AGREEMENTS = Said(
    sv="Med varje personuppgiftsbiträde har vi ett avtal som reglerar det.",
    en="We have an agreement with each processor that governs this.",
)
_CAPTION = Said(sv="Mottagare av personuppgifter", en="Recipients of personal data")
_WHO = Said(sv="Mottagare", en="Recipient")
_WHAT = Said(sv="Vad de gör", en="What they do")
_FOR = Said(sv="Ändamål", en="Purpose")
_WHERE = Said(sv="Var", en="Where")
_WHEN = Said(sv="får uppgifter {when}", en="receives data {when}")
_REQUIRES = Said(sv="då krävs {evidence}", en="this requires {evidence}")
_NOTHING = "–"

_TRANSFERS = Said(sv="Utanför EU och EES", en="Outside the EU and EEA")
_TRANSFER = Said(sv="{recipient}: {countries}.", en="{recipient}: {countries}.")
_TRANSFER_SAFE = Said(
    sv="{recipient}: {countries}. Skydd: {safeguards}.",
    en="{recipient}: {countries}. Safeguard: {safeguards}.",
)
_COPY = Said(
    sv="Du kan få en kopia av skyddsåtgärderna: hör av dig till {contact}.",
    en="You can get a copy of the safeguards: contact {contact}.",
)
_DECISIONS = {"us-dpf": "EU–US Data Privacy Framework"}
_NAMED_DECISION = Said(sv="{tool} ({decision})", en="{tool} ({decision})")

_OF_DISCLOSURE = (
    "never-sells",
    "never-shares",
    "own-sender-only",
    "all-processors-listed",
    "all-processors-safeguarded",
    "agreements-with-all-recipients",
    "remains-controller",
    "eea-only",
    "eea-preferred",
)


def recipients_blocks(voice: Voice) -> tuple[Block, ...]:
    """The section; nothing when nobody receives anything and nothing is claimed of it."""
    model = voice.model
    claims = claims_words(_OF_DISCLOSURE, voice)
    if not model.recipients and not claims:
        return ()
    return (
        Heading(2, voice.say(_TITLE), "recipients"),
        *((*_introduction(voice), _table(voice)) if model.recipients else ()),
        *((Paragraph((claims,)),) if claims else ()),
        *_transfers(voice),
    )


def claims_words(names: Iterable[str], voice: Voice) -> str:
    """What is claimed, those of `names` that are, as sentences."""
    claimed = (name for name in names if name in voice.model.claims and not voice.model.claims[name].about)
    return " ".join(f"{capitalised(voice.term('claim', name))}." for name in claimed)


def activities_reaching(recipient: str, model: Model) -> tuple[str, ...]:
    """The activities whose data the recipient gets: they name it, or a system that it runs serves them."""
    named = (a.name for a in model.activities.values() if any(to.recipient == recipient for to in a.to))
    run = (
        serves.activity
        for system in model.systems.values()
        if system.run_by == recipient
        for table in system.tables.values()
        for serves in table.serves
    )
    return tuple(dict.fromkeys((*named, *run)))


def leaves_eea(recipient: Recipient) -> tuple[str, ...]:
    """The countries outside the EEA where the recipient, its parent or its data are."""
    places = (recipient.country, *(recipient.places or ()), recipient.group)
    return tuple(dict.fromkeys(place for place in places if place and place.upper() not in (*EEA, "EEA")))


def _introduction(voice: Voice) -> tuple[Block, ...]:
    """What each role means, of the roles that there are."""
    recipients = voice.model.recipients.values()
    processors = [recipient for recipient in recipients if recipient.roles == ("processor",)]
    agreed = bool(processors) and all(processor.agreement for processor in processors)
    sentences = [said for role, said in _OF_ROLE.items() if any(one.roles == (role,) for one in recipients)]
    if agreed:
        sentences.insert(1, _AGREEMENTS)
    words = " ".join(voice.say(said) for said in sentences)
    return (Paragraph((words,)),) if words else ()


def _table(voice: Voice) -> Table:
    header = tuple(voice.say(said) for said in (_WHO, _WHAT, _FOR, _WHERE))
    rows = tuple(_row(recipient, voice) for recipient in voice.model.recipients.values())
    return Table(voice.say(_CAPTION), header, rows)


def _row(recipient: Recipient, voice: Voice) -> Row:
    reached = voice.activities(activities_reaching(recipient.name, voice.model))
    cells: tuple[Inlines, ...] = (
        (capitalised(voice.recipient(recipient.name)),),
        (_what(recipient, voice) or _NOTHING,),
        capitalised_inlines(reached) or (_NOTHING,),
        (_where(recipient, voice) or _NOTHING,),
    )
    return Row(cells, (f"disclosure.{recipient.name}",))


def _what(recipient: Recipient, voice: Voice) -> str:
    does = voice.text(recipient.does) or _kinds(recipient, voice)
    role = voice.term("recipient-role", recipient.roles[0]) if len(recipient.roles) == 1 else ""
    when = voice.either(voice.term("disclosure-ground", ground) for ground in recipient.on)
    evidence = (
        voice.list(voice.term("evidence", word) for word in recipient.requires) if _says_evidence(recipient) else ""
    )
    parts = (
        does,
        role,
        voice.say(_WHEN, when=when) if when else "",
        voice.say(_REQUIRES, evidence=evidence) if evidence else "",
    )
    return capitalised("; ".join(part for part in parts if part))


def _kinds(recipient: Recipient, voice: Voice) -> str:
    """What kind of recipient it is, unless it is called by that already."""
    kinds = voice.list(voice.term("recipient-kind", kind) for kind in recipient.kinds)
    return "" if kinds == voice.recipient(recipient.name) else kinds


def _where(recipient: Recipient, voice: Voice) -> str:
    places = recipient.places or ((recipient.country,) if recipient.country else ())
    return voice.list(country_words(place, voice.language) for place in places)


def _says_evidence(recipient: Recipient) -> bool:
    """Whether the text says itself what must be at hand; what follows from the ground alone goes without saying."""
    told = recipient.told.get("requires")
    return told is not None and told.origin is not Origin.DEFAULT


def _transfers(voice: Voice) -> tuple[Block, ...]:
    leaving = [recipient for recipient in voice.model.recipients.values() if leaves_eea(recipient)]
    if not leaving:
        return ()
    items = tuple(Item((_transfer(one, voice),), (f"disclosure.{one.name}",)) for one in leaving)
    asked = dict.fromkeys(recipient.copy for recipient in leaving if recipient.copy and recipient.safeguards)
    copies = [contact for contact in (turn_to(copy, voice)[:1] for copy in asked) if contact]
    return (
        Heading(3, voice.say(_TRANSFERS), "transfers"),
        Items(items),
        *(Paragraph(voice.weave(_COPY, contact=contact)) for contact in copies),
    )


def _transfer(recipient: Recipient, voice: Voice) -> str:
    countries = voice.list(country_words(place, voice.language) for place in leaves_eea(recipient))
    name = capitalised(voice.recipient(recipient.name))
    safeguards = voice.list(_safeguard(safeguard, voice) for safeguard in recipient.safeguards)
    if not safeguards:
        return voice.say(_TRANSFER, recipient=name, countries=countries)
    return voice.say(_TRANSFER_SAFE, recipient=name, countries=countries, safeguards=safeguards)


def _safeguard(safeguard: Safeguard, voice: Voice) -> str:
    tool = voice.term("safeguard", safeguard.tool)
    decision = safeguard.details.get("decision", "")
    return voice.say(_NAMED_DECISION, tool=tool, decision=_DECISIONS.get(decision, decision)) if decision else tool
