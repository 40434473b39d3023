"""List what the law says by date: EEA members, adequacy, struck tools, names of authorities, acts and their repeal.

In:   nothing.       Out:  tuples of entries, each with its first day, its last day and its source.
Never: forgets an entry that has ended: it is what an old text is judged by.

The idea in one read: an entry that ends gets a `valid_to` and stays; what replaces it is a new entry. `LISTED` is
the day on which somebody last went through all of it. Nothing here is advice; each entry says where it can be read.
Law:  GDPR Art. 44-49, 77.
Kept true by: tests/unit/law/test_dated.py.

>>> [entry.name for entry in AUTHORITY_NAMES if entry.is_law_on(date(2019, 1, 1))]
['Datainspektionen']
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

LISTED: Final = date(2026, 11, 22)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """What holds from `valid_from` through `valid_to` (None: until further notice), and where it is said."""

    valid_from: date
    valid_to: date | None = None
    source: str

    def is_law_on(self, day: date) -> bool:
        """Whether it holds on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership(Dated):
    """A country in the EEA."""

    country: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Adequacy(Dated):
    """An adequacy decision (45(3)). `certified`: only for recipients with a certificate that is checked."""

    country: str
    names: tuple[str, ...]
    scope_sv: str = ""
    scope_en: str = ""
    certified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool(Dated):
    """A tool of transfer that has a history: an agreement that a court struck down, a set of clauses."""

    names: tuple[str, ...]
    shown: str
    ended_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityName(Dated):
    """What an authority was called."""

    authority: str
    name: str
    short: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Act(Dated):
    """An act by the names that texts use for it, in lower case; `replaced_by` when it has ended."""

    names: tuple[str, ...]
    replaced_by: str = ""


def _members(since: date, countries: str, until: date | None = None) -> tuple[Membership, ...]:
    source = "EES-avtalet; anslutningsfördragen"
    return tuple(
        Membership(country=c, valid_from=since, valid_to=until, source=source) for c in sorted(countries.split())
    )


MEMBERSHIPS: Final = (
    *_members(date(1994, 1, 1), "AT BE DE DK ES FI FR GR IE IS IT LU NL NO PT SE"),
    *_members(date(1994, 1, 1), "GB", date(2020, 12, 31)),
    *_members(date(1995, 5, 1), "LI"),
    *_members(date(2004, 5, 1), "CY CZ EE HU LT LV MT PL SI SK"),
    *_members(date(2007, 1, 1), "BG RO"),
    *_members(date(2013, 7, 1), "HR"),
)
"""The United Kingdom counted as a member through the transition period."""


def _adequate(country: str, decision: str, since: date, sv: str = "", en: str = "") -> Adequacy:
    year_first = decision.split("/EC", maxsplit=1)[0].split("/EU", maxsplit=1)[0]
    names = (decision.casefold(), year_first.replace("/", "-"), f"{country.casefold()}-adequacy")
    return Adequacy(country=country, names=names, valid_from=since, source=decision, scope_sv=sv, scope_en=en)


ADEQUACY: Final = (
    _adequate("AD", "2010/625/EU", date(2010, 10, 19)),
    _adequate("AR", "2003/490/EC", date(2003, 6, 30)),
    _adequate("BR", "2026/179", date(2026, 1, 26)),
    _adequate("CA", "2002/2/EC", date(2001, 12, 20), "kommersiella verksamheter", "commercial organisations"),
    _adequate("FO", "2010/146/EU", date(2010, 3, 5)),
    _adequate("GG", "2003/821/EC", date(2003, 11, 21)),
    _adequate("IM", "2004/411/EC", date(2004, 4, 28)),
    _adequate("JE", "2008/393/EC", date(2008, 5, 8)),
    _adequate("IL", "2011/61/EU", date(2011, 1, 31)),
    _adequate("JP", "2019/419", date(2019, 1, 23), "privat sektor", "private sector"),
    _adequate("NZ", "2013/65/EU", date(2012, 12, 19)),
    _adequate("KR", "2022/254", date(2021, 12, 17)),
    _adequate("CH", "2000/518/EC", date(2000, 7, 26)),
    _adequate("UY", "2012/484/EU", date(2012, 8, 21)),
    Adequacy(
        country="GB",
        names=("2021/1772", "2021-1772", "gb-adequacy"),
        valid_from=date(2021, 6, 28),
        valid_to=date(2031, 12, 27),
        source="(EU) 2021/1772, prolonged 2025-12-19",
    ),
    Adequacy(
        country="US",
        names=("us-dpf", "2023/1795", "2023-1795"),
        valid_from=date(2023, 7, 10),
        source="(EU) 2023/1795; T-553/23 (appeal C-703/25 P pending)",
        scope_sv="mottagare med certifikat i Data Privacy Framework",
        scope_en="recipients certified under the Data Privacy Framework",
        certified=True,
    ),
)

