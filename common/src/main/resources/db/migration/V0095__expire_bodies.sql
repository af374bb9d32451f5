-- Bodies whose time is over, whosever they are, the oldest first, a page behind a place at a time: their rows go, with
-- those of their attachments, and the objects are then named by nobody. It tells of no other.
CREATE INDEX body_age ON sync.body (body_cached_at, message_id) WHERE body_ref IS NOT NULL;

CREATE FUNCTION sync.expire_bodies(before timestamptz, after_at timestamptz, after_id uuid, at_most int)
RETURNS TABLE (cached_at timestamptz, id uuid)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH old AS (
        SELECT message_id FROM sync.body
        WHERE body_ref IS NOT NULL AND body_cached_at <= before
          AND (body_cached_at, message_id) > (after_at, after_id)
        ORDER BY body_cached_at, message_id LIMIT at_most FOR UPDATE),
    gone AS (
        DELETE FROM sync.body b USING old WHERE b.message_id = old.message_id
        RETURNING b.body_cached_at, b.message_id)
    SELECT body_cached_at, message_id FROM gone ORDER BY body_cached_at, message_id
$$;
REVOKE EXECUTE ON FUNCTION sync.expire_bodies(timestamptz, timestamptz, uuid, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sync.expire_bodies(timestamptz, timestamptz, uuid, int) TO nightmail_worker;
