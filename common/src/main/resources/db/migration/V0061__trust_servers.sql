-- What is known of IMAP servers, by host, whoever has accounts there: whether what they tell of changes was right.
CREATE TABLE sync.server (
    host          text        PRIMARY KEY,
    proofs        bigint      NOT NULL DEFAULT 0,
    distrusted_at timestamptz,
    reason        text        NOT NULL DEFAULT ''
);
GRANT SELECT, INSERT, UPDATE ON sync.server TO nightmail_worker;

-- When a mailbox was last compared with its server UID by UID.
ALTER TABLE sync.mailbox ADD COLUMN audited_at timestamptz;
