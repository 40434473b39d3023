"""One person asks: everything held and why, and an erasure to what is left."""

import pytest

from journeys.choir import READERS, REHEARSALS, SINGERS, Choir

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
