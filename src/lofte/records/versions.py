"""Freeze each version of the policy: what it said, what it meant, and from which day.

In:   a version with its texts, its model and what changed.       Out:  `Published`; texts; the first that was altered.
Never: changes a version that is published; lets a later publication change which text was in force on a day before.

The idea in one read: a version is rows that are written once, and an entry of the ledger. The entry holds the digest
of the model, and is bound to the digests of every text, of what changed and of the days; so whoever changes a frozen
text is found out although the rows are an ordinary table. In force on a day is the one published last among those
whose first day has come; a first day is never before the day of publication, but for the very first version.
Law:  GDPR Art. 5(2), 12(1), 13, 14.
Kept true by: tests/records/test_versions.py, PROMISES.md P-23
"""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from lofte.ledger import Entry, Json, StoredEntry, read_leaf
from lofte.records import tables
from lofte.records.chance import token
from lofte.records.errors import RecordsError, VersionTakenError
from lofte.records.verify import Ledger

PUBLISHED = "version-published"
"""The ledger's word for it."""

Texts = Mapping[tuple[str, str], str]
"""What people read, by language and form (`html`, `markdown`)."""


@dataclass(frozen=True, slots=True)
class Freezing:
    """A version about to be frozen. `follows` is the number of the last version that whoever publishes has seen."""

    version: str
    digest: str
    model: str
    texts: Texts
    in_force: date | None
    since: date
    changes: str | None
    follows: int


@dataclass(frozen=True, slots=True)
class Published:
    """A version as it was frozen; `number` counts publications."""

    number: int
    id: str
    version: str
    digest: str
    model: str
    in_force: date | None
    since: date
    published_at: datetime
    published_by: str
    changes: str | None


@dataclass(frozen=True, slots=True)
class BadVersion:
    """The first version that is not as it was published."""

    version: str
    why: str

    def __str__(self) -> str:
        return f"version {self.version}: {self.why}"


class Versions(Ledger):
    """Published versions of the policy."""

    def publish(self, freezing: Freezing, *, by: str) -> tuple[Published, bool]:
        """Freeze a version; the same again is the one that is there, and False.

        Raises VersionTakenError when the version stands for another model.
        """
        with self._writing() as writing:
            there = _named(writing.connection, freezing.version)
            if there is not None:
                if there.digest != freezing.digest:
                    raise VersionTakenError(
                        f"version `{freezing.version}` is published already, and means something else"
                    )
                return there, False
            last = writing.connection.execute(select(func.max(tables.versions.c.number))).scalar() or 0
            if last != freezing.follows:
                raise RecordsError("another version was published meanwhile; run the same command again")
            row = _row(freezing, last + 1, token(writing.chance), by, writing.now)
            texts = [
                {"number": last + 1, "language": language, "form": form, "text": text}
                for (language, form), text in sorted(freezing.texts.items())
            ]
            writing.connection.execute(insert(tables.versions), row)
            writing.connection.execute(insert(tables.version_texts), texts)
            made = _published(row)
            writing.note(PUBLISHED, _bound(made, freezing.texts), reference=made.id, declaration=made.digest)
        return made, True

    def versions(self) -> tuple[Published, ...]:
        """Every version, in order of publication."""
        with self._reading() as connection:
            return _all(connection)

    def version(self, name: str) -> Published | None:
        """The version of this name."""
        with self._reading() as connection:
            return _named(connection, name)

    def version_on(self, day: date) -> Published | None:
        """The version in force on a day; None before the first."""
        return in_force_on(self.versions(), day)

    def version_texts(self, published: Published) -> Texts:
        """Everything that people read of a version."""
        with self._reading() as connection:
            return _texts(connection, published.number)

    def first_bad_version(self) -> BadVersion | None:
        """The first version that does not match its entry in the ledger; the ledger itself is `verify`'s."""
        noted: dict[str | None, tuple[Entry, StoredEntry]] = {}
        for stored in self.entries_naming(PUBLISHED):
            with suppress(ValueError):
                entry = read_leaf(stored.leaf)
                noted[entry.reference] = (entry, stored)
        with self._reading() as connection:
            for published in _all(connection):
                why = _fault(published, _texts(connection, published.number), noted.pop(published.id, None))
                if why:
                    return BadVersion(published.version, why)
        for entry, stored in noted.values():
            if entry.kind == PUBLISHED:
                return BadVersion(_named_in(stored), f"was published on {entry.at.date()} and is not there any more")
        return None


def in_force_on(every: Sequence[Published], day: date) -> Published | None:
    """Of all versions in order of publication the one in force on a day; None before the first."""
    return next((one for one in reversed(every) if one.since <= day), None)


def _fault(published: Published, texts: Texts, noted: tuple[Entry, StoredEntry] | None) -> str:
    """What of a version is not as the ledger says; empty when all of it is."""
    if noted is None:
        return "no entry of the ledger says that it was published"
    entry, stored = noted
    if entry.at != published.published_at:
        return "it was not published when it says"
    if entry.declaration != published.digest or sha256(published.model.encode()).hexdigest() != published.digest:
        return "its model is not the one that was published"
    if stored.payload is None:
        return "what the ledger was bound to is gone, so nobody can say whether its texts are those that were published"
    said, found = json.loads(stored.payload), _bound(published, texts)
    told = said["texts"], found["texts"]
    if told[0] != told[1]:
        wrong = next(name for name in sorted({*told[0], *told[1]}) if told[0].get(name) != told[1].get(name))
        return f"its text `{wrong}` is not the one that was published"
    if said != found:
        return "its days, its name or what changed are not those that were published"
    return ""


def _named_in(stored: StoredEntry) -> str:
    return str(json.loads(stored.payload)["version"]) if stored.payload else "?"


def _bound(published: Published, texts: Texts) -> dict[str, Any]:
    """What the ledger's entry is bound to: digests of all that was frozen, and its days."""
    digests: dict[str, Json] = {
        f"{language}.{form}": sha256(text.encode()).hexdigest() for (language, form), text in texts.items()
    }
    return {
        "number": published.number,
        "version": published.version,
        "model": published.digest,
        "texts": digests,
        "changes": None if published.changes is None else sha256(published.changes.encode()).hexdigest(),
        "in_force": None if published.in_force is None else published.in_force.isoformat(),
        "since": published.since.isoformat(),
        "published_by": published.published_by,
    }


def _row(freezing: Freezing, number: int, name: str, by: str, now: datetime) -> dict[str, Any]:
    return {
        "number": number,
        "id": name,
        "version": freezing.version,
        "digest": freezing.digest,
        "model": freezing.model,
        "in_force": freezing.in_force,
        "since": freezing.since,
        "published_at": now,
        "published_by": by,
        "changes": freezing.changes,
    }


def _all(connection: Connection) -> tuple[Published, ...]:
    found = connection.execute(select(tables.versions).order_by(tables.versions.c.number))
    return tuple(_of_row(row) for row in found)


def _named(connection: Connection, name: str) -> Published | None:
    found = connection.execute(select(tables.versions).where(tables.versions.c.version == name)).first()
    return None if found is None else _of_row(found)


def _texts(connection: Connection, number: int) -> Texts:
    columns = tables.version_texts.c
    found = connection.execute(select(tables.version_texts).where(columns.number == number))
    return {(row.language, row.form): row.text for row in found}


def _of_row(row: Row[Any]) -> Published:
    return _published(row._asdict())


def _published(values: Mapping[str, Any]) -> Published:
    return Published(**values)
