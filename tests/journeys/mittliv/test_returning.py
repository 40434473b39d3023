"""Who was erased and comes back starts anew; who was not the one asking is never touched; what is decided, counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import insert, update

from journeys.mittliv.declared import DAY
from journeys.mittliv.house import House, table_of
from journeys.mittliv.story import Story, copied, rows_in
from lofte.answering import Answering
from lofte.demo.world import noon
from lofte.facts import RowKey, normal
from lofte.promises.request import Became, Verdict

SUBSCRIBERS = ("newsletters", "newsletter_subscribers")
SUBMISSIONS = ("office", "submissions")
MENTEES = ("programme", "mentees")
SYSTEMS = ("newsletters", "office", "programme")
LATER = DAY + timedelta(days=10)


class Returned:
    """A house where the person who asks was erased, and one whose day can be moved on."""

    def __init__(self, house: House, story: Story, *systems: str) -> None:
        self.house, self.asks = house, story.asks
        self.listed = story.row_of("the person who asks reads the newsletter")
        self.mentee = story.row_of("the person who asks takes part and is presented")
        self.erased = self._erase(systems)
        self.before = house.cells()

    def _erase(self, systems: tuple[str, ...]) -> set[RowKey]:
        answering = self.house.answering(self.house.model, *systems)
        person = answering.find([normal("email", self.asks)])
        answer = self.house.erased(answering, person)
        assert answer.complete
        return {row.row for row in answer.rows if row.became is Became.ERASED}

    def on(self, day: date) -> Answering:
        """What answers requests on a later day."""
        self.house.day = day
        return self.house.answering(self.house.model, *SYSTEMS)


@pytest.fixture(scope="module")
def returned(unswept: tuple[House, Story], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Returned]:
    """The person comes back: on a list under the same key, in the programme's same row, and with a new message."""
    with copied(unswept[0], tmp_path_factory.mktemp("returned") / "workspace") as house:
        found = Returned(house, unswept[1], *SYSTEMS)
        (key,) = found.listed.values
        given = noon(DAY + timedelta(days=3))
        person = {"id": key, "email": found.asks, "list": "mentee", "surveys_at": given, "suppressed": False}
        house.write(SUBSCRIBERS, insert(table_of(SUBSCRIBERS)).values(**person))
        message = {"email": found.asks, "message": "Hello again", "sent_at": given, "consent_at": given}
        house.write(SUBMISSIONS, insert(table_of(SUBMISSIONS)).values(**message))
        _refill(house, found.mentee, given)
        for system in SYSTEMS:
            assert house.sweep(LATER, system).complete
        yield found


def _refill(house: House, mentee: RowKey, given: datetime) -> None:
    table = table_of(MENTEES)
    skills = {"langs": "Swedish", "edu": "Bachelor", "job": "Analyst", "present_at": given}
    house.write(MENTEES, update(table).where(table.c.id == int(mentee.values[0])).values(**skills))


def test_a_row_that_later_gets_the_key_of_an_erased_one_is_another_row(returned: Returned) -> None:
    assert returned.listed in returned.erased
    assert returned.listed not in returned.before[SUBSCRIBERS]
    assert returned.house.cells()[SUBSCRIBERS][returned.listed]["email"] == returned.asks


def test_a_new_message_of_somebody_erased_is_kept_as_anybodys(returned: Returned) -> None:
    messages = [row["message"] for row in returned.house.cells()[SUBMISSIONS].values() if row["email"] == returned.asks]
    assert messages == ["Hello again"]


def test_a_new_consent_revives_the_need_in_the_row_that_lived_on(returned: Returned) -> None:
    before = returned.before[MENTEES][returned.mentee]
    assert (before["langs"], before["edu"], before["job"]) == ("gallrad", None, None)
    after = returned.house.cells()[MENTEES][returned.mentee]
    assert (after["langs"], after["edu"], after["job"]) == ("Swedish", "Bachelor", "Analyst")


def test_the_access_answer_of_who_returned_tells_the_new_reasons(returned: Returned) -> None:
    answering = returned.on(LATER)
    answer = answering.access(answering.find([normal("email", returned.asks)]))
    (listed,) = (row for row in rows_in(answer, *SUBSCRIBERS) if row.row == returned.listed)
    assert [(need.activity, need.verdict) for need in listed.needs] == [("after-service-surveys", Verdict.STANDS)]
    (mentee,) = rows_in(answer, *MENTEES)
    assert {need.activity for need in mentee.needs} == {"run-programme", "present-mentees"}


def test_without_a_new_consent_what_was_released_stays_released(
    unswept: tuple[House, Story], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with copied(unswept[0], tmp_path_factory.mktemp("not-returned") / "workspace") as house:
        found = Returned(house, unswept[1], "programme")
        table = table_of(MENTEES)
        of_mentee = table.c.id == int(found.mentee.values[0])
        house.write(MENTEES, update(table).where(of_mentee).values(langs="Swedish", edu="Bachelor", job="Analyst"))
        planned = house.due(MENTEES, on=LATER)
        assert planned[found.mentee].columns >= {"langs", "edu", "job"}
