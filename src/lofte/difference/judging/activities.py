"""Judge what differs in a processing activity: purpose, basis, data, sources, recipients, retention, profiling.

In:   a fact of an activity, both models.       Out:  the changes that it means.
Never: takes a list that is written in another order for another list.

The idea in one read: an activity that is new and uses data which were already collected of the same people is a
further purpose; else it is a purpose with its own collection. Data are compared as single categories, groups opened,
so that a group in place of its members is no change.
Law:  GDPR Art. 5(1)(b), 6, 13, 14, 22, 28, 30(1).
Kept true by: tests/unit/difference/test_judging.py
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from lofte.difference.change import Change, Kind
from lofte.difference.facts import Fact, Path
from lofte.difference.pair import Judge, Pair, always, gone_and_come
from lofte.difference.retention import Length, compared
from lofte.model import BasisEntry, Disclosed, Model, ProcessingActivity

_LENGTHS: Final = {
    Length.LONGER: Kind.RETENTION_LENGTHENED,
    Length.SHORTER: Kind.RETENTION_SHORTENED,
    Length.OTHER: Kind.RETENTION_CHANGED,
}


def single_data(model: Model, activity: ProcessingActivity) -> frozenset[str]:
    """The single categories that an activity uses, groups opened."""
    return frozenset(model.expanded(activity.data or ()))


def _both(fact: Fact, pair: Pair) -> tuple[ProcessingActivity, ProcessingActivity]:
    return pair.old.activities[fact.path[1]], pair.new.activities[fact.path[1]]


def _purpose(fact: Fact, pair: Pair) -> Iterator[Change]:
    """An activity that stands in one model only."""
    if fact.removed:
        yield pair.change(Kind.PURPOSE_REMOVED, fact)
        return
    new = pair.new.activities[fact.path[1]]
    people = set(new.about or ())
    collected = {
        data
        for one in pair.old.activities.values()
        if people.intersection(one.about or ())
        for data in single_data(pair.old, one)
    }
    already = collected & single_data(pair.new, new)
    yield pair.change(Kind.FURTHER_PURPOSE if already else Kind.PURPOSE_ADDED, fact, detail=already)


def _about(fact: Fact, pair: Pair) -> Iterator[Change]:
    old, new = _both(fact, pair)
    gone, come = gone_and_come(old.about or (), new.about or ())
    for kind, names in ((Kind.SUBJECT_REMOVED, gone), (Kind.SUBJECT_ADDED, come)):
        yield from (pair.change(kind, fact, name, of="subjects", affects=(name,)) for name in names)


def _purpose_text(fact: Fact, pair: Pair) -> Iterator[Change]:
    """The organisation's own words of the purpose; they are all there is where no word of the vocabulary stands."""
    old, new = _both(fact, pair)
    own = new.purpose in (None, "other")
    yield pair.change(Kind.PURPOSE_CHANGED, fact, to_be_judged=old.purpose == new.purpose and not own)


def _basis(fact: Fact, pair: Pair) -> Iterator[Change]:
    old, new = _both(fact, pair)
    before, after = set(map(_ground, old.basis)), set(map(_ground, new.basis))
    if {ground[1:] for ground in before} != {ground[1:] for ground in after}:
        yield pair.change(Kind.BASIS_CHANGED, fact)
    elif before != after:
        # The basis is a consent before and after, and another one.
        yield pair.change(Kind.CONSENT_CHANGED, fact)
    elif {entry.interest for entry in old.basis} != {entry.interest for entry in new.basis}:
        yield pair.change(Kind.BASIS_CHANGED, fact, to_be_judged=True)
    else:
        yield pair.change(Kind.UNTOLD, fact)


def _ground(entry: BasisEntry) -> tuple[object, ...]:
    return entry.consent, entry.basis, entry.when, frozenset(entry.contract), entry.statute


def _data(fact: Fact, pair: Pair) -> Iterator[Change]:
    old, new = _both(fact, pair)
    gone, come = gone_and_come(single_data(pair.old, old), single_data(pair.new, new))
    yield from (pair.change(Kind.DATA_REMOVED, fact, name, of="data") for name in gone)
    yield from (pair.change(Kind.DATA_ADDED, fact, name, of="data") for name in come)


def _sources(fact: Fact, pair: Pair) -> Iterator[Change]:
    old, new = _both(fact, pair)
    gone, come = gone_and_come(old.sources or (), new.sources or ())
    yield from (pair.change(Kind.SOURCE_REMOVED, fact, name, of="sources") for name in gone)
    yield from (pair.change(Kind.SOURCE_ADDED, fact, name, of="sources") for name in come)


