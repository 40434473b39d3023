"""Say where in a declaration the reader is, collect its faults there, and propose what was meant.

In:   a key, a thing, words.       Out:  `At`; the nearest of the known words.
Never: reads a value.

The idea in one read: every function that reads takes an `At`, which knows the key and the thing that a message names,
the dotted path by which a finding is accepted, the languages of plain texts, and the one list into which faults go.
What a value's own grammar hears on the way (an honest word inside a rule, the place of an event) is kept for its
`Written`.
Law:  none.
Kept true by: tests/unit/declaration/test_reading.py.

>>> proposed("legitimate_interests", {"legitimate-interests", "contract"})
('legitimate-interests', 'the words of this language have hyphens: `legitimate-interests`')
>>> proposed("contrct", {"legitimate-interests", "contract"})
('contract', 'did you mean `contract`?')
"""

from __future__ import annotations

import difflib
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from lofte.declaration.faults import fault
from lofte.declaration.form import Silence
from lofte.diagnostics import Diagnostic, Related, Severity, Span

_LISTED = 16
"""So many known words are listed where none is near."""


@dataclass(frozen=True, slots=True)
class At:
    """Where the reader is.

    `thing` reads on in a sentence (*system `crm`*); `languages`: the first is of plain texts.
    """

    thing: str
    key: str
    path: str
    languages: tuple[str, ...]
    extends: bool
    faults: list[Diagnostic] = field(repr=False)
    because: str | None = None
    example: str = ""
    entered: bool = False
    """Whether `thing` is already the thing that stands here, and not the one whose key it is."""
    places: dict[str, Span] = field(default_factory=dict, repr=False)
    heard: list[Silence] = field(default_factory=list, repr=False)

    @property
    def what(self) -> str:
        """What a message calls the value that is read here."""
        if self.entered:
            return self.thing
        return f"`{self.key}` of {self.thing}" if "." in self.path else f"`{self.key}`"

    def fault(
        self,
        code: str,
        place: Span,
        *,
        help: str | None = None,
        article: str | None = None,
        related: tuple[Related, ...] = (),
        severity: Severity = Severity.ERROR,
        hide: bool = False,
        **words: object,
    ) -> None:
        """Tell of a fault at `place`; `key` and `thing` are known."""
        filled = {"key": self.key, "thing": self.thing, "what": self.what, **words}
        self.faults.append(
            fault(
                code,
                place,
                help=help,
                article=article,
                related=related,
                severity=severity,
                hide=hide,
                path=self.path,
                **filled,
            )
        )

    def inside(self, key: str, example: str = "") -> At:
        """The same thing, one of its keys."""
        path = f"{self.path}.{key}" if self.path else key
        return replace(self, key=key, path=path, example=example, entered=False, places={}, heard=[])

    def within(self, thing: str) -> At:
        """The thing that is written here."""
        return replace(self, thing=thing, entered=True, places={}, heard=[])

    def entering(self) -> At:
        """The thing that is the value of this key, called by it."""
        return self if self.entered else self.within(self.what)

    def deciding(self, because: str | None) -> At:
        """The same place, where all is decided for this reason."""
        return replace(self, because=because) if because else self

    def quietly(self) -> At:
        """The same place, where faults are not told: what stood in a bracket may be anything."""
        return replace(self, faults=[], places={}, heard=[])


def proposed(word: str, known: Collection[str], place: str = "the reference of the language") -> tuple[str | None, str]:
    """The known word that was probably meant, and the help that says so; `place` is where all of many stand."""
    hyphened = word.replace("_", "-").replace(" ", "-").lower()
    if hyphened in known:
        if "_" in word:
            return hyphened, f"the words of this language have hyphens: `{hyphened}`"
        return hyphened, f"did you mean `{hyphened}`?"
    near = difflib.get_close_matches(hyphened[:80], sorted(known), n=1, cutoff=0.65)
    if near:
        return near[0], f"did you mean `{near[0]}`?"
    if not known:
        return None, "there is none at all"
    if len(known) <= _LISTED:
        return None, f"known here: {listed(known)}"
    return None, f"{place} lists the known ones"


def listed(words: Collection[str], last: str = "and") -> str:
    """Words in backticks, joined as one reads them."""
    quoted = [f"`{word}`" for word in (sorted(words) if isinstance(words, set | frozenset) else words)]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} {last} {quoted[-1]}" if quoted else ""
