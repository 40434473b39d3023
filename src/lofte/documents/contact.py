"""Tell who is responsible and where to turn.

In:   `Voice`.       Out:  blocks and inlines with working links.
Never: names a natural person; a declaration holds none.

The idea in one read: a contact is told by its channels, each as a link that works: a mail address, a telephone
number, a form. A contact that only names another is told as that other. A data protection officer is told when
there is one, and when it is decided that none is required.
Law:  GDPR Art. 13(1)(a)-(b), 26(2), 27, 37.
Kept true by: tests/unit/documents/test_sections.py.
"""

from __future__ import annotations

from dataclasses import replace

from lofte.documents.blocks import Block, Heading, Inline, Inlines, Link, Paragraph, Strong
from lofte.documents.language import Said, country_words, listed_inlines
from lofte.documents.voice import Voice
from lofte.model import Contact, Controller, JointWith

_TITLE = Said(sv="Vem ansvarar för uppgifterna?", en="Who is responsible for the data?")
_CONTROLLER = Said(sv="{name} är personuppgiftsansvarig.", en="{name} is the controller of your personal data.")
_NUMBER = Said(sv="Organisationsnummer {number}.", en="Registration number {number}.")
_ADDRESS = Said(sv="Adress: {address}.", en="Address: {address}.")
_JOINT = Said(
    sv="{name} och {other} ansvarar gemensamt där inget annat står.",
    en="{name} and {other} are responsible jointly unless a section says otherwise.",
)
_ANSWERS = Said(sv="{name} svarar på din begäran.", en="{name} answers your requests.")
_QUESTIONS = Said(sv="Frågor om personuppgifter: {contact}.", en="Questions about personal data: {contact}.")
_DPO = Said(sv="Vårt dataskyddsombud: {contact}.", en="Our data protection officer: {contact}.")
_NO_DPO = Said(
    sv="Vi är inte skyldiga att ha ett dataskyddsombud och har inte något.",
    en="We are not required to have a data protection officer and have none.",
)
_REPRESENTATIVE = Said(sv="Vår företrädare inom EU: {contact}.", en="Our representative in the EU: {contact}.")
_BREACH = Said(
    sv="Tror du att något har hänt med dina uppgifter: {contact}.",
    en="If you suspect that something has happened to your data: {contact}.",
)
_FORM = Said(sv="formuläret på webbplatsen", en="the form on the website")
_LETTER = Said(sv="brev till {post}", en="letter to {post}")
_IN_COUNTRY = Said(sv="{address}, {country}", en="{address}, {country}")


def organisation_blocks(voice: Voice) -> tuple[Block, ...]:
    """Who is responsible, and the contacts that the law asks for; nothing when nothing is stated."""
    paragraphs = (
        *(Paragraph(_controller(controller, voice)) for controller in voice.model.controllers.values()),
        *(Paragraph(inlines) for inlines in _contacts(voice) if inlines),
    )
    return (Heading(2, voice.say(_TITLE), "controller"), *paragraphs) if paragraphs else ()


def contact_inlines(name: str, voice: Voice) -> Inlines:
    """The channels of a contact by its name; the name itself when it is not declared."""
    contact = _resolved(name, voice)
    return contact_channels(contact, voice) if contact else (name,)


def turn_to(name: str, voice: Voice) -> Inlines:
    """What follows *contact* / *vänd dig till*: what is reached at once, else the postal address, else nothing."""
    contact = _resolved(name, voice)
    if contact is None:
        return (name,)
    return contact_channels(replace(contact, post=None), voice) or ((contact.post,) if contact.post else ())


def contact_channels(contact: Contact, voice: Voice) -> Inlines:
    """`privacy@example.se, 08-12 34 56 and the form`, each with a link that works."""
    channels: list[Inlines] = []
    if contact.email:
        channels.append((Link(contact.email, f"mailto:{contact.email}"),))
    if contact.phone:
        channels.append((Link(contact.phone, f"tel:{''.join(c for c in contact.phone if c.isdigit() or c == '+')}"),))
    if contact.form and contact.form.startswith("https://"):
        channels.append((Link(voice.say(_FORM), contact.form),))
    if contact.post:
        channels.append((voice.say(_LETTER, post=contact.post),))
    return listed_inlines(channels, voice.language, alternatives=True)


def _controller(controller: Controller, voice: Voice) -> Inlines:
    name = controller.legal_name or voice.text(controller.label)
    sentences: list[Inline] = [*voice.weave(_CONTROLLER, name=Strong(name))]
    if controller.org_nr:
        sentences.append(" " + voice.say(_NUMBER, number=controller.org_nr))
    if controller.address:
        sentences.append(" " + voice.say(_ADDRESS, address=_address(controller, voice)))
    sentences += [" " + _joint(name, joint, voice) for joint in controller.jointly_with if is_arranged(joint)]
    return tuple(sentences)


def is_arranged(joint: JointWith) -> bool:
    """Whether the text says anything of how the two share; that both are named is no arrangement."""
    return any((joint.arrangement, joint.essence, joint.answers))


def _address(controller: Controller, voice: Voice) -> str:
    address = controller.address or ""
    if voice.language == "sv" and controller.country == "SE":
        return address
    return voice.say(_IN_COUNTRY, address=address, country=country_words(controller.country, voice.language))


def _joint(name: str, joint: JointWith, voice: Voice) -> str:
    other = voice.model.controllers.get(joint.controller)
    sentences = [voice.say(_JOINT, name=name, other=voice.text(other.label) if other else joint.controller)]
    essence = voice.text(joint.essence)
    if essence:
        sentences.append(f"{essence.rstrip('.')}.")
    answering = voice.model.controllers.get(joint.answers or "")
    if answering:
        sentences.append(voice.say(_ANSWERS, name=voice.text(answering.label)))
    return " ".join(sentences)


def _contacts(voice: Voice) -> tuple[Inlines, ...]:
    return (
        _line("privacy", _QUESTIONS, voice),
        _line("breach", _BREACH, voice),
        _dpo(voice),
        _line("representative", _REPRESENTATIVE, voice),
    )


def _dpo(voice: Voice) -> Inlines:
    dpo = voice.model.contacts.get("dpo")
    if dpo is not None and not dpo.required:
        return (voice.say(_NO_DPO),)
    return _line("dpo", _DPO, voice) if dpo is not None and dpo.same_as is None else ()


def _line(name: str, said: Said, voice: Voice) -> Inlines:
    contact = voice.model.contacts.get(name)
    channels = contact_channels(contact, voice) if contact and contact.same_as is None else ()
    return voice.weave(said, contact=channels) if channels else ()


def _resolved(name: str, voice: Voice) -> Contact | None:
    contact = voice.model.contacts.get(name)
    if contact is not None and contact.same_as is not None:
        return voice.model.contacts.get(contact.same_as)
    return contact
