"""SQL databases: inspected, asked, changed, read, counted.

In:   a URL and bound tables.
Out:  rows that are due, what is done of them, one person's rows, numbers for the status.
Never: creates anything in the organisation's database.

The idea in one read: `database` opens and inspects; `compile` turns predicates into SQL; `asking` finds rows,
`changing` changes them, `reading` reads one person's, `auditing` counts; `dialect` is the one place that knows how
databases differ.
Kept true by: tests/conformance/, tests/differential/.
"""
