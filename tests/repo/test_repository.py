"""The repository itself: what is written in it is so, and what does not belong is not there."""

import re
import subprocess
import tomllib
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent.parent
# Written in two halves, so that this file does not hold what it looks for.
FORBIDDEN = re.compile("|".join(["/" + "work/", "/" + "farm/", "before" + "-stop", "shared" + "/hooks"]))
PUBLIC_HOSTS = {"https://pypi.org", "https://files.pythonhosted.org"}
BINARY = {".png", ".jpg", ".ico", ".woff2", ".pdf", ".gz", ".sqlite", ".mo"}


def texts() -> dict[str, str]:
    """Every text file that git knows or would add, by its path."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, check=True,
    )  # fmt: skip
    paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    assert len(paths) > 10
    readable = [path for path in paths if path.is_file() and path.suffix not in BINARY]
    return {str(path.relative_to(ROOT)): path.read_text("utf8") for path in readable}


def test_nothing_names_the_place_where_it_was_written() -> None:
    assert [path for path, text in texts().items() if FORBIDDEN.search(text)] == []


def test_a_forbidden_word_would_be_found() -> None:
    assert FORBIDDEN.search("see /" + "work/main")
    assert not FORBIDDEN.search("the framework/library")


def test_the_lock_names_only_the_public_index() -> None:
    hosts = set(re.findall(r"https?://[^/\"\s]+", (ROOT / "uv.lock").read_text("utf8")))
    assert hosts == PUBLIC_HOSTS


def test_the_project_is_apache_licensed_and_says_so_everywhere() -> None:
    licence = (ROOT / "LICENSE").read_text("utf8")
    assert "Apache License" in licence
    assert "Version 2.0, January 2004" in licence
    assert "END OF TERMS AND CONDITIONS" in licence
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["project"]
    assert project["license"] == "Apache-2.0"
    assert "Apache License, Version 2.0" in (ROOT / "NOTICE").read_text("utf8")


def test_no_dependency_of_the_product_forbids_its_licence() -> None:
    forbidding = {name for name, licence in licences("lofte").items() if re.search(r"(?<!L)GPL", licence)}
    assert forbidding == set()


def licences(root: str) -> dict[str, str]:
    """The licence of everything that installing `root` without extras brings."""
    found: dict[str, str] = {}
    waiting = [root]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        metadata = distribution(name).metadata
        classifiers = [line for line in metadata.get_all("Classifier", []) if line.startswith("License")]
        found[name] = " ".join([*metadata.get_all("License-Expression", []), *classifiers])
        needed = [Requirement(text) for text in distribution(name).requires or []]
        waiting += [one.name for one in needed if one.marker is None or one.marker.evaluate({"extra": ""})]
    return found


def test_the_licences_looked_at_are_those_of_all_dependencies() -> None:
    assert {"lofte", "sqlalchemy", "litestar", "python-stdnum"} <= set(licences("lofte"))
    assert "LGPL" in licences("lofte")["psycopg"] or "Lesser" in licences("lofte")["psycopg"]


def test_every_make_command_of_a_page_exists() -> None:
    text = "\n".join(text for path, text in texts().items() if path.endswith(".md"))
    named = {one or other for one, other in re.findall(r"`make ([a-z][a-z-]*)|^\s+make ([a-z][a-z-]*)", text, re.M)}
    assert {"demo", "test"} <= named
    assert named - targets_of_make() == set()


def targets_of_make() -> set[str]:
    targets = re.search(r"^TARGETS = (.*)$", (ROOT / "Makefile").read_text("utf8"), re.M)
    assert targets
    return set(targets[1].split())


def test_every_target_of_make_is_a_command_of_run() -> None:
    assert targets_of_make() == set(re.findall(r"^    ([a-z-]+)\)", (ROOT / "run").read_text("utf8"), re.M))


def test_the_readme_opens_with_the_two_commands() -> None:
    opening = (ROOT / "README.md").read_text("utf8")[:1500]
    assert "make demo" in opening
    assert "make test" in opening


def test_ci_runs_the_readmes_test_command() -> None:
    assert "export CI=true\nexec make test\n" in (ROOT / ".ci" / "run").read_text("utf8")


def test_every_link_between_pages_leads_somewhere() -> None:
    pages = {path: text for path, text in texts().items() if path.endswith(".md")}
    broken = [
        f"{path}: {target}"
        for path, text in pages.items()
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text)
        if "://" not in target
        and not target.startswith("mailto:")
        and not (ROOT / path).parent.joinpath(target).exists()
    ]
    assert broken == []
