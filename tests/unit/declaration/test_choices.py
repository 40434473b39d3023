"""Words, choices with details, and names: short is the same as long, and an unknown word has a nearest one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lofte.declaration import Declaration
from lofte.declaration.form import Choices, Names, Thing, Things, Value, Written
from lofte.grammar import Text

Seeing = Callable[[str], list[tuple[str, str, str | None, str]]]
Reading = Callable[[str], Declaration]


def of_activity(declaration: Declaration, key: str) -> Value | None:
    activities = declaration.root.fields["activities"].value
    assert isinstance(activities, Things)
    thing = activities.items["a"].value
    assert isinstance(thing, Thing)
    return thing.fields[key].value


def read_key(declared: Reading, key: str, text: str) -> Value | None:
    return of_activity(declared(f"activities: {{a: {{{key}: {text}}}}}"), key)


def test_names_are_the_same_as_a_list_and_as_a_mapping(declared: Reading) -> None:
    assert read_key(declared, "to", "[bank, tax-agency]") == read_key(declared, "to", "{tax-agency: , bank: }")
    one, other = read_key(declared, "to", "{bank: name}"), read_key(declared, "to", "{bank: [name]}")
    assert isinstance(one, Names)
    assert one == other
    assert one.items[0].detail is not None
    assert isinstance(one.items[0].detail.value, Names)


def test_a_list_that_ends_with_and_so_on_is_open(declared: Reading) -> None:
    assert read_key(declared, "data", "[email, and-so-on]") != read_key(declared, "data", "[email]")
    for text in ("[bank, and-so-on]", "{bank: , and-so-on: }"):
        names = read_key(declared, "to", text)
        assert isinstance(names, Names)
        assert ([named.name for named in names.items], names.open) == (["bank"], True)


def test_a_list_of_bases_is_not_the_same_as_one_basis(declared: Reading) -> None:
    one, listed = read_key(declared, "basis", "contract"), read_key(declared, "basis", "[contract]")
    assert isinstance(one, Choices)
    assert isinstance(listed, Choices)
    assert (one.listed, listed.listed) == (False, True)
    assert one.items == listed.items


def test_each_basis_has_the_detail_of_its_own_type(declared: Reading) -> None:
    basis = read_key(
        declared,
        "basis",
        "[{consent: news}, {contract: [steps-before, performance]}, {legal-obligation: se-bfl-7-2}, "
        "{legitimate-interests: {sv: affärer}}, {legitimate-interests: {interest: x, balancing: b}}, vital-interests]",
    )
    assert isinstance(basis, Choices)
    details = [choice.detail.value if choice.detail else None for choice in basis.items]
    assert details[0] == "news"
    assert isinstance(details[1], tuple)
    assert [item.value for item in details[1] if isinstance(item, Written)] == ["steps-before", "performance"]
    assert details[2] == "se-bfl-7-2"
    assert isinstance(details[3], Thing)
    assert details[3].fields["interest"].value == Text((("sv", "affärer"),))
    assert isinstance(details[4], Thing)
    assert details[4].fields["balancing"].value == "b"
    assert details[5] is None


@pytest.mark.parametrize(
    ("text", "word", "own"),
    [
        ("newsletter", "newsletter", None),
        ("{newsletter: brev till dig}", "newsletter", Text((("sv", "brev till dig"),))),
        ("{sv: brev till dig}", "other", Text((("sv", "brev till dig"),))),
        ("skicka brev till dig", "other", Text((("sv", "skicka brev till dig"),))),
    ],
)
def test_a_purpose_is_a_word_or_a_text_or_both(text: str, word: str, own: Text | None, declared: Reading) -> None:
    purpose = read_key(declared, "purpose", text)
    assert isinstance(purpose, Choices)
    assert purpose.items[0].word == word
    assert (purpose.items[0].detail.value if purpose.items[0].detail else None) == own


def test_what_is_required_may_be_all_or_none_or_names(declared: Reading) -> None:
    assert read_key(declared, "required", "all") == "all"
    assert read_key(declared, "required", "none") == "none"
    assert isinstance(read_key(declared, "required", "[name]"), Names)


def test_unknown_words_have_their_nearest_and_its_article(seen: Seeing) -> None:
    text = """\
activities:
  a:
    basis: contrct
    purpose: newsleter
    channels: [email, fax]
    conditions: {health: explicit_consent}
recipients: {b: {is: bnk, role: [processor, owner]}}
claims: [never-sell]
rights: [acces]
contacts: {dpoo: not-required}
"""
    channels = "known here: `auto-call`, `email`, `phone`, `post`, `sms` and `social-media`"
    assert seen(text) == [
        ("unknown-legal-basis", "unknown legal basis `contrct`", "did you mean `contract`?", "contrct"),
        ("unknown-word", "unknown purpose `newsleter`", "did you mean `newsletter`?", "newsleter"),
        ("unknown-word", "unknown channel `fax`", channels, "fax"),
        (
            "unknown-word",
            "unknown condition `explicit_consent`",
            "the words of this language have hyphens: `explicit-consent`",
            "explicit_consent",
        ),
        ("unknown-word", "unknown kind of recipient `bnk`", "did you mean `bank`?", "bnk"),
        (
            "unknown-word",
            "unknown role of a recipient `owner`",
            "known here: `independent`, `joint` and `processor`",
            "owner",
        ),
        ("unknown-word", "unknown claim `never-sell`", "did you mean `never-sells`?", "never-sell"),
        ("unknown-word", "unknown right `acces`", "did you mean `access`?", "acces"),
        ("unknown-word", "unknown contact `dpoo`", "did you mean `dpo`?", "dpoo"),
    ]


def test_faults_of_a_choice_say_what_to_write(seen: Seeing) -> None:
    text = """\
activities:
  a:
    purpose: [newsletter, surveys]
    basis: {contract: performance, consent: b}
    data: [name, {email: [x]}]
    about: {mentor: [x]}
"""
    assert seen(text) == [
        (
            "wrong-type",
            "`purpose` of activity `a` is a list, where one purpose stands",
            "one activity has one purpose: write an activity for each",
            "[newsletter, surveys]",
        ),
        (
            "wrong-type",
            "`basis` of activity `a` is a mapping, where one legal basis stands",
            "write a list: `[{contract: }, {consent: }]`",
            "{contract: performance, consent: b}",
        ),
        (
            "wrong-type",
            "`data` of activity `a` is a mapping, where a name stands",
            "when one name has a detail, write all as a mapping: `{a: , b: [detail]}`",
            "{email: [x]}",
        ),
        ("unknown-key", "unknown key `detail` of `mentor`", "write the names alone: `mentor`", "[x]"),
    ]
