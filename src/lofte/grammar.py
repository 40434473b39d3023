"""The small grammars of the declaration as values: events, rules of retention, paths, persons, bindings.

In:   nothing; these are the forms.       Out:  frozen values that the reader makes and the model keeps.
Never: resolves a name; that is the compiler's.

The idea in one read: what a person writes in one line (`{until: recruitment.closed, plus: 2 years}`) is one value
here, the same in the `Declaration` and in the `Model`, so that no meaning is lost between the two. `first` and
`last` are the only two ways to combine, for events, for rules and for rows.
Law:  GDPR Art. 5(1)(e) for rules.
Kept true by: tests/unit/declaration/.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from lofte.diagnostics import Span
from lofte.periods import Period


class Combine(StrEnum):
    """The one that comes first, or the one that comes last."""

    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Text:
    """What people read, by language: `(("en", "mentee"), ("sv", "adept"))`, sorted by language."""

    by_language: tuple[tuple[str, str], ...]

    def get(self, language: str) -> str | None:
        """The words in `language`, or None."""
        return dict(self.by_language).get(language)

    def any(self, *languages: str) -> str:
        """The words in the first of `languages` that there is, else in whatever language there is."""
        words = dict(self.by_language)
        return next((words[language] for language in languages if language in words), next(iter(words.values()), ""))


@dataclass(frozen=True, slots=True)
class Ceiling:
    """`PERIOD after EVENT`; `after` is None where the text gives no start. `span` is its own place in the rule."""

    period: Period
    after: str | None
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Until:
    """`{until: EVENT | {first|last: [EVENT, …]}, plus: PERIOD, at-most: …}`; no events when only `plus` was written."""

    events: tuple[str, ...]
    combine: Combine = Combine.FIRST
    plus: Period | None = None
    ceilings: tuple[Ceiling, ...] = ()


@dataclass(frozen=True, slots=True)
class AtMost:
    """`{at-most: …}`: may be shorter but never longer."""

    ceilings: tuple[Ceiling, ...]


@dataclass(frozen=True, slots=True)
class ByStatute:
    """`{statute: KEY}`: the statute's own formula and event."""

    statute: str
    ceilings: tuple[Ceiling, ...] = ()


@dataclass(frozen=True, slots=True)
class Criterion:
    """`{criterion: TEXT, review: PERIOD}`: a person judges when it has ended."""

    text: Text
    review: Period | None = None
    ceilings: tuple[Ceiling, ...] = ()


@dataclass(frozen=True, slots=True)
class Combined:
    """`{first: [rule, …]}`, `{last: [rule, …]}`; `combine` None is a list without either: a text that contradicts
    itself.
    """

    rules: tuple[Rule, ...]
    combine: Combine | None


Rule = Until | AtMost | ByStatute | Criterion | Combined


@dataclass(frozen=True, slots=True)
class When:
    """A condition of a basis: `EVENT` or `not EVENT`."""

    event: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class ColumnPath:
    """`a.b.c`: every column but the last is a link to one row."""

    columns: tuple[str, ...]

    def __str__(self) -> str:
        return ".".join(self.columns)


@dataclass(frozen=True, slots=True)
class RowCondition:
    """`{COLUMN: VALUE | [VALUE, …] | any}`: all must be true; `values` None is *any*: not empty."""

    column: str
    values: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class ByPath:
    """An event that is a column: `PATH`, or `{at: PATH, if: …}`."""

    path: ColumnPath
    conditions: tuple[RowCondition, ...] = ()


@dataclass(frozen=True, slots=True)
class ByRows:
    """`{first | last: PATH, in: TABLE, same: COLUMN, if: …}`."""

    combine: Combine
    path: ColumnPath
    table: str
    same: str
    conditions: tuple[RowCondition, ...] = ()


@dataclass(frozen=True, slots=True)
class Recorded:
    """`recorded`: a person or a program tells Löfte."""


EventBinding = ByPath | ByRows | Recorded


@dataclass(frozen=True, slots=True)
class KnownBy:
    """A person known by columns of the row: `{email: email}`, `{email: [from, to]}`; each pair is (data category,
    column).
    """

    identifiers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ThroughPath:
    """The persons of the row that these links lead to."""

    path: ColumnPath


@dataclass(frozen=True, slots=True)
class InTable:
    """`{in: TABLE, same: COLUMN}`: the persons of all such rows."""

    table: str
    same: str


PersonPath = KnownBy | ThroughPath | InTable


@dataclass(frozen=True, slots=True)
class ByColumn:
    """`{by: COLUMN, VALUE: meaning, …, else: meaning}`; `otherwise` None: a value that is not listed stops the plan
    for its row.
    """

    column: str
    meanings: tuple[tuple[str, str], ...]
    otherwise: str | None = None


class EraseKind(StrEnum):
    """How a cell is scrubbed (language 5.8)."""

    EMPTY = "empty"
    WRITE = "write"
    KEEP = "keep"
    PSEUDONYM = "pseudonym"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Erase:
    """`detail`: the constant of `write`; `year`, `month`, `domain` or `first N` of `keep`; else empty."""

    kind: EraseKind = EraseKind.EMPTY
    detail: str = ""


class LinkDecision(StrEnum):
    """What a link between two personal tables means (language 5.7)."""

    OWNS = "owns"
    SHARED = "shared"
    ACCESS_ONLY = "access-only"
    DETACH = "detach"
    IGNORE = "ignore"
