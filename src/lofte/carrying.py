"""What rows say of consents, before they go: written down for the people who have rows elsewhere that rest on them.

In:   an open transaction, a step's rows, all systems, our records.       Out:  `CarriedConsent`s.
Never: writes down a consent of somebody of whom nothing rests on it.

The idea in one read: a person's *yes* or *no* may stand in one table only, and other tables rest on it. When the row
that says so goes, what it said is kept under the person, so that the others are judged as if it were still there.
People must be known to our records before a batch begins, because a batch may record no act; so it is first asked
whom a batch's rows speak of, and who of them has rows elsewhere.
Law:  GDPR Art. 7(1), 7(3).
Kept true by: tests/journeys/test_carrying.py, tests/differential/.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from lofte.facts import CarriedConsent, Identifier, SubjectId
from lofte.knowledge import Knowledge
from lofte.plan import Step
from lofte.records import Records
from lofte.records.people import ALWAYS_SHARED
from lofte.systems.sql.asking import SqlSystem
from lofte.systems.sql.changing import Due
from lofte.systems.sql.observing import missing, needed_elsewhere, tells, told_by
from lofte.systems.sql.reading import about_the_person

Concerned = Mapping[tuple[str, Identifier], SubjectId]
"""Whose consent it is, for people of whom something rests on it elsewhere."""


@dataclass(frozen=True)
class Carrying:
    """Carries consents out of rows that go."""

    systems: Mapping[str, SqlSystem]
    records: Records
    knowledge: Knowledge

    def concerned(self, system: SqlSystem, step: Step, due: Due) -> Concerned:
        """The people of whose consents these rows speak and of whom rows elsewhere rest on them, known from now on."""
        wanted = needed_elsewhere(self.systems.values())
        table = system.bound.tables[step.table]
        if not tells(table, wanted):
            return {}
        with system.database.reading() as connection:
            told = {(one.consent, one.identifier) for _, one in told_by(system, connection, table, wanted, list(due))}
        if not told:
            return {}
        facts = self.records.facts_for({identifier for _, identifier in told})
        own = {
            one: facts.identifiers_of(facts.aliases[one]) if one in facts.aliases else (one,)
            for _, one in told
            if one not in facts.shared and one.kind not in ALWAYS_SHARED
        }
        resting = {name: self._resting(name, {one for every in own.values() for one in every}) for name, _ in told}
        found = [(name, one) for name, one in sorted(told) if one in own and resting[name].intersection(own[one])]
        subjects = self.records.ensure_subjects([[one] for _, one in found])
        return dict(zip(found, subjects, strict=True))

    def said(
        self, system: SqlSystem, connection: Connection, step: Step, due: Due, concerned: Concerned
    ) -> dict[tuple[SubjectId, str, str], CarriedConsent]:
        """What the rows say now, each giving and withdrawal under its person, consent and row."""
        found: dict[tuple[SubjectId, str, str], CarriedConsent] = {}
        if not concerned:
            return found
        table = system.bound.tables[step.table]
        names = {name for name, _ in concerned}
        for key, one in told_by(system, connection, table, names, list(due)):
            subject = concerned.get((one.consent, one.identifier))
            if subject is not None:
                carrier = f"{table.path}:{system.row_key(table, key).key}"
                before = found.get((subject, one.consent, carrier))
                given, left = (before.given_at, before.withdrawn_at) if before else (None, None)
                times = one.given_at or given, one.withdrawn_at or left
                found[subject, one.consent, carrier] = CarriedConsent(subject, one.consent, carrier, *times)
        return found

    def _resting(self, consent: str, identifiers: Iterable[Identifier]) -> set[Identifier]:
        """Those of the identifiers that stand in rows which rest on the consent and do not say it themselves."""
        learning = self.knowledge.asking(identifiers)
        found: set[Identifier] = set()
        for system in self.systems.values():
            for table in system.bound.tables.values():
                if consent in missing(table):
                    with system.database.reading() as connection:
                        for keys in system.due(connection, table, about_the_person(table), learning):
                            found.update(system.identifiers(connection, table, keys))
        return found
