"""A table is its own keys over those of the table it is like, and says to whom its rows belong and what they serve."""

from __future__ import annotations

from lofte.grammar import (
    ByColumn,
    ByPath,
    ColumnPath,
    Combine,
    KnownBy,
    LinkDecision,
    Recorded,
    RowCondition,
    ThroughPath,
)
from lofte.model import DeclaredTable
from unit.compiler.compiling import Compiled, compiled

ORGANISATION = """
subjects: {customer: , supplier-contact: }
sources: {forms: }
roles: {officer: {label: {sv: ansvarig, en: officer}}}
recipients: {host: {is: hosting, name: Example Host AB, role: processor, country: SE, places: [IE]}}
activities:
  billing: {about: [customer], purpose: payment, basis: contract, data: [name, email],
            keep: {until: contract.ended, at-most: 9 years after collected}}
  offers: {about: [customer], purpose: offers, basis: consent, data: [email]}
"""


def _systems(lines: str) -> Compiled:
    return compiled(ORGANISATION + "systems:\n" + lines)


def _table(keys: str) -> DeclaredTable:
    found = _systems(f"  crm: {{url: env:CRM_URL, places: [SE], tables: {{people: {{{keys}}}}}}}\n")
    assert found.codes == []
    return found.model.systems["crm"].tables["people"]


SOUND = (
    "person: {email: mail}, for: [billing], columns: {mail: email}, "
    "events: {contract.ended: ended_on, collected: made_on}"
)


def test_a_table_knows_its_person_and_what_it_serves() -> None:
    table = _table(SOUND)
    assert [(party.name, party.person) for party in table.parties] == [("", KnownBy((("email", "mail"),)))]
    assert [serves.activity for serves in table.serves] == ["billing"]
    assert table.events["collected"] == ByPath(ColumnPath(("made_on",)))
    assert table.columns["mail"].goes_with == "last"
    assert not table.anonymise


def test_an_activity_may_be_narrowed_to_some_rows() -> None:
    table = _table(SOUND.replace("for: [billing]", "for: {billing: {if: {state: [open, late], paid: any}}}"))
    assert set(table.serves[0].conditions) == {RowCondition("state", ("open", "late")), RowCondition("paid", None)}


def test_parties_links_flags_and_calls_are_kept() -> None:
    table = _table(
        "persons: {customer: customer_id, supplier-contact: seller_id}, for: [billing], "
        "columns: {mail: {is: email, of: customer, erase: {write: x}, goes-with: first}}, "
        "links: {customer_id: shared, parent_id: {owns: , to: people.id}}, flags: {objected: no_mail}, "
        'key: [id], calls: {erase: "DELETE /x/{id}"}, erase: anonymise, '
        "events: {contract.ended: recorded, collected: made_on}"
    )
    assert [party.name for party in table.parties] == ["customer", "supplier-contact"]
    assert isinstance(table.parties[0].person, ThroughPath)
    assert table.columns["mail"].of == "customer"
    assert [(link.column, link.decision, link.to) for link in table.links] == [
        ("customer_id", LinkDecision.SHARED, None),
        ("parent_id", LinkDecision.OWNS, "people.id"),
    ]
    assert (table.flags, table.key, table.anonymise) == ({"objected": "no_mail"}, ("id",), True)
    assert table.events["contract.ended"] == Recorded()


def test_a_meaning_may_depend_on_a_column() -> None:
    table = _table(SOUND + ", about: {by: kind, c: customer, else: supplier-contact}, from: forms")
    assert isinstance(table.about, ByColumn)
    assert table.about.otherwise == "supplier-contact"
    assert table.source == "forms"


def test_a_meaning_that_names_nobody_is_a_fault() -> None:
    found = _systems(
        f"  crm: {{url: env:CRM_URL, places: [SE], tables: {{people: {{{SOUND}, "
        "about: {by: kind, c: costumer}}}}\n"
    )
    assert found.only().message == "unknown subject `costumer`"
    assert found.model.systems["crm"].tables["people"].about is None


def test_a_table_that_serves_nothing_is_a_fault() -> None:
    found = _systems("  crm: {url: env:CRM_URL, places: [SE], tables: {people: {person: {email: mail}}}}\n")
    fault = found.only()
    assert fault.code == "table-serves-nothing"
    assert found.underlined(fault) == "people"


