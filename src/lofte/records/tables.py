"""Lay out our own store: one schema for SQLite and PostgreSQL, and the one place that says what in it is personal.

In:   nothing.       Out:  SQLAlchemy tables, and the version of their layout.
Never: a query; a column of personal data that is not marked here.

The idea in one read: what people did is appended and never changed (consents, objections made and decided, holds placed
and lifted), so that what was known on a day can be told later. Identifiers stand in clear in `aliases` and nowhere
else; all other tables know a person only by a random subject id. Times are kept as microseconds since 1970 in UTC,
which both databases sort, compare and give back exactly.
Law:  GDPR Art. 5(2), 7(1), 25.
Kept true by: tests/records/test_store.py

>>> [table.name for table in PERSONAL_TABLES][:2]
['lofte_aliases', 'lofte_consents']
"""

from datetime import UTC, datetime, timedelta

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

VERSION = 2
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class Instant(TypeDecorator[datetime]):
    """A time with its zone, kept as microseconds since 1970 in UTC."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Refuse a time without a zone: nobody could say later which it was."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time in the records needs its zone")
        return (value - EPOCH) // MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else EPOCH + timedelta(microseconds=value)


Number = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers rows by itself only under this name

metadata = MetaData()

store = Table(
    "lofte_store",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("name", String, nullable=False),  # random; names the ledger and the locks
    Column("created_at", Instant, nullable=False),
    Column("acts", BigInteger, nullable=False),  # acknowledged acts so far
    Column("ledger_size", BigInteger, nullable=False),
    Column("ledger_peaks", LargeBinary, nullable=False),
    CheckConstraint("id = 1"),
)

subjects = Table(
    "lofte_subjects",
    metadata,
    Column("id", String, primary_key=True),
    Column("created_at", Instant, nullable=False),
)

# PERSONAL: `value` is an e-mail address, an identity number, a name. The only place where one stands in clear.
aliases = Table(
    "lofte_aliases",
    metadata,
    Column("id", Number, primary_key=True),
    Column("kind", String, nullable=False),
    Column("value", String, nullable=False),
    Column("subject", ForeignKey("lofte_subjects.id"), nullable=False),
    Column("shared", Boolean, nullable=False),
    Column("valid_from", Instant, nullable=False),
    Column("valid_to", Instant),
)
# Holds all that folding reads, in the order that it reads it.
Index(
    "lofte_aliases_to_fold",
    aliases.c.subject,
    aliases.c.kind,
    aliases.c.value,
    aliases.c.shared,
    aliases.c.valid_to,
    aliases.c.id,
)
Index("lofte_aliases_by_value", aliases.c.value, aliases.c.kind, aliases.c.subject, unique=True)
_held_now = aliases.c.valid_to.is_(None) & aliases.c.shared.is_(False)
Index(
    "lofte_aliases_one_holder",
    aliases.c.value,
    aliases.c.kind,
    unique=True,
    sqlite_where=_held_now,
    postgresql_where=_held_now,
)

# PERSONAL under the subject's id: what someone agreed to. `evidence` points at a proof; it is never the proof itself.
consents = Table(
    "lofte_consents",
    metadata,
    Column("id", Number, primary_key=True),
    Column("subject", ForeignKey("lofte_subjects.id"), nullable=False),
    Column("consent", String, nullable=False),
    Column("event", String, nullable=False),  # given, withdrawn
    Column("at", Instant, nullable=False),
    Column("version", String),
    Column("language", String),
    Column("channel", String),
    Column("method", String),
    Column("evidence", String),
    Column("recorded_by", String, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    CheckConstraint("event in ('given', 'withdrawn')"),
)
# Holds all that folding reads, in the order that it reads it.
Index(
    "lofte_consents_to_fold",
    consents.c.subject,
    consents.c.consent,
    consents.c.at,
    consents.c.id,
    consents.c.event,
    consents.c.version,
)
_withdrawn = consents.c.event == "withdrawn"
Index("lofte_consents_withdrawn", consents.c.subject, sqlite_where=_withdrawn, postgresql_where=_withdrawn)

# PERSONAL under the subject's id.
objections = Table(
    "lofte_objections",
    metadata,
    Column("id", String, primary_key=True),
    Column("subject", ForeignKey("lofte_subjects.id"), nullable=False, index=True),
    Column("activity", String),  # null: all
    Column("made_at", Instant, nullable=False),
    Column("channel", String),
    Column("recorded_by", String, nullable=False),
    Column("state", String, nullable=False),
    Column("decided_at", Instant),
    Column("decided_by", String),
    CheckConstraint("state in ('pending', 'upheld', 'rejected')"),
)

# PERSONAL under the subject's id.
restrictions = Table(
    "lofte_restrictions",
    metadata,
    Column("id", String, primary_key=True),
    Column("subject", ForeignKey("lofte_subjects.id"), nullable=False, index=True),
    Column("activity", String),  # null: all
    Column("since", Instant, nullable=False),
    Column("ground", String, nullable=False),
    Column("recorded_by", String, nullable=False),
    Column("lifted_at", Instant),
    Column("lifted_by", String),
)

# PERSONAL under the subject's id or a row's key. A key is personal in itself where a table is keyed by an address.
holds = Table(
    "lofte_holds",
    metadata,
    Column("id", String, primary_key=True),
    Column("reason", String, nullable=False),
    Column("subject", ForeignKey("lofte_subjects.id"), index=True),
    Column("system", String),
    Column("table_name", String),
    Column("row_key", String),
    Column("activities", JSON, nullable=False),  # empty: all
    Column("owner", String, nullable=False),
    Column("review_on", Date, nullable=False),
    Column("placed_at", Instant, nullable=False),
    Column("recorded_by", String, nullable=False),
    Column("lifted_at", Instant),
    Column("lifted_by", String),
    CheckConstraint("(subject is null) <> (row_key is null)"),
    CheckConstraint("owner <> ''"),
)

# PERSONAL under the subject's id or a row's key. The newest telling of an event about its object counts.
told_events = Table(
    "lofte_told_events",
    metadata,
    Column("number", Number, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("event", String, nullable=False),
    Column("subject", ForeignKey("lofte_subjects.id"), index=True),
    Column("system", String),
    Column("table_name", String),
    Column("row_key", String),
    Column("happened_at", Instant, nullable=False),
    Column("told_at", Instant, nullable=False),
    Column("recorded_by", String, nullable=False),
    Column("undone_at", Instant),
    Column("undone_by", String),
    CheckConstraint("(subject is null) <> (row_key is null)"),
)
Index("lofte_told_events_by_row", told_events.c.system, told_events.c.table_name, told_events.c.row_key)

# PERSONAL under the row's key and the subject's id.
releases = Table(
    "lofte_releases",
    metadata,
    Column("number", Number, primary_key=True),
    Column("system", String, nullable=False),
    Column("table_name", String, nullable=False),
    Column("row_key", String, nullable=False),
    Column("activity", String, nullable=False),
    Column("subject", ForeignKey("lofte_subjects.id"), index=True),  # null: every person of the row
    Column("decided_on", Date, nullable=False),
    Column("request", Integer),
    Column("spent_at", Instant),
)
Index("lofte_releases_by_row", releases.c.system, releases.c.table_name, releases.c.row_key, releases.c.activity)

# PERSONAL under the row's key.
carried_events = Table(
    "lofte_carried_events",
    metadata,
    Column("system", String, primary_key=True),
    Column("table_name", String, primary_key=True),
    Column("row_key", String, primary_key=True),
    Column("event", String, primary_key=True),
    Column("carrier", String, primary_key=True),
    Column("happened_at", Instant),  # null: it was open
)

# PERSONAL under the subject's id.
carried_consents = Table(
    "lofte_carried_consents",
    metadata,
    Column("subject", ForeignKey("lofte_subjects.id"), primary_key=True),
    Column("consent", String, primary_key=True),
    Column("carrier", String, primary_key=True),
    Column("given_at", Instant),
    Column("withdrawn_at", Instant),
)

# PERSONAL: `decision` and `answer` are about the person who asked.
requests = Table(
    "lofte_requests",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("right", String, nullable=False),
    Column("subject", ForeignKey("lofte_subjects.id"), index=True),
    Column("received_at", Instant, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("state", String, nullable=False),
    Column("decision", JSON),
    Column("answer", String),
    Column("changed_at", Instant, nullable=False),
)

approvals = Table(
    "lofte_approvals",
    metadata,
    Column("id", String, primary_key=True),
    Column("plan", String, nullable=False, index=True),
    Column("day", Date, nullable=False),
    Column("counts", JSON, nullable=False),  # step: most rows
    Column("approved_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("approved_by", String, nullable=False),  # a role
)

runs = Table(
    "lofte_runs",
    metadata,
    Column("id", String, primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("plan", String, nullable=False),
    Column("declaration", String),
    Column("day", Date, nullable=False),
    Column("state", String, nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("outcome", JSON),
    Column("journal_key", LargeBinary),  # gone when the run has ended, and with it all that the journal said
    CheckConstraint("state in ('running', 'done', 'failed')"),
)

# PERSONAL until the run ends: `keys` are row keys, sealed under the run's key.
journal = Table(
    "lofte_journal",
    metadata,
    Column("run", ForeignKey("lofte_runs.id"), primary_key=True),
    Column("step", String, primary_key=True),
    Column("batch", Integer, primary_key=True, autoincrement=False),
    Column("state", String, nullable=False),
    Column("sealed_keys", LargeBinary, nullable=False),
    Column("counts", JSON),
    CheckConstraint("state in ('planned', 'committed')"),
)

sweep_history = Table(
    "lofte_sweep_history",
    metadata,
    Column("run", ForeignKey("lofte_runs.id"), primary_key=True),
    Column("rule", String, primary_key=True),
    Column("table_name", String, primary_key=True),
    Column("rows", Integer, nullable=False),
    Column("day", Date, nullable=False),
)

rule_modes = Table(
    "lofte_rule_modes",
    metadata,
    Column("rule", String, primary_key=True),
    Column("mode", String, nullable=False),
    Column("set_at", Instant, nullable=False),
    Column("set_by", String, nullable=False),  # a role
    CheckConstraint("mode in ('observe', 'approve', 'automatic')"),
)

# What the policy said and meant, version by version, as frozen on the day it was published. Never changed.
versions = Table(
    "lofte_versions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", String, nullable=False, unique=True),  # random; the ledger's entry names it
    Column("version", String, nullable=False, unique=True),
    Column("digest", String, nullable=False),
    Column("model", Text, nullable=False),  # canonical JSON
    Column("in_force", Date),  # as the text says
    Column("since", Date, nullable=False),  # the first day in force
    Column("published_at", Instant, nullable=False),
    Column("published_by", String, nullable=False),  # a role
    Column("changes", Text),  # canonical JSON of the difference against the version before
)
version_texts = Table(
    "lofte_version_texts",
    metadata,
    Column("number", ForeignKey("lofte_versions.number"), primary_key=True),
    Column("language", String, primary_key=True),
    Column("form", String, primary_key=True),
    Column("text", Text, nullable=False),
    CheckConstraint("form in ('html', 'markdown')"),
)

# The ledger. No personal data, and never changed.
ledger_entries = Table(
    "lofte_ledger_entries",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("leaf", LargeBinary, nullable=False),
)
# Kept apart from the entries, so that either can be held against the other.
ledger_hashes = Table(
    "lofte_ledger_hashes",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("hashes", LargeBinary, nullable=False),
)
ledger_checkpoints = Table(
    "lofte_ledger_checkpoints",
    metadata,
    Column("size", BigInteger, primary_key=True, autoincrement=False),
    Column("note", String, nullable=False),
)
# PERSONAL under the subject's id: what each entry was about. Erased with the person; the ledger stays provable.
ledger_payloads = Table(
    "lofte_ledger_payloads",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("subject", String, index=True),
    Column("salt", LargeBinary, nullable=False),
    Column("payload", LargeBinary, nullable=False),
)

PERSONAL_TABLES = (
    aliases, consents, objections, restrictions, holds, told_events, releases, carried_events, carried_consents,
    requests, journal, ledger_payloads,
)  # fmt: skip
