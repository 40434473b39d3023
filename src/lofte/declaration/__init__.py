"""Read what was written into a `Declaration` and its faults; the forms are in `form`, the language in `shapes`."""
