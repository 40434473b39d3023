"""Read what was written into a `Declaration` with every value's place, and every fault.

In:   bytes by file name.       Out:  `read`: a `Declaration` and diagnostics; `needed`: which file another extends.
Never: opens a file, resolves a name, fills in a default.

The idea in one read: `yaml` makes bytes a tree of texts with places; `shapes` says as data what may be written;
`reading` types the tree by the shapes; `layers` lays decisions over what was published; `files` puts it together.
Law:  GDPR Art. 5(2).
Kept true by: tests/unit/declaration/.
"""

from lofte.declaration.files import beside, needed, read, sources_of
from lofte.declaration.form import Declaration

__all__ = ["Declaration", "beside", "needed", "read", "sources_of"]
