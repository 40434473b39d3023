"""What tests share: databases, a browser, and how hard Hypothesis tries.

In:   the environment: CI, CHROMIUM, HYPOTHESIS_PROFILE.       Out:  the fixtures below.
Never: a database or a folder that two tests share; a silent skip (under CI what is missing is a failure).

The idea in one read: a PostgreSQL server starts in half a second, so each process of the run starts its own when the
first test asks for it, and each test gets databases of its own (40 ms). The browser lives as long as a module, because
Playwright keeps an event loop running in the thread while it lives.
Kept true by: tests/repo/test_fixtures.py.
"""

import itertools
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NoReturn

import pytest
import sqlalchemy
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Page, sync_playwright

from lofte.demo_postgres import DemoPostgresError, temporary_postgres

# Cores are shared, so time proves nothing about a test: no deadlines.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
EXAMPLES = {"dev": 50, "ci": 100, "soak": 3000}


def pytest_configure(config: pytest.Config) -> None:
    """Choose Hypothesis's profile, and forget what the person's own Löfte is set to."""
    for name, examples in EXAMPLES.items():
        settings.register_profile(name, PATIENT, max_examples=examples)
    usual = "soak" if config.option.markexpr == "soak" else "ci" if under_ci() else "dev"
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", usual))
    for name in [name for name in os.environ if name.startswith("LOFTE")]:
        del os.environ[name]


def under_ci() -> bool:
    return os.environ.get("CI", "") not in ("", "0", "false")


def is_missing(what: str) -> NoReturn:
    """Skip the test because the machine lacks something; under CI, fail it."""
    if under_ci():
        pytest.fail(f"{what}, and under CI that is a failure", pytrace=False)
    pytest.skip(what)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL server of this process's own: the URL of its database `postgres`."""
    with ExitStack() as stack:
        try:
            url = stack.enter_context(temporary_postgres())
        except DemoPostgresError as error:
            is_missing(f"no PostgreSQL: {error}")
        yield url


@pytest.fixture
def new_postgres_database(postgres_url: str) -> Iterator[Callable[[], str]]:
    """Call it for the URL of a fresh, empty database; call it again for another. All go after the test."""
    numbers = itertools.count(1)
    names: list[str] = []
    server = sqlalchemy.create_engine(postgres_url, isolation_level="AUTOCOMMIT", poolclass=sqlalchemy.NullPool)
    with server.connect() as connection:

        def create() -> str:
            names.append(f"test_{next(numbers)}")
            connection.exec_driver_sql(f"CREATE DATABASE {names[-1]} STRATEGY file_copy")
            return sqlalchemy.make_url(postgres_url).set(database=names[-1]).render_as_string(hide_password=False)

        yield create
        for name in names:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def postgres_database(new_postgres_database: Callable[[], str]) -> str:
    """The URL of a fresh, empty database of this test's own."""
    return new_postgres_database()


@pytest.fixture
def sqlite_database(tmp_path: Path) -> str:
    """The URL of a fresh, empty SQLite file of this test's own."""
    path = tmp_path / "database.sqlite"
    sqlite3.connect(path).close()
    return f"sqlite:///{path}"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest) -> str:
    """The URL of a fresh, empty database; the test runs once on SQLite and once on PostgreSQL."""
    return str(request.getfixturevalue(f"{request.param}_database"))


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; `tools/chromium` finds or installs one and `make test` says where in CHROMIUM."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    return found or is_missing("no Chromium: run tools/chromium")


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """A started Chromium. Root and containers have no sandbox of their own; the pages are ours."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page of a fresh, private browser window, as a reader in Sweden has it."""
    context = browser.new_context(locale="sv-SE", timezone_id="Europe/Stockholm")
    yield context.new_page()
    context.close()
