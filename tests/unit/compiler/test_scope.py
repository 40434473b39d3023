"""Every name is looked up among the names of its own kind, and a wrong one is told with the nearest."""

from __future__ import annotations

from unit.compiler.compiling import compiled


def test_a_name_that_is_not_there_is_told_with_the_nearest_of_its_kind() -> None:
    found = compiled("""
        roles:
          programme-staff: {label: {sv: programledare, en: programme staff}}
        requests: {owner: programe-staff}
    """)
    fault = found.only()
    assert (fault.code, fault.message) == ("unknown-name", "unknown role `programe-staff`")
    assert fault.help == "did you mean `programme-staff`?"
    assert found.underlined(fault) == "programe-staff"
    assert fault.path == "requests.owner"
    assert found.model.requests.owner is None


def test_a_name_like_no_other_is_told_where_to_declare_it() -> None:
    found = compiled("requests: {owner: janitor}")
    assert found.only().help == "declare it under `roles`"


def test_a_name_of_another_kind_is_not_found() -> None:
    found = compiled("""
        subjects: {customer: }
        activities: {billing: {about: [customer], purpose: payment, basis: contract, data: [name],
                               from: [customer], keep: {until: contract.ended}}}
    """)
    assert found.only().message == "unknown source or activity `customer`"


def test_each_use_of_an_unknown_name_is_told_at_its_own_place() -> None:
    found = compiled("""
        subjects: {customer: }
        activities:
          a: {about: [customer], purpose: payment, basis: contract, data: [nam], keep: {until: contract.ended}}
          b: {about: [customer], purpose: payment, basis: contract, data: [nam], keep: {until: contract.ended}}
    """)
    assert found.codes == ["unknown-name", "unknown-name"]
    assert len({fault.span for fault in found.faults}) == 2
    assert {fault.help for fault in found.faults} == {"did you mean `name`?"}


def test_a_statute_that_no_table_knows_is_told_with_the_nearest() -> None:
    found = compiled("""
        subjects: {customer: }
        activities: {accounting: {about: [customer], purpose: accounting, basis: {legal-obligation: se-bfl-7-2},
                                  data: [name], keep: {statute: se-bfl-7}}}
    """)
    assert found.only().message == "unknown statute `se-bfl-7`"
    assert found.only().help == "did you mean `se-bfl-7-2`?"
