"""Time and random bytes come from outside the store, and can be set."""

from datetime import UTC, datetime, timedelta

from lofte.records.chance import SeededChance, SetClock, SystemChance, SystemClock, token


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others() -> None:
    one, again, other = SeededChance("a"), SeededChance("a"), SeededChance("b")
    first = [one.bytes(size) for size in (1, 32, 33, 100)]
    assert first == [again.bytes(size) for size in (1, 32, 33, 100)]
    assert [len(drawn) for drawn in first] == [1, 32, 33, 100]
    assert other.bytes(32) != first[1]


def test_a_seeded_chance_never_repeats_itself() -> None:
    chance = SeededChance("a")
    assert len({token(chance) for _ in range(1000)}) == 1000


def test_the_system_gives_bytes_that_differ_and_a_time_with_its_zone() -> None:
    assert token(SystemChance()) != token(SystemChance())
    assert len(SystemChance().bytes(32)) == 32
    assert SystemClock().now().tzinfo is UTC


def test_a_set_clock_stands_until_it_is_moved() -> None:
    clock = SetClock(datetime(2026, 3, 1, tzinfo=UTC))
    clock.forward(timedelta(days=1))
    assert clock.now() == datetime(2026, 3, 2, tzinfo=UTC)
