"""Two declarations, or versions, are compared in meaning from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeys.choir import DECLARATION, Choir


@pytest.fixture
def longer(tmp_path: Path) -> str:
    """The choir's declaration with a longer retention."""
    path = tmp_path / "longer.yaml"
    path.write_text(DECLARATION.replace("plus: 3 months", "plus: 6 months"), "utf8")
    return str(path)


def test_two_declarations_are_compared(choir: Choir, longer: str) -> None:
    own = str(choir.folder / "lofte.yaml")
    said = choir.lofte("diff", own, longer)
    assert said.code == 0, said.err
    assert "the data are kept longer." in said.out
    assert "the data are kept for a shorter time." in choir.lofte("diff", longer).out
    assert "uppgifterna sparas längre." in choir.lofte("diff", own, longer, "--language", "sv").out


def test_a_program_is_told_each_change_as_data(choir: Choir, longer: str) -> None:
    (change,) = choir.lofte("diff", str(choir.folder / "lofte.yaml"), longer, "--format", "json").json["changes"]
    assert (change["kind"], change["name"], change["affects"]) == ("retention-lengthened", "membership", ["singer"])
    assert (change["weight"], change["consents"]) == ("material", [])


def test_a_published_version_is_compared_with_what_is_declared_now(choir: Choir) -> None:
    choir.lofte("publish")
    assert "Nothing has changed." in choir.lofte("diff", "1").out
    path = choir.folder / "lofte.yaml"
    path.write_text(path.read_text("utf8").replace("data: [email]", "data: [email, name]"), "utf8")
    said = choir.lofte("diff", "1")
    assert "Name: now used." in said.out
    assert "Consent must be given anew: send our newsletter." in said.out


def test_what_changes_for_nobody_is_listed_on_demand(choir: Choir, tmp_path: Path) -> None:
    path = tmp_path / "other.yaml"
    path.write_text(DECLARATION.replace("every: 1 day", "every: 2 days"), "utf8")
    own = str(choir.folder / "lofte.yaml")
    assert "Besides: 0 changes of the same meaning" in choir.lofte("diff", own, str(path)).out
    assert "sweep.every" in choir.lofte("diff", own, str(path), "--all").out


def test_a_side_that_is_nothing_is_told(choir: Choir) -> None:
    said = choir.lofte("diff", "2", "nowhere.yaml")
    assert said.code == 2
    assert "`2` is no published version and no declaration" in said.err
    assert "none is published" in said.err


def test_a_side_that_does_not_compile_is_told(choir: Choir, tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(DECLARATION.replace("basis: consent", "basis: content"), "utf8")
    assert choir.lofte("diff", str(path)).code == 3
