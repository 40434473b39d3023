"""People are known by a random id; identifiers lead to one person, or to nobody, and never make two people one."""

import pytest

from lofte.facts import Identifier, SubjectId
from lofte.records import Records, TwoPeopleError, UnknownRecordError

ANNA_MAIL = Identifier("email", "anna@example.org")
NUMBER = Identifier("customer-number", "K-17")
MAILBOX = Identifier("email", "family@example.org")


def test_a_person_is_found_by_any_spelling_of_an_identifier(records: Records, anna: SubjectId) -> None:
    assert records.subject_of(Identifier("work-email", " Anna@Example.ORG")) == anna
    assert records.ensure_subject([Identifier("work-email", "ANNA@example.org")]) == anna


def test_an_unknown_identifier_belongs_to_nobody(records: Records) -> None:
    assert records.subject_of(ANNA_MAIL) is None


def test_the_id_says_nothing_about_the_person(records: Records, anna: SubjectId, berit: SubjectId) -> None:
    assert anna != berit
    assert len(anna) == len(berit) == 32
    assert "anna" not in anna


def test_new_identifiers_join_the_person_that_a_known_one_leads_to(records: Records, anna: SubjectId) -> None:
    assert records.ensure_subject([ANNA_MAIL, NUMBER]) == anna
    assert records.subject_of(NUMBER) == anna


def test_identifiers_of_two_people_join_nobody_and_are_not_named(
    records: Records, anna: SubjectId, berit: SubjectId
) -> None:
    with pytest.raises(TwoPeopleError, match="the identifiers belong to two people") as told:
        records.ensure_subject([ANNA_MAIL, NUMBER, Identifier("email", "berit@example.org")])
    assert "@" not in str(told.value)
    assert records.subject_of(NUMBER) is None
    assert records.subject_of(ANNA_MAIL) == anna


def test_people_met_in_one_call_are_joined_as_if_met_one_by_one(records: Records) -> None:
    met = records.ensure_subjects([[ANNA_MAIL], [MAILBOX], [NUMBER, ANNA_MAIL], [NUMBER]])
    assert met[0] == met[2] == met[3] != met[1]


def test_a_name_joins_nobody_and_identifies_nobody_alone(records: Records) -> None:
    name = Identifier("name", "Anna Exempel")
    one = records.ensure_subject([name, ANNA_MAIL])
    other = records.ensure_subject([name, MAILBOX])
    assert one != other
    assert records.subject_of(name) is None
    assert records.facts().subjects_of(name) == (one, other)
    with pytest.raises(TwoPeopleError, match="add one that only one person has"):
        records.ensure_subject([name])


def test_a_name_that_nobody_has_yet_joins_nobody_either(records: Records) -> None:
    name = Identifier("name", "Anna Exempel")
    with pytest.raises(TwoPeopleError, match="add one that only one person has"):
        records.ensure_subject([name])
    one, other = records.ensure_subjects([[name, ANNA_MAIL], [name, MAILBOX]])
    assert one != other


def test_a_shared_mailbox_joins_nobody_and_leads_to_all_who_share_it(
    records: Records, anna: SubjectId, berit: SubjectId
) -> None:
    records.share(MAILBOX, [anna, berit])
    assert records.ensure_subject([MAILBOX, ANNA_MAIL]) == anna
    assert records.subject_of(MAILBOX) is None
    facts = records.facts_for([MAILBOX])
    assert facts.subject_of(MAILBOX) is None
    assert facts.subjects_of(MAILBOX) == (anna, berit)


def test_a_mailbox_that_was_one_persons_can_become_shared(records: Records, anna: SubjectId, berit: SubjectId) -> None:
    records.share(ANNA_MAIL, [berit])
    assert records.subject_of(ANNA_MAIL) is None
    assert records.facts().subjects_of(ANNA_MAIL) == (anna, berit)
    assert records.facts([berit]).subjects_of(ANNA_MAIL) == (anna, berit)


def test_an_identifier_given_up_still_leads_to_its_last_holder(records: Records, anna: SubjectId) -> None:
    records.give_up(anna, ANNA_MAIL)
    assert records.subject_of(ANNA_MAIL) == anna
    assert records.facts().subject_of(ANNA_MAIL) == anna
    assert records.facts_for([ANNA_MAIL]).subject_of(ANNA_MAIL) == anna


def test_an_identifier_given_up_can_be_had_by_somebody_else(records: Records, anna: SubjectId) -> None:
    records.give_up(anna, ANNA_MAIL)
    other = records.ensure_subject([ANNA_MAIL])
    assert other != anna
    assert records.subject_of(ANNA_MAIL) == other
    for facts in (records.facts(), records.facts_for([ANNA_MAIL]), records.facts([anna, other])):
        assert facts.subject_of(ANNA_MAIL) == other
    assert records.facts([anna]).subject_of(ANNA_MAIL) is None


def test_who_takes_an_old_identifier_up_again_is_the_same_person(records: Records, anna: SubjectId) -> None:
    records.ensure_subject([ANNA_MAIL, NUMBER])
    records.give_up(anna, ANNA_MAIL)
    assert records.ensure_subject([NUMBER, ANNA_MAIL]) == anna
    assert records.ensure_subject([ANNA_MAIL]) == anna


def test_what_a_person_does_not_have_cannot_be_given_up(records: Records, berit: SubjectId) -> None:
    with pytest.raises(UnknownRecordError, match="does not have that identifier"):
        records.give_up(berit, ANNA_MAIL)


def test_an_empty_identifier_is_refused(records: Records) -> None:
    with pytest.raises(ValueError, match="an identifier is empty"):
        records.ensure_subject([ANNA_MAIL, Identifier("customer-number", "  ")])
    with pytest.raises(TwoPeopleError):
        records.ensure_subject([])


def test_a_new_identifier_of_a_known_person_is_an_act_that_facts_read_before_have_missed(
    records: Records, anna: SubjectId
) -> None:
    facts = records.facts()
    assert records.mark() == facts.as_of
    records.ensure_subject([ANNA_MAIL, NUMBER])
    assert records.mark() != facts.as_of
