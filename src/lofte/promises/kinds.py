"""Every promise of a declaration, by its id: what text, status and tests speak of alike.

In:   a `Model`.       Out:  `Promise`s, in the order in which a policy tells them.
Never: says whether a promise is kept (`standing` does) or how it is told (`documents` does).

The idea in one read: a promise is a kind, and the name of the declared thing that it is about:
`retention.newsletter`. The id is stable as long as the name is, and the declared thing brings its line. A right is
promised when the text names it, and all of the law's rights when the text leaves the section out.
Law:  GDPR Art. 5(2), 24.
Kept true by: tests/unit/promises/test_kinds.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from lofte.diagnostics import Span
from lofte.model import Model


class Kind(StrEnum):
    """The kinds of promise, in the order in which they are told."""

    NOTICE = "notice"
    RETENTION = "retention"
    CONSENT = "consent"
    MARKETING = "marketing"
    REQUEST = "request"
    DISCLOSURE = "disclosure"
    COOKIE = "cookie"
    SECURITY = "security"
    BREACH = "breach"
    CHANGE = "change"
    CLAIM = "claim"
    HOLD = "hold"


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise: its kind, the declared thing it is about, and where that is declared."""

    kind: Kind
    name: str
    span: Span | None = field(default=None, compare=False)

    @property
    def id(self) -> str:
        """`KIND.NAME`."""
        return f"{self.kind}.{self.name}"


def promises_of(model: Model) -> tuple[Promise, ...]:
    """Every promise, once."""
    return tuple(dict.fromkeys(_promises(model)))


def _promises(model: Model) -> Iterator[Promise]:
    activities = model.activities.values()
    yield from (Promise(Kind.NOTICE, one.name, one.span) for one in activities)
    yield from (Promise(Kind.RETENTION, one.name, one.at("keep")) for one in activities if one.keep is not None)
    used = {entry.consent for one in activities for entry in one.basis if entry.consent}
    yield from (Promise(Kind.CONSENT, one.name, one.span) for one in model.consents.values() if one.name in used)
    yield from (Promise(Kind.MARKETING, one.name, one.at("purpose")) for one in activities if one.marketing)
    yield from (Promise(Kind.REQUEST, one.name, one.span) for one in model.rights.values())
    yield from (Promise(Kind.DISCLOSURE, one.name, one.span) for one in model.recipients.values())
    cookies = (cookie for website in model.websites.values() for cookie in website.cookies.values())
    yield from (Promise(Kind.COOKIE, one.name, one.span) for one in cookies)
    yield from (Promise(Kind.SECURITY, one.name, one.span) for one in model.security.measures.values())
    yield Promise(Kind.BREACH, "routine", model.security.span)
    yield Promise(Kind.CHANGE, "policy", model.policy.changes.span)
    yield from (Promise(Kind.CLAIM, one.name, one.span) for one in model.claims.values())
    yield from (Promise(Kind.HOLD, one.name, one.span) for one in model.holds.values() if one.kinds)
