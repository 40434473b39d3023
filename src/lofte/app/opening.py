"""Open our own records, and the declaration with its systems beside them, for one use case.

In:   `Setting`.       Out:  `Records`; a `Workplace`: model, systems, records and the day together.
Never: makes a workspace for a command that only looks at a declaration.

The idea in one read: most use cases need the same four things at once. They are opened here in the order in which a
failure is cheapest, and closed in the other.
Kept true by: tests/journeys/.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from lofte.app.connecting import Systems, connected
from lofte.app.declaring import Declared, declared_at
from lofte.app.setting import Setting, SettingError, UnreadableError, today_of, zone_of
from lofte.knowledge import Knowledge
from lofte.model import Model
from lofte.needs.facts import Known
from lofte.periods import midnight
from lofte.records import Clock, Records, SystemClock


@dataclass(frozen=True)
class Workplace:
    """A declaration that compiles, its systems, our records, and the day that counts."""

    declared: Declared
    model: Model
    systems: Systems
    records: Records
    day: date
    today: date
    is_demonstration: bool = False

    @property
    def knowledge(self) -> Knowledge:
        """What our records know, for the questions of this day."""
        return Knowledge(self.records, self.day, zone_of(self.model), systems=tuple(self.systems.ready.values()))

    def refuse_another_day(self) -> None:
        """Stop what would change data as if it were not today; raises UnreadableError."""
        if self.day != self.today and not self.is_demonstration:
            raise UnreadableError(
                f"today is {self.today}, and nothing is changed as if it were {self.day}",
                help="leave out `--day` (and `LOFTE_DAY`); what another day would bring is shown by `sweep --explain`",
            )

    def everything_known(self) -> Known:
        """All that our records know, at once; for a question that is printed and not asked."""
        tomorrow = midnight(self.day + timedelta(days=1), zone_of(self.model))
        return Known(self.records.facts(), tomorrow)


def opened_records(setting: Setting, *, clock: Clock | None = None) -> Records:
    """Our own records, made on first use."""
    try:
        return Records.open(setting.records_url, setting.workspace, clock=clock)
    except OSError as reason:
        raise SettingError(
            f"the workspace `{setting.workspace}` cannot be used: {reason.strerror}",
            help="name a folder that you may write in with `--workspace PATH`",
        ) from reason


@contextmanager
def workplace(setting: Setting, day: date | None = None, *, clock: Clock | None = None) -> Iterator[Workplace]:
    """Everything that a use case needs. Raises before anything is opened when the declaration does not compile."""
    clock = clock or SystemClock()
    declared = declared_at(setting.declaration)
    model = declared.sound()
    today = today_of(model, clock.now())
    with opened_records(setting, clock=clock) as records, connected(model, setting) as systems:
        counts = setting.day(day, today)
        yield Workplace(declared, model, systems, records, counts, today, setting.is_demonstration)


def now() -> datetime:
    """The time now, for what is recorded as said at this moment."""
    return datetime.now(UTC)
