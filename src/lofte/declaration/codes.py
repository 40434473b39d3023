"""List every fault that reading a declaration can find, with its words.

In:   nothing.       Out:  `CODES`.
Never: decides whether something is a fault (the reader does), makes a diagnostic (`faults` does).

The idea in one read: a code is stable for ever, so it stands once, with its sentence, what to do, and a smallest
declaration that has this fault and no other. The reference page is printed from this table, and a test reads every
example and sees exactly its code.
Law:  the article, where the fault has one, is given by the reader.
Kept true by: tests/unit/declaration/test_codes.py, docs/reference/declaration-errors.md.

>>> CODES[0].name
'file-too-large'
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """One fault: its sentence and help with `{words}` to be filled in, and an example that has it alone."""

    name: str
    message: str
    help: str
    example: str


CODES: tuple[Code, ...] = (
    # -- the file and its YAML
    Code(
        "file-too-large",
        "the file has more than {most} bytes, and no more are read",
        "divide it into a folder of files",
        "",
    ),
    Code(
        "not-utf-8",
        "the byte `{byte}` is not UTF-8",
        "save the file as UTF-8",
        "",
    ),
    Code(
        "byte-order-mark",
        "the file begins with a byte order mark, which is left out",
        "save the file as UTF-8 without it",
        "\ufefflofte: 1",
    ),
    Code(
        "invisible-character",
        "here stands the character {character}, which nobody sees",
        "remove it; such characters come with text that is pasted",
        "policy: {version: 1\u200b}",
    ),
    Code(
        "tab-indents",
        "a tab indents this line",
        "write spaces: editors disagree on how wide a tab is",
        "policy:\n\tversion: 1",
    ),
    Code(
        "not-yaml",
        "this is not YAML: {problem}",
        "look at this line and at the one above",
        "policy: {version: 1",
    ),
    Code(
        "nested-too-deep",
        "lists and mappings stand inside one another more than {most} deep",
        "no part of a declaration is as deep as this",
        "policy: " + "[" * 41,
    ),
    Code(
        "several-documents",
        "a second document begins here",
        "one file is one document: remove the line, or make two files",
        "lofte: 1\n---\nlofte: 1",
    ),
    Code(
        "nothing-declared",
        "the file declares nothing",
        "begin with `lofte: 1` and the section `policy`",
        "# nothing yet",
    ),
    Code(
        "anchor-refused",
        "the anchor `&{name}` is refused",
        "write the value where it is needed; `includes` of data and `like` of tables say what is shared",
        "policy: &p {version: 1}",
    ),
    Code(
        "alias-refused",
        "the alias `*{name}` is refused",
        "write the value out here",
        "policy: {version: 1, url: *p}",
    ),
    Code(
        "merge-key-refused",
        "the merge key `<<` is refused",
        "write the keys out here; `like` of tables says what is shared",
        "policy: {version: 1, <<: {asks: reading}}",
    ),
    Code(
        "tag-refused",
        "{what} of YAML is refused",
        "leave it out: each value is text until its key gives it a type",
        "policy: {version: !!int 1}",
    ),
    Code(
        "key-not-text",
        "a key is missing here, or is not a text",
        "a key is one word followed by `:` and a space",
        "policy: {version: 1, [a]: b}",
    ),
    # -- keys and words
    Code(
        "repeated-key",
        "`{key}` is written twice for {thing}",
        "keep one; YAML itself would silently have taken the last",
        "policy: {version: 1, version: 2}",
    ),
    Code(
        "unknown-key",
        "unknown key `{key}` {where}",
        "{hint}",
        "policy: {verison: 1}",
    ),
    Code(
        "unknown-word",
        "unknown {noun} `{word}`",
        "{hint}",
        "policy: {asks: readings}",
    ),
    Code(
        "unknown-legal-basis",
        "unknown legal basis `{word}`",
        "{hint}",
        "activities: {newsletter: {basis: legitimate_interests}}",
    ),
    Code(
        "unknown-version",
        "unknown version `{text}` of the language",
        "this program reads version 1: write `lofte: 1`",
        "lofte: 2",
    ),
    Code(
        "value-missing",
        "{what} has no value",
        "write {wanted}, or `unstated` where the published text says nothing",
        "policy: {version: }",
    ),
    Code(
        "wrong-type",
        "{what} is {found}, where {wanted} stands",
        "{hint}",
        "policy: {review: [12 months]}",
    ),
    Code(
        "and-so-on-not-last",
        "`and-so-on` stands before the end of a list",
        "write it last: it says that the list is open",
        "activities: {newsletter: {data: [email, and-so-on, name]}}",
    ),
    Code(
        "silence-among-others",
        "`{word}` stands among other values of a list",
        "write the word alone in place of the list, or leave it out",
        "activities: {newsletter: {data: [email, unstated]}}",
    ),
    Code(
        "repeated-name",
        "`{name}` stands twice in {what}",
        "keep one",
        "activities: {newsletter: {data: [email, email]}}",
    ),
    # -- single values
    Code(
        "not-a-name",
        "`{text}` is no name",
        "a name is lower-case letters, digits and hyphens, and begins with a letter{hint}",
        "activities: {News_Letter: {purpose: newsletter}}",
    ),
    Code(
        "not-a-period",
        "`{text}` is no period",
        "a period is a whole number and a unit: `30 days`, `18 months`, `2 years`",
        "policy: {review: yearly}",
    ),
    Code(
        "not-a-date",
        "`{text}` is no date",
        "a date is year, month and day: `2026-11-20`",
        "policy: {in-force: 2026-02-30}",
    ),
    Code(
        "not-a-day",
        "`{text}` is no day of the year",
        "a day of each year is month and day: `12-31`",
        "controllers: {example: {fiscal-year-ends: 31-12}}",
    ),
    Code(
        "not-a-number",
        "`{text}` is no number",
        "write a whole number in digits, such as `5`",
        "activities: {statistics: {smallest-group: five}}",
    ),
    Code(
        "not-yes-or-no",
        "`{text}` is neither `yes` nor `no`",
        "write `yes` or `no`",
        "data: {badge: {identifies: true}}",
    ),
    Code(
        "not-a-place",
        "`{text}` is no country",
        "a place is the two letters of ISO 3166, such as `SE`, or `eea`{hint}",
        "recipients: {bank: {country: Sweden}}",
    ),
    Code(
        "not-a-time-zone",
        "`{text}` is no time zone",
        "a time zone is a name of the IANA database, such as `Europe/Stockholm`{hint}",
        "systems: {crm: {time-zone: Europe/Stokholm}}",
    ),
    Code(
        "not-an-event",
        "`{text}` is no event",
        "an event is `object.happened`, such as `programme.ended`, in lower case with hyphens",
        "events: {Programme Ended: {label: the programme has ended}}",
    ),
    Code(
        "not-a-path",
        "`{text}` is no column or path of columns",
        "write a column, or columns joined by dots: `intake_id.programme_id.ends_on`",
        "systems: {crm: {tables: {contacts: {person: a..b}}}}",
    ),
    Code(
        "not-an-env-name",
        "`{text}` names no variable of the environment",
        "write `env:` and capital letters, digits and underscores: `env:CRM_URL`",
        "systems: {crm: {url: env:crm url}}",
    ),
    Code(
        "env-misplaced",
        "{what} is taken from the environment",
        "write the value itself: `env:` stands in `url` and `token` of systems alone, never in a promise",
        "contacts: {privacy: {email: env:EMAIL}}",
    ),
    Code(
        "secret-in-declaration",
        "{what} {fault} (not shown)",
        "put it in the environment and write `{key}: env:{variable}`; change the {kind} if this file was committed",
        'systems: {crm: {url: "postgresql://app:hunter2@db.example/crm"}}',
    ),
    # -- the small grammars
    Code(
        "not-a-rule",
        "{what} is no rule: {why}",
        "{hint}",
        "activities: {newsletter: {keep: 2 years}}",
    ),
    Code(
        "not-a-ceiling",
        "`{text}` is no ceiling",
        "a ceiling is a period and the event that it counts from: `2 years after recruitment.closed`",
        "activities: {newsletter: {keep: {at-most: 2 years from case.closed}}}",
    ),
    Code(
        "not-a-condition",
        "`{text}` is no condition",
        "write an event, or `not` and an event: `when: not contract.started`",
        "activities: {newsletter: {basis: {consent: news, when: if asked}}}",
    ),
    Code(
        "not-a-binding",
        "{what} says in no known way when it happened",
        "write a column, `{{at: COLUMN, if: …}}`, `{{last: COLUMN, in: TABLE, same: COLUMN}}` or `recorded`",
        "systems: {crm: {tables: {contacts: {events: {booked: {last: day}}}}}}",
    ),
    Code(
        "not-a-person",
        "{what} says in no known way to whom a row belongs",
        "write `{{email: COLUMN}}`, a path of columns, or `{{in: TABLE, same: COLUMN}}`",
        "systems: {crm: {tables: {contacts: {person: [email]}}}}",
    ),
    Code(
        "not-by-column",
        "{what} depends on a column and does not say on which, or how",
        "write `{{by: COLUMN, VALUE: meaning, else: meaning}}`",
        "systems: {crm: {tables: {contacts: {about: {by: kind}}}}}",
    ),
    Code(
        "not-an-erasure",
        "`{text}` is no way to scrub a cell",
        "write `empty`, `{{write: TEXT}}`, `{{keep: year}}`, `month`, `first N` or `domain`, `pseudonym` or `row`",
        "systems: {crm: {tables: {contacts: {columns: {mail: {is: email, erase: {keep: half}}}}}}}",
    ),
    # -- files and decisions
    Code(
        "file-not-found",
        "`{name}` is not there",
        "write the path from this file's own folder",
        "extends: published.yaml",
    ),
    Code(
        "extends-itself",
        "`{name}` extends itself, by way of other files or directly",
        "a file is laid over another one, which is not laid over it",
        "extends: example.yaml",
    ),
    Code(
        "extends-twice",
        "`extends` stands in two files of one folder",
        "a folder is laid over one declaration: keep one",
        "",
    ),
    Code(
        "written-in-two-files",
        "{what} is written in two files",
        "write it whole in one of them",
        "",
    ),
    Code(
        "override-without-reason",
        "`{key}` of `{name}` replaces what was published and gives no reason",
        "write `because:` beside it; removing the line keeps the published {key}",
        "",
    ),
    Code(
        "removed-without-extends",
        "{what} is removed, but this file extends no other",
        "delete its lines, or extend the declaration that has it",
        "activities: {newsletter: {removed: nobody reads it}}",
    ),
    Code(
        "removed-not-alone",
        "{what} is removed and has other keys",
        "`removed` stands alone: keep it, or keep the others",
        "",
    ),
    Code(
        "removed-nothing",
        "{what} is removed, but was not published",
        "delete the line{hint}",
        "",
    ),
)
