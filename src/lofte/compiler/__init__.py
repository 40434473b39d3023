"""From what was written to what it means: every name resolved, every default filled in, every silence kept.

In:   a `Declaration`.       Out:  a `Model` and diagnostics.
Never: reads a file, a database or a clock.

The idea in one read: `stages.STAGES` lists the steps; reading that tuple is reading the compiler. `unbound_events` and
`event_unbound` are also here for the graph, which alone knows what a link leads to.
Law:  GDPR Art. 30(1).
Kept true by: tests/unit/compiler/.
"""

from lofte.compiler.checks import event_unbound, needed_events, unbound_events
from lofte.compiler.stages import STAGES, compile_declaration

__all__ = ["STAGES", "compile_declaration", "event_unbound", "needed_events", "unbound_events"]
