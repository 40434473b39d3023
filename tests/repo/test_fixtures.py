"""The shared fixtures give each test a world of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy
from playwright.sync_api import Page

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize("time", ["first", "second"])
def test_every_test_gets_an_empty_database(database: str, time: str) -> None:
    engine = sqlalchemy.create_engine(database)
    with engine.begin() as connection:
        assert sqlalchemy.inspect(connection).get_table_names() == []
        connection.exec_driver_sql("CREATE TABLE left_over (id INTEGER)")
        assert sqlalchemy.inspect(connection).get_table_names() == ["left_over"]
    engine.dispose()


@pytest.mark.postgres
def test_one_test_can_have_several_databases(new_postgres_database: Callable[[], str]) -> None:
    assert new_postgres_database() != new_postgres_database()


@pytest.mark.browser
def test_a_page_has_a_real_browser_behind_it(page: Page) -> None:
    page.set_content("<p>9</p><script>document.querySelector('p').textContent = 'tio'</script>")
    assert page.inner_text("p") == "tio"
    assert page.evaluate("navigator.language") == "sv-SE"


def test_nothing_of_the_persons_own_settings_reaches_a_test() -> None:
    assert [name for name in os.environ if name.startswith("LOFTE")] == []


@pytest.mark.parametrize(("ci", "outcome"), [("", "1 skipped"), ("true", "1 error")])
def test_what_is_missing_is_skipped_here_and_fails_under_ci(ci: str, outcome: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", __file__, "-k", "real_browser", "-p", "no:cacheprovider"],
        env={"PATH": "/nonexistent", "CI": ci}, cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert outcome in done.stdout
    assert "no Chromium: run tools/chromium" in done.stdout
