"""Files, folders and what they extend become one declaration, in any order and dress."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lofte.declaration import Declaration, beside, needed, read
from lofte.declaration.yaml import Entry, Fields, Items, Node, Scalar, compose

DATA = Path(__file__).parent / "data"


def written_anew(node: Node, chance: random.Random, depth: int = 0) -> str:
    """The same tree with other line breaks, comments, white space and order of keys."""
    pad = "  " * depth
    match node:
        case Scalar(text=text, plain=plain):
            return text if plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
        case Items(items=items):
            return "[" + f",{' ' * chance.randint(1, 3)}".join(written_anew(item, chance) for item in items) + "]"
        case Fields(entries=entries):
            shuffled = chance.sample(entries, len(entries))
            if depth > 3 or chance.random() < 0.2:
                return "{" + ", ".join(f"{e.key}: {_flowing(e.value, chance)}" for e in shuffled) + "}"
            return "".join(f"\n{pad}{_line(entry, chance, depth)}" for entry in shuffled)


def _flowing(node: Node, chance: random.Random) -> str:
    if isinstance(node, Scalar):
        return (
            f'"{node.text}"'
            if node.text not in ("unstated", "undecided", "and-so-on", "any") and node.text
            else node.text
        )
    return written_anew(node, chance, depth=9)


def _line(entry: Entry, chance: random.Random, depth: int) -> str:
    remark = "# a remark\n" + "  " * depth if chance.random() < 0.2 else ""
    blank = " " * chance.randint(0, 2)
    return f"{remark}{entry.key}: {blank}{written_anew(entry.value, chance, depth + 1)}{blank}"


@settings(max_examples=15)
@given(seed=st.integers(0, 10_000))
def test_order_of_keys_comments_and_white_space_change_nothing(seed: int) -> None:
    worked = {name: (DATA / name).read_bytes() for name in ("published.yaml", "lofte.yaml")}
    chance = random.Random(seed)
    files = dict(worked)
    for name in ("published.yaml", "lofte.yaml"):
        root = compose(name, worked[name]).root
        assert root is not None
        files[name] = written_anew(root, chance).encode()
    anew, faults = read(files, "lofte.yaml")
    assert faults == ()
    assert anew == read(worked, "lofte.yaml")[0]


def test_a_changed_word_changes_the_declaration(worked: Mapping[str, bytes]) -> None:
    """The property above is not kept by a comparison that sees nothing."""
    files = {**worked, "lofte.yaml": worked["lofte.yaml"].replace(b"plus: 3 months", b"plus: 4 months")}
    assert read(files, "lofte.yaml")[0] != read(worked, "lofte.yaml")[0]


def test_a_folder_is_merged_without_order(worked: Mapping[str, bytes]) -> None:
    lines = worked["published.yaml"].decode().split("\n")
    cut = lines.index("activities:")
    parts = {"policy/a.yaml": "\n".join(lines[:cut]), "policy/b.yaml": "\n".join(lines[cut:])}
    swapped = {"policy/a.yaml": parts["policy/b.yaml"], "policy/b.yaml": parts["policy/a.yaml"]}
    whole = read(worked, "published.yaml")[0]
    assert whole is not None
    for files in (parts, swapped):
        declaration, faults = read({name: text.encode() for name, text in files.items()}, "policy")
        assert faults == ()
        assert isinstance(declaration, Declaration)
        assert declaration.root == whole.root


def test_sections_of_a_folder_are_united_and_a_thing_is_whole_in_one_file() -> None:
    files = {
        "p/a.yaml": b"lofte: 1\nroles: {ceo: {label: vd}, staff: {label: personal}}",
        "p/b.yaml": b"lofte: 1\nroles: {staff: {label: alla}, claims: {label: krav}}\nsweep: {every: 1 day}",
        "p/c.yaml": b"sweep: {within: 30 days}",
    }
    _, faults = read(files, "p")
    assert [(f.code, f.message, str(f.span), str(f.related[0].span)) for f in faults] == [
        ("written-in-two-files", "`staff` of `roles` is written in two files", "p/b.yaml:2:9", "p/a.yaml:2:27"),
        ("written-in-two-files", "`sweep` is written in two files", "p/c.yaml:1:8", "p/b.yaml:3:8"),
    ]


def test_one_section_may_stand_in_several_files_of_a_folder() -> None:
    files = {"p/a.yaml": b"roles: {ceo: {label: vd}}", "p/b.yaml": b"roles: {claims: {label: krav}}"}
    declaration, faults = read(files, "p")
    one, _ = read({"a.yaml": b"roles: {claims: {label: krav}, ceo: {label: vd}}"}, "a.yaml")
    assert faults == ()
    assert declaration is not None
    assert one is not None
    assert declaration.root == one.root


def test_a_folder_extends_one_declaration() -> None:
    files = {"p/a.yaml": b"extends: ../x.yaml", "p/b.yaml": b"extends: ../x.yaml", "x.yaml": b"lofte: 1"}
    assert [fault.code for fault in read(files, "p")[1]] == ["extends-twice"]


def test_what_a_file_extends_is_known_before_it_is_read() -> None:
    assert needed(b"lofte: 1\nextends: published.yaml") == ("published.yaml",)
    assert needed(b"lofte: 1") == ()
    assert needed(b"{{{") == ()
    assert beside("org/lofte.yaml", "../published.yaml") == "published.yaml"


def test_a_file_that_is_not_there_is_told_where_it_is_named() -> None:
    declaration, faults = read({"lofte.yaml": b"extends: published.yaml\npolicy: {verison: 1}"}, "lofte.yaml")
    assert declaration is None
    assert [(f.code, f.message, str(f.span)) for f in faults] == [
        ("file-not-found", "`published.yaml` is not there", "lofte.yaml:1:10"),
        ("unknown-key", "unknown key `verison` in `policy`", "lofte.yaml:2:10"),
    ]


def test_files_that_extend_each_other_are_told() -> None:
    files = {"a.yaml": b"extends: b.yaml", "b.yaml": b"extends: a.yaml"}
    declaration, faults = read(files, "a.yaml")
    assert declaration is None
    assert [(f.code, str(f.span)) for f in faults] == [("extends-itself", "b.yaml:1:10")]


def test_faults_of_all_files_are_told_at_once_and_sorted() -> None:
    files = {
        "a.yaml": b"policy: {review: yearly}\nrights: {acces: {}}",
        "b.yaml": b"extends: a.yaml\npolicy: {asks: reply}\nroles: [a]",
    }
    declaration, faults = read(files, "b.yaml")
    assert declaration is not None
    assert [(f.code, str(f.span)) for f in faults] == [
        ("not-a-period", "a.yaml:1:18"),
        ("unknown-word", "a.yaml:2:10"),
        ("unknown-word", "b.yaml:2:16"),
        ("wrong-type", "b.yaml:3:8"),
    ]


@pytest.mark.parametrize(
    "name", ["published", "lofte", "two-legal-persons", "two-roles", "yearly-review", "bookkeeping"]
)
def test_every_worked_file_reads_without_fault(name: str, worked: Mapping[str, bytes]) -> None:
    declaration, faults = read(worked, f"{name}.yaml")
    assert faults == ()
    assert declaration is not None
    assert declaration.extends == (name == "lofte")


def test_a_text_without_a_language_is_in_the_first_of_the_policy() -> None:
    files = {
        "a.yaml": b"policy: {name: Integritetspolicy}",
        "b.yaml": b"extends: a.yaml\npolicy: {languages: [en, sv], introduction: Hello}",
    }
    declaration, faults = read(files, "b.yaml")
    assert faults == ()
    assert "('sv', 'Integritetspolicy')" in repr(declaration)
    assert "('en', 'Hello')" in repr(declaration)


def test_twice_as_many_lines_are_twice_as_much_work(worked: Mapping[str, bytes]) -> None:
    text = worked["lofte.yaml"].decode().split("\n")
    start, end = text.index("systems:"), text.index("accepted:")

    def work(copies: int) -> int:
        tables = [line for n in range(copies) for line in _renamed(text[start + 1 : end], n)]
        whole = "\n".join([*text[:end], *tables, *text[end:]])
        return _calls(lambda: read({**worked, "lofte.yaml": whole.encode()}, "lofte.yaml"))

    work(0)  # what is read once for all is read now
    none, ten, twenty = work(0), work(10), work(20)
    assert twenty - none < 2.1 * (ten - none)


def _calls(work: Callable[[], tuple[object, tuple[object, ...]]]) -> int:
    """How many functions are called: the same on any machine, whatever else it does."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(counted)
    try:
        _, faults = work()
    finally:
        sys.setprofile(None)
    assert faults == ()
    return count


def _renamed(lines: list[str], number: int) -> list[str]:
    """The same systems under other names."""
    return [
        f"  copy-{number}-{line.strip()}" if line.startswith("  ") and not line.startswith("   ") else line
        for line in lines
    ]
