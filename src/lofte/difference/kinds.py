"""Hold of each kind of change how much it weighs, by what law, and why, in words.

In:   nothing.       Out:  `KINDS`, `mirrored`.
Never: looks at a model.

The idea in one read: the GDPR asks that people are told before data are used for a further purpose (13(3), 14(4));
the guidelines on transparency add what else is material: whoever is responsible, how rights are used, and everything
that touches what was told under Articles 13 and 14 to somebody's disadvantage. What only gives people more is not
material.
Law:  GDPR Art. 5(2), 13(3), 14(4); WP260 rev.01 29-32.
Kept true by: tests/unit/difference/test_kinds.py

>>> KINDS[Kind.RECIPIENT_ADDED].law
'GDPR Art. 13(1)(e), 14(1)(e)'
>>> mirrored(Kind.RETENTION_LENGTHENED)
<Kind.RETENTION_SHORTENED: 'retention-shortened'>
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from lofte.difference.change import Kind, Weight
from lofte.documents.language import Said

GUIDELINES: Final = "WP260 rev.01 29-32"

_MORE = Said(sv="det är till fördel för den som berörs", en="it is to the advantage of those concerned")
_WHO = Said(
    sv="vem som ansvarar för uppgifterna hör till det första som ska berättas",
    en="who is responsible for the data is among the first things to be told",
)
_WHY = Said(
    sv="vad uppgifterna används till ska berättas innan de används så",
    en="what data are used for must be told before they are used so",
)
_FURTHER = Said(
    sv="uppgifter som redan har samlats in används till något nytt, och det ska berättas innan det börjar",
    en="data already collected are used for something new, which must be told before it begins",
)
_BASIS = Said(
    sv="den rättsliga grunden avgör vilka rättigheter den enskilde har",
    en="the legal basis decides which rights a person has",
)
_CONSENT = Said(
    sv="ett samtycke gäller bara det som berättades när det gavs",
    en="a consent covers only what was told when it was given",
)
_WHAT = Said(sv="fler eller känsligare uppgifter används", en="more data, or more sensitive ones, are used")
_REQUIRED = Said(
    sv="den som lämnar uppgifter ska veta vilka som måste lämnas och vad som annars händer",
    en="whoever provides data must know which are required and what happens otherwise",
)
_WHENCE = Said(
    sv="varifrån uppgifterna kommer ska den enskilde få veta", en="people must know where the data come from"
)
_WHO_GETS = Said(sv="någon mer får uppgifterna", en="somebody else gets the data")
_WHO_IT_IS = Said(
    sv="vem mottagaren är och vad den får göra ska berättas", en="who a recipient is and may do must be told"
)
_AWAY = Said(
    sv="uppgifterna förs till ett land utanför EU/EES, och grunden för det avgör hur de skyddas",
    en="data go to a country outside the EU/EEA, where their protection depends on the ground",
)
_LONGER = Said(sv="uppgifterna kan finnas kvar längre", en="data may be kept longer")
_CANNOT_TELL = Said(
    sv="det går inte att säga att tiden inte blir längre", en="it cannot be said that the time is no longer"
)
_NOT_SAID = Said(sv="hur länge uppgifterna sparas sägs inte längre", en="how long data are kept is no longer said")
_SAID_NOW = Said(sv="något sägs som inte sades förut", en="something is said that was not said before")
_PROFILED = Said(
    sv="att någon bedöms automatiskt, och vad det leder till, ska berättas",
    en="that people are assessed automatically, and with what effect, must be told",
)
_SENT = Said(sv="reklamen når den enskilde på ett annat sätt", en="marketing reaches people in another way")
_IN_BROWSER = Said(
    sv="det som lagras i en webbläsare ska den enskilde känna till och ha valt",
    en="people must know, and have chosen, what is stored in a browser",
)
_RIGHTS = Said(
    sv="hur man använder sina rättigheter hör till det som alltid ska berättas",
    en="how rights are used is among what must always be told",
)
_PROMISED = Said(sv="ett löfte som gavs gäller inte längre som det var", en="a promise that was given no longer stands")
_NO_ONE = Said(sv="ingenting ändras för någon", en="nothing changes for anyone")
_INSIDE = Said(sv="det rör bara hur löftena hålls", en="it concerns only how the promises are kept")
_WORDS = Said(sv="det sägs på ett annat sätt och betyder detsamma", en="it is said otherwise and means the same")
WORDS_TO_JUDGE: Final = Said(
    sv="orden är andra; om de betyder något annat måste en människa avgöra",
    en="the words differ; whether they mean something else a person must judge",
)


@dataclass(frozen=True, slots=True)
class KindTold:
    """How much a kind of change weighs, by what law, and why."""

    weight: Weight
    law: str
    why: Said


def _material(law: str, why: Said) -> KindTold:
    return KindTold(Weight.MATERIAL, law, why)


def _light(law: str, why: Said = _MORE) -> KindTold:
    return KindTold(Weight.NOT_MATERIAL, law, why)


KINDS: Final[Mapping[Kind, KindTold]] = MappingProxyType(
    {
        Kind.CONTROLLER_ADDED: _material("GDPR Art. 13(1)(a), 14(1)(a)", _WHO),
        Kind.CONTROLLER_REMOVED: _material("GDPR Art. 13(1)(a), 14(1)(a)", _WHO),
        Kind.CONTROLLER_CHANGED: _material("GDPR Art. 13(1)(a), 14(1)(a), 26", _WHO),
        Kind.SUBJECT_ADDED: _material("GDPR Art. 13, 14, 30(1)(c)", _WHY),
        Kind.SUBJECT_REMOVED: _light("GDPR Art. 30(1)(c)"),
        Kind.SUBJECT_CHANGED: _material("GDPR Art. 8, 30(1)(c)", _WHY),
        Kind.PURPOSE_ADDED: _material("GDPR Art. 13(1)(c), 14(1)(c)", _WHY),
        Kind.FURTHER_PURPOSE: _material("GDPR Art. 5(1)(b), 6(4), 13(3), 14(4)", _FURTHER),
        Kind.PURPOSE_REMOVED: _light("GDPR Art. 13(1)(c), 14(1)(c)"),
        Kind.PURPOSE_CHANGED: _material("GDPR Art. 5(1)(b), 6(4), 13(3), 14(4)", _FURTHER),
        Kind.BASIS_CHANGED: _material("GDPR Art. 6(1), 9(2), 13(1)(c), 14(1)(c)", _BASIS),
        Kind.CONSENT_ADDED: _light("GDPR Art. 7", _SAID_NOW),
        Kind.CONSENT_REMOVED: _light("GDPR Art. 7", _INSIDE),
        Kind.CONSENT_CHANGED: _material("GDPR Art. 4(11), 7", _CONSENT),
        Kind.DATA_ADDED: _material("GDPR Art. 5(1)(c), 13(3), 14(1)(d), 14(4)", _WHAT),
        Kind.DATA_REMOVED: _light("GDPR Art. 5(1)(c), 14(1)(d)"),
        Kind.DATA_CHANGED: _material("GDPR Art. 9, 10, 87", _WHAT),
        Kind.REQUIRED_CHANGED: _material("GDPR Art. 13(2)(e)", _REQUIRED),
        Kind.SOURCE_ADDED: _material("GDPR Art. 13, 14(2)(f)", _WHENCE),
        Kind.SOURCE_REMOVED: _light("GDPR Art. 14(2)(f)"),
        Kind.SOURCE_CHANGED: _material("GDPR Art. 13, 14(2)(f)", _WHENCE),
        Kind.RECIPIENT_ADDED: _material("GDPR Art. 13(1)(e), 14(1)(e)", _WHO_GETS),
        Kind.RECIPIENT_REMOVED: _light("GDPR Art. 13(1)(e), 14(1)(e)"),
        Kind.RECIPIENT_CHANGED: _material("GDPR Art. 13(1)(e), 14(1)(e)", _WHO_IT_IS),
        Kind.DISCLOSURE_ADDED: _material("GDPR Art. 13(1)(e), 14(1)(e)", _WHO_GETS),
        Kind.DISCLOSURE_REMOVED: _light("GDPR Art. 13(1)(e), 14(1)(e)"),
        Kind.DISCLOSURE_WIDENED: _material("GDPR Art. 5(1)(c), 13(1)(e), 14(1)(e)", _WHAT),
        Kind.DISCLOSURE_NARROWED: _light("GDPR Art. 5(1)(c), 13(1)(e), 14(1)(e)"),
        Kind.TRANSFER_ADDED: _material("GDPR Art. 13(1)(f), 14(1)(f), 44-49", _AWAY),
        Kind.TRANSFER_REMOVED: _light("GDPR Art. 13(1)(f), 14(1)(f)"),
        Kind.SAFEGUARD_CHANGED: _material("GDPR Art. 13(1)(f), 14(1)(f), 46", _AWAY),
        Kind.RETENTION_LENGTHENED: _material("GDPR Art. 5(1)(e), 13(2)(a), 14(2)(a)", _LONGER),
        Kind.RETENTION_SHORTENED: _light("GDPR Art. 5(1)(e), 13(2)(a), 14(2)(a)"),
        Kind.RETENTION_CHANGED: _material("GDPR Art. 5(1)(e), 13(2)(a), 14(2)(a)", _CANNOT_TELL),
        Kind.RETENTION_STATED: _light("GDPR Art. 13(2)(a), 14(2)(a)", _SAID_NOW),
        Kind.RETENTION_UNSTATED: _material("GDPR Art. 13(2)(a), 14(2)(a)", _NOT_SAID),
        Kind.HOLD_ADDED: _material("GDPR Art. 13(2)(a), 17(3)", _LONGER),
        Kind.HOLD_REMOVED: _light("GDPR Art. 13(2)(a), 17(3)"),
        Kind.HOLD_CHANGED: _material("GDPR Art. 13(2)(a), 17(3)", _CANNOT_TELL),
        Kind.SWEEP_LATER: _material("GDPR Art. 5(1)(e), 13(2)(a)", _LONGER),
        Kind.SWEEP_EARLIER: _light("GDPR Art. 5(1)(e), 13(2)(a)"),
        Kind.PROFILING_ADDED: _material("GDPR Art. 13(2)(f), 14(2)(g), 22", _PROFILED),
        Kind.PROFILING_REMOVED: _light("GDPR Art. 13(2)(f), 14(2)(g)"),
        Kind.PROFILING_CHANGED: _material("GDPR Art. 13(2)(f), 14(2)(g), 22", _PROFILED),
        Kind.CHANNEL_ADDED: _material("GDPR Art. 13(1)(c), 21(2); marknadsföringslagen (2008:486) 19-21 §§", _SENT),
        Kind.CHANNEL_REMOVED: _light("GDPR Art. 21(2)"),
        Kind.MARKETING_CHANGED: _material("GDPR Art. 21(2)-(4); marknadsföringslagen (2008:486) 19-21 §§", _SENT),
        Kind.COOKIE_ADDED: _material("LEK (2022:482) 9 kap. 28 §", _IN_BROWSER),
        Kind.COOKIE_REMOVED: _light("LEK (2022:482) 9 kap. 28 §"),
        Kind.COOKIE_CHANGED: _material("LEK (2022:482) 9 kap. 28 §", _IN_BROWSER),
        Kind.COOKIE_CHOICE_CHANGED: _material("LEK (2022:482) 9 kap. 28 §", _IN_BROWSER),
        Kind.RIGHT_ADDED: _light("GDPR Art. 13(2)(b)-(d), 14(2)(c)-(e)"),
        Kind.RIGHT_REMOVED: _material("GDPR Art. 13(2)(b)-(d), 14(2)(c)-(e)", _RIGHTS),
        Kind.RIGHT_WIDENED: _light("GDPR Art. 13(2)(b)-(d), 15-22"),
        Kind.RIGHT_NARROWED: _material("GDPR Art. 13(2)(b)-(d), 15-22", _RIGHTS),
        Kind.RIGHT_CHANGED: _material("GDPR Art. 13(2)(b)-(d), 15-22", _RIGHTS),
        Kind.REQUESTS_CHANGED: _material("GDPR Art. 12", _RIGHTS),
        Kind.CONTACT_CHANGED: _material("GDPR Art. 12(2), 13(1)(a)-(b), 14(1)(a)-(b)", _RIGHTS),
        Kind.CLAIM_ADDED: _light("GDPR Art. 5(1)(a)"),
        Kind.CLAIM_REMOVED: _material("GDPR Art. 5(1)(a)", _PROMISED),
        Kind.CLAIM_CHANGED: _material("GDPR Art. 5(1)(a)", _PROMISED),
        Kind.SECURITY_CHANGED: _light("GDPR Art. 32", _INSIDE),
        Kind.NOTICE_OF_CHANGES_CHANGED: _material("GDPR Art. 13(3), 14(4)", _PROMISED),
        Kind.VERSION_CHANGED: _light("GDPR Art. 5(2)", _NO_ONE),
        Kind.WORDING: KindTold(Weight.TO_BE_JUDGED, "GDPR Art. 12(1)", WORDS_TO_JUDGE),
        Kind.SAME_MEANING: _light("GDPR Art. 12(1)", _WORDS),
        Kind.UNTOLD: _light("GDPR Art. 24", _INSIDE),
    }
)
"""Every kind. `WP260 rev.01 29-32` stands behind each that is material."""

_PAIRS: Final = (
    (Kind.PURPOSE_ADDED, Kind.PURPOSE_REMOVED),
    (Kind.RETENTION_LENGTHENED, Kind.RETENTION_SHORTENED),
    (Kind.RETENTION_STATED, Kind.RETENTION_UNSTATED),
    (Kind.DISCLOSURE_WIDENED, Kind.DISCLOSURE_NARROWED),
    (Kind.RIGHT_WIDENED, Kind.RIGHT_NARROWED),
    (Kind.SWEEP_LATER, Kind.SWEEP_EARLIER),
    *((kind, Kind(f"{kind.removesuffix('-added')}-removed")) for kind in Kind if kind.endswith("-added")),
)
_MIRRORS: Final = {**dict(_PAIRS), **{other: one for one, other in _PAIRS}, Kind.FURTHER_PURPOSE: Kind.PURPOSE_REMOVED}


def mirrored(kind: Kind) -> Kind:
    """What the change is when the two models change places."""
    return _MIRRORS.get(kind, kind)
