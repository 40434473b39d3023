"""docs/law.md lists every rule and statute as it is."""

from __future__ import annotations

from pathlib import Path

from lofte.law import CATALOGUE, RULES
from lofte.statutes import STATUTES

PAGE = (Path(__file__).parents[3] / "docs" / "law.md").read_text()


def test_the_page_lists_the_hundred_rules_with_what_they_want_and_whether_they_are_built() -> None:
    titles = {rule.id: rule.title.en for rule in RULES}
    rows = [
        f"| `{entry.id}` | {entry.tier} | {entry.severity} | {titles.get(entry.id, '-')} | "
        f"{'yes' if entry.id in titles else 'not yet'} |"
        for entry in CATALOGUE.values()
    ]
    assert [line for line in PAGE.splitlines() if line.startswith("| `") and line.count("|") == 6] == rows


def test_the_page_lists_every_statute_with_its_effect_and_event() -> None:
    rows = [line.split(" | ") for line in PAGE.splitlines() if line.startswith("| `") and line.count("|") == 7]
    assert [(row[0], row[1], row[2], row[3]) for row in rows] == [
        (f"| `{statute.key}`", statute.section, str(statute.effect), f"`{statute.event}`")
        for statute in STATUTES.values()
    ]
