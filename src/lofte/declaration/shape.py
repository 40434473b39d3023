"""Give the forms in which the shapes of a declaration are written down: types of values, keys, shapes.

In:   nothing; these are the forms.       Out:  `Type`, `Key`, `Shape`.
Never: knows one section from another (`shapes` does).

The idea in one read: what may be written is data. A `Shape` is the keys of one kind of thing; a `Key` has a `Type`, its
meaning, article, default and example; the types are few and closed. The reader, the JSON Schema for editors and the
reference page are three walks over the same data, so that they cannot disagree.
Law:  each key names its article.
Kept true by: tests/unit/declaration/test_shapes.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Plain(Enum):
    """The types that need no more said; the value is what a reader of the reference page reads."""

    TEXT = "text"
    STRING = "string"
    YES_NO = "yes/no"
    NUMBER = "number"
    DATE = "date"
    DAY = "day"
    PERIOD = "period"
    RULE = "rule"
    PLACE = "place"
    PLACES = "places"
    NAME = "name"
    NAME_OR_TEXT = "name or text"
    COLUMN = "column"
    LIST = "list"
    ZONE = "time zone"
    ENV = "env"
    URL = "URL"
    FILE_OR_NO = "file or `no`"
    LIFETIME = "period or `session`"
    CONTACT = "contact"
    BASIS = "choice (5.2)"
    PURPOSE = "word, or word with a text"
    WORK = "text or purpose"
    BALANCING = "balancing"
    BINDING = "binding (5.4)"
    PERSON = "person (5.5)"
    NAME_BY_COLUMN = "name, or by column (5.6)"
    DATA_BY_COLUMN = "data, or by column (5.6)"
    ERASE = "erase (5.8)"
    LINK = "link (5.7)"
    VERSION = "`1`"
    ROWS = "`{if: {COLUMN: VALUE}}`"


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a closed vocabulary; `or_no` allows `no` beside them."""

    vocabulary: str
    or_no: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a closed vocabulary."""

    vocabulary: str


@dataclass(frozen=True, slots=True)
class Kinds:
    """A choice of one or several words, each with a detail where `details` names its type."""

    vocabulary: str
    several: bool = True
    details: tuple[tuple[str, Type], ...] = ()
    otherwise: Type | None = None
    """The type of the detail of the words that `details` does not name."""


@dataclass(frozen=True, slots=True)
class NamesOf:
    """Names, each with a detail of this type where one is allowed; `all_or_none` allows these two words instead."""

    what: str
    detail: Type | None = None
    all_or_none: bool = False


@dataclass(frozen=True, slots=True)
class ThingOf:
    """A thing of the shape with this name."""

    shape: str


class Naming(Enum):
    """What the names of a mapping are."""

    NAME = "name"
    EVENT = "event"
    COLUMN = "column"
    FREE = "free"
    """Any text: a table's own name, the place of a finding."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """A mapping from names to values. `vocabulary` closes the names; a section is such a mapping of things."""

    value: Type
    noun: str
    naming: Naming = Naming.NAME
    vocabulary: str = ""
    from_list: bool = False
    """A list of names may stand for a mapping of empty things."""


Type = Plain | Word | Words | Kinds | NamesOf | ThingOf | Mapped


@dataclass(frozen=True, slots=True)
class Key:
    """One key: what may be written for it, what it means, where the law asks for it, what holds when it is left out."""

    name: str
    type: Type
    meaning: str
    law: str = ""
    default: str = ""
    required: str = ""
    """Empty, `required`, or when it is."""
    example: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """The keys of one kind of thing. `lead` is the key that is meant when only its value is written."""

    name: str
    noun: str
    meaning: str
    keys: tuple[Key, ...]
    lead: str | None = None
    generic: bool = True
    """Whether `label`, `clause`, `because` and `removed` may stand in it."""

    def key(self, name: str) -> Key | None:
        """The key called `name`, or None."""
        return next((key for key in self.keys if key.name == name), None)
