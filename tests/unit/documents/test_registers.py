"""The registers: whole, in the authority's order, traceable, and the same in every form."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO, StringIO
from zipfile import ZipFile

import openpyxl
import pytest

from lofte.app.workbook import MADE, MOST_SIGNS, TooLongError, workbook
from lofte.documents.blocks import Heading, Item, Items, Table, plain
from lofte.documents.language import country_words, period_words
from lofte.documents.recipients import leaves_eea
from lofte.documents.registers import REGISTERS, Cell, Register, csv_text, register, register_document
from lofte.documents.retention import rule_words
from lofte.documents.voice import Voice
from lofte.model import Model
from unit.documents.bookshop import bookshop
from unit.documents.builder import activity, model, recipient, subject, words
from unit.documents.examples import EXAMPLES, example

LANGUAGES = ("sv", "en")
Registers = dict[str, Register]


def registers(whole: Model, language: str) -> Registers:
    return {name: register(whole, name, language) for name in REGISTERS}


def cell(found: Register, entry: str, column: str) -> Cell:
    place = [one.name for one in found.columns].index(column)
    return next(one for one in found.entries if one.name == entry).cells[place]


def left_out(whole: Model, found: Registers, language: str) -> Iterator[str]:
    """Everything declared that does not stand in the register where it belongs."""
    voice = Voice(whole, language)
    for one in whole.activities.values():
        record = found["record" if one.on_behalf_of is None else "processor-record"]
        data = [voice.data((name,)) for name in whole.expanded(one.data or ())]
        facts = {
            "data": data,
            "subjects": [voice.subject(name) for name in one.about or ()],
            "recipients": [voice.recipient(to.recipient) for to in one.to],
            "kept": [rule_words(one.keep, voice)] if one.keep else [],
        }
        yield from (f"{one.name}: {fact}" for fact in _absent(record, one.name, facts))
        if one.on_behalf_of is None:
            kept = {"kept": facts["kept"], "data": data, "backups": _backups(whole, one.name, language)}
            yield from (f"{one.name}: {fact}" for fact in _absent(found["retention"], one.name, kept))
    for name, party in whole.recipients.items():
        places = party.places or ((party.country,) if party.country else ())
        stated = {
            "recipient": [voice.recipient(name)],
            "role": [voice.term("recipient-role", role) for role in party.roles],
            "places": [country_words(place, language) for place in places],
            "outside": [country_words(place, language) for place in leaves_eea(party)],
            "safeguard": [voice.term("safeguard", one.tool) for one in party.safeguards],
        }
        yield from (f"{name}: {fact}" for fact in _absent(found["recipients"], name, stated))
    for site in whole.websites.values():
        for item in site.cookies.values():
            stays = [period_words(item.lifetime, language)] if item.lifetime else []
            named = {"name": list(item.named), "stays": stays}
            yield from (f"{item.name}: {fact}" for fact in _absent(found["cookies"], f"{site.name}.{item.name}", named))


def _backups(whole: Model, activity_name: str, language: str) -> list[str]:
    """How long the backups of each system stay in which the activity has a table."""
    return [
        period_words(system.backups_keep, language)
        for system in whole.systems.values()
        if system.backups_keep
        and any(serves.activity == activity_name for table in system.tables.values() for serves in table.serves)
    ]


def _absent(found: Register, entry: str, facts: Mapping[str, list[str]]) -> list[str]:
    if entry not in [one.name for one in found.entries]:
        return ["the entry"]
    columns = [column.name for column in found.columns]
    return [
        f"{column}: {fact}"
        for column, stated in facts.items()
        for fact in stated
        if column not in columns or fact.lower() not in cell(found, entry, column).text.lower()
    ]


@pytest.mark.parametrize("place", EXAMPLES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_declared_stands_in_the_register_where_it_belongs(place: str, language: str) -> None:
    whole = example(place)
    assert list(left_out(whole, registers(whole, language), language)) == []


def test_what_is_left_out_of_a_register_would_be_seen() -> None:
    whole = example("mittliv/lofte.yaml")
    found = registers(whole, "sv")
    for name, one in found.items():
        for place, entry in enumerate(one.entries):
            without = replace(one, entries=(*one.entries[:place], *one.entries[place + 1 :]))
            assert any(entry.name.split(".")[-1] in fact for fact in left_out(whole, found | {name: without}, "sv"))
    for name, of, columns in (
        ("record", "recruitment", ("data", "subjects", "recipients", "kept")),
        ("retention", "matching", ("data", "kept", "backups")),
        ("recipients", "newsletter-tool", ("recipient", "role", "places", "outside", "safeguard")),
        ("cookies", "public.third-party", ("name", "stays")),
    ):
        for column in columns:
            emptied = _without(found[name], of, column)
            assert list(left_out(whole, found | {name: emptied}, "sv")), (name, column)


def _without(found: Register, entry: str, column: str) -> Register:
    place = [one.name for one in found.columns].index(column)
    entries = tuple(
        replace(one, cells=tuple(Cell() if at == place else each for at, each in enumerate(one.cells)))
        if one.name == entry
        else one
        for one in found.entries
    )
    return replace(found, entries=entries)


@pytest.mark.parametrize("place", EXAMPLES)
@pytest.mark.parametrize("name", REGISTERS)
def test_every_answer_knows_its_place_in_the_declaration(place: str, name: str) -> None:
    found = register(example(place), name, "sv")
    unplaced = [
        (entry.name, column.name)
        for entry in found.entries
        for column, one in zip(found.columns, entry.cells, strict=True)
        if one.lines and one.span is None
    ]
    assert unplaced == []


def test_the_record_has_the_columns_of_the_law_in_its_order() -> None:
    letters = [column.article for column in register(bookshop(), "record", "sv").columns if column.article][1:]
    assert letters == [f"GDPR Art. 30(1)({letter})" for letter in "abccdefg"]
    ours = model(activity("hosting", on_behalf_of="customer", data=("name",)), subjects=(subject("customer"),))
    letters = [column.article for column in register(ours, "processor-record", "sv").columns if column.article][1:]
    assert letters == [f"GDPR Art. 30(2)({letter})" for letter in "aabcd"]


def test_what_is_done_for_others_is_in_a_record_of_its_own() -> None:
    whole = model(
        activity("own", data=("name",)),
        activity("theirs", on_behalf_of="customer", purpose="administer-service", data=("name",)),
        subjects=(subject("customer"),),
    )
    assert [one.name for one in register(whole, "record", "en").entries] == ["own"]
    theirs = register(whole, "processor-record", "en")
    assert [one.name for one in theirs.entries] == ["theirs"]
    assert cell(theirs, "theirs", "controller").lines == ("Customer",)
    assert [one.name for one in register(whole, "retention", "en").entries] == ["own"]


def test_what_the_law_asks_for_and_nobody_states_is_said_to_be_missing() -> None:
    found = register(model(activity("a", about=None)), "record", "sv")
    for column in ("controller", "purpose", "subjects", "data", "kept", "measures"):
        assert cell(found, "a", column).lines == ("Inte angivet",), column
    assert "basis" not in [column.name for column in found.columns]


def test_guarded_data_are_told_with_what_permits_them_and_high_risk_with_its_assessment() -> None:
    whole = model(
        activity(
            "a",
            data=("personal-identity-number",),
            conditions={"personal-identity-number": ("secure-identification", None)},
            risk=("large-scale",),
            dpia="2026-03-01",
        )
    )
    found = register(whole, "record", "en")
    assert cell(found, "a", "conditions").text.startswith("Personal identity number: ")
    assert cell(found, "a", "conditions").text.endswith("(Article 87)")
    assert cell(found, "a", "risks").lines[-1] == "impact assessment: 1 March 2026"
    assert "conditions" not in [column.name for column in register(bookshop(), "record", "en").columns]


def test_a_recipient_abroad_is_told_with_place_safeguard_and_agreement() -> None:
    found = register(bookshop(), "recipients", "en")
    assert [entry.name for entry in found.entries] == ["host", "parcel-service"], "processors come first"
    assert cell(found, "host", "places").lines == ("United States", "Ireland")
    assert cell(found, "host", "outside").lines == ("United States",)
    assert cell(found, "host", "safeguard").text.startswith("Adequacy decision (EU–US")
    assert cell(found, "host", "agreement").lines == ("Signed on 1 January 2025",)
    assert cell(found, "parcel-service", "data").lines == ("Name", "postal address")
    transfers = cell(register(bookshop(), "record", "en"), "orders", "transfers")
    assert transfers.text.startswith("Example Host Inc.: United States. Safeguard: adequacy decision")


def test_a_column_that_says_nothing_of_anybody_is_left_out() -> None:
    at_home = model(recipients=(recipient("post", label=words("posten", "the post"), country="SE"),))
    names = [column.name for column in register(at_home, "recipients", "en").columns]
    assert "outside" not in names
    assert "safeguard" not in names
    assert "places" in names


def test_a_cookie_is_told_with_what_it_is_for_and_how_long_it_stays() -> None:
    found = register(bookshop(), "cookies", "sv")
    assert cell(found, "site.cart", "stays").lines == ("Tills webbläsaren stängs",)
    assert cell(found, "site.count", "stays").lines == ("13 månader",)
    assert cell(found, "site.count", "from").lines == ("Example Host Inc.",)
    assert cell(found, "site.count", "for").lines == ("Inte angivet",)


def test_what_is_the_same_for_all_is_told_once() -> None:
    told = register_document(register(bookshop(), "record", "en"))
    heads = [block.text for block in told.blocks if isinstance(block, Heading)]
    assert heads[0] == "The same for all below"
    items = [plain(item.text) for block in told.blocks if isinstance(block, Items) for item in block.items]
    assert sum(item.startswith("Controller and contacts: ") for item in items) == 1
    assert sum(item.startswith("Purpose: ") for item in items) == len(bookshop().activities)


def test_a_table_of_few_columns_is_a_table() -> None:
    blocks = register_document(register(bookshop(), "cookies", "en")).blocks
    assert [type(block) for block in blocks] == [Table]


@pytest.mark.parametrize("name", REGISTERS)
def test_an_empty_register_is_a_document_without_blocks(name: str) -> None:
    assert register_document(register(model(), name, "en")).blocks == ()


@pytest.mark.parametrize("place", EXAMPLES)
@pytest.mark.parametrize("name", REGISTERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_csv_and_workbook_give_back_what_the_register_holds(place: str, name: str, language: str) -> None:
    found = register(example(place), name, language)
    if not found.entries:
        return
    held = [[column.title for column in found.columns], *([one.text for one in entry.cells] for entry in found.entries)]
    assert list(csv.reader(StringIO(csv_text(found), newline=""))) == held
    made = workbook(found)
    assert made == workbook(found)
    book = openpyxl.load_workbook(BytesIO(made))
    assert book.properties.created == book.properties.modified == MADE
    assert {part.date_time for part in ZipFile(BytesIO(made)).infolist()} == {(1980, 1, 1, 0, 0, 0)}
    table, about = book.worksheets
    assert [[value or "" for value in row] for row in table.iter_rows(values_only=True)] == held
    assert about["A1"].value == found.title
    assert {one.data_type for row in table.iter_rows() for one in row} <= {"s", "n"}
    assert all(one.value is None for row in table.iter_rows() for one in row if one.data_type == "n")


FORMULAS = ("=1+1", "+46", "-1", "@SUM(A1)", " =1", "\t=1", '=HYPERLINK("https://example.org")', "\uff1d1")


@pytest.mark.parametrize("formula", FORMULAS)
def test_nothing_declared_runs_in_a_spreadsheet(formula: str) -> None:
    found = register(model(activity("a", purpose_text=words(formula, formula), purpose="other")), "record", "sv")
    lines = list(csv.reader(StringIO(csv_text(found), newline="")))
    assert cell(found, "a", "purpose").text == formula
    assert f"'{formula}" in lines[1]
    table = openpyxl.load_workbook(BytesIO(workbook(found))).worksheets[0]
    held = [one for row in table.iter_rows() for one in row if one.value == formula]
    assert [one.data_type for one in held] == ["s"]


def test_csv_has_no_byte_order_mark_and_keeps_lines_within_a_cell() -> None:
    text = csv_text(register(bookshop(), "record", "sv"))
    assert text.startswith("Behandling,")
    assert "\r\n" in text
    assert '"Kund\nmedlem"' in text


def test_a_text_that_fits_in_no_cell_is_refused_and_not_cut() -> None:
    long = "a" * (MOST_SIGNS + 1)
    found = register(model(activity("a", purpose_text=words(long, long), purpose="other")), "record", "sv")
    with pytest.raises(TooLongError, match="does not fit in a cell"):
        workbook(found)
    assert long[1:] in csv_text(found)


def test_an_item_of_a_sheet_is_a_column_and_its_answer() -> None:
    told = register_document(register(bookshop(), "record", "sv"))
    first = next(item for block in told.blocks if isinstance(block, Items) for item in block.items)
    assert isinstance(first, Item)
    assert plain(first.text).startswith("Personuppgiftsansvarig och kontakt: Exempelbok AB, 556000-0000")
