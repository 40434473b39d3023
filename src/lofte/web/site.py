"""Say what the pages need to know of an organisation, and nothing of how it is known.

In:   nothing; this is the form, which `app` fills.       Out:  `Site`.
Never: holds a connection; each call may open and close its own.

The idea in one read: a page asks for a document or for how the promises stand, in a language. The calls run in a
thread of their own, so they may take their time; what they raise becomes the one page of errors.
Kept true by: tests/web/.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lofte.documents.blocks import Document
from lofte.documents.standing import Standing


@dataclass(frozen=True, slots=True)
class Site:
    """One organisation's pages. `languages` are those of its policy; the first is the one that holds."""

    organisation: str
    languages: tuple[str, ...]
    policy: Callable[[str], Document]
    standing: Callable[[str], Standing]
