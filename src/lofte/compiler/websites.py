"""Compile the websites, their choice, and what they store in browsers.

In:   the view of a Declaration, the activities.       Out:  `Website` by name.
Never: scans a page.

The idea in one read: a cookie's purpose, consent and retention are its activity's; only its class may be inferred,
from the class of the activity's purpose.
Law:  LEK (2022:482) 9 kap. 28 §.
Kept true by: tests/unit/compiler/test_sections.py.
"""

from __future__ import annotations

from collections.abc import Mapping

from lofte.compiler.scope import Kind
from lofte.compiler.view import View, as_string, strings
from lofte.declaration.form import Origin, Silence, Things
from lofte.model import Cookie, ProcessingActivity, Told, Website
from lofte.periods import Period
from lofte.vocabulary import PurposeClass

ASKED_AGAIN = Period(months=6)
NECESSARY_PURPOSES = frozenset({"website-function", "security", "perform-contract", "identity-verification", "payment"})


def websites(root: View, activities: Mapping[str, ProcessingActivity]) -> dict[str, Website]:
    """The websites in the order written."""
    return {view.name: _website(view, activities) for view in root.each("websites")}


def _website(view: View, activities: Mapping[str, ProcessingActivity]) -> Website:
    url = view.string("url", required=True)
    return Website(
        name=view.name,
        label=view.label(fallback=view.scope.text(url) if url else None),
        clause=view.clause(),
        url=url,
        choice=view.value_or("choice", str, "before"),
        refuse=view.value_or("refuse", str, "first-layer"),
        ask_again=view.value_or("ask-again", Period, ASKED_AGAIN),
        without=view.told_text("without"),
        links=_links(view),
        outgoing=view.string("outgoing"),
        cookies={cookie.name: _cookie(cookie, activities) for cookie in view.each("cookies")},
        told=view.told,
        span=view.span,
    )


def _links(view: View) -> dict[str, str | None]:
    written = view.value("links", Things)
    if written is None:
        return {}
    for name, link in written.items.items():
        view.told[f"links.{name}"] = Told(link.origin, link.silence, link.because, span=link.span)
    return strings(written.items, view.scope)


def _cookie(view: View, activities: Mapping[str, ProcessingActivity]) -> Cookie:
    activity = view.one_name("for", Kind.ACTIVITY, required=True)
    lifetime = view.written("lifetime", required=True)
    value = lifetime.value if lifetime else None
    return Cookie(
        name=view.name,
        label=view.label(),
        clause=view.clause(),
        activity=activity,
        cookie_class=_class(view, activities.get(activity or "")),
        kind=view.value_or("is", str, "cookie", typing=True) or "cookie",
        named=view.words("named", (view.name,)) or (),
        party=_party(view),
        lifetime=value if isinstance(value, Period) else None,
        session=value == "session",
        told=view.told,
        span=view.span,
    )


def _class(view: View, activity: ProcessingActivity | None) -> str | None:
    written = view.written("class", default=activity is not None)
    if written is not None:
        return as_string(written.value, view.scope)
    if activity is None:
        view.told["class"] = Told(Origin.DEFAULT, Silence.UNSTATED)
        return None
    return None if view.told["class"].silence else class_of(activity)


def class_of(activity: ProcessingActivity) -> str:
    """The class of a cookie that serves this activity."""
    if activity.purpose in NECESSARY_PURPOSES:
        return "necessary"
    if activity.purpose_class == PurposeClass.MARKETING or activity.purpose == "profiling":
        return "marketing"
    if activity.purpose_class == PurposeClass.INSIGHT and activity.purpose != "personalisation":
        return "statistics"
    return "functional"


def _party(view: View) -> str | None:
    written = view.written("from", required=True)
    name = as_string(written.value, view.scope) if written else None
    if name is None or name == "own" or written is None:
        return name
    return name if view.found(Kind.RECIPIENT, name, written.span, "from") else None
