"""A word planted in every text of every person is found nowhere but where the person's data are meant to be."""

from __future__ import annotations

import json
import logging
import re
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, assert_never

import pytest
from sqlalchemy import LargeBinary, String, Table, Text

from journeys.mittliv.house import House
from journeys.mittliv.story import Written, moved_in, written
from lofte.app.statements import statements
from lofte.demo.world import (
    ConsentGiven,
    ConsentWithdrawn,
    EventHappened,
    HoldPlaced,
    ObjectionMade,
    RestrictionSet,
)
from lofte.diagnostics import LofteError
from lofte.executor import Execution
from lofte.facts import normal
from lofte.graph import bind_system
from lofte.plan import Plan, canonical_json
from lofte.promises.request import AccessAnswer
from lofte.promises.standing import standing
from lofte.records.tables import metadata

WORD = "qvx"
"""No language has it; each planting is this and a number."""
DECIDING = {"role", "kind", "list", "outcome", "source", "choice", "country", "asked_for"}
"""Texts that say what a row is; they are words of the declaration and of nobody."""


@dataclass(frozen=True)
class Lived:
    """What was said on the way."""

    house: House
    heard: _Heard
    journal: bytes
    texts: Mapping[str, str]
    access: AccessAnswer


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    """A sweep, an access, an erasure and a status where every text holds a canary."""
    heard = _Heard()
    logging.getLogger().addHandler(heard)
    level = logging.getLogger().level
    logging.getLogger().setLevel(logging.DEBUG)
    world = planted(written())
    with moved_in(tmp_path_factory.mktemp("canary") / "workspace", {}, world) as house:
        yield _live(house, world.asks, heard)
    logging.getLogger().removeHandler(heard)
    logging.getLogger().setLevel(level)


def planted(world: Written) -> Written:
    """The same world with a canary in every text and every address, one address staying one address."""
    numbers = iter(range(100_000, 999_999))
    addresses: dict[str, str] = {}

    def address(email: str) -> str:
        known = addresses.setdefault(email.casefold(), f"{WORD}{next(numbers)}.")
        return (known.title() if email != email.casefold() else known) + email

    def value(table: Table, name: str, old: Any) -> Any:
        column = table.columns[name]
        if old is None or column.primary_key or column.foreign_keys or name in DECIDING:
            return old
        if isinstance(old, str) and "@" in old:
            return address(old)
        if isinstance(column.type, LargeBinary):
            return f"{WORD}{next(numbers)} ".encode() + old
        return f"{WORD}{next(numbers)} {old}" if isinstance(column.type, String | Text) else old

    for table, rows in world.filling.rows.items():
        for row in rows:
            row |= {name: value(table, name, old) for name, old in row.items()}
    for at, one in enumerate(world.filling.told):
        match one:
            case ConsentGiven() | ConsentWithdrawn() | ObjectionMade() | RestrictionSet():
                world.filling.told[at] = replace(one, email=address(one.email))
            case HoldPlaced() | EventHappened():
                pass
            case _:
                assert_never(one)
    more = tuple(replace(one, email=address(one.email)) for one in world.more)
    return Written(world.filling, address(world.asks), more)


def _live(house: House, asks: str, heard: _Heard) -> Lived:
    plan = house.plan()
    journal = _begun(house, plan)
    outcome = house.sweep(plan=plan)
    assert outcome.resumed
    answering = house.answering()
    person = answering.find([normal("email", asks)])
    access = answering.access(person)
    erasure = house.erased(answering, person)
    evidence = house.evidence("video", "crm", "newsletters", "office")
    status = [standing(house.model, evidence, language) for language in ("sv", "en")]
    bound = {name: system.bound for name, system in house.systems.items()}
    texts = {
        "plan": canonical_json(plan),
        "statements": repr(statements(plan, bound, house.knowledge(house.day).loosely())),
        "outcome": repr(outcome),
        "outcome of the erasure": repr(erasure),
        "status": repr(status),
        "steps of the search": repr((person.steps, person.failed, access.steps, access.not_asked)),
        "errors": "\n".join(_errors(house)),
        "diagnostics": repr(bind_system(house.model, "programme", house.databases["crm"].catalog())),
    }
    return Lived(house, heard, journal, texts, access)


def _begun(house: House, plan: Plan) -> bytes:
    """Begin a run and leave it after its journal is written; every byte of the journal."""
    execution = Execution(plan, house.systems, {}, house.records, house.knowledge(plan.day), lambda *_: None)
    run = house.records.start_run(plan.digest, day=plan.day, declaration=plan.declaration)
    execution.begin(run, None)
    with sqlite3.connect(house.folder / "records.sqlite") as records:
        return b"".join(repr(row).encode() for row in records.execute("select * from lofte_journal"))


