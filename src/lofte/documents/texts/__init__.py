"""Tell the texts beside the policy: notices, questions of consent, rights, balancing tests, the policy in layers.

In:   `Model`, the language, what it is asked for.       Out:  `Document`s that stand alone.
Never: says anything of an activity that the policy does not say of it.

The idea in one read: each text is put together from the parts that tell the policy, of a model that holds only what
the text is about. A link whose place is not in the text leads to the policy's page.
Law:  GDPR Art. 7, 12-14, 21(4).
Kept true by: tests/unit/documents/test_texts.py, tests/golden/texts/.
"""

from lofte.documents.texts.asking import consent_texts
from lofte.documents.texts.layered import layered
from lofte.documents.texts.narrowing import about_subject, of_activities, resting_on
from lofte.documents.texts.notice import notice
from lofte.documents.texts.own_rights import rights_page
from lofte.documents.texts.weighing import balancing_tests

__all__ = [
    "about_subject",
    "balancing_tests",
    "consent_texts",
    "layered",
    "notice",
    "of_activities",
    "resting_on",
    "rights_page",
]
