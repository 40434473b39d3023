"""Give every name of a model the words that people read, in one language.

In:   `Model`, the language.
Out:   a `Voice`: sentences, and labels of data, events, activities, groups and recipients.
Never: invents a word for what the declaration leaves out; a name without words is shown as its name.

The idea in one read: whoever tells a part of a declaration holds one `Voice`, asks it for words and thinks of no
language. A text that is missing in the language falls back on the first language of the policy, which is the one
that holds. The two events of a consent need no words of the organisation: everyone says *you withdraw your
consent*.
Law:  GDPR Art. 12(1).
Kept true by: tests/unit/documents/test_activity.py, tests/unit/documents/test_policy.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lofte.documents.blocks import Inline, Inlines, Link
from lofte.documents.language import Said, capitalised, listed, listed_inlines
from lofte.grammar import Text
from lofte.model import Model, ProcessingActivity
from lofte.vocabulary import EVENTS, PURPOSES, TERMS, consent_event

_GIVEN = Said(sv="du gav ditt samtycke", en="you gave your consent")
_FOR_WHOM = Said(sv="{purpose} ({whom})", en="{purpose} ({whom})")
_GROUP = Said(sv="{group} ({members})", en="{group} ({members})")
_ALL_PROCESSING = Said(sv="behandling av uppgifter", en="processing of data")


@dataclass(frozen=True, slots=True)
class Voice:
    """One language in which a model is told."""

    model: Model
    language: str

    def say(self, said: Said, /, **values: str) -> str:
        """The sentence with the values in their places."""
        return said.words(self.language, **values)

    def weave(self, said: Said, /, **values: Inline | Inlines) -> Inlines:
        """The sentence with inlines in their places."""
        return said.inlines(self.language, **values)

    def text(self, text: Text | None) -> str:
        """The organisation's own words in this language, else in the first language of the policy."""
        return text.any(self.language, *self.model.policy.languages) if text else ""

    def own_text(self, text: Text | None) -> str:
        """The organisation's own words in this language alone; empty when it has none."""
        return (text.get(self.language) or "") if text else ""

    def term(self, vocabulary: str, word: str) -> str:
        """The label of a word of the law's closed lists; an unknown word is shown as it is."""
        found = TERMS[vocabulary].get(word)
        return found.label(self.language) if found else word

    def list(self, parts: Iterable[str]) -> str:
        """`a, b and c`, repeats left out."""
        return listed(tuple(dict.fromkeys(parts)), self.language)

    def either(self, parts: Iterable[str]) -> str:
        """`a, b or c`, repeats left out."""
        return listed(tuple(dict.fromkeys(parts)), self.language, alternatives=True)

    def data(self, names: Iterable[str], opened: frozenset[str] = frozenset()) -> str:
        """The categories as a list in running text, a group with its members unless it is `opened` already."""
        return self.list(self._category(name, opened) for name in names)

    def event(self, name: str) -> str:
        """The clause that is read after *until* and *after*."""
        consent = consent_event(name)
        if consent:
            return self.say(_GIVEN) if consent[1] == "given" else EVENTS["consent.withdrawn"].label(self.language)
        declared = self.model.events.get(name)
        return self.text(declared.label) if declared else self.term("event", name)

    def subject(self, name: str) -> str:
        """The group of people in the singular, without article."""
        found = self.model.subjects.get(name)
        return self.text(found.label) if found else self.term("subject", name)

    def recipient(self, name: str) -> str:
        """Who gets data: the name if it is given, else what kind they are."""
        found = self.model.recipients.get(name)
        return (self.text(found.named) or self.text(found.label)) if found else name

    def purpose(self, activity: ProcessingActivity) -> str:
        """What the activity is for: the organisation's own words, else the vocabulary's."""
        return self.text(activity.purpose_text) or self._known_purpose(activity) or self.say(_ALL_PROCESSING)

    def heading(self, activity: ProcessingActivity) -> str:
        """The activity's purpose as a heading."""
        return capitalised(self.told_apart(activity))

    def told_apart(self, activity: ProcessingActivity) -> str:
        """The activity's purpose; with what it is called, where another is for the same about the same people."""
        purpose, called = self.purpose(activity), self.text(activity.label)
        twins = [one for one in self._alike(activity) if set(one.about or ()) == set(activity.about or ())]
        return self.say(_FOR_WHOM, purpose=purpose, whom=called) if len(twins) > 1 and called != purpose else purpose

    def activities(self, names: Iterable[str]) -> Inlines:
        """What the activities are for, as a list, each leading to where it is told."""
        return listed_inlines([(self._activity(name),) for name in names], self.language)

    def _activity(self, name: str) -> Inline:
        activity = self.model.activities.get(name)
        if activity is None:
            return name
        purpose, words = self.purpose(activity), self.told_apart(activity)
        whom = self.list(self.subject(subject) for subject in activity.about or ())
        if words == purpose and whom and len(self._alike(activity)) > 1:
            words = self.say(_FOR_WHOM, purpose=purpose, whom=whom)
        return Link(words, f"#notice.{name}")

    def _alike(self, activity: ProcessingActivity) -> tuple[ProcessingActivity, ...]:
        """The activities that are for the same, this one among them."""
        purpose = self.purpose(activity)
        return tuple(one for one in self.model.activities.values() if self.purpose(one) == purpose)

    def _category(self, name: str, opened: frozenset[str]) -> str:
        found = self.model.data.get(name)
        label = self.text(found.label) if found else self.term("data", name)
        closed = found is not None and bool(found.includes) and name not in opened
        members = self.model.expanded((name,)) if closed else ()
        return self.say(_GROUP, group=label, members=self.data(members)) if members else label

    def _known_purpose(self, activity: ProcessingActivity) -> str:
        purpose = PURPOSES.get(activity.purpose or "")
        return purpose.label(self.language) if purpose else self.text(activity.label)
