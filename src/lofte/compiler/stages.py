"""Compile a declaration into its model, stage by stage.

In:   a Declaration.       Out:  the Model, and everything that is wrong with the declaration.
Never: stops at the first fault; judges by the law (`lofte.law` does, on the model).

The idea in one read: the tuple `STAGES` is the compiler. Each stage takes a draft and returns it with one more part
of the model, or with more faults. Names come first, so that every later stage can resolve what it reads; the parts
follow in the order in which they need each other; the last stages look at the whole. With faults there still is a
model, in which what could not be resolved is silent, so that the rules of law can speak in the same run.
Law:  GDPR Art. 30(1).
Kept true by: tests/unit/compiler/.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from lofte.compiler import activities, consents, events, people, policy, practice, recipients, rights, systems, websites
from lofte.compiler.checks import table_faults
from lofte.compiler.parts import data_in
from lofte.compiler.scope import Scope, scope_of
from lofte.compiler.view import View, root_view
from lofte.declaration.form import Declaration
from lofte.diagnostics import Diagnostic, Severity, sorted_by_place
from lofte.grammar import KnownBy
from lofte.model import Model


@dataclass(frozen=True, slots=True)
class Draft:
    """A model in the making: what was written, which names there are, the model so far, the faults so far."""

    declaration: Declaration
    scope: Scope
    model: Model
    faults: tuple[Diagnostic, ...] = ()


Stage = Callable[[Draft], Draft]


def compile_declaration(declaration: Declaration) -> tuple[Model | None, tuple[Diagnostic, ...]]:
    """The model and all faults, sorted by place. The model is None only when nothing was declared at all."""
    if not declaration.root.fields:
        return None, (_nothing_declared(declaration),)
    draft = _begun(declaration)
    for _, stage in STAGES:
        draft = stage(draft)
    return draft.model, sorted_by_place(draft.faults)


def _nothing_declared(declaration: Declaration) -> Diagnostic:
    return Diagnostic(
        "nothing-declared",
        Severity.ERROR,
        "the file declares nothing",
        declaration.root.span,
        help="begin with `lofte: 1` and the section `policy`",
    )


def _begun(declaration: Declaration) -> Draft:
    """The draft with the sections that need no other."""
    scope, faults = scope_of(declaration), list[Diagnostic]()
    root = root_view(scope, declaration.root, faults)
    turned_to = policy.contacts(root)
    model = Model(
        policy=policy.policy(root),
        decided=policy.decision(root),
        controllers=policy.controllers(root),
        contacts=turned_to,
        roles=policy.roles(root),
        subjects=people.subjects(root),
        data=people.data(root),
        sources=people.sources(root),
        activities={},
        consents={},
        recipients=recipients.recipients(root),
        rights=rights.rights(root),
        rights_written=declaration.root.get("rights") is not None,
        requests=rights.requests(root, turned_to),
        websites={},
        claims=rights.claims(root),
        holds=rights.holds(root),
        events={},
        security=practice.security(root),
        sweep=practice.sweeping(root),
        systems={},
        accepted=practice.accepted(root),
    )
    return Draft(declaration, scope, model, tuple(faults))


def _opened(draft: Draft) -> tuple[View, list[Diagnostic]]:
    faults: list[Diagnostic] = []
    return root_view(draft.scope, draft.declaration.root, faults), faults


def _with(draft: Draft, model: Model, faults: list[Diagnostic]) -> Draft:
    return replace(draft, model=model, faults=(*draft.faults, *faults))


def _activities(draft: Draft) -> Draft:
    root, faults = _opened(draft)
    return _with(draft, replace(draft.model, activities=activities.activities(root)), faults)


def _consents(draft: Draft) -> Draft:
    root, faults = _opened(draft)
    model = draft.model
    found = consents.consents(root, model.activities, model.sources, model.requests.by)
    return _with(draft, replace(model, consents=found), faults)


def _websites(draft: Draft) -> Draft:
    root, faults = _opened(draft)
    return _with(draft, replace(draft.model, websites=websites.websites(root, draft.model.activities)), faults)


def _systems(draft: Draft) -> Draft:
    root, faults = _opened(draft)
    return _with(draft, replace(draft.model, systems=systems.systems(root, draft.model.recipients)), faults)


def _processors(draft: Draft) -> Draft:
    model = draft.model
    found = recipients.with_processors(model.activities, model.systems, transcribed=model.transcribed)
    return replace(draft, model=replace(model, activities=found))


def _events(draft: Draft) -> Draft:
    root, faults = _opened(draft)
    found = events.events(root, draft.model.activities, draft.model.systems)
    return _with(draft, replace(draft.model, events=found), faults)


def _used_data(draft: Draft) -> Draft:
    model = draft.model
    found = people.used_data(model.data, _data_names(model), model.policy.languages)
    return replace(draft, model=replace(model, data=found))


def _data_names(model: Model) -> Iterator[str]:
    for activity in model.activities.values():
        yield from activity.data or ()
        yield from activity.required or ()
        yield from activity.conditions
        for disclosed in activity.to:
            yield from disclosed.data or ()
    for _, table in systems.tables_of(model.systems):
        for column in table.columns.values():
            yield from data_in(column)
        for party in table.parties:
            if isinstance(party.person, KnownBy):
                yield from (category for category, _ in party.person.identifiers)


def _tables(draft: Draft) -> Draft:
    return replace(draft, faults=(*draft.faults, *table_faults(draft.model)))


STAGES: Final[tuple[tuple[str, Stage], ...]] = (
    ("activities, with their bases and rules", _activities),
    ("consents, also those that are only used", _consents),
    ("websites, with the class of each cookie", _websites),
    ("systems, with their tables", _systems),
    ("processors, from who runs the systems", _processors),
    ("events, every one that is used", _events),
    ("data, every category that is used", _used_data),
    ("tables, whether they let go and do not lose", _tables),
)
"""The compiler, in order: what a stage is for, and the stage."""
