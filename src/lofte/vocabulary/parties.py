"""List the kinds of people, organisations, sources and recipients, and why data go to them.

In:   nothing.       Out:  one mapping from word to `Term` for each set.
Never: names a natural person or an organisation.

The idea in one read: some names of subjects are so usual that they need no label of their own; the rest are kinds,
each with words that can stand in a sentence when the organisation has given no better ones.
Law:  GDPR Art. 4(7)-(9), 13(1)(e), 14(2)(f), 30(1)(c)-(d).
Kept true by: tests/unit/test_vocabulary.py.

>>> SUBJECTS["job-applicant"].sv, RECIPIENT_KINDS["bank"].en
('den som söker arbete', 'banks')
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lofte.vocabulary.term import Term, by_name


def _terms(article: str, *rows: tuple[str, str, str, str]) -> Mapping[str, Term]:
    return by_name(Term(name, article, dpv, sv, en) for name, dpv, sv, en in rows)


SUBJECT_KINDS: Final[Mapping[str, Term]] = _terms(
    "GDPR Art. 30(1)(c)",
    ("private-person", "dpv:DataSubject", "privatperson", "private person"),
    ("business-contact", "dpv:DataSubject", "kontaktperson hos en organisation", "contact person at an organisation"),
    ("sole-trader", "dpv:DataSubject", "enskild näringsidkare", "sole trader"),
    ("employee", "dpv:Employee", "anställd", "employee"),
    ("child", "dpv:Child", "barn", "child"),
    ("device", "dpv:User", "den som använder en enhet", "person known by a device"),
)

SUBJECTS: Final[Mapping[str, Term]] = _terms(
    "GDPR Art. 30(1)(c)",
    ("customer", "dpv:Customer", "kund", "customer"),
    ("customer-contact", "dpv:Customer", "kontaktperson hos en kund", "contact person at a customer"),
    ("future-customer", "dpv:Customer", "möjlig kund", "prospective customer"),
    ("supplier-contact", "dpv:DataSubject", "kontaktperson hos en leverantör", "contact person at a supplier"),
    ("job-applicant", "dpv:JobApplicant", "den som söker arbete", "job applicant"),
    ("employee", "dpv:Employee", "anställd", "employee"),
    ("member", "dpv:Member", "medlem", "member"),
    ("newsletter-subscriber", "dpv:Subscriber", "den som prenumererar på nyhetsbrev", "newsletter subscriber"),
    ("participant", "dpv:Participant", "deltagare", "participant"),
    ("visitor", "dpv:Visitor", "besökare", "visitor"),
    ("website-visitor", "dpv:Visitor", "den som besöker webbplatsen", "website visitor"),
    ("user", "dpv:User", "användare", "user"),
)

SOURCE_KINDS: Final[Mapping[str, Term]] = _terms(
    "GDPR Art. 13, 14(2)(f)",
    ("form", "dpv:ProvidedPersonalData", "formulär", "forms"),
    ("email", "dpv:ProvidedPersonalData", "e-post", "e-mail"),
    ("phone", "dpv:ProvidedPersonalData", "telefonsamtal", "telephone calls"),
    ("letter", "dpv:ProvidedPersonalData", "brev", "letters"),
    ("visit", "dpv:ProvidedPersonalData", "besök", "visits"),
    ("cookie", "dpv:ObservedPersonalData", "kakor", "cookies"),
    ("service-use", "dpv:ObservedPersonalData", "användning av våra tjänster", "use of our services"),
    ("video-meeting", "dpv:ObservedPersonalData", "videomöten", "video meetings"),
    ("agreement", "dpv:ProvidedPersonalData", "avtal och affärshandlingar", "agreements and business papers"),
    ("social-media", "dpv:ProvidedPersonalData", "sociala medier", "social media"),
    ("employer", "dpv:CollectedPersonalData", "din arbetsgivare", "your employer"),
    ("partner", "dpv:CollectedPersonalData", "samarbetspartner", "partners"),
    ("public-register", "dpv:CollectedPersonalData", "offentliga register", "public registers"),
    ("other-person", "dpv:CollectedPersonalData", "andra personer", "other persons"),
)

INDIRECT_SOURCES: Final = frozenset({"employer", "partner", "public-register", "other-person"})
"""Art. 14 applies: the data are not from the person."""

OBSERVED_SOURCES: Final = frozenset({"cookie", "service-use"})
"""What is noted while somebody does something else: nobody is asked to give it."""

CONTROLLER_FORMS: Final[Mapping[str, Term]] = _terms(
    "GDPR Art. 4(7)",
    ("limited-company", "dpv:PrivateSectorBody", "aktiebolag", "limited company"),
    ("trading-partnership", "dpv:PrivateSectorBody", "handelsbolag", "trading partnership"),
    ("limited-partnership", "dpv:PrivateSectorBody", "kommanditbolag", "limited partnership"),
    ("sole-trader", "dpv:PrivateSectorBody", "enskild firma", "sole trader"),
    ("economic-association", "dpv:PrivateSectorBody", "ekonomisk förening", "economic association"),
    ("housing-association", "dpv:PrivateSectorBody", "bostadsrättsförening", "housing association"),
    ("association", "dpv:NonProfitOrganisation", "ideell förening", "non-profit association"),
    ("foundation", "dpv:NonProfitOrganisation", "stiftelse", "foundation"),
    ("religious-community", "dpv:ReligiousAssociations", "registrerat trossamfund", "registered religious community"),
    ("branch", "dpv:PrivateSectorBody", "filial till ett utländskt företag", "branch of a foreign company"),
    ("public-authority", "dpv:PublicSectorBody", "myndighet", "public authority"),
    ("municipality", "dpv:PublicSectorBody", "kommun", "municipality"),
    ("region", "dpv:PublicSectorBody", "region", "region"),
)

PUBLIC_FORMS: Final = frozenset({"public-authority", "municipality", "region"})

CONTACT_NAMES: Final[Mapping[str, Term]] = _terms(
    "GDPR Art. 13(1)(a)-(b)",
    ("privacy", "dpv:DataController", "frågor om personuppgifter", "questions about personal data"),
    ("dpo", "dpv:DataProtectionOfficer", "dataskyddsombud", "data protection officer"),
    ("representative", "eu-gdpr:Representative", "företrädare inom EU", "representative in the EU"),
    ("breach", "dpv:DataController", "misstänkta personuppgiftsincidenter", "suspected personal data breaches"),
    ("marketing-stop", "dpv:DataController", "stopp för reklam", "stopping marketing"),
)

RECIPIENT_KINDS: Final[Mapping[str, Term]] = _terms(
    "GDPR Art. 13(1)(e)",
    ("it-supplier", "dpv:ServiceProvider", "it-leverantörer", "IT suppliers"),
    ("newsletter-tool", "dpv:ServiceProvider", "tjänster för nyhetsbrev", "newsletter services"),
    ("video-tool", "dpv:ServiceProvider", "tjänster för videomöten", "video meeting services"),
    ("recruitment-tool", "dpv:ServiceProvider", "tjänster för rekrytering", "recruitment services"),
    ("call-tracking", "dpv:ServiceProvider", "tjänster för samtalsspårning", "call tracking services"),
    ("analytics", "dpv:ServiceProvider", "tjänster för webbstatistik", "web analytics services"),
    ("advertising", "dpv:ServiceProvider", "annonsnätverk", "advertising networks"),
    ("social-platform", "dpv:ThirdParty", "sociala plattformar", "social platforms"),
    ("office-suite", "dpv:ServiceProvider", "kontorstjänster", "office suites"),
    ("hosting", "dpv:ServiceProvider", "driftleverantörer", "hosting providers"),
    ("printer", "dpv:ServiceProvider", "tryckerier", "printers"),
    ("distributor", "dpv:ServiceProvider", "distributörer", "distributors"),
    ("bank", "dpv:ThirdParty", "banker", "banks"),
    ("accountant", "dpv:ServiceProvider", "redovisningsbyråer", "accountants"),
    ("auditor", "dpv:ThirdParty", "revisorer", "auditors"),
    ("legal-adviser", "dpv:ThirdParty", "juridiska ombud", "legal advisers"),
    ("consultant", "dpv:ServiceProvider", "konsulter", "consultants"),
    ("group-company", "dpv:ThirdParty", "bolag i samma koncern", "companies in the same group"),
    ("employer", "dpv:ThirdParty", "arbetsgivare", "employers"),
    ("customer", "dpv:ThirdParty", "kunder", "customers"),
    ("authority", "dpv:Authority", "myndigheter", "authorities"),
)

RECIPIENT_ROLES: Final[Mapping[str, Term]] = _terms(
    "GDPR Art. 4(7)-(9), 26, 28",
    ("processor", "dpv:DataProcessor", "personuppgiftsbiträde", "processor"),
    ("joint", "dpv:JointDataControllers", "gemensamt personuppgiftsansvarig", "joint controller"),
    ("independent", "dpv:DataController", "självständigt personuppgiftsansvarig", "independent controller"),
)

DISCLOSURE_GROUNDS: Final[Mapping[str, Term]] = _terms(
    "GDPR Art. 6(1)",
    ("law", "eu-gdpr:A6-1-c", "när lagen kräver det", "when the law requires it"),
    ("dispute", "eu-gdpr:A6-1-f", "vid en tvist", "in a dispute"),
    ("authority-inquiry", "eu-gdpr:A6-1-c", "när en myndighet frågar", "when an authority inquires"),
    ("authority-decision", "eu-gdpr:A6-1-c", "när en myndighet har beslutat det", "when an authority has decided it"),
    ("own-request", "eu-gdpr:A6-1-a", "när du ber om det", "when you ask for it"),
    ("legitimate-interests", "eu-gdpr:A6-1-f", "för ett berättigat intresse", "for a legitimate interest"),
    ("infringement", "eu-gdpr:A6-1-f", "vid intrång i rättigheter", "when rights have been infringed"),
    ("partner-request", "eu-gdpr:A6-1-f", "när en samarbetspart frågar", "when a partner asks"),
)

EVIDENCE: Final[Mapping[str, Term]] = _terms(
    "GDPR Art. 5(2)",
    ("request", "", "en skriftlig begäran", "a written request"),
    ("decision", "", "ett beslut", "a decision"),
    ("statute", "", "ett lagrum", "a provision of law"),
    ("case", "", "ett ärende", "a case"),
    ("good-faith", "", "god tro", "good faith"),
    ("balancing", "eu-gdpr:BalancingTest", "en intresseavvägning", "a balancing test"),
)
