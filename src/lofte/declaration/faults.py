"""Make a diagnostic of a fault's code, its place and the user's own words.

In:   a code, a place, words.       Out:  a `Diagnostic`.
Never: decides whether something is a fault, shows more of the user's text than one short line.

The idea in one read: sentences stand in `codes`, once; here the words of the place are filled in.
Law:  the article, where the fault has one, is given by the reader.
Kept true by: tests/unit/declaration/test_codes.py.

>>> fault("not-a-period", Span("a.yaml", 1, 1, 1, 2), text="2 yr").message
'`2 yr` is no period'
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from lofte.declaration.codes import CODES, Code
from lofte.diagnostics import Diagnostic, Related, Severity, Span

BY_NAME: Mapping[str, Code] = MappingProxyType({code.name: code for code in CODES})

_LONGEST_SHOWN = 80


def fault(
    code: str,
    place: Span | None,
    *,
    severity: Severity = Severity.ERROR,
    help: str | None = None,
    article: str | None = None,
    related: tuple[Related, ...] = (),
    path: str = "",
    hide: bool = False,
    **words: object,
) -> Diagnostic:
    """The diagnostic of `code`, its sentence filled with `words`; `help` replaces the table's own."""
    known = BY_NAME[code]
    shown = {key: shown_text(str(word)) for key, word in words.items()}
    return Diagnostic(
        code,
        severity,
        known.message.format(**shown),
        place,
        help=help if help is not None else known.help.format(**{"hint": "", **words}),
        article=article,
        related=related,
        path=path,
        hide=hide,
    )


def shown_text(text: str) -> str:
    """The user's own text on one line, cut where it would hide the sentence around it."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= _LONGEST_SHOWN else f"{line[: _LONGEST_SHOWN - 1]}…"
