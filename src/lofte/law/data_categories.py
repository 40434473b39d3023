"""Find what is wrong in which data are used: guarded data, free text, categories and groups that do not add up.

In:   Model, the law of the day.       Out:  findings; `RULES` of this area.
Never: looks at data; it judges what is declared about them.

The idea in one read: every category and every group of people that the text touches somewhere must have its
purpose, and what one part says must agree with the others. Data that the law guards need the condition that permits
them; data that may reveal such things need an answer whether they do.
Law:  GDPR Art. 5(1)(c), 9, 10, 25, 87; dataskyddslagen (2018:218) 3 kap.
Kept true by: tests/unit/law/test_rules.py, docs/errors.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lofte.declaration.form import Origin
from lofte.grammar import ByColumn, Criterion
from lofte.law.dated import LawOfDay
from lofte.law.rule import Finding, Place, Rule, Words, at, named
from lofte.law.walk import counts_as, data_of, own, simple_rules
from lofte.model import Model, PersonalDataCategory, ProcessingActivity
from lofte.vocabulary import CONDITIONS_OF

REVEALING: Final = re.compile(
    r"\b(kost|diet|allergi|specialkost|modersmål|hemspråk|födelseland|nationalitet|medborgarskap|församling|"
    r"trossamfund|fackavgift|fackförening|diagnos|sjukskrivning|patient|allergy|dietary|mother[ -]tongue|nationality|"
    r"country[ -]of[ -]birth|congregation|faith|union[ -](fee|dues)|diagnosis|sick[ -]leave)",
    re.IGNORECASE,
)
MANY_PURPOSES: Final = 3
MANY: Final = 6
"""A list of so many categories, alike for different purposes, was not thought through for each."""


def special_without_condition(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """Data of Art. 9 without a condition of 9(2)."""
    for activity in own(model):
        for name in data_of(model, activity):
            category = model.data.get(name)
            if category and _is_special(category) and not _condition(model, activity, name, "9"):
                yield _without_condition(activity, name, "Art. 9(2)", "explicit-consent")


def special_inferable(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """Data that may reveal what Art. 9 guards, and nobody has said whether they do."""
    used = {name for activity in own(model) for name in data_of(model, activity)}
    for name, category in model.data.items():
        if name not in used or category.special_denied or _is_special(category):
            continue
        reveals = category.special or (REVEALING.search(_words(category)) and "health, belief or origin")
        if reveals:
            yield Finding(
                _place(model, category),
                Words(
                    f"`{name}` may reveal {reveals}, and nothing says whether it does",
                    f"`{name}` kan avslöja känsliga uppgifter (`{reveals}`), och inget säger om det gör det",
                ),
                Words(
                    f"write `special: {category.special or 'health'}` under `data.{name}` and the condition that "
                    "permits it, or `special: no` with the reason",
                    f"skriv `special: {category.special or 'health'}` under `data.{name}` och villkoret som "
                    "tillåter det, eller `special: no` med skälet",
                ),
            )


def criminal_without_support(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """Data on offences without law or authorisation."""
    yield from _guarded(model, "10", "Art. 10", "law")


def personnummer_unjustified(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """A personal identity number without one of the reasons of the law."""
    yield from _guarded(model, "87", "3 kap. 10 § dataskyddslagen", "secure-identification")


def category_without_purpose(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """A declared category that no activity uses."""
    written = {name for activity in model.activities.values() for name in activity.data or ()}
    used = {kind for name in model.expanded(tuple(written)) for kind in counts_as(model, name)} | written
    for name, category in model.data.items():
        members = model.expanded((name,))
        if category.span is not None and not used & {name, *members}:
            yield Finding(
                at("data", category),
                Words(
                    f"`{name}` is declared, and no activity uses it",
                    f"`{name}` anges, och ingen behandling använder den",
                ),
                Words(
                    f"name `{name}` under `data` of the activity that needs it, or take it away",
                    f"ange `{name}` under `data` i den behandling som behöver den, eller ta bort den",
                ),
            )


def not_mapped_to_purpose(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """One flat list for all purposes of a group, or no list at all."""
    for activity in own(model):
        if activity.data is None:
            yield Finding(
                at("activities", activity, "data"),
                Words(
                    f"`{activity.name}` does not say which data it uses",
                    f"`{activity.name}` säger inte vilka uppgifter den använder",
                ),
                Words("name the categories under `data`", "ange kategorierna under `data`"),
            )
    for names, activities in _one_list_for_many_purposes(model):
        yield Finding(
            at("activities", activities[0], "data"),
            Words(
                f"{named([activity.name for activity in activities])} have one and the same list of data",
                f"{named([activity.name for activity in activities])} har en och samma lista med uppgifter",
            ),
            Words(
                f"name for each purpose which of the {len(names)} categories it needs",
                f"ange för varje ändamål vilka av de {len(names)} kategorierna det behöver",
            ),
        )


def category_inconsistent(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """An activity that takes over data which the activity it takes them from does not have."""
    for activity in own(model):
        taken = set(activity.sources or ()) - model.sources.keys()
        origins = [other for name, other in model.activities.items() if name in taken]
        if not origins or len(origins) < len(activity.sources or ()) or any(o.data is None for o in origins):
            continue
        held = {name for origin in origins for name in data_of(model, origin)}
        taken_from = named([origin.name for origin in origins])
        for name in data_of(model, activity):
            if not counts_as(model, name) & held and not _made_here(model, name):
                yield Finding(
                    at("activities", activity, "data"),
                    Words(
                        f"`{activity.name}` takes `{name}` from {taken_from}, which has none",
                        f"`{activity.name}` hämtar `{name}` från {taken_from}, som inte har någon",
                    ),
                    Words(
                        f"add `{name}` where it is collected, or take it away here",
                        f"lägg till `{name}` där den samlas in, eller ta bort den här",
                    ),
                )


def group_inconsistent(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """A group that sources, holds or tables mention and no activity is about."""
    served = {name for activity in model.activities.values() for name in activity.about or ()}
    for name, group in model.subjects.items():
        mentions = _mentions(model, name)
        if name in served:
            continue
        where = f"in {named(mentions)}" if mentions else "under `subjects`"
        var = f"i {named(mentions)}" if mentions else "under `subjects`"
        yield Finding(
            at("subjects", group),
            Words(
                f"`{name}` is mentioned {where}, and no activity says what is done with their data",
                f"`{name}` nämns {var}, och ingen behandling säger vad som görs med deras uppgifter",
            ),
            Words(
                f"write an activity about `{name}`, or take the group away",
                f"skriv en behandling om `{name}`, eller ta bort gruppen",
            ),
        )


def free_text_uncontrolled(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """Free text that nobody guides or looks through, and a recording that has no end either."""
    used = {name for activity in own(model) for name in data_of(model, activity)}
    for name, category in model.data.items():
        if name not in used or category.hint is not None or category.review is not None:
            continue
        if category.free_text or (category.recording and _without_end(model, name)):
            yield Finding(
                _place(model, category),
                Words(
                    f"anything can end up in `{name}`, and nobody guides it or looks it through",
                    f"vad som helst kan hamna i `{name}`, och ingen styr det eller går igenom det",
                ),
                Words(
                    f"under `data.{name}` write `hint` (what to leave out) and `review` (how often it is read)",
                    f"skriv under `data.{name}` `hint` (vad som ska utelämnas) och `review` (hur ofta det gås igenom)",
                ),
            )


def _guarded(model: Model, article: str, law: str, example: str) -> Iterator[Finding]:
    for activity in own(model):
        for name in data_of(model, activity):
            category = model.data.get(name)
            if category and category.guarded == article and not _condition(model, activity, name, article):
                yield _without_condition(activity, name, law, example)


def _without_condition(activity: ProcessingActivity, name: str, law: str, example: str) -> Finding:
    return Finding(
        at("activities", activity, "conditions") if activity.conditions else at("activities", activity, "data"),
        Words(
            f"`{activity.name}` uses `{name}` without a condition that permits it",
            f"`{activity.name}` använder `{name}` utan ett villkor som tillåter det",
        ),
        Words(
            f"write under `conditions` which one of {law} applies, such as `{{{name}: {example}}}`, "
            "or leave the data out",
            f"skriv under `conditions` vilket villkor i {law} som gäller, till exempel `{{{name}: {example}}}`, "
            "eller avstå från uppgiften",
        ),
    )


def _condition(model: Model, activity: ProcessingActivity, name: str, article: str) -> bool:
    for guarded, (word, _detail) in activity.conditions.items():
        if name in model.expanded((guarded,)) and word in CONDITIONS_OF[article]:
            return True
    return False


def _is_special(category: PersonalDataCategory) -> bool:
    written = category.told.get("special")
    declared = written is not None and written.origin is not Origin.DEFAULT and category.special is not None
    return category.guarded == "9" or (declared and not category.special_denied)


def _words(category: PersonalDataCategory) -> str:
    return " ".join((category.name.replace("-", " "), *(words for _language, words in category.label.by_language)))


def _without_end(model: Model, name: str) -> bool:
    return any(
        activity.keep is None or any(isinstance(rule, Criterion) for rule in simple_rules(activity.keep))
        for activity in own(model)
        if name in data_of(model, activity)
    )


def _made_here(model: Model, name: str) -> bool:
    """Whether the category is worked out by whoever uses it, so that nobody needs to have held it before."""
    category = model.data.get(name)
    return category is not None and category.obtained == "derived"


def _one_list_for_many_purposes(model: Model) -> Iterator[tuple[frozenset[str], list[ProcessingActivity]]]:
    """Long lists that three purposes of one group share, or all its purposes if they are two."""
    told: set[frozenset[str]] = set()
    for group in model.subjects:
        by_list: dict[frozenset[str], list[ProcessingActivity]] = {}
        for activity in own(model):
            if group in (activity.about or ()) and activity.data is not None:
                by_list.setdefault(frozenset(data_of(model, activity)), []).append(activity)
        for names, activities in by_list.items():
            purposes = {(activity.purpose, activity.purpose_text) for activity in activities}
            enough = len(purposes) >= MANY_PURPOSES or (len(purposes) > 1 and len(by_list) == 1)
            if enough and len(names) >= MANY and names not in told:
                told.add(names)
                yield names, activities


def _place(model: Model, category: PersonalDataCategory, key: str = "") -> Place:
    """Where a category was declared; else where it is used first."""
    place = at("data", category, key)
    if category.span is not None:
        return place
    used = next((activity for activity in own(model) if category.name in data_of(model, activity)), None)
    return Place(place.path, used.at("data") if used else None)


def _mentions(model: Model, group: str) -> tuple[str, ...]:
    found = [f"sources.{s.name}" for s in model.sources.values() if group in (s.about or ())]
    found += [f"holds.{hold.name}" for hold in model.holds.values() if group in hold.about]
    for system in model.systems.values():
        for table in system.tables.values():
            parties = {party.name for party in table.parties}
            if group in parties | _told_of(table.about):
                found.append(f"systems.{system.name}.tables.{table.name}")
    return tuple(found)


def _told_of(about: str | ByColumn | None) -> set[str]:
    if isinstance(about, ByColumn):
        return {meaning for _value, meaning in about.meanings} | ({about.otherwise} if about.otherwise else set())
    return {about} if about else set()


RULES: Final = (
    Rule(
        "special-category-without-condition", Words("what permits special data", "villkor"), special_without_condition
    ),
    Rule(
        "special-category-inferable", Words("data that reveal special data", "avslöjande uppgifter"), special_inferable
    ),
    Rule("criminal-data-without-support", Words("support for data on offences", "lagstöd"), criminal_without_support),
    Rule(
        "personnummer-unjustified", Words("a reason for the number", "skäl för personnummer"), personnummer_unjustified
    ),
    Rule("data-category-without-purpose", Words("a use for each category", "ändamål"), category_without_purpose),
    Rule("data-not-mapped-to-purpose", Words("data for each purpose", "uppgifter per ändamål"), not_mapped_to_purpose),
    Rule("data-category-inconsistent", Words("parts that agree", "delar som stämmer överens"), category_inconsistent),
    Rule("subject-group-inconsistent", Words("a section for each group", "ett avsnitt per grupp"), group_inconsistent),
    Rule("free-text-uncontrolled", Words("guided free text", "fritext under uppsikt"), free_text_uncontrolled),
)
