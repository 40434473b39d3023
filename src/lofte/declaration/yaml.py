"""Compose the bytes of one file into a tree of texts, each with its place.

In:   a file's name and its bytes.       Out:  a `Composed`: the tree if there is one, the source, the faults.
Never: gives a text another type, builds a tree deeper than `MAX_DEPTH`, raises for any bytes.

The idea in one read: YAML is used for its shape alone. Its loaders turn `NO` into false and drop repeated keys, and
its composer recurses until the process dies on deep nesting; so the parser's events are read one by one and built
into a tree here, with a stack of our own and a cap on size and depth. Whatever would make two readers of the page
disagree (anchors, aliases, tags, merge keys, a second document, invisible characters, tabs that indent) is a fault
with its place. Repeated keys stay in the tree: only the reader can say whose key it is. A collection ends where its
last entry ends.
Law:  none.
Kept true by: tests/unit/declaration/test_yaml.py (any bytes: P-01).

>>> composed = compose("a.yaml", b"country: NO")
>>> composed.root.entries[0].value.text
'NO'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from lofte.declaration.faults import fault
from lofte.diagnostics import Diagnostic, Related, Severity, Source, Span

MAX_BYTES = 1_048_576
MAX_DEPTH = 40

_BOM = b"\xef\xbb\xbf"
# What YAML does not print, and what breaks a line or takes no room without being seen.
_INVISIBLE = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u200a\u2010-\u2027\u202f-\u205f\u2070-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_ESCAPED_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_INDENTING_TAB = re.compile(r"^ *\t", re.MULTILINE)

_SYNTAX_HELP = (
    ("mapping values are not allowed", "a `:` before a space begins a value: put a text that contains one in quotes"),
    (
        "did not find expected ',' or",
        "inside `{ }` and `[ ]` a comma stands between the entries, and a bracket closes them",
    ),
    ("did not find expected key", "the keys of one thing begin in the same column; look also at the line above"),
    ("could not find expected ':'", "write `:` and a space after each key; look also at the line above"),
    ("did not find expected '-'", "the entries of one list begin in the same column"),
    ("unexpected end of stream", "close the quotes or the bracket that is open"),
    ("cannot start any token", "put a text that begins with this character in quotes"),
    ("escape", "inside double quotes `\\` begins an escape: use single quotes"),
    ("block sequence entries are not allowed", "begin the list on a line of its own"),
    ("did not find expected node content", "a value is missing before this place"),
)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text. `plain` when it stands without quotes: only then can it be one of the honest words."""

    text: str
    span: Span
    plain: bool = True


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    span: Span
    flow: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One key and its value."""

    key: str
    key_span: Span
    value: Node

    @property
    def span(self) -> Span:
        """From the key to the end of the value."""
        return _joined(self.key_span, self.value.span)


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping, in the order written; a key may stand twice."""

    entries: tuple[Entry, ...]
    span: Span
    flow: bool = False


Node = Scalar | Items | Fields


@dataclass(frozen=True, slots=True)
class Composed:
    """One file: its tree, or None; its source; its faults."""

    root: Node | None
    source: Source
    faults: tuple[Diagnostic, ...]


@dataclass(slots=True)
class _Open:
    """A collection that is being read: its children are keys and values in turn when it is a mapping."""

    event: yaml.CollectionStartEvent
    children: list[Node | None] = field(default_factory=list)


def compose(file: str, data: bytes) -> Composed:
    """The tree of `data`; any bytes are allowed."""
    if len(data) > MAX_BYTES:
        place = Span(file, 1, 1, 1, 2)
        return Composed(None, Source(file, ""), (fault("file-too-large", place, most=MAX_BYTES),))
    faults = []
    if data.startswith(_BOM):
        faults.append(fault("byte-order-mark", Span(file, 1, 1, 1, 2), severity=Severity.WARNING))
        data = data.removeprefix(_BOM)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _undecodable(file, data, error)
    source = Source(file, text)
    unseen = tuple(_unseen(file, text))
    if unseen:
        return Composed(None, source, (*faults, *unseen))
    root = _build(file, text, faults)
    return Composed(root, source, tuple(faults))


def _undecodable(file: str, data: bytes, error: UnicodeDecodeError) -> Composed:
    before = data[: error.start].decode("utf-8")
    place = _at(file, before, len(before))
    source = Source(file, data.decode("utf-8", errors="replace"))
    return Composed(None, source, (fault("not-utf-8", place, byte=f"{data[error.start]:02x}"),))


def _unseen(file: str, text: str) -> Iterator[Diagnostic]:
    """Characters that nobody sees, and tabs that indent: at most ten of each, the rest is alike."""
    for count, match in enumerate(_INVISIBLE.finditer(text)):
        if count == 10:
            break
        character = f"U+{ord(match.group()):04X}"
        yield fault("invisible-character", _at(file, text, match.start()), character=character)
    for count, match in enumerate(_INDENTING_TAB.finditer(text)):
        if count == 10:
            break
        yield fault("tab-indents", _at(file, text, match.end() - 1))


def _at(file: str, text: str, index: int) -> Span:
    """The place of one character of the text."""
    before = text[:index].replace("\r\n", "\n").replace("\r", "\n")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return Span(file, line, column, line, column + 1)


