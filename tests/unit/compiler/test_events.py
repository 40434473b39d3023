"""An event is declared, the vocabulary's, a consent's or the end of a criterion; any other name is a fault."""

from __future__ import annotations

from lofte.periods import Period
from unit.compiler.compiling import Compiled, compiled

PEOPLE = "subjects: {customer: }\n"


def _kept(rule: str, basis: str = "contract", events: str = "") -> Compiled:
    return compiled(
        f"{PEOPLE}{events}\nactivities: {{billing: {{about: [customer], purpose: payment, "
        f"basis: {basis}, data: [name], keep: {rule}}}}}\n"
    )


def test_an_event_of_the_vocabulary_needs_no_declaration() -> None:
    found = _kept("{until: contract.ended}")
    assert found.codes == []
    assert found.model.events["contract.ended"].label.get("sv") == "avtalet har upphört"


def test_a_declared_event_keeps_its_words_and_its_alarm() -> None:
    events = "events: {programme.ended: {label: {sv: programmet är slut, en: it has ended}, stale-after: 24 months}}"
    found = _kept("{until: programme.ended}", events=events)
    assert found.codes == []
    assert found.model.events["programme.ended"].stale_after == Period(months=24)


def test_an_unknown_event_in_a_rule_is_told_at_the_event() -> None:
    found = _kept("{until: contract.started, plus: 2 years, at-most: 3 years after contract.endedd}")
    fault = found.only()
    assert fault.message == "unknown event `contract.endedd`"
    assert fault.help == "did you mean `contract.ended`?"
    assert "contract.endedd" in found.underlined(fault)
    assert fault.path == "activities.billing.keep"


def test_an_unknown_event_in_a_condition_is_told_at_the_event() -> None:
    found = _kept("{until: contract.ended}", basis="{contract: performance, when: place.accepted}")
    fault = found.only()
    assert fault.message == "unknown event `place.accepted`"
    assert fault.path == "activities.billing.basis"
    assert fault.help == "declare it under `events`, with the words that people read after *until*"


def test_an_unknown_event_of_a_table_is_told_at_the_event() -> None:
    found = compiled(f"""{PEOPLE}
activities:
  billing: {{about: [customer], purpose: payment, basis: contract, data: [email], keep: {{until: contract.ended}}}}
systems: {{crm: {{url: env:CRM_URL, places: [SE], tables: {{people: {{person: {{email: mail}}, for: [billing],
  columns: {{mail: email}}, events: {{contract.ended: ended_on, moon.landed: on_}}}}}}}}}}
""")
    fault = found.only()
    assert fault.message == "unknown event `moon.landed`"
    assert found.underlined(fault) == "moon.landed"


def test_the_events_of_a_consent_exist_when_the_consent_does() -> None:
    found = compiled(f"""{PEOPLE}
activities:
  news: {{about: [customer], purpose: newsletter, basis: consent, data: [email],
         keep: {{until: consent.withdrawn, at-most: 24 months after news.given}}}}
""")
    assert found.codes == []
    assert found.model.events["news.given"].label.get("en") == "you consent"


def test_the_events_of_a_consent_that_does_not_exist_say_so() -> None:
    found = _kept("{until: letters.withdrawn}")
    assert (found.only().help or "").startswith("there is no consent `letters`")


def test_the_end_of_a_criterion_may_be_recorded() -> None:
    found = _kept("{until: billing.judged-ended}")
    assert found.codes == []
    assert found.model.events["billing.judged-ended"].label.get("sv")


def test_the_event_of_a_statute_is_used_though_nobody_writes_it() -> None:
    assert "booked" in _kept("{statute: se-bfl-7-2}").model.events


def test_an_event_of_our_own_needs_words_in_each_language() -> None:
    found = compiled("events: {programme.ended: {label: {sv: programmet är slut}}}")
    assert found.only().message == "`programme.ended` has no label in `en`"
