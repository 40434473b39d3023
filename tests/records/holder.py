"""Do one thing with a store in a process of its own, say so, and stay until told or killed.

In:   what to do, the store's URL, the workspace.       Out:  one line, `in`, when it is done or held.
Never: ends by itself before its standard input closes.

The idea in one read: a lock that a killed process held must be free at once; that can only be seen with real processes.
Kept true by: tests/records/test_locks.py, which starts it.
"""

import sys
import threading
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, date, datetime
from pathlib import Path

from lofte.facts import Identifier
from lofte.records import Records


def main(what: str, url: str, workspace: str) -> None:
    """Hold a batch, sweep, wait with an act, or begin a run."""
    held: AbstractContextManager[object] = nullcontext()
    with Records.open(url, Path(workspace)) as records:
        match what:
            case "batch":
                held = records.batch()
            case "sweep":
                held = records.sweeping()
            case "act":
                threading.Thread(target=object_, args=(records,), daemon=True).start()
            case "run":
                held = records.sweeping()
                run = records.start_run("p1", day=date(2026, 3, 1))
                records.journal(run, "delete", 1, ['["1"]', '["2"]'])
            case _:
                raise ValueError(what)
        with held:
            sys.stdout.write("in\n")
            sys.stdout.flush()
            sys.stdin.read()


def object_(records: Records) -> None:
    person = records.subject_of(Identifier("email", "anna@example.org"))
    assert person is not None
    records.make_objection(person, None, at=datetime(2026, 3, 1, tzinfo=UTC), recorded_by="officer")


if __name__ == "__main__":
    main(*sys.argv[1:])
