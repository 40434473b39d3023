"""Compile one table: its persons, what it serves, its columns, links and events.

In:   the view of the table's thing, what its system serves.       Out:  a `DeclaredTable`.
Never: knows which columns or links there are.

The idea in one read: `person` is one party without a name, `persons` are parties named by data subject category. A
table that says neither, or serves nothing, is a fault: rows that belong to nobody and serve nothing would all go.
Law:  GDPR Art. 4(1), 5(1)(b), 30.
Kept true by: tests/unit/compiler/test_systems.py.
"""

from __future__ import annotations

from lofte.compiler.scope import Kind, nearest
from lofte.compiler.view import View, as_string, choices_of, items, named_of, strings
from lofte.declaration.form import Things, Written
from lofte.diagnostics import Span
from lofte.grammar import (
    ByColumn,
    ByPath,
    ByRows,
    Erase,
    EventBinding,
    InTable,
    KnownBy,
    LinkDecision,
    PersonPath,
    Recorded,
    RowCondition,
    ThroughPath,
)
from lofte.model import BoundColumn, DeclaredTable, LinkDecided, Party, Serves


def table(view: View, default_serves: tuple[Serves, ...]) -> DeclaredTable:
    """The table, `like` already applied; `view.name` is `tables.NAME` in the path and the table's own name here."""
    name = view.name.removeprefix("tables.")
    view = View(view.scope, view.thing, name, view.path, view.span, view.faults)
    parties = _parties(view)
    events = _events(view)
    return DeclaredTable(
        name=name,
        label=view.label(),
        clause=view.clause(),
        parties=parties,
        about=_by_column(view, "about", Kind.SUBJECT),
        serves=_served(view, default_serves),
        source=_by_column(view, "from", Kind.SOURCE),
        columns={column.name: _column(column, parties) for column in view.each("columns")},
        not_personal=view.words("not-personal") or (),
        links=_links(view),
        events={event: binding for event, (binding, _) in events.items()},
        event_spans={event: span for event, (_, span) in events.items()},
        anonymise=view.value("erase", str) == "anonymise",
        flags=_plain(view, "flags"),
        key=view.words("key") or (),
        on_behalf_of=view.string("on-behalf-of"),
        calls=_plain(view, "calls"),
        told=view.told,
        span=view.span,
    )


def serves(view: View, key: str) -> tuple[Serves, ...]:
    """The activities that a table or system names in `for`, each with the rows that it is narrowed to."""
    return tuple(
        Serves(activity=named.name, conditions=_row_conditions(named.detail), span=named.span)
        for named in named_of(view.written(key))
        if view.found(Kind.ACTIVITY, named.name, named.span, key)
    )


def _row_conditions(detail: Written | None) -> tuple[RowCondition, ...]:
    if detail is None or not isinstance(detail.value, tuple):
        return ()
    return tuple(item for item in detail.value if isinstance(item, RowCondition))


def _served(view: View, default: tuple[Serves, ...]) -> tuple[Serves, ...]:
    found = serves(view, "for") if view.thing.get("for") is not None else default
    if not found and view.thing.get("for") is None:
        view.fault(
            "table-serves-nothing",
            f"table `{view.name}` does not say which activities it serves",
            view.span,
            help="name them: `for: [ACTIVITY, …]`; without it every row would be without a need",
            article="GDPR Art. 5(1)(b)",
            key="for",
        )
    return found


def _parties(view: View) -> tuple[Party, ...]:
    person, persons = view.written("person"), view.written("persons")
    found = _one_party(person) + _named_parties(view, persons)
    if not found and person is None and persons is None:
        view.fault(
            "table-without-person",
            f"table `{view.name}` does not say to whom its rows belong",
            view.span,
            help="write `person:` with an identifying column (`{email: email}`), or the link that leads to the person; "
            "list the table under `not-personal` if its rows are about nobody",
            article="GDPR Art. 4(1)",
            key="person",
        )
    return found


def _one_party(written: Written | None) -> tuple[Party, ...]:
    path = _person(written)
    return (Party(name="", person=path, span=written.span if written else None),) if path is not None else ()


def _named_parties(view: View, written: Written | None) -> tuple[Party, ...]:
    if written is None or not isinstance(written.value, Things):
        return ()
    spans = written.value.name_spans
    return tuple(
        Party(name=name, person=path, span=spans.get(name, item.span))
        for name, item in written.value.items.items()
        if view.found(Kind.SUBJECT, name, spans.get(name, item.span), "persons") and (path := _person(item)) is not None
    )


def _person(written: Written | None) -> PersonPath | None:
    value = written.value if written else None
    return value if isinstance(value, KnownBy | ThroughPath | InTable) else None


def _by_column(view: View, key: str, kind: Kind) -> str | ByColumn | None:
    written = view.written(key)
    if written is None:
        return None
    if isinstance(written.value, ByColumn):
        meanings = [meaning for _, meaning in written.value.meanings]
        if written.value.otherwise is not None:
            meanings.append(written.value.otherwise)
        known = [view.found(kind, meaning, written.places.get(meaning, written.span), key) for meaning in meanings]
        return written.value if all(known) else None
    return view.one_name(key, kind)


def _column(view: View, parties: tuple[Party, ...]) -> BoundColumn:
    of = view.string("of")
    names = tuple(party.name for party in parties if party.name)
    if of is not None and of not in names:
        near = nearest(of, names)
        view.fault(
            "unknown-party",
            f"column `{view.name}` is of `{of}`, who is no party of this table",
            view.told["of"].span,
            help=f"did you mean `{near}`?" if near else "name one of the table's `persons`",
            key="of",
        )
    erase = view.written("erase", default=True, typing=True)
    return BoundColumn(
        name=view.name,
        label=view.label(),
        clause=view.clause(),
        data=_by_column(view, "is", Kind.DATA) or _as_written(view),
        of=of if of in names else None,
        erase=erase.value if erase is not None and isinstance(erase.value, Erase) else Erase(),
        goes_with=view.value_or("goes-with", str, "last", typing=True) or "last",
        stored_in=view.one_name("stored-in", Kind.SYSTEM),
        told=view.told,
        span=view.span,
    )


def _as_written(view: View) -> str | ByColumn:
    """What stands there though it is unknown, so that the column stays bound and nothing is planned from a gap."""
    written = view.thing.get("is")
    return written.value if written is not None and isinstance(written.value, str | ByColumn) else view.name


def _links(view: View) -> tuple[LinkDecided, ...]:
    written = view.written("links")
    if written is None or not isinstance(written.value, Things):
        return ()
    spans = written.value.name_spans
    found: list[LinkDecided] = []
    for column, item in written.value.items.items():
        choice = next(iter(choices_of(item)), None)
        if choice is not None and choice.word in set(LinkDecision):
            to = as_string(choice.detail.value, view.scope) if choice.detail else None
            found.append(
                LinkDecided(column=column, decision=LinkDecision(choice.word), to=to, span=spans.get(column, item.span))
            )
    return tuple(found)


def _events(view: View) -> dict[str, tuple[EventBinding, Span]]:
    written = view.written("events")
    if written is None or not isinstance(written.value, Things):
        return {}
    return {
        member.name: (member.detail.value, member.span or member.detail.span)
        for member in items(written.value)
        if member.detail is not None and isinstance(member.detail.value, ByPath | ByRows | Recorded)
    }


def _plain(view: View, key: str) -> dict[str, str]:
    written = view.written(key)
    mapping = written.value.items if written is not None and isinstance(written.value, Things) else {}
    return {name: said for name, said in strings(mapping, view.scope).items() if said is not None}
