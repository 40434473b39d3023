"""Type words of the closed vocabularies, choices with their details, and lists of names.

In:   a node, where it stands, and the function that reads a detail of any type.       Out:  `Choices`, `Names`, words.
Never: resolves a name (the compiler does), lets a vocabulary grow.

The idea in one read: `contract`, `{contract: steps-before}` and a list of both are one notion; so are `[a, b]` and
`{a: , b: [detail]}`. An unknown word is a fault with the nearest word as help, and with the article of that word. The
list stays open when it ends with `and-so-on`.
Law:  GDPR Art. 6(1) for bases; each word's own article.
Kept true by: tests/unit/declaration/test_choices.py.
"""

from __future__ import annotations

from collections.abc import Callable

from lofte.declaration.at import At, listed, proposed
from lofte.declaration.form import Choice, Choices, Named, Names, Written
from lofte.declaration.plain import (
    AND_SO_ON,
    comma_hint,
    distinct,
    honest,
    is_empty,
    is_name,
    one_text,
    read_place,
    read_text,
    wrong_type,
)
from lofte.declaration.rules import read_when
from lofte.declaration.shape import Kinds, NamesOf, Plain, ThingOf, Type, Words
from lofte.declaration.yaml import Fields, Items, Node, Scalar
from lofte.diagnostics import Span
from lofte.vocabulary import TERMS, WORDS

Read = Callable[[Type, Node, At], Written]

_BASIS = "legal-basis"
_PURPOSE = "purpose"
_LINK = "link-decision"
_BASIS_DETAILS: dict[str, Type] = {
    "consent": Plain.NAME,
    "contract": Words("contract-detail"),
    "legal-obligation": Plain.STRING,
    "vital-interests": Plain.TEXT,
    "public-task": Plain.STRING,
    "legitimate-interests": ThingOf("interest"),
}
_BASIS_NEEDS = {
    "legitimate-interests": ", with the interest it serves",
    "legal-obligation": ", with its statute",
    "public-task": ", with its law",
}
_NOUNS = {
    "data-kind": "kind of data",
    "source-kind": "kind of source",
    "subject-kind": "kind of subject",
    "recipient-kind": "kind of recipient",
    "system-kind": "kind of system",
    "cookie-kind": "kind of cookie",
    "hold-kind": "reason to hold",
    "controller-form": "form of controller",
    "consent-way": "way of consent",
    "recipient-role": "role of a recipient",
    "decision-ground": "ground of automated decisions",
    "right-given-for": "basis or purpose",
    "link-decision": "decision on a link",
    "asks": "demand on the reader",
    "shown": "place",
    "goes-with": "word for `goes-with`",
    "erase-table": "way to erase a row",
}


def noun_of(vocabulary: str) -> str:
    """What a word of this vocabulary is called in a sentence."""
    return _NOUNS.get(vocabulary, vocabulary.replace("-", " "))


def known_word(text: str, vocabulary: str, place: Span, at: At) -> bool:
    """Whether `text` is a word of the vocabulary; if not, that is told with what was probably meant."""
    if text in WORDS[vocabulary]:
        return True
    nearest, advice = proposed(text, WORDS[vocabulary])
    term = TERMS.get(vocabulary, {}).get(nearest or "")
    article = term.article if term else None
    if vocabulary == _BASIS:
        needs = _BASIS_NEEDS.get(nearest or "", "") if "hyphens" in advice else ""
        at.fault("unknown-legal-basis", place, help=advice + needs, article=article, word=text)
    else:
        at.fault("unknown-word", place, help=advice, article=article, word=text, noun=noun_of(vocabulary))
    return False


def read_word(node: Node, vocabulary: str, at: At, *, or_no: bool = False) -> str | bool | None:
    """One word; `no` is False where it may stand beside the vocabulary."""
    text = one_text(node, at, _a_word(vocabulary))
    if text is None:
        return None
    if or_no and text == "no":
        return False
    return text if known_word(text, vocabulary, node.span, at) else None


def read_words(node: Node, vocabulary: str, at: At) -> tuple[Written, ...] | None:
    """Words, always as several; an honest word may stand for one."""
    if isinstance(node, Fields):
        wrong_type(node, at, "a list of words")
        return None
    found = []
    for item in node.items if isinstance(node, Items) else (node,):
        silence = honest(item)
        word = None if silence else read_word(item, vocabulary, at)
        if silence or word is not None:
            found.append(Written(word, item.span, silence=silence, because=at.because))
    return tuple(found)


