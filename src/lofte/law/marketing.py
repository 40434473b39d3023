"""Find what is wrong in direct marketing: consent to electronic mail, opt-out, objection.

In:   Model, the law of the day.       Out:  findings; `RULES` of this area.
Never: decides who may get a message today; the gate does.

The idea in one read: electronic marketing to a person needs a consent, or a sale and a way out offered each time.
The law protects natural persons, so a contact person at a company is a warning and no error. The right to object to
marketing has no conditions and stands apart from the other rights.
Law:  marknadsföringslagen (2008:486) 19-21 §§; GDPR Art. 21(2)-(4).
Kept true by: tests/unit/law/test_rules.py, docs/errors.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lofte.diagnostics import Severity
from lofte.law.dated import LawOfDay
from lofte.law.rule import Finding, Rule, Words, at, named
from lofte.law.walk import ELECTRONIC, about_kind, bases, own, unsaid
from lofte.model import Model, ProcessingActivity
from lofte.vocabulary import LegalBasis

SOFT_OPT_IN: Final = ("at-sale", "own-similar", "opt-out-at-collection", "opt-out-in-each-message")
BY_PHONE_OR_POST: Final = frozenset({"phone", "post"})


def without_consent(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """Electronic marketing without consent and without a sale."""
    for activity in _marketing(model):
        electronic = tuple(channel for channel in activity.channels if channel in ELECTRONIC)
        if not electronic or activity.soft_opt_in or LegalBasis.CONSENT in bases(activity):
            continue
        business = about_kind(model, activity, "business-contact")
        only_business = bool(business) and set(business) == set(activity.about or ())
        yield Finding(
            at("activities", activity, "channels"),
            Words(
                f"`{activity.name}` sends marketing by {named(electronic)} without consent",
                f"`{activity.name}` skickar reklam via {named(electronic)} utan samtycke",
            ),
            Words(
                "ask for consent, or state what of `soft-opt-in` holds",
                "be om samtycke, eller ange vad av `soft-opt-in` som gäller",
            ),
            severity=Severity.WARNING if only_business else None,
        )


def soft_opt_in_incomplete(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """A sale is relied on, and not all of its conditions are there."""
    for activity in _marketing(model):
        missing = tuple(word for word in SOFT_OPT_IN if word not in activity.soft_opt_in)
        if activity.soft_opt_in and missing:
            yield Finding(
                at("activities", activity, "soft-opt-in"),
                Words(
                    f"`{activity.name}` relies on a sale, and {named(missing)} is not there",
                    f"`{activity.name}` stöds på en försäljning, men {named(missing)} saknas",
                ),
                Words("all four must hold, or ask for consent", "alla fyra måste gälla, annars krävs samtycke"),
            )


def stop_address_missing(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """Electronic marketing, and nowhere to stop it."""
    for activity in _marketing(model):
        electronic = set(activity.channels) & ELECTRONIC
        silent = activity.stop is None and unsaid(model, activity, "stop")
        if electronic and silent and "marketing-stop" not in model.contacts:
            yield Finding(
                at("activities", activity, "stop"),
                Words(
                    f"`{activity.name}` does not say where its messages are stopped",
                    f"`{activity.name}` säger inte var utskicken kan stoppas",
                ),
                Words(
                    "write `stop`, or `contacts.marketing-stop` for all marketing",
                    "skriv `stop`, eller `contacts.marketing-stop` för all marknadsföring",
                ),
            )


def phone_post_opt_out(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """Calls or letters without a look in the opt-out register."""
    for activity in _marketing(model):
        channels = tuple(channel for channel in activity.channels if channel in BY_PHONE_OR_POST)
        people = set(activity.about or ()) - set(about_kind(model, activity, "business-contact"))
        if channels and people and "nix" not in activity.checked_against and LegalBasis.CONSENT not in bases(activity):
            yield Finding(
                at("activities", activity, "channels"),
                Words(
                    f"`{activity.name}` uses {named(channels)} and is not checked against the opt-out register",
                    f"`{activity.name}` använder {named(channels)} utan kontroll mot spärregistret",
                ),
                Words("write `checked-against: [nix]`", "skriv `checked-against: [nix]`"),
            )


def objection_conditional(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """A condition on the right to object to marketing."""
    right = model.rights.get("objection")
    if right is not None and any(True for _activity in _marketing(model)):
        narrow = bool(right.given_for) and not {"any", "direct-marketing"} & set(right.given_for)
        conditions = (*right.exceptions, *((right.condition,) if right.condition not in (None, "none") else ()))
        if narrow or conditions:
            key = "for" if narrow else "except" if right.exceptions else "if"
            yield Finding(
                at("rights", right, key),
                Words(
                    "the right to object to marketing is limited, and the law knows no limit",
                    "rätten att invända mot marknadsföring begränsas, och lagen känner ingen gräns",
                ),
                Words(
                    "give `objection` for `direct-marketing` without exceptions",
                    "ge `objection` för `direct-marketing` utan undantag",
                ),
            )
    for activity in own(model):
        if activity.marketing and activity.profiling is not None and activity.profiling.even_if_objected:
            yield Finding(
                at("activities", activity, "profiling"),
                Words(
                    f"`{activity.name}` goes on with profiling for marketing when someone objects",
                    f"`{activity.name}` fortsätter profilera för marknadsföring när någon invänder",
                ),
                Words("take `even-if-objected` away", "ta bort `even-if-objected`"),
            )


def objection_not_prominent(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """The right to object to marketing does not stand apart."""
    right = model.rights.get("objection")
    if right is not None and right.shown != "apart" and any(True for _activity in _marketing(model)):
        yield Finding(
            at("rights", right, "shown"),
            Words(
                "the right to object to marketing does not stand apart from the other rights",
                "rätten att invända mot marknadsföring står inte skild från de andra rättigheterna",
            ),
            Words("write `shown: apart` under `rights.objection`", "skriv `shown: apart` under `rights.objection`"),
        )


def suppression_missing(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """An objection that leaves no mark, so that the next import starts again."""
    right = model.rights.get("objection")
    told = right.told.get("suppression") if right is not None else None
    said_no = right is not None and not right.suppression and (told is None or told.silence is None)
    if right is not None and said_no and any(True for _activity in _marketing(model)):
        yield Finding(
            at("rights", right, "suppression"),
            Words(
                "an objection leaves no mark that keeps the next import stopped",
                "en invändning lämnar ingen spärr som stoppar nästa import",
            ),
            Words("write `suppression: yes`", "skriv `suppression: yes`"),
        )


def _marketing(model: Model) -> Iterator[ProcessingActivity]:
    return (activity for activity in own(model) if activity.marketing)


RULES: Final = (
    Rule("email-marketing-without-consent", Words("consent to e-mail", "samtycke till e-post"), without_consent),
    Rule("soft-opt-in-incomplete", Words("the whole soft opt-in", "hela kundundantaget"), soft_opt_in_incomplete),
    Rule("marketing-stop-address-missing", Words("where to stop it", "var det stoppas"), stop_address_missing),
    Rule("marketing-phone-post-optout", Words("a look in the register", "kontroll mot spärr"), phone_post_opt_out),
    Rule("marketing-objection-conditional", Words("no condition", "inga villkor"), objection_conditional),
    Rule("marketing-objection-not-prominent", Words("objection apart", "invändning för sig"), objection_not_prominent),
    Rule("suppression-list-missing", Words("a mark that stays", "en spärr som består"), suppression_missing),
)