def test_the_canary_is_in_the_data_and_the_person_sees_their_own(lived: Lived) -> None:
    own = repr(lived.access)
    assert own.count(WORD) > 20
    cells = repr(lived.house.cells())
    assert cells.count(WORD) > 400
    assert b"qvx" in (lived.house.folder / "office.db").read_bytes()


@pytest.mark.parametrize(
    "what",
    [
        "plan",
        "statements",
        "outcome",
        "outcome of the erasure",
        "status",
        "steps of the search",
        "errors",
        "diagnostics",
    ],
)
def test_no_personal_value_is_in_what_is_told_of_the_work(lived: Lived, what: str) -> None:
    assert len(lived.texts[what]) > 2
    assert WORD not in lived.texts[what].casefold()


def test_no_personal_value_is_in_any_log(lived: Lived) -> None:
    logging.getLogger("lofte.anything").debug("this is heard")
    assert "lofte.anything: this is heard" in lived.heard.said
    assert WORD not in lived.heard.said.casefold()


def test_only_the_aliases_of_our_records_hold_an_identifier(lived: Lived) -> None:
    with sqlite3.connect(lived.house.folder / "records.sqlite") as records:
        rows = {
            name: repr(records.execute(f'select * from "{name}"').fetchall()).casefold() for name in metadata.tables
        }
    assert all(rows[name] != "[]" for name in ("lofte_ledger_entries", "lofte_releases", "lofte_carried_events"))
    assert {name for name, text in rows.items() if _encodings(text.encode())} == {"lofte_aliases"}


def test_a_journal_names_no_row_in_clear_while_its_run_lasts(lived: Lived) -> None:
    assert len(lived.journal) > 1000
    assert b"rec_0" not in lived.journal
    assert b"sub_0" not in lived.journal
    assert _encodings(lived.journal) == []


def test_no_journal_leaf_outcome_or_payload_holds_one_in_any_encoding(lived: Lived, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    with sqlite3.connect(lived.house.folder / "records.sqlite") as records:
        records.execute("vacuum into ?", (str(copy),))
    assert WORD.encode() in copy.read_bytes().lower()
    with sqlite3.connect(copy, isolation_level=None) as records:
        records.execute("delete from lofte_aliases")
        records.execute("vacuum")
        outcomes = [json.loads(text) for (text,) in records.execute("select outcome from lofte_runs") if text]
        assert len(outcomes) == 2
    assert _encodings(copy.read_bytes()) == []


def test_no_other_file_of_the_workspace_holds_one(lived: Lived) -> None:
    databases = {f"{name}.db" for name in ("programme", "video", "crm", "recruitment", "newsletters", "office")}
    files = [path for path in lived.house.folder.rglob("*") if path.is_file()]
    others = [path for path in files if path.name not in databases and not path.name.startswith("records.sqlite")]
    assert others, "at least the checkpoints are kept outside the store"
    assert [path.name for path in others if _encodings(path.read_bytes())] == []


def test_the_search_would_find_one(lived: Lived) -> None:
    assert _encodings(b"..." + f"{WORD}123456 x".encode("utf-16-le"))
    assert _encodings(f"{WORD.upper()}123456".encode())


class _Heard(logging.Handler):
    """All that anybody logs."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.said = ""

    def emit(self, record: logging.LogRecord) -> None:
        self.said += f"{record.name}: {self.format(record)}\n"


def _encodings(content: bytes) -> list[str]:
    """In which encodings a canary stands in these bytes."""
    lower = content.lower()
    read = {"utf-8": lower, "utf-16-le": lower.replace(b"\0", b"")}
    return [name for name, text in read.items() if re.search(rb"qvx\d{6}", text)]


def _addresses(house: House) -> set[str]:
    rows = house.cells()["newsletters", "newsletter_subscribers"].values()
    return {row["email"].casefold() for row in rows}


def _errors(house: House) -> Iterator[str]:
    """What is said when things go wrong with people's data in hand."""
    first, second = sorted(_addresses(house))[:2]
    house.subject(first), house.subject(second)
    for provoke in (
        lambda: house.answering().find([normal("email", first), normal("email", second)]),
        lambda: house.records.ensure_subject([normal("email", first), normal("email", second)]),
        lambda: _break_a_rule(house),
    ):
        with pytest.raises(LofteError) as caught:
            provoke()
        yield f"{caught.value} {caught.value.help} {caught.value.__cause__!r}"


def _break_a_rule(house: House) -> None:
    """A rule of the organisation's own database stands against the sweep."""
    with house.databases["office"].writing() as connection:
        connection.exec_driver_sql("create unique index one_subject on submissions (message)")
        connection.exec_driver_sql(
            "insert into submissions (message, sent_at) select message, sent_at from submissions"
        )
