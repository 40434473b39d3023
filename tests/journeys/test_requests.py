"""One person asks: everything held and why, and an erasure to what is left."""

from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa

from journeys.choir import READERS, REHEARSALS, SINGERS, Choir, choir_in
from journeys.killing import commits_of

ASKS = ("-i", "email:singer4@example.org")


@pytest.fixture
def asked(any_choir: Choir) -> Choir:
    """Singer 4 also reads the newsletter, and spells the address in another way there."""
    any_choir.add(READERS, {"id": 3, "email": "Singer4@Example.org"})
    any_choir.lofte("consent", "give", "newsletter", *ASKS, "--at", "2026-02-01")
    return any_choir


def test_the_time_to_answer_runs_from_the_day_on_which_the_request_came(choir: Choir) -> None:
    said = choir.lofte("request", "access", *ASKS, "--received", "2026-10-25", "--format", "json")
    assert said.json["due_on"] == "2026-11-25"


def test_an_access_answer_reads_every_row_with_its_reason(asked: Choir) -> None:
    said = asked.lofte("request", "access", *ASKS, "--format", "json")
    assert said.code == 0
    assert [(row["row"]["table"], row["row"]["key"]) for row in said.json["rows"]] == [
        ("readers", ["3"]), ("rehearsals", ["4"]), ("singers", ["4"]),
    ]  # fmt: skip
    assert all(row["needs"] for row in said.json["rows"])
    assert said.json["rows"][-1]["data"]["full_name"] == "Singer 4"
    assert "Singer 1" not in said.out


def test_the_letter_is_for_its_reader_alone(asked: Choir) -> None:
    path = asked.folder / "letter.md"
    said = asked.lofte("request", "access", *ASKS, "--out", str(path))
    assert said.code == 0
    assert path.stat().st_mode & 0o077 == 0
    letter = path.read_text("utf8")
    assert "Singer 4" in letter
    assert "We need the data to perform our contract" in letter
    assert "Singer 4" not in said.out


def test_an_erasure_lets_go_of_consent_and_answers_for_the_rest(asked: Choir) -> None:
    before = [row for row in asked.rows(SINGERS) if row["id"] != 4]
    said = asked.lofte("request", "erasure", *ASKS, "--format", "json")
    assert said.code == 0
    became = {row["row"]["table"]: row["became"] for row in said.json["rows"]}
    assert became == {"readers": "erased", "rehearsals": "kept", "singers": "kept"}
    assert said.json["released"] == ["newsletter"]
    assert asked.ids(READERS) == [1, 2]
    assert asked.ids(SINGERS) == asked.ids(REHEARSALS) == [1, 2, 3, 4]
    assert [row for row in asked.rows(SINGERS) if row["id"] != 4] == before
    kept = {row["row"]["table"]: [one["activity"] for one in row["because"]] for row in said.json["rows"]}
    assert kept["singers"] == ["membership", "voices"]


def test_what_a_person_decides_in_the_case_gives_way_too(asked: Choir) -> None:
    said = asked.lofte("request", "erasure", *ASKS, "--also", "voices", "--format", "json")
    assert said.code == 0
    assert next(row["voice"] for row in asked.rows(SINGERS) if row["id"] == 4) is None
    refused = asked.lofte("request", "erasure", *ASKS, "--also", "voice")
    assert (refused.code, "did you mean `voices`?" in refused.err) == (2, True)


@pytest.mark.parametrize(
    ("basis", "told"),
    [("{legal-obligation: se-bfl-7-2}", "legal-obligation"), ("{vital-interests: help when a singer faints}", "vital")],
)
def test_what_no_decision_can_release_is_not_decided(choir: Choir, basis: str, told: str) -> None:
    path = choir.folder / "lofte.yaml"
    before, voices = path.read_text("utf8").split("  voices:\n")
    path.write_text(f"{before}  voices:\n{voices.replace('basis: contract', f'basis: {basis}', 1)}", "utf8")
    said = choir.lofte("request", "erasure", *ASKS, "--also", "voices")
    assert said.code == 2, said.out + said.err
    assert f"`voices` cannot give way: it rests on {told}" in said.err
    assert choir.lofte("verify").out.startswith("verified: 0 entries")


