"""Type the single values: texts, periods, dates, places, addresses, secrets.

In:   a node and where it stands.       Out:  a value of the form, or None when a fault was told.
Never: guesses; shows a secret; reads a variable of the environment.

The idea in one read: every scalar arrives as text and its key says what it is, so that `NO` is Norway where a place
stands and a word where a word stands. A text is one string in the first language, or strings by language. A URL with a
password in it, and a token that is written out, are faults whose line is shown with the secret hidden.
Law:  GDPR Art. 32 for secrets.
Kept true by: tests/unit/declaration/test_plain.py.

>>> period("18 months")
Period(years=0, months=18, weeks=0, days=0, hours=0)
"""

from __future__ import annotations

import re
from datetime import date
from difflib import get_close_matches
from functools import cache
from zoneinfo import available_timezones

from lofte.declaration.at import At, listed, proposed
from lofte.declaration.form import MonthDay, Silence, Written
from lofte.declaration.yaml import Entry, Fields, Items, Node, Scalar
from lofte.diagnostics import Related
from lofte.grammar import Text
from lofte.periods import Period
from lofte.vocabulary import COUNTRIES

HONEST = {"unstated": Silence.UNSTATED, "undecided": Silence.UNDECIDED}
AND_SO_ON = "and-so-on"
LANGUAGES = ("sv", "en")
"""Those in which Löfte has texts of its own; `policy.languages` may name others."""

_PERIOD = re.compile(r"(\d{1,4}) (hour|day|week|month|year)s?")
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_DAY = re.compile(r"(\d{2})-(\d{2})")
_NUMBER = re.compile(r"\d{1,9}")
_NAME = re.compile(r"[a-zåäöéüø][a-zåäöéüø0-9]*(-[a-zåäöéüø0-9]+)*")
_ENV = re.compile(r"env:[A-Z_][A-Z0-9_]*")
# A password between `scheme://user:` and `@`, or under a telling name among the parameters.
_PASSWORD = re.compile(
    r"://[^/?#\s:@]{0,200}:(?!\d*(?:/|$))[^\s@]{1,200}@"
    r"|[?&;](?:password|passwd|pwd|token|secret|api_?key|access_?key)=[^&\s]",
    re.IGNORECASE,
)
_COMMON_PLACES = {"UK": "GB", "EL": "GR", "EU": "eea", "EES": "eea", "EEA": "eea", "Sverige": "SE", "Sweden": "SE"}
_LEAP_YEAR = 2024


def honest(node: Node) -> Silence | None:
    """The silence that stands here in place of a value."""
    return HONEST.get(node.text) if isinstance(node, Scalar) and node.plain else None


def is_empty(node: Node) -> bool:
    """Nothing was written: `key:` with no value."""
    return isinstance(node, Scalar) and node.plain and not node.text


def is_name(text: str) -> bool:
    """Lower-case letters, digits and hyphens, beginning with a letter."""
    return _NAME.fullmatch(text) is not None


def is_event(text: str) -> bool:
    """`object.happened`, or one of the single words that need no declaration."""
    return all(map(is_name, text.split(".")))


def period(text: str) -> Period | None:
    """`18 months`; the word stands in the singular or the plural."""
    match = _PERIOD.fullmatch(text)
    return Period(**{f"{match[2]}s": int(match[1])}) if match else None


def one_text(node: Node, at: At, wanted: str) -> str | None:
    """The text of a scalar; anything else is told."""
    if isinstance(node, Scalar):
        if node.text:
            return node.text
        at.fault("value-missing", node.span, wanted=wanted)
        return None
    wrong_type(node, at, wanted)
    return None


def wrong_type(node: Node, at: At, wanted: str, hint: str = "") -> None:
    """Tell that another kind of value stands here."""
    found = {Scalar: "a single value", Items: "a list", Fields: "a mapping"}[type(node)]
    example = f"for example `{at.key}: {at.example}`" if at.example else f"write {wanted}"
    at.fault("wrong-type", node.span, found=found, wanted=wanted, hint=hint or example)


def read_text(node: Node, at: At) -> Text | None:
    """What people read: one string, or strings by language."""
    if not isinstance(node, Fields):
        text = one_text(node, at, "a text, or texts by language")
        return None if text is None or _from_env(node, at) else Text(((at.languages[0], text),))
    words: dict[str, str] = {}
    for entry in distinct(node, at.within("a text")):
        if entry.key not in at.languages:
            _unknown_language(node, entry, at)
        elif (silence := honest(entry.value)) is not None:
            at.heard.append(silence)
        elif (text := one_text(entry.value, at.inside(entry.key), "a text")) is not None:
            words[entry.key] = text
    if not node.entries:
        at.fault("value-missing", node.span, wanted="a text")
    return Text(tuple(sorted(words.items()))) if words else None


def distinct(node: Fields, at: At) -> tuple[Entry, ...]:
    """The entries of a mapping, the first where a key stands twice; the repetition is told."""
    seen: dict[str, Entry] = {}
    for entry in node.entries:
        first = seen.setdefault(entry.key, entry)
        if first is not entry:
            at.inside(entry.key).fault(
                "repeated-key", entry.span, related=(Related("first written here", first.key_span),)
            )
    return tuple(seen.values())


def comma_hint(node: Fields, entry: Entry) -> str | None:
    """A key without a value, of several words, between braces: the rest of a text that a comma has ended."""
    if node.flow and is_empty(entry.value) and (" " in entry.key or not is_name(entry.key)):
        return "inside `{ }` a comma ends a value: put the whole text in quotes"
    return None


