"""The `Declaration`: what was written, each value with its span, its origin and its silence.

In:   nothing; these are the forms.       Out:  `Written` values and `Thing`s.
Never: knows what a name refers to (the compiler does) or what YAML is (`reading` does).

The idea in one read: after reading, every value has the Python type of its key's shape (language 2.1) and stands in a
`Written`, which knows where it was written, in which of the two files (`Origin`), whether the text is silent there
(`Silence`), and the reason of a decision. A `Thing` is the mapping of such values under its shape's keys; a section
is a mapping from names to things. A key that was not written is absent from `fields`; defaults are the compiler's, so
that silence stays visible.
Law:  GDPR Art. 5(2): a decision and its reason can be shown.
Kept true by: tests/unit/declaration/.

The value of a `Written`, by the type of its key (`lofte.declaration.shapes` has the type of every key):

- string (version, org-nr, e-mail, a path to a file), name, word, place, env, url: `str`; *word or no*: `str` or
  `False`;
- text: `Text`; yes/no: `bool`; number: `int`; date: `date`; day: `MonthDay`; period: `Period`; a cookie's `session`:
  `str`;
- words and lists, always, also when one stands alone: `tuple[Written, ...]` of `str`;
- names and places: `Names`, `Named` each with its optional detail, and `open`; `all` and `none` of `required`: `str`;
- purpose, basis, kinds of recipient, safeguard, conditions, link: `Choices`, `Choice` each with its word and optional
  detail; a text that has no word of the vocabulary is the word `other` with the `Text` as its detail;
- thing: `Thing`; a contact that only names another one, or `not-required`: `str`;
- section, mapping: `Things`, from a name to the `Written` of a `Thing` or of the mapping's own type of value;
- rule, when, binding, person, by-column, erase: the value of `lofte.grammar`.

Details: of `contract` a `tuple[Written, ...]` of words; of `legal-obligation`, `public-task` and `consent` a `str`;
of `legitimate-interests` a `Thing` of shape `interest` (its `balancing` is a `Thing`, or the `str` of an activity);
of a purpose a `Text`; of a name in the `for` of a table or a system a `tuple[RowCondition, ...]`; of a name in `to`
the `Names` of data; of a link the `str` of its `to`; of a safeguard a `Thing` or a `str`; of a condition a `Text`.

Every thing may have `label` (`Text`), `clause` (`tuple[Written, ...]`) and `because` (a `Thing` of shape `because`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from lofte.diagnostics import Source, Span
from lofte.grammar import ByColumn, Erase, EventBinding, PersonPath, RowCondition, Rule, Text, When
from lofte.periods import Period


class Origin(StrEnum):
    """Which of the two files a value is from, or that nobody wrote it."""

    PUBLISHED = "published"
    DECIDED = "decided"
    DEFAULT = "default"


class Silence(StrEnum):
    """The honest words (language 2.2). `undecided: VALUE` keeps VALUE beside the silence."""

    UNSTATED = "unstated"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class MonthDay:
    """`12-31`: a day of each year."""

    month: int
    day: int


@dataclass(frozen=True, slots=True)
class Written:
    """One value where it was written.

    `value` is None when the text is silent and kept nothing; without `silence` it could not be read, and that is told.
    """

    value: Value | None
    span: Span = field(compare=False)
    origin: Origin = Origin.PUBLISHED
    silence: Silence | None = None
    because: str | None = None
    replaced: Written | None = field(default=None, compare=False)
    """The published value that this decision replaced."""
    places: Mapping[str, Span] = field(default_factory=dict, compare=False)
    """Where the events and periods inside a rule, a condition or a binding stand, by their own text."""


@dataclass(frozen=True, slots=True)
class Named:
    """One name of a list of names, with the detail written beside it."""

    name: str
    span: Span = field(compare=False)
    detail: Written | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """A list of names; `open` when it ends with `and-so-on`."""

    items: tuple[Named, ...]
    open: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A word of a vocabulary, with its detail (a `Written` of the word's own type) and its condition."""

    word: str
    span: Span = field(compare=False)
    detail: Written | None = None
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """One choice, or several; `listed` tells `[a]` from `a`; `open` when the list ends with `and-so-on`."""

    items: tuple[Choice, ...]
    listed: bool = False
    open: bool = False


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing under the keys of its shape."""

    shape: str
    fields: Mapping[str, Written]
    span: Span = field(compare=False)

    def get(self, key: str) -> Written | None:
        """What was written for `key`, or None."""
        return self.fields.get(key)


@dataclass(frozen=True, slots=True)
class Things:
    """A mapping from names to things, in the order written; a plain mapping has values of its own type instead."""

    items: Mapping[str, Written]
    name_spans: Mapping[str, Span] = field(compare=False)
    removed: Mapping[str, Written] = field(default_factory=dict)
    """What a decision took away, by name: `because` is the reason, `replaced` what was published."""


Value = (
    str
    | bool
    | int
    | date
    | MonthDay
    | Period
    | Text
    | Names
    | Choices
    | Thing
    | Things
    | Rule
    | When
    | EventBinding
    | PersonPath
    | ByColumn
    | Erase
    | RowCondition
    | tuple["Written", ...]
    | tuple[RowCondition, ...]
)


@dataclass(frozen=True, slots=True)
class Declaration:
    """One declaration, decisions laid over what was published. `root` has a field for each section."""

    root: Thing
    sources: Mapping[str, Source] = field(compare=False)
    extends: bool = False
