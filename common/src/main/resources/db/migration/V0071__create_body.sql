-- What a message says: asked for (job_id), stored (body_ref), or not to be had (reason). Text and HTML are one object,
-- the text first. What was stored before stays named while it is fetched again.
CREATE TABLE sync.body (
    message_id     uuid        PRIMARY KEY REFERENCES sync.message (id) ON DELETE CASCADE,
    tenant_id      uuid        NOT NULL,
    job_id         uuid,
    asked_at       timestamptz,
    reason         text        NOT NULL DEFAULT '',
    body_ref       text,
    body_cached_at timestamptz,
    text_size      bigint      NOT NULL DEFAULT 0,
    html_size      bigint      NOT NULL DEFAULT 0,
    sha256         text        NOT NULL DEFAULT '',
    sanitizer      int         NOT NULL DEFAULT 0,
    blocked        int         NOT NULL DEFAULT 0,
    CONSTRAINT body_stored_at_a_time CHECK ((body_ref IS NULL) = (body_cached_at IS NULL))
);
CREATE INDEX body_object ON sync.body (body_ref) WHERE body_ref IS NOT NULL;
SELECT core.isolate_tenants('sync.body');
SELECT core.open_to_machinery('sync.body');
GRANT SELECT, INSERT, UPDATE ON sync.body TO nightmail_request;
GRANT SELECT, INSERT, UPDATE, DELETE ON sync.body TO nightmail_worker;

-- What a body has besides: its attachments, numbered as they stand in the message. Those shown within it are stored
-- with it, others when somebody asks for them.
CREATE TABLE sync.body_part (
    message_id  uuid        NOT NULL REFERENCES sync.body (message_id) ON DELETE CASCADE,
    n           int         NOT NULL,
    tenant_id   uuid        NOT NULL,
    part        text        NOT NULL,
    name        text        NOT NULL,
    type        text        NOT NULL,
    size        bigint      NOT NULL,
    inline      boolean     NOT NULL,
    content_id  text        NOT NULL,
    job_id      uuid,
    asked_at    timestamptz,
    reason      text        NOT NULL DEFAULT '',
    object_ref  text,
    object_size bigint      NOT NULL DEFAULT 0,
    PRIMARY KEY (message_id, n)
);
CREATE INDEX body_part_object ON sync.body_part (object_ref) WHERE object_ref IS NOT NULL;
SELECT core.isolate_tenants('sync.body_part');
SELECT core.open_to_machinery('sync.body_part');
GRANT SELECT, UPDATE ON sync.body_part TO nightmail_request;
GRANT SELECT, INSERT, UPDATE, DELETE ON sync.body_part TO nightmail_worker;

-- Which of these objects no row names, whosever they are: it tells of no other.
CREATE FUNCTION sync.unnamed_objects(refs text[]) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT ref FROM unnest(refs) AS ref
    WHERE NOT EXISTS (SELECT FROM sync.body b WHERE b.body_ref = ref)
      AND NOT EXISTS (SELECT FROM sync.body_part p WHERE p.object_ref = ref)
    ORDER BY ref
$$;
REVOKE EXECUTE ON FUNCTION sync.unnamed_objects(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sync.unnamed_objects(text[]) TO nightmail_worker;
