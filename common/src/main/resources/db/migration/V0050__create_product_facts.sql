-- What the product tells of its own things, by its own ids. A deleted one stays as a tombstone: its id and version,
-- and nothing else, so that an older fact which comes later does not bring it back. Versions decide what is newer, so
-- nothing here points to another table: facts come in any order.

-- A user of the product. Not "user": that word would be quoted everywhere.
CREATE TABLE core.product_user (
    tenant_id   uuid        NOT NULL,
    external_id text        NOT NULL,
    version     bigint      NOT NULL,
    deleted     boolean     NOT NULL,
    received_at timestamptz NOT NULL,
    address     text,
    name        text,
    plan_id     text,
    CONSTRAINT product_user_pk PRIMARY KEY (tenant_id, external_id),
    CONSTRAINT product_user_whole_or_deleted CHECK (
        CASE WHEN deleted THEN num_nonnulls(address, name, plan_id) = 0 ELSE address IS NOT NULL END)
);

-- What a user may use, and in which cycles. No allowance means no limit. The cycle begins on a local date of the zone;
-- its length is a period of ISO 8601, such as P1M.
CREATE TABLE core.plan (
    tenant_id          uuid        NOT NULL,
    external_id        text        NOT NULL,
    version            bigint      NOT NULL,
    deleted            boolean     NOT NULL,
    received_at        timestamptz NOT NULL,
    name               text,
    allowance_bytes    bigint,
    allowance_messages bigint,
    cycle_start        date,
    cycle_length       text,
    zone               text,
    CONSTRAINT plan_pk PRIMARY KEY (tenant_id, external_id),
    CONSTRAINT plan_whole_or_deleted CHECK (
        CASE WHEN deleted
             THEN num_nonnulls(name, allowance_bytes, allowance_messages, cycle_start, cycle_length, zone) = 0
             ELSE num_nonnulls(cycle_start, cycle_length, zone) = 3 END)
);

-- A log-in of a user. Known by an opaque id or by the SHA-256 of its token, never by the token.
CREATE TABLE core.session (
    tenant_id    uuid        NOT NULL,
    external_id  text        NOT NULL,
    version      bigint      NOT NULL,
    deleted      boolean     NOT NULL,
    received_at  timestamptz NOT NULL,
    user_id      text,
    hash         text,
    created_at   timestamptz,
    last_seen_at timestamptz,
    expires_at   timestamptz,
    CONSTRAINT session_pk PRIMARY KEY (tenant_id, external_id),
    CONSTRAINT session_whole_or_deleted CHECK (
        CASE WHEN deleted
             THEN num_nonnulls(user_id, hash, created_at, last_seen_at, expires_at) = 0
             ELSE num_nonnulls(user_id, created_at) = 2 END)
);

-- A link that logs a user in once. Known as a session is.
CREATE TABLE core.magic_link (
    tenant_id   uuid        NOT NULL,
    external_id text        NOT NULL,
    version     bigint      NOT NULL,
    deleted     boolean     NOT NULL,
    received_at timestamptz NOT NULL,
    user_id     text,
    hash        text,
    created_at  timestamptz,
    expires_at  timestamptz,
    used_at     timestamptz,
    CONSTRAINT magic_link_pk PRIMARY KEY (tenant_id, external_id),
    CONSTRAINT magic_link_whole_or_deleted CHECK (
        CASE WHEN deleted
             THEN num_nonnulls(user_id, hash, created_at, expires_at, used_at) = 0
             ELSE num_nonnulls(user_id, created_at, expires_at) = 3 END)
);

SELECT core.isolate_tenants(name)
FROM unnest(ARRAY['core.product_user', 'core.plan', 'core.session', 'core.magic_link']::regclass[]) AS name;
GRANT SELECT, INSERT, UPDATE ON core.product_user, core.plan, core.session, core.magic_link
    TO nightmail_request, nightmail_worker;
