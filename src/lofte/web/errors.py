"""Give every fault of the pages one shape.

In:   what was raised, the request.
Out:   an answer: what is wrong, what to do, the way back; as HTML, or as JSON when asked for.
Never: shows a path of ours, a query, a traceback or a personal value; the log of the server has the cause.

The idea in one read: a visitor can do three things wrong (a page that is not there, a method that is not allowed, a
request that makes no sense) and we can fail. Each is told in the visitor's language, with its status, in the same
page as everything else.
Law:  none.
Kept true by: tests/web/test_answers.py.
"""

from __future__ import annotations

import logging
import traceback
from typing import Any

from litestar import MediaType, Response
from litestar.exceptions import HTTPException
from litestar.status_codes import HTTP_405_METHOD_NOT_ALLOWED, HTTP_500_INTERNAL_SERVER_ERROR

from lofte.diagnostics import LofteError
from lofte.web.negotiation import preferred_language
from lofte.web.pages import Asked, page
from lofte.web.site import Site
from lofte.web.words import PAGE_WORDS, POLICY_PATHS

_LOG = logging.getLogger("lofte.web")  # its name alone; nothing is kept here


class ErrorPages:
    """Answers faults for one site."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def of_request(self, request: Asked, fault: HTTPException) -> Response[Any]:
        """What the visitor asked for cannot be had."""
        if fault.status_code >= HTTP_500_INTERNAL_SERVER_ERROR:
            return self.of_ours(request, fault)
        word = "not_allowed" if fault.status_code == HTTP_405_METHOD_NOT_ALLOWED else "not_found"
        return self._answer(request, fault.status_code, word, dict(fault.headers or {}))

    def of_ours(self, request: Asked, fault: Exception) -> Response[Any]:
        """We failed. The cause is logged, the visitor is told that it was us."""
        _LOG.error("a page could not be made: %s", _cause(fault))
        return self._answer(request, HTTP_500_INTERNAL_SERVER_ERROR, "failed", {})

    def _answer(self, request: Asked, status: int, word: str, headers: dict[str, str]) -> Response[Any]:
        language = self._language(request)
        title, help_text = PAGE_WORDS[word].words(language), PAGE_WORDS[f"{word}_help"].words(language)
        accepted = request.headers.get("accept", "")
        if "application/json" in accepted and "text/html" not in accepted:
            content = {"status": status, "error": title, "help": help_text}
            return Response(content, media_type=MediaType.JSON, status_code=status, headers=headers)
        varied = headers | {"Vary": "Accept-Language, Accept"}
        return page("error.html", self._site, language, POLICY_PATHS, varied, status, title=title, help=help_text)

    def _language(self, request: Asked) -> str:
        asked = request.scope["path"].split("/")[1]
        if asked in self._site.languages:
            return asked
        return preferred_language(request.headers.get("accept-language", ""), self._site.languages)


def _cause(fault: Exception) -> str:
    """What the log may hold: our own message, else the kind of fault and where; a driver's words may hold values."""
    if isinstance(fault, LofteError):
        return str(fault)
    frames = traceback.extract_tb(fault.__traceback__)
    place = f" at {frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return f"{type(fault).__name__}{place}"
