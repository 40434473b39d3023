"""A small organisation whose databases and declaration a test can make in a moment.

In:   a folder, where its two databases are.       Out:  `Choir`: a declaration, an environment, `run` for any command.
Never: a person who exists; a process that a test does not wait for.

The idea in one read: an invented choir has a register of singers with their rehearsals, and a list of readers of its
newsletter. Who left three months ago or earlier goes; who withdrew goes. Tests change a row or two, run a command as a
person would, in a process of its own or (faster) in this one, and look at the databases.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from lofte.cli import main

DAY = date(2026, 11, 22)
GONE = DAY - timedelta(days=200)
INTERRUPTIBLE = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
COMMAND = "import sys; from lofte.cli import main; sys.exit(main())"
RULES = ("register.singers", "register.rehearsals", "post.readers")

DECLARATION = """\
lofte: 1

policy: {version: 1, in-force: 2026-01-01, languages: [en]}

controllers:
  choir: {name: Example Choir, org-nr: 802000-0009, form: association, address: "Example Street 1, Example Town"}

contacts:
  privacy: {email: privacy@choir.example, role: secretary}
  dpo: not-required

roles:
  secretary: {label: secretary}

subjects:
  singer: {label: singer}
  reader: {label: reader of our newsletter}

sources:
  sign-up: {is: form}

activities:
  membership:
    about: [singer]
    purpose: {administer-service: keep the list of singers and call rehearsals}
    basis: contract
    data: [name, email, attendance]
    from: [sign-up]
    required: all
    otherwise: you cannot sing with us
    keep: {until: contract.ended, plus: 3 months}

  voices:
    about: [singer]
    purpose: {administer-service: place the voices}
    basis: contract
    data: [name, email, occupation]
    from: [sign-up]
    required: none
    keep: {until: {first: [placed, contract.ended]}}

  newsletter:
    about: [reader]
    purpose: {newsletter: send our newsletter}
    basis: consent
    data: [email]
    from: [sign-up]
    required: none
    channels: [email]

consents:
  newsletter: {by: unticked-box, asked: [sign-up]}

events:
  placed: {label: your voice has been placed}

holds:
  claim: {is: claim, review: 6 months, owner: secretary, label: legal claim}

sweep: {every: 1 day, within: 30 days, approve: secretary}

security:
  measures:
    log-in: {against: [access], covers: [it], owner: secretary}
  breaches: {owner: secretary}

systems:
  register:
    is: sql
    url: env:REGISTER_URL
    tables:
      singers:
        person: {email: email}
        about: singer
        for: [membership, voices]
        columns:
          full_name: {is: name, erase: {write: gone}}
          email: email
          voice: occupation
        not-personal: [id]
        events: {contract.ended: left_on, placed: recorded}
      rehearsals:
        person: singer_id
        for: [membership]
        columns: {note: attendance}
        not-personal: [id]
  post:
    is: sql
    url: env:POST_URL
    tables:
      readers:
        person: {email: email}
        about: reader
        for: [newsletter]
        columns: {email: email}
        not-personal: [id]
"""

REGISTER, POST = sa.MetaData(), sa.MetaData()
SINGERS = sa.Table(
    "singers",
    REGISTER,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("full_name", sa.Text, nullable=False),
    sa.Column("email", sa.Text),
    sa.Column("voice", sa.Text),
    sa.Column("left_on", sa.Date),
)
REHEARSALS = sa.Table(
    "rehearsals",
    REGISTER,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("singer_id", sa.ForeignKey("singers.id"), nullable=False),
    sa.Column("note", sa.Text),
)
READERS = sa.Table("readers", POST, sa.Column("id", sa.Integer, primary_key=True), sa.Column("email", sa.Text))


@dataclass(frozen=True)
class Said:
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass
class Choir:
    """The organisation: its folder, its databases, and how to run a command there."""

    folder: Path
    urls: Mapping[str, str]
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def workspace(self) -> Path:
        return self.folder / ".lofte"

    @property
    def environment(self) -> dict[str, str]:
        own = {
            "LOFTE_DECLARATION": str(self.folder / "lofte.yaml"),
            "LOFTE_DAY": DAY.isoformat(),
            "LOFTE_DEMO": "choir",
            "LOFTE_BY": "secretary",
        }
        return {**os.environ, **own, **self.urls, **self.extra}

    def lofte(self, *arguments: str) -> Said:
        """Run a command in this process."""
        before, out, err = dict(os.environ), StringIO(), StringIO()
        os.environ.update(self.environment)
        try:
            with redirect_stdout(out), redirect_stderr(err):
                code = main(arguments)
        finally:
            os.environ.clear()
            os.environ.update(before)
        return Said(code, out.getvalue(), err.getvalue())

    def begin(self, *arguments: str) -> subprocess.Popen[str]:
        """Start a command in a process of its own, which Ctrl+C reaches even where a script in the background tests."""
        command = [sys.executable, "-c", f"{INTERRUPTIBLE}; {COMMAND}", *arguments]
        return subprocess.Popen(
            command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def rows(self, table: sa.Table) -> list[dict[str, Any]]:
        """All rows of a table, in order of their keys."""
        with self._engine(table).connect() as connection:
            return [dict(row) for row in connection.execute(sa.select(table).order_by(table.c.id)).mappings()]

    def ids(self, table: sa.Table) -> list[int]:
        return [row["id"] for row in self.rows(table)]

    def add(self, table: sa.Table, *rows: dict[str, Any]) -> None:
        with self._engine(table).begin() as connection:
            connection.execute(sa.insert(table), list(rows))

    def trust(self, mode: str, *rules: str) -> None:
        said = self.lofte("sweep", "--mode", mode, *(rules or ("all",)))
        assert said.code == 0, said.err

    def _engine(self, table: sa.Table) -> sa.Engine:
        name = "POST_URL" if table.metadata is POST else "REGISTER_URL"
        return sa.create_engine(self.urls[name], poolclass=sa.NullPool)


def choir_in(folder: Path, register: str, post: str) -> Choir:
    """The choir with a few people: singers 1 and 2 left long ago, 3 lately, 4 sings; readers 1 and 2 read."""
    (folder / "lofte.yaml").write_text(DECLARATION, "utf8")
    made = Choir(folder, {"REGISTER_URL": register, "POST_URL": post})
    for url, tables in ((register, REGISTER), (post, POST)):
        engine = sa.create_engine(url, poolclass=sa.NullPool)
        tables.create_all(engine)
    made.add(SINGERS, *(singer(number, left) for number, left in ((1, GONE), (2, GONE), (3, DAY), (4, None))))
    made.add(REHEARSALS, *({"id": number, "singer_id": number, "note": "was there"} for number in (1, 2, 3, 4)))
    made.add(READERS, *({"id": number, "email": f"reader{number}@example.org"} for number in (1, 2)))
    return made


def singer(number: int, left: date | None) -> dict[str, Any]:
    """One invented singer."""
    return {
        "id": number,
        "full_name": f"Singer {number}",
        "email": f"singer{number}@example.org",
        "voice": "alto",
        "left_on": left,
    }


def singers(numbers: Iterable[int], left: date | None = GONE) -> list[dict[str, Any]]:
    """A crowd."""
    return [singer(number, left) for number in numbers]
