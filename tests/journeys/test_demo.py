"""The demonstration is built, told and kept, and what it says it did is so."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from journeys.choir import Choir
from lofte.app.setting import environment_of
from lofte.demo.server import FOLDER


@pytest.mark.postgres
@pytest.mark.timeout(600)
def test_the_whole_story_is_told_and_its_workspace_is_left_to_go_on_with(
    choir: Choir, postgres_url: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    assert postgres_url  # so that a machine without PostgreSQL says so
    workspace = tmp_path / "shown"
    request.addfinalizer(lambda: remove_server(workspace))
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from lofte.cli import main; sys.exit(main())",
         "demo", "mittliv", "--scale", "0", "--day", "2026-11-22", "--workspace", str(workspace)],
        capture_output=True, text=True, check=False, env={**choir.environment, "LOFTE_DAY": ""},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr
    assert "164 of 164 are as they must be" in done.stdout
    assert "Every planted case is as it must be" in done.stdout
    assert "NO  " not in done.stdout
    assert "\x1b" not in done.stdout
    choir.extra = {"LOFTE_DECLARATION": "", "LOFTE_DAY": ""}
    said = choir.lofte("verify", "--workspace", str(workspace))
    assert said.code == 0
    explained = choir.lofte("sweep", "--explain", "--workspace", str(workspace))
    assert "0 rows are due" in explained.out, explained.err
    assert environment_of(workspace)["LOFTE_DAY"] == "2026-11-22"


def remove_server(workspace: Path) -> None:
    """Take away the data of the demonstration's PostgreSQL, which it keeps for later commands."""
    folder = Path(environment_of(workspace).get(FOLDER, ""))
    if folder.name.startswith("lofte-postgres-"):
        shutil.rmtree(folder)


def test_a_folder_that_no_demonstration_made_is_left_alone(choir: Choir) -> None:
    said = choir.lofte("demo", "mittliv", "--workspace", str(choir.folder), "--sqlite")
    assert said.code == 4
    assert "no demonstration made it" in said.err
    assert (choir.folder / "lofte.yaml").exists()
