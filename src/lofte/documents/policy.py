"""Tell a whole model as the policy that people read.

In:   `Model`, the language.       Out:  a `Document`, the same for the same model.
Never: states what the declaration leaves out; makes a section that has nothing in it; reads a clock.

The idea in one read: short words first, details after. Who answers and what matters most stand on the first screen,
then a reader finds the part about people like oneself and reads one section, not all. What concerns everyone
(recipients, rights, erasure, security, changes) comes after, once. Every sentence that tells a promise carries its
id.
Law:  GDPR Art. 12(1), 13, 14; WP260 rev.01 on layered notices.
Kept true by: tests/unit/documents/test_policy.py, tests/golden/policy/.
"""

from __future__ import annotations

import re

from lofte.documents.activity import activity_blocks
from lofte.documents.blocks import Block, Document, Heading, Inlines, Item, Items, Link, Paragraph
from lofte.documents.consents import consent_blocks, cookie_blocks
from lofte.documents.contact import organisation_blocks, turn_to
from lofte.documents.groups import Group, groups
from lofte.documents.language import LANGUAGES, Said, capitalised, country_words, date_words, period_words
from lofte.documents.recipients import claims_words, leaves_eea, recipients_blocks
from lofte.documents.right_words import rights_given
from lofte.documents.rights import rights_blocks
from lofte.documents.upkeep import change_blocks, erasure_blocks, for_others_blocks, security_blocks
from lofte.documents.voice import Voice
from lofte.model import Model

_TITLE = Said(sv="Integritetspolicy", en="Privacy policy")
_VERSION = Said(sv="Version {version}", en="Version {version}")
_IN_FORCE = Said(sv="Gäller från den {day}", en="In force from {day}")
_LEAD = Said(
    sv="Här står vilka personuppgifter vi använder, varför, hur länge och vad du kan begära av oss. "
    "Siffrorna inom parentes är artiklar i dataskyddsförordningen (GDPR).",
    en="This page says which personal data we use, why, for how long, and what you can ask of us. "
    "Articles in brackets are those of the General Data Protection Regulation (GDPR).",
)
_PREVAILS = Said(
    sv="Om språken skiljer sig gäller den svenska texten.", en="If the languages differ, the Swedish text prevails."
)

_SHORT = Said(sv="I korthet", en="In short")
_WHO = Said(sv="{name} ansvarar för uppgifterna.", en="{name} is responsible for the data.")
_WHO_TOGETHER = Said(sv="{name} ansvarar för uppgifterna.", en="{name} are responsible for the data.")
_EACH_ENDS = Said(
    sv="För varje sak vi gör står det hur länge vi sparar uppgifterna. Sedan tar vi bort dem, senast inom {within}.",
    en="For each thing we do it says how long we keep the data. After that we remove them, within {within} at most.",
)
_OUTSIDE = Said(
    sv="Uppgifter kan finnas utanför EU och EES: {countries}.", en="Data may be outside the EU and EEA: {countries}."
)
_SAY_NO = Said(
    sv="Till utskick och annan marknadsföring kan du {say_no} när du vill.",
    en="You can {say_no} to mailings and other marketing whenever you like.",
)
_SAY_NO_WORDS = Said(sv="säga nej", en="say no")
_WITHDRAW = Said(sv="Det du har samtyckt till kan du {withdraw}.", en="What you have consented to you can {withdraw}.")
_WITHDRAW_WORDS = Said(sv="återkalla", en="withdraw")
_ASK = Said(sv="Du kan {ask} och annat: hör av dig till {contact}.", en="You can {ask} and more: contact {contact}.")
_ASK_WORDS = Said(sv="få se, rätta och radera dina uppgifter", en="see, correct and erase your data")

_FIND = Said(sv="Hitta din del", en="Find your part")
_ALSO = Said(sv="Och för alla:", en="And for everyone:")
_SEVERAL = Said(sv="Det som gäller flera", en="What concerns several groups")
_YOU = Said(sv="Du {who}", en="{who}")
_ONE_WHO = "den som "
_REFLEXIVE = re.compile(r"\bsig\b")
_IN_SHORT = ("never-sells", "lawful-basis-always", "no-profiling", "aggregates-only")
"""What is claimed of everything, and belongs to no section."""
_NARROW_CLAIM = Said(sv="{claim}.", en="{claim}.")


def policy(model: Model, language: str) -> Document:
    """The policy in one of `LANGUAGES`. Another language raises ValueError."""
    if language not in LANGUAGES:
        raise ValueError(
            f"a policy can be told in {' and '.join(f'`{known}`' for known in LANGUAGES)}, not in `{language}`"
        )
    voice = Voice(model, language)
    of_people = tuple((group, _group_blocks(group, voice)) for group in groups(model))
    for_all = _sections_for_all(voice)
    blocks: tuple[Block, ...] = (
        Paragraph((_lead(voice),), kind="lead"),
        *_in_short(voice),
        *organisation_blocks(voice),
        *_find(of_people, for_all, voice),
        *(block for _, told in of_people for block in told),
        *for_all,
    )
    return Document(_title(voice), language, _meta(voice), blocks)


def _title(voice: Voice) -> str:
    return voice.own_text(voice.model.policy.label) or voice.say(_TITLE)


def _meta(voice: Voice) -> tuple[str, ...]:
    told = voice.model.policy
    return (
        *((voice.say(_VERSION, version=told.version),) if told.version else ()),
        *((voice.say(_IN_FORCE, day=date_words(told.in_force, voice.language)),) if told.in_force else ()),
    )


