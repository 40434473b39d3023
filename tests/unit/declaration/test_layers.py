"""A decision is laid over what was published: joined, filled, or replaced beside a reason."""

from __future__ import annotations

from lofte.declaration import Declaration, read
from lofte.declaration.form import Choices, Names, Origin, Silence, Thing, Things, Written
from lofte.diagnostics import Diagnostic
from lofte.grammar import Text

PUBLISHED = """\
policy: {version: unstated, languages: [sv, en], changes: {check-back: yes}}
activities:
  newsletter:
    purpose: {newsletter: {sv: skicka brev}}
    basis: contract
    data: [name, email]
    label: {sv: brev}
    keep: {undecided: {until: consent.withdrawn}}
  visits: {about: [visitor], basis: consent}
websites: {public: {links: {cookies: undecided, about: "https://example.se/about"}}}
"""


def laid(upper: str, lower: str = PUBLISHED) -> tuple[Declaration, tuple[Diagnostic, ...]]:
    files = {"published.yaml": lower.encode(), "lofte.yaml": f"extends: published.yaml\n{upper}".encode()}
    declaration, faults = read(files, "lofte.yaml")
    assert declaration is not None
    return declaration, faults


def found(declaration: Declaration, *path: str) -> Written:
    written = declaration.root.fields[path[0]]
    for name in path[1:]:
        match written.value:
            case Thing(fields=inside) | Things(items=inside):
                written = inside[name]
            case _:
                raise AssertionError(name)
    return written


def told(faults: tuple[Diagnostic, ...]) -> list[tuple[str, str, str | None]]:
    return [(fault.code, fault.message, fault.help) for fault in faults]


def test_what_was_missing_or_silent_is_filled_without_a_reason() -> None:
    upper = """
policy: {version: 2}
activities: {newsletter: {keep: {until: consent.withdrawn}, channels: [email]}}
websites: {public: {links: {cookies: "https://example.se/cookies"}}}
"""
    declaration, faults = laid(upper)
    assert faults == ()
    assert found(declaration, "policy", "version").value == "2"
    assert found(declaration, "policy", "version").origin is Origin.DECIDED
    assert found(declaration, "activities", "newsletter", "keep").silence is None
    assert found(declaration, "activities", "newsletter", "channels").origin is Origin.DECIDED
    assert found(declaration, "activities", "newsletter", "data").origin is Origin.PUBLISHED
    assert found(declaration, "websites", "public", "links", "cookies").value == "https://example.se/cookies"
    assert found(declaration, "websites", "public", "links", "about").origin is Origin.PUBLISHED


def test_a_list_is_replaced_whole_beside_a_reason_and_keeps_what_was_published() -> None:
    declaration, faults = laid("activities: {newsletter: {data: [email], because: a name is not used}}")
    assert faults == ()
    data = found(declaration, "activities", "newsletter", "data")
    assert isinstance(data.value, Names)
    assert [named.name for named in data.value.items] == ["email"]
    assert (data.origin, data.because) == (Origin.DECIDED, "a name is not used")
    assert data.replaced is not None
    assert isinstance(data.replaced.value, Names)
    assert [named.name for named in data.replaced.value.items] == ["name", "email"]


def test_a_reason_covers_what_it_encloses() -> None:
    declaration, faults = laid("policy: {because: a reader need not watch, changes: {check-back: no}}")
    assert faults == ()
    assert found(declaration, "policy", "changes", "check-back").because == "a reader need not watch"


def test_a_reason_does_not_reach_the_thing_beside_it() -> None:
    upper = "activities: {newsletter: {data: [email], because: unused}, visits: {basis: contract}}"
    _, faults = laid(upper)
    assert told(faults) == [
        (
            "override-without-reason",
            "`basis` of `visits` replaces what was published and gives no reason",
            "write `because:` beside it; removing the line keeps the published basis",
        )
    ]
    assert faults[0].article == "GDPR Art. 5(2)"
    assert [str(related.span) for related in faults[0].related] == ["published.yaml:9:37"]


