"""List the hundred rules of law with what they cite: tier, severity, source.

In:   nothing.       Out:  `CATALOGUE`, from a rule's id to its `Entry`.
Never: says when a rule fires; the function in the file of its area does.

The idea in one read: a rule's id is the code of its findings and stands for ever. Tier 1 is decided from what is
declared alone; tier 2 needs more of the organisation. Every rule of this list stands in the file of its area.
Law:  each entry's source.
Kept true by: tests/unit/law/test_mechanism.py, docs/law.md.

>>> CATALOGUE["retention-start-missing"].source
'GDPR 5.1 e, 13.2 a'
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from lofte.diagnostics import Severity


@dataclass(frozen=True, slots=True)
class Entry:
    """What one rule cites and how bad its findings are."""

    id: str
    tier: int
    severity: Severity
    source: str


ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

_ENTRIES = (
    Entry(
        "controller-identity-missing",
        1,
        ERROR,
        "GDPR 13.1 a, 14.1 a; aktiebolagslagen (2005:551) 28 kap. 5 § (website must show firma, säte, org.nr)",
    ),
    Entry("controller-contact-invalid", 1, ERROR, "GDPR 13.1 a, 12.2"),
    Entry(
        "org-number-invalid", 1, WARNING, "lagen (1974:174) om identitetsbeteckning för juridiska personer; GDPR 5.1 d"
    ),
    Entry("joint-controllers-arrangement-missing", 1, ERROR, "GDPR 26.1-2; C-210/16, C-40/17; EDPB 07/2020"),
    Entry("controller-and-processor-mixed", 1, WARNING, "GDPR 4.7-8, 28; EDPB 07/2020"),
    Entry("representative-missing", 2, ERROR, "GDPR 27, 13.1 a"),
    Entry("dpo-required", 2, ERROR, "GDPR 37.1, 37.7"),
    Entry("dpo-contact-missing", 1, ERROR, "GDPR 13.1 b, 37.7"),
    Entry("dpo-status-undeclared", 1, INFO, "GDPR 37, 24, 5.2"),
    Entry("purpose-missing", 1, ERROR, "GDPR 5.1 b, 13.1 c"),
    Entry("purpose-vague", 1, WARNING, "GDPR 5.1 b; WP260 rev.01 p. 12; IMY DI-2019-4062 (Klarna)"),
    Entry("legal-basis-missing", 1, ERROR, "GDPR 6.1, 13.1 c, 14.1 c; IMY DI-2019-4062"),
    Entry(
        "legal-basis-multiple", 1, ERROR, "GDPR 13.1 c, 5.1 a; EDPB 05/2020 p. 121-123; IMY DI-2019-6523 (Expressen)"
    ),
    Entry(
        "contract-basis-non-party",
        1,
        ERROR,
        'GDPR 6.1 b ("avtal i vilket den registrerade är part"); EDPB 2/2019; C-252/21 p. 98-99',
    ),
    Entry("contract-basis-recruitment", 2, WARNING, "GDPR 6.1 b second half; EDPB 2/2019"),
    Entry("contract-basis-not-necessary", 1, ERROR, "EDPB 2/2019 p. 48-57; C-252/21; C-394/23 Mousse"),
    Entry("legal-obligation-without-statute", 1, ERROR, "GDPR 6.1 c, 6.3; dataskyddslagen (2018:218) 2 kap. 1 §"),
    Entry("public-task-without-law", 2, ERROR, "GDPR 6.1 e, 6.3; dataskyddslagen 2 kap. 2 §"),
    Entry("legitimate-interest-unspecified", 1, ERROR, "GDPR 13.1 d, 14.2 b"),
    Entry("balancing-test-missing", 1, WARNING, "GDPR 6.1 f, 5.2; C-621/22 KNLTB; C-252/21; EDPB 1/2024"),
    Entry("legitimate-interest-public-authority", 2, ERROR, "GDPR 6.1 second subparagraph"),
    Entry("special-category-without-condition", 1, ERROR, "GDPR 9.1-2; dataskyddslagen 3 kap. 1-7 §§; C-667/21"),
    Entry("special-category-inferable", 1, WARNING, "C-184/20 p. 117-128; C-252/21 p. 68-73; C-21/23"),
    Entry("criminal-data-without-support", 2, ERROR, "GDPR 10; dataskyddslagen 3 kap. 8-9 §§"),
    Entry("personnummer-unjustified", 1, ERROR, "GDPR 87; dataskyddslagen 3 kap. 10 §"),
    Entry("child-consent-age", 2, ERROR, "GDPR 8.1; dataskyddslagen 2 kap. 4 §"),
    Entry("data-category-without-purpose", 1, ERROR, "GDPR 5.1 b-c"),
    Entry("data-not-mapped-to-purpose", 1, WARNING, "GDPR 5.1 c, 13.1 c; WP260; C-446/21"),
    Entry("data-category-inconsistent", 1, WARNING, "GDPR 5.1 a, 12.1"),
    Entry("subject-group-inconsistent", 1, WARNING, "GDPR 13.1 c, 14.1 d"),
    Entry("free-text-uncontrolled", 1, WARNING, "GDPR 5.1 c, 25.1"),
    Entry("provision-obligation-missing", 1, ERROR, "GDPR 13.2 e"),
    Entry("indirect-source-missing", 1, ERROR, "GDPR 14.2 f; C-422/24 SL (what counts as direct)"),
    Entry("indirect-categories-missing", 2, ERROR, "GDPR 14.1 d"),
    Entry("new-purpose-notice-missing", 1, WARNING, "GDPR 6.4, 13.3, 14.4"),
    Entry(
        "consent-bundled-with-terms",
        1,
        ERROR,
        "GDPR 4.11, 7.2, 7.4; C-61/19 Orange Romania; EDPB 05/2020; IMY DI-2019-6523",
    ),
    Entry("consent-implied", 1, ERROR, "GDPR 4.11, skäl 32; C-673/17 Planet49"),
    Entry("consent-preticked", 1, ERROR, "C-673/17; C-61/19"),
    Entry("consent-not-granular", 1, ERROR, "skäl 32, 43; EDPB 05/2020 p. 42-45"),
    Entry("consent-withdrawal-missing", 1, ERROR, "GDPR 7.3, 13.2 c"),
    Entry("consent-withdrawal-harder", 1, ERROR, "GDPR 7.3; IMY 2023-16453 (ATG)"),
    Entry("consent-detriment", 2, WARNING, "GDPR 7.4, skäl 42; C-252/21 p. 150"),
    Entry("consent-fallback", 1, ERROR, "EDPB 05/2020 p. 122-123; GDPR 17.1 b"),
    Entry("consent-imbalance", 2, WARNING, "GDPR 7.4, skäl 43; EDPB 05/2020 p. 16-23"),
    Entry("consent-proof-missing", 1, ERROR, "GDPR 7.1, 5.2; EDPB 05/2020 p. 104-108"),
    Entry("consent-refresh-undefined", 2, INFO, "EDPB 05/2020 p. 110-111"),
    Entry(
        "email-marketing-without-consent",
        1,
        ERROR,
        "marknadsföringslagen (2008:486) 19 § 1 st.; dir. 2002/58 art. 13.1; C-654/23",
    ),
    Entry("soft-opt-in-incomplete", 1, ERROR, "marknadsföringslagen 19 § 2 st.; C-654/23 Inteligo"),
    Entry("marketing-stop-address-missing", 1, ERROR, "marknadsföringslagen 20 §; GDPR 21.4"),
    Entry("marketing-phone-post-optout", 2, WARNING, "marknadsföringslagen 21 §; GDPR 21.2-3"),
    Entry("marketing-objection-conditional", 1, ERROR, "GDPR 21.2-3; IMY DI-2020-10545, -10547"),
    Entry("marketing-objection-not-prominent", 1, ERROR, "GDPR 21.4"),
    Entry("suppression-list-missing", 1, WARNING, "GDPR 21.3, 17.3 e, 24"),
    Entry("recipients-missing", 1, ERROR, "GDPR 13.1 e, 14.1 e"),
    Entry("recipients-vague", 1, WARNING, "WP260 rev.01 bilaga; C-154/21; IMY DI-2019-4062, DI-2021-10263"),
    Entry("recipient-role-undetermined", 1, ERROR, "GDPR 4.7-10, 26, 28; EDPB 07/2020"),
    Entry("processor-agreement-missing", 1, ERROR, "GDPR 28.3, 28.9; EDPB 07/2020"),
    Entry("disclosure-basis-missing", 1, ERROR, "GDPR 6.1, 5.1 b"),
    Entry("no-sharing-claim-contradicted", 1, ERROR, "GDPR 5.1 a, 12.1; marknadsföringslagen 10 §"),
    Entry("transfer-tool-missing", 1, ERROR, "GDPR 13.1 f, 44-49; C-311/18"),
    Entry("transfer-tool-invalidated", 1, ERROR, "C-362/14; C-311/18 Schrems II"),
    Entry("transfer-scc-repealed", 1, ERROR, "beslut (EU) 2021/914 art. 4"),
    Entry("transfer-adequacy-unlisted", 1, ERROR, "GDPR 45.3; list in section 4"),
    Entry(
        "transfer-dpf-not-certified",
        1,
        ERROR,
        "beslut (EU) 2023/1795; T-553/23 (S1 r109 G Suite would land here once Privacy Shield is replaced)",
    ),
    Entry("transfer-copy-missing", 1, ERROR, "GDPR 13.1 f, 14.1 f, 15.2; IMY DI-2019-4062"),
    Entry("transfer-country-unnamed", 1, WARNING, "WP260 rev.01 bilaga; GDPR 15.1 c"),
    Entry("transfer-impact-assessment-missing", 2, WARNING, "C-311/18 p. 134; EDPB rek. 01/2020; SCC kl. 14"),
    Entry(
        "eea-only-claim-contradicted",
        1,
        WARNING,
        "GDPR 5.1 a, 13.1 f; IMY DI-2020-11370/11373/11397/11368 (Google Analytics)",
    ),
    Entry("retention-missing", 1, ERROR, "GDPR 13.2 a, 30.1 f"),
    Entry("retention-vague", 1, ERROR, "GDPR 13.2 a, 5.1 e; WP260 rev.01 bilaga; IMY DI-2019-4062"),
    Entry("retention-start-missing", 1, ERROR, "GDPR 5.1 e, 13.2 a"),
    Entry("retention-not-per-purpose", 1, WARNING, "GDPR 5.1 e; C-77/21 Digi"),
    Entry("retention-accounting-wrong", 1, ERROR, "bokföringslagen (1999:1078) 7 kap. 2 §"),
    Entry(
        "retention-claims-unbounded", 1, WARNING, "preskriptionslagen (1981:130) 2 § (10 år, 3 år consumer); GDPR 5.1 e"
    ),
    Entry(
        "retention-recruitment-outside-window",
        1,
        WARNING,
        "diskrimineringslagen (2008:567) 6 kap. 4 § → MBL (1976:580) 64-66, 68 §§",
    ),
    Entry("retention-marketing-unbounded", 1, ERROR, "GDPR 5.1 e; C-446/21 Schrems/Meta"),
    Entry("retention-conflict", 1, ERROR, "GDPR 5.1 a, 5.1 e"),
    Entry(
        "retention-sector-minimum", 2, ERROR, "patientdatalagen (2008:355) 3 kap. 17 §; lag (2017:630) 5 kap. 3-4 §§"
    ),
    Entry("right-missing", 1, ERROR, "GDPR 13.2 b, 14.2 c"),
    Entry("right-misstated", 1, WARNING, "GDPR 17.3, 20.1-2, 21"),
    Entry("complaint-missing", 1, ERROR, "GDPR 13.2 d, 77"),
    Entry("complaint-authority-outdated", 1, ERROR, "förordning (2007:975) med instruktion för IMY; GDPR 13.2 d"),
    Entry("rights-response-time-missing", 1, INFO, "GDPR 12.3"),
    Entry(
        "identity-proof-excessive",
        1,
        ERROR,
        "GDPR 12.2, 12.6, 5.1 c; IMY 2022-1032 (Lensway), DI-2020-10549 (CDON), 2022-9109 (MAG)",
    ),
    Entry("profiling-undisclosed", 1, ERROR, "GDPR 13.2 f, 22; C-634/21 SCHUFA; C-203/22"),
    Entry("cookie-consent-missing", 1, ERROR, "LEK (2022:482) 9 kap. 28 §, 1 kap. 8 §; C-673/17; EDPB 2/2023"),
    Entry("cookie-browser-settings-as-consent", 1, ERROR, "LEK 9 kap. 28 §; C-673/17; skäl 32"),
    Entry("cookie-inventory-missing", 1, ERROR, "C-673/17 p. 75-81; GDPR 13; LEK 9 kap. 28 §"),
    Entry("cookie-claim-contradicted", 1, ERROR, "GDPR 4.1, skäl 30, 5.1 a; C-582/14; C-604/22"),
    Entry("cookie-category-wrong", 2, ERROR, "LEK 9 kap. 28 § p. 2; WP194"),
    Entry("cookie-reject-unequal", 2, ERROR, "GDPR 4.11, 7.3; IMY 2023-16453 (ATG); EDPB 03/2022"),
    Entry(
        "social-platform-joint-control",
        1,
        WARNING,
        "C-210/16; C-40/17 Fashion ID; GDPR 26; IMY DI-2021-5544 (Avanza), 2022-3270 (Apoteket)",
    ),
    Entry("clause-unfinished", 1, ERROR, "GDPR 12.1"),
    Entry("policy-undated", 1, WARNING, "GDPR 5.2, 12.1; WP260 rev.01 p. 29-32"),
    Entry("policy-change-notice-weak", 1, WARNING, "WP260 rev.01 p. 29-32; GDPR 13.3"),
    Entry("policy-as-agreement", 2, WARNING, "GDPR 7.2; WP260"),
    Entry("law-reference-invalid", 1, WARNING, "GDPR 12.1"),
    Entry("record-of-processing-incomplete", 2, WARNING, "GDPR 30.1; IMY checklist"),
    Entry("dpia-missing", 2, ERROR, "GDPR 35.1, 35.3-4; IMY 2023-1647 (Östersund)"),
    Entry("breach-routine-missing", 2, WARNING, "GDPR 33.1-5, 34"),
)

CATALOGUE: Final[Mapping[str, Entry]] = MappingProxyType({entry.id: entry for entry in _ENTRIES})
