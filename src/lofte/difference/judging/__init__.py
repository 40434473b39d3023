"""Give every fact in which two models differ to the judge of its place, and gather what they say.

In:   two models.       Out:  a `Difference`; every fact stands in some change.
Never: loses a fact: what no judge speaks of is a change of wording, or of what is told to nobody.

The idea in one read: a table says for each place of the model who judges it. Changes of one kind about one thing are
one change with several parts. An activity that only has another name is no new purpose.
Law:  GDPR Art. 13(3), 14(4).
Kept true by: tests/unit/difference/test_judging.py, tests/unit/difference/test_laws.py (nothing is lost)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from lofte.difference.change import Change, Difference, Kind, Weight
from lofte.difference.facts import Absent, Fact, Path, facts
from lofte.difference.judging.activities import ACTIVITIES
from lofte.difference.judging.parties import PARTIES
from lofte.difference.judging.promised import PROMISED
from lofte.difference.pair import Judge, Pair
from lofte.difference.renewal import with_renewal
from lofte.grammar import Text
from lofte.model import Model
from lofte.model_json import Json, decoded

JUDGES: Final[Mapping[Path, Judge]] = {**ACTIVITIES, **PARTIES, **PROMISED}
WORDED: Final = frozenset({"label", "introduction", "cites", "asks", "hint", "named"})
"""Keys whose words people read; what they mean is nowhere else."""
SAME: Final = frozenset({"clause", "url", "review", "languages", "links", "outgoing", "shown"})
"""Keys that change where or how something is told, and not what."""
QUIET: Final[frozenset[Path]] = frozenset(
    {
        *((section, "*") for section in ("events", "roles")),
        *((section,) for section in ("accepted", "decided")),
        *(("policy", key) for key in ("transcribed", "renditions")),
        *(("activities", "*", key) for key in ("basis_listed", "since", "smallest_group", "risk", "dpia", "read_by")),
        ("controllers", "*", "time_zone"),
        *(("contacts", "*", key) for key in ("role", "reported")),
        *(("data", "*", key) for key in ("not_a_person", "review")),
        ("consents", "*", "proof"),
        *(("recipients", "*", key) for key in ("agreement", "approvers")),
        ("requests", "owner"),
        ("holds", "*", "owner"),
        *(("security", key) for key in ("instructions", "access_review", "breach_owner")),
        *(("security", "measures", "*", key) for key in ("systems", "owner", "evidence")),
        *(("sweep", key) for key in ("every", "approve")),
        *(
            ("systems", "*", key)
            for key in (
                "kind", "url", "token", "run_by", "backups_keep", "time_zone", "owner", "due", "not_personal", "tables",
            )
        ),
    }
)  # fmt: skip
"""Places that promise nothing: how a promise is kept, who does it, what is only shown in another way."""
_WEIGHTS: Final = tuple(Weight)
_KINDS: Final = tuple(Kind)


def is_known(place: Path) -> bool:
    """Whether somebody has said what a difference at this place means."""
    return place in JUDGES or place in QUIET or place[-1] in (*WORDED, *SAME, "told", "name")


def difference(old: Model, new: Model) -> Difference:
    """What differs between two models, in meaning; the weightiest first."""
    found = facts(old, new)
    pair = Pair(old, new)
    renamed = _renamed(found)
    changes = [change for fact in found for change in _judged(fact, pair, renamed)]
    merged = (with_renewal(change, pair) for change in _merged(changes))
    return Difference(tuple(sorted(merged, key=_order)))


def _judged(fact: Fact, pair: Pair, renamed: frozenset[Path]) -> Iterable[Change]:
    if _is_only_translated(fact):
        return (pair.change(Kind.SAME_MEANING, fact),)
    judge = None if fact.path in renamed else JUDGES.get(fact.pattern)
    return (tuple(judge(fact, pair)) if judge else ()) or (_plain(fact, pair, renamed),)


def _plain(fact: Fact, pair: Pair, renamed: frozenset[Path]) -> Change:
    """What no judge speaks of: other words, the same in another way, or something that is told to nobody."""
    key = fact.path[-1]
    if fact.pattern in JUDGES or fact.path in renamed or key in SAME:
        return pair.change(Kind.SAME_MEANING, fact)
    if key in WORDED:
        return pair.change(Kind.WORDING if _is_own(fact, pair) else Kind.SAME_MEANING, fact)
    return pair.change(Kind.UNTOLD, fact)


def _is_only_translated(fact: Fact) -> bool:
    """Whether the words are the same in every language that both sides have, and one side has another besides."""
    before, after = _words(fact.before), _words(fact.after)
    common = before.keys() & after.keys()
    return bool(common) and all(before[language] == after[language] for language in common)


def _words(value: Json | Absent) -> dict[str, str]:
    """A text by its languages; empty for what is no text."""
    text = decoded(Text, value) if isinstance(value, dict) and value.keys() == {"by_language"} else None
    return dict(text.by_language) if isinstance(text, Text) else {}


def _is_own(fact: Fact, pair: Pair) -> bool:
    """Whether somebody wrote these words; a label that nobody wrote follows from something else, which is told."""
    return fact.path[-1] != "label" or any(
        _told_of(model, fact.path[:-1]).keys() & {"label", "name"} for model in (pair.old, pair.new)
    )


def _told_of(model: Model, path: Path) -> Mapping[str, object]:
    """Which keys of a thing were written."""
    thing: object = model
    for part in path:
        thing = thing.get(part) if isinstance(thing, Mapping) else getattr(thing, part, None)
    found: Mapping[str, object] = getattr(thing, "told", {})
    return found


def _renamed(found: tuple[Fact, ...]) -> frozenset[Path]:
    """The activities that stand under another name than before, and else are as they were."""
    activities = [fact for fact in found if fact.pattern == ("activities", "*")]
    gone = {_content(fact.before): fact.path for fact in activities if fact.removed}
    come = {_content(fact.after): fact.path for fact in activities if fact.added}
    return frozenset(path for content in gone.keys() & come.keys() for path in (gone[content], come[content]))


def _content(thing: object) -> str:
    assert isinstance(thing, dict)
    return repr(sorted((key, value) for key, value in thing.items() if key not in ("name", "told")))


def _merged(changes: Iterable[Change]) -> Iterable[Change]:
    together: dict[tuple[object, ...], Change] = {}
    for change in changes:
        key = (change.kind, change.of, change.name, change.weight)
        before = together.get(key)
        together[key] = change if before is None else _joined(before, change)
    return together.values()


def _joined(one: Change, other: Change) -> Change:
    return replace(
        one,
        parts=tuple({part.path: part for part in (*one.parts, *other.parts)}.values()),
        detail=_union(one.detail, other.detail),
        activities=_union(one.activities, other.activities),
        affects=_union(one.affects, other.affects),
    )


def _union(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({*one, *other}))


def _order(change: Change) -> tuple[int, int, str, str]:
    return _WEIGHTS.index(change.weight), _KINDS.index(change.kind), change.of, change.name
