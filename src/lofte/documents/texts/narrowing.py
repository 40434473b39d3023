"""Narrow a model to some activities, or to one category of people.

In:   `Model`, the names of activities or a subject.       Out:  a `Model` that holds only what concerns them.
Never: changes a fact of an activity but whom it is told about; leaves out who receives data of a kept activity.

The idea in one read: a text about a part is the whole text of a smaller model, so that the parts of the policy tell it
as they tell the whole, and cannot say something else. What names an activity or a person that is left out goes with
it: recipients that get nothing else, consents, stored items, claims and holds about others. What concerns everyone
stays.
Law:  GDPR Art. 12(1), 13; WP260 rev.01 on whom a notice is for.
Kept true by: tests/unit/documents/test_texts.py.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from lofte.documents.recipients import activities_reaching
from lofte.model import ConsentForm, Model, ProcessingActivity, System, Website


def about_subject(model: Model, subject: str) -> Model:
    """Only what concerns one category of people, told to them alone; what says of nobody whom it is about, too."""
    kept = [one.name for one in model.activities.values() if one.about is None or subject in one.about]
    narrowed = of_activities(model, kept)
    return replace(
        narrowed,
        subjects={name: one for name, one in model.subjects.items() if name == subject},
        activities={name: _about(one, subject) for name, one in narrowed.activities.items()},
        claims={
            name: replace(one, about=(subject,) if one.about else ())
            for name, one in model.claims.items()
            if not one.about or subject in one.about
        },
        holds={
            name: replace(one, about=())
            for name, one in narrowed.holds.items()
            if not one.about or subject in one.about
        },
    )


def of_activities(model: Model, kept: Collection[str]) -> Model:
    """Only what these activities need to be told."""
    activities = {name: one for name, one in model.activities.items() if name in kept}
    return replace(
        model,
        activities=activities,
        consents=_consents(model, activities),
        recipients={name: one for name, one in model.recipients.items() if _reaches(name, kept, model)},
        websites={name: told for name, one in model.websites.items() if (told := _website(one, kept)).cookies},
        holds={
            name: one
            for name, one in model.holds.items()
            if not one.activities or any(activity in kept for activity in one.activities)
        },
        systems={name: _system(one, kept) for name, one in model.systems.items()},
    )


def resting_on(model: Model, source: str) -> tuple[str, ...]:
    """The activities for which a source collects, and those that use what it has collected again, in order."""
    own = {name: one for name, one in model.activities.items() if one.on_behalf_of is None}
    found = {name for name, one in own.items() if source in (one.sources or ())}
    while more := {name for name, one in own.items() if name not in found and found & _held(one, model)}:
        found |= more
    return tuple(name for name in own if name in found)


def _held(activity: ProcessingActivity, model: Model) -> set[str]:
    """The activities whose data it uses again; a name that is a source's too is the source's."""
    return {name for name in activity.sources or () if name not in model.sources}


def _about(activity: ProcessingActivity, subject: str) -> ProcessingActivity:
    return replace(activity, about=(subject,)) if activity.about else activity


def _consents(model: Model, activities: Mapping[str, ProcessingActivity]) -> dict[str, ConsentForm]:
    used = {entry.consent for activity in activities.values() for entry in activity.basis}
    return {name: one for name, one in model.consents.items() if name in used}


def _reaches(recipient: str, kept: Collection[str], model: Model) -> bool:
    """Whether the recipient gets data of a kept activity; one of whom nobody says what it gets may get any."""
    reached = activities_reaching(recipient, model)
    return not reached or any(name in kept for name in reached)


def _website(website: Website, kept: Collection[str]) -> Website:
    cookies = {name: one for name, one in website.cookies.items() if one.activity is None or one.activity in kept}
    return replace(website, cookies=cookies)


def _system(system: System, kept: Collection[str]) -> System:
    tables = {
        name: replace(table, serves=tuple(serves for serves in table.serves if serves.activity in kept))
        for name, table in system.tables.items()
    }
    return replace(system, tables=tables)
