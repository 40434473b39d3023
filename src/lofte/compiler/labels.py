"""Turn words of the vocabulary into what people read, in the languages of the policy.

In:   terms, languages.       Out:  `Text`.
Never: overrides what the declaration says.

The idea in one read: a thing that has no label of its own is called by the vocabulary's word for it, or by those of
its kinds, one after the other.
Law:  GDPR Art. 12(1).
Kept true by: tests/unit/compiler/test_sections.py.

>>> from lofte.vocabulary import SOURCE_KINDS
>>> named_by(("email", "phone"), SOURCE_KINDS, ("sv", "en"))
Text(by_language=(('en', 'e-mail, telephone calls'), ('sv', 'e-post, telefonsamtal')))
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lofte.grammar import Text
from lofte.vocabulary import Term


def label_of(term: Term, languages: tuple[str, ...]) -> Text:
    """The term's own label."""
    return Text(tuple(sorted((language, term.label(language)) for language in languages)))


def named_by(words: Iterable[str], terms: Mapping[str, Term], languages: tuple[str, ...]) -> Text | None:
    """The labels of several words, with commas; None when none of them is known."""
    known = [terms[word] for word in words if word in terms]
    if not known:
        return None
    joined = ((language, ", ".join(term.label(language) for term in known)) for language in languages)
    return Text(tuple(sorted(joined)))
