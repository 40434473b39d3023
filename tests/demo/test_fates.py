"""A fate that is not met is told, with the columns and without their values."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lofte.demo.fates import Looked, look, missed
from lofte.demo.mittliv import build
from lofte.demo.mittliv.tables import DATABASES
from lofte.demo.world import GOES, STAYS, Expect, Fate, Planted, kept_world

CASE = Planted("a case", ("ML-3-a",), "crm", "contacts", "1", STAYS)


def seen(row: dict[str, Any] | None) -> Looked:
    return {CASE.row: row}


@pytest.mark.parametrize(
    ("expect", "before", "after", "why"),
    [
        (GOES, {"email": "x"}, None, ""),
        (GOES, {"email": "x"}, {"email": "x"}, "is still there"),
        (STAYS, {"email": "x"}, {"email": None}, ""),
        (STAYS, {"email": "x"}, None, "is gone"),
        (STAYS, None, None, "was not there to begin with"),
        (GOES, None, None, "was not there to begin with"),
        (Expect(Fate.STAYS, empty=("a", "b")), {"a": 1, "b": 1}, {"a": None, "b": "gallrad"}, ""),
        (Expect(Fate.STAYS, empty=("a", "b")), {"a": 1, "b": 1}, {"a": 1, "b": "gallrat"}, "still holds a, b"),
        (Expect(Fate.STAYS, kept=("a",)), {"a": 1}, {"a": 2}, "has lost or changed a"),
        (Expect(Fate.STAYS, kept=("a",)), {"a": None}, {"a": None}, "has lost or changed a"),
        (
            Expect(Fate.ANONYMISED, empty=("a",), kept=("b",)),
            {"a": 1, "b": 1},
            {"a": 1, "b": None},
            "still holds a; has lost or changed b",
        ),
    ],
)
def test_what_is_wrong_is_named(
    expect: Expect, before: dict[str, Any] | None, after: dict[str, Any] | None, why: str
) -> None:
    case = Planted(CASE.name, CASE.clauses, CASE.system, CASE.table, CASE.key, expect)
    assert [one.why for one in missed((case,), seen(before), seen(after), "sweep")] == ([why] if why else [])
    assert missed((case,), seen(before), seen(after), "erasure") == ()


def test_a_world_is_looked_at_as_it_was_built_and_kept(tmp_path: Path) -> None:
    built = build(tmp_path, {}, date(2026, 11, 22), scale=0)
    assert kept_world(tmp_path) == built
    rows = look(built.urls, DATABASES, built.planted)
    assert rows.keys() == {one.row for one in built.planted}
    assert all(row is not None for row in rows.values())
    untouched = {one.planted for one in missed(built.planted, rows, rows, "sweep")}
    assert untouched == {
        one for one in built.planted if one.after == "sweep" and (one.expect.fate is not Fate.STAYS or one.expect.empty)
    }
