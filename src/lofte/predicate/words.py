"""Tell a question in words, for people who read plans.

In:   a `Predicate`.       Out:  one line of English.
Never: shows a value of a person; a predicate holds none.

The idea in one read: one arm a form, the inner forms in brackets. It is read beside the line of the declaration that
it comes from, so it need not be parsed back.
Law:  GDPR Art. 5(2) (what is done can be explained).
Kept true by: tests/unit/test_predicate.py.

>>> show(Not(Filled("email")))
'email is empty'
"""

from __future__ import annotations

from typing import assert_never

from lofte.predicate.forms import (
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
    Is,
    Not,
    Outer,
    Predicate,
    Reach,
    SameRow,
    Undated,
)


def show(predicate: Predicate) -> str:  # noqa: C901 - one arm a form
    """The question in words, for people who read plans."""
    match predicate:
        case Constant(value):
            return "always" if value else "never"
        case All(parts):
            return f"({' and '.join(map(show, parts))})"
        case Any(parts):
            return f"({' or '.join(map(show, parts))})"
        case Not(Filled(column, but, _)):
            return f"({column} is empty or {_either(but)})" if but else f"{column} is empty"
        case Not(Before(column, day)):
            return f"({column} is empty or {column} >= {day})"
        case Not(part):
            return f"not {show(part)}"
        case Filled(column, but, _):
            return f"{column} is filled" + (f" and not {_either(but)}" if but else "")
        case Is(column, values):
            return f"{column} is {_either(values)}"
        case Before(column, day):
            return f"{column} < {day}"
        case Undated(column):
            return f"{column} is filled and holds no time"
        case ColumnLater(column, than):
            return f"{column} later than {than}"
        case Fact(name, row, person, inner):
            who = " and ".join(([f"the person in {person.column}"] if person else []) + ["the row"] * (row is not None))
            return f"{who} among «{name}»" + (f" {show(inner)}" if inner != TRUE else "")
        case FactDated(None, None):
            return "with a time"
        case FactDated(before, since):
            return " ".join([f"before {before}"] * (before is not None) + [f"since {since}"] * (since is not None))
        case FactOpen():
            return "without a time"
        case FactLater():
            return "later than that"
        case BesideFact(column, than):
            return f"{column} {than} it"
        case Reach(hops, inner):
            path = "".join(f" {hop.table}({hop.theirs} = {hop.ours})" for hop in hops)
            return f"some{path or ' of it'}: {show(inner)}"
        case Outer(_, inner):
            return show(inner)
        case SameRow():
            return "it is this row"
        case _:
            assert_never(predicate)


def _either(values: tuple[str, ...]) -> str:
    return " or ".join(map(repr, values))