def _lead(voice: Voice) -> str:
    told = voice.model.policy
    prevails = voice.say(_PREVAILS) if told.languages[:1] == ("sv",) and voice.language == "en" else ""
    sentences = (voice.text(told.introduction), voice.say(_LEAD), prevails)
    return " ".join(sentence for sentence in sentences if sentence)


def _in_short(voice: Voice) -> tuple[Block, ...]:
    items = tuple(Item(inlines) for inlines in _summary(voice) if inlines)
    return (Heading(2, voice.say(_SHORT), "short"), Items(items, "summary")) if items else ()


def _summary(voice: Voice) -> tuple[Inlines, ...]:
    model = voice.model
    names = tuple(voice.text(controller.label) for controller in model.controllers.values())
    outside = [place for recipient in model.recipients.values() for place in leaves_eea(recipient)]
    countries = voice.list(country_words(place, voice.language) for place in outside)
    within = model.sweep.within if model.sweep else None
    claims = (claims_words((claim,), voice) for claim in _IN_SHORT)
    return (
        (voice.say(_WHO if len(names) == 1 else _WHO_TOGETHER, name=voice.list(names)),) if names else (),
        (voice.say(_EACH_ENDS, within=period_words(within, voice.language)),) if within else (),
        *((claim,) for claim in claims if claim),
        (voice.say(_OUTSIDE, countries=countries),) if countries else (),
        *_choices(voice),
    )


def _choices(voice: Voice) -> tuple[Inlines, ...]:
    given = rights_given(voice.model)
    activities = voice.model.activities.values()
    marketing = "objection" in given and any(activity.marketing for activity in activities)
    consent = "withdrawal" in given and any(entry.consent for activity in activities for entry in activity.basis)
    contact = turn_to("privacy", voice)[:1] if "privacy" in voice.model.contacts else ()
    asks = {"access", "rectification", "erasure"} <= set(given) and contact
    say_no = Link(voice.say(_SAY_NO_WORDS), "#request.objection")
    withdraw = Link(voice.say(_WITHDRAW_WORDS), "#consent")
    return (
        voice.weave(_SAY_NO, say_no=say_no) if marketing else (),
        voice.weave(_WITHDRAW, withdraw=withdraw) if consent else (),
        voice.weave(_ASK, ask=Link(voice.say(_ASK_WORDS), "#rights"), contact=contact) if asks else (),
    )


def _find(
    of_people: tuple[tuple[Group, tuple[Block, ...]], ...], for_all: tuple[Block, ...], voice: Voice
) -> tuple[Block, ...]:
    people = [told[0] for _, told in of_people if told]
    rest = [block for block in for_all if isinstance(block, Heading) and block.level == 2]
    heads = [block for block in people if isinstance(block, Heading)]
    if not heads and not rest:
        return ()
    return (
        Heading(2, voice.say(_FIND), "find"),
        *((Items(_links(heads), "contents"),) if heads else ()),
        *((Paragraph((voice.say(_ALSO),)), Items(_links(rest), "contents")) if rest else ()),
    )


def _links(headings: list[Heading]) -> tuple[Item, ...]:
    return tuple(Item((Link(heading.text, f"#{heading.anchor}"),)) for heading in headings)


def _group_blocks(group: Group, voice: Voice) -> tuple[Block, ...]:
    heading = Heading(2, _group_title(group, voice), f"about-{group.name}")
    claims = [claim for claim in voice.model.claims.values() if claim.about and set(claim.about) <= set(group.subjects)]
    narrow = " ".join(voice.say(_NARROW_CLAIM, claim=capitalised(voice.text(claim.label))) for claim in claims)
    return (
        heading,
        *((Paragraph((narrow,)),) if narrow else ()),
        *_parts(group, voice),
    )


def _parts(group: Group, voice: Voice) -> tuple[Block, ...]:
    """The parts of a group; what a group of data holds is told where it is first named."""
    blocks: list[Block] = []
    opened: frozenset[str] = frozenset()
    for part in group.parts:
        blocks += activity_blocks(part, group, voice, opened)
        opened |= frozenset(part.first.data or ())
    return tuple(blocks)


def _group_title(group: Group, voice: Voice) -> str:
    if not group.subjects:
        return voice.say(_SEVERAL)
    subjects = [voice.subject(name) for name in group.subjects]
    return (
        voice.say(_YOU, who=_you_who(subjects, voice))
        if voice.language == "sv"
        else capitalised(voice.either(subjects))
    )


def _you_who(subjects: list[str], voice: Voice) -> str:
    """Swedish: *mentor*, *den som hör av sig* become *som är mentor eller som hör av dig*."""
    doing = [subject.removeprefix(_ONE_WHO) for subject in subjects if subject.startswith(_ONE_WHO)]
    being = [subject for subject in subjects if not subject.startswith(_ONE_WHO)]
    are = [f"som är {voice.either(being)}"] if being else []
    return voice.either((*are, *(f"som {_REFLEXIVE.sub('dig', words)}" for words in doing)))


def _sections_for_all(voice: Voice) -> tuple[Block, ...]:
    return (
        *for_others_blocks(voice),
        *recipients_blocks(voice),
        *consent_blocks(voice),
        *cookie_blocks(voice),
        *rights_blocks(voice),
        *erasure_blocks(voice),
        *security_blocks(voice),
        *change_blocks(voice),
    )
