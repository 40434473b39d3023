"""The visitor's language is found whatever the browser sends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lofte.web.negotiation import preferred_language

BOTH = ("sv", "en")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", "sv"),
        ("en", "en"),
        ("EN-us", "en"),
        ("sv;q=0.3,en;q=0.7", "en"),
        ("en;q=0,sv;q=0", "sv"),
        ("en;q=0", "sv"),
        ("da,en;q=0.5", "en"),
        ("*", "sv"),
        ("*;q=0.5,en", "en"),
        ("en,sv", "en"),
        ("en;q=nonsense", "sv"),
        ("en;q=7", "sv"),
        (";;;,,,", "sv"),
    ],
)
def test_the_heaviest_language_that_there_is_wins(header: str, expected: str) -> None:
    assert preferred_language(header, BOTH) == expected


@given(st.text())
def test_no_header_is_too_strange(header: str) -> None:
    assert preferred_language(header, BOTH) in BOTH
