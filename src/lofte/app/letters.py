"""Write the answer to a person: everything that is held, or what became of it, in Swedish or English.

In:   a model, an answer, the language.       Out:  Markdown that a person can read.
Never: another person's value; a row without its reason.

The idea in one read: the reader knows nothing of tables. So rows stand under what they are about in the organisation's
own words, each with the data, what they are for, on what basis, and until when, by the same words as the policy.
What one system could not answer is said first, since the letter is not whole without it.
Law:  GDPR Art. 12(1), 12(4), 15(1), 17, 19.
Kept true by: tests/journeys/test_requests.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from lofte.app.explaining import categories_of
from lofte.documents.basis import basis_sentences
from lofte.documents.language import Said, date_words
from lofte.documents.retention import retention_sentence
from lofte.documents.voice import Voice
from lofte.model import Model
from lofte.promises.request import AccessAnswer, Became, ErasedRow, ErasureAnswer, PersonRow, StandingNeed, Verdict

ACCESS_TITLE = Said(sv="Det vi har om dig den {day}", en="What we hold about you on {day}")
ERASURE_TITLE = Said(
    sv="Din begäran om radering, ärende {number}, den {day}", en="Your request for erasure, case {number}, {day}"
)
NOTHING = Said(sv="Vi har inga uppgifter om dig.", en="We hold no data about you.")
NOTHING_FOUND = Said(
    sv="I de system som vi har sökt i finns inga uppgifter om dig.",
    en="In the systems that we have searched there are no data about you.",
)
NOT_WHOLE = Said(
    sv="**Svaret är inte helt.** I dessa system är vi inte klara: {systems}. Vi återkommer.",
    en="**This answer is not whole.** We are not done in these systems: {systems}. We will come back to you.",
)
DATA = Said(sv="Uppgifter", en="Data")
FOR = Said(sv="Varför", en="Why")
UNTIL = Said(sv="Sparas till och med {day}.", en="Kept until {day}.")
NOT_USED = Said(
    sv="Vi sparar men använder dem inte, eftersom något först ska prövas.",
    en="We keep them and do not use them, because something has to be decided first.",
)
UNPROVEN = Said(
    sv="Vi har inget belägg för samtycket, och använder dem därför inte.",
    en="We have no proof of the consent, and therefore do not use them.",
)
NO_NEED = Said(
    sv="Inget ändamål behöver dem längre; de ska raderas.",
    en="No purpose needs them any longer; they are to be erased.",
)
UNDECIDED = Said(
    sv="Vi har inte avgjort vad raden gäller; den ses över.",
    en="It is not decided what this row is about; it is being looked at.",
)
OTHERS = Said(
    sv="Raden gäller även andra; det som bara är deras visas inte (artikel 15.4).",
    en="This row is also about others; what is only theirs is not shown (Article 15(4)).",
)
MASKED = Said(sv="(visas inte)", en="(not shown)")
FROM = Said(sv="Källa: {source}.", en="Source: {source}.")
BECAME = {
    Became.ERASED: Said(sv="Raderat", en="Erased"),
    Became.SCRUBBED: Said(sv="Delvis raderat", en="Partly erased"),
    Became.KEPT: Said(sv="Kvar", en="Kept"),
}
TIMES = Said(sv="{table}, {number} stycken", en="{table}, {number} of them")
OTHERS_NEED_IT = Said(
    sv="Raden finns kvar för att annat hänger på den.", en="The row is left because other data hang on it."
)
EMPTIED = Said(sv="Tömt: {columns}.", en="Emptied: {columns}.")
LEFT = Said(sv="Kvar: {columns}.", en="Left: {columns}.")
COMPLAIN = Said(
    sv="Du kan klaga hos tillsynsmyndigheten (artikel 77) och begära rättslig prövning (artikel 79).",
    en="You can complain to the supervisory authority (Article 77) and seek a judicial remedy (Article 79).",
)


def access_letter(model: Model, answer: AccessAnswer, language: str) -> str:
    """Everything held about a person, with its reasons."""
    voice = Voice(model, language)
    parts = [f"# {voice.say(ACCESS_TITLE, day=date_words(answer.day, language))}"]
    if answer.not_asked:
        parts.append(voice.say(NOT_WHOLE, systems=", ".join(name for name, _ in answer.not_asked)))
    if not answer.rows:
        parts.append(voice.say(NOTHING_FOUND if answer.not_asked else NOTHING))
    for table in dict.fromkeys((row.row.system, row.row.table) for row in answer.rows):
        rows = [row for row in answer.rows if (row.row.system, row.row.table) == table]
        parts.append(f"## {'.'.join(table)}")
        parts += [_row(row, voice) for row in rows]
    return "\n\n".join([*parts, voice.say(COMPLAIN)]) + "\n"


def erasure_letter(model: Model, answer: ErasureAnswer, language: str) -> str:
    """What became of everything that was held about a person, and why the rest is kept."""
    voice = Voice(model, language)
    title = voice.say(ERASURE_TITLE, number=str(answer.request), day=date_words(answer.day, language))
    parts = [f"# {title}"]
    if answer.not_run:
        parts.append(voice.say(NOT_WHOLE, systems=", ".join(name for name, _ in answer.not_run)))
    if not answer.rows:
        parts.append(voice.say(NOTHING_FOUND if answer.not_run else NOTHING))
    for became, words in BECAME.items():
        rows = [row for row in answer.rows if row.became is became]
        if rows:
            parts.append(f"## {voice.say(words)}")
            parts += _alike(((f"{row.row.system}.{row.row.table}", _erased(row, voice)) for row in rows), voice)
    return "\n\n".join([*parts, voice.say(COMPLAIN)]) + "\n"


def because(needs: Iterable[StandingNeed], voice: Voice) -> Iterator[str]:
    """One line for each need that keeps something: for what, until when, on what basis."""
    for need in needs:
        if need.verdict is Verdict.FALLEN:
            continue
        activity = voice.model.activities[need.activity]
        told = [f"{voice.heading(activity)}."]
        if need.until is not None:
            told.append(voice.say(UNTIL, day=date_words(need.until, voice.language)))
        elif activity.keep is not None:
            told.append(retention_sentence(activity.keep, voice))
        if need.verdict is Verdict.HELD:
            told.append(voice.say(UNPROVEN if need.unproven else NOT_USED))
        else:
            told.append(basis_sentences(activity.basis, voice))
        yield " ".join(part for part in told if part)


def _row(row: PersonRow, voice: Voice) -> str:
    lines = [f"**{voice.say(DATA)}**", ""]
    for datum in row.data:
        value = voice.say(MASKED) if datum.masked or datum.value is None else _plain(datum.value)
        lines.append(f"- {voice.data((datum.category,))}: {value}")
    if row.others:
        lines += ["", voice.say(OTHERS)]
    if row.source:
        source = voice.model.sources.get(row.source)
        lines += ["", voice.say(FROM, source=voice.text(source.label) if source else row.source)]
    reasons = list(because(row.needs, voice)) or [voice.say(UNDECIDED if row.undecided else NO_NEED)]
    return "\n".join([*lines, "", f"**{voice.say(FOR)}**", "", *(f"- {reason}" for reason in reasons)])


def _alike(told: Iterable[tuple[str, str]], voice: Voice) -> Iterator[str]:
    """Rows of which the same is to be said are told once, with their number."""
    for (table, words), number in Counter(told).items():
        title = table if number == 1 else voice.say(TIMES, table=table, number=str(number))
        yield f"**{title}**\n\n{words}"


def _erased(row: ErasedRow, voice: Voice) -> str:
    lines = list(because(row.because, voice))
    if row.kept:
        lines.insert(0, voice.say(LEFT, columns=_labels(row, row.kept, voice)))
    if row.emptied:
        lines.insert(0, voice.say(EMPTIED, columns=_labels(row, row.emptied, voice)))
    if not lines and row.became is not Became.ERASED:
        lines.append(voice.say(OTHERS_NEED_IT))
    return "\n".join(f"- {line}" for line in lines)


def _labels(row: ErasedRow, columns: Iterable[str], voice: Voice) -> str:
    """What the columns hold, in the organisation's words."""
    bound = voice.model.systems[row.row.system].tables[row.row.table].columns
    return voice.list(voice.data(categories_of(bound[column])) if column in bound else column for column in columns)


def _plain(value: object) -> str:
    """A value on one line, so that it cannot pass for a heading or a reason of ours."""
    return " ".join(str(value).split())
