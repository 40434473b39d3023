"""The mistakes of the language's design, each planted alone in the worked example."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from lofte.declaration import read, sources_of
from lofte.declaration.form import Thing, Things
from lofte.diagnostics import render
from lofte.grammar import AtMost, Ceiling
from lofte.periods import Period

COMMA = """\
      logic: {sv: handläggare jämför språk, utbildning och yrke, en: \
"staff compare languages, education and occupation"}"""
PLANTED = {
    "unknown-legal-basis": (
        "published.yaml",
        62,
        "    basis: legitimate_interests",
        """\
published.yaml:62:12: error[unknown-legal-basis]: unknown legal basis `legitimate_interests`
  62 |     basis: legitimate_interests
     |            ^^^^^^^^^^^^^^^^^^^^
help: the words of this language have hyphens: `legitimate-interests`, with the interest it serves    \
(GDPR Art. 6(1)(f))\
""",
    ),
    "unknown-key": (
        "lofte.yaml",
        74,
        COMMA,
        """\
lofte.yaml:74:45: error[unknown-key]: unknown key `utbildning och yrke` in a text, where `sv` and `en` are known
  74 |       logic: {sv: handläggare jämför språk, utbildning och yrke, en: \
"staff compare languages, education and occupation"}
     |                                             ^^^^^^^^^^^^^^^^^^^
help: inside `{ }` a comma ends a value: put the whole text in quotes\
""",
    ),
    "secret-in-declaration": (
        "lofte.yaml",
        288,
        "    url: postgresql://app:hunter2@db.example/programme",
        """\
lofte.yaml:288:10: error[secret-in-declaration]: `url` of system `programme` contains a password (not shown)
  288 |     url: ************
      |          ^^^^^^^^^^^^
help: put it in the environment and write `url: env:PROGRAMME_URL`; change the password if this file was committed\
""",
    ),
    "repeated-key": (
        "lofte.yaml",
        291,
        "    places: [US]",
        """\
lofte.yaml:291:5: error[repeated-key]: `places` is written twice for system `programme`
  291 |     places: [US]
      |     ^^^^^^^^^^^^
     = lofte.yaml:289:5: first written here
help: keep one; YAML itself would silently have taken the last\
""",
    ),
}
WITHOUT_REASON = """\
lofte.yaml:147:12: error[override-without-reason]: \
`basis` of `recruitment` replaces what was published and gives no reason
  147 |     basis: {contract: steps-before}
      |            ^^^^^^^^^^^^^^^^^^^^^^^^
     = published.yaml:181:12: published here
help: write `because:` beside it; removing the line keeps the published basis    (GDPR Art. 5(2))"""


def planted(worked: Mapping[str, bytes], file: str, number: int, line: str) -> dict[str, bytes]:
    lines = worked[file].decode().split("\n")
    lines[number - 1] = line
    return {**worked, file: "\n".join(lines).encode()}


def said(files: Mapping[str, bytes]) -> list[str]:
    _, faults = read(files, "lofte.yaml")
    sources = sources_of(files, faults)
    return [render(fault, sources) for fault in faults]


def test_the_worked_example_has_no_fault(worked: Mapping[str, bytes]) -> None:
    assert said(worked) == []


@pytest.mark.parametrize(("file", "number", "line", "expected"), PLANTED.values(), ids=PLANTED)
def test_a_planted_mistake_is_said_as_the_language_says_it(
    worked: Mapping[str, bytes], file: str, number: int, line: str, expected: str
) -> None:
    assert said(planted(worked, file, number, line)) == [expected]


def test_a_decision_without_its_reason_names_every_published_value_it_replaces(worked: Mapping[str, bytes]) -> None:
    lines = worked["lofte.yaml"].decode().split("\n")
    reason = next(i for i in range(146, 160) if lines[i].startswith("    because:"))
    lines[reason] = ""
    found = said({**worked, "lofte.yaml": "\n".join(lines).encode()})
    assert found[0] == WITHOUT_REASON
    assert [text.split("`")[1] for text in found] == ["basis", "data", "keep"]


def test_a_ceiling_without_a_start_is_read_and_keeps_its_place(worked: Mapping[str, bytes]) -> None:
    files = planted(worked, "published.yaml", 194, "    keep: {at-most: 2 years}")
    declaration, faults = read(files, "published.yaml")
    assert faults == ()
    assert declaration is not None
    activities = declaration.root.fields["activities"].value
    assert isinstance(activities, Things)
    activity = activities.items["recruitment-claims"].value
    assert isinstance(activity, Thing)
    keep = activity.fields["keep"].value
    assert keep == AtMost((Ceiling(Period(years=2), None),))
    assert isinstance(keep, AtMost)
    assert str(keep.ceilings[0].span) == "published.yaml:194:21"


def test_a_secret_is_in_no_source_that_comes_back(worked: Mapping[str, bytes]) -> None:
    file, number, line, _ = PLANTED["secret-in-declaration"]
    declaration, faults = read(planted(worked, file, number, line), "lofte.yaml")
    assert declaration is not None
    assert "hunter2" not in repr((declaration, faults))
