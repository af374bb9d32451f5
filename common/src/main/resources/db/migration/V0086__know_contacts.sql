-- Whom an account has written to, and who has written to it; the address in lower case. The name is the one that was
-- last given, at name_at.
CREATE TABLE sync.contact (
    account_id    uuid             NOT NULL,
    address       text COLLATE "C" NOT NULL,
    tenant_id     uuid             NOT NULL,
    name          text             NOT NULL,
    name_at       timestamptz      NOT NULL,
    sent_to       bigint           NOT NULL,
    received_from bigint           NOT NULL,
    first_seen_at timestamptz      NOT NULL,
    last_seen_at  timestamptz      NOT NULL,
    PRIMARY KEY (account_id, address)
);
SELECT core.isolate_tenants('sync.contact');
GRANT SELECT ON sync.contact TO nightmail_request;
GRANT SELECT, INSERT, UPDATE, DELETE ON sync.contact TO nightmail_worker;
