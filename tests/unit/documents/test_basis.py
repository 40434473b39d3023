"""Each legal basis is told in plain words with its article."""

from __future__ import annotations

import pytest

from lofte.documents.basis import basis_sentences
from lofte.documents.voice import Voice
from lofte.grammar import When
from lofte.model import Balancing, BasisEntry
from lofte.vocabulary import LegalBasis
from unit.documents.builder import event, model, policy_of, words

MODEL = model(events=(event("place.accepted", "du tackar ja till platsen", "you accept the place"),))
INTEREST = words("att svara dig", "answering you")

SENTENCES: tuple[tuple[BasisEntry, str, str], ...] = (
    (
        BasisEntry(basis=LegalBasis.CONSENT, consent="newsletter"),
        (
            "Vi gör det bara om du samtycker (artikel 6.1 a). Det är frivilligt, och du kan "
            "återkalla ditt samtycke när du vill."
        ),
        (
            "We do this only if you consent (Article 6(1)(a)). It is voluntary, and you can "
            "withdraw your consent at any time."
        ),
    ),
    (
        BasisEntry(basis=LegalBasis.CONTRACT, contract=("performance",)),
        "Vi behöver uppgifterna för att fullgöra vårt avtal med dig (artikel 6.1 b).",
        "We need the data to perform our contract with you (Article 6(1)(b)).",
    ),
    (
        BasisEntry(basis=LegalBasis.CONTRACT, contract=("steps-before",)),
        "Vi behöver uppgifterna för att göra det som du ber om innan vi ingår något avtal med dig (artikel 6.1 b).",
        "We need the data to do what you ask of us before we enter into a contract with you (Article 6(1)(b)).",
    ),
    (
        BasisEntry(basis=LegalBasis.CONTRACT, when=When("place.accepted")),
        (
            "Vi behöver uppgifterna för att fullgöra vårt avtal med dig (artikel 6.1 b). "
            "Det gäller från det att du tackar ja till platsen."
        ),
        "We need the data to perform our contract with you (Article 6(1)(b)). This applies once you accept the place.",
    ),
    (
        BasisEntry(basis=LegalBasis.LEGAL_OBLIGATION, statute="se-bfl-7-2"),
        "Lagen kräver det av oss: bokföringslagen (1999:1078) 7 kap. 2 § (artikel 6.1 c).",
        (
            "The law requires it of us: the Swedish Bookkeeping Act, bokföringslagen (1999:1078) 7 kap. 2 § "
            "(Article 6(1)(c))."
        ),
    ),
    (
        BasisEntry(basis=LegalBasis.LEGAL_OBLIGATION),
        "Lagen kräver det av oss (artikel 6.1 c).",
        "The law requires it of us (Article 6(1)(c)).",
    ),
    (
        BasisEntry(basis=LegalBasis.VITAL_INTERESTS),
        "Det behövs för att skydda någons liv eller hälsa (artikel 6.1 d).",
        "It is necessary to protect someone's life or health (Article 6(1)(d)).",
    ),
    (
        BasisEntry(basis=LegalBasis.PUBLIC_TASK),
        "Det behövs för en uppgift av allmänt intresse (artikel 6.1 e).",
        "It is necessary for a task in the public interest (Article 6(1)(e)).",
    ),
    (
        BasisEntry(basis=LegalBasis.LEGITIMATE_INTERESTS, interest=INTEREST, balancing=Balancing()),
        (
            "Vi stöder oss på en intresseavvägning (artikel 6.1 f). Vårt intresse: att svara dig. "
            "Vi har vägt det mot dina intressen och rättigheter."
        ),
        (
            "We rely on our legitimate interests (Article 6(1)(f)). Our interest: answering you. "
            "We have weighed it against your interests and rights."
        ),
    ),
    (
        BasisEntry(basis=LegalBasis.LEGITIMATE_INTERESTS, interest=INTEREST, when=When("place.accepted", negated=True)),
        (
            "Vi stöder oss på en intresseavvägning (artikel 6.1 f). Vårt intresse: att svara dig. "
            "Det gäller fram till att du tackar ja till platsen."
        ),
        (
            "We rely on our legitimate interests (Article 6(1)(f)). Our interest: answering you. "
            "This applies until you accept the place."
        ),
    ),
)


@pytest.mark.parametrize(("entry", "sv", "en"), SENTENCES)
def test_a_basis_is_told_in_plain_words(entry: BasisEntry, sv: str, en: str) -> None:
    assert basis_sentences((entry,), Voice(MODEL, "sv")) == sv
    assert basis_sentences((entry,), Voice(MODEL, "en")) == en


def test_both_details_of_a_contract_are_told() -> None:
    entry = BasisEntry(basis=LegalBasis.CONTRACT, contract=("steps-before", "performance"))
    told = basis_sentences((entry,), Voice(MODEL, "en"))
    assert "before we enter into a contract" in told
    assert "perform our contract" in told


def test_a_test_that_nobody_made_is_not_told() -> None:
    entry = BasisEntry(basis=LegalBasis.LEGITIMATE_INTERESTS, interest=INTEREST)
    assert "weighed" not in basis_sentences((entry,), Voice(MODEL, "en"))


def test_a_transcription_does_not_promise_what_the_page_does_not() -> None:
    published = Voice(model(policy=policy_of(transcribed="page.txt")), "sv")
    told = basis_sentences((BasisEntry(basis=LegalBasis.CONSENT),), published)
    assert told == "Vi gör det bara om du samtycker (artikel 6.1 a)."


def test_every_basis_of_the_law_has_its_words() -> None:
    for basis in LegalBasis:
        for language in ("sv", "en"):
            assert "6" in basis_sentences((BasisEntry(basis=basis),), Voice(MODEL, language))
