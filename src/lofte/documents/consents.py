"""Tell how a consent is given and taken back, and what is kept in browsers.

In:   `Voice`.       Out:  the sections on consent and on cookies.
Never: tells a way of withdrawing that the declaration does not give.

The idea in one read: consents that are asked, withdrawn and renewed in the same way are told in one line, each
leading to what it is for. A cookie is told by its name, what it is for, whose it is and how long it stays; its
consent and its retention are its activity's.
Law:  GDPR Art. 7(3), 13(2)(c); LEK (2022:482) 9 kap. 28 §.
Kept true by: tests/unit/documents/test_sections.py.
"""

from __future__ import annotations

from collections.abc import Mapping

from lofte.documents.blocks import Block, Heading, Inlines, Item, Items, Paragraph, Row, Table
from lofte.documents.language import Said, capitalised, capitalised_inlines, period_words
from lofte.documents.right_words import rights_given
from lofte.documents.voice import Voice
from lofte.model import ConsentForm, Cookie, Website

_CONSENT_TITLE = Said(sv="När du har samtyckt", en="When you have consented")
_WITHDRAW = Said(
    sv="Ett samtycke kan du återkalla när du vill, helt eller delvis, lika lätt som du gav det. "
    "Det som vi gjorde innan dess var fortfarande tillåtet.",
    en="You can withdraw a consent at any time, wholly or in part, as easily as you gave it. "
    "What we did before that remains lawful.",
)
_WITHDRAW_PLAIN = Said(sv="Ett samtycke kan du återkalla när du vill.", en="You can withdraw a consent at any time.")
_CONSENTS = Said(sv="{activities}: {how}", en="{activities}: {how}")
_BY = Said(sv="du samtycker genom {way}.", en="you consent through {way}.")
_WITHDRAW_BY = Said(sv="Återkalla via {channels}.", en="Withdraw by {channels}.")
_CONSEQUENCE = Said(sv="Om du återkallar: {text}.", en="If you withdraw: {text}.")
_REFRESH = Said(sv="Vi frågar dig igen efter {period}.", en="We ask you again after {period}.")
_GUARDIAN = Said(
    sv="Är du under {age} år behövs också vårdnadshavarens samtycke.",
    en="If you are under {age}, your guardian's consent is also needed.",
)

_COOKIE_TITLE = Said(sv="Kakor på webbplatsen", en="Cookies on the website")
_CHOICE = {
    "before": Said(
        sv="Innan du har valt lagrar vi bara det som webbplatsen behöver för att fungera.",
        en="Until you have chosen we store only what the website needs to work.",
    ),
    "browser-settings": Said(
        sv="Du styr kakor med inställningarna i din webbläsare.", en="You control cookies in your browser's settings."
    ),
    "implied": Said(sv="När du använder webbplatsen godtar du kakor.", en="By using the website you accept cookies."),
}
_REFUSE = {
    "first-layer": Said(sv="Det är lika lätt att säga nej som ja.", en="Saying no is as easy as saying yes."),
    "second-layer": Said(sv="Du kan säga nej under inställningar.", en="You can say no under settings."),
}
_ASK_AGAIN = Said(sv="Vi frågar tidigast igen efter {period}.", en="We ask again after {period} at the earliest.")
_WITHOUT = Said(sv="Säger du nej till allt: {text}.", en="If you refuse everything: {text}.")
_OUTGOING = Said(
    sv="Länkar till andra webbplatser leder till sidor med egna regler.",
    en="Links to other websites lead to pages with policies of their own.",
)
_CAPTION = Said(sv="Kakor och liknande", en="Cookies and similar")
_HEADER = (
    Said(sv="Namn", en="Name"),
    Said(sv="Används för", en="Used for"),
    Said(sv="Från", en="From"),
    Said(sv="Finns kvar", en="Stays"),
)
_OWN = Said(sv="oss", en="us")
_SESSION = Said(sv="tills du stänger webbläsaren", en="until you close the browser")
_NOTHING = "–"


def consent_blocks(voice: Voice) -> tuple[Block, ...]:
    """The section on consent; nothing when nothing rests on one."""
    used = activities_by_consent(voice)
    given = rights_given(voice.model)
    lines = _lines(used, voice)
    if not used or ("withdrawal" not in given and not lines):
        return ()
    tells = tuple(f"consent.{name}" for name in used)
    general = " ".join(filter(None, (_withdrawal(voice) if "withdrawal" in given else "", _common_refresh(voice))))
    return (
        Heading(2, voice.say(_CONSENT_TITLE), "consent", ("request.withdrawal",)),
        *((Paragraph((general,), ("request.withdrawal", *tells)),) if general else ()),
        *((Items(lines),) if lines else ()),
    )


def cookie_blocks(voice: Voice) -> tuple[Block, ...]:
    """The section on what is stored in browsers; nothing without a website."""
    told = [block for website in voice.model.websites.values() for block in _website(website, voice)]
    return (Heading(2, voice.say(_COOKIE_TITLE), "cookies"), *told) if told else ()


