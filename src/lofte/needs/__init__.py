"""Judge what is needed: from bound tables and a day to closed questions about rows.

In:   bound tables, a day.       Out:  `Predicate`s: a need keeps a row, it stands, a row goes, a cell is due.
Never: reads a row, a record or a clock.

The idea in one read: `clocks` asks whether a rule has ended, `verdict` whether one need keeps a row for a person,
`cells` what goes when all needs are put together, `endings` until when, and `facts` gives the names of what only
our records know, with their members.
Law:  GDPR Art. 5(1)(e), 6(1), 17; docs/needs.md.
Kept true by: tests/differential/, tests/unit/needs/.
"""
