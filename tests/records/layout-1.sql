BEGIN TRANSACTION;
CREATE TABLE lofte_aliases (
	id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	subject VARCHAR NOT NULL, 
	shared BOOLEAN NOT NULL, 
	valid_from BIGINT NOT NULL, 
	valid_to BIGINT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(subject) REFERENCES lofte_subjects (id)
);
INSERT INTO "lofte_aliases" VALUES(1,'email','anna@example.org','a1c7c61cd49b1f1cae72d669854ff2fc',0,1772366400000000,NULL);
CREATE TABLE lofte_approvals (
	id VARCHAR NOT NULL, 
	"plan" VARCHAR NOT NULL, 
	day DATE NOT NULL, 
	counts JSON NOT NULL, 
	approved_at BIGINT NOT NULL, 
	expires_at BIGINT NOT NULL, 
	approved_by VARCHAR NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE lofte_carried_consents (
	subject VARCHAR NOT NULL, 
	consent VARCHAR NOT NULL, 
	carrier VARCHAR NOT NULL, 
	given_at BIGINT, 
	withdrawn_at BIGINT, 
	PRIMARY KEY (subject, consent, carrier), 
	FOREIGN KEY(subject) REFERENCES lofte_subjects (id)
);
CREATE TABLE lofte_carried_events (
	system VARCHAR NOT NULL, 
	table_name VARCHAR NOT NULL, 
	row_key VARCHAR NOT NULL, 
	event VARCHAR NOT NULL, 
	carrier VARCHAR NOT NULL, 
	happened_at BIGINT, 
	PRIMARY KEY (system, table_name, row_key, event, carrier)
);
CREATE TABLE lofte_consents (
	id INTEGER NOT NULL, 
	subject VARCHAR NOT NULL, 
	consent VARCHAR NOT NULL, 
	event VARCHAR NOT NULL, 
	at BIGINT NOT NULL, 
	version VARCHAR, 
	language VARCHAR, 
	channel VARCHAR, 
	method VARCHAR, 
	evidence VARCHAR, 
	recorded_by VARCHAR NOT NULL, 
	recorded_at BIGINT NOT NULL, 
	PRIMARY KEY (id), 
	CHECK (event in ('given', 'withdrawn')), 
	FOREIGN KEY(subject) REFERENCES lofte_subjects (id)
);
CREATE TABLE lofte_holds (
	id VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	subject VARCHAR, 
	system VARCHAR, 
	table_name VARCHAR, 
	row_key VARCHAR, 
	activities JSON NOT NULL, 
	owner VARCHAR NOT NULL, 
	review_on DATE NOT NULL, 
	placed_at BIGINT NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	lifted_at BIGINT, 
	lifted_by VARCHAR, 
	PRIMARY KEY (id), 
	CHECK ((subject is null) <> (row_key is null)), 
	CHECK (owner <> ''), 
	FOREIGN KEY(subject) REFERENCES lofte_subjects (id)
);
CREATE TABLE lofte_journal (
	run VARCHAR NOT NULL, 
	step VARCHAR NOT NULL, 
	batch INTEGER NOT NULL, 
	state VARCHAR NOT NULL, 
	sealed_keys BLOB NOT NULL, 
	counts JSON, 
	PRIMARY KEY (run, step, batch), 
	CHECK (state in ('planned', 'committed')), 
	FOREIGN KEY(run) REFERENCES lofte_runs (id)
);
CREATE TABLE lofte_ledger_checkpoints (
	size BIGINT NOT NULL, 
	note VARCHAR NOT NULL, 
	PRIMARY KEY (size)
);
CREATE TABLE lofte_ledger_entries (
	number BIGINT NOT NULL, 
	leaf BLOB NOT NULL, 
	PRIMARY KEY (number)
);
CREATE TABLE lofte_ledger_hashes (
	number BIGINT NOT NULL, 
	hashes BLOB NOT NULL, 
	PRIMARY KEY (number)
);
CREATE TABLE lofte_ledger_payloads (
	number BIGINT NOT NULL, 
	subject VARCHAR, 
	salt BLOB NOT NULL, 
	payload BLOB NOT NULL, 
	PRIMARY KEY (number)
);
CREATE TABLE lofte_objections (
	id VARCHAR NOT NULL, 
	subject VARCHAR NOT NULL, 
	activity VARCHAR, 
	made_at BIGINT NOT NULL, 
	channel VARCHAR, 
	recorded_by VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	decided_at BIGINT, 
	decided_by VARCHAR, 
	PRIMARY KEY (id), 
	CHECK (state in ('pending', 'upheld', 'rejected')), 
	FOREIGN KEY(subject) REFERENCES lofte_subjects (id)
);
CREATE TABLE lofte_releases (
	number INTEGER NOT NULL, 
	system VARCHAR NOT NULL, 
	table_name VARCHAR NOT NULL, 
	row_key VARCHAR NOT NULL, 
	activity VARCHAR NOT NULL, 
	subject VARCHAR, 
	decided_on DATE NOT NULL, 
	request INTEGER, 
	spent_at BIGINT, 
	PRIMARY KEY (number), 
	FOREIGN KEY(subject) REFERENCES lofte_subjects (id)
);
CREATE TABLE lofte_requests (
	number INTEGER NOT NULL, 
	"right" VARCHAR NOT NULL, 
	subject VARCHAR, 
	received_at BIGINT NOT NULL, 
	due_on DATE NOT NULL, 
	state VARCHAR NOT NULL, 
	decision JSON, 
	answer VARCHAR, 
	changed_at BIGINT NOT NULL, 
	PRIMARY KEY (number), 
	FOREIGN KEY(subject) REFERENCES lofte_subjects (id)
);
CREATE TABLE lofte_restrictions (
	id VARCHAR NOT NULL, 
	subject VARCHAR NOT NULL, 
	activity VARCHAR, 
	since BIGINT NOT NULL, 
	ground VARCHAR NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	lifted_at BIGINT, 
	lifted_by VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(subject) REFERENCES lofte_subjects (id)
);
CREATE TABLE lofte_rule_modes (
	rule VARCHAR NOT NULL, 
	mode VARCHAR NOT NULL, 
	set_at BIGINT NOT NULL, 
	set_by VARCHAR NOT NULL, 
	PRIMARY KEY (rule), 
	CHECK (mode in ('observe', 'approve', 'automatic'))
);
CREATE TABLE lofte_runs (
	id VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	"plan" VARCHAR NOT NULL, 
	declaration VARCHAR, 
	day DATE NOT NULL, 
	state VARCHAR NOT NULL, 
	started_at BIGINT NOT NULL, 
	ended_at BIGINT, 
	outcome JSON, 
	journal_key BLOB, 
	PRIMARY KEY (id), 
	CHECK (state in ('running', 'done', 'failed')), 
	UNIQUE (number)
);
CREATE TABLE lofte_store (
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	created_at BIGINT NOT NULL, 
	acts BIGINT NOT NULL, 
	ledger_size BIGINT NOT NULL, 
	ledger_peaks BLOB NOT NULL, 
	PRIMARY KEY (id), 
	CHECK (id = 1)
);
INSERT INTO "lofte_store" VALUES(1,1,'166179987bda63047c787797d6af7461',1772366400000000,1,0,X'');
CREATE TABLE lofte_subjects (
	id VARCHAR NOT NULL, 
	created_at BIGINT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "lofte_subjects" VALUES('a1c7c61cd49b1f1cae72d669854ff2fc',1772366400000000);
CREATE TABLE lofte_sweep_history (
	run VARCHAR NOT NULL, 
	rule VARCHAR NOT NULL, 
	table_name VARCHAR NOT NULL, 
	rows INTEGER NOT NULL, 
	day DATE NOT NULL, 
	PRIMARY KEY (run, rule, table_name), 
	FOREIGN KEY(run) REFERENCES lofte_runs (id)
);
CREATE TABLE lofte_told_events (
	number INTEGER NOT NULL, 
	id VARCHAR NOT NULL, 
	event VARCHAR NOT NULL, 
	subject VARCHAR, 
	system VARCHAR, 
	table_name VARCHAR, 
	row_key VARCHAR, 
	happened_at BIGINT NOT NULL, 
	told_at BIGINT NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	undone_at BIGINT, 
	undone_by VARCHAR, 
	PRIMARY KEY (number), 
	CHECK ((subject is null) <> (row_key is null)), 
	UNIQUE (id), 
	FOREIGN KEY(subject) REFERENCES lofte_subjects (id)
);
CREATE INDEX ix_lofte_approvals_plan ON lofte_approvals ("plan");
CREATE INDEX ix_lofte_ledger_payloads_subject ON lofte_ledger_payloads (subject);
CREATE UNIQUE INDEX lofte_aliases_one_holder ON lofte_aliases (value, kind) WHERE valid_to IS NULL AND shared IS 0;
CREATE INDEX lofte_aliases_to_fold ON lofte_aliases (subject, kind, value, shared, valid_to, id);
CREATE UNIQUE INDEX lofte_aliases_by_value ON lofte_aliases (value, kind, subject);
CREATE INDEX lofte_consents_to_fold ON lofte_consents (subject, consent, at, id, event, version);
CREATE INDEX lofte_consents_withdrawn ON lofte_consents (subject) WHERE event = 'withdrawn';
CREATE INDEX ix_lofte_objections_subject ON lofte_objections (subject);
CREATE INDEX ix_lofte_restrictions_subject ON lofte_restrictions (subject);
CREATE INDEX ix_lofte_holds_subject ON lofte_holds (subject);
CREATE INDEX ix_lofte_told_events_subject ON lofte_told_events (subject);
CREATE INDEX lofte_told_events_by_row ON lofte_told_events (system, table_name, row_key);
CREATE INDEX ix_lofte_releases_subject ON lofte_releases (subject);
CREATE INDEX lofte_releases_by_row ON lofte_releases (system, table_name, row_key, activity);
CREATE INDEX ix_lofte_requests_subject ON lofte_requests (subject);
COMMIT;
