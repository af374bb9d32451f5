CREATE SCHEMA mail;
GRANT USAGE ON SCHEMA mail TO nightmail_request, nightmail_worker;

-- Mail on its way out. The message is built once, when it is taken over, so that every attempt offers the same
-- bytes under the same Message-ID; one job alone may send it, because the ledger of what was sent
-- is the job's. An uncertain one was sent, but no reply came: it is never sent again by itself. raw is encrypted.
CREATE TABLE mail.outgoing_message (
    id         uuid        PRIMARY KEY,
    tenant_id  uuid        NOT NULL,
    job_id     uuid        NOT NULL,
    account_id uuid        NOT NULL,
    message_id text        NOT NULL,
    mail_from  text        NOT NULL,
    recipients text[]      NOT NULL,
    raw        bytea       NOT NULL,
    state      text        NOT NULL DEFAULT 'queued',
    reply      text        NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL,
    ended_at   timestamptz,
    CONSTRAINT outgoing_message_id_unique UNIQUE (tenant_id, message_id),
    CONSTRAINT outgoing_message_state_known CHECK (state IN ('queued', 'sent', 'failed', 'uncertain')),
    CONSTRAINT outgoing_message_ended_unless_open CHECK ((state IN ('sent', 'failed')) = (ended_at IS NOT NULL)),
    CONSTRAINT outgoing_message_has_recipients CHECK (cardinality(recipients) > 0)
);
SELECT core.isolate_tenants('mail.outgoing_message');
GRANT SELECT, INSERT ON mail.outgoing_message TO nightmail_request;
GRANT SELECT, UPDATE (state, reply, ended_at) ON mail.outgoing_message TO nightmail_worker;

-- Which message a request under an Idempotency-Key has become, so that a repeat becomes no other. request is an
-- encrypted digest of what was asked for: a plain one of a short text could be guessed.
CREATE TABLE mail.idempotency_key (
    tenant_id  uuid  NOT NULL,
    key        text  NOT NULL,
    message_id uuid  NOT NULL,
    request    bytea NOT NULL,
    PRIMARY KEY (tenant_id, key)
);
SELECT core.isolate_tenants('mail.idempotency_key');
GRANT SELECT, INSERT ON mail.idempotency_key TO nightmail_request;
