"""Bytes become a tree of texts with places, or faults; never a traceback, never a dead process."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lofte.declaration import read
from lofte.declaration.yaml import MAX_BYTES, Fields, Scalar, compose
from lofte.diagnostics import Source, render

Seeing = Callable[[str], list[tuple[str, str, str | None, str]]]

FILES = sorted((Path(__file__).parent / "data").glob("*.yaml"))
DEEP = ("[" * 100_000, "{" * 100_000, "? " * 100_000, "- " * 100_000, "a: [" * 100_000, "[{" * 50_000)
ODD = (
    b"\xff\xfea\x00",
    b"\x00",
    b"a: \xc3",
    b"\xef\xbb\xbf",
    b"%YAML 9.9\n---\n",
    b"a: |\n  \x07",
    b"!<tag:x> a",
    b"&",
    b"*",
)


def within(source: Source, line: int, column: int) -> bool:
    return 1 <= line <= source.text.count("\n") + source.text.count("\r") + 1 and column >= 1


def holds_for(data: bytes) -> None:
    """Any bytes give diagnostics inside the file."""
    declaration, faults = read({"example.yaml": data}, "example.yaml")
    assert declaration is not None or faults
    source = compose("example.yaml", data).source
    for fault in faults:
        assert fault.span is not None
        assert fault.span.file == "example.yaml"
        assert within(source, fault.span.line, fault.span.column)
        assert "\n" not in fault.message
        assert render(fault, {"example.yaml": source})


@given(st.binary(max_size=300))
def test_any_bytes_give_diagnostics_inside_the_file(data: bytes) -> None:
    holds_for(data)


@given(st.text(alphabet="ab:-?[]{}&*!|>'\"%@`#,. \t\n\r\\~<=\x00\x85\u2028\ufeffå", max_size=200))
def test_any_text_of_yamls_own_characters_gives_diagnostics(text: str) -> None:
    holds_for(text.encode())


@given(data=st.data())
def test_a_mutated_declaration_gives_diagnostics(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(FILES)).read_bytes()
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 60)))
    new = data.draw(
        st.one_of(st.binary(max_size=12), st.sampled_from([b"{", b"]", b": ", b"\n", b"- ", b"unstated", b"[]"]))
    )
    holds_for(text[:start] + new + text[end:])


@pytest.mark.parametrize("text", DEEP, ids=[text[:4] for text in DEEP])
def test_deep_nesting_is_told_and_kills_nothing(text: str) -> None:
    assert [fault.code for fault in compose("a.yaml", text.encode()).faults] == ["nested-too-deep"]


@pytest.mark.parametrize("data", ODD)
def test_odd_bytes_give_diagnostics(data: bytes) -> None:
    holds_for(data)


def test_every_scalar_is_text() -> None:
    root = compose("a.yaml", b"a: NO\nb: 12:30\nc: 2026-01-01\nd: ~\ne: 1e3").root
    assert isinstance(root, Fields)
    assert [entry.value.text for entry in root.entries if isinstance(entry.value, Scalar)] == [
        "NO",
        "12:30",
        "2026-01-01",
        "~",
        "1e3",
    ]


def test_a_block_ends_where_its_last_value_ends() -> None:
    root = compose("a.yaml", "a:\n  b: ö1\n  c:\n    - d\n\n# remark\ne: f".encode()).root
    assert isinstance(root, Fields)
    span = root.entries[0].value.span
    assert (span.line, span.column, span.end_line, span.end_column) == (2, 3, 4, 8)


def test_a_file_beyond_the_cap_is_not_read() -> None:
    composed = compose("a.yaml", b"#" * (MAX_BYTES + 1))
    assert composed.root is None
    assert [(f.code, f.message) for f in composed.faults] == [
        ("file-too-large", "the file has more than 1048576 bytes, and no more are read")
    ]


def test_a_byte_that_is_not_utf_8_is_told_at_its_place() -> None:
    fault = compose("a.yaml", b"a: b\nc: \xe5").faults[0]
    assert (fault.code, fault.message, str(fault.span)) == ("not-utf-8", "the byte `e5` is not UTF-8", "a.yaml:2:4")


def test_an_unclosed_quote_is_told_with_what_to_do(seen: Seeing) -> None:
    assert seen("policy:\n  version: 'two\n")[0][:3] == (
        "not-yaml",
        "this is not YAML: found unexpected end of stream",
        "close the quotes or the bracket that is open",
    )


def test_an_escaped_control_character_is_refused(seen: Seeing) -> None:
    assert seen('policy: {version: "a\\eb"}')[0][:2] == (
        "invisible-character",
        "here stands the character U+001B, which nobody sees",
    )


def test_refused_features_are_all_told_at_once(seen: Seeing) -> None:
    text = "policy: &p\n  version: !!str 2\n  <<: {asks: reading}\n  url: *p\n"
    assert [(fault[0], fault[3]) for fault in seen(text)] == [
        ("anchor-refused", "&p"),
        ("tag-refused", "!!str 2"),
        ("merge-key-refused", "<<"),
        ("alias-refused", "*p"),
    ]


@pytest.mark.parametrize(
    "text", ["://a:" * 200_000, "a" * 900_000 + "@", "?token" * 100_000, "env:" + "A" * 900_000, "9" * 900_000]
)
def test_a_hostile_value_costs_no_time(text: str) -> None:
    began = time.process_time()
    for place in (
        "systems: {a: {url: %s}}",
        "policy: {asks: %s}",
        "policy: {review: %s}",
        "recipients: {a: {approvers: %s}}",
    ):
        read({"a.yaml": (place % f'"{text}"').encode()}, "a.yaml")
    assert time.process_time() - began < 5
