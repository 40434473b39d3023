"""List the categories of personal data that need no declaration, with what each is known to be.

In:   nothing.       Out:  `DATA`, from word to `Data`; groups first.
Never: grows in a declaration; a category of the organisation's own stands in its section `data`.

The idea in one read: what decides a need, an erasure or a finding of law is a fact of the category: whether it finds
its person alone, is free text or a recording, was given or observed, may reveal an Art. 9 category, or asks for a
condition. Here such facts stand once, so that a declaration names a category and nothing more.
Law:  GDPR Art. 4(1), 9(1), 10, 20(1), 30(1)(c), 87; lagen (2018:218) 3 kap. 10 §.
Kept true by: tests/unit/test_vocabulary.py.

>>> DATA["work-email"].ancestors, DATA["work-email"].identifies
(('email',), True)
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lofte.vocabulary.term import Data, by_name

PD = "GDPR Art. 4(1)"
NINE = "GDPR Art. 9(1)"
OBSERVED = "observed"
DERIVED = "derived"

_GROUPS = (
    Data(
        "contact-details",
        PD,
        "pd:Contact",
        "kontaktuppgifter",
        "contact details",
        includes=("email", "phone", "mobile-phone", "postal-address"),
    ),
    Data(
        "work-contact-details",
        PD,
        "pd:Contact",
        "kontaktuppgifter i arbetet",
        "work contact details",
        includes=("work-email", "work-phone", "work-address"),
    ),
    Data(
        "identity",
        PD,
        "pd:Identifying",
        "identitetsuppgifter",
        "identity details",
        includes=(
            "name",
            "personal-identity-number",
            "organisation-number",
            "customer-number",
            "account-id",
            "date-of-birth",
        ),
    ),
)

_CONTACT = (
    Data("email", PD, "pd:EmailAddress", "e-postadress", "e-mail address", identifies=True),
    Data("phone", PD, "pd:TelephoneNumber", "telefonnummer", "telephone number"),
    Data("mobile-phone", PD, "pd:TelephoneNumber", "mobilnummer", "mobile number", ancestors=("phone",)),
    Data("postal-address", PD, "pd:PhysicalAddress", "postadress", "postal address"),
    Data(
        "work-email",
        PD,
        "pd:EmailAddressWork",
        "e-postadress i arbetet",
        "work e-mail address",
        ancestors=("email",),
        identifies=True,
    ),
    Data("work-phone", PD, "pd:TelephoneNumber", "telefonnummer i arbetet", "work telephone", ancestors=("phone",)),
    Data("work-address", PD, "pd:WorkLocation", "adress i arbetet", "work address", ancestors=("postal-address",)),
    Data("visiting-address", PD, "pd:PhysicalAddress", "besöksadress", "visiting address"),
    Data("invoicing-address", PD, "pd:PhysicalAddress", "fakturaadress", "invoicing address"),
)

_WHO = (
    Data("name", PD, "pd:Name", "namn", "name"),
    Data(
        "personal-identity-number",
        "GDPR Art. 87",
        "pd:OfficialID",
        "personnummer",
        "personal identity number",
        identifies=True,
        guarded="87",
    ),
    Data("organisation-number", PD, "pd:Identifier", "organisationsnummer", "organisation number"),
    Data("customer-number", PD, "pd:Identifier", "kundnummer", "customer number", identifies=True),
    Data("account-id", PD, "pd:AccountIdentifier", "kontonamn", "account identifier", identifies=True),
    Data("date-of-birth", PD, "pd:BirthDate", "födelsedatum", "date of birth"),
    Data("password", PD, "pd:Password", "lösenord", "password", secret=True),
)

_WORK = (
    Data("position", PD, "pd:Professional", "befattning", "position"),
    Data("title", PD, "pd:Professional", "titel", "title"),
    Data("employer", PD, "pd:CurrentEmployment", "arbetsgivare", "employer"),
    Data("company", PD, "pd:CurrentEmployment", "företag", "company"),
    Data("company-url", PD, "pd:Professional", "företagets webbplats", "company website"),
    Data("languages", PD, "pd:Language", "språkkunskaper", "language skills", special="origin"),
    Data("education", PD, "pd:Education", "utbildning", "education"),
    Data("occupation", PD, "pd:Job", "yrke", "occupation"),
    Data("interests", PD, "pd:Interest", "intressen", "interests"),
    Data("demographics", PD, "pd:Demographic", "demografiska uppgifter", "demographic data", special="origin"),
    Data("cv", PD, "pd:ProfessionalExperience", "cv", "CV"),
    Data("cover-letter", PD, "pd:PersonalDocuments", "personligt brev", "cover letter"),
    Data("photo", PD, "pd:Picture", "foto", "photo"),
    Data("references", PD, "pd:Reference", "referenser", "references"),
    Data("diploma", PD, "pd:EducationQualification", "diplom", "diploma"),
)

_CONTENT = (
    Data("attendance", PD, "dpv:ObservedPersonalData", "närvaro", "attendance", obtained=OBSERVED),
    Data(
        "video-recording",
        PD,
        "pd:Communication",
        "videoinspelning",
        "video recording",
        recording=True,
        obtained=OBSERVED,
    ),
    Data(
        "audio-recording",
        PD,
        "pd:VoiceCommunicationRecording",
        "ljudinspelning",
        "audio recording",
        recording=True,
        obtained=OBSERVED,
    ),
    Data("chat", PD, "pd:Communication", "chatt", "chat", free_text=True),
    Data("correspondence", PD, "pd:Communication", "korrespondens", "correspondence", free_text=True),
    Data("message", PD, "pd:Communication", "meddelande", "message", free_text=True),
    Data(
        "call-note",
        PD,
        "pd:Communication",
        "anteckning från samtal",
        "note of a call",
        free_text=True,
        obtained=DERIVED,
    ),
    Data("survey-answers", PD, "pd:Opinion", "enkätsvar", "survey answers"),
    Data("order", PD, "pd:Purchase", "beställning", "order"),
    Data("invoice", PD, "pd:Transaction", "fakturauppgifter", "invoice details", obtained=DERIVED),
    Data("payment-details", PD, "pd:FinancialAccount", "betalningsuppgifter", "payment details"),
)

_USE = (
    Data(
        "service-usage",
        PD,
        "pd:ServiceConsumptionBehaviour",
        "uppgifter om hur du använder tjänsten",
        "how you use the service",
        obtained=OBSERVED,
    ),
    Data(
        "website-usage",
        PD,
        "pd:BrowsingBehaviour",
        "uppgifter om hur du använder webbplatsen",
        "how you use the website",
        obtained=OBSERVED,
    ),
    Data("ip-address", PD, "pd:IPAddress", "ip-adress", "IP address", obtained=OBSERVED),
    Data(
        "cookie-id",
        PD,
        "pd:UID",
        "identifierare i kakor",
        "cookie identifier",
        identifies=True,
        obtained=OBSERVED,
    ),
    Data("call-source", PD, "pd:CommunicationsMetadata", "varifrån du ringde", "origin of a call", obtained=OBSERVED),
    Data("profile", PD, "pd:IndividualProfile", "profil", "profile", obtained=DERIVED),
)


def _guarded(name: str, dpv: str, sv: str, en: str) -> Data:
    return Data(name, NINE, dpv, sv, en, special=name, guarded="9")


_GUARDED = (
    _guarded("health", "pd:Health", "uppgifter om hälsa", "data on health"),
    _guarded("origin", "pd:EthnicOrigin", "uppgifter om etniskt ursprung", "data on ethnic origin"),
    _guarded("belief", "pd:ReligiousBelief", "uppgifter om tro eller övertygelse", "data on beliefs"),
    _guarded("opinion", "pd:PoliticalOpinion", "uppgifter om politiska åsikter", "data on political opinions"),
    _guarded("union-membership", "pd:TradeUnionMembership", "medlemskap i fackförening", "trade union membership"),
    _guarded(
        "sex-life", "pd:Sexual", "uppgifter om sexualliv eller sexuell läggning", "data on sex life or orientation"
    ),
    _guarded("genetic", "pd:Genetic", "genetiska uppgifter", "genetic data"),
    _guarded("biometric", "pd:Biometric", "biometriska uppgifter", "biometric data"),
    Data("criminal", "GDPR Art. 10", "pd:Criminal", "uppgifter om lagöverträdelser", "data on offences", guarded="10"),
)

DATA: Final[Mapping[str, Data]] = by_name((*_GROUPS, *_CONTACT, *_WHO, *_WORK, *_CONTENT, *_USE, *_GUARDED))

DATA_KINDS: Final = frozenset({"free-text", "derived", "document", "secret"})
"""What a category of the organisation's own may be, besides one of the vocabulary's."""
