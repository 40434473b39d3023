"""Judge what differs in what is promised besides: consents, rights, requests, websites, claims, holds, sweeps, notice.

In:   a fact of one of these, both models.       Out:  the changes that it means.
Never: takes a right for wider or narrower where neither follows.

The idea in one read: a right that names whom it is given for, or more exceptions, is narrower than one that does not;
where one has gained and lost at once it has only changed. What is in a rule of retention by its event is told with
the activities that count from it.
Law:  GDPR Art. 7, 12, 13(3), 15-22, 32; LEK (2022:482) 9 kap. 28 §.
Kept true by: tests/unit/difference/test_judging.py
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from lofte.difference.change import Change, Kind
from lofte.difference.facts import Fact, Path
from lofte.difference.pair import Judge, Pair, always, come_or_gone
from lofte.difference.retention import events_of, never_longer
from lofte.model import Cookie, RightGiven


def _consent_activities(fact: Fact, pair: Pair) -> tuple[str, ...]:
    return pair.showing(lambda _, one: any(entry.consent == fact.path[1] for entry in one.basis))


def _consent(*, to_be_judged: bool = False) -> Judge:
    def judge(fact: Fact, pair: Pair) -> Iterator[Change]:
        shows = _consent_activities(fact, pair)
        yield pair.change(Kind.CONSENT_CHANGED, fact, activities=shows, to_be_judged=to_be_judged)

    return judge


def _right(fact: Fact, pair: Pair) -> Iterator[Change]:
    old, new = pair.old.rights[fact.path[1]], pair.new.rights[fact.path[1]]
    wider, narrower = _at_least(new, old, fact.path[-1]), _at_least(old, new, fact.path[-1])
    if wider is not narrower:
        yield pair.change(Kind.RIGHT_WIDENED if wider else Kind.RIGHT_NARROWED, fact)
    else:
        yield pair.change(Kind.RIGHT_CHANGED, fact)


def _at_least(one: RightGiven, other: RightGiven, key: str) -> bool:
    """Whether by this key `one` gives all that `other` gives."""
    match key:
        case "given_for":
            return "any" in one.given_for or (bool(other.given_for) and set(one.given_for) >= set(other.given_for))
        case "condition":
            return one.condition in (None, "none")
        case "exceptions":
            return set(one.exceptions) <= set(other.exceptions)
        case "grounds":
            return set(one.grounds) >= set(other.grounds)
        case _:
            return one.suppression or not other.suppression


def _website(fact: Fact, pair: Pair) -> Iterator[Change]:
    """A website that stands in one model only: its cookies come or go with it."""
    model, kind = (pair.new, Kind.COOKIE_ADDED) if fact.added else (pair.old, Kind.COOKIE_REMOVED)
    for cookie in model.websites[fact.path[1]].cookies.values():
        yield _of_cookie(kind, fact, pair, cookie)


def _cookie(fact: Fact, pair: Pair) -> Iterator[Change]:
    kind = Kind.COOKIE_ADDED if fact.added else Kind.COOKIE_REMOVED if fact.removed else Kind.COOKIE_CHANGED
    for model in (pair.old, pair.new):
        cookies = model.websites[fact.path[1]].cookies
        if fact.path[3] in cookies:
            yield _of_cookie(kind, fact, pair, cookies[fact.path[3]])


def _of_cookie(kind: Kind, fact: Fact, pair: Pair, cookie: Cookie) -> Change:
    activities = (cookie.activity,) if cookie.activity else ()
    return pair.change(kind, fact, cookie.name, of="cookies", activities=activities)


def _event(fact: Fact, pair: Pair) -> Iterator[Change]:
    """What an event means, where a rule counts from it."""
    counted = pair.showing(lambda _, one: one.keep is not None and fact.path[1] in events_of(one.keep))
    if counted:
        yield pair.change(Kind.RETENTION_CHANGED, fact, activities=counted, to_be_judged=True)


def _sweep(fact: Fact, pair: Pair) -> Iterator[Change]:
    old, new = pair.old.sweep, pair.new.sweep
    if old is None or new is None:
        later = new is None
    elif never_longer(old.within, new.within) is never_longer(new.within, old.within):
        return
    else:
        later = never_longer(old.within, new.within)
    yield pair.change(Kind.SWEEP_LATER if later else Kind.SWEEP_EARLIER, fact)


def _rights_written(fact: Fact, pair: Pair) -> Iterator[Change]:
    """Whether rights are named one by one; what is then left out is told by the rights themselves."""
    yield pair.change(Kind.RIGHT_CHANGED, fact, name="", of="rights", to_be_judged=True)


_ASKED: Final = ("by", "text", "guardian_below", "withdraw")
_AROUND: Final = ("asked", "consequence", "refresh")
PROMISED: Final[Mapping[Path, Judge]] = {
    ("consents", "*"): come_or_gone(Kind.CONSENT_ADDED, Kind.CONSENT_REMOVED, _consent_activities),
    **{("consents", "*", key): _consent() for key in _ASKED},
    **{("consents", "*", key): _consent(to_be_judged=True) for key in _AROUND},
    ("rights", "*"): come_or_gone(Kind.RIGHT_ADDED, Kind.RIGHT_REMOVED),
    **{("rights", "*", key): _right for key in ("given_for", "condition", "exceptions", "grounds", "suppression")},
    **{("rights", "*", key): always(Kind.RIGHT_CHANGED, to_be_judged=True) for key in ("consequence", "authority")},
    ("rights_written",): _rights_written,
    **{("requests", key): always(Kind.REQUESTS_CHANGED) for key in ("by", "answer", "extension", "identity")},
    ("requests", "further_copies"): always(Kind.REQUESTS_CHANGED),
    ("websites", "*"): _website,
    **{("websites", "*", key): always(Kind.COOKIE_CHOICE_CHANGED) for key in ("choice", "refuse", "ask_again")},
    ("websites", "*", "without"): always(Kind.COOKIE_CHOICE_CHANGED, to_be_judged=True),
    ("websites", "*", "cookies", "*"): _cookie,
    **{
        ("websites", "*", "cookies", "*", key): _cookie
        for key in ("activity", "cookie_class", "kind", "party", "lifetime", "session")
    },
    ("claims", "*"): come_or_gone(Kind.CLAIM_ADDED, Kind.CLAIM_REMOVED),
    ("claims", "*", "about"): always(Kind.CLAIM_CHANGED),
    ("holds", "*"): come_or_gone(Kind.HOLD_ADDED, Kind.HOLD_REMOVED),
    **{("holds", "*", key): always(Kind.HOLD_CHANGED) for key in ("kinds", "about", "activities")},
    ("holds", "*", "review"): always(Kind.HOLD_CHANGED, to_be_judged=True),
    ("events", "*", "means"): _event,
    ("events", "*", "stale_after"): _event,
    ("security", "measures", "*"): always(Kind.SECURITY_CHANGED),
    **{("security", "measures", "*", key): always(Kind.SECURITY_CHANGED) for key in ("against", "covers")},
    **{("security", key): always(Kind.SECURITY_CHANGED) for key in ("training", "breach_within")},
    ("sweep",): _sweep,
    ("sweep", "within"): _sweep,
    **{("policy", key): always(Kind.VERSION_CHANGED) for key in ("version", "in_force")},
    **{
        ("policy", "changes", key): always(Kind.NOTICE_OF_CHANGES_CHANGED)
        for key in ("material", "other", "before", "check_back", "consent", "silence_means")
    },
}
"""Who judges each place of what is promised."""
