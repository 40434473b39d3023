"""Compile the policy itself, who is behind it, and the roles among its staff.

In:   the view of a Declaration.       Out:  `Policy`, `Controller`s, `Contact`s, `Role`s, the `Decision`.
Never: judges whether what is missing must be there (the rules of law do).

The idea in one read: the first sections, key by key, with the defaults of the language's reference.
Law:  GDPR Art. 12, 13(1)(a)-(b), 24, 26, 27, 37.
Kept true by: tests/unit/compiler/test_sections.py.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from lofte.compiler.scope import Kind
from lofte.compiler.view import View, as_string, items, named_of, strings
from lofte.declaration.form import MonthDay, Origin, Silence, Thing, Things, Written
from lofte.grammar import Text
from lofte.model import Changes, Contact, Controller, Decision, JointWith, Policy, Role, Told
from lofte.periods import Period
from lofte.vocabulary import CONTACT_NAMES, TIME_ZONES

PAGE_NAME: Final = Text((("en", "Privacy policy"), ("sv", "Integritetspolicy")))
HOME: Final = "SE"
HOME_ZONE: Final = "Europe/Stockholm"
CHANGE_CHANNELS: Final = {"material": ("email", "website"), "other": ("website",)}
"""By what a change is told when the declaration does not say."""


def policy(root: View) -> Policy:
    """The section `policy`; its label is what the page is called."""
    view = root.inner("policy")
    view.written("languages", default=True, typing=True)
    transcribed = view.string("transcribed")
    return Policy(
        name="policy",
        label=_page_name(view),
        clause=view.clause(),
        transcribed=None if transcribed == "no" else transcribed,
        renditions=_renditions(view),
        version=view.string("version", required=True),
        in_force=view.value("in-force", date, required=True),
        url=view.string("url"),
        languages=view.scope.languages,
        introduction=view.told_text("introduction"),
        cites=view.words("cites") or (),
        asks=(view.words("asks", ("nothing",)) or ("nothing",))[0],
        review=view.value_or("review", Period, Period(months=12)),
        changes=_changes(view.inner("changes", default=True)),
        told=view.told,
        span=view.span,
    )


def _page_name(view: View) -> Text:
    own = view.text("name")
    words = {key: text for key, text in PAGE_NAME.by_language if key in view.scope.languages}
    return Text(tuple(sorted((words | dict(own.by_language if own else ())).items())))


def _renditions(view: View) -> dict[str, str]:
    written = view.value("renditions", Things)
    return {name: path for name, path in strings(written.items if written else {}, view.scope).items() if path}


def _changes(view: View) -> Changes:
    return Changes(
        name="changes",
        label=view.label(),
        clause=view.clause(),
        material=_told_by(view, "material"),
        other=_told_by(view, "other"),
        before=view.value_or("before", Period, Period(days=30)),
        check_back=view.value_or("check-back", bool, default=False) or False,
        consent=_word(view, "consent", "renew"),
        silence_means=_word(view, "silence", "end"),
        told=view.told,
        span=view.span,
    )


def _told_by(view: View, key: str) -> tuple[str, ...] | None:
    written = view.written(key, default=True)
    if written is None:
        return None if view.told[key].silence else CHANGE_CHANNELS[key]
    if isinstance(written.value, Thing):
        return view.of(written.value, key, written.span).words("tell")
    return tuple(item.name for item in items(written.value)) if written.value is not None else None


def _word(view: View, key: str, default: str) -> str | None:
    return view.value_or(key, str, default)


def controllers(root: View) -> dict[str, Controller]:
    """The legal entities; a label is the entity's name."""
    return {view.name: _controller(view) for view in root.each("controllers")}


