"""One system fails: the others go on, it is said why, and the same command later does the rest."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from journeys.choir import READERS, REHEARSALS, SINGERS, Choir


def seen_and_then_down(choir: Choir) -> str:
    """Everything was seen once; then the readers' database does not answer."""
    assert choir.lofte("inspect").code == 0
    there = choir.urls["POST_URL"]
    choir.urls = {**choir.urls, "POST_URL": "postgresql://nobody:hemligt@127.0.0.1:1/post"}
    return there


def test_inspect_shows_every_table_and_how_it_is_bound(any_choir: Choir) -> None:
    said = any_choir.lofte("inspect")
    assert said.code == 0
    for word in ("system `register`", "singers", "membership, voices", "full_name, email, voice", "system `post`"):
        assert word in said.out
    assert set(any_choir.lofte("inspect", "--format", "json").json["systems"]) == {"register", "post"}


def test_one_system_is_inspected_alone_and_a_misspelled_one_is_asked_about(choir: Choir) -> None:
    assert "register" not in choir.lofte("inspect", "post").out
    said = choir.lofte("inspect", "registr")
    assert (said.code, "did you mean `register`?" in said.err) == (2, True)


def test_a_column_that_nobody_decided_stops_everything_before_a_row_is_touched(choir: Choir) -> None:
    choir.trust("automatic")
    with sa.create_engine(choir.urls["REGISTER_URL"]).begin() as connection:
        connection.exec_driver_sql("ALTER TABLE singers ADD COLUMN allergies TEXT")
        connection.exec_driver_sql("CREATE TABLE secrets (id INTEGER PRIMARY KEY, what TEXT)")
    said = choir.lofte("inspect")
    assert said.code == 3
    assert "lofte.yaml:72:7: error[column-undecided]: nobody has decided column `allergies`" in said.out
    assert "table-undecided" in said.out
    swept = choir.lofte("sweep")
    assert swept.code == 3
    assert "nobody has decided column `allergies`" in swept.err
    assert choir.ids(SINGERS) == [1, 2, 3, 4]
    assert choir.ids(READERS) == [1, 2]


def test_a_system_that_is_down_stops_only_itself(any_choir: Choir) -> None:
    any_choir.trust("automatic")
    any_choir.lofte("consent", "withdraw", "newsletter", "-i", "email:reader1@example.org", "--at", "2026-11-20")
    there = seen_and_then_down(any_choir)
    said = any_choir.lofte("sweep")
    assert said.code == 4
    assert "not run in `post`, because it does not answer" in said.out
    assert "run the same command" in said.out
    assert any_choir.ids(SINGERS) == any_choir.ids(REHEARSALS) == [3, 4]
    any_choir.urls = {**any_choir.urls, "POST_URL": there}
    assert any_choir.ids(READERS) == [1, 2]
    assert any_choir.lofte("sweep").code == 0
    assert any_choir.ids(READERS) == [2]


def test_a_plan_is_the_same_plan_while_a_system_is_down(choir: Choir) -> None:
    before = choir.lofte("explain", "plan", "--format", "json")
    seen_and_then_down(choir)
    down = choir.lofte("explain", "plan", "--format", "json")
    assert (before.code, down.code) == (0, 4)
    assert down.json["digest"] == before.json["digest"]


def test_an_approved_sweep_does_the_rest_when_the_system_is_back(choir: Choir) -> None:
    choir.trust("approve")
    choir.lofte("sweep", "--approve")
    there = seen_and_then_down(choir)
    assert choir.lofte("sweep").code == 4
    assert choir.ids(SINGERS) == [3, 4]
    choir.urls = {**choir.urls, "POST_URL": there}
    assert choir.lofte("sweep").code == 0


def test_nothing_is_approved_while_a_system_is_down(choir: Choir) -> None:
    choir.trust("approve")
    seen_and_then_down(choir)
    said = choir.lofte("sweep", "--approve")
    assert said.code == 4
    assert "nothing is approved" in said.out


def test_a_system_that_was_never_seen_is_told_too(choir: Choir) -> None:
    choir.urls = {**choir.urls, "POST_URL": "sqlite:////nowhere/post.db"}
    choir.trust("automatic")
    said = choir.lofte("sweep")
    assert said.code == 4
    assert "not run in `post`" in said.out
    assert choir.ids(SINGERS) == [3, 4]


def test_an_address_that_cannot_be_read_is_no_fault_of_ours(choir: Choir) -> None:
    for url in ("not a url", "oracle://x/y", "mysql://x/y"):
        choir.urls = {**choir.urls, "POST_URL": url}
        assert choir.lofte("inspect").code == 4


@pytest.mark.postgres
def test_a_locked_table_leaves_nothing_half_done(choir_on_postgres: Choir) -> None:
    choir = choir_on_postgres
    choir.trust("automatic")
    choir.lofte("consent", "withdraw", "newsletter", "-i", "email:reader1@example.org", "--at", "2026-11-20")
    url = sa.make_url(choir.urls["REGISTER_URL"]).set(drivername="postgresql+psycopg")
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql("LOCK TABLE singers IN ROW EXCLUSIVE MODE")
        connection.exec_driver_sql("SELECT * FROM singers FOR UPDATE")
        said = choir.lofte("sweep")
        assert said.code == 4
        assert "table `singers` is locked by somebody else" in said.out
        connection.rollback()
    assert choir.ids(SINGERS) == [1, 2, 3, 4]
    assert choir.ids(READERS) == [2]
    assert choir.lofte("sweep").code == 0
    assert choir.ids(SINGERS) == [3, 4]


def test_what_was_seen_of_a_database_holds_no_row(choir: Choir) -> None:
    choir.lofte("inspect")
    for path in Path(choir.workspace / "catalogs").iterdir():
        assert "example.org" not in path.read_text("utf8")


