"""What people say and decide is in force when the command has ended, under names that the declaration has."""

import pytest

from journeys.choir import READERS, SINGERS, Choir
from lofte.app.naming import UnknownNameError, known_name

READER = ("-i", "email:reader1@example.org")


@pytest.fixture
def automatic(choir: Choir) -> Choir:
    choir.trust("automatic")
    return choir


def shown(choir: Choir, kind: str, *more: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = choir.lofte(kind, "list", "--format", "json", *more).json
    return found


def test_a_withdrawal_takes_the_row_at_the_next_sweep_and_a_new_consent_keeps_it(automatic: Choir) -> None:
    automatic.lofte("consent", "give", "newsletter", *READER, "--at", "2026-01-05")
    automatic.lofte("consent", "withdraw", "newsletter", *READER, "--at", "2026-11-01")
    automatic.lofte("consent", "give", "newsletter", *READER, "--at", "2026-11-02")
    automatic.lofte("sweep")
    assert automatic.ids(READERS) == [1, 2]
    automatic.lofte("consent", "withdraw", "newsletter", *READER, "--at", "2026-11-03T09:00")
    automatic.lofte("sweep")
    assert automatic.ids(READERS) == [2]
    assert [one["state"] for one in shown(automatic, "consent")] == ["given", "withdrawn", "given", "withdrawn"]


def test_nothing_is_recorded_that_has_not_been(automatic: Choir) -> None:
    said = automatic.lofte("consent", "withdraw", "newsletter", *READER, "--at", "2999-01-01")
    assert said.code != 0
    assert "`2999-01-01` has not been yet" in said.out + said.err
    assert shown(automatic, "consent") == []


def test_an_objection_to_marketing_counts_before_it_is_decided(automatic: Choir) -> None:
    automatic.lofte("consent", "give", "newsletter", *READER, "--at", "2026-01-05")
    assert automatic.lofte("objection", "make", *READER, "--activity", "direct-marketing").code == 0
    automatic.lofte("sweep")
    assert automatic.ids(READERS) == [2]


def test_a_rejected_objection_counts_no_more(automatic: Choir) -> None:
    automatic.lofte("consent", "give", "newsletter", *READER, "--at", "2026-01-05")
    automatic.lofte("objection", "make", *READER)
    (made,) = shown(automatic, "objection")
    assert automatic.lofte("objection", "decide", str(made["id"])[:8], "rejected").code == 0
    automatic.lofte("sweep")
    assert automatic.ids(READERS) == [1, 2]
    assert shown(automatic, "objection") == []
    assert [one["state"] for one in shown(automatic, "objection", "--all")] == ["rejected"]


def test_a_hold_keeps_a_row_or_a_person_until_it_is_lifted(automatic: Choir) -> None:
    assert automatic.lofte("hold", "place", "claim", "--row", "register.singers:1").code == 0
    assert automatic.lofte("hold", "place", "claim", "-i", "email:singer2@example.org").code == 0
    automatic.lofte("sweep")
    assert automatic.ids(SINGERS) == [1, 2, 3, 4]
    of_row, of_person = shown(automatic, "hold")
    assert (of_row["owner"], of_row["review"], of_row["row"]) == ("secretary", "2027-05-22", "register.singers:1")
    for held in (of_row, of_person):
        assert automatic.lofte("hold", "lift", str(held["id"])).code == 0
    automatic.lofte("sweep")
    assert automatic.ids(SINGERS) == [3, 4]


def test_a_hold_needs_a_declared_reason_and_an_owner_who_is_a_role(automatic: Choir) -> None:
    row = ("--row", "register.singers:1")
    assert "did you mean `claim`?" in automatic.lofte("hold", "place", "clam", *row).err
    said = automatic.lofte("hold", "place", "claim", *row, "--owner", "secretry")
    assert (said.code, "did you mean `secretary`?" in said.err) == (2, True)
    assert shown(automatic, "hold") == []
    assert automatic.lofte("hold", "place", "claim", *row, "--review", "2027-01-01").code == 0
    assert shown(automatic, "hold")[0]["review"] == "2027-01-01"


@pytest.mark.parametrize("key", ["17", "01", "1 ", "1,1", "reader1@example.org", "9" * 40])
@pytest.mark.parametrize("act", [("hold", "place", "claim"), ("event", "tell", "placed")])
def test_nothing_is_recorded_of_a_row_that_is_not_there(any_choir: Choir, act: tuple[str, ...], key: str) -> None:
    said = any_choir.lofte(*act, "--row", f"register.singers:{key}")
    assert said.code == 2, said.out
    assert "`register.singers`" in said.err
    assert "help: " in said.err
    assert f"`{key}`" not in said.err
    assert "example.org" not in said.err
    assert shown(any_choir, act[0]) == []


@pytest.mark.parametrize("seen_before", [True, False])
def test_a_hold_on_a_row_of_a_silent_system_is_in_force_and_it_is_told_that_nobody_saw_the_row(
    choir: Choir, seen_before: bool
) -> None:
    if seen_before:
        assert choir.lofte("inspect").code == 0
    choir.urls = {**choir.urls, "REGISTER_URL": "postgresql://127.0.0.1:1/register"}
    said = choir.lofte("hold", "place", "claim", "--row", "register.singers:1")
    assert said.code == 0
    assert "nobody has seen whether the row is there, because system `register`" in said.out
    assert [one["row"] for one in shown(choir, "hold")] == ["register.singers:1"]


def test_a_hold_is_not_to_be_looked_at_again_on_a_day_that_has_been(choir: Choir) -> None:
    row = ("--row", "register.singers:1")
    said = choir.lofte("hold", "place", "claim", *row, "--review", "2026-11-21")
    assert (said.code, "2026-11-21 has been" in said.err) == (2, True)
    person = ("-i", "email:singer1@example.org")
    assert choir.lofte("hold", "place", "claim", *person, "--review", "2026-11-21").code == 2
    assert choir.lofte("hold", "list", *person).code == 2, "who was named in what was refused is not known"
    assert choir.lofte("hold", "place", "claim", *row, "--review", "2026-11-22").code == 0


SHARED = "data:\n  email: {not-a-person: [Info@Example.org]}\n\n"


@pytest.mark.parametrize("event", ["give", "withdraw"])
@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("bertil", "is no e-mail address"),
        ("@bertil.example", "is no e-mail address"),
        ("bertil@example.org\nX: y", "has a line break"),
        (f"{'bertil' * 60}@example.org", "is longer than 320 characters"),
        ("info@example.org", "is declared to be nobody's"),
    ],
)
def test_who_can_be_nobody_agrees_to_nothing(choir: Choir, event: str, value: str, why: str) -> None:
    path = choir.folder / "lofte.yaml"
    path.write_text(path.read_text("utf8").replace("activities:\n", f"{SHARED}activities:\n", 1), "utf8")
    said = choir.lofte("consent", event, "newsletter", "-i", f"email:{value}")
    assert said.code == 2, said.err
    assert why in said.err
    assert "bertil" not in said.err
    assert "info@" not in said.err
    assert choir.lofte("verify").out.startswith("verified: 0 entries")


