"""`./run` says in one line what the machine lacks, and runs a program where its caller is."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
TOO_OLD = "#!/bin/sh\necho Python 3.9.2\nexit 1\n"
WITHOUT_VENV = '#!/bin/sh\ncase "$*" in *ensurepip*) exit 1 ;; *_base_executable*) echo "$0" ;; esac\n'
RIGHT = '#!/bin/sh\necho "$0"\n'
UV = '#!/bin/sh\n[ "$1" = --version ] && echo uv {version} || {{ pwd; echo "$@"; }}\n'


def clone(tmp_path: Path, **programs: str) -> tuple[Path, dict[str, str]]:
    """A copy of `run` in a folder of its own, and an environment in which only these programs are found."""
    folder, found = tmp_path / "clone", tmp_path / "programs"
    folder.mkdir()
    found.mkdir()
    for name in ("sh", "sed", "cut", "dirname", "env"):
        found.joinpath(name).symlink_to(str(shutil.which(name)))
    for name, text in programs.items():
        found.joinpath(name).write_text(text)
        found.joinpath(name).chmod(0o755)
    shutil.copy(ROOT / "run", folder)
    return folder, {"PATH": str(found)}


@pytest.mark.parametrize(
    ("python", "line"),
    [
        (TOO_OLD, "run: Python 3.11 or newer is needed and was not found (python3 is: Python 3.9.2)"),
        (
            WITHOUT_VENV,
            "run: Python's venv module is not complete; on Debian and Ubuntu: apt-get install python3-venv",
        ),
    ],
)
def test_a_machine_without_what_is_needed_gets_one_line(python: str, line: str, tmp_path: Path) -> None:
    folder, environment = clone(tmp_path, python3=python)
    done = subprocess.run([folder / "run", "types"], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.splitlines()) == (1, [line])


def test_without_a_command_it_says_what_it_can_do() -> None:
    done = subprocess.run([ROOT / "run"], capture_output=True, text=True, check=True)
    assert "./run demo" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "where", "what"),
    [
        (["lofte", "check", "my file.yaml"], "mine", "lofte check my file.yaml"),
        (["types"], "clone", "mypy"),
        (["docs-check"], "clone", "pytest tests/repo src"),
        (["demo"], "clone", "lofte demo mittliv"),
    ],
)
def test_a_program_runs_where_its_caller_is_and_a_check_in_the_clone(
    arguments: list[str], where: str, what: str, tmp_path: Path
) -> None:
    version = re.search(r"^UV_VERSION=(\S+)", (ROOT / "run").read_text(), re.MULTILINE)
    assert version is not None
    folder, environment = clone(tmp_path, python3=RIGHT, uv=UV.format(version=version[1]))
    mine = tmp_path / "mine"
    mine.mkdir()
    for run in (folder / "run", "../clone/run"):
        done = subprocess.run([run, *arguments], cwd=mine, env=environment, capture_output=True, text=True, check=True)
        place, told = done.stdout.splitlines()
        assert (Path(place).name, told.endswith(what)) == (where, True), told
    assert arguments == ["demo"] or f"--project {folder} " in told
