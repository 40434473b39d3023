"""The `Model`: what a declaration means, frozen, every name resolved.

In:   nothing; these are the forms, which the compiler makes.       Out:  `Model` and its parts.
Never: holds a person, a secret or a row; changes after it is made.

The idea in one read: the model is the declaration with every name known to exist, every default filled in and every
word typed. A name stays a name (`"newsletter"`) and is looked up in the model's mappings, so that the model can be
written as JSON and read back. What the text leaves out stays visible: a value that is silent is None (or empty),
and `told` says for each key whether it was published, decided or is a default, and whether it is `unstated` or
`undecided`. Spans are kept for explaining and take no part in equality, JSON or digest.
Law:  GDPR Art. 30(1) (the record of processing is this, row by row).
Kept true by: tests/unit/test_model.py (model → JSON → model), tests/unit/compiler/.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from lofte.declaration.form import MonthDay, Origin, Silence
from lofte.diagnostics import Span
from lofte.grammar import (
    ByColumn,
    Erase,
    EventBinding,
    LinkDecision,
    PersonPath,
    RowCondition,
    Rule,
    Text,
    When,
)
from lofte.periods import Period
from lofte.vocabulary import LegalBasis


@dataclass(frozen=True, slots=True)
class Told:
    """How one key came to be: its origin, its silence, the reason of the decision, and (not in equality) the place.
    """

    origin: Origin
    silence: Silence | None = None
    because: str | None = None
    open: bool = False
    """The list ends with `and-so-on`."""
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """What every thing of the model has."""

    name: str
    label: Text
    """What people read; the compiler fills in the vocabulary's own, else the name."""
    clause: tuple[str, ...] = ()
    """Where the published text says it."""
    told: Mapping[str, Told] = field(default_factory=dict)
    span: Span | None = field(default=None, compare=False)

    def silence(self, key: str) -> Silence | None:
        """Whether the text is silent at `key`."""
        told = self.told.get(key)
        return told.silence if told else None

    def at(self, key: str) -> Span | None:
        """Where `key` was written, else where the thing was."""
        told = self.told.get(key)
        return told.span if told and told.span else self.span


@dataclass(frozen=True, slots=True, kw_only=True)
class Tell:
    """How people are told of a change: the channels."""

    tell: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes(Element):
    """`policy.changes` (13(3), 14(4))."""

    material: tuple[str, ...] | None
    other: tuple[str, ...] | None
    before: Period | None
    check_back: bool
    consent: str | None
    silence_means: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy(Element):
    """The text itself. `label` is what the page is called."""

    transcribed: str | None
    renditions: Mapping[str, str]
    version: str | None
    in_force: date | None
    url: str | None
    languages: tuple[str, ...]
    introduction: Text | None
    cites: tuple[str, ...]
    asks: str
    review: Period | None
    changes: Changes


