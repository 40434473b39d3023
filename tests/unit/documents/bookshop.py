"""An invented bookshop with something in every section, for tests of the whole.

In:   nothing.       Out:  `bookshop`: a `Model`.
Never: names anyone who exists.

The idea in one read: one organisation that sells books to customers and members, writes to them, and keeps in touch
with publishers, is enough for each section of a policy to have something to tell.
Kept true by: tests/unit/documents/test_policy.py."""

from __future__ import annotations

from datetime import date

from lofte.grammar import Until
from lofte.model import (
    Agreement,
    Balancing,
    BasisEntry,
    Claim,
    Disclosed,
    HoldReason,
    Measure,
    Model,
    Profiling,
    Safeguard,
    Sweeping,
)
from lofte.periods import Period
from lofte.vocabulary import LegalBasis
from unit.documents.builder import (
    activity,
    consent,
    contact,
    controller,
    cookie,
    model,
    policy_of,
    recipient,
    requests,
    security,
    source,
    subject,
    website,
    words,
)


def bookshop() -> Model:
    """An invented organisation with something in every section, for tests of the whole."""
    by_consent = BasisEntry(basis=LegalBasis.CONSENT, consent="newsletter")
    interest = BasisEntry(
        basis=LegalBasis.LEGITIMATE_INTERESTS,
        interest=words("hålla kontakt med förlag", "keeping in touch with publishers"),
        balancing=Balancing(outcome=words("väger över", "prevails"), on=date(2026, 1, 2)),
    )
    return model(
        activity(
            "orders",
            about=("customer", "member"),
            purpose="perform-contract",
            basis=(BasisEntry(basis=LegalBasis.CONTRACT, contract=("performance",)),),
            data=("name", "contact-details", "order"),
            sources=("order-form", "phone-orders"),
            required=("name", "email"),
            otherwise=words("vi kan inte skicka boken", "we cannot send the book"),
            to=(Disclosed(recipient="parcel-service", data=("name", "postal-address")), Disclosed(recipient="host")),
            keep=Until(("contract.ended",), plus=Period(months=6)),
        ),
        activity(
            "newsletter",
            about=("customer", "member"),
            purpose="newsletter",
            purpose_class="marketing",
            basis=(by_consent,),
            data=("email",),
            sources=("order-form",),
            required=(),
            channels=("email",),
            keep=Until(("consent.withdrawn",)),
        ),
        activity(
            "publishers",
            about=("publisher",),
            purpose="business-contacts",
            basis=(interest,),
            data=("name", "work-contact-details"),
            sources=("register",),
            required=(),
            profiling=Profiling(
                logic=words("vi jämför kataloger", "we compare catalogues"),
                effects=words("vem vi ringer", "whom we call"),
                decides="no",
                even_if_objected=(),
            ),
            keep=Until(("contract.ended",)),
        ),
        policy=policy_of(
            version="3",
            in_force=date(2026, 2, 1),
            material=("website", "email"),
            other=("website",),
            before=Period(days=30),
            consent="renew",
            silence_means="end",
            review=Period(months=12),
        ),
        controllers=(
            controller(
                "shop",
                label=words("Exempelbok AB", "Exempelbok AB"),
                legal_name="Exempelbok AB",
                org_nr="556000-0000",
                address="Bokgatan 1, 123 45 Exempelstad",
            ),
        ),
        contacts=(
            contact("privacy", email="privacy@example.se", phone="08-123 45 67", form="https://example.se/data"),
            contact("dpo", required=False),
        ),
        subjects=(subject("publisher", words("kontaktperson på ett förlag", "contact person at a publisher")),),
        sources=(
            source("order-form", "form"),
            source("phone-orders", "phone"),
            source("register", "public-register", origin=words("Förlagsregistret", "the register of publishers")),
        ),
        consents=(consent("newsletter", by="double-opt-in", withdraw=("link", "email"), refresh=Period(months=24)),),
        recipients=(
            recipient(
                "parcel-service",
                label=words("paketbolaget", "the parcel service"),
                kinds=("distributor",),
                roles=("independent",),
                country="SE",
                places=("SE",),
            ),
            recipient(
                "host",
                named=words("Example Host Inc.", "Example Host Inc."),
                kinds=("hosting",),
                roles=("processor",),
                country="US",
                places=("US", "IE"),
                agreement=Agreement(signed=date(2025, 1, 1), until=None, covers=()),
                safeguards=(Safeguard(tool="adequacy", details={"decision": "us-dpf"}),),
                copy="privacy",
            ),
        ),
        requests=requests(
            by=("form", "email"),
            answer=Period(months=1),
            extension=Period(months=2),
            identity=("known-channel",),
        ),
        websites=(
            website(
                "site",
                cookie("cart", named=("cart",), activity="orders", cookie_class="necessary", party="own", session=True),
                cookie("count", named=("_c*",), cookie_class="statistics", party="host", lifetime=Period(months=13)),
                choice="before",
                refuse="first-layer",
                ask_again=Period(months=6),
                without=words("statistiken", "the statistics"),
            ),
        ),
        claims=(Claim(name="never-sells", label=words("uppgifter säljs aldrig", "data are never sold"), about=()),),
        holds=(
            HoldReason(
                name="claim",
                label=words("anspråk", "claim"),
                kinds=("claim",),
                about=(),
                activities=(),
                review=Period(months=6),
                owner=None,
            ),
        ),
        security=security(
            Measure(
                name="log-in",
                label=words("inloggning", "log-in"),
                against=("access", "disclosure"),
                covers=(),
                systems=(),
                owner=None,
                evidence=None,
            ),
            breach_within=Period(hours=72),
        ),
        sweep=Sweeping(name="sweep", label=words("", ""), every=Period(days=1), within=Period(days=30), approve=None),
    )
