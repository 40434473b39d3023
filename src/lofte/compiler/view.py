"""Look at one written thing key by key, with defaults, silences and faults noted on the way.

In:   a `Thing`, its name and path, the `Scope`.       Out:  typed values; `told` and the faults found.
Never: fills a silence with a default, raises for a value of another type (the reader has said so).

The idea in one read: a key is written, silent, or left out. Written, its value is taken and how it came to be is told.
`unstated` and `undecided` are never filled. Left out, it takes its default, unless the declaration transcribes a page:
then it is `unstated` as well, except for keys that merely type a thing or speak of the world (`typing=True`).
Law:  GDPR Art. 5(2): what is a default is shown as one.
Kept true by: tests/unit/compiler/test_view.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from lofte.compiler.scope import Kind, Scope
from lofte.declaration.form import (
    Choice,
    Choices,
    MonthDay,
    Named,
    Names,
    Origin,
    Silence,
    Thing,
    Things,
    Value,
    Written,
)
from lofte.diagnostics import Diagnostic, Severity, Span
from lofte.grammar import Text
from lofte.model import Told
from lofte.periods import Period
from lofte.vocabulary import Term

Kept = TypeVar("Kept", str, bool, int, date, MonthDay, Period, Text, Thing, Things, Choices, Names)


@dataclass(frozen=True, slots=True)
class Item:
    """One member of a list or mapping, whatever its form: a name or word, its place, what stands beside it."""

    name: str
    span: Span | None
    detail: Written | None = None


@dataclass(slots=True)
class View:
    """A thing under compilation. `told` and `faults` grow while it is read; a stage shares its `faults`."""

    scope: Scope
    thing: Thing
    name: str
    path: str
    span: Span | None
    faults: list[Diagnostic]
    told: dict[str, Told] = field(default_factory=dict)

    def written(
        self, key: str, *, default: bool = False, typing: bool = False, required: bool = False
    ) -> Written | None:
        """What stands at `key`, and note how it came. `default`: there is one; `required`: silence is a finding."""
        written = self.thing.get(key)
        if written is not None:
            is_open = isinstance(written.value, Names | Choices) and written.value.open
            self.told[key] = Told(written.origin, written.silence, written.because, is_open, written.span)
        elif (self.scope.transcribed and not typing and (default or required)) or required:
            self.told[key] = Told(Origin.DEFAULT, Silence.UNSTATED)
        elif default:
            self.told[key] = Told(Origin.DEFAULT)
        return written

    def value(self, key: str, kind: type[Kept], *, typing: bool = False, required: bool = False) -> Kept | None:
        """The value at `key` if it is of this type, else None."""
        written = self.written(key, typing=typing, required=required)
        found = written.value if written else None
        return found if isinstance(found, kind) and not (kind is int and isinstance(found, bool)) else None

    def value_or(self, key: str, kind: type[Kept], default: Kept, *, typing: bool = False) -> Kept | None:
        """The value at `key`; the default if the key was left out and may have one; None if it is silent."""
        written = self.written(key, default=True, typing=typing)
        if written is None:
            return None if self._silent(key) else default
        found = written.value
        return found if isinstance(found, kind) else None

    def text(self, key: str, *, required: bool = False) -> Text | None:
        """The text at `key`; a plain string is a text in the first language."""
        written = self.written(key, required=required)
        return self.as_text(written.value if written else None)

    def as_text(self, value: Value | None) -> Text | None:
        """`value` as a text."""
        if isinstance(value, Text):
            return value
        return self.scope.text(value) if isinstance(value, str) else None

    def told_text(self, key: str) -> Text | None:
        """The text at `key`, which people read; one that is not written in each language is a finding."""
        text = self.text(key)
        self.read_by_people(key, text, self.told[key].span if key in self.told else None)
        return text

    def read_by_people(self, key: str, text: Text | None, place: Span | None) -> None:
        """Note a text that people read and that does not stand in each language of the policy."""
        lacking = [language for language in self.scope.languages if text and text.get(language) is None]
        if lacking:
            languages = " and ".join(f"`{language}`" for language in lacking)
            self.faults.append(
                Diagnostic(
                    "text-missing",
                    Severity.WARNING,
                    f"`{key}` of `{self.name}` is not written in {languages}",
                    place,
                    help="people who read that language see another: write it in each language of `policy.languages`",
                    article="GDPR Art. 12(1)",
                    path=self.place(key),
                )
            )

    def string(self, key: str, *, required: bool = False) -> str | None:
        """The string at `key`; of a text its words in the first language; of a list its first member."""
        written = self.written(key, required=required)
        return as_string(written.value if written else None, self.scope)

    def words(
        self, key: str, default: tuple[str, ...] | None = None, *, typing: bool = False
    ) -> tuple[str, ...] | None:
        """The words at `key`; `default` if the key was left out and may have one; None if it is silent."""
        written = self.written(key, default=default is not None, typing=typing)
        if written is None:
            return None if self._silent(key) else default
        return None if written.value is None else tuple(item.name for item in items(written.value))

    def names(self, key: str, kind: Kind, *, required: bool = False) -> tuple[str, ...] | None:
        """The names at `key`, those that exist; None if the key is silent or left out."""
        written = self.written(key, required=required)
        if written is None or written.value is None:
            return None
        return tuple(item.name for item in items(written.value) if self.found(kind, item.name, item.span, key))

    def one_name(self, key: str, kind: Kind, *, required: bool = False) -> str | None:
        """The name at `key`, if it exists."""
        written = self.written(key, required=required)
        if written is None or not isinstance(written.value, str):
            return None
        return written.value if self.found(kind, written.value, written.span, key) else None

    def found(self, kind: Kind, name: str, place: Span | None, key: str = "") -> bool:
        """Whether the name exists; if not, that is a fault."""
        if self.scope.knows(kind, name):
            return True
        self.faults.append(self.scope.missing(kind, name, place, self.place(key)))
        return False

    def inner(self, key: str, *, default: bool = False) -> View:
        """The thing at `key`; an empty one if there is none."""
        written = self.written(key, default=default)
        thing = written.value if written is not None and isinstance(written.value, Thing) else None
        span = written.span if written else None
        return self.of(thing or Thing("", {}, span or self.thing.span), key, span)

    def each(self, key: str) -> Iterator[View]:
        """The things of the mapping at `key`, in the order written."""
        written = self.thing.get(key)
        if written is None or not isinstance(written.value, Things):
            return
        for name, item in written.value.items.items():
            span = written.value.name_spans.get(name, item.span)
            thing = item.value if isinstance(item.value, Thing) else Thing("", {}, item.span)
            yield View(self.scope, thing, name, self.place(f"{key}.{name}"), span, self.faults)

    def of(self, thing: Thing, name: str, span: Span | None) -> View:
        """A view of a thing inside this one."""
        return View(self.scope, thing, name, self.place(name), span, self.faults)

    def place(self, key: str) -> str:
        """The dotted path of `key`."""
        return ".".join(part for part in (self.path, key) if part)

    def fault(
        self, code: str, message: str, place: Span | None, *, help: str, article: str | None = None, key: str = ""
    ) -> None:
        """Note a fault."""
        path = self.place(key)
        self.faults.append(Diagnostic(code, Severity.ERROR, message, place, help=help, article=article, path=path))

    def clause(self) -> tuple[str, ...]:
        """Where the published text says it."""
        written = self.thing.get("clause")
        return tuple(item.name for item in items(written.value)) if written and written.value is not None else ()

    def label(self, term: Term | None = None, *, required: bool = False, fallback: Text | None = None) -> Text:
        """What people read: what was written, the vocabulary's own, the fallback, the name."""
        own = self.text("label")
        words = dict(own.by_language) if own else {}
        if term is not None:
            words = {language: term.label(language) for language in self.scope.languages} | words
        elif fallback is not None:
            words = dict(fallback.by_language) | words
        lacking = [language for language in self.scope.languages if language not in words]
        if lacking and (required or own):
            self._label_missing(lacking, own)
        return Text(tuple(sorted(words.items()))) if words else self.scope.text(self.name)

    def _label_missing(self, lacking: list[str], own: Text | None) -> None:
        languages = " and ".join(f"`{language}`" for language in lacking)
        wanted = ", ".join(f"{language}: …" for language in lacking)
        self.fault(
            "label-missing",
            f"`{self.name}` has no label in {languages}",
            self.told["label"].span if own else self.span,
            help=f"write what people read: `label: {{{wanted}}}`",
            article="GDPR Art. 12(1)",
            key="label",
        )

    def _silent(self, key: str) -> bool:
        told = self.told.get(key)
        return told is not None and told.silence is not None


