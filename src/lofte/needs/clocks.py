"""From a rule of retention and a day to the question whether it has ended for a row, in a form that an index serves.

In:   a bound table, a `Rule`, today.       Out:  `Predicate`s over the table's row.
Never: reads a row or a clock; lets an event that has not happened end anything.

The idea in one read: `event + period < today` becomes `event < cutoff`, so the column stands alone. `first` of
several ends is *some has ended*, `last` is *all have*. An event is a column, a first or last over rows, or told to
us, and the later of a column and what was told holds. What a row that has gone said of an event was written down
for those who counted from it (*carried*), and joins in as if the row were still there.
Law:  GDPR Art. 5(1)(e); docs/needs.md sections 3 and 4.
Kept true by: tests/unit/needs/test_clocks.py, tests/differential/.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import assert_never

from lofte.grammar import AtMost, ByStatute, Ceiling, Combine, Combined, Criterion, RowCondition, Rule, Until, When
from lofte.graph import AtColumn, AtRows, BoundEvent, BoundTable, Site
from lofte.needs.facts import carried, told
from lofte.periods import FAR_PAST, Period, cutoff
from lofte.predicate import (
    FALSE,
    TRUE,
    Before,
    BesideFact,
    Fact,
    FactDated,
    FactLater,
    FactOpen,
    Filled,
    Hop,
    Is,
    PersonAt,
    Predicate,
    Than,
    all_of,
    any_of,
    negate,
    outer,
    reach,
)
from lofte.statutes import STATUTES, first_kept

BY_BASIS = ("consent.withdrawn", "objection.made", "objection.upheld")
"""Events that end a need through its basis, so that no clock is needed."""


@dataclass(frozen=True, slots=True)
class Seat:
    """From where a need is spoken of: at the person of `site` (None: nobody), the table's row `out` levels further
    out.
    """

    out: int
    site: Site | None

    def row(self, predicate: Predicate) -> Predicate:
        """`predicate`, said of the table's row."""
        return outer(self.out, predicate) if self.out else predicate

    def person(self, name: str, inner: Predicate = TRUE) -> Predicate:
        """Our records hold the fact for the person here; never for nobody. `inner` is said of the fact."""
        return Fact(name, person=PersonAt(self.site.column, self.site.kind), inner=inner) if self.site else FALSE

    def person_in_row(self, name: str, inner: Predicate) -> Predicate:
        """Our records hold the fact for the person here in the table's row."""
        if self.site is None:
            return FALSE
        return Fact(name, row=self.out, person=PersonAt(self.site.column, self.site.kind), inner=inner)

    def row_of_fact(self, predicate: Callable[[int], Predicate]) -> Predicate:
        """Said inside a fact of the person here: `predicate` of the table's row, given how far out the fact then is."""
        return outer(self.out + 1, predicate(1))


@dataclass(frozen=True, slots=True)
class Clocks:
    """Asks about events and rules of one table's rows on one day. `fiscal_year_ends` is (month, day)."""

    table: BoundTable
    tables: dict[str, BoundTable]
    today: date
    fiscal_year_ends: tuple[int, int] = (12, 31)
    consents: frozenset[str] = frozenset()
    """Names of consents: their withdrawal ends a need through its basis."""

    @property
    def tomorrow(self) -> date:
        """The first day that has not come."""
        return self.today + timedelta(days=1)

    def ended(self, rule: Rule | None, activity: str, seat: Seat) -> Predicate:
        """Whether the rule has ended. Silence and contradiction never end."""
        match rule:
            case None:
                return FALSE
            case Until(events, combine, plus, ceilings):
                return any_of(self._until(events, combine, plus, seat), self._ceilings(ceilings, seat))
            case AtMost(ceilings):
                return self._ceilings(ceilings, seat)
            case ByStatute(key, ceilings):
                return any_of(self._statute(key, seat), self._ceilings(ceilings, seat))
            case Criterion(_, _, ceilings):
                judged = self.before(judged_ended(activity), self.tomorrow, seat)
                return any_of(judged, self._ceilings(ceilings, seat))
            case Combined(rules, combine):
                return _combined(combine, [self.ended(part, activity, seat) for part in rules])
            case _:
                assert_never(rule)

    def holds(self, when: When | None, seat: Seat) -> Predicate:
        """Whether the condition of a basis is true today."""
        if when is None:
            return TRUE
        happened = self.before(when.event, self.tomorrow, seat)
        return negate(happened) if when.negated else happened

    def before(self, event: str, day: date, seat: Seat) -> Predicate:
        """Whether the event's local date lies before `day`; an event that nothing brings never does, unless told."""
        if day == FAR_PAST:
            return FALSE
        bound = self.table.events.get(event) or BoundEvent(event, (), self.table.name, None)
        dated, late = FactDated(), FactDated(since=day)
        told_late = any_of(seat.row(_told(bound, late)), seat.person(told(event), late))
        if bound.source is None:
            happened = any_of(seat.row(_told(bound, dated)), seat.person(told(event), dated))
        else:
            happened = seat.row(reach(bound.route, _source_before(event, bound.source, day)))
        # What was told can put the end of a column off, never bring it: an empty column says *not yet*.
        return all_of(happened, negate(told_late))

    def later_than_fact(self, event: str, seat: Seat) -> Predicate:
        """Said of a fact of the person here: the event happened, by today, on a later date than the fact's."""
        bound = self.table.events.get(event) or BoundEvent(event, (), self.table.name, None)
        # Inside the fact the person is one level out, and spoken of again it is on top: the row is two levels further.
        again = Seat(seat.out + 2, seat.site)
        soon = outer(1, self.before(event, self.tomorrow, again))
        by_person = outer(1, seat.person(told(event), FactLater(2)))
        later = any_of(by_person, outer(seat.out + 1, _told(bound, FactLater(3))))
        if bound.source is not None:
            column = reach(bound.route, _source_after(bound.source, 2, self.tomorrow))
            later = any_of(outer(seat.out + 1, column), later)
        return all_of(soon, later)

    def _until(self, events: tuple[str, ...], combine: Combine, plus: Period | None, seat: Seat) -> Predicate:
        timed = [event for event in events if not self._by_basis(event)]
        day = cutoff(plus or Period(), self.today)
        ends = [self.before(event, day, seat) for event in timed]
        if combine is Combine.LAST and len(timed) < len(events):
            return FALSE
        return _combined(combine, ends) if ends else FALSE

    def _ceilings(self, ceilings: tuple[Ceiling, ...], seat: Seat) -> Predicate:
        # `at-most` is due on the anniversary itself: one day earlier than `plus`.
        return any_of(
            *(
                self.before(ceiling.after, cutoff(ceiling.period, self.tomorrow), seat)
                for ceiling in ceilings
                if ceiling.after is not None and not self._by_basis(ceiling.after)
            )
        )

    def _by_basis(self, event: str) -> bool:
        name, _, what = event.rpartition(".")
        return event in BY_BASIS or (what == "withdrawn" and name in self.consents)

    def _statute(self, key: str, seat: Seat) -> Predicate:
        statute = STATUTES.get(key)
        if statute is None:
            return FALSE
        return self.before(statute.event, first_kept(statute, self.today, self.fiscal_year_ends), seat)


