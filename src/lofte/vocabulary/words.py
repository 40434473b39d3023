"""Put every closed list under its name, for whoever types a word or proposes the nearest.

In:   the tables beside this.       Out:  `TERMS` (with labels), `WORDS` (all names, small sets included).
Never: grows in a declaration.

The idea in one read: `TERMS` holds the vocabularies that people read, each word with its article and labels;
`WORDS` holds the names alone, and also the small sets that only steer (*first-layer*, *delete*, *unstated*).
Law:  none of its own.
Kept true by: tests/unit/test_vocabulary.py.

>>> "double-opt-in" in WORDS["consent-way"], TERMS["right"]["access"].sv
(True, 'rätt till tillgång')
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from lofte.vocabulary.data import DATA, DATA_KINDS
from lofte.vocabulary.events import EVENTS
from lofte.vocabulary.law import (
    AUTHORITIES,
    BASES,
    CLAIMS,
    CONDITIONS,
    CONSENT_WAYS,
    CONTRACT_DETAILS,
    ERASURE_GROUNDS,
    RIGHTS,
    RISKS,
    SAFEGUARDS,
    STATUTES,
)
from lofte.vocabulary.parties import (
    CONTACT_NAMES,
    CONTROLLER_FORMS,
    DISCLOSURE_GROUNDS,
    EVIDENCE,
    RECIPIENT_KINDS,
    RECIPIENT_ROLES,
    SOURCE_KINDS,
    SUBJECT_KINDS,
    SUBJECTS,
)
from lofte.vocabulary.practice import (
    CHANNELS,
    COOKIE_CLASSES,
    COOKIE_KINDS,
    HOLD_KINDS,
    IDENTITY_MEANS,
    MEASURE_AIMS,
    MEASURE_AREAS,
    REQUEST_CHANNELS,
    TELL_CHANNELS,
    WITHDRAW_CHANNELS,
)
from lofte.vocabulary.purposes import PURPOSES
from lofte.vocabulary.term import Term

TERMS: Final[Mapping[str, Mapping[str, Term]]] = MappingProxyType(
    {
        "legal-basis": BASES,
        "contract-detail": CONTRACT_DETAILS,
        "purpose": PURPOSES,
        "data": DATA,
        "condition": CONDITIONS,
        "consent-way": CONSENT_WAYS,
        "event": EVENTS,
        "subject-kind": SUBJECT_KINDS,
        "subject": SUBJECTS,
        "source-kind": SOURCE_KINDS,
        "recipient-kind": RECIPIENT_KINDS,
        "recipient-role": RECIPIENT_ROLES,
        "disclosure-ground": DISCLOSURE_GROUNDS,
        "evidence": EVIDENCE,
        "safeguard": SAFEGUARDS,
        "claim": CLAIMS,
        "right": RIGHTS,
        "erasure-ground": ERASURE_GROUNDS,
        "risk": RISKS,
        "authority": AUTHORITIES,
        "statute": STATUTES,
        "controller-form": CONTROLLER_FORMS,
        "contact": CONTACT_NAMES,
        "channel": CHANNELS,
        "tell-channel": TELL_CHANNELS,
        "request-channel": REQUEST_CHANNELS,
        "withdraw-channel": WITHDRAW_CHANNELS,
        "identity-means": IDENTITY_MEANS,
        "cookie-class": COOKIE_CLASSES,
        "cookie-kind": COOKIE_KINDS,
        "hold-kind": HOLD_KINDS,
        "measure-aim": MEASURE_AIMS,
        "measure-area": MEASURE_AREAS,
    }
)

_SMALL: Mapping[str, tuple[str, ...]] = {
    "asks": ("nothing", "reading", "acceptance"),
    "change-consent": ("renew", "keep"),
    "change-silence": ("end", "keep"),
    "notice": ("layered", "individual"),
    "required": ("all", "none"),
    "soft-opt-in": ("at-sale", "own-similar", "opt-out-at-collection", "opt-out-in-each-message"),
    "checked-against": ("nix",),
    "decision-ground": ("no", "contract", "law", "explicit-consent"),
    "consent-proof": ("records", "none"),
    "right-given-for": (*BASES, "direct-marketing", "profiling", "any"),
    "right-condition": ("technically-possible", "none"),
    "right-exception": ("contract", "statute", "law-permits", "claims"),
    "shown": ("apart", "in-text"),
    "choice-timing": ("before", "implied", "browser-settings", "none"),
    "refuse-place": ("first-layer", "second-layer", "none"),
    "outgoing": ("own-policies-apply",),
    "cookie-party": ("own",),
    "derogation": ("a", "b", "c", "d", "e", "f", "g"),
    "system-kind": ("sql", "files", "mailbox", "http", "manual"),
    "erase-table": ("delete", "anonymise"),
    "erase-column": ("empty", "write", "keep", "pseudonym", "row"),
    "goes-with": ("last", "first"),
    "flag": ("restricted", "objected", "marketing-stopped", "erased"),
    "call": ("find", "rectify", "erase", "flag", "export"),
    "link-decision": ("owns", "shared", "access-only", "detach", "ignore"),
    "combine": ("first", "last"),
    "data-kind": tuple(DATA_KINDS | DATA.keys()),
    "honest": ("unstated", "undecided", "and-so-on"),
}

WORDS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {name: frozenset(terms) for name, terms in TERMS.items()}
    | {name: frozenset(words) for name, words in _SMALL.items()}
)
