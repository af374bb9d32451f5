-- A mailbox of an account, and its completeness ledger: which UIDs have been dealt with (covered), and what came of
-- them (stored, quarantined). The watermarks are what the server said when the mailbox was opened, and move together,
-- and only while nothing is lacking. A uid_validity of -1 means that its messages are being deleted. There is no foreign
-- key to the account: that goes at once when it is removed, and its mailboxes after it, in chunks.
CREATE TABLE sync.mailbox (
    id             uuid           PRIMARY KEY,
    tenant_id      uuid           NOT NULL,
    account_id     uuid           NOT NULL,
    name           text           NOT NULL,
    wire_name      text           NOT NULL,
    role           text           NOT NULL DEFAULT '',
    selected       boolean        NOT NULL,
    uid_validity   bigint         NOT NULL DEFAULT 0,
    uid_next       bigint         NOT NULL DEFAULT 0,
    highest_modseq bigint,
    exists_count   bigint         NOT NULL DEFAULT 0,
    stored_count   bigint         NOT NULL DEFAULT 0,
    covered        int8multirange NOT NULL DEFAULT '{}',
    token          bigint         NOT NULL DEFAULT 0,
    verified_at    timestamptz,
    problem        text           NOT NULL DEFAULT '',
    missing_since  timestamptz,
    CONSTRAINT mailbox_name_once UNIQUE (account_id, wire_name)
);
SELECT core.isolate_tenants('sync.mailbox');
GRANT SELECT ON sync.mailbox TO nightmail_request;
GRANT SELECT, INSERT, UPDATE, DELETE ON sync.mailbox TO nightmail_worker;

-- A message in a mailbox, which cannot go before it: a mailbox is emptied in chunks. Its text went through one place that makes it fit for PostgreSQL.
CREATE TABLE sync.message (
    id                 uuid        PRIMARY KEY,
    tenant_id          uuid        NOT NULL,
    account_id         uuid        NOT NULL,
    mailbox_id         uuid        NOT NULL REFERENCES sync.mailbox (id),
    uid                bigint      NOT NULL,
    modseq             bigint,
    flags              text[]      NOT NULL,
    internal_date      timestamptz NOT NULL,
    sent_at            timestamptz,
    size               bigint      NOT NULL,
    subject            text        NOT NULL,
    message_id         text,
    in_reply_to        text,
    reference_ids      text[]      NOT NULL,
    list_id            text,
    auto_submitted     text,
    has_attachments    boolean     NOT NULL,
    structure_readable boolean     NOT NULL,
    CONSTRAINT message_uid_once UNIQUE (mailbox_id, uid)
);
CREATE INDEX message_account_date ON sync.message (account_id, internal_date DESC, id DESC);
SELECT core.isolate_tenants('sync.message');
GRANT SELECT ON sync.message TO nightmail_request;
GRANT SELECT, INSERT, UPDATE, DELETE ON sync.message TO nightmail_worker;

CREATE TABLE sync.participant (
    message_id uuid NOT NULL REFERENCES sync.message (id) ON DELETE CASCADE,
    role       text NOT NULL,
    position   int  NOT NULL,
    tenant_id  uuid NOT NULL,
    name       text NOT NULL,
    address    text NOT NULL,
    PRIMARY KEY (message_id, role, position),
    CONSTRAINT participant_role_known CHECK (role IN ('from', 'sender', 'reply_to', 'to', 'cc', 'bcc'))
);
SELECT core.isolate_tenants('sync.participant');
GRANT SELECT ON sync.participant TO nightmail_request;
GRANT SELECT, INSERT, DELETE ON sync.participant TO nightmail_worker;

CREATE TABLE sync.attachment (
    message_id  uuid   NOT NULL REFERENCES sync.message (id) ON DELETE CASCADE,
    part        text   NOT NULL,
    tenant_id   uuid   NOT NULL,
    name        text   NOT NULL,
    type        text   NOT NULL,
    size        bigint NOT NULL,
    disposition text   NOT NULL,
    content_id  text   NOT NULL,
    PRIMARY KEY (message_id, part)
);
SELECT core.isolate_tenants('sync.attachment');
GRANT SELECT ON sync.attachment TO nightmail_request;
GRANT SELECT, INSERT, DELETE ON sync.attachment TO nightmail_worker;

-- Messages that could not be stored, with the reason; they count in the ledger and do not stop a sync.
CREATE TABLE sync.quarantine (
    mailbox_id uuid        NOT NULL REFERENCES sync.mailbox (id),
    uid        bigint      NOT NULL,
    tenant_id  uuid        NOT NULL,
    reason     text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (mailbox_id, uid)
);
SELECT core.isolate_tenants('sync.quarantine');
GRANT SELECT ON sync.quarantine TO nightmail_request;
GRANT SELECT, INSERT, DELETE ON sync.quarantine TO nightmail_worker;
