"""`lofte check` and `lofte render`, as a person would."""

from pathlib import Path

import pytest

from journeys.choir import Choir

EXAMPLE = Path(__file__).parents[2] / "examples" / "mittliv"


def test_the_published_page_has_findings_and_the_decisions_answer_them(choir: Choir) -> None:
    published = choir.lofte("check", str(EXAMPLE / "published.yaml"))
    assert published.code == 1
    assert "published.yaml:31:12: error[" in published.out
    assert "... and " in published.out
    decided = choir.lofte("check", str(EXAMPLE / "lofte.yaml"))
    assert decided.code == 0
    assert "nothing found" in decided.out
    assert "accepted until 2027-06-30" in decided.out


def test_all_findings_are_shown_when_they_are_asked_for_and_given_to_programs(choir: Choir) -> None:
    few = choir.lofte("check", str(EXAMPLE / "published.yaml"))
    every = choir.lofte("check", "--all", str(EXAMPLE / "published.yaml"))
    told = choir.lofte("check", "--format", "json", str(EXAMPLE / "published.yaml")).json
    assert few.out.count("\nhelp: ") == 10
    assert every.out.count("error[") == sum(found["severity"] == "error" for found in told["findings"]) > 10
    places = [(found["place"]["file"], found["place"]["line"], found["place"]["column"]) for found in told["findings"]]
    assert (str(EXAMPLE / "published.yaml"), 31, 12) in places
    assert places == sorted(places)


def test_a_page_is_judged_by_the_law_of_its_day(choir: Choir) -> None:
    told = choir.lofte("check", "--format", "json", "--as-of", "2017-01-01", str(EXAMPLE / "published.yaml")).json
    now = choir.lofte("check", "--format", "json", str(EXAMPLE / "published.yaml")).json
    assert told["as_of"] == "2017-01-01"
    assert len(told["findings"]) < len(now["findings"])


def test_a_fault_of_the_language_ends_with_three_and_its_place(choir: Choir) -> None:
    path = choir.folder / "lofte.yaml"
    path.write_text(path.read_text().replace("basis: contract", "basis: contrct", 1), "utf8")
    said = choir.lofte("check")
    assert said.code == 3
    assert f"{path}:26:12: error[" in said.out
    assert "did you mean `contract`?" in said.out
    assert choir.lofte("check", "--format", "json").json["compiles"] is False
    other = choir.lofte("sweep")
    assert other.code == 3
    assert "lofte.yaml:26:12: " in other.err
    assert not choir.workspace.exists()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda folder: folder / "nowhere.yaml", "there is no declaration at"),
        (lambda folder: emptied(folder / "empty"), "has no file that ends in `.yaml`"),
        (lambda _: Path("/dev/null"), "neither a file nor a folder"),
    ],
)
def test_a_path_that_is_no_declaration_is_told_in_one_sentence(choir: Choir, make: object, message: str) -> None:
    assert callable(make)
    said = choir.lofte("check", str(make(choir.folder)))
    assert said.code == 4
    assert message in said.err
    assert "Traceback" not in said.err


def emptied(folder: Path) -> Path:
    folder.mkdir()
    return folder


def test_a_huge_file_is_refused_and_not_read_whole(choir: Choir) -> None:
    path = choir.folder / "huge.yaml"
    with path.open("wb") as file:
        file.truncate(3_000_000_000)
    said = choir.lofte("check", str(path))
    assert said.code == 3
    assert "file-too-large" in said.out


def test_any_bytes_are_a_fault_of_the_declaration_and_never_ours(choir: Choir) -> None:
    for raw in (b"\xff\xfe\x00", b"{", b"", b"a: [" * 3000, b"- 1\n- 2\n", b"extends: ../../../etc\n"):
        path = choir.folder / "odd.yaml"
        path.write_bytes(raw)
        assert choir.lofte("check", str(path)).code == 3, raw[:20]


def test_the_policy_is_rendered_as_a_page_and_as_text(choir: Choir) -> None:
    text = choir.lofte("render", "--form", "markdown")
    assert text.code == 0
    assert "the list of singers" in text.out.lower()
    page = choir.folder / "policy.html"
    said = choir.lofte("render", "--out", str(page), "--language", "en")
    assert said.code == 0
    assert page.read_text("utf8").startswith("<!")
    assert "<style>" in page.read_text("utf8")


def test_both_languages_of_the_example_are_rendered(choir: Choir) -> None:
    for language, words in (("sv", "Vi sparar"), ("en", "We keep")):
        said = choir.lofte("render", "--form", "markdown", "--language", language, str(EXAMPLE / "lofte.yaml"))
        assert words in said.out


def test_the_day_of_a_check_is_a_day(choir: Choir) -> None:
    said = choir.lofte("check", "--as-of", "yesterday")
    assert said.code == 2
    assert "`yesterday` is no day" in said.err
