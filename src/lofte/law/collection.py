"""Find what is wrong in where data come from and in what people are told when they give them.

In:   Model, the law of the day.       Out:  findings; `RULES` of this area.
Never: judges data that are used again: what they were collected for said it.

The idea in one read: who gives data must know whether they must and what happens otherwise; who did not give them
must know from whom they came. One form is one collection: what it says once of a group of people serves every
activity that takes the same data from it.
Law:  GDPR Art. 13(2)(e), 14(1)(d), 14(2)(f).
Kept true by: tests/unit/law/test_rules.py, docs/errors.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lofte.law.dated import LawOfDay
from lofte.law.rule import Finding, Rule, Words, at
from lofte.law.walk import data_of, own
from lofte.model import DataSource, Model, ProcessingActivity
from lofte.vocabulary import OBSERVED_SOURCES

GENERIC_NAME: Final = re.compile(
    r"(olika |vissa |various |certain |some )?"
    r"(offentliga register|samarbetspart(ner|ners|er)?|partner(s)?|tredje part(er)?|andra källor|"
    r"public registers?|third part(y|ies)|other sources)",
    re.IGNORECASE,
)


def provision_missing(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """Data asked of the person, and nothing says whether they must be given and what happens otherwise."""
    for activity in own(model):
        if not _asks_the_person(model, activity):
            continue
        if activity.required is None:
            yield _provision(activity, "required")
        elif activity.required and activity.otherwise is None and not _told_elsewhere(model, activity):
            yield _provision(activity, "otherwise")


def indirect_source_missing(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """Data from others, and nobody says from whom."""
    for source in model.sources.values():
        wording = source.origin_name.by_language if source.origin_name else ()
        generic = any(GENERIC_NAME.fullmatch(words.strip()) for _language, words in wording)
        if source.indirect and (not wording or generic):
            yield Finding(
                at("sources", source, "name"),
                Words(
                    f"`{source.name}` is no name of a source: people cannot see from whom their data came",
                    f"`{source.name}` namnger ingen källa: man kan inte se varifrån uppgifterna kom",
                ),
                Words("write `name`: which register, which partner", "skriv `name`: vilket register, vilken part"),
            )
    for activity in own(model):
        if activity.sources is None:
            yield Finding(
                at("activities", activity, "from"),
                Words(
                    f"`{activity.name}` does not say where its data come from", f"`{activity.name}` anger ingen källa"
                ),
                Words("name the sources under `from`", "ange källorna under `from`"),
            )


def indirect_categories_missing(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """Data from others, and nobody says which."""
    for activity in own(model):
        if activity.data is None and any(source.indirect for source in _sources(model, activity)):
            yield Finding(
                at("activities", activity, "data"),
                Words(
                    f"`{activity.name}` gets data from others than the person and does not say which",
                    f"`{activity.name}` får uppgifter från andra än personen utan att säga vilka",
                ),
                Words("name the categories under `data`", "ange kategorierna under `data`"),
            )


def _provision(activity: ProcessingActivity, key: str) -> Finding:
    said = {
        "required": Words(
            f"`{activity.name}` does not say which data a person must give",
            f"`{activity.name}` säger inte vilka uppgifter man måste lämna",
        ),
        "otherwise": Words(
            f"`{activity.name}` does not say what happens if the data are not given",
            f"`{activity.name}` säger inte vad som händer om uppgifterna inte lämnas",
        ),
    }
    mend = {
        "required": Words(
            "write `required`: `all`, `none`, or the data that must be given",
            "skriv `required`: `all`, `none`, eller de uppgifter som måste lämnas",
        ),
        "otherwise": Words("write what happens under `otherwise`", "skriv vad som händer under `otherwise`"),
    }
    return Finding(at("activities", activity, key), said[key], mend[key])


def _sources(model: Model, activity: ProcessingActivity) -> list[DataSource]:
    return [model.sources[name] for name in activity.sources or () if name in model.sources]


def _asks_the_person(model: Model, activity: ProcessingActivity) -> bool:
    """Whether some source is one where people give what they are asked for; what is observed is given by nobody."""
    return any(
        not source.indirect and not set(source.kinds) <= OBSERVED_SOURCES for source in _sources(model, activity)
    )


def _told_elsewhere(model: Model, activity: ProcessingActivity) -> bool:
    """Another activity says it of the same people, sources and data."""
    data, about = set(data_of(model, activity)), set(activity.about or ())
    return any(
        other.otherwise is not None
        and about <= set(other.about or ())
        and set(activity.sources or ()) <= set(other.sources or ())
        and data <= set(data_of(model, other))
        for other in own(model)
    )


RULES: Final = (
    Rule("provision-obligation-missing", Words("what must be given", "vad som måste lämnas"), provision_missing),
    Rule("indirect-source-missing", Words("from whom data came", "varifrån uppgifterna kom"), indirect_source_missing),
    Rule("indirect-categories-missing", Words("which data came", "vilka uppgifter"), indirect_categories_missing),
)
