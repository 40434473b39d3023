"""List the countries of the world by their letters, and those of the EEA.

In:   nothing.       Out:  `COUNTRIES`, `EEA`.
Never: says which countries are adequate on a day (a dated list of `lofte.law`).

The idea in one read: a place is two letters of ISO 3166-1 or the word `eea`; whether data leave the EEA is a question
of membership in a small set.
Law:  GDPR Art. 44; the EEA Agreement.
Kept true by: tests/unit/test_vocabulary.py.

>>> "NO" in EEA, "CH" in EEA, len(EEA)
(True, False, 30)
"""

from __future__ import annotations

from typing import Final

_EEA = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK IS LI NO"

_OTHERS = """
    AD AE AF AG AI AL AM AO AQ AR AS AU AW AX AZ BA BB BD BF BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX DJ DM DO DZ EC EG EH ER ET FJ FK FM FO GA GB GD GE GF
    GG GH GI GL GM GN GP GQ GS GT GU GW GY HK HM HN HT ID IL IM IN IO IQ IR JE JM JO JP KE KG KH KI KM KN KP
    KR KW KY KZ LA LB LC LK LR LS LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MU MV MW MX MY MZ NA NC
    NE NF NG NI NP NR NU NZ OM PA PE PF PG PH PK PM PN PR PS PW PY QA RE RS RU RW SA SB SC SD SG SH SJ SL SM
    SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG
    VI VN VU WF WS YE YT ZA ZM ZW
"""

EEA: Final = frozenset(_EEA.split())
"""The 27 of the Union, Iceland, Liechtenstein and Norway."""

COUNTRIES: Final = EEA | frozenset(_OTHERS.split())

TIME_ZONES: Final = {
    "AT": "Europe/Vienna",
    "BE": "Europe/Brussels",
    "DE": "Europe/Berlin",
    "DK": "Europe/Copenhagen",
    "EE": "Europe/Tallinn",
    "FI": "Europe/Helsinki",
    "FR": "Europe/Paris",
    "GB": "Europe/London",
    "IE": "Europe/Dublin",
    "IS": "Atlantic/Reykjavik",
    "LT": "Europe/Vilnius",
    "LV": "Europe/Riga",
    "NL": "Europe/Amsterdam",
    "NO": "Europe/Oslo",
    "PL": "Europe/Warsaw",
    "SE": "Europe/Stockholm",
}
"""In which days and months end, for countries with one zone; another country declares its own."""
