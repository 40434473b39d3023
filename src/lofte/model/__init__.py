"""The `Model`: what a declaration means, frozen, every name resolved.

In:   nothing; these are the forms, which the compiler makes.       Out:  `Model` and its parts.
Never: holds a person, a secret or a row; changes after it is made.

The idea in one read: the model is the declaration with every name known to exist, every default filled in and every
word typed. A name stays a name (`"newsletter"`) and is looked up in the model's mappings, so that the model can be
written as JSON and read back. What the text leaves out stays visible: a value that is silent is None (or empty),
and `told` says for each key whether it was published, decided or is a default, and whether it is `unstated` or
`undecided`. Spans are kept for explaining and take no part in equality, JSON or digest.
Law:  GDPR Art. 30(1) (the record of processing is this, row by row).
Kept true by: tests/unit/test_model.py (model → JSON → model), tests/unit/compiler/.
"""

from lofte.model.element import Element, Told
from lofte.model.processing import (
    Agreement,
    Balancing,
    BasisEntry,
    ConsentForm,
    DataSource,
    DataSubjectCategory,
    DeclaredEvent,
    Disclosed,
    PersonalDataCategory,
    ProcessingActivity,
    Profiling,
    Recipient,
    Safeguard,
)
from lofte.model.text import (
    Changes,
    Claim,
    Contact,
    Controller,
    Cookie,
    HoldReason,
    JointWith,
    Policy,
    Requests,
    RightGiven,
    Role,
    Tell,
    Website,
)
from lofte.model.whole import Model
from lofte.model.world import (
    Accepted,
    BoundColumn,
    Decision,
    DeclaredTable,
    LinkDecided,
    Measure,
    Party,
    Security,
    Serves,
    Sweeping,
    System,
)

__all__ = [
    "Accepted",
    "Agreement",
    "Balancing",
    "BasisEntry",
    "BoundColumn",
    "Changes",
    "Claim",
    "ConsentForm",
    "Contact",
    "Controller",
    "Cookie",
    "DataSource",
    "DataSubjectCategory",
    "Decision",
    "DeclaredEvent",
    "DeclaredTable",
    "Disclosed",
    "Element",
    "HoldReason",
    "JointWith",
    "LinkDecided",
    "Measure",
    "Model",
    "Party",
    "PersonalDataCategory",
    "Policy",
    "ProcessingActivity",
    "Profiling",
    "Recipient",
    "Requests",
    "RightGiven",
    "Role",
    "Safeguard",
    "Security",
    "Serves",
    "Sweeping",
    "System",
    "Tell",
    "Told",
    "Website",
]
