"""Two organisations with customers, as their policies read: MiL (section 5.2) and MILLEX (section 4).

In:   nothing.       Out:  `mil()` and `millex()`, empty of rows, on 2027-03-01.
Never: names a natural person.

The idea in one read: MiL keeps a customer's contact while any contract runs, then for claims, then for marketing with a
ceiling; each is an activity that begins when the one before it ends. A claim that nobody has brought never closes, so
an open claim is an activity of its own that begins when it is brought. MILLEX keeps exactly the columns that
bookkeeping needs.
Law:  bokföringslagen (1999:1078) 7 kap. 2 §; preskriptionslagen (1981:130) 2 §.
Kept true by: tests/unit/test_oracle_customers.py
"""

from __future__ import annotations

from datetime import date
from typing import Any

from oracle.mittliv import LEGITIMATE, activity
from oracle.short import table
from oracle.world import Row, World

TODAY = date(2027, 3, 1)
ALL_CONTRACTS = {"last": "ended_on", "in": "contracts", "same": "company_id"}

MIL_ACTIVITIES = {
    "contracts": activity(
        ["customer"],
        "perform-contract",
        LEGITIMATE,
        ["name", "work-contact-details", "position"],
        {"until": "contract.ended"},
    ),
    "possible-claims": activity(
        ["customer"],
        "defend-legal-claims",
        [{"legitimate-interests": "defence against claims", "when": "contract.ended"}],
        ["name", "work-email", "position"],
        {"until": "contract.ended", "plus": "10 years"},
    ),
    "open-claims": activity(
        ["customer"],
        "defend-legal-claims",
        [{"legitimate-interests": "defence against claims", "when": "claim.brought"}],
        ["name", "work-email", "position"],
        {"until": "claim.closed"},
    ),
    "former-customer-marketing": activity(
        ["customer"],
        "direct-marketing",
        [{"legitimate-interests": "marketing", "when": "contract.ended"}],
        ["name", "work-email"],
        {"until": "objection.made", "at-most": "15 years after contract.ended"},
    ),
    "diplomas": activity(
        ["diploma-holder"], "certificates", LEGITIMATE, ["name", "diploma"], {"criterion": "as long as asked for"}
    ),
    "accounting": activity(
        ["customer"],
        "accounting",
        [{"legal-obligation": "se-bfl-7-2"}],
        ["name", "invoice"],
        {"statute": "se-bfl-7-2"},
    ),
}

MIL_TABLES = {
    "crm.contracts": table("id:integer! company_id:integer! ended_on:date"),
    "crm.claims": table("id:integer! company_id:integer! brought_on:date closed_on:date"),
    "crm.contacts": table(
        "id:integer! company_id:integer full_name email phone position",
        person={"work-email": "email"},
        about="customer",
        for_=["contracts", "possible-claims", "open-claims", "former-customer-marketing"],
        columns={"full_name": "name", "email": "work-email", "phone": "work-phone", "position": "position"},
        events={
            "contract.ended": ALL_CONTRACTS,
            "claim.brought": {"first": "brought_on", "in": "claims", "same": "company_id"},
            "claim.closed": {"last": "closed_on", "in": "claims", "same": "company_id"},
        },
    ),
    "school.diplomas": table(
        "id:integer! holder programme taken_on:date",
        person={"name": "holder"},
        about="diploma-holder",
        for_=["diplomas"],
        columns={"holder": "name", "programme": "diploma"},
    ),
    "finance.invoices": table(
        "id:integer! reference lines booked_on:date",
        person={"name": "reference"},
        about="customer",
        for_=["accounting"],
        columns={"reference": "name", "lines": "invoice"},
        events={"booked": "booked_on"},
    ),
}

BOOKKEEPING = [
    *("name", "organisation-number", "personal-identity-number", "invoicing-address", "customer-number"),
]
MILLEX_ACTIVITIES = {
    "invoicing": activity(
        ["customer"],
        "perform-contract",
        [{"contract": "performance"}],
        [*BOOKKEEPING, "visiting-address", "phone", "email", "payment-details"],
        {"until": "contract.ended"},
    ),
    "accounting": activity(
        ["customer"], "accounting", [{"legal-obligation": "se-bfl-7-2"}], BOOKKEEPING, {"statute": "se-bfl-7-2"}
    ),
}
MILLEX_TABLES = {
    "register.invoices": table("id:integer! customer_no! issued_on:date"),
    "register.customers": table(
        "customer_no! kind! legal_name id_no closed_on:date",
        key=("customer_no",),
        person={"customer-number": "customer_no"},
        about="customer",
        for_=["invoicing", "accounting"],
        columns={
            "customer_no": "customer-number",
            "legal_name": "name",
            "id_no": {"is": {"by": "kind", "company": "organisation-number", "person": "personal-identity-number"}},
        },
        events={
            "booked": {"last": "issued_on", "in": "invoices", "same": "customer_no"},
            "contract.ended": "closed_on",
        },
    ),
    "register.addresses": table(
        "id:integer! customer_no! kind! street",
        foreign={"customer_no": "customers.customer_no"},
        person="customer_no",
        for_=["invoicing", "accounting"],
        columns={"street": {"is": {"by": "kind", "visit": "visiting-address", "invoice": "invoicing-address"}}},
    ),
    "register.emails": table(
        "id:integer! customer_no! email",
        foreign={"customer_no": "customers.customer_no"},
        person="customer_no",
        for_=["invoicing"],
        columns={"email": "email"},
    ),
}


def mil() -> World:
    """MiL's stores, empty."""
    return World(TODAY, MIL_ACTIVITIES, MIL_TABLES, dict.fromkeys(MIL_TABLES, ()))


def millex() -> World:
    """MILLEX's register, empty; its policy promises erasure at any time."""
    return World(
        TODAY, MILLEX_ACTIVITIES, MILLEX_TABLES, dict.fromkeys(MILLEX_TABLES, ()), erasure_for=frozenset({"any"})
    )


def blank(world: World, name: str, **cells: Any) -> Row:
    """A row of a table with what is not given left empty."""
    return {**dict.fromkeys(world.tables[name].columns), **cells}
