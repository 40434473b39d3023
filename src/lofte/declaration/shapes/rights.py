"""Say what may be written of rights, requests, websites, claims, holds and events.

In:   nothing.       Out:  `RIGHTS_SHAPES`.
Never: reads anything; this is data.

The idea in one read: what people may ask for and how, what the pages do in their browsers, what the text claims of
all the rest, for what reasons data stay longer, and what clocks count from. Language 3, in the order of that page.
Law:  GDPR Art. 5, 7(3), 12, 15-22, 77, 82; lagen om elektronisk kommunikation (2022:482) 9 kap. 28 §.
Kept true by: tests/unit/declaration/test_shapes.py.
"""

from __future__ import annotations

from lofte.declaration.shape import Key, Mapped, NamesOf, Plain, Shape, ThingOf, Word, Words

RIGHTS_SHAPES: tuple[Shape, ...] = (
    Shape(
        "right",
        "right",
        "what the text says of one right",
        (
            Key(
                "for",
                Words("right-given-for"),
                "to which bases or purposes it is given",
                "GDPR Art. 15-22",
                "as the law has it",
                "",
                "any",
            ),
            Key("if", Word("right-condition"), "a condition", "GDPR Art. 20", "none", "", "technically-possible"),
            Key("except", Words("right-exception"), "stated exceptions", "GDPR Art. 17(3)", "as the law has them"),
            Key("grounds", Words("erasure-ground"), "of erasure", "GDPR Art. 17(1)", "all six"),
            Key("consequence", Plain.TEXT, "what using it leads to", "GDPR Art. 12(2)", "none"),
            Key("shown", Word("shown"), "of objection: where it is told", "GDPR Art. 21(4)", "apart", "", "apart"),
            Key(
                "suppression",
                Plain.YES_NO,
                "of objection: a mark remains, so that a new import stays stopped",
                "GDPR Art. 21(3)",
                "yes",
                "",
                "yes",
            ),
            Key("authority", Word("authority"), "of complaint; names have a history", "GDPR Art. 77", "imy", "", "imy"),
        ),
        lead="authority",
    ),
    Shape(
        "requests",
        "requests",
        "how rights are used",
        (
            Key("by", Words("request-channel"), "by what", "GDPR Art. 12(2)", "all", "", "[form, email]"),
            Key("answer", Plain.PERIOD, "how soon", "GDPR Art. 12(3)", "1 month", "", "1 month"),
            Key("extension", Plain.PERIOD, "how much longer at most", "GDPR Art. 12(3)", "2 months", "", "2 months"),
            Key("identity", Words("identity-means"), "how one shows who one is", "GDPR Art. 12(6)", "[known-channel]"),
            Key("further-copies", Plain.TEXT, "price of a second copy", "GDPR Art. 15(3)", "free", "", "50 SEK"),
            Key("owner", Plain.NAME, "who answers: a role", "", "`contacts.privacy.role`"),
        ),
        lead="by",
    ),
    Shape(
        "website",
        "website",
        "pages, choice and cookies",
        (
            Key("url", Plain.URL, "where it is", "", "", "required", '"https://example.se"'),
            Key("choice", Word("choice-timing"), "when one chooses", "LEK 9 kap. 28 §", "before", "", "before"),
            Key("refuse", Word("refuse-place"), "where one refuses", "LEK 9 kap. 28 §", "first-layer"),
            Key("ask-again", Plain.PERIOD, "how soon it is asked again", "", "6 months", "", "6 months"),
            Key("without", Plain.TEXT, "what does not work when all is refused", "GDPR Art. 7(4)", "none"),
            Key("links", Mapped(Plain.URL, "link"), "links that the policy relies on; each must answer"),
            Key("outgoing", Word("outgoing"), "how links to others are told", "", "none", "", "own-policies-apply"),
            Key("cookies", Mapped(ThingOf("cookie"), "cookie"), "what is stored in the browser", "LEK 9 kap. 28 §"),
        ),
        lead="url",
    ),
    Shape(
        "cookie",
        "cookie",
        "one item stored in a browser, or what does the same",
        (
            Key("for", Plain.NAME, "the activity that it serves", "GDPR Art. 5(1)(b)", "", "required", "statistics"),
            Key("class", Word("cookie-class"), "what class", "LEK 9 kap. 28 §", "the activity's", "", "necessary"),
            Key("is", Word("cookie-kind"), "what it is", "LEK 9 kap. 28 §", "cookie", "", "local-storage"),
            Key(
                "named", Plain.LIST, "names as set in the browser; `*` ends a prefix", "", "its own name", "", "[_ga*]"
            ),
            Key("from", Plain.NAME, "`own`, or the recipient whose it is", "GDPR Art. 13(1)(e)", "", "required", "own"),
            Key("lifetime", Plain.LIFETIME, "how long it stays", "LEK 9 kap. 28 §", "", "required", "session"),
        ),
        lead="for",
    ),
    Shape(
        "claim",
        "claim",
        "an absolute statement, tested against all the rest",
        (Key("about", NamesOf("subject"), "narrows it", "GDPR Art. 5(1)(a)", "everybody", "", "[partner-contact]"),),
    ),
    Shape(
        "hold",
        "hold",
        "for what reason a person may hold data longer",
        (
            Key("is", Words("hold-kind"), "what reason", "GDPR Art. 17(3)", "", "required", "claim"),
            Key("about", NamesOf("subject"), "whose data", "", "everybody"),
            Key("for", NamesOf("activity"), "which activities", "", "all"),
            Key(
                "review",
                Plain.PERIOD,
                "how often it is looked at again",
                "GDPR Art. 5(1)(e)",
                "",
                "required",
                "6 months",
            ),
            Key("owner", Plain.NAME, "whose decision: a role", "GDPR Art. 24", "", "required", "managing-director"),
        ),
        lead="is",
    ),
    Shape(
        "event",
        "event",
        "what clocks count from; `label` is read after *until* and *after*",
        (
            Key("means", Plain.TEXT, "how one knows that it has happened", "", "none"),
            Key("stale-after", Plain.PERIOD, "alarm when it has not happened for so long", "", "none", "", "24 months"),
        ),
        lead="label",
    ),
)
