"""Open what a command works on, from its options.

In:   the options that many commands have, the process's environment.       Out:  a setting, a day, who acts.
Never: asks a question; changes anything.

The idea in one read: the options are turned into the values that `lofte.app` wants, in one place, so that every
command understands them alike. A demonstration's workspace names a database server that may have to be started.
Kept true by: tests/journeys/test_setting.py.
"""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lofte.app.opening import Workplace
    from lofte.app.setting import Setting
    from lofte.model import Model


def setting(declaration: Path | None, workspace: Path | None) -> Setting:
    """The setting that these options name."""
    from lofte.app.setting import setting_of

    return setting_of(os.environ, declaration, workspace)


@contextmanager
def opened(
    declaration: Path | None, workspace: Path | None, day: str | None = None
) -> Iterator[tuple[Setting, Workplace]]:
    """Everything open: the model, its systems, our records."""
    from lofte.app.opening import workplace
    from lofte.demo.server import serving

    found = setting(declaration, workspace)
    with serving(found.environment), workplace(found, day_of(day)) as place:
        yield found, place


def day_of(text: str | None) -> date | None:
    """A day that was typed."""
    from lofte.app.setting import read_day

    return read_day(text) if text else None


def moment(text: str | None, model: Model) -> datetime:
    """A moment that has been, as typed where the controller is; a day alone is its first moment; nothing is now."""
    from zoneinfo import ZoneInfo

    from lofte.app.setting import UnreadableError, plausible, zone_of

    if text is None:
        return datetime.now(UTC)
    try:
        found = datetime.fromisoformat(text)
    except ValueError as reason:
        raise UnreadableError(f"`{text[:40]}` is no time", help="write `2026-11-22` or `2026-11-22T14:05`") from reason
    plausible(found.date())
    at = found if found.tzinfo else found.replace(tzinfo=ZoneInfo(zone_of(model)))
    if at > datetime.now(UTC):
        raise UnreadableError(f"`{text[:40]}` has not been yet", help="record what happens when it has happened")
    return at


def who(by: str | None) -> str:
    """Who does this: what was said, else the account's name."""
    return by or getpass.getuser()
