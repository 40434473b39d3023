"""Things and sections: keys, names, lead keys, honest words, and all faults at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lofte.declaration import Declaration, read
from lofte.declaration.form import Silence, Thing, Things, Written
from lofte.declaration.reading import _PLAIN
from lofte.declaration.shape import Plain
from lofte.declaration.shapes import ROOT
from lofte.grammar import Text

Seeing = Callable[[str], list[tuple[str, str, str | None, str]]]
Reading = Callable[[str], Declaration]


def section(declaration: Declaration, name: str) -> Things:
    things = declaration.root.fields[name].value
    assert isinstance(things, Things)
    return things


def thing(written: Written) -> Thing:
    assert isinstance(written.value, Thing)
    return written.value


def test_every_plain_type_has_a_reader() -> None:
    assert set(_PLAIN) == set(Plain)


def test_short_is_the_same_as_long(declared: Reading) -> None:
    short = declared("subjects: {a: child}\nclaims: [never-sells]\nrequests: [form]\nroles: {b: vd}\nholds: {c: claim}")
    long = declared(
        "subjects: {a: {is: child}}\nclaims: {never-sells: {}}\nrequests: {by: form}\n"
        "roles: {b: {label: {sv: vd}}}\nholds: {c: {is: [claim]}}"
    )
    assert short.root == long.root


def test_a_thing_with_nothing_to_say_is_a_thing(declared: Reading) -> None:
    for text in ("subjects: {a: }", "subjects: {a: {}}", "subjects:\n  a:\n"):
        assert thing(section(declared(text), "subjects").items["a"]).fields == {}


def test_a_thing_may_be_silent(declared: Reading) -> None:
    rights = section(declared("rights: {access: unstated, erasure: {undecided: }}"), "rights")
    assert [written.silence for written in rights.items.values()] == [Silence.UNSTATED, Silence.UNDECIDED]


def test_things_know_where_their_names_and_values_stand(declared: Reading) -> None:
    activities = section(declared("activities:\n  a:\n    basis: consent\n    data: [email]\n"), "activities")
    assert str(activities.name_spans["a"]) == "example.yaml:2:3"
    fields = thing(activities.items["a"]).fields
    assert (str(fields["basis"].span), fields["basis"].span.end_column) == ("example.yaml:3:12", 19)
    assert (str(fields["data"].span), fields["data"].span.end_column) == ("example.yaml:4:11", 18)


def test_the_generic_keys_stand_in_every_thing(declared: Reading) -> None:
    text = "holds: {a: {label: skäl, clause: [1A (i), 3], because: {why: så är det, by: ceo, on: 2026-11-20}}}"
    written = section(declared(text), "holds").items["a"]
    fields = thing(written).fields
    assert fields["label"].value == Text((("sv", "skäl"),))
    assert isinstance(fields["clause"].value, tuple)
    assert [item.value for item in fields["clause"].value if isinstance(item, Written)] == ["1A (i)", "3"]
    assert written.because == "så är det"
    assert fields["label"].because == "så är det"


def test_all_faults_are_told_at_once_in_their_order(seen: Seeing) -> None:
    text = """\
polcy: {}
activities:
  a: {purpos: newsletter, org_nr: 1, data: , keep: {until: case.closed}}
  B_c: {}
sweep: often
roles: [a]
controllers: {a: {org_nr: 556000-0019}}
"""
    found = seen(text)
    assert [(fault[0], fault[1], fault[3]) for fault in found] == [
        ("unknown-key", "unknown key `polcy` in this declaration", "polcy"),
        ("unknown-key", "unknown key `purpos` in activity `a`", "purpos"),
        ("unknown-key", "unknown key `org_nr` in activity `a`", "org_nr"),
        ("value-missing", "`data` of activity `a` has no value", "data"),
        ("not-a-name", "`B_c` is no name", "B_c"),
        (
            "wrong-type",
            "`sweep` is a single value, where a mapping stands",
            "often",
        ),
        (
            "wrong-type",
            "`roles` is a list, where a mapping stands",
            "[a]",
        ),
        ("unknown-key", "unknown key `org_nr` in controller `a`", "org_nr"),
    ]
    helps = [fault[2] for fault in found]
    assert helps[0] == "did you mean `policy`?"
    assert helps[1] == "did you mean `purpose`?"
    assert helps[4] == "a name is lower-case letters, digits and hyphens, and begins with a letter: `b-c`"
    assert helps[5] == "write a mapping with the keys `every`, `within` and `approve`"
    assert helps[6] == "write the name of each role, `:`, and what it is"
    assert helps[7] == "the words of this language have hyphens: `org-nr`"


def test_what_could_not_be_read_is_there_without_a_value() -> None:
    declaration, _ = read({"a.yaml": b"policy: {review: yearly}"}, "a.yaml")
    assert declaration is not None
    review = thing(declaration.root.fields["policy"]).fields["review"]
    assert (review.value, review.silence) == (None, None)


def test_faults_know_the_path_of_their_thing() -> None:
    _, faults = read({"a.yaml": b"activities: {a: {profiling: {logik: x}, keep: 2 years}}"}, "a.yaml")
    assert [(fault.path, fault.message) for fault in faults] == [
        ("activities.a.profiling", "unknown key `logik` in `profiling` of activity `a`"),
        ("activities.a.keep", "`keep` of activity `a` is no rule: a rule says until when"),
    ]


@pytest.mark.parametrize("key", ROOT.keys, ids=lambda key: key.name)
def test_a_section_of_any_wrong_form_is_told_and_nothing_breaks(key: object) -> None:
    name = getattr(key, "name", "")
    for value in ("[]", "[[]]", "{}", "{a: {}}", "{a: {b: {c: d}}}", '""', "x", "unstated", "{undecided: [x]}"):
        read({"a.yaml": f"{name}: {value}".encode()}, "a.yaml")
