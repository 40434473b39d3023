"""Show every version of the policy that was in force, is, or is to come.

In:   a `Site`, the version and the language that were asked for.       Out:  the archive page; one version, frozen.
Never: shows a version as it would be rendered today; takes a version that is gone for the one in force.

The idea in one read: what was published is read back as it was frozen, and set in the page of today with a line that
says when it was in force. What it changed stands below it in the words that were stored with it.
Law:  GDPR Art. 5(2), 12(1), 13(3), 14(4).
Kept true by: tests/web/test_versions.py, tests/web/test_browser.py
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final
from urllib.parse import quote

from litestar import MediaType, Response
from litestar.concurrency import sync_to_thread
from litestar.exceptions import NotFoundException
from markupsafe import Markup

from lofte.documents.language import date_words
from lofte.web.pages import Asked, language_asked, page, readable, site_asked
from lofte.web.site import Site, VersionShown, VersionState
from lofte.web.words import PAGE_WORDS, VERSIONS_PATHS

_NOTES: Final[Mapping[VersionState, str]] = {
    VersionState.EARLIER: "earlier_note",
    VersionState.TO_COME: "to_come_note",
}


@readable(list(VERSIONS_PATHS.values()), media_type=MediaType.HTML)
async def versions_in_language(request: Asked) -> Response[str]:
    """Every version, the latest first."""
    site = site_asked(request)
    return await sync_to_thread(versions_page, site, language_asked(request, site, VERSIONS_PATHS))


@readable([f"{path}/{{version:path}}" for path in VERSIONS_PATHS.values()], media_type=MediaType.HTML)
async def version_in_language(request: Asked) -> Response[str]:
    """One version."""
    site = site_asked(request)
    version = str(request.path_params["version"])
    language = next(each for each, path in VERSIONS_PATHS.items() if request.scope["path"].startswith(f"{path}/"))
    if language not in site.languages:
        raise NotFoundException
    return await sync_to_thread(version_page, site, language, version.removeprefix("/"))


def versions_page(site: Site, language: str) -> Response[str]:
    """The archive."""
    versions = [
        {
            "version": one.version,
            "state": one.state.value,
            "path": _path(language, one.version),
            "title": PAGE_WORDS["version"].words(language, version=one.version),
            "when": _when(one, language),
        }
        for one in site.versions()
    ]
    title = PAGE_WORDS["versions"].words(language)
    return page("versions.html", site, language, VERSIONS_PATHS, title=title, versions=versions)


def version_page(site: Site, language: str, version: str) -> Response[str]:
    """One version as it was frozen."""
    shown = next((one for one in site.versions() if one.version == version), None)
    text = site.version_text(version, language) if shown else None
    if shown is None or text is None:
        raise NotFoundException
    note = _NOTES.get(shown.state)
    return page(
        "version.html",
        site,
        language,
        {each: _path(each, version) for each in VERSIONS_PATHS},
        title=PAGE_WORDS["version"].words(language, version=version),
        when=_when(shown, language),
        note=PAGE_WORDS[note].words(language) if note else "",
        article=Markup(text.article),  # noqa: S704  # frozen as the renderer escaped it; no script of it would run
        text_language=text.language,
        changes=text.changes,
    )


def _when(one: VersionShown, language: str) -> str:
    said = PAGE_WORDS[f"version_{one.state}"]
    since = date_words(one.since, language)
    last = date_words(one.until - timedelta(days=1), language) if one.until else ""
    return said.words(language, since=since, last=last)


def _path(language: str, version: str) -> str:
    return f"{VERSIONS_PATHS[language]}/{quote(version)}"
