"""Say each right of the GDPR in one or two plain sentences.

In:   nothing; `Model` for which rights are told.
Out:  the sentence of each right, and of each exception, in both languages.
Never: says more than the article gives.

The idea in one read: what a right gives everyone stands here once; what an organisation's own declaration makes of
it is added by the module that tells rights. A reader of these pairs sees both languages side by side and can put
the article beside them.
Law:  GDPR Art. 7(3), 13, 15-22, 82.
Kept true by: tests/unit/documents/test_sections.py (a sentence for every right of the vocabulary).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lofte.documents.language import Said
from lofte.model import Model
from lofte.vocabulary import RIGHTS

RIGHTS_IN_WORDS: Final[Mapping[str, Said]] = {
    "information": Said(
        sv="Du ska få veta vad vi gör med dina uppgifter, när vi samlar in dem och när något ändras "
        "(artikel 13 och 14).",
        en="You are to be told what we do with your data, when we collect them and when something changes "
        "(Articles 13 and 14).",
    ),
    "access": Said(
        sv="Du kan få veta om vi har uppgifter om dig, få en kopia av dem och få veta hur vi använder dem "
        "(artikel 15).",
        en="You can find out whether we hold data about you, get a copy of them and learn how we use them "
        "(Article 15).",
    ),
    "rectification": Said(
        sv="Du kan få felaktiga uppgifter rättade och ofullständiga kompletterade (artikel 16).",
        en="You can have incorrect data corrected and incomplete data completed (Article 16).",
    ),
    "erasure": Said(
        sv="Du kan få uppgifter raderade, till exempel när de inte längre behövs, när du har återkallat ett "
        "samtycke eller när du har invänt. Det som lag kräver att vi sparar, eller som behövs för rättsliga "
        "anspråk, finns kvar så länge det behövs för just det (artikel 17).",
        en="You can have data erased, for instance when they are no longer needed, when you have withdrawn a "
        "consent or when you have objected. What the law requires us to keep, or what legal claims need, stays "
        "for as long as it is needed for that alone (Article 17).",
    ),
    "restriction": Said(
        sv="Du kan begära att vi bara lagrar uppgifterna och inte använder dem, till exempel medan vi utreder om de "
        "stämmer eller prövar en invändning (artikel 18).",
        en="You can ask us to store the data and not use them, for instance while we check whether they are correct or "
        "consider an objection (Article 18).",
    ),
    "portability": Said(
        sv="Uppgifter som du har lämnat, och som vi behandlar digitalt efter samtycke eller avtal, kan du få i ett "
        "format som andra program kan läsa (artikel 20).",
        en="Data that you have provided, and that we process digitally on the basis of consent or a contract, you can "
        "get in a format that other programs can read (Article 20).",
    ),
    "objection": Said(
        sv="Du kan invända mot det som vi gör efter en intresseavvägning, och alltid mot direkt marknadsföring "
        "(artikel 21).",
        en="You can object to what we do in our legitimate interests, and always to direct marketing (Article 21).",
    ),
    "withdrawal": Said(
        sv="Ett samtycke kan du återkalla när du vill (artikel 7.3).",
        en="You can withdraw a consent at any time (Article 7(3)).",
    ),
    "automated-decision": Said(
        sv="Beslut som påverkar dig i hög grad ska inte fattas enbart av en dator, om inte lagen tillåter det; "
        "då kan du få beslutet prövat av en människa (artikel 22).",
        en="Decisions that affect you significantly are not to be made by a computer alone unless the law allows "
        "it; you can then have the decision reviewed by a person (Article 22).",
    ),
    "complaint": Said(
        sv="Du kan klaga hos tillsynsmyndigheten (artikel 77).",
        en="You can lodge a complaint with the supervisory authority (Article 77).",
    ),
    "compensation": Said(
        sv="Har du lidit skada för att uppgifter behandlats i strid med dataskyddsförordningen kan du ha rätt till "
        "ersättning (artikel 82).",
        en="If you have suffered damage because data were processed in breach of the GDPR, you may be entitled to "
        "compensation (Article 82).",
    ),
}

EXCEPTIONS: Final[Mapping[str, Said]] = {
    "contract": Said(sv="när ett avtal kräver uppgifterna", en="where a contract requires the data"),
    "statute": Said(sv="när lag kräver att uppgifterna sparas", en="where the law requires the data to be kept"),
    "law-permits": Said(sv="när lagen tillåter att vi fortsätter", en="where the law permits us to continue"),
    "claims": Said(sv="när uppgifterna behövs för rättsliga anspråk", en="where the data are needed for legal claims"),
}

EXCEPTIONS_IN_WORDS: Final[Mapping[str, frozenset[str]]] = {"erasure": frozenset({"statute", "claims"})}
"""Exceptions that the words of the right tell already, and that are not told twice."""


def rights_given(model: Model) -> tuple[str, ...]:
    """The rights that are told, in the law's order: all of them, or those of a written section."""
    everything = not model.rights_written and not model.transcribed
    return tuple(name for name in RIGHTS if everything or name in model.rights)
