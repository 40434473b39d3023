"""Compile whom data are about, which data, and where they come from.

In:   the view of a Declaration.       Out:  `DataSubjectCategory`, `PersonalDataCategory`, `DataSource` by name.
Never: invents a category; a group that contains itself loses its members and is a fault.

The idea in one read: a category takes what its kind is known to be from the vocabulary, and what the declaration says
beside it. `used_data` adds the vocabulary's own categories that the rest of the model names, so that every name that
the model holds has an entry.
Law:  GDPR Art. 9, 10, 14(2)(f), 30(1)(c), 87.
Kept true by: tests/unit/compiler/test_sections.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from lofte.compiler.labels import label_of, named_by
from lofte.compiler.scope import Kind
from lofte.compiler.view import View
from lofte.declaration.form import Origin
from lofte.model import DataSource, DataSubjectCategory, PersonalDataCategory, Told
from lofte.periods import Period
from lofte.vocabulary import DATA, INDIRECT_SOURCES, SOURCE_KINDS, SUBJECTS, Data


def subjects(root: View) -> dict[str, DataSubjectCategory]:
    """The groups of persons."""
    return {
        view.name: DataSubjectCategory(
            name=view.name,
            label=view.label(SUBJECTS.get(view.name), required=True),
            clause=view.clause(),
            kind=(view.words("is", ("private-person",), typing=True) or ("private-person",))[0],
            told=view.told,
            span=view.span,
        )
        for view in root.each("subjects")
    }


def data(root: View) -> dict[str, PersonalDataCategory]:
    """The categories that the declaration says something of."""
    found = {view.name: _category(view) for view in root.each("data")}
    looping = [name for name in found if _contains_itself(name, found)]
    for view in root.each("data"):
        if view.name in looping:
            view.fault(
                "group-contains-itself",
                f"the group `{view.name}` contains itself",
                view.span,
                help="name single categories, or a group that does not contain this one",
                key="includes",
            )
    return {name: replace(category, includes=()) if name in looping else category for name, category in found.items()}


def _category(view: View) -> PersonalDataCategory:
    kind = (view.words("is", (view.name,), typing=True) or (view.name,))[0]
    known = DATA.get(kind) or DATA.get(view.name)
    written = view.written("special")
    special = written.value if written is not None and isinstance(written.value, str) else None
    denied = written is not None and written.value in (False, "no")
    identifies, not_a_person = view.value("identifies", bool), view.words("not-a-person") or ()
    return PersonalDataCategory(
        name=view.name,
        label=view.label(DATA.get(view.name), required=True),
        clause=view.clause(),
        kind=kind,
        includes=view.names("includes", Kind.DATA) or (known.includes if known else ()),
        ancestors=_ancestors(view.name, kind),
        special=None if denied else special or (known.special if known else None),
        special_denied=denied,
        identifies=bool(known and known.identifies) if identifies is None else identifies,
        free_text=kind == "free-text" or bool(known and known.free_text),
        recording=bool(known and known.recording),
        secret=kind == "secret" or bool(known and known.secret),
        obtained="derived" if kind == "derived" else known.obtained if known else "provided",
        guarded="9" if special and not denied else (known.guarded if known else None),
        not_a_person=not_a_person,
        hint=view.told_text("hint"),
        review=view.value("review", Period),
        told=view.told,
        span=view.span,
    )


def _ancestors(name: str, kind: str) -> tuple[str, ...]:
    own = (kind,) if kind in DATA and kind != name else ()
    known = DATA.get(kind) or DATA.get(name)
    return own + (known.ancestors if known else ())


def _contains_itself(name: str, found: Mapping[str, PersonalDataCategory]) -> bool:
    seen: set[str] = set()
    waiting = list(found[name].includes)
    while waiting:
        member = waiting.pop()
        if member == name:
            return True
        if member not in seen:
            seen.add(member)
            waiting += found[member].includes if member in found else ()
    return False


def used_data(
    declared: Mapping[str, PersonalDataCategory], names: Iterable[str], languages: tuple[str, ...]
) -> dict[str, PersonalDataCategory]:
    """The declared categories and, of the vocabulary's own, those that are named and what they lead to."""
    found = dict(declared)
    waiting = [*names, *(n for category in declared.values() for n in (*category.includes, *category.ancestors))]
    while waiting:
        name = waiting.pop()
        if name in found or name not in DATA:
            continue
        known = DATA[name]
        found[name] = _known(known, languages)
        waiting += (*known.includes, *known.ancestors)
    return found


def _known(term: Data, languages: tuple[str, ...]) -> PersonalDataCategory:
    return PersonalDataCategory(
        name=term.name,
        label=label_of(term, languages),
        told={"label": Told(Origin.DEFAULT)},
        kind=term.name,
        includes=term.includes,
        ancestors=term.ancestors,
        special=term.special,
        special_denied=False,
        identifies=term.identifies,
        free_text=term.free_text,
        recording=term.recording,
        secret=term.secret,
        obtained=term.obtained,
        guarded=term.guarded,
        not_a_person=(),
        hint=None,
        review=None,
    )


def sources(root: View) -> dict[str, DataSource]:
    """Where data are collected."""
    return {view.name: _source(view) for view in root.each("sources")}


def _source(view: View) -> DataSource:
    kinds = view.words("is", ("form",), typing=True) or ()
    indirect = any(kind in INDIRECT_SOURCES for kind in kinds)
    return DataSource(
        name=view.name,
        label=view.label(fallback=named_by(kinds, SOURCE_KINDS, view.scope.languages)),
        clause=view.clause(),
        kinds=kinds,
        about=view.names("about", Kind.SUBJECT),
        origin_name=view.text("name", required=indirect),
        inform=view.value_or("inform", Period, Period(months=1)) if indirect else view.value("inform", Period),
        notice=view.value_or("notice", str, "layered"),
        told=view.told,
        span=view.span,
    )
