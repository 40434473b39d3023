"""From a day to the law of that day: every list that the rules look things up in, each entry with its validity.

In:   the day to judge by.       Out:  `LawOfDay`, which answers from the lists.
Never: reads a clock; knows a declaration.

The idea in one read: what changes without the text changing (who is in the EEA, which country is adequate, which
tool a court has struck down, what an authority is called, which act is repealed) is an entry with a first and a
last day. A rule asks the `LawOfDay` and gets the answer of that day; the finding says which list it used, how old
the list is and which day it was read for, so that an old text can be judged by the law of its time.
Law:  GDPR Art. 44-49.
Kept true by: tests/unit/law/test_dated.py.

>>> LawOfDay(date(2020, 12, 31)).in_eea("GB"), LawOfDay(date(2021, 1, 1)).in_eea("GB")
(True, False)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lofte.law.lists import (
    ACTS,
    ADEQUACY,
    AUTHORITY_NAMES,
    LISTED,
    MEMBERSHIPS,
    TOOLS,
    Act,
    Adequacy,
    AuthorityName,
    Tool,
)
from lofte.statutes import STATUTES, Statute


@dataclass(frozen=True, slots=True)
class LawOfDay:
    """The lists as they were on `day`."""

    day: date

    def basis(self, which: str) -> str:
        """Which list was used, how old it is, and for which day it was read: what a finding says of itself."""
        return f"{which}, list of {LISTED}, read for {self.day}"

    def in_eea(self, country: str) -> bool:
        """Whether `country` (ISO 3166 letters, or `eea`) is in the EEA."""
        return country == "eea" or any(m.country == country and m.is_law_on(self.day) for m in MEMBERSHIPS)

    def outside_eea(self, countries: Iterable[str]) -> tuple[str, ...]:
        """Those of `countries` that are not in the EEA, in order and without repeats."""
        return tuple(dict.fromkeys(country for country in countries if not self.in_eea(country)))

    def adequacy(self, country: str) -> Adequacy | None:
        """The decision that finds `country` adequate, if one is in force."""
        return next((a for a in ADEQUACY if a.country == country and a.is_law_on(self.day)), None)

    def tool(self, name: str) -> Tool | None:
        """The dated tool of transfer or set of clauses called `name`, in force or not; None if it is not dated."""
        return next((tool for tool in TOOLS if name.casefold() in tool.names), None)

    def authority(self, name: str) -> AuthorityName | None:
        """The authority that was ever called `name`; None for a name that no list knows."""
        folded = name.casefold()
        return next((a for a in AUTHORITY_NAMES if folded in (a.name.casefold(), a.short.casefold())), None)

    def current_name(self, authority: str) -> AuthorityName | None:
        """What the authority with the key `authority` is called on the day."""
        return next((a for a in AUTHORITY_NAMES if a.authority == authority and a.is_law_on(self.day)), None)

    def act(self, citation: str) -> Act | None:
        """The act that `citation` names by its name or number, in force or not."""
        folded = citation.casefold().strip()
        return next((act for act in ACTS if folded in act.names), None)

    def statute(self, key: str | None) -> Statute | None:
        """The statute with the key `key`, if it is in force."""
        statute = STATUTES.get(key) if key else None
        return statute if statute and statute.is_law_on(self.day) else None
