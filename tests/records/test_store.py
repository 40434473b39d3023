"""The store opens once for all, fits its version, is one transaction per act, and says nothing of anyone."""

import stat
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
import sqlalchemy
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from lofte.facts import CarriedConsent, CarriedEvent, Identifier, ReleaseFact, RowKey, SubjectId
from lofte.ledger import Verified
from lofte.records import (
    ConsentRecord,
    Freezing,
    LedgerDamagedError,
    Records,
    RecordsError,
    SeededChance,
    SetClock,
    StoreVersionError,
    UnknownRecordError,
)
from lofte.records.store import batched
from lofte.records.tables import EPOCH, PERSONAL_TABLES, Instant, metadata

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ROW = RowKey.of("crm", "people", ["1"])
SQLITE = sqlalchemy.create_engine("sqlite://").dialect


def run(database: str, statement: str) -> None:
    engine = sqlalchemy.create_engine(database, poolclass=sqlalchemy.NullPool)
    with engine.begin() as connection:
        connection.exec_driver_sql(statement)


def test_a_store_is_the_same_store_when_opened_again(reopened: Callable[..., Records]) -> None:
    one, other = reopened(), reopened()
    assert one.name == other.name
    assert one.public_key == other.public_key
    subject = one.ensure_subject([Identifier("email", "anna@example.org")])
    assert other.subject_of(Identifier("email", "anna@example.org")) == subject


def test_a_new_store_opened_by_many_at_once_is_laid_out_once(database: str, workspace: Path) -> None:
    names: list[str] = []

    def opens(number: int) -> None:
        with Records.open(database, workspace, chance=SeededChance(str(number))) as records:
            names.append(f"{records.name} {records.public_key}")

    threads = [threading.Thread(target=opens, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(names) == 6
    assert len(set(names)) == 1


@pytest.mark.parametrize(("version", "told"), [(99, "use the newer Löfte that made them"), (0, "earlier layout 0")])
def test_a_store_of_another_version_is_refused(
    records: Records, reopened: Callable[..., Records], database: str, version: int, told: str
) -> None:
    run(database, f"update lofte_store set version = {version}")
    with pytest.raises(StoreVersionError, match=told):
        reopened()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql+pymysql://u@localhost/x"])
def test_a_store_that_no_other_process_could_share_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(RecordsError, match="they need an SQLite file or a PostgreSQL database"):
        Records.open(url, tmp_path)


def test_a_database_that_is_down_is_named_without_its_password(tmp_path: Path) -> None:
    url = f"postgresql+psycopg://someone:geheim@/records?host={tmp_path}"
    with pytest.raises(RecordsError, match="see that the database runs") as told:
        Records.open(url, tmp_path)
    assert "geheim" not in str(told.value)
    assert "someone" in str(told.value)


def test_without_a_url_the_store_is_a_file_that_only_its_owner_can_read(tmp_path: Path) -> None:
    with Records.open(None, tmp_path / "workspace") as records:
        records.ensure_subject([Identifier("email", "anna@example.org")])
    assert stat.S_IMODE((tmp_path / "workspace").stat().st_mode) == 0o700
    kept = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "workspace").iterdir()}
    assert {mode for name, mode in kept.items() if name != "ledger.pub"} == {0o600}
    assert "records.sqlite" in kept


def test_a_store_with_a_ledger_and_no_key_is_refused(
    records: Records, anna: SubjectId, reopened: Callable[..., Records], workspace: Path
) -> None:
    records.make_objection(anna, None, at=NOON, recorded_by="officer")
    (workspace / "ledger.key").unlink()
    with pytest.raises(LedgerDamagedError, match="is missing"):
        reopened()


@given(st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=2)), timezone(timedelta(hours=-11))])))
def test_a_time_is_given_back_exactly_in_whatever_zone_it_was_told(at: datetime) -> None:
    kept = Instant().process_bind_param(at, SQLITE)
    assert Instant().process_result_value(kept, SQLITE) == at
    assert kept is not None
    assert (kept < 0) == (at < EPOCH)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="needs its zone"):
        Instant().process_bind_param(NOON.replace(tzinfo=None), SQLITE)


def test_an_act_that_fails_leaves_nothing_behind(records: Records, anna: SubjectId, workspace: Path) -> None:
    before, files = records.facts(), (workspace / "checkpoints.txt").exists()
    with pytest.raises(UnknownRecordError):
        records.make_objection(SubjectId("nobody"), None, at=NOON, recorded_by="officer")
    with pytest.raises(UnknownRecordError):
        records.lift_hold("nothing", recorded_by="officer")
    assert records.facts() == before
    assert records.ledger_entries() == ()
    assert (workspace / "checkpoints.txt").exists() == files


