"""The texts as pages that stand alone: in a real browser, light and dark, on a small screen, on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from lofte.app.telling import Wanted, told
from lofte.documents.catalogue import DOCUMENTS
from lofte.web.style import stylesheet
from unit.documents.examples import example

pytestmark = pytest.mark.browser

WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
NAMES = tuple(name for name in DOCUMENTS if name not in ("policy", "processor-record"))
SMALL = 360


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every text of the worked example in Swedish, as a page."""
    made = tmp_path_factory.mktemp("texts")
    model = example("mittliv/lofte.yaml")
    for name in NAMES:
        source = "partners" if name == "notice" else None
        made.joinpath(f"{name}.html").write_bytes(told(model, Wanted(name, "sv", "html", source), stylesheet()))
    return made


@pytest.fixture(params=["light", "dark"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    found = browser.new_page(color_scheme=request.param, viewport={"width": SMALL, "height": 640})
    yield found
    found.close()


@pytest.mark.parametrize("name", NAMES)
def test_a_text_has_no_barrier_and_needs_no_sideways_scrolling(page: Page, folder: Path, name: str) -> None:
    page.goto(folder.joinpath(f"{name}.html").as_uri())
    page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
    result = Axe().run(page, options={"runOnly": {"type": "tag", "values": list(WCAG)}})
    assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in result.response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") == SMALL


def test_a_link_opens_what_is_closed(page: Page, folder: Path) -> None:
    page.goto(folder.joinpath("layered.html").as_uri())
    assert page.locator("details[open]").count() == 0
    page.click("a[href='#request.objection']")
    page.locator("details[open]#rights").wait_for()
    assert page.locator("aside").first.is_visible()


def test_a_closed_section_opens_with_the_keyboard_alone(page: Page, folder: Path) -> None:
    page.goto(folder.joinpath("layered.html").as_uri())
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("details[open]").count() == 1


def test_what_is_closed_is_on_paper(page: Page, folder: Path) -> None:
    page.emulate_media(media="print")
    page.goto(folder.joinpath("layered.html").as_uri())
    seen = page.eval_on_selector_all("details p", "all => all.map(one => one.checkVisibility())")
    assert seen
    assert all(seen)
    page.emulate_media(media="screen")
    assert not page.locator("details p").first.is_visible()
