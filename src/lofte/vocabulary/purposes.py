"""List the purposes that a declaration may name, with their class.

In:   nothing.       Out:  `PURPOSES`, from word to `Purpose`.
Never: grows in a declaration; a purpose that is not here is the organisation's own text, of class *other*.

The idea in one read: the class is what rules of law look at (marketing may always be objected to), the word is what
tells two purposes of one class apart, the labels are what people read after *to* and *för att*.
Law:  GDPR Art. 5(1)(b), 13(1)(c); 21(2) for the class *marketing*.
Kept true by: tests/unit/test_vocabulary.py.

>>> PURPOSES["newsletter"].purpose_class.value
'marketing'
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lofte.vocabulary.term import Purpose, PurposeClass, by_name

WHY = "GDPR Art. 5(1)(b)"
MARKETING = "GDPR Art. 21(2)"


def _of(purpose_class: PurposeClass, article: str, *rows: tuple[str, str, str, str]) -> tuple[Purpose, ...]:
    return tuple(Purpose(name, article, dpv, sv, en, purpose_class) for name, dpv, sv, en in rows)


PURPOSES: Final[Mapping[str, Purpose]] = by_name(
    (
        *_of(
            PurposeClass.SERVICE,
            WHY,
            ("perform-contract", "dpv:FulfilmentOfContractualObligation", "fullgöra avtal", "perform contracts"),
            ("administer-service", "dpv:ServiceManagement", "administrera tjänsten", "administer the service"),
            ("assess-application", "dpv:ServiceAccessDetermination", "pröva din ansökan", "assess your application"),
            ("match-participants", "dpv:RequestedServiceProvision", "para ihop deltagare", "match participants"),
            (
                "present-candidates",
                "dpv:RequestedServiceProvision",
                "presentera dig för arbetsgivare",
                "present you to employers",
            ),
            (
                "training-recordings",
                "dpv:RequestedServiceProvision",
                "spela in möten och utbildningar",
                "record meetings and training",
            ),
            ("customer-service", "dpv:CustomerCare", "ge kundservice", "give customer service"),
            ("answer-enquiries", "dpv:CommunicationManagement", "svara den som hör av sig", "answer enquiries"),
            (
                "business-contacts",
                "dpv:MemberPartnerManagement",
                "hålla kontakt med organisationer som vi samarbetar med",
                "keep in touch with the organisations we work with",
            ),
            ("payment", "dpv:PaymentManagement", "ta emot och göra betalningar", "handle payments"),
            ("identity-verification", "dpv:IdentityVerification", "kontrollera vem du är", "verify who you are"),
            (
                "certificates",
                "dpv:RecordManagement",
                "utfärda intyg och kunna styrka dem senare",
                "issue certificates and confirm them later",
            ),
            (
                "process-for-customers",
                "dpv:ServiceProvision",
                "behandla uppgifter på uppdrag av våra kunder",
                "process data on behalf of our customers",
            ),
        ),
        *_of(
            PurposeClass.MARKETING,
            MARKETING,
            (
                "direct-marketing",
                "dpv:DirectMarketing",
                "marknadsföra våra tjänster till dig",
                "market our services to you",
            ),
            ("newsletter", "dpv:DirectMarketing", "skicka nyhetsbrev", "send newsletters"),
            (
                "event-invitations",
                "dpv:ProvideEventRecommendations",
                "bjuda in till evenemang",
                "send invitations to events",
            ),
            ("offers", "dpv:ProvideProductRecommendations", "skicka erbjudanden", "send offers"),
        ),
        *_of(
            PurposeClass.INSIGHT,
            WHY,
            (
                "surveys",
                "dpv:ImproveExistingProductsAndServices",
                "genomföra enkäter och undersökningar",
                "carry out surveys",
            ),
            (
                "website-statistics",
                "dpv:ServiceUsageAnalytics",
                "föra statistik över hur webbplatsen används",
                "compile statistics on how the website is used",
            ),
            (
                "quality-assurance",
                "dpv:ServiceMonitoring",
                "följa upp kvaliteten i det vi gör",
                "follow up the quality of what we do",
            ),
            ("market-analysis", "dpv:CommercialResearch", "analysera marknaden", "analyse the market"),
            (
                "personalisation",
                "dpv:Personalisation",
                "anpassa innehållet efter dig",
                "adapt the content to you",
            ),
            (
                "profiling",
                "dpv:ProvidePersonalisedRecommendations",
                "bedöma vad som intresserar dig",
                "assess what interests you",
            ),
        ),
        *_of(
            PurposeClass.LAW,
            WHY,
            ("accounting", "dpv:LegalCompliance", "sköta bokföringen", "keep accounts"),
            ("tax", "dpv:LegalCompliance", "redovisa och betala skatt", "report and pay tax"),
            (
                "comply-with-law",
                "dpv:LegalCompliance",
                "följa lagar som gäller oss",
                "comply with laws that apply to us",
            ),
            (
                "defend-legal-claims",
                "dpv:DisputeManagement",
                "försvara oss mot rättsliga anspråk",
                "defend ourselves against legal claims",
            ),
            (
                "pursue-infringement",
                "dpv:ProtectionOfIPR",
                "ingripa mot intrång i rättigheter",
                "act against infringements of rights",
            ),
            ("security", "dpv:EnforceSecurity", "upptäcka och förhindra missbruk", "detect and prevent misuse"),
            (
                "website-function",
                "dpv:TechnicalServiceProvision",
                "få webbplatsen att fungera",
                "make the website work",
            ),
        ),
        *_of(
            PurposeClass.STAFF,
            WHY,
            ("recruitment", "dpv:RecruitmentManagement", "rekrytera medarbetare", "recruit staff"),
            ("employment", "dpv:PersonnelManagement", "administrera anställningar", "administer employment"),
            ("visitors", "dpv:EnforceAccessControl", "ta emot besökare", "receive visitors"),
        ),
        *_of(
            PurposeClass.PUBLIC,
            "GDPR Art. 89(1)",
            ("archive", "dpv:PublicBenefit", "arkivera i allmänt intresse", "archive in the public interest"),
            ("research", "dpv:ScientificResearch", "bedriva forskning", "do research"),
        ),
    )
)
