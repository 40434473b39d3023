"""A version is published, read back by its number and by a day, refused where it may not be, and held to the ledger."""

from __future__ import annotations

import signal
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError

import pytest

from journeys.choir import Choir
from journeys.publishing import LONGER, SECOND, declared
from journeys.test_serve import page


@pytest.fixture
def published(choir: Choir) -> Choir:
    """The choir with two versions: the first in force since January, the second from next January."""
    assert choir.lofte("publish").code == 0
    declared(choir, LONGER, SECOND)
    assert choir.lofte("publish").code == 0
    return choir


@contextmanager
def served(choir: Choir) -> Iterator[str]:
    """The pages, served by the command."""
    running = choir.begin("serve", "--port", "0")
    assert running.stdout is not None
    try:
        yield running.stdout.readline().split("/ ")[0]
    finally:
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=60)


def altered(choir: Choir, statement: str) -> None:
    with sqlite3.connect(choir.workspace / "records.sqlite") as records:
        assert records.execute(statement).rowcount == 1
    records.close()


def test_the_first_version_is_in_force_from_the_day_that_it_says(choir: Choir) -> None:
    said = choir.lofte("publish")
    assert (said.code, said.err) == (0, "")
    assert "published: version 1, in force from 2026-01-01" in said.out
    assert "What has changed" not in said.out


def test_the_same_again_says_so_and_changes_nothing(published: Choir) -> None:
    before = published.lofte("versions", "--format", "json").json
    said = published.lofte("publish")
    assert said.code == 0
    assert "version 2 is published already, and nothing has changed since" in said.out
    assert published.lofte("versions", "--format", "json").json == before
    assert "2 published versions are as published" in published.lofte("verify").out


def test_a_comment_publishes_nothing(published: Choir) -> None:
    declared(published, ("activities:\n", "# what we do\nactivities:\n"))
    assert published.lofte("publish", "--format", "json").json["published"] is False


def test_what_changed_is_shown_and_kept_with_the_version(choir: Choir) -> None:
    choir.lofte("publish")
    declared(choir, LONGER, SECOND)
    said = choir.lofte("publish")
    assert "## Changes of substance" in said.out
    assert "the data are kept longer. Before: until the contract has ended, and three months after that." in said.out
    assert "Touches: singer." in said.out
    kept = choir.lofte("versions", "show", "2", "--form", "changes").json
    assert (kept["from"], kept["to"], kept["material"], kept["affects"]) == ("1", "2", True, ["singer"])
    assert [one["kind"] for one in kept["changes"]] == ["retention-lengthened", "version-changed"]
    assert choir.lofte("versions", "show", "1", "--form", "changes").out == "null\n"


def test_a_number_that_is_taken_is_refused_with_what_differs(choir: Choir) -> None:
    choir.lofte("publish")
    declared(choir, LONGER)
    said = choir.lofte("publish")
    assert said.code == 1
    assert "version `1` was published on" in said.err
    assert "the data are kept longer" in said.err
    assert "lofte diff 1" in said.err
    assert len(choir.lofte("versions", "--format", "json").json) == 1


def test_what_the_law_forbids_and_nobody_accepted_is_not_published(choir: Choir) -> None:
    declared(choir, ("    keep: {until: contract.ended, plus: 3 months}\n", "    keep: undecided\n"))
    said = choir.lofte("publish")
    assert said.code == 1
    assert "is not published: " in said.err
    assert "lofte check" in said.err
    assert choir.lofte("versions", "--format", "json").json == []


def test_what_somebody_accepted_is_published(choir: Choir) -> None:
    declared(choir, ("    keep: {until: contract.ended, plus: 3 months}\n", "    keep: unstated\n"))
    found = choir.lofte("check", "--format", "json").json["findings"]
    decision = "{because: settled soon, by: secretary, review: 2027-01-01}"
    errors = [one for one in found if one["severity"] == "error"]
    accepted = "\n".join(f"  {one['code']}:\n    {one['path']}: {decision}" for one in errors)
    path = choir.folder / "lofte.yaml"
    path.write_text(f"{path.read_text('utf8')}\naccepted:\n{accepted}\n", "utf8")
    said = choir.lofte("publish")
    assert said.code == 0, said.err


def test_a_policy_without_a_version_is_not_published(choir: Choir) -> None:
    declared(choir, ("version: 1, ", ""))
    said = choir.lofte("publish")
    assert said.code == 1
    assert "the policy has no version" in said.err


def test_a_declaration_that_does_not_compile_is_not_published(choir: Choir) -> None:
    declared(choir, ("basis: consent", "basis: content"))
    assert choir.lofte("publish").code == 3
    assert not (choir.workspace / "records.sqlite").exists()


