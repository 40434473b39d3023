"""Say which consents must be asked, or asked anew, because of a change.

In:   a change, both models.       Out:  the change with its consents, and why: the law, or the policy's own promise.
Never: says that a consent covers what its giver was not told.

The idea in one read: a consent is specific and informed, so it covers what was told when it was given: who is
responsible, which data, for what, who else decides over them, and that they stay under our law. When one of these
changes for an activity that rests on a consent, the law wants a new one. A policy may promise more: that it asks
again whenever a material change touches what was consented to; then the version before it binds.
Law:  GDPR Art. 4(11), 6(1)(a), 7, 49(1)(a); EDPB 05/2020 62-69, 110.
Kept true by: tests/unit/difference/test_renewal.py
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from lofte.difference.change import Change, Kind, Renewal, Weight
from lofte.difference.pair import Pair
from lofte.model import Model

_BY_LAW: Final = frozenset(
    {
        Kind.CONTROLLER_ADDED,
        Kind.CONTROLLER_CHANGED,
        Kind.PURPOSE_ADDED,
        Kind.FURTHER_PURPOSE,
        Kind.PURPOSE_CHANGED,
        Kind.BASIS_CHANGED,
        Kind.CONSENT_CHANGED,
        Kind.DATA_ADDED,
        Kind.DATA_CHANGED,
        Kind.RECIPIENT_ADDED,
        Kind.RECIPIENT_CHANGED,
        Kind.DISCLOSURE_ADDED,
        Kind.DISCLOSURE_WIDENED,
        Kind.TRANSFER_ADDED,
        Kind.SAFEGUARD_CHANGED,
        Kind.PROFILING_ADDED,
        Kind.PROFILING_CHANGED,
    }
)
_OF_RECIPIENTS: Final = frozenset(
    {Kind.RECIPIENT_ADDED, Kind.RECIPIENT_CHANGED, Kind.DISCLOSURE_ADDED, Kind.DISCLOSURE_WIDENED}
)
_SAID_WHEN_ASKED: Final = frozenset({"by", "text", "guardian_below"})
"""Keys of a consent that decide what was agreed to; how it is withdrawn is no part of it."""
_WHO_IT_IS: Final = frozenset({"org_nr", "controllers", "on_behalf_of", "jointly_with"})
"""Keys that name another controller; another name of the same one asks for no consent."""


def with_renewal(change: Change, pair: Pair) -> Change:
    """The change, with the consents that it makes necessary."""
    if change.weight is not Weight.MATERIAL or change.kind is Kind.SUBJECT_ADDED:
        return change
    asked = _asked(change, pair)
    by_law = asked if _is_by_law(change, pair) else frozenset()
    promised = asked & frozenset(pair.old.consents) if pair.old.policy.changes.consent == "renew" else frozenset()
    found = by_law or promised
    if not found:
        return change
    return replace(change, consents=tuple(sorted(found)), renewal=Renewal.LAW if by_law else Renewal.PROMISE)


def _asked(change: Change, pair: Pair) -> frozenset[str]:
    """The consents on which rests, from now on, what the change is about."""
    if change.kind is Kind.CONSENT_CHANGED and change.of == "consents":
        is_used = change.name in _consents(pair.new, tuple(pair.new.activities))
        return frozenset({change.name} if is_used and _keys(change) & _SAID_WHEN_ASKED else ())
    if change.of == "controllers" and change.kind in (Kind.CONTROLLER_ADDED, Kind.CONTROLLER_CHANGED):
        return _consents(pair.new, tuple(pair.new.activities))
    after = _consents(pair.new, change.activities)
    if change.kind in (Kind.BASIS_CHANGED, Kind.CONSENT_CHANGED) and change.of == "activities":
        return after - _consents(pair.old, change.activities)
    return after


def _is_by_law(change: Change, pair: Pair) -> bool:
    if change.kind is Kind.CONTROLLER_CHANGED:
        return bool(_keys(change) & _WHO_IT_IS)
    if change.kind in _OF_RECIPIENTS:
        recipient = pair.new.recipients.get(change.name)
        return recipient is None or "processor" not in recipient.roles
    return change.kind in _BY_LAW


def _keys(change: Change) -> frozenset[str]:
    return frozenset(part.path[-1] for part in change.parts)


def _consents(model: Model, activities: tuple[str, ...]) -> frozenset[str]:
    found = (model.activities[name] for name in activities if name in model.activities)
    return frozenset(entry.consent for one in found for entry in one.basis if entry.consent)
