"""Find the declaration, the workspace and the environment that a command is about.

In:   the process's environment, what the user named.       Out:  `Setting`.
Never: prints a value of the environment; lets another organisation's address into a workspace that has its own.

The idea in one read: a workspace is a folder, by default `.lofte` beside the declaration, and may hold a file
`environment` with lines `NAME=value`. What stands there is of this workspace and wins over the process's own
environment, so that a demonstration in a shell that knows a real database never meets it.
Law:  GDPR Art. 32.
Kept true by: tests/journeys/test_setting.py.

>>> setting_of({}, Path("policies/lofte.yaml")).workspace.as_posix()
'policies/.lofte'
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from lofte.diagnostics import LofteError
from lofte.model import Model

ENVIRONMENT_FILE = "environment"
DECLARATION_FILE = "lofte.yaml"
WORKSPACE_FOLDER = ".lofte"
PLACE = "env:"
"""How an address in a declaration says that it stands in the environment."""


DEMONSTRATION = "LOFTE_DEMO"
"""Stands in the environment of a demonstration, and of a test."""
EARLIEST, LATEST = date(1900, 1, 1), date(2999, 12, 31)
"""Days before and after which nothing that is typed can be meant."""


class SettingError(LofteError):
    """What the user named is not there or cannot be used; the message says what to name instead."""


class UnreadableError(SettingError):
    """What was typed is no day, or no time."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where the declaration is, where our own records are, and the environment that both see."""

    declaration: Path
    workspace: Path
    environment: Mapping[str, str]

    @property
    def records_url(self) -> str | None:
        """Where our records are kept; None is a file in the workspace."""
        return self.environment.get("LOFTE_RECORDS_URL") or None

    def address(self, written: str) -> str | None:
        """An address as the declaration writes it, looked up when it stands in the environment; None: not set."""
        return (self.environment.get(written.removeprefix(PLACE)) or None) if written.startswith(PLACE) else written

    @property
    def is_demonstration(self) -> bool:
        """Whether nothing here is real, so that it may be acted as if it were another day."""
        return bool(self.environment.get(DEMONSTRATION))

    def day(self, given: date | None, today: date) -> date:
        """The day that was given, else the workspace's own, else today."""
        if given is not None:
            return given
        written = self.environment.get("LOFTE_DAY")
        return read_day(written) if written else today


def setting_of(
    environment: Mapping[str, str], declaration: Path | None = None, workspace: Path | None = None
) -> Setting:
    """The setting of a command. What the user named wins, then the environment, then what lies in this folder."""
    declaration = declaration or _path(environment.get("LOFTE_DECLARATION"))
    workspace = workspace or _path(environment.get("LOFTE_WORKSPACE"))
    if workspace is None:
        declaration = declaration or Path(DECLARATION_FILE)
        workspace = (declaration if declaration.is_dir() else declaration.parent) / WORKSPACE_FOLDER
    own = environment_of(workspace)
    if declaration is None:
        named = _path(own.get("LOFTE_DECLARATION"))
        declaration = workspace / named if named else Path(DECLARATION_FILE)
    return Setting(declaration, workspace, {**environment, **own})


def environment_of(workspace: Path) -> Mapping[str, str]:
    """The lines `NAME=value` of the workspace's own file; nothing when it has none."""
    path = workspace / ENVIRONMENT_FILE
    try:
        lines = path.read_text("utf8").splitlines() if path.exists() else []
    except (OSError, UnicodeDecodeError) as reason:
        raise SettingError(f"`{path}` cannot be read", help="see that it is a text file that you may read") from reason
    pairs = (line.partition("=") for line in lines if "=" in line and not line.lstrip().startswith("#"))
    return {name.strip(): value.strip() for name, _, value in pairs}


def keep_environment(workspace: Path, values: Mapping[str, str]) -> None:
    """Write the workspace's own environment, for nobody else to read."""
    path = workspace / ENVIRONMENT_FILE
    path.touch(mode=0o600)
    path.write_text("".join(f"{name}={value}\n" for name, value in values.items()), "utf8")


def read_day(text: str) -> date:
    """A day as people write it: `2026-11-22`.

    >>> read_day("2026-11-22")
    datetime.date(2026, 11, 22)
    """
    try:
        return plausible(date.fromisoformat(text))
    except ValueError as reason:
        raise UnreadableError(f"`{text[:40]}` is no day", help="write year, month and day: `2026-11-22`") from reason


def plausible(day: date) -> date:
    """The day, if somebody can mean it."""
    if EARLIEST <= day <= LATEST:
        return day
    raise UnreadableError(f"nobody can mean the year {day.year}", help=f"write a day from {EARLIEST} to {LATEST}")


def zone_of(model: Model) -> str:
    """The time zone in which the controller counts days."""
    controller = next(iter(model.controllers.values()), None)
    return controller.time_zone if controller else "Europe/Stockholm"


def today_of(model: Model, now: datetime) -> date:
    """The date where the controller is."""
    return now.astimezone(ZoneInfo(zone_of(model))).date()


def _path(text: str | None) -> Path | None:
    return Path(text) if text else None
