"""Prove what was done and what was published: verify the ledger, and the frozen versions against it.

In:   `Setting`, a public key as text.       Out:  `Verdict` and the key it was verified with; the first bad version.
Never: makes a workspace; takes no ledger for a good one.

The idea in one read: both checks are the records' own. Here a workspace is asked for that must be there, and the
key that a person brought is read.
Law:  GDPR Art. 5(2).
Kept true by: tests/journeys/test_verify.py, tests/journeys/test_publish.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from lofte.app.opening import opened_records
from lofte.app.publishing import has_records
from lofte.app.setting import Setting, SettingError
from lofte.ledger import PublicKey, Verdict, read_public_key
from lofte.records import BadVersion


def verified(setting: Setting, public_key: str | None) -> tuple[Verdict, str]:
    """Whether every entry is as it was signed, and the public key that says so."""
    if not has_records(setting):
        raise SettingError(
            f"there are no records in `{setting.workspace}`", help="name the workspace with `--workspace PATH`"
        )
    key = _read(public_key) if public_key else None
    with opened_records(setting) as records:
        return records.verify(key), str(key or records.public_key)


@dataclass(frozen=True, slots=True)
class Frozen:
    """How many versions of the policy are published, and the first that is not as it was published."""

    versions: int
    bad: BadVersion | None


def versions_verified(setting: Setting) -> Frozen:
    """Whether every published version is as the ledger says; ask when the ledger itself is verified."""
    with opened_records(setting) as records:
        return Frozen(len(records.versions()), records.first_bad_version())


def _read(text: str) -> PublicKey:
    try:
        return read_public_key(text)
    except ValueError:
        raise SettingError(
            "the public key cannot be read", help="it stands in the workspace's file `ledger.pub`, as `name+id+key`"
        ) from None
