"""Find what is wrong in how consent is asked, kept and withdrawn.

In:   Model, the law of the day.       Out:  findings; `RULES` of this area.
Never: counts consents; the needs do.

The idea in one read: a consent is a free, informed, active yes to one purpose, as easy to take back as to give. A
way of asking that is no yes (using, paying, staying silent, a box that is ticked already) is kept as published and
never counted. A box is taken as ticked already until the text calls it an `unticked-box`.
Law:  GDPR Art. 4(11), 6(1)(a), 7, 8.
Kept true by: tests/unit/law/test_rules.py, docs/errors.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from lofte.law.dated import LawOfDay
from lofte.law.keeping import events_of
from lofte.law.rule import Finding, Place, Rule, Words, at, named
from lofte.law.walk import about_kind, bases, consents_used, entries, own, right_is_told, same_data
from lofte.model import ConsentForm, Model, ProcessingActivity
from lofte.vocabulary import PUBLIC_FORMS, LegalBasis

NO_ACT: Final = frozenset({"use", "visit", "payment", "silence", "contact"})
SLOW_CHANNEL: Final = frozenset({"letter", "visit"})


def bundled_with_terms(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """A consent that comes with accepting terms."""
    for consent in _asked_by(model, frozenset({"terms"})):
        yield _no_consent(
            consent,
            Words(
                f"the consent `{consent.name}` is part of accepting terms",
                f"samtycket `{consent.name}` ingår i att godta villkor",
            ),
        )


def implied(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """A consent that somebody is taken to have given by using, paying or staying silent."""
    for consent in _asked_by(model, NO_ACT):
        yield _no_consent(
            consent,
            Words(
                f"the consent `{consent.name}` is taken from `{consent.by}`, and nobody has said yes",
                f"samtycket `{consent.name}` antas genom `{consent.by}`, och ingen har sagt ja",
            ),
        )


def preticked(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """A box that is ticked already, or that nobody calls unticked."""
    for consent in _asked_by(model, frozenset({"ticked-box"})):
        yield _no_consent(
            consent,
            Words(
                f"the consent `{consent.name}` is a box that nothing says the person ticks",
                f"samtycket `{consent.name}` är en ruta som inget säger att personen själv kryssar i",
            ),
        )


def not_granular(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """One yes to several purposes."""
    for name, activities in consents_used(model).items():
        purposes = {(activity.purpose, activity.purpose_text) for activity in activities}
        if len(purposes) > 1:
            used_by = named([activity.name for activity in activities])
            yield Finding(
                _consent_place(model, name),
                Words(
                    f"one consent `{name}` covers several purposes: {used_by}",
                    f"ett enda samtycke `{name}` gäller flera ändamål: {used_by}",
                ),
                Words(
                    "ask for each purpose by itself: `basis: consent` in each activity",
                    "fråga om varje ändamål för sig: `basis: consent` i varje behandling",
                ),
            )


def withdrawal_missing(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """Consent is used, and nobody is told that it can be taken back."""
    used = consents_used(model)
    if used and not right_is_told(model, "withdrawal"):
        yield Finding(
            Place("rights.withdrawal", _consent_place(model, next(iter(used))).span),
            Words(
                f"nothing says that the consent {named(list(used))} can be withdrawn",
                f"inget säger att samtycket {named(list(used))} kan återkallas",
            ),
            Words("write `withdrawal` under `rights`", "skriv `withdrawal` under `rights`"),
        )


def withdrawal_harder(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """A yes at a screen that can be taken back only by letter or visit."""
    for consent in _used_forms(model):
        asked = {kind for name in consent.asked or () if name in model.sources for kind in model.sources[name].kinds}
        slow_only = consent.withdraw and set(consent.withdraw) <= SLOW_CHANNEL
        if slow_only and asked and not asked & SLOW_CHANNEL:
            yield Finding(
                at("consents", consent, "withdraw"),
                Words(
                    f"the consent `{consent.name}` is given at once and withdrawn only by {named(consent.withdraw)}",
                    f"samtycket `{consent.name}` ges direkt men återkallas bara genom {named(consent.withdraw)}",
                ),
                Words(
                    "let it be withdrawn where it was given, such as `[link]`",
                    "låt det återkallas där det gavs, till exempel `[link]`",
                ),
            )


def detriment(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """A withdrawal that costs something which could be had without the data."""
    for name, activities in consents_used(model).items():
        form = model.consents[name]
        needs_nothing = all(activity.required == () for activity in activities)
        if form.consequence is not None and needs_nothing:
            yield Finding(
                at("consents", form, "consequence"),
                Words(
                    f"withdrawing `{name}` has a consequence, and nothing that it covers must be given",
                    f"att återkalla `{name}` får en följd, fast inget av det som samtycket gäller måste lämnas",
                ),
                Words(
                    "take the consequence away, or say under `required` without which data it cannot work",
                    "ta bort följden, eller ange under `required` vilka uppgifter som behövs",
                ),
            )
        for activity in own(model):
            if activity not in activities and _ends_with(activity, name) and not _takes_from(activity, activities):
                yield Finding(
                    at("activities", activity, "keep" if f"{name}.withdrawn" in events_of(activity.keep) else "basis"),
                    Words(
                        f"withdrawing `{name}` ends `{activity.name}`, which uses nothing of what it covers",
                        f"att återkalla `{name}` avslutar `{activity.name}`, som inte använder något av det",
                    ),
                    Words(
                        "let it go on without that consent; if it does use those data, name the activity under `from`",
                        "låt det fortsätta utan samtycket; används uppgifterna, ange behandlingen under `from`",
                    ),
                )


def fallback(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """After a withdrawal the same goes on, on another basis."""
    for activity in own(model):
        for entry in activity.basis:
            after = entry.when and (
                (entry.when.event.endswith(".withdrawn") and not entry.when.negated)
                or (entry.when.event.endswith(".given") and entry.when.negated)
            )
            if after and entry.basis is not LegalBasis.CONSENT and LegalBasis.CONSENT in bases(activity):
                yield _falls_back(activity.name, Place(f"activities.{activity.name}.basis", entry.span))
    for one, other in same_data(model):
        both = (bases(one), bases(other))
        if both[0] != both[1] and all(both) and any(LegalBasis.CONSENT in each for each in both):
            second = other if LegalBasis.CONSENT in both[0] else one
            yield _falls_back(second.name, at("activities", second, "basis"))


def imbalance(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """Consent asked of employees, or by an authority."""
    public = any(controller.form in PUBLIC_FORMS for controller in model.controllers.values())
    for activity, entry in entries(model, LegalBasis.CONSENT):
        people = about_kind(model, activity, "employee")
        if people or public:
            yield Finding(
                Place(f"activities.{activity.name}.basis", entry.span or activity.at("basis")),
                Words(
                    f"`{activity.name}` asks consent of people who can hardly say no",
                    f"`{activity.name}` ber om samtycke av människor som knappast kan säga nej",
                ),
                Words(
                    "rest on another basis, or show that a no costs nothing",
                    "stöd på en annan grund, eller visa att ett nej inte kostar något",
                ),
            )


def proof_missing(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """A consent of which nothing is kept."""
    for consent in _used_forms(model):
        if consent.proof == "none":
            yield Finding(
                at("consents", consent, "proof"),
                Words(f"nothing proves the consent `{consent.name}`", f"inget bevisar samtycket `{consent.name}`"),
                Words(
                    "keep who, when, how and which text: `proof: records`, or the table that has it",
                    "spara vem, när, hur och vilken text: `proof: records`, eller tabellen som har det",
                ),
            )


def refresh_undefined(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """A consent that nobody asks for again."""
    for consent in _used_forms(model):
        if consent.refresh is None:
            yield Finding(
                at("consents", consent, "refresh"),
                Words(
                    f"nothing says when `{consent.name}` is asked for again",
                    f"inget säger när samtycket `{consent.name}` förnyas",
                ),
                Words("write `refresh`, such as `24 months`", "skriv `refresh`, till exempel `24 months`"),
            )


def child_consent_age(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """Consent asked of children, and no guardian."""
    for activity, entry in entries(model, LegalBasis.CONSENT):
        form = model.consents.get(entry.consent or activity.name)
        children = about_kind(model, activity, "child")
        if children and (form is None or form.guardian_below is None):
            yield Finding(
                _consent_place(model, entry.consent or activity.name),
                Words(
                    f"`{activity.name}` asks consent of children ({named(children)}) without a guardian",
                    f"`{activity.name}` ber barn ({named(children)}) om samtycke utan vårdnadshavare",
                ),
                Words("write `guardian-below: 13`", "skriv `guardian-below: 13`"),
            )


def _asked_by(model: Model, ways: frozenset[str]) -> Iterator[ConsentForm]:
    return (consent for consent in model.consents.values() if consent.by in ways)


def _used_forms(model: Model) -> Iterator[ConsentForm]:
    return (model.consents[name] for name in consents_used(model) if name in model.consents)


def _no_consent(consent: ConsentForm, message: Words) -> Finding:
    return Finding(
        at("consents", consent, "by"),
        message,
        Words(
            "ask by `unticked-box`, `choice-in-form`, `double-opt-in`, `signature` or `spoken`",
            "fråga med `unticked-box`, `choice-in-form`, `double-opt-in`, `signature` eller `spoken`",
        ),
    )


def _consent_place(model: Model, name: str) -> Place:
    """The compiler gives every consent that is used a form, with the place of its first use if it was not written."""
    return at("consents", model.consents[name])


def _ends_with(activity: ProcessingActivity, consent: str) -> bool:
    """Whether an activity lasts only as long as a consent to something else."""
    lasts = {(f"{consent}.given", False), (f"{consent}.withdrawn", True)}
    conditions = {(entry.when.event, entry.when.negated) for entry in activity.basis if entry.when is not None}
    return bool(conditions & lasts) or f"{consent}.withdrawn" in events_of(activity.keep)


def _takes_from(activity: ProcessingActivity, others: Iterable[ProcessingActivity]) -> bool:
    return bool(set(activity.sources or ()) & {other.name for other in others})


def _falls_back(name: str, place: Place) -> Finding:
    return Finding(
        place,
        Words(
            f"`{name}` goes on with the same data for the same purpose when the consent is withdrawn",
            f"`{name}` fortsätter med samma uppgifter för samma ändamål när samtycket återkallas",
        ),
        Words(
            "choose one basis from the start: a withdrawal must end it",
            "välj en grund från början: ett återkallande måste avsluta behandlingen",
        ),
    )


RULES: Final = (
    Rule(
        "consent-bundled-with-terms",
        Words("consent apart from terms", "samtycke skilt från villkor"),
        bundled_with_terms,
    ),
    Rule("consent-implied", Words("consent by an act", "samtycke genom handling"), implied),
    Rule("consent-preticked", Words("a box the person ticks", "en ruta personen kryssar i"), preticked),
    Rule("consent-not-granular", Words("a yes to each purpose", "ett ja per ändamål"), not_granular),
    Rule("consent-withdrawal-missing", Words("told of withdrawal", "besked om återkallelse"), withdrawal_missing),
    Rule("consent-withdrawal-harder", Words("as easy to withdraw", "lika lätt att återkalla"), withdrawal_harder),
    Rule("consent-detriment", Words("a no that costs nothing", "ett nej som inget kostar"), detriment),
    Rule("consent-fallback", Words("a withdrawal that ends it", "återkallelse som avslutar"), fallback),
    Rule("consent-imbalance", Words("a free yes", "ett fritt ja"), imbalance),
    Rule("consent-proof-missing", Words("proof of consent", "bevis om samtycke"), proof_missing),
    Rule("consent-refresh-undefined", Words("consent asked again", "förnyat samtycke"), refresh_undefined),
    Rule("child-consent-age", Words("a guardian for children", "vårdnadshavare för barn"), child_consent_age),
)
