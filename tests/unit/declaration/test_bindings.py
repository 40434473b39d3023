"""What ties a declaration to tables."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lofte.declaration import Declaration
from lofte.declaration.form import Choices, Names, Thing, Things, Value
from lofte.grammar import (
    ByColumn,
    ByPath,
    ByRows,
    ColumnPath,
    Combine,
    Erase,
    EraseKind,
    InTable,
    KnownBy,
    Recorded,
    RowCondition,
    ThroughPath,
)

Seeing = Callable[[str], list[tuple[str, str, str | None, str]]]
Reading = Callable[[str], Declaration]


def table(declaration: Declaration, *path: str) -> Value | None:
    """What was read inside table `t` of system `s`."""
    value: Value | None = declaration.root
    for name in ("systems", "s", "tables", "t", *path):
        assert isinstance(value, Thing | Things)
        value = (value.fields if isinstance(value, Thing) else value.items)[name].value
    return value


BINDINGS = {
    "closed_on": ByPath(ColumnPath(("closed_on",))),
    "intake_id.programme_id.ends_on": ByPath(ColumnPath(("intake_id", "programme_id", "ends_on"))),
    "{at: moved_at, if: {folder: done}}": ByPath(ColumnPath(("moved_at",)), (RowCondition("folder", ("done",)),)),
    "{at: x, if: {b: any, a: [1, 2]}}": ByPath(
        ColumnPath(("x",)), (RowCondition("a", ("1", "2")), RowCondition("b", None))
    ),
    "{last: ended_on, in: contracts, same: company_id}": ByRows(
        Combine.LAST, ColumnPath(("ended_on",)), "contracts", "company_id"
    ),
    "{first: on, in: decisions, same: id, if: {outcome: no}}": ByRows(
        Combine.FIRST, ColumnPath(("on",)), "decisions", "id", (RowCondition("outcome", ("no",)),)
    ),
    "recorded": Recorded(),
}
PERSONS = {
    "{email: email}": KnownBy((("email", "email"),)),
    "{email: [from, to]}": KnownBy((("email", "from"), ("email", "to"))),
    "application_id": ThroughPath(ColumnPath(("application_id",))),
    "{in: participants, same: meeting_id}": InTable("participants", "meeting_id"),
}
ERASURES = {
    "empty": Erase(),
    "pseudonym": Erase(EraseKind.PSEUDONYM),
    "row": Erase(EraseKind.ROW),
    "{write: removed}": Erase(EraseKind.WRITE, "removed"),
    "{keep: first 3}": Erase(EraseKind.KEEP, "first 3"),
    "{keep: domain}": Erase(EraseKind.KEEP, "domain"),
}


def written(inside: str) -> str:
    return f"systems: {{s: {{tables: {{t: {{{inside}}}}}}}}}"


@pytest.mark.parametrize(("text", "value"), BINDINGS.items(), ids=BINDINGS)
def test_an_event_is_bound_as_it_is_written(text: str, value: Value, declared: Reading) -> None:
    assert table(declared(written(f"events: {{a.b: {text}}}")), "events", "a.b") == value


@pytest.mark.parametrize(("text", "value"), PERSONS.items(), ids=PERSONS)
def test_a_person_is_found_as_it_is_written(text: str, value: Value, declared: Reading) -> None:
    assert table(declared(written(f"person: {text}")), "person") == value
    assert table(declared(written(f"persons: {{mentor: {text}}}")), "persons", "mentor") == value


@pytest.mark.parametrize(("text", "value"), ERASURES.items(), ids=ERASURES)
def test_a_cell_is_scrubbed_as_it_is_written(text: str, value: Value, declared: Reading) -> None:
    assert table(declared(written(f"columns: {{c: {{is: email, erase: {text}}}}}")), "columns", "c", "erase") == value


def test_a_column_is_the_same_short_and_long(declared: Reading) -> None:
    by = ByColumn("list", (("partner", "work-email"),), "email")
    for text in ("{by: list, partner: work-email, else: email}", "{is: {by: list, else: email, partner: work-email}}"):
        assert table(declared(written(f"columns: {{c: {text}}}")), "columns", "c", "is") == by
    for text in ("email", "{is: email}"):
        assert table(declared(written(f"columns: {{c: {text}}}")), "columns", "c", "is") == "email"


def test_a_link_is_decided_with_or_without_its_end(declared: Reading) -> None:
    links = declared(written("links: {a: detach, b: {owns: , to: users.id}}"))
    one, other = table(links, "links", "a"), table(links, "links", "b")
    assert isinstance(one, Choices)
    assert isinstance(other, Choices)
    assert (one.items[0].word, one.items[0].detail) == ("detach", None)
    assert other.items[0].word == "owns"
    assert other.items[0].detail is not None
    assert other.items[0].detail.value == "users.id"


def test_an_activity_may_be_narrowed_to_some_rows(declared: Reading) -> None:
    names = table(declared(written("for: {recordings: , programmes: {if: {kept_reason: any}}}")), "for")
    assert isinstance(names, Names)
    assert [(named.name, named.detail.value if named.detail else None) for named in names.items] == [
        ("programmes", (RowCondition("kept_reason", None),)),
        ("recordings", None),
    ]


def test_what_is_no_binding_is_told(seen: Seeing) -> None:
    text = """\
systems:
  s:
    tables:
      t:
        person: {}
        events: {a.b: [x], c.d: {at: x, in: y}}
        links: {a: {to: b.c}, b: own, c: {owns: {to: x.y}}}
        for: {x: {iff: 1}}
"""
    bind = "write a column, `{at: COLUMN, if: …}`, `{last: COLUMN, in: TABLE, same: COLUMN}` or `recorded`"
    assert seen(text) == [
        (
            "not-a-person",
            "`person` of table `t` says in no known way to whom a row belongs",
            "write `{email: COLUMN}`, a path of columns, or `{in: TABLE, same: COLUMN}`",
            "{}",
        ),
        ("not-a-binding", "`a.b` of table `t` says in no known way when it happened", bind, "[x]"),
        ("not-a-binding", "`c.d` of table `t` says in no known way when it happened", bind, "{at: x, in: y}"),
        (
            "wrong-type",
            "`a` of table `t` is a mapping, where one decision stands",
            "write `{owns: , to: TABLE.COLUMN}`, or another decision",
            "{to: b.c}",
        ),
        ("unknown-word", "unknown decision on a link `own`", "did you mean `owns`?", "own"),
        (
            "wrong-type",
            "`owns` of table `t` is a mapping, where nothing stands",
            "write `{owns: , to: TABLE.COLUMN}`",
            "{to: x.y}",
        ),
        ("unknown-key", "unknown key `iff` beside `x`", "`if` is known here: `{if: {COLUMN: VALUE}}`", "iff"),
    ]
