"""Find what is wrong in what websites store in browsers.

In:   Model, the law of the day.       Out:  findings; `RULES` of this area.
Never: visits a page; it judges the declared inventory.

The idea in one read: what is not necessary needs a yes before it is stored, a no that is as easy, and a list that
says what each item is for, whose it is and how long it stays. A browser setting is no yes. An identifier in a
cookie is a personal datum, whatever the text says.
Law:  LEK (2022:482) 9 kap. 28 §; GDPR Art. 4(1), 4(11), 7(3).
Kept true by: tests/unit/law/test_rules.py, docs/errors.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lofte.law.dated import LawOfDay
from lofte.law.rule import Finding, Place, Rule, Words, at, named
from lofte.law.walk import data_of, own
from lofte.model import Cookie, Model, Website

OPTIONAL: Final = frozenset({"functional", "statistics", "marketing"})
TRACKING: Final = frozenset({"pixel", "plug-in", "ip-matching", "embedded"})
IDENTIFYING: Final = frozenset({"cookie-id", "ip-address", "profile"})
NO_YES: Final = frozenset({"implied", "none", "browser-settings"})


def consent_missing(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """Something that nobody shows to be necessary is stored before anybody has said yes."""
    for website in model.websites.values():
        optional = [cookie.name for cookie in website.cookies.values() if _needs_yes(cookie)]
        if optional and (website.choice in NO_YES or website.choice is None):
            yield Finding(
                at("websites", website, "choice"),
                Words(
                    f"website `{website.name}` stores {named(optional)} before anybody has said yes",
                    f"webbplatsen `{website.name}` lagrar {named(optional)} innan någon har sagt ja",
                ),
                Words(
                    "ask first: `choice: before`; or store only what is necessary",
                    "fråga först: `choice: before`; eller lagra bara det nödvändiga",
                ),
            )


def browser_settings(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """The only way to say no is a setting of the browser."""
    for website in model.websites.values():
        if website.choice == "browser-settings":
            yield Finding(
                at("websites", website, "choice"),
                Words(
                    f"on website `{website.name}` only a setting of the browser refuses cookies",
                    f"på webbplatsen `{website.name}` kan kakor bara avböjas i webbläsarens inställningar",
                ),
                Words(
                    "ask before anything optional is stored: `choice: before`",
                    "fråga innan något valfritt lagras: `choice: before`",
                ),
            )


def inventory_missing(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """Something is stored, and not all of what it is stands in the list."""
    for website, cookie in _cookies(model):
        missing = _missing(cookie)
        if missing:
            yield Finding(
                _cookie_place(website, cookie),
                Words(
                    f"`{cookie.name}` on website `{website.name}` is listed without {named(missing)}",
                    f"`{cookie.name}` på webbplatsen `{website.name}` anges utan {named(missing)}",
                ),
                Words(
                    "write its name in the browser, what it is for, whose it is and how long it stays",
                    "skriv dess namn i webbläsaren, vad den är till för, vems den är och hur länge den finns kvar",
                ),
            )
    listed = any(website.cookies for website in model.websites.values())
    for source in model.sources.values():
        if "cookie" in source.kinds and not listed:
            yield Finding(
                at("sources", source),
                Words(
                    f"`{source.name}` collects data by cookies, and no website lists them",
                    f"`{source.name}` samlar in uppgifter med kakor, och ingen webbplats listar dem",
                ),
                Words("write `cookies` under `websites`", "skriv `cookies` under `websites`"),
            )


def claim_contradicted(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """The text says that cookies hold no personal data, and they do."""
    claim = model.claims.get("no-cookie-personal-data")
    if claim is None:
        return
    against = [f"websites.{w.name}.cookies.{c.name}" for w, c in _cookies(model) if _personal(model, c)]
    against += [f"activities.{activity}" for activity in _activities_by_cookie(model)]
    if against:
        yield Finding(
            at("claims", claim),
            Words(
                f"the text says that cookies hold no personal data, and {named(against)} show that they do",
                f"texten säger att kakor inte innehåller personuppgifter, och {named(against)} visar motsatsen",
            ),
            Words("take the claim away", "ta bort påståendet"),
        )


def category_wrong(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """Something is called necessary that serves statistics or marketing."""
    for website, cookie in _cookies(model):
        activity = model.activities.get(cookie.activity or "")
        optional = activity is not None and activity.purpose_class in ("marketing", "insight")
        if cookie.cookie_class == "necessary" and (optional or cookie.kind in TRACKING):
            yield Finding(
                Place(f"websites.{website.name}.cookies.{cookie.name}.class", cookie.at("class")),
                Words(
                    f"`{cookie.name}` is called necessary, and the website works without it",
                    f"`{cookie.name}` kallas nödvändig, och webbplatsen fungerar utan den",
                ),
                Words("write the class that it is, and ask first", "skriv den klass den är, och fråga först"),
            )


def reject_unequal(model: Model, _: LawOfDay) -> Iterator[Finding]:
    """A no that takes more than a yes."""
    for website in model.websites.values():
        if website.choice == "before" and website.refuse in ("second-layer", "none"):
            yield Finding(
                at("websites", website, "refuse"),
                Words(
                    f"on website `{website.name}` a no takes more steps than a yes",
                    f"på webbplatsen `{website.name}` tar ett nej fler steg än ett ja",
                ),
                Words("let both stand on the first layer: `refuse: first-layer`", "visa båda i första lagret"),
            )


def _cookies(model: Model) -> Iterator[tuple[Website, Cookie]]:
    for website in model.websites.values():
        for cookie in website.cookies.values():
            yield website, cookie


def _needs_yes(cookie: Cookie) -> bool:
    """What is optional, and what has neither class nor purpose: only what is necessary may do without a yes."""
    return cookie.cookie_class in OPTIONAL or cookie.cookie_class is None


def _cookie_place(website: Website, cookie: Cookie) -> Place:
    return Place(f"websites.{website.name}.cookies.{cookie.name}", cookie.span)


def _missing(cookie: Cookie) -> tuple[str, ...]:
    said = {
        "named": bool(cookie.named),
        "for": cookie.activity is not None,
        "from": cookie.party is not None,
        "lifetime": cookie.session or cookie.lifetime is not None,
    }
    return tuple(key for key, there in said.items() if not there)


def _personal(model: Model, cookie: Cookie) -> bool:
    activity = model.activities.get(cookie.activity or "")
    identifies = activity is not None and bool(set(data_of(model, activity)) & IDENTIFYING)
    crosses_sites = cookie.party not in (None, "own") and cookie.cookie_class in ("statistics", "marketing")
    return identifies or crosses_sites or cookie.kind in TRACKING


def _activities_by_cookie(model: Model) -> Iterator[str]:
    for activity in own(model):
        kinds = {kind for name in activity.sources or () if name in model.sources for kind in model.sources[name].kinds}
        if "cookie" in kinds and set(data_of(model, activity)) & IDENTIFYING:
            yield activity.name


RULES: Final = (
    Rule("cookie-consent-missing", Words("a yes before it is stored", "ett ja före lagring"), consent_missing),
    Rule("cookie-browser-settings-as-consent", Words("a real choice", "ett verkligt val"), browser_settings),
    Rule("cookie-inventory-missing", Words("a list of what is stored", "en lista över kakor"), inventory_missing),
    Rule("cookie-claim-contradicted", Words("a claim that holds", "ett påstående som håller"), claim_contradicted),
    Rule("cookie-category-wrong", Words("the right class", "rätt klass"), category_wrong),
    Rule("cookie-reject-unequal", Words("a no as easy as a yes", "ett nej lika lätt som ett ja"), reject_unequal),
)
