"""MILLEX's books: after an agreement has ended, and after a request, exactly what the law keeps is left.

The declaration is the example's own; the databases are made here, with nobody in them who exists.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from journeys.choir import Choir

EXAMPLE = Path(__file__).parents[2] / "examples" / "millex"
BUSINESS = """
CREATE TABLE customers (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, legal_name TEXT NOT NULL, id_no TEXT,
                        customer_no TEXT UNIQUE, status TEXT, ended_on DATE);
CREATE TABLE contact_persons (id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customers (id),
                              full_name TEXT NOT NULL, email TEXT, phone TEXT, replaced_on DATE);
CREATE TABLE addresses (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers (id),
                        kind TEXT NOT NULL, street TEXT NOT NULL);
CREATE TABLE phones (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers (id), number TEXT);
CREATE TABLE emails (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers (id), email TEXT);
CREATE TABLE invoices (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers (id), number TEXT,
                       lines TEXT, amount INTEGER, issued_on DATE NOT NULL, paid_on DATE);
CREATE TABLE payment_details (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers (id),
                              account TEXT);
CREATE TABLE vouchers (id INTEGER PRIMARY KEY, invoice_id INTEGER NOT NULL REFERENCES invoices (id), text TEXT,
                       booked_on DATE NOT NULL);
"""
SERVICE = """
CREATE TABLE tickets (id INTEGER PRIMARY KEY, customer_no TEXT, full_name TEXT, email TEXT, subject TEXT, status TEXT,
                      closed_at TIMESTAMP, last_contact_at TIMESTAMP);
CREATE TABLE notes (id INTEGER PRIMARY KEY, ticket_id INTEGER NOT NULL REFERENCES tickets (id), note TEXT,
                    written_at TIMESTAMP);
"""
WEBSITE = """
CREATE TABLE form_submissions (id INTEGER PRIMARY KEY, full_name TEXT, email TEXT, message TEXT, sent_at TIMESTAMP,
                               closed_at TIMESTAMP);
CREATE TABLE visits (id INTEGER PRIMARY KEY, visit_id TEXT, ip TEXT, page TEXT, at TIMESTAMP);
CREATE TABLE choices (id INTEGER PRIMARY KEY, visit_id TEXT, choice TEXT, accepted_at TIMESTAMP,
                      withdrawn_at TIMESTAMP, last_seen_at TIMESTAMP);
CREATE TABLE cookies (id INTEGER PRIMARY KEY, name TEXT);
"""
LEGAL = """
CREATE TABLE proceedings (id INTEGER PRIMARY KEY, customer_no TEXT, party_name TEXT, matter TEXT, opened_on DATE,
                          closed_on DATE);
CREATE TABLE holds (id INTEGER PRIMARY KEY, proceeding_id INTEGER NOT NULL REFERENCES proceedings (id), reason TEXT,
                    review_on DATE);
