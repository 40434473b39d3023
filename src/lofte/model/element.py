"""Give every thing of the model its name, its label and how each of its keys came to be.

In:   nothing; these are the forms.       Out:  `Told`, `Element`.
Never: lets a place take part in equality.

The idea in one read: silence must stay visible after compiling, so a thing carries, key by key, whether the value was
published, decided or is a default, and whether the text is silent or unfinished there.
Law:  GDPR Art. 5(2).
Kept true by: tests/unit/test_model.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lofte.declaration.form import Origin, Silence
from lofte.diagnostics import Span
from lofte.grammar import Text


@dataclass(frozen=True, slots=True)
class Told:
    """How one key came to be: its origin, its silence, the reason of the decision, and (not in equality) the place."""

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