def items(value: Value) -> tuple[Item, ...]:
    """The members of whatever is a list or a mapping, each with its place and detail; one value is a list of one."""
    match value:
        case Names(members):
            return tuple(Item(named.name, named.span, named.detail) for named in members)
        case Choices(choices):
            return tuple(Item(choice.word, choice.span, choice.detail) for choice in choices)
        case Things(things, name_spans):
            return tuple(Item(name, name_spans.get(name), written) for name, written in things.items())
        case Thing(fields=fields):
            return tuple(Item(name, written.span, written) for name, written in fields.items())
        case tuple():
            written = (item for item in value if isinstance(item, Written))
            return tuple(Item(item.value, item.span) for item in written if isinstance(item.value, str))
        case str():
            return (Item(value, None),)
        case Text():
            return (Item(value.any("sv", "en"), None),)
        case _:
            return ()


def as_string(value: Value | None, scope: Scope) -> str | None:
    """`value` as one string, whatever it was written as."""
    match value:
        case str():
            return value
        case Text():
            return value.any(*scope.languages)
        case date() | Period():
            return str(value)
        case bool():
            return "yes" if value else "no"
        case int():
            return str(value)
        case tuple() | Names() | Choices():
            found = items(value)
            return found[0].name if found else None
        case _:
            return None


def choices_of(written: Written | None) -> tuple[Choice, ...]:
    """The choices at a key, whichever way they were written."""
    if written is None or written.value is None:
        return ()
    if isinstance(written.value, Choices):
        return written.value.items
    return tuple(Choice(item.name, item.span or written.span, item.detail) for item in items(written.value))


def named_of(written: Written | None) -> tuple[Named, ...]:
    """The names at a key with their details, whichever way they were written."""
    if written is None or written.value is None:
        return ()
    return tuple(Named(item.name, item.span or written.span, item.detail) for item in items(written.value))


def root_view(scope: Scope, root: Thing, faults: list[Diagnostic]) -> View:
    """The view of a whole declaration."""
    return View(scope, root, "", "", root.span, faults)


def strings(mapping: Mapping[str, Written], scope: Scope) -> dict[str, str | None]:
    """The values of a plain mapping as strings; None where the text is silent."""
    return {name: as_string(written.value, scope) for name, written in mapping.items()}
