"""For each clause, the line that keeps it is taken out, and the expectation that stands for it is seen to fail."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from journeys.mittliv.declared import Edit, model
from journeys.mittliv.house import House, missed_in_plan
from journeys.mittliv.story import Story

PUBLISHED = "published.yaml"
FIRST_OF_FOUR = "first: [place.refused, place.declined, matching.completed, programme.ended]"
RELATION_OR_CONTACT = "{first: [relation.ended, contact.replaced]}"
SUBSCRIBER_ID = "not-personal: [id, list]"


@dataclass(frozen=True, slots=True)
class KeptBy:
    """A clause, the cases that stand for it, and what must be out of the declaration for them not to be met."""

    clause: str
    cases: str
    edits: tuple[Edit, ...]


def kept_by(clause: str, cases: str, old: str, new: str = "", *, file: str = "lofte.yaml") -> KeptBy:
    """One edit."""
    return KeptBy(clause, cases, (Edit(old, new, file),))


def unread(clause: str, cases: str, line: str, column: str, beside: str) -> KeptBy:
    """The line by which an event is read from a column is out, and nobody says anything else of the column."""
    return KeptBy(clause, cases, (Edit(line), Edit(beside, beside.replace("[id", f"[{column}, id"))))


MECHANISMS = (
    kept_by("ML-3-c", "refused without carry-over", FIRST_OF_FOUR, FIRST_OF_FOUR.replace("place.refused, ", "")),
    kept_by(
        "ML-3-c",
        "refused without carry-over",
        "        erase: anonymise                          # refusals are still counted\n",
    ),
    kept_by(
        *("ML-3-d", "refused with carry-over, next"),
        *("{until: next-intake.decided, at-most: 18", "{until: programme.ended, at-most: 18"),
    ),
    kept_by(
        "ML-3-d",
        "refused with carry-over, no next",
        "next-intake.decided, at-most: 18 months after collected}",
        "next-intake.decided}",
    ),
    kept_by("ML-3-d", "matched, though willing", "{consent: carry-over, when: place.refused}", "{consent: carry-over}"),
    kept_by("ML-3-d", "carry-over withdrawn between", "{consent: carry-over, when:", "{contract: steps-before, when:"),
    kept_by("ML-3-e", "matching completed", "{last: completed_on, in: matches, same: mentor_id}", "recorded"),
    kept_by("ML-3-e", "declined the offer", FIRST_OF_FOUR, FIRST_OF_FOUR.replace("place.declined, ", "")),
    kept_by("ML-3-e", "admitted but never matched", FIRST_OF_FOUR, FIRST_OF_FOUR.replace(", programme.ended", "")),
    kept_by(
        *("ML-3-f", "programme ended, due", "programme.ended}\n    clause: [1A (iii)"),
        *("programme.ended, plus: 1 year}\n    clause: [1A (iii)",),
        file=PUBLISHED,
    ),
    kept_by(
        *("ML-3-g", "a recording kept for a reason, a year after"),
        *("recording.reason-ended, at-most: 12 months after programme.ended}", "recording.reason-ended}"),
    ),
    kept_by(
        *("ML-3-g", "a recording kept for a reason that ends"),
        *("{until: recording.reason-ended, at-most", "{until: programme.ended, plus: 11 months, at-most"),
    ),
    kept_by("ML-3-g", "a recording without a reason", "{if: {kept_reason: any}}"),
    kept_by(
        *("ML-3-h", "matched, and chose to be presented", "[name, email, languages, education, occupation]\n    req"),
        *("[name, email, education, occupation]\n    req",),
    ),
    kept_by(
        *("ML-3-h", "matching completed", "basis: consent\n    data: [name, email, languages"),
        *("basis: contract\n    data: [name, email, languages",),
    ),
    kept_by(
        *("ML-0-i", "a mentor who said yes", "        about: mentor\n        for: [matching, run-programme]"),
        *("        about: mentee\n        for: [matching, run-programme, present-mentees]",),
    ),
    kept_by("ML-0-j", "programme ended, due", "{programme.ended: programme_id.ends_on}", "{programme.ended: recorded}"),
    kept_by("ML-1A-h", "programme ended, due", "meeting_id.programme_id.ends_on", "recorded"),
    kept_by(
        *(
            "ML-3-i",
            "contact replaced",
            f"{RELATION_OR_CONTACT}}}\n    read-by: [programme-staff, finance]\n    because: the p",
        ),
        *("relation.ended}\n    read-by: [programme-staff, finance]\n    because: the p",),
    ),
    kept_by(
        "ML-3-i",
        "one relation ended, another is open",
        "{last: ended_on, in: relations",
        "{first: ended_on, in: relations",
    ),
    kept_by("ML-2-e", "booked", "keep: {statute: se-bfl-7-2}", "keep: {until: booked, plus: 7 years}"),
    kept_by(
        *("ML-3-l", "a process that was opened again", "{until: recruitment.closed}"),
        *("{until: last-contact, plus: 1 year}",),
        file=PUBLISHED,
    ),
    kept_by("ML-3-m", "two years after the process closed", "plus: 2 years", "plus: 3 years", file=PUBLISHED),
    kept_by(
        *("ML-3-m", "process closed exactly two years ago", "recruitment.closed, plus: 2 years"),
        *("recruitment.closed, at-most: 2 years after recruitment.closed",),
        file=PUBLISHED,
    ),
    kept_by(
        *("ML-3-m", "process closed, due", "[name, email, cv, cover-letter, photo]\n    required: none"),
        *("[name, postal-address, mobile-phone, email, cv, cover-letter, photo]\n    required: none",),
    ),
    kept_by("ML-3-n", "newsletter not renewed in two years", ", at-most: 24 months after newsletter.given"),
    kept_by("ML-3-n", "newsletter confirmed half an hour", "    time-zone: UTC\n"),
    unread(
        "ML-1D-a", "a subscriber who never", "          newsletter.given: confirmed_at\n", "confirmed_at", SUBSCRIBER_ID
    ),
    unread("ML-3-o", "a subscriber who is also", "          newsletter.withdrawn: left_at\n", "left_at", SUBSCRIBER_ID),
    unread(
        *("ML-5-c", "withdrew surveys only", "          after-service-surveys.withdrawn: surveys_left_at\n"),
        *("surveys_left_at", SUBSCRIBER_ID),
    ),
    kept_by("ML-5-c", "one of two in a recording withdrew", "{is: chat, goes-with: first}", "chat"),
    unread(
        *("ML-9-b", "the box was not ticked", "contact-form.given: consent_at, ", "consent_at"),
        "message: correspondence}\n        not-personal: [id]",
    ),
    kept_by(
        "ML-3-p",
        "case closed, due",
        "{until: case.closed, at-most: 12 months after collected}",
        "{until: collected, plus: 12 months}",
    ),
    kept_by("ML-3-p", "a case that nobody closed", "case.closed, at-most: 12 months after collected}", "case.closed}"),
    kept_by(
        "ML-1A-q",
        "newsletter after the programme",
        "24 months after after-service-newsletter",
        "36 months after after-service-newsletter",
    ),
    kept_by("ML-1B-e", "partner not heard of", ", at-most: 24 months after last-contact"),
    kept_by(
        *(
            "ML-1B-e",
            "a contact who objected to marketing",
            "direct-marketing: {sv: skicka nyhetsbrev och bjuda in till sem",
        ),
        *("business-contacts: {sv: skicka nyhetsbrev och bjuda in till sem",),
    ),
    kept_by(
        "ML-1C-a",
        "interest without a vacancy",
        "consent.withdrawn, at-most: 12 months after last-contact",
        "consent.withdrawn",
    ),
    kept_by(
        "ML-1A-n",
        "shown to a partner, a year after",
        "{until: programme.ended, plus: 12 months}",
        "{until: programme.ended}",
    ),
    kept_by(
        "ML-6-i",
        "a browser's choice half a year",
        "{until: session.ended, plus: 6 months}",
        "{until: session.ended, plus: 7 months}",
    ),
)


def missed_cases(house: House, story: Story, name: str, *edits: Edit) -> list[str]:
    """The cases of this name that the day's plan would not meet, by the declaration with these edits."""
    changed = model(*edits)
    places = {(case.system, case.table) for case in story.cases(name)}
    due = {place: house.due(place, changed) for place in sorted(places)}
    wrong = ((case.name, missed_in_plan(case, due[case.system, case.table])) for case in story.cases(name))
    return [f"{case}: {why}" for case, why in wrong if why]


@pytest.mark.parametrize("name", sorted({one.cases for one in MECHANISMS}))
def test_the_plan_meets_the_expectation(unswept: tuple[House, Story], name: str) -> None:
    assert missed_cases(*unswept, name) == []


@pytest.mark.parametrize("kept", MECHANISMS, ids=[f"{at}-{one.clause}" for at, one in enumerate(MECHANISMS)])
def test_without_its_line_the_expectation_fails(unswept: tuple[House, Story], kept: KeptBy) -> None:
    assert missed_cases(*unswept, kept.cases, *kept.edits) != []
