"""Make each page from what the site knows.

In:   a `Site`, the language, the visitor's headers.       Out:  answers in HTML, Markdown and plain text.
Never: writes anything, shows a page in a language that the policy does not have.

The idea in one read: one function a page, each asks the site for one thing and hands it to one template. What
blocks is asked in a thread. The policy at the root is in the visitor's language and says so; each language also has
an address of its own, which is the one to link to.
Law:  GDPR Art. 12(1).
Kept true by: tests/web/.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, partial
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from litestar import HttpMethod, MediaType, Request, Response, route
from litestar.concurrency import sync_to_thread
from litestar.exceptions import NotFoundException
from markupsafe import Markup

from lofte.documents.blocks import telling_anchors
from lofte.documents.html import html_article
from lofte.documents.language import date_words
from lofte.documents.markdown import markdown
from lofte.documents.promise_words import KINDS
from lofte.documents.standing import PromiseStanding, PromiseState, Standing
from lofte.web.negotiation import preferred_language
from lofte.web.site import Site, VersionText
from lofte.web.words import (
    LANGUAGE_NAMES,
    MARKDOWN_PATHS,
    PAGE_WORDS,
    POLICY_PATHS,
    PROMISES_PATHS,
    STATES,
    STATES_EXPLAINED,
    VERSIONS_PATHS,
)

readable = partial(route, http_method=[HttpMethod.GET, HttpMethod.HEAD])
"""A page may be read, and asked for its headers alone; nothing else can be done with it."""

_WORST_FIRST = (PromiseState.BROKEN, PromiseState.AT_RISK, PromiseState.NOT_PROVABLE, PromiseState.KEPT)
Asked = Request[Any, Any, Any]
"""A request; nobody is logged in, so nothing is known of who asks."""

_FRESH = {"Cache-Control": "no-cache"}


@readable("/", media_type=MediaType.HTML)
async def front_page(request: Asked) -> Response[str]:
    """The policy in the visitor's language."""
    site = site_asked(request)
    language = preferred_language(request.headers.get("accept-language", ""), site.languages)
    return await sync_to_thread(policy_page, site, language, {"Vary": "Accept-Language"})


@readable(list(POLICY_PATHS.values()), media_type=MediaType.HTML)
async def policy_in_language(request: Asked) -> Response[str]:
    """The policy at the address of its language."""
    site = site_asked(request)
    return await sync_to_thread(policy_page, site, language_asked(request, site, POLICY_PATHS))


@readable(list(PROMISES_PATHS.values()), media_type=MediaType.HTML)
async def promises_in_language(request: Asked) -> Response[str]:
    """How each promise stands."""
    site = site_asked(request)
    return await sync_to_thread(promises_page, site, language_asked(request, site, PROMISES_PATHS))


@readable(list(MARKDOWN_PATHS.values()))
async def policy_as_markdown(request: Asked) -> Response[str]:
    """The policy as Markdown, to be carried elsewhere."""
    site = site_asked(request)
    language = language_asked(request, site, MARKDOWN_PATHS)
    text = await sync_to_thread(_markdown, site, language)
    return Response(text, media_type="text/markdown", headers=_FRESH | {"Content-Language": language})


@readable("/health", media_type=MediaType.TEXT)
async def health() -> str:
    """Whether the pages answer."""
    return "ok\n"


def policy_page(site: Site, language: str, headers: Mapping[str, str] | None = None) -> Response[str]:
    """The policy in a language: the published version in force, else what the declaration says."""
    text = _in_force(site, language)
    if text is not None:
        title, html, spoken = PAGE_WORDS["policy"].words(language), text.article, text.language
    else:
        document = site.policy(language)
        title, html, spoken = document.title, html_article(document), language
    article = Markup(html)  # noqa: S704  # the renderer has escaped every word
    return page(
        "policy.html", site, language, POLICY_PATHS, headers, title=title, article=article, text_language=spoken
    )


def _markdown(site: Site, language: str) -> str:
    text = _in_force(site, language)
    return text.markdown if text else markdown(site.policy(language))


def _in_force(site: Site, language: str) -> VersionText | None:
    """The text that holds today; None while nothing is published."""
    current = site.in_force()
    return site.version_text(current.version, language) if current else None


def promises_page(site: Site, language: str) -> Response[str]:
    """How the promises stand, in a language."""
    standing = site.standing(language)
    anchors = telling_anchors(site.policy(language))
    return page(
        "promises.html",
        site,
        language,
        PROMISES_PATHS,
        title=PAGE_WORDS["promises"].words(language),
        standing=standing,
        day=date_words(standing.on, language),
        kinds=_by_kind(standing),
        kind_words={kind: said.words(language) for kind, said in KINDS.items()},
        urgent=[one for one in _sorted(standing.promises) if one.state in (PromiseState.BROKEN, PromiseState.AT_RISK)],
        states={state: said.words(language) for state, said in STATES.items()},
        explained={state: said.words(language) for state, said in STATES_EXPLAINED.items()},
        counts=standing.counts(),
        told_at={promise: f"{POLICY_PATHS[language]}#{anchor}" for promise, anchor in anchors.items()},
        due={one.promise: date_words(one.due_on, language) for one in standing.promises if one.due_on},
    )


def page(
    template: str,
    site: Site,
    language: str,
    paths: Mapping[str, str],
    headers: Mapping[str, str] | None = None,
    status: int = 200,
    **values: object,
) -> Response[str]:
    """A page from a template; `paths` are its addresses in each language."""
    html = (
        environment()
        .get_template(template)
        .render(
            site=site,
            language=language,
            paths={known: paths[known] for known in site.languages},
            policy_path=POLICY_PATHS[language],
            markdown_path=MARKDOWN_PATHS[language],
            promises_path=PROMISES_PATHS[language],
            versions_path=VERSIONS_PATHS[language],
            language_names=LANGUAGE_NAMES,
            words={name: said.template(language) for name, said in PAGE_WORDS.items()},
            **values,
        )
    )
    told = _FRESH | {"Content-Language": language} | dict(headers or {})
    return Response(html, media_type=MediaType.HTML, status_code=status, headers=told)


@cache
def environment() -> Environment:
    """Templates that escape what they show and stop at a name that they do not know; read once."""
    return Environment(
        loader=PackageLoader("lofte.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def site_asked(request: Asked) -> Site:
    """The site that `create_app` was called with."""
    found: Site = request.app.state.site
    return found


def language_asked(request: Asked, site: Site, paths: Mapping[str, str]) -> str:
    """The language whose address was asked for, if the policy has it."""
    for language in site.languages:
        if paths[language] == request.scope["path"]:
            return language
    raise NotFoundException


def _by_kind(standing: Standing) -> Mapping[str, tuple[PromiseStanding, ...]]:
    """The promises under their kinds, in the order in which a visitor reads them; kinds we do not know last."""
    kinds = dict.fromkeys((*KINDS, *(one.kind for one in standing.promises)))
    found = {kind: _sorted(one for one in standing.promises if one.kind == kind) for kind in kinds}
    return {kind: promises for kind, promises in found.items() if promises}


def _sorted(promises: Iterable[PromiseStanding]) -> tuple[PromiseStanding, ...]:
    return tuple(sorted(promises, key=lambda one: _WORST_FIRST.index(one.state)))
