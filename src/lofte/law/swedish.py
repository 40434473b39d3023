"""Say in Swedish what each rule finds, as the first line of its function says it in English.

In:   nothing.       Out:  `FINDS`, from a rule's id to one sentence.
Never: says when a rule fires; the function in the file of its area does.

The idea in one read: a function's own sentence is read by programmers and by tools that list the rules; these are the
same sentences for tools that speak Swedish.
Law:  each rule's own source.
Kept true by: tests/unit/law/test_mechanism.py.

>>> FINDS["policy-undated"]
'Texten har ingen version, eller ingen dag från vilken den gäller.'
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_FINDS = {
    "controller-identity-missing": "En ansvarig utan namn, juridisk form, adress eller (i Sverige) nummer.",
    "controller-contact-invalid": "Inget sätt att nå den ansvariga, eller ett som inte kan fungera.",
    "org-number-invalid": "Ett svenskt nummer med fel kontrollsiffra, eller med en persons tredje siffra.",
    "joint-controllers-arrangement-missing": "Två ansvariga för en aktivitet, och inget arrangemang mellan dem.",
    "controller-and-processor-mixed": "Arbete för andra utan ett eget avsnitt med vem man vänder sig till.",
    "representative-missing": "En ansvarig utanför EES utan företrädare i unionen.",
    "dpo-required": "Offentligt organ, storskalig övervakning eller känsliga uppgifter, och inget dataskyddsombud.",
    "dpo-contact-missing": "Ett ombud som ingen kan nå, eller som inte har anmälts till myndigheten.",
    "dpo-status-undeclared": "Ingen säger om det finns ett dataskyddsombud.",
    "legitimate-interest-public-authority": "Ett offentligt organ som stöder en egen uppgift på berättigat intresse.",
    "purpose-missing": "En aktivitet utan ändamål, eller en källa vars uppgifter ingen sägs använda.",
    "purpose-vague": "Ett ändamål i ord som inte utesluter något.",
    "new-purpose-notice-missing": "Uppgifter som redan finns och används till något nytt, utan prövning och besked.",
    "legal-basis-missing": "En aktivitet utan rättslig grund.",
    "legal-basis-multiple": "Två grunder för ett ändamål, som inget skiljer åt.",
    "contract-basis-non-party": "Avtal som grund för motpartens kontaktperson.",
    "contract-basis-recruitment": "Rekrytering som stöds på ett avtal som ännu inte finns.",
    "contract-basis-not-necessary": "Marknadsföring eller insikt som stöds på ett avtal som kan fullgöras utan den.",
    "legal-obligation-without-statute": "En rättslig förpliktelse som inget lagrum i tabellen ålägger.",
    "public-task-without-law": "Ett privat organ som åberopar en uppgift av allmänt intresse utan att ange lag.",
    "legitimate-interest-unspecified": "Berättigat intresse, och inget säger vilket.",
    "balancing-test-missing": "Berättigat intresse utan en hel intresseavvägning.",
    "special-category-without-condition": "Uppgifter enligt artikel 9 utan ett villkor i artikel 9.2.",
    "special-category-inferable": "Uppgifter som kan avslöja det artikel 9 skyddar, och ingen säger om de gör det.",
    "criminal-data-without-support": "Uppgifter om lagöverträdelser utan stöd i lag eller tillstånd.",
    "personnummer-unjustified": "Ett personnummer utan något av lagens skäl.",
    "data-category-without-purpose": "En angiven kategori som ingen aktivitet använder.",
    "data-not-mapped-to-purpose": "En enda lista för alla ändamål för en grupp, eller ingen lista alls.",
    "data-category-inconsistent": "En aktivitet som tar över uppgifter som den tar dem från inte har.",
    "subject-group-inconsistent": "En grupp som källor, innehav eller tabeller nämner och ingen aktivitet handlar om.",
    "free-text-uncontrolled": "Fritext som ingen styr eller ser igenom, eller en inspelning utan slut.",
    "provision-obligation-missing": "Uppgifter begärs, och inget säger om de måste lämnas och vad som annars sker.",
    "indirect-source-missing": "Uppgifter från andra, och ingen säger från vem.",
    "indirect-categories-missing": "Uppgifter från andra, och ingen säger vilka.",
    "consent-bundled-with-terms": "Ett samtycke som följer med att man godtar villkor.",
    "consent-implied": "Ett samtycke som någon antas ha gett genom att använda, betala eller tiga.",
    "consent-preticked": "En ruta som redan är ikryssad, eller som ingen kallar okryssad.",
    "consent-not-granular": "Ett enda ja till flera ändamål.",
    "consent-withdrawal-missing": "Samtycke används, och ingen får veta att det kan återkallas.",
    "consent-withdrawal-harder": "Ett ja vid skärmen som kan återkallas bara genom brev eller besök.",
    "consent-detriment": "En återkallelse som kostar något som kunde fås utan uppgifterna.",
    "consent-fallback": "Efter en återkallelse fortsätter samma sak på en annan grund.",
    "consent-imbalance": "Samtycke som begärs av anställda, eller av en myndighet.",
    "consent-proof-missing": "Ett samtycke som inget sparas om.",
    "consent-refresh-undefined": "Ett samtycke som ingen frågar om igen.",
    "child-consent-age": "Samtycke som begärs av barn, och ingen vårdnadshavare.",
    "email-marketing-without-consent": "Elektronisk reklam utan samtycke och utan köp.",
    "soft-opt-in-incomplete": "Ett köp åberopas, och alla dess villkor är inte uppfyllda.",
    "marketing-stop-address-missing": "Elektronisk reklam, och ingenstans att stoppa den.",
    "marketing-phone-post-optout": "Samtal eller brev utan kontroll mot spärregistret.",
    "marketing-objection-conditional": "Ett villkor för rätten att invända mot marknadsföring.",
    "marketing-objection-not-prominent": "Rätten att invända mot marknadsföring står inte för sig.",
    "suppression-list-missing": "En invändning som inte lämnar någon spärr, så att nästa import börjar om.",
    "recipients-missing": "Ändamål, källa, kanal eller uppgift som förutsätter en mottagare, och ingen är angiven.",
    "recipients-vague": "En mottagare känd bara genom en kategori, eller en lista som lämnas öppen.",
    "recipient-role-undetermined": "En mottagare utan precis en roll.",
    "processor-agreement-missing": "Ett biträde utan ett avtal som är undertecknat och ännu gäller.",
    "disclosure-basis-missing": "En självständigt ansvarig får uppgifter, och ingen säger varför eller på vad.",
    "no-sharing-claim-contradicted": "Texten säger att uppgifter aldrig delas, och delar dem.",
    "social-platform-joint-control": "En plattform vars insticksprogram eller sida samlar uppgifter utan delat ansvar.",
    "transfer-tool-missing": "Uppgifter utanför EES utan överföringsverktyg.",
    "transfer-tool-invalidated": "Ett verktyg som domstolen har ogiltigförklarat.",
    "transfer-scc-repealed": "Standardklausuler från ett beslut som har upphört.",
    "transfer-adequacy-unlisted": "Adekvat skydd åberopas för ett land, eller med ett beslut, som listan inte har.",
    "transfer-dpf-not-certified": "Ett beslut som bara gäller certifierade mottagare, och inget certifikat visas.",
    "transfer-copy-missing": "Ett verktyg enligt artikel 46, och inget sätt att få se det.",
    "transfer-country-unnamed": "Ingen säger i vilket land en mottagare finns; varning där uppgifter får lämna EES.",
    "transfer-impact-assessment-missing": "Ett verktyg enligt artikel 46 utan bedömning av landet.",
    "eea-only-claim-contradicted": "Texten säger att allt stannar inom EES, och något gör det inte.",
    "retention-missing": "En aktivitet utan regel för hur länge uppgifter sparas.",
    "retention-vague": "Ett kriterium som ingen kan kontrollera, utan övre gräns.",
    "retention-start-missing": "En tid, och inget säger efter vad.",
    "retention-not-per-purpose": "En och samma regel för allt.",
    "retention-accounting-wrong": "Räkenskaper som inte sparas till slutet av det sjunde året.",
    "retention-claims-unbounded": "Sparat för anspråk, utan en dag då anspråken är preskriberade.",
    "retention-recruitment-outside-window": "Sökandes uppgifter sparas längre än de kan väcka talan, eller kortare.",
    "retention-marketing-unbounded": "Marknadsföring som pågår tills någon invänder.",
    "retention-conflict": "Två slut för samma uppgifter, och inget säger vilket som gäller.",
    "retention-sector-minimum": "En lags kortaste tid, avbruten av en övre gräns.",
    "right-missing": "En rättighet som grunderna ger och som ingen får veta om.",
    "right-misstated": "En rättighet som beskrivs snävare än lagen ger den.",
    "complaint-missing": "Ingen får veta att man kan klaga hos myndigheten.",
    "complaint-authority-outdated": "En myndighet med ett namn som den inte längre har.",
    "rights-response-time-missing": "Ingen säger hur snart en begäran besvaras.",
    "identity-proof-excessive": "En kopia av id-handling eller ett undertecknat brev är enda sättet att bli igenkänd.",
    "profiling-undisclosed": "Profilering vars logik, följder eller beslutsfattare inte berättas.",
    "cookie-consent-missing": "Något som ingen visar vara nödvändigt lagras innan någon har sagt ja.",
    "cookie-browser-settings-as-consent": "Det enda sättet att säga nej är en inställning i webbläsaren.",
    "cookie-inventory-missing": "Något lagras, och allt om det står inte i listan.",
    "cookie-claim-contradicted": "Texten säger att kakor inte innehåller personuppgifter, och det gör de.",
    "cookie-category-wrong": "Något kallas nödvändigt som tjänar statistik eller marknadsföring.",
    "cookie-reject-unequal": "Ett nej som kräver mer än ett ja.",
    "clause-unfinished": "Något är obestämt, eller en text har kvar en platshållare.",
    "policy-undated": "Texten har ingen version, eller ingen dag från vilken den gäller.",
    "policy-change-notice-weak": "En ändring av vikt läggs bara på sidan, eller läsaren uppmanas att titta efter.",
    "policy-as-agreement": "Texten ber om att bli godtagen, som om den vore ett avtal.",
    "law-reference-invalid": "Texten hänvisar till en upphävd lag, ett fel namn eller ett ord som inte finns.",
    "record-of-processing-incomplete": "Registret över behandlingar saknar säkerhetsåtgärderna.",
    "dpia-missing": "Två kriterier för hög risk och ingen konsekvensbedömning.",
    "breach-routine-missing": "Ingen svarar för personuppgiftsincidenter.",
}

FINDS: Final[Mapping[str, str]] = MappingProxyType(_FINDS)
