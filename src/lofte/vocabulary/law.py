"""List the law's own closed sets: bases, conditions, consents, rights, safeguards, claims, statutes, authorities.

In:   nothing.       Out:  one mapping from word to `Term` for each set.
Never: says what is valid on a day (dated lists are `lofte.law`'s), judges a declaration.

The idea in one read: each set is a table, a row a word: its article, its DPV term, what people read in Swedish and
English. What a rule needs to know of a word beside that (which ways of consent count) stands as a set beside its table.
Law:  GDPR Art. 6, 7, 9, 10, 15-22, 35, 44-49, 77, 82, 87.
Kept true by: tests/unit/test_vocabulary.py.

>>> BASES["legitimate-interests"].dpv, RIGHTS["withdrawal"].article
('eu-gdpr:A6-1-f', 'GDPR Art. 7(3)')
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lofte.vocabulary.term import Statute, Term, by_name


def _terms(article: str, *rows: tuple[str, str, str, str]) -> Mapping[str, Term]:
    return by_name(Term(name, article, dpv, sv, en) for name, dpv, sv, en in rows)


def _lettered(*rows: tuple[str, str, str, str, str]) -> Mapping[str, Term]:
    return by_name(
        Term(name, f"GDPR Art. {article}" if article else "", dpv, sv, en) for name, article, dpv, sv, en in rows
    )


BASES: Final[Mapping[str, Term]] = _lettered(
    ("consent", "6(1)(a)", "eu-gdpr:A6-1-a", "samtycke", "consent"),
    ("contract", "6(1)(b)", "eu-gdpr:A6-1-b", "avtal", "contract"),
    ("legal-obligation", "6(1)(c)", "eu-gdpr:A6-1-c", "rättslig förpliktelse", "legal obligation"),
    ("vital-interests", "6(1)(d)", "eu-gdpr:A6-1-d", "grundläggande intressen", "vital interests"),
    ("public-task", "6(1)(e)", "eu-gdpr:A6-1-e", "uppgift av allmänt intresse", "public task"),
    ("legitimate-interests", "6(1)(f)", "eu-gdpr:A6-1-f", "berättigat intresse", "legitimate interests"),
)

CONTRACT_DETAILS: Final[Mapping[str, Term]] = _lettered(
    ("performance", "6(1)(b)", "eu-gdpr:A6-1-b-contract-performance", "fullgöra ett avtal", "perform a contract"),
    (
        "steps-before",
        "6(1)(b)",
        "eu-gdpr:A6-1-b-enter-into-contract",
        "åtgärder som du begär innan ett avtal ingås",
        "steps at your request before a contract",
    ),
)

CONDITIONS: Final[Mapping[str, Term]] = _lettered(
    ("explicit-consent", "9(2)(a)", "eu-gdpr:A9-2-a", "uttryckligt samtycke", "explicit consent"),
    (
        "employment-law",
        "9(2)(b)",
        "eu-gdpr:A9-2-b",
        "arbetsrätt och social trygghet",
        "employment and social security law",
    ),
    ("vital-interests", "9(2)(c)", "eu-gdpr:A9-2-c", "grundläggande intressen", "vital interests"),
    ("not-for-profit", "9(2)(d)", "eu-gdpr:A9-2-d", "verksamhet utan vinstsyfte", "not-for-profit activity"),
    (
        "made-public",
        "9(2)(e)",
        "eu-gdpr:A9-2-e",
        "uppgifter som du själv har offentliggjort",
        "data that you made public",
    ),
    ("legal-claims", "9(2)(f)", "eu-gdpr:A9-2-f", "rättsliga anspråk", "legal claims"),
    ("public-interest", "9(2)(g)", "eu-gdpr:A9-2-g", "ett viktigt allmänt intresse", "a substantial public interest"),
    ("health-care", "9(2)(h)", "eu-gdpr:A9-2-h", "hälso- och sjukvård", "health care"),
    ("public-health", "9(2)(i)", "eu-gdpr:A9-2-i", "folkhälsa", "public health"),
    ("archive", "9(2)(j)", "eu-gdpr:A9-2-j", "arkiv, forskning eller statistik", "archives, research or statistics"),
    ("law", "10", "", "stöd i lag", "support in law"),
    ("authorisation", "10", "", "tillstånd av myndigheten", "authorisation by the authority"),
    ("consent", "87", "eu-gdpr:A6-1-a", "samtycke", "consent"),
    ("purpose-requires", "87", "", "att ändamålet klart motiverar det", "a purpose that clearly justifies it"),
    ("secure-identification", "87", "", "vikten av en säker identifiering", "the importance of secure identification"),
    ("other-weighty-reason", "87", "", "något annat beaktansvärt skäl", "another weighty reason"),
    ("no-lesser-datum", "5(1)(c)", "eu-gdpr:DataMinimisationPrinciple", "mindre räcker inte", "less is not enough"),
)

CONDITIONS_OF: Final[Mapping[str, frozenset[str]]] = {
    guarded: frozenset(name for name, term in CONDITIONS.items() if term.article.startswith(f"GDPR Art. {guarded}"))
    for guarded in ("9", "10", "87")
}
"""Which conditions answer which article: `9`, `10` or `87`, as `Data.guarded` says."""

CONSENT_WAYS: Final[Mapping[str, Term]] = _terms(
    "GDPR Art. 7",
    ("unticked-box", "dpv:ExpressedConsent", "en ruta som du själv kryssar i", "a box that you tick yourself"),
    ("choice-in-form", "dpv:ExpressedConsent", "ett val i formuläret", "a choice in the form"),
    ("double-opt-in", "dpv:ExpressedConsent", "en bekräftelse som du skickar", "a confirmation that you send"),
    ("signature", "dpv:ExplicitlyExpressedConsent", "din underskrift", "your signature"),
    ("spoken", "dpv:ExpressedConsent", "ett muntligt ja", "a spoken yes"),
    ("ticked-box", "dpv:ImpliedConsent", "en ruta som är ikryssad", "a box that is already ticked"),
    ("terms", "dpv:ImpliedConsent", "att du godtar villkoren", "accepting the terms"),
    ("use", "dpv:ImpliedConsent", "att du använder tjänsten", "using the service"),
    ("visit", "dpv:ImpliedConsent", "att du besöker webbplatsen", "visiting the website"),
    ("contact", "dpv:ImpliedConsent", "att du tar kontakt", "getting in touch"),
    ("silence", "dpv:ImpliedConsent", "att du inte säger nej", "not saying no"),
    ("payment", "dpv:ImpliedConsent", "att du betalar", "paying"),
)

VALID_CONSENT_WAYS: Final = frozenset({"unticked-box", "choice-in-form", "double-opt-in", "signature", "spoken"})
"""The others are kept as published and never counted as a consent."""

RIGHTS: Final[Mapping[str, Term]] = _lettered(
    ("information", "13", "eu-gdpr:A13", "rätt till information", "right to information"),
    ("access", "15", "eu-gdpr:A15", "rätt till tillgång", "right of access"),
    ("rectification", "16", "eu-gdpr:A16", "rätt till rättelse", "right to rectification"),
    ("erasure", "17", "eu-gdpr:A17", "rätt till radering", "right to erasure"),
    ("restriction", "18", "eu-gdpr:A18", "rätt till begränsning av behandling", "right to restriction of processing"),
    ("portability", "20", "eu-gdpr:A20", "rätt till dataportabilitet", "right to data portability"),
    ("objection", "21", "eu-gdpr:A21", "rätt att göra invändningar", "right to object"),
    ("withdrawal", "7(3)", "eu-gdpr:A7-3", "rätt att återkalla samtycke", "right to withdraw consent"),
    (
        "automated-decision",
        "22",
        "eu-gdpr:A22",
        "rätt att slippa automatiserade beslut",
        "right not to be subject to automated decisions",
    ),
    ("complaint", "77", "eu-gdpr:A77", "rätt att klaga hos tillsynsmyndigheten", "right to complain to the authority"),
    ("compensation", "82", "", "rätt till skadestånd", "right to compensation"),
)

ERASURE_GROUNDS: Final[Mapping[str, Term]] = _lettered(
    (
        "no-longer-needed",
        "17(1)(a)",
        "eu-gdpr:JustificationA17NonNecessity",
        "uppgifterna behövs inte längre",
        "the data are no longer needed",
    ),
    (
        "consent-withdrawn",
        "17(1)(b)",
        "eu-gdpr:JustificationA17NoLegalBasis",
        "du återkallar ditt samtycke",
        "you withdraw your consent",
    ),
    (
        "objection-upheld",
        "17(1)(c)",
        "eu-gdpr:JustificationA17ObjectA21",
        "du invänder och våra skäl väger inte tyngre",
        "you object and our reasons do not weigh more",
    ),
    (
        "marketing-objection",
        "17(1)(c)",
        "eu-gdpr:JustificationA17ObjectA21",
        "du invänder mot direkt marknadsföring",
        "you object to direct marketing",
    ),
    (
        "unlawful",
        "17(1)(d)",
        "eu-gdpr:JustificationA17UnlawfulProcessing",
        "uppgifterna har behandlats olagligt",
        "the data have been processed unlawfully",
    ),
    (
        "legal-duty",
        "17(1)(e)",
        "eu-gdpr:JustificationA17LegalErasure",
        "lagen kräver att uppgifterna raderas",
        "the law requires that the data are erased",
    ),
    (
        "child",
        "17(1)(f)",
        "eu-gdpr:JustificationA17ChildData",
        "uppgifterna lämnades av ett barn på nätet",
        "the data were given by a child online",
    ),
)

RISKS: Final[Mapping[str, Term]] = _terms(
    "GDPR Art. 35",
    ("scoring", "dpv:Profiling", "poängsättning av människor", "scoring of people"),
    ("automated-decision", "eu-gdpr:A22", "automatiserade beslut", "automated decisions"),
    ("monitoring", "dpv:Monitor", "systematisk övervakning", "systematic monitoring"),
    (
        "special-or-intimate",
        "dpv:SpecialCategoryPersonalData",
        "känsliga eller mycket personliga uppgifter",
        "special or highly personal data",
    ),
    ("large-scale", "dpv:LargeScaleProcessing", "behandling i stor omfattning", "large-scale processing"),
    ("combining", "dpv:Combine", "samkörning av uppgifter", "combining of data"),
    ("vulnerable", "dpv:VulnerableDataSubject", "personer i underläge", "vulnerable persons"),
    ("new-technology", "", "ny teknik", "new technology"),
    ("hinders-right", "", "behandling som hindrar en rättighet", "processing that hinders a right"),
)

SAFEGUARDS: Final[Mapping[str, Term]] = _lettered(
    ("adequacy", "45(3)", "eu-gdpr:A45-3", "beslut om adekvat skyddsnivå", "adequacy decision"),
    (
        "standard-clauses",
        "46(2)(c)",
        "eu-gdpr:SCCByCommission",
        "standardavtalsklausuler",
        "standard contractual clauses",
    ),
    (
        "binding-rules",
        "46(2)(b)",
        "eu-gdpr:BindingCorporateRules",
        "bindande företagsregler",
        "binding corporate rules",
    ),
    ("code-of-conduct", "46(2)(e)", "eu-gdpr:CodesOfConductForDataTransfers", "uppförandekod", "code of conduct"),
    ("derogation", "49(1)", "", "undantag i särskilda situationer", "derogation for specific situations"),
    ("privacy-shield", "45", "", "Privacy Shield (ogiltig)", "Privacy Shield (invalid)"),
    ("safe-harbour", "45", "", "Safe Harbour (ogiltig)", "Safe Harbour (invalid)"),
)

CLAIMS: Final[Mapping[str, Term]] = _terms(
    "GDPR Art. 5(1)(a)",
    ("never-sells", "", "uppgifter säljs aldrig", "data are never sold"),
    ("never-shares", "", "uppgifter lämnas aldrig till andra", "data are never shared with others"),
    ("own-sender-only", "", "bara vi själva skickar meddelanden", "only we send messages"),
    ("eea-only", "", "uppgifter behandlas bara inom EU och EES", "data are processed only within the EU and EEA"),
    (
        "eea-preferred",
        "",
        "uppgifter behandlas helst inom EU och EES",
        "data are preferably processed within the EU and EEA",
    ),
    ("all-processors-listed", "", "alla personuppgiftsbiträden är nämnda", "all processors are listed"),
    (
        "all-processors-safeguarded",
        "",
        "alla personuppgiftsbiträden har skyddsåtgärder",
        "all processors have safeguards",
    ),
    (
        "agreements-with-all-recipients",
        "",
        "det finns avtal med alla mottagare",
        "there are agreements with all recipients",
    ),
    ("no-cookie-personal-data", "", "kakor innehåller inga personuppgifter", "cookies hold no personal data"),
    ("no-profiling", "", "ingen profilering sker", "there is no profiling"),
    (
        "never-longer-than-needed",
        "eu-gdpr:StorageLimitationPrinciple",
        "uppgifter sparas aldrig längre än de behövs",
        "data are never kept longer than needed",
    ),
    ("work-data-only", "", "bara uppgifter som rör arbetet behandlas", "only data about work are processed"),
    ("aggregates-only", "", "bara sammanställd statistik visas", "only aggregated statistics are shown"),
    (
        "least-data",
        "eu-gdpr:DataMinimisationPrinciple",
        "inte fler uppgifter än nödvändigt behandlas",
        "no more data than necessary are processed",
    ),
    (
        "lawful-basis-always",
        "eu-gdpr:LawfulnessPrinciple",
        "det finns alltid en rättslig grund",
        "there is always a legal basis",
    ),
    ("need-to-know", "", "bara den som behöver uppgifterna ser dem", "only those who need the data see them"),
    (
        "remains-controller",
        "",
        "vi ansvarar även för det som har lämnats ut",
        "we remain responsible for what has been disclosed",
    ),
    (
        "secured",
        "eu-gdpr:IntegrityConfidentialityPrinciple",
        "uppgifterna skyddas",
        "the data are protected",
    ),
)

AUTHORITIES: Final[Mapping[str, Term]] = _terms(
    "GDPR Art. 77",
    (
        "imy",
        "legal-se:DPA-SE",
        "Integritetsskyddsmyndigheten (IMY)",
        "the Swedish Authority for Privacy Protection (IMY)",
    ),
    ("Datainspektionen", "legal-se:DPA-SE", "Datainspektionen", "the Swedish Data Protection Authority"),
)

CURRENT_AUTHORITY: Final[Mapping[str, str]] = {"imy": "imy", "Datainspektionen": "imy"}
"""Names have a history; this is who it is called now."""

STATUTES: Final[Mapping[str, Statute]] = by_name(
    (
        Statute(
            "se-bfl-7-2",
            "bokföringslagen (1999:1078) 7 kap. 2 §",
            "",
            "bokföringslagen",
            "the Swedish Bookkeeping Act",
            event="booked",
            years=7,
            fiscal_year=True,
        ),
        Statute(
            "se-recruitment",
            "diskrimineringslagen (2008:567) 6 kap. 4 §",
            "",
            "diskrimineringslagens tid för att väcka talan",
            "the time for bringing an action under the Swedish Discrimination Act",
            event="recruitment.closed",
            years=2,
        ),
        Statute(
            "se-discrimination-other",
            "diskrimineringslagen (2008:567) 6 kap. 6 §",
            "",
            "diskrimineringslagens tid för att väcka talan",
            "the time for bringing an action under the Swedish Discrimination Act",
            event="case.closed",
            years=2,
        ),
        Statute(
            "se-claims-general",
            "preskriptionslagen (1981:130) 2 §",
            "",
            "preskriptionslagen",
            "the Swedish Limitations Act",
            event="contract.ended",
            years=10,
        ),
        Statute(
            "se-claims-consumer",
            "preskriptionslagen (1981:130) 2 § andra stycket",
            "",
            "preskriptionslagens tid för konsumenter",
            "the time for consumers under the Swedish Limitations Act",
            event="contract.ended",
            years=3,
        ),
        Statute(
            "se-patient",
            "patientdatalagen (2008:355) 3 kap. 17 §",
            "",
            "patientdatalagen",
            "the Swedish Patient Data Act",
            event="last-contact",
            years=10,
        ),
        Statute(
            "se-aml",
            "lagen (2017:630) om åtgärder mot penningtvätt 5 kap. 3 §",
            "",
            "penningtvättslagen",
            "the Swedish Anti-Money Laundering Act",
            event="contract.ended",
            years=5,
        ),
        Statute(
            "se-whistleblowing",
            "lagen (2021:890) om skydd för personer som rapporterar om missförhållanden",
            "",
            "visselblåsarlagen",
            "the Swedish Whistleblowing Act",
            event="case.closed",
            years=2,
        ),
    )
)
