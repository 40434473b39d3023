"""The people are invented, the same for the same seed, and each has an address of their own."""

import re

from lofte.demo.people import People, shouted


def test_a_thousand_people_have_a_thousand_addresses() -> None:
    people = People(3)
    everyone = [people.next() for _ in range(1000)]
    assert len({person.email for person in everyone}) == 1000
    assert all(re.fullmatch(r"[a-z.]+\d+@example\.(org|com|net)", person.email) for person in everyone)


def test_telephone_numbers_are_from_the_range_kept_for_fiction() -> None:
    people = People(4)
    last = {int(people.next().mobile.removeprefix("070-17406")) for _ in range(1000)}
    assert min(last) >= 5
    assert max(last) <= 99


def test_the_same_seed_gives_the_same_people() -> None:
    one, same, other = People(1), People(1), People(2)
    first = [one.next() for _ in range(20)]
    assert [same.next() for _ in range(20)] == first
    assert [other.next() for _ in range(20)] != first


def test_a_shouted_address_is_the_same_address_written_otherwise() -> None:
    address = People(1).next().email
    assert shouted(address) != address
    assert shouted(address).casefold() == address
