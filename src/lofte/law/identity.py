"""Find what is wrong in who answers: controllers, contacts, the data protection officer, the representative.

In:   Model, the law of the day.       Out:  findings; `RULES` of this area.
Never: asks a register whether a number or an address exists; it judges their form.

The idea in one read: a person must be able to see who answers for the data and to reach them. A way to reach
somebody is one that can work: an address with a domain, a link that leads somewhere, a number with digits.
Law:  GDPR Art. 4(7)-(8), 13(1)(a)-(b), 14(1)(a), 26, 27, 28, 37.
Kept true by: tests/unit/law/test_rules.py, docs/errors.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from stdnum.se import orgnr

from lofte.diagnostics import Span
from lofte.law.dated import LawOfDay
from lofte.law.rule import Finding, Place, Rule, Words, at, named
from lofte.law.walk import own
from lofte.model import Contact, Controller, Element, Model
from lofte.vocabulary import PUBLIC_FORMS

EMAIL: Final = re.compile(r"[^\s@,;<>]+@(?:[^\s@.,;]+\.)+[^\s@.,;]{2,}")
PHONE: Final = re.compile(r"\+?[\d\s()/–-]{6,}")
WEB: Final = re.compile(r"https?://[^\s/.]+\.[^\s]+")
FOR_OTHERS: Final = "process-for-customers"
SENSITIVE_RISKS: Final = frozenset({"monitoring", "special-or-intimate"})


def identity_missing(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """A controller without name, legal form, address, or (in Sweden, unless a sole trader) number."""
    for controller in model.controllers.values():
        for key in _missing_identity(controller):
            yield Finding(
                at("controllers", controller, key),
                Words(
                    f"`{controller.name}` is named as controller without its `{key}`",
                    f"`{controller.name}` anges som personuppgiftsansvarig utan `{key}`",
                ),
                Words(
                    f"write `{key}` under `controllers.{controller.name}`",
                    f"skriv `{key}` under `controllers.{controller.name}`",
                ),
            )


def contact_invalid(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """No way to reach the controller, or one that cannot work."""
    for contact in model.contacts.values():
        for key, example in _broken_channels(contact):
            yield Finding(
                at("contacts", contact, key),
                Words(
                    f"`{key}` of `contacts.{contact.name}` cannot work as it is written",
                    f"`{key}` under `contacts.{contact.name}` kan inte fungera som det är skrivet",
                ),
                Words(f"write one that works, such as `{example}`", f"skriv en som fungerar, till exempel `{example}`"),
            )
    for website in model.websites.values():
        for name, link in website.links.items():
            if link is not None and not WEB.fullmatch(link):
                yield Finding(
                    Place(f"websites.{website.name}.links.{name}", website.at("links")),
                    Words(
                        f"the link `{name}` of website `{website.name}` leads nowhere",
                        f"länken `{name}` på webbplatsen `{website.name}` leder ingenstans",
                    ),
                    Words("write the whole address, with `https://`", "skriv hela adressen, med `https://`"),
                )
    if not _reachable(model.contacts.get("privacy")):
        yield Finding(
            Place("contacts.privacy", _span_of(model.contacts.get("privacy"), model)),
            Words("there is no way to reach the controller", "det finns inget sätt att nå den personuppgiftsansvariga"),
            Words(
                "write one of `email`, `phone`, `post` and `form` under `contacts.privacy`",
                "skriv något av `email`, `phone`, `post` och `form` under `contacts.privacy`",
            ),
        )


def org_number_invalid(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """A Swedish number whose check digit is wrong, or whose third digit is that of a person."""
    for controller in model.controllers.values():
        if controller.country != "SE" or controller.org_nr is None:
            continue
        digits = orgnr.compact(controller.org_nr)
        person_allowed = controller.form == "sole-trader"
        if not orgnr.is_valid(digits) or (digits[2] < "2" and not person_allowed):
            yield Finding(
                at("controllers", controller, "org-nr"),
                Words(
                    f"`org-nr` of `{controller.name}` is not a Swedish organisation number",
                    f"`org-nr` för `{controller.name}` är inget svenskt organisationsnummer",
                ),
                Words(
                    "copy it again from the register: ten digits, the last one a check digit",
                    "skriv av det igen från registret: tio siffror, den sista en kontrollsiffra",
                ),
            )


def joint_arrangement_missing(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """Two controllers of one activity, and no arrangement between them."""
    seen: set[tuple[str, ...]] = set()
    for activity in own(model):
        names = activity.controllers or tuple(model.controllers)
        if len(names) < 2 or names in seen or _arranged(model, names):
            continue
        seen.add(names)
        yield Finding(
            at("activities", activity, "controller"),
            Words(
                f"{named(names)} are joint controllers, and no arrangement says who answers people",
                f"{named(names)} är gemensamt ansvariga, och inget arrangemang säger vem som svarar den enskilde",
            ),
            Words(
                f"write `jointly-with` under `controllers.{names[0]}` with `arrangement`, `essence` and `answers`, "
                "or give each activity its own `controller`",
                f"skriv `jointly-with` under `controllers.{names[0]}` med `arrangement`, `essence` och `answers`, "
                "eller ge varje behandling sin egen `controller`",
            ),
        )


def roles_mixed(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """Work for others that no section of its own tells, with the controller to turn to."""
    for activity in model.activities.values():
        for_others = activity.purpose == FOR_OTHERS or activity.silence("on-behalf-of") is not None
        if activity.on_behalf_of is None and for_others:
            yield Finding(
                at("activities", activity, "on-behalf-of"),
                Words(
                    f"`{activity.name}` is done for others, and nothing says that they are the controllers",
                    f"`{activity.name}` görs åt andra, och inget säger att de är personuppgiftsansvariga",
                ),
                Words(
                    "write `on-behalf-of`: it is then told apart, with whom to turn to",
                    "skriv `on-behalf-of`: då berättas det för sig, med vem man vänder sig till",
                ),
            )


def representative_missing(model: Model, law: LawOfDay) -> Iterator[Finding]:
    """A controller outside the EEA without a representative inside it."""
    for controller in model.controllers.values():
        if law.in_eea(controller.country) or _reachable(model.contacts.get("representative")):
            continue
        yield Finding(
            at("controllers", controller, "country"),
            Words(
                f"`{controller.name}` is outside the EEA and names no representative in the Union",
                f"`{controller.name}` finns utanför EES och anger ingen företrädare i unionen",
            ),
            Words(
                "write `contacts.representative` with name, country and a way to reach it",
                "skriv `contacts.representative` med namn, land och ett sätt att nå den",
            ),
            lists=law.used("EEA members"),
        )


def dpo_required(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """A public body, or large-scale monitoring or special data, and no data protection officer."""
    dpo = model.contacts.get("dpo")
    if dpo is not None and dpo.required:
        return
    reason = _officer_reason(model)
    if reason is not None:
        yield Finding(
            Place("contacts.dpo", _span_of(dpo, model)),
            Words(
                f"a data protection officer is required since {reason.en}",
                f"ett dataskyddsombud krävs eftersom {reason.sv}",
            ),
            Words(
                "appoint one, report it to the authority, and write `contacts.dpo`",
                "utse ett, anmäl det till myndigheten och skriv `contacts.dpo`",
            ),
        )


def dpo_contact_missing(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """An officer whom nobody can reach, or of whom the authority was not told."""
    dpo = model.contacts.get("dpo")
    if dpo is None or not dpo.required or dpo.same_as is not None or _says_nothing(dpo):
        return
    missing = [key for key, absent in (("email", not _reachable(dpo)), ("reported", dpo.reported is None)) if absent]
    for key in missing:
        yield Finding(
            at("contacts", dpo, key),
            Words(f"the data protection officer is named without `{key}`", f"dataskyddsombudet anges utan `{key}`"),
            Words(
                "write how to reach the officer and the day on which the authority was told (`reported`)",
                "skriv hur ombudet nås och vilken dag det anmäldes till myndigheten (`reported`)",
            ),
        )


def dpo_undeclared(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """Nobody says whether there is a data protection officer."""
    dpo = model.contacts.get("dpo")
    if dpo is None or _says_nothing(dpo):
        yield Finding(
            Place("contacts.dpo", _span_of(dpo, model)),
            Words(
                "nothing says whether there is a data protection officer",
                "ingenting säger om det finns ett dataskyddsombud",
            ),
            Words(
                "write `dpo:` under `contacts`, or `dpo: not-required` if nobody needs to be appointed",
                "skriv `dpo:` under `contacts`, eller `dpo: not-required` om ingen behöver utses",
            ),
        )


def authority_on_legitimate_interests(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """A public body that rests a task of its own on legitimate interests."""
    if not any(controller.form in PUBLIC_FORMS for controller in model.controllers.values()):
        return
    for activity in own(model):
        for entry in activity.basis:
            if entry.basis == "legitimate-interests":
                yield Finding(
                    Place(f"activities.{activity.name}.basis", entry.span or activity.at("basis")),
                    Words(
                        f"`{activity.name}` rests a public body's task on legitimate interests",
                        f"`{activity.name}` stöder en myndighets uppgift på berättigat intresse",
                    ),
                    Words(
                        "name the `public-task` or the `legal-obligation` that the task is, with its statute",
                        "ange den `public-task` eller `legal-obligation` som uppgiften är, med sitt lagrum",
                    ),
                )


def _missing_identity(controller: Controller) -> Iterator[str]:
    if controller.legal_name is None:
        yield "name"
    if controller.form is None:
        yield "form"
    if controller.org_nr is None and controller.country == "SE" and controller.form != "sole-trader":
        yield "org-nr"
    if controller.address is None:
        yield "address"


def _broken_channels(contact: Contact) -> Iterator[tuple[str, str]]:
    if contact.email is not None and not EMAIL.fullmatch(contact.email):
        yield "email", "privacy@example.se"
    if contact.phone is not None and not PHONE.fullmatch(contact.phone):
        yield "phone", "+46 8 123 45 67"
    if contact.form is not None and not WEB.fullmatch(contact.form):
        yield "form", "https://example.se/contact"


def _reachable(contact: Contact | None) -> bool:
    if contact is None:
        return False
    if contact.same_as is not None:
        return True
    return any((contact.email, contact.phone, contact.post, contact.form))


def _says_nothing(contact: Contact) -> bool:
    return contact.required and not _reachable(contact) and contact.reported is None


def _span_of(element: Element | None, model: Model) -> Span | None:
    return element.span if element is not None else model.policy.span


def _arranged(model: Model, names: tuple[str, ...]) -> bool:
    for name in names:
        arranged = {
            joint.controller
            for joint in model.controllers[name].jointly_with
            if joint.arrangement is not None and joint.answers is not None and joint.essence is not None
        }
        if arranged | {name} >= set(names):
            return True
    return False


def _officer_reason(model: Model) -> Words | None:
    for controller in model.controllers.values():
        if controller.form in PUBLIC_FORMS:
            return Words(f"`{controller.name}` is a public body", f"`{controller.name}` är ett offentligt organ")
    for activity in own(model):
        if "large-scale" in activity.risk and SENSITIVE_RISKS & set(activity.risk):
            return Words(
                f"`{activity.name}` watches people or uses special data on a large scale",
                f"`{activity.name}` övervakar människor eller använder känsliga uppgifter i stor omfattning",
            )
    return None


RULES: Final = (
    Rule("controller-identity-missing", Words("who the controller is", "vem som är ansvarig"), identity_missing),
    Rule("controller-contact-invalid", Words("a contact that works", "en kontaktväg som fungerar"), contact_invalid),
    Rule("org-number-invalid", Words("a correct number", "ett riktigt organisationsnummer"), org_number_invalid),
    Rule(
        "joint-controllers-arrangement-missing",
        Words("an arrangement between joint controllers", "ett arrangemang mellan gemensamt ansvariga"),
        joint_arrangement_missing,
    ),
    Rule(
        "controller-and-processor-mixed", Words("one's own apart from others'", "eget skilt från andras"), roles_mixed
    ),
    Rule("representative-missing", Words("a representative in the Union", "en företrädare"), representative_missing),
    Rule("dpo-required", Words("an officer where required", "dataskyddsombud där det krävs"), dpo_required),
    Rule("dpo-contact-missing", Words("how to reach the officer", "hur ombudet nås"), dpo_contact_missing),
    Rule("dpo-status-undeclared", Words("whether there is an officer", "om det finns ett ombud"), dpo_undeclared),
    Rule(
        "legitimate-interest-public-authority",
        Words("no legitimate interests for public tasks", "inget berättigat intresse för offentliga uppgifter"),
        authority_on_legitimate_interests,
    ),
)