def judged_ended(activity: str) -> str:
    """The event that a person records when a criterion has ended."""
    return f"{activity}.judged-ended"


def conditions(tests: tuple[RowCondition, ...]) -> Predicate:
    """`if` of a row: every condition true."""
    return all_of(*(Filled(test.column) if test.values is None else Is(test.column, test.values) for test in tests))


def _told(event: BoundEvent, inner: Predicate) -> Predicate:
    """The event was told of the row, or of a row that it takes the event from."""
    rows = [event.route[:at] for at in range(len(event.route) + 1)]
    return any_of(*(reach(hops, Fact(told(event.name), row=0, inner=inner)) for hops in rows))


def _source_before(name: str, source: AtColumn | AtRows, day: date) -> Predicate:
    """Whether the event happened before `day`. Carried events stand in for rows that have gone."""

    def ghost(inner: Predicate) -> Predicate:
        return Fact(carried(name), row=0, inner=inner)

    dated = ghost(FactDated(before=day))
    if isinstance(source, AtColumn):
        own = all_of(conditions(source.conditions), _on(source.hops, Before(source.column, day)))
        broken = negate(reach(source.hops, TRUE)) if source.hops else FALSE
        return any_of(own, all_of(broken, dated))
    those = conditions(source.conditions)
    passed = _on(source.hops, Before(source.column, day))
    if source.combine is Combine.FIRST:
        return any_of(reach((source.hop,), all_of(those, passed)), dated)
    open_or_late = any_of(ghost(FactOpen()), ghost(FactDated(since=day)))
    return all_of(
        any_of(reach((source.hop,), those), ghost(TRUE)),
        negate(reach((source.hop,), all_of(those, negate(passed)))),
        negate(open_or_late),
    )


def _source_after(source: AtColumn | AtRows, level: int, tomorrow: date) -> Predicate:
    """Whether the event happened, before `tomorrow`, on a later date than the fact `level` levels out."""

    def later(out: int) -> Predicate:
        out += bool(source.hops)
        return all_of(BesideFact(source.column, Than.LATER_DATE, out), Before(source.column, tomorrow))

    if isinstance(source, AtColumn):
        return all_of(conditions(source.conditions), _on(source.hops, later(level)))
    those = conditions(source.conditions)
    some = reach((source.hop,), all_of(those, _on(source.hops, later(level + 1))))
    dated = _on(source.hops, Filled(source.column))
    if source.combine is Combine.FIRST:
        not_later = all_of(dated, negate(_on(source.hops, later(level + 1))))
        return all_of(some, negate(reach((source.hop,), all_of(those, not_later))))
    soon = _on(source.hops, Before(source.column, tomorrow))
    return all_of(some, negate(reach((source.hop,), all_of(those, negate(soon)))))


def _on(hops: tuple[Hop, ...], inner: Predicate) -> Predicate:
    """`inner` at the end of the hops; with none it is said of the row itself, with no level between."""
    return reach(hops, inner) if hops else inner


def _combined(combine: Combine | None, parts: list[Predicate]) -> Predicate:
    match combine:
        case Combine.FIRST:
            return any_of(*parts)
        case Combine.LAST:
            return all_of(*parts) if parts else FALSE
        case None:
            return FALSE
