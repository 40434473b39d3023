"""Single values: each key says what its text is, and what it is not is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from lofte.declaration import Declaration, read
from lofte.declaration.form import MonthDay, Names, Silence, Thing, Things, Value, Written
from lofte.grammar import Text
from lofte.periods import Period

Seeing = Callable[[str], list[tuple[str, str, str | None, str]]]
Reading = Callable[[str], Declaration]


def at(declaration: Declaration, *path: str) -> Written:
    written = Written(declaration.root, declaration.root.span)
    for name in path:
        assert isinstance(written.value, Thing | Things)
        written = (written.value.fields if isinstance(written.value, Thing) else written.value.items)[name]
    return written


VALUES: list[tuple[str, tuple[str, ...], Value | None]] = [
    ("policy: {version: 2}", ("policy", "version"), "2"),
    ("policy: {version: 1.10}", ("policy", "version"), "1.10"),
    ("policy: {in-force: 2027-01-01}", ("policy", "in-force"), date(2027, 1, 1)),
    ("policy: {review: 1 month}", ("policy", "review"), Period(months=1)),
    ("policy: {transcribed: no}", ("policy", "transcribed"), False),
    ("policy: {transcribed: page.txt}", ("policy", "transcribed"), "page.txt"),
    ("controllers: {a: {fiscal-year-ends: 02-29}}", ("controllers", "a", "fiscal-year-ends"), MonthDay(2, 29)),
    ("controllers: {a: Example AB}", ("controllers", "a", "name"), Text((("sv", "Example AB"),))),
    ("recipients: {a: {country: NO}}", ("recipients", "a", "country"), "NO"),
    ("recipients: {a: {approvers: 2}}", ("recipients", "a", "approvers"), 2),
    ("data: {a: {identifies: no}}", ("data", "a", "identifies"), False),
    ("data: {a: {special: no}}", ("data", "a", "special"), False),
    ("data: {a: free-text}", ("data", "a", "is"), "free-text"),
    ("websites: {a: {cookies: {b: {lifetime: session}}}}", ("websites", "a", "cookies", "b", "lifetime"), "session"),
    ("contacts: {breach: privacy}", ("contacts", "breach"), "privacy"),
    ("contacts: {dpo: not-required}", ("contacts", "dpo"), "not-required"),
    ("contacts: {privacy: privacy@example.se}", ("contacts", "privacy", "email"), "privacy@example.se"),
    ("systems: {a: {url: env:CRM_URL}}", ("systems", "a", "url"), "env:CRM_URL"),
    ("systems: {a: {url: sqlite:///people.db}}", ("systems", "a", "url"), "sqlite:///people.db"),
    ("events: {a.b: {sv: det är slut}}", ("events", "a.b", "label"), Text((("sv", "det är slut"),))),
]


@pytest.mark.parametrize(("text", "path", "value"), VALUES, ids=[text for text, _, _ in VALUES])
def test_a_value_has_the_type_of_its_key(text: str, path: tuple[str, ...], value: Value, declared: Reading) -> None:
    assert at(declared(text), *path).value == value


def test_places_may_be_undecided_with_what_stood_in_the_bracket(declared: Reading) -> None:
    places = at(declared("recipients: {a: {places: {undecided: [eea, and-so-on]}}}"), "recipients", "a", "places")
    assert places.silence is Silence.UNDECIDED
    assert isinstance(places.value, Names)
    assert places.value.open


def test_a_quoted_honest_word_is_a_text(declared: Reading) -> None:
    assert at(declared('policy: {introduction: "unstated"}'), "policy", "introduction").silence is None
    assert at(declared("policy: {introduction: unstated}"), "policy", "introduction").silence is Silence.UNSTATED


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://app:hunter2@db.example/crm",
        "https://app:p%40ss/word@api.example",
        "https://api.example/?token=abc",
        "mysql://db.example/crm?user=a&password=b",
    ],
)
def test_a_url_with_a_secret_is_refused_and_never_shown(url: str) -> None:
    declaration, faults = read({"a.yaml": f'systems: {{crm: {{url: "{url}"}}}}'.encode()}, "a.yaml")
    assert [(fault.code, fault.hide) for fault in faults] == [("secret-in-declaration", True)]
    assert declaration is not None
    assert at(declaration, "systems", "crm", "url").value is None
    assert url not in repr((declaration, faults))


@pytest.mark.parametrize("url", ["https://db.example:8443/@users", "https://example.se/a?page=2", "env:CRM_URL"])
def test_a_url_without_a_secret_is_read(url: str, declared: Reading) -> None:
    assert at(declared(f'systems: {{crm: {{url: "{url}"}}}}'), "systems", "crm", "url").value == url


def test_a_token_that_is_written_out_is_refused(seen: Seeing) -> None:
    assert seen("systems: {crm: {token: abc123}}")[0][:3] == (
        "secret-in-declaration",
        "`token` of system `crm` is written out (not shown)",
        "put it in the environment and write `token: env:CRM_TOKEN`; change the token if this file was committed",
    )


def test_other_countries_than_those_of_the_standard_have_a_nearest(seen: Seeing) -> None:
    said = "a place is the two letters of ISO 3166, such as `SE`, or `eea`; did you mean `GB`?"
    assert seen("recipients: {a: {country: UK}}") == [("not-a-place", "`UK` is no country", said, "UK")]


def test_a_comma_between_braces_is_explained(seen: Seeing) -> None:
    hint = "inside `{ }` a comma ends a value: put the whole text in quotes"
    assert seen("subjects: {a: {label: {sv: de som hör av sig, eller inte}}}") == [
        ("unknown-key", "unknown key `eller inte` in a text, where `sv` and `en` are known", hint, "eller inte")
    ]
    assert seen("consents: {a: {by: terms, text: ja tack, jag vill}}") == [
        ("unknown-key", "unknown key `jag vill` in consent `a`", hint, "jag vill")
    ]
