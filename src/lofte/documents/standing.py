"""Hold how an organisation's promises stand on a day, in words for one reader.

In:   nothing; these are the forms, which whoever computes the status fills.
Out:   `Standing`, `PromiseStanding`.
Never: computes whether a promise is kept; holds a person, a row or a number that tells of one.

The idea in one read: the page of promises shows four states and no more. *Kept*: it is so in fact, and how that is
known. *At risk*: kept today, and something falls due on a day. *Broken*: it is not so. *Not provable*: nobody can
tell yet, and why. The sentence says what is promised, the evidence what is known of it.
Law:  GDPR Art. 5(2).
Kept true by: tests/web/.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PromiseState(StrEnum):
    """How a promise stands; the values are those of the status."""

    KEPT = "kept"
    AT_RISK = "at-risk"
    BROKEN = "broken"
    NOT_PROVABLE = "not-provable"


@dataclass(frozen=True, slots=True)
class PromiseStanding:
    """One promise: its id (`retention.newsletter`), what is promised, how it stands, how that is known."""

    promise: str
    sentence: str
    state: PromiseState
    evidence: str = ""
    due_on: date | None = None
    """The day on which something falls due, for `at-risk` and `broken`."""

    @property
    def kind(self) -> str:
        """The kind of promise: `retention`."""
        return self.promise.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Standing:
    """All promises on one day, in one language."""

    on: date
    promises: tuple[PromiseStanding, ...]

    def counts(self) -> Mapping[PromiseState, int]:
        """How many stand in each state."""
        return {state: sum(one.state is state for one in self.promises) for state in PromiseState}