TOOLS: Final = (
    Tool(
        names=("safe-harbour",),
        shown="Safe Harbour",
        valid_from=date(2000, 7, 26),
        valid_to=date(2015, 10, 5),
        source="2000/520/EC; C-362/14 Schrems I",
        ended_by="C-362/14",
    ),
    Tool(
        names=("privacy-shield",),
        shown="Privacy Shield",
        valid_from=date(2016, 7, 12),
        valid_to=date(2020, 7, 15),
        source="(EU) 2016/1250; C-311/18 Schrems II",
        ended_by="C-311/18",
    ),
    Tool(
        names=("2001-497", "2001/497", "2001/497/ec"),
        shown="2001/497/EC",
        valid_from=date(2001, 6, 15),
        valid_to=date(2022, 12, 27),
        source="(EU) 2021/914 art. 4",
        ended_by="(EU) 2021/914",
    ),
    Tool(
        names=("2004-915", "2004/915", "2004/915/ec"),
        shown="2004/915/EC",
        valid_from=date(2004, 12, 27),
        valid_to=date(2022, 12, 27),
        source="(EU) 2021/914 art. 4",
        ended_by="(EU) 2021/914",
    ),
    Tool(
        names=("2010-87", "2010/87", "2010/87/eu"),
        shown="2010/87/EU",
        valid_from=date(2010, 2, 5),
        valid_to=date(2022, 12, 27),
        source="(EU) 2021/914 art. 4",
        ended_by="(EU) 2021/914",
    ),
    Tool(
        names=("2021-914", "2021/914"),
        shown="(EU) 2021/914",
        valid_from=date(2021, 6, 27),
        source="(EU) 2021/914",
    ),
)

AUTHORITY_NAMES: Final = (
    AuthorityName(
        authority="imy",
        name="Datainspektionen",
        short="DI",
        valid_from=date(1973, 7, 1),
        valid_to=date(2020, 12, 31),
        source="förordning (2007:975)",
    ),
    AuthorityName(
        authority="imy",
        name="Integritetsskyddsmyndigheten",
        short="IMY",
        valid_from=date(2021, 1, 1),
        source="förordning (2007:975)",
    ),
)


def _act(*names: str, since: date, until: date | None = None, replaced_by: str = "", source: str) -> Act:
    return Act(names=names, valid_from=since, valid_to=until, replaced_by=replaced_by, source=source)


