CREATE TABLE attachment_bytes (
	sha256 TEXT NOT NULL,
	data BLOB NOT NULL,
	CONSTRAINT pk_attachment_bytes PRIMARY KEY (sha256)
);

CREATE TABLE checklists (
	id TEXT NOT NULL,
	title TEXT NOT NULL,
	version INTEGER NOT NULL,
	changed_at TEXT NOT NULL,
	CONSTRAINT pk_checklists PRIMARY KEY (id)
);

CREATE TABLE column_names (
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	columns TEXT NOT NULL,
	day_order TEXT NOT NULL,
	changed_at TEXT NOT NULL,
	CONSTRAINT pk_column_names PRIMARY KEY (id)
);

CREATE TABLE dismissals (
	id TEXT NOT NULL,
	deal_id TEXT NOT NULL,
	rule TEXT NOT NULL,
	facts TEXT NOT NULL,
	reason TEXT NOT NULL,
	dismissed_at TEXT NOT NULL,
	CONSTRAINT pk_dismissals PRIMARY KEY (id),
	CONSTRAINT uq_dismissals_deal_id_rule_facts UNIQUE (deal_id, rule, facts)
);

CREATE TABLE exit_criteria (
	id TEXT NOT NULL,
	stage TEXT NOT NULL,
	position INTEGER NOT NULL,
	text TEXT NOT NULL,
	dropped BOOLEAN NOT NULL,
	CONSTRAINT pk_exit_criteria PRIMARY KEY (id),
	CONSTRAINT ck_exit_criteria_dropped CHECK (dropped IN (0, 1))
);

CREATE TABLE last_imports (
	id TEXT NOT NULL,
	label TEXT NOT NULL,
	taken_at TEXT NOT NULL,
	steps TEXT NOT NULL,
	CONSTRAINT pk_last_imports PRIMARY KEY (id)
);

CREATE TABLE note_templates (
	id TEXT NOT NULL,
	kind TEXT NOT NULL,
	name TEXT NOT NULL,
	body TEXT NOT NULL,
	position INTEGER NOT NULL,
	changed_at TEXT NOT NULL,
	CONSTRAINT pk_note_templates PRIMARY KEY (id)
);

CREATE INDEX ix_note_templates_kind ON note_templates (kind);

CREATE TABLE own_templates (
	id TEXT NOT NULL,
	title TEXT NOT NULL,
	about TEXT NOT NULL,
	source TEXT NOT NULL,
	made_at TEXT NOT NULL,
	CONSTRAINT pk_own_templates PRIMARY KEY (id)
);

CREATE TABLE partners (
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	email TEXT NOT NULL,
	segment TEXT NOT NULL,
	about TEXT NOT NULL,
	carries INTEGER,
	pressure TEXT NOT NULL,
	told_on TEXT,
	CONSTRAINT pk_partners PRIMARY KEY (id)
);

CREATE TABLE profile (
	id TEXT NOT NULL CONSTRAINT only_one CHECK (id = 'desk'),
	name TEXT NOT NULL,
	email TEXT NOT NULL,
	zone TEXT NOT NULL,
	currency TEXT NOT NULL,
	fiscal_month INTEGER NOT NULL,
	theme TEXT NOT NULL,
	lock_minutes INTEGER NOT NULL,
	backup_folder TEXT NOT NULL,
	backup_limit_mb INTEGER NOT NULL,
	own_words TEXT NOT NULL,
	calendar_folder TEXT NOT NULL,
	remind TEXT NOT NULL,
	stamp_url TEXT NOT NULL,
	stamp_certificates TEXT NOT NULL,
	stamp_daily BOOLEAN NOT NULL,
	signing_seed TEXT NOT NULL,
	public_key TEXT NOT NULL,
	made_at TEXT NOT NULL,
	CONSTRAINT pk_profile PRIMARY KEY (id),
	CONSTRAINT ck_profile_stamp_daily CHECK (stamp_daily IN (0, 1))
);

CREATE TABLE record_exports (
	id TEXT NOT NULL,
	deal_id TEXT NOT NULL,
	head_seq INTEGER NOT NULL,
	head_hash TEXT NOT NULL,
	recipient TEXT NOT NULL,
	period TEXT NOT NULL,
	exported_at TEXT NOT NULL,
	place TEXT NOT NULL,
	CONSTRAINT pk_record_exports PRIMARY KEY (id)
);

CREATE INDEX ix_record_exports_deal_id ON record_exports (deal_id);

CREATE TABLE risk_chains (
	deal_id TEXT NOT NULL,
	chain TEXT NOT NULL,
	CONSTRAINT pk_risk_chains PRIMARY KEY (deal_id),
	CONSTRAINT uq_risk_chains_chain UNIQUE (chain)
);

CREATE TABLE risk_entries (
	chain TEXT NOT NULL,
	seq INTEGER NOT NULL,
	deal_id TEXT NOT NULL,
	flag_seq INTEGER NOT NULL,
	kind TEXT NOT NULL,
	core BLOB NOT NULL,
	hash TEXT NOT NULL,
	recorded_at TEXT NOT NULL,
	CONSTRAINT pk_risk_entries PRIMARY KEY (chain, seq),
	CONSTRAINT uq_risk_entries_hash UNIQUE (hash)
);

CREATE INDEX ix_risk_entries_deal_id ON risk_entries (deal_id);

CREATE TABLE risk_opened (
	deal_id TEXT NOT NULL,
	chain TEXT NOT NULL,
	seq INTEGER NOT NULL,
	name TEXT NOT NULL,
	flag_seq INTEGER NOT NULL,
	salt BLOB NOT NULL,
	value TEXT NOT NULL,
	CONSTRAINT pk_risk_opened PRIMARY KEY (chain, seq, name)
);

CREATE TABLE search_due (
	rowid INTEGER NOT NULL,
	noun TEXT NOT NULL,
	item_id TEXT NOT NULL,
	CONSTRAINT pk_search_due PRIMARY KEY (rowid),
	CONSTRAINT uq_search_due_item_id_noun UNIQUE (item_id, noun)
);

CREATE TABLE search_items (
	rowid INTEGER NOT NULL,
	noun TEXT NOT NULL,
	item_id TEXT NOT NULL,
	deal_id TEXT,
	kind TEXT NOT NULL,
	private INTEGER NOT NULL,
	at TEXT NOT NULL,
	title TEXT NOT NULL,
	body TEXT NOT NULL,
	scope TEXT GENERATED ALWAYS AS (char(61441) || replace(replace(replace(noun, '-', ''), '_', ''), ' ', '') || ' ' || char(61442) || replace(replace(replace(kind, '-', ''), '_', ''), ' ', '') || ' ' || char(61443) || replace(replace(replace(private, '-', ''), '_', ''), ' ', '') || ' ' || coalesce(char(61444) || replace(replace(replace(deal_id, '-', ''), '_', ''), ' ', ''), '')) VIRTUAL,
	CONSTRAINT pk_search_items PRIMARY KEY (rowid)
);

CREATE INDEX ix_search_items_at ON search_items (at);

CREATE UNIQUE INDEX ix_search_items_item_id_noun ON search_items (item_id, noun);

CREATE TABLE upkeep (
	id TEXT NOT NULL CONSTRAINT one_file CHECK (id = 'file'),
	writes INTEGER NOT NULL,
	app TEXT NOT NULL,
	CONSTRAINT pk_upkeep PRIMARY KEY (id)
);

CREATE TABLE alignments (
	id TEXT NOT NULL,
	partner_id TEXT NOT NULL,
	score INTEGER NOT NULL CONSTRAINT one_to_ten CHECK (score BETWEEN 1 AND 10),
	make_it_ten TEXT NOT NULL,
	rated_at TEXT NOT NULL,
	CONSTRAINT pk_alignments PRIMARY KEY (id),
	CONSTRAINT fk_alignments_partner_id FOREIGN KEY(partner_id) REFERENCES partners (id) ON DELETE CASCADE
);

CREATE INDEX ix_alignments_partner_id ON alignments (partner_id);

CREATE TABLE charters (
	id TEXT NOT NULL,
	partner_id TEXT NOT NULL,
	version INTEGER NOT NULL,
	title TEXT NOT NULL,
	status TEXT NOT NULL,
	template TEXT NOT NULL,
	proposed_on TEXT,
	agreed_on TEXT,
	agreed_how TEXT NOT NULL,
	superseded_on TEXT,
	changed_at TEXT NOT NULL,
	CONSTRAINT pk_charters PRIMARY KEY (id),
	CONSTRAINT uq_charters_partner_id_version UNIQUE (partner_id, version),
	CONSTRAINT fk_charters_partner_id FOREIGN KEY(partner_id) REFERENCES partners (id)
);

CREATE TABLE checklist_defaults (
	kind TEXT NOT NULL,
	checklist_id TEXT NOT NULL,
	CONSTRAINT pk_checklist_defaults PRIMARY KEY (kind),
	CONSTRAINT fk_checklist_defaults_checklist_id FOREIGN KEY(checklist_id) REFERENCES checklists (id) ON DELETE CASCADE
);

CREATE INDEX ix_checklist_defaults_checklist_id ON checklist_defaults (checklist_id);

CREATE TABLE checklist_lines (
	id TEXT NOT NULL,
	checklist_id TEXT NOT NULL,
	position INTEGER NOT NULL,
	"key" TEXT NOT NULL,
	text TEXT NOT NULL,
	hint TEXT NOT NULL,
	CONSTRAINT pk_checklist_lines PRIMARY KEY (id),
	CONSTRAINT fk_checklist_lines_checklist_id FOREIGN KEY(checklist_id) REFERENCES checklists (id) ON DELETE CASCADE
);

CREATE INDEX ix_checklist_lines_checklist_id ON checklist_lines (checklist_id);

