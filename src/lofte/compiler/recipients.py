"""Compile who gets data, processors included.

In:   the view of a Declaration.       Out:  `Recipient` by name; activities with the processors that systems add.
Never: judges a transfer (the rules of law do, with their dated lists).

The idea in one read: what a recipient is, does and has agreed to. Whoever runs a system that serves an activity gets
that activity's data though nobody wrote it under `to`: a processor cannot be forgotten by silence.
Law:  GDPR Art. 4(9), 13(1)(e)-(f), 28, 44-49.
Kept true by: tests/unit/compiler/test_sections.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from lofte.compiler.basis import basis_entries
from lofte.compiler.labels import named_by
from lofte.compiler.policy import contact_channel
from lofte.compiler.scope import Kind
from lofte.compiler.view import View, as_string, choices_of, items
from lofte.declaration.form import Choice, Choices, Names, Thing, Things
from lofte.grammar import Text
from lofte.model import Agreement, Disclosed, ProcessingActivity, Recipient, Safeguard, System, Told
from lofte.vocabulary import RECIPIENT_KINDS

# What must be at hand for each ground of disclosure, when the declaration does not say.
_EVIDENCE_FOR: Mapping[str, tuple[str, ...]] = {
    "law": ("statute",),
    "dispute": ("case",),
    "authority-inquiry": ("request", "statute"),
    "authority-decision": ("decision",),
    "own-request": ("request",),
    "legitimate-interests": ("balancing",),
    "infringement": ("good-faith", "statute"),
    "partner-request": ("request",),
}


def recipients(root: View) -> dict[str, Recipient]:
    """The recipients in the order written."""
    return {view.name: _recipient(view) for view in root.each("recipients")}


def _recipient(view: View) -> Recipient:
    written_kinds = view.thing.get("is")
    kinds = tuple(choice.word for choice in choices_of(view.written("is", required=True)))
    country, on = view.string("country", required=True), view.words("on") or ()
    places = view.words("places", (country,) if country else ())
    required = tuple(dict.fromkeys(proof for ground in on for proof in _EVIDENCE_FOR.get(ground, ())))
    named = view.text("name")
    return Recipient(
        name=view.name,
        label=view.label(fallback=named or named_by(kinds, RECIPIENT_KINDS, view.scope.languages)),
        clause=view.clause(),
        kinds=kinds,
        kinds_open=written_kinds is not None
        and isinstance(written_kinds.value, Choices | Names)
        and written_kinds.value.open,
        named=named,
        roles=tuple(choice.word for choice in choices_of(view.written("role", required=True))),
        does=_does(view),
        basis=basis_entries(view, "basis"),
        country=country,
        places=places,
        group=view.string("group"),
        agreement=_agreement(view),
        uses=view.names("uses", Kind.RECIPIENT) or (),
        safeguards=tuple(_safeguard(view, choice) for choice in choices_of(view.written("safeguard"))),
        copy=contact_channel(view, "copy", "privacy"),
        on=on,
        requires=view.words("requires", required) or (),
        approvers=view.value_or("approvers", int, 1) or 1,
        told=view.told,
        span=view.span,
    )


def _does(view: View) -> Text | None:
    written = view.written("does")
    if written is not None and isinstance(written.value, Choices):
        first = written.value.items[0]
        return view.as_text(first.detail.value if first.detail else first.word)
    return view.as_text(written.value if written else None)


def _agreement(view: View) -> Agreement | None:
    written = view.written("agreement")
    if written is None or not isinstance(written.value, Thing):
        return None
    inner = view.of(written.value, "agreement", written.span)
    return Agreement(
        signed=inner.value("signed", date), until=inner.value("until", date), covers=inner.words("covers") or ()
    )


def _safeguard(view: View, choice: Choice) -> Safeguard:
    detail = choice.detail.value if choice.detail else None
    if not isinstance(detail, Thing | Things):
        said = as_string(detail, view.scope)
        return Safeguard(tool=choice.word, details={"detail": said} if said else {})
    pairs = ((item.name, as_string(item.detail.value, view.scope) if item.detail else None) for item in items(detail))
    return Safeguard(tool=choice.word, details={name: said for name, said in pairs if said is not None})


def with_processors(
    activities: Mapping[str, ProcessingActivity], systems: Mapping[str, System], *, transcribed: bool
) -> dict[str, ProcessingActivity]:
    """The activities, each also disclosed to those who run the systems that serve it.

    A transcribed page is judged by what it says, so nothing is added there.
    """
    if transcribed:
        return dict(activities)
    served = [
        (system, table, serves.activity)
        for system in systems.values()
        for table in system.tables.values()
        for serves in table.serves
    ]
    found = dict(activities)
    for system, _, name in served:
        activity = found[name]
        if system.run_by is None or any(to.recipient == system.run_by for to in activity.to):
            continue
        told = {**activity.told, f"to.{system.run_by}": Told(system.told["run-by"].origin, span=system.at("run-by"))}
        found[name] = replace(activity, to=(*activity.to, Disclosed(recipient=system.run_by)), told=told)
    return found
