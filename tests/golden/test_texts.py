"""The texts and registers of the worked example, whole: what a change of words changes is read here.

`make golden` writes the files again; the review reads the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lofte.app.telling import Form, Wanted, told
from unit.documents.examples import example

GOLDEN = Path(__file__).parent / "texts"
ENDINGS: dict[Form, str] = {"html": "html", "markdown": "md", "text": "txt", "csv": "csv"}

TEXTS = (
    *(
        Wanted(document, language, "markdown")
        for document in ("layered", "consent", "rights", "balancing", "record", "recipients", "retention", "cookies")
        for language in ("sv", "en")
    ),
    *(
        Wanted("notice", language, "markdown", source)
        for source in ("teamtailor", "partners", "website")
        for language in ("sv", "en")
    ),
    Wanted("policy", "sv", "markdown", subject="mentee"),
    Wanted("policy", "en", "text", subject="job-applicant"),
    Wanted("layered", "sv", "html"),
    Wanted("notice", "sv", "html", "teamtailor"),
    Wanted("rights", "sv", "text"),
    Wanted("record", "sv", "csv"),
    Wanted("recipients", "en", "csv"),
)


def named(wanted: Wanted) -> str:
    parts = (wanted.document, wanted.source, wanted.subject, wanted.language, ENDINGS[wanted.form])
    return ".".join(part for part in parts if part)


@pytest.mark.parametrize("wanted", TEXTS, ids=named)
def test_a_text_is_the_one_that_was_read_and_approved(wanted: Wanted) -> None:
    file = GOLDEN / named(wanted)
    made = told(example("mittliv/lofte.yaml"), wanted)
    if os.environ.get("GOLDEN") == "rewrite":
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(made)
    assert made == file.read_bytes(), f"{file.name} has changed: `make golden`, then read the difference"


def test_no_text_is_kept_that_nothing_makes() -> None:
    assert {file.name for file in GOLDEN.iterdir()} == {named(wanted) for wanted in TEXTS}