ACTS: Final = (
    _act(
        "personuppgiftslagen",
        "pul",
        "1998:204",
        "personuppgiftslagen (1998:204)",
        "pul 1998:204",
        since=date(1998, 10, 24),
        until=date(2018, 5, 24),
        replaced_by="dataskyddsförordningen (GDPR)",
        source="lag (2018:218), övergångsbestämmelser",
    ),
    _act(
        "2003:389",
        "lek 2003:389",
        "lek (2003:389)",
        "lagen (2003:389) om elektronisk kommunikation",
        since=date(2003, 7, 25),
        until=date(2022, 6, 2),
        replaced_by="lagen (2022:482) om elektronisk kommunikation",
        source="lag (2022:482), övergångsbestämmelser",
    ),
    _act(
        "95/46",
        "95/46/eg",
        "95/46/ec",
        "dataskyddsdirektivet",
        since=date(1995, 12, 13),
        until=date(2018, 5, 24),
        replaced_by="dataskyddsförordningen (GDPR)",
        source="GDPR Art. 94",
    ),
    _act(
        "gdpr",
        "dataskyddsförordningen",
        "2016/679",
        "(eu) 2016/679",
        "allmänna dataskyddsförordningen",
        "general data protection regulation",
        since=date(2016, 5, 24),
        source="(EU) 2016/679",
    ),
    _act(
        "dataskyddslagen",
        "2018:218",
        "dataskyddslagen (2018:218)",
        "lagen (2018:218) med kompletterande bestämmelser till eu:s dataskyddsförordning",
        since=date(2018, 5, 25),
        source="lag (2018:218)",
    ),
    _act("bokföringslagen", "1999:1078", "bokföringslagen (1999:1078)", since=date(2000, 1, 1), source="SFS 1999:1078"),
    _act(
        "marknadsföringslagen",
        "2008:486",
        "marknadsföringslagen (2008:486)",
        since=date(2008, 7, 1),
        source="SFS 2008:486",
    ),
    _act(
        "lek",
        "2022:482",
        "lagen om elektronisk kommunikation",
        "lagen (2022:482) om elektronisk kommunikation",
        since=date(2022, 6, 3),
        source="SFS 2022:482",
    ),
    _act(
        "diskrimineringslagen",
        "2008:567",
        "diskrimineringslagen (2008:567)",
        since=date(2009, 1, 1),
        source="SFS 2008:567",
    ),
    _act(
        "preskriptionslagen",
        "1981:130",
        "preskriptionslagen (1981:130)",
        since=date(1982, 1, 1),
        source="SFS 1981:130",
    ),
    _act("patientdatalagen", "2008:355", "patientdatalagen (2008:355)", since=date(2008, 7, 1), source="SFS 2008:355"),
    _act("penningtvättslagen", "2017:630", since=date(2017, 8, 1), source="SFS 2017:630"),
    _act("visselblåsarlagen", "2021:890", since=date(2021, 12, 17), source="SFS 2021:890"),
    _act("skatteförfarandelagen", "2011:1244", since=date(2012, 1, 1), source="SFS 2011:1244"),
    _act("arkivlagen", "1990:782", since=date(1991, 7, 1), source="SFS 1990:782"),
    _act("kamerabevakningslagen", "2018:1200", since=date(2018, 8, 1), source="SFS 2018:1200"),
    _act("aktiebolagslagen", "2005:551", since=date(2006, 1, 1), source="SFS 2005:551"),
    _act("årsredovisningslagen", "1995:1554", since=date(1996, 1, 1), source="SFS 1995:1554"),
    _act("offentlighets- och sekretesslagen", "osl", "2009:400", since=date(2009, 6, 30), source="SFS 2009:400"),
    _act("tryckfrihetsförordningen", "tf", "1949:105", since=date(1950, 1, 1), source="SFS 1949:105"),
    _act("yttrandefrihetsgrundlagen", "ygl", "1991:1469", since=date(1992, 1, 1), source="SFS 1991:1469"),
    _act("skadeståndslagen", "1972:207", since=date(1972, 7, 1), source="SFS 1972:207"),
    _act("semesterlagen", "1977:480", since=date(1978, 1, 1), source="SFS 1977:480"),
    _act("lagen om anställningsskydd", "las", "1982:80", since=date(1982, 4, 1), source="SFS 1982:80"),
    _act("medbestämmandelagen", "mbl", "1976:580", since=date(1977, 1, 1), source="SFS 1976:580"),
)

REGION_TERMS: Final = {
    "eu/ess": "EU/EES",
    "eu/eec": "EU/EEA",
    "eu/eea-området": "EU/EES",
    "ees-ess": "EES",
    "eu/eeg": "EU/EES",
    "eeg": "EES",
    "eec": "EEA",
}
"""Wrong words for the Union and the EEA, and the right ones."""
