"""Mitt Liv's two files and the demonstration's databases fit each other, and name no natural person."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Table

from demo.on_paper import EXAMPLE, bound, declared, laid_over
from lofte.compiler import compile_declaration
from lofte.declaration import read
from lofte.demo.mittliv.tables import DATABASES
from lofte.diagnostics import Severity
from lofte.law.judging import judge
from lofte.model import Model

SAID = laid_over(declared("published.yaml"), declared("lofte.yaml"))
TABLES = [table for tables in DATABASES.values() for table in tables.tables.values()]
IDS = [f"{table.metadata.info['system']}.{table.name}" for table in TABLES]
IN_FORCE = date(2027, 1, 1)


def says(table: Table) -> dict[str, Any] | None:
    """What the declaration says of a table; None when it is decided to hold no personal data."""
    return bound(SAID["systems"][table.metadata.info["system"]], table.name)


def person_columns(said: dict[str, Any]) -> Iterator[str]:
    for path in [said["person"]] if "person" in said else said["persons"].values():
        if isinstance(path, str):
            yield path.split(".")[0]
        elif "in" not in path:
            yield from path.values()


def event_columns(said: dict[str, Any]) -> Iterator[str]:
    for binding in said.get("events", {}).values():
        path = binding if isinstance(binding, str) else binding.get("at", "recorded")
        if path != "recorded":
            yield path.split(".")[0]


def decided(table: Table, said: dict[str, Any]) -> set[str]:
    """The columns of which somebody has said what they are (language: `not-personal`)."""
    in_path = {"meeting_id"} if "in" in str(said.get("person", "")) else set()
    return (
        {*said.get("columns", {}), *said.get("not-personal", []), *said.get("links", {})}
        | {*said.get("flags", {}).values(), *person_columns(said), *event_columns(said), *in_path}
        | set(table.primary_key.columns.keys())
    )


def test_each_database_of_the_demonstration_is_a_system_and_no_sql_system_is_without_one() -> None:
    kept = {system["url"]: name for name, system in SAID["systems"].items() if system.get("is") == "sql"}
    assert kept == {f"env:{variable}": tables.info["system"] for variable, tables in DATABASES.items()}
    for tables in DATABASES.values():
        system = SAID["systems"][tables.info["system"]]
        assert set(tables.tables) == set(system["tables"]) | set(system["not-personal"])


@pytest.mark.parametrize("table", TABLES, ids=IDS)
def test_every_column_is_bound_or_decided_and_no_other_is(table: Table) -> None:
    said = says(table)
    if said is not None:
        assert decided(table, said) == set(table.columns.keys())


@pytest.mark.parametrize("table", TABLES, ids=IDS)
def test_every_link_between_personal_tables_is_decided(table: Table) -> None:
    said = says(table)
    links = {column.name: key.column.table for column in table.columns for key in column.foreign_keys}
    if said is None:
        assert all(says(to) is None for to in links.values())
        return
    personal = {name for name, to in links.items() if says(to) is not None}
    assert personal <= {*person_columns(said), *said.get("links", {})}


def test_one_link_is_declared_that_the_database_does_not_know() -> None:
    undeclared = [
        (table.name, name, one["to"])
        for table in TABLES
        for name, one in ((says(table) or {}).get("links") or {}).items()
        if isinstance(one, dict)
    ]
    assert undeclared == [("files", "application_id", "applications.id")]
    files = next(table for table in TABLES if table.name == "files")
    assert not files.c.application_id.foreign_keys


@pytest.mark.parametrize("table", TABLES, ids=IDS)
def test_a_column_that_may_not_be_null_is_scrubbed_by_a_word_or_with_its_row(table: Table) -> None:
    said = says(table) or {}
    identifying = set(person_columns(said)) if said else set()
    for name, one in said.get("columns", {}).items():
        if not table.columns[name].nullable and name not in identifying:
            assert isinstance(one, dict), f"{table.name}.{name}"
            assert one.get("erase") in ("row", {"write": "gallrad"}), f"{table.name}.{name}"


@pytest.mark.parametrize("table", TABLES, ids=IDS)
def test_every_path_of_an_event_leads_to_a_time(table: Table) -> None:
    for binding in ((says(table) or {}).get("events") or {}).values():
        if binding == "recorded":
            continue
        path = binding if isinstance(binding, str) else binding.get("at") or binding.get("first") or binding["last"]
        here = table.metadata.tables[binding["in"]] if isinstance(binding, dict) and "in" in binding else table
        *links, column = path.split(".")
        for link in links:
            (key,) = here.columns[link].foreign_keys
            here = key.column.table
        assert here.columns[column].type.python_type.__name__ in ("date", "datetime"), path


def model_of(main: str) -> Model:
    files = {path.name: path.read_bytes() for path in EXAMPLE.glob("*.yaml")}
    declaration, unread = read(files, main)
    assert declaration is not None
    model, faults = compile_declaration(declaration)
    assert (unread, faults) == ((), ())
    assert model is not None
    return model


def test_the_decided_policy_has_nothing_against_it_but_what_is_accepted() -> None:
    judgement = judge(model_of("lofte.yaml"), IN_FORCE)
    assert [f"{one.code} {one.path}" for one in judgement.findings] == []
    assert [one.finding.code for one in judgement.accepted] == ["email-marketing-without-consent"]


def test_what_is_accepted_is_a_finding_again_after_its_review_date() -> None:
    judgement = judge(model_of("lofte.yaml"), date(2027, 7, 1))
    assert [one.code for one in judgement.findings] == ["email-marketing-without-consent"]


def test_the_published_policy_has_errors_and_cannot_be_published_again() -> None:
    found = judge(model_of("published.yaml"), IN_FORCE).findings
    errors = {one.code for one in found if one.severity is Severity.ERROR}
    assert errors >= {
        "clause-unfinished",
        "legal-basis-missing",
        "contract-basis-non-party",
        "retention-vague",
        "retention-conflict",
        "consent-not-granular",
        "cookie-browser-settings-as-consent",
        "complaint-authority-outdated",
    }


def test_every_text_of_the_decided_policy_is_in_both_languages() -> None:
    assert SAID["policy"]["languages"] == ["sv", "en"]
    lacking = [path for path, text in texts(SAID, "") if set(text) != {"sv", "en"}]
    assert lacking == []


def texts(value: Any, path: str) -> Iterator[tuple[str, dict[str, str]]]:
    if isinstance(value, dict):
        if value and set(value) <= {"sv", "en"}:
            yield path, value
        for name, inner in value.items():
            yield from texts(inner, f"{path}.{name}")


def test_every_thing_that_replaces_what_was_published_has_its_reason() -> None:
    published, decisions = declared("published.yaml")["activities"], declared("lofte.yaml")["activities"]
    without = [name for name in decisions if name in published and "because" not in decisions[name]]
    assert without == []
    assert len(decisions) > len(published)


@pytest.mark.parametrize("name", ["published.yaml", "lofte.yaml", "README.md"])
def test_no_file_holds_an_address_of_anyone(name: str) -> None:
    text = (EXAMPLE / name).read_text(encoding="utf8")
    addresses = re.findall(r"[\w.+-]+@[\w.-]+", text)
    assert {address.rpartition(".")[2] for address in addresses} <= {"example"}
    assert {address.partition("@")[0] for address in addresses} <= {"privacy", "stop", "info"}
    hosts = re.findall(r"https?://([\w.-]+)", text)
    assert all(host.endswith(".example") for host in hosts)
