"""Tables bound to the declaration: who a row is about, where its events are, what depends on it.

In:   Model, and the Catalog of each system.       Out:  `Graph` of `BoundSystem`s, and every fault of the binding.
Never: opens a connection, decides what is needed (`lofte.needs` does).

The idea in one read: `forms` are the values, `paths` follows links, `binding` puts a system together, `faults` says
what nobody decided.
Kept true by: tests/unit/graph/.
"""

from lofte.graph.binding import bind_system
from lofte.graph.forms import (
    AtColumn,
    AtRows,
    BoundEvent,
    BoundParty,
    BoundSystem,
    BoundTable,
    Category,
    Dependant,
    Graph,
    IncomingLink,
    ServedActivity,
    Site,
)

__all__ = [
    "AtColumn",
    "AtRows",
    "BoundEvent",
    "BoundParty",
    "BoundSystem",
    "BoundTable",
    "Category",
    "Dependant",
    "Graph",
    "IncomingLink",
    "ServedActivity",
    "Site",
    "bind_system",
]
