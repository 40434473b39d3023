"""Every promise has one id, and every declared thing that promises has a promise."""

from lofte.promises import promises_of
from unit.promises.choir import choir


def test_each_declared_thing_is_a_promise_by_its_kind_and_name() -> None:
    ids = [promise.id for promise in promises_of(choir())]
    assert ids == [
        *(f"notice.{name}" for name in ("membership", "newsletter", "sponsors", "books")),
        *(f"retention.{name}" for name in ("membership", "newsletter", "sponsors", "books")),
        "consent.newsletter",
        "marketing.newsletter",
        *("request.access", "request.erasure", "request.portability"),
        "disclosure.printer",
        *("breach.routine", "change.policy"),
    ]


def test_a_promise_points_at_its_line() -> None:
    text_line = {promise.id: promise.span.line for promise in promises_of(choir()) if promise.span}
    assert text_line["retention.membership"] == text_line["notice.membership"] + 8


def test_an_activity_without_an_end_promises_none() -> None:
    model = choir(("    keep: {until: relation.ended}\n", "    keep: unstated\n"))
    assert "retention.sponsors" not in {promise.id for promise in promises_of(model)}
