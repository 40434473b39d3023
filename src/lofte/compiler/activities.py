"""Compile the processing activities, each one row of the record of processing.

In:   the view of a Declaration.       Out:  `ProcessingActivity` by name.
Never: fills in what the text is silent about; chooses between two bases.

The idea in one read: an activity's names are resolved, its purpose gets its class, its basis its details. Two things
are not written and follow from the rest: a consent without a rule keeps until it is withdrawn, and an activity without
controllers is everybody's.
Law:  GDPR Art. 5(1)(b), 6(1), 9(2), 13, 14, 30(1).
Kept true by: tests/unit/compiler/test_activities.py.
"""

from __future__ import annotations

from datetime import date

from lofte.compiler.basis import basis_entries
from lofte.compiler.labels import named_by
from lofte.compiler.policy import contact_channel
from lofte.compiler.rules import statutes_of
from lofte.compiler.scope import Kind
from lofte.compiler.view import View, as_string, choices_of, items, named_of
from lofte.declaration.form import Choices, Names, Thing, Written
from lofte.grammar import AtMost, ByStatute, Combined, Criterion, Rule, Text, Until
from lofte.model import BasisEntry, Disclosed, ProcessingActivity, Profiling
from lofte.vocabulary import PURPOSES, LegalBasis, PurposeClass

CONSENT_WITHDRAWN = "consent.withdrawn"


def activities(root: View) -> dict[str, ProcessingActivity]:
    """The activities in the order written."""
    return {view.name: _activity(view) for view in root.each("activities")}


def _activity(view: View) -> ProcessingActivity:
    word, text = _purpose(view)
    basis = basis_entries(view, "basis", required=True)
    written_basis, written_data, written_to = (view.thing.get(key) for key in ("basis", "data", "to"))
    return ProcessingActivity(
        name=view.name,
        label=view.label(PURPOSES.get(view.name), fallback=_purpose_label(view, word, text)),
        clause=view.clause(),
        about=view.names("about", Kind.SUBJECT, required=True),
        purpose=word,
        purpose_class=str(_class(word)),
        purpose_text=text,
        basis=basis,
        basis_listed=_listed(written_basis),
        conditions=_conditions(view),
        data=view.names("data", Kind.DATA, required=True),
        data_open=_open(written_data),
        sources=view.names("from", Kind.ORIGIN, required=True),
        since=view.value("since", date),
        compatible=_compatible(view),
        required=_required(view),
        otherwise=view.told_text("otherwise"),
        to=_to(view),
        to_open=_open(written_to),
        keep=_keep(view, basis),
        controllers=view.names("controller", Kind.CONTROLLER) or tuple(view.scope.names[Kind.CONTROLLER]),
        on_behalf_of=_on_behalf_of(view),
        declaration=view.text("declaration"),
        channels=view.words("channels") or (),
        stop=contact_channel(view, "stop", None),
        soft_opt_in=view.words("soft-opt-in") or (),
        checked_against=view.words("checked-against") or (),
        profiling=_profiling(view),
        smallest_group=view.value("smallest-group", int),
        risk=view.words("risk") or (),
        dpia=view.string("dpia"),
        read_by=view.names("read-by", Kind.ROLE) or (),
        told=view.told,
        span=view.span,
    )


def _purpose(view: View) -> tuple[str | None, Text | None]:
    written = view.written("purpose", required=True)
    found = choices_of(written)
    if not found:
        return None, None
    detail = view.as_text(found[0].detail.value) if found[0].detail else None
    view.read_by_people("purpose", detail, found[0].detail.span if found[0].detail else None)
    word = found[0].word
    if word in PURPOSES or word == PurposeClass.OTHER:
        return word, detail
    return str(PurposeClass.OTHER), detail or view.scope.text(word)


def _class(word: str | None) -> PurposeClass:
    return PURPOSES[word].purpose_class if word is not None and word in PURPOSES else PurposeClass.OTHER


