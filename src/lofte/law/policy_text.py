"""Find what is wrong in the text itself and in the work behind it.

In:   Model, the law of the day.       Out:  findings; `RULES` of this area.
Never: reads the transcribed page; it reads the texts of the declaration.

The idea in one read: a text that is published is finished, dated and correct in what it cites, and asks nothing of
its reader. What stands `undecided`, and what still has a bracket or a placeholder in it, stops publication and can
never be accepted.
Law:  GDPR Art. 5(2), 12(1), 13(3), 30, 33-35; WP260 rev.01.
Kept true by: tests/unit/law/test_rules.py, docs/errors.md.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import Final

from lofte.declaration.form import Silence
from lofte.diagnostics import Severity
from lofte.law.dated import LawOfDay
from lofte.law.lists import ACTS, REGION_TERMS
from lofte.law.rule import Finding, Place, Rule, Words, at, named
from lofte.law.walk import elements, own, policy_place, texts
from lofte.model import Model

UNFINISHED: Final = re.compile(r"\[[^\]]*\]|\bXX+\b|\bTODO\b|\bTBD\b|\bFIXME\b|\blorem ipsum\b|^\s*$", re.IGNORECASE)
ONLY_ON_THE_PAGE: Final = frozenset({"website"})
CRITERIA_FOR_ASSESSMENT: Final = 2
CLOSE: Final = 0.8


def unfinished(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """Something is undecided, or a text still has a placeholder."""
    for path, element in elements(model):
        for key, told in element.told.items():
            if told.silence is Silence.UNDECIDED:
                yield Finding(
                    Place(f"{path}.{key}", told.span or element.span),
                    Words(
                        f"`{key}` of `{element.name}` is not decided", f"`{key}` för `{element.name}` är inte beslutat"
                    ),
                    Words("decide it: nothing is published before that", "besluta det: inget publiceras dessförinnan"),
                )
        for key, text in texts(element):
            if any(UNFINISHED.search(words) for _language, words in text.by_language):
                yield Finding(
                    Place(f"{path}.{key}", element.at(key)),
                    Words(
                        f"`{key}` of `{element.name}` still has a placeholder",
                        f"`{key}` för `{element.name}` innehåller ännu en platshållare",
                    ),
                    Words("write the text to its end", "skriv texten färdig"),
                )


def undated(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """The text has no version, or no day from which it holds."""
    missing = tuple(
        key
        for key, value in (("version", model.policy.version), ("in-force", model.policy.in_force))
        if value is None and model.policy.silence(key) is not Silence.UNDECIDED
    )
    if missing:
        yield Finding(
            policy_place(model, missing[0]),
            Words(f"the text lacks {named(missing)}", f"texten saknar {named(missing)}"),
            Words(
                "write `version` and the day from which it holds (`in-force`)",
                "skriv `version` och dagen då den börjar gälla (`in-force`)",
            ),
        )


def change_notice_weak(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """A change that matters is only put on the page, or the reader is told to look."""
    changes = model.policy.changes
    if changes.check_back:
        yield Finding(
            Place("policy.changes.check-back", changes.at("check-back")),
            Words(
                "the reader is told to look again for changes",
                "läsaren uppmanas att själv hålla reda på ändringar",
            ),
            Words("write `check-back: no` and tell people", "skriv `check-back: no` och berätta för dem det gäller"),
        )
    if changes.material is None or set(changes.material) <= ONLY_ON_THE_PAGE:
        yield Finding(
            Place("policy.changes.material", changes.at("material") or model.policy.span),
            Words(
                "nothing but the page tells people of a change that matters",
                "inget annat än sidan berättar om en ändring av betydelse",
            ),
            Words(
                "tell them directly: `material: {tell: [email, website]}`",
                "berätta direkt: `material: {tell: [email, website]}`",
            ),
        )


def asks_acceptance(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """The text asks to be accepted, as if it were a contract."""
    if model.policy.asks == "acceptance":
        yield Finding(
            policy_place(model, "asks"),
            Words(
                "the text asks to be accepted, and information is no agreement",
                "texten ber om att bli godkänd, och information är inget avtal",
            ),
            Words("write `asks: nothing`, or `reading`", "skriv `asks: nothing`, eller `reading`"),
        )


def reference_invalid(model: Model, law: LawOfDay) -> Iterator[Finding]:
    """The text cites a repealed act, a wrong name, or a word that is none."""
    for citation in model.policy.cites:
        right = REGION_TERMS.get(citation.casefold().strip())
        act = law.act(citation)
        if right is not None:
            yield _cited(
                model,
                law,
                Words(
                    f"`{citation}` is no name of the Union or the EEA", f"`{citation}` är inget namn på EU eller EES"
                ),
                Words(f"write `{right}`", f"skriv `{right}`"),
            )
        elif act is not None and not act.is_law_on(law.day):
            yield _cited(
                model,
                law,
                Words(f"`{citation}` is not in force", f"`{citation}` gäller inte"),
                Words(
                    f"write `{act.replaced_by}`" if act.replaced_by else "take it away",
                    f"skriv `{act.replaced_by}`" if act.replaced_by else "ta bort den",
                ),
            )
        elif act is None:
            yield _unknown(model, law, citation)


def record_incomplete(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """The record of processing lacks the security measures."""
    if not model.security.measures and not model.transcribed:
        yield Finding(
            Place("security.measures", model.security.span or model.policy.span),
            Words(
                "the record of processing has no security measures",
                "registret över behandlingar har inga säkerhetsåtgärder",
            ),
            Words("write them under `security.measures`", "skriv dem under `security.measures`"),
        )


def dpia_missing(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """Two criteria of high risk and no impact assessment."""
    for activity in own(model):
        if len(set(activity.risk)) >= CRITERIA_FOR_ASSESSMENT and activity.dpia is None:
            yield Finding(
                at("activities", activity, "dpia"),
                Words(
                    f"`{activity.name}` has {named(activity.risk)} and no impact assessment",
                    f"`{activity.name}` har {named(activity.risk)} men ingen konsekvensbedömning",
                ),
                Words("make one, and write its day under `dpia`", "gör en, och skriv dess dag under `dpia`"),
            )


def breach_routine_missing(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """Nobody answers for breaches."""
    if model.security.breach_owner is None and not model.transcribed:
        yield Finding(
            Place("security.breaches", model.security.at("breaches") or model.policy.span),
            Words("nobody answers for personal data breaches", "ingen svarar för personuppgiftsincidenter"),
            Words(
                "write `breaches: {owner: ROLE}` under `security`", "skriv `breaches: {owner: ROLL}` under `security`"
            ),
        )


def _cited(model: Model, law: LawOfDay, message: Words, help: Words, severity: Severity | None = None) -> Finding:
    return Finding(policy_place(model, "cites"), message, help, severity, law.used("acts and terms"))


def _unknown(model: Model, law: LawOfDay, citation: str) -> Finding:
    """A misspelt name is a warning; a name that no list has is only worth a look."""
    known = [name for act in ACTS if act.is_law_on(law.day) for name in act.names]
    near = difflib.get_close_matches(citation.casefold(), known, n=1, cutoff=CLOSE)
    return _cited(
        model,
        law,
        Words(f"no act is known as `{citation}`", f"ingen författning är känd som `{citation}`"),
        Words(f"did you mean `{near[0]}`?", f"menade du `{near[0]}`?")
        if near
        else Words("look up its name and number", "slå upp dess namn och nummer"),
        None if near else Severity.INFO,
    )


RULES: Final = (
    Rule("clause-unfinished", Words("a finished text", "en färdig text"), unfinished),
    Rule("policy-undated", Words("a version and a day", "en version och en dag"), undated),
    Rule("policy-change-notice-weak", Words("notice of changes", "besked om ändringar"), change_notice_weak),
    Rule("policy-as-agreement", Words("information, not an agreement", "information, inte avtal"), asks_acceptance),
    Rule("law-reference-invalid", Words("law that is in force", "lag som gäller"), reference_invalid),
    Rule("record-of-processing-incomplete", Words("a whole record", "ett helt register"), record_incomplete),
    Rule("dpia-missing", Words("an impact assessment", "en konsekvensbedömning"), dpia_missing),
    Rule("breach-routine-missing", Words("who answers for breaches", "vem som svarar"), breach_routine_missing),
)