def test_saying_the_same_again_is_no_decision() -> None:
    declaration, faults = laid("activities: {newsletter: {basis: contract, data: [name, email]}}")
    assert faults == ()
    assert found(declaration, "activities", "newsletter", "basis").origin is Origin.PUBLISHED


def test_a_language_that_is_added_needs_no_reason() -> None:
    upper = "activities: {newsletter: {label: {en: letter}, purpose: {newsletter: {en: send letters}}}}"
    declaration, faults = laid(upper)
    assert faults == ()
    assert found(declaration, "activities", "newsletter", "label").value == Text((("en", "letter"), ("sv", "brev")))
    purpose = found(declaration, "activities", "newsletter", "purpose").value
    assert isinstance(purpose, Choices)
    assert purpose.items[0].detail is not None
    assert purpose.items[0].detail.value == Text((("en", "send letters"), ("sv", "skicka brev")))


def test_a_language_that_says_something_else_needs_a_reason() -> None:
    _, faults = laid("activities: {newsletter: {label: {sv: utskick}}}")
    assert [fault.message for fault in faults] == [
        "`label` of `newsletter` replaces what was published and gives no reason"
    ]


def test_silence_over_a_published_value_needs_a_reason() -> None:
    _, faults = laid("activities: {newsletter: {basis: unstated}}")
    assert [fault.code for fault in faults] == ["override-without-reason"]


def test_a_removed_thing_is_gone_with_its_reason_kept() -> None:
    declaration, faults = laid("activities: {visits: {removed: we have no visitors}}")
    assert faults == ()
    activities = declaration.root.fields["activities"].value
    assert isinstance(activities, Things)
    assert list(activities.items) == ["newsletter"]
    assert activities.removed["visits"].because == "we have no visitors"
    assert activities.removed["visits"].replaced is not None


def test_a_thing_that_is_a_key_is_removed_into_silence() -> None:
    declaration, faults = laid("policy: {changes: {removed: nothing is told}}")
    assert faults == ()
    changes = found(declaration, "policy", "changes")
    assert (changes.value, changes.silence, changes.because) == (None, Silence.UNSTATED, "nothing is told")


def test_removing_stands_alone() -> None:
    _, faults = laid("activities: {visits: {removed: we have none, basis: consent}}")
    assert told(faults) == [
        (
            "removed-not-alone",
            "`visits` is removed and has other keys",
            "`removed` stands alone: keep it, or keep the others",
        )
    ]


def test_removing_what_was_never_published_is_told_with_the_nearest() -> None:
    _, faults = laid("activities: {visit: {removed: we have none}}")
    assert told(faults) == [
        (
            "removed-nothing",
            "`visit` is removed, but was not published",
            "delete the line, or did you mean `visits`?",
        )
    ]


def test_all_that_is_written_in_a_new_thing_is_decided() -> None:
    upper = "activities: {survey: {basis: {legitimate-interests: {interest: {sv: veta mer}}}, to: {bank: [name]}}}"
    declaration, _ = laid(upper)
    basis = found(declaration, "activities", "survey", "basis").value
    assert isinstance(basis, Choices)
    detail = basis.items[0].detail
    assert detail is not None
    assert detail.origin is Origin.DECIDED
    assert isinstance(detail.value, Thing)
    assert detail.value.fields["interest"].origin is Origin.DECIDED
    to = found(declaration, "activities", "survey", "to").value
    assert isinstance(to, Names)
    assert to.items[0].detail is not None
    assert to.items[0].detail.origin is Origin.DECIDED


def test_three_layers_are_laid_from_the_lowest() -> None:
    files = {
        "a.yaml": b"policy: {version: 1, asks: nothing}",
        "b.yaml": b"extends: a.yaml\npolicy: {version: 2, because: the second}",
        "c.yaml": b"extends: b.yaml\npolicy: {version: 3, because: the third}",
    }
    declaration, faults = read(files, "c.yaml")
    assert faults == ()
    assert declaration is not None
    version = found(declaration, "policy", "version")
    assert (version.value, version.because) == ("3", "the third")
    assert version.replaced is not None
    assert (version.replaced.value, version.replaced.because) == ("2", "the second")
    assert found(declaration, "policy", "asks").origin is Origin.PUBLISHED
