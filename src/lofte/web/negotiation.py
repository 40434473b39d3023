"""Choose the language that a visitor's browser asks for.

In:   the header `Accept-Language`, the languages that there are.       Out:  one of them.
Never: fails on a header that makes no sense; the first language is then the answer.

The idea in one read: each entry of the header is a language and its weight; the heaviest that there is wins, at
equal weights the first. A region (`sv-FI`) counts as its language, `*` as the first language that there is, weight
zero as *not this one*.
Law:  none; RFC 9110 section 12.5.4.
Kept true by: tests/web/test_negotiation.py.

>>> preferred_language("en-GB,en;q=0.9,sv;q=0.8", ("sv", "en"))
'en'
>>> preferred_language("fi, *;q=0.1", ("sv", "en"))
'sv'
"""

from __future__ import annotations

_MOST_ENTRIES = 50


def preferred_language(header: str, available: tuple[str, ...]) -> str:
    """The one of `available` that weighs most in the header, else the first."""
    weights: dict[str, float] = {}
    for entry in header.split(",")[:_MOST_ENTRIES]:
        tag, _, parameter = entry.strip().partition(";")
        language = tag.strip().lower().partition("-")[0]
        language = available[0] if language == "*" and available[0] not in weights else language
        if language in available:
            weights[language] = max(weights.get(language, 0.0), _weight(parameter))
    best = max(weights, key=lambda language: weights[language], default=available[0])
    return best if weights.get(best, 0.0) > 0 else available[0]


def _weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if not name:
        return 1.0
    try:
        weight = float(value)
    except ValueError:
        return 0.0
    return weight if name.strip() == "q" and 0 <= weight <= 1 else 0.0
