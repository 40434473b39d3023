"""Put on every answer what keeps a browser from doing more than the page needs.

In:   the message that starts an answer.       Out:  the same message with its headers.
Never: leaves an answer out; pages, files and errors all pass here.

The idea in one read: the pages need their own style sheet and nothing else, so everything else is refused: scripts
of others, frames, plug-ins, forms to elsewhere, guessing of types, the address of the page told to others, sensors.
Law:  GDPR Art. 25, 32.
Kept true by: tests/web/test_answers.py, tests/web/test_browser.py (no complaint of the browser on any page).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from litestar.datastructures import MutableScopeHeaders
from litestar.types import Message, Scope

SECURITY_HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


async def add_security_headers(message: Message, _: Scope) -> None:
    """Called by the framework before anything is sent."""
    if message["type"] == "http.response.start":
        headers = MutableScopeHeaders.from_message(message)
        for name, value in SECURITY_HEADERS.items():
            headers[name] = value
