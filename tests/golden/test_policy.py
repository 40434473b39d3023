"""The policy of the worked example, whole, as it is published: what a change of words changes is read here.

`make golden` writes the files again; the review reads the difference.
"""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

import pytest

from lofte.compiler import compile_declaration
from lofte.declaration import read
from lofte.documents import Form, policy, render, telling_anchors
from lofte.documents.blocks import Heading
from lofte.documents.promise_words import promise_sentence
from lofte.documents.voice import Voice
from lofte.model import Model
from lofte.promises.kinds import promises_of

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "policy"
FORMS: dict[Form, str] = {"html": "html", "markdown": "md", "text": "txt"}


@cache
def example(name: str) -> Model:
    """The model of one of the two files of the example."""
    folder = ROOT / "examples" / "mittliv"
    declaration, _ = read({path.name: path.read_bytes() for path in folder.glob("*.yaml")}, name)
    assert declaration is not None
    found, _ = compile_declaration(declaration)
    assert found is not None
    return found


def markdown(name: str, language: str) -> str:
    return render(example(name), language, "markdown")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("name", "language"), [("lofte.yaml", "sv"), ("lofte.yaml", "en"), ("published.yaml", "sv")])
def test_the_policy_is_the_one_that_was_read_and_approved(name: str, language: str, form: Form) -> None:
    file = GOLDEN / f"{name.removesuffix('.yaml')}.{language}.{FORMS[form]}"
    told = render(example(name), language, form)
    if os.environ.get("GOLDEN") == "rewrite":
        file.write_text(told, encoding="utf-8")
    assert told == file.read_text(encoding="utf-8"), f"{file.name} has changed: `make golden`, then read the difference"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_same_model_gives_the_same_text(language: str) -> None:
    example.cache_clear()
    first = markdown("lofte.yaml", language)
    example.cache_clear()
    assert markdown("lofte.yaml", language) == first


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_activity_is_told_with_its_retention_and_every_recipient_and_cookie_too(language: str) -> None:
    model = example("lofte.yaml")
    told = telling_anchors(policy(model, language))
    expected = {f"notice.{name}" for name in model.activities}
    expected |= {f"retention.{activity.name}" for activity in model.activities.values() if activity.keep}
    expected |= {f"marketing.{activity.name}" for activity in model.activities.values() if activity.marketing}
    expected |= {f"consent.{name}" for name in model.consents}
    expected |= {f"disclosure.{name}" for name in model.recipients}
    expected |= {f"cookie.{name}" for site in model.websites.values() for name in site.cookies}
    expected |= {f"request.{name}" for name in model.rights}
    expected |= {f"security.{name}" for name in model.security.measures} | {"change.policy", "breach.routine"}
    expected |= {f"claim.{name}" for name in model.claims} | {f"hold.{name}" for name in model.holds}
    assert set(told) == expected == {promise.id for promise in promises_of(model)}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_promise_has_a_sentence_of_its_own(language: str) -> None:
    model = example("lofte.yaml")
    voice = Voice(model, language)
    sentences = {promise: promise_sentence(promise, voice) for promise in telling_anchors(policy(model, language))}
    assert all(sentence.endswith(".") and sentence != promise for promise, sentence in sentences.items())


@pytest.mark.clause("ML-3-l", "ML-3-m")
def test_the_two_years_of_an_application_are_told_in_words() -> None:
    claims = _section("Försvara oss mot rättsliga anspråk", markdown("lofte.yaml", "sv"))
    assert "tills rekryteringen är avslutad, och två år därefter." in claims
    claims = _section("Defend ourselves against legal claims", markdown("lofte.yaml", "en"))
    assert "until the recruitment is closed, and two years after that." in claims


@pytest.mark.clause("ML-1D-a", "ML-3-n", "ML-3-o")
def test_the_newsletter_rests_on_consent_and_ends_with_it() -> None:
    text = markdown("lofte.yaml", "sv")
    newsletter = _section("Skicka nyhetsbrev", text)
    assert "**Uppgifter:** e-postadress." in newsletter
    assert "Vi gör det bara om du samtycker (artikel 6.1 a)." in newsletter
    assert "tills du återkallar ditt samtycke" in newsletter


@pytest.mark.clause("ML-3-e")
def test_what_only_matching_needs_is_told_to_end_with_matching() -> None:
    matching = _section("Match participants", markdown("lofte.yaml", "en"))
    assert "until the application and the matching are completed or" in matching
    assert "Applies to: mentor and mentee." in matching
    assert "No decisions are made by automated means alone." in matching


@pytest.mark.clause("ML-4-e")
def test_that_nothing_is_sold_stands_in_the_summary() -> None:
    text = markdown("lofte.yaml", "sv")
    assert "- Uppgifter säljs aldrig." in text.split("## Vem ansvarar")[0]


@pytest.mark.clause("ML-5-g")
def test_the_authority_has_the_name_of_its_day() -> None:
    assert "Integritetsskyddsmyndigheten (IMY)" in markdown("lofte.yaml", "sv")
    assert "Datainspektionen" not in markdown("lofte.yaml", "sv")
    assert "Du kan klaga hos **Datainspektionen**." in markdown("published.yaml", "sv")


def test_the_published_text_is_told_without_what_it_leaves_out() -> None:
    text = markdown("published.yaml", "sv")
    for invented in ("Version", "Gäller från", "inom en månad", "Det kostar inget", "dataskyddsombud", "inom 30 dagar"):
        assert invented not in text
    claims = _section("Försvara oss mot rättsliga anspråk", text)
    assert "Rättslig grund" not in claims


@pytest.mark.parametrize("name", ["lofte.yaml", "published.yaml"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_there_is_no_empty_section_and_no_hole_in_a_sentence(name: str, language: str) -> None:
    document = policy(example(name), language)
    levels = [block.level if isinstance(block, Heading) else 9 for block in document.blocks]
    for level, following in zip(levels, [*levels[1:], 1], strict=True):
        assert level == 9 or following > level, "a heading with nothing under it"
    text = markdown(name, language)
    for hole in ("None", "{", "}", "..", " .", " ,", "  ", "()", ": .", "unstated", "undecided", "[]("):
        assert hole not in text, hole
    assert not re.search(r"\((artikel|Article) ?\)", text)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_natural_person_is_named(language: str) -> None:
    assert set(re.findall(r"[\w.]+@[\w.]+\w", markdown("lofte.yaml", language))) <= {
        "privacy@mittliv.example",
        "stop@mittliv.example",
        "imy@imy.se",
    }


def _section(heading: str, text: str) -> str:
    """What stands under a heading, up to the next."""
    after = text.split(f"\n### {heading}\n", 1)[1]
    return re.split(r"\n##", after, maxsplit=1)[0]
