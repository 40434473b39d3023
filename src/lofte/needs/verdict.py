"""From one need of a table to the questions whether it keeps a row, and whether it stands, for a person of it.

In:   a bound table and an activity that it serves, today.       Out:  `Predicate`s over the table's row.
Never: reads a row or a record; counts an unknown as a no.

The idea in one read: `docs/needs.md` section 2 from left to right, for one row and one person. The person stands at
the end of a `Site`, so the verdict is said there, and what it says of the row is said `out` levels further out
(`Seat`); `reach` moves those parts back to the row, where an index serves them. `keeps` is HELD or better; `stands`
is the same with the doubts taken out: what is only kept (a pending objection, a restriction, a consent that no
record proves) is not used.
Law:  GDPR Art. 5(1)(e), 6(1), 7(3), 17, 18, 21.
Kept true by: tests/differential/, tests/unit/needs/test_verdict.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from lofte.graph import AtColumn, BoundParty, BoundTable, Category, Dependant, ServedActivity, Site
from lofte.model import BasisEntry
from lofte.needs import facts
from lofte.needs.clocks import Clocks, Seat, conditions
from lofte.predicate import (
    FALSE,
    TRUE,
    Before,
    BesideFact,
    ColumnLater,
    Fact,
    FactLater,
    Filled,
    Hop,
    Is,
    PersonAt,
    Predicate,
    SameRow,
    Than,
    all_of,
    any_of,
    negate,
    outer,
    reach,
)
from lofte.vocabulary import LegalBasis

Leaf = Callable[[Site], Predicate]
"""A further test of the person, said of the row that holds the identifier."""

EVERY = "*"
"""A hold or a restriction on all activities."""


def anyone(_: Site) -> Predicate:
    """No further test of the person."""
    return TRUE


def the_person_asked(site: Site) -> Predicate:
    """Only the person whom the question is about."""
    return Fact(facts.ASKED, person=PersonAt(site.column, site.kind))


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

    def keeps(self, party: str | None = None, leaf: Leaf = anyone) -> Predicate:
        """Held or standing, for some person (of one party, if given; of whom `leaf` is true), or by time for nobody."""
        persons = self._someone(party, leaf, self.kept)
        return any_of(persons, self.kept_for_nobody()) if party is None and leaf is anyone else persons

    def stands(self, leaf: Leaf = anyone) -> Predicate:
        """Kept and to be used, for some person of whom `leaf` is true."""
        return self._someone(None, leaf, self._used)

    def unproven(self, leaf: Leaf = anyone) -> Predicate:
        """Kept for some person only because nobody knows whether a consent was given."""
        return self._someone(None, leaf, self._kept_unproven)

    def kept(self, party: BoundParty, seat: Seat) -> Predicate:
        """Held or standing for the very person at the seat."""
        row = seat.row(self.applies_to(party))
        held = any_of(self._held(seat, self.activity), self._contested(seat))
        return any_of(self._held(seat, EVERY), all_of(row, any_of(held, self._live(seat, proven=False))))

    def kept_for_nobody(self, party: BoundParty | None = None) -> Predicate:
        """The row (or the party, if given) has no person, and time alone keeps it."""
        on_row = any_of(*(reach(hops, Fact(facts.held(EVERY), row=0)) for hops in ((), *self.table.owners)))
        held = any_of(*(reach(hops, Fact(facts.held(self.activity), row=0)) for hops in ((), *self.table.owners)))
        nobody = Seat(0, None)
        when = any_of(*(self.clocks.holds(entry.when if entry else None, nobody) for entry in self._entries()))
        by_time = all_of(negate(self._ended(nobody)), when)
        category = TRUE if party is not None and self.table.declared.about is None else self._category_of_nobody()
        applies = all_of(self._row(), category)
        absent = unowned(self.table) if party is None else negate(has_persons(party))
        return all_of(absent, any_of(on_row, all_of(applies, any_of(held, by_time))))

    def applies_to(self, party: BoundParty) -> Predicate:
        """Whether the need concerns the party's persons in this row at all."""
        return all_of(self._row(), self._concerns(party))

    def covered_whatever(self, party: str | None = None) -> Predicate:
        """A hold or a restriction covers the need for some person of the row (of the party, if given)."""

        def held(party: BoundParty, seat: Seat) -> Predicate:
            own = all_of(seat.row(self.applies_to(party)), self._held(seat, self.activity))
            return any_of(self._held(seat, EVERY), own)

        return self._someone(party, anyone, held)

    def keeps_dependant(self, dependant: Dependant) -> Predicate:
        """For a dependant's own row: the need keeps it for a person reached through the row one level out."""
        site, to = dependant.site, dependant.to
        assert site is not None, "a link that owns is no need"
        party = next(item for item in self.table.parties if item.name == dependant.party)
        if to <= site.unique:
            return self.keeps(party.name, lambda other: TRUE if other == site else FALSE)
        person = reach(site.hops[to:], all_of(_somebody(site), self.kept(party, Seat(2, site))))
        return reach(site.hops[:to], all_of(SameRow(2), person))

    def _someone(self, party: str | None, leaf: Leaf, test: Callable[[BoundParty, Seat], Predicate]) -> Predicate:
        """Some person of the row (of the party) of whom `leaf` and `test` are true."""
        return any_of(
            *(
                reach(site.hops, all_of(_somebody(site), leaf(site), test(item, Seat(1, site))))
                for item in self.table.parties
                if party is None or item.name == party
                for site in item.sites
                if leaf(site) != FALSE
            )
        )

    def _live(self, seat: Seat, *, proven: bool) -> Predicate:
        """Steps 3 to 6: the clock, the release, the objection and the basis."""
        based = any_of(*(self._entry(entry, seat, proven=proven) for entry in self._entries()))
        return all_of(negate(self._ended(seat)), self._not_objected(seat), based)

    def _used(self, party: BoundParty, seat: Seat) -> Predicate:
        free = negate(any_of(*(seat.person(facts.restricted(name)) for name in (EVERY, self.activity))))
        return all_of(seat.row(self.applies_to(party)), free, self._live(seat, proven=True))

    def _kept_unproven(self, party: BoundParty, seat: Seat) -> Predicate:
        consents = [entry for entry in self._entries() if entry and entry.basis is LegalBasis.CONSENT]
        doubtful = any_of(
            *(
                all_of(self._entry(entry, seat, proven=False), negate(self._entry(entry, seat, proven=True)))
                for entry in consents
            )
        )
        kept = all_of(negate(self._ended(seat)), self._not_objected(seat), doubtful)
        return all_of(seat.row(self.applies_to(party)), kept, negate(self._live(seat, proven=True)))

    def _entry(self, entry: BasisEntry | None, seat: Seat, *, proven: bool) -> Predicate:
        """One basis: its condition, a release of it, and what it rests on. A silent basis is held, never used."""
        if entry is None:
            return FALSE if proven else TRUE
        began = self.clocks.holds(entry.when, seat)
        return all_of(began, negate(self._released(entry, seat)), self._basis(entry, seat, proven=proven))

    def _basis(self, entry: BasisEntry, seat: Seat, *, proven: bool) -> Predicate:
        match entry.basis:
            case LegalBasis.CONSENT:
                return self._consent(entry.consent or self.activity, seat, proven=proven)
            case LegalBasis.LEGITIMATE_INTERESTS:
                weighed = negate(seat.person(facts.pending(self.activity))) if proven else TRUE
                return all_of(negate(seat.person(facts.overruled(self.activity))), weighed)
            case (
                LegalBasis.CONTRACT | LegalBasis.LEGAL_OBLIGATION | LegalBasis.PUBLIC_TASK | LegalBasis.VITAL_INTERESTS
            ):
                return TRUE
            case _:
                assert_never(entry.basis)

    def _consent(self, name: str, seat: Seat, *, proven: bool) -> Predicate:
        """The latest giving is later than the latest withdrawal; where the table says nothing, unless withdrawn."""
        gave, left = self._column_of(f"{name}.given"), self._column_of(f"{name}.withdrawn")
        if gave is None:
            in_force = seat.person(facts.given_anywhere(name))
            return in_force if proven else negate(seat.person(facts.withdrawn_anywhere(name)))
        tomorrow = self.clocks.tomorrow
        own = gave.here(Before(gave.column, tomorrow))
        has_left = left.here(Before(left.column, tomorrow)) if left else FALSE
        lasting = any_of(negate(has_left), gave.here(ColumnLater(gave.column, left.column))) if left else TRUE
        late = seat.person(facts.withdrawn(name), seat.row_of_fact(gave.beside(Than.AS_EARLY)))
        by_row = all_of(seat.row(all_of(own, lasting)), negate(late))
        recorded = seat.person(facts.given(name))
        if left is None:
            return any_of(by_row, recorded)
        since = seat.person(facts.given(name), seat.row_of_fact(left.beside(Than.EARLIER)))
        return any_of(by_row, all_of(recorded, seat.row(negate(has_left))), since)

    def _released(self, entry: BasisEntry, seat: Seat) -> Predicate:
        """An erasure request released it for this row and person, who has not returned since."""
        returned = self._returned(entry, seat)
        refilled = FALSE if entry.basis is LegalBasis.CONSENT else seat.row_of_fact(lambda _: self._refilled(seat))
        return any_of(
            seat.person_in_row(facts.released(self.activity), negate(returned)),
            seat.person_in_row(facts.spent(self.activity), negate(any_of(returned, refilled))),
        )

    def _returned(self, entry: BasisEntry, seat: Seat) -> Predicate:
        """Said of the release: what tells that the person came back is dated after its day."""
        if entry.basis is LegalBasis.CONSENT:
            name = entry.consent or self.activity
            gave = self._column_of(f"{name}.given")
            fact = facts.gave(name) if gave else facts.gave_anywhere(name)
            by_record = outer(1, seat.person(fact, FactLater(2)))
            return any_of(by_record, seat.row_of_fact(gave.later_by(self.clocks.tomorrow))) if gave else by_record
        events = ["collected", *([entry.when.event] if entry.when and not entry.when.negated else [])]
        return any_of(*(self.clocks.later_than_fact(event, seat) for event in events))

    def _refilled(self, seat: Seat) -> Predicate:
        """A cell that only needs with a spent release could name is filled: it is new."""
        assert seat.site is not None
        party = next(item for item in self.table.parties if seat.site in item.sites)
        found = []
        for column in self.served.columns:
            of = self.table.columns[column].of
            if column in self.table.person_columns or of not in (None, party.name):
                continue
            found.append(all_of(self.names(column), filled(self.table, column), negate(self._still_named(column))))
        return any_of(*found)

    def _still_named(self, column: str) -> Predicate:
        """Some activity that names the column can concern a person in whose data it is not spent."""
        of = self.table.columns[column].of
        return any_of(
            *(
                reach(
                    site.hops,
                    all_of(
                        _somebody(site),
                        outer(1, all_of(need.names(column), need._concerns(party))),
                        negate(need._is_spent(Seat(1, site))),
                    ),
                )
                for need in needs_of(self.table, self.clocks)
                for party in self.table.parties
                if of in (None, party.name)
                for site in party.sites
            )
        )

    def _is_spent(self, seat: Seat) -> Predicate:
        """A sweep carried out a release of it: no event has ended that one since, and none that is newer waits."""
        again = Seat(seat.out + 2, seat.site)  # the seat once more, seen from the release
        based = [(outer(1, self.clocks.holds(entry.when, again)), entry) for entry in self._entries() if entry]
        returned = any_of(*(all_of(began, self._returned(entry, seat)) for began, entry in based))
        waits = seat.person_in_row(facts.released(self.activity), TRUE)
        return all_of(seat.person_in_row(facts.spent(self.activity), negate(returned)), negate(waits))

    def _held(self, seat: Seat, activity: str) -> Predicate:
        """A hold on the person, on the row, on a row that owns it, or on one through which the person is reached."""
        name = facts.held(activity)
        assert seat.site is not None
        site = seat.site
        rows = [(), *self.table.owners, *(site.hops[:at] for at in range(1, site.unique + 1))]
        on_rows = seat.row(any_of(*(reach(hops, Fact(name, row=0)) for hops in rows)))
        at_leaf = Fact(name, row=0) if site.unique < len(site.hops) else FALSE
        return any_of(seat.person(name), on_rows, at_leaf)

    def _contested(self, seat: Seat) -> Predicate:
        """A pending objection keeps what it is about until it is decided."""
        rests = any(entry and entry.basis is LegalBasis.LEGITIMATE_INTERESTS for entry in self._entries())
        return seat.person(facts.pending(self.activity)) if rests and not self.served.activity.marketing else FALSE

    def _not_objected(self, seat: Seat) -> Predicate:
        marketing = self.served.activity.marketing
        return negate(seat.person(facts.objected(self.activity))) if marketing else TRUE

    def _row(self) -> Predicate:
        """The row satisfies `if` and holds what the activity needs, where the table binds columns at all."""
        holds = any_of(*self.served.columns.values()) if self.table.columns else TRUE
        return all_of(conditions(self.served.conditions), holds)

    def _ended(self, seat: Seat) -> Predicate:
        return self.clocks.ended(self.served.activity.keep, self.activity, seat)

    def _entries(self) -> tuple[BasisEntry | None, ...]:
        """Each basis; one unknown basis where the text states none."""
        return self.served.activity.basis or (None,)

    def _concerns(self, party: BoundParty) -> Predicate:
        return concerns(party.category, self.served.activity.about)

    def _category_of_nobody(self) -> Predicate:
        """What the table says; else what the row says that some party reaches, or anything where one reaches none."""
        if self.table.declared.about is not None:
            return self._concerns(self.table.parties[0])
        if any(not party.path for party in self.table.parties):
            return TRUE
        return any_of(*(any_of(self._concerns(one), negate(reach(one.path, TRUE))) for one in self.table.parties))

    def _column_of(self, event: str) -> _ColumnAt | None:
        """Where the table itself, or the one that its person leads to, says when an event of a person happened."""
        bound = self.table.events.get(event)
        if bound is None or not isinstance(bound.source, AtColumn):
            return None
        return _ColumnAt((*bound.route, *bound.source.hops), bound.source.column, conditions(bound.source.conditions))