def _to(fact: Fact, pair: Pair) -> Iterator[Change]:
    old, new = _both(fact, pair)
    before, after = _disclosed(pair.old, old), _disclosed(pair.new, new)
    for name in sorted(before.keys() - after.keys()):
        kind = Kind.DISCLOSURE_REMOVED if name in pair.new.recipients else Kind.RECIPIENT_REMOVED
        yield pair.change(kind, fact, name, of="recipients")
    for name in sorted(after.keys() - before.keys()):
        kind = Kind.DISCLOSURE_ADDED if name in pair.old.recipients else Kind.RECIPIENT_ADDED
        yield pair.change(kind, fact, name, of="recipients")
    same = {one.recipient for one in {*old.to} & {*new.to}}
    for name in sorted((before.keys() & after.keys()) - same):
        gone, come = gone_and_come(before[name], after[name])
        if gone:
            yield pair.change(Kind.DISCLOSURE_NARROWED, fact, name, of="recipients", detail=gone)
        if come:
            yield pair.change(Kind.DISCLOSURE_WIDENED, fact, name, of="recipients", detail=come)


def _disclosed(model: Model, activity: ProcessingActivity) -> Mapping[str, frozenset[str]]:
    """Which single data each recipient of an activity gets."""
    return {one.recipient: _gets(model, activity, one) for one in activity.to}


def _gets(model: Model, activity: ProcessingActivity, one: Disclosed) -> frozenset[str]:
    return single_data(model, activity) if one.data is None else frozenset(model.expanded(one.data))


def _keep(fact: Fact, pair: Pair) -> Iterator[Change]:
    old, new = _both(fact, pair)
    if old.keep is None or new.keep is None:
        yield pair.change(Kind.RETENTION_STATED if old.keep is None else Kind.RETENTION_UNSTATED, fact)
        return
    kind = _LENGTHS.get(compared(old.keep, new.keep))
    if kind is not None:
        yield pair.change(kind, fact)


def _channels(fact: Fact, pair: Pair) -> Iterator[Change]:
    old, new = _both(fact, pair)
    gone, come = gone_and_come(old.channels, new.channels)
    if gone:
        yield pair.change(Kind.CHANNEL_REMOVED, fact, detail=gone)
    if come:
        yield pair.change(Kind.CHANNEL_ADDED, fact, detail=come)


def _profiling(fact: Fact, pair: Pair) -> Iterator[Change]:
    old, new = _both(fact, pair)
    if old.profiling is None or new.profiling is None:
        yield pair.change(Kind.PROFILING_ADDED if old.profiling is None else Kind.PROFILING_REMOVED, fact)
        return
    told = (old.profiling.decides, old.profiling.even_if_objected)
    only_words = told == (new.profiling.decides, new.profiling.even_if_objected)
    yield pair.change(Kind.PROFILING_CHANGED, fact, to_be_judged=only_words)


def _required(fact: Fact, pair: Pair) -> Iterator[Change]:
    old, new = _both(fact, pair)
    if set(old.required or ()) != set(new.required or ()) or (old.required is None) != (new.required is None):
        yield pair.change(Kind.REQUIRED_CHANGED, fact)


_KEYS: Final[Mapping[str, Judge]] = {
    "about": _about,
    "purpose": always(Kind.PURPOSE_CHANGED),
    "purpose_class": always(Kind.PURPOSE_CHANGED),
    "purpose_text": _purpose_text,
    "compatible": always(Kind.PURPOSE_CHANGED, to_be_judged=True),
    "basis": _basis,
    "conditions": always(Kind.BASIS_CHANGED),
    "data": _data,
    "data_open": always(Kind.DATA_CHANGED, to_be_judged=True),
    "sources": _sources,
    "required": _required,
    "otherwise": always(Kind.REQUIRED_CHANGED, to_be_judged=True),
    "to": _to,
    "to_open": always(Kind.RECIPIENT_CHANGED, to_be_judged=True),
    "keep": _keep,
    "controllers": always(Kind.CONTROLLER_CHANGED),
    "on_behalf_of": always(Kind.CONTROLLER_CHANGED),
    "declaration": always(Kind.PURPOSE_CHANGED, to_be_judged=True),
    "channels": _channels,
    "stop": always(Kind.MARKETING_CHANGED, to_be_judged=True),
    "soft_opt_in": always(Kind.MARKETING_CHANGED, to_be_judged=True),
    "checked_against": always(Kind.MARKETING_CHANGED, to_be_judged=True),
    "profiling": _profiling,
}
ACTIVITIES: Final[Mapping[Path, Judge]] = {
    ("activities", "*"): _purpose,
    **{("activities", "*", key): judge for key, judge in _KEYS.items()},
}
"""Who judges each place of an activity."""
