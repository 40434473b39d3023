"""Give the store its time and its random bytes, from the system or, in a test or a demonstration, as set.

In:   nothing, or a set time or seed.       Out:  the time now; random bytes; random names.
Never: a clock or chance that the core could reach: the store asks here and hands the answer on.

The idea in one read: ids, salts and keys come from the system's random source. With a seed they come instead from
hashing seed and a running number, so that a test can say exactly what a store will hold; such names repeat when the
seed does, so a seed never serves a store that holds people.
Kept true by: tests/records/test_chance.py

>>> token(SeededChance("demo")) == token(SeededChance("demo"))
True
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Protocol


class Clock(Protocol):
    """What time it is."""

    def now(self) -> datetime:
        """The time now, with its zone."""
        ...


class Chance(Protocol):
    """Where random bytes come from."""

    def bytes(self, size: int) -> bytes:
        """So many random bytes."""
        ...


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The system's clock."""

    def now(self) -> datetime:
        """The time now, in UTC."""
        return datetime.now(UTC)


@dataclass(slots=True)
class SetClock:
    """A clock that stands still until it is moved."""

    at: datetime

    def now(self) -> datetime:
        """The time it was set to."""
        return self.at

    def forward(self, period: timedelta) -> None:
        """Move the clock on."""
        self.at += period


@dataclass(frozen=True, slots=True)
class SystemChance:
    """The system's source of random bytes."""

    source: Callable[[int], bytes] = secrets.token_bytes

    def bytes(self, size: int) -> bytes:
        """So many bytes that nobody can guess."""
        return self.source(size)


@dataclass(slots=True)
class SeededChance:
    """Bytes that look random and are the same for the same seed; for tests."""

    seed: str
    drawn: int = field(default=0, init=False)

    def bytes(self, size: int) -> bytes:
        """The next bytes of this seed."""
        blocks = b""
        while len(blocks) < size:
            self.drawn += 1
            blocks += sha256(f"{self.seed}/{self.drawn}".encode()).digest()
        return blocks[:size]


def token(chance: Chance) -> str:
    """A random name of 32 characters: it says nothing, and no two are the same."""
    return chance.bytes(16).hex()
