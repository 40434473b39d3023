"""The pages as a person meets them: in a real browser, small and large, light and dark, with the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from lofte.web.words import PAGE_WORDS, POLICY_PATHS, PROMISES_PATHS, VERSIONS_PATHS

pytestmark = pytest.mark.browser

WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
ADDRESSES = (*POLICY_PATHS.values(), *PROMISES_PATHS.values(), *VERSIONS_PATHS.values())
SCHEMES = ("light", "dark")


@dataclass
class Visit:
    """One visit: what the browser complained of, and whom it asked for anything."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)


@pytest.fixture
def contexts(browser: Browser) -> Iterator[list[BrowserContext]]:
    """Windows to be closed after the test."""
    opened: list[BrowserContext] = []
    yield opened
    for context in opened:
        context.close()


def visit(browser: Browser, contexts: list[BrowserContext], url: str, **options: object) -> Visit:
    context = browser.new_context(**{"locale": "sv-SE", "reduced_motion": "reduce"} | options)  # type: ignore[arg-type]
    contexts.append(context)
    found = Visit(context.new_page())
    found.page.on("console", lambda message: found.complaints.append(message.text))
    found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
    found.page.on("request", lambda request: found.hosts.add(request.url.split("/")[2]))
    found.page.goto(url)
    return found


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("path", [*ADDRESSES, "/sv/nothing"])
def test_no_page_has_a_barrier_that_axe_knows(
    browser: Browser, contexts: list[BrowserContext], address: str, path: str, scheme: str
) -> None:
    found = visit(browser, contexts, address + path, color_scheme=scheme)
    result = Axe().run(found.page, options={"runOnly": {"type": "tag", "values": list(WCAG)}})
    assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in result.response["violations"]] == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("path", [*ADDRESSES, "/en/nothing"])
def test_a_small_screen_needs_no_sideways_scrolling(
    browser: Browser, contexts: list[BrowserContext], address: str, path: str, scheme: str
) -> None:
    small = {"width": 320, "height": 568}
    found = visit(browser, contexts, address + path, viewport=small, color_scheme=scheme)
    assert found.page.evaluate("document.documentElement.scrollWidth") == 320
    too_wide = "[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > 320.5).length"
    assert found.page.evaluate(too_wide) == 0


@pytest.mark.parametrize("path", ["/", *ADDRESSES])
def test_the_browser_complains_of_nothing_and_asks_no_other_host(
    browser: Browser, contexts: list[BrowserContext], address: str, path: str
) -> None:
    found = visit(browser, contexts, address + path)
    found.page.wait_for_load_state("networkidle")
    assert found.complaints == []
    assert found.hosts == {address.removeprefix("http://")}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_colours_follow_what_the_visitor_has_chosen(
    browser: Browser, contexts: list[BrowserContext], address: str, scheme: str
) -> None:
    found = visit(browser, contexts, address, color_scheme=scheme)
    red, green, blue = found.page.evaluate(
        "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number)"
    )
    assert (red + green + blue < 150) is (scheme == "dark")


def test_the_keyboard_alone_reaches_the_text_and_every_link_shows_where_one_is(
    browser: Browser, contexts: list[BrowserContext], address: str
) -> None:
    page = visit(browser, contexts, address + POLICY_PATHS["sv"]).page
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text() == PAGE_WORDS["skip"].sv
    assert skip.bounding_box()["y"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    for _ in range(12):
        shown = page.evaluate(
            "(e => [e.tagName, getComputedStyle(e).outlineStyle, parseFloat(getComputedStyle(e).outlineWidth)])"
            "(document.activeElement)"
        )
        assert shown[0] == "A"
        assert shown[1] != "none"
        assert shown[2] >= 2
        page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_tab_order_is_the_order_of_reading(browser: Browser, contexts: list[BrowserContext], address: str) -> None:
    page = visit(browser, contexts, address + PROMISES_PATHS["en"]).page
    assert page.evaluate("[...document.querySelectorAll('[tabindex]')].filter(e => e.tabIndex > 0).length") == 0
    names = []
    for _ in range(6):
        page.keyboard.press("Tab")
        names.append(page.locator(":focus").inner_text())
    assert names == [
        "Skip to content",
        "Exempelbok",
        "Privacy policy",
        "How the promises are kept",
        "Svenska",
        "Read it in the policy",
    ]


def test_a_promise_leads_to_the_sentence_that_makes_it(
    browser: Browser, contexts: list[BrowserContext], address: str
) -> None:
    page = visit(browser, contexts, address + PROMISES_PATHS["sv"]).page
    page.locator('[data-promise="retention.orders"] a').first.click()
    assert page.url == f"{address}{POLICY_PATHS['sv']}#retention.orders"
    assert "tills avtalet har upphört, och sex månader därefter" in page.locator("[id='retention.orders']").inner_text()


def test_every_link_within_the_policy_leads_to_a_place_on_the_page(
    browser: Browser, contexts: list[BrowserContext], address: str
) -> None:
    for path in POLICY_PATHS.values():
        page = visit(browser, contexts, address + path).page
        lost = page.evaluate(
            "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href').slice(1))"
            ".filter(id => !document.getElementById(id))"
        )
        assert lost == []
        assert page.evaluate(
            "(ids => ids.length === new Set(ids).size)([...document.querySelectorAll('[id]')].map(e => e.id))"
        )


def test_the_language_is_changed_by_one_link_on_every_page(
    browser: Browser, contexts: list[BrowserContext], address: str
) -> None:
    page = visit(browser, contexts, address + PROMISES_PATHS["sv"]).page
    page.get_by_role("link", name="English").click()
    assert page.url == address + PROMISES_PATHS["en"]
    assert page.evaluate("document.documentElement.lang") == "en"
    page.get_by_role("link", name="Svenska").click()
    assert page.url == address + PROMISES_PATHS["sv"]


def test_the_pages_are_whole_without_javascript(browser: Browser, contexts: list[BrowserContext], address: str) -> None:
    page = visit(browser, contexts, address + POLICY_PATHS["en"], java_script_enabled=False).page
    assert page.get_by_role("heading", level=1).inner_text() == "Privacy policy"
    page.get_by_role("link", name="How the promises are kept").click()
    assert page.get_by_role("heading", level=1).inner_text() == PAGE_WORDS["promises"].en


def test_a_table_keeps_its_meaning_on_a_small_screen(
    browser: Browser, contexts: list[BrowserContext], address: str
) -> None:
    page = visit(browser, contexts, address + POLICY_PATHS["en"], viewport={"width": 320, "height": 568}).page
    table = page.get_by_role("table").first
    assert table.get_by_role("columnheader").count() == 4
    assert table.get_by_role("rowheader", name="Example Host Inc.").count() == 1
    label = page.evaluate("getComputedStyle(document.querySelector('td'), '::before').content")
    assert "What they do" in label


def test_paper_gets_the_text_and_not_the_menus(browser: Browser, contexts: list[BrowserContext], address: str) -> None:
    page = visit(browser, contexts, address + POLICY_PATHS["sv"], color_scheme="dark").page
    page.emulate_media(media="print")
    assert not page.locator("header nav").first.is_visible()
    assert not page.locator("footer").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
