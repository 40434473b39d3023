"""Hold what is so in the world and not in the text: measures, sweeps, systems with their tables, decisions.

In:   nothing; these are the forms.       Out:  `System`, `DeclaredTable`, `Security` and their kin.
Never: holds a secret; an address from the environment stays `env:NAME`.

The idea in one read: a table says to whom its rows belong, which activities they serve, what each column holds, when
things happened, and what its links mean. The database is not asked here.
Law:  GDPR Art. 5(1)(e), 30, 32-34.
Kept true by: tests/unit/test_model.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from lofte.diagnostics import Span
from lofte.grammar import ByColumn, Erase, EventBinding, LinkDecision, PersonPath, RowCondition
from lofte.model.element import Element
from lofte.periods import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Element):
    """A security measure (32)."""

    against: tuple[str, ...]
    covers: tuple[str, ...]
    systems: tuple[str, ...]
    owner: str | None
    evidence: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Security(Element):
    """32-34."""

    measures: Mapping[str, Measure]
    training: Period | None
    instructions: tuple[str, ...]
    access_review: Period | None
    breach_owner: str | None
    breach_within: Period | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweeping(Element):
    """How the retention promises are kept."""

    every: Period
    within: Period
    approve: str | None
    """A role, or `nobody`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundColumn(Element):
    """A column that holds personal data. `data` is one category or depends on another column of the row."""

    data: str | ByColumn
    of: str | None
    erase: Erase
    goes_with: str
    stored_in: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One role in which persons stand in a table's rows; `name` is empty when there is only one."""

    name: str
    person: PersonPath
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Serves:
    """One activity that a table serves; `conditions` narrow it to some rows."""

    activity: str
    conditions: tuple[RowCondition, ...] = ()
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkDecided:
    """What a link means; `to` is `TABLE.COLUMN` for a link that the database does not declare."""

    column: str
    decision: LinkDecision
    to: str | None = None
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredTable(Element):
    """A table with personal data, as declared; `like` has been applied."""

    parties: tuple[Party, ...]
    about: str | ByColumn | None
    """One subject (or `None`: all that its activities are about, or inherited), or by column."""
    serves: tuple[Serves, ...]
    source: str | ByColumn | None
    columns: Mapping[str, BoundColumn]
    not_personal: tuple[str, ...]
    links: tuple[LinkDecided, ...]
    events: Mapping[str, EventBinding]
    event_spans: Mapping[str, Span] = field(default_factory=dict, compare=False)
    anonymise: bool
    flags: Mapping[str, str]
    key: tuple[str, ...]
    on_behalf_of: str | None
    calls: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class System(Element):
    """Where data lie. `url` and `token` are as written (`env:NAME`), never the secret itself."""

    kind: str
    """`sql`, `files`, `mailbox`, `http`, `manual`; empty when only the environment can tell (`env:` without `is`)."""
    url: str | None
    token: str | None
    run_by: str | None
    places: tuple[str, ...] | None
    backups_keep: Period | None
    backups_places: tuple[str, ...] | None
    time_zone: str | None
    owner: str | None
    due: Period | None
    not_personal: tuple[str, ...]
    tables: Mapping[str, DeclaredTable]


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A finding that stands at a place until its review date."""

    code: str
    path: str
    because: str
    by: str
    review: date
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Who decided the file that extends, and when."""

    by: str
    on: date
