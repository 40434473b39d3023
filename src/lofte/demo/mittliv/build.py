"""Build Mitt Liv's world: six databases, a crowd, and every planted case.

In:   a folder, where the databases are, the day, a seed, a scale.       Out:  filled databases, and their `World`.
Never: reads a clock; touches a database that has tables.

The idea in one read: what is planted comes first and takes the first people, so that a case has the same key and the
same person at every scale. Then come the crowds. Everything is collected before anything is inserted, and in bulk.
Kept true by: tests/demo/test_mittliv.py.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from random import Random

from lofte.demo.mittliv.applying import plant_applications
from lofte.demo.mittliv.asking import plant_asking
from lofte.demo.mittliv.ordinary import add_crowd
from lofte.demo.mittliv.partnering import plant_partners
from lofte.demo.mittliv.recording import plant_recordings
from lofte.demo.mittliv.recruiting import plant_job_applications
from lofte.demo.mittliv.subscribing import plant_subscribers
from lofte.demo.mittliv.tables import DATABASES
from lofte.demo.mittliv.taking_part import plant_participants
from lofte.demo.mittliv.writing import plant_messages
from lofte.demo.people import People
from lofte.demo.world import Filling, World, insert, keep

PLANTINGS = (
    plant_applications,
    plant_participants,
    plant_recordings,
    plant_partners,
    plant_job_applications,
    plant_subscribers,
    plant_messages,
)


def build(workspace: Path, urls: Mapping[str, str], day: date, *, seed: int = 1, scale: int = 1) -> World:
    """Make and fill the databases; one that `urls` does not place becomes an SQLite file in the workspace.

    `scale` counts crowds of about two hundred people. Raises WorldError if a database already has tables.
    """
    filling, asks = filled(day, seed, scale)
    placed = {name: urls.get(name) or sqlite_url(workspace, name) for name in DATABASES}
    rows = {name: count for variable, url in placed.items() for name, count in _made(filling, variable, url).items()}
    world = World(day, seed, scale, placed, asks, tuple(filling.planted), tuple(filling.told), rows)
    keep(workspace, world)
    return world


def filled(day: date, seed: int, scale: int) -> tuple[Filling, str]:
    """All rows, not yet inserted, and the address of the person who asks."""
    filling, people = Filling(day), People(seed)
    for planting in PLANTINGS:
        planting(filling, people)
    asks = plant_asking(filling, people)
    chance = Random(seed)  # noqa: S311  the same days each time is the point
    for _ in range(scale):
        add_crowd(filling, people, chance)
    return filling, asks


def sqlite_url(workspace: Path, variable: str) -> str:
    """Where a database lies that nobody placed: `CRM_URL` in `crm.db`."""
    return f"sqlite:///{workspace / variable.removesuffix('_URL').lower()}.db"


def _made(filling: Filling, variable: str, url: str) -> dict[str, int]:
    return insert(url, DATABASES[variable], filling)
