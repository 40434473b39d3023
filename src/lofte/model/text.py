"""Hold what the policy says of itself: who is behind it, the rights, the websites, its claims and holds.

In:   nothing; these are the forms.       Out:  `Policy`, `Controller`, `RightGiven`, `Website` and their kin.
Never: judges what they say.

The idea in one read: one class for each section that a reader of the page meets around the processing itself.
Law:  GDPR Art. 12, 13(1)(a)-(b), 15-22, 26, 27, 37, 77; LEK (2022:482) 9 kap. 28 §.
Kept true by: tests/unit/test_model.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lofte.declaration.form import MonthDay
from lofte.grammar import Text
from lofte.model.element import Element
from lofte.periods import Period


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
    """Where to turn. `same_as` is set when it only names another contact; `required` False is `not-required` (dpo)."""

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
