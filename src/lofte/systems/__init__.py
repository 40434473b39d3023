"""The organisation's systems, each kind behind the same contract."""