def test_the_text_of_a_past_day_is_the_one_that_was_in_force(published: Choir) -> None:
    now, then = (published.lofte("versions", "show", "--on", day).out for day in ("2026-12-31", "2027-01-01"))
    assert "three months after that" in now
    assert "six months after that" in then
    assert published.lofte("versions", "show", "1").out == now
    page = published.lofte("versions", "show", "2", "--form", "html").out
    assert page.startswith('<!doctype html>\n<html lang="en">')
    assert "six months after that" in page


def test_what_was_rendered_is_what_is_frozen(choir: Choir, tmp_path: Path) -> None:
    rendered = choir.lofte("render", "--form", "markdown").out
    choir.lofte("publish")
    declared(choir, LONGER)
    assert choir.lofte("versions", "show", "1").out == rendered
    choir.lofte("versions", "show", "1", "--out", str(tmp_path / "one.md"))
    assert (tmp_path / "one.md").read_text("utf8") == rendered


def test_the_versions_are_listed_with_their_days(published: Choir) -> None:
    said = published.lofte("versions")
    assert said.code == 0
    assert "in force" in said.out
    assert "to come" in said.out
    told = published.lofte("versions", "--format", "json").json
    assert [(one["version"], one["since"], one["until"]) for one in told] == [
        ("1", "2026-01-01", "2027-01-01"),
        ("2", "2027-01-01", None),
    ]
    assert told[0]["published_by"] == "secretary"


def test_a_later_version_begins_no_earlier_than_it_is_published(choir: Choir) -> None:
    choir.lofte("publish")
    declared(choir, LONGER, ("version: 1, in-force: 2026-01-01", "version: 2, in-force: 2026-02-01"))
    said = choir.lofte("publish")
    assert "published: version 2, in force from 2026-11-22" in said.out
    assert "the declaration says 2026-02-01, which had been" in said.out
    assert "three months after that" in choir.lofte("versions", "show", "--on", "2026-03-01").out


def test_nothing_is_published_as_if_it_were_another_day(choir: Choir) -> None:
    choir.extra |= {"LOFTE_DEMO": "", "LOFTE_DAY": "2026-02-01"}
    said = choir.lofte("publish")
    assert said.code == 2
    assert "nothing is published as if it were 2026-02-01" in said.err
    assert choir.lofte("versions", "--format", "json").json == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["show"], "name a version or a day, and not both"),
        (["show", "1", "--on", "2026-12-01"], "name a version or a day, and not both"),
        (["show", "7"], "there is no version `7`"),
        (["show", "--on", "2025-12-31"], "no published version was in force on 2025-12-31"),
        (["show", "--on", "yesterday"], "`yesterday` is no day"),
        (["show", "1", "--language", "sv"], "was not published in `sv`"),
        (["--format", "json", "show", "1"], "options stand before `show`"),
    ],
)
def test_what_is_not_there_is_told(published: Choir, arguments: list[str], told: str) -> None:
    said = published.lofte("versions", *arguments)
    assert said.code == 2
    assert told in said.err


def test_to_look_makes_no_workspace(choir: Choir) -> None:
    assert "no version is published yet" in choir.lofte("versions").out
    assert choir.lofte("versions", "show", "1").code == 2
    assert choir.lofte("diff", "1").code == 2
    assert not choir.workspace.exists()


def test_a_frozen_text_that_was_changed_is_named(published: Choir) -> None:
    assert "2 published versions are as published" in published.lofte("verify").out
    assert published.lofte("verify", "--format", "json").json["versions"] == 2
    altered(published, "update lofte_version_texts set text = 'x' where number = 2 and form = 'html'")
    said = published.lofte("verify")
    assert said.code == 1
    assert "not verified: version 2: its text `en.html` is not the one that was published" in said.out
    told = published.lofte("verify", "--format", "json").json
    assert (told["verified"], told["first_bad_version"]) == (False, "2")


def test_a_version_whose_model_cannot_be_read_stops_no_later_one(choir: Choir) -> None:
    choir.lofte("publish")
    altered(choir, "update lofte_versions set model = '{}'")
    declared(choir, LONGER, SECOND)
    said = choir.lofte("publish")
    assert said.code == 0
    assert "what changed since version 1 cannot be told" in said.out
    assert choir.lofte("diff", "1").code == 4


def test_the_pages_show_the_version_in_force_and_the_archive(choir: Choir) -> None:
    choir.lofte("publish")
    declared(choir, LONGER, SECOND)
    choir.lofte("publish")
    with served(choir) as address:
        policy = page(f"{address}/en/privacy-policy")
        assert "three months after that" in policy
        assert "six months after that" not in policy
        assert 'href="/en/versions"' in policy
        archive = page(f"{address}/en/versions")
        assert 'data-version="1" data-state="in-force"' in archive
        assert 'data-version="2" data-state="to-come"' in archive
        coming = page(f"{address}/en/versions/2")
        assert "six months after that" in coming
        assert "the data are kept longer" in coming
        with pytest.raises(HTTPError):
            page(f"{address}/en/versions/3")
