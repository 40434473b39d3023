"""A small shop whose declaration a test changes by one fact.

In:   lines to replace.       Out:  `shop`: its model.
Never: names anyone who exists.
"""

from __future__ import annotations

from lofte.compiler import compile_declaration
from lofte.declaration import read
from lofte.difference import Change, Kind, difference
from lofte.model import Model

SHOP = """\
lofte: 1

policy:
  version: 1
  in-force: 2026-01-01
  languages: [sv, en]
  changes: {material: {tell: [website]}, consent: keep}

controllers:
  shop: {name: Example AB, org-nr: 556000-0019, form: limited-company, address: Storgatan 1}

contacts:
  privacy: {email: privacy@example.se}
  dpo: not-required

roles:
  lawyer: {label: {sv: jurist, en: lawyer}}

subjects:
  customer: {label: {sv: kund, en: customer}}
  reader: {label: {sv: läsare, en: reader}}

sources:
  till: {is: form, label: {sv: kassan, en: the till}}

activities:
  orders:
    about: [customer]
    purpose: perform-contract
    basis: contract
    data: [name, email]
    from: [till]
    required: all
    otherwise: {sv: vi kan inte leverera, en: we cannot deliver}
    to: [post]
    keep: {until: contract.ended, plus: 12 months}
  news:
    about: [reader]
    purpose: newsletter
    basis: consent
    data: [email]
    from: [till]
    required: none
    to: [mailer]
    keep: {until: consent.withdrawn}
    channels: [email]

consents:
  news: {by: unticked-box, asked: [till], text: {sv: Ja till nyhetsbrev, en: Yes to the newsletter}}

recipients:
  post: {is: distributor, name: {sv: Posten, en: The Post}, role: independent, country: SE}
  mailer: {is: newsletter-tool, name: {sv: Brevbäraren, en: The Mailer}, role: processor, country: SE}

rights:
  access:
  erasure:
  objection: {for: any}

websites:
  web:
    url: https://shop.example
    choice: before
    cookies:
      basket: {class: necessary, lifetime: session}

claims: [never-sells]

holds:
  claim: {is: claim, review: 6 months, owner: lawyer, label: {sv: rättsligt anspråk, en: legal claim}}

sweep: {every: 1 day, within: 30 days}
"""


def shop(*changes: tuple[str, str]) -> Model:
    """The shop's model with some of its lines replaced."""
    text = SHOP
    for before, after in changes:
        assert text.count(before) == 1, f"{before!r} stands {text.count(before)} times"
        text = text.replace(before, after)
    declaration, faults = read({"shop.yaml": text.encode()}, "shop.yaml")
    assert declaration is not None, [fault.message for fault in faults]
    model, more = compile_declaration(declaration)
    assert model is not None
    wrong = [f"{fault.span}: {fault.message}" for fault in (*faults, *more) if fault.severity.value == "error"]
    assert not wrong, wrong
    return model


def told(*changes: tuple[str, str], old: Model | None = None) -> tuple[Change, ...]:
    """What the shop's declaration with these lines replaced differs in, leaving out what is told to nobody."""
    found = difference(old or shop(), shop(*changes))
    return tuple(change for change in found.changes if change.kind is not Kind.UNTOLD)


def only(*changes: tuple[str, str]) -> Change:
    """The one change that it is."""
    found = told(*changes)
    assert len(found) == 1, [(change.kind.value, change.of, change.name) for change in found]
    return found[0]
