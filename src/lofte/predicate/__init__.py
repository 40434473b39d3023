"""Closed questions about one row, as data: what the needs compile to and what a database is asked.

In:   nothing; `forms` are the values, `making` joins and negates them, `deciding` takes them apart, `words` tells them.
Out:  `Predicate` trees.
Never: holds a value of a person (facts about people are named, and bound when the statement runs), knows a dialect.

The idea in one read: a predicate is true or false for a row, never unknown: an empty column makes its atom false, and
negation is written out (`negate`) so that no database is asked for NOT of something that may be NULL.
Law:  none of its own.
Kept true by: tests/unit/test_predicate.py, tests/conformance/test_compile.py.

>>> from datetime import date
>>> print(show(negate(all_of(Filled("email"), Before("closed_on", date(2024, 11, 22))))))
(email is empty or (closed_on is empty or closed_on >= 2024-11-22))
"""

from lofte.predicate.deciding import atoms_of, decided, factored
from lofte.predicate.forms import (
    FALSE,
    TRUE,
    All,
    Any,
    Before,
    BesideFact,
    ColumnLater,
    Constant,
    Fact,
    FactDated,
    FactLater,
    FactOpen,
    Filled,
    Hop,
    Is,
    Not,
    Outer,
    PersonAt,
    Predicate,
    Reach,
    SameRow,
    Than,
    Undated,
)
from lofte.predicate.making import all_of, any_of, facts_named, negate, outer, reach, simplified
from lofte.predicate.words import show

__all__ = [
    "FALSE",
    "TRUE",
    "All",
    "Any",
    "Before",
    "BesideFact",
    "ColumnLater",
    "Constant",
    "Fact",
    "FactDated",
    "FactLater",
    "FactOpen",
    "Filled",
    "Hop",
    "Is",
    "Not",
    "Outer",
    "PersonAt",
    "Predicate",
    "Reach",
    "SameRow",
    "Than",
    "Undated",
    "all_of",
    "any_of",
    "atoms_of",
    "decided",
    "factored",
    "facts_named",
    "negate",
    "outer",
    "reach",
    "show",
    "simplified",
]
