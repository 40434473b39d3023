"""Status answers every promise once, by what is in the databases."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from journeys.choir import DAY, READERS, SINGERS, Choir, singer
from lofte.app import standing, sweeping
from lofte.app.declaring import declared_at
from lofte.promises import promises_of
from lofte.systems.sql.asking import SqlSystem
from lofte.systems.sql.database import SystemFailedError


def states(choir: Choir) -> dict[str, str]:
    told = choir.lofte("status", "--format", "json").json
    return {one["promise"]: one["state"] for one in told["promises"]}


def test_every_promise_is_answered_once(any_choir: Choir) -> None:
    told = any_choir.lofte("status", "--format", "json").json
    answered = [one["promise"] for one in told["promises"]]
    model = declared_at(any_choir.folder / "lofte.yaml").sound()
    assert sorted(answered) == sorted(promise.id for promise in promises_of(model))
    assert sum(told["counts"].values()) == len(answered)


def test_what_is_late_is_broken_and_after_the_sweep_it_is_kept(any_choir: Choir) -> None:
    said = any_choir.lofte("status")
    assert said.code == 1
    assert "broken" in said.out
    assert states(any_choir)["retention.membership"] == "broken"
    any_choir.trust("automatic")
    any_choir.lofte("sweep")
    assert any_choir.lofte("status").code == 0
    assert states(any_choir)["retention.membership"] == "kept"


def test_what_is_due_today_is_a_risk_with_its_day(choir: Choir) -> None:
    choir.trust("automatic")
    choir.lofte("sweep")
    choir.add(SINGERS, singer(9, DAY - timedelta(days=95)))
    told = choir.lofte("status", "--format", "json")
    assert told.code == 0
    (one,) = (each for each in told.json["promises"] if each["promise"] == "retention.membership")
    assert (one["state"], one["due_on"]) == ("at-risk", "2026-12-22")


def test_a_consent_that_no_record_proves_is_not_provable(choir: Choir) -> None:
    assert states(choir)["consent.newsletter"] == "not-provable"
    for number in (1, 2):
        choir.lofte("consent", "give", "newsletter", "-i", f"email:reader{number}@example.org", "--at", "2026-02-01")
    assert states(choir)["consent.newsletter"] == "kept"
    assert choir.ids(READERS) == [1, 2]


def test_a_silent_system_is_never_said_to_be_kept(choir: Choir) -> None:
    choir.urls = {**choir.urls, "POST_URL": "postgresql://127.0.0.1:1/post"}
    said = choir.lofte("status", "--format", "json")
    assert said.code == 4
    assert list(said.json["not_asked"]) == ["post"]
    assert {one["promise"]: one["state"] for one in said.json["promises"]}["retention.newsletter"] == "not-provable"


def test_a_late_answer_breaks_its_promise(choir: Choir) -> None:
    choir.lofte("inspect")
    there, choir.urls = choir.urls, {**choir.urls, "POST_URL": "postgresql://127.0.0.1:1/post"}
    choir.lofte("request", "access", "-i", "email:singer4@example.org")
    choir.urls, choir.extra = there, {"LOFTE_DAY": "2026-12-31"}
    assert states(choir)["request.access"] == "broken"


@pytest.mark.parametrize("command", ["status", "sweep"])
def test_a_system_that_fails_in_the_middle_of_counting_is_told(
    choir: Choir, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    def fails(system: SqlSystem, *_: object) -> None:
        raise SystemFailedError(system.bound.name, "it does not answer", help="see that it runs")

    monkeypatch.setattr(standing, "audits", fails)
    monkeypatch.setattr(sweeping, "due_of_step", fails)
    said = choir.lofte(command, "--format", "json")
    assert said.code == 4
    assert set(said.json["not_asked" if command == "status" else "failed"]) == {"post", "register"}


def test_a_table_that_is_not_as_declared_is_told_as_that(choir: Choir) -> None:
    with sa.create_engine(choir.urls["REGISTER_URL"], poolclass=sa.NullPool).begin() as connection:
        connection.exec_driver_sql("ALTER TABLE singers ADD COLUMN allergies TEXT")
    said = choir.lofte("status", "--format", "json")
    assert said.code == 3
    found = {one["promise"]: one for one in said.json["promises"]}
    assert found["retention.membership"]["state"] == "not-provable"
    assert "tables of system register are not as the declaration says" in found["retention.membership"]["evidence"]
    assert found["retention.newsletter"]["state"] == "kept", "the other system fits"
