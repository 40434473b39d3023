"""What is folded from the store is what a patient reader of all records would say."""

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from resource import RUSAGE_SELF, getrusage
from time import process_time

import pytest
from sqlalchemy import insert

from lofte.facts import ConsentFact, Facts, Identifier, ReleaseFact, RowKey, SubjectId
from lofte.records import ConsentRecord, Records, SystemChance, tables
from lofte.records.chance import token

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = date(2026, 3, 1)
ROW, OTHER_ROW = RowKey.of("crm", "people", ["1"]), RowKey.of("crm", "people", ["2"])


def read_by_hand(history: list[ConsentRecord]) -> set[ConsentFact]:
    """The latest giving, the latest withdrawal, of each person and consent; of one instant the one recorded last."""
    found = set()
    for subject, name in {(record.subject, record.consent) for record in history}:
        own = [record for record in history if (record.subject, record.consent) == (subject, name)]
        given = [record for record in own if record.event == "given"]
        withdrawn = [record.at for record in own if record.event == "withdrawn"]
        last = max(given, key=lambda record: (record.at, own.index(record)), default=None)
        found.add(
            ConsentFact(
                subject, name, last.at if last else None, max(withdrawn, default=None), last.version if last else None
            )
        )
    return found


def has_fallen(fact: ConsentFact) -> bool:
    return fact.withdrawn_at is not None and not (fact.given_at and fact.given_at > fact.withdrawn_at)


@pytest.mark.parametrize("seed", range(5))
def test_consents_fold_as_a_reader_would_fold_them(records: Records, seed: int) -> None:
    chance = random.Random(seed)
    people = records.ensure_subjects([Identifier("email", f"p{number}@example.org")] for number in range(12))
    history = [
        ConsentRecord(
            chance.choice(people),
            chance.choice(["news", "survey"]),
            chance.choice(["given", "given", "withdrawn"]),
            NOON + timedelta(hours=chance.randrange(6)),
            version=f"v{number}",
        )
        for number in range(80)
    ]
    records.record_consents(history, recorded_by="officer")
    whole, fallen = read_by_hand(history), {fact for fact in read_by_hand(history) if has_fallen(fact)}
    assert set(records.facts().consents) == whole
    assert set(records.fallen_facts().consents) == fallen
    assert fallen != whole
    some = people[:4]
    assert set(records.facts(some).consents) == {fact for fact in whole if fact.subject in some}


@pytest.mark.parametrize(("given_after", "falls"), [(-1, True), (0, True), (1, False)])
def test_a_withdrawal_falls_unless_a_giving_is_later_by_a_microsecond(
    records: Records, anna: SubjectId, given_after: int, falls: bool
) -> None:
    records.record_consent(ConsentRecord(anna, "news", "withdrawn", NOON), recorded_by="officer")
    giving = ConsentRecord(anna, "news", "given", NOON + timedelta(microseconds=given_after))
    records.record_consent(giving, recorded_by="officer")
    assert bool(records.fallen_facts().consents) is falls


def test_fallen_facts_leave_out_only_consents_that_stand_and_who_is_nowhere_else(
    records: Records, anna: SubjectId, berit: SubjectId
) -> None:
    cilla_alone, doris_by_name = [Identifier("email", "cilla@example.org")], [Identifier("name", "Doris")]
    cilla, doris = records.ensure_subjects([cilla_alone, [*doris_by_name, Identifier("customer-number", "4")]])
    for person in (anna, berit, cilla):
        records.record_consent(ConsentRecord(person, "news", "given", NOON), recorded_by="officer")
    records.record_consent(ConsentRecord(berit, "news", "withdrawn", NOON), recorded_by="officer")
    records.make_objection(cilla, None, at=NOON, recorded_by="officer")
    records.place_hold("claim", ROW, owner="lawyer", review_on=DAY, recorded_by="officer")
    records.restrict(doris, None, since=NOON, ground="accuracy", recorded_by="officer")
    records.tell_event("case.closed", ROW, happened_at=NOON, recorded_by="officer")
    records.release([ReleaseFact(ROW, "news", DAY, spent=False)], request=None, recorded_by="officer")
    whole, fallen = records.facts(), records.fallen_facts()
    assert [fact.subject for fact in fallen.consents] == [berit]
    assert set(fallen.aliases.values()) == {berit, cilla, doris}
    assert fallen.subjects_of(Identifier("name", "Doris")) == (doris,)
    for part in ("objections", "restrictions", "holds", "releases", "events", "carried", "as_of"):
        assert getattr(fallen, part) == getattr(whole, part), part
    assert set(whole.aliases.values()) == {anna, berit, cilla, doris}


