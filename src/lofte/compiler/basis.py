"""Compile the legal bases of an activity or a disclosure, each with its detail and its condition.

In:   the view of the thing, the key.       Out:  `BasisEntry` values.
Never: judges whether a basis is the right one (the rules of law do).

The idea in one read: each of the six has a detail of its own kind: whose consent, which part of a contract, which
statute, which interest and how it was balanced. A consent without a name is the activity's own.
Law:  GDPR Art. 6(1).
Kept true by: tests/unit/compiler/test_activities.py.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from lofte.compiler.scope import Kind
from lofte.compiler.view import View, as_string, choices_of, items
from lofte.declaration.form import Choice, Thing, Written
from lofte.grammar import Text
from lofte.model import Balancing, BasisEntry, Told
from lofte.vocabulary import LegalBasis


def basis_entries(view: View, key: str, *, required: bool = False) -> tuple[BasisEntry, ...]:
    """The entries in the order written; a word that is no basis is left out (the reader has said so)."""
    found = choices_of(view.written(key, required=required))
    return tuple(entry for choice in found if (entry := _entry(view, key, choice)) is not None)


def _entry(view: View, key: str, choice: Choice) -> BasisEntry | None:
    try:
        basis = LegalBasis(choice.word)
    except ValueError:
        return None
    detail = choice.detail
    if detail is not None and detail.silence is not None:
        view.told[f"{key}.{choice.word}"] = Told(detail.origin, detail.silence, detail.because, span=detail.span)
    entry = BasisEntry(basis=basis, when=choice.when, span=choice.span)
    match basis:
        case LegalBasis.CONSENT:
            return replace(entry, consent=_consent(view, key, detail))
        case LegalBasis.CONTRACT:
            return replace(entry, contract=_words(detail))
        case LegalBasis.LEGAL_OBLIGATION | LegalBasis.PUBLIC_TASK:
            return replace(entry, statute=as_string(detail.value, view.scope) if detail else None)
        case LegalBasis.LEGITIMATE_INTERESTS:
            return _interests(view, key, entry, detail)
        case LegalBasis.VITAL_INTERESTS:
            return entry


def _words(detail: Written | None) -> tuple[str, ...]:
    return tuple(item.name for item in items(detail.value)) if detail is not None and detail.value is not None else ()


def _consent(view: View, key: str, detail: Written | None) -> str:
    name = as_string(detail.value, view.scope) if detail else None
    if name is None or detail is None:
        return view.name
    return name if view.found(Kind.CONSENT, name, detail.span, key) else view.name


def _interests(view: View, key: str, entry: BasisEntry, detail: Written | None) -> BasisEntry:
    if detail is None or detail.value is None:
        return entry
    if not isinstance(detail.value, Thing):
        return replace(entry, interest=view.as_text(detail.value))
    inner = view.of(detail.value, f"{key}.{entry.basis}", detail.span)
    interest = inner.told_text("interest")
    balancing = _balancing(inner, inner.written("balancing"))
    view.told.update({f"{key}.{name}": told for name, told in inner.told.items()})
    return replace(entry, interest=interest, balancing=balancing)


def _balancing(view: View, written: Written | None) -> Balancing | None:
    if written is None or written.value is None:
        return None
    if isinstance(written.value, str | Text):
        name = as_string(written.value, view.scope) or ""
        return Balancing(shared_with=name) if view.found(Kind.ACTIVITY, name, written.span, "balancing") else None
    if not isinstance(written.value, Thing):
        return None
    inner = view.of(written.value, "balancing", written.span)
    return Balancing(
        needed=inner.text("needed"),
        expected=inner.text("expected"),
        effect=inner.text("effect"),
        safeguards=inner.text("safeguards"),
        outcome=inner.text("outcome"),
        on=inner.value("on", date),
        by=inner.one_name("by", Kind.ROLE),
    )
