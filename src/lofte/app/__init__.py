"""One function for each use case: what the command line and the pages ask for, put together from the parts.

In:   paths, the environment, the day.       Out:  values that an interface can print.
Never: prints, ends the process, knows an option of the command line.

The idea in one read: this is the only place that knows all parts. `setting` finds the files, `declaring` reads and
compiles, `checking` judges by the law, `connecting` opens the systems and binds them, `records` are opened by
`opening`; each other module is one use case on top of these.
Kept true by: tests/journeys/.
"""
