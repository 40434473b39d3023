"""A site of an invented bookshop, served on this machine for the tests of the pages.

In:   nothing.       Out:  `site`, `client` (no network), `address` (a real server on a free port).
Never: leaves a server running after the tests.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import pytest
import uvicorn
from litestar import Litestar
from litestar.testing import TestClient

from lofte.documents import policy, telling_anchors
from lofte.documents.html import html_article
from lofte.documents.markdown import markdown
from lofte.documents.promise_words import promise_sentence
from lofte.documents.standing import PromiseStanding, PromiseState, Standing
from lofte.documents.voice import Voice
from lofte.web import Site, create_app
from lofte.web.site import VersionShown, VersionState, VersionText
from unit.documents.bookshop import bookshop

STATES = (PromiseState.KEPT, PromiseState.KEPT, PromiseState.AT_RISK, PromiseState.NOT_PROVABLE, PromiseState.BROKEN)
EVIDENCE = {
    "sv": "Kontrollerat mot bokhandelns databas.",
    "en": "Checked against the bookshop's database.",
}


def standing(language: str) -> Standing:
    """Every promise of the bookshop's policy, each in some state."""
    model = bookshop()
    voice = Voice(model, language)
    promises = tuple(telling_anchors(policy(model, language)))
    return Standing(
        date(2026, 3, 1),
        tuple(
            PromiseStanding(
                promise,
                promise_sentence(promise, voice),
                state := STATES[place % len(STATES)],
                EVIDENCE[language],
                date(2026, 4, 1) if state is PromiseState.AT_RISK else None,
            )
            for place, promise in enumerate(promises)
        ),
    )


VERSIONS = (
    VersionShown("3/draft", VersionState.TO_COME, date(2026, 6, 1), None),
    VersionShown("2", VersionState.IN_FORCE, date(2026, 1, 1), date(2026, 6, 1)),
    VersionShown("1", VersionState.EARLIER, date(2025, 1, 1), date(2026, 1, 1)),
)
"""An archive: one version to come, one in force, one earlier."""
CHANGED = {"sv": "Kund: uppgifterna sparas längre.", "en": "Customer: the data are kept longer."}


def version_text(version: str, language: str) -> VersionText | None:
    """A frozen text, which says its version in its title."""
    if version not in [one.version for one in VERSIONS]:
        return None
    document = replace(policy(bookshop(), language), title=f"{FROZEN[language]} {version}")
    changes = () if version == "1" else (CHANGED[language],)
    return VersionText(language, html_article(document), markdown(document), changes)


FROZEN = {"sv": "Integritetspolicy", "en": "Privacy policy"}


@pytest.fixture
def site() -> Site:
    return bookshop_site()


def bookshop_site() -> Site:
    return Site("Exempelbok", ("sv", "en"), lambda language: policy(bookshop(), language), standing)


def archived_site() -> Site:
    """The bookshop after it has published."""
    return replace(bookshop_site(), versions=lambda: VERSIONS, version_text=version_text)


@pytest.fixture
def archived() -> Iterator[TestClient[Litestar]]:
    with TestClient(create_app(archived_site()), raise_server_exceptions=False) as found:
        yield found


@pytest.fixture(scope="module")
def archive_address() -> Iterator[str]:
    """Where the pages of a bookshop with an archive are served, without a slash at the end."""
    with served(create_app(archived_site())) as found:
        yield found


@pytest.fixture
def client(site: Site) -> Iterator[TestClient[Litestar]]:
    with TestClient(create_app(site), raise_server_exceptions=False) as found:
        yield found


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the bookshop's pages are served, without a slash at the end."""
    with served(create_app(bookshop_site())) as found:
        yield found


@contextmanager
def served(app: Litestar) -> Iterator[str]:
    """A server on a free port of this machine, stopped at the end."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="on"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    listening.listen()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        listening.close()
