"""Make the record of processing: as controller (Art. 30(1)) and as processor (Art. 30(2)).

In:   `Voice`.       Out:  a `Register`, one entry for each activity; none without an activity of the kind.
Never: leaves an activity out; answers what the declaration does not.

The idea in one read: the columns stand in the order of the law's letters, which is that of the checklist of the
Swedish authority (IMY): who, why, whose and which data, to whom, transfers, until when, how protected. What the law
does not ask for and a record needs in use (basis, source, where the data lie, who reads them) comes after. What one
does on another's behalf is in a record of its own.
Law:  GDPR Art. 30(1)(a)-(g), 30(2)(a)-(d).
Kept true by: tests/unit/documents/test_registers.py, tests/golden/texts/.
"""

from __future__ import annotations

from collections.abc import Iterable

from lofte.documents.language import Said, date_words
from lofte.documents.registers import cells
from lofte.documents.registers.shape import Cell, Entry, Field, Register, columns_and_cells, told
from lofte.documents.voice import Voice
from lofte.model import ProcessingActivity

_TITLE = Said(sv="Register över behandling", en="Record of processing activities")
_PROCESSOR_TITLE = Said(sv="Register över behandling som biträde", en="Record of processing as a processor")
_ROWS = Said(sv="En rad för varje behandling", en="One row for each processing activity")
_VERSION = Said(sv="Deklarationens version {version}", en="Version {version} of the declaration")
_IN_FORCE = Said(sv="Gäller från den {day}", en="In force from {day}")
_LAW = Said(sv="Artikel {article} i dataskyddsförordningen (GDPR)", en="Article {article} of the GDPR")

_ACTIVITY = Said(sv="Behandling", en="Processing activity")
_CONTROLLER = Said(sv="Personuppgiftsansvarig och kontakt", en="Controller and contacts")
_PROCESSOR = Said(sv="Personuppgiftsbiträde och kontakt", en="Processor and contacts")
_PURPOSE = Said(sv="Ändamål", en="Purpose")
_SUBJECTS = Said(sv="Kategorier av registrerade", en="Categories of data subjects")
_DATA = Said(sv="Kategorier av personuppgifter", en="Categories of personal data")
_RECIPIENTS = Said(sv="Mottagare", en="Recipients")
_TRANSFERS = Said(sv="Överföring till tredjeland och skydd", en="Transfers to third countries and safeguards")
_KEPT = Said(sv="Tidsfrist för radering", en="Time limit for erasure")
_MEASURES = Said(sv="Säkerhetsåtgärder", en="Security measures")
_BASIS = Said(sv="Rättslig grund", en="Legal basis")
_SOURCES = Said(sv="Varifrån uppgifterna kommer", en="Where the data come from")
_SYSTEMS = Said(sv="Var uppgifterna finns", en="Where the data are")
_READERS = Said(sv="Vem som får läsa", en="Who may read")
_CONDITIONS = Said(sv="Stöd för skyddade uppgifter", en="What permits guarded data")
_RISKS = Said(sv="Risk och konsekvensbedömning", en="Risk and impact assessment")
_ON_BEHALF_OF = Said(sv="På uppdrag av (personuppgiftsansvarig)", en="On behalf of (controller)")
_DECLARES = Said(sv="dess försäkran: {text}", en="its declaration: {text}")
_PROCESSING = Said(sv="Kategorier av behandling", en="Categories of processing")
_SUBPROCESSORS = Said(sv="Underbiträden och andra mottagare", en="Sub-processors and other recipients")

_BEYOND: tuple[Field[ProcessingActivity], ...] = (
    Field("conditions", _CONDITIONS, cells.conditions),
    Field("risks", _RISKS, cells.risks),
    Field("sources", _SOURCES, cells.sources),
    Field("systems", _SYSTEMS, cells.systems),
    Field("readers", _READERS, cells.readers),
)

