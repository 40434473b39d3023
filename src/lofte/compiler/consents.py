"""Compile how each consent is asked, also where the declaration only says that an activity rests on one.

In:   the view of a Declaration, the activities, how requests are made.       Out:  `ConsentForm` by name.
Never: counts a way of asking as valid (the rules of law do).

The idea in one read: a consent is named as its activity, or as `basis: {consent: NAME}` says. One that is used and not
written has the defaults of the language, or is silent where a page is transcribed; asked where the data are collected,
withdrawn by the same channels.
Law:  GDPR Art. 7, 8.
Kept true by: tests/unit/compiler/test_sections.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lofte.compiler.scope import Kind
from lofte.compiler.view import View
from lofte.declaration.form import Origin, Thing
from lofte.model import ConsentForm, DataSource, ProcessingActivity, Told
from lofte.periods import Period
from lofte.vocabulary import WITHDRAW_CHANNELS

REFRESHED = Period(months=24)
# Where a channel of collection is not also called so among those of withdrawal.
_WITHDRAWN_AT: Mapping[str, str] = {"cookie": "cookie-choice", "service-use": "login"}


def consents(
    root: View,
    activities: Mapping[str, ProcessingActivity],
    sources: Mapping[str, DataSource],
    requested_by: tuple[str, ...],
) -> dict[str, ConsentForm]:
    """The consents that are written, then those that are only used."""
    users = consent_users(activities.values())
    views = {view.name: view for view in root.each("consents")}
    for name in users:
        if name not in views:
            used = activities[users[name][0].name]
            views[name] = View(
                root.scope,
                Thing("consent", {}, used.span or root.thing.span),
                name,
                f"consents.{name}",
                used.span,
                root.faults,
            )
    return {name: _consent(view, users.get(name, ()), sources, requested_by) for name, view in views.items()}


def consent_users(activities: Iterable[ProcessingActivity]) -> dict[str, tuple[ProcessingActivity, ...]]:
    """The activities that rest on each consent, by its name."""
    found: dict[str, tuple[ProcessingActivity, ...]] = {}
    for activity in activities:
        for name in dict.fromkeys(entry.consent for entry in activity.basis if entry.consent):
            found[name] = (*found.get(name, ()), activity)
    return found


def _consent(
    view: View,
    users: tuple[ProcessingActivity, ...],
    sources: Mapping[str, DataSource],
    requested_by: tuple[str, ...],
) -> ConsentForm:
    asked = _asked(view, users, sources)
    return ConsentForm(
        name=view.name,
        label=view.label(fallback=users[0].label if users else None),
        clause=view.clause(),
        by=view.value_or("by", str, "unticked-box"),
        asked=asked,
        text=view.told_text("text"),
        withdraw=view.words("withdraw", _channels(asked or (), sources, requested_by)) or (),
        consequence=view.told_text("consequence"),
        refresh=view.value_or("refresh", Period, REFRESHED),
        guardian_below=view.value("guardian-below", int),
        proof=view.value_or("proof", str, "records", typing=True),
        told=view.told,
        span=view.span,
    )


def _asked(
    view: View, users: tuple[ProcessingActivity, ...], sources: Mapping[str, DataSource]
) -> tuple[str, ...] | None:
    if view.thing.get("asked") is not None:
        return view.names("asked", Kind.SOURCE)
    if view.scope.transcribed:
        return view.names("asked", Kind.SOURCE, required=True)
    view.told["asked"] = Told(Origin.DEFAULT)
    return tuple(dict.fromkeys(name for user in users for name in user.sources or () if name in sources))


def _channels(
    asked: tuple[str, ...], sources: Mapping[str, DataSource], requested_by: tuple[str, ...]
) -> tuple[str, ...]:
    kinds = (kind for name in asked if name in sources for kind in sources[name].kinds)
    same = (_WITHDRAWN_AT.get(kind, kind) for kind in kinds)
    return tuple(dict.fromkeys(channel for channel in (*same, *requested_by) if channel in WITHDRAW_CHANNELS))
