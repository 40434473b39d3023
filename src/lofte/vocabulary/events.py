"""List the events that need no declaration, and read the names of those of a consent.

In:   nothing.       Out:  `EVENTS`, from word to `Event`.
Never: knows when an event has happened.

The idea in one read: an event is a clause, read after *until*, *after*, *tills* and *efter att*. Those of a person
are the same for all that person's rows; those of a row are bound at each table. Each consent brings two of its own:
`NAME.given` and `NAME.withdrawn`.
Law:  GDPR Art. 5(1)(e).
Kept true by: tests/unit/test_vocabulary.py.

>>> EVENTS["contract.ended"].en, consent_event("newsletter.given")
('the contract has ended', ('newsletter', 'given'))
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lofte.vocabulary.term import Event, by_name

HOW_LONG = "GDPR Art. 5(1)(e)"


def _of_person(name: str, article: str, sv: str, en: str) -> Event:
    return Event(name, article, "dpv:UntilEventDuration", sv, en, of_person=True)


def _of_row(name: str, sv: str, en: str) -> Event:
    return Event(name, HOW_LONG, "dpv:UntilEventDuration", sv, en)


EVENTS: Final[Mapping[str, Event]] = by_name(
    (
        _of_person("consent.withdrawn", "GDPR Art. 7(3)", "du återkallar ditt samtycke", "you withdraw your consent"),
        _of_person("objection.made", "GDPR Art. 21", "du invänder", "you object"),
        _of_person("objection.upheld", "GDPR Art. 21", "din invändning har godtagits", "your objection is upheld"),
        _of_person("request.received", "GDPR Art. 12", "din begäran har kommit in", "your request is received"),
        _of_person("person.died", "GDPR skäl 27", "personen har avlidit", "the person has died"),
        _of_row("collected", "uppgifterna samlades in", "the data were collected"),
        _of_row("last-contact", "vi senast hade kontakt", "we were last in contact"),
        _of_row("session.ended", "besöket är slut", "the visit has ended"),
        _of_row("contract.started", "avtalet har börjat gälla", "the contract has started"),
        _of_row("contract.ended", "avtalet har upphört", "the contract has ended"),
        _of_row("claim.closed", "anspråket är avslutat", "the claim is closed"),
        _of_row("case.closed", "ärendet är avslutat", "the case is closed"),
        _of_row("recruitment.closed", "rekryteringen är avslutad", "the recruitment is closed"),
        _of_row("booked", "affärshändelsen har bokförts", "the transaction is booked"),
        _of_row("account.closed", "kontot är avslutat", "the account is closed"),
    )
)

CONSENT_EVENTS: Final = frozenset({"given", "withdrawn"})


def consent_event(name: str) -> tuple[str, str] | None:
    """The consent and what happened to it, for `NAME.given` and `NAME.withdrawn`; None for any other event."""
    consent, _, happened = name.rpartition(".")
    return (consent, happened) if consent and consent != "consent" and happened in CONSENT_EVENTS else None
