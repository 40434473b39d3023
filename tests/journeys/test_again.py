"""A sweep of a club in which there is everything to do leaves nothing to do, whatever it did."""

from __future__ import annotations

from pathlib import Path

from journeys.club import Club, build, everything


def test_the_same_day_again_finds_nothing_also_in_what_was_anonymised(tmp_path: Path) -> None:
    club = Club(f"sqlite:///{tmp_path / 'house.db'}", f"sqlite:///{tmp_path / 'post.db'}", tmp_path / "records")
    build(club)
    first = {step.step: step.rows for step in club.sweep().steps}
    assert first["house.guests:anonymise"] == 1
    left = everything(club)

    again = club.sweep()

    assert {step.step: (step.rows, step.cells) for step in again.steps if step.rows or step.cells} == {}
    assert {name: rows for name, rows in everything(club).items() if name != "lofte_journal"} == {
        name: rows for name, rows in left.items() if name != "lofte_journal"
    }
