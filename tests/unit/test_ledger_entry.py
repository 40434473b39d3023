"""A leaf has one spelling, says nothing about anyone, and is bound to a payload that can be erased."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lofte.ledger.entry import (
    LARGEST_LEAF,
    SALT_SIZE,
    Entry,
    canonical,
    commitment,
    leaf_bytes,
    opens,
    read_leaf,
)

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SALT = bytes(range(SALT_SIZE))

entries = st.builds(
    Entry,
    kind=st.text(min_size=1, max_size=20),
    at=st.datetimes(timezones=st.just(UTC)),
    reference=st.none() | st.text(max_size=20),
    declaration=st.none() | st.text("0123456789abcdef", min_size=64, max_size=64),
    plan=st.none() | st.text("0123456789abcdef", min_size=64, max_size=64),
    counts=st.lists(st.tuples(st.text(max_size=9), st.text(max_size=9), st.integers(0)), max_size=4).map(
        lambda counts: tuple(sorted(counts))
    ),
    commitment=st.none() | st.binary(min_size=32, max_size=32),
)


@given(entries)
def test_a_leaf_gives_its_entry_back_and_is_spelt_in_one_way(entry: Entry) -> None:
    leaf = leaf_bytes(entry)
    assert read_leaf(leaf) == entry
    assert leaf_bytes(read_leaf(leaf)) == leaf


@given(entries, entries)
def test_two_entries_have_the_same_leaf_only_when_they_are_the_same(one: Entry, other: Entry) -> None:
    assert (leaf_bytes(one) == leaf_bytes(other)) == (one == other)


def test_a_time_is_written_in_utc_wherever_it_was_told() -> None:
    stockholm = NOON.astimezone(timezone(timedelta(hours=1)))
    assert leaf_bytes(Entry("act", stockholm)) == leaf_bytes(Entry("act", NOON))


def test_an_entry_without_a_zone_is_our_fault() -> None:
    with pytest.raises(AssertionError):
        Entry("act", NOON.replace(tzinfo=None))


def test_counts_are_written_in_one_order() -> None:
    one, two = ("crm.people", "delete", 1), ("crm.letters", "scrub", 2)
    assert leaf_bytes(Entry("act", NOON, counts=(one, two))) == leaf_bytes(Entry("act", NOON, counts=(two, one)))


def test_a_leaf_too_large_for_the_format_is_refused() -> None:
    many = tuple((f"table{number}", "delete", number) for number in range(4000))
    with pytest.raises(ValueError, match=f"above {LARGEST_LEAF}"):
        leaf_bytes(Entry("act", NOON, counts=many))


@pytest.mark.parametrize("leaf", [b"", b"{}", b"[]", b'"act"', b"\xff", b'{"kind":"act","at":"2026-03-01T12:00:00"}'])
def test_bytes_that_are_no_leaf_are_refused_without_a_traceback_of_ours(leaf: bytes) -> None:
    with pytest.raises(ValueError, match="not an entry of this ledger"):
        read_leaf(leaf)


def test_who_has_salt_and_payload_can_check_what_was_done() -> None:
    payload = canonical({"subject": "s1", "consent": "newsletter"})
    entry = Entry("consent-given", NOON, commitment=commitment(SALT, payload))
    assert opens(entry, SALT, payload)
    assert not opens(entry, SALT, payload + b" ")
    assert not opens(entry, bytes(SALT_SIZE), payload)
    assert not opens(entry, b"", payload)
    assert not opens(Entry("consent-given", NOON), SALT, payload)


def test_the_same_payload_under_two_salts_has_nothing_in_common() -> None:
    assert commitment(SALT, b"payload") != commitment(bytes(SALT_SIZE), b"payload")


def test_a_short_salt_is_refused() -> None:
    with pytest.raises(ValueError, match="a salt has 32 bytes, not 3"):
        commitment(b"abc", b"payload")