CREATE TABLE deals (
	id TEXT NOT NULL,
	title TEXT NOT NULL,
	account TEXT NOT NULL,
	partner_id TEXT,
	crm_id TEXT NOT NULL,
	value_minor INTEGER,
	value_currency TEXT NOT NULL,
	stage TEXT NOT NULL,
	came_on TEXT NOT NULL,
	discovery_on TEXT,
	demo_on TEXT,
	poc_on TEXT,
	poc_until_on TEXT,
	sign_off_on TEXT,
	procurement_start_on TEXT,
	procurement_weeks INTEGER,
	procurement_source TEXT NOT NULL,
	competitors TEXT NOT NULL,
	compelling_event TEXT NOT NULL,
	outcome TEXT,
	outcome_on TEXT,
	outcome_reason TEXT NOT NULL,
	no_go TEXT,
	changed_at TEXT NOT NULL,
	CONSTRAINT pk_deals PRIMARY KEY (id),
	CONSTRAINT fk_deals_partner_id FOREIGN KEY(partner_id) REFERENCES partners (id)
);

CREATE INDEX ix_deals_partner_id ON deals (partner_id);

CREATE TABLE scrubs (
	id TEXT NOT NULL,
	partner_id TEXT NOT NULL,
	begun_at TEXT NOT NULL,
	timer_used_ms INTEGER NOT NULL,
	timer_started_at TEXT,
	held_on TEXT,
	next_on TEXT,
	CONSTRAINT pk_scrubs PRIMARY KEY (id),
	CONSTRAINT fk_scrubs_partner_id FOREIGN KEY(partner_id) REFERENCES partners (id) ON DELETE CASCADE
);

CREATE INDEX ix_scrubs_partner_id ON scrubs (partner_id);

CREATE TABLE calendar_answers (
	uid TEXT NOT NULL,
	deal_id TEXT,
	answered_at TEXT NOT NULL,
	CONSTRAINT pk_calendar_answers PRIMARY KEY (uid),
	CONSTRAINT fk_calendar_answers_deal_id FOREIGN KEY(deal_id) REFERENCES deals (id) ON DELETE CASCADE
);

CREATE INDEX ix_calendar_answers_deal_id ON calendar_answers (deal_id);

CREATE TABLE calls (
	id TEXT NOT NULL,
	deal_id TEXT,
	title TEXT NOT NULL,
	kind TEXT NOT NULL,
	starts_at TEXT NOT NULL,
	ends_at TEXT NOT NULL,
	agenda_confirmed BOOLEAN NOT NULL,
	agenda TEXT NOT NULL,
	context TEXT NOT NULL,
	context_received_at TEXT,
	uid TEXT NOT NULL,
	recurrence_id TEXT NOT NULL,
	cancelled BOOLEAN NOT NULL,
	CONSTRAINT pk_calls PRIMARY KEY (id),
	CONSTRAINT fk_calls_deal_id FOREIGN KEY(deal_id) REFERENCES deals (id) ON DELETE CASCADE,
	CONSTRAINT ck_calls_agenda_confirmed CHECK (agenda_confirmed IN (0, 1)),
	CONSTRAINT ck_calls_cancelled CHECK (cancelled IN (0, 1))
);

CREATE INDEX ix_calls_calendar ON calls (uid, recurrence_id);

CREATE INDEX ix_calls_deal_id ON calls (deal_id);

CREATE INDEX ix_calls_starts_at ON calls (starts_at);

CREATE TABLE clauses (
	id TEXT NOT NULL,
	charter_id TEXT NOT NULL,
	origin_id TEXT NOT NULL,
	position INTEGER NOT NULL,
	topic TEXT NOT NULL,
	text TEXT NOT NULL,
	kind TEXT NOT NULL,
	value TEXT NOT NULL,
	rule TEXT,
	amount INTEGER,
	target_percent INTEGER,
	owes TEXT NOT NULL,
	CONSTRAINT pk_clauses PRIMARY KEY (id),
	CONSTRAINT fk_clauses_charter_id FOREIGN KEY(charter_id) REFERENCES charters (id) ON DELETE CASCADE
);

CREATE INDEX ix_clauses_charter_id ON clauses (charter_id);

CREATE TABLE disagreements (
	id TEXT NOT NULL,
	partner_id TEXT NOT NULL,
	deal_id TEXT,
	about TEXT NOT NULL,
	raised_on TEXT NOT NULL,
	in_private BOOLEAN NOT NULL,
	attempts INTEGER NOT NULL,
	escalated_on TEXT,
	escalated_attempt INTEGER,
	ending TEXT NOT NULL,
	ended_on TEXT,
	outcome TEXT NOT NULL,
	CONSTRAINT pk_disagreements PRIMARY KEY (id),
	CONSTRAINT fk_disagreements_partner_id FOREIGN KEY(partner_id) REFERENCES partners (id) ON DELETE CASCADE,
	CONSTRAINT fk_disagreements_deal_id FOREIGN KEY(deal_id) REFERENCES deals (id) ON DELETE SET NULL,
	CONSTRAINT ck_disagreements_in_private CHECK (in_private IN (0, 1))
);

CREATE INDEX ix_disagreements_partner_id ON disagreements (partner_id);

CREATE TABLE elements (
	id TEXT NOT NULL,
	deal_id TEXT NOT NULL,
	letter TEXT NOT NULL,
	evidence TEXT NOT NULL,
	changed_at TEXT NOT NULL,
	CONSTRAINT pk_elements PRIMARY KEY (id),
	CONSTRAINT uq_elements_deal_id_letter UNIQUE (deal_id, letter),
	CONSTRAINT fk_elements_deal_id FOREIGN KEY(deal_id) REFERENCES deals (id) ON DELETE CASCADE
);

CREATE TABLE exit_evidence (
	id TEXT NOT NULL,
	deal_id TEXT NOT NULL,
	criterion_id TEXT NOT NULL,
	evidence TEXT NOT NULL,
	changed_at TEXT NOT NULL,
	CONSTRAINT pk_exit_evidence PRIMARY KEY (id),
	CONSTRAINT uq_exit_evidence_deal_id_criterion_id UNIQUE (deal_id, criterion_id),
	CONSTRAINT fk_exit_evidence_deal_id FOREIGN KEY(deal_id) REFERENCES deals (id) ON DELETE CASCADE,
	CONSTRAINT fk_exit_evidence_criterion_id FOREIGN KEY(criterion_id) REFERENCES exit_criteria (id) ON DELETE CASCADE
);

CREATE TABLE forecasts (
	id TEXT NOT NULL,
	deal_id TEXT NOT NULL,
	category TEXT NOT NULL,
	close_on TEXT NOT NULL,
	source TEXT NOT NULL,
	recorded_at TEXT NOT NULL,
	CONSTRAINT pk_forecasts PRIMARY KEY (id),
	CONSTRAINT fk_forecasts_deal_id FOREIGN KEY(deal_id) REFERENCES deals (id) ON DELETE CASCADE
);

CREATE INDEX ix_forecasts_deal_id ON forecasts (deal_id);

CREATE TABLE gate_changes (
	id TEXT NOT NULL,
	deal_id TEXT NOT NULL,
	kind TEXT NOT NULL,
	state TEXT NOT NULL,
	since_on TEXT NOT NULL,
	recorded_at TEXT NOT NULL,
	CONSTRAINT pk_gate_changes PRIMARY KEY (id),
	CONSTRAINT fk_gate_changes_deal_id FOREIGN KEY(deal_id) REFERENCES deals (id) ON DELETE CASCADE
);

CREATE INDEX ix_gate_changes_deal_id ON gate_changes (deal_id);

CREATE TABLE gates (
	id TEXT NOT NULL,
	deal_id TEXT NOT NULL,
	kind TEXT NOT NULL,
	state TEXT NOT NULL,
	evidence TEXT NOT NULL,
	changed_at TEXT NOT NULL,
	CONSTRAINT pk_gates PRIMARY KEY (id),
	CONSTRAINT uq_gates_deal_id_kind UNIQUE (deal_id, kind),
	CONSTRAINT fk_gates_deal_id FOREIGN KEY(deal_id) REFERENCES deals (id) ON DELETE CASCADE
);

CREATE TABLE not_ready (
	id TEXT NOT NULL,
	deal_id TEXT NOT NULL,
	flagged_on TEXT NOT NULL,
	missing TEXT NOT NULL,
	answer TEXT NOT NULL,
	answered_on TEXT,
	committed_on TEXT,
	ended TEXT NOT NULL,
	ended_on TEXT,
	ended_note TEXT NOT NULL,
	CONSTRAINT pk_not_ready PRIMARY KEY (id),
	CONSTRAINT fk_not_ready_deal_id FOREIGN KEY(deal_id) REFERENCES deals (id) ON DELETE CASCADE
);

CREATE INDEX ix_not_ready_deal_id ON not_ready (deal_id);

CREATE TABLE paper_answers (
	id TEXT NOT NULL,
	kind TEXT NOT NULL,
	deal_id TEXT,
	period TEXT NOT NULL,
	question TEXT NOT NULL,
	text TEXT NOT NULL,
	changed_at TEXT NOT NULL,
	CONSTRAINT pk_paper_answers PRIMARY KEY (id),
	CONSTRAINT fk_paper_answers_deal_id FOREIGN KEY(deal_id) REFERENCES deals (id) ON DELETE CASCADE
);

CREATE INDEX ix_paper_answers_deal_id ON paper_answers (deal_id);

CREATE TABLE people (
	id TEXT NOT NULL,
	deal_id TEXT NOT NULL,
	name TEXT NOT NULL,
	title TEXT NOT NULL,
	title_confirmed BOOLEAN NOT NULL,
	role TEXT NOT NULL,
	stance TEXT NOT NULL,
	own_line BOOLEAN NOT NULL,
	email TEXT NOT NULL,
	CONSTRAINT pk_people PRIMARY KEY (id),
	CONSTRAINT fk_people_deal_id FOREIGN KEY(deal_id) REFERENCES deals (id) ON DELETE CASCADE,
	CONSTRAINT ck_people_title_confirmed CHECK (title_confirmed IN (0, 1)),
	CONSTRAINT ck_people_own_line CHECK (own_line IN (0, 1))
);

CREATE INDEX ix_people_deal_id ON people (deal_id);

