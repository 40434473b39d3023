"""Hold what a person typed against the names that the declaration knows.

In:   a name, or `kind:value` of a person, or `system.table:key` of a row.       Out:  the same, known to be right.
Never: guesses; repeats a person's identifier in an error.

The idea in one read: an act under a misspelled name would be recorded and change nothing, which nobody would notice.
So every name is looked up, and what was probably meant is proposed.
Law:  GDPR Art. 5(1)(d).
Kept true by: tests/journeys/test_acts.py.

>>> known_name("newslettr", ["newsletter", "surveys"], "consent")
Traceback (most recent call last):
...
lofte.app.naming.UnknownNameError: there is no consent `newslettr`
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from lofte.declaration.at import proposed
from lofte.diagnostics import LofteError
from lofte.facts import EMAIL_KINDS, Identifier, RowKey, normal
from lofte.model import Model

LONGEST = 320
"""So many characters has the longest address of e-mail there can be, and no identifier needs more."""


class UnknownNameError(LofteError):
    """The declaration has no such name."""


class ImpossibleError(LofteError):
    """What was typed is well written, and cannot be."""


def known_name(word: str, known: Collection[str], what: str, place: str = "the declaration") -> str:
    """The word, if it is known; raises UnknownNameError with what was probably meant. `place` has all of them."""
    if word in known:
        return word
    _, help_text = proposed(word, known, place)
    raise UnknownNameError(f"there is no {what} `{word[:80]}`", help=help_text)


def identifiers_of(model: Model, texts: Iterable[str]) -> tuple[Identifier, ...]:
    """The identifiers of one person, each written `kind:value`, as `email:anna@example.org`."""
    found = tuple(_identifier(model, text) for text in texts)
    if not found:
        raise UnknownNameError("nobody is named", help="say who it is: `--identifier email:anna@example.org`")
    return found


def _identifier(model: Model, text: str) -> Identifier:
    kind, colon, value = text.partition(":")
    kinds = sorted({name for name, data in model.data.items() if data.identifies} | EMAIL_KINDS)
    if not colon or not value.strip():
        raise UnknownNameError(
            "an identifier has no kind or no value",
            help="write it as `kind:value`: `--identifier email:anna@example.org`",
        )
    everywhere = "the reference of the language, with `data` of the declaration,"
    return normal(known_name(kind.strip(), kinds, "kind of identifier", everywhere), value)


def person_of(model: Model, texts: Iterable[str]) -> tuple[Identifier, ...]:
    """The identifiers of one person of whom something is recorded, each such that it can be a person's."""
    found = identifiers_of(model, texts)
    for one in found:
        if why := _nobodys(model, one):
            raise ImpossibleError(
                f"the identifier of kind `{one.kind}` {why}, so nothing is recorded",
                help="see how it is spelled where the person's data are, and name the person by that",
            )
    return found


def _nobodys(model: Model, one: Identifier) -> str | None:
    """Why an identifier can be no person's."""
    if len(one.value) > LONGEST:
        return f"is longer than {LONGEST} characters"
    if not one.value.isprintable():
        return "has a line break or another character that nobody sees"
    if one.kind in EMAIL_KINDS and not all(one.value.rpartition("@")):
        return "is no e-mail address"
    if any(normal(kind, text) == one for kind, data in model.data.items() for text in data.not_a_person):
        return "is declared to be nobody's (`not-a-person`)"
    return None


def row_of(model: Model, text: str) -> RowKey:
    """A row, written `system.table:key`; a key of several columns has commas between."""
    path, colon, key = text.partition(":")
    system, _, table = path.partition(".")
    if not colon or not key:
        raise UnknownNameError("a row has no key", help="write it as `system.table:key`: `programme.mentees:17`")
    known_name(system, tuple(model.systems), "system")
    known_name(table, tuple(model.systems[system].tables), f"table of system `{system}`")
    return RowKey.of(system, table, key.split(","))


def known_activity(model: Model, word: str | None) -> str | None:
    """An activity, or None for all."""
    return None if word is None else known_name(word, tuple(model.activities), "activity")
