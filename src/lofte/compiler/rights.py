"""Compile the rights, how they are used, the claims, and the reasons for which data may be held.

In:   the view of a Declaration.       Out:  `RightGiven`, `Requests`, `Claim`, `HoldReason` values.
Never: narrows a right (a text that does is told as it stands, and found by a rule of law).

The idea in one read: a section that is left out gives every right as the law has it; once written it is complete, and
a right that it does not name is not told. A transcribed page without the section tells none.
Law:  GDPR Art. 7(3), 12, 13(2)(b)-(d), 15-22, 17(3), 77, 82.
Kept true by: tests/unit/compiler/test_sections.py.
"""

from __future__ import annotations

from lofte.compiler.labels import named_by
from lofte.compiler.scope import Kind
from lofte.compiler.view import View
from lofte.declaration.form import Origin, Thing
from lofte.model import Claim, Contact, HoldReason, Requests, RightGiven, Told
from lofte.periods import Period
from lofte.vocabulary import CLAIMS, ERASURE_GROUNDS, HOLD_KINDS, REQUEST_CHANNELS, RIGHTS

ANSWERED = Period(months=1)
EXTENDED = Period(months=2)


def rights(root: View) -> dict[str, RightGiven]:
    """The rights that are told."""
    if root.thing.get("rights") is not None:
        return {view.name: _right(view) for view in root.each("rights")}
    if root.scope.transcribed:
        return {}
    empty = Thing("right", {}, root.thing.span)
    return {name: _right(View(root.scope, empty, name, f"rights.{name}", None, root.faults)) for name in RIGHTS}


def _right(view: View) -> RightGiven:
    grounds = tuple(ERASURE_GROUNDS) if view.name == "erasure" else ()
    return RightGiven(
        name=view.name,
        label=view.label(RIGHTS.get(view.name)),
        clause=view.clause(),
        given_for=view.names("for", Kind.RIGHT_GIVEN_FOR) or (),
        condition=_condition(view),
        exceptions=view.words("except") or (),
        grounds=(view.words("grounds", grounds) or ()) if view.name == "erasure" else (),
        consequence=view.told_text("consequence"),
        shown=view.value_or("shown", str, "apart") if view.name == "objection" else None,
        suppression=bool(view.value_or("suppression", bool, default=True)) if view.name == "objection" else False,
        authority=view.value_or("authority", str, "imy") if view.name == "complaint" else None,
        told=view.told,
        span=view.span,
    )


def _condition(view: View) -> str | None:
    written = view.value("if", str)
    return None if written == "none" else written


def requests(root: View, contacts: dict[str, Contact]) -> Requests:
    """How rights are used."""
    view = root.inner("requests", default=True)
    owner = view.one_name("owner", Kind.ROLE)
    if owner is None and view.thing.get("owner") is None and "privacy" in contacts:
        owner = contacts["privacy"].role
        view.told["owner"] = Told(Origin.DEFAULT)
    return Requests(
        name="requests",
        label=view.label(),
        clause=view.clause(),
        by=view.words("by", tuple(REQUEST_CHANNELS)) or (),
        answer=view.value_or("answer", Period, ANSWERED),
        extension=view.value_or("extension", Period, EXTENDED),
        identity=view.words("identity", ("known-channel",)) or (),
        further_copies=view.string("further-copies"),
        owner=owner,
        told=view.told,
        span=view.span,
    )


def claims(root: View) -> dict[str, Claim]:
    """The absolute statements."""
    return {
        view.name: Claim(
            name=view.name,
            label=view.label(CLAIMS.get(view.name)),
            clause=view.clause(),
            about=view.names("about", Kind.SUBJECT) or (),
            told=view.told,
            span=view.span,
        )
        for view in root.each("claims")
    }


def holds(root: View) -> dict[str, HoldReason]:
    """The reasons for which a person may hold data; one that nobody reviews is refused."""
    return {view.name: _hold(view) for view in root.each("holds")}


def _hold(view: View) -> HoldReason:
    kinds = view.words("is") or ()
    hold = HoldReason(
        name=view.name,
        label=view.label(fallback=named_by(kinds, HOLD_KINDS, view.scope.languages)),
        clause=view.clause(),
        kinds=kinds,
        about=view.names("about", Kind.SUBJECT) or (),
        activities=view.names("for", Kind.ACTIVITY) or (),
        review=view.value("review", Period, required=True),
        owner=view.one_name("owner", Kind.ROLE, required=True),
        told=view.told,
        span=view.span,
    )
    lacking = [key for key in ("review", "owner") if view.thing.get(key) is None]
    if lacking and not view.scope.transcribed:
        view.fault(
            "hold-without-review",
            f"hold `{view.name}` has no {' and no '.join(f'`{key}`' for key in lacking)}",
            view.span,
            help="say how often it is looked at again and which role answers: `review: 6 months`, `owner: ROLE`",
            article="GDPR Art. 5(1)(e), 17(3)",
        )
    return hold
