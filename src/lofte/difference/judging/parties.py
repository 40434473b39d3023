"""Judge what differs in who and what there is: controllers, contacts, people, data, sources, recipients, systems.

In:   a fact of one of these, both models.       Out:  the changes that it means.
Never: says that data leave the EEA because of a place that is inside it.

The idea in one read: a thing that is new shows in the activities that use it, and touches those whom they are about.
The countries of a recipient are its seat, its parent's and those of the data; one outside the EEA that was not there
before is a transfer.
Law:  GDPR Art. 4(7)-(9), 9, 12-14, 26, 28, 44-49.
Kept true by: tests/unit/difference/test_judging.py
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from lofte.difference.change import Change, Kind
from lofte.difference.facts import Fact, Path
from lofte.difference.judging.activities import single_data
from lofte.difference.pair import Judge, Pair, always, come_or_gone, gone_and_come
from lofte.difference.retention import counts_fiscal_years
from lofte.documents.recipients import activities_reaching, leaves_eea
from lofte.model import Model, ProcessingActivity, System
from lofte.vocabulary import EEA


def _with_data(fact: Fact, pair: Pair) -> tuple[str, ...]:
    return pair.showing(lambda model, one: fact.path[1] in single_data(model, one))


def _with_source(fact: Fact, pair: Pair) -> tuple[str, ...]:
    return pair.showing(lambda _, one: fact.path[1] in (one.sources or ()))


def _reaching(fact: Fact, pair: Pair) -> tuple[str, ...]:
    return tuple(name for model in (pair.old, pair.new) for name in activities_reaching(fact.path[1], model))


def _of_activities(kind: Kind, shows: Callable[[Fact, Pair], Iterable[str]], *, to_be_judged: bool = False) -> Judge:
    """A judge who always says the same kind, of the activities in which the thing shows."""

    def judge(fact: Fact, pair: Pair) -> Iterator[Change]:
        yield pair.change(kind, fact, activities=shows(fact, pair), to_be_judged=to_be_judged)

    return judge


def _copy(fact: Fact, pair: Pair) -> Iterator[Change]:
    """Where a copy of the safeguards is had; it matters where data leave the EEA."""
    models = (model for model in (pair.old, pair.new) if leaves_eea(model.recipients[fact.path[1]]))
    kind = Kind.SAFEGUARD_CHANGED if any(True for _ in models) else Kind.UNTOLD
    yield pair.change(kind, fact, activities=_reaching(fact, pair), to_be_judged=kind is Kind.SAFEGUARD_CHANGED)


def _fiscal_year(fact: Fact, pair: Pair) -> Iterator[Change]:
    """When a fiscal year ends decides how long accounting records are kept."""
    counted = pair.showing(lambda _, one: one.keep is not None and counts_fiscal_years(one.keep))
    if counted:
        yield pair.change(Kind.RETENTION_CHANGED, fact, activities=counted)
    else:
        yield pair.change(Kind.UNTOLD, fact)


def _subject(fact: Fact, pair: Pair) -> Iterator[Change]:
    name = fact.path[1]
    shows = pair.showing(lambda _, one: name in (one.about or ()))
    kind = Kind.SUBJECT_ADDED if fact.added else Kind.SUBJECT_REMOVED
    yield pair.change(kind, fact, activities=shows, affects=(name,))


def _nature_of_subject(fact: Fact, pair: Pair) -> Iterator[Change]:
    shows = pair.showing(lambda _, one: fact.path[1] in (one.about or ()))
    yield pair.change(Kind.SUBJECT_CHANGED, fact, activities=shows, affects=(fact.path[1],), to_be_judged=True)


def _category(fact: Fact, pair: Pair) -> Iterator[Change]:
    """A category of data that stands in one model only; a group is told by its members."""
    before, after = _using(pair.old, fact.path[1]), _using(pair.new, fact.path[1])
    gone, come = gone_and_come(before, after)
    if come:
        yield pair.change(Kind.DATA_ADDED, fact, activities=come)
    if gone:
        yield pair.change(Kind.DATA_REMOVED, fact, activities=gone)
    if not gone and not come:
        yield pair.change(Kind.UNTOLD, fact)


def _using(model: Model, data: str) -> tuple[str, ...]:
    return tuple(one.name for one in model.activities.values() if data in single_data(model, one))


def _group(fact: Fact, pair: Pair) -> Iterator[Change]:
    """What a group of data includes: its members come and go wherever an activity names it."""
    group = fact.path[1]
    uses = pair.showing(lambda model, one: _names_group(model, one, group))
    gone, come = gone_and_come(pair.old.expanded((group,)), pair.new.expanded((group,)))
    if uses:
        yield from (pair.change(Kind.DATA_REMOVED, fact, name, activities=uses) for name in gone)
        yield from (pair.change(Kind.DATA_ADDED, fact, name, activities=uses) for name in come)
    else:
        yield pair.change(Kind.UNTOLD, fact)


def _names_group(model: Model, activity: ProcessingActivity, group: str) -> bool:
    return group in model.data and single_data(model, activity) >= set(model.expanded((group,))) > set()


def _recipient(fact: Fact, pair: Pair) -> Iterator[Change]:
    """A recipient that stands in one model only, and where it is."""
    shows = _reaching(fact, pair)
    yield pair.change(Kind.RECIPIENT_ADDED if fact.added else Kind.RECIPIENT_REMOVED, fact, activities=shows)
    yield from _countries(fact, pair)


def _countries(fact: Fact, pair: Pair) -> Iterator[Change]:
    name = fact.path[1]
    before, after = (
        leaves_eea(model.recipients[name]) if name in model.recipients else () for model in (pair.old, pair.new)
    )
    yield from _transfers(fact, pair, before, after, _reaching(fact, pair))


def _place(fact: Fact, pair: Pair) -> Iterator[Change]:
    found = tuple(_countries(fact, pair))
    yield from found or (
        pair.change(Kind.RECIPIENT_CHANGED, fact, activities=_reaching(fact, pair), to_be_judged=True),
    )


def _transfers(
    fact: Fact, pair: Pair, before: Iterable[str], after: Iterable[str], shows: Iterable[str]
) -> Iterator[Change]:
    gone, come = gone_and_come(before, after)
    if gone:
        yield pair.change(Kind.TRANSFER_REMOVED, fact, detail=gone, activities=shows)
    if come:
        yield pair.change(Kind.TRANSFER_ADDED, fact, detail=come, activities=shows)


def _system(fact: Fact, pair: Pair) -> Iterator[Change]:
    """Where a system's data and its backups lie; all else of a system is told to nobody."""
    name = fact.path[1]
    before, after = (_outside(model, model.systems.get(name)) for model in (pair.old, pair.new))
    serves = [
        one.activity
        for model in (pair.old, pair.new)
        if name in model.systems
        for table in model.systems[name].tables.values()
        for one in table.serves
    ]
    found = tuple(_transfers(fact, pair, before, after, serves))
    yield from found or (pair.change(Kind.UNTOLD, fact),)


