"""A sweep goes as far as each rule is trusted, and no further."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from journeys.choir import DAY, READERS, REHEARSALS, SINGERS, Choir, singers
from lofte.app.opening import workplace
from lofte.app.setting import setting_of
from lofte.app.sweeping import planned, trusted
from lofte.facts import normal
from lofte.records import ConsentRecord, Records

GONE_AT = datetime(2026, 1, 2, tzinfo=UTC)


def test_a_rule_is_only_observed_until_somebody_trusts_it(any_choir: Choir) -> None:
    said = any_choir.lofte("sweep")
    assert said.code == 0
    assert "register.singers:delete: 2 due; its rule is only observed" in said.out
    assert any_choir.ids(SINGERS) == [1, 2, 3, 4]


def test_an_automatic_rule_takes_what_is_due_and_nothing_else(any_choir: Choir) -> None:
    any_choir.trust("automatic")
    said = any_choir.lofte("sweep", "--format", "json")
    assert said.code == 0
    assert {step["step"]: step["rows"] for step in said.json["steps"] if step["rows"]} == {
        "register.rehearsals:delete": 2,
        "register.singers:delete": 2,
    }
    assert any_choir.ids(SINGERS) == any_choir.ids(REHEARSALS) == [3, 4]
    assert any_choir.ids(READERS) == [1, 2]


def test_the_same_sweep_again_does_nothing(any_choir: Choir) -> None:
    any_choir.trust("automatic")
    any_choir.lofte("sweep")
    again = any_choir.lofte("sweep", "--explain", "--format", "json")
    assert sum(step["rows"] for step in again.json["steps"]) == 0


@pytest.mark.parametrize("other", [("--approve",), ("--mode", "automatic", "all")])
def test_who_only_asks_to_be_told_neither_approves_nor_trusts(choir: Choir, other: tuple[str, ...]) -> None:
    choir.trust("approve")
    assert choir.lofte("sweep", "--explain", *other).code == 2
    assert "it waits for an approval" in choir.lofte("sweep").out
    assert choir.ids(SINGERS) == [1, 2, 3, 4]


def test_a_program_is_told_how_far_each_rule_is_trusted(choir: Choir) -> None:
    said = choir.lofte("sweep", "--mode", "approve", "register.singers", "post.readers", "--format", "json")
    assert said.json == {"modes": {"register.singers": "approve", "post.readers": "approve"}}


def test_an_approved_plan_runs_and_an_unapproved_one_waits(any_choir: Choir) -> None:
    any_choir.trust("approve")
    waiting = any_choir.lofte("sweep")
    assert "it waits for an approval" in waiting.out
    assert any_choir.ids(SINGERS) == [1, 2, 3, 4]
    approved = any_choir.lofte("sweep", "--approve")
    assert "approved until" in approved.out
    assert any_choir.lofte("sweep").code == 0
    assert any_choir.ids(SINGERS) == [3, 4]


def test_an_approval_is_refused_when_more_is_due_than_was_seen(any_choir: Choir) -> None:
    any_choir.trust("approve")
    any_choir.lofte("sweep", "--approve")
    any_choir.add(SINGERS, *singers([5]))
    said = any_choir.lofte("sweep")
    assert said.code == 1
    assert "more is due than was approved in `register.singers:delete`" in said.err
    assert any_choir.ids(SINGERS) == [1, 2, 3, 4, 5]


def test_a_run_may_do_fewer_than_was_approved(any_choir: Choir) -> None:
    any_choir.trust("approve")
    any_choir.lofte("sweep", "--approve")
    assert any_choir.lofte("hold", "place", "claim", "--row", "register.singers:1").code == 0
    assert any_choir.lofte("sweep").code == 0
    assert any_choir.ids(SINGERS) == [1, 3, 4]


def test_an_approval_is_for_one_day_and_one_declaration(choir: Choir) -> None:
    choir.trust("approve")
    choir.lofte("sweep", "--approve")
    choir.extra = {"LOFTE_DAY": "2026-11-23"}
    assert "it waits for an approval" in choir.lofte("sweep").out
    choir.extra = {}
    path = choir.folder / "lofte.yaml"
    path.write_text(path.read_text().replace("plus: 3 months", "plus: 2 months"), "utf8")
    assert "it waits for an approval" in choir.lofte("sweep").out
    assert choir.ids(SINGERS) == [1, 2, 3, 4]


def test_a_comment_in_the_declaration_takes_no_approval_away(choir: Choir) -> None:
    choir.trust("approve")
    choir.lofte("sweep", "--approve")
    path = choir.folder / "lofte.yaml"
    path.write_text(f"# looked through\n{path.read_text()}", "utf8")
    assert choir.lofte("sweep").code == 0
    assert choir.ids(SINGERS) == [3, 4]


def test_a_table_does_not_go_before_what_hangs_on_it(any_choir: Choir) -> None:
    any_choir.trust("automatic", "register.singers")
    said = any_choir.lofte("sweep")
    assert said.code == 0
    assert "rows of `register.rehearsals` hang on it, and that rule is not trusted as far" in said.out
    assert any_choir.ids(SINGERS) == [1, 2, 3, 4]


def test_who_withdrew_goes_and_who_never_was_asked_stays(any_choir: Choir) -> None:
    any_choir.trust("automatic")
    any_choir.lofte("consent", "withdraw", "newsletter", "-i", "email:READER1@example.org", "--at", "2026-11-20")
    any_choir.lofte("sweep")
    assert any_choir.ids(READERS) == [2]


def test_a_rule_that_is_none_is_not_trusted(choir: Choir) -> None:
    said = choir.lofte("sweep", "--mode", "automatic", "register.singer")
    assert said.code == 2
    assert "did you mean `register.singers`?" in said.err
    assert choir.lofte("sweep", "--mode", "automatic").code == 2
    assert choir.lofte("sweep", "register.singers").code == 2


def test_what_was_explained_is_what_ran(choir: Choir) -> None:
    choir.trust("automatic")
    explained = choir.lofte("explain", "plan", "--format", "json").json
    ran = choir.lofte("sweep", "--format", "json").json
    assert ran["plan"] == ran["ran"] == explained["digest"]


def test_a_crowd_of_consents_travels_nowhere(choir: Choir) -> None:
    with Records.open(None, choir.workspace) as records:
        people = records.ensure_subjects([(normal("email", f"reader{n}@example.org"),) for n in range(1, 300)])
        given = [ConsentRecord(one, "newsletter", "given", GONE_AT) for one in people]
        records.record_consents(given, recorded_by="import")
    choir.add(READERS, *({"id": n, "email": f"reader{n}@example.org"} for n in range(3, 300)))
    choir.trust("automatic")
    assert choir.lofte("sweep").code == 0
    assert len(choir.ids(READERS)) == 299


@pytest.mark.parametrize("mode", ["observe", "approve", "automatic"])
def test_a_mode_is_kept_and_told(choir: Choir, mode: str) -> None:
    choir.trust(mode, "register.singers")
    assert choir.lofte("sweep", "--explain", "--format", "json").json["steps"][-1]["mode"] in ("observe", mode)
    assert choir.lofte("status", "--format", "json").json["modes"] == {"register.singers": mode}


def test_no_release_is_called_carried_out_where_nothing_ran(choir: Choir) -> None:
    choir.trust("automatic", "register.rehearsals")
    with workplace(setting_of(choir.environment), DAY) as place:
        whole = planned(place)
        part = trusted(place, whole).automatic
    assert {one.table for one in whole.spends} >= {"readers", "rehearsals"}
    assert {one.table for one in part.spends} == {step.table for step in part.steps} == {"rehearsals"}


def test_a_row_with_words_where_a_day_should_be_is_kept_and_told(choir: Choir) -> None:
    choir.trust("automatic")
    with sa.create_engine(choir.urls["REGISTER_URL"], poolclass=sa.NullPool).begin() as connection:
        connection.exec_driver_sql("UPDATE singers SET left_on = 'last spring' WHERE id = 1")
    assert choir.lofte("sweep").code == 0
    with sa.create_engine(choir.urls["REGISTER_URL"], poolclass=sa.NullPool).begin() as connection:
        assert connection.exec_driver_sql("SELECT id FROM singers").scalars().all() == [1, 3, 4]
    promises = {one["promise"]: one for one in choir.lofte("status", "--format", "json").json["promises"]}
    told = promises["retention.membership"]
    assert told["state"] == "not-provable"
    assert "a value that cannot be interpreted" in told["evidence"]


@pytest.mark.parametrize("day", ["2100-01-01", "2020-01-01"])
def test_nothing_real_is_done_as_if_it_were_another_day(choir: Choir, day: str) -> None:
    choir.trust("automatic")
    choir.extra = {"LOFTE_DEMO": "", "LOFTE_DAY": ""}
    before = choir.rows(SINGERS), choir.rows(READERS)
    for command in (("sweep",), ("request", "erasure", "-i", "email:singer1@example.org")):
        said = choir.lofte(*command, "--day", day)
        assert (said.code, "nothing is changed as if it were" in said.err) == (2, True)
    assert (choir.rows(SINGERS), choir.rows(READERS)) == before
    assert choir.lofte("sweep", "--explain", "--day", day).code == 0
    assert choir.lofte("sweep").code == 0  # today, whatever day the machine has


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "3000-01-01", "9999-12-31"])
def test_a_day_that_nobody_can_mean_is_refused_before_it_is_recorded(choir: Choir, day: str) -> None:
    person = ("-i", "email:singer1@example.org")
    for command in (
        ("status", "--day", day),
        ("explain", "plan", "--day", day),
        ("consent", "withdraw", "newsletter", *person, "--at", day),
        ("event", "tell", "placed", *person, "--at", day),
    ):
        said = choir.lofte(*command)
        assert (said.code, "nobody can mean the year" in said.err) == (2, True), (command, said)