def _purpose_label(view: View, word: str | None, text: Text | None) -> Text | None:
    known = named_by((word or "",), PURPOSES, view.scope.languages)
    words = dict(known.by_language if known else ()) | dict(text.by_language if text else ())
    return Text(tuple(sorted(words.items()))) if words else None


def _listed(written: Written | None) -> bool:
    return written is not None and isinstance(written.value, Choices) and written.value.listed


def _open(written: Written | None) -> bool:
    return written is not None and isinstance(written.value, Names | Choices) and written.value.open


def _conditions(view: View) -> dict[str, tuple[str, str | None]]:
    found: dict[str, tuple[str, str | None]] = {}
    for named in named_of(view.written("conditions")):
        if not view.found(Kind.DATA, named.name, named.span, "conditions") or named.detail is None:
            continue
        choices = choices_of(named.detail)
        if choices:
            detail = choices[0].detail
            found[named.name] = (choices[0].word, as_string(detail.value, view.scope) if detail else None)
    return found


def _compatible(view: View) -> tuple[str | None, str | None] | None:
    written = view.written("compatible")
    if written is None:
        return None
    if not isinstance(written.value, Thing):
        return as_string(written.value, view.scope), None
    inner = view.of(written.value, "compatible", written.span)
    return inner.string("why"), inner.string("told")


def _on_behalf_of(view: View) -> str | Text | None:
    """The group whose organisation is the controller, or the controller in words."""
    written = view.written("on-behalf-of")
    if written is not None and isinstance(written.value, Text):
        view.read_by_people("on-behalf-of", written.value, written.span)
        return written.value
    return as_string(written.value if written else None, view.scope)


def _required(view: View) -> tuple[str, ...] | None:
    written = view.written("required", required=_from_the_person(view))
    if written is None or written.value is None:
        return None
    words = tuple(item.name for item in items(written.value))
    if words in (("all",), ("none",)):
        return words if words == ("all",) else ()
    return view.names("required", Kind.DATA)


def _from_the_person(view: View) -> bool:
    """Whether any source is named that is no activity; only then must one say what has to be given."""
    return any(view.scope.knows(Kind.SOURCE, item.name) for item in named_of(view.thing.get("from")))


def _to(view: View) -> tuple[Disclosed, ...]:
    return tuple(
        Disclosed(recipient=named.name, data=_narrowed(view, named.detail))
        for named in named_of(view.written("to", default=True))
        if view.found(Kind.RECIPIENT, named.name, named.span, "to")
    )


def _narrowed(view: View, detail: Written | None) -> tuple[str, ...] | None:
    if detail is None or detail.value is None:
        return None
    members = items(detail.value)
    return tuple(member.name for member in members if view.found(Kind.DATA, member.name, member.span, "to"))


def _keep(view: View, basis: tuple[BasisEntry, ...]) -> Rule | None:
    on_consent = bool(basis) and all(entry.basis is LegalBasis.CONSENT for entry in basis)
    written = view.written("keep", default=on_consent, required=not on_consent)
    if written is None:
        return Until((CONSENT_WITHDRAWN,)) if on_consent and not view.told["keep"].silence else None
    if not isinstance(written.value, Until | AtMost | ByStatute | Criterion | Combined):
        return None
    for statute in statutes_of(written.value):
        view.found(Kind.STATUTE, statute, written.places.get(statute, written.span), "keep")
    return written.value


def _profiling(view: View) -> Profiling | None:
    written = view.written("profiling")
    if written is None or not isinstance(written.value, Thing):
        return None
    inner = view.of(written.value, "profiling", written.span)
    profiling = Profiling(
        logic=inner.told_text("logic"),
        effects=inner.told_text("effects"),
        decides=inner.string("decides"),
        even_if_objected=tuple(
            (choice.word, as_string(choice.detail.value, view.scope) if choice.detail else None)
            for choice in choices_of(inner.written("even-if-objected"))
        ),
    )
    view.told.update({f"profiling.{key}": told for key, told in inner.told.items()})
    return profiling