def read_kinds(node: Node, kinds: Kinds, at: At, read: Read) -> Choices | None:
    """One or several words, each with the detail that its type asks for."""
    details = dict(kinds.details)

    def entry(item: Node) -> Choice | None:
        return _entry(item, kinds.vocabulary, lambda word: details.get(word, kinds.otherwise), at, read)

    return _choices(node, entry, at, several=kinds.several)


def read_basis(node: Node, at: At, read: Read) -> Choices | None:
    """Legal bases, each with its detail and the condition under which it holds."""
    return _choices(node, lambda item: _entry(item, _BASIS, _BASIS_DETAILS.get, at, read, when=True), at, several=True)


def read_purpose(node: Node, at: At, *, free: bool = False) -> Choices | None:
    """A word, a word with the organisation's own text, or a text alone (`other`); `free`: any string is a text."""
    if isinstance(node, Items):
        wrong_type(node, at, "one purpose", hint="one activity has one purpose: write an activity for each")
        return None
    if isinstance(node, Scalar):
        is_text = node.text not in WORDS[_PURPOSE] and (free or not is_name(node.text.replace("_", "-")))
        return _other(node, at) if is_text else _choices(node, lambda item: _own_words(item, at), at, several=False)
    if any(entry.key in WORDS[_PURPOSE] or entry.key not in at.languages for entry in node.entries):
        return _choices(node, lambda item: _own_words(item, at), at, several=False)
    return _other(node, at)


def read_link(node: Node, at: At) -> Choices | None:
    """What a link means; `to` says where one leads that the database does not declare."""
    if isinstance(node, Items):
        wrong_type(node, at, "one decision")
        return None
    if isinstance(node, Scalar):
        word = read_word(node, _LINK, at)
        return Choices((Choice(word, node.span),)) if isinstance(word, str) else None
    entries = {entry.key: entry for entry in distinct(node, at)}
    to = entries.pop("to", None)
    if len(entries) != 1:
        wrong_type(node, at, "one decision", hint="write `{owns: , to: TABLE.COLUMN}`, or another decision")
        return None
    decision = next(iter(entries.values()))
    if not known_word(decision.key, _LINK, decision.key_span, at):
        return None
    if not is_empty(decision.value):
        hint = f"write `{{{decision.key}: , to: TABLE.COLUMN}}`"
        wrong_type(decision.value, at.inside(decision.key), "nothing", hint=hint)
        return None
    leads = one_text(to.value, at.inside("to"), "`TABLE.COLUMN`") if to else None
    detail = Written(leads, to.value.span, because=at.because) if to and leads else None
    return Choices((Choice(decision.key, decision.key_span, detail),))


def read_names(node: Node, names: NamesOf, at: At, read: Read) -> Names | str | None:
    """Names as a list or, with details, as a mapping; `and-so-on` leaves the list open."""
    if isinstance(node, Fields):
        return _with_details(node, names, at, read)
    if isinstance(node, Scalar) and names.all_or_none and node.text in WORDS["required"]:
        return node.text
    return _listed(node, at, lambda item: one_text(item, at, f"the name of a {names.what}"))


def read_places(node: Node, at: At) -> Names | None:
    """Countries."""
    if isinstance(node, Fields):
        wrong_type(node, at, "a list of countries")
        return None
    return _listed(node, at, lambda item: read_place(item, at))


def _choices(node: Node, entry: Callable[[Node], Choice | None], at: At, *, several: bool) -> Choices | None:
    if not isinstance(node, Items):
        found = entry(node)
        return Choices((found,)) if found else None
    if not several:
        wrong_type(node, at, "one word")
        return None
    items, is_open = _closed(node, at)
    found_all = [entry(item) for item in items if not _silent_among_others(item, at)]
    return Choices(tuple(choice for choice in found_all if choice), listed=True, open=is_open)


