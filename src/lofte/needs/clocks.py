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

from dataclasses import dataclass
from datetime import date, timedelta
from typing import assert_never

from lofte.grammar import AtMost, ByStatute, Ceiling, Combine, Combined, Criterion, RowCondition, Rule, Until, When
from lofte.graph import AtColumn, AtRows, BoundEvent, BoundTable, Site
from lofte.needs.facts import carried, told
from lofte.periods import FAR_FUTURE, Period, cutoff
from lofte.predicate import (
    FALSE,
    TRUE,
    Before,
    ColumnAfterFact,
    Filled,
    Hop,
    Is,
    Person,
    Predicate,
    RowFact,
    all_of,
    any_of,
    negate,
    reach,
)
from lofte.statutes import STATUTES, first_kept

BY_BASIS = ("withdrawn", "objection.made", "objection.upheld")
"""Events that end a need through its basis, so that no clock is needed."""


@dataclass(frozen=True, slots=True)
class Clocks:
    """Asks about events and rules of one table's rows on one day. `fiscal_year_ends` is (month, day)."""

    table: BoundTable
    tables: dict[str, BoundTable]
    today: date
    fiscal_year_ends: tuple[int, int] = (12, 31)

    def ended(self, rule: Rule | None, activity: str) -> Predicate:
        """Whether the rule has ended for the row. Silence and contradiction never end."""
        match rule:
            case None:
                return FALSE
            case Until(events, combine, plus, ceilings):
                return any_of(self._until(events, combine, plus), self._ceilings(ceilings))
            case AtMost(ceilings):
                return self._ceilings(ceilings)
            case ByStatute(statute, ceilings):
                return any_of(self._statute(statute), self._ceilings(ceilings))
            case Criterion(_, _, ceilings):
                return any_of(self.before(judged_ended(activity), self._tomorrow), self._ceilings(ceilings))
            case Combined(rules, combine):
                parts = [self.ended(part, activity) for part in rules]
                return _combined(combine, parts)
            case _:
                assert_never(rule)

    def holds(self, when: When | None) -> Predicate:
        """Whether the condition of a basis is true today."""
        if when is None:
            return TRUE
        happened = self.before(when.event, self._tomorrow)
        return negate(happened) if when.negated else happened

    def before(self, event: str, day: date) -> Predicate:
        """Whether the event's local date lies before `day`; an event that nothing brings never does, unless told."""
        bound = self.table.events.get(event) or BoundEvent(event, (), self.table.name, None)
        return reach(bound.route, self._before(bound, day)) if bound.route else self._before(bound, day)

    def later_than_release(self, event: str, fact: str) -> Predicate:
        """Whether the event happened on a day after that of this row's fact (a release)."""
        bound = self.table.events.get(event)
        if bound is None or bound.source is None:
            return FALSE
        depth = 1 if bound.route else 0
        inner = _source_after(bound.source, fact, depth)
        return reach(bound.route, inner) if bound.route else inner

    @property
    def _tomorrow(self) -> date:
        return self.today + timedelta(days=1)

    def _until(self, events: tuple[str, ...], combine: Combine, plus: Period | None) -> Predicate:
        timed = [event for event in events if not _by_basis(event)]
        day = cutoff(plus or Period(), self.today)
        return _combined(combine, [self.before(event, day) for event in timed]) if timed else FALSE

    def _ceilings(self, ceilings: tuple[Ceiling, ...]) -> Predicate:
        # `at-most` is due on the anniversary itself: one day earlier than `plus`.
        return any_of(
            *(
                self.before(ceiling.after, cutoff(ceiling.period, self._tomorrow))
                for ceiling in ceilings
                if ceiling.after is not None
            )
        )

    def _statute(self, key: str) -> Predicate:
        statute = STATUTES.get(key)
        if statute is None:
            return FALSE
        return self.before(statute.event, first_kept(statute, self.today, self.fiscal_year_ends))

    def _before(self, event: BoundEvent, day: date) -> Predicate:
        source = event.source
        told_any, told_since = self._told(event, None), self._told(event, day)
        if source is None:
            return all_of(told_any, negate(told_since))
        return any_of(
            all_of(_source_before(event.name, source, day), negate(told_since)),
            all_of(negate(_source_before(event.name, source, None)), told_any, negate(told_since)),
        )

    def _told(self, event: BoundEvent, since: date | None) -> Predicate:
        """Told for the row, or for a person of it: at all, or on `since` or later."""
        parties = self.tables[event.table].parties if event.table in self.tables else ()
        sites: list[Site] = [site for party in parties for site in party.sites]
        fact = told(event.name)
        return any_of(
            RowFact(fact, since=since),
            *(reach(site.hops, Person(site.column, site.kind, fact, since=since)) for site in sites),
        )


def judged_ended(activity: str) -> str:
    """The event that a person records when a criterion has ended."""
    return f"{activity}.judged-ended"


def conditions(tests: tuple[RowCondition, ...]) -> Predicate:
    """`if` of a row: every condition true."""
    return all_of(*(Filled(test.column) if test.values is None else Is(test.column, test.values) for test in tests))


def _source_before(name: str, source: AtColumn | AtRows, day: date | None) -> Predicate:
    """Whether the event happened before `day`; at all, for None. Carried events stand in for rows that have gone."""
    fact = carried(name)
    if isinstance(source, AtColumn):
        own = all_of(conditions(source.conditions), _on(source.hops, _dated(source.column, day)))
        return any_of(own, RowFact(fact, before=day or FAR_FUTURE))
    those = conditions(source.conditions)
    passed = _on(source.hops, _dated(source.column, day))
    if source.combine is Combine.FIRST:
        return any_of(reach((source.hop,), all_of(those, passed)), RowFact(fact, before=day or FAR_FUTURE))
    late = RowFact(fact, since=day) if day else FALSE
    return all_of(
        any_of(reach((source.hop,), those), RowFact(fact)),
        negate(reach((source.hop,), all_of(those, negate(passed)))),
        negate(any_of(late, RowFact(fact, undated=True))),
    )


def _source_after(source: AtColumn | AtRows, fact: str, depth: int) -> Predicate:
    if isinstance(source, AtColumn):
        later = ColumnAfterFact(fact, source.column, depth + bool(source.hops))
        return all_of(conditions(source.conditions), _on(source.hops, later))
    depth += 1
    later = ColumnAfterFact(fact, source.column, depth + bool(source.hops))
    those = conditions(source.conditions)
    some = reach((source.hop,), all_of(those, _on(source.hops, later)))
    filled = _on(source.hops, Filled(source.column))
    if source.combine is Combine.FIRST:
        earlier = _on(source.hops, all_of(Filled(source.column), negate(later)))
        return all_of(some, negate(reach((source.hop,), all_of(those, earlier))))
    return all_of(some, negate(reach((source.hop,), all_of(those, negate(filled)))))


def _on(hops: tuple[Hop, ...], inner: Predicate) -> Predicate:
    return reach(hops, inner) if hops else inner


def _dated(column: str, day: date | None) -> Predicate:
    return Filled(column) if day is None else Before(column, day)


def _combined(combine: Combine | None, parts: list[Predicate]) -> Predicate:
    match combine:
        case Combine.FIRST:
            return any_of(*parts)
        case Combine.LAST:
            return all_of(*parts) if parts else FALSE
        case None:
            return FALSE


def _by_basis(event: str) -> bool:
    return event.endswith(".withdrawn") or event in BY_BASIS