CREATE TABLE question_answers (
	id TEXT NOT NULL,
	deal_id TEXT NOT NULL,
	question_key TEXT NOT NULL,
	answer TEXT NOT NULL,
	answered_at TEXT NOT NULL,
	CONSTRAINT pk_question_answers PRIMARY KEY (id),
	CONSTRAINT uq_question_answers_deal_id_question_key UNIQUE (deal_id, question_key),
	CONSTRAINT fk_question_answers_deal_id FOREIGN KEY(deal_id) REFERENCES deals (id) ON DELETE CASCADE
);

CREATE TABLE reads (
	id TEXT NOT NULL,
	deal_id TEXT NOT NULL,
	close_on TEXT NOT NULL,
	why TEXT NOT NULL,
	recorded_at TEXT NOT NULL,
	CONSTRAINT pk_reads PRIMARY KEY (id),
	CONSTRAINT fk_reads_deal_id FOREIGN KEY(deal_id) REFERENCES deals (id) ON DELETE CASCADE
);

CREATE INDEX ix_reads_deal_id ON reads (deal_id);

CREATE TABLE requests (
	id TEXT NOT NULL,
	deal_id TEXT NOT NULL,
	partner_id TEXT NOT NULL,
	wanted TEXT NOT NULL,
	words TEXT NOT NULL,
	asked_on TEXT NOT NULL,
	needed_on TEXT,
	reply TEXT NOT NULL,
	reason TEXT NOT NULL,
	would_change TEXT NOT NULL,
	answered_on TEXT,
	met_on TEXT,
	CONSTRAINT pk_requests PRIMARY KEY (id),
	CONSTRAINT fk_requests_deal_id FOREIGN KEY(deal_id) REFERENCES deals (id) ON DELETE CASCADE,
	CONSTRAINT fk_requests_partner_id FOREIGN KEY(partner_id) REFERENCES partners (id) ON DELETE CASCADE
);

CREATE INDEX ix_requests_deal_id ON requests (deal_id);

CREATE INDEX ix_requests_partner_id ON requests (partner_id);

CREATE TABLE scrub_decisions (
	id TEXT NOT NULL,
	scrub_id TEXT NOT NULL,
	deal_id TEXT NOT NULL,
	decision TEXT NOT NULL,
	words TEXT NOT NULL,
	owner TEXT NOT NULL,
	by_on TEXT,
	CONSTRAINT pk_scrub_decisions PRIMARY KEY (id),
	CONSTRAINT uq_scrub_decisions_scrub_id_deal_id UNIQUE (scrub_id, deal_id),
	CONSTRAINT fk_scrub_decisions_scrub_id FOREIGN KEY(scrub_id) REFERENCES scrubs (id) ON DELETE CASCADE,
	CONSTRAINT fk_scrub_decisions_deal_id FOREIGN KEY(deal_id) REFERENCES deals (id) ON DELETE CASCADE
);

CREATE INDEX ix_scrub_decisions_deal_id ON scrub_decisions (deal_id);

CREATE TABLE strategy_parts (
	id TEXT NOT NULL,
	deal_id TEXT NOT NULL,
	heading TEXT NOT NULL,
	text TEXT NOT NULL,
	changed_at TEXT NOT NULL,
	CONSTRAINT pk_strategy_parts PRIMARY KEY (id),
	CONSTRAINT uq_strategy_parts_deal_id_heading UNIQUE (deal_id, heading),
	CONSTRAINT fk_strategy_parts_deal_id FOREIGN KEY(deal_id) REFERENCES deals (id) ON DELETE CASCADE
);

CREATE TABLE strategy_versions (
	id TEXT NOT NULL,
	deal_id TEXT NOT NULL,
	heading TEXT NOT NULL,
	text TEXT NOT NULL,
	recorded_at TEXT NOT NULL,
	CONSTRAINT pk_strategy_versions PRIMARY KEY (id),
	CONSTRAINT fk_strategy_versions_deal_id FOREIGN KEY(deal_id) REFERENCES deals (id) ON DELETE CASCADE
);

CREATE INDEX ix_strategy_versions_deal_id ON strategy_versions (deal_id);

CREATE TABLE attempts (
	id TEXT NOT NULL,
	disagreement_id TEXT NOT NULL,
	number INTEGER NOT NULL,
	held_on TEXT NOT NULL,
	brought TEXT NOT NULL,
	CONSTRAINT pk_attempts PRIMARY KEY (id),
	CONSTRAINT fk_attempts_disagreement_id FOREIGN KEY(disagreement_id) REFERENCES disagreements (id) ON DELETE CASCADE
);

CREATE INDEX ix_attempts_disagreement_id ON attempts (disagreement_id);

CREATE TABLE attendees (
	id TEXT NOT NULL,
	call_id TEXT NOT NULL,
	name TEXT NOT NULL,
	email TEXT NOT NULL,
	title TEXT NOT NULL,
	title_confirmed BOOLEAN NOT NULL,
	ours BOOLEAN NOT NULL,
	CONSTRAINT pk_attendees PRIMARY KEY (id),
	CONSTRAINT fk_attendees_call_id FOREIGN KEY(call_id) REFERENCES calls (id) ON DELETE CASCADE,
	CONSTRAINT ck_attendees_title_confirmed CHECK (title_confirmed IN (0, 1)),
	CONSTRAINT ck_attendees_ours CHECK (ours IN (0, 1))
);

CREATE INDEX ix_attendees_call_id ON attendees (call_id);

CREATE TABLE card_lines (
	call_id TEXT NOT NULL,
	text TEXT NOT NULL,
	written_at TEXT NOT NULL,
	CONSTRAINT pk_card_lines PRIMARY KEY (call_id),
	CONSTRAINT fk_card_lines_call_id FOREIGN KEY(call_id) REFERENCES calls (id) ON DELETE CASCADE
);

CREATE TABLE crm_ticks (
	id TEXT NOT NULL,
	logged BOOLEAN NOT NULL,
	ticked_at TEXT NOT NULL,
	CONSTRAINT pk_crm_ticks PRIMARY KEY (id),
	CONSTRAINT fk_crm_ticks_id FOREIGN KEY(id) REFERENCES calls (id) ON DELETE CASCADE,
	CONSTRAINT ck_crm_ticks_logged CHECK (logged IN (0, 1))
);

CREATE TABLE debrief_drafts (
	call_id TEXT NOT NULL,
	missed TEXT NOT NULL,
	pain TEXT NOT NULL,
	agreed TEXT NOT NULL,
	step TEXT NOT NULL,
	step_owner TEXT NOT NULL,
	step_day TEXT NOT NULL,
	alignment INTEGER,
	make_it_ten TEXT NOT NULL,
	note TEXT,
	private BOOLEAN NOT NULL,
	with_note BOOLEAN,
	written_at TEXT NOT NULL,
	CONSTRAINT pk_debrief_drafts PRIMARY KEY (call_id),
	CONSTRAINT fk_debrief_drafts_call_id FOREIGN KEY(call_id) REFERENCES calls (id) ON DELETE CASCADE,
	CONSTRAINT ck_debrief_drafts_private CHECK (private IN (0, 1)),
	CONSTRAINT ck_debrief_drafts_with_note CHECK (with_note IN (0, 1))
);

CREATE TABLE huddles (
	id TEXT NOT NULL,
	call_id TEXT NOT NULL,
	objective TEXT NOT NULL,
	drives TEXT NOT NULL,
	commercial TEXT NOT NULL,
	technical_notes TEXT NOT NULL,
	rescue_phrase TEXT NOT NULL,
	deferral_line TEXT NOT NULL,
	call_to_action TEXT NOT NULL,
	checklist TEXT NOT NULL,
	checklist_version INTEGER NOT NULL,
	timer_used_ms INTEGER NOT NULL,
	timer_started_at TEXT,
	held_at TEXT,
	CONSTRAINT pk_huddles PRIMARY KEY (id),
	CONSTRAINT uq_huddles_call_id UNIQUE (call_id),
	CONSTRAINT fk_huddles_call_id FOREIGN KEY(call_id) REFERENCES calls (id) ON DELETE CASCADE
);

CREATE TABLE jots (
	id TEXT NOT NULL,
	call_id TEXT NOT NULL,
	text TEXT NOT NULL,
	jotted_at TEXT NOT NULL,
	to_flag BOOLEAN NOT NULL,
	flag_seq INTEGER,
	CONSTRAINT pk_jots PRIMARY KEY (id),
	CONSTRAINT fk_jots_call_id FOREIGN KEY(call_id) REFERENCES calls (id) ON DELETE CASCADE,
	CONSTRAINT ck_jots_to_flag CHECK (to_flag IN (0, 1))
);

CREATE INDEX ix_jots_call_id ON jots (call_id);

CREATE TABLE notes (
	id TEXT NOT NULL,
	deal_id TEXT,
	call_id TEXT,
	kind TEXT NOT NULL,
	title TEXT NOT NULL,
	body TEXT NOT NULL,
	private BOOLEAN NOT NULL,
	revision INTEGER NOT NULL,
	written_at TEXT NOT NULL,
	changed_at TEXT NOT NULL,
	trashed_at TEXT,
	CONSTRAINT pk_notes PRIMARY KEY (id),
	CONSTRAINT fk_notes_deal_id FOREIGN KEY(deal_id) REFERENCES deals (id) ON DELETE CASCADE,
	CONSTRAINT fk_notes_call_id FOREIGN KEY(call_id) REFERENCES calls (id) ON DELETE SET NULL,
	CONSTRAINT ck_notes_private CHECK (private IN (0, 1))
);

CREATE INDEX ix_notes_call_id ON notes (call_id);

CREATE INDEX ix_notes_changed_at ON notes (changed_at);

CREATE INDEX ix_notes_listed ON notes (deal_id, trashed_at, written_at, id, private, kind, title);

CREATE INDEX ix_notes_title ON notes (title COLLATE NOCASE) WHERE title <> '';

CREATE INDEX ix_notes_trashed ON notes (trashed_at, id) WHERE trashed_at IS NOT NULL;

