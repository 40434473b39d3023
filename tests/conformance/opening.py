"""Open a database for a test, with some tables in it, and close it again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from lofte.systems.sql.database import Database, open_database


@contextmanager
def opened(url: str, *statements: str) -> Iterator[Database]:
    """The database at `url` as the system `club`, after these statements."""
    database = open_database("club", url)
    try:
        with database.engine.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
            connection.commit()
        yield database
    finally:
        database.close()
