"""What the page says of Mitt Liv itself is said in both languages, and what would make it untrue is found."""

from __future__ import annotations

import re
from functools import cache

import pytest

from journeys.mittliv.declared import Edit, found, model
from journeys.mittliv.house import House
from journeys.mittliv.story import Story, rows_in
from lofte.documents import render
from lofte.facts import normal

PUBLISHED = "published.yaml"
BOTH = pytest.mark.parametrize("language", ["sv", "en"])
ADDRESS = "Kungsgatan 48 plan 4, 111 35 Stockholm"


@cache
def page(language: str, *edits: Edit) -> str:
    """The policy as Markdown."""
    return render(model(*edits), language, "markdown")


def is_found_without(code: str, place: str, old: str, new: str = "", file: str = "lofte.yaml") -> bool:
    """Whether the fault is found only once the piece is out of the declaration."""
    return (code, place) not in found() and (code, place) in found(Edit(old, new, file))


@BOTH
@pytest.mark.clause("ML-0-a")
def test_the_controller_is_named_with_a_number_that_is_valid(language: str) -> None:
    assert "**Mitt Liv AB (svb)**" in page(language)
    assert "556784-5499" in page(language)
    of = "controllers.mitt-liv"
    assert is_found_without("org-number-invalid", f"{of}.org-nr", "556784-5499", "556784-5490", PUBLISHED)


@BOTH
@pytest.mark.clause("ML-0-d")
def test_mitt_liv_is_controller_of_every_activity_and_the_others_have_their_roles(language: str) -> None:
    assert list(model().controllers) == ["mitt-liv"]
    assert all(activity.controllers in ((), None, ("mitt-liv",)) for activity in model().activities.values())
    assert all(recipient.roles for recipient in model().recipients.values())
    assert {"sv": "är personuppgiftsansvarig", "en": "is the controller"}[language] in page(language)
    role = "    role: processor\n    country: SE\n    places: [IE]"
    place = "recipients.teamtailor.role"
    assert is_found_without("recipient-role-undetermined", place, role, "    country: SE\n    places: [IE]")


@BOTH
@pytest.mark.clause("ML-8-a")
def test_the_contact_is_a_role_with_an_address_reached_by_mail_and_letter(language: str) -> None:
    questions = next(line for line in page(language).splitlines() if line.startswith(("Frågor om", "Questions about")))
    assert "mailto:privacy@mittliv.example" in questions
    assert ADDRESS in questions
    assert model().contacts["privacy"].role == "privacy-officer"
    moved = Edit(
        "{role: privacy-officer, email: privacy@mittliv.example", "{role: privacy-officer, email: data@mittliv.example"
    )
    assert "privacy@mittliv.example" not in page(language, moved)
    assert page(language, moved).count("data@mittliv.example") == page(language).count("privacy@mittliv.example")
    for way in {"sv": ("e-post", "brev"), "en": ("e-mail", "letter")}[language]:
        assert way in page(language)


@BOTH
@pytest.mark.clause("ML-8-d")
def test_the_postal_address_stands_in_the_notice_and_its_absence_is_found(language: str) -> None:
    assert page(language).count(ADDRESS) == 2
    place = "controllers.mitt-liv.address"
    assert is_found_without("controller-identity-missing", place, f"    address: {ADDRESS}\n", file=PUBLISHED)


@BOTH
@pytest.mark.clause("ML-7-b")
def test_the_page_has_its_version_and_its_day(language: str) -> None:
    line = {"sv": "Version 2 · Gäller från den 1 januari 2027", "en": "Version 2 · In force from 1 January 2027"}[
        language
    ]
    assert line in page(language)
    assert is_found_without("policy-undated", "policy.version", "  version: 2\n")


@pytest.mark.clause("ML-5-g")
def test_the_authority_has_its_name_of_today_and_the_old_name_is_found() -> None:
    assert "Integritetsskyddsmyndigheten (IMY)" in page("sv")
    assert "Datainspektionen" not in page("sv") + page("en")
    place = "rights.complaint.authority"
    assert is_found_without("complaint-authority-outdated", place, "{authority: imy,", "{authority: Datainspektionen,")
    on_the_page = render(model(main=PUBLISHED), "sv", "markdown")
    assert "Datainspektionen" in on_the_page
    assert ("complaint-authority-outdated", place) in found(main=PUBLISHED)


