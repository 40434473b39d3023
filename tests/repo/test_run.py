"""`./run` says in one line what the machine lacks."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
TOO_OLD = "#!/bin/sh\necho Python 3.9.2\nexit 1\n"
WITHOUT_VENV = '#!/bin/sh\ncase "$*" in *ensurepip*) exit 1 ;; *_base_executable*) echo "$0" ;; esac\n'


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
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("sh", "sed", "cut", "dirname", "env"):
        programs.joinpath(name).symlink_to(str(shutil.which(name)))
    programs.joinpath("python3").write_text(python)
    programs.joinpath("python3").chmod(0o755)
    shutil.copy(ROOT / "run", tmp_path)
    done = subprocess.run(
        [tmp_path / "run", "types"], env={"PATH": str(programs)}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr.splitlines()) == (1, [line])


def test_without_a_command_it_says_what_it_can_do() -> None:
    done = subprocess.run([ROOT / "run"], capture_output=True, text=True, check=True)
    assert "./run demo" in done.stdout
