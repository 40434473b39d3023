"""No personal value leaves the databases: a word that stands nowhere else is planted in every column and looked for."""

import sqlite3
from pathlib import Path

import pytest

from journeys.choir import GONE, READERS, REHEARSALS, SINGERS, Choir

CANARY = "zyxwcanary"
SECRET = "hemligtord"

COMMANDS = (
    ("check",),
    ("inspect",),
    ("explain", "table", "register.singers"),
    ("explain", "plan"),
    ("explain", "plan", "--sql"),
    ("explain", "person", f"email:{CANARY}7@example.org"),
    ("sweep", "--explain"),
    ("sweep", "--approve"),
    ("sweep",),
    ("consent", "withdraw", "newsletter", "-i", f"email:{CANARY}8@example.org"),
    ("consent", "list"),
    ("objection", "make", "-i", f"email:{CANARY}8@example.org"),
    ("hold", "place", "claim", "-i", f"email:{CANARY}7@example.org"),
    ("hold", "list"),
    ("event", "tell", "placed", "-i", f"email:{CANARY}7@example.org"),
    ("sweep", "--mode", "automatic", "all"),
    ("sweep",),
    ("status",),
    ("request", "erasure", "-i", f"email:{CANARY}9@example.org"),
    ("verify",),
    ("consent", "give", "newslettr", "-i", f"email:{CANARY}7@example.org"),
    ("hold", "place", "claim", "-i", f"{CANARY}"),
)


@pytest.fixture
def planted(any_choir: Choir) -> Choir:
    """Every text column of every table holds the canary, in rows that go and in rows that stay."""
    for number, left in ((7, None), (8, GONE), (9, None)):
        address = f"{CANARY}{number}@example.org"
        words = {"full_name": f"{CANARY} name", "email": address, "voice": f"{CANARY} voice"}
        any_choir.add(SINGERS, {"id": number, "left_on": left, **words})
        any_choir.add(REHEARSALS, {"id": number, "singer_id": number, "note": f"{CANARY} note"})
        any_choir.add(READERS, {"id": number, "email": address})
    return any_choir


def test_no_command_says_and_no_file_keeps_a_personal_value(planted: Choir) -> None:
    planted.trust("approve")
    for command in COMMANDS:
        for more in ((), ("--debug",)):
            said = planted.lofte(*command, *more)
            assert said.code != 70, (command, said.err)
            assert CANARY not in said.out + said.err, command
    assert leaked(planted.workspace) == []


def leaked(workspace: Path) -> list[str]:
    """Files of the workspace with the canary, and tables of our records with it other than that of the identifiers."""
    found = [
        path.name
        for path in workspace.rglob("*")
        if path.is_file() and not path.name.startswith("records.sqlite") and CANARY in path.read_text("utf8", "replace")
    ]
    with sqlite3.connect(workspace / "records.sqlite") as records:
        names = [name for (name,) in records.execute("select name from sqlite_master where type = 'table'")]
        for name in names:
            rows = records.execute(f"select * from {name}").fetchall()
            if name != "lofte_aliases" and any(CANARY in shown(cell) for row in rows for cell in row):
                found.append(name)
    records.close()
    return found


def shown(cell: object) -> str:
    return cell.decode("utf8", "replace") if isinstance(cell, bytes) else str(cell)


def test_a_leak_would_be_found(choir: Choir) -> None:
    choir.trust("observe")
    (choir.workspace / "log").write_text(f"sent to {CANARY}@example.org")
    with sqlite3.connect(choir.workspace / "records.sqlite") as records:
        records.execute("update lofte_rule_modes set set_by = ?", (CANARY,))
    records.close()
    assert leaked(choir.workspace) == ["log", "lofte_rule_modes"]


def test_the_password_of_a_database_is_never_shown(choir: Choir) -> None:
    url = f"postgresql://operator:{SECRET}@127.0.0.1:1/register"
    for urls in (
        {"REGISTER_URL": url},
        {"REGISTER_URL": f"mysql://operator:{SECRET}@x/y"},
        {"POST_URL": f"{SECRET}:/x"},
    ):
        choir.extra = urls
        for command in (("inspect",), ("sweep",), ("status",), ("request", "access", "-i", "email:a@example.org")):
            for more in ((), ("--debug",)):
                said = choir.lofte(*command, *more)
                assert said.code == 4
                assert SECRET not in said.out + said.err
