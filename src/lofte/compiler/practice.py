"""Compile the security measures, how promises are kept, and the findings that stand.

In:   the view of a Declaration.       Out:  `Security`, `Sweeping`, `Accepted` values.
Never: decides that a finding may be accepted (the rules of law do).

The idea in one read: the sections about the organisation's own practice, key by key.
Law:  GDPR Art. 5(1)(e)-(f), 5(2), 32-34.
Kept true by: tests/unit/compiler/test_sections.py.
"""

from __future__ import annotations

from datetime import date

from lofte.compiler.scope import Kind
from lofte.compiler.view import View
from lofte.declaration.form import Thing, Things, Written
from lofte.model import Accepted, Measure, Security, Sweeping
from lofte.periods import Period

SWEPT_EVERY = Period(days=1)
SWEPT_WITHIN = Period(days=30)
TOLD_WITHIN = Period(hours=72)


def security(root: View) -> Security:
    """Measures, staff and breaches."""
    view = root.inner("security")
    staff, breaches = view.inner("staff"), view.inner("breaches")
    found = Security(
        name="security",
        label=view.label(),
        clause=view.clause(),
        measures={measure.name: _measure(measure) for measure in view.each("measures")},
        training=staff.value("training", Period),
        instructions=staff.words("instructions") or (),
        access_review=staff.value("access-review", Period),
        breach_owner=breaches.one_name("owner", Kind.ROLE, required=True),
        breach_within=breaches.value_or("within", Period, TOLD_WITHIN),
        told=view.told,
        span=view.span,
    )
    for key, inner in (("staff", staff), ("breaches", breaches)):
        view.told.update({f"{key}.{name}": told for name, told in inner.told.items()})
    return found


def _measure(view: View) -> Measure:
    return Measure(
        name=view.name,
        label=view.label(),
        clause=view.clause(),
        against=view.words("against") or (),
        covers=view.words("covers") or (),
        systems=view.names("systems", Kind.SYSTEM) or (),
        owner=view.one_name("owner", Kind.ROLE),
        evidence=view.string("evidence"),
        told=view.told,
        span=view.span,
    )


def sweeping(root: View) -> Sweeping | None:
    """How the retention promises are kept; None when the section is left out."""
    if root.thing.get("sweep") is None:
        return None
    view = root.inner("sweep")
    return Sweeping(
        name="sweep",
        label=view.label(),
        clause=view.clause(),
        every=view.value_or("every", Period, SWEPT_EVERY, typing=True) or SWEPT_EVERY,
        within=view.value_or("within", Period, SWEPT_WITHIN, typing=True) or SWEPT_WITHIN,
        approve=view.one_name("approve", Kind.APPROVER, required=True),
        told=view.told,
        span=view.span,
    )


def accepted(root: View) -> tuple[Accepted, ...]:
    """The findings that stand, each at its place; one without reason, role or date does not stand."""
    written = root.value("accepted", Things)
    if written is None:
        return ()
    return tuple(
        found
        for code, places in written.items.items()
        for view in _places(root, code, places)
        if (found := _accepted(view, code)) is not None
    )


def _places(root: View, code: str, places: Written) -> tuple[View, ...]:
    if not isinstance(places.value, Things):
        return ()
    holder = root.of(root.thing, "accepted", places.span)
    return tuple(
        View(
            holder.scope, thing.value, path, f"accepted.{code}.{path}", places.value.name_spans.get(path), holder.faults
        )
        for path, thing in places.value.items.items()
        if isinstance(thing.value, Thing)
    )


def _accepted(view: View, code: str) -> Accepted | None:
    because, by, review = _reason(view), view.one_name("by", Kind.ROLE), view.value("review", date)
    if because is None or by is None or review is None:
        lacking = [key for key in ("because", "by", "review") if view.thing.get(key) is None]
        if lacking:
            view.fault(
                "acceptance-incomplete",
                f"the acceptance of `{code}` at `{view.name}` has no {', '.join(f'`{key}`' for key in lacking)}",
                view.span,
                help="a finding stands only for a reason, by a role, and until a day on which it is looked at again",
                article="GDPR Art. 5(2)",
            )
        return None
    return Accepted(code=code, path=view.name, because=because, by=by, review=review, span=view.span)


def _reason(view: View) -> str | None:
    written = view.thing.get("because")
    if written is not None and isinstance(written.value, Thing):
        return view.of(written.value, "because", written.span).string("why")
    return view.string("because")
