"""A table must neither lose data that somebody needs nor keep data that nobody will ever let go of."""

from __future__ import annotations

import pytest

from lofte.compiler import needed_events, unbound_events
from lofte.diagnostics import Severity
from unit.compiler.compiling import Compiled, compiled


def _table(
    keys: str, *, more: str = "", billing: str = "basis: contract, keep: {until: contract.ended}", data: str = "[email]"
) -> Compiled:
    return compiled(f"""
subjects: {{customer: , member: }}
events: {{matching.completed: {{label: {{sv: matchningen är klar, en: the matching is completed}}}}}}
activities:
  billing: {{about: [customer], purpose: payment, data: {data}, {billing}}}
  news: {{about: [customer, member], purpose: newsletter, basis: consent, data: [email]}}
{more}
systems: {{crm: {{url: env:CRM_URL, places: [SE], tables: {{people: {{{keys}}}}}}}}}
""")


SOUND = "person: {email: mail}, for: [billing], columns: {mail: email}, events: {contract.ended: ended_on}"


def test_a_sound_table_has_no_faults() -> None:
    assert _table(SOUND).codes == []


def test_an_event_that_ends_a_need_must_be_brought_to_the_table() -> None:
    found = _table("person: {email: mail}, for: [billing], columns: {mail: email}")
    fault = found.only()
    assert fault.code == "event-unbound"
    assert fault.message == "`billing` ends at `contract.ended`, which nothing brings to table `crm.people`"
    assert found.underlined(fault) == "billing"


def test_an_event_that_begins_a_need_must_be_brought_too() -> None:
    billing = "basis: {contract: performance, when: contract.started}, keep: {until: contract.ended}"
    found = _table(SOUND, billing=billing)
    assert found.only().message == (
        "`billing` begins at `contract.started`, which nothing brings to table `crm.people`"
    )


@pytest.mark.parametrize("rule", ["{until: consent.withdrawn}", "{until: news.withdrawn}", "{until: objection.made}"])
def test_what_happens_to_a_person_need_not_be_brought(rule: str) -> None:
    found = _table(
        "person: {email: mail}, for: [news], columns: {mail: email}",
        more=f"  other: {{about: [customer], purpose: newsletter, basis: consent, data: [email], keep: {rule}}}",
    )
    assert found.codes == []


def test_a_table_whose_person_is_behind_a_link_may_take_its_events_from_there() -> None:
    found = _table("person: customer_id, for: [billing], columns: {mail: email}")
    assert found.codes == [], "only the database says where the link leads: the graph asks again"
    system = found.model.systems["crm"]
    table = system.tables["people"]
    assert list(needed_events(found.model, table)) == ["contract.ended"]
    assert [fault.code for fault in unbound_events(found.model, system, table, frozenset())] == ["event-unbound"]
    assert list(unbound_events(found.model, system, table, frozenset({"contract.ended"}))) == []


def test_a_table_of_two_parties_takes_no_events_and_must_bind_them() -> None:
    found = _table("persons: {customer: a_id, member: b_id}, for: [billing], columns: {mail: email}")
    assert found.codes == ["event-unbound"]


def test_one_missing_line_is_one_fault_at_the_need_with_the_fewest_other_ends() -> None:
    more = (
        "  second: {about: [customer], purpose: payment, basis: contract, data: [email], "
        "keep: {until: {first: [contract.ended, matching.completed]}}}"
    )
    found = _table("person: {email: mail}, for: [second, billing], columns: {mail: email}, "
                   "events: {matching.completed: on_}", more=more)  # fmt: skip
    unbound = [fault.message for fault in found.faults if fault.code == "event-unbound"]
    assert unbound == ["`billing` ends at `contract.ended`, which nothing brings to table `crm.people`"]


def test_a_column_that_no_activity_needs_is_a_fault() -> None:
    found = _table(SOUND.replace("{mail: email}", "{mail: email, score: profile}"))
    fault = found.only()
    assert fault.code == "column-without-need"
    assert found.underlined(fault) == "profile"


def test_a_kind_counts_as_its_parent_and_a_member_as_its_group() -> None:
    assert (
        _table(
            SOUND.replace("mail: email}, e", "mail: work-email}, e").replace("email: mail", "work-email: mail")
        ).codes
        == []
    )
    assert _table(SOUND, data="[contact-details]").codes == []


def test_a_column_of_several_kinds_needs_each_of_them() -> None:
    found = _table(SOUND.replace("{mail: email}", "{mail: email, no: {by: kind, a: phone, else: email}}"))
    assert found.only().message == "column `people.no` holds `phone`, which no activity in `for: [billing]` needs"


