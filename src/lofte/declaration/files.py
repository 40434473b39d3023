"""Read the files of a declaration, laid over one another, into a `Declaration`.

In:   the bytes of all files by name, the name of the main one or a folder.       Out:  the `Declaration`, all faults.
Never: opens a file (the shell does, and asks `needed` which), raises for any bytes, keeps a secret in a source.

The idea in one read: a layer is one file, or the files of one folder united. The main layer may extend another, and
so on down; the lowest is what was published, and each one above is laid over it. A declaration comes back although it
has faults, so that the compiler can find more; it is missing only when a layer cannot be read at all.
Law:  GDPR Art. 5(2).
Kept true by: tests/unit/declaration/test_files.py.

>>> declaration, faults = read({"a.yaml": b"policy: {version: 2}"}, "a.yaml")
>>> declaration.root.get("policy").value.get("version").value
'2'
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from lofte.declaration.faults import fault
from lofte.declaration.form import Declaration, Thing
from lofte.declaration.layers import laid_over, standing_alone, united
from lofte.declaration.plain import HONEST, LANGUAGES, is_name
from lofte.declaration.reading import read_root
from lofte.declaration.yaml import Composed, Fields, Items, Node, Scalar, compose
from lofte.diagnostics import Diagnostic, Source, Span, sorted_by_place

_SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class _Layer:
    """The files that stand on one level, and the name of what they extend."""

    files: tuple[Composed, ...]
    extends: str | None
    place: Span | None


def read(files: Mapping[str, bytes], main: str) -> tuple[Declaration | None, tuple[Diagnostic, ...]]:
    """The declaration that begins at `main`, with every fault of every file, sorted by place."""
    faults: list[Diagnostic] = []
    layers = _layers(files, main, faults)
    sources = {composed.source.file: composed.source for layer in layers for composed in layer.files}
    root = _root(layers, faults)
    whole = root is not None and layers[-1].extends is None
    found = sorted_by_place(faults)
    sources = _without_secrets(sources, found)
    if root is None or not whole:
        return None, found
    return Declaration(root, sources, extends=len(layers) > 1), found


def needed(data: bytes) -> tuple[str, ...]:
    """What a file extends, as written in it: no name, or one. Any bytes are allowed."""
    root = compose("", data).root
    name = _extends(root)
    return (name.text,) if name else ()


def beside(file: str, name: str) -> str:
    """The name of a file as written in `file`, seen from where `file` is seen."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(file), name))


def sources_of(files: Mapping[str, bytes], faults: Iterable[Diagnostic]) -> Mapping[str, Source]:
    """The texts to show faults with, secrets hidden, also when no declaration came of them."""
    sources = {name: Source(name, data.decode("utf-8", errors="replace")) for name, data in files.items()}
    return _without_secrets(sources, faults)


def _layers(files: Mapping[str, bytes], main: str, faults: list[Diagnostic]) -> list[_Layer]:
    """From the main layer down to what was published."""
    layers: list[_Layer] = []
    seen: set[str] = set()
    name = main
    place: Span | None = None
    while True:
        members = _members(files, name)
        if not members:
            faults.append(fault("file-not-found", place, name=name))
            break
        if seen & set(members):
            faults.append(fault("extends-itself", place, name=name))
            break
        seen |= set(members)
        layer = _layer(files, members)
        layers.append(layer)
        faults += [found for composed in layer.files for found in composed.faults]
        if layer.extends is None:
            break
        name, place = layer.extends, layer.place
    return layers or [_Layer((), None, None)]


def _members(files: Mapping[str, bytes], name: str) -> tuple[str, ...]:
    if name in files:
        return (name,)
    folder = name.rstrip("/")
    return tuple(sorted(f for f in files if posixpath.dirname(f) == folder and f.endswith(_SUFFIXES)))


def _layer(files: Mapping[str, bytes], members: tuple[str, ...]) -> _Layer:
    composed = tuple(compose(member, files[member]) for member in members)
    names = [scalar for one in composed if (scalar := _extends(one.root))]
    if not names:
        return _Layer(composed, None, None)
    # A folder's files speak from the folder, whichever of them says what it extends.
    return _Layer(composed, beside(members[0], names[0].text), names[0].span)


def _extends(root: Node | None) -> Scalar | None:
    value = _child(root, "extends")
    return value if isinstance(value, Scalar) and value.text else None


def _child(node: Node | None, key: str) -> Node | None:
    entries = node.entries if isinstance(node, Fields) else ()
    return next((entry.value for entry in entries if entry.key == key), None)


def _root(layers: list[_Layer], faults: list[Diagnostic]) -> Thing | None:
    """The layers laid over one another, from the lowest; None when one of them could not be read."""
    below: Thing | None = None
    languages: tuple[str, ...] = LANGUAGES[:1]
    complete = True
    for position, layer in enumerate(reversed(layers)):
        languages = _languages(layer) or languages
        known = tuple(dict.fromkeys((*languages, *LANGUAGES)))
        extends = layer.extends is not None
        roots = [read_root(one.root, known, extends=extends, faults=faults) for one in layer.files if one.root]
        readable = [root for root in roots if root is not None]
        complete = complete and bool(readable) and len(readable) == len(layer.files)
        if not readable:
            continue
        root = united(readable, faults)
        if below is not None:
            below = laid_over(root, below, faults)
        elif position == 0 and not extends:
            below = standing_alone(root, faults)
        else:
            below = root
    return below if complete else None


def _languages(layer: _Layer) -> tuple[str, ...]:
    for composed in layer.files:
        written = _child(_child(composed.root, "policy"), "languages")
        items = written.items if isinstance(written, Items) else (written,)
        found = tuple(item.text for item in items if isinstance(item, Scalar) and is_name(item.text))
        if found and not set(found) & set(HONEST):
            return found
    return ()


def _without_secrets(sources: Mapping[str, Source], faults: Iterable[Diagnostic]) -> dict[str, Source]:
    """Sources in which what must not be shown is asterisks, so that no other fault on the line shows it."""
    hidden = dict(sources)
    for place in (found.span for found in faults if found.hide and found.span):
        source = hidden.get(place.file)
        if source is not None:
            hidden[place.file] = replace(source, text=_masked(source.text, place))
    return hidden


def _masked(text: str, place: Span) -> str:
    lines = text.splitlines(keepends=True)
    for number in range(place.line - 1, min(place.end_line, len(lines))):
        line = lines[number]
        start = place.column - 1 if number == place.line - 1 else 0
        end = place.end_column - 1 if number == place.end_line - 1 else len(line.rstrip("\r\n"))
        lines[number] = line[:start] + "*" * max(0, end - start) + line[end:]
    return "".join(lines)
