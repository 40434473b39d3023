"""Show Löfte at work: an invented organisation's databases, and what must become of each planted row."""
