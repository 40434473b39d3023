"""The `Declaration`: what was written, each value with its span, its origin and its silence.

In:   nothing; these are the forms.       Out:  `Written` values and `Thing`s.
Never: knows what a name refers to (the compiler does) or what YAML is (`reading` does).

The idea in one read: after reading, every value has the Python type of its key's shape (language 2.1) and stands in a `Written`, which
knows where it was written, in which of the two files (`Origin`), whether the text is silent there (`Silence`), and the reason of
a decision. A `Thing` is the mapping of such values under its shape's keys; a section is a mapping from names to things. A key that was
not written is absent from `fields`; defaults are the compiler's, so that silence stays visible.
Law:  GDPR Art. 5(2): a decision and its reason can be shown.
Kept true by: tests/unit/declaration/.

The value of a `Written`, by the type of its key:

| type in language 2.1       | Python value                                                      |
|----------------------------|-------------------------------------------------------------------|
| name, word, path-as-text, contact's name, env, URL | `str`                                     |
| text                       | `Text`                                                            |
| yes/no, number             | `bool`, `int`                                                     |
| date, day, period          | `date`, `MonthDay`, `Period`                                      |
| list of words or texts     | `tuple[Written, ...]` of `str`                                    |
| names                      | `Names`: `Named` each with its optional detail, and `open` for `and-so-on` |
| choice, list of choices    | `Choices`: `Choice` each with its word and optional detail        |
| thing                      | `Thing`                                                           |
| section, mapping of things | `Things`                                                          |
| rule, when, binding, person, by-column, erase | the value of `lofte.grammar`                   |
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
    """One value where it was written. `value` is None when the text is silent and kept nothing."""

    value: Value | None
    span: Span = field(compare=False)
    origin: Origin = Origin.PUBLISHED
    silence: Silence | None = None
    because: str | None = None
    replaced: Written | None = field(default=None, compare=False)
    """The published value that this decision replaced."""


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
    """A mapping from names to things, in the order written; each `Written` has a `Thing` (or silence)."""

    items: Mapping[str, Written]
    name_spans: Mapping[str, Span] = field(compare=False)


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