def test_nothing_goes_on_a_no_while_the_system_that_may_hold_a_later_yes_is_silent(any_choir: Choir) -> None:
    choir = any_choir
    rests_on_what_readers_say(choir)
    for number in (1, 2):
        choir.lofte(
            "consent", "withdraw", "newsletter", "-i", f"email:singer{number}@example.org", "--at", "2026-10-01"
        )
    there = seen_and_then_down(choir)

    said = choir.lofte("sweep")
    assert said.code == 4
    assert "it rests on what `post` says of consent `newsletter`, and that one does not answer" in said.out
    assert choir.ids(SINGERS) == [1, 2, 3, 4]

    choir.urls = {**choir.urls, "POST_URL": there}
    assert choir.lofte("sweep").code == 0
    assert choir.ids(SINGERS) == [1, 3, 4]


def test_no_row_goes_that_says_no_for_a_system_that_is_silent(choir: Choir) -> None:
    rests_on_what_readers_say(choir)
    choir.lofte("consent", "withdraw", "newsletter", "-i", "email:singer1@example.org", "--at", "2026-11-20")
    assert choir.lofte("inspect").code == 0
    there = choir.urls["REGISTER_URL"]
    choir.urls = {**choir.urls, "REGISTER_URL": "postgresql://nobody:hemligt@127.0.0.1:1/register"}

    said = choir.lofte("sweep")
    assert said.code == 4
    assert "`register` rests on what it says of consent `newsletter`, and that one does not answer" in said.out
    assert choir.ids(READERS) == [1, 2, 3]

    choir.urls = {**choir.urls, "REGISTER_URL": there}
    assert choir.lofte("sweep").code == 0
    assert choir.ids(READERS) == []
    assert choir.ids(SINGERS) == [2, 3, 4]


def test_an_erasure_waits_too_for_the_system_that_may_hold_a_later_yes(choir: Choir) -> None:
    rests_on_what_readers_say(choir)
    choir.lofte("consent", "withdraw", "newsletter", "-i", "email:singer1@example.org", "--at", "2026-10-01")
    there = seen_and_then_down(choir)
    asked = ("request", "erasure", "-i", "email:singer1@example.org")

    said = choir.lofte(*asked)
    assert said.code == 4, said.out + said.err
    assert "it rests on what `post` says of consent `newsletter`" in said.out
    assert choir.ids(SINGERS) == [1, 2, 3, 4]

    choir.urls = {**choir.urls, "POST_URL": there}
    assert choir.lofte(*asked).code == 0


def test_a_row_in_two_peoples_names_stops_the_sweep_of_its_system_and_is_told(any_choir: Choir) -> None:
    choir = any_choir
    path = choir.folder / "lofte.yaml"
    text = path.read_text("utf8").replace(
        "{email: email}\n        about: singer", "{email: email, account-id: account}\n        about: singer"
    )
    text = text.replace("data: [name, email, ", "data: [name, email, account-id, ")
    path.write_text(text.replace("voice: occupation\n", "voice: occupation\n          account: account-id\n"), "utf8")
    url = choir.urls["REGISTER_URL"].replace("postgresql://", "postgresql+psycopg://")
    with sa.create_engine(url, poolclass=sa.NullPool).begin() as connection:
        connection.exec_driver_sql("ALTER TABLE singers ADD COLUMN account TEXT")
        connection.exec_driver_sql("UPDATE singers SET account = 'konto-2' WHERE id = 1")
    for person in ("email:singer1@example.org", "account-id:konto-2"):
        assert choir.lofte("consent", "give", "newsletter", "-i", person, "--at", "2026-02-01").code == 0
    choir.trust("automatic")

    said = choir.lofte("sweep")
    assert said.code == 4
    told = "1 row bears the identifiers of two people, in `account` and `email` of table `singers`"
    assert told in " ".join(said.out.split())
    assert told in " ".join(choir.lofte("sweep", "--explain").out.split())
    assert choir.ids(SINGERS) == [1, 2, 3, 4]

    with sa.create_engine(url, poolclass=sa.NullPool).begin() as connection:
        connection.exec_driver_sql("UPDATE singers SET account = NULL WHERE id = 1")
    assert choir.lofte("sweep").code == 0
    assert choir.ids(SINGERS) == [3, 4]


def test_where_the_letter_cannot_be_written_nothing_is_erased(choir: Choir, tmp_path: Path) -> None:
    for place in (tmp_path / "nowhere" / "letter.md", tmp_path):
        said = choir.lofte("request", "erasure", "-i", "email:singer1@example.org", "--out", str(place))
        assert said.code == 2
        assert str(place.name) in said.err or str(place.parent) in said.err
    assert not choir.workspace.exists()
    assert choir.lofte("status", "--format", "json").json


def rests_on_what_readers_say(choir: Choir) -> None:
    """Singers get the newsletter too, and only the readers' table says who gave consent: the first singer, lately."""
    path = choir.folder / "lofte.yaml"
    text = path.read_text("utf8").replace("about: [reader]\n    purpose", "about: [reader, singer]\n    purpose")
    text = text.replace("for: [membership, voices]", "for: [membership, voices, newsletter]")
    path.write_text(text + "        events: {newsletter.given: said_yes}\n", "utf8")
    with sa.create_engine(choir.urls["POST_URL"], poolclass=sa.NullPool).begin() as connection:
        connection.exec_driver_sql("ALTER TABLE readers ADD COLUMN said_yes DATE")
        connection.exec_driver_sql(
            "INSERT INTO readers (id, email, said_yes) VALUES (3, 'singer1@example.org', '2026-11-01')"
        )
    choir.trust("automatic")