CREATE TABLE asks (
	id TEXT NOT NULL,
	deal_id TEXT NOT NULL,
	note_id TEXT,
	statement TEXT NOT NULL,
	words TEXT NOT NULL,
	weight TEXT NOT NULL,
	answer TEXT NOT NULL,
	answer_note TEXT NOT NULL,
	promised_on TEXT,
	asked_on TEXT NOT NULL,
	topic TEXT NOT NULL,
	promised_by TEXT NOT NULL,
	sow_line TEXT NOT NULL,
	shipped_on TEXT,
	CONSTRAINT pk_asks PRIMARY KEY (id),
	CONSTRAINT fk_asks_deal_id FOREIGN KEY(deal_id) REFERENCES deals (id) ON DELETE CASCADE,
	CONSTRAINT fk_asks_note_id FOREIGN KEY(note_id) REFERENCES notes (id) ON DELETE SET NULL
);

CREATE INDEX ix_asks_deal_id ON asks (deal_id);

CREATE TABLE attachments (
	id TEXT NOT NULL,
	note_id TEXT,
	deal_id TEXT,
	name TEXT NOT NULL,
	picture TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	size INTEGER NOT NULL,
	private BOOLEAN NOT NULL,
	away BOOLEAN NOT NULL,
	added_at TEXT NOT NULL,
	removed_at TEXT,
	CONSTRAINT pk_attachments PRIMARY KEY (id),
	CONSTRAINT fk_attachments_note_id FOREIGN KEY(note_id) REFERENCES notes (id) ON DELETE CASCADE,
	CONSTRAINT fk_attachments_deal_id FOREIGN KEY(deal_id) REFERENCES deals (id) ON DELETE CASCADE,
	CONSTRAINT fk_attachments_sha256 FOREIGN KEY(sha256) REFERENCES attachment_bytes (sha256),
	CONSTRAINT ck_attachments_private CHECK (private IN (0, 1)),
	CONSTRAINT ck_attachments_away CHECK (away IN (0, 1))
);

CREATE INDEX ix_attachments_deal_id ON attachments (deal_id);

CREATE INDEX ix_attachments_note_id ON attachments (note_id);

CREATE INDEX ix_attachments_sha256 ON attachments (sha256);

CREATE TABLE beats (
	id TEXT NOT NULL,
	huddle_id TEXT NOT NULL,
	position INTEGER NOT NULL,
	from_minute INTEGER,
	to_minute INTEGER,
	topic TEXT NOT NULL,
	line TEXT NOT NULL,
	who TEXT NOT NULL,
	hand_off TEXT NOT NULL,
	CONSTRAINT pk_beats PRIMARY KEY (id),
	CONSTRAINT fk_beats_huddle_id FOREIGN KEY(huddle_id) REFERENCES huddles (id) ON DELETE CASCADE
);

CREATE INDEX ix_beats_huddle_id ON beats (huddle_id);

CREATE TABLE debriefs (
	id TEXT NOT NULL,
	call_id TEXT NOT NULL,
	missed TEXT NOT NULL,
	pain TEXT NOT NULL,
	next_step_agreed TEXT NOT NULL,
	alignment INTEGER,
	note_id TEXT,
	digest_at TEXT,
	held_at TEXT NOT NULL,
	CONSTRAINT pk_debriefs PRIMARY KEY (id),
	CONSTRAINT uq_debriefs_call_id UNIQUE (call_id),
	CONSTRAINT fk_debriefs_call_id FOREIGN KEY(call_id) REFERENCES calls (id) ON DELETE CASCADE,
	CONSTRAINT fk_debriefs_note_id FOREIGN KEY(note_id) REFERENCES notes (id) ON DELETE SET NULL
);

CREATE TABLE insights (
	id TEXT NOT NULL,
	deal_id TEXT,
	note_id TEXT,
	kind TEXT NOT NULL,
	statement TEXT NOT NULL,
	detail TEXT NOT NULL,
	tags TEXT NOT NULL,
	source TEXT NOT NULL,
	private BOOLEAN NOT NULL,
	heard_on TEXT NOT NULL,
	CONSTRAINT pk_insights PRIMARY KEY (id),
	CONSTRAINT fk_insights_deal_id FOREIGN KEY(deal_id) REFERENCES deals (id) ON DELETE CASCADE,
	CONSTRAINT fk_insights_note_id FOREIGN KEY(note_id) REFERENCES notes (id) ON DELETE SET NULL,
	CONSTRAINT ck_insights_private CHECK (private IN (0, 1))
);

CREATE INDEX ix_insights_deal_id ON insights (deal_id);

CREATE TABLE note_exports (
	id TEXT NOT NULL,
	note_id TEXT NOT NULL,
	format TEXT NOT NULL,
	revision INTEGER NOT NULL,
	digest TEXT NOT NULL,
	exported_at TEXT NOT NULL,
	place TEXT NOT NULL,
	CONSTRAINT pk_note_exports PRIMARY KEY (id),
	CONSTRAINT fk_note_exports_note_id FOREIGN KEY(note_id) REFERENCES notes (id) ON DELETE CASCADE
);

CREATE INDEX ix_note_exports_note ON note_exports (note_id, format);

CREATE TABLE note_links (
	note_id TEXT NOT NULL,
	kind TEXT NOT NULL,
	"key" TEXT NOT NULL,
	name TEXT NOT NULL,
	noun TEXT,
	target_id TEXT,
	CONSTRAINT pk_note_links PRIMARY KEY (note_id, kind, "key"),
	CONSTRAINT fk_note_links_note_id FOREIGN KEY(note_id) REFERENCES notes (id) ON DELETE CASCADE
);

CREATE INDEX ix_note_links_kind_key ON note_links (kind, "key");

CREATE INDEX ix_note_links_target_id_noun ON note_links (target_id, noun);

CREATE TABLE outbox (
	id TEXT NOT NULL,
	note_id TEXT NOT NULL,
	crm TEXT NOT NULL,
	crm_deal TEXT NOT NULL,
	revision INTEGER NOT NULL,
	title TEXT NOT NULL,
	body TEXT NOT NULL,
	marker TEXT NOT NULL,
	digest TEXT NOT NULL,
	happened_at TEXT NOT NULL,
	approved_at TEXT NOT NULL,
	state TEXT NOT NULL,
	tried_at TEXT,
	sent_at TEXT,
	answer TEXT NOT NULL,
	remote_id TEXT NOT NULL,
	unsure BOOLEAN NOT NULL,
	CONSTRAINT pk_outbox PRIMARY KEY (id),
	CONSTRAINT fk_outbox_note_id FOREIGN KEY(note_id) REFERENCES notes (id) ON DELETE CASCADE,
	CONSTRAINT ck_outbox_unsure CHECK (unsure IN (0, 1))
);

CREATE INDEX ix_outbox_note_id ON outbox (note_id, crm);

CREATE INDEX ix_outbox_state ON outbox (state);

CREATE TABLE revisions (
	id TEXT NOT NULL,
	note_id TEXT NOT NULL,
	number INTEGER NOT NULL,
	title TEXT NOT NULL,
	body TEXT,
	saved_at TEXT NOT NULL,
	CONSTRAINT pk_revisions PRIMARY KEY (id),
	CONSTRAINT uq_revisions_note_id_number UNIQUE (note_id, number),
	CONSTRAINT fk_revisions_note_id FOREIGN KEY(note_id) REFERENCES notes (id) ON DELETE CASCADE
);

CREATE TABLE steps (
	id TEXT NOT NULL,
	deal_id TEXT NOT NULL,
	call_id TEXT,
	note_id TEXT,
	text TEXT NOT NULL,
	owner TEXT NOT NULL,
	due_on TEXT,
	made_at TEXT NOT NULL,
	settled_at TEXT,
	CONSTRAINT pk_steps PRIMARY KEY (id),
	CONSTRAINT fk_steps_deal_id FOREIGN KEY(deal_id) REFERENCES deals (id) ON DELETE CASCADE,
	CONSTRAINT fk_steps_call_id FOREIGN KEY(call_id) REFERENCES calls (id) ON DELETE SET NULL,
	CONSTRAINT fk_steps_note_id FOREIGN KEY(note_id) REFERENCES notes (id) ON DELETE SET NULL
);

CREATE INDEX ix_steps_deal_id ON steps (deal_id);

CREATE TABLE ticks (
	id TEXT NOT NULL,
	huddle_id TEXT NOT NULL,
	position INTEGER NOT NULL,
	"key" TEXT NOT NULL,
	text TEXT NOT NULL,
	hint TEXT NOT NULL,
	state TEXT NOT NULL,
	detail TEXT NOT NULL,
	CONSTRAINT pk_ticks PRIMARY KEY (id),
	CONSTRAINT fk_ticks_huddle_id FOREIGN KEY(huddle_id) REFERENCES huddles (id) ON DELETE CASCADE
);

CREATE INDEX ix_ticks_huddle_id ON ticks (huddle_id);

CREATE TABLE passages (
	id TEXT NOT NULL,
	noun TEXT NOT NULL,
	target_id TEXT NOT NULL,
	note_id TEXT,
	call_id TEXT,
	attachment_id TEXT,
	revision INTEGER NOT NULL,
	excerpt TEXT NOT NULL,
	start INTEGER NOT NULL,
	item TEXT NOT NULL,
	taken_at TEXT NOT NULL,
	CONSTRAINT pk_passages PRIMARY KEY (id),
	CONSTRAINT fk_passages_note_id FOREIGN KEY(note_id) REFERENCES notes (id) ON DELETE CASCADE,
	CONSTRAINT fk_passages_call_id FOREIGN KEY(call_id) REFERENCES calls (id) ON DELETE CASCADE,
	CONSTRAINT fk_passages_attachment_id FOREIGN KEY(attachment_id) REFERENCES attachments (id) ON DELETE CASCADE
);

CREATE INDEX ix_passages_attachment_id ON passages (attachment_id);

CREATE INDEX ix_passages_call_id ON passages (call_id);

CREATE INDEX ix_passages_note_id ON passages (note_id);

CREATE INDEX ix_passages_target_id_noun ON passages (target_id, noun);

