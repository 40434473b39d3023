"""Put the pages, the style sheet, the errors and the headers together as one application.

In:   a `Site`.       Out:  a Litestar application.
Never: changes anything; there is no route that writes.

The idea in one read: everything that an answer can be is listed in one place, so that what a visitor can reach is
what is read here.
Law:  GDPR Art. 25.
Kept true by: tests/web/test_answers.py.
"""

from __future__ import annotations

from litestar import Litestar
from litestar.datastructures import CacheControlHeader, State
from litestar.exceptions import HTTPException
from litestar.static_files import create_static_files_router

from lofte.web.archive import version_in_language, versions_in_language
from lofte.web.errors import ErrorPages
from lofte.web.headers import add_security_headers
from lofte.web.pages import front_page, health, policy_as_markdown, policy_in_language, promises_in_language
from lofte.web.site import Site
from lofte.web.style import STATIC

_AN_HOUR = 3600


def create_app(site: Site) -> Litestar:
    """The pages of one organisation."""
    errors = ErrorPages(site)
    static = create_static_files_router(
        "/static", [STATIC], cache_control=CacheControlHeader(max_age=_AN_HOUR, public=True)
    )
    return Litestar(
        route_handlers=[
            front_page,
            policy_in_language,
            promises_in_language,
            policy_as_markdown,
            versions_in_language,
            version_in_language,
            health,
            static,
        ],
        state=State({"site": site}),
        exception_handlers={HTTPException: errors.of_request, Exception: errors.of_ours},
        before_send=[add_security_headers],
        openapi_config=None,
        logging_config=None,
    )
