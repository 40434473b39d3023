"""Prove what was done: verify the ledger.

In:   `Setting`, a public key as text.       Out:  `Verdict`, and the key it was verified with.
Never: makes a workspace; takes no ledger for a good one.

The idea in one read: the check itself is the records' own. Here a workspace is asked for that must be there, and the
key that a person brought is read.
Law:  GDPR Art. 5(2).
Kept true by: tests/journeys/test_verify.py.
"""

from __future__ import annotations

from lofte.app.opening import opened_records
from lofte.app.setting import Setting, SettingError
from lofte.ledger import PublicKey, Verdict, read_public_key


def verified(setting: Setting, public_key: str | None) -> tuple[Verdict, str]:
    """Whether every entry is as it was signed, and the public key that says so."""
    if setting.records_url is None and not (setting.workspace / "records.sqlite").exists():
        raise SettingError(
            f"there are no records in `{setting.workspace}`", help="name the workspace with `--workspace PATH`"
        )
    key = _read(public_key) if public_key else None
    with opened_records(setting) as records:
        return records.verify(key), str(key or records.public_key)


def _read(text: str) -> PublicKey:
    try:
        return read_public_key(text)
    except ValueError:
        raise SettingError(
            "the public key cannot be read", help="it stands in the workspace's file `ledger.pub`, as `name+id+key`"
        ) from None
