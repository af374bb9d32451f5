-- A message belongs to a thread, found by the ids that it names; a row from before has none until its account is synced
-- again. The sender is the first address of From, in lower case, as the lists of messages look for it.
ALTER TABLE sync.message
    ADD COLUMN thread_id uuid,
    ADD COLUMN sender text COLLATE "C" NOT NULL DEFAULT '';
CREATE INDEX message_thread ON sync.message (thread_id, internal_date DESC, id DESC);
CREATE INDEX message_without_thread ON sync.message (account_id) WHERE thread_id IS NULL;

-- Which thread an id belongs to (Message-ID, References, In-Reply-To), by 128 bits of its hash, whether or not its
-- message is here.
CREATE TABLE sync.thread_key (
    account_id uuid NOT NULL,
    hash       uuid NOT NULL,
    tenant_id  uuid NOT NULL,
    thread_id  uuid NOT NULL,
    PRIMARY KEY (account_id, hash)
);
SELECT core.isolate_tenants('sync.thread_key');
GRANT SELECT, INSERT, DELETE ON sync.thread_key TO nightmail_worker;

-- Threads that were found to be part of another one. The other one is never part of a third: it is replaced here then.
CREATE TABLE sync.thread_join (
    thread_id  uuid NOT NULL PRIMARY KEY,
    account_id uuid NOT NULL,
    tenant_id  uuid NOT NULL,
    into_id    uuid NOT NULL
);
CREATE INDEX thread_join_account ON sync.thread_join (account_id, thread_id);
CREATE INDEX thread_join_into ON sync.thread_join (into_id);
SELECT core.isolate_tenants('sync.thread_join');
GRANT SELECT ON sync.thread_join TO nightmail_request;
GRANT SELECT, INSERT, UPDATE, DELETE ON sync.thread_join TO nightmail_worker;