def test_facts_of_some_hold_nothing_of_others(records: Records, anna: SubjectId, berit: SubjectId) -> None:
    fill(records, anna, ROW)
    fill(records, berit, OTHER_ROW)
    facts = records.facts([anna], [ROW])
    assert facts == records.facts_for([Identifier("work-email", "ANNA@example.org")], [ROW])
    assert facts.of_subject(anna) == records.facts().of_subject(anna)
    assert facts.of_row(ROW) == records.facts().of_row(ROW)
    assert facts.of_subject(berit) == Facts().of_subject(berit)
    assert facts.of_row(OTHER_ROW) == Facts().of_row(OTHER_ROW)
    assert set(facts.aliases.values()) == {anna}


def fill(records: Records, person: SubjectId, row: RowKey) -> None:
    records.record_consent(ConsentRecord(person, "news", "given", NOON, "v1"), recorded_by="officer")
    records.make_objection(person, None, at=NOON, recorded_by="officer")
    records.restrict(person, None, since=NOON, ground="accuracy", recorded_by="officer")
    for of in (person, row):
        records.place_hold("claim", of, owner="lawyer", review_on=DAY, recorded_by="officer")
        records.tell_event("case.closed", of, happened_at=NOON, recorded_by="officer")
    records.release([ReleaseFact(row, "news", DAY, spent=False, subject=person)], request=None, recorded_by="officer")


def test_facts_of_nobody_are_empty(records: Records, anna: SubjectId) -> None:
    fill(records, anna, ROW)
    assert records.facts([], []) == Facts(as_of=records.mark())
    assert records.facts_for([Identifier("email", "nobody@example.org")]) == Facts(as_of=records.mark())


def test_the_consents_that_anything_is_recorded_of_are_named_once(records: Records, anna: SubjectId) -> None:
    assert records.consent_names() == frozenset()
    given, withdrawn = ConsentRecord(anna, "news", "given", NOON), ConsentRecord(anna, "news", "withdrawn", NOON)
    records.record_consents([given, withdrawn, ConsentRecord(anna, "survey", "withdrawn", NOON)], recorded_by="officer")
    assert records.consent_names() == {"news", "survey"}


def test_facts_tell_how_many_acts_they_have_seen(
    records: Records, reopened: Callable[..., Records], anna: SubjectId
) -> None:
    facts = records.facts()
    assert records.mark() == facts.as_of
    reopened().make_objection(anna, None, at=NOON, recorded_by="officer")
    assert records.mark() == facts.as_of + 1 == records.fallen_facts().as_of


def test_a_batch_of_identifiers_larger_than_a_statement_is_found(records: Records) -> None:
    identifiers = [Identifier("customer-number", str(number)) for number in range(5_100)]
    people = records.ensure_subjects([identifier] for identifier in identifiers)
    records.record_consents((ConsentRecord(person, "news", "given", NOON) for person in people), recorded_by="officer")
    facts = records.facts_for(identifiers)
    assert len(facts.consents) == len(facts.aliases) == 5_100
    assert facts == records.facts()


@pytest.mark.soak
def test_a_million_consents_fold_in_seconds_and_in_well_under_a_gigabyte(records: Records) -> None:
    fill_with_consents(records, 1_000_000)
    started = process_time()
    fallen = records.fallen_facts()
    assert process_time() - started < 2
    assert len(fallen.consents) == 1_000
    started = process_time()
    few = records.facts_for(Identifier("email", f"p{number * 199}@example.org") for number in range(5_000))
    assert process_time() - started < 2
    assert len(few.consents) == 5_000
    started = process_time()
    whole = records.facts()
    assert process_time() - started < 20
    assert len(whole.consents) == len(whole.aliases) == 1_000_000
    assert getrusage(RUSAGE_SELF).ru_maxrss < 900 * 1024


def fill_with_consents(records: Records, people: int) -> None:
    """Put consents straight into the tables, one in a thousand withdrawn; recording each would take minutes."""
    at_once = 50_000
    for first in range(0, people, at_once):
        ids = [token(SystemChance()) for _ in range(at_once)]
        with records._writing() as writing:
            run = writing.connection.execute
            run(insert(tables.subjects), [{"id": subject, "created_at": NOON} for subject in ids])
            run(insert(tables.aliases), [alias(subject, first + number) for number, subject in enumerate(ids)])
            run(insert(tables.consents), [consent(subject, "given", NOON) for subject in ids])
            later = NOON + timedelta(days=1)
            run(insert(tables.consents), [consent(subject, "withdrawn", later) for subject in ids[::1000]])


def alias(subject: str, number: int) -> dict[str, object]:
    value = {"kind": "email", "value": f"p{number}@example.org"}
    return {**value, "subject": subject, "shared": False, "valid_from": NOON}


def consent(subject: str, event: str, at: datetime) -> dict[str, object]:
    what = {"subject": subject, "consent": "news", "event": event, "at": at, "version": "v1"}
    return {**what, "recorded_by": "import", "recorded_at": NOON}
