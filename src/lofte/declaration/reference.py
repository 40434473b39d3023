"""Print the reference of the language, and of its faults, from the shapes and the codes.

In:   the shapes, the codes.       Out:  two pages of Markdown.
Never: says anything that is not in that data.

The idea in one read: a page that is written by hand is soon wrong; these two are printed from what the reader itself
reads by, and a test holds the files in `docs/reference/` to them.
Law:  each key names its article.
Kept true by: tests/unit/declaration/test_reference.py.

>>> faults_page().splitlines()[0]
'# Faults of a declaration'
"""

from __future__ import annotations

from collections.abc import Iterable

from lofte.declaration.codes import CODES, Code
from lofte.declaration.shape import Key, Kinds, Mapped, NamesOf, Plain, Shape, ThingOf, Type, Word, Words
from lofte.declaration.shapes import GENERIC, ROOT, SHAPES
from lofte.vocabulary import WORDS

_NOTE = "<!-- Printed from the code by tools/declaration_reference.py; do not edit. -->"
_FEW = 12
"""So many words of a vocabulary are listed beside the key; longer lists stand in the glossary."""


def language_page() -> str:
    """Every section and key: what may be written, what it means, where the law asks for it, what holds without it."""
    lines = [
        "# The declaration, key by key",
        "",
        _NOTE,
        "",
        "`↑` marks the key that is meant when only its value is written. Wherever a value can stand, `unstated` says",
        "that the published text is silent, and `undecided`, or `undecided: VALUE`, that it is unfinished.",
        "",
        "## Sections",
        "",
        *_table(ROOT.keys, ROOT),
        "",
        "## Keys of every thing",
        "",
        *_table(GENERIC, ROOT),
    ]
    for shape in SHAPES.values():
        if shape is not ROOT:
            lines += ["", f"## {shape.noun[0].upper()}{shape.noun[1:]}", "", f"{_sentence(shape.meaning)}", ""]
            lines += _table(shape.keys, shape) if shape.keys else [f"Its one key is `{shape.lead}` ↑."]
    return "\n".join(lines) + "\n"


def faults_page() -> str:
    """Every fault that reading can find: its sentence, what to do, an example."""
    lines = ["# Faults of a declaration", "", _NOTE, "", "All faults are told at once, with their places."]
    for code in CODES:
        lines += ["", *_fault(code)]
    return "\n".join(lines) + "\n"


def _fault(code: Code) -> Iterable[str]:
    yield f"## {code.name}"
    yield ""
    yield _sentence(code.message)
    cure = code.help.replace("{hint}", "").replace("{{", "{").replace("}}", "}").strip()
    if cure:
        yield ""
        yield f"What to do: {cure}."
    if code.example.isprintable() or "\n" in code.example:
        shown = [line.replace("\t", "→") for line in code.example.splitlines()]
        yield from ("", "```yaml", *shown, "```") if shown else ()


def _table(keys: Iterable[Key], shape: Shape) -> Iterable[str]:
    yield "| key | what may be written | meaning | law | when left out | example |"
    yield "|---|---|---|---|---|---|"
    for key in keys:
        lead = " ↑" if key.name == shape.lead else ""
        left_out = (
            f"required {key.required}".replace("required required", "**required**") if key.required else key.default
        )
        example = f"`{key.example}`" if key.example else ""
        cells = (f"`{key.name}`{lead}", _type(key.type), key.meaning, key.law, left_out, example)
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _type(type_: Type) -> str:
    match type_:
        case Plain():
            return type_.value
        case Word(vocabulary, or_no):
            return f"{_words(vocabulary)}{', or `no`' if or_no else ''}"
        case Words(vocabulary):
            return f"one or several: {_words(vocabulary)}"
        case Kinds(vocabulary, _, details, otherwise):
            return f"choice: {_words(vocabulary)}{', some with a detail' if details or otherwise else ''}"
        case NamesOf(what, detail, all_or_none):
            also = ", each with a detail" if detail else ", or `all`, or `none`" if all_or_none else ""
            return f"names: {what}{also}"
        case ThingOf(shape):
            return _linked(shape)
        case Mapped(value, noun):
            return f"{noun} → {_type(value)}"


def _words(vocabulary: str) -> str:
    words = sorted(WORDS[vocabulary])
    if len(words) > _FEW:
        return f"a word of *{vocabulary.replace('-', ' ')}*"
    return ", ".join(f"`{word}`" for word in words)


def _linked(shape: str) -> str:
    noun = SHAPES[shape].noun
    return f"[{noun}](#{noun.replace(' ', '-')})"


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."
