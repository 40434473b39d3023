"""What the policies of the organisations in `examples` tell, clause by clause, as a reader of the text finds it."""

from __future__ import annotations

import pytest

from lofte.documents import render
from unit.law.organisations import compiled

both_languages = pytest.mark.parametrize("language", ["sv", "en"])


def _policy(organisation: str, language: str) -> str:
    return render(compiled(organisation, "lofte.yaml"), language, "markdown")


@both_languages
@pytest.mark.clause("MIL-0-a")
def test_both_controllers_are_named_with_their_numbers_and_what_is_only_ones_says_so(language: str) -> None:
    told = _policy("mil", language)
    for name, number in (("MiL Institute AB", "556991-3071"), ("MiL Foundation", "845000-9017")):
        assert f"**{name}**" in told
        assert number in told
    assert {"sv": "Ansvarig: MiL Institute AB.", "en": "Controller: MiL Institute AB."}[language] in told


@both_languages
@pytest.mark.clause("MST-2-a")
def test_the_controller_is_told_with_number_and_address(language: str) -> None:
    told = _policy("millstone", language)
    assert "**Millstone Group AB**" in told
    assert "556898-9718" in told
    assert "Kungsgatan 55, 111 22 Stockholm" in told


@both_languages
@pytest.mark.clause("MST-2.2-f")
def test_the_list_of_recipients_is_the_register_and_nothing_else(language: str) -> None:
    rows = _policy("millstone", language).split("| --- | --- | --- | --- |\n")[1].split("\n\n")[0].splitlines()
    told = {row.split(" | ")[0].removeprefix("| ").casefold() for row in rows}
    named = {one.named or one.label for one in compiled("millstone", "lofte.yaml").recipients.values()}
    assert told == {text.any(language).casefold() for text in named}


def test_a_further_copy_has_its_price_and_the_first_is_free() -> None:
    told = _policy("mil", "en")
    assert "It is free of charge. A further copy of the same data costs 100 SEK." in told


@both_languages
def test_what_is_done_for_customers_sends_people_to_them_and_is_no_part_of_our_own(language: str) -> None:
    told = _policy("millstone", language)
    assert {"sv": "Ansvarig är kunden", "en": "The controller is the customer"}[language] in told
    ours = [line.casefold() for line in told.splitlines() if line.startswith("#")]
    audience = compiled("millstone", "lofte.yaml").subjects["audience-member"].label.any(language)
    assert not any(audience.removeprefix("den som ") in heading for heading in ours)
