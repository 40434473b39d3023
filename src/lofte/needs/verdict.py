"""From one need of a table to the questions whether it keeps a row, and whether it stands, for some person of it.

In:   a bound table and an activity that it serves, today.       Out:  `Predicate`s over the table's row.
Never: reads a row or a record; counts an unknown as a no.

The idea in one read: `docs/needs.md` section 2 read from left to right. A need keeps a row when it applies and
either a hold reaches it, or its clock has not ended, it is not released, and some basis holds for some person.
Parts that speak of the row stand outside the search for a person, so that a database can use an index on the event.
`stands` is the same with the doubts taken out: what is only kept (a pending objection, a restriction, a consent
that no record proves) does not stand.
Law:  GDPR Art. 5(1)(e), 6(1), 7(3), 17, 18, 21.
Kept true by: tests/differential/, tests/unit/needs/test_verdict.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import assert_never

from lofte.graph import AtColumn, BoundParty, BoundTable, Category, Dependant, ServedActivity, Site
from lofte.model import BasisEntry
from lofte.needs import facts
from lofte.needs.clocks import Clocks, conditions
from lofte.predicate import (
    FALSE,
    TRUE,
    Before,
    ColumnLater,
    Filled,
    Is,
    Person,
    Predicate,
    RowFact,
    SameRow,
    TimeTest,
    all_of,
    any_of,
    negate,
    outer,
    reach,
)
from lofte.vocabulary import LegalBasis

Leaf = Callable[[Site], Predicate]
"""A further test of the person, said of the row that holds the identifier."""


def anyone(_: Site) -> Predicate:
    """No further test of the person."""
    return TRUE


def the_person_asked(site: Site) -> Predicate:
    """Only the person whom the question is about."""
    return Person(site.column, site.kind, facts.ASKED)


@dataclass(frozen=True, slots=True)
class Need:
    """One activity's need for some columns of one table, in the data of one person."""

    table: BoundTable
    served: ServedActivity
    clocks: Clocks

    @property
    def activity(self) -> str:
        """The activity's name."""
        return self.served.activity.name

    def names(self, column: str) -> Predicate:
        """The rows in which the need names this column."""
        return self.served.columns.get(column, FALSE)

    def keeps(self, party: str | None = None, leaf: Leaf = anyone, *, bound: Predicate = TRUE) -> Predicate:
        """Held or standing, for some person (of one party, if given; of whom `leaf` is true).

        An unowned row is kept by time alone, unless a party or a person was asked for. `bound` narrows to some rows.
        """
        parties = [item for item in self.table.parties if party is None or item.name == party]
        anyone_at_all = party is None and leaf is anyone
        unowned = self._unowned() if anyone_at_all else FALSE
        applies_unowned = all_of(unowned, any_of(*map(self._category, self.table.parties)))
        held = any_of(
            *(all_of(self._category(item), self._held(item, leaf)) for item in parties),
            all_of(applies_unowned, RowFact(facts.held(self.activity))),
        )
        based = any_of(
            *(
                all_of(self._category(item), when, self._some(item, leaf, self._kept_on(entry)))
                for item in parties
                for when, entry in self._entries()
            ),
        )
        by_time = all_of(applies_unowned, any_of(*(when for when, entry in self._entries())))
        live = all_of(negate(self._ended()), any_of(all_of(negate(self._released()), based), by_time))
        return all_of(bound, conditions(self.served.conditions), any_of(held, live))

    def stands(self, leaf: Leaf = anyone) -> Predicate:
        """Kept and to be used, for some person of whom `leaf` is true."""
        based = any_of(
            *(
                all_of(
                    self._category(party), self.clocks.holds(entry.when), self._some(party, leaf, self._used_on(entry))
                )
                for party in self.table.parties
                for entry in self.served.activity.basis
            )
        )
        row = all_of(negate(self._ended()), negate(self._released()))
        return all_of(conditions(self.served.conditions), row, based)

    def keeps_for(self, party: BoundParty, site: Site) -> Predicate:
        """Held or standing for the very person at the end of `site`: said of the row there, this row one level out."""
        row = all_of(conditions(self.served.conditions), self._category(party))
        held = any_of(outer(1, self._row_held(party)), self._person(site, facts.held(self.activity)))
        based = any_of(*(all_of(outer(1, when), self._kept_on(entry)(site, 1)) for when, entry in self._entries()))
        live = all_of(outer(1, negate(self._ended())), outer(1, negate(self._released())), based)
        return all_of(outer(1, row), any_of(held, live))

    def applies_to(self, party: BoundParty) -> Predicate:
        """Whether the need concerns the party's persons in this row at all."""
        return all_of(conditions(self.served.conditions), self._category(party))

    def keeps_dependant(self, dependant: Dependant) -> Predicate:
        """For a dependant's own row: the need keeps it for a person reached through the row one level out."""
        assert dependant.site is not None
        site, to = dependant.site, dependant.to
        party = next(item for item in self.table.parties if item.name == dependant.party)
        if to <= site.unique:
            return self.keeps(party.name, lambda other: TRUE if other == site else FALSE)
        row = all_of(conditions(self.served.conditions), self._category(party))
        rest = Site(site.hops[to:], site.column, site.kind, 0)

        def through(inner: Callable[[Site, int], Predicate]) -> Predicate:
            return reach(
                site.hops[:to], all_of(SameRow(2), reach(rest.hops, all_of(Filled(site.column), inner(rest, 2))))
            )

        held = any_of(
            all_of(self._row_held(party), through(lambda _site, _out: TRUE)),
            through(lambda at, _out: self._person(at, facts.held(self.activity))),
        )
        based = any_of(*(all_of(when, through(self._kept_on(entry))) for when, entry in self._entries()))
        live = all_of(negate(self._ended()), negate(self._released()), based)
        return all_of(row, any_of(held, live))

    def ended(self) -> Predicate:
        """Whether its retention has ended for the row."""
        return self._ended()

    def is_released(self) -> Predicate:
        """Whether an erasure request released it for the row, ever."""
        return any_of(RowFact(facts.released(self.activity)), RowFact(facts.spent(self.activity)))

    def _ended(self) -> Predicate:
        return self.clocks.ended(self.served.activity.keep, self.activity)

    def _entries(self) -> tuple[tuple[Predicate, BasisEntry | None], ...]:
        """Each basis with its condition today; one unknown basis where the text states none."""
        entries = self.served.activity.basis
        return tuple((self.clocks.holds(entry.when), entry) for entry in entries) or ((TRUE, None),)

    def _released(self) -> Predicate:
        return any_of(
            RowFact(facts.released(self.activity)),
            all_of(RowFact(facts.spent(self.activity)), negate(self._revived())),
        )

    def _revived(self) -> Predicate:
        """Something new since the release: a cell that only this need names, or an event by which the need begins."""
        spent = facts.spent(self.activity)
        own = self.served.activity
        begins = {"collected", *(entry.when.event for entry in own.basis if entry.when and not entry.when.negated)}
        begins |= {f"{entry.consent}.given" for entry in own.basis if entry.consent}
        new_cell = any_of(*(self._alone(column) for column in self.served.columns))
        return any_of(new_cell, *(self.clocks.later_than_release(event, spent) for event in sorted(begins)))

    def _alone(self, column: str) -> Predicate:
        """The cell is filled and no other need, itself never released for the row, keeps it."""
        others = (
            all_of(need.names(column), negate(need.is_released()), need._unreleased())
            for need in needs_of(self.table, self.clocks)
            if need.activity != self.activity
        )
        return all_of(self.names(column), filled(self.table, column), negate(any_of(*others)))

    def _unreleased(self) -> Predicate:
        """`keeps`, were no release recorded."""
        plain = any_of(
            *(
                all_of(
                    self._category(party),
                    when,
                    self._some(party, anyone, self._kept_on(entry)),
                )
                for party in self.table.parties
                for when, entry in self._entries()
            )
        )
        held = any_of(*(all_of(self._category(party), self._held(party, anyone)) for party in self.table.parties))
        return all_of(conditions(self.served.conditions), any_of(held, all_of(negate(self._ended()), plain)))

    def _category(self, party: BoundParty) -> Predicate:
        return concerns(party.category, self.served.activity.about)

    def _unowned(self) -> Predicate:
        return unowned(self.table)

    def _row_held(self, party: BoundParty) -> Predicate:
        name = facts.held(self.activity)
        through = (site.hops[:at] for site in party.sites for at in range(1, min(site.unique, len(site.hops)) + 1))
        return any_of(RowFact(name), *(reach(hops, RowFact(name)) for hops in dict.fromkeys(through)))

    def _held(self, party: BoundParty, leaf: Leaf) -> Predicate:
        person = self._some(party, leaf, lambda site, _out: self._person(site, facts.held(self.activity)))
        return any_of(all_of(self._row_held(party), self._some(party, leaf, lambda _site, _out: TRUE)), person)

    def _some(self, party: BoundParty, leaf: Leaf, test: Callable[[Site, int], Predicate]) -> Predicate:
        return any_of(
            *(
                reach(site.hops, all_of(Filled(site.column), leaf(site), test(site, 1)))
                for site in party.sites
                if leaf(site) != FALSE
            )
        )

    def _person(self, site: Site, fact: str) -> Predicate:
        return Person(site.column, site.kind, fact)

    def _kept_on(self, entry: BasisEntry | None) -> Callable[[Site, int], Predicate]:
        """The basis does not fall for the person at the site: it holds, or nobody knows yet."""

        def test(site: Site, out: int) -> Predicate:
            return all_of(self._not_objected(site), self._basis(entry, site, out, proven=False))

        return test

    def _used_on(self, entry: BasisEntry) -> Callable[[Site, int], Predicate]:
        """The basis holds for the person at the site, proven, and no restriction forbids the use."""

        def test(site: Site, out: int) -> Predicate:
            free = negate(self._person(site, facts.restricted(self.activity)))
            return all_of(free, self._not_objected(site), self._basis(entry, site, out, proven=True))

        return test

    def _not_objected(self, site: Site) -> Predicate:
        if not self.served.activity.marketing:
            return TRUE
        return negate(self._person(site, facts.objected(self.activity)))

    def _basis(self, entry: BasisEntry | None, site: Site, out: int, *, proven: bool) -> Predicate:
        if entry is None:
            return FALSE if proven else TRUE
        match entry.basis:
            case LegalBasis.CONSENT:
                return self._consent(entry.consent or self.activity, site, out, proven=proven)
            case LegalBasis.LEGITIMATE_INTERESTS:
                weighed = negate(self._person(site, facts.pending(self.activity))) if proven else TRUE
                return all_of(negate(self._person(site, facts.overruled(self.activity))), weighed)
            case (
                LegalBasis.CONTRACT | LegalBasis.LEGAL_OBLIGATION | LegalBasis.PUBLIC_TASK | LegalBasis.VITAL_INTERESTS
            ):
                return TRUE
            case _:
                assert_never(entry.basis)

    def _consent(self, name: str, site: Site, out: int, *, proven: bool) -> Predicate:
        gave, withdrew = self._own_column(f"{name}.given"), self._own_column(f"{name}.withdrawn")
        in_force = self._person(site, facts.given(name))
        fallen = self._person(site, facts.withdrawn(name))
        if gave is None and withdrew is None:
            return in_force if proven else negate(fallen)
        tomorrow = self.clocks._tomorrow
        left = Before(withdrew, tomorrow) if withdrew else FALSE
        by_record = in_force
        if withdrew:
            later = Person(
                site.column, site.kind, facts.given(name), TimeTest(withdrew, out, later=True, if_empty=True)
            )
            by_record = any_of(all_of(in_force, outer(out, negate(left))), later)
        if gave is None:
            unknown = all_of(negate(in_force), negate(fallen), outer(out, negate(left)))
            return by_record if proven else any_of(by_record, unknown)
        own = Before(gave, tomorrow)
        after_leaving = any_of(negate(left), ColumnLater(gave, withdrew)) if withdrew else TRUE
        late = Person(site.column, site.kind, facts.withdrawn(name), TimeTest(gave, out, later=False, if_empty=False))
        return any_of(all_of(outer(out, all_of(own, after_leaving)), negate(late)), by_record)

    def _own_column(self, event: str) -> str | None:
        """The column of this very table that an event of a person is bound to."""
        bound = self.table.events.get(event)
        if bound is None or bound.route or not isinstance(bound.source, AtColumn) or bound.source.hops:
            return None
        return bound.source.column


