"""Put the people that a policy speaks to into groups, and what is done about them into parts.

In:   `Model`.
Out:   `Group`s of subjects that are told together, each with its `Part`s: activities told in one breath.
Never: leaves an activity out; every activity is in exactly one part.

The idea in one read: a mentor and a mentee share nearly everything, and a policy that tells it twice is read by
nobody. Two subjects are told together when at least half of what concerns the one also concerns the other; what
concerns most people of the policy counts for nothing here, since it would make one group of all. An activity
belongs to the first group that holds all its subjects; one that reaches over several groups is told last, for all
of them. Within a group, activities that differ in nothing but their purpose (three boxes for three mailings) are
one part.
Law:  GDPR Art. 12(1), 13.
Kept true by: tests/unit/documents/test_groups.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import assert_never

from lofte.grammar import AtMost, ByStatute, Ceiling, Combined, Criterion, Rule, Text, Until
from lofte.model import Model, ProcessingActivity
from lofte.vocabulary import LegalBasis, consent_event

_FEW = 3
"""With so few subjects nothing is about *most* people."""


@dataclass(frozen=True, slots=True)
class Part:
    """Activities that differ in nothing but their purpose and the name of their consent."""

    activities: tuple[ProcessingActivity, ...]

    @property
    def first(self) -> ProcessingActivity:
        """The one whose facts are told for all."""
        return self.activities[0]

    def tells(self, kind: str) -> tuple[str, ...]:
        """The promise ids of this kind, one for each activity."""
        return tuple(f"{kind}.{activity.name}" for activity in self.activities)


@dataclass(frozen=True, slots=True)
class Group:
    """Subjects that are told together; `name` is the first of them. No subjects: what concerns several groups."""

    name: str
    subjects: tuple[str, ...]
    parts: tuple[Part, ...]


def groups(model: Model) -> tuple[Group, ...]:
    """The groups in the order in which the declaration speaks of them; what reaches over several last."""
    own = tuple(activity for activity in model.activities.values() if activity.on_behalf_of is None)
    clusters = _clusters(own)
    of_cluster: dict[tuple[str, ...], list[ProcessingActivity]] = {cluster: [] for cluster in clusters}
    over_several: list[ProcessingActivity] = []
    for activity in own:
        home = next((cluster for cluster in clusters if activity.about and set(activity.about) <= set(cluster)), None)
        (over_several if home is None else of_cluster[home]).append(activity)
    found = [Group(cluster[0], cluster, parts(acts)) for cluster, acts in of_cluster.items() if acts]
    return (*found, Group("several", (), parts(over_several))) if over_several else tuple(found)


def parts(activities: Iterable[ProcessingActivity]) -> tuple[Part, ...]:
    """The activities, those that differ in nothing but their purpose together."""
    alike: list[list[ProcessingActivity]] = []
    for activity in activities:
        for others in alike:
            if _facts(others[0]) == _facts(activity):
                others.append(activity)
                break
        else:
            alike.append([activity])
    return tuple(Part(tuple(same)) for same in alike)


def _clusters(activities: tuple[ProcessingActivity, ...]) -> tuple[tuple[str, ...], ...]:
    concerns = _concerns(activities)
    clusters: list[list[str]] = []
    for subject, own in concerns.items():
        home = next((c for c in clusters if any(_belong_together(own, concerns[other]) for other in c)), None)
        if home is None:
            clusters.append([subject])
        else:
            home.append(subject)
    return tuple(tuple(cluster) for cluster in clusters)


def _concerns(activities: tuple[ProcessingActivity, ...]) -> Mapping[str, frozenset[str]]:
    subjects = tuple(dict.fromkeys(subject for activity in activities for subject in activity.about or ()))
    most = max(_FEW, len(subjects) // 2)
    return {
        subject: frozenset(
            activity.name
            for activity in activities
            if subject in (activity.about or ()) and len(activity.about or ()) <= most
        )
        for subject in subjects
    }


def _belong_together(one: frozenset[str], other: frozenset[str]) -> bool:
    shared = len(one & other)
    return shared > 0 and 2 * shared >= min(len(one), len(other))


def _facts(activity: ProcessingActivity) -> ProcessingActivity | str:
    """The activity without its purpose; an activity with a profiling or conditions of its own is like no other."""
    if activity.profiling or activity.conditions or activity.compatible:
        return activity.name
    return replace(
        activity,
        name="",
        label=Text(()),
        clause=(),
        told={},
        purpose=None,
        purpose_class="marketing" if activity.marketing else "",
        purpose_text=None,
        basis=tuple(
            replace(entry, consent="*") if entry.basis is LegalBasis.CONSENT else entry for entry in activity.basis
        ),
        keep=_without_consent(activity.keep) if activity.keep else None,
    )


def _without_consent(rule: Rule) -> Rule:
    """The rule, with the events of a named consent as those of the activity's own."""
    match rule:
        case Until(events=events, ceilings=ceilings):
            return replace(rule, events=tuple(_own(event) for event in events), ceilings=_own_ceilings(ceilings))
        case Combined(rules=rules):
            return replace(rule, rules=tuple(_without_consent(one) for one in rules))
        case AtMost(ceilings=ceilings) | ByStatute(ceilings=ceilings) | Criterion(ceilings=ceilings):
            return replace(rule, ceilings=_own_ceilings(ceilings))
        case _:
            assert_never(rule)


def _own_ceilings(ceilings: tuple[Ceiling, ...]) -> tuple[Ceiling, ...]:
    return tuple(replace(ceiling, after=_own(ceiling.after)) if ceiling.after else ceiling for ceiling in ceilings)


def _own(event: str) -> str:
    """The event, that of a named consent as that of the activity's own."""
    named = consent_event(event)
    return f"consent.{named[1]}" if named else event
