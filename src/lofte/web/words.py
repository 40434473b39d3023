"""Hold the words of the pages that are no organisation's own.

In:   nothing.       Out:  `PAGE_WORDS`, and the paths of each page, by language.
Never: says anything of a promise; that is `documents`.

The idea in one read: a template asks for a word by its name; both languages stand side by side here, so that
neither can lack one.
Law:  GDPR Art. 12(1).
Kept true by: tests/web/test_answers.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lofte.documents.language import Said
from lofte.documents.standing import PromiseState

POLICY_PATHS: Final[Mapping[str, str]] = {"sv": "/sv/integritetspolicy", "en": "/en/privacy-policy"}
PROMISES_PATHS: Final[Mapping[str, str]] = {"sv": "/sv/loften", "en": "/en/promises"}
MARKDOWN_PATHS: Final[Mapping[str, str]] = {"sv": "/policy.sv.md", "en": "/policy.en.md"}
VERSIONS_PATHS: Final[Mapping[str, str]] = {"sv": "/sv/versioner", "en": "/en/versions"}
LANGUAGE_NAMES: Final[Mapping[str, str]] = {"sv": "Svenska", "en": "English"}

STATES: Final[Mapping[PromiseState, Said]] = {
    PromiseState.KEPT: Said(sv="Hålls", en="Kept"),
    PromiseState.AT_RISK: Said(sv="I riskzonen", en="At risk"),
    PromiseState.BROKEN: Said(sv="Hålls inte", en="Not kept"),
    PromiseState.NOT_PROVABLE: Said(sv="Kan inte visas", en="Cannot be shown"),
}
STATES_EXPLAINED: Final[Mapping[PromiseState, Said]] = {
    PromiseState.KEPT: Said(sv="det är så i verkligheten", en="it is so in fact"),
    PromiseState.AT_RISK: Said(
        sv="hålls i dag, men något måste göras i tid", en="kept today, but something must be done in time"
    ),
    PromiseState.BROKEN: Said(sv="det är inte som vi har lovat", en="it is not as we promised"),
    PromiseState.NOT_PROVABLE: Said(
        sv="ingen kan i dag visa om det är så", en="nobody can show today whether it is so"
    ),
}

PAGE_WORDS: Final[Mapping[str, Said]] = {
    "skip": Said(sv="Hoppa till innehållet", en="Skip to content"),
    "pages": Said(sv="Sidor", en="Pages"),
    "languages": Said(sv="Språk", en="Languages"),
    "policy": Said(sv="Integritetspolicy", en="Privacy policy"),
    "promises": Said(sv="Så hålls löftena", en="How the promises are kept"),
    "promises_lead": Said(
        sv="Allt som integritetspolicyn säger är ett löfte. Här står hur det är med vart och ett av dem.",
        en="Everything in the privacy policy is a promise. This page says how each of them stands.",
    ),
    "as_of": Said(sv="Läget den {day}.", en="As of {day}."),
    "in_sum": Said(sv="Läget i siffror", en="In figures"),
    "needs_work": Said(sv="Det här behöver göras", en="What needs to be done"),
    "all_promises": Said(sv="Alla löften", en="All promises"),
    "due": Said(sv="Senast {day}", en="By {day}"),
    "in_policy": Said(sv="Läs i policyn", en="Read it in the policy"),
    "no_promises": Said(sv="Det finns inga löften att visa än.", en="There are no promises to show yet."),
    "as_markdown": Said(sv="Policyn som Markdown", en="The policy as Markdown"),
    "versions": Said(sv="Alla versioner av policyn", en="All versions of the policy"),
    "versions_lead": Said(
        sv="Varje version står kvar som den var, så att du kan läsa vad som gällde en viss dag.",
        en="Each version stays as it was, so that you can read what applied on a certain day.",
    ),
    "no_versions": Said(sv="Ingen version har publicerats än.", en="No version has been published yet."),
    "version": Said(sv="Version {version}", en="Version {version}"),
    "version_in-force": Said(sv="Gäller sedan den {since}", en="In force since {since}"),
    "version_earlier": Said(
        sv="Gällde från och med den {since} till och med den {last}", en="In force from {since} to {last}"
    ),
    "version_to-come": Said(sv="Gäller från den {since}", en="Applies from {since}"),
    "earlier_note": Said(
        sv="Det här är en tidigare version. Den gäller inte längre.",
        en="This is an earlier version. It is no longer in force.",
    ),
    "to_come_note": Said(
        sv="Det här är en kommande version. Den gäller inte än.", en="This version is to come. It is not in force yet."
    ),
    "changed": Said(sv="Det här ändrades mot versionen före", en="What it changed from the version before"),
    "to_current": Said(sv="Till den version som gäller", en="To the version in force"),
    "made_with": Said(
        sv="Sidan är gjord ur samma beskrivning som styr gallringen.",
        en="This page is made from the same declaration that decides what is erased.",
    ),
    "not_found": Said(sv="Sidan finns inte", en="There is no such page"),
    "not_found_help": Said(
        sv="Adressen kan ha ändrats. Policyn finns på den här webbplatsens första sida.",
        en="The address may have changed. The policy is on the first page of this site.",
    ),
    "not_allowed": Said(sv="Det går inte att göra så här", en="This cannot be done here"),
    "not_allowed_help": Said(sv="Sidorna kan bara läsas.", en="These pages can only be read."),
    "failed": Said(sv="Något gick fel hos oss", en="Something went wrong on our side"),
    "failed_help": Said(
        sv="Försök igen om en stund. Felet är vårt, och ingenting av det du gjorde har gått förlorat.",
        en="Please try again in a while. The fault is ours, and nothing that you did has been lost.",
    ),
    "to_policy": Said(sv="Till integritetspolicyn", en="To the privacy policy"),
}
