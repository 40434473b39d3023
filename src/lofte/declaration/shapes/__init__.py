"""Say what may be written in a declaration: every section, every key.

In:   nothing.       Out:  `ROOT`, the shape of a whole declaration; `SHAPES` by name; `GENERIC`, keys of every thing.
Never: reads anything; this is data.

The idea in one read: the sections in the order in which a policy is told. Each is one thing, or a mapping from names to
things of one shape. The reader, the JSON Schema and the reference page all walk from `ROOT`.
Law:  each key names its article.
Kept true by: tests/unit/declaration/test_shapes.py.

>>> SHAPES["activity"].key("keep").type.value
'rule'
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from lofte.declaration.shape import Key, Mapped, Naming, Plain, Shape, ThingOf
from lofte.declaration.shapes.processing import PROCESSING_SHAPES
from lofte.declaration.shapes.rights import RIGHTS_SHAPES
from lofte.declaration.shapes.text import TEXT_SHAPES
from lofte.declaration.shapes.world import WORLD_SHAPES

GENERIC: tuple[Key, ...] = (
    Key(
        "label",
        Plain.TEXT,
        "what people read; a name that is not in the vocabulary needs one in each language",
        default="the vocabulary's own",
        example="{sv: adept, en: mentee}",
    ),
    Key("clause", Plain.LIST, "where the published text says it: number or heading", example="[1A (i), 3]"),
    Key(
        "because",
        ThingOf("because"),
        "the reason of a decision",
        "GDPR Art. 5(2)",
        required="beside a published value that is replaced",
    ),
    Key("removed", Plain.TEXT, "in a file that extends: this thing is taken away, for this reason; it stands alone"),
)

_ACCEPTED = Mapped(Mapped(ThingOf("acceptance"), "place", Naming.FREE), "finding", Naming.FREE)

ROOT = Shape(
    "declaration",
    "declaration",
    "what an organisation promises people, and where their data lie",
    (
        Key("lofte", Plain.VERSION, "version of the language", default="1", example="1"),
        Key("extends", Plain.STRING, "the declaration under this one", "GDPR Art. 5(2)", example="published.yaml"),
        Key("decided", ThingOf("decided"), "who decided what this file decides, and when", "GDPR Art. 24"),
        Key("policy", ThingOf("policy"), "the text itself", "GDPR Art. 12, 24"),
        Key("controllers", Mapped(ThingOf("controller"), "controller"), "legal entities", "GDPR Art. 4(7), 26"),
        Key(
            "contacts",
            Mapped(Plain.CONTACT, "contact", vocabulary="contact"),
            "where to turn",
            "GDPR Art. 13(1)(a)-(b), 27, 37",
        ),
        Key("roles", Mapped(ThingOf("role"), "role"), "functions among the staff", "GDPR Art. 29, 32(4)"),
        Key("subjects", Mapped(ThingOf("subject"), "subject"), "categories of data subjects", "GDPR Art. 30(1)(c)"),
        Key("data", Mapped(ThingOf("datum"), "data"), "categories of personal data", "GDPR Art. 9, 10, 30(1)(c), 87"),
        Key("sources", Mapped(ThingOf("source"), "source"), "where data are collected", "GDPR Art. 13, 14(2)(f)"),
        Key("activities", Mapped(ThingOf("activity"), "activity"), "processing activities", "GDPR Art. 30(1)"),
        Key("consents", Mapped(ThingOf("consent"), "consent"), "how a consent is asked", "GDPR Art. 7, 8"),
        Key("recipients", Mapped(ThingOf("recipient"), "recipient"), "who gets data", "GDPR Art. 4(9), 28, 44-49"),
        Key(
            "rights",
            Mapped(ThingOf("right"), "right", vocabulary="right", from_list=True),
            "what the text says of each right; once written, what it does not name is not told",
            "GDPR Art. 7(3), 15-22, 77, 82",
        ),
        Key("requests", ThingOf("requests"), "how rights are used", "GDPR Art. 12"),
        Key("websites", Mapped(ThingOf("website"), "website"), "pages, choice and cookies", "LEK 9 kap. 28 §"),
        Key(
            "claims",
            Mapped(ThingOf("claim"), "claim", vocabulary="claim", from_list=True),
            "absolute statements, tested against all the rest",
            "GDPR Art. 5(1)(a), 12(1)",
        ),
        Key("holds", Mapped(ThingOf("hold"), "hold"), "for what reasons data may be held longer", "GDPR Art. 17(3)"),
        Key("events", Mapped(ThingOf("event"), "event", Naming.EVENT), "what clocks count from", "GDPR Art. 5(1)(e)"),
        Key("security", ThingOf("security"), "measures, staff, breaches", "GDPR Art. 32-34"),
        Key("sweep", ThingOf("sweep"), "how the promises are kept", "GDPR Art. 5(1)(e), 24"),
        Key("systems", Mapped(ThingOf("system"), "system"), "where data lie", "GDPR Art. 30, 32"),
        Key("accepted", _ACCEPTED, "findings that stand, with reason and review date", "GDPR Art. 5(2)"),
    ),
    generic=False,
)

SHAPES: Mapping[str, Shape] = MappingProxyType(
    {shape.name: shape for shape in (ROOT, *TEXT_SHAPES, *PROCESSING_SHAPES, *RIGHTS_SHAPES, *WORLD_SHAPES)}
)


def key_of(shape: Shape, name: str) -> Key | None:
    """The key called `name` in `shape`, the generic ones included."""
    own = shape.key(name)
    if own is not None or not shape.generic:
        return own
    return next((key for key in GENERIC if key.name == name), None)