def _controller(view: View) -> Controller:
    legal_name = view.string("name", required=True)
    country = view.value_or("country", str, HOME, typing=True) or HOME
    return Controller(
        name=view.name,
        label=view.label(fallback=view.scope.text(legal_name) if legal_name else None),
        clause=view.clause(),
        legal_name=legal_name,
        org_nr=view.string("org-nr", required=country == HOME),
        form=view.string("form", required=True),
        address=view.string("address", required=True),
        country=country,
        fiscal_year_ends=view.value_or("fiscal-year-ends", MonthDay, MonthDay(12, 31), typing=True) or MonthDay(12, 31),
        time_zone=view.value_or("time-zone", str, TIME_ZONES.get(country, HOME_ZONE), typing=True) or HOME_ZONE,
        jointly_with=_jointly_with(view),
        told=view.told,
        span=view.span,
    )


def _jointly_with(view: View) -> tuple[JointWith, ...]:
    named = named_of(view.written("jointly-with"))
    return tuple(
        _joint(view, other.name, other.detail)
        for other in named
        if view.found(Kind.CONTROLLER, other.name, other.span, "jointly-with")
    )


def _joint(view: View, controller: str, detail: Written | None) -> JointWith:
    thing = detail.value if detail is not None and isinstance(detail.value, Thing) else None
    if thing is None:
        silence = detail.silence if detail else Silence.UNSTATED
        view.told[f"jointly-with.{controller}"] = Told(detail.origin if detail else Origin.DEFAULT, silence)
        return JointWith(controller=controller, arrangement=None, essence=None, answers=None)
    inner = view.of(thing, f"jointly-with.{controller}", detail.span if detail else None)
    return JointWith(
        controller=controller,
        arrangement=inner.value("arrangement", date),
        essence=inner.text("essence"),
        answers=inner.string("answers"),
    )


def contacts(root: View) -> dict[str, Contact]:
    """Where to turn. A contact that is only a name is that contact; `not-required` is an answer about the dpo."""
    written = root.value("contacts", Things)
    if written is None:
        return {}
    return {view.name: _contact(view, written.items[view.name]) for view in root.each("contacts")}


def _contact(view: View, written: Written) -> Contact:
    plain = written.value if isinstance(written.value, str) else None
    other = plain if plain not in (None, "not-required") else None
    if other is not None:
        view.found(Kind.CONTACT, other, written.span)
    if written.silence is not None or plain is not None:
        view.told["email"] = Told(written.origin, written.silence, written.because, span=written.span)
    return Contact(
        name=view.name,
        label=view.label(CONTACT_NAMES.get(view.name), fallback=view.text("name")),
        clause=view.clause(),
        email=view.string("email") if plain is None else None,
        phone=view.string("phone"),
        post=view.string("post"),
        form=view.string("form"),
        role=view.one_name("role", Kind.ROLE),
        country=view.string("country"),
        reported=view.value("reported", date),
        same_as=other,
        required=plain != "not-required",
        told=view.told,
        span=view.span,
    )


def roles(root: View) -> dict[str, Role]:
    """The functions among the staff."""
    return {
        view.name: Role(
            name=view.name, label=view.label(required=True), clause=view.clause(), told=view.told, span=view.span
        )
        for view in root.each("roles")
    }


def decision(root: View) -> Decision | None:
    """Who decided the file that extends, and when."""
    written = root.thing.get("decided")
    if written is None or not isinstance(written.value, Thing):
        return None
    view = root.of(written.value, "decided", written.span)
    by, on = view.one_name("by", Kind.ROLE), view.value("on", date)
    return Decision(by=by, on=on) if by is not None and on is not None else None


def contact_channel(view: View, key: str, default: str | None) -> str | None:
    """A key that names a contact or has channels of its own: the name, else the first channel."""
    written = view.written(key, default=default is not None)
    if written is None:
        return None if view.told.get(key, Told(Origin.DEFAULT)).silence else default
    if isinstance(written.value, Thing):
        inner = view.of(written.value, key, written.span)
        return next((found for channel in ("email", "form", "phone", "post") if (found := inner.string(channel))), None)
    name = as_string(written.value, view.scope)
    return name if name is None or view.found(Kind.CONTACT, name, written.span, key) else None
