"""Models by hand for the tests of texts: every fact has a silent default, a test states what it is about.

In:   facts by keyword.       Out:  `Model` and its parts.
Never: reads a declaration; the compiler's tests do.

The idea in one read: a sentence is tested on the smallest model that says it, so that what is read in the test is
what is told.
Kept true by: every test of this folder."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lofte.declaration.form import MonthDay
from lofte.grammar import Text
from lofte.model import (
    Changes,
    ConsentForm,
    Contact,
    Controller,
    Cookie,
    DataSource,
    DataSubjectCategory,
    DeclaredEvent,
    Measure,
    Model,
    PersonalDataCategory,
    Policy,
    ProcessingActivity,
    Recipient,
    Requests,
    RightGiven,
    Security,
    Website,
)
from lofte.vocabulary import DATA, EVENTS, SUBJECTS


def words(sv: str, en: str) -> Text:
    return Text((("en", en), ("sv", sv)))


def activity(name: str, **facts: Any) -> ProcessingActivity:
    silent = ProcessingActivity(
        name=name,
        label=words(name, name),
        about=("customer",),
        purpose=None,
        purpose_class="service",
        purpose_text=None,
        basis=(),
        basis_listed=False,
        conditions={},
        data=None,
        data_open=False,
        sources=None,
        since=None,
        compatible=None,
        required=None,
        otherwise=None,
        to=(),
        to_open=False,
        keep=None,
        controllers=(),
        on_behalf_of=None,
        declaration=None,
        channels=(),
        stop=None,
        soft_opt_in=(),
        checked_against=(),
        profiling=None,
        smallest_group=None,
        risk=(),
        dpia=None,
        read_by=(),
    )
    return replace(silent, **facts)


def subject(name: str, label: Text | None = None) -> DataSubjectCategory:
    known = SUBJECTS.get(name)
    own = label or (words(known.sv, known.en) if known else words(name, name))
    return DataSubjectCategory(name=name, label=own, kind="private-person")


def category(name: str) -> PersonalDataCategory:
    known = DATA[name]
    return PersonalDataCategory(
        name=name,
        label=words(known.sv, known.en),
        kind=name,
        includes=known.includes,
        ancestors=known.ancestors,
        special=None,
        special_denied=False,
        identifies=known.identifies,
        free_text=False,
        recording=False,
        secret=False,
        obtained=known.obtained,
        guarded=known.guarded,
        not_a_person=(),
        hint=None,
        review=None,
    )


def source(name: str, *kinds: str, origin: Text | None = None, label: Text | None = None) -> DataSource:
    return DataSource(
        name=name,
        label=label or words(name, name),
        kinds=kinds,
        about=None,
        origin_name=origin,
        inform=None,
        notice=None,
    )


def event(name: str, sv: str, en: str) -> DeclaredEvent:
    return DeclaredEvent(name=name, label=words(sv, en), means=None, stale_after=None)


def consent(name: str, **facts: Any) -> ConsentForm:
    silent = ConsentForm(
        name=name,
        label=words(name, name),
        by=None,
        asked=None,
        text=None,
        withdraw=(),
        consequence=None,
        refresh=None,
        guardian_below=None,
        proof=None,
    )
    return replace(silent, **facts)


def recipient(name: str, **facts: Any) -> Recipient:
    silent = Recipient(
        name=name,
        label=words(name, name),
        kinds=(),
        kinds_open=False,
        named=None,
        roles=(),
        does=None,
        basis=(),
        country=None,
        places=None,
        group=None,
        agreement=None,
        uses=(),
        safeguards=(),
        copy=None,
        on=(),
        requires=(),
        approvers=1,
    )
    return replace(silent, **facts)


def right(name: str, **facts: Any) -> RightGiven:
    silent = RightGiven(
        name=name,
        label=words(name, name),
        given_for=(),
        condition=None,
        exceptions=(),
        grounds=(),
        consequence=None,
        shown=None,
        suppression=True,
        authority=None,
    )
    return replace(silent, **facts)


def contact(name: str, **facts: Any) -> Contact:
    silent = Contact(
        name=name,
        label=words(name, name),
        email=None,
        phone=None,
        post=None,
        form=None,
        role=None,
        country=None,
        reported=None,
    )
    return replace(silent, **facts)


def controller(name: str, **facts: Any) -> Controller:
    silent = Controller(
        name=name,
        label=words(name, name),
        legal_name=None,
        org_nr=None,
        form=None,
        address=None,
        country="SE",
        fiscal_year_ends=MonthDay(12, 31),
        time_zone="Europe/Stockholm",
        jointly_with=(),
    )
    return replace(silent, **facts)


def cookie(name: str, **facts: Any) -> Cookie:
    silent = Cookie(
        name=name,
        label=words(name, name),
        activity=None,
        cookie_class=None,
        kind="cookie",
        named=(),
        party=None,
        lifetime=None,
        session=False,
    )
    return replace(silent, **facts)


def website(name: str, *cookies: Cookie, **facts: Any) -> Website:
    silent = Website(
        name=name,
        label=words(name, name),
        url=None,
        choice=None,
        refuse=None,
        ask_again=None,
        without=None,
        links={},
        outgoing=None,
        cookies={one.name: one for one in cookies},
    )
    return replace(silent, **facts)


def requests(**facts: Any) -> Requests:
    silent = Requests(
        name="requests",
        label=words("", ""),
        by=(),
        answer=None,
        extension=None,
        identity=(),
        further_copies=None,
        owner=None,
    )
    return replace(silent, **facts)


def security(*measures: Measure, **facts: Any) -> Security:
    silent = Security(
        name="security",
        label=words("", ""),
        measures={one.name: one for one in measures},
        training=None,
        instructions=(),
        access_review=None,
        breach_owner=None,
        breach_within=None,
    )
    return replace(silent, **facts)


def policy_of(**facts: Any) -> Policy:
    changes = {name: facts.pop(name) for name in tuple(facts) if name in Changes.__dataclass_fields__}
    silent_changes = Changes(
        name="changes",
        label=words("", ""),
        material=None,
        other=None,
        before=None,
        check_back=False,
        consent=None,
        silence_means=None,
    )
    silent = Policy(
        name="policy",
        label=words("Integritetspolicy", "Privacy policy"),
        transcribed=None,
        renditions={},
        version=None,
        in_force=None,
        url=None,
        languages=("sv", "en"),
        introduction=None,
        cites=(),
        asks="nothing",
        review=None,
        changes=replace(silent_changes, **changes),
    )
    return replace(silent, **facts)


def model(*activities: ProcessingActivity, **facts: Any) -> Model:
    """A model of these activities; subjects, data and the vocabulary's events are filled in."""
    told = {one.name: one for one in activities}
    about = dict.fromkeys(name for one in activities for name in one.about or ())
    silent = Model(
        policy=policy_of(),
        decided=None,
        controllers={},
        contacts={},
        roles={},
        subjects={name: subject(name) for name in about},
        data={name: category(name) for name in DATA},
        sources={},
        activities=told,
        consents={},
        recipients={},
        rights={},
        rights_written=False,
        requests=requests(),
        websites={},
        claims={},
        holds={},
        events={name: event(name, known.sv, known.en) for name, known in EVENTS.items()},
        security=security(),
        sweep=None,
        systems={},
        accepted=(),
    )
    for name, value in facts.items():
        if isinstance(value, tuple) and name != "accepted":
            facts[name] = dict(getattr(silent, name)) | {one.name: one for one in value}
    return replace(silent, **facts)
