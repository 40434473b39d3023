"""`lofte verify`: whether the ledger of what was done is as it was written.

In:   the options.       Out:  *verified*, or the first bad entry.
Never: writes.

The idea in one read: the check reads every entry, every hash and every checkpoint, in the store and outside it. With a
public key that was kept elsewhere nobody who holds the workspace can pass off another ledger.
Law:  GDPR Art. 5(2).
Kept true by: tests/journeys/test_verify.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from lofte.cli import options
from lofte.cli.exits import ExitCode
from lofte.cli.session import setting

if TYPE_CHECKING:
    from lofte.ledger import Verdict


def verify(
    declaration: options.Declaration = None,
    workspace: options.Workspace = None,
    public_key: Annotated[
        str | None, typer.Option("--public-key", metavar="KEY", help="The key to verify with.  [the workspace's own]")
    ] = None,
    form: options.Format = "text",
) -> int:
    """Check the ledger, entry by entry; name the first bad one."""
    from lofte.app.proving import verified
    from lofte.cli.paper import as_json, say
    from lofte.ledger import Verified

    told, key = verified(setting(declaration, workspace), public_key)
    well = isinstance(told, Verified)
    match told:
        case _ if form == "json":
            as_json({"verified": well, "public_key": key, **_as_json(told)})
        case Verified(size, root):
            say(f"verified: {size} {'entry is' if size == 1 else 'entries are'} as written", "bold green")
            say(f"root {root.hex()}", "dim")
            say(f"key  {key}", "dim")
        case _:
            say(f"not verified: {told}", "bold red")
    return ExitCode.WELL if well else ExitCode.NOT_KEPT


def _as_json(told: Verdict) -> dict[str, object]:
    from lofte.ledger import Verified

    if isinstance(told, Verified):
        return {"size": told.size, "root": told.root.hex()}
    return {"first_bad_entry": told.index, "before": told.until, "why": told.why}