def test_an_access_after_the_erasure_finds_only_what_the_answer_named(asked: Choir) -> None:
    answered = asked.lofte("request", "erasure", *ASKS, "--format", "json").json
    left = {(row["row"]["table"], *row["row"]["key"]) for row in answered["rows"] if row["became"] != "erased"}
    found = asked.lofte("request", "access", *ASKS, "--format", "json").json
    assert {(row["row"]["table"], *row["row"]["key"]) for row in found["rows"]} == left


def test_a_case_stays_open_while_a_system_is_silent_and_the_same_command_ends_it(asked: Choir) -> None:
    assert asked.lofte("inspect").code == 0
    there, asked.urls = asked.urls, {**asked.urls, "POST_URL": "postgresql://127.0.0.1:1/post"}
    said = asked.lofte("request", "erasure", *ASKS, "--format", "json")
    assert said.code == 4
    assert said.json["complete"] is False
    assert list(said.json["not_run"]) == ["post"]
    asked.urls = there
    again = asked.lofte("request", "erasure", *ASKS, "--format", "json")
    assert again.code == 0
    assert again.json["request"] == said.json["request"]
    assert asked.ids(READERS) == [1, 2]


def test_a_person_nobody_knows_gets_an_answer_too(choir: Choir) -> None:
    said = choir.lofte("request", "access", "-i", "email:nobody@example.org", "--language", "en")
    assert said.code == 0
    assert "We hold no data about you." in said.out


def test_nobody_is_told_that_nothing_is_held_when_a_system_was_not_asked(choir: Choir) -> None:
    choir.urls = {**choir.urls, "POST_URL": "postgresql://127.0.0.1:1/post"}
    for right in ("access", "erasure"):
        said = choir.lofte("request", right, "-i", "email:nobody@example.org", "--language", "en")
        assert "We hold no data about you." not in said.out
        assert "In the systems that we have searched there are no data about you." in said.out
    swept = choir.lofte("sweep")
    assert "nothing is due" not in swept.out or "nothing is due in what was asked" in swept.out


def test_why_something_is_there_is_told_with_the_line_and_without_a_value(asked: Choir) -> None:
    said = asked.lofte("explain", "person", "email:singer4@example.org")
    assert said.code == 0
    assert "register.singers: full_name, email, voice" in said.out
    assert "lofte.yaml:31:11]" in said.out
    assert "Singer 4" not in said.out
    told = asked.lofte("explain", "person", "email:singer4@example.org", "--format", "json").json
    assert told["rows"][-1]["data"]["full_name"] == "name"


def test_no_case_is_opened_for_who_only_explains(choir: Choir) -> None:
    choir.lofte("explain", "person", "email:singer4@example.org")
    assert choir.lofte("verify").out.startswith("verified: 0 entries")


def test_who_was_decided_for_before_a_system_fell_silent_is_decided_for_when_it_is_back(asked: Choir) -> None:
    assert asked.lofte("inspect").code == 0
    there, asked.urls = asked.urls, {**asked.urls, "REGISTER_URL": "postgresql://127.0.0.1:1/register"}
    assert asked.lofte("request", "erasure", *ASKS, "--also", "voices").code == 4
    asked.urls = there
    again = asked.lofte("request", "erasure", *ASKS, "--format", "json")
    assert again.code == 0
    assert again.json["released"] == ["newsletter", "voices"]
    assert next(row["voice"] for row in asked.rows(SINGERS) if row["id"] == 4) is None
    became = {row["row"]["table"]: row["became"] for row in again.json["rows"]}
    assert became["readers"] == "erased", "what was erased the first time is answered for too"


def test_who_is_erased_no_longer_agrees(asked: Choir) -> None:
    asked.lofte("request", "erasure", *ASKS, "--received", "2026-11-21T12:00")
    asked.add(READERS, {"id": 9, "email": "singer4@example.org"})  # by an import of an old file
    assert "newsletter" not in needs_of(asked)
    asked.lofte("consent", "give", "newsletter", *ASKS, "--at", "2026-11-22T00:00")
    assert needs_of(asked)["newsletter"] == "stands"


