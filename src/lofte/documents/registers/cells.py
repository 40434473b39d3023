"""Answer the questions that several registers ask of an activity.

In:   a `ProcessingActivity`, a `Voice`.       Out:  cells, each with the place in the declaration that gives it.
Never: an answer that the declaration does not give; *none* only where it is declared or follows from a key left out.

The idea in one read: a register is read by whoever is in charge and by the authority, not by the person whose data
they are. So categories are told one by one, a basis by its name and article, and a period in the very words of the
policy, that the two can never say different things.
Law:  GDPR Art. 6(1), 9, 10, 30, 44-49.
Kept true by: tests/unit/documents/test_registers.py.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from lofte.diagnostics import Span
from lofte.documents.basis import statute_words
from lofte.documents.language import Said, article_words, country_words, date_words, period_between
from lofte.documents.recipients import activities_reaching, leaves_eea, transfer_words
from lofte.documents.registers.shape import Cell, named, told
from lofte.documents.retention import rule_words
from lofte.documents.voice import Voice
from lofte.model import BasisEntry, Contact, Controller, Measure, ProcessingActivity, Recipient, System
from lofte.vocabulary import BASES, CONDITIONS, EEA

NOBODY = Said(sv="Inga", en="Nobody")
NO_TRANSFER = Said(sv="Ingen överföring", en="No transfer")
AND_OTHERS = Said(sv="andra som inte är namngivna", en="others who are not named")
_MORE_DATA = Said(sv="andra uppgifter som inte är angivna", en="other data that are not stated")

_CONTACT = Said(sv="Kontakt: {contact}", en="Contact: {contact}")
_DPO = Said(sv="Dataskyddsombud: {contact}", en="Data protection officer: {contact}")
_NO_DPO = Said(sv="Dataskyddsombud: krävs inte", en="Data protection officer: not required")
_REPRESENTATIVE = Said(sv="Företrädare inom EU: {contact}", en="Representative in the EU: {contact}")
_JOINTLY = Said(sv="{name} (gemensamt ansvar med {others})", en="{name} (jointly with {others})")
_GUARDED = Said(sv="{data} ({article})", en="{data} ({article})")
_AS = Said(sv="{recipient} ({role})", en="{recipient} ({role})")
_ONLY = Said(sv="{recipient}: bara {data}", en="{recipient}: only {data}")
_OF_OURS = Said(sv="Vårt system {system}: {countries}", en="Our system {system}: {countries}")
_DETAILED = Said(sv="{basis}: {detail} ({article})", en="{basis}: {detail} ({article})")
_PLAIN = Said(sv="{basis} ({article})", en="{basis} ({article})")
_ONCE = Said(sv="{basis}, från det att {event}", en="{basis}, once {event}")
_UNTIL = Said(sv="{basis}, fram till att {event}", en="{basis}, until {event}")
_HELD = Said(sv="redan hos oss: {activity}", en="already held: {activity}")
_FROM = Said(sv="{source}: {name}", en="{source}: {name}")
_PERMITTED = Said(sv="{source}: {name} ({article})", en="{source}: {name} ({article})")
_ASSESSED = Said(sv="konsekvensbedömning: {dpia}", en="impact assessment: {dpia}")
_AGAINST = Said(sv="{measure} (mot {aims})", en="{measure} (against {aims})")
_TRAINED = Said(
    sv="utbildning av personalen, med högst {period} mellanrum", en="staff training, at least every {period}"
)
_REVIEWED = Said(
    sv="genomgång av vem som får läsa, med högst {period} mellanrum",
    en="review of who may read, at least every {period}",
)


def organisation(activity: ProcessingActivity, voice: Voice) -> Cell:
    """Who answers for the activity: names and contacts, representative, officer (30(1)(a), 30(2)(a))."""
    model = voice.model
    known = [model.controllers[name] for name in activity.controllers if name in model.controllers]
    controllers = known or list(model.controllers.values())
    contacts = (("privacy", _CONTACT), ("representative", _REPRESENTATIVE), ("dpo", _DPO))
    lines = (
        *(_controller(controller, voice) for controller in controllers),
        *(_contact(model.contacts.get(name), said, voice) for name, said in contacts),
    )
    return told(*lines, span=controllers[0].span if controllers else activity.span)


def activity_name(activity: ProcessingActivity, voice: Voice) -> Cell:
    """What the organisation itself calls it."""
    return told(voice.text(activity.label) or activity.name, span=activity.span)


def purpose(activity: ProcessingActivity, voice: Voice) -> Cell:
    """Why, in the words of the policy."""
    stated = activity.purpose or activity.purpose_text
    return told(voice.heading(activity) if stated else "", span=activity.at("purpose"))


def subjects(activity: ProcessingActivity, voice: Voice) -> Cell:
    """The categories of data subjects."""
    return told(*(voice.subject(name) for name in activity.about or ()), span=activity.at("about"))


def data(activity: ProcessingActivity, voice: Voice) -> Cell:
    """The categories of data one by one, those under Art. 9, 10 and 87 with their article."""
    names = voice.model.expanded(activity.data or ())
    more = voice.say(_MORE_DATA) if activity.data_open else ""
    return told(*(_category(name, voice) for name in names), more, span=activity.at("data"))


def recipients(activity: ProcessingActivity, voice: Voice) -> Cell:
    """Who gets the data, with their role; none only where the declaration is not silent."""
    reached = recipients_reached(activity, voice)
    lines = [_recipient(recipient, activity, voice) for recipient in reached]
    if activity.to_open:
        lines.append(voice.say(AND_OTHERS))
    if not lines and not activity.silence("to") and not voice.model.transcribed:
        lines.append(voice.say(NOBODY))
    return told(*lines, span=activity.at("to"))


def recipients_reached(activity: ProcessingActivity, voice: Voice) -> tuple[Recipient, ...]:
    """Those that the activity names, and those whose systems serve it."""
    model = voice.model
    return tuple(one for one in model.recipients.values() if activity.name in activities_reaching(one.name, model))


def transfers(activity: ProcessingActivity, voice: Voice) -> Cell:
    """Countries outside the EEA and what protects the data there."""
    leaving = [recipient for recipient in recipients_reached(activity, voice) if leaves_eea(recipient)]
    own = [line for system in systems_serving(activity, voice) if (line := _abroad(system, voice))]
    lines = [*(transfer_words(recipient, voice).rstrip(".") for recipient in leaving), *own]
    if not lines and not activity.silence("to") and not voice.model.transcribed:
        lines = [voice.say(NO_TRANSFER)]
    return named(*lines, span=leaving[0].at("places") if leaving else activity.at("to"))


def kept(activity: ProcessingActivity, voice: Voice) -> Cell:
    """How long, in the words of the policy."""
    return told(rule_words(activity.keep, voice) if activity.keep else "", span=activity.at("keep"))


def measures(activity: ProcessingActivity, voice: Voice) -> Cell:
    """What protects the data: the measures of the systems that serve the activity, or of all."""
    security = voice.model.security
    serving = {system.name for system in systems_serving(activity, voice)}
    those = [one for one in security.measures.values() if not one.systems or serving & set(one.systems)]
    language = voice.language
    training, review = security.training, security.access_review
    return told(
        *(_measure(one, voice) for one in those),
        voice.say(_TRAINED, period=period_between(training, language)) if training else "",
        voice.say(_REVIEWED, period=period_between(review, language)) if review else "",
        span=those[0].span if those else security.span or activity.span,
    )


def basis(activity: ProcessingActivity, voice: Voice) -> Cell:
    """Each legal basis by its name, its detail and its article."""
    return told(*(basis_words(entry, voice) for entry in activity.basis), span=activity.at("basis"))


def basis_words(entry: BasisEntry, voice: Voice) -> str:
    """One legal basis: `legitimate interests: answering those who contact us (Article 6(1)(f))`."""
    term = BASES[entry.basis.value]
    article = article_words(term.article, voice.language)
    statute = statute_words(entry.statute, voice) if entry.statute else ""
    contract = voice.list(voice.term("contract-detail", word) for word in entry.contract)
    detail = voice.text(entry.interest) or statute or contract
    said = _DETAILED if detail else _PLAIN
    words = voice.say(said, basis=term.label(voice.language), detail=detail, article=article)
    if entry.when is None:
        return words
    return voice.say(_UNTIL if entry.when.negated else _ONCE, basis=words, event=voice.event(entry.when.event))


def conditions(activity: ProcessingActivity, voice: Voice) -> Cell:
    """What permits the data that the law guards (9(2), 10, 87)."""
    lines = (_condition(name, word, voice) for name, (word, _) in activity.conditions.items())
    return told(*lines, span=activity.at("conditions"))


def risks(activity: ProcessingActivity, voice: Voice) -> Cell:
    """What makes the risk high, and the assessment of its impact (35)."""
    assessed = voice.say(_ASSESSED, dpia=day_or_word(activity.dpia, voice)) if activity.dpia else ""
    return told(*(voice.term("risk", word) for word in activity.risk), assessed, span=activity.at("risk"))


def day_or_word(value: str, voice: Voice) -> str:
    """A day as it is said; what is no day, as it was written."""
    try:
        return date_words(date.fromisoformat(value), voice.language)
    except ValueError:
        return value


def sources(activity: ProcessingActivity, voice: Voice) -> Cell:
    """Where the data come from."""
    return told(*(_source(name, voice) for name in activity.sources or ()), span=activity.at("from"))


def readers(activity: ProcessingActivity, voice: Voice) -> Cell:
    """The roles that may read."""
    roles = voice.model.roles
    return told(
        *(voice.text(roles[name].label) if name in roles else name for name in activity.read_by),
        span=activity.at("read-by"),
    )


def systems(activity: ProcessingActivity, voice: Voice) -> Cell:
    """The systems whose tables serve the activity."""
    found = systems_serving(activity, voice)
    return named(*(system_words(one, voice) for one in found), span=found[0].span if found else None)


def systems_serving(activity: ProcessingActivity, voice: Voice) -> tuple[System, ...]:
    """Every system with a table that serves the activity."""
    return tuple(
        system
        for system in voice.model.systems.values()
        if any(serves.activity == activity.name for table in system.tables.values() for serves in table.serves)
    )


def system_words(system: System, voice: Voice) -> str:
    """What the organisation calls a system."""
    return voice.text(system.label) or system.name


def channels(contact: Contact) -> str:
    """Every way to a contact, as a register has it: addresses and no links."""
    form = contact.form if (contact.form or "").startswith("https://") else None
    return ", ".join(way for way in (contact.email, contact.phone, form, contact.post) if way)


def at_of(thing: Recipient, *keys: str) -> Span | None:
    """Where the first of these keys was written, else where the thing was."""
    return next((span for key in keys if key in thing.told and (span := thing.told[key].span)), thing.span)


def _controller(controller: Controller, voice: Voice) -> str:
    name = controller.legal_name or voice.text(controller.label)
    others = voice.list(_controller_name(joint.controller, voice) for joint in controller.jointly_with)
    name = voice.say(_JOINTLY, name=name, others=others) if others else name
    return ", ".join(part for part in (name, controller.org_nr, controller.address) if part)


def _controller_name(name: str, voice: Voice) -> str:
    known = voice.model.controllers.get(name)
    return (known.legal_name or voice.text(known.label)) if known else name


def _contact(contact: Contact | None, said: Said, voice: Voice) -> str:
    if contact is None:
        return ""
    if not contact.required:
        return voice.say(_NO_DPO)
    resolved = voice.model.contacts.get(contact.same_as or "") or contact
    addresses = {controller.address for controller in voice.model.controllers.values()}
    ways = channels(replace(resolved, post=None) if resolved.post in addresses else resolved)
    return voice.say(said, contact=ways) if ways else ""


def _category(name: str, voice: Voice) -> str:
    words = voice.data((name,))
    found = voice.model.data.get(name)
    if found is None or not found.guarded:
        return words
    return voice.say(_GUARDED, data=words, article=article_words(f"GDPR Art. {found.guarded}", voice.language))


def _condition(data_name: str, word: str, voice: Voice) -> str:
    condition = CONDITIONS.get(word)
    if condition is None:
        return ""
    article = article_words(condition.article, voice.language) if condition.article else ""
    said = _PERMITTED if article else _FROM
    label = condition.label(voice.language)
    return voice.say(said, source=voice.data((data_name,)), name=label, article=article)


def _recipient(recipient: Recipient, activity: ProcessingActivity, voice: Voice) -> str:
    words = voice.recipient(recipient.name)
    if len(recipient.roles) == 1:
        words = voice.say(_AS, recipient=words, role=voice.term("recipient-role", recipient.roles[0]))
    only = next((to.data for to in activity.to if to.recipient == recipient.name), None)
    return voice.say(_ONLY, recipient=words, data=voice.data(voice.model.expanded(only))) if only else words


def _abroad(system: System, voice: Voice) -> str:
    places = () if system.run_by else (*(system.places or ()), *(system.backups_places or ()))
    outside = [place for place in dict.fromkeys(places) if place.upper() not in (*EEA, "EEA")]
    countries = voice.list(country_words(place, voice.language) for place in outside)
    return voice.say(_OF_OURS, system=system_words(system, voice), countries=countries) if countries else ""


def _measure(measure: Measure, voice: Voice) -> str:
    aims = voice.list(voice.term("measure-aim", aim) for aim in measure.against)
    words = voice.text(measure.label) or measure.name
    return voice.say(_AGAINST, measure=words, aims=aims) if aims else words


def _source(name: str, voice: Voice) -> str:
    model = voice.model
    source = model.sources.get(name)
    if source is None and name in model.activities:
        return voice.say(_HELD, activity=voice.text(model.activities[name].label) or name)
    if source is None:
        return name
    label = voice.text(source.label) or name
    origin = voice.text(source.origin_name)
    return voice.say(_FROM, source=label, name=origin) if origin and origin != label else label
