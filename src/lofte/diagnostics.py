"""From a fault and its place to a message that its reader can act on.

In:   code, words, span of the declaration, help, article.       Out:  `Diagnostic` values, sorted, and their text.
Never: raises for a fault of the declaration, opens a file (the source text comes with the span), shows a personal
      value.

The idea in one read: three families of errors are never mixed. A wrong *declaration* gives diagnostics, all of
them, collected and sorted by place. A failing *world* raises `LofteError` and its kin, which carry what was done
and what remains. A broken promise of *ours* is an assertion. A diagnostic keeps its place as a `Span`; the text it
points at travels in a `Source`, so that any later stage can show the line without reading the file again.
Law:  none; the article of a finding is data of the finding.
Kept true by: tests/unit/test_diagnostics.py, docs/errors.md (one heading a code).

>>> source = Source("a.yaml", "basis: contrct\\n")
>>> fault = Diagnostic(
...     "unknown-legal-basis", Severity.ERROR, "unknown legal basis `contrct`", Span("a.yaml", 1, 8, 1, 15),
...     help="did you mean `contract`?", article="GDPR Art. 6(1)(b)")
>>> print(render(fault, {"a.yaml": source}))
a.yaml:1:8: error[unknown-legal-basis]: unknown legal basis `contrct`
  1 | basis: contrct
    |        ^^^^^^^
help: did you mean `contract`?    (GDPR Art. 6(1)(b))
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class LofteError(Exception):
    """The world failed: a database, a file, a permission. Says what, where, why, and what to do.

    `help` is the sentence that says what to do; the cause is chained with `from`.
    """

    def __init__(self, message: str, *, help: str | None = None) -> None:
        super().__init__(message)
        self.help = help


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a declaration: file, first line and column, last line and the column after the last (all from 1)."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Source:
    """One file of a declaration as it was read."""

    file: str
    text: str

    def line(self, number: int) -> str:
        """The text of line `number` (from 1) without its end; empty beyond the last."""
        lines = self.text.splitlines()
        return lines[number - 1] if 0 < number <= len(lines) else ""


class Severity(StrEnum):
    """How bad: an `error` stops what follows, a `warning` is a finding, an `info` is worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that belongs to the fault, and what it is ("first written here")."""

    message: str
    span: Span


@dataclass(frozen=True, slots=True)
class DatedList:
    """A list that changes by date, as a finding used it.

    Somebody last went through it on `listed`; it was read for the day `read_for`, and says the same from `valid_from`
    through `valid_to` (None: as far as is known).
    """

    name: str
    name_sv: str
    listed: date
    read_for: date
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault or finding: a stable kebab-case code, one sentence, a place, what to do, and the law's article.

    `messages` and `helps` may hold the sentence in other languages ("sv"); `message` and `help` are English.
    `hide` is the place of a secret on the shown line: it is printed as asterisks.
    `path` is the dotted path of the declared thing (`activities.newsletter.keep`), by which a finding is accepted.
    """

    code: str
    severity: Severity
    message: str
    span: Span | None = None
    help: str | None = None
    article: str | None = None
    related: tuple[Related, ...] = ()
    path: str = ""
    messages: tuple[tuple[str, str], ...] = ()
    helps: tuple[tuple[str, str], ...] = ()
    hide: bool = False
    lists: tuple[DatedList, ...] = ()
    """Which dated lists the finding used."""

    def in_language(self, language: str) -> tuple[str, str | None]:
        """The sentence and the help in `language`, English where it is not translated."""
        return dict(self.messages).get(language, self.message), dict(self.helps).get(language, self.help)


def basis(lists: tuple[DatedList, ...], language: str = "en") -> str | None:
    """Which lists were used, how old they are, and for which day they were read; None for none."""
    if not lists:
        return None
    first = lists[0]
    if language == "sv":
        names = " och ".join(used.name_sv for used in lists)
        return f"{names}, förteckning av {first.listed}, läst för {first.read_for}"
    names = " and ".join(used.name for used in lists)
    return f"{names}, list of {first.listed}, read for {first.read_for}"


def sorted_by_place(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Without repeats, by file, line, column and code; those without a place last."""
    unique = dict.fromkeys(diagnostics)
    nowhere = ("\U0010ffff", 0, 0)
    return tuple(
        sorted(
            unique,
            key=lambda d: (
                (d.span.file, d.span.line, d.span.column) if d.span else nowhere,
                d.code,
                d.path,
                d.message,
            ),
        )
    )


def render(diagnostic: Diagnostic, sources: Mapping[str, Source], language: str = "en") -> str:
    """The diagnostic as text: place, code, sentence, the line with the words underlined, help."""
    message, help_text = diagnostic.in_language(language)
    where = f"{diagnostic.span}: " if diagnostic.span else ""
    lines = [f"{where}{diagnostic.severity}[{diagnostic.code}]: {message}"]
    if diagnostic.span is not None and diagnostic.span.file in sources:
        lines += _underlined(diagnostic.span, sources[diagnostic.span.file], hide=diagnostic.hide)
    lines += [f"     = {related.span}: {related.message}" for related in diagnostic.related]
    if used := basis(diagnostic.lists, language):
        lines.append(f"     = {'enligt' if language == 'sv' else 'by'}: {used}")
    if help_text or diagnostic.article:
        article = f"    ({diagnostic.article})" if diagnostic.article else ""
        lines.append(f"help: {help_text or 'see the law'}{article}")
    return "\n".join(lines)


def _underlined(span: Span, source: Source, *, hide: bool) -> list[str]:
    line = source.line(span.line).replace("\t", " ")
    end = span.end_column if span.end_line == span.line else len(line) + 1
    width = max(1, min(end, len(line) + 1) - span.column)
    if hide:
        line = line[: span.column - 1] + "*" * 12
        width = 12
    number = str(span.line)
    return [f"  {number} | {line}", f"  {' ' * len(number)} | {' ' * (span.column - 1)}{'^' * width}"]
