"""Show an organisation's policy and the state of its promises to whoever visits.

In:   a `Site`, which `app` makes.       Out:  a Litestar application that only reads.
Never: opens a database or a declaration itself, sets a cookie, loads anything from another host.

The idea in one read: `create_app` is the way in; `site` says what the pages need, `pages` has one function a page,
`errors` gives every fault one shape, `headers` what every answer carries, and the templates and the style sheet lie
beside them.
Law:  GDPR Art. 12(1), 5(2).
Kept true by: tests/web/.
"""

from lofte.web.application import create_app
from lofte.web.site import Site
from lofte.web.style import stylesheet

__all__ = ["Site", "create_app", "stylesheet"]
