-- A message is known again by its identity: a digest of its header block and size. One that its mailbox does not show any
-- more loses its place (uid), and is looked for in all mailboxes until the sync of its account has seen every one: there it
-- gets a new place, or is gone. What is gone is hidden, and kept for some days, so that it comes back as the same message.
ALTER TABLE sync.message
    ADD COLUMN identity uuid,
    ADD COLUMN gone_at timestamptz,
    ALTER COLUMN uid DROP NOT NULL,
    ALTER COLUMN mailbox_id DROP NOT NULL,
    ADD CONSTRAINT message_placed_in_mailbox CHECK (uid IS NULL OR mailbox_id IS NOT NULL),
    ADD CONSTRAINT message_gone_from_place CHECK (gone_at IS NULL OR uid IS NULL);
CREATE INDEX message_identity ON sync.message (account_id, identity);
CREATE INDEX message_without_place ON sync.message (account_id, gone_at) WHERE uid IS NULL;

-- The first cursor of an account: what comes after it has arrived. The UIDs from which on that holds are those that the
-- server told at that moment; of a mailbox that was not there, or that has begun anew since, none is known.
ALTER TABLE sync.account
    ADD COLUMN cursor_at timestamptz,
    ADD COLUMN filled_at timestamptz,
    ADD COLUMN withheld_since timestamptz,
    ADD COLUMN withheld_count bigint NOT NULL DEFAULT 0;
ALTER TABLE sync.mailbox ADD COLUMN first_uid bigint;

-- What was told to have been received, once for ever; a message that is deleted and put back is none.
CREATE TABLE sync.received (
    account_id  uuid        NOT NULL,
    identity    uuid        NOT NULL,
    tenant_id   uuid        NOT NULL,
    received_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, identity)
);
SELECT core.isolate_tenants('sync.received');
GRANT SELECT, INSERT, DELETE ON sync.received TO nightmail_worker;

-- Accounts that withhold a mass deletion, for the machinery.
CREATE INDEX account_withholding ON sync.account (id) WHERE withheld_count > 0;
GRANT SELECT (withheld_count) ON sync.account TO nightmail_machinery;
CREATE VIEW sync.withholding_account WITH (security_invoker = true) AS
SELECT id FROM sync.account WHERE active AND withheld_count > 0;
GRANT SELECT ON sync.withholding_account TO nightmail_machinery;
