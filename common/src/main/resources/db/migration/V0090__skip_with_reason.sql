-- Messages of a mailbox that are on the server and are not stored on purpose, by reason: they count in its ledger. Kept as
-- ranges, never one by one. Of what lies below the account's depth (reason depth) also by which depth that was decided:
-- another one has it looked at again. Without ranges it says that nothing of this mailbox is to be skipped.
CREATE TABLE sync.skipped (
    mailbox_id uuid           NOT NULL REFERENCES sync.mailbox (id) ON DELETE CASCADE,
    reason     text           NOT NULL,
    tenant_id  uuid           NOT NULL,
    uids       int8multirange NOT NULL,
    messages   bigint         NOT NULL,
    bound      text           NOT NULL,
    PRIMARY KEY (mailbox_id, reason),
    CONSTRAINT skipped_reason_known CHECK (reason IN ('depth'))
);
SELECT core.isolate_tenants('sync.skipped');
GRANT SELECT ON sync.skipped TO nightmail_request;
GRANT SELECT, INSERT, UPDATE, DELETE ON sync.skipped TO nightmail_worker;