def test_an_activity_that_does_not_need_the_identifier_would_lose_the_person() -> None:
    more = "  chat: {about: [customer], purpose: payment, basis: contract, data: [name], keep: {until: contract.ended}}"
    found = _table("person: {email: mail}, for: [billing, chat], columns: {mail: email, n: name}, "
                   "events: {contract.ended: ended_on}", more=more)  # fmt: skip
    fault = found.only()
    assert fault.code == "identifier-without-need"
    assert fault.message == "`chat` needs rows of `crm.people` but not `mail`, by which the person is known"
    assert found.underlined(fault) == "chat"


def test_an_activity_about_others_need_not_know_this_person() -> None:
    more = "  chat: {about: [member], purpose: payment, basis: contract, data: [name], keep: {until: contract.ended}}"
    found = _table("person: {email: mail}, about: customer, for: [billing, chat], columns: {mail: email, n: name}, "
                   "events: {contract.ended: ended_on}", more=more)  # fmt: skip
    assert found.codes == []


def test_the_identifier_is_asked_for_kind_by_kind_of_row() -> None:
    more = (
        "  work: {about: [member], purpose: newsletter, basis: consent, data: [work-email]}\n"
        "  home: {about: [customer], purpose: newsletter, basis: consent, data: [email]}"
    )
    keys = (
        "person: {{email: mail}}, about: {{by: list, w: member, h: customer}}, for: [work, home], "
        "columns: {{mail: {{by: list, {}}}}}"
    )
    assert _table(keys.format("w: work-email, else: email"), more=more).codes == []
    found = _table(keys.format("h: work-email, else: email"), more=more)
    assert found.only().message == "`work` needs rows of `crm.people` but not `mail`, by which the person is known"


def _shared(billing: str) -> Compiled:
    return _table(
        "person: {email: mail}, for: [billing, news], columns: {mail: email}, "
        "events: {contract.ended: ended_on, collected: made_on, contract.started: started_on}",
        billing=billing,
    )


def test_a_need_in_a_shared_table_that_may_never_end_is_a_warning() -> None:
    found = _shared("basis: contract, keep: {until: contract.ended}")
    fault = found.only()
    assert (fault.code, fault.severity) == ("need-without-end", Severity.WARNING)
    assert fault.message == (
        "`billing` may never end for a row of `crm.people` that is there for `news`: "
        "`contract.ended` need not happen to it"
    )
    assert found.underlined(fault) == "billing"


@pytest.mark.parametrize(
    "billing",
    [
        "basis: {contract: performance, when: contract.started}, keep: {until: contract.ended}",
        "basis: contract, keep: {until: contract.ended, at-most: 5 years after collected}",
        "basis: consent, keep: {until: contract.ended}",
        "basis: {legitimate-interests: {interest: {sv: x, en: y}}}, keep: {until: contract.ended}",
        "basis: unstated, keep: {until: contract.ended}",
        "basis: contract, keep: {criterion: {sv: x, en: y}, review: 6 months}",
    ],
)
def test_a_beginning_a_ceiling_a_review_or_the_person_ends_it(billing: str) -> None:
    assert _shared(billing).codes == []


def test_an_alarm_for_what_does_not_come_is_enough() -> None:
    found = _table(
        "person: {email: mail}, for: [billing, news], columns: {mail: email}, events: {matching.completed: on_}",
        billing="basis: contract, keep: {until: matching.completed}",
        more="",
    )
    assert found.codes == ["need-without-end"]
    alarmed = compiled("""
subjects: {customer: }
events: {matching.completed: {label: {sv: klar, en: done}, stale-after: 12 months}}
activities:
  billing: {about: [customer], purpose: payment, data: [email], basis: contract, keep: {until: matching.completed}}
  news: {about: [customer], purpose: newsletter, basis: consent, data: [email]}
systems: {crm: {url: env:CRM_URL, places: [SE], tables: {people: {person: {email: mail}, for: [billing, news],
  columns: {mail: email}, events: {matching.completed: on_}}}}}
""")
    assert alarmed.codes == []


def test_a_table_alone_with_its_activity_ends_when_the_activity_does() -> None:
    assert _table(SOUND).codes == []


def test_a_row_that_is_counted_afterwards_may_not_tell_of_whom_it_was() -> None:
    found = _table(SOUND.replace("{mail: email}", "{mail: {is: email, erase: pseudonym}}") + ", erase: anonymise")
    fault = found.only()
    assert fault.code == "anonymise-remains"
    assert found.underlined(fault) == "pseudonym"
    assert _table(SOUND + ", erase: anonymise").codes == []
