"""Live through one story in Mitt Liv's databases: a sweep, the same sweep again, an access, an erasure.

In:   a house that was built and filled.       Out:  what every cell was before and after each chapter.
Never: changes anything that a test has looked at: each chapter is lived once, and all tests read.

The idea in one read: a sweep of six databases takes seconds, so many tests share one. A chapter is lived when the
first test asks for it, after those before it, and its cells are kept.
Law:  none of its own.
Kept true by: the tests that read it
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random
from shutil import copytree
from typing import Any

from journeys.mittliv.declared import DAY, model
from journeys.mittliv.extra import Objected, Withdrawn, plant_more
from journeys.mittliv.house import BY, Cells, House
from lofte.answering import Person
from lofte.demo.fates import missed
from lofte.demo.mittliv.build import filled, sqlite_url
from lofte.demo.mittliv.ordinary import add_crowd
from lofte.demo.mittliv.tables import DATABASES
from lofte.demo.people import People
from lofte.demo.world import Fate, Filling, Planted, insert
from lofte.executor import Outcome
from lofte.facts import RowKey, normal
from lofte.ledger import Verdict
from lofte.promises.request import AccessAnswer, ErasureAnswer, PersonRow


@dataclass(frozen=True, slots=True)
class Written:
    """What is put into the databases and told."""

    filling: Filling
    asks: str
    more: tuple[Withdrawn | Objected, ...]


def written(scale: int = 0) -> Written:
    """The planted cases and those of `extra`, then so many crowds; a case has the same key at each scale."""
    filling, asks = filled(DAY, 1, 0)
    more = plant_more(filling)
    people, chance = People(2), Random(2)
    for _ in range(scale):
        add_crowd(filling, people, chance)
    return Written(filling, asks, more)


def moved_in(folder: Path, placed: Mapping[str, str], world: Written) -> House:
    """Fill six databases and our records; what `placed` does not place is an SQLite file in the folder."""
    folder.mkdir(exist_ok=True)
    urls = {name: placed.get(name) or sqlite_url(folder, name) for name in DATABASES}
    for name, url in urls.items():
        insert(url, DATABASES[name], world.filling)
    house = House(folder, urls, model(), world.filling.day)
    house.tell(tuple(world.filling.told))
    for one in world.more:
        _learn(house, one)
    return house


def copied(house: House, folder: Path) -> House:
    """A house on SQLite as it stands, once more."""
    copytree(house.folder, folder)
    return House(folder, {name: sqlite_url(folder, name) for name in DATABASES}, house.model, house.day)


def _learn(house: House, one: Withdrawn | Objected) -> None:
    if isinstance(one, Withdrawn):
        house.consent(one.email, "newsletter", given=False, at=one.at, channel=one.channel)
        return
    whose = house.subject(one.email)
    objection = house.records.make_objection(whose, one.activity, at=one.at, recorded_by=BY)
    if one.upheld is not None:
        house.records.decide_objection(objection, upheld=one.upheld, at=one.at, recorded_by=BY)


class Story:
    """The chapters, in order; each is lived once."""

    def __init__(self, house: House, world: Written) -> None:
        self.house, self.asks = house, world.asks
        self.planted = tuple(world.filling.planted)
        self.before: Cells = house.cells()
        self._held: dict[str, AccessAnswer] = {}

    @cached_property
    def swept(self) -> Outcome:
        """The sweep of the day."""
        return self.house.sweep()

    @cached_property
    def after_sweep(self) -> Cells:
        """Every cell after it."""
        assert self.swept.complete
        return self.house.cells()

    @cached_property
    def swept_again(self) -> Outcome:
        """The same sweep again."""
        assert self.after_sweep
        return self.house.sweep()

    @cached_property
    def after_sweep_again(self) -> Cells:
        """Every cell after the second."""
        assert self.swept_again.complete
        return self.house.cells()

    @cached_property
    def person(self) -> Person:
        """The person who asks."""
        assert self.after_sweep_again
        return self.house.answering().find([normal("email", self.asks)])

    @cached_property
    def access(self) -> AccessAnswer:
        """What is held about the person who asks, before anything is erased."""
        return self.house.answering().access(self.person)

    def held_about(self, email: str) -> AccessAnswer:
        """What is held after the sweep about somebody who is not the person who asks."""
        assert self.access.rows
        assert email.casefold() != self.asks
        if email not in self._held:
            answering = self.house.answering()
            self._held[email] = answering.access(answering.find([normal("email", email)]))
        return self._held[email]

    @cached_property
    def erased(self) -> ErasureAnswer:
        """The erasure that the person then asks for."""
        assert self.access.rows
        return self.house.erased(self.house.answering(), self.person)

    @cached_property
    def after_erasure(self) -> Cells:
        """Every cell after the erasure."""
        assert self.erased.complete
        return self.house.cells()

    @cached_property
    def access_after_erasure(self) -> AccessAnswer:
        """What is held about the person when all is done."""
        assert self.after_erasure
        return self.house.answering().access(self.person)

    @cached_property
    def ledger(self) -> Verdict:
        """What the ledger's audit says in the end."""
        assert self.after_erasure
        return self.house.records.verify()

    def cases(self, name: str, after: str = "sweep") -> tuple[Planted, ...]:
        """The planted cases whose name begins so."""
        found = tuple(one for one in self.planted if one.name.startswith(name) and one.after == after)
        assert found, f"no case is called `{name}`"
        return found

    def met(self, *names: str) -> None:
        """See that the cases of these names met their fates in the sweep."""
        cases = [case for name in names for case in self.cases(name)]
        before, after = looked(self.before, cases), looked(self.after_sweep, cases)
        wrong = [f"{one.planted.name} {one.why}" for one in missed(cases, before, after, "sweep")]
        assert not wrong, wrong

    def met_by_erasure(self, *names: str) -> None:
        """See that the cases of these names met their fates in the erasure."""
        cases = [case for name in names for case in self.cases(name, "erasure")]
        before, after = looked(self.after_sweep, cases), looked(self.after_erasure, cases)
        wrong = [f"{one.planted.name} {one.why}" for one in missed(cases, before, after, "erasure")]
        assert not wrong, wrong

    def email_of(self, name: str) -> str:
        """The address in the row of the one case with this name, before the sweep."""
        (case,) = (one for one in self.planted if one.name == name and one.after == "sweep")
        return str(self.before[case.system, case.table][case.row]["email"])

    def row_of(self, name: str, after: str = "sweep") -> RowKey:
        """The row of the one case with this name."""
        (case,) = (one for one in self.planted if one.name == name and one.after == after)
        return case.row


def looked(cells: Cells, cases: Iterable[Planted]) -> dict[RowKey, Any]:
    """The cases' rows as they were."""
    return {case.row: cells[case.system, case.table].get(case.row) for case in cases}


def fates(cases: Iterable[Planted]) -> set[Fate]:
    """Which fates there are among the cases."""
    return {case.expect.fate for case in cases}


def rows_in(answer: AccessAnswer, system: str, table: str) -> tuple[PersonRow, ...]:
    """An answer's rows of one table."""
    return tuple(row for row in answer.rows if (row.row.system, row.row.table) == (system, table))


def changed(before: Cells, after: Cells) -> dict[RowKey, frozenset[str]]:
    """Every row that is not as it was, with the columns that changed; all of them when the row is gone or new."""
    found: dict[RowKey, frozenset[str]] = {}
    for place in before.keys() | after.keys():
        old, new = before.get(place, {}), after.get(place, {})
        for row in old.keys() | new.keys():
            one, other = old.get(row), new.get(row)
            if one is None or other is None:
                found[row] = frozenset(one or other or {})
            elif one != other:
                found[row] = frozenset(column for column in one if one[column] != other[column])
    return found
