"""Build a demonstration's workspace: declaration, databases, people, and what was told of them.

In:   a folder, the day, a seed, a scale.       Out:  a workspace that every command works on, and its `World`.
Never: touches a folder that no demonstration made; builds into a database that has tables.

The idea in one read: the folder holds the declaration, our own records, the SQLite databases and a file `environment`
that names them all, so that `lofte status --workspace FOLDER` needs no more. Two databases are in a PostgreSQL whose
data lie in a folder of their own. A demonstration that was built here before is taken away first.
Kept true by: tests/journeys/test_demo.py.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import sqlalchemy as sa

from lofte.app.setting import DEMONSTRATION, Setting, SettingError, environment_of, keep_environment, setting_of
from lofte.demo.mittliv import build
from lofte.demo.server import FOLDER
from lofte.demo.told import record
from lofte.demo.world import World, WorldError
from lofte.demo_postgres import DemoPostgresError, kept_postgres, new_server_folder
from lofte.diagnostics import LofteError
from lofte.records import Records

IN_POSTGRESQL = {"PROGRAMME_URL": "programme", "CRM_URL": "crm"}
FILES = ("lofte.yaml", "published.yaml")
PACKAGED = Path(__file__).parent / "mittliv" / "declaration"
IN_A_CLONE = Path(__file__).parents[3] / "examples" / "mittliv"


@dataclass(frozen=True, slots=True)
class Built:
    """A demonstration: its setting, and what is in it."""

    setting: Setting
    world: World

    @property
    def published(self) -> Path:
        """The declaration of what was published, without the decisions."""
        return self.setting.workspace / FILES[1]


@contextmanager
def built(folder: Path, day: date, *, seed: int, scale: int, sqlite: bool) -> Iterator[Built]:
    """A demonstration built in the folder, its databases running until the end of the block."""
    _make_room(folder)
    environment = {DEMONSTRATION: "mittliv", "LOFTE_DECLARATION": FILES[0], "LOFTE_DAY": day.isoformat()}
    for name in FILES:
        shutil.copyfile(_declaration() / name, folder / name)
    keep_environment(folder, environment)
    try:
        with _postgres(folder, environment, sqlite=sqlite) as urls:
            world = build(folder, urls, day, seed=seed, scale=scale)
            keep_environment(folder, environment | dict(world.urls))
            with Records.open(None, folder) as records:
                record(records, world.told)
            yield Built(setting_of({}, workspace=folder), world)
    except (DemoPostgresError, WorldError) as reason:
        raise LofteError(str(reason), help="`lofte demo mittliv --sqlite` needs no PostgreSQL") from reason


def _make_room(folder: Path) -> None:
    """Take away what a demonstration built here before; refuse any other folder that is not empty."""
    if folder.exists() and not folder.is_dir():
        raise SettingError(f"`{folder}` is no folder", help="name another with `--workspace PATH`")
    if folder.exists() and any(folder.iterdir()):
        environment = environment_of(folder)
        if DEMONSTRATION not in environment:
            raise SettingError(
                f"`{folder}` is not empty, and no demonstration made it", help="name another with `--workspace PATH`"
            )
        server = Path(environment.get(FOLDER, ""))
        if server.name.startswith("lofte-postgres-"):
            shutil.rmtree(server, ignore_errors=True)
        shutil.rmtree(folder)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


@contextmanager
def _postgres(folder: Path, environment: dict[str, str], *, sqlite: bool) -> Iterator[dict[str, str]]:
    """The addresses of the databases that are in PostgreSQL; none with `sqlite`."""
    if sqlite:
        yield {}
        return
    server = new_server_folder()
    environment[FOLDER] = str(server)
    keep_environment(folder, environment)
    with kept_postgres(server) as url:
        engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for name in IN_POSTGRESQL.values():
                connection.exec_driver_sql(f"CREATE DATABASE {name}")
        engine.dispose()
        shown = sa.make_url(url)
        yield {
            variable: shown.set(database=name).render_as_string(hide_password=False)
            for variable, name in IN_POSTGRESQL.items()
        }


def _declaration() -> Path:
    """Where the example's declaration is: in the installed package, or in the clone."""
    found = next((place for place in (PACKAGED, IN_A_CLONE) if (place / FILES[0]).exists()), None)
    assert found is not None, "the example's declaration is part of every installation"
    return found
