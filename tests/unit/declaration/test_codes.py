"""Every fault has one code, one sentence and one example that yields exactly it."""

from __future__ import annotations

import pytest

from lofte.declaration import read
from lofte.declaration.codes import CODES, Code
from lofte.declaration.faults import shown_text

# Faults of bytes, or of two files: their tests are test_yaml, test_layers and test_files.
WITHOUT_EXAMPLE = {
    "file-too-large",
    "not-utf-8",
    "extends-twice",
    "written-in-two-files",
    "override-without-reason",
    "removed-not-alone",
    "removed-nothing",
}


@pytest.mark.parametrize("code", [code for code in CODES if code.example], ids=lambda code: code.name)
def test_the_example_of_a_code_yields_exactly_that_code(code: Code) -> None:
    _, faults = read({"example.yaml": code.example.encode()}, "example.yaml")
    assert [fault.code for fault in faults] == [code.name]


def test_only_faults_of_bytes_and_of_two_files_have_no_example() -> None:
    assert {code.name for code in CODES if not code.example} == WITHOUT_EXAMPLE


def test_codes_are_unique_and_in_kebab_case() -> None:
    names = [code.name for code in CODES]
    assert len(set(names)) == len(names)
    assert all(name.replace("-", "").isalnum() and name == name.lower() for name in names)


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.name)
def test_a_message_is_one_sentence_without_a_full_stop(code: Code) -> None:
    assert code.message[0] == "`" or code.message[0].islower() or code.message[0] == "{"
    assert not code.message.endswith(".")
    assert "\n" not in code.message
    assert code.help


def test_a_long_text_of_the_user_is_cut() -> None:
    assert shown_text("a\n" + "b" * 200) == "a " + "b" * 77 + "…"