CREATE TRIGGER clauses_fixed_insert BEFORE INSERT ON clauses WHEN (SELECT status FROM charters WHERE id = NEW.charter_id) IN ('agreed', 'superseded') BEGIN SELECT RAISE(ABORT, 'an agreed charter never changes'); END;

CREATE TRIGGER clauses_fixed_update BEFORE UPDATE ON clauses WHEN (SELECT status FROM charters WHERE id = OLD.charter_id) IN ('agreed', 'superseded') BEGIN SELECT RAISE(ABORT, 'an agreed charter never changes'); END;

CREATE TRIGGER clauses_fixed_move BEFORE UPDATE ON clauses WHEN (SELECT status FROM charters WHERE id = NEW.charter_id) IN ('agreed', 'superseded') BEGIN SELECT RAISE(ABORT, 'an agreed charter never changes'); END;

CREATE TRIGGER clauses_fixed_delete BEFORE DELETE ON clauses WHEN (SELECT status FROM charters WHERE id = OLD.charter_id) IN ('agreed', 'superseded') BEGIN SELECT RAISE(ABORT, 'an agreed charter never changes'); END;

CREATE TRIGGER clauses_fixed_once BEFORE INSERT ON clauses WHEN EXISTS (SELECT 1 FROM clauses AS old JOIN charters AS c ON c.id = old.charter_id WHERE old.id = NEW.id AND c.status IN ('agreed', 'superseded')) BEGIN SELECT RAISE(ABORT, 'an agreed charter never changes'); END;

CREATE TRIGGER charters_fixed_once BEFORE INSERT ON charters WHEN EXISTS (SELECT 1 FROM charters AS old WHERE (old.id = NEW.id OR (old.partner_id = NEW.partner_id AND old.version = NEW.version)) AND old.status IN ('agreed', 'superseded')) BEGIN SELECT RAISE(ABORT, 'an agreed charter never changes'); END;

CREATE TRIGGER charters_fixed_update BEFORE UPDATE ON charters WHEN OLD.status IN ('agreed', 'superseded') AND NOT (OLD.status = 'agreed' AND NEW.status = 'superseded' AND NEW.version = OLD.version AND NEW.id = OLD.id AND NEW.template = OLD.template AND NEW.title = OLD.title AND NEW.agreed_on IS OLD.agreed_on AND NEW.partner_id = OLD.partner_id AND NEW.agreed_how = OLD.agreed_how AND NEW.proposed_on IS OLD.proposed_on) BEGIN SELECT RAISE(ABORT, 'an agreed charter never changes'); END;

CREATE TRIGGER charters_fixed_delete BEFORE DELETE ON charters WHEN OLD.status IN ('agreed', 'superseded') BEGIN SELECT RAISE(ABORT, 'an agreed charter never changes'); END;

CREATE TRIGGER risk_entries_no_update BEFORE UPDATE ON risk_entries BEGIN SELECT RAISE(ABORT, 'a risk entry is never changed'); END;

CREATE TRIGGER risk_entries_no_delete BEFORE DELETE ON risk_entries BEGIN SELECT RAISE(ABORT, 'a risk entry is never removed'); END;

CREATE TRIGGER risk_entries_in_order BEFORE INSERT ON risk_entries WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM risk_entries WHERE chain = NEW.chain) OR EXISTS (SELECT 1 FROM risk_entries WHERE hash = NEW.hash) BEGIN SELECT RAISE(ABORT, 'a risk entry only follows the newest one'); END;

CREATE TRIGGER risk_opened_no_update BEFORE UPDATE ON risk_opened BEGIN SELECT RAISE(ABORT, 'an opened value is never changed'); END;

CREATE TRIGGER risk_opened_once BEFORE INSERT ON risk_opened WHEN EXISTS (SELECT 1 FROM risk_opened WHERE chain = NEW.chain AND seq = NEW.seq AND name = NEW.name) BEGIN SELECT RAISE(ABORT, 'an opened value is never changed'); END;

CREATE TRIGGER risk_chains_no_update BEFORE UPDATE ON risk_chains BEGIN SELECT RAISE(ABORT, 'a chain stays with its deal'); END;

CREATE TRIGGER risk_chains_no_delete BEFORE DELETE ON risk_chains BEGIN SELECT RAISE(ABORT, 'a chain outlives its deal'); END;

CREATE TRIGGER risk_chains_once BEFORE INSERT ON risk_chains WHEN EXISTS (SELECT 1 FROM risk_chains WHERE deal_id = NEW.deal_id OR chain = NEW.chain) BEGIN SELECT RAISE(ABORT, 'a deal has one chain'); END;

CREATE TRIGGER attachments_follow_their_note AFTER UPDATE OF deal_id, private, trashed_at ON notes
WHEN OLD.deal_id IS NOT NEW.deal_id OR OLD.private IS NOT NEW.private
  OR (OLD.trashed_at IS NULL) IS NOT (NEW.trashed_at IS NULL) BEGIN
  UPDATE attachments SET deal_id = NEW.deal_id, private = NEW.private, away = NEW.trashed_at IS NOT NULL
  WHERE note_id = NEW.id;
END;

CREATE TRIGGER attachments_let_their_bytes_go AFTER DELETE ON attachments
WHEN NOT EXISTS (SELECT 1 FROM attachments WHERE sha256 = OLD.sha256) BEGIN
  DELETE FROM attachment_bytes WHERE sha256 = OLD.sha256;
END;

CREATE TRIGGER revisions_follow_their_note AFTER UPDATE OF title, body ON notes
WHEN OLD.revision = NEW.revision BEGIN
  UPDATE revisions SET title = NEW.title, body = NULL, saved_at = NEW.changed_at
  WHERE note_id = NEW.id AND number = NEW.revision;
END;

