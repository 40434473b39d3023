"""Every answer of the pages: its status, its headers, its language, and the one shape of what goes wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from lofte.documents.blocks import Document
from lofte.documents.language import LANGUAGES
from lofte.web import Site, create_app, stylesheet
from lofte.web.headers import SECURITY_HEADERS
from lofte.web.words import PAGE_WORDS, POLICY_PATHS, PROMISES_PATHS, VERSIONS_PATHS

Client = TestClient[Litestar]

PAGES = ("/", *POLICY_PATHS.values(), *PROMISES_PATHS.values(), *VERSIONS_PATHS.values())
EVERYTHING = (*PAGES, "/policy.sv.md", "/policy.en.md", "/health", "/static/lofte.css", "/static/icon.svg", "/nothing")


@pytest.mark.parametrize("path", EVERYTHING)
def test_every_answer_carries_the_security_headers(client: Client, path: str) -> None:
    answer = client.get(path)
    for name, value in SECURITY_HEADERS.items():
        assert answer.headers.get(name) == value


def test_the_policy_for_content_is_the_strict_one() -> None:
    assert SECURITY_HEADERS["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_inline_style_no_script_and_no_other_host(client: Client, path: str) -> None:
    text = client.get(path).text
    for forbidden in ("<style", "style=", "<script", "javascript:", " onclick", "src=", "//cdn", "@import"):
        assert forbidden not in text
    assert 'href="/static/lofte.css"' in text


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("sv-SE,sv;q=0.9,en;q=0.8", "sv"),
        ("en-GB,en;q=0.9", "en"),
        ("fi", "sv"),
        ("", "sv"),
        ("en;q=0.2, sv;q=0.1", "en"),
    ],
)
def test_the_first_page_is_the_policy_in_the_language_that_the_browser_asks_for(
    client: Client, asked: str, language: str
) -> None:
    answer = client.get("/", headers={"Accept-Language": asked})
    assert answer.status_code == 200
    assert answer.headers["Content-Language"] == language
    assert answer.headers["Vary"] == "Accept-Language"
    assert f'<html lang="{language}">' in answer.text


def test_each_language_has_an_address_of_its_own_and_leads_to_the_other(client: Client) -> None:
    for paths in (POLICY_PATHS, PROMISES_PATHS):
        for language in LANGUAGES:
            text = client.get(paths[language], headers={"Accept-Language": "fi"}).text
            other = next(known for known in LANGUAGES if known != language)
            assert f'<html lang="{language}">' in text
            assert f'<a href="{paths[other]}" lang="{other}" hreflang="{other}">' in text


def test_a_language_that_the_policy_does_not_have_is_not_there(site: Site) -> None:
    with TestClient(create_app(replace(site, languages=("sv",)))) as client:
        assert client.get("/", headers={"Accept-Language": "en"}).headers["Content-Language"] == "sv"
        assert client.get("/en/privacy-policy").status_code == 404
        assert client.get("/en/promises").status_code == 404
        assert client.get("/policy.en.md").status_code == 404
        assert "English" not in client.get("/sv/integritetspolicy").text


def test_the_policy_can_be_taken_away_as_markdown(client: Client) -> None:
    answer = client.get("/policy.en.md")
    assert answer.headers["Content-Type"] == "text/markdown; charset=utf-8"
    assert answer.text.startswith("# Privacy policy\n")


def test_the_page_of_promises_says_each_state_in_words_and_leads_to_the_text(client: Client) -> None:
    text = client.get("/en/promises").text
    for state in ("Kept", "At risk", "Not kept", "Cannot be shown"):
        assert state in text
    assert 'data-promise="retention.newsletter"' in text
    assert 'href="/en/privacy-policy#retention.newsletter"' in text
    assert "By 1 April 2026" in text
    assert 'id="retention.newsletter"' in client.get("/en/privacy-policy").text


def test_what_is_broken_is_read_before_what_is_kept(client: Client) -> None:
    text = client.get("/sv/loften").text
    urgent = text[text.index(PAGE_WORDS["needs_work"].sv) : text.index(PAGE_WORDS["all_promises"].sv)]
    assert 'data-state="broken"' in urgent
    assert 'data-state="kept"' not in urgent
    assert urgent.index('data-state="broken"') < urgent.index('data-state="at-risk"')


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_that_is_not_there_says_so_in_the_visitors_language(client: Client, language: str) -> None:
    answer = client.get("/nothing/here", headers={"Accept-Language": language, "Accept": "text/html"})
    assert answer.status_code == 404
    _is_an_error_page(answer.text, "not_found", language)


@pytest.mark.parametrize(("path", "language"), [("/sv/nothing", "sv"), ("/en/nothing", "en")])
def test_the_language_of_an_error_is_that_of_the_address(client: Client, path: str, language: str) -> None:
    answer = client.get(path, headers={"Accept-Language": "sv" if language == "en" else "en"})
    assert answer.status_code == 404
    _is_an_error_page(answer.text, "not_found", language)


def test_nothing_can_be_written(client: Client) -> None:
    for path in PAGES:
        for method in ("POST", "PUT", "PATCH", "DELETE"):
            answer = client.request(method, path)
            assert answer.status_code == 405
            assert "GET" in answer.headers["Allow"]
            assert SECURITY_HEADERS["Content-Security-Policy"] == answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/sv/integritetspolicy", "/", "/policy.sv.md"])
def test_a_fault_of_ours_shows_nothing_of_itself(site: Site, path: str, caplog: pytest.LogCaptureFixture) -> None:
    def fails(_: str) -> Document:
        raise RuntimeError("postgresql://reader:canary@db.example/programme")

    with TestClient(create_app(replace(site, policy=fails)), raise_server_exceptions=False) as client:
        answer = client.get(path, headers={"Accept-Language": "sv"})
    assert answer.status_code == 500
    assert "canary" not in answer.text
    assert "Traceback" not in answer.text
    assert answer.headers["Content-Security-Policy"] == SECURITY_HEADERS["Content-Security-Policy"]
    _is_an_error_page(answer.text, "failed", "sv")
    assert "a page could not be made: RuntimeError at " in caplog.text
    assert "canary" not in caplog.text


def test_an_error_is_json_for_who_asks_for_json(client: Client) -> None:
    answer = client.get("/nothing", headers={"Accept": "application/json", "Accept-Language": "en"})
    assert answer.status_code == 404
    assert answer.json() == {
        "status": 404,
        "error": PAGE_WORDS["not_found"].en,
        "help": PAGE_WORDS["not_found_help"].en,
    }


@pytest.mark.parametrize("path", [*PAGES, "/policy.sv.md", "/health", "/nothing"])
def test_who_asks_for_the_headers_alone_gets_those_of_the_page(client: Client, path: str) -> None:
    head, whole = client.head(path), client.get(path)
    assert head.status_code == whole.status_code
    assert head.headers["Content-Type"] == whole.headers["Content-Type"]


def test_no_cookie_is_set(client: Client) -> None:
    for path in EVERYTHING:
        assert "set-cookie" not in client.get(path).headers


def test_a_page_that_stands_alone_can_carry_the_sheet_of_the_site(client: Client) -> None:
    assert client.get("/static/lofte.css").text == stylesheet()
    assert "</style" not in stylesheet()


def test_health_answers_in_one_word(client: Client) -> None:
    assert client.get("/health").text == "ok\n"


def _is_an_error_page(text: str, word: str, language: str) -> None:
    assert f'<html lang="{language}">' in text
    assert f"<h1>{PAGE_WORDS[word].words(language)}</h1>" in text
    assert PAGE_WORDS[f"{word}_help"].words(language) in text
    assert f'<a href="{POLICY_PATHS[language]}">' in text
