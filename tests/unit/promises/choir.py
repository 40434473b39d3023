"""A small organisation, as YAML, for tests of promises; what a test is about is laid over it."""

from __future__ import annotations

from lofte.compiler import compile_declaration
from lofte.declaration import read
from lofte.model import Model

TEXT = """
lofte: 1
policy: {version: 1, in-force: 2026-01-01, languages: [en]}
controllers:
  choir: {name: Example Choir, org-nr: 802000-0009, form: association, address: Example Street 1}
contacts:
  privacy: {email: privacy@choir.example.se, role: secretary}
  dpo: not-required
roles: {secretary: {label: secretary}}
subjects:
  singer: {label: singer}
  reader: {label: reader}
  sponsor: {label: contact at a sponsor, is: business-contact}
sources: {sign-up: {is: form}}
activities:
  membership:
    about: [singer]
    purpose: {administer-service: keep the list of singers}
    basis: contract
    data: [name, email]
    from: [sign-up]
    required: all
    otherwise: you cannot sing with us
    keep: {until: contract.ended, plus: 3 months}
  newsletter:
    about: [reader]
    purpose: {newsletter: send our newsletter}
    basis: consent
    data: [email]
    from: [sign-up]
    required: none
    channels: [email]
  sponsors:
    about: [sponsor]
    purpose: {business-contacts: keep in touch with sponsors}
    basis: {legitimate-interests: {interest: concerts with sponsors}}
    data: [name, email]
    from: [sign-up]
    required: none
    keep: {until: relation.ended}
  books:
    about: [singer]
    purpose: accounting
    basis: {legal-obligation: se-bfl-7-2}
    data: [name, email]
    from: [membership]
    required: none
    keep: {statute: se-bfl-7-2}
consents:
  newsletter: {by: unticked-box}
recipients:
  printer:
    {is: printer, name: Example Print, role: processor, country: SE, agreement: {signed: 2025-01-01, until: 2026-06-30}}
rights: {access: {}, erasure: {}, portability: {}}
events: {relation.ended: {label: the sponsorship has ended}}
sweep: {every: 1 day, within: 30 days, approve: secretary}
systems:
  register:
    url: env:REGISTER_URL
    places: [SE]
    tables:
      singers:
        person: {email: email}
        about: singer
        for: [membership, books]
        columns: {full_name: name, email: email}
        events: {contract.ended: left_on, booked: booked_on}
      readers:
        person: {email: email}
        about: reader
        for: [newsletter]
        columns: {email: email}
        events: {newsletter.given: said_yes_at}
  binder:
    is: manual
    owner: secretary
    due: 5 days
    places: [SE]
    tables:
      pages:
        person: {name: who}
        about: sponsor
        for: [sponsors]
        columns: {who: name}
        events: {relation.ended: recorded}
"""


def choir(*edits: tuple[str, str]) -> Model:
    """The model, after each edit (a text that stands there, and what stands there instead)."""
    text = TEXT
    for old, new in edits:
        assert old in text, f"nothing to edit: {old}"
        text = text.replace(old, new)
    declaration, faults = read({"choir.yaml": text.encode()}, "choir.yaml")
    assert declaration is not None, faults
    model, more = compile_declaration(declaration)
    assert model is not None
    errors = [f"{one.code}: {one.message}" for one in (*faults, *more) if one.severity == "error"]
    assert not errors, errors
    return model