CREATE VIRTUAL TABLE search_words USING fts5(title, body, scope, content = 'search_items', content_rowid = 'rowid', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3 4 5 6');

INSERT INTO search_words (search_words, rank) VALUES ('rank', 'bm25(5.0, 1.0, 0.0)');

CREATE VIRTUAL TABLE search_insides USING fts5(title, body, content = 'search_items', content_rowid = 'rowid', tokenize = 'trigram remove_diacritics 1');

INSERT INTO search_insides (search_insides, rank) VALUES ('rank', 'bm25(5.0, 1.0)');

CREATE VIRTUAL TABLE search_runs USING fts5vocab('search_insides', 'row');

CREATE TRIGGER search_items_added AFTER INSERT ON search_items BEGIN
  INSERT INTO search_words (rowid, title, body, scope) VALUES (NEW.rowid, NEW.title, NEW.body, NEW.scope);
  INSERT INTO search_insides (rowid, title, body) VALUES (NEW.rowid, NEW.title, NEW.body);
END;

CREATE TRIGGER search_items_removed AFTER DELETE ON search_items BEGIN
  INSERT INTO search_words (search_words, rowid, title, body, scope) VALUES ('delete', OLD.rowid, OLD.title, OLD.body, OLD.scope);
  INSERT INTO search_insides (search_insides, rowid, title, body) VALUES ('delete', OLD.rowid, OLD.title, OLD.body);
END;

CREATE TRIGGER search_deals_added AFTER INSERT ON deals WHEN 1 BEGIN
  INSERT INTO search_items (noun, item_id, deal_id, kind, private, at, title, body) SELECT 'deal', NEW.id, NEW.id, coalesce('', ''), coalesce(0, 0), coalesce(NEW.came_on, ''), coalesce(NEW.title, '') || '  ', coalesce(NEW.account || ' ' || NEW.competitors || ' ' || NEW.compelling_event, '') || '  '  WHERE (1);
END;

CREATE TRIGGER search_deals_changed AFTER UPDATE ON deals WHEN (NEW.id) IS NOT (OLD.id) OR (NEW.id) IS NOT (OLD.id) OR (NEW.came_on) IS NOT (OLD.came_on) OR (NEW.title) IS NOT (OLD.title) OR (NEW.account || ' ' || NEW.competitors || ' ' || NEW.compelling_event) IS NOT (OLD.account || ' ' || OLD.competitors || ' ' || OLD.compelling_event) BEGIN
  DELETE FROM search_items WHERE item_id = OLD.id AND noun = 'deal';
  INSERT INTO search_items (noun, item_id, deal_id, kind, private, at, title, body) SELECT 'deal', NEW.id, NEW.id, coalesce('', ''), coalesce(0, 0), coalesce(NEW.came_on, ''), coalesce(NEW.title, '') || '  ', coalesce(NEW.account || ' ' || NEW.competitors || ' ' || NEW.compelling_event, '') || '  '  WHERE (1);
END;

CREATE TRIGGER search_deals_removed AFTER DELETE ON deals WHEN 1 BEGIN
  DELETE FROM search_items WHERE item_id = OLD.id AND noun = 'deal';
END;

CREATE TRIGGER search_notes_added AFTER INSERT ON notes WHEN 1 BEGIN
  INSERT INTO search_items (noun, item_id, deal_id, kind, private, at, title, body) SELECT 'note', NEW.id, NEW.deal_id, coalesce(NEW.kind, ''), coalesce(NEW.private, 0), coalesce(NEW.written_at, ''), coalesce(NEW.title, '') || '  ', coalesce(NEW.body, '') || '  '  WHERE (NEW.trashed_at IS NULL);
END;

CREATE TRIGGER search_notes_changed AFTER UPDATE ON notes WHEN (NEW.id) IS NOT (OLD.id) OR (NEW.deal_id) IS NOT (OLD.deal_id) OR (NEW.kind) IS NOT (OLD.kind) OR (NEW.private) IS NOT (OLD.private) OR (NEW.written_at) IS NOT (OLD.written_at) OR (NEW.title) IS NOT (OLD.title) OR (NEW.body) IS NOT (OLD.body) OR (NEW.trashed_at IS NULL) IS NOT (OLD.trashed_at IS NULL) BEGIN
  DELETE FROM search_items WHERE item_id = OLD.id AND noun = 'note' AND (NOT (NEW.trashed_at IS NULL) OR NEW.id IS NOT OLD.id);
  DELETE FROM search_due WHERE item_id = OLD.id AND noun = 'note' AND (NOT (NEW.trashed_at IS NULL) OR NEW.id IS NOT OLD.id);
  INSERT INTO search_due (noun, item_id) SELECT 'note', NEW.id WHERE (NEW.trashed_at IS NULL) AND NOT EXISTS (SELECT 1 FROM search_due WHERE item_id = NEW.id AND noun = 'note');
END;

CREATE TRIGGER search_notes_removed AFTER DELETE ON notes WHEN 1 BEGIN
  DELETE FROM search_items WHERE item_id = OLD.id AND noun = 'note';
  DELETE FROM search_due WHERE item_id = OLD.id AND noun = 'note';
END;

CREATE TRIGGER search_notes_settled AFTER DELETE ON search_due WHEN OLD.noun = 'note' BEGIN
  DELETE FROM search_items WHERE item_id = OLD.item_id AND noun = 'note';
  INSERT INTO search_items (noun, item_id, deal_id, kind, private, at, title, body) SELECT 'note', notes.id, notes.deal_id, coalesce(notes.kind, ''), coalesce(notes.private, 0), coalesce(notes.written_at, ''), coalesce(notes.title, '') || '  ', coalesce(notes.body, '') || '  ' FROM notes WHERE (notes.trashed_at IS NULL) AND notes.id = OLD.item_id;
END;

CREATE TRIGGER search_calls_added AFTER INSERT ON calls WHEN 1 BEGIN
  INSERT INTO search_items (noun, item_id, deal_id, kind, private, at, title, body) SELECT 'call', NEW.id, NEW.deal_id, coalesce(NEW.kind, ''), coalesce(0, 0), coalesce(NEW.starts_at, ''), coalesce(NEW.title, '') || '  ', coalesce(NEW.agenda || ' ' || NEW.context, '') || '  '  WHERE (NEW.cancelled = 0);
END;

CREATE TRIGGER search_calls_changed AFTER UPDATE ON calls WHEN (NEW.id) IS NOT (OLD.id) OR (NEW.deal_id) IS NOT (OLD.deal_id) OR (NEW.kind) IS NOT (OLD.kind) OR (NEW.starts_at) IS NOT (OLD.starts_at) OR (NEW.title) IS NOT (OLD.title) OR (NEW.agenda || ' ' || NEW.context) IS NOT (OLD.agenda || ' ' || OLD.context) OR (NEW.cancelled = 0) IS NOT (OLD.cancelled = 0) BEGIN
  DELETE FROM search_items WHERE item_id = OLD.id AND noun = 'call';
  INSERT INTO search_items (noun, item_id, deal_id, kind, private, at, title, body) SELECT 'call', NEW.id, NEW.deal_id, coalesce(NEW.kind, ''), coalesce(0, 0), coalesce(NEW.starts_at, ''), coalesce(NEW.title, '') || '  ', coalesce(NEW.agenda || ' ' || NEW.context, '') || '  '  WHERE (NEW.cancelled = 0);
END;

CREATE TRIGGER search_calls_removed AFTER DELETE ON calls WHEN 1 BEGIN
  DELETE FROM search_items WHERE item_id = OLD.id AND noun = 'call';
END;

CREATE TRIGGER search_people_added AFTER INSERT ON people WHEN 1 BEGIN
  INSERT INTO search_items (noun, item_id, deal_id, kind, private, at, title, body) SELECT 'person', NEW.id, NEW.deal_id, coalesce(NEW.role, ''), coalesce(0, 0), coalesce('', ''), coalesce(NEW.name, '') || '  ', coalesce(NEW.title || ' ' || NEW.email, '') || '  '  WHERE (1);
END;

CREATE TRIGGER search_people_changed AFTER UPDATE ON people WHEN (NEW.id) IS NOT (OLD.id) OR (NEW.deal_id) IS NOT (OLD.deal_id) OR (NEW.role) IS NOT (OLD.role) OR (NEW.name) IS NOT (OLD.name) OR (NEW.title || ' ' || NEW.email) IS NOT (OLD.title || ' ' || OLD.email) BEGIN
  DELETE FROM search_items WHERE item_id = OLD.id AND noun = 'person';
  INSERT INTO search_items (noun, item_id, deal_id, kind, private, at, title, body) SELECT 'person', NEW.id, NEW.deal_id, coalesce(NEW.role, ''), coalesce(0, 0), coalesce('', ''), coalesce(NEW.name, '') || '  ', coalesce(NEW.title || ' ' || NEW.email, '') || '  '  WHERE (1);
END;

CREATE TRIGGER search_people_removed AFTER DELETE ON people WHEN 1 BEGIN
  DELETE FROM search_items WHERE item_id = OLD.id AND noun = 'person';
END;

CREATE TRIGGER search_asks_added AFTER INSERT ON asks WHEN 1 BEGIN
  INSERT INTO search_items (noun, item_id, deal_id, kind, private, at, title, body) SELECT 'ask', NEW.id, NEW.deal_id, coalesce(NEW.answer, ''), coalesce(0, 0), coalesce(NEW.asked_on, ''), coalesce(NEW.statement, '') || '  ', coalesce(NEW.words || ' ' || NEW.answer_note || ' ' || NEW.topic || ' ' || NEW.sow_line, '') || '  '  WHERE (1);
END;

CREATE TRIGGER search_asks_changed AFTER UPDATE ON asks WHEN (NEW.id) IS NOT (OLD.id) OR (NEW.deal_id) IS NOT (OLD.deal_id) OR (NEW.answer) IS NOT (OLD.answer) OR (NEW.asked_on) IS NOT (OLD.asked_on) OR (NEW.statement) IS NOT (OLD.statement) OR (NEW.words || ' ' || NEW.answer_note || ' ' || NEW.topic || ' ' || NEW.sow_line) IS NOT (OLD.words || ' ' || OLD.answer_note || ' ' || OLD.topic || ' ' || OLD.sow_line) BEGIN
  DELETE FROM search_items WHERE item_id = OLD.id AND noun = 'ask';
  INSERT INTO search_items (noun, item_id, deal_id, kind, private, at, title, body) SELECT 'ask', NEW.id, NEW.deal_id, coalesce(NEW.answer, ''), coalesce(0, 0), coalesce(NEW.asked_on, ''), coalesce(NEW.statement, '') || '  ', coalesce(NEW.words || ' ' || NEW.answer_note || ' ' || NEW.topic || ' ' || NEW.sow_line, '') || '  '  WHERE (1);
END;

CREATE TRIGGER search_asks_removed AFTER DELETE ON asks WHEN 1 BEGIN
  DELETE FROM search_items WHERE item_id = OLD.id AND noun = 'ask';
END;

CREATE TRIGGER search_insights_added AFTER INSERT ON insights WHEN 1 BEGIN
  INSERT INTO search_items (noun, item_id, deal_id, kind, private, at, title, body) SELECT 'insight', NEW.id, NEW.deal_id, coalesce(NEW.kind, ''), coalesce(NEW.private, 0), coalesce(NEW.heard_on, ''), coalesce(NEW.statement, '') || '  ', coalesce(NEW.detail || ' ' || NEW.tags || ' ' || NEW.source, '') || '  '  WHERE (1);
END;

CREATE TRIGGER search_insights_changed AFTER UPDATE ON insights WHEN (NEW.id) IS NOT (OLD.id) OR (NEW.deal_id) IS NOT (OLD.deal_id) OR (NEW.kind) IS NOT (OLD.kind) OR (NEW.private) IS NOT (OLD.private) OR (NEW.heard_on) IS NOT (OLD.heard_on) OR (NEW.statement) IS NOT (OLD.statement) OR (NEW.detail || ' ' || NEW.tags || ' ' || NEW.source) IS NOT (OLD.detail || ' ' || OLD.tags || ' ' || OLD.source) BEGIN
  DELETE FROM search_items WHERE item_id = OLD.id AND noun = 'insight';
  INSERT INTO search_items (noun, item_id, deal_id, kind, private, at, title, body) SELECT 'insight', NEW.id, NEW.deal_id, coalesce(NEW.kind, ''), coalesce(NEW.private, 0), coalesce(NEW.heard_on, ''), coalesce(NEW.statement, '') || '  ', coalesce(NEW.detail || ' ' || NEW.tags || ' ' || NEW.source, '') || '  '  WHERE (1);
END;

CREATE TRIGGER search_insights_removed AFTER DELETE ON insights WHEN 1 BEGIN
  DELETE FROM search_items WHERE item_id = OLD.id AND noun = 'insight';
END;

CREATE TRIGGER search_exit_evidence_added AFTER INSERT ON exit_evidence WHEN 1 BEGIN
  INSERT INTO search_items (noun, item_id, deal_id, kind, private, at, title, body) SELECT 'criterion', NEW.id, NEW.deal_id, coalesce('', ''), coalesce(0, 0), coalesce(NEW.changed_at, ''), coalesce(NEW.evidence, '') || '  ', coalesce('', '') || '  '  WHERE (NEW.evidence != '');
END;

CREATE TRIGGER search_exit_evidence_changed AFTER UPDATE ON exit_evidence WHEN (NEW.id) IS NOT (OLD.id) OR (NEW.deal_id) IS NOT (OLD.deal_id) OR (NEW.changed_at) IS NOT (OLD.changed_at) OR (NEW.evidence) IS NOT (OLD.evidence) OR (NEW.evidence != '') IS NOT (OLD.evidence != '') BEGIN
  DELETE FROM search_items WHERE item_id = OLD.id AND noun = 'criterion';
  INSERT INTO search_items (noun, item_id, deal_id, kind, private, at, title, body) SELECT 'criterion', NEW.id, NEW.deal_id, coalesce('', ''), coalesce(0, 0), coalesce(NEW.changed_at, ''), coalesce(NEW.evidence, '') || '  ', coalesce('', '') || '  '  WHERE (NEW.evidence != '');
END;

CREATE TRIGGER search_exit_evidence_removed AFTER DELETE ON exit_evidence WHEN 1 BEGIN
  DELETE FROM search_items WHERE item_id = OLD.id AND noun = 'criterion';
END;

CREATE TRIGGER search_strategy_parts_added AFTER INSERT ON strategy_parts WHEN 1 BEGIN
  INSERT INTO search_items (noun, item_id, deal_id, kind, private, at, title, body) SELECT 'strategy', NEW.id, NEW.deal_id, coalesce(NEW.heading, ''), coalesce(0, 0), coalesce(NEW.changed_at, ''), coalesce('Deal strategy', '') || '  ', coalesce(NEW.text, '') || '  '  WHERE (NEW.text != '');
END;

CREATE TRIGGER search_strategy_parts_changed AFTER UPDATE ON strategy_parts WHEN (NEW.id) IS NOT (OLD.id) OR (NEW.deal_id) IS NOT (OLD.deal_id) OR (NEW.heading) IS NOT (OLD.heading) OR (NEW.changed_at) IS NOT (OLD.changed_at) OR (NEW.text) IS NOT (OLD.text) OR (NEW.text != '') IS NOT (OLD.text != '') BEGIN
  DELETE FROM search_items WHERE item_id = OLD.id AND noun = 'strategy';
  INSERT INTO search_items (noun, item_id, deal_id, kind, private, at, title, body) SELECT 'strategy', NEW.id, NEW.deal_id, coalesce(NEW.heading, ''), coalesce(0, 0), coalesce(NEW.changed_at, ''), coalesce('Deal strategy', '') || '  ', coalesce(NEW.text, '') || '  '  WHERE (NEW.text != '');
END;

CREATE TRIGGER search_strategy_parts_removed AFTER DELETE ON strategy_parts WHEN 1 BEGIN
  DELETE FROM search_items WHERE item_id = OLD.id AND noun = 'strategy';
END;

CREATE TRIGGER search_paper_answers_added AFTER INSERT ON paper_answers WHEN 1 BEGIN
  INSERT INTO search_items (noun, item_id, deal_id, kind, private, at, title, body) SELECT 'paper', NEW.kind || ':' || coalesce(NEW.deal_id, NEW.period) || ':' || NEW.question, NEW.deal_id, coalesce(NEW.kind, ''), coalesce(0, 0), coalesce(NEW.changed_at, ''), coalesce(CASE NEW.kind WHEN 'autopsy' THEN 'Autopsy sheet' WHEN 'review' THEN 'Deal review' ELSE 'Impact record' END, '') || '  ', coalesce(NEW.text, '') || '  '  WHERE (NEW.text != '');
END;

CREATE TRIGGER search_paper_answers_changed AFTER UPDATE ON paper_answers WHEN (NEW.kind || ':' || coalesce(NEW.deal_id, NEW.period) || ':' || NEW.question) IS NOT (OLD.kind || ':' || coalesce(OLD.deal_id, OLD.period) || ':' || OLD.question) OR (NEW.deal_id) IS NOT (OLD.deal_id) OR (NEW.kind) IS NOT (OLD.kind) OR (NEW.changed_at) IS NOT (OLD.changed_at) OR (CASE NEW.kind WHEN 'autopsy' THEN 'Autopsy sheet' WHEN 'review' THEN 'Deal review' ELSE 'Impact record' END) IS NOT (CASE OLD.kind WHEN 'autopsy' THEN 'Autopsy sheet' WHEN 'review' THEN 'Deal review' ELSE 'Impact record' END) OR (NEW.text) IS NOT (OLD.text) OR (NEW.text != '') IS NOT (OLD.text != '') BEGIN
  DELETE FROM search_items WHERE item_id = OLD.kind || ':' || coalesce(OLD.deal_id, OLD.period) || ':' || OLD.question AND noun = 'paper';
  INSERT INTO search_items (noun, item_id, deal_id, kind, private, at, title, body) SELECT 'paper', NEW.kind || ':' || coalesce(NEW.deal_id, NEW.period) || ':' || NEW.question, NEW.deal_id, coalesce(NEW.kind, ''), coalesce(0, 0), coalesce(NEW.changed_at, ''), coalesce(CASE NEW.kind WHEN 'autopsy' THEN 'Autopsy sheet' WHEN 'review' THEN 'Deal review' ELSE 'Impact record' END, '') || '  ', coalesce(NEW.text, '') || '  '  WHERE (NEW.text != '');
END;

CREATE TRIGGER search_paper_answers_removed AFTER DELETE ON paper_answers WHEN 1 BEGIN
  DELETE FROM search_items WHERE item_id = OLD.kind || ':' || coalesce(OLD.deal_id, OLD.period) || ':' || OLD.question AND noun = 'paper';
END;

CREATE TRIGGER search_attachments_added AFTER INSERT ON attachments WHEN 1 BEGIN
  INSERT INTO search_items (noun, item_id, deal_id, kind, private, at, title, body) SELECT 'attachment', NEW.id, NEW.deal_id, coalesce('', ''), coalesce(NEW.private, 0), coalesce(NEW.added_at, ''), coalesce(NEW.name, '') || '  ', coalesce('', '') || '  '  WHERE (NEW.removed_at IS NULL AND NEW.away = 0);
END;

CREATE TRIGGER search_attachments_changed AFTER UPDATE ON attachments WHEN (NEW.id) IS NOT (OLD.id) OR (NEW.deal_id) IS NOT (OLD.deal_id) OR (NEW.private) IS NOT (OLD.private) OR (NEW.added_at) IS NOT (OLD.added_at) OR (NEW.name) IS NOT (OLD.name) OR (NEW.removed_at IS NULL AND NEW.away = 0) IS NOT (OLD.removed_at IS NULL AND OLD.away = 0) BEGIN
  DELETE FROM search_items WHERE item_id = OLD.id AND noun = 'attachment';
  INSERT INTO search_items (noun, item_id, deal_id, kind, private, at, title, body) SELECT 'attachment', NEW.id, NEW.deal_id, coalesce('', ''), coalesce(NEW.private, 0), coalesce(NEW.added_at, ''), coalesce(NEW.name, '') || '  ', coalesce('', '') || '  '  WHERE (NEW.removed_at IS NULL AND NEW.away = 0);
END;

CREATE TRIGGER search_attachments_removed AFTER DELETE ON attachments WHEN 1 BEGIN
  DELETE FROM search_items WHERE item_id = OLD.id AND noun = 'attachment';
END;

CREATE TRIGGER search_requests_added AFTER INSERT ON requests WHEN 1 BEGIN
  INSERT INTO search_items (noun, item_id, deal_id, kind, private, at, title, body) SELECT 'request', NEW.id, NEW.deal_id, coalesce(NEW.reply, ''), coalesce(0, 0), coalesce(NEW.asked_on, ''), coalesce(NEW.words, '') || '  ', coalesce(NEW.reason || ' ' || NEW.would_change, '') || '  '  WHERE (1);
END;

CREATE TRIGGER search_requests_changed AFTER UPDATE ON requests WHEN (NEW.id) IS NOT (OLD.id) OR (NEW.deal_id) IS NOT (OLD.deal_id) OR (NEW.reply) IS NOT (OLD.reply) OR (NEW.asked_on) IS NOT (OLD.asked_on) OR (NEW.words) IS NOT (OLD.words) OR (NEW.reason || ' ' || NEW.would_change) IS NOT (OLD.reason || ' ' || OLD.would_change) BEGIN
  DELETE FROM search_items WHERE item_id = OLD.id AND noun = 'request';
  INSERT INTO search_items (noun, item_id, deal_id, kind, private, at, title, body) SELECT 'request', NEW.id, NEW.deal_id, coalesce(NEW.reply, ''), coalesce(0, 0), coalesce(NEW.asked_on, ''), coalesce(NEW.words, '') || '  ', coalesce(NEW.reason || ' ' || NEW.would_change, '') || '  '  WHERE (1);
END;

CREATE TRIGGER search_requests_removed AFTER DELETE ON requests WHEN 1 BEGIN
  DELETE FROM search_items WHERE item_id = OLD.id AND noun = 'request';
END;

CREATE TRIGGER search_disagreements_added AFTER INSERT ON disagreements WHEN 1 BEGIN
  INSERT INTO search_items (noun, item_id, deal_id, kind, private, at, title, body) SELECT 'disagreement', NEW.id, NEW.deal_id, coalesce(NEW.ending, ''), coalesce(0, 0), coalesce(NEW.raised_on, ''), coalesce(NEW.about, '') || '  ', coalesce(NEW.outcome, '') || '  '  WHERE (1);
END;

CREATE TRIGGER search_disagreements_changed AFTER UPDATE ON disagreements WHEN (NEW.id) IS NOT (OLD.id) OR (NEW.deal_id) IS NOT (OLD.deal_id) OR (NEW.ending) IS NOT (OLD.ending) OR (NEW.raised_on) IS NOT (OLD.raised_on) OR (NEW.about) IS NOT (OLD.about) OR (NEW.outcome) IS NOT (OLD.outcome) BEGIN
  DELETE FROM search_items WHERE item_id = OLD.id AND noun = 'disagreement';
  INSERT INTO search_items (noun, item_id, deal_id, kind, private, at, title, body) SELECT 'disagreement', NEW.id, NEW.deal_id, coalesce(NEW.ending, ''), coalesce(0, 0), coalesce(NEW.raised_on, ''), coalesce(NEW.about, '') || '  ', coalesce(NEW.outcome, '') || '  '  WHERE (1);
END;

CREATE TRIGGER search_disagreements_removed AFTER DELETE ON disagreements WHEN 1 BEGIN
  DELETE FROM search_items WHERE item_id = OLD.id AND noun = 'disagreement';
END;

CREATE TRIGGER search_attempts_added AFTER INSERT ON attempts WHEN 1 BEGIN
  INSERT INTO search_items (noun, item_id, deal_id, kind, private, at, title, body) SELECT 'attempt', NEW.id, NULL, coalesce('', ''), coalesce(0, 0), coalesce(NEW.held_on, ''), coalesce('Talk ' || NEW.number, '') || '  ', coalesce(NEW.brought, '') || '  '  WHERE (NEW.brought != '');
END;

CREATE TRIGGER search_attempts_changed AFTER UPDATE ON attempts WHEN (NEW.id) IS NOT (OLD.id) OR (NEW.held_on) IS NOT (OLD.held_on) OR ('Talk ' || NEW.number) IS NOT ('Talk ' || OLD.number) OR (NEW.brought) IS NOT (OLD.brought) OR (NEW.brought != '') IS NOT (OLD.brought != '') BEGIN
  DELETE FROM search_items WHERE item_id = OLD.id AND noun = 'attempt';
  INSERT INTO search_items (noun, item_id, deal_id, kind, private, at, title, body) SELECT 'attempt', NEW.id, NULL, coalesce('', ''), coalesce(0, 0), coalesce(NEW.held_on, ''), coalesce('Talk ' || NEW.number, '') || '  ', coalesce(NEW.brought, '') || '  '  WHERE (NEW.brought != '');
END;

CREATE TRIGGER search_attempts_removed AFTER DELETE ON attempts WHEN 1 BEGIN
  DELETE FROM search_items WHERE item_id = OLD.id AND noun = 'attempt';
END;

CREATE TRIGGER search_scrub_decisions_added AFTER INSERT ON scrub_decisions WHEN 1 BEGIN
  INSERT INTO search_items (noun, item_id, deal_id, kind, private, at, title, body) SELECT 'scrub', NEW.id, NEW.deal_id, coalesce(NEW.decision, ''), coalesce(0, 0), coalesce(coalesce(NEW.by_on, ''), ''), coalesce(NEW.words, '') || '  ', coalesce(NEW.owner, '') || '  '  WHERE (NEW.words != '');
END;

CREATE TRIGGER search_scrub_decisions_changed AFTER UPDATE ON scrub_decisions WHEN (NEW.id) IS NOT (OLD.id) OR (NEW.deal_id) IS NOT (OLD.deal_id) OR (NEW.decision) IS NOT (OLD.decision) OR (coalesce(NEW.by_on, '')) IS NOT (coalesce(OLD.by_on, '')) OR (NEW.words) IS NOT (OLD.words) OR (NEW.owner) IS NOT (OLD.owner) OR (NEW.words != '') IS NOT (OLD.words != '') BEGIN
  DELETE FROM search_items WHERE item_id = OLD.id AND noun = 'scrub';
  INSERT INTO search_items (noun, item_id, deal_id, kind, private, at, title, body) SELECT 'scrub', NEW.id, NEW.deal_id, coalesce(NEW.decision, ''), coalesce(0, 0), coalesce(coalesce(NEW.by_on, ''), ''), coalesce(NEW.words, '') || '  ', coalesce(NEW.owner, '') || '  '  WHERE (NEW.words != '');
END;

CREATE TRIGGER search_scrub_decisions_removed AFTER DELETE ON scrub_decisions WHEN 1 BEGIN
  DELETE FROM search_items WHERE item_id = OLD.id AND noun = 'scrub';
END;

CREATE TRIGGER search_steps_added AFTER INSERT ON steps WHEN 1 BEGIN
  INSERT INTO search_items (noun, item_id, deal_id, kind, private, at, title, body) SELECT 'step', NEW.id, NEW.deal_id, coalesce('', ''), coalesce(0, 0), coalesce(NEW.made_at, ''), coalesce(NEW.text, '') || '  ', coalesce(NEW.owner, '') || '  '  WHERE (1);
END;

CREATE TRIGGER search_steps_changed AFTER UPDATE ON steps WHEN (NEW.id) IS NOT (OLD.id) OR (NEW.deal_id) IS NOT (OLD.deal_id) OR (NEW.made_at) IS NOT (OLD.made_at) OR (NEW.text) IS NOT (OLD.text) OR (NEW.owner) IS NOT (OLD.owner) BEGIN
  DELETE FROM search_items WHERE item_id = OLD.id AND noun = 'step';
  INSERT INTO search_items (noun, item_id, deal_id, kind, private, at, title, body) SELECT 'step', NEW.id, NEW.deal_id, coalesce('', ''), coalesce(0, 0), coalesce(NEW.made_at, ''), coalesce(NEW.text, '') || '  ', coalesce(NEW.owner, '') || '  '  WHERE (1);
END;

CREATE TRIGGER search_steps_removed AFTER DELETE ON steps WHEN 1 BEGIN
  DELETE FROM search_items WHERE item_id = OLD.id AND noun = 'step';
END;

CREATE TRIGGER search_partners_added AFTER INSERT ON partners WHEN 1 BEGIN
  INSERT INTO search_items (noun, item_id, deal_id, kind, private, at, title, body) SELECT 'partner', NEW.id, NULL, coalesce('', ''), coalesce(0, 0), coalesce('', ''), coalesce(NEW.name, '') || '  ', coalesce(NEW.segment || ' ' || NEW.about, '') || '  '  WHERE (1);
END;

CREATE TRIGGER search_partners_changed AFTER UPDATE ON partners WHEN (NEW.id) IS NOT (OLD.id) OR (NEW.name) IS NOT (OLD.name) OR (NEW.segment || ' ' || NEW.about) IS NOT (OLD.segment || ' ' || OLD.about) BEGIN
  DELETE FROM search_items WHERE item_id = OLD.id AND noun = 'partner';
  INSERT INTO search_items (noun, item_id, deal_id, kind, private, at, title, body) SELECT 'partner', NEW.id, NULL, coalesce('', ''), coalesce(0, 0), coalesce('', ''), coalesce(NEW.name, '') || '  ', coalesce(NEW.segment || ' ' || NEW.about, '') || '  '  WHERE (1);
END;

CREATE TRIGGER search_partners_removed AFTER DELETE ON partners WHEN 1 BEGIN
  DELETE FROM search_items WHERE item_id = OLD.id AND noun = 'partner';
END;

CREATE TRIGGER search_clauses_added AFTER INSERT ON clauses WHEN 1 BEGIN
  INSERT INTO search_items (noun, item_id, deal_id, kind, private, at, title, body) SELECT 'clause', NEW.id, NULL, coalesce(NEW.kind, ''), coalesce(0, 0), coalesce('', ''), coalesce(NEW.topic, '') || '  ', coalesce(NEW.text, '') || '  '  WHERE (1);
END;

CREATE TRIGGER search_clauses_changed AFTER UPDATE ON clauses WHEN (NEW.id) IS NOT (OLD.id) OR (NEW.kind) IS NOT (OLD.kind) OR (NEW.topic) IS NOT (OLD.topic) OR (NEW.text) IS NOT (OLD.text) BEGIN
  DELETE FROM search_items WHERE item_id = OLD.id AND noun = 'clause';
  INSERT INTO search_items (noun, item_id, deal_id, kind, private, at, title, body) SELECT 'clause', NEW.id, NULL, coalesce(NEW.kind, ''), coalesce(0, 0), coalesce('', ''), coalesce(NEW.topic, '') || '  ', coalesce(NEW.text, '') || '  '  WHERE (1);
END;

CREATE TRIGGER search_clauses_removed AFTER DELETE ON clauses WHEN 1 BEGIN
  DELETE FROM search_items WHERE item_id = OLD.id AND noun = 'clause';
END;

CREATE TRIGGER search_risk_opened_added AFTER INSERT ON risk_opened WHEN 1 BEGIN
  INSERT INTO search_items (noun, item_id, deal_id, kind, private, at, title, body) SELECT 'flag', NEW.chain || ':' || NEW.flag_seq || ':' || NEW.seq || ':' || NEW.name, NEW.deal_id, coalesce(NEW.name, ''), coalesce(0, 0), coalesce('', ''), coalesce(CASE NEW.name WHEN 'statement' THEN NEW.value ELSE '' END, '') || '  ', coalesce(CASE NEW.name WHEN 'statement' THEN '' ELSE NEW.value END, '') || '  '  WHERE (NEW.flag_seq > 0 AND NEW.name IN ('statement', 'evidence', 'message', 'response', 'note'));
END;

CREATE TRIGGER search_risk_opened_changed AFTER UPDATE ON risk_opened WHEN (NEW.chain || ':' || NEW.flag_seq || ':' || NEW.seq || ':' || NEW.name) IS NOT (OLD.chain || ':' || OLD.flag_seq || ':' || OLD.seq || ':' || OLD.name) OR (NEW.deal_id) IS NOT (OLD.deal_id) OR (NEW.name) IS NOT (OLD.name) OR (CASE NEW.name WHEN 'statement' THEN NEW.value ELSE '' END) IS NOT (CASE OLD.name WHEN 'statement' THEN OLD.value ELSE '' END) OR (CASE NEW.name WHEN 'statement' THEN '' ELSE NEW.value END) IS NOT (CASE OLD.name WHEN 'statement' THEN '' ELSE OLD.value END) OR (NEW.flag_seq > 0 AND NEW.name IN ('statement', 'evidence', 'message', 'response', 'note')) IS NOT (OLD.flag_seq > 0 AND OLD.name IN ('statement', 'evidence', 'message', 'response', 'note')) BEGIN
  DELETE FROM search_items WHERE item_id = OLD.chain || ':' || OLD.flag_seq || ':' || OLD.seq || ':' || OLD.name AND noun = 'flag';
  INSERT INTO search_items (noun, item_id, deal_id, kind, private, at, title, body) SELECT 'flag', NEW.chain || ':' || NEW.flag_seq || ':' || NEW.seq || ':' || NEW.name, NEW.deal_id, coalesce(NEW.name, ''), coalesce(0, 0), coalesce('', ''), coalesce(CASE NEW.name WHEN 'statement' THEN NEW.value ELSE '' END, '') || '  ', coalesce(CASE NEW.name WHEN 'statement' THEN '' ELSE NEW.value END, '') || '  '  WHERE (NEW.flag_seq > 0 AND NEW.name IN ('statement', 'evidence', 'message', 'response', 'note'));
END;

CREATE TRIGGER search_risk_opened_removed AFTER DELETE ON risk_opened WHEN 1 BEGIN
  DELETE FROM search_items WHERE item_id = OLD.chain || ':' || OLD.flag_seq || ':' || OLD.seq || ':' || OLD.name AND noun = 'flag';
END;

