"""A letter says something of every row that it names."""

from datetime import date

import pytest

from lofte.app.letters import erasure_letter
from lofte.facts import RowKey
from lofte.promises.request import Became, ErasedRow, ErasureAnswer
from unit.documents.bookshop import bookshop


@pytest.mark.parametrize(
    ("language", "why"),
    [("sv", "Raden finns kvar för att annat hänger på den."), ("en", "The row is left because other data hang on it.")],
)
def test_a_row_that_only_others_need_is_told_with_that(language: str, why: str) -> None:
    left = ErasedRow(RowKey.of("shop", "orders", ["1"]), Became.KEPT, (), (), ())
    letter = erasure_letter(bookshop(), ErasureAnswer(1, date(2026, 5, 1), (left,), (), ()), language)
    assert f"**shop.orders**\n\n- {why}" in letter
