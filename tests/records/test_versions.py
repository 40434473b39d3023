"""A published version is frozen: the same again changes nothing, and whoever alters one is found out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

import pytest
import sqlalchemy

from lofte.ledger import Verified
from lofte.records import Freezing, Published, Records, RecordsError, SetClock, VersionTakenError

MODEL = '{"policy":1}'
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def freezing(version: str, since: date, follows: int = 0, model: str = MODEL, changes: str | None = None) -> Freezing:
    texts = {
        (language, form): f"{version} in {language} as {form}"
        for language in ("sv", "en")
        for form in ("html", "markdown")
    }
    return Freezing(version, sha256(model.encode()).hexdigest(), model, texts, since, since, changes, follows)


@pytest.fixture
def published(records: Records, clock: SetClock) -> tuple[Published, ...]:
    """Three versions; the second never comes into force, because the third takes its day."""
    days = (date(2026, 1, 1), date(2026, 6, 1), date(2026, 5, 1))
    made = []
    for number, since in enumerate(days):
        clock.at = NOON + timedelta(days=number)
        one, is_new = records.publish(
            freezing(str(number + 1), since, number, changes="[]" if number else None), by="dpo"
        )
        assert is_new
        made.append(one)
    return tuple(made)


def test_what_was_published_is_read_back_as_it_was(
    reopened: Callable[..., Records], published: tuple[Published, ...]
) -> None:
    again = reopened()
    assert again.versions() == published
    assert again.version("2") == published[1]
    assert again.version("4") is None
    assert again.version_texts(published[0])["sv", "html"] == "1 in sv as html"
    assert len(again.version_texts(published[0])) == 4
    assert isinstance(again.verify(), Verified)
    assert again.first_bad_version() is None


@pytest.mark.parametrize(
    ("day", "version"),
    [("2025-12-31", None), ("2026-01-01", "1"), ("2026-04-30", "1"), ("2026-05-01", "3"), ("2026-07-01", "3")],
)
def test_in_force_is_the_latest_whose_day_has_come(
    records: Records, published: tuple[Published, ...], day: str, version: str | None
) -> None:
    found = records.version_on(date.fromisoformat(day))
    assert (found.version if found else None) == version


def test_the_same_again_changes_nothing(records: Records, published: tuple[Published, ...]) -> None:
    entries = records.ledger_entries()
    assert records.publish(freezing("1", date(2026, 1, 1)), by="another") == (published[0], False)
    assert records.ledger_entries() == entries
    assert records.versions() == published


def test_a_version_cannot_stand_for_something_else(records: Records, published: tuple[Published, ...]) -> None:
    with pytest.raises(VersionTakenError, match="version `1` is published already"):
        records.publish(freezing("1", date(2026, 1, 1), 3, model="{}"), by="dpo")
    assert records.versions() == published


def test_who_has_not_seen_the_latest_version_publishes_nothing(
    records: Records, published: tuple[Published, ...]
) -> None:
    with pytest.raises(RecordsError, match="run the same command again"):
        records.publish(freezing("4", date(2026, 9, 1), 2), by="dpo")
    assert records.versions() == published


def test_the_entry_names_the_model_and_no_person(records: Records, published: tuple[Published, ...]) -> None:
    leaves = [entry.leaf.decode() for entry in records.ledger_entries()]
    assert len(leaves) == 3
    assert published[0].digest in leaves[0]
    assert '"kind":"version-published"' in leaves[0]
    assert "dpo" not in "".join(leaves)


ALTERATIONS = {
    "a text": (
        "update lofte_version_texts set text = 'x' where number = 2 and language = 'en' and form = 'html'",
        "version 2: its text `en.html` is not the one that was published",
    ),
    "a text taken away": (
        "delete from lofte_version_texts where number = 2 and language = 'en' and form = 'html'",
        "version 2: its text `en.html` is not the one that was published",
    ),
    "the model": (
        "update lofte_versions set model = '{}' where number = 2",
        "version 2: its model is not the one that was published",
    ),
    "the model with its digest": (
        f"update lofte_versions set model = '{{}}', digest = '{sha256(b'{}').hexdigest()}' where number = 2",
        "version 2: its model is not the one that was published",
    ),
    "its day": (
        "update lofte_versions set since = '2026-06-02' where number = 2",
        "version 2: its days, its name or what changed are not those that were published",
    ),
    "its name": (
        "update lofte_versions set version = '2b' where number = 2",
        "version 2b: its days, its name or what changed are not those that were published",
    ),
    "what changed": (
        "update lofte_versions set changes = '[1]' where number = 2",
        "version 2: its days, its name or what changed are not those that were published",
    ),
    "when": (
        "update lofte_versions set published_at = published_at + 1 where number = 2",
        "version 2: it was not published when it says",
    ),
    "its payload": (
        "delete from lofte_ledger_payloads where number = 1",
        "version 2: what the ledger was bound to is gone",
    ),
}


@pytest.mark.parametrize("case", ALTERATIONS)
def test_the_first_version_that_was_altered_is_named(
    records: Records, published: tuple[Published, ...], database: str, case: str
) -> None:
    statement, told = ALTERATIONS[case]
    run(database, statement, "update lofte_version_texts set text = 'x' where number = 3 and language = 'sv'")
    assert str(records.first_bad_version()).startswith(told)


def test_a_version_that_was_taken_away_is_missed(
    records: Records, published: tuple[Published, ...], database: str
) -> None:
    run(database, "delete from lofte_version_texts where number = 2", "delete from lofte_versions where number = 2")
    assert str(records.first_bad_version()) == "version 2: was published on 2026-03-02 and is not there any more"


def test_a_version_that_was_never_published_is_found(
    records: Records, published: tuple[Published, ...], database: str
) -> None:
    columns = "id, version, digest, model, in_force, since, published_at, published_by, changes"
    copied = "'x', '4', digest, model, in_force, since, published_at, published_by, changes"
    run(
        database,
        f"insert into lofte_versions (number, {columns}) select 4, {copied} from lofte_versions where number = 1",
    )
    assert str(records.first_bad_version()) == "version 4: no entry of the ledger says that it was published"


def test_of_two_publishers_at_once_one_must_look_again(records: Records, reopened: Callable[..., Records]) -> None:
    other = reopened()
    first = freezing("1", date(2026, 1, 1))
    records.publish(first, by="dpo")
    with pytest.raises(RecordsError):
        other.publish(replace(first, version="2"), by="dpo")


def run(database: str, *statements: str) -> None:
    engine = sqlalchemy.create_engine(database, poolclass=sqlalchemy.NullPool)
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