@dataclass(frozen=True, slots=True)
class _ColumnAt:
    """A column at the end of hops from the row."""

    hops: tuple[Hop, ...]
    column: str
    where: Predicate

    def here(self, test: Predicate) -> Predicate:
        """`test` of the row that has the column, said of the table's row."""
        return reach(self.hops, all_of(self.where, test))

    def beside(self, than: Than) -> Callable[[int], Predicate]:
        """The column compares so with the fact `level` levels out of the table's row."""
        return lambda level: reach(self.hops, all_of(self.where, BesideFact(self.column, than, level + 1)))

    def later_by(self, tomorrow: date) -> Callable[[int], Predicate]:
        """The column has a later date than the fact, and lies before `tomorrow`."""
        soon = all_of(self.where, Before(self.column, tomorrow))
        return lambda level: reach(self.hops, all_of(soon, BesideFact(self.column, Than.LATER_DATE, level + 1)))


def needs_of(table: BoundTable, clocks: Clocks) -> tuple[Need, ...]:
    """The needs of a table, in the order in which `for` names their activities."""
    return tuple(Need(table, served, clocks) for served in table.serves)


def concerns(category: Category, about: Iterable[str] | None) -> Predicate:
    """Whether a party's persons are among those whom an activity is about."""
    if about is None:
        return TRUE
    wanted = frozenset(about)
    if category.by is None:
        return TRUE if category.fixed is None or wanted.intersection(category.fixed) else FALSE
    among = tuple(value for value, meaning in category.by.meanings if meaning in wanted)
    others = tuple(value for value, meaning in category.by.meanings if meaning not in wanted)
    test: Predicate
    if category.by.otherwise is not None and category.by.otherwise in wanted:
        test = negate(Is(category.by.column, others)) if others else TRUE
    else:
        test = Is(category.by.column, among) if among else FALSE
    return reach(category.hops, test)


def unowned(table: BoundTable) -> Predicate:
    """No party of the row has anyone."""
    return all_of(*(negate(has_persons(party)) for party in table.parties))


def has_persons(party: BoundParty) -> Predicate:
    """Someone stands in the row as this party."""
    return any_of(*(reach(site.hops, _somebody(site)) for site in party.sites))


def filled(table: BoundTable, column: str) -> Predicate:
    """The cell holds something that a scrub would take away."""
    bound = table.columns.get(column)
    write = bound is not None and bound.erase.kind.value == "write"
    return Filled(column, (bound.erase.detail,) if bound and write else ())


def _somebody(site: Site) -> Predicate:
    return Filled(site.column, site.empty, visible=True)