def test_a_table_of_nobody_is_a_fault() -> None:
    found = _systems(
        "  crm: {url: env:CRM_URL, places: [SE], for: [billing], "
        "tables: {people: {events: {contract.ended: on_, collected: made_on}}}}\n"
    )
    fault = found.only()
    assert fault.code == "table-without-person"
    assert fault.message == "table `people` does not say to whom its rows belong"
    assert fault.path == "systems.crm.tables.people.person"


def test_what_a_system_serves_its_tables_serve_unless_they_say_otherwise() -> None:
    found = _systems("""
  crm:
    url: env:CRM_URL
    places: [SE]
    for: [billing, offers]
    tables:
      people: {person: {email: mail}, columns: {mail: email}, events: {contract.ended: ended_on, collected: made_on}}
      letters: {person: {email: mail}, columns: {mail: email}, for: [offers]}
""")
    assert found.codes == []
    tables = found.model.systems["crm"].tables
    assert [serves.activity for serves in tables["people"].serves] == ["billing", "offers"]
    assert [serves.activity for serves in tables["letters"].serves] == ["offers"]


def test_a_table_whose_own_activity_is_unknown_does_not_serve_the_systems() -> None:
    found = _systems("""
  crm:
    url: env:CRM_URL
    places: [SE]
    for: [offers]
    tables: {people: {person: {email: mail}, columns: {mail: email}, for: [ofers]}}
""")
    assert found.codes == ["unknown-name"]
    assert found.model.systems["crm"].tables["people"].serves == ()


def test_a_table_like_another_replaces_keys_whole() -> None:
    found = _systems("""
  crm:
    url: env:CRM_URL
    places: [SE]
    tables:
      people: {person: {email: mail}, for: [billing], clause: 1A, columns: {mail: email, full: name},
               events: {contract.ended: ended_on, collected: made_on}}
      others: {like: people, columns: {mail: email}}
      thirds: {like: others, for: [offers]}
""")
    assert found.codes == []
    tables = found.model.systems["crm"].tables
    assert list(tables["others"].columns) == ["mail"]
    assert tables["others"].events == tables["people"].events
    assert tables["others"].clause == (), "where the text says it is a table's own"
    assert [serves.activity for serves in tables["thirds"].serves] == ["offers"]


def test_a_table_like_none_or_like_itself_is_a_fault() -> None:
    found = _systems("""
  crm:
    url: env:CRM_URL
    places: [SE]
    for: [offers]
    tables:
      people: {like: peple, person: {email: mail}}
      a: {like: b, person: {email: mail}}
      b: {like: a, person: {email: mail}}
""")
    assert found.codes == ["unknown-name", "table-like-itself", "table-like-itself"]
    assert found.faults[0].help == "did you mean `people`?"


def test_a_column_of_somebody_who_is_no_party_is_a_fault() -> None:
    found = _systems(
        "  crm: {url: env:CRM_URL, places: [SE], for: [offers], tables: {people: "
        "{persons: {customer: a_id, supplier-contact: b_id}, columns: {mail: {is: email, of: custommer}}}}}\n"
    )
    fault = found.only()
    assert (fault.code, fault.help) == ("unknown-party", "did you mean `customer`?")
    assert found.underlined(fault) == "custommer"


def test_a_processors_system_lies_where_the_processor_is() -> None:
    found = _systems("  crm: {url: env:CRM_URL, run-by: host, tables: {people: {" + SOUND + "}}}\n")
    assert found.codes == []
    assert found.model.systems["crm"].places == ("IE",)
    assert [to.recipient for to in found.model.activities["billing"].to] == ["host"]
    assert found.model.activities["offers"].to == ()


def test_the_kind_of_a_system_is_told_by_its_address_or_not_at_all() -> None:
    found = _systems("""
  a: {url: "sqlite:///x.db", places: [SE]}
  b: {url: "imaps://mail.example.se", places: [SE]}
  c: {url: env:C_URL, places: [SE]}
  d: {is: manual, owner: officer, due: 5 days, places: [SE]}
""")
    assert [system.kind for system in found.model.systems.values()] == ["sql", "mailbox", "", "manual"]


def test_an_event_over_rows_of_another_table_is_kept_as_written() -> None:
    table = _table(SOUND.replace("ended_on", "{last: ended_on, in: contracts, same: customer_id}"))
    binding = table.events["contract.ended"]
    assert getattr(binding, "combine", None) is Combine.LAST