CONTROLLER_FIELDS: tuple[Field[ProcessingActivity], ...] = (
    Field("activity", _ACTIVITY, cells.activity_name, "GDPR Art. 30(1)"),
    Field("controller", _CONTROLLER, cells.organisation, "GDPR Art. 30(1)(a)"),
    Field("purpose", _PURPOSE, cells.purpose, "GDPR Art. 30(1)(b)"),
    Field("subjects", _SUBJECTS, cells.subjects, "GDPR Art. 30(1)(c)"),
    Field("data", _DATA, cells.data, "GDPR Art. 30(1)(c)"),
    Field("recipients", _RECIPIENTS, cells.recipients, "GDPR Art. 30(1)(d)"),
    Field("transfers", _TRANSFERS, cells.transfers, "GDPR Art. 30(1)(e)"),
    Field("kept", _KEPT, cells.kept, "GDPR Art. 30(1)(f)"),
    Field("measures", _MEASURES, cells.measures, "GDPR Art. 30(1)(g)"),
    Field("basis", _BASIS, cells.basis),
    *_BEYOND,
)
"""The columns of Art. 30(1), in the order of its letters and of IMY's checklist, and those beyond it."""


def _on_behalf_of(activity: ProcessingActivity, voice: Voice) -> Cell:
    declared = voice.text(activity.declaration)
    return told(
        voice.on_behalf_of(activity),
        voice.say(_DECLARES, text=declared) if declared else "",
        span=activity.at("on-behalf-of"),
    )


PROCESSOR_FIELDS: tuple[Field[ProcessingActivity], ...] = (
    Field("activity", _ACTIVITY, cells.activity_name, "GDPR Art. 30(2)"),
    Field("processor", _PROCESSOR, cells.organisation, "GDPR Art. 30(2)(a)"),
    Field("controller", _ON_BEHALF_OF, _on_behalf_of, "GDPR Art. 30(2)(a)"),
    Field("processing", _PROCESSING, cells.purpose, "GDPR Art. 30(2)(b)"),
    Field("transfers", _TRANSFERS, cells.transfers, "GDPR Art. 30(2)(c)"),
    Field("measures", _MEASURES, cells.measures, "GDPR Art. 30(2)(d)"),
    Field("subjects", _SUBJECTS, cells.subjects),
    Field("data", _DATA, cells.data),
    Field("recipients", _SUBPROCESSORS, cells.recipients),
    Field("kept", _KEPT, cells.kept),
    *_BEYOND,
)
"""The columns of Art. 30(2), and those beyond it."""


def record(voice: Voice) -> Register:
    """Everything that the organisation does as a controller."""
    own = (activity for activity in voice.model.activities.values() if activity.on_behalf_of is None)
    return _register("record", _TITLE, CONTROLLER_FIELDS, own, voice, "30.1" if voice.language == "sv" else "30(1)")


def processor_record(voice: Voice) -> Register:
    """Everything that the organisation does on behalf of others."""
    theirs = (activity for activity in voice.model.activities.values() if activity.on_behalf_of is not None)
    article = "30.2" if voice.language == "sv" else "30(2)"
    return _register("processor-record", _PROCESSOR_TITLE, PROCESSOR_FIELDS, theirs, voice, article)


def version_and_day(voice: Voice) -> tuple[str, ...]:
    """Which declaration a register is made from."""
    policy = voice.model.policy
    return (
        *((voice.say(_VERSION, version=policy.version),) if policy.version else ()),
        *((voice.say(_IN_FORCE, day=date_words(policy.in_force, voice.language)),) if policy.in_force else ()),
    )


def _register(
    name: str,
    title: Said,
    fields: tuple[Field[ProcessingActivity], ...],
    activities: Iterable[ProcessingActivity],
    voice: Voice,
    article: str,
) -> Register:
    those = tuple(activities)
    columns, rows = columns_and_cells(fields, those, voice)
    entries = tuple(
        Entry(activity.name, row, (f"notice.{activity.name}",), activity.span)
        for activity, row in zip(those, rows, strict=True)
    )
    meta = (voice.say(_LAW, article=article), *version_and_day(voice))
    return Register(name, voice.say(title), voice.say(_ROWS), voice.language, meta, (), columns, entries)
