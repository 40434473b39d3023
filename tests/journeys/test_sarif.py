"""`lofte check --format sarif`: what it says is SARIF, and says all that a check found."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from journeys.choir import Choir
from lofte.cli import sarif
from lofte.law import ACCEPTANCE_CODES, CATALOGUE, RULES

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
SCHEMA = json.loads(Path(__file__).with_name("sarif-2.1.0.schema.json").read_text("utf8"))
EVERY = sorted(path for path in EXAMPLES.glob("*/*.yaml") if path.stem in ("published", "lofte"))
FINGERPRINT = "codeAndPath/v1"


def run_of(choir: Choir, *arguments: str) -> Any:
    log = choir.lofte("check", "--format", "sarif", *arguments).json
    jsonschema.Draft4Validator(SCHEMA).validate(log)
    (run,) = log["runs"]
    return run


def whole(run: Any) -> dict[str, int]:
    return {rule["id"]: at for at, rule in enumerate(run["tool"]["driver"]["rules"])}


def test_the_schema_finds_a_log_that_is_none() -> None:
    for log in ({"version": "2.1.0"}, {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": 1}}}]}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.Draft4Validator(SCHEMA).validate(log)


@pytest.mark.parametrize("language", ["en", "sv"])
@pytest.mark.parametrize("path", EVERY, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_example_is_told_whole(choir: Choir, path: Path, language: str) -> None:
    run = run_of(choir, "--language", language, "--as-of", "2026-11-22", str(path))
    told = choir.lofte("check", "--format", "json", "--as-of", "2026-11-22", str(path)).json
    counted = [(result["ruleId"], result["properties"]["path"]) for result in run["results"]]
    wanted = [(found["code"], found["path"]) for found in (*told["findings"], *told["accepted"])]
    assert sorted(map(str, counted)) == sorted(map(str, wanted))
    index = whole(run)
    assert [result["ruleIndex"] for result in run["results"]] == [index[code] for code, _path in counted]
    assert len({result["partialFingerprints"][FINGERPRINT] for result in run["results"]}) == len(counted)
    open_results = [result for result in run["results"] if not result["suppressions"]]
    severities = {"error": "error", "warning": "warning", "info": "note"}
    assert [(each["ruleId"], each["level"]) for each in open_results] == [
        (found["code"], severities[found["severity"]]) for found in told["findings"]
    ]


def test_every_rule_of_law_is_told_with_what_it_cites_and_where_its_page_is(choir: Choir) -> None:
    for language in ("en", "sv"):
        driver = run_of(choir, "--language", language)["tool"]["driver"]
        assert driver["name"] == "lofte"
        assert re.match(r"\d+\.\d+\.\d+", driver["version"])
        rules = {rule["id"]: rule for rule in driver["rules"]}
        assert set(rules) >= set(CATALOGUE)
        for rule in RULES:
            said = rules[rule.id]
            finds = rule.finds.en if language == "en" else rule.finds.sv
            assert said["fullDescription"]["text"] == finds
            assert said["shortDescription"]["text"].endswith(".")
            assert said["properties"]["source"] == rule.entry.source
            assert said["defaultConfiguration"]["level"] == sarif.LEVELS[rule.entry.severity]


def test_the_page_of_every_code_has_its_heading() -> None:
    of_language = re.findall(r"(?m)^## ([a-z0-9-]+)$", (ROOT / "docs/reference/compiler-errors.md").read_text("utf8"))
    for code in (*CATALOGUE, *ACCEPTANCE_CODES, *sarif.READING, *of_language):
        name, _, heading = sarif.page_of(code).partition("#")
        headings = re.findall(r"(?m)^#+ `?([a-z0-9-]+)`?$", (ROOT / name).read_text("utf8"))
        assert heading == code
        assert code in headings, code


def test_the_address_of_a_heading_is_whole_once_the_project_has_one(
    choir: Choir, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert all("helpUri" not in rule for rule in run_of(choir)["tool"]["driver"]["rules"])
    monkeypatch.setattr(sarif, "documentation", lambda: "https://lofte.example/")
    rules = run_of(choir)["tool"]["driver"]["rules"]
    assert {rule["helpUri"] for rule in rules} >= {f"https://lofte.example/docs/errors.md#{code}" for code in CATALOGUE}


def test_a_result_points_into_its_file_as_seen_from_here(choir: Choir, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    uris = uris_of(run_of(choir, str(EXAMPLES / "mittliv" / "published.yaml")))
    assert uris == {"examples/mittliv/published.yaml"}
    monkeypatch.chdir(choir.folder)
    uris = uris_of(run_of(choir, str(EXAMPLES / "mittliv" / "published.yaml")))
    assert uris == {"published.yaml"}


def test_a_file_beside_the_declaration_s_folder_keeps_its_place_to_it(choir: Choir) -> None:
    above, own = choir.folder / "above", choir.folder / "own one"
    for each in (above, own):
        each.mkdir()
    (above / "lofte.yaml").write_text((choir.folder / "lofte.yaml").read_text("utf8"), "utf8")
    decided = "decided: {by: secretary, on: 2026-01-01}"
    laid = f"extends: ../above/lofte.yaml\n{decided}\nclaims: [no-sharing]\npolicy: {{asks: acceptance}}\n"
    (own / "lofte.yaml").write_text(laid, "utf8")
    uris = uris_of(run_of(choir, str(own / "lofte.yaml")))
    assert uris == {"../above/lofte.yaml", "lofte.yaml"}


def uris_of(run: Any) -> set[str]:
    places = [place["physicalLocation"] for result in run["results"] for place in result["locations"]]
    assert all(place["region"]["startLine"] > 0 < place["region"]["startColumn"] for place in places)
    return {place["artifactLocation"]["uri"] for place in places}


def test_what_is_accepted_is_suppressed_with_its_reason_and_its_day_of_review(choir: Choir) -> None:
    path = str(EXAMPLES / "mittliv" / "lofte.yaml")
    accepted = choir.lofte("check", "--format", "json", path).json["accepted"]
    suppressed = {
        (result["ruleId"], result["properties"]["path"]): suppression
        for result in run_of(choir, path)["results"]
        for suppression in result["suppressions"]
    }
    assert len(suppressed) == len(accepted) > 0
    for each in accepted:
        suppression = suppressed[each["code"], each["path"]]
        assert suppression["kind"] == "inSource"
        assert suppression["properties"] == {name: each[name] for name in ("because", "by", "review")}
        for words in (each["because"], each["by"], each["review"]):
            assert words in suppression["justification"]


def test_a_finding_that_moves_is_known_again(choir: Choir) -> None:
    path = choir.folder / "lofte.yaml"
    text = path.read_text("utf8").replace("contacts:", "claims: [eea-only]\ncontacts:").replace(
        "basis: contract", "basis: unstated"
    )  # fmt: skip
    path.write_text(text, "utf8")
    before = run_of(choir, str(path))["results"]
    path.write_text(f"# A word\n# more\n\n{text}", "utf8")
    after = run_of(choir, str(path))["results"]
    assert len(before) > 1
    lines = [[place["physicalLocation"]["region"]["startLine"] for place in each[0]["locations"]] for each in
             (before, after)]  # fmt: skip
    assert lines[1] == [line + 3 for line in lines[0]]
    assert [each["partialFingerprints"] for each in before] == [each["partialFingerprints"] for each in after]


def test_a_fault_of_the_language_is_a_result_with_a_rule_of_its_own(choir: Choir) -> None:
    path = choir.folder / "lofte.yaml"
    path.write_text(path.read_text("utf8").replace("basis: contract", "basis: contrct", 1), "utf8")
    assert choir.lofte("check", "--format", "sarif").code == 3
    run = run_of(choir)
    (fault,) = [result for result in run["results"] if result["ruleId"] == "unknown-legal-basis"]
    assert fault["level"] == "error"
    assert "did you mean `contract`?" in fault["message"]["text"].lower()
    assert fault["locations"][0]["physicalLocation"]["region"]["startLine"] == 26
    rule = run["tool"]["driver"]["rules"][fault["ruleIndex"]]
    assert rule["id"] == "unknown-legal-basis"
    assert rule["shortDescription"]["text"] == "Unknown legal basis."
    assert rule["properties"]["page"] == "docs/reference/declaration-errors.md#unknown-legal-basis"


def test_any_bytes_are_told_as_a_log(choir: Choir) -> None:
    for raw in (b"\xff\xfe\x00", b"{", b"", b"- 1\n- 2\n", b"extends: ../../../etc\n"):
        path = choir.folder / "odd å.yaml"
        path.write_bytes(raw)
        assert run_of(choir, str(path))["results"], raw


def test_the_same_declaration_gives_the_same_bytes(choir: Choir) -> None:
    path = str(EXAMPLES / "mailit" / "published.yaml")
    one, other = (choir.lofte("check", "--format", "sarif", path).out for _ in range(2))
    assert one == other
    assert str(ROOT) not in one


def test_braces_of_a_message_are_no_placeholders(choir: Choir) -> None:
    path = choir.folder / "lofte.yaml"
    path.write_text(path.read_text("utf8").replace("basis: contract", "basis: legal-obligation", 1), "utf8")
    (found,) = [each for each in run_of(choir)["results"] if each["ruleId"] == "legal-obligation-without-statute"]
    assert "`{{legal-obligation: se-bfl-7-2}}`" in found["message"]["text"]


@pytest.mark.parametrize(("language", "word"), [("en", "     = by: EEA members"), ("sv", "     = enligt: EES-länder")])
def test_a_finding_says_which_list_it_used_in_every_form(choir: Choir, language: str, word: str) -> None:
    path = choir.folder / "lofte.yaml"
    with path.open("a") as file:
        file.write("\nrecipients:\n  post: {is: newsletter-tool, name: A, role: processor, country: IN}\n")
    arguments = ("--as-of", "2026-11-22", "--language", language, "--all")
    said = choir.lofte("check", *arguments).out
    assert word in said, said
    told = choir.lofte("check", "--format", "json", *arguments).json
    (found,) = [each for each in told["findings"] if each["code"] == "transfer-tool-missing"]
    (result,) = [each for each in run_of(choir, *arguments)["results"] if each["ruleId"] == "transfer-tool-missing"]
    assert result["properties"]["lists"] == found["lists"]
    assert found["lists"] == [
        {
            "name": name,
            "listed": "2026-11-22",
            "read_for": "2026-11-22",
            "valid_from": since,
            "valid_to": until,
        }
        for name, since, until in (
            ("EEA members", "2021-01-01", None),
            ("adequacy decisions", "2026-01-26", "2031-12-27"),
        )
    ]
    assert found["basis"].startswith("EEA members and adequacy decisions, list of ")
