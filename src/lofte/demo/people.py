"""Invent people: the same seed gives the same people, and none of them is anyone.

In:   a seed.       Out:  `Person` values, each with an address of its own under `example.*`.
Never: reads a list of real people; gives two people one address.

The idea in one read: given names and family names are drawn from lists of ours, and family names are joined from two
words of nature, so that they sound Swedish. A running number makes every address unique. Telephone numbers come from
the range that the Swedish Post and Telecom Authority keeps free for books and films. In a real organisation one system
writes a person's address with other capitals than the next: `shouted` is that spelling.
Kept true by: tests/demo/test_people.py.

>>> People(7).next().email == People(7).next().email
True
>>> shouted("alva.bergmark1@example.org")
'Alva.Bergmark1@EXAMPLE.org'
"""

import random
from dataclasses import dataclass

GIVEN_NAMES = (
    *("Alva", "Amir", "Astrid", "Bo", "Cecilia", "Dalia", "Edvin", "Elin", "Farid", "Freja", "Greta", "Gunnar"),
    *("Hala", "Hedda", "Idun", "Ivar", "Jamal", "Jorun", "Karim", "Kerstin", "Leila", "Loke", "Maja", "Milo"),
    *("Nadia", "Nils", "Ola", "Parisa", "Ragna", "Rami", "Saga", "Salma", "Sixten", "Tarik", "Tove", "Ulla"),
    *("Vanja", "Vide", "Yasmin", "Ylva", "Zara", "Åke", "Åsa", "Östen"),
)
FIRST_HALVES = (
    *("Al", "Berg", "Björk", "Dal", "Ek", "Fors", "Gran", "Hav", "Häll", "Kvarn", "Lind", "Ljung"),
    *("Mos", "Norr", "Ros", "Rönn", "Sand", "Sjö", "Skog", "Sten", "Ström", "Tall", "Vass", "Älv"),
)
SECOND_HALVES = ("dal", "fält", "gård", "hage", "holt", "kvist", "lund", "mark", "näs", "rot", "tjärn", "ås")
STREETS = ("Björkgatan", "Ekvägen", "Granstigen", "Havregatan", "Kvarnbacken", "Ljungvägen", "Myrgatan", "Rönnstigen")
TOWNS = (
    ("111 00", "Storstad"),
    ("222 00", "Åbyköping"),
    ("333 00", "Norrhamn"),
    ("444 00", "Sjöviken"),
)
DOMAINS = ("example.org", "example.com", "example.net")
ASCII = str.maketrans("åäöÅÄÖ", "aaoAAO")


@dataclass(frozen=True, slots=True)
class Person:
    """Someone invented. `email` is lower case and nobody else's."""

    name: str
    email: str
    mobile: str
    address: str


class People:
    """An endless row of invented people; two rows with one seed are alike."""

    __slots__ = ("_chance", "_number")

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311  the same people each time is the point
        self._number = 0

    def next(self) -> Person:
        """The next person in the row."""
        self._number += 1
        draw = self._chance.choice
        given, family = draw(GIVEN_NAMES), draw(FIRST_HALVES) + draw(SECOND_HALVES)
        postcode, town = draw(TOWNS)
        return Person(
            name=f"{given} {family}",
            email=f"{given}.{family}{self._number}@{draw(DOMAINS)}".translate(ASCII).lower(),
            mobile=f"070-17406{self._chance.randrange(5, 100):02}",
            address=f"{draw(STREETS)} {self._chance.randrange(1, 90)}, {postcode} {town}",
        )


def shouted(email: str) -> str:
    """The same address as another system may have written it."""
    local, _, domain = email.partition("@")
    name, _, end = domain.rpartition(".")
    return f"{local.title()}@{name.upper()}.{end}"