def _withdrawal(voice: Voice) -> str:
    """In the words of the law where the text is ours; a transcription tells no more than that it can be done."""
    return voice.say(_WITHDRAW_PLAIN if voice.model.transcribed else _WITHDRAW)


def activities_by_consent(voice: Voice) -> Mapping[str, tuple[str, ...]]:
    """The activities that rest on each consent."""
    used: dict[str, tuple[str, ...]] = {}
    for activity in voice.model.activities.values():
        for entry in activity.basis:
            if entry.consent:
                used[entry.consent] = (*used.get(entry.consent, ()), activity.name)
    return used


def _lines(used: Mapping[str, tuple[str, ...]], voice: Voice) -> tuple[Item, ...]:
    alike: dict[str, list[str]] = {}
    for name in used:
        consent = voice.model.consents.get(name)
        how = consent_words(consent, voice) if consent else ""
        if how:
            alike.setdefault(how, []).append(name)
    return tuple(
        Item(_line(how, names, used, voice), tuple(f"consent.{name}" for name in names)) for how, names in alike.items()
    )


def _line(how: str, names: list[str], used: Mapping[str, tuple[str, ...]], voice: Voice) -> Inlines:
    links = voice.activities(activity for name in names for activity in used[name])
    return voice.weave(_CONSENTS, activities=capitalised_inlines(links), how=how)


def consent_words(consent: ConsentForm, voice: Voice) -> str:
    """How it is given, how it is withdrawn and what follows; begins in the middle of a sentence."""
    channels = voice.either(voice.term("withdraw-channel", channel) for channel in consent.withdraw)
    sentences = (
        voice.say(_BY, way=voice.term("consent-way", consent.by)) if consent.by else "",
        voice.say(_WITHDRAW_BY, channels=channels) if channels else "",
        voice.say(_CONSEQUENCE, text=voice.text(consent.consequence).rstrip(".")) if consent.consequence else "",
        _refresh(consent, voice) if not _common_refresh(voice) else "",
        voice.say(_GUARDIAN, age=str(consent.guardian_below)) if consent.guardian_below else "",
    )
    return " ".join(sentence for sentence in sentences if sentence)


def _refresh(consent: ConsentForm, voice: Voice) -> str:
    return voice.say(_REFRESH, period=period_words(consent.refresh, voice.language)) if consent.refresh else ""


def _common_refresh(voice: Voice) -> str:
    """When we ask again, if that is the same for every consent."""
    said = {_refresh(consent, voice) for consent in voice.model.consents.values()}
    return said.pop() if len(said) == 1 else ""


def _website(website: Website, voice: Voice) -> tuple[Block, ...]:
    words = " ".join(sentence for sentence in _choice(website, voice) if sentence)
    rows = tuple(_cookie(cookie, voice) for cookie in website.cookies.values())
    tells = tuple(f"cookie.{name}" for name in website.cookies)
    header = tuple(voice.say(said) for said in _HEADER)
    return (
        *((Paragraph((words,), tells),) if words else ()),
        *((Table(voice.say(_CAPTION), header, rows),) if rows else ()),
    )


def _choice(website: Website, voice: Voice) -> tuple[str, ...]:
    choice = _CHOICE.get(website.choice or "")
    refuse = _REFUSE.get(website.refuse or "")
    return (
        voice.say(choice) if choice else "",
        voice.say(refuse) if refuse else "",
        voice.say(_ASK_AGAIN, period=period_words(website.ask_again, voice.language)) if website.ask_again else "",
        voice.say(_WITHOUT, text=voice.text(website.without).rstrip(".")) if website.without else "",
        voice.say(_OUTGOING) if website.outgoing else "",
    )


def _cookie(cookie: Cookie, voice: Voice) -> Row:
    cells: tuple[Inlines, ...] = (
        (", ".join(cookie.named) or voice.text(cookie.label),),
        _used_for(cookie, voice),
        (_party(cookie, voice),),
        (_stays(cookie, voice),),
    )
    return Row(cells, (f"cookie.{cookie.name}",))


def _used_for(cookie: Cookie, voice: Voice) -> Inlines:
    if cookie.activity:
        return capitalised_inlines(voice.activities((cookie.activity,)))
    return (capitalised(voice.term("cookie-class", cookie.cookie_class)) if cookie.cookie_class else _NOTHING,)


def _party(cookie: Cookie, voice: Voice) -> str:
    if cookie.party is None:
        return _NOTHING
    return voice.say(_OWN) if cookie.party == "own" else voice.recipient(cookie.party)


def _stays(cookie: Cookie, voice: Voice) -> str:
    if cookie.session:
        return voice.say(_SESSION)
    return period_words(cookie.lifetime, voice.language) if cookie.lifetime else _NOTHING
