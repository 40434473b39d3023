"""Write what a check found as SARIF 2.1.0, for editors, code review and registers of findings.

In:   what was checked, the folder that files are named from, the language.       Out:  one log, as plain values.
Never: the time, the machine's own paths, a line of the declaration's text.

The idea in one read: one run of one tool. Every rule of law is told with what it cites, whether it fired or not; faults
of the language are told as they are met. What stands accepted is a result too, suppressed by whom, why and until when.
A finding is known again by its code and the declared path that it is about, so that it may move in the file.
Law:  none of its own; each rule's source is data of the rule.
Kept true by: tests/journeys/test_sarif.py.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Final
from urllib.parse import quote

from lofte.app.declaring import Checked
from lofte.declaration.codes import CODES
from lofte.diagnostics import Diagnostic, Severity, Span, basis, sorted_by_place
from lofte.law import ACCEPTANCE_CODES, RULES, AcceptedFinding
from lofte.law.rule import Rule

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT: Final = "codeAndPath/v1"
LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
READING: Final = frozenset(code.name for code in CODES)

Json = dict[str, object]


def sarif(checked: Checked, folder: Path, language: str) -> Json:
    """The log of one check; files are named as they are seen from `folder`."""
    accepted = {each.finding: each for each in checked.accepted}
    found = sorted_by_place((*checked.findings, *accepted))
    rules = [*(_rule(rule, language) for rule in RULES), *_other_rules(found)]
    places = _Places(folder, checked.declared.path)
    known_by = _fingerprints(found, places)
    index = {str(rule["id"]): at for at, rule in enumerate(rules)}
    results = [
        {
            "ruleId": each.code,
            "ruleIndex": index[each.code],
            "level": LEVELS[each.severity],
            "message": {"text": _message(each, language)},
            "locations": [_location(each.span, each.path, places)] if each.span or each.path else [],
            **_related(each, places),
            "partialFingerprints": {FINGERPRINT: known_by[each]},
            "suppressions": [_suppression(accepted[each], places, language)] if each in accepted else [],
            "properties": _properties(each, language),
        }
        for each in found
    ]
    run = {
        "tool": {"driver": {**_driver(), "rules": rules}},
        "language": language,
        "columnKind": "unicodeCodePoints",
        "results": results,
        "properties": {"declaration": places.named(checked.declared.path.as_posix()), "as_of": str(checked.as_of)},
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def page_of(code: str) -> str:
    """The page and the heading that tell of `code`, as they lie in the project's folder."""
    if code in READING:
        return f"docs/reference/declaration-errors.md#{code}"
    if code in ACCEPTANCE_CODES or any(rule.id == code for rule in RULES):
        return f"docs/errors.md#{code}"
    return f"docs/reference/compiler-errors.md#{code}"


def documentation() -> str | None:
    """The address under which the package says that its project lies; None while it says none."""
    try:
        addresses = metadata("lofte").get_all("Project-URL", [])
    except PackageNotFoundError:
        return None
    named = dict(str(address).split(", ", 1) for address in addresses)
    return named.get("Documentation")


def _driver() -> Json:
    return {"name": "lofte", "fullName": "Löfte", "version": metadata("lofte")["Version"]}


def _help(code: str, mend: str = "") -> Json:
    """Where the page of a code is. `helpUri` must be an absolute address, so it waits until there is one."""
    page, address = page_of(code), documentation()
    said = {"help": {"text": f"{mend} {page}".strip(), "markdown": f"{mend} `{page}`".strip()}}
    return {**said, **({"helpUri": f"{address.rstrip('/')}/{page}"} if address else {})}


def _rule(rule: Rule, language: str) -> Json:
    entry, swedish = rule.entry, language == "sv"
    title = rule.title.sv if swedish else rule.title.en
    return {
        "id": rule.id,
        "shortDescription": {"text": _sentence(title)},
        "fullDescription": {"text": _sentence(rule.finds.sv if swedish else rule.finds.en)},
        **_help(rule.id),
        "defaultConfiguration": {"level": LEVELS[entry.severity]},
        "properties": {
            "tier": entry.tier,
            "source": entry.source,
            "page": page_of(rule.id),
            "valid_from": str(rule.valid_from),
            "valid_to": str(rule.valid_to) if rule.valid_to else None,
            "tags": ["law", f"tier-{entry.tier}"],
        },
    }


