"""The archive: every version as it was frozen, and the one in force on the policy's own page."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from litestar import Litestar
from litestar.testing import TestClient
from playwright.sync_api import Browser, BrowserContext

from lofte.documents.language import LANGUAGES
from lofte.web.headers import SECURITY_HEADERS
from lofte.web.words import PAGE_WORDS, VERSIONS_PATHS
from web.conftest import CHANGED
from web.test_browser import SCHEMES, WCAG, contexts, visit

Client = TestClient[Litestar]
__all__ = ["contexts"]
PAGES = tuple(f"{path}{rest}" for path in VERSIONS_PATHS.values() for rest in ("", "/1", "/2", "/3/draft"))


@pytest.mark.parametrize("path", PAGES)
def test_every_page_of_the_archive_is_there_and_strict(archived: Client, path: str) -> None:
    answer = archived.get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Security-Policy"] == SECURITY_HEADERS["Content-Security-Policy"]
    for forbidden in ("<style", "style=", "<script", "javascript:", " onclick", "src=", "//cdn", "@import"):
        assert forbidden not in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_archive_lists_the_versions_with_their_days(archived: Client, language: str) -> None:
    text = archived.get(VERSIONS_PATHS[language]).text
    for version, state in (("1", "earlier"), ("2", "in-force"), ("3/draft", "to-come")):
        assert f'data-version="{version}" data-state="{state}"' in text
        assert f'<a href="{VERSIONS_PATHS[language]}/{version}">Version {version}</a>' in text
    days = {
        "sv": "från och med den 1 januari 2025 till och med den 31 december 2025",
        "en": "Applies from 1 June 2026",
    }
    assert days[language] in text


def test_an_earlier_version_says_that_it_is_one_and_shows_its_own_text(archived: Client) -> None:
    text = archived.get("/en/versions/1").text
    assert PAGE_WORDS["earlier_note"].en in text
    assert "<h1>Privacy policy 1</h1>" in text
    assert CHANGED["en"] not in text


def test_a_version_shows_what_it_changed(archived: Client) -> None:
    assert CHANGED["sv"] in archived.get("/sv/versioner/2").text
    assert PAGE_WORDS["to_come_note"].sv in archived.get("/sv/versioner/3/draft").text


def test_the_policys_own_page_is_the_version_in_force(archived: Client, client: Client) -> None:
    assert "<h1>Privacy policy 2</h1>" in archived.get("/en/privacy-policy").text
    assert archived.get("/policy.en.md").text.startswith("# Privacy policy 2\n")
    assert "<h1>Privacy policy</h1>" in client.get("/en/privacy-policy").text


def test_without_any_version_the_archive_says_so(client: Client) -> None:
    assert PAGE_WORDS["no_versions"].en in client.get("/en/versions").text


@pytest.mark.parametrize("path", ["/en/versions/4", "/sv/versioner/%2e%2e", "/en/versions/1/2", "/en/versions/1x"])
def test_a_version_that_is_not_there_is_not_found(archived: Client, path: str) -> None:
    assert archived.get(path).status_code == 404


def test_the_archive_is_linked_at_the_foot_of_every_page(archived: Client) -> None:
    for path in ("/", "/en/promises", "/sv/versioner", "/en/versions/1", "/nothing"):
        text = archived.get(path, headers={"Accept-Language": "en"}).text
        language = "sv" if path.startswith("/sv") else "en"
        foot = text[text.index('<footer class="site">') :]
        assert f'<a href="{VERSIONS_PATHS[language]}">{PAGE_WORDS["versions"].words(language)}</a>' in foot


def test_each_language_leads_to_the_same_version_in_the_other(archived: Client) -> None:
    assert '<a href="/sv/versioner/3/draft" lang="sv" hreflang="sv">' in archived.get("/en/versions/3/draft").text


@pytest.mark.browser
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("path", ["/sv/versioner", "/en/versions/1", "/sv/versioner/3/draft"])
def test_no_page_of_the_archive_has_a_barrier_or_scrolls_sideways(
    browser: Browser, contexts: list[BrowserContext], archive_address: str, path: str, scheme: str
) -> None:
    small = {"width": 320, "height": 568}
    found = visit(browser, contexts, archive_address + path, viewport=small, color_scheme=scheme)
    result = Axe().run(found.page, options={"runOnly": {"type": "tag", "values": list(WCAG)}})
    assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in result.response["violations"]] == []
    assert found.page.evaluate("document.documentElement.scrollWidth") == 320
    assert found.complaints == []
    assert found.hosts == {archive_address.removeprefix("http://")}


@pytest.mark.browser
def test_a_visitor_finds_an_earlier_version_from_the_foot_of_the_policy(
    browser: Browser, contexts: list[BrowserContext], archive_address: str
) -> None:
    page = visit(browser, contexts, f"{archive_address}/en/privacy-policy").page
    page.get_by_role("link", name=PAGE_WORDS["versions"].en).click()
    page.get_by_role("link", name="Version 1", exact=True).click()
    assert page.get_by_role("heading", level=1).inner_text() == "Privacy policy 1"
    page.get_by_role("link", name=PAGE_WORDS["to_current"].en).click()
    assert page.get_by_role("heading", level=1).inner_text() == "Privacy policy 2"