def test_what_is_written_together_is_signed_together(records: Records, anna: SubjectId, workspace: Path) -> None:
    given_ = [ConsentRecord(anna, f"consent-{number}", "given", NOON) for number in range(5)]
    records.record_consents(given_, recorded_by="officer")
    verdict = records.verify()
    assert isinstance(verdict, Verified)
    assert verdict.size == 5
    assert (workspace / "checkpoints.txt").read_text().count("— ") == 1


def test_writers_at_once_append_one_after_another(reopened: Callable[..., Records], anna: SubjectId) -> None:
    handles = [reopened() for _ in range(4)]

    def writes(records: Records) -> None:
        for number in range(5):
            records.make_objection(anna, f"activity-{number}", at=NOON, recorded_by="officer")

    threads = [threading.Thread(target=writes, args=(handle,)) for handle in handles]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    verdict = handles[0].verify()
    assert isinstance(verdict, Verified)
    assert verdict.size == 20
    assert handles[0].mark() == 21


def test_an_identifier_stands_in_clear_in_one_table_and_nowhere_else(
    records: Records, database: str, workspace: Path, clock: SetClock
) -> None:
    canary = Identifier("email", "canary@example.org")
    subject = records.ensure_subject([canary])
    fill_every_table(records, subject)
    engine = sqlalchemy.create_engine(database, poolclass=sqlalchemy.NullPool)
    found = set()
    with engine.connect() as connection:
        for table in metadata.sorted_tables:
            rows = connection.execute(select(table)).all()
            assert rows, f"the test leaves {table.name} empty"
            if "canary" in repr(rows).casefold():
                found.add(table.name)
    assert found == {"lofte_aliases"}
    assert "canary" not in (workspace / "checkpoints.txt").read_text()


def fill_every_table(records: Records, subject: SubjectId) -> None:
    records.record_consent(ConsentRecord(subject, "newsletter", "given", NOON, "v1"), recorded_by="officer")
    records.make_objection(subject, None, at=NOON, recorded_by="officer")
    records.restrict(subject, None, since=NOON, ground="accuracy", recorded_by="officer")
    records.place_hold("claim", ROW, owner="lawyer", review_on=date(2026, 9, 1), recorded_by="officer")
    records.tell_event("case.closed", ROW, happened_at=NOON, recorded_by="officer")
    release = ReleaseFact(ROW, "newsletter", date(2026, 3, 1), spent=False, subject=subject)
    records.release([release], request=None, recorded_by="officer")
    records.carry(
        [CarriedEvent("case.closed", ROW, "crm.cases", NOON)],
        [CarriedConsent(subject, "newsletter", "crm.forms", NOON, None)],
    )
    records.open_request("erasure", subject, received_at=NOON, due_on=date(2026, 4, 1), state="received")
    records.approve("p1", day=date(2026, 3, 1), counts={"1": 2}, expires_at=NOON, approved_by="officer")
    records.set_mode("newsletter", "approve", set_by="officer")
    records.publish(Freezing("1", "d", "{}", {("sv", "html"): "x"}, None, NOON.date(), None, 0), by="officer")
    started = records.start_run("p1", day=date(2026, 3, 1))
    records.journal(started, "1", 1, ['["canary@example.org"]'])
    records.note_sweep(started, {("newsletter", "crm.people"): 1})


def test_every_table_with_a_person_or_a_row_in_it_is_marked_as_personal() -> None:
    about_someone = {"subject", "value", "row_key", "sealed_keys", "answer", "decision", "payload"}
    found = {table.name for table in metadata.sorted_tables if about_someone & {column.name for column in table.c}}
    assert found == {table.name for table in PERSONAL_TABLES}


def test_values_are_grouped_so_that_each_is_named_once() -> None:
    groups = list(batched(range(12_001)))
    assert [len(group) for group in groups] == [5_000, 5_000, 2_001]
    assert [value for group in groups for value in group] == list(range(12_001))


def test_an_error_of_the_database_says_no_value(records: Records, anna: SubjectId, database: str) -> None:
    run(database, "drop table lofte_aliases")
    with pytest.raises(RecordsError) as told:
        records.ensure_subject([Identifier("email", "canary@example.org")])
    messages: list[str] = []
    error: BaseException | None = told.value
    while error is not None:
        messages.append(str(error))
        error = error.__cause__ or error.__context__
    assert len(messages) > 1
    assert not any("canary" in message for message in messages)
