"""A patient person with printed tables and a pen: the needs of docs/needs.md, judged the slow and obvious way.

In:   a `World` of plain data.       Out:  verdicts, reasons, plans, the world after a sweep, the four numbers.
Never: imports `lofte`: what is wrong there must not be wrong here for the same reason.

The idea in one read: the engine compiles needs to SQL, this package reads them row by row from lists of dicts, in the
order in which the specification is written. `paper` reads dates, `reading` reads rows (whose, when), `judging` judges a
need, `sweeping` plans. Descriptions are written in the words of the declaration language, always in the long form.
Law:  none of its own.
Kept true by: tests/unit/test_oracle_cases.py (by hand, from the clauses), tests/unit/test_oracle_laws.py.
"""

from oracle.asking import Audit, Reason, audit, release, verdict, why
from oracle.sweeping import Plan, plan, sweep
from oracle.world import Verdict, World

__all__ = ["Audit", "Plan", "Reason", "Verdict", "World", "audit", "plan", "release", "sweep", "verdict", "why"]