def _entry(
    node: Node,
    vocabulary: str,
    detail_type: Callable[[str], Type | None],
    at: At,
    read: Read,
    *,
    when: bool = False,
) -> Choice | None:
    """One entry: a word, or a word with its detail, and for a basis its condition."""
    if not isinstance(node, Fields):
        word = read_word(node, vocabulary, at)
        return Choice(word, node.span) if isinstance(word, str) else None
    entries = {entry.key: entry for entry in distinct(node, at)}
    condition = entries.pop("when", None) if when else None
    known = [entry for entry in entries.values() if entry.key in WORDS[vocabulary]]
    for entry in entries.values():
        if entry not in known and known:
            where = f"beside `{known[0].key}`"
            at.fault(
                "unknown-key",
                entry.key_span,
                help=comma_hint(node, entry) or f"`{known[0].key}` takes one detail",
                key=entry.key,
                where=where,
            )
        elif entry not in known:
            known_word(entry.key, vocabulary, entry.key_span, at)
    if len(known) > 1:
        hint = f"write a list: `[{{{known[0].key}: }}, {{{known[1].key}: }}]`"
        wrong_type(node, at, f"one {noun_of(vocabulary)}", hint=hint)
    if not known:
        return None
    chosen = known[0]
    type_ = detail_type(chosen.key)
    detail = None
    if not is_empty(chosen.value):
        if type_ is None:
            at.fault(
                "unknown-key", chosen.value.span, help="write the word alone", key="detail", where=f"of `{chosen.key}`"
            )
        else:
            detail = read(type_, chosen.value, at.inside(chosen.key))
    holds = read_when(condition.value, at.inside("when"), at.places) if condition else None
    return Choice(chosen.key, chosen.key_span, detail, holds)


def _own_words(node: Node, at: At) -> Choice | None:
    """A purpose, with the organisation's own text for it."""

    def text(_: Type, value: Node, inside: At) -> Written:
        return Written(read_text(value, inside), value.span, because=at.because)

    return _entry(node, _PURPOSE, lambda _: Plain.TEXT, at, text)


def _other(node: Node, at: At) -> Choices | None:
    text = read_text(node, at)
    return Choices((Choice("other", node.span, Written(text, node.span, because=at.because)),)) if text else None


def _with_details(node: Fields, names: NamesOf, at: At, read: Read) -> Names:
    """Names written as a mapping, whose order means nothing: sorted."""
    found, is_open = [], False
    for position, entry in enumerate(entries := distinct(node, at)):
        if entry.key == AND_SO_ON:
            is_open = True
            if position != len(entries) - 1:
                at.fault("and-so-on-not-last", entry.key_span)
        elif is_empty(entry.value):
            found.append(Named(entry.key, entry.key_span))
        elif names.detail is None:
            hint = comma_hint(node, entry) or f"write the names alone: {listed(tuple(e.key for e in entries))}"
            at.fault("unknown-key", entry.value.span, key="detail", where=f"of `{entry.key}`", help=hint)
            found.append(Named(entry.key, entry.key_span))
        else:
            found.append(Named(entry.key, entry.key_span, read(names.detail, entry.value, at.inside(entry.key))))
    return Names(tuple(sorted(found, key=lambda named: named.name)), is_open)


def _listed(node: Items | Scalar, at: At, name: Callable[[Node], str | None]) -> Names:
    items, is_open = _closed(node, at)
    found: dict[str, Named] = {}
    for item in items:
        if isinstance(item, Fields):
            wrong_type(
                item, at, "a name", hint="when one name has a detail, write all as a mapping: `{a: , b: [detail]}`"
            )
        elif not _silent_among_others(item, at) and (text := name(item)) is not None:
            if text in found:
                at.fault("repeated-name", item.span, name=text)
            found.setdefault(text, Named(text, item.span))
    return Names(tuple(found.values()), is_open)


def _closed(node: Items | Scalar, at: At) -> tuple[tuple[Node, ...], bool]:
    """The items without `and-so-on`, and whether it closed them."""
    items = node.items if isinstance(node, Items) else (node,)
    marks = [item for item in items if isinstance(item, Scalar) and item.plain and item.text == AND_SO_ON]
    if marks and marks[-1] is not items[-1]:
        at.fault("and-so-on-not-last", marks[0].span)
    return tuple(item for item in items if item not in marks), bool(marks)


def _silent_among_others(item: Node, at: At) -> bool:
    silent = honest(item) is not None
    if silent and isinstance(item, Scalar):
        at.fault("silence-among-others", item.span, word=item.text)
    return silent


def _a_word(vocabulary: str) -> str:
    words = WORDS[vocabulary]
    return f"one of {listed(words, 'or')}" if len(words) <= 8 else f"a {noun_of(vocabulary)}"
