-- What callers want changed of messages at their servers: each row is one wish, for one flag of a message or for the
-- mailbox in which it lies. seq is the order in which wishes are carried out. known and from_id are what the caller was
-- shown; base_modseq, target_validity and target_next are what the server said just before it was asked to change
-- something, so that it can be found out afterwards whether it has.
CREATE TABLE sync.change (
    id              uuid        PRIMARY KEY,
    seq             bigint      GENERATED ALWAYS AS IDENTITY,
    tenant_id       uuid        NOT NULL,
    account_id      uuid        NOT NULL,
    message_id      uuid        NOT NULL REFERENCES sync.message (id) ON DELETE CASCADE,
    aspect          text        NOT NULL,
    wished          boolean,
    known           boolean,
    target_id       uuid,
    from_id         uuid,
    state           text        NOT NULL DEFAULT 'pending',
    reason          text        NOT NULL DEFAULT '',
    made_at         timestamptz NOT NULL,
    made_by         text        NOT NULL,
    tried_at        timestamptz,
    base_modseq     bigint,
    target_validity bigint,
    target_next     bigint,
    waits           int         NOT NULL DEFAULT 0,
    wait_until      timestamptz,
    due_at          timestamptz NOT NULL,
    ended_at        timestamptz,
    CONSTRAINT change_aspect_known CHECK (aspect IN ('seen', 'flagged', 'answered', 'deleted', 'mailbox')),
    CONSTRAINT change_state_known CHECK (state IN ('pending', 'completed', 'conflict', 'failed', 'superseded')),
    CONSTRAINT change_ended_at_a_time CHECK ((state = 'pending') = (ended_at IS NULL)),
    CONSTRAINT change_wishes_one_thing CHECK (
        (aspect = 'mailbox') = (target_id IS NOT NULL) AND (aspect = 'mailbox') = (wished IS NULL))
);
CREATE INDEX change_pending ON sync.change (account_id, seq) WHERE state = 'pending';
CREATE INDEX change_due ON sync.change (due_at) WHERE state = 'pending';
CREATE INDEX change_ended ON sync.change (ended_at) WHERE state <> 'pending';
CREATE INDEX change_of_message ON sync.change (message_id, seq);
SELECT core.isolate_tenants('sync.change');
SELECT core.open_to_machinery('sync.change');
GRANT SELECT, INSERT ON sync.change TO nightmail_request;
GRANT UPDATE (state, ended_at) ON sync.change TO nightmail_request;
GRANT SELECT, UPDATE ON sync.change TO nightmail_worker;
-- The sweep over all tenants sees whose wishes are due, and deletes those that ended long ago.
GRANT SELECT (id, tenant_id, account_id, state, due_at, ended_at) ON sync.change TO nightmail_machinery;
GRANT UPDATE (due_at), DELETE ON sync.change TO nightmail_machinery;
