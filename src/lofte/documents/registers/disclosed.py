"""Make the list of recipients: processors first of all, where they are, and what protects the data there.

In:   `Voice`.       Out:  a `Register`, one entry for each recipient.
Never: leaves a recipient out; names a country, a tool or an agreement that the declaration leaves out.

The idea in one read: who, in what role, for what, with which data, where, under which safeguard and agreement, and
who works for them in turn. A column that says nothing of anybody is left out, so that an organisation whose data
stay at home reads nothing of transfers.
Law:  GDPR Art. 13(1)(e)-(f), 28, 30(1)(d)-(e), 44-49.
Kept true by: tests/unit/documents/test_registers.py, tests/golden/texts/.
"""

from __future__ import annotations

from lofte.documents.language import Said, capitalised, country_words, date_words, number_words
from lofte.documents.recipients import activities_reaching, leaves_eea, safeguard_words
from lofte.documents.registers.cells import AND_OTHERS, at_of, basis_words, channels, day_or_word
from lofte.documents.registers.record import version_and_day
from lofte.documents.registers.shape import Cell, Entry, Field, Register, columns_and_cells, named, told
from lofte.documents.voice import Voice
from lofte.model import ProcessingActivity, Recipient, Safeguard

_TITLE = Said(sv="Mottagare och biträden", en="Recipients and processors")
_ROWS = Said(sv="En rad för varje mottagare", en="One row for each recipient")
_WHO = Said(sv="Mottagare", en="Recipient")
_KIND = Said(sv="Kategori", en="Category")
_ROLE = Said(sv="Roll", en="Role")
_DOES = Said(sv="Uppdrag eller eget ändamål", en="Task, or own purpose")
_PURPOSES = Said(sv="Får uppgifter för", en="Receives data for")
_DATA = Said(sv="Uppgifter", en="Data")
_WHEN = Said(sv="När", en="When")
_REQUIRES = Said(sv="Krävs för utlämnandet", en="Required for the disclosure")
_APPROVED = Said(sv="godkännande av {number} personer", en="approval by {number} people")
_BASIS = Said(sv="Rättslig grund för utlämnandet", en="Legal basis of the disclosure")
_SEAT = Said(sv="Säte", en="Seat")
_PLACES = Said(sv="Var uppgifterna finns", en="Where the data are")
_GROUP = Said(sv="Moderbolagets säte", en="Seat of the parent")
_OUTSIDE = Said(sv="Utanför EU och EES", en="Outside the EU and EEA")
_SAFEGUARD = Said(sv="Skydd vid överföring", en="Transfer safeguard")
_COPY = Said(sv="Kopia av skyddet", en="Copy of the safeguard")
_AGREEMENT = Said(sv="Avtal", en="Agreement")
_USES = Said(sv="Underbiträden", en="Sub-processors")

_SIGNED = Said(sv="undertecknat den {day}", en="signed on {day}")
_UNTIL = Said(sv="gäller till den {day}", en="until {day}")
_COVERS = Said(sv="omfattar {parts}", en="covers {parts}")
_DETAILS = {
    "certificate": Said(sv="certifikat {value}", en="certificate {value}"),
    "checked": Said(sv="kontrollerat den {value}", en="checked on {value}"),
    "module": Said(sv="modul {value}", en="module {value}"),
    "signed": Said(sv="undertecknade den {value}", en="signed on {value}"),
    "assessed": Said(sv="mottagarlandets lag bedömd den {value}", en="law of the place assessed on {value}"),
    "detail": Said(sv="{value}", en="{value}"),
}


def _who(recipient: Recipient, voice: Voice) -> Cell:
    return told(voice.recipient(recipient.name), span=at_of(recipient, "name"))


def _kind(recipient: Recipient, voice: Voice) -> Cell:
    kinds = (voice.term("recipient-kind", kind) for kind in recipient.kinds)
    return told(*kinds, voice.say(AND_OTHERS) if recipient.kinds_open else "", span=at_of(recipient, "is"))


def _role(recipient: Recipient, voice: Voice) -> Cell:
    return told(*(voice.term("recipient-role", role) for role in recipient.roles), span=at_of(recipient, "role"))


def _does(recipient: Recipient, voice: Voice) -> Cell:
    return told(voice.text(recipient.does), span=at_of(recipient, "does"))


def _reaching(recipient: Recipient, voice: Voice) -> tuple[ProcessingActivity, ...]:
    activities = voice.model.activities
    return tuple(activities[name] for name in activities_reaching(recipient.name, voice.model) if name in activities)


def _purposes(recipient: Recipient, voice: Voice) -> Cell:
    reaching = _reaching(recipient, voice)
    span = reaching[0].at("to") if reaching else None
    return told(*(voice.text(activity.label) or activity.name for activity in reaching), span=span)


def _data(recipient: Recipient, voice: Voice) -> Cell:
    reaching = _reaching(recipient, voice)
    names: dict[str, None] = {}
    for activity in reaching:
        only = next((to.data for to in activity.to if to.recipient == recipient.name), None)
        names |= dict.fromkeys(voice.model.expanded(only if only is not None else activity.data or ()))
    return told(*(voice.data((name,)) for name in names), span=reaching[0].at("data") if reaching else None)


