"""Serve an organisation's pages on this machine: the site from its setting, and a server around it.

In:   `Setting`, a day; a host and a port.       Out:  `Site`; an address that answers until the block ends.
Never: writes; counts in the databases more than once a minute, however many visitors come.

The idea in one read: a page asks for a document or for the standing of the promises. The declaration is read afresh
for each, so that a change shows at once, unless a version is published: then what is in force is shown as it was
frozen. What was counted in the databases is kept for a minute. The server runs in a thread of its own, so that
whoever started it can show the address and wait.
Law:  GDPR Art. 5(2), 12(1).
Kept true by: tests/journeys/test_serve.py.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial

import uvicorn

from lofte.app.declaring import declared_at
from lofte.app.opening import now, workplace
from lofte.app.publishing import changes_of, in_force_until, published_versions, texts_of
from lofte.app.setting import Setting, SettingError, today_of
from lofte.app.standing import evidence_of
from lofte.documents import LANGUAGES, Document, policy
from lofte.documents.standing import Standing
from lofte.model import Model
from lofte.promises.standing import Evidence, standing
from lofte.records import Published
from lofte.web.application import create_app
from lofte.web.site import Site, VersionShown, VersionState, VersionText

UNTOLD_KINDS = ("wording", "same-meaning", "untold", "version-changed")
"""Kinds of change that concern nobody who reads the pages."""
FRESH_SECONDS = 60.0
START_WITHIN_SECONDS = 10.0


@dataclass
class _Counted:
    """What was counted last, and when; one visitor counts for all."""

    setting: Setting
    day: date | None
    evidence: Evidence | None = None
    at: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def now(self) -> tuple[Model, Evidence]:
        """The model as it is written now, and what was counted within the last minute."""
        with self.lock:
            if self.evidence is None or time.monotonic() - self.at > FRESH_SECONDS:
                with workplace(self.setting, self.day) as place:
                    self.evidence = evidence_of(place)
                self.at = time.monotonic()
            return declared_at(self.setting.declaration).sound(), self.evidence


def site_of(setting: Setting, day: date | None = None) -> Site:
    """The pages of the organisation that the setting names."""
    counted = _Counted(setting, day)

    def told(language: str) -> Document:
        return policy(declared_at(setting.declaration).sound(), language)

    def stands(language: str) -> Standing:
        model, evidence = counted.now()
        return standing(model, evidence, language)

    model = declared_at(setting.declaration).sound()
    languages = tuple(each for each in model.policy.languages if each in LANGUAGES) or LANGUAGES[:1]
    controller = next(iter(model.controllers.values()), None)
    name = (controller.label.any(*languages) if controller else "") or setting.declaration.stem
    return Site(name, languages, told, stands, partial(_versions, setting, day), partial(_version_text, setting))


def _versions(setting: Setting, day: date | None) -> tuple[VersionShown, ...]:
    """The versions that were in force, are, or are to come; one whose place was taken before its day never was."""
    every = published_versions(setting)
    if not every:
        return ()
    today = setting.day(day, today_of(declared_at(setting.declaration).sound(), now()))
    shown = (_shown(one, in_force_until(every, one), today) for one in reversed(every))
    return tuple(one for one in shown if one.until is None or one.until > one.since)


def _shown(one: Published, until: date | None, today: date) -> VersionShown:
    if today < one.since:
        state = VersionState.TO_COME
    else:
        state = VersionState.IN_FORCE if until is None or today < until else VersionState.EARLIER
    return VersionShown(one.version, state, one.since, until)


def _version_text(setting: Setting, version: str, language: str) -> VersionText | None:
    published = next((one for one in published_versions(setting) if one.version == version), None)
    if published is None:
        return None
    texts = texts_of(setting, published)
    spoken = language if (language, "html") in texts else next(iter(sorted(texts)))[0]
    changes = _told_changes(published, language)
    return VersionText(spoken, texts[spoken, "html"], texts[spoken, "markdown"], changes)


def _told_changes(published: Published, language: str) -> tuple[str, ...]:
    """What a version changed for somebody, in the words that were stored with it."""
    found = (changes_of(published) or {}).get("changes")
    every = found if isinstance(found, list) else []
    return tuple(one["told"][language] for one in every if one["kind"] not in UNTOLD_KINDS)


@contextmanager
def served(site: Site, host: str, port: int) -> Iterator[tuple[str, Callable[[], None]]]:
    """The pages at an address; the second thing waits until somebody stops the server."""
    listening = _listening(host, port)
    server = uvicorn.Server(uvicorn.Config(create_app(site), log_level="warning", lifespan="on", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        _wait_until_started(server, thread)
        shown = f"[{host}]" if ":" in host else host
        yield f"http://{shown}:{listening.getsockname()[1]}", thread.join
    finally:
        server.should_exit = True
        thread.join(timeout=START_WITHIN_SECONDS)
        listening.close()


def _listening(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with ExitStack() as unless_it_listens:
            listening = unless_it_listens.enter_context(socket.socket(family))
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind((host, port))
            listening.listen(128)
            unless_it_listens.pop_all()
            return listening
    except OSError as reason:
        raise SettingError(
            f"the pages cannot be served at `{host}:{port}`: {reason.strerror}",
            help="name another port with `--port`, or `--port 0` for a free one",
        ) from reason


def _wait_until_started(server: uvicorn.Server, thread: threading.Thread) -> None:
    give_up_at = time.monotonic() + START_WITHIN_SECONDS
    while not server.started and thread.is_alive() and time.monotonic() < give_up_at:
        time.sleep(0.01)
    if not server.started:
        raise SettingError("the pages could not be started", help="see `--debug`")
