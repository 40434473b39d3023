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

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal, get_args

from lofte.diagnostics import DatedList
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
    Dated,
    Tool,
)
from lofte.statutes import STATUTES, Statute

ListName = Literal[
    "EEA members", "adequacy decisions", "tools of transfer", "names of authorities", "acts and terms", "statutes"
]
LIST_NAMES: Final[tuple[ListName, ...]] = get_args(ListName)

_LISTS: Final[Mapping[ListName, tuple[str, Iterable[Dated | Statute]]]] = {
    "EEA members": ("EES-länder", MEMBERSHIPS),
    "adequacy decisions": ("beslut om adekvat skyddsnivå", ADEQUACY),
    "tools of transfer": ("överföringsverktyg", TOOLS),
    "names of authorities": ("myndigheters namn", AUTHORITY_NAMES),
    "acts and terms": ("författningar och termer", ACTS),
    "statutes": ("lagrum med tid", tuple(STATUTES.values())),
}
"""Each list with its Swedish name and its entries."""


@dataclass(frozen=True, slots=True)
class LawOfDay:
    """The lists as they were on `day`."""

    day: date

    def used(self, *names: ListName) -> tuple[DatedList, ...]:
        """The lists that were used, each with its age and the days it says the same for."""
        return tuple(self._used(name) for name in names)

    def _used(self, name: ListName) -> DatedList:
        swedish, entries = _LISTS[name]
        changes = {entry.valid_from for entry in entries}
        changes |= {entry.valid_to + timedelta(days=1) for entry in entries if entry.valid_to}
        later = min((day for day in changes if day > self.day), default=None)
        return DatedList(
            name=name,
            name_sv=swedish,
            listed=LISTED,
            read_for=self.day,
            valid_from=max((day for day in changes if day <= self.day), default=None),
            valid_to=later - timedelta(days=1) if later else None,
        )

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
