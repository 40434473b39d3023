"""Find what is wrong in why data are used.

In:   Model, the law of the day.       Out:  findings; `RULES` of this area.
Never: understands a text; it knows the empty phrases and counts what is left beside them.

The idea in one read: each use has one purpose that a reader understands. A vague purpose is one whose words, once
the empty ones are taken away, leave nothing that could be done or not done. A purpose that came later than its data
must fit the first, and people must have been told.
Law:  GDPR Art. 5(1)(b), 6(4), 13(1)(c), 13(3), 14(4).
Kept true by: tests/unit/law/test_rules.py, docs/errors.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lofte.law.dated import LawOfDay
from lofte.law.rule import Finding, Rule, Words, at
from lofte.law.walk import bases, own
from lofte.model import Model
from lofte.vocabulary import LegalBasis

VAGUE: Final = re.compile(
    r"(utveckla|förbättra|kvalitetssäkra|effektivisera|bedriva|driva|sköta|administrera)\s+"
    r"(vår\s+|våra\s+|den\s+)?(verksamhet(en)?|tjänst(en|er|erna)?|produkter(na)?|organisation(en)?)"
    r"|allmän\s+kundvård|interna\s+ändamål|andra\s+ändamål|ge\s+(dig\s+)?(bra|god|bättre)\s+service"
    r"|(develop|improve|run|conduct|assure\s+the\s+quality\s+of)\s+(our\s+|the\s+)?"
    r"(business|services?|operations?|products?|organi[sz]ation)"
    r"|general\s+customer\s+care|internal\s+purposes|other\s+purposes|(good|better)\s+service",
    re.IGNORECASE,
)
EMPTY_WORDS: Final = frozenset(
    {
        "och",
        "samt",
        "att",
        "för",
        "vår",
        "våra",
        "vårt",
        "den",
        "det",
        "de",
        "en",
        "ett",
        "i",
        "på",
        "av",
        "till",
        "med",
        "dig",
        "du",
        "er",
        "vi",
        "kunna",
        "bästa",
        "sätt",
        "löpande",
        "and",
        "to",
        "for",
        "our",
        "the",
        "a",
        "an",
        "of",
        "in",
        "on",
        "with",
        "you",
        "we",
        "your",
        "continuously",
        "best",
        "way",
    }
)
PARTS: Final = re.compile(r",|;|\boch\b|\bsamt\b|\band\b", re.IGNORECASE)
CONCRETE: Final = 2
"""So many words with a meaning of their own beside a vague phrase make it concrete."""


def purpose_missing(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """An activity without purpose, and a source from which nobody is said to use anything."""
    for activity in own(model):
        if activity.purpose is None:
            yield Finding(
                at("activities", activity, "purpose"),
                Words(f"`{activity.name}` has no purpose", f"`{activity.name}` har inget ändamål"),
                Words(
                    "write one `purpose`; data without a purpose may not be collected",
                    "skriv ett `purpose`; uppgifter utan ändamål får inte samlas in",
                ),
            )
    used = {source for activity in model.activities.values() for source in activity.sources or ()}
    for source in model.sources.values():
        if source.name not in used:
            yield Finding(
                at("sources", source),
                Words(
                    f"data are collected from `{source.name}`, and no activity says what for",
                    f"uppgifter samlas in från `{source.name}`, och ingen behandling säger varför",
                ),
                Words(
                    f"name `{source.name}` under `from` of the activity that uses it, or stop collecting there",
                    f"ange `{source.name}` under `from` i den behandling som använder den, eller sluta samla in där",
                ),
            )


def purpose_vague(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """A purpose in words that exclude nothing."""
    for activity in own(model):
        wordings = activity.purpose_text.by_language if activity.purpose_text else ()
        if any(is_vague(wording) for _language, wording in wordings):
            yield Finding(
                at("activities", activity, "purpose"),
                Words(
                    f"the purpose of `{activity.name}` is so wide that it excludes nothing",
                    f"ändamålet med `{activity.name}` är så vitt att det inte utesluter något",
                ),
                Words("say what is done with the data, and for whom", "säg vad som görs med uppgifterna, och för vem"),
            )


def is_vague(wording: str) -> bool:
    """Whether some part of `wording` is a vague phrase with next to nothing beside it.

    >>> is_vague("utveckla verksamheten"), is_vague("utveckla tjänsten genom att räkna besök per sida")
    (True, False)
    """
    return any(
        VAGUE.search(part) is not None and len(_meaningful(VAGUE.sub(" ", part))) < CONCRETE
        for part in PARTS.split(wording)
    )


def new_purpose_unannounced(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """Data held already, used for something new without a test of compatibility and a notice."""
    for activity in own(model):
        why, told = activity.compatible or (None, None)
        if activity.since is not None and not (why and told) and LegalBasis.CONSENT not in bases(activity):
            yield Finding(
                at("activities", activity, "since"),
                Words(
                    f"`{activity.name}` is a later purpose, and nothing shows that it fits the first and was told",
                    f"`{activity.name}` är ett senare ändamål, och inget visar att det är förenligt och har berättats",
                ),
                Words(
                    "write `compatible: {why, told}` beside `since`", "skriv `compatible: {why, told}` bredvid `since`"
                ),
            )


def _meaningful(words: str) -> list[str]:
    return [word for word in re.findall(r"\w+", words.casefold()) if word not in EMPTY_WORDS]


RULES: Final = (
    Rule("purpose-missing", Words("a purpose for all data", "ett ändamål för alla uppgifter"), purpose_missing),
    Rule("purpose-vague", Words("a purpose that excludes something", "ett tydligt ändamål"), purpose_vague),
    Rule(
        "new-purpose-notice-missing",
        Words("notice of a new purpose", "besked om nytt ändamål"),
        new_purpose_unannounced,
    ),
)