"""
DATABASES = {"business": BUSINESS, "service": SERVICE, "website": WEBSITE, "legal": LEGAL}

# By number: the agreement's end, the last invoice, and whether it is paid.
CUSTOMERS = {
    1: ("sole-trader", "2024-03-01", "2024-02-01", "2024-02-20"),  # in the books until the end of 2031
    2: ("company", None, "2026-02-01", None),  # still a customer
    3: ("private", "2018-11-30", "2018-12-31", "2019-01-20"),  # the seventh year ended last year
    4: ("private", "2019-01-02", "2019-01-01", "2019-01-20"),  # a day later: until the end of this year
    5: ("private", "2025-03-01", None, None),  # never invoiced
}


@pytest.fixture
def millex(tmp_path: Path) -> Choir:
    for path in EXAMPLE.glob("*.yaml"):
        shutil.copy(path, tmp_path)
    for name, tables in DATABASES.items():
        with closing(sqlite3.connect(tmp_path / f"{name}.db")) as database:
            database.executescript(tables)
    with closing(sqlite3.connect(tmp_path / "business.db")) as database, database:
        for number, (kind, ended, issued, paid) in CUSTOMERS.items():
            _add_customer(database, number, kind, ended, issued, paid)
    urls = {f"{name.upper()}_URL": f"sqlite:///{tmp_path / name}.db" for name in DATABASES}
    return Choir(tmp_path, urls, {"LOFTE_BY": "privacy-officer"})


def _add_customer(
    database: sqlite3.Connection, number: int, kind: str, ended: str | None, issued: str | None, paid: str | None
) -> None:
    customer = (number, kind, f"Customer {number}", f"ID {number}", f"K{number}", "", ended)
    database.execute("INSERT INTO customers VALUES (?, ?, ?, ?, ?, ?, ?)", customer)
    for table, value in (("phones", "number"), ("emails", "email"), ("payment_details", "account")):
        database.execute(f"INSERT INTO {table} (customer_id, {value}) VALUES (?, ?)", (number, f"{value} {number}"))
    for address in ("visit", "invoice"):
        database.execute(
            "INSERT INTO addresses (customer_id, kind, street) VALUES (?, ?, ?)", (number, address, f"Street {number}")
        )
    if issued is not None:
        invoice = (number, number, "F", "work", 100, issued, paid)
        database.execute("INSERT INTO invoices VALUES (?, ?, ?, ?, ?, ?, ?)", invoice)
        database.execute("INSERT INTO vouchers VALUES (?, ?, ?, ?)", (number, number, "work", issued))


def _left(millex: Choir, number: int) -> dict[str, list[tuple[str, ...]]]:
    """What is left of a customer, table by table; tables with nothing left out."""
    asked = {
        "customers": "SELECT legal_name, id_no, customer_no FROM customers WHERE id = ?",
        "addresses": "SELECT kind FROM addresses WHERE customer_id = ? ORDER BY kind",
        "phones": "SELECT number FROM phones WHERE customer_id = ?",
        "emails": "SELECT email FROM emails WHERE customer_id = ?",
        "payment_details": "SELECT account FROM payment_details WHERE customer_id = ?",
        "invoices": "SELECT lines FROM invoices WHERE customer_id = ?",
        "vouchers": "SELECT text FROM vouchers WHERE invoice_id = ?",
    }
    with closing(sqlite3.connect(millex.folder / "business.db")) as database:
        found = {table: database.execute(question, (number,)).fetchall() for table, question in asked.items()}
    return {table: rows for table, rows in found.items() if rows}


def _books(number: int) -> dict[str, list[tuple[str, ...]]]:
    return {
        "customers": [(f"Customer {number}", f"ID {number}", f"K{number}")],
        "addresses": [("invoice",)],
        "invoices": [("work",)],
        "vouchers": [("work",)],
    }


@pytest.mark.clause("MX-2-c", "MX-2-d", "MX-4-d", "MX-4-e")
def test_after_the_agreement_and_the_last_payment_exactly_the_books_are_left_and_not_for_ever(millex: Choir) -> None:
    before = _left(millex, 2)
    millex.trust("automatic")
    swept = millex.lofte("sweep")
    assert swept.code == 0, swept.err
    assert _left(millex, 1) == _books(1)
    assert _left(millex, 4) == _books(4)
    assert _left(millex, 2) == before
    assert _left(millex, 3) == {}
    assert _left(millex, 5) == {}


@pytest.mark.clause("MX-2-c", "MX-2-d", "MX-4-d", "MX-5-c")
def test_a_request_for_erasure_leaves_exactly_the_books_and_says_so(millex: Choir) -> None:
    answered = millex.lofte("request", "erasure", "--identifier", "customer-number:K2", "--language", "en")
    assert answered.code == 0, answered.err
    assert _left(millex, 2) == _books(2)
    assert "31 December 2033" in answered.out
    assert "bokföringslagen (1999:1078) 7 kap. 2 §" in answered.out
    assert _left(millex, 1).keys() == {*_books(1), "phones", "emails", "payment_details"}
