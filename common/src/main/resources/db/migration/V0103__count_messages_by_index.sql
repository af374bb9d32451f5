-- The messages of a mailbox are counted at each sync that changes it. With the tenant in the index, by which rows are
-- isolated, it is enough to read that.
ALTER TABLE sync.message
    DROP CONSTRAINT message_uid_once,
    ADD CONSTRAINT message_uid_once UNIQUE (mailbox_id, uid) INCLUDE (tenant_id);
