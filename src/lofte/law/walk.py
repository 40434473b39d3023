"""Read from the model what several rules of law ask of it.

In:   Model, or parts of it.       Out:  activities, bases, data, silences.
Never: judges; it only reads.

The idea in one read: the controller's rules do not bind what is done on behalf of another, so most rules walk
`own`. A value is *unsaid* when the text is silent there: it says so itself, or it is a transcription that leaves
the key out. In a text that Löfte renders, a key left out has its default and is said.
Law:  none of its own.
Kept true by: tests/unit/law/.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from lofte.declaration.form import Origin
from lofte.grammar import AtMost, ByStatute, Ceiling, Combined, Criterion, Rule, Text, Until
from lofte.law.rule import Place
from lofte.model import BasisEntry, Element, Model, ProcessingActivity
from lofte.vocabulary import LegalBasis

OBJECTABLE = frozenset({LegalBasis.LEGITIMATE_INTERESTS, LegalBasis.PUBLIC_TASK})
ELECTRONIC = frozenset({"email", "sms", "auto-call"})


def own(model: Model) -> Iterator[ProcessingActivity]:
    """The activities for which the organisation is itself the controller."""
    for activity in model.activities.values():
        if activity.on_behalf_of is None and activity.silence("on-behalf-of") is None:
            yield activity


def unsaid(model: Model, element: Element, key: str) -> bool:
    """Whether the text is silent at `key`."""
    told = element.told.get(key)
    if told is not None and told.silence is not None:
        return True
    return model.transcribed and (told is None or told.origin is Origin.DEFAULT)


def policy_place(model: Model, key: str) -> Place:
    """The place of `key` of the policy."""
    return Place(f"policy.{key}", model.policy.at(key))


def bases(activity: ProcessingActivity) -> frozenset[LegalBasis]:
    """The legal bases of an activity, whatever their conditions."""
    return frozenset(entry.basis for entry in activity.basis)


def entries(model: Model, basis: LegalBasis) -> Iterator[tuple[ProcessingActivity, BasisEntry]]:
    """Each entry of `basis` among the organisation's own activities."""
    for activity in own(model):
        for entry in activity.basis:
            if entry.basis is basis:
                yield activity, entry


def data_of(model: Model, activity: ProcessingActivity) -> tuple[str, ...]:
    """The single categories of an activity; none where the text is silent."""
    return model.expanded(activity.data or ())


def counts_as(model: Model, name: str) -> frozenset[str]:
    """A category and the categories that it is a kind of."""
    category = model.data.get(name)
    return frozenset({name, *(category.ancestors if category else ())})


def about_kind(model: Model, activity: ProcessingActivity, *kinds: str) -> tuple[str, ...]:
    """The groups of an activity that are one of `kinds`."""
    return tuple(name for name in activity.about or () if name in model.subjects and model.subjects[name].kind in kinds)


def consents_used(model: Model) -> dict[str, list[ProcessingActivity]]:
    """The own activities that rest on each consent."""
    used: dict[str, list[ProcessingActivity]] = {}
    for activity, entry in entries(model, LegalBasis.CONSENT):
        used.setdefault(entry.consent or activity.name, []).append(activity)
    return used


def right_is_told(model: Model, right: str) -> bool:
    """Whether the text tells people of `right`."""
    if not model.rights_written:
        return not model.transcribed
    return right in model.rights


def same_data(model: Model) -> Iterator[tuple[ProcessingActivity, ProcessingActivity]]:
    """Each two own activities that use the same data of the same people, from the same source, for the same purpose."""
    for one, other in combinations(own(model), 2):
        same_purpose = (one.purpose, one.purpose_text) == (other.purpose, other.purpose_text)
        same_people = _meet(one.about, other.about) and _meet(one.sources, other.sources)
        if same_purpose and one.purpose and same_people and _meet(data_of(model, one), data_of(model, other)):
            yield one, other


def simple_rules(keep: Rule | None) -> Iterator[Until | AtMost | ByStatute | Criterion]:
    """The rules that a rule of retention is put together from."""
    if isinstance(keep, Combined):
        for rule in keep.rules:
            yield from simple_rules(rule)
    elif keep is not None:
        yield keep


def ceilings(keep: Rule | None) -> tuple[Ceiling, ...]:
    """Every ceiling in a rule of retention."""
    return tuple(ceiling for rule in simple_rules(keep) for ceiling in rule.ceilings)


def texts(element: Element) -> Iterator[tuple[str, Text]]:
    """Every text of a thing, with the key that it stands under."""
    for slot in element.__dataclass_fields__:
        value = getattr(element, slot)
        if isinstance(value, Text):
            yield slot.replace("_", "-"), value


def elements(model: Model) -> Iterator[tuple[str, Element]]:
    """Every named thing of the declaration with its dotted path."""
    yield "policy", model.policy
    yield "policy.changes", model.policy.changes
    yield "requests", model.requests
    yield "security", model.security
    for section in (
        "controllers",
        "contacts",
        "roles",
        "subjects",
        "data",
        "sources",
        "activities",
        "consents",
        "recipients",
        "rights",
        "claims",
        "holds",
        "events",
        "websites",
        "systems",
    ):
        things: dict[str, Element] = getattr(model, section)
        for name, thing in things.items():
            yield f"{section}.{name}", thing
    yield from _inner_elements(model)


def _inner_elements(model: Model) -> Iterator[tuple[str, Element]]:
    for website in model.websites.values():
        for name, cookie in website.cookies.items():
            yield f"websites.{website.name}.cookies.{name}", cookie
    for name, measure in model.security.measures.items():
        yield f"security.measures.{name}", measure
    for system in model.systems.values():
        for name, table in system.tables.items():
            yield f"systems.{system.name}.tables.{name}", table


def _meet(one: tuple[str, ...] | None, other: tuple[str, ...] | None) -> bool:
    return bool(set(one or ()) & set(other or ()))