def _outside(model: Model, system: System | None) -> tuple[str, ...]:
    """The countries outside the EEA that are not told already of the recipient who runs the system."""
    if system is None:
        return ()
    runs = model.recipients.get(system.run_by or "")
    told = (*EEA, "EEA", *(leaves_eea(runs) if runs else ()))
    return tuple(
        place for place in (*(system.places or ()), *(system.backups_places or ())) if place.upper() not in told
    )


_CONTROLLER: Final = dict.fromkeys(("label", "legal_name", "org_nr", "form", "country", "jointly_with"))
_CONTACT: Final = dict.fromkeys(("email", "phone", "post", "form", "country", "same_as", "required"))
_SENSITIVE: Final = dict.fromkeys(("special", "special_denied", "guarded"))
_NATURE: Final = dict.fromkeys(("kind", "ancestors", "identifies", "free_text", "recording", "secret", "obtained"))
PARTIES: Final[Mapping[Path, Judge]] = {
    ("controllers", "*"): come_or_gone(Kind.CONTROLLER_ADDED, Kind.CONTROLLER_REMOVED),
    **{("controllers", "*", key): always(Kind.CONTROLLER_CHANGED) for key in _CONTROLLER},
    ("controllers", "*", "address"): always(Kind.CONTACT_CHANGED),
    ("controllers", "*", "fiscal_year_ends"): _fiscal_year,
    ("contacts", "*"): always(Kind.CONTACT_CHANGED),
    **{("contacts", "*", key): always(Kind.CONTACT_CHANGED) for key in _CONTACT},
    ("subjects", "*"): _subject,
    ("subjects", "*", "kind"): _nature_of_subject,
    ("data", "*"): _category,
    ("data", "*", "includes"): _group,
    **{("data", "*", key): _of_activities(Kind.DATA_CHANGED, _with_data) for key in _SENSITIVE},
    **{("data", "*", key): _of_activities(Kind.DATA_CHANGED, _with_data, to_be_judged=True) for key in _NATURE},
    ("sources", "*"): come_or_gone(Kind.SOURCE_ADDED, Kind.SOURCE_REMOVED, _with_source),
    ("sources", "*", "kinds"): _of_activities(Kind.SOURCE_CHANGED, _with_source),
    ("sources", "*", "about"): _of_activities(Kind.SOURCE_CHANGED, _with_source, to_be_judged=True),
    ("sources", "*", "origin_name"): _of_activities(Kind.SOURCE_CHANGED, _with_source),
    ("sources", "*", "inform"): _of_activities(Kind.SOURCE_CHANGED, _with_source, to_be_judged=True),
    ("sources", "*", "notice"): _of_activities(Kind.SOURCE_CHANGED, _with_source, to_be_judged=True),
    ("recipients", "*"): _recipient,
    **{
        ("recipients", "*", key): _of_activities(Kind.RECIPIENT_CHANGED, _reaching)
        for key in ("roles", "kinds", "named")
    },
    **{
        ("recipients", "*", key): _of_activities(Kind.RECIPIENT_CHANGED, _reaching, to_be_judged=True)
        for key in ("does", "kinds_open", "uses", "on", "requires")
    },
    ("recipients", "*", "basis"): _of_activities(Kind.BASIS_CHANGED, _reaching),
    **{("recipients", "*", key): _place for key in ("country", "places", "group")},
    ("recipients", "*", "safeguards"): _of_activities(Kind.SAFEGUARD_CHANGED, _reaching),
    ("recipients", "*", "copy"): _copy,
    ("systems", "*"): _system,
    ("systems", "*", "places"): _system,
    ("systems", "*", "backups_places"): _system,
}  # fmt: skip
"""Who judges each place of a party."""
