"""Where a command finds the declaration, the workspace and the addresses."""

from pathlib import Path

import pytest

from journeys.choir import Choir
from lofte.app.setting import keep_environment, setting_of


def test_what_the_user_names_wins_over_the_environment(tmp_path: Path) -> None:
    environment = {"LOFTE_DECLARATION": "other.yaml", "LOFTE_WORKSPACE": "other"}
    named = setting_of(environment, tmp_path / "lofte.yaml", tmp_path / "here")
    assert (named.declaration, named.workspace) == (tmp_path / "lofte.yaml", tmp_path / "here")
    unnamed = setting_of(environment)
    assert (unnamed.declaration, unnamed.workspace) == (Path("other.yaml"), Path("other"))


def test_the_workspace_lies_beside_the_declaration(tmp_path: Path) -> None:
    assert setting_of({}, tmp_path / "lofte.yaml").workspace == tmp_path / ".lofte"
    assert setting_of({}, tmp_path).workspace == tmp_path / ".lofte"
    assert setting_of({}).workspace == Path(".lofte")


def test_a_workspaces_own_address_wins_over_the_shells(tmp_path: Path) -> None:
    keep_environment(tmp_path, {"LOFTE_DECLARATION": "mine.yaml", "SHOP_URL": "sqlite:///mine.db"})
    found = setting_of({"SHOP_URL": "postgresql://real.example.org/shop", "OTHER": "1"}, workspace=tmp_path)
    assert found.address("env:SHOP_URL") == "sqlite:///mine.db"
    assert found.address("env:OTHER") == "1"
    assert found.address("env:NOBODY") is None
    assert found.declaration == tmp_path / "mine.yaml"
    assert (tmp_path / "environment").stat().st_mode & 0o077 == 0


def test_a_command_works_from_the_workspace_alone(choir: Choir, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = choir.folder / "elsewhere"
    folder.mkdir()
    keep_environment(folder, {"LOFTE_DECLARATION": "../lofte.yaml", "LOFTE_DAY": "2026-11-22", **choir.urls})
    choir.urls = {}
    choir.extra = {"LOFTE_DECLARATION": "", "LOFTE_DAY": ""}
    said = choir.lofte("sweep", "--explain", "--workspace", str(folder))
    assert said.code == 0, said.err
    assert "for 2026-11-22" in said.out
    assert (folder / "records.sqlite").exists()


def test_an_address_that_is_not_set_is_told_by_its_name(choir: Choir) -> None:
    choir.extra = {"POST_URL": ""}
    said = choir.lofte("inspect")
    assert said.code == 4
    assert "`POST_URL` is not set" in said.out
    assert "register" in said.out


def test_a_workspace_that_cannot_be_written_is_told(choir: Choir) -> None:
    (choir.folder / ".lofte").write_text("a file")
    said = choir.lofte("sweep", "--explain")
    assert said.code == 4
    assert "the workspace" in said.err
