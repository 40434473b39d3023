"""What keeps each kind of promise, and whether it is kept.

In:   the Model, bound systems, evidence.       Out:  promises by id, plans, answers, standings.
Never: reads a row or a clock; promises do not import one another, they meet in the model and in the needs.

The idea in one read: `kinds` names every promise; `retention` plans the sweep; `request` decides what a right
releases and what an answer says; `standing` answers every promise once: kept, at risk, broken, or not provable and
why.
Law:  GDPR Art. 5(2), 24.
Kept true by: tests/unit/promises/.
"""

from lofte.promises.kinds import Kind, Promise, promises_of

__all__ = ["Kind", "Promise", "promises_of"]
