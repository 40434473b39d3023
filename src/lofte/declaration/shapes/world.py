"""Say what may be written of security, the sweep, accepted findings, systems and tables.

In:   nothing.       Out:  `WORLD_SHAPES`.
Never: reads anything; this is data.

The idea in one read: how the promises are kept and where the data lie. Every system is tables: a mailbox has
`messages`, a folder `files`, a service its resources, a binder its pages. Language 3, in the order of that page.
Law:  GDPR Art. 5(1)(e), 5(2), 24, 30, 32-34, 44.
Kept true by: tests/unit/declaration/test_shapes.py.
"""

from __future__ import annotations

from lofte.declaration.shape import Key, Mapped, NamesOf, Naming, Plain, Shape, ThingOf, Word, Words

WORLD_SHAPES: tuple[Shape, ...] = (
    Shape(
        "security",
        "security",
        "measures, staff, breaches",
        (
            Key("measures", Mapped(ThingOf("measure"), "measure"), "what protects the data", "GDPR Art. 32"),
            Key("staff", ThingOf("staff"), "what the staff are taught", "GDPR Art. 32(4)"),
            Key("breaches", ThingOf("breaches"), "who acts when something happens", "GDPR Art. 33, 34"),
        ),
    ),
    Shape(
        "measure",
        "measure",
        "a security measure",
        (
            Key("against", Words("measure-aim"), "against what", "GDPR Art. 32(2)", "", "required", "[loss]"),
            Key("covers", Words("measure-area"), "what it covers", "GDPR Art. 32(1)", "", "", "[it]"),
            Key("systems", NamesOf("system"), "which systems", "GDPR Art. 32(1)", "all"),
            Key("owner", Plain.NAME, "a role", "GDPR Art. 32(4)", "none"),
            Key("evidence", Plain.STRING, "where it is shown", "GDPR Art. 5(2)", "none"),
        ),
    ),
    Shape(
        "staff",
        "staff",
        "what the staff are taught and may read",
        (
            Key("training", Plain.PERIOD, "how often", "GDPR Art. 32(4)", "none", "", "12 months"),
            Key("instructions", Plain.LIST, "files", "GDPR Art. 29", "none"),
            Key("access-review", Plain.PERIOD, "how often who may read is looked through", "GDPR Art. 32(4)", "none"),
        ),
    ),
    Shape(
        "breaches",
        "breaches",
        "who acts when personal data are lost, changed or seen",
        (
            Key("owner", Plain.NAME, "a role", "GDPR Art. 33", "", "required", "privacy-officer"),
            Key(
                "within", Plain.PERIOD, "how soon the authority is told", "GDPR Art. 33(1)", "72 hours", "", "72 hours"
            ),
        ),
    ),
    Shape(
        "sweep",
        "sweep",
        "how the promises are kept",
        (
            Key("every", Plain.PERIOD, "how often what is due is looked for", "GDPR Art. 5(1)(e)", "1 day"),
            Key("within", Plain.PERIOD, "how soon what is due is gone", "GDPR Art. 5(1)(e)", "30 days", "", "30 days"),
            Key("approve", Plain.NAME, "a role, or `nobody`", "GDPR Art. 24", "", "required", "privacy-officer"),
        ),
    ),
    Shape(
        "acceptance",
        "accepted finding",
        "a finding that stands until its review date",
        (
            Key("because", Plain.TEXT, "why it stands", "GDPR Art. 5(2)", "", "required"),
            Key("by", Plain.NAME, "a role", "GDPR Art. 24", "", "required", "privacy-officer"),
            Key("review", Plain.DATE, "then it is a finding again", "GDPR Art. 24(1)", "", "required", "2027-06-30"),
        ),
        generic=False,
    ),
    Shape(
        "system",
        "system",
        "where data lie",
        (
            Key("is", Word("system-kind"), "what it is", "", "from the address", "", "http"),
            Key(
                "url", Plain.ENV, "where; secrets only from the environment", "", "", "but for `manual`", "env:CRM_URL"
            ),
            Key("token", Plain.ENV, "what opens it", "GDPR Art. 32", "none", "", "env:CRM_TOKEN"),
            Key("run-by", Plain.NAME, "the recipient whose system it is", "GDPR Art. 28", "our own", "", "video-tool"),
            Key("places", Plain.PLACES, "where the data are", "GDPR Art. 30, 44", "", "when our own", "[SE]"),
            Key(
                "backups", ThingOf("backups"), "how long backups stay, and where", "", "unknown", "", "{keep: 35 days}"
            ),
            Key("time-zone", Plain.ZONE, "of times without one", "", "the controller's", "", "Europe/Stockholm"),
            Key("owner", Plain.NAME, "of `manual`: whose task", "", "", "of `manual`", "privacy-officer"),
            Key("due", Plain.PERIOD, "of `manual`: how soon", "", "", "of `manual`", "5 days"),
            Key(
                "for",
                NamesOf("activity", Plain.ROWS),
                "which activities its tables serve",
                "GDPR Art. 5(1)(e)",
                "",
                "here or at the table",
                "[matching]",
            ),
            Key(
                "not-personal", Plain.LIST, "tables, or columns, without personal data", "", "none", "", "[programmes]"
            ),
            Key("tables", Mapped(ThingOf("table"), "table", Naming.FREE), "its tables with personal data"),
        ),
    ),
    Shape(
        "backups",
        "backups",
        "copies that a sweep does not reach",
        (
            Key("keep", Plain.PERIOD, "how long", "GDPR Art. 5(1)(e)", "unknown", "", "35 days"),
            Key("places", Plain.PLACES, "where", "GDPR Art. 44", "the system's", "", "[SE]"),
        ),
    ),
    Shape(
        "table",
        "table",
        "a table with personal data",
        (
            Key("person", Plain.PERSON, "to whom a row belongs", "GDPR Art. 4(1)", "", "required", "{email: email}"),
            Key(
                "persons",
                Mapped(Plain.PERSON, "party"),
                "parties of one row, each in a role of its own",
                "GDPR Art. 15(4)",
                "",
                "",
                "{mentor: mentor_id, mentee: mentee_id}",
            ),
            Key("about", Plain.NAME_BY_COLUMN, "as what: their category", "", "all its activities'", "", "mentee"),
            Key(
                "for",
                NamesOf("activity", Plain.ROWS),
                "only these activities can need its rows; `if` narrows to some rows",
                "GDPR Art. 5(1)(e)",
                "the system's",
                "",
                "[matching]",
            ),
            Key("from", Plain.NAME_BY_COLUMN, "the source of its rows", "GDPR Art. 14(2)(f)", "unknown", "", "forms"),
            Key(
                "columns",
                Mapped(ThingOf("column"), "column", Naming.COLUMN),
                "what each column holds",
                "GDPR Art. 30(1)(c)",
                "",
                "required",
                "{cv_path: {is: cv, stored-in: documents}}",
            ),
            Key("not-personal", Plain.LIST, "columns without personal data", "", "none", "", "[id]"),
            Key(
                "links",
                Mapped(Plain.LINK, "column", Naming.COLUMN),
                "what each link between two personal tables means",
                "",
                "",
                "unless named in `person`",
                "{invited_by: detach}",
            ),
            Key(
                "events",
                Mapped(Plain.BINDING, "event", Naming.EVENT),
                "when it happened, for a row",
                "GDPR Art. 5(1)(e)",
                "those of the table that `person` leads to",
                "",
                "{case.closed: closed_on}",
            ),
            Key("erase", Word("erase-table"), "what happens to a row that nobody needs", "", "delete", "", "anonymise"),
            Key(
                "flags",
                Mapped(Plain.COLUMN, "flag", vocabulary="flag"),
                "columns that Löfte sets",
                "GDPR Art. 18, 21",
                "none",
                "",
                "{restricted: blocked}",
            ),
            Key("key", Plain.LIST, "when the table declares none", "", "the table's", "", "[id]"),
            Key("on-behalf-of", Plain.COLUMN, "which customer is the controller of the row", "GDPR Art. 28", "none"),
            Key("like", Plain.STRING, "as that table; keys written here replace its keys whole", "", "none"),
            Key(
                "calls",
                Mapped(Plain.STRING, "call", vocabulary="call"),
                "of `http`: requests; `{…}` is filled from an identifier or from a found row",
                "",
                "a manual task",
                "",
                '{erase: "DELETE /x/{id}"}',
            ),
        ),
    ),
    Shape(
        "column",
        "column",
        "a column with personal data",
        (
            Key("is", Plain.DATA_BY_COLUMN, "which data", "GDPR Art. 30(1)(c)", "", "required", "cv"),
            Key("of", Plain.NAME, "whose of the parties of the row", "GDPR Art. 15(4)", "everybody's", "", "mentor"),
            Key("erase", Plain.ERASE, "how a cell is scrubbed", "GDPR Art. 17", "empty", "", "{keep: year}"),
            Key("goes-with", Word("goes-with"), "with the last or the first of its persons", "", "last", "", "first"),
            Key("stored-in", Plain.NAME, "the `files` system in which the named document lies", "", "none"),
        ),
        lead="is",
    ),
)
