"""List the words of daily practice: channels, cookies, holds, security measures.

In:   nothing.       Out:  one mapping from word to `Term` for each set.
Never: judges whether a choice is lawful.

The idea in one read: how people are reached, how they reach the organisation, what is stored in their browsers, why
something is held and against what it is protected; each word with what people read.
Law:  GDPR Art. 12, 17(3), 21, 32; LEK (2022:482) 9 kap. 28 §; marknadsföringslagen (2008:486) 19-21 §§.
Kept true by: tests/unit/test_vocabulary.py.

>>> HOLD_KINDS["proceeding"].sv
'ett rättsligt förfarande pågår'
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lofte.vocabulary.term import Term, by_name


def _terms(article: str, *rows: tuple[str, str, str, str]) -> Mapping[str, Term]:
    return by_name(Term(name, article, dpv, sv, en) for name, dpv, sv, en in rows)


CHANNELS: Final[Mapping[str, Term]] = _terms(
    "marknadsföringslagen (2008:486) 19-21 §§",
    ("email", "", "e-post", "e-mail"),
    ("sms", "", "sms", "text message"),
    ("phone", "", "telefon", "telephone"),
    ("post", "", "post", "post"),
    ("social-media", "", "sociala medier", "social media"),
    ("auto-call", "", "automatiska uppringningar", "automatic calls"),
)

TELL_CHANNELS: Final[Mapping[str, Term]] = _terms(
    "GDPR Art. 13(3)",
    ("website", "", "på webbplatsen", "on the website"),
    ("email", "", "med e-post", "by e-mail"),
    ("letter", "", "med brev", "by letter"),
    ("message", "", "med ett meddelande i tjänsten", "by a message in the service"),
)

REQUEST_CHANNELS: Final[Mapping[str, Term]] = _terms(
    "GDPR Art. 12(2)",
    ("form", "", "formulär", "form"),
    ("email", "", "e-post", "e-mail"),
    ("letter", "", "brev", "letter"),
    ("phone", "", "telefon", "telephone"),
    ("visit", "", "besök", "visit"),
)

WITHDRAW_CHANNELS: Final[Mapping[str, Term]] = _terms(
    "GDPR Art. 7(3)",
    ("link", "", "länken i varje utskick", "the link in each message"),
    ("form", "", "formulär", "form"),
    ("email", "", "e-post", "e-mail"),
    ("letter", "", "brev", "letter"),
    ("phone", "", "telefon", "telephone"),
    ("visit", "", "besök", "visit"),
    ("login", "", "dina sidor efter inloggning", "your pages after logging in"),
    ("message", "", "svar på meddelandet", "reply to the message"),
    ("cookie-choice", "", "kakinställningarna på webbplatsen", "the cookie settings on the website"),
)

IDENTITY_MEANS: Final[Mapping[str, Term]] = _terms(
    "GDPR Art. 12(6)",
    ("known-channel", "", "den kontaktväg som vi redan känner till", "the channel that we already know"),
    ("login", "", "inloggning", "logging in"),
    ("bankid", "", "BankID", "BankID"),
    ("id-copy", "", "kopia av legitimation", "copy of an identity document"),
    ("signed-letter", "", "undertecknat brev", "signed letter"),
)

COOKIE_CLASSES: Final[Mapping[str, Term]] = _terms(
    "LEK (2022:482) 9 kap. 28 §",
    ("necessary", "", "nödvändiga", "necessary"),
    ("functional", "", "funktionella", "functional"),
    ("statistics", "", "statistik", "statistics"),
    ("marketing", "", "marknadsföring", "marketing"),
)

COOKIE_KINDS: Final[Mapping[str, Term]] = _terms(
    "LEK (2022:482) 9 kap. 28 §",
    ("cookie", "tech:Cookie", "kaka", "cookie"),
    ("local-storage", "tech:LocalStorage", "lokal lagring", "local storage"),
    ("pixel", "", "spårpixel", "tracking pixel"),
    ("plug-in", "", "insticksprogram", "plug-in"),
    ("ip-matching", "", "matchning av ip-adress", "IP address matching"),
    ("embedded", "", "inbäddat innehåll", "embedded content"),
)

HOLD_KINDS: Final[Mapping[str, Term]] = _terms(
    "GDPR Art. 17(3)",
    ("claim", "eu-gdpr:JustificationA17LegalClaims", "ett rättsligt anspråk kräver det", "a legal claim requires it"),
    (
        "proceeding",
        "eu-gdpr:JustificationA17LegalClaims",
        "ett rättsligt förfarande pågår",
        "legal proceedings are under way",
    ),
    ("statute", "eu-gdpr:JustificationA17LegallyRequired", "lagen kräver det", "the law requires it"),
    (
        "authority-decision",
        "eu-gdpr:JustificationA17OfficialAuthority",
        "en myndighet har beslutat det",
        "an authority has decided it",
    ),
    ("purpose", "", "uppgifterna behövs fortfarande för sitt ändamål", "the data are still needed for their purpose"),
)

MEASURE_AIMS: Final[Mapping[str, Term]] = _terms(
    "GDPR Art. 32(2)",
    ("destruction", "", "förstöring", "destruction"),
    ("loss", "", "förlust", "loss"),
    ("change", "", "ändring", "alteration"),
    ("disclosure", "", "obehörigt röjande", "unauthorised disclosure"),
    ("access", "", "obehörig åtkomst", "unauthorised access"),
)

MEASURE_AREAS: Final[Mapping[str, Term]] = _terms(
    "GDPR Art. 32(1)",
    ("information", "dpv:InformationSecurityPolicy", "information", "information"),
    ("it", "", "it", "IT"),
    ("office", "", "lokaler", "premises"),
    ("production", "", "produktion", "production"),
)