def needs_of(table: BoundTable, clocks: Clocks) -> tuple[Need, ...]:
    """The needs of a table, in the order in which `for` names their activities."""
    return tuple(Need(table, served, clocks) for served in table.serves)


def concerns(category: Category, about: Iterable[str] | None) -> Predicate:
    """Whether a party's persons are among those whom an activity is about."""
    wanted = None if about is None else frozenset(about)
    if wanted is None:
        return TRUE
    if category.by is None:
        return TRUE if category.fixed is None or wanted.intersection(category.fixed) else FALSE
    column, meanings, otherwise = category.by.column, category.by.meanings, category.by.otherwise
    among = tuple(value for value, meaning in meanings if meaning in wanted)
    others = tuple(value for value, meaning in meanings if meaning not in wanted)
    if otherwise is not None and otherwise in wanted:
        test: Predicate = negate(Is(column, others)) if others else TRUE
    else:
        test = Is(column, among) if among else FALSE
    return reach(category.hops, test) if category.hops else test


def unowned(table: BoundTable) -> Predicate:
    """No party of the row has anyone."""
    return all_of(*(negate(has_persons(party)) for party in table.parties))


def has_persons(party: BoundParty) -> Predicate:
    """Someone stands in the row as this party."""
    return any_of(*(reach(site.hops, Filled(site.column)) for site in party.sites))


def filled(table: BoundTable, column: str) -> Predicate:
    """The cell holds something that a scrub would take away."""
    bound = table.columns[column]
    match bound.erase.kind.value:
        case "write":
            return Filled(column, (bound.erase.detail,))
        case _:
            return Filled(column)
