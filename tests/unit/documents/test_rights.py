"""What is told of rights in each declaration's own way: nothing twice, and nobody sent where nobody answers."""

from __future__ import annotations

from lofte.documents.contact import turn_to
from lofte.documents.rights import rights_blocks
from lofte.documents.voice import Voice
from lofte.model import BasisEntry
from lofte.periods import Period
from lofte.vocabulary import ERASURE_GROUNDS, LegalBasis
from unit.documents.builder import activity, contact, model, requests, right
from unit.documents.reading import lines


def test_an_exception_that_the_words_of_the_right_tell_is_told_once() -> None:
    everything = tuple(ERASURE_GROUNDS)
    all_grounds = right("erasure", grounds=everything, exceptions=("statute", "claims"))
    one_ground = right("erasure", grounds=everything[:1], exceptions=("statute", "claims"))
    told = {
        len(given.grounds): " ".join(lines(rights_blocks(Voice(model(rights_written=True, rights=(given,)), "en"))))
        for given in (all_grounds, one_ground)
    }
    assert "This does not apply" not in told[len(everything)]
    assert "This does not apply where the law requires the data to be kept or where" in told[1]


def test_an_objection_adds_to_nothing_where_there_is_no_marketing() -> None:
    weighed = activity("care", basis=(BasisEntry(basis=LegalBasis.LEGITIMATE_INTERESTS),))
    alone = lines(rights_blocks(Voice(model(weighed), "en")))
    assert any(line.startswith("You can object, on grounds") for line in alone)
    beside = lines(rights_blocks(Voice(model(weighed, activity("offers", purpose_class="marketing")), "en")))
    assert any(line.startswith("You can also object, on grounds") for line in beside)


def test_nobody_is_turned_to_a_contact_that_cannot_be_reached() -> None:
    dead = model(contacts=(contact("privacy", form="#"),), requests=requests(answer=Period(months=1)))
    assert turn_to("privacy", Voice(dead, "sv")) == ()
    told = lines(rights_blocks(Voice(dead, "sv")))
    assert any(line.startswith("Vi svarar inom en månad.") for line in told)
