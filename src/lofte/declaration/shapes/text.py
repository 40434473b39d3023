"""Say what may be written of the text, the organisation, the people, the data and where they come from.

In:   nothing.       Out:  `TEXT_SHAPES`.
Never: reads anything; this is data.

The idea in one read: the sections `policy`, `controllers`, `contacts`, `roles`, `subjects`, `data` and `sources` of
language 3, key by key, in the order of that page.
Law:  GDPR Art. 4, 12-14, 24, 26, 27, 30, 37.
Kept true by: tests/unit/declaration/test_shapes.py.
"""

from __future__ import annotations

from lofte.declaration.shape import Key, Mapped, NamesOf, Plain, Shape, ThingOf, Word, Words

TEXT_SHAPES: tuple[Shape, ...] = (
    Shape(
        "policy",
        "policy",
        "the text itself",
        (
            Key("name", Plain.TEXT, "what the page is called", "", "Privacy policy", "", "{sv: Integritetspolicy}"),
            Key(
                "transcribed",
                Plain.FILE_OR_NO,
                "the published text of which this is a transcription; its digest is recorded",
                default="no",
                example="published.txt",
            ),
            Key(
                "renditions",
                Mapped(Plain.STRING, "rendition"),
                "other forms of the same version, files or addresses, compared for what they lack",
                default="none",
                example="{web: policy-web.txt}",
            ),
            Key("version", Plain.STRING, "which version this is", "GDPR Art. 5(2), 12(1)", "", "required", "2"),
            Key("in-force", Plain.DATE, "from when it holds", "GDPR Art. 5(2), 12(1)", "", "required", "2027-01-01"),
            Key("url", Plain.URL, "where it is always found; compared with the approved text", default="none"),
            Key("languages", Plain.LIST, "the first is the one that holds", "", "[sv]", "", "[sv, en]"),
            Key("introduction", Plain.TEXT, "the organisation's own first words; promises nothing", default="none"),
            Key(
                "cites",
                Plain.LIST,
                "laws and terms that the text names; repealed and unknown ones are found",
                default="none",
                example="[gdpr, bokföringslagen]",
            ),
            Key("asks", Word("asks"), "what the reader is asked for", "", "nothing", "", "reading"),
            Key("review", Plain.PERIOD, "how often it is reviewed", "GDPR Art. 24(1)", "12 months", "", "12 months"),
            Key(
                "changes",
                ThingOf("changes"),
                "how a change is told",
                "GDPR Art. 13(3), 14(4)",
                "e-mail and website, 30 days before, renewed consent",
                "",
                "{material: {tell: [email]}}",
            ),
        ),
    ),
    Shape(
        "changes",
        "changes",
        "how a change of the policy is told",
        (
            Key("material", ThingOf("tell"), "how a change of importance is told", default="e-mail and website"),
            Key("other", ThingOf("tell"), "how any other change is told", default="website"),
            Key("before", Plain.PERIOD, "how long before it holds", default="30 days", example="30 days"),
            Key("check-back", Plain.YES_NO, "the reader is told to look again", default="no", example="no"),
            Key("consent", Word("change-consent"), "what happens to consents", default="renew", example="renew"),
            Key("silence", Word("change-silence"), "what no answer to a renewal means", default="end", example="end"),
        ),
    ),
    Shape(
        "tell",
        "way of telling",
        "by what people are told",
        (Key("tell", Words("tell-channel"), "the channels", example="[website, email]"),),
    ),
    Shape(
        "controller",
        "controller",
        "a legal entity that decides why and how",
        (
            Key("name", Plain.TEXT, "its registered name", "GDPR Art. 13(1)(a)", "", "required", "Example AB"),
            Key("org-nr", Plain.STRING, "its number; the check digit is verified", "", "", "in `SE`", "556000-0019"),
            Key("form", Word("controller-form"), "what it is in law", "", "", "required", "foundation"),
            Key("address", Plain.TEXT, "where it is", "GDPR Art. 13(1)(a)", "", "required"),
            Key("country", Plain.PLACE, "where it is established", "GDPR Art. 27", "SE", "", "SE"),
            Key("fiscal-year-ends", Plain.DAY, "for statutes that count from it", "", "12-31", "", "06-30"),
            Key("time-zone", Plain.ZONE, "in which days and months end", "", "by country", "", "Europe/Stockholm"),
            Key(
                "jointly-with",
                Mapped(ThingOf("joint"), "controller", from_list=True),
                "controllers that decide together with this one",
                "GDPR Art. 26",
                "none",
                "",
                "{foundation: {arrangement: 2026-05-01}}",
            ),
        ),
        lead="name",
    ),
    Shape(
        "joint",
        "arrangement",
        "how joint controllers share their duties",
        (
            Key("arrangement", Plain.DATE, "when it was agreed", "GDPR Art. 26(1)", example="2026-05-01"),
            Key("essence", Plain.TEXT, "what people are told of it", "GDPR Art. 26(2)"),
            Key("answers", Plain.NAME, "the controller that answers requests", "GDPR Art. 26(1)", example="institute"),
        ),
    ),
    Shape(
        "contact",
        "contact",
        "where to turn; one way that works is enough",
        (
            Key("email", Plain.STRING, "an address", "GDPR Art. 12(2)", example="privacy@example.se"),
            Key("phone", Plain.STRING, "a number", "GDPR Art. 12(2)"),
            Key("post", Plain.STRING, "a postal address", "GDPR Art. 12(2)"),
            Key("form", Plain.URL, "a page", "GDPR Art. 12(2)", example='"https://example.se/your-data"'),
            Key("role", Plain.NAME, "who answers; the person is in the records", "", "none", "", "privacy-officer"),
            Key("name", Plain.TEXT, "of a representative", "GDPR Art. 27", "", "outside the EEA"),
            Key("country", Plain.PLACE, "of a representative", "GDPR Art. 27", "", "outside the EEA"),
            Key("reported", Plain.DATE, "of a data protection officer: told to the authority", "GDPR Art. 37(7)"),
        ),
        lead="email",
    ),
    Shape("role", "role", "a function among the staff", (), lead="label"),
    Shape(
        "subject",
        "subject",
        "a category of data subjects",
        (Key("is", Word("subject-kind"), "what they are", "", "private-person", "", "business-contact"),),
        lead="is",
    ),
    Shape(
        "datum",
        "data",
        "a category of personal data that needs more than its vocabulary entry",
        (
            Key("is", Word("data-kind"), "the vocabulary's category, or a kind of it", "", "its name", "", "free-text"),
            Key(
                "includes",
                NamesOf("data"),
                "a group; the group may stand wherever its members may",
                default="none",
                example="[name, email]",
            ),
            Key(
                "special",
                Word("data", or_no=True),
                "which special category it reveals; `no` answers that it reveals none",
                "GDPR Art. 9(1)",
                "as the vocabulary says",
                "",
                "no",
            ),
            Key("identifies", Plain.YES_NO, "may find its person in other systems on its own", "", "vocabulary"),
            Key("not-a-person", Plain.LIST, "values shared by many, that identify nobody", "", "none"),
            Key("hint", Plain.TEXT, "shown where free text is written", "", "", "for free text and recordings"),
            Key("review", Plain.PERIOD, "how often it is looked through", "", "", "for free text and recordings"),
        ),
        lead="is",
    ),
    Shape(
        "source",
        "source",
        "where data are collected",
        (
            Key("is", Words("source-kind"), "what it is; some are indirect", "GDPR Art. 13, 14", "form", "", "form"),
            Key("about", NamesOf("subject"), "who is met here, when no activity says so", default="the activities'"),
            Key("name", Plain.TEXT, "the register or partner", "GDPR Art. 14(2)(f)", "", "when indirect"),
            Key("inform", Plain.PERIOD, "when people are told", "GDPR Art. 14(3)", "1 month or first message"),
            Key(
                "notice",
                Plain.STRING,
                "what is shown before anything is sent: `layered`, `individual`, or a page or file of its own",
                "GDPR Art. 13(1)",
                "layered",
                "",
                "individual",
            ),
        ),
        lead="is",
    ),
    Shape(
        "because",
        "reason",
        "the reason of a decision",
        (
            Key("why", Plain.TEXT, "the reason", "GDPR Art. 5(2)", "", "required"),
            Key("by", Plain.NAME, "the role that decided", "GDPR Art. 24", "`decided.by`"),
            Key("on", Plain.DATE, "when", "GDPR Art. 5(2)", "`decided.on`"),
        ),
        lead="why",
        generic=False,
    ),
    Shape(
        "decided",
        "decision",
        "who decided all that this file decides",
        (
            Key("by", Plain.NAME, "a role", "GDPR Art. 24", "", "required", "managing-director"),
            Key("on", Plain.DATE, "when", "GDPR Art. 5(2)", "", "required", "2026-11-20"),
        ),
        generic=False,
    ),
)