@dataclass(frozen=True, slots=True, kw_only=True)
class JointWith:
    """`jointly-with`: the arrangement of Art. 26."""

    controller: str
    arrangement: date | None
    essence: Text | None
    answers: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Controller(Element):
    """A legal entity (4(7)). `label` is its name."""

    legal_name: str | None
    org_nr: str | None
    form: str | None
    address: str | None
    country: str
    fiscal_year_ends: MonthDay
    time_zone: str
    jointly_with: tuple[JointWith, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Element):
    """Where to turn. `same_as` is set when it only names another contact; `required` False is `not-required` (dpo).
    """

    email: str | None
    phone: str | None
    post: str | None
    form: str | None
    role: str | None
    country: str | None
    reported: date | None
    same_as: str | None = None
    required: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Element):
    """A function among the staff."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSubjectCategory(Element):
    """A group of persons (30(1)(c)). `kind` is a word of `subjects.*.is`."""

    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalDataCategory(Element):
    """A kind of data (30(1)(c)). Groups have `includes`; `ancestors` are the categories it counts as besides itself.
    """

    kind: str
    includes: tuple[str, ...]
    ancestors: tuple[str, ...]
    special: str | None
    special_denied: bool
    """The declaration answers that it reveals no special category."""
    identifies: bool
    free_text: bool
    recording: bool
    secret: bool
    obtained: str
    """`provided`, `observed` or `derived` (20)."""
    guarded: str | None
    """`9`, `10` or `87` when conditions are required."""
    not_a_person: tuple[str, ...]
    hint: Text | None
    review: Period | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSource(Element):
    """Where data are collected (13, 14(2)(f))."""

    kinds: tuple[str, ...]
    about: tuple[str, ...] | None
    origin_name: Text | None
    inform: Period | None
    notice: str | None

    @property
    def indirect(self) -> bool:
        """Art. 14 applies: the data are not from the person."""
        return any(kind in ("employer", "partner", "public-register", "other-person") for kind in self.kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Balancing:
    """A balancing test (6(1)(f)); `shared_with` when it is another activity's."""

    needed: Text | None = None
    expected: Text | None = None
    effect: Text | None = None
    safeguards: Text | None = None
    outcome: Text | None = None
    on: date | None = None
    by: str | None = None
    shared_with: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BasisEntry:
    """One legal basis of an activity, with its detail and its condition."""

    basis: LegalBasis
    when: When | None = None
    consent: str | None = None
    """Name of the consent, for `consent`."""
    contract: tuple[str, ...] = ()
    """`performance`, `steps-before`."""
    statute: str | None = None
    interest: Text | None = None
    balancing: Balancing | None = None
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosed:
    """One recipient of an activity; `data` None is all of the activity's."""

    recipient: str
    data: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Profiling:
    """13(2)(f), 22."""

    logic: Text | None
    effects: Text | None
    decides: str | None
    even_if_objected: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessingActivity(Element):
    """One row of the record of processing. None is silence; an empty tuple is *nobody*, *nothing*."""

    about: tuple[str, ...] | None
    purpose: str | None
    """The vocabulary's word, or `other` when only the organisation's own text was given."""
    purpose_class: str
    """`service`, `marketing`, `insight`, `law`, `staff`, `public`, `other`."""
    purpose_text: Text | None
    basis: tuple[BasisEntry, ...]
    basis_listed: bool
    conditions: Mapping[str, tuple[str, str | None]]
    data: tuple[str, ...] | None
    """As written; `Model.expanded(data)` gives the single categories."""
    data_open: bool
    sources: tuple[str, ...] | None
    """Names of sources and of activities."""
    since: date | None
    compatible: tuple[str | None, str | None] | None
    required: tuple[str, ...] | None
    """`("all",)`, `()` for none, or data."""
    otherwise: Text | None
    to: tuple[Disclosed, ...]
    to_open: bool
    keep: Rule | None
    controllers: tuple[str, ...]
    on_behalf_of: str | None
    declaration: Text | None
    channels: tuple[str, ...]
    stop: str | None
    soft_opt_in: tuple[str, ...]
    checked_against: tuple[str, ...]
    profiling: Profiling | None
    smallest_group: int | None
    risk: tuple[str, ...]
    dpia: str | None
    read_by: tuple[str, ...]
    """Empty: every role."""

    @property
    def marketing(self) -> bool:
        """Direct marketing (21(2))."""
        return self.purpose_class == "marketing"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentForm(Element):
    """How a consent is asked (7, 8)."""

    by: str | None
    asked: tuple[str, ...] | None
    text: Text | None
    withdraw: tuple[str, ...]
    consequence: Text | None
    refresh: Period | None
    guardian_below: int | None
    proof: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Safeguard:
    """A transfer tool (44-49) with its details as written."""

    tool: str
    details: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """28(3), or 26 for joint controllers."""

    signed: date | None
    until: date | None
    covers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient(Element):
    """Who gets data (4(9)), processors included. `roles` has exactly one member in a sound declaration."""

    kinds: tuple[str, ...]
    kinds_open: bool
    named: Text | None
    roles: tuple[str, ...]
    does: Text | None
    basis: tuple[BasisEntry, ...]
    country: str | None
    places: tuple[str, ...] | None
    group: str | None
    agreement: Agreement | None
    uses: tuple[str, ...]
    safeguards: tuple[Safeguard, ...]
    copy: str | None
    on: tuple[str, ...]
    requires: tuple[str, ...]
    approvers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RightGiven(Element):
    """What the text says of one right. `name` is the right's word; empty `given_for` is *as the law has it*."""

    given_for: tuple[str, ...]
    condition: str | None
    exceptions: tuple[str, ...]
    grounds: tuple[str, ...]
    consequence: Text | None
    shown: str | None
    suppression: bool
    authority: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Requests(Element):
    """How rights are used (12)."""

    by: tuple[str, ...]
    answer: Period | None
    extension: Period | None
    identity: tuple[str, ...]
    further_copies: str | None
    owner: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cookie(Element):
    """One item stored in a browser."""

    activity: str | None
    cookie_class: str | None
    kind: str
    named: tuple[str, ...]
    party: str | None
    """`own` or a recipient."""
    lifetime: Period | None
    session: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Website(Element):
    """LEK 9 kap. 28 §."""

    url: str | None
    choice: str | None
    refuse: str | None
    ask_again: Period | None
    without: Text | None
    links: Mapping[str, str | None]
    outgoing: str | None
    cookies: Mapping[str, Cookie]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Element):
    """An absolute statement of the text; `about` narrows it."""

    about: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldReason(Element):
    """For what reasons a person may hold data longer (17(3))."""

    kinds: tuple[str, ...]
    about: tuple[str, ...]
    activities: tuple[str, ...]
    review: Period | None
    owner: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredEvent(Element):
    """What clocks count from; `label` is read after *until* and *after*."""

    means: Text | None
    stale_after: Period | None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """What the declaration means. Every mapping is from name to thing, in the order written."""

    policy: Policy
    decided: Decision | None
    controllers: Mapping[str, Controller]
    contacts: Mapping[str, Contact]
    roles: Mapping[str, Role]
    subjects: Mapping[str, DataSubjectCategory]
    data: Mapping[str, PersonalDataCategory]
    """Every category that the declaration uses, vocabulary's own included."""
    sources: Mapping[str, DataSource]
    activities: Mapping[str, ProcessingActivity]
    consents: Mapping[str, ConsentForm]
    recipients: Mapping[str, Recipient]
    rights: Mapping[str, RightGiven]
    rights_written: bool
    """Whether the section `rights` was written; then what it does not name is not told."""
    requests: Requests
    websites: Mapping[str, Website]
    claims: Mapping[str, Claim]
    holds: Mapping[str, HoldReason]
    events: Mapping[str, DeclaredEvent]
    """Every event that is used, vocabulary's own included, so that each has words."""
    security: Security
    sweep: Sweeping | None
    systems: Mapping[str, System]
    accepted: tuple[Accepted, ...]

    @property
    def transcribed(self) -> bool:
        """The declaration restates a published page: what it leaves out is unstated."""
        return self.policy.transcribed is not None

    def expanded(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """The single categories that `names` stand for, groups opened, in order and without repeats."""
        found: dict[str, None] = {}
        for name in names:
            members = self.data[name].includes if name in self.data else ()
            for single in self.expanded(members) if members else (name,):
                found.setdefault(single)
        return tuple(found)

    def covers(self, names: tuple[str, ...], category: str) -> bool:
        """Whether `category` is among `names`: itself, what it counts as, or, of a group, one of its members."""
        known = set(self.expanded(names)) | set(names)
        singles = self.expanded((category,))
        return any(
            counted in known for single in singles for counted in (single, *self._ancestors(single))
        ) or category in known

    def _ancestors(self, category: str) -> tuple[str, ...]:
        return self.data[category].ancestors if category in self.data else ()

    def controller_of(self, activity: ProcessingActivity) -> Controller | None:
        """The (first) controller of an activity."""
        names = activity.controllers or tuple(self.controllers)
        return self.controllers.get(names[0]) if names else None