def _build(file: str, text: str, faults: list[Diagnostic]) -> Node | None:
    """The first document of the text; stops at the first fault of syntax, since nothing after it can be trusted."""
    stack: list[_Open] = []
    root: Node | None = None
    documents = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CLoader):
            faults += _refused(file, event)
            node: Node | None = None
            match event:
                case yaml.DocumentStartEvent():
                    documents += 1
                    if documents > 1:
                        faults.append(fault("several-documents", _span(file, event)))
                        return root
                    continue
                case yaml.CollectionStartEvent():
                    if len(stack) == MAX_DEPTH:
                        faults.append(fault("nested-too-deep", _span(file, event), most=MAX_DEPTH))
                        return None
                    stack.append(_Open(event))
                    continue
                case yaml.ScalarEvent():
                    node = Scalar(event.value, _span(file, event), plain=not event.style)
                case yaml.AliasEvent():
                    pass
                case yaml.CollectionEndEvent():
                    node = _closed(file, stack.pop(), event, faults)
                case _:
                    continue
            if stack:
                stack[-1].children.append(node)
            else:
                root = node
    except yaml.YAMLError as error:
        faults.append(_syntax(file, text, error))
        return None
    if root is None or (isinstance(root, Scalar) and not root.text):
        faults.append(fault("nothing-declared", Span(file, 1, 1, 1, 2)))
        return None
    return root


def _refused(file: str, event: yaml.Event) -> Iterator[Diagnostic]:
    """What YAML knows and a declaration refuses."""
    if isinstance(event, yaml.DocumentStartEvent) and (event.version or event.tags):
        yield fault("tag-refused", _span(file, event), what="a directive")
    if isinstance(event, yaml.AliasEvent):
        yield fault("alias-refused", _span(file, event), name=event.anchor)
    elif isinstance(event, yaml.NodeEvent) and event.anchor is not None:
        yield fault("anchor-refused", _anchor(_span(file, event), event.anchor), name=event.anchor)
    if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag is not None:
        yield fault("tag-refused", _first_line(_span(file, event)), what="a tag")
    if isinstance(event, yaml.ScalarEvent) and (match := _ESCAPED_CONTROL.search(event.value)):
        character = f"U+{ord(match.group()):04X}"
        yield fault("invisible-character", _first_line(_span(file, event)), character=character)


def _closed(file: str, open_: _Open, end: yaml.Event, faults: list[Diagnostic]) -> Node:
    flow = bool(open_.event.flow_style)
    start = _span(file, open_.event)
    if isinstance(open_.event, yaml.SequenceStartEvent):
        items = tuple(node for node in open_.children if node is not None)
        return Items(items, _whole(start, _span(file, end), items, flow=flow), flow)
    entries = tuple(_entries(open_, faults))
    return Fields(entries, _whole(start, _span(file, end), entries, flow=flow), flow)


def _entries(open_: _Open, faults: list[Diagnostic]) -> Iterator[Entry]:
    pairs = zip(open_.children[::2], open_.children[1::2], strict=True)
    for key, value in pairs:
        if isinstance(key, Scalar) and key.text == "<<" and key.plain:
            faults.append(fault("merge-key-refused", key.span))
        elif isinstance(key, Scalar) and key.text:
            if value is not None:
                yield Entry(key.text, key.span, value)
        elif key is not None:
            faults.append(fault("key-not-text", _first_line(key.span)))


def _whole(start: Span, end: Span, parts: tuple[Node, ...] | tuple[Entry, ...], *, flow: bool) -> Span:
    """A flow collection ends with its bracket; a block one where its last part ends, not where the next key begins."""
    if flow:
        return _joined(start, end)
    return _joined(parts[0].span, parts[-1].span) if parts else start


def _joined(first: Span, last: Span) -> Span:
    return Span(first.file, first.line, first.column, last.end_line, last.end_column)


def _first_line(span: Span) -> Span:
    end = span.end_column if span.end_line == span.line else span.column + 1
    return Span(span.file, span.line, span.column, span.line, end)


def _anchor(span: Span, name: str) -> Span:
    return Span(span.file, span.line, span.column, span.line, span.column + 1 + len(name))


def _span(file: str, event: yaml.Event) -> Span:
    start, end = event.start_mark, event.end_mark
    assert start is not None, "the parser marks every event"
    assert end is not None, "the parser marks every event"
    return Span(file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _syntax(file: str, text: str, error: yaml.YAMLError) -> Diagnostic:
    problem = str(getattr(error, "problem", None) or "the text cannot be read")
    place = _of_mark(file, text, getattr(error, "problem_mark", None))
    begun = _of_mark(file, text, getattr(error, "context_mark", None))
    advice = next((words for known, words in _SYNTAX_HELP if known in problem), None)
    related = (Related("what is open here was begun here", begun),) if begun.line < place.line else ()
    return fault("not-yaml", place, help=advice, related=related, problem=problem)


def _of_mark(file: str, text: str, mark: yaml.Mark | None) -> Span:
    """The place of a mark; the parser may point behind the last line, where an editor has no line."""
    lines = text.splitlines() or [""]
    line = min(mark.line, len(lines) - 1) if mark else len(lines) - 1
    column = min(mark.column, len(lines[line])) if mark and mark.line == line else len(lines[line])
    return Span(file, line + 1, column + 1, line + 1, column + 2)
