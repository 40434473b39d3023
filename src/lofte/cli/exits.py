"""What the number means with which `lofte` ends."""

from enum import IntEnum


class ExitCode(IntEnum):
    """The exit codes. `docs/reference/cli.md` prints these words."""

    WELL = 0
    """All well."""
    NOT_KEPT = 1
    """A promise is not kept, a check found errors, or something waits for a person."""
    USAGE = 2
    """The command was not understood."""
    NOT_COMPILED = 3
    """The declaration does not compile, or a database does not fit it."""
    WORLD_FAILED = 4
    """A file, a database or a service failed; nothing is half done, and the same command goes on where it was."""
    OUR_FAULT = 70
    """Löfte itself is wrong; please report it."""
    INTERRUPTED = 130
    """Stopped by Ctrl-C; the same command goes on where it was."""
