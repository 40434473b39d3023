"""Every failure is told: what failed, why, what to do, and a number that means one thing."""

import signal
import subprocess
import sys

import pytest

from journeys.choir import Choir
from lofte.app import sweeping
from lofte.cli import main
from lofte.cli.exits import ExitCode
from lofte.cli.failing import scrubbed

ADDRESS = "anna@example.org"


def test_what_is_no_command_is_usage(choir: Choir) -> None:
    said = choir.lofte("chek")
    assert said.code == ExitCode.USAGE
    assert "check" in said.err
    assert choir.lofte("check", "--no-such-option").code == ExitCode.USAGE
    assert choir.lofte("sweep", "--mode", "sometimes", "all").code == ExitCode.USAGE


def test_our_own_fault_asks_to_be_reported_and_shows_no_value(choir: Choir, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError(ADDRESS)

    monkeypatch.setattr(sweeping, "planned", broken)
    for arguments in (("sweep",), ("sweep", "--debug")):
        said = choir.lofte(*arguments)
        assert said.code == ExitCode.OUR_FAULT
        assert "please report it" in said.err
        assert ADDRESS not in said.err
    assert "in broken" in choir.lofte("sweep", "--debug").err
    assert "Traceback" not in choir.lofte("sweep").err


def test_a_failure_says_what_then_why_then_what_to_do(choir: Choir) -> None:
    choir.extra = {"LOFTE_RECORDS_URL": "postgresql+psycopg://anna:hemligt@127.0.0.1:1/records"}
    said = choir.lofte("sweep")
    assert said.code == ExitCode.WORLD_FAILED
    error, because, *_ = said.err.splitlines()
    assert error.startswith("error: the records at")
    assert because.startswith("  because: ")
    assert "hemligt" not in said.err
    assert "hemligt" not in choir.lofte("sweep", "--debug").err


@pytest.mark.parametrize(
    "arguments", [("sweep", "--day", "2026-13-01"), ("consent", "give", "newsletter", "--at", "igår")]
)
def test_what_was_typed_wrongly_is_told_in_words_and_not_by_the_name_of_an_exception(
    choir: Choir, arguments: tuple[str, ...]
) -> None:
    said = choir.lofte(*arguments)
    assert said.code == ExitCode.USAGE
    assert [line.partition(":")[0] for line in said.err.splitlines()] == ["error", "help"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("postgresql://anna:hemligt@db.example.org/x", "postgresql://***@db.example.org/x"),
        ("postgresql://anna:he@m:ligt@db.example.org/x", "postgresql://***@db.example.org/x"),
        ("sqlite:///shop.db", "sqlite:///shop.db"),
        ("host=db password=hemligt user=anna", "host=db password=*** user=anna"),
        ("https://example.org/?token=hemligt&x=1", "https://example.org/?token=***&x=1"),
    ],
)
def test_a_secret_is_taken_out_in_one_place(text: str, shown: str) -> None:
    assert scrubbed(text) == shown


def test_ctrl_c_ends_cleanly_and_says_how_to_go_on(choir: Choir) -> None:
    choir.trust("automatic")
    running = choir.begin("serve", "--port", "0")
    assert running.stdout is not None
    assert running.stdout.readline().startswith("http://127.0.0.1:")
    running.send_signal(signal.SIGINT)
    _, errors = running.communicate(timeout=60)
    assert running.returncode == ExitCode.INTERRUPTED
    assert "the same command goes on where it was" in errors
    assert "Traceback" not in errors


@pytest.mark.parametrize("command", ["explain plan --sql", "explain plan --format json", "--help"])
def test_output_that_nobody_reads_any_longer_is_no_failure(choir: Choir, command: str) -> None:
    running = choir.begin(*command.split())
    assert running.stdout is not None
    running.stdout.close()
    assert running.stderr is not None
    assert running.wait(timeout=60) == ExitCode.WELL
    assert running.stderr.read() == ""
    running.stderr.close()


def test_into_a_pipe_goes_plain_text(choir: Choir) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from lofte.cli import main; sys.exit(main())", "inspect"],
        env=choir.environment, capture_output=True, check=True,
    )  # fmt: skip
    assert b"\x1b" not in done.stdout
    assert done.stderr == b""


def test_the_version_is_told() -> None:
    assert main(["--version"]) == 0
