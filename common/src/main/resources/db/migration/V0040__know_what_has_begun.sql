-- Whether the present attempt has got its slot, so that a job that only waited for one is not taken for what kills its
-- process. A first attempt counts as begun: only the others are worth a write.
ALTER TABLE jobs.job ADD COLUMN begun boolean NOT NULL DEFAULT false;

-- Where a job stands that comes back to the queue with its turn: ahead of all of its tenant and priority that came after
-- it. The latest time that does so, since claims pass older ones by, unless they begin from the beginning.
CREATE FUNCTION jobs.place(queue text, priority smallint, tenant uuid, since timestamptz) RETURNS timestamptz
LANGUAGE sql VOLATILE AS $$
    SELECT least(jobs.clock() - interval '500 ms', (
        SELECT min(w.run_at) - interval '1 ms' FROM jobs.job w
        WHERE w.state = 'available' AND w.reason = '' AND w.queue = $1 AND w.priority = $2 AND w.tenant_id = $3
          AND w.run_at >= $4))
$$;
