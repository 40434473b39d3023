"""What the oracle is given: tables as lists of dicts, what a declaration says of them, and what our records hold.

In:   nothing; these are the forms.       Out:  `World` and its parts.
Never: computes anything but a look at its own lists.

The idea in one read: activities and tables are described by plain dicts in the words of the declaration language, in
the long form (`{"consent": "newsletter", "when": "not contract.started"}`), so that a case can be read beside the
language and written out as YAML. Tables are named `system.table`; `in`, `to` and the like name a table of the same
system.
Law:  GDPR Art. 30(1).
Kept true by: tests/unit/test_oracle_cases.py
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import IntEnum
from typing import Any, NamedTuple

GROUPS: dict[str, tuple[str, ...]] = {
    "contact-details": ("email", "phone", "mobile-phone", "postal-address"),
    "work-contact-details": ("work-email", "work-phone", "work-address"),
    "identity": (
        "name",
        "personal-identity-number",
        "organisation-number",
        "customer-number",
        "account-id",
        "date-of-birth",
    ),
}
PARENTS = {"work-email": "email"}
IDENTIFIES_ALONE = {"email", "work-email", "personal-identity-number", "customer-number", "account-id", "cookie-id"}
MARKETING = {"direct-marketing", "newsletter", "event-invitations", "offers"}

Row = dict[str, Any]
Says = Mapping[str, Any]
Key = tuple[Any, ...]
Place = tuple[str, Key]
"""A row: the table's name and the row's key."""


class Verdict(IntEnum):
    """What a need says of its data."""

    FALLEN = 0
    HELD = 1
    STANDS = 2


class Moment(NamedTuple):
    """When something happened: the instant (a date alone: its first), and the local date that counts."""

    instant: datetime
    day: date


@dataclass(frozen=True)
class Column:
    """A column of the database. `type`: integer, text, date, instant (with zone), naive (without), time-text."""

    type: str = "text"
    nullable: bool = True


@dataclass(frozen=True)
class Table:
    """A table; `says` is the declaration's table, None when it is decided to hold no personal data."""

    columns: Mapping[str, Column]
    key: tuple[str, ...] = ("id",)
    says: Says | None = None
    foreign: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Column → (table, column) of the same system, as the database enforces it."""


@dataclass(frozen=True)
class Consent:
    """The last giving and the last withdrawal of one person in our records."""

    person: str
    name: str
    given: datetime | None = None
    withdrawn: datetime | None = None


@dataclass(frozen=True)
class Objection:
    """`against`: an activity, `direct-marketing`, or None for all. `state`: pending, upheld, rejected."""

    person: str
    against: str | None
    state: str


@dataclass(frozen=True)
class Restriction:
    """Of one activity, or of all (None)."""

    person: str
    activity: str | None = None


@dataclass(frozen=True)
class Hold:
    """In force on a person or on a row; no activities: all of them."""

    person: str | None = None
    row: Place | None = None
    activities: tuple[str, ...] = ()


@dataclass(frozen=True)
class Release:
    """An upheld erasure request released this need of this person for this row, on this day."""

    row: Place
    person: str
    activity: str
    day: date
    spent: bool = False


@dataclass(frozen=True)
class Recorded:
    """An event that Löfte was told of, about a person or a row."""

    event: str
    at: datetime
    person: str | None = None
    row: Place | None = None


@dataclass(frozen=True)
class Ghost:
    """What a row that is gone said of an event that `row` counts from; `moment` None: it was open."""

    row: Place
    event: str
    carrier: Place
    moment: Moment | None


@dataclass(frozen=True)
class CarriedConsent:
    """A giving or withdrawal (`what`) of a person that stood in a row that is gone."""

    person: str
    name: str
    what: str
    carrier: Place
    moment: Moment


@dataclass(frozen=True)
class Records:
    """Our own store, folded."""

    consents: tuple[Consent, ...] = ()
    objections: tuple[Objection, ...] = ()
    restrictions: tuple[Restriction, ...] = ()
    holds: tuple[Hold, ...] = ()
    releases: tuple[Release, ...] = ()
    recorded: tuple[Recorded, ...] = ()
    ghosts: tuple[Ghost, ...] = ()
    carried_consents: tuple[CarriedConsent, ...] = ()
    aliases: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """(kind, normal value) → person, where two identifiers are known to be one person's."""


@dataclass(frozen=True)
class World:
    """All that the oracle knows on one day."""

    today: date
    activities: Mapping[str, Says]
    tables: Mapping[str, Table]
    rows: Mapping[str, tuple[Row, ...]]
    records: Records = Records()
    zone: str = "Europe/Stockholm"
    system_zones: Mapping[str, str] = field(default_factory=dict)
    """Zone of the times without one, by system; else the controller's."""
    fiscal_year_ends: tuple[int, int] = (12, 31)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    erasure_for: frozenset[str] = frozenset()
    """The words of `rights.erasure.for`."""

    def on(self, day: date) -> World:
        """The same world on another day."""
        return replace(self, today=day)

    def knowing(self, **records: Any) -> World:
        """The same world with records added to what is known."""
        joined: dict[str, Any] = {
            name: tuple(getattr(self.records, name)) + tuple(new) for name, new in records.items()
        }
        return replace(self, records=replace(self.records, **joined))

    def having(self, **rows: list[Row] | tuple[Row, ...]) -> World:
        """The same world with other rows in some tables; `__` stands for the dot of `system.table`."""
        return replace(self, rows={**self.rows, **{name.replace("__", "."): tuple(new) for name, new in rows.items()}})

    def row(self, table: str, *key: Any) -> Row:
        """The row with that key."""
        return next(row for row in self.rows[table] if self.key(table, row) == key)

    def has(self, table: str, *key: Any) -> bool:
        """Whether the row is there."""
        return any(self.key(table, row) == key for row in self.rows.get(table, ()))

    def key(self, table: str, row: Row) -> Key:
        """The row's key."""
        return tuple(row[column] for column in self.tables[table].key)
