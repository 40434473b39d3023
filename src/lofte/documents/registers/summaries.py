"""Make the retention summary and the cookie table.

In:   `Voice`.       Out:  two `Register`s: an entry for each activity that keeps data, and for each stored item.
Never: counts a day; leaves an activity with a rule, or an item, out.

The idea in one read: both answer one question at a glance: how long is what kept, and what is stored in my browser.
A period has the words that the policy has. Copies that a sweep does not reach are told beside it, since a person who
reads *erased* may else believe that they are gone too.
Law:  GDPR Art. 5(1)(e), 13(2)(a), 30(1)(f); LEK (2022:482) 9 kap. 28 §.
Kept true by: tests/unit/documents/test_registers.py, tests/golden/texts/.
"""

from __future__ import annotations

from dataclasses import dataclass

from lofte.documents.language import Said, period_words
from lofte.documents.registers import cells
from lofte.documents.registers.record import version_and_day
from lofte.documents.registers.shape import Cell, Entry, Field, Register, columns_and_cells, named, told
from lofte.documents.voice import Voice
from lofte.model import Cookie, ProcessingActivity, Website

_RETENTION = Said(sv="Så länge sparas uppgifterna", en="How long data are kept")
_PURPOSE = Said(sv="Ändamål", en="Purpose")
_SUBJECTS = Said(sv="Vems uppgifter", en="Whose data")
_DATA = Said(sv="Uppgifter", en="Data")
_KEPT = Said(sv="Sparas", en="Kept")
_ROWS = Said(sv="En rad för varje ändamål", en="One row for each purpose")
_BACKUPS = Said(sv="I säkerhetskopior därefter", en="In backups after that")
_BACKUP = Said(sv="i högst {period}", en="for at most {period}")
_BACKUP_OF = Said(sv="{system}: i högst {period}", en="{system}: for at most {period}")
_SWEPT = Said(
    sv="När tiden är ute tas uppgifterna bort inom {within}.",
    en="When the time is up the data are removed within {within}.",
)

_ITEMS = Said(sv="En rad för varje sak som lagras i webbläsaren", en="One row for each thing stored in the browser")
_COOKIES = Said(sv="Kakor och liknande", en="Cookies and similar")
_NAME = Said(sv="Namn", en="Name")
_IS = Said(sv="Vad det är", en="What it is")
_CLASS = Said(sv="Slag", en="Class")
_FOR = Said(sv="Används för", en="Used for")
_FROM = Said(sv="Från", en="From")
_STAYS = Said(sv="Finns kvar", en="Stays")
_WHERE = Said(sv="Webbplats", en="Website")
_OWN = Said(sv="oss själva", en="ourselves")
_SESSION = Said(sv="tills webbläsaren stängs", en="until the browser is closed")


@dataclass(frozen=True, slots=True)
class _Stored:
    """One item and the website that stores it."""

    website: Website
    cookie: Cookie


def _backups(activity: ProcessingActivity, voice: Voice) -> Cell:
    found = [(system, system.backups_keep) for system in cells.systems_serving(activity, voice) if system.backups_keep]
    said = _BACKUP_OF if len({keep for _, keep in found}) > 1 else _BACKUP
    lines = (
        voice.say(said, period=period_words(keep, voice.language), system=cells.system_words(system, voice))
        for system, keep in found
    )
    return told(*lines, span=found[0][0].at("backups") if found else None)


RETENTION_FIELDS: tuple[Field[ProcessingActivity], ...] = (
    Field("purpose", _PURPOSE, cells.purpose, "GDPR Art. 30(1)(b)"),
    Field("subjects", _SUBJECTS, cells.subjects, "GDPR Art. 30(1)(c)"),
    Field("data", _DATA, cells.data, "GDPR Art. 30(1)(c)"),
    Field("kept", _KEPT, cells.kept, "GDPR Art. 13(2)(a), 30(1)(f)"),
    Field("backups", _BACKUPS, _backups),
)
"""The columns of the retention summary."""


def _name(stored: _Stored, voice: Voice) -> Cell:
    cookie = stored.cookie
    return named(*(cookie.named or (voice.text(cookie.label) or cookie.name,)), span=cookie.at("named"))


def _is(stored: _Stored, voice: Voice) -> Cell:
    return told(voice.term("cookie-kind", stored.cookie.kind), span=stored.cookie.at("is"))


def _class(stored: _Stored, voice: Voice) -> Cell:
    word = stored.cookie.cookie_class
    return told(voice.term("cookie-class", word) if word else "", span=stored.cookie.at("class"))


def _for(stored: _Stored, voice: Voice) -> Cell:
    activity = voice.model.activities.get(stored.cookie.activity or "")
    return told(voice.purpose(activity) if activity else "", span=stored.cookie.at("for"))


def _from(stored: _Stored, voice: Voice) -> Cell:
    party = stored.cookie.party
    words = voice.say(_OWN) if party == "own" else voice.recipient(party) if party else ""
    return told(words, span=stored.cookie.at("from"))


def _stays(stored: _Stored, voice: Voice) -> Cell:
    cookie = stored.cookie
    lifetime = period_words(cookie.lifetime, voice.language) if cookie.lifetime else ""
    return told(voice.say(_SESSION) if cookie.session else lifetime, span=cookie.at("lifetime"))


def _where(stored: _Stored, voice: Voice) -> Cell:
    website = stored.website
    return named(website.url or voice.text(website.label) or website.name, span=website.at("url"))


COOKIE_FIELDS: tuple[Field[_Stored], ...] = (
    Field("name", _NAME, _name, "LEK (2022:482) 9 kap. 28 §"),
    Field("for", _FOR, _for, "LEK (2022:482) 9 kap. 28 §"),
    Field("class", _CLASS, _class),
    Field("is", _IS, _is),
    Field("from", _FROM, _from, "GDPR Art. 13(1)(e)"),
    Field("stays", _STAYS, _stays, "LEK (2022:482) 9 kap. 28 §"),
)
"""The columns of the cookie table; which website is told only where there are several."""


def retention(voice: Voice) -> Register:
    """How long, for everything that is kept as a controller."""
    model = voice.model
    those = tuple(one for one in model.activities.values() if one.on_behalf_of is None)
    columns, rows = columns_and_cells(RETENTION_FIELDS, those, voice)
    entries = tuple(
        Entry(one.name, row, (f"retention.{one.name}",) if one.keep else (), one.span)
        for one, row in zip(those, rows, strict=True)
    )
    within = period_words(model.sweep.within, voice.language) if model.sweep else ""
    notes = (voice.say(_SWEPT, within=within),) if within else ()
    title, caption = voice.say(_RETENTION), voice.say(_ROWS)
    return Register("retention", title, caption, voice.language, version_and_day(voice), notes, columns, entries)


def cookies(voice: Voice) -> Register:
    """Everything that is stored in a browser."""
    sites = voice.model.websites.values()
    those = tuple(_Stored(site, cookie) for site in sites for cookie in site.cookies.values())
    several = (Field("website", _WHERE, _where),) if len({one.website.name for one in those}) > 1 else ()
    columns, rows = columns_and_cells((*COOKIE_FIELDS, *several), those, voice)
    entries = tuple(
        Entry(f"{one.website.name}.{one.cookie.name}", row, (f"cookie.{one.cookie.name}",), one.cookie.span)
        for one, row in zip(those, rows, strict=True)
    )
    title, caption = voice.say(_COOKIES), voice.say(_ITEMS)
    return Register("cookies", title, caption, voice.language, version_and_day(voice), (), columns, entries)