@BOTH
@pytest.mark.clause("ML-6-e", "ML-6-f")
def test_every_cookie_is_told_with_whose_it_is_and_how_long_it_stays(language: str) -> None:
    rows = [
        [cell.strip() for cell in line.split("|")[1:-1]]
        for line in page(language).splitlines()
        if line.startswith("| ")
    ]
    cookies = {row[0]: (row[2], row[3]) for row in rows if row[0] in ("mlsession", "mlchoice", "exstat")}
    assert cookies["mlsession"][0] == cookies["mlchoice"][0] == {"sv": "oss", "en": "us"}[language]
    assert cookies["exstat"][0] == "Example Statistics AB"
    assert model().websites["public"].cookies["third-party"].party in model().recipients
    assert re.search("stänger webbläsaren|close", cookies["mlsession"][1])
    assert re.search("sex månader|six months", cookies["mlchoice"][1])
    place = "websites.public.cookies"
    owner = "third-party: {from: statistics-companies, class"
    assert is_found_without("cookie-inventory-missing", f"{place}.third-party", owner, "third-party: {class", PUBLISHED)


@pytest.mark.clause("ML-6-i")
def test_a_cookie_that_stays_without_an_end_is_found() -> None:
    place = "websites.public.cookies.persistent"
    assert is_found_without(
        "cookie-inventory-missing",
        place,
        "class: necessary, lifetime: 6 months",
        "class: necessary, lifetime: unstated",
    )


@pytest.mark.clause("ML-1B-f")
def test_the_interest_in_contacts_has_been_weighed_and_objecting_is_offered() -> None:
    (entry,) = model().activities["partner-relations"].basis
    assert entry.interest is not None
    assert entry.balancing is not None
    assert "Vårt intresse: affärskontakter med företag och organisationer" in page("sv")
    objecting = page("sv").split("### Du kan säga nej", 1)[1].split("\n##", 1)[0]
    assert "hålla kontakt med samarbetsparter" in objecting
    weighed = "en: business contacts with companies and organisations}\n        balancing:"
    place = "activities.partner-relations.basis"
    assert is_found_without("balancing-test-missing", place, weighed, weighed.replace("balancing:", "weighed:"))


@pytest.mark.clause("ML-4-c")
def test_data_leave_the_eea_only_under_a_safeguard_and_its_proof() -> None:
    place = "recipients.newsletter-tool"
    safeguard = "    safeguard: {adequacy: {decision: us-dpf, certificate: EX-0001, checked: 2026-11-01}}\n"
    assert is_found_without("transfer-tool-missing", f"{place}.safeguard", safeguard)
    assert is_found_without("transfer-dpf-not-certified", f"{place}.safeguard", "certificate: EX-0001, ")
    assert is_found_without("transfer-country-unnamed", f"{place}.country", "    country: US\n")
    assert "Example Post Inc.: USA. Skydd: beslut om adekvat skyddsnivå" in page("sv")


SOURCES = [
    pytest.param(
        "programme", "mentees", "website-forms", "formulär på vår webbplats", marks=pytest.mark.clause("ML-2-a")
    ),
    pytest.param("video", "participants", "video-meetings", "digitala möten", marks=pytest.mark.clause("ML-2-b")),
    pytest.param("office", "invoices", "business-papers", "avtal och fakturor", marks=pytest.mark.clause("ML-2-e")),
    pytest.param("office", "submissions", "enquiry-form", "kontaktformuläret på vår webbplats"),
]


@pytest.mark.postgres
@pytest.mark.parametrize(("system", "table", "source", "words"), SOURCES)
def test_where_data_came_from_is_bound_told_and_answered(
    story: Story, system: str, table: str, source: str, words: str
) -> None:
    rows = rows_in(story.access, system, table)
    assert rows
    assert {row.source for row in rows} == {source}
    assert words in page("sv")


@pytest.mark.postgres
def test_an_imported_row_says_which_source_it_came_from(story: Story) -> None:
    imported = story.row_of("imported from a register and never informed")
    email = story.before["office", "imports"][imported]["email"]
    (row,) = rows_in(story.held_about(email), "office", "imports")
    assert row.source == "public-registers"
    assert "Bolagsverkets näringslivsregister" in page("sv")


NO_SOURCE = [
    (
        "programme",
        "mentees",
        "about: mentee\n        for: [matching, run-programme, present-mentees]\n",
        "website-forms",
    ),
    ("video", "participants", "consulting-participant}\n        for: [run-programme]\n", "video-meetings"),
    ("office", "invoices", "        for: [accounting]\n", "business-papers"),
]


@pytest.mark.parametrize(("system", "table", "before", "source"), NO_SOURCE)
def test_without_its_line_no_source_is_answered(
    unswept: tuple[House, Story], system: str, table: str, before: str, source: str
) -> None:
    house, story = unswept
    asked = [normal("email", story.asks)]
    taken_out = Edit(f"{before}        from: {source}\n        columns", f"{before}        columns")
    for changed, sources in ((model(), {source}), (model(taken_out), {None})):
        answering = house.answering(changed, system)
        rows = rows_in(answering.access(answering.find(asked)), system, table)
        assert {row.source for row in rows} == sources
