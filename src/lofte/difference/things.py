"""Name what a change is about in the words that people read, from whichever model has it.

In:   both models, the language.       Out:  `Things`: names, lists, and how something was and is.
Never: shows a code where there are words; shows what has no few words at all.

The idea in one read: what is new is named by the later model, what is gone by the earlier one. Only what fits in a
line is shown as it was and as it is: a rule, a period, a day, an address, a text.
Law:  GDPR Art. 12(1).
Kept true by: tests/unit/difference/test_telling.py
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from lofte.difference.change import Change, Part
from lofte.difference.facts import Absent
from lofte.difference.pair import Pair
from lofte.documents.basis import basis_sentences
from lofte.documents.language import Said, country_words, date_words, listed, period_words
from lofte.documents.retention import rule_words
from lofte.documents.voice import Voice
from lofte.grammar import Text
from lofte.model import Model, ProcessingActivity
from lofte.model_json import Json, decoded
from lofte.periods import Period

_AS_THEY_ARE: Final = frozenset({"email", "phone", "post", "form", "address", "legal_name", "org_nr", "version", "url"})
_FOR_WHOM: Final = Said(sv="{purpose} ({whom})", en="{purpose} ({whom})")
_WORDED: Final[Mapping[str, str]] = {"contacts": "contact", "rights": "right", "claims": "claim"}
_SECTIONS: Final[Mapping[str, Said]] = {
    "policy": Said(sv="policyn", en="the policy"),
    "requests": Said(sv="så används rättigheterna", en="how rights are used"),
    "security": Said(sv="säkerheten", en="security"),
    "sweep": Said(sv="gallringen", en="erasure when the time is up"),
    "rights": Said(sv="rättigheterna", en="the rights"),
    "accepted": Said(sv="godtagna anmärkningar", en="findings accepted"),
    "decided": Said(sv="vem som har beslutat", en="who decided"),
}


@dataclass(frozen=True, slots=True)
class Things:
    """The things of two models, named in one language."""

    old: Model
    new: Model
    language: str

    @property
    def everyone(self) -> tuple[str, ...]:
        """Whom any activity is about, before or after."""
        return Pair(self.old, self.new).everyone

    def name(self, section: str, name: str) -> str:
        """What people call the thing."""
        if not name:
            found = _SECTIONS.get(section)
            return found.template(self.language) if found else section
        voice = self._voice(section, name)
        match section:
            case "activities":
                return self._activity(name)
            case "data":
                return voice.data((name,))
            case "subjects":
                return voice.subject(name)
            case "recipients":
                return voice.recipient(name)
            case "events":
                return voice.event(name)
            case "consents":
                return self.consents((name,))
            case "contacts" | "rights" | "claims":
                return voice.term(_WORDED[section], name)
            case "cookies":
                return self._cookie(name)
            case _:
                thing = getattr(voice.model, section, {}).get(name)
                return voice.text(thing.label) or name if thing else name

    def activities(self, names: Iterable[str]) -> str:
        """Activities as a list."""
        return listed(tuple(dict.fromkeys(map(self._activity, names))), self.language)

    def people(self, names: tuple[str, ...]) -> str:
        """Categories of people as a list."""
        return listed(tuple(self.name("subjects", name) for name in names), self.language)

    def consents(self, names: Iterable[str]) -> str:
        """Consents, each by what is done with it."""
        used = [
            one.name
            for wanted in names
            for one in self._latest_activities()
            if any(entry.consent == wanted for entry in one.basis)
        ]
        return self.activities(used) or listed(tuple(names), self.language)

    def detail(self, change: Change) -> str:
        """What the change says besides: countries, data, channels."""
        words = (self._detail(change, one) for one in change.detail)
        return listed(tuple(words), self.language)

    def was_and_is(self, change: Change) -> tuple[str, str]:
        """How it was and how it is, in few words; both empty where there are none."""
        if len(change.parts) != 1:
            return "", ""
        part = change.parts[0]
        before, after = self._few(self.old, part, part.before), self._few(self.new, part, part.after)
        return (before, after) if before and after and before != after else ("", "")

    def _few(self, model: Model, part: Part, value: Json | Absent) -> str:
        key = part.path[-1]
        voice = Voice(model, self.language)
        activity = model.activities.get(part.path[1]) if part.path[0] == "activities" else None
        if activity and key == "keep" and activity.keep:
            return rule_words(activity.keep, voice)
        if activity and key == "basis":
            return basis_sentences(activity.basis, voice).rstrip(".")
        if isinstance(value, str):
            return (
                date_words(date.fromisoformat(value), self.language) if key == "in_force" else self._plain(key, value)
            )
        if isinstance(value, dict) and "by_language" in value:
            text = decoded(Text, value)
            return voice.text(text) if isinstance(text, Text) else ""
        if isinstance(value, dict) and value and set(value) <= set(Period.__slots__):
            period = decoded(Period, value)
            return period_words(period, self.language) if isinstance(period, Period) else ""
        return ""

    def _plain(self, key: str, value: str) -> str:
        return value if key in _AS_THEY_ARE else ""

    def _detail(self, change: Change, name: str) -> str:
        if change.kind.startswith("transfer"):
            return country_words(name, self.language)
        if change.kind.startswith("channel"):
            return Voice(self.new, self.language).term("channel", name)
        return self.name("data", name)

    def _voice(self, section: str, name: str) -> Voice:
        return Voice(self.new if name in getattr(self.new, section, {}) else self.old, self.language)

    def _activity(self, name: str) -> str:
        model = self.new if name in self.new.activities else self.old
        found = model.activities.get(name)
        if found is None:
            return name
        voice = Voice(model, self.language)
        purpose = voice.purpose(found)
        alike = [one for one in model.activities.values() if voice.purpose(one) == purpose]
        whom = listed(tuple(voice.subject(subject) for subject in found.about or ()), self.language)
        return voice.say(_FOR_WHOM, purpose=purpose, whom=whom) if len(alike) > 1 and whom else purpose

    def _cookie(self, name: str) -> str:
        for model in (self.new, self.old):
            for site in model.websites.values():
                if name in site.cookies:
                    cookie = site.cookies[name]
                    return ", ".join(cookie.named) or Voice(model, self.language).text(cookie.label) or name
        return name

    def _latest_activities(self) -> tuple[ProcessingActivity, ...]:
        return tuple({**self.old.activities, **self.new.activities}.values())
