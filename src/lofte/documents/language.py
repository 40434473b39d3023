"""Say numbers, dates, periods, places and lists as a person writes them, in Swedish or English.

In:   values, and the language to say them in.       Out:  words.
Never: looks at a declaration; what is said of one stands beside the module that tells it.

The idea in one read: a sentence of ours is a `Said`: the same sentence in both languages, side by side, so that who
reads the one sees the other, and a sentence that is missing in one language cannot be written. Values are put in
their places by name. Swedish needs the gender of a unit (*ett år*, *en månad*) and its genitive (*två månaders*),
English its plural; names of countries and months come from Unicode's data.
Law:  GDPR Art. 12(1): concise, intelligible, in clear and plain language.
Kept true by: tests/unit/documents/test_language.py.

>>> period_words(Period(years=1, months=6), "sv"), period_words(Period(months=12), "en")
('ett år och sex månader', '12 months')
>>> listed(("name", "e-mail address", "CV"), "en")
'name, e-mail address and CV'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from babel import Locale
from babel.dates import format_date

from lofte.documents.blocks import Inline, Inlines, joined, plain, woven
from lofte.periods import Period

LANGUAGES = ("sv", "en")
_LOCALES = {"sv": "sv_SE", "en": "en_GB"}
_NUMBERS = {
    "sv": ["noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"],
    "en": ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
}
_UNITS = {
    "sv": {
        "year": ("ett år", "år"),
        "month": ("en månad", "månader"),
        "week": ("en vecka", "veckor"),
        "day": ("en dag", "dagar"),
        "hour": ("en timme", "timmar"),
    },
    "en": {
        "year": ("one year", "years"),
        "month": ("one month", "months"),
        "week": ("one week", "weeks"),
        "day": ("one day", "days"),
        "hour": ("one hour", "hours"),
    },
}
_GENITIVE = {"year": "års", "month": "månaders", "week": "veckors", "day": "dagars", "hour": "timmars"}
_GENITIVE_OF_ONE = {"year": "ett års", "month": "en månads", "week": "en veckas", "day": "en dags", "hour": "en timmes"}

_VERBS_TO_INVERT = {
    "vi": frozenset(["kan", "får", "måste", "behöver", "slutar", "har", "ska", "kommer"]),
    "du": frozenset(["kan", "får", "måste", "behöver", "missar", "har", "ska", "kommer"]),
    "det": frozenset(["går", "blir", "fungerar", "finns"]),
}


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence, or a part of one, in both languages; `{name}` marks the place of a value."""

    sv: str
    en: str

    def template(self, language: str) -> str:
        """The sentence with its places still open."""
        return self.sv if language == "sv" else self.en

    def words(self, language: str, **values: str) -> str:
        """The sentence with the values in their places; a value's own full stop ends the sentence too."""
        return plain(woven(self.template(language), **values))

    def inlines(self, language: str, **values: Inline | Inlines) -> Inlines:
        """The sentence with inlines in its places."""
        return woven(self.template(language), **values)


_AND = Said(sv="och", en="and")
_OR = Said(sv="eller", en="or")


def listed(parts: Sequence[str], language: str, *, alternatives: bool = False) -> str:
    """`a, b and c`, or `a, b or c`."""
    word = (_OR if alternatives else _AND).template(language)
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def listed_inlines(parts: Sequence[Inlines], language: str, *, alternatives: bool = False) -> Inlines:
    """`a, b and c`, or `a, b or c`, of inlines."""
    word = (_OR if alternatives else _AND).template(language)
    found: list[Inline] = []
    for place, part in enumerate(parts):
        if place:
            found.append(f" {word} " if place == len(parts) - 1 else ", ")
        found.extend(part)
    return joined(found)


def number_words(number: int, language: str) -> str:
    """A small number in words (sv to twelve, en to ten), a larger one in digits."""
    words = _NUMBERS[language]
    return words[number] if 0 <= number < len(words) else str(number)


def period_words(period: Period, language: str) -> str:
    """A calendar period: `two years`, `ett år och sex månader`."""
    return listed([_counted(number, unit, language) for number, unit in _parts(period)], language)


def period_between(period: Period, language: str) -> str:
    """A period as a distance: sv `sex månaders` (mellanrum), en (every) `six months`, (every) `year`."""
    parts = _parts(period)
    said = [_counted(number, unit, language) for number, unit in parts]
    number, unit = parts[-1]
    if language == "sv":
        said[-1] = _GENITIVE_OF_ONE[unit] if number == 1 else f"{number_words(number, language)} {_GENITIVE[unit]}"
    elif parts == ((1, unit),):
        said = [unit]
    return listed(said, language)


def date_words(day: date, language: str) -> str:
    """`1 januari 2027`, `1 January 2027`."""
    return format_date(day, format="long", locale=_LOCALES[language])


def country_words(code: str, language: str) -> str:
    """The name of a country by its ISO 3166 letters; `eea` is the area."""
    if code.lower() == "eea":
        return Said(sv="EU/EES", en="the EU/EEA").template(language)
    return str(Locale.parse(_LOCALES[language]).territories.get(code.upper()) or code)


def otherwise(clause: str, language: str, prefix: Said) -> str:
    """The sentence that says what happens otherwise: sv `Annars kan vi inte svara.`, en `Otherwise we cannot answer.`

    Swedish turns the words of a plain clause; a clause that cannot be turned safely follows `prefix` and a colon.
    """
    words = clause.strip().rstrip(".").split()
    if language == "en":
        return f"Otherwise {' '.join(words)}."
    if len(words) > 1 and words[1] in _VERBS_TO_INVERT.get(words[0].lower(), ()):
        return f"Annars {words[1]} {words[0].lower()} {' '.join(words[2:])}".rstrip() + "."
    return f"{prefix.template(language)}: {' '.join(words)}."


def article_words(article: str, language: str) -> str:
    """An article as it is cited: `GDPR Art. 9(2)(a)` is sv `artikel 9.2 a`, en `Article 9(2)(a)`."""
    number = article.removeprefix("GDPR Art. ")
    if language == "en":
        return f"Article {number}"
    return "artikel " + re.sub(r"\(([a-z])\)", r" \1", re.sub(r"\((\d+)\)", r".\1", number))


def capitalised(text: str) -> str:
    """With a capital first letter, the rest as it was."""
    return text[:1].upper() + text[1:]


def capitalised_inlines(inlines: Inlines) -> Inlines:
    """With a capital first letter, be it of words or of a link."""
    if not inlines:
        return ()
    first = inlines[0]
    capital = capitalised(first) if isinstance(first, str) else replace(first, text=capitalised(first.text))
    return (capital, *inlines[1:])


def _parts(period: Period) -> tuple[tuple[int, str], ...]:
    parts = (
        (period.years, "year"),
        (period.months, "month"),
        (period.weeks, "week"),
        (period.days, "day"),
        (period.hours, "hour"),
    )
    return tuple((number, unit) for number, unit in parts if number) or ((0, "day"),)


def _counted(number: int, unit: str, language: str) -> str:
    one, many = _UNITS[language][unit]
    return one if number == 1 else f"{number_words(number, language)} {many}"
