"""Hold the law's closed lists: each word with its article, its exchange term, and what people read in sv and en.

In:   nothing.       Out:  `WORDS`, `TERMS` and the lists by name; `LegalBasis`, `Term`.
Never: grows in a declaration, says what is valid on a day, imports anything of Löfte but diagnostics.

The idea in one read: what the GDPR names is named here once. The reader types words by `WORDS`, the compiler takes
facts and labels from the tables, documents print the labels, and the glossary shows all of it.
Law:  GDPR Art. 4-10, 13-22, 26-30, 32, 35, 44-49, 77, 82, 87.
Kept true by: tests/unit/test_vocabulary.py, docs/glossary.md.

>>> TERMS["legal-basis"][LegalBasis.CONTRACT].article
'GDPR Art. 6(1)(b)'
"""

from lofte.vocabulary.data import DATA, DATA_KINDS
from lofte.vocabulary.events import CONSENT_EVENTS, EVENTS, consent_event
from lofte.vocabulary.law import (
    AUTHORITIES,
    BASES,
    CLAIMS,
    CONDITIONS,
    CONDITIONS_OF,
    CONSENT_WAYS,
    CONTRACT_DETAILS,
    CURRENT_AUTHORITY,
    ERASURE_GROUNDS,
    RIGHTS,
    RISKS,
    SAFEGUARDS,
    STATUTES,
    VALID_CONSENT_WAYS,
)
from lofte.vocabulary.parties import (
    CONTACT_NAMES,
    CONTROLLER_FORMS,
    DISCLOSURE_GROUNDS,
    EVIDENCE,
    INDIRECT_SOURCES,
    OBSERVED_SOURCES,
    PUBLIC_FORMS,
    RECIPIENT_KINDS,
    RECIPIENT_ROLES,
    SOURCE_KINDS,
    SUBJECT_KINDS,
    SUBJECTS,
)
from lofte.vocabulary.places import COUNTRIES, EEA, TIME_ZONES
from lofte.vocabulary.practice import (
    CHANNELS,
    COOKIE_CLASSES,
    COOKIE_KINDS,
    HOLD_KINDS,
    IDENTITY_MEANS,
    MEASURE_AIMS,
    MEASURE_AREAS,
    REQUEST_CHANNELS,
    TELL_CHANNELS,
    WITHDRAW_CHANNELS,
)
from lofte.vocabulary.purposes import PURPOSES
from lofte.vocabulary.term import Data, Event, LegalBasis, Purpose, PurposeClass, Statute, Term
from lofte.vocabulary.words import TERMS, WORDS

__all__ = [
    "AUTHORITIES",
    "BASES",
    "CHANNELS",
    "CLAIMS",
    "CONDITIONS",
    "CONDITIONS_OF",
    "CONSENT_EVENTS",
    "CONSENT_WAYS",
    "CONTACT_NAMES",
    "CONTRACT_DETAILS",
    "CONTROLLER_FORMS",
    "COOKIE_CLASSES",
    "COOKIE_KINDS",
    "COUNTRIES",
    "CURRENT_AUTHORITY",
    "DATA",
    "DATA_KINDS",
    "DISCLOSURE_GROUNDS",
    "EEA",
    "ERASURE_GROUNDS",
    "EVENTS",
    "EVIDENCE",
    "HOLD_KINDS",
    "IDENTITY_MEANS",
    "INDIRECT_SOURCES",
    "MEASURE_AIMS",
    "MEASURE_AREAS",
    "OBSERVED_SOURCES",
    "PUBLIC_FORMS",
    "PURPOSES",
    "RECIPIENT_KINDS",
    "RECIPIENT_ROLES",
    "REQUEST_CHANNELS",
    "RIGHTS",
    "RISKS",
    "SAFEGUARDS",
    "SOURCE_KINDS",
    "STATUTES",
    "SUBJECTS",
    "SUBJECT_KINDS",
    "TELL_CHANNELS",
    "TERMS",
    "TIME_ZONES",
    "VALID_CONSENT_WAYS",
    "WITHDRAW_CHANNELS",
    "WORDS",
    "Data",
    "Event",
    "LegalBasis",
    "Purpose",
    "PurposeClass",
    "Statute",
    "Term",
    "consent_event",
]