def needs_of(asked: Choir) -> dict[str, str]:
    """The needs of the person who asks that have not fallen."""
    rows = asked.lofte("explain", "person", ASKS[1], "--format", "json").json["rows"]
    return {need["activity"]: need["verdict"] for row in rows for need in row["needs"] if need["verdict"] != "fallen"}


def test_an_erasure_killed_at_any_commit_is_ended_and_answered_for_as_one_that_was_not(tmp_path: Path) -> None:
    def made(name: str) -> Choir:
        folder = tmp_path / name
        folder.mkdir()
        choir = choir_in(folder, f"sqlite:///{folder / 'register.db'}", f"sqlite:///{folder / 'post.db'}")
        choir.add(READERS, {"id": 3, "email": "Singer4@Example.org"})
        choir.lofte("consent", "give", "newsletter", *ASKS, "--at", "2026-02-01")
        return choir

    asks = ("request", "erasure", *ASKS, "--also", "voices", "--received", "2026-11-21", "--format", "json")
    whole = made("whole")
    commits = commits_of(partial(whole.lofte, *asks))
    assert commits is not None
    assert {"register.db", "post.db"} <= set(commits)
    rows = {table.name: whole.rows(table) for table in (SINGERS, REHEARSALS, READERS)}
    letter = made("told").lofte(*asks).json

    for number, database in enumerate(commits, 1):
        # Before one commit of ours is after the one before it.
        for after in (False, True) if database in ("register.db", "post.db") else (False,):
            choir = made(f"{number}-{after}")
            assert commits_of(partial(choir.lofte, *asks), number, after=after) is None
            said = choir.lofte(*asks)
            assert (said.code, said.json["rows"]) == (0, letter["rows"]), (number, after, commits)
            assert said.json["released"] == letter["released"]
            assert {table.name: choir.rows(table) for table in (SINGERS, REHEARSALS, READERS)} == rows
            assert choir.lofte("verify").code == 0


LETTERS = """\
  letters:
    is: manual
    owner: secretary
    due: 1 week
    places: [SE]
"""


def test_a_case_stays_open_until_somebody_says_that_it_is_done_where_nobody_reaches_from_here(asked: Choir) -> None:
    path = asked.folder / "lofte.yaml"
    path.write_text(path.read_text("utf8") + LETTERS, "utf8")
    said = asked.lofte("request", "erasure", *ASKS)
    assert said.code == 1, said.out + said.err
    assert "this version does not reach letters" in said.out
    assert "We are not done in these systems: letters" in said.out

    strange = asked.lofte("request", "erasure", *ASKS, "--asked", "post")
    assert (strange.code, "there is no system asked by hand `post`" in strange.err) == (2, True)

    done = asked.lofte("request", "erasure", *ASKS, "--asked", "letters", "--format", "json")
    assert (done.code, done.json["complete"], done.json["not_run"]) == (0, True, {})
    assert {row["row"]["table"]: row["became"] for row in done.json["rows"]}["readers"] == "erased"
    again = asked.lofte("request", "erasure", *ASKS, "--asked", "letters", "--format", "json")
    assert again.json["request"] == done.json["request"] + 1, "an answered case is not taken up again"


DUETS = """\
      duets:
        person: {email: [one, other]}
        about: reader
        for: [newsletter]
        columns: {one: email, other: email}
"""


def test_a_key_that_is_somebodys_address_is_shown_to_nobody(asked: Choir) -> None:
    path = asked.folder / "lofte.yaml"
    path.write_text(path.read_text("utf8") + DUETS, "utf8")
    with sa.create_engine(asked.urls["POST_URL"], poolclass=sa.NullPool).begin() as connection:
        connection.exec_driver_sql("CREATE TABLE duets (one TEXT, other TEXT, PRIMARY KEY (one, other))")
        connection.exec_driver_sql("INSERT INTO duets VALUES ('singer4@example.org', 'someone.else@example.org')")
    for command in (("explain", "person", ASKS[1]), ("request", "access", *ASKS), ("request", "erasure", *ASKS)):
        said = asked.lofte(*command, "--format", "json")
        assert said.code == 0, said.err
        assert [one["row"]["key"] for one in said.json["rows"] if one["row"]["table"] == "duets"] == [None]
        assert "someone.else" not in said.out