def _when(recipient: Recipient, voice: Voice) -> Cell:
    return told(*(voice.term("disclosure-ground", ground) for ground in recipient.on), span=at_of(recipient, "on"))


def _requires(recipient: Recipient, voice: Voice) -> Cell:
    number = number_words(recipient.approvers, voice.language)
    approved = voice.say(_APPROVED, number=number) if recipient.approvers > 1 else ""
    evidence = (voice.term("evidence", word) for word in recipient.requires)
    return told(*evidence, approved, span=at_of(recipient, "requires", "approvers"))


def _basis(recipient: Recipient, voice: Voice) -> Cell:
    return told(*(basis_words(entry, voice) for entry in recipient.basis), span=at_of(recipient, "basis"))


def _countries(names: tuple[str | None, ...], voice: Voice) -> tuple[str, ...]:
    return tuple(country_words(name, voice.language) for name in names if name)


def _seat(recipient: Recipient, voice: Voice) -> Cell:
    return named(*_countries((recipient.country,), voice), span=at_of(recipient, "country"))


def _places(recipient: Recipient, voice: Voice) -> Cell:
    places = recipient.places or (recipient.country,)
    return named(*_countries(tuple(places), voice), span=at_of(recipient, "places", "country"))


def _group(recipient: Recipient, voice: Voice) -> Cell:
    return named(*_countries((recipient.group,), voice), span=at_of(recipient, "group"))


def _outside(recipient: Recipient, voice: Voice) -> Cell:
    return named(*_countries(leaves_eea(recipient), voice), span=at_of(recipient, "places", "group", "country"))


def _safeguards(recipient: Recipient, voice: Voice) -> Cell:
    return told(*(_safeguard(one, voice) for one in recipient.safeguards), span=at_of(recipient, "safeguard"))


def _safeguard(safeguard: Safeguard, voice: Voice) -> str:
    details = (
        voice.say(_DETAILS[name], value=day_or_word(value, voice))
        for name, value in safeguard.details.items()
        if name in _DETAILS
    )
    return ", ".join((safeguard_words(safeguard, voice), *details))


def _copy(recipient: Recipient, voice: Voice) -> Cell:
    contact = voice.model.contacts.get(recipient.copy or "") if recipient.safeguards else None
    resolved = voice.model.contacts.get(contact.same_as or contact.name) if contact else None
    return named(channels(resolved) if resolved else "", span=at_of(recipient, "copy"))


def _agreement(recipient: Recipient, voice: Voice) -> Cell:
    agreement = recipient.agreement
    if agreement is None:
        return Cell((), recipient.span)
    language = voice.language
    return told(
        voice.say(_SIGNED, day=date_words(agreement.signed, language)) if agreement.signed else "",
        voice.say(_UNTIL, day=date_words(agreement.until, language)) if agreement.until else "",
        voice.say(_COVERS, parts=voice.list(agreement.covers)) if agreement.covers else "",
        span=at_of(recipient, "agreement"),
    )


def _uses(recipient: Recipient, voice: Voice) -> Cell:
    names = (capitalised(voice.recipient(name)) for name in recipient.uses)
    return named(*names, span=at_of(recipient, "uses"))


FIELDS: tuple[Field[Recipient], ...] = (
    Field("recipient", _WHO, _who, "GDPR Art. 30(1)(d)"),
    Field("kind", _KIND, _kind, "GDPR Art. 30(1)(d)"),
    Field("role", _ROLE, _role, "GDPR Art. 4(7)-(9), 26, 28"),
    Field("does", _DOES, _does),
    Field("purposes", _PURPOSES, _purposes),
    Field("data", _DATA, _data),
    Field("when", _WHEN, _when),
    Field("requires", _REQUIRES, _requires),
    Field("basis", _BASIS, _basis),
    Field("seat", _SEAT, _seat),
    Field("places", _PLACES, _places, "GDPR Art. 30(1)(e), 44"),
    Field("group", _GROUP, _group),
    Field("outside", _OUTSIDE, _outside),
    Field("safeguard", _SAFEGUARD, _safeguards),
    Field("copy", _COPY, _copy),
    Field("agreement", _AGREEMENT, _agreement),
    Field("uses", _USES, _uses),
)
"""The columns, in the order in which one asks."""


def recipients_register(voice: Voice) -> Register:
    """Every recipient, processors first."""
    every = voice.model.recipients.values()
    those = sorted(every, key=lambda one: one.roles != ("processor",))
    columns, rows = columns_and_cells(FIELDS, those, voice)
    entries = tuple(
        Entry(one.name, row, (f"disclosure.{one.name}",), one.span) for one, row in zip(those, rows, strict=True)
    )
    title, caption = voice.say(_TITLE), voice.say(_ROWS)
    return Register("recipients", title, caption, voice.language, version_and_day(voice), (), columns, entries)
