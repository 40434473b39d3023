"""Say what the pages need to know of an organisation, and nothing of how it is known.

In:   nothing; this is the form, which `app` fills.       Out:  `Site`, `VersionShown`.
Never: holds a connection; each call may open and close its own.

The idea in one read: a page asks for a document or for how the promises stand, in a language. The calls run in a
thread of their own, so they may take their time; what they raise becomes the one page of errors.
Kept true by: tests/web/.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lofte.documents.blocks import Document
from lofte.documents.standing import Standing


class VersionState(StrEnum):
    """How a published version stands on the day of the visit."""

    IN_FORCE = "in-force"
    EARLIER = "earlier"
    TO_COME = "to-come"


@dataclass(frozen=True, slots=True)
class VersionShown:
    """A published version. `until` is the first day on which it is no longer in force."""

    version: str
    state: VersionState
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class VersionText:
    """A published version as a visitor reads it: the frozen text, and what it changed, in sentences."""

    language: str
    article: str
    """HTML, as it was frozen."""
    markdown: str
    changes: tuple[str, ...]


def no_versions() -> tuple[VersionShown, ...]:
    """What an organisation has that has published nothing yet."""
    return ()


def no_text(_version: str, _language: str) -> VersionText | None:
    """The text of a version that is not there."""
    return None


@dataclass(frozen=True, slots=True)
class Site:
    """One organisation's pages. `languages` are those of its policy; the first is the one that holds."""

    organisation: str
    languages: tuple[str, ...]
    policy: Callable[[str], Document]
    standing: Callable[[str], Standing]
    versions: Callable[[], tuple[VersionShown, ...]] = no_versions
    """Every version that was in force, is, or is to come, the latest first."""
    version_text: Callable[[str, str], VersionText | None] = no_text
    """A version in a language, else in one that it was published in; None when there is no such version."""

    def in_force(self) -> VersionShown | None:
        """The published version that holds today; None while nothing is published, or before the first day."""
        return next((one for one in self.versions() if one.state is VersionState.IN_FORCE), None)