def _other_rules(found: Iterable[Diagnostic]) -> list[Json]:
    """What was met besides the law: faults of the language and of acceptances, in the order of their names."""
    of_law = {rule.id for rule in RULES}
    met = {each.code: each for each in found if each.code not in of_law}
    return [
        {
            "id": code,
            "shortDescription": {"text": _sentence(code.replace("-", " "))},
            **_help(code),
            "defaultConfiguration": {"level": LEVELS[met[code].severity]},
            "properties": {"page": page_of(code), "tags": ["acceptance" if code in ACCEPTANCE_CODES else "language"]},
        }
        for code in sorted(met)
    ]


class _Places:
    """Files by relative addresses: as seen from here, else from the declaration's own folder."""

    def __init__(self, folder: Path, declaration: Path) -> None:
        whole = declaration.resolve()
        self.here = folder.resolve()
        self.own = whole if whole.is_dir() else whole.parent

    def named(self, file: str) -> str:
        whole = Path(file).resolve()
        if whole.is_relative_to(self.here):
            return quote(whole.relative_to(self.here).as_posix())
        return quote(Path(os.path.relpath(whole, self.own)).as_posix())


def _location(span: Span | None, path: str, places: _Places) -> Json:
    logical = {"logicalLocations": [{"fullyQualifiedName": path, "kind": "member"}]} if path else {}
    if span is None:
        return {**logical}
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    return {"physicalLocation": {"artifactLocation": {"uri": places.named(span.file)}, "region": region}, **logical}


def _related(found: Diagnostic, places: _Places) -> Mapping[str, object]:
    if not found.related:
        return {}
    return {
        "relatedLocations": [
            {"id": at, "message": {"text": _plain(each.message)}, **_location(each.span, "", places)}
            for at, each in enumerate(found.related, 1)
        ]
    }


def _suppression(each: AcceptedFinding, places: _Places, language: str) -> Json:
    accepted = each.accepted
    until = (
        f"godtaget av {accepted.by}, ses över {accepted.review}"
        if language == "sv"
        else f"accepted by {accepted.by}, to be reviewed {accepted.review}"
    )
    return {
        "kind": "inSource",
        "status": "accepted",
        "justification": f"{accepted.because} ({until})",
        **({"location": _location(accepted.span, "", places)} if accepted.span else {}),
        "properties": {"because": accepted.because, "by": accepted.by, "review": str(accepted.review)},
    }


def _properties(found: Diagnostic, language: str) -> Json:
    from lofte.cli.declaring import list_as_json

    return {
        "path": found.path or None,
        "article": found.article,
        "basis": basis(found.lists, language),
        "lists": [list_as_json(used) for used in found.lists],
    }


def _fingerprints(found: Iterable[Diagnostic], places: _Places) -> dict[Diagnostic, str]:
    """By code and declared path; what has no path by its file and words. Several of a kind are counted in order."""
    known: dict[Diagnostic, str] = {}
    seen: Counter[str] = Counter()
    for each in found:
        about = each.path or f"{places.named(each.span.file) if each.span else ''}: {each.message}"
        mark = hashlib.sha256(f"{each.code}\n{about}".encode()).hexdigest()[:32]
        seen[mark] += 1
        known[each] = f"{mark}:{seen[mark]}"
    return known


def _message(found: Diagnostic, language: str) -> str:
    message, mend = found.in_language(language)
    return _plain(" ".join(_sentence(words) for words in (message, mend) if words))


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}{'' if words[-1] in '.?!' else '.'}"


def _plain(text: str) -> str:
    """A message's braces are doubled: a single one would begin a placeholder."""
    return text.replace("{", "{{").replace("}", "}}")
