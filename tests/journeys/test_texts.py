"""`lofte render` of every text, as a person would, and the page that says what there is."""

import csv
import os
import re
import shlex
import subprocess
import sys
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from journeys.choir import COMMAND, Choir
from lofte.cli.exits import ExitCode
from lofte.documents.catalogue import DOCUMENTS

ROOT = Path(__file__).parents[2]
EXAMPLE = str(ROOT / "examples" / "mittliv" / "lofte.yaml")
PAGE = (ROOT / "docs" / "texts.md").read_text("utf8")
COMMANDS = re.findall(r"^    \./run lofte (render.*)$", PAGE, re.M)


def test_the_list_says_what_there_is_and_how_it_is_narrowed(choir: Choir) -> None:
    said = choir.lofte("render", "--list")
    assert said.code == 0
    assert "record: the record of processing (GDPR Art. 30(1))" in said.out
    assert "--source sign-up" in said.out
    assert "--for singer | reader" in said.out
    assert "processor-record" not in said.out


@pytest.mark.parametrize(
    ("options", "message", "help_text"),
    [
        (["--document", "recrod"], "there is no document `recrod`", "did you mean `record`?"),
        (["--document", "notice"], "a `notice` is one source's, and none is named", "add `--source`: `sign-up`"),
        (["--document", "notice", "--source", "signup"], "there is no source `signup`", "did you mean `sign-up`?"),
        (["--for", "singers"], "there is no subject `singers`", "did you mean `singer`?"),
        (["--document", "record", "--for", "singer"], "`--for` narrows no `record`", "it narrows `policy`, `layered`"),
        (["--source", "sign-up"], "`--source` narrows no `policy`", "it narrows `notice`, `consent`"),
        (["--form", "csv"], "`policy` is no register, and has no form `csv`", "registers are `record`"),
        (["--document", "processor-record"], "nothing for `processor-record`", "`lofte render --list`"),
        (["--document", "notice", "--source", "sign-up", "--for", "nobody"], "no subject `nobody`", "known here"),
    ],
)
def test_a_wrong_name_is_told_with_what_was_meant(
    choir: Choir, options: list[str], message: str, help_text: str
) -> None:
    said = choir.lofte("render", *options)
    assert said.code == 2
    assert message in said.err
    assert help_text in said.err
    assert said.out == ""


def test_a_register_is_written_for_a_program_and_for_a_spreadsheet(choir: Choir) -> None:
    rows = list(csv.reader(StringIO(choir.lofte("render", "--document", "record", "--form", "csv").out)))
    assert rows[0][:3] == ["Processing activity", "Controller and contacts", "Purpose"]
    file = choir.folder / "record.xlsx"
    said = choir.lofte("render", "--document", "record", "--form", "xlsx", "--out", str(file))
    assert said.code == 0
    sheet = openpyxl.load_workbook(BytesIO(file.read_bytes())).worksheets[0]
    assert [[value or "" for value in row] for row in sheet.iter_rows(values_only=True)] == rows


def test_a_text_is_written_as_pdf_to_a_file_and_to_a_pipe_with_the_same_bytes(choir: Choir) -> None:
    file = choir.folder / "policy.pdf"
    said = choir.lofte("render", "--form", "pdf", "--out", str(file))
    assert (said.code, said.out) == (0, f"written to {file}\n")
    piped = subprocess.run(
        [sys.executable, "-c", COMMAND, "render", "--form", "pdf"],
        env=choir.environment,
        capture_output=True,
        check=True,
    )
    assert piped.stdout == file.read_bytes()
    about = PdfReader(file).metadata
    assert about is not None
    assert (about.title, about.author) == ("Privacy policy", "Example Choir")
    assert str(about["/CreationDate"]) == "D:20260101000000Z"


@pytest.mark.parametrize(("form", "what"), [("pdf", "a PDF"), ("xlsx", "a workbook")])
def test_a_file_is_not_shown_on_a_terminal(choir: Choir, form: str, what: str) -> None:
    leader, follower = os.openpty()
    try:
        said = subprocess.run(
            [sys.executable, "-c", COMMAND, "render", "--document", "record", "--form", form],
            env=choir.environment,
            stdout=follower,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    finally:
        os.close(follower)
        os.close(leader)
    assert said.returncode == ExitCode.WORLD_FAILED
    assert f"{what} cannot be shown on the screen" in said.stderr
    assert "name a file: `--out" in said.stderr


def test_a_text_for_one_category_of_people_says_nothing_of_the_others(choir: Choir) -> None:
    said = choir.lofte("render", "--for", "singer", "--form", "text")
    assert said.code == 0
    assert "place the voices" in said.out.lower()
    assert "newsletter" not in said.out.lower()


def test_the_page_of_texts_names_every_text() -> None:
    assert [name for name in DOCUMENTS if f"| `{name}` |" not in PAGE] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_page_does_what_it_says(choir: Choir, command: str) -> None:
    given = [re.sub(r"^(?=\w+\.(xlsx|pdf)$)", f"{choir.folder}/", word) for word in shlex.split(command)]
    said = choir.lofte(*given, "--declaration", EXAMPLE)
    assert (said.code, said.err) == (0, "")
    assert said.out


def test_the_page_has_commands() -> None:
    assert len(COMMANDS) > 5
