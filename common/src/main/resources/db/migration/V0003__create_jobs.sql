CREATE SCHEMA jobs;
GRANT USAGE ON SCHEMA jobs TO nightmail_request, nightmail_worker, nightmail_machinery;

-- The time of the machinery: leases, due times, ticks. A test replaces this function to move it.
CREATE FUNCTION jobs.clock() RETURNS timestamptz LANGUAGE sql VOLATILE AS 'SELECT clock_timestamp()';

-- Fencing tokens: each claim gets a greater one than every claim before it.
CREATE SEQUENCE jobs.token CACHE 1;
GRANT USAGE ON SEQUENCE jobs.token TO nightmail_machinery;

-- What the running releases know how to do; a higher release updates a row, a lower one leaves it alone.
CREATE TABLE jobs.kind (
    name    text NOT NULL,
    version int  NOT NULL,
    service text NOT NULL,
    queue   text NOT NULL,
    release int  NOT NULL,
    PRIMARY KEY (name, version)
);
GRANT SELECT, INSERT, UPDATE ON jobs.kind TO nightmail_machinery;

-- One row per process; a process whose row is not renewed until expires_at owns nothing any more.
CREATE TABLE jobs.worker (
    id         uuid        PRIMARY KEY,
    service    text        NOT NULL,
    started_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON jobs.worker TO nightmail_machinery;

-- What all processes together do of a queue. Rate and concurrency are counted under the lock of the row; NULL is no
-- limit. The allowance is what the rate has saved up for the next claim.
CREATE TABLE jobs.queue (
    name         text        PRIMARY KEY,
    release      int         NOT NULL,
    concurrency  int,
    rate         int,
    allowance    float8      NOT NULL DEFAULT 0,
    refilled_at  timestamptz NOT NULL,
    paused_at    timestamptz,
    paused_by    text        NOT NULL DEFAULT '',
    pause_reason text        NOT NULL DEFAULT '',
    CONSTRAINT queue_concurrency_positive CHECK (concurrency > 0),
    CONSTRAINT queue_rate_positive CHECK (rate > 0)
);
GRANT SELECT, INSERT, UPDATE ON jobs.queue TO nightmail_machinery;

-- Live jobs only; what has ended is in jobs.attempt.
CREATE TABLE jobs.job (
    id             uuid        PRIMARY KEY,
    tenant_id      uuid        NOT NULL,
    kind           text        NOT NULL,
    version        int         NOT NULL,
    queue          text        NOT NULL,
    priority       smallint    NOT NULL,
    state          text        NOT NULL,
    reason         text        NOT NULL DEFAULT '',
    run_at         timestamptz NOT NULL,
    args           jsonb       NOT NULL,
    unique_key     text,
    concurrency_key text,
    cancellation   text        NOT NULL DEFAULT '',
    attempt        int         NOT NULL DEFAULT 0,
    failures       int         NOT NULL DEFAULT 0,
    token          bigint,
    worker_id      uuid,
    started_at     timestamptz,
    checkpoint     jsonb,
    progress_done  bigint      NOT NULL DEFAULT 0,
    progress_total bigint      NOT NULL DEFAULT 0,
    counts         jsonb       NOT NULL DEFAULT '{}',
    trigger        text        NOT NULL,
    actor          text        NOT NULL,
    cause          text        NOT NULL DEFAULT '',
    dry_run        boolean     NOT NULL DEFAULT false,
    unguarded      boolean     NOT NULL DEFAULT false,
    created_at     timestamptz NOT NULL,
    CONSTRAINT job_state_is_live CHECK (state IN ('scheduled', 'available', 'running', 'retryable')),
    CONSTRAINT job_running_iff_claimed CHECK (
        (state = 'running') = (token IS NOT NULL AND worker_id IS NOT NULL AND started_at IS NOT NULL)),
    CONSTRAINT job_args_size CHECK (pg_column_size(args) <= 262144)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_delay = 0);
CREATE INDEX job_claim ON jobs.job (queue, priority, tenant_id, run_at, id) WHERE state = 'available' AND reason = '';
-- Waiting jobs have no worker, running ones have one.
CREATE INDEX job_held ON jobs.job (worker_id, run_at, token) WHERE state <> 'available';
CREATE INDEX job_key ON jobs.job (reason, tenant_id, concurrency_key, priority, run_at, id)
    WHERE state = 'available' AND concurrency_key IS NOT NULL;
CREATE UNIQUE INDEX job_unique_key ON jobs.job (tenant_id, unique_key) WHERE unique_key IS NOT NULL;
SELECT core.isolate_tenants('jobs.job');
SELECT core.open_to_machinery('jobs.job');
GRANT SELECT, INSERT ON jobs.job TO nightmail_request;
GRANT SELECT, INSERT, UPDATE, DELETE ON jobs.job TO nightmail_worker, nightmail_machinery;

-- The running job of each concurrency key. A claim inserts the row or leaves the job alone; the row goes in the
-- transaction in which its job stops running, by whatever way, and one of the jobs behind it comes forward.
CREATE TABLE jobs.running_key (
    tenant_id uuid NOT NULL,
    key       text NOT NULL,
    job_id    uuid NOT NULL,
    PRIMARY KEY (tenant_id, key)
);
SELECT core.isolate_tenants('jobs.running_key');
SELECT core.open_to_machinery('jobs.running_key');
GRANT SELECT, INSERT ON jobs.running_key TO nightmail_machinery;

CREATE FUNCTION jobs.free_key() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    DELETE FROM jobs.running_key
    WHERE tenant_id = OLD.tenant_id AND key = OLD.concurrency_key AND job_id = OLD.id;
    UPDATE jobs.job SET reason = '', run_at = jobs.clock()
    WHERE id = (
        SELECT id FROM jobs.job
        WHERE state = 'available' AND reason = 'blocked' AND tenant_id = OLD.tenant_id
          AND concurrency_key = OLD.concurrency_key
        ORDER BY priority, run_at, id LIMIT 1
        FOR UPDATE SKIP LOCKED);
    RETURN NULL;
END $$;
CREATE TRIGGER job_ended_frees_key AFTER DELETE ON jobs.job FOR EACH ROW
    WHEN (OLD.state = 'running' AND OLD.concurrency_key IS NOT NULL) EXECUTE FUNCTION jobs.free_key();
CREATE TRIGGER job_released_frees_key AFTER UPDATE OF state ON jobs.job FOR EACH ROW
    WHEN (OLD.state = 'running' AND NEW.state <> 'running' AND OLD.concurrency_key IS NOT NULL)
    EXECUTE FUNCTION jobs.free_key();

-- Every execution of a job, written at its end. The last one of a job also says how the job ended (job_state); of a
-- job that was cancelled while it waited there is no token and no worker. What a discarded job needs to be driven
-- again stands in redrive; what a dry run would have done, in report.
CREATE TABLE jobs.attempt (
    job_id     uuid        NOT NULL,
    attempt    int         NOT NULL,
    tenant_id  uuid        NOT NULL,
    kind       text        NOT NULL,
    version    int         NOT NULL,
    queue      text        NOT NULL,
    trigger    text        NOT NULL,
    actor      text        NOT NULL,
    cause      text        NOT NULL,
    args       jsonb       NOT NULL,
    created_at timestamptz NOT NULL,
    started_at timestamptz NOT NULL,
    ended_at   timestamptz NOT NULL,
    outcome    text        NOT NULL,
    job_state  text,
    progress_done  bigint  NOT NULL DEFAULT 0,
    progress_total bigint  NOT NULL DEFAULT 0,
    counts     jsonb       NOT NULL,
    error_code text        NOT NULL,
    error_text text        NOT NULL,
    token      bigint,
    worker_id  uuid,
    redrive    jsonb,
    dry_run    boolean     NOT NULL DEFAULT false,
    report     jsonb,
    CONSTRAINT attempt_outcome_known CHECK (
        outcome IN ('completed', 'failed', 'snoozed', 'cancelled', 'discarded', 'uncertain', 'parked', 'rescued',
                    'returned')),
    CONSTRAINT attempt_job_state_is_final CHECK (
        job_state IS NULL OR job_state IN ('completed', 'cancelled', 'discarded'))
) PARTITION BY RANGE (ended_at);
CREATE INDEX attempt_job ON jobs.attempt (job_id);
CREATE INDEX attempt_kind_ended_at ON jobs.attempt (kind, ended_at DESC);
SELECT core.isolate_tenants('jobs.attempt');
SELECT core.open_to_machinery('jobs.attempt');
GRANT SELECT ON jobs.attempt TO nightmail_request;
GRANT SELECT, INSERT ON jobs.attempt TO nightmail_worker, nightmail_machinery;

-- Attempts that did not succeed outlive the day partitions that they came from.
CREATE TABLE jobs.job_failure (LIKE jobs.attempt);
CREATE INDEX job_failure_job ON jobs.job_failure (job_id);
CREATE INDEX job_failure_ended_at ON jobs.job_failure (ended_at);
SELECT core.isolate_tenants('jobs.job_failure');
SELECT core.open_to_machinery('jobs.job_failure');
GRANT SELECT ON jobs.job_failure TO nightmail_request, nightmail_worker;
GRANT SELECT, DELETE ON jobs.job_failure TO nightmail_machinery;

-- What jobs do to the outside: written before, settled after. A row without settled_at whose attempt is over is
-- uncertain: it may have happened.
CREATE TABLE jobs.effect (
    job_id      uuid        NOT NULL,
    name        text        NOT NULL,
    tenant_id   uuid        NOT NULL,
    stable_id   text        NOT NULL,
    token       bigint      NOT NULL,
    intended_at timestamptz NOT NULL,
    settled_at  timestamptz,
    outcome     text        NOT NULL DEFAULT '',
    PRIMARY KEY (job_id, name)
);
CREATE INDEX effect_settled_at ON jobs.effect (settled_at);
SELECT core.isolate_tenants('jobs.effect');
SELECT core.open_to_machinery('jobs.effect');
GRANT SELECT ON jobs.effect TO nightmail_request;
GRANT SELECT, INSERT, UPDATE ON jobs.effect TO nightmail_worker;
GRANT SELECT, DELETE ON jobs.effect TO nightmail_machinery;
