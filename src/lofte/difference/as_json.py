"""Write a difference for programs: closed data, with the words beside it.

In:   a `Difference`, both models.       Out:  JSON values.
Never: a value that is not in one of the models, or in the words made of them.

The idea in one read: every change with its kind, its facts as they were and are, whom it touches, what it weighs and
why, and the consents that it asks for. The sentences stand in both languages, so that what is stored today can still
be read when the words of a later Löfte are others.
Law:  GDPR Art. 5(2).
Kept true by: tests/unit/difference/test_telling.py
"""

from __future__ import annotations

from lofte.difference.change import Change, Difference, Part
from lofte.difference.facts import ABSENT
from lofte.difference.telling import change_sentence, consent_words, law_of, why_words
from lofte.documents.language import LANGUAGES
from lofte.model import Model
from lofte.model_json import Json


def difference_json(difference: Difference, old: Model, new: Model) -> dict[str, Json]:
    """The whole difference."""
    return {
        "from": old.policy.version,
        "to": new.policy.version,
        "material": difference.material,
        "affects": list(difference.affects),
        "consents": list(difference.consents),
        "changes": [_change(change, old, new) for change in difference.changes],
    }


def _change(change: Change, old: Model, new: Model) -> Json:
    return {
        "kind": change.kind.value,
        "of": change.of,
        "name": change.name,
        "detail": list(change.detail),
        "weight": change.weight.value,
        "why": {language: why_words(change, language) for language in LANGUAGES},
        "law": law_of(change),
        "activities": list(change.activities),
        "affects": list(change.affects),
        "consents": list(change.consents),
        "consent_because": change.renewal.value if change.renewal else None,
        "consent": {language: consent_words(change, old, new, language) for language in LANGUAGES},
        "told": {language: change_sentence(change, old, new, language) for language in LANGUAGES},
        "facts": [_part(part) for part in change.parts],
    }


def _part(part: Part) -> Json:
    """A fact; a side that has nothing is left out."""
    found: dict[str, Json] = {"path": ".".join(part.path)}
    if part.before is not ABSENT:
        found["before"] = part.before
    if part.after is not ABSENT:
        found["after"] = part.after
    return found
