"""Tell a failure: what failed for the user first, then why, then what to do, and end with the right number.

In:   an exception.       Out:  lines on standard error, an `ExitCode`.
Never: a secret or a personal value: of an exception that is not ours only its kind is told.

The idea in one read: our own errors are written to be read and hold no values. A driver's error may quote a row or an
address, so it is named and not quoted. What still looks like an address with a password is scrubbed in one place.
Law:  GDPR Art. 32.
Kept true by: tests/journeys/test_failing.py, tests/journeys/test_canary.py.

>>> scrubbed("postgresql://anna:hemligt@db.example.org/x?password=hemligt")
'postgresql://***@db.example.org/x?password=***'
"""

from __future__ import annotations

import re
import sys
import traceback
from collections.abc import Iterator

from lofte.cli.exits import ExitCode
from lofte.diagnostics import LofteError

ADDRESS = re.compile(r"(?<=://)[^/\s@]*:[^/\s]*@")
FAULTS_SHOWN = 3
SECRET = re.compile(r"((?:password|passwd|pwd|token|secret|key)=)[^&\s]+", re.IGNORECASE)


def report(error: BaseException, *, debug: bool) -> ExitCode:
    """Tell the failure on standard error, and say which number to end with."""
    for line in _lines(error):
        sys.stderr.write(f"{scrubbed(line)}\n")
    if debug:
        sys.stderr.writelines(scrubbed(line) for line in _frames(error))
    return exit_code(error)


def exit_code(error: BaseException) -> ExitCode:
    """The number for a failure. Errors of what was typed are usage, like an unknown option."""
    names = {kind.__name__ for kind in type(error).__mro__}
    if names & {"FaultyDeclarationError", "UnboundSystemError"}:
        return ExitCode.NOT_COMPILED
    if names & {"UnknownNameError", "UnreadableError", "ImpossibleError"}:
        return ExitCode.USAGE
    if names & {"PlanGrewError", "NotPublishableError", "VersionTakenError"}:
        return ExitCode.NOT_KEPT
    return ExitCode.WORLD_FAILED if isinstance(error, LofteError | OSError) else ExitCode.OUR_FAULT


def scrubbed(text: str) -> str:
    """The text without passwords: the one place where they are taken out."""
    return SECRET.sub(r"\1***", ADDRESS.sub("***@", text))


def _lines(error: BaseException) -> Iterator[str]:
    if exit_code(error) is ExitCode.OUR_FAULT:
        yield f"error: Löfte itself is wrong here ({type(error).__name__}); nothing that was begun is lost"
        yield "help: please report it, with what `--debug` prints: places in our code, and no data"
        return
    yield f"error: {_said(error)}"
    for cause in _causes(error):
        if not isinstance(cause, ValueError):  # that a value was wrong the message has said, in better words
            yield f"  because: {_said(cause)}"
    yield from _faults(error)
    if help_text := getattr(error, "help", None):
        yield f"help: {help_text}"


def _faults(error: BaseException) -> Iterator[str]:
    """The first faults of a declaration that does not compile, or of a database that does not fit it."""
    faults = getattr(error, "faults", ())
    for fault in faults[:FAULTS_SHOWN]:
        yield f"  {f'{fault.span}: ' if fault.span else ''}{fault.message}"
    if len(faults) > FAULTS_SHOWN:
        yield f"  ... and {len(faults) - FAULTS_SHOWN} more"


def _causes(error: BaseException) -> Iterator[BaseException]:
    while (cause := error.__cause__) is not None:
        yield cause
        error = cause


def _said(error: BaseException) -> str:
    match error:
        case LofteError():
            return str(error)
        case OSError(strerror=str(why), filename=where):
            return f"`{where}`: {why}" if where else why
        case _:
            return type(error).__name__


def _frames(error: BaseException) -> Iterator[str]:
    """Where it happened, outermost first; the words of errors that are not ours are left out."""
    for each in reversed([error, *_causes(error)]):
        yield from traceback.format_tb(each.__traceback__)
        yield f"{type(each).__name__}: {_said(each)}\n"
