"""Find what is wrong in who gets data.

In:   Model, the law of the day.       Out:  findings; `RULES` of this area.
Never: reads an agreement; it looks for its day.

The idea in one read: each recipient is named or at least described, and has exactly one role, since the role
decides all the rest: a processor needs an agreement, an independent controller a purpose and a basis of its own, a
social platform shares the responsibility. An authority that asks in a single case is no recipient to name.
Law:  GDPR Art. 4(7)-(10), 13(1)(e), 26, 28.
Kept true by: tests/unit/law/test_rules.py, docs/errors.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lofte.law.dated import LawOfDay
from lofte.law.rule import Finding, Place, Rule, Words, at, named
from lofte.law.walk import data_of, own
from lofte.model import Model, ProcessingActivity, Recipient

SUPPLIERS: Final = {
    "video-meeting": frozenset({"video-tool", "office-suite", "it-supplier", "hosting"}),
    "payment": frozenset({"bank", "it-supplier", "accountant"}),
    "website-statistics": frozenset({"analytics", "it-supplier", "hosting"}),
    "social-media": frozenset({"social-platform", "advertising"}),
    "call-source": frozenset({"call-tracking", "it-supplier"}),
}
"""What a source, a purpose, a channel or a datum can hardly do without, and the kinds of recipient that do it."""


def recipients_missing(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """A purpose, a source, a channel or a datum that implies a recipient, and none is declared."""
    kinds = {kind for recipient in model.recipients.values() for kind in recipient.kinds}
    for activity in own(model):
        uses = {kind for name in activity.sources or () if name in model.sources for kind in model.sources[name].kinds}
        uses |= {activity.purpose or "", *activity.channels, *data_of(model, activity)}
        for word in sorted(uses & SUPPLIERS.keys()):
            ourselves = word not in activity.channels and _served_by_own_system(model, activity)
            if not kinds & SUPPLIERS[word] and not ourselves:
                yield Finding(
                    at("activities", activity, "to"),
                    Words(
                        f"`{activity.name}` implies a supplier for `{word}`, and no recipient is one",
                        f"`{activity.name}` förutsätter en leverantör för `{word}`, och ingen mottagare är det",
                    ),
                    Words(
                        "name the supplier under `recipients`, or declare the system that you run yourselves",
                        "ange leverantören under `recipients`, eller systemet som ni driver själva",
                    ),
                )


def recipients_vague(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """A recipient known by a category alone, and a list that is left open."""
    for recipient in model.recipients.values():
        if _is_vague(recipient):
            yield Finding(
                at("recipients", recipient, "name"),
                Words(
                    f"nobody can tell from `{recipient.name}` who gets the data",
                    f"ingen kan av `{recipient.name}` se vem som får uppgifterna",
                ),
                Words(
                    "write `name`, or what they do (`does`) and where (`country`) for each sector",
                    "skriv `name`, eller vad de gör (`does`) och var (`country`) för varje bransch",
                ),
            )
    for activity in own(model):
        if activity.to_open:
            yield Finding(
                at("activities", activity, "to"),
                Words(
                    f"the recipients of `{activity.name}` are an open list",
                    f"mottagarna för `{activity.name}` är en öppen lista",
                ),
                Words("name them all, and take `and-so-on` away", "ange alla, och ta bort `and-so-on`"),
            )


def role_undetermined(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """A recipient without exactly one role."""
    for recipient in model.recipients.values():
        if len(recipient.roles) == 1:
            continue
        said = named(recipient.roles)
        yield Finding(
            at("recipients", recipient, "role"),
            Words(
                f"`{recipient.name}` has several roles: {said}"
                if recipient.roles
                else f"nothing says whether `{recipient.name}` is processor, joint or independent",
                f"`{recipient.name}` har flera roller: {said}"
                if recipient.roles
                else f"inget säger om `{recipient.name}` är biträde, gemensamt eller självständigt ansvarig",
            ),
            Words(
                "write one `role`: `processor`, `joint` or `independent`; make two recipients where both are true",
                "skriv en `role`: `processor`, `joint` eller `independent`; gör två mottagare där båda stämmer",
            ),
        )


def agreement_missing(model: Model, law: LawOfDay) -> Iterator[Finding]:
    """A processor without an agreement that is signed and still runs."""
    for recipient in model.recipients.values():
        agreement = recipient.agreement
        if recipient.roles != ("processor",):
            continue
        ended = agreement is not None and agreement.until is not None and agreement.until < law.day
        if agreement is None or agreement.signed is None or ended:
            until = agreement.until if agreement else None
            yield Finding(
                at("recipients", recipient, "agreement"),
                Words(
                    f"the agreement with the processor `{recipient.name}` ended on {until}"
                    if ended
                    else f"the processor `{recipient.name}` has no agreement",
                    f"avtalet med biträdet `{recipient.name}` upphörde {until}"
                    if ended
                    else f"biträdet `{recipient.name}` har inget avtal",
                ),
                Words(
                    "sign one that covers Art. 28(3) and write `agreement: {signed: DATE}`",
                    "teckna ett som täcker artikel 28.3 och skriv `agreement: {signed: DATUM}`",
                ),
            )


def disclosure_basis_missing(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """An independent controller gets data, and nobody says what for or on what basis."""
    for recipient in model.recipients.values():
        if recipient.roles != ("independent",):
            continue
        giving = [a for a in own(model) if recipient.name in {to.recipient for to in a.to}]
        no_basis = not recipient.basis and not recipient.on and not any(activity.basis for activity in giving)
        no_purpose = recipient.does is None and not recipient.kinds
        if no_basis or no_purpose:
            key = "basis" if no_basis else "does"
            yield Finding(
                at("recipients", recipient, key),
                Words(
                    f"`{recipient.name}` decides for itself over data that it gets without `{key}`",
                    f"`{recipient.name}` bestämmer själv över uppgifter som lämnas utan `{key}`",
                ),
                Words(
                    "name the recipient under `to` of an activity with a basis, or write `basis` or `on` here",
                    "ange mottagaren under `to` i en behandling med grund, eller skriv `basis` eller `on` här",
                ),
            )


def no_sharing_contradicted(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """The text says that data are never shared, and shares them."""
    claim = model.claims.get("never-shares")
    if claim is not None and model.recipients:
        names = named(list(model.recipients))
        yield Finding(
            Place("claims.never-shares", claim.span),
            Words(
                f"the text says that data are never shared, and {names} get them",
                f"texten säger att uppgifter aldrig lämnas ut, och {names} får dem",
            ),
            Words("take the claim away, or the recipients", "ta bort påståendet, eller mottagarna"),
        )


def social_platform(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """A platform whose plug-in or page collects data, and that is not said to share the responsibility."""
    embedded = {
        cookie.party
        for website in model.websites.values()
        for cookie in website.cookies.values()
        if cookie.kind in ("plug-in", "pixel")
    }
    for recipient in model.recipients.values():
        shares = recipient.roles == ("joint",) and recipient.agreement is not None
        if (recipient.name in embedded or "social-platform" in recipient.kinds) and not shares:
            yield Finding(
                at("recipients", recipient, "role"),
                Words(
                    f"`{recipient.name}` collects data together with you, and no arrangement says so",
                    f"`{recipient.name}` samlar in uppgifter tillsammans med er, och inget arrangemang säger det",
                ),
                Words(
                    "write `role: joint` and the `agreement`, or take the plug-in away",
                    "skriv `role: joint` och `agreement`, eller ta bort insticket",
                ),
            )


def _is_vague(recipient: Recipient) -> bool:
    if recipient.kinds == ("authority",):
        return False
    described = recipient.does is not None and recipient.country is not None
    return recipient.kinds_open or (recipient.named is None and not described)


def _served_by_own_system(model: Model, activity: ProcessingActivity) -> bool:
    return any(
        system.run_by is None and activity.name in {serves.activity for serves in table.serves}
        for system in model.systems.values()
        for table in system.tables.values()
    )


RULES: Final = (
    Rule("recipients-missing", Words("the recipients that there are", "de mottagare som finns"), recipients_missing),
    Rule("recipients-vague", Words("who gets the data", "vem som får uppgifterna"), recipients_vague),
    Rule("recipient-role-undetermined", Words("one role each", "en roll var"), role_undetermined),
    Rule("processor-agreement-missing", Words("an agreement", "ett biträdesavtal"), agreement_missing),
    Rule("disclosure-basis-missing", Words("a basis for disclosure", "grund för utlämnande"), disclosure_basis_missing),
    Rule("no-sharing-claim-contradicted", Words("a claim that holds", "ett löfte som håller"), no_sharing_contradicted),
    Rule("social-platform-joint-control", Words("shared responsibility", "delat ansvar"), social_platform),
)
