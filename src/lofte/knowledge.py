"""What our records know, for the questions of one day.

In:   our records, a day, the person a question is about.       Out:  `Known`, loosely for all or exactly for some.
Never: keeps a fact longer than until the next act is recorded.

The idea in one read: a question is asked twice, loosely of everyone and exactly of a few thousand rows. Loosely it
needs only the facts by which a need may fall, which are few and read once, and again when an act has been recorded
since. Exactly it needs everything about the people and rows in question, which is read each time, inside the lock
under which the batch decides.
Law:  GDPR Art. 7(3), 17, 18, 21.
Kept true by: tests/journeys/test_acknowledged.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from lofte.facts import Facts, Identifier, RowKey
from lofte.needs.facts import FactName, Known, Observed
from lofte.periods import midnight
from lofte.records import Records
from lofte.systems.sql.asking import SqlSystem
from lofte.systems.sql.observing import observed


@dataclass
class Knowledge:
    """What our records know, read when it is asked for and read again when an act has been recorded since."""

    records: Records
    day: date
    zone: str
    asked: frozenset[Identifier] = frozenset()
    systems: tuple[SqlSystem, ...] = ()
    """Where tables may tell of consents that rows of other tables rest on."""
    as_it_was: bool = False
    """Leave out what was objected or released after the day: what was known then."""
    _loose: Known | None = None
    _observed: tuple[Observed, ...] | None = None
    _consents: frozenset[str] = frozenset()

    def loosely(self) -> Known:
        """All facts by which a need may fall."""
        if self._loose is None or self._loose.facts.as_of != self.records.mark():
            facts = self._of_the_day(self.records.fallen_facts())
            self._loose = Known(facts, self._tomorrow, self.asked, self._told())
            self._consents = frozenset(self.records.consent_names())
        return self._loose

    def changed(self) -> None:
        """Something was carried, which is no act that is acknowledged and yet a fact."""
        self._loose = None

    def is_silent(self, fact: str) -> bool:
        """Whether no record of this kind exists at all."""
        name = FactName.read(fact)
        loose = self._loose or self.loosely()
        if name.kind.removesuffix("-anywhere") in ("given", "gave", "withdrawn") and name.about in self._consents:
            return False
        return loose.is_empty(fact)

    def asking(self, identifiers: Iterable[Identifier]) -> Knowledge:
        """The same, for a question about the person with these identifiers."""
        asked = frozenset(identifiers)
        loose = self.loosely()
        return replace(self, asked=asked, _loose=replace(loose, asked=asked))

    def about(self, identifiers: Iterable[Identifier], rows: Iterable[RowKey]) -> Known:
        """Everything about these people and rows."""
        wanted = frozenset(identifiers)
        facts = self._of_the_day(self.records.facts_for(wanted, tuple(rows)))
        own = {*wanted, *facts.aliases, *facts.shared}
        told = tuple(one for one in self._told() if one.identifier in own)
        return Known(facts, self._tomorrow, self.asked, told)

    def _told(self) -> tuple[Observed, ...]:
        """What tables tell, read once: a sweep that takes such rows away must not change its mind on the way."""
        if self._observed is None:
            self._observed = observed(self.systems)
        return self._observed

    def _of_the_day(self, facts: Facts) -> Facts:
        if not self.as_it_was:
            return facts
        objections = tuple(one for one in facts.objections if one.made_at < self._tomorrow)
        releases = tuple(one for one in facts.releases if one.decided_on <= self.day)
        return replace(facts, objections=objections, releases=releases)

    @property
    def _tomorrow(self) -> datetime:
        return midnight(self.day + timedelta(days=1), self.zone)
