"""Find every fact in which two models differ.

In:   two models.       Out:  `Fact`s: where, what was there, what is there now; none for equal models.
Never: judges; leaves out a difference of the canonical JSON.

The idea in one read: the canonical JSON of a model is a tree. It is opened down to the keys of each thing (an
activity, a cookie, a security measure) and no further, because a key is what a person writes and a judge can judge: a
rule of retention is one fact, however deep it is. A thing that stands in one model only is one fact.
Law:  none of its own.
Kept true by: tests/unit/difference/test_facts.py
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from lofte.model import Model
from lofte.model_json import Json, encoded

Path = tuple[str, ...]


class Absent(Enum):
    """What stands where one of the models has nothing."""

    ABSENT = "absent"


ABSENT: Final = Absent.ABSENT
ANY: Final = "*"
"""Stands for a name in the pattern of a path."""

NAMED: Final[frozenset[Path]] = frozenset(
    {
        *(
            (section,)
            for section in (
                "controllers", "contacts", "roles", "subjects", "data", "sources", "activities", "consents",
                "recipients", "rights", "websites", "claims", "holds", "events", "systems",
            )
        ),
        ("websites", ANY, "cookies"),
        ("security", "measures"),
    }
)  # fmt: skip
"""Where a mapping is from name to thing."""
KEYED: Final[frozenset[Path]] = frozenset(
    {
        ("policy",),
        ("policy", "changes"),
        ("requests",),
        ("security",),
        ("sweep",),
        *((*place, ANY) for place in NAMED),
    }
)
"""Where a thing is, whose keys are facts."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One key of one thing, or one thing as a whole, in which the models differ."""

    path: Path
    before: Json | Absent
    after: Json | Absent

    @property
    def added(self) -> bool:
        """Whether only the later model has it."""
        return self.before is ABSENT

    @property
    def removed(self) -> bool:
        """Whether only the earlier model has it."""
        return self.after is ABSENT

    @property
    def pattern(self) -> Path:
        """The path with `*` for each name."""
        return pattern_of(self.path)

    @property
    def name(self) -> str:
        """The name of the innermost thing; empty where there is only one of its kind."""
        names = [part for part, shown in zip(self.path, self.pattern, strict=True) if shown == ANY]
        return names[-1] if names else ""


def facts(old: Model, new: Model) -> tuple[Fact, ...]:
    """Every fact in which the models differ, in order of its path."""
    return tuple(_facts((), encoded(old), encoded(new)))


def pattern_of(path: Path) -> Path:
    """The path with `*` for each name.

    >>> pattern_of(("websites", "public", "cookies", "session", "lifetime"))
    ('websites', '*', 'cookies', '*', 'lifetime')
    """
    found: Path = ()
    for part in path:
        found = (*found, ANY if found in NAMED else part)
    return found


def _facts(path: Path, before: Json | Absent, after: Json | Absent) -> Iterator[Fact]:
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict) and _is_open(path):
        for key in sorted({*before, *after}):
            yield from _facts((*path, key), before.get(key, ABSENT), after.get(key, ABSENT))
    else:
        yield Fact(path, before, after)


def _is_open(path: Path) -> bool:
    pattern = pattern_of(path)
    return not pattern or pattern in NAMED or pattern in KEYED