def test_a_restriction_keeps_what_would_go(automatic: Choir) -> None:
    person = ("-i", "email:singer1@example.org")
    assert automatic.lofte("restriction", "set", "--ground", "needed-for-claims", *person).code == 0
    automatic.lofte("sweep")
    assert automatic.ids(SINGERS) == [1, 3, 4]
    (found,) = shown(automatic, "restriction")
    assert automatic.lofte("restriction", "lift", str(found["id"])).code == 0
    automatic.lofte("sweep")
    assert automatic.ids(SINGERS) == [3, 4]


def test_a_told_event_ends_a_need_and_undone_it_does_not(automatic: Choir) -> None:
    automatic.lofte("event", "tell", "placed", "--row", "register.singers:4", "--at", "2026-11-01")
    automatic.lofte("event", "tell", "placed", "--row", "register.singers:3", "--at", "2026-11-01")
    undone = next(one for one in shown(automatic, "event") if one["row"] == "register.singers:3")
    assert automatic.lofte("event", "undo", str(undone["id"])).code == 0
    automatic.lofte("sweep")
    assert {row["id"]: row["voice"] for row in automatic.rows(SINGERS)} == {3: "alto", 4: None}


@pytest.mark.parametrize(
    ("arguments", "help_text"),
    [
        (("consent", "give", "newsletr", *READER), "did you mean `newsletter`?"),
        (("objection", "make", "--activity", "direct-marketin", *READER), "did you mean `direct-marketing`?"),
        (("event", "tell", "plased", "--row", "register.singers:1"), "did you mean `placed`?"),
        (("event", "tell", "placed", "--row", "register.singer:1"), "did you mean `singers`?"),
        (("event", "tell", "placed", "--row", "register.singers"), "system.table:key"),
        (("consent", "give", "newsletter", "-i", "emial:a@example.org"), "did you mean `email`?"),
        (("consent", "give", "newsletter", "-i", "bertil"), "kind:value"),
        (("consent", "give", "newsletter"), "say who it is"),
        (("event", "tell", "placed"), "--row"),
        (("restriction", "set", "--ground", "unlawfull", *READER), "did you mean `unlawful`?"),
        (("hold", "lift", "ffff"), "`list` shows the ids"),
    ],
)
def test_a_misspelled_name_records_nothing_and_is_asked_about(
    choir: Choir, arguments: tuple[str, ...], help_text: str
) -> None:
    said = choir.lofte(*arguments)
    assert said.code == 2
    assert help_text in said.err
    assert "bertil" not in said.err
    assert choir.lofte("verify").out.startswith("verified: 0 entries")


def test_of_many_names_it_is_told_that_they_stand_in_the_declaration() -> None:
    with pytest.raises(UnknownNameError) as told:
        known_name("xyzzy", [f"activity-{number}" for number in range(20)], "activity")
    assert told.value.help == "the declaration lists the known ones"


def test_two_people_with_one_identifier_are_never_made_one(choir: Choir) -> None:
    choir.lofte("consent", "give", "newsletter", "-i", "email:a@example.org")
    choir.lofte("consent", "give", "newsletter", "-i", "email:b@example.org")
    said = choir.lofte("consent", "withdraw", "newsletter", "-i", "email:a@example.org", "-i", "email:b@example.org")
    assert said.code == 4
    assert "belong to two people" in said.err
    assert "@example.org" not in said.err


def test_records_are_listed_of_one_person(choir: Choir) -> None:
    choir.lofte("consent", "give", "newsletter", "-i", "email:a@example.org")
    choir.lofte("consent", "give", "newsletter", "-i", "email:b@example.org")
    assert len(shown(choir, "consent", "-i", "email:A@example.org")) == 1
    assert choir.lofte("consent", "list", "-i", "email:nobody@example.org").code == 2
    assert "no event is recorded" in choir.lofte("event", "list").out
