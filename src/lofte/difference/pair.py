"""Look at two models side by side: which activities a thing shows in, and whom they are about.

In:   two models.       Out:  `Pair`, which makes changes; the small judges that many places share.
Never: decides what a fact means (the judges do).

The idea in one read: a change touches those whom the activities are about in which it shows, before or after. A
change that is no activity's, as of a right or a controller, touches everyone; what is told to nobody touches nobody.
Law:  GDPR Art. 13, 14.
Kept true by: tests/unit/difference/test_judging.py
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from lofte.difference.change import Change, Kind, Part, Weight
from lofte.difference.facts import Fact
from lofte.difference.kinds import KINDS
from lofte.model import Model, ProcessingActivity

_TOUCH_NOBODY = frozenset({Kind.UNTOLD, Kind.SAME_MEANING, Kind.VERSION_CHANGED})


@dataclass(frozen=True, slots=True)
class Pair:
    """The model before, and the model after."""

    old: Model
    new: Model

    def showing(self, asked: Callable[[Model, ProcessingActivity], bool]) -> tuple[str, ...]:
        """Names of the activities of which this is so, before or after."""
        found = {one.name for model in (self.old, self.new) for one in model.activities.values() if asked(model, one)}
        return tuple(sorted(found))

    def about(self, activities: Iterable[str]) -> tuple[str, ...]:
        """Whom the activities are about, before or after."""
        wanted = frozenset(activities)
        found = {
            subject
            for model in (self.old, self.new)
            for one in model.activities.values()
            if one.name in wanted
            for subject in one.about or ()
        }
        return tuple(sorted(found))

    @property
    def everyone(self) -> tuple[str, ...]:
        """Whom any activity is about."""
        return self.about((*self.old.activities, *self.new.activities))

    def change(
        self,
        kind: Kind,
        fact: Fact,
        name: str | None = None,
        *,
        of: str | None = None,
        detail: Iterable[str] = (),
        activities: Iterable[str] | None = None,
        affects: Iterable[str] | None = None,
        to_be_judged: bool = False,
    ) -> Change:
        """A change of this kind; the thing is the fact's own, and so is the activity, unless another is named."""
        if activities is None:
            activities = (fact.path[1],) if fact.path[0] == "activities" else ()
        shown = tuple(sorted(set(activities)))
        if affects is None:
            affects = () if kind in _TOUCH_NOBODY else self.about(shown) if shown else self.everyone
        return Change(
            kind=kind,
            of=of or section_of(fact),
            name=fact.name if name is None else name,
            parts=(Part(fact.path, fact.before, fact.after),),
            weight=Weight.TO_BE_JUDGED if to_be_judged else KINDS[kind].weight,
            detail=tuple(sorted(set(detail))),
            activities=shown,
            affects=tuple(sorted(set(affects))),
        )


Judge = Callable[[Fact, Pair], Iterator[Change]]


def section_of(fact: Fact) -> str:
    """What kind of thing a fact is about: the innermost mapping that names things."""
    pattern = fact.pattern
    named = [place for place, part in enumerate(pattern) if part == "*"]
    return fact.path[named[-1] - 1] if named else fact.path[0]


def always(kind: Kind, *, to_be_judged: bool = False) -> Judge:
    """A judge who always says the same kind."""

    def judge(fact: Fact, pair: Pair) -> Iterator[Change]:
        yield pair.change(kind, fact, to_be_judged=to_be_judged)

    return judge


def come_or_gone(added: Kind, removed: Kind, shows: Callable[[Fact, Pair], Iterable[str]] | None = None) -> Judge:
    """A judge of whole things, which stand in one model only; `shows` names the activities in which they show."""

    def judge(fact: Fact, pair: Pair) -> Iterator[Change]:
        kind = added if fact.added else removed
        yield pair.change(kind, fact, activities=shows(fact, pair) if shows else None)

    return judge


def gone_and_come(before: Iterable[str], after: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What only the earlier list has, and what only the later one has."""
    old, new = set(before), set(after)
    return tuple(sorted(old - new)), tuple(sorted(new - old))
