"""People who share most of what is done about them are told together, and nothing is left out."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from lofte.documents.groups import groups, parts
from lofte.grammar import Ceiling, Combine, Combined, Until
from lofte.model import BasisEntry, Profiling
from lofte.periods import Period
from lofte.vocabulary import LegalBasis
from unit.documents.builder import activity, model


def subjects_of(*abouts: tuple[str, ...]) -> list[tuple[str, ...]]:
    told = groups(model(*(activity(f"a{place}", about=about) for place, about in enumerate(abouts))))
    return [group.subjects for group in told]


def test_a_mentor_and_a_mentee_who_share_nearly_everything_are_told_once() -> None:
    both = ("mentor", "mentee")
    assert subjects_of(both, both, ("mentee",), ("applicant",)) == [both, ("applicant",)]


def test_two_who_share_little_are_told_apart_and_what_they_share_comes_last() -> None:
    own = [("customer",)] * 3 + [("supplier",)] * 3
    assert subjects_of(*own, ("customer", "supplier")) == [("customer",), ("supplier",), ()]


def test_what_concerns_everyone_does_not_make_one_group_of_all() -> None:
    everyone = ("a", "b", "c", "d", "e", "f", "g", "h")
    told = subjects_of(*((name,) for name in everyone), everyone)
    assert told == [*((name,) for name in everyone), ()]


def test_an_activity_about_nobody_named_is_told_among_what_concerns_several() -> None:
    told = groups(model(activity("a", about=("customer",)), activity("b", about=None)))
    assert [(group.subjects, [part.first.name for part in group.parts]) for group in told] == [
        (("customer",), ["a"]),
        ((), ["b"]),
    ]


def test_what_is_done_for_others_is_no_part_of_what_we_do() -> None:
    told = groups(model(activity("a"), activity("b", on_behalf_of="customer")))
    assert [part.first.name for group in told for part in group.parts] == ["a"]


NAMES = st.lists(st.sampled_from("abcdef"), min_size=0, max_size=6, unique=True).map(tuple)


@given(st.lists(NAMES, max_size=8))
def test_every_activity_is_in_exactly_one_part(abouts: list[tuple[str, ...]]) -> None:
    whole = model(*(activity(f"x{place}", about=about or None) for place, about in enumerate(abouts)))
    told = [one.name for group in groups(whole) for part in group.parts for one in part.activities]
    assert sorted(told) == sorted(whole.activities)


def by_consent(name: str) -> BasisEntry:
    return BasisEntry(basis=LegalBasis.CONSENT, consent=name)


def test_mailings_that_differ_in_nothing_but_their_purpose_and_consent_are_one_part() -> None:
    two = tuple(
        activity(
            name,
            purpose=purpose,
            purpose_class="marketing",
            data=("email",),
            basis=(by_consent(name),),
            keep=Until((f"{name}.withdrawn",), ceilings=(Ceiling(Period(years=2), f"{name}.given"),)),
        )
        for name, purpose in (("letters", "newsletter"), ("invitations", "event-invitations"))
    )
    assert [[one.name for one in part.activities] for part in parts(two)] == [["letters", "invitations"]]
    assert parts(two)[0].tells("retention") == ("retention.letters", "retention.invitations")


def test_any_other_difference_keeps_them_apart() -> None:
    plain = activity("a", data=("email",), keep=Until(("case.closed",)))
    others = (
        replace(plain, name="b", data=("name",)),
        replace(plain, name="b", keep=Until(("case.closed",), plus=Period(days=1))),
        replace(plain, name="b", keep=Combined((Until(("case.closed",)), Until(("booked",))), Combine.FIRST)),
        replace(plain, name="b", about=("member",)),
        replace(plain, name="b", channels=("email",)),
        replace(plain, name="b", required=()),
        replace(plain, name="b", purpose_class="marketing"),
        replace(plain, name="b", profiling=Profiling(logic=None, effects=None, decides="no", even_if_objected=())),
        replace(plain, name="b", basis=(BasisEntry(basis=LegalBasis.CONTRACT),)),
    )
    assert all(len(parts((plain, other))) == 2 for other in others)
    assert len(parts((plain, replace(plain, name="b", purpose="newsletter")))) == 1
