"""The command line: arguments in, words and exit codes out."""

from lofte.cli.main import main

__all__ = ["main"]
