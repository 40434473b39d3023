"""Judge a declaration by the law of a day.

In:   Model, the day.       Out:  `findings`, or a `Judgement` with what stands accepted; `RULES`, `CATALOGUE`.
Never: reads a clock, a database or the published page; gives advice.

The idea in one read: one file for each area of law, each rule one small function, all of them in one tuple. What
they cite stands in the catalogue; what changes by date stands in dated lists.
Law:  each rule's own source.
Kept true by: tests/unit/law/, docs/law.md, docs/errors.md.
"""

from lofte.law.catalogue import CATALOGUE
from lofte.law.judging import (
    ACCEPTANCE_CODES,
    RULES,
    AcceptedFinding,
    Judgement,
    findings,
    judge,
    part_accepted,
)

__all__ = [
    "ACCEPTANCE_CODES",
    "CATALOGUE",
    "RULES",
    "AcceptedFinding",
    "Judgement",
    "findings",
    "judge",
    "part_accepted",
]