def read_string(node: Node, at: At) -> str | None:
    """A text that is the same in every language."""
    text = one_text(node, at, "a text")
    return None if text is None or _from_env(node, at) else text


def read_yes_no(node: Node, at: At) -> bool | None:
    """`yes` or `no`."""
    text = one_text(node, at, "`yes` or `no`")
    if text not in (None, "yes", "no"):
        at.fault("not-yes-or-no", node.span, text=text)
        return None
    return None if text is None else text == "yes"


def read_number(node: Node, at: At) -> int | None:
    """A whole number, not negative."""
    text = one_text(node, at, "a number")
    if text is not None and not _NUMBER.fullmatch(text):
        at.fault("not-a-number", node.span, text=text)
        return None
    return None if text is None else int(text)


def read_date(node: Node, at: At) -> date | None:
    """`2026-11-20`."""
    text = one_text(node, at, "a date")
    if text is None:
        return None
    match = _DATE.fullmatch(text)
    found = _date(int(match[1]), int(match[2]), int(match[3])) if match else None
    if found is None:
        at.fault("not-a-date", node.span, text=text)
    return found


def read_day(node: Node, at: At) -> MonthDay | None:
    """`12-31`; 29 February is a day, since some years have it."""
    text = one_text(node, at, "a day of each year")
    if text is None:
        return None
    match = _DAY.fullmatch(text)
    if match is None or _date(_LEAP_YEAR, int(match[1]), int(match[2])) is None:
        at.fault("not-a-day", node.span, text=text)
        return None
    return MonthDay(int(match[1]), int(match[2]))


def read_period(node: Node, at: At) -> Period | None:
    """A whole number and a unit."""
    text = one_text(node, at, "a period")
    if text is None:
        return None
    found = period(text)
    if found is None:
        at.fault("not-a-period", node.span, text=text)
    return found


def read_lifetime(node: Node, at: At) -> Period | str | None:
    """A period, or `session`."""
    if isinstance(node, Scalar) and node.text == "session":
        return node.text
    return read_period(node, at)


def read_place(node: Node, at: At) -> str | None:
    """A country's two letters, or `eea`."""
    text = one_text(node, at, "a country")
    if text is None or text == "eea" or text in COUNTRIES:
        return text
    meant = _COMMON_PLACES.get(text) or (text.upper() if text.upper() in COUNTRIES else None)
    at.fault("not-a-place", node.span, text=text, hint=f"; did you mean `{meant}`?" if meant else "")
    return None


def read_zone(node: Node, at: At) -> str | None:
    """A time zone by its name in the IANA database."""
    text = one_text(node, at, "a time zone")
    if text is None or text in _zones():
        return text
    near = get_close_matches(text[:80], sorted(_zones()), n=1)
    at.fault("not-a-time-zone", node.span, text=text, hint=f"; did you mean `{near[0]}`?" if near else "")
    return None


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def read_list(node: Node, at: At) -> tuple[Written, ...] | None:
    """Texts that no vocabulary closes; an honest word may stand for one of them."""
    if isinstance(node, Fields):
        wrong_type(node, at, "a list")
        return None
    found = []
    for item in node.items if isinstance(node, Items) else (node,):
        silence = honest(item)
        text = None if silence else read_string(item, at)
        found.append(Written(text, item.span, silence=silence, because=at.because))
    return tuple(found)


def read_url(node: Node, at: At) -> str | None:
    """An address on the web, without a secret in it."""
    text = read_string(node, at)
    return None if text is None or _has_secret(text, node, at) else text


def read_env(node: Node, at: At) -> str | None:
    """The value itself, or `env:NAME`; a token is always a secret."""
    text = one_text(node, at, "the value itself, or `env:NAME`")
    if text is None:
        return None
    if text.startswith("env:"):
        if _ENV.fullmatch(text):
            return text
        at.fault("not-an-env-name", node.span, text=text)
        return None
    if at.key == "token":
        _secret(node, at, fault="is written out", kind="token")
        return None
    return None if _has_secret(text, node, at) else text


def read_file_or_no(node: Node, at: At) -> str | bool | None:
    """The name of a file; `no` is False."""
    text = read_string(node, at)
    return False if text == "no" else text


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _unknown_language(node: Fields, entry: Entry, at: At) -> None:
    where = f"in a text, where {listed(tuple(sorted(at.languages, key=_swedish_first)))} are known"
    hint = comma_hint(node, entry) or proposed(entry.key, at.languages)[1]
    at.fault("unknown-key", entry.key_span, help=hint, key=entry.key, where=where, hint="")


def _swedish_first(language: str) -> tuple[bool, str]:
    return language != "sv", language


def _from_env(node: Node, at: At) -> bool:
    taken = isinstance(node, Scalar) and node.text.startswith("env:")
    if taken:
        at.fault("env-misplaced", node.span)
    return taken


def _has_secret(text: str, node: Node, at: At) -> bool:
    found = _PASSWORD.search(text) is not None
    if found:
        _secret(node, at, fault="contains a password", kind="password")
    return found


def _secret(node: Node, at: At, *, fault: str, kind: str) -> None:
    name = re.findall(r"`([^`]+)`", at.thing)[-1:] or [""]
    variable = re.sub(r"[^A-Z0-9]+", "_", f"{name[0]} {at.key}".upper()).strip("_")
    at.fault("secret-in-declaration", node.span, hide=True, fault=fault, kind=kind, variable=variable)
